-- Texts that are much alike have a band in common: see likeness.go. Derived from the texts; the program fills it
-- for the texts that are held, in the same transaction.

CREATE TABLE bands (
    band INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts (seq),
    PRIMARY KEY (band, key, text)
) STRICT, WITHOUT ROWID;
