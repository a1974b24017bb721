-- Origin cards say also what a document covers, in which language it is, and what was done to it.

ALTER TABLE origin ADD COLUMN coverage TEXT;
ALTER TABLE origin ADD COLUMN language TEXT;
ALTER TABLE origin ADD COLUMN processing TEXT;
