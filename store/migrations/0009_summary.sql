-- Lists read an index and not the records: a record holds all that was read from its text, and is long.

CREATE INDEX agreements_summary ON agreements (signed, id, title, kind, language, reciprocal, source, bytes);
DROP INDEX agreements_order;

-- The views of schema 8, and the triggers that fill tables from them, in words that tools with an older SQLite know.

DROP TRIGGER assessments_levels;
DROP TRIGGER agreements_covers;
DROP TRIGGER agreements_covers_again;
DROP VIEW levels_due;
DROP VIEW covers_due;

CREATE VIEW levels_due AS SELECT seq AS assessment, ifnull((
    SELECT group_concat(line, char(10)) FROM (
        SELECT json_extract(value, '$.criterion') || ' ' || json_extract(value, '$.level') || ' ' || ifnull(json_extract(value, '$.confidence'), 0) AS line
        FROM json_each(findings) ORDER BY key)), '') AS levels FROM assessments;

CREATE TRIGGER assessments_levels AFTER INSERT ON assessments BEGIN
    INSERT INTO levels SELECT assessment, levels FROM levels_due WHERE assessment = new.seq;
END;

CREATE VIEW covers_due AS
    SELECT id AS agreement, 'scope' AS what, 0 AS position, json_extract(meta, '$.scope.value') AS value FROM agreements
    WHERE json_extract(meta, '$.scope.value') <> ''
    UNION ALL
    SELECT agreements.id, 'sector', key, json_extract(value, '$.value') FROM agreements, json_each(meta, '$.sectors')
    WHERE json_extract(value, '$.value') <> '';

CREATE TRIGGER agreements_covers AFTER INSERT ON agreements BEGIN
    INSERT INTO covers SELECT agreement, what, position, value FROM covers_due WHERE agreement = new.id;
END;

CREATE TRIGGER agreements_covers_again AFTER UPDATE OF meta ON agreements WHEN json_valid(new.meta) BEGIN
    DELETE FROM covers WHERE agreement = new.id;
    INSERT INTO covers SELECT agreement, what, position, value FROM covers_due WHERE agreement = new.id;
END;
