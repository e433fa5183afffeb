-- A file keeps what tool took it: the same bytes need not be read again by the same tool. '' for files of before.
ALTER TABLE files ADD COLUMN tool TEXT NOT NULL DEFAULT '';

-- Where a file was fetched from, which is then not fetched again; '' for files that were given.
ALTER TABLE files ADD COLUMN address TEXT NOT NULL DEFAULT '';

CREATE INDEX files_address ON files (address) WHERE address <> '';
