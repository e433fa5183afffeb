-- The journal: one row for every change of a record, each holding the hash of the row before it. What was
-- kept before there was a journal is entered by the program in the same transaction, with the action "adopt".

CREATE TABLE journal (
    seq       INTEGER PRIMARY KEY CHECK (seq > 0), -- 1, 2, 3, … without a gap
    time      TEXT NOT NULL,                       -- '' when the change came without a time
    who       TEXT NOT NULL,                       -- '' when the change came without a name
    action    TEXT NOT NULL CHECK (action IN ('adopt', 'add', 'change', 'remove')),
    object    TEXT NOT NULL,                       -- the table
    key       TEXT NOT NULL,                       -- its row
    agreement TEXT NOT NULL,                       -- the agreement touched, or ''
    before    TEXT NOT NULL,                       -- the row as JSON, long values by their hash; '' when there was none
    after     TEXT NOT NULL,
    hash      TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX journal_agreement ON journal (agreement, seq);

CREATE TRIGGER journal_keep BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_stay BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is never deleted'); END;
