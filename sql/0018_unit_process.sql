-- Figures of units by process. What was counted before has no process: it counts when all are asked for.

ALTER TABLE figure_unit RENAME TO figure_unit_before;
CREATE TABLE figure_unit (
    unit    @int NOT NULL,
    day     @int NOT NULL,
    process @text NOT NULL DEFAULT '',
    closed  @int NOT NULL,
    late    @int NOT NULL,
    returned @int NOT NULL,
    seconds @int NOT NULL,
    unit_marks    @int NOT NULL DEFAULT 0,
    unit_mark_sum @int NOT NULL DEFAULT 0,
    PRIMARY KEY (unit, day, process)
);
INSERT INTO figure_unit (unit, day, process, closed, late, returned, seconds, unit_marks, unit_mark_sum)
    SELECT unit, day, '', closed, late, returned, seconds, unit_marks, unit_mark_sum
    FROM figure_unit_before;
DROP TABLE figure_unit_before;
