-- Originals are files beside the database from now on. Bytes that were kept in it stay, and a backup, which is
-- one file, brings all of them.

DROP TRIGGER originals_keep;
DROP TRIGGER originals_stay;

PRAGMA legacy_alter_table = ON; -- agreements go on referring to "originals"
ALTER TABLE originals RENAME TO original_bytes;
PRAGMA legacy_alter_table = OFF;

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    name   TEXT NOT NULL,
    bytes  INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;

INSERT INTO originals (sha256, name, bytes) SELECT sha256, name, bytes FROM original_bytes ORDER BY rowid;

CREATE TRIGGER originals_keep BEFORE UPDATE ON originals BEGIN SELECT RAISE (ABORT, 'originals are never changed'); END;
CREATE TRIGGER originals_stay BEFORE DELETE ON originals BEGIN SELECT RAISE (ABORT, 'originals are never deleted'); END;
CREATE TRIGGER original_bytes_keep BEFORE UPDATE ON original_bytes BEGIN SELECT RAISE (ABORT, 'originals are never changed'); END;
CREATE TRIGGER original_bytes_stay BEFORE DELETE ON original_bytes BEGIN SELECT RAISE (ABORT, 'originals are never deleted'); END;
