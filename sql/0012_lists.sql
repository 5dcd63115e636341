-- Lists of open cases by more than their place: a unit's, and the counts by the colour of the clock.

-- only sqlite
-- All that a list of open cases shows and is narrowed by: a page or two of this is read, or all of it
-- from end to end, and no row here and there out of years.
DROP INDEX civic_case_open;
CREATE INDEX civic_case_open ON civic_case (place_path, number, process, step, state, version,
    channel, class, grade, title, place, lon, lat, unit, unit_path, opened, due, closed, card, late,
    outcome, ended_as, initiator, confidential) WHERE state = 0;
-- end
-- only postgres
CREATE INDEX civic_case_open_unit ON civic_case (unit_path, due) WHERE state = 0 AND unit_path IS NOT NULL;
-- end
