-- Marks that units are given for their work in cases.

ALTER TABLE figure_day ADD COLUMN unit_marks @int NOT NULL DEFAULT 0;
ALTER TABLE figure_day ADD COLUMN unit_mark_sum @int NOT NULL DEFAULT 0;
ALTER TABLE figure_unit ADD COLUMN unit_marks @int NOT NULL DEFAULT 0;
ALTER TABLE figure_unit ADD COLUMN unit_mark_sum @int NOT NULL DEFAULT 0;

-- The one mark that a unit has of a case, and where it counts: a later one takes its place there.
CREATE TABLE figure_mark (
    case_id @int NOT NULL,
    field   @text NOT NULL,
    unit    @int NOT NULL,
    day     @int NOT NULL,
    mark    @int NOT NULL,
    places  @text NOT NULL,       -- ids from the top down, a space between
    PRIMARY KEY (case_id, field, unit)
);
