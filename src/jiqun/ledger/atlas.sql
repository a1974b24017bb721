-- The atlas: one file, written once, read by many. Offsets are code points; "stop" is exclusive.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    media_type TEXT NOT NULL, encoding TEXT NOT NULL, title TEXT, date TEXT, origin TEXT NOT NULL, text TEXT NOT NULL
) STRICT;

CREATE TABLE block (
    source TEXT NOT NULL REFERENCES source (id), ordinal INTEGER NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL, excluded TEXT, anchor TEXT,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, name TEXT NOT NULL, names TEXT NOT NULL, field TEXT, place TEXT,
    longitude REAL, latitude REAL
) STRICT;

CREATE TABLE record (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES source (id),
    cluster TEXT REFERENCES cluster (id), kind TEXT NOT NULL, headline INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX record_cluster ON record (cluster, kind);
CREATE INDEX record_source ON record (source, kind);

CREATE TABLE board_item (id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL) STRICT;

CREATE TABLE board_cell (
    item TEXT NOT NULL REFERENCES board_item (id), cluster TEXT NOT NULL REFERENCES cluster (id),
    state TEXT NOT NULL CHECK (state IN ('evidence', 'named', 'not_stated')),
    PRIMARY KEY (item, cluster)
) STRICT, WITHOUT ROWID;

CREATE TABLE board_passage (
    item TEXT NOT NULL, cluster TEXT NOT NULL, ordinal INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source (id),
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (item, cluster, ordinal), FOREIGN KEY (item, cluster) REFERENCES board_cell (item, cluster)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source (id), start INTEGER NOT NULL, stop INTEGER NOT NULL,
    cluster TEXT
) STRICT;

-- Overlapping pairs of characters find words of two characters, which the trigram tokenizer misses; the ascii tokenizer
-- leaves every character beyond ASCII alone, also those newer than SQLite's Unicode tables.
CREATE VIRTUAL TABLE passage_index USING fts5 (pairs, singles, content = '', tokenize = "ascii tokenchars '.%'");

CREATE TABLE name (
    ordinal INTEGER PRIMARY KEY, key TEXT NOT NULL, record TEXT NOT NULL REFERENCES record (id), cluster TEXT
) STRICT;
