-- Figures of units by place, for that of each case and every place above it; place 0: everywhere. What was
-- counted before counts there alone.

ALTER TABLE figure_unit RENAME TO figure_unit_before;
CREATE TABLE figure_unit (
    place   @int NOT NULL DEFAULT 0,
    day     @int NOT NULL,
    unit    @int NOT NULL,
    process @text NOT NULL DEFAULT '',
    closed  @int NOT NULL,
    late    @int NOT NULL,
    returned @int NOT NULL,
    seconds @int NOT NULL,
    unit_marks    @int NOT NULL DEFAULT 0,
    unit_mark_sum @int NOT NULL DEFAULT 0,
    PRIMARY KEY (place, day, unit, process)
);
INSERT INTO figure_unit (place, day, unit, process, closed, late, returned, seconds, unit_marks, unit_mark_sum)
    SELECT 0, day, unit, process, closed, late, returned, seconds, unit_marks, unit_mark_sum
    FROM figure_unit_before;
DROP TABLE figure_unit_before;
