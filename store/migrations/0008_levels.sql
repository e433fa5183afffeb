-- What tables of many agreements ask for: the levels that an assessment found, without the passages that carry
-- them, and what an agreement says it covers. Derived from assessments and agreements: triggers keep them, and
-- the views say what they must be.

-- A line a finding: criterion, level, confidence.
CREATE TABLE levels (
    assessment INTEGER PRIMARY KEY REFERENCES assessments (seq),
    levels     TEXT NOT NULL
) STRICT;

CREATE VIEW levels_due AS SELECT seq AS assessment, ifnull((
    SELECT group_concat(value ->> 'criterion' || ' ' || (value ->> 'level') || ' ' || ifnull(value ->> 'confidence', 0), char(10) ORDER BY key)
    FROM json_each(findings)), '') AS levels FROM assessments;

CREATE TRIGGER assessments_levels AFTER INSERT ON assessments BEGIN
    INSERT INTO levels SELECT assessment, levels FROM levels_due WHERE assessment = new.seq;
END;

INSERT INTO levels SELECT assessment, levels FROM levels_due;

-- Who found what under a rubric, without reading the findings.
CREATE INDEX assessments_rubric ON assessments (rubric, agreement, rater, rater_kind, time);

-- The scope of an agreement, and the sectors in their order.
CREATE TABLE covers (
    agreement TEXT NOT NULL REFERENCES agreements (id),
    what      TEXT NOT NULL CHECK (what IN ('scope', 'sector')),
    position  INTEGER NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (agreement, what, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX covers_value ON covers (what, value);

CREATE VIEW covers_due AS
    SELECT id AS agreement, 'scope' AS what, 0 AS position, meta ->> '$.scope.value' AS value FROM agreements WHERE meta ->> '$.scope.value' <> ''
    UNION ALL
    SELECT agreements.id, 'sector', key, value ->> 'value' FROM agreements, json_each(meta, '$.sectors') WHERE value ->> 'value' <> '';

CREATE TRIGGER agreements_covers AFTER INSERT ON agreements BEGIN
    INSERT INTO covers SELECT agreement, what, position, value FROM covers_due WHERE agreement = new.id;
END;

CREATE TRIGGER agreements_covers_again AFTER UPDATE OF meta ON agreements WHEN json_valid(new.meta) BEGIN
    DELETE FROM covers WHERE agreement = new.id;
    INSERT INTO covers SELECT agreement, what, position, value FROM covers_due WHERE agreement = new.id;
END;

INSERT INTO covers SELECT agreement, what, position, value FROM covers_due;
