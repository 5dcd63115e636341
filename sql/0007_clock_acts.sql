-- What moved a clock's due day after it began, in the order of id: so that it can be computed again
-- when a calendar changes, and told to whoever asks why it is due then.

CREATE TABLE case_clock_act (
    id        @key,
    case_id   @int NOT NULL,
    clock     @int NOT NULL,
    kind      @int NOT NULL,      -- 0 it was paused, 1 it went on, 2 time was granted
    at_us     @int NOT NULL,      -- a pause that has a bound ended there, whoever noted it when
    reason    @text,              -- of a pause
    account   @int,               -- who; NULL: the program
    extension @int,               -- of time granted: the row of case_extension …
    span_n    @int NOT NULL,      -- … and how much; 0 else
    span_unit @int NOT NULL
);
CREATE INDEX case_clock_act_clock ON case_clock_act (case_id, clock, id);

-- The version of the practice by whose days its due day was computed. Clocks that run are computed
-- again, a few at a time, when it is another that is in force.
ALTER TABLE case_clock ADD COLUMN reckoned @int NOT NULL DEFAULT 0;
DROP INDEX case_clock_provisional;
CREATE INDEX case_clock_reckoned ON case_clock (reckoned) WHERE stopped IS NULL;
