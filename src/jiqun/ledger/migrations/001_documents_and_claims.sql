-- Offsets are Unicode code points into document.text; "stop" is exclusive ("end" is a word of SQL).

CREATE TABLE document (
    sha256     TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    ordinal    INTEGER NOT NULL UNIQUE,               -- order of adding
    name       TEXT NOT NULL,                         -- file name as it was added
    suffix     TEXT NOT NULL,                         -- of the stored copy, documents/<sha256><suffix>
    media_type TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    text       TEXT NOT NULL,
    title      TEXT,
    date       TEXT,                                  -- the document's own date, or the one given
    date_given TEXT,                                  -- the one given by hand: kept when the file is read again
    reader     TEXT NOT NULL,                         -- version of jiqun that read it
    added      TEXT NOT NULL                          -- UTC
) STRICT;

CREATE TABLE origin (
    document   TEXT PRIMARY KEY REFERENCES document (sha256) ON DELETE CASCADE,
    title      TEXT,
    producer   TEXT,
    url        TEXT,
    published  TEXT,
    accessed   TEXT,
    licence    TEXT,
    citation   TEXT,
    note       TEXT
) STRICT;

CREATE TABLE block (
    document   TEXT NOT NULL REFERENCES document (sha256) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    start      INTEGER NOT NULL CHECK (start >= 0),
    stop       INTEGER NOT NULL CHECK (stop > start),
    kind       TEXT NOT NULL,
    level      INTEGER NOT NULL,
    excluded   TEXT,
    anchor     TEXT,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE extraction (
    document   TEXT PRIMARY KEY REFERENCES document (sha256) ON DELETE CASCADE,
    rules      TEXT NOT NULL,                         -- version of the rules
    inputs     TEXT NOT NULL,                         -- checksum of all that went in
    made       TEXT NOT NULL                          -- UTC
) STRICT;

CREATE TABLE claim (
    id         TEXT PRIMARY KEY,
    document   TEXT NOT NULL REFERENCES extraction (document) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL CHECK (json_valid(body)),
    start      INTEGER NOT NULL CHECK (start >= 0),
    stop       INTEGER NOT NULL CHECK (stop > start),
    quote      TEXT NOT NULL CHECK (length(quote) > 0),
    UNIQUE (document, ordinal)
) STRICT;

CREATE TABLE evidence (
    claim      TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    role       TEXT NOT NULL CHECK (role IN ('quote', 'value', 'mention', 'paragraph')),
    start      INTEGER NOT NULL CHECK (start >= 0),
    stop       INTEGER NOT NULL CHECK (stop > start),
    document   TEXT NOT NULL REFERENCES document (sha256) ON DELETE CASCADE,
    PRIMARY KEY (claim, role, start, stop)            -- key columns first: SQLite 3.40's integrity_check needs it
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_place ON evidence (document, start);
