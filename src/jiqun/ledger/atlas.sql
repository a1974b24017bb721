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
    cluster TEXT REFERENCES cluster (id), kind TEXT NOT NULL, headline INTEGER NOT NULL, body TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('accept', 'correct', 'reject', 'unsure')),
    judgement INTEGER REFERENCES judgement (id), original TEXT, reading TEXT, kept INTEGER NOT NULL
) STRICT;
CREATE INDEX record_cluster ON record (cluster, kind);
CREATE INDEX record_source ON record (source, kind);
CREATE INDEX record_indicator ON record (json_extract(body, '$.indicator_id'), cluster, source) WHERE kind = 'figure';
CREATE INDEX record_headline ON record (headline) WHERE headline;
-- What lists are filtered by, in the words of `atlas_paging`: an expression there must be the one here.
CREATE INDEX record_facets ON record (
    kind, verdict,
    coalesce(body ->> '$.indicator_id', body ->> '$.indicator', body ->> '$.type', body ->> '$.category',
             body ->> '$.relation', body ->> '$.position', body ->> '$.reason'),
    body ->> '$.period', body ->> '$.status', cluster, source
);

-- What people decided: all rows on claims with those that took them back, and which stand nowhere in the text by now.
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, claim TEXT, first INTEGER, undoes INTEGER, unplaced INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_claim ON judgement (claim);
CREATE INDEX judgement_first ON judgement (first);
CREATE INDEX judgement_undoes ON judgement (undoes);

-- Judgements that need another look: without a place, on what is read otherwise, or on what is not read any more.
CREATE TABLE notice (ordinal INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

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

-- What the self-checks of the texts found; "cluster" is where it is filed, "body" its spans and values.
CREATE TABLE finding (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL
    CHECK (verdict IN ('agrees', 'disagrees', 'not_checkable')), cluster TEXT REFERENCES cluster (id), body TEXT NOT NULL
) STRICT;

-- A checksum of what the findings of a document came from, so that the next build can take them over.
CREATE TABLE finding_input (source TEXT PRIMARY KEY REFERENCES source (id), inputs TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The same text, or the same statement, in several documents, the earliest known first; "shared" says how like they are.
CREATE TABLE chain (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('document', 'part', 'claim')),
    within TEXT
) STRICT;

CREATE TABLE chain_link (
    chain INTEGER NOT NULL REFERENCES chain (ordinal), ordinal INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES source (id), record TEXT REFERENCES record (id), date TEXT, shared REAL,
    PRIMARY KEY (chain, ordinal)
) STRICT, WITHOUT ROWID;

-- Claims that stood already in an older document; "dated" is 0 where their own document has no known date.
CREATE TABLE stale (
    record TEXT PRIMARY KEY REFERENCES record (id), since INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source (id),
    first TEXT NOT NULL REFERENCES record (id), chain TEXT NOT NULL, dated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each organisation, worked out anew by each build from rules and decisions; "body" has names and reasons.
CREATE TABLE organisation (ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, body TEXT NOT NULL)
STRICT;

CREATE TABLE organisation_record (
    organisation TEXT NOT NULL REFERENCES organisation (id), record TEXT NOT NULL REFERENCES record (id),
    PRIMARY KEY (organisation, record)
) STRICT, WITHOUT ROWID;

-- What people stated of a cluster: dated names, area, designations, what it succeeds or is part of.
CREATE TABLE dossier (cluster TEXT PRIMARY KEY REFERENCES cluster (id), body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Rules and decisions on identity that stand against each other; none of them was followed.
CREATE TABLE contradiction (ordinal INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
