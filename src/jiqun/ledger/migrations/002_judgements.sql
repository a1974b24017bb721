-- What people decide. Rows are only ever added: a judgement that was taken back stays, with the row that took it back.

CREATE TABLE judgement (
    id         INTEGER PRIMARY KEY,                   -- in the order of judging
    about      TEXT NOT NULL CHECK (about IN ('claim', 'identity', 'cluster', 'judgement')),
    verdict    TEXT NOT NULL,
    judge      TEXT NOT NULL CHECK (length(trim(judge)) > 0), -- free text: initials or a role will do
    made       TEXT NOT NULL,                         -- UTC
    why        TEXT,
    document   TEXT REFERENCES document (sha256),     -- of the claim
    claim      TEXT,                                  -- its id when it was judged; new rules may give it another
    original   TEXT CHECK (original IS NULL OR json_valid(original)), -- as it was read then
    fields     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)), -- what a correction puts in place of it
    anchor     TEXT CHECK (anchor IS NULL OR json_valid(anchor)), -- the words around its quote
    one        TEXT,                                  -- the two names or entities of a decision on identity,
    other      TEXT,                                  -- in the order of their characters; of a statement on a cluster
                                                      -- its name, then what it succeeds, is named, covers, …
    undoes     INTEGER REFERENCES judgement (id),
    first      INTEGER REFERENCES judgement (id),     -- the first judgement on the same claim; null on itself
    bulk       INTEGER REFERENCES judgement (id),     -- the first of those made at once
    CHECK (CASE about
        WHEN 'claim' THEN verdict IN ('accept', 'correct', 'reject', 'unsure') AND document IS NOT NULL
            AND claim IS NOT NULL AND original IS NOT NULL AND anchor IS NOT NULL AND undoes IS NULL
        WHEN 'identity' THEN verdict IN ('same', 'different', 'unsure') AND one < other AND undoes IS NULL
        WHEN 'cluster' THEN verdict IN ('succeeds', 'part_of', 'named', 'designated', 'covers') AND one <> other
            AND undoes IS NULL
        ELSE verdict = 'undo' AND undoes < id AND claim IS NULL
    END)
) STRICT;

CREATE INDEX judgement_document ON judgement (document);
CREATE INDEX judgement_undoes ON judgement (undoes);
CREATE INDEX judgement_pair ON judgement (one, other);

CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are never removed: take them back by a new one');
END;

CREATE TRIGGER judgement_is_not_changed BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are never changed: take them back by a new one');
END;
