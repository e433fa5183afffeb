-- Agreements that outside catalogues list, with what their coders found. The texts need not be held.
-- Entries and assessments are append-only; links follow from parties and dates and can be built again.

CREATE TABLE catalogue (
    seq   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE CHECK (id GLOB '?*/?*'),
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    pair  TEXT NOT NULL, -- codes of the parties, sorted: 'NLD TUR'
    year  INTEGER NOT NULL
) STRICT;

CREATE INDEX catalogue_pair ON catalogue (pair, year);

CREATE TABLE catalogue_parties (
    entry    TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    party    TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX catalogue_parties_party ON catalogue_parties (party);

CREATE TABLE catalogue_assessments (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    entry      TEXT NOT NULL REFERENCES catalogue (id),
    rubric     TEXT NOT NULL,
    rater      TEXT NOT NULL,
    rater_kind TEXT NOT NULL,
    tool       TEXT NOT NULL,
    time       TEXT NOT NULL,
    findings   TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

CREATE INDEX catalogue_assessments_entry ON catalogue_assessments (entry, rubric, rater);
CREATE INDEX catalogue_assessments_rater ON catalogue_assessments (rater);

CREATE TABLE catalogue_links (
    entry     TEXT NOT NULL REFERENCES catalogue (id),
    agreement TEXT NOT NULL REFERENCES agreements (id),
    found_by  TEXT NOT NULL CHECK (found_by IN ('date', 'year')),
    PRIMARY KEY (entry, agreement)
) STRICT, WITHOUT ROWID;

CREATE INDEX catalogue_links_agreement ON catalogue_links (agreement);

CREATE TRIGGER catalogue_keep BEFORE UPDATE ON catalogue BEGIN SELECT RAISE (ABORT, 'entries of a catalogue are never changed'); END;
CREATE TRIGGER catalogue_stay BEFORE DELETE ON catalogue BEGIN SELECT RAISE (ABORT, 'entries of a catalogue are never deleted'); END;
CREATE TRIGGER catalogue_assessments_keep BEFORE UPDATE ON catalogue_assessments BEGIN SELECT RAISE (ABORT, 'assessments are never changed'); END;
CREATE TRIGGER catalogue_assessments_stay BEFORE DELETE ON catalogue_assessments BEGIN SELECT RAISE (ABORT, 'assessments are never deleted'); END;
