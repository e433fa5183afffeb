-- Records of the repository. Texts, originals and assessments are append-only: triggers hold that law,
-- so that no tool that opens the file can bend it by accident.

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    name   TEXT NOT NULL,
    bytes  INTEGER NOT NULL CHECK (bytes = length(data)),
    data   BLOB NOT NULL
) STRICT;

CREATE TABLE texts (
    seq  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    text TEXT NOT NULL
) STRICT;

-- What was read from a text. meta is the agreement as JSON without its text; the columns repeat what is
-- filtered and sorted by. signed is '' and year 0 when unknown.
CREATE TABLE agreements (
    id         TEXT PRIMARY KEY REFERENCES texts (id),
    original   TEXT REFERENCES originals (sha256),
    meta       TEXT NOT NULL CHECK (json_valid(meta)),
    title      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    language   TEXT NOT NULL,
    signed     TEXT NOT NULL,
    year       INTEGER NOT NULL,
    reciprocal INTEGER NOT NULL CHECK (reciprocal IN (0, 1)),
    source     TEXT NOT NULL,
    bytes      INTEGER NOT NULL
) STRICT;

CREATE INDEX agreements_order ON agreements (signed, id);
CREATE INDEX agreements_year ON agreements (year);
CREATE INDEX agreements_kind ON agreements (kind);
CREATE INDEX agreements_language ON agreements (language);

CREATE TABLE sides (
    agreement TEXT NOT NULL REFERENCES agreements (id),
    side      TEXT NOT NULL CHECK (side IN ('origin', 'destination')),
    position  INTEGER NOT NULL,
    party     TEXT NOT NULL,
    PRIMARY KEY (agreement, side, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sides_party ON sides (party, side);

CREATE TABLE assessments (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement  TEXT NOT NULL REFERENCES agreements (id),
    rubric     TEXT NOT NULL,
    rater      TEXT NOT NULL,
    rater_kind TEXT NOT NULL,
    tool       TEXT NOT NULL,
    time       TEXT NOT NULL,
    findings   TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

CREATE INDEX assessments_agreement ON assessments (agreement, rubric, rater);

-- Every file ever given, in exactly one state. original is not a reference: a file that failed is
-- counted by its hash without being kept.
CREATE TABLE files (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('ingested', 'duplicate-of', 'failed', 'no-text-layer', 'withheld')),
    agreement TEXT REFERENCES agreements (id),
    reason    TEXT NOT NULL,
    time      TEXT NOT NULL,
    UNIQUE (name, sha256),
    CHECK ((agreement IS NOT NULL) = (state IN ('ingested', 'duplicate-of')) OR state = 'withheld')
) STRICT;

-- Words of the texts, folded, for the plain word filter. Derived: it can be dropped and built again.
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER texts_words AFTER INSERT ON texts BEGIN
    INSERT INTO words (rowid, text) VALUES (new.seq, new.text);
END;

CREATE TRIGGER originals_keep BEFORE UPDATE ON originals BEGIN SELECT RAISE (ABORT, 'originals are never changed'); END;
CREATE TRIGGER originals_stay BEFORE DELETE ON originals BEGIN SELECT RAISE (ABORT, 'originals are never deleted'); END;
CREATE TRIGGER texts_keep BEFORE UPDATE ON texts BEGIN SELECT RAISE (ABORT, 'texts are never changed'); END;
CREATE TRIGGER texts_stay BEFORE DELETE ON texts BEGIN SELECT RAISE (ABORT, 'texts are never deleted'); END;
CREATE TRIGGER assessments_keep BEFORE UPDATE ON assessments BEGIN SELECT RAISE (ABORT, 'assessments are never changed'); END;
CREATE TRIGGER assessments_stay BEFORE DELETE ON assessments BEGIN SELECT RAISE (ABORT, 'assessments are never deleted'); END;
