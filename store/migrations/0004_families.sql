-- Families, publication levels, further agreements of one file, earlier readings, saved searches and comparisons.

-- "agreement KIND other": draft-of, amends, renews, … other is NULL and title says what is meant when the other
-- text is not held. An offer waits for somebody to accept or reject it; a decision stays.
CREATE TABLE relations (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement  TEXT NOT NULL REFERENCES agreements (id),
    kind       TEXT NOT NULL,
    other      TEXT REFERENCES agreements (id),
    title      TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'rejected')),
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1), -- share of common word sequences; 0 when not compared
    why        TEXT NOT NULL,
    time       TEXT NOT NULL,
    CHECK ((other IS NULL) = (title <> '')),
    CHECK (other IS NULL OR other <> agreement)
) STRICT;

CREATE UNIQUE INDEX relations_once ON relations (agreement, ifnull(other, ''), title, kind);
CREATE INDEX relations_other ON relations (other);

CREATE TRIGGER relations_stay BEFORE DELETE ON relations BEGIN SELECT RAISE (ABORT, 'relations are never deleted, but rejected'); END;

-- How much of an agreement may leave the repository: all of it, unless it is here.
CREATE TABLE publications (
    agreement TEXT PRIMARY KEY REFERENCES agreements (id),
    level     TEXT NOT NULL CHECK (level IN ('full', 'metadata-only', 'private'))
) STRICT;

CREATE INDEX publications_level ON publications (level);

-- Further agreements of a file, as a JSON list of ids: its other language versions. '' when there are none.
ALTER TABLE files ADD COLUMN others TEXT NOT NULL DEFAULT '';

-- What was read from texts before they were read again by a newer program.
CREATE TABLE readings (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    agreement TEXT NOT NULL REFERENCES agreements (id),
    meta      TEXT NOT NULL CHECK (json_valid(meta)),
    time      TEXT NOT NULL -- when a newer reading took its place
) STRICT;

CREATE INDEX readings_agreement ON readings (agreement);

CREATE TRIGGER readings_keep BEFORE UPDATE ON readings BEGIN SELECT RAISE (ABORT, 'earlier readings are never changed'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE (ABORT, 'earlier readings are never deleted'); END;

-- What users keep for themselves: a query, or a JSON list of agreements to hold beside each other.
CREATE TABLE saved (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind  TEXT NOT NULL CHECK (kind IN ('search', 'comparison')),
    owner TEXT NOT NULL,
    name  TEXT NOT NULL CHECK (name <> ''),
    body  TEXT NOT NULL CHECK (body <> ''),
    time  TEXT NOT NULL,
    UNIQUE (kind, owner, name)
) STRICT;
