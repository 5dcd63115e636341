-- figures: what roll-ups hold, so that a dashboard is read and not computed.
-- One row a day, place and process, for the place of a case and every place above it; one more for
-- each other parent that the place had: what was counted below one is not below the next. The day
-- comes first: what is counted today lies together, however many places there are.

CREATE TABLE figure_day (
    day     @int NOT NULL,
    place   @int NOT NULL,
    process @text NOT NULL,
    parent  @int NOT NULL,        -- of the place, when it was counted; 0 at the top
    opened @int NOT NULL, filed @int NOT NULL, closed @int NOT NULL,
    closed_on_time @int NOT NULL, closed_late @int NOT NULL, solved @int NOT NULL,
    refused @int NOT NULL, merged @int NOT NULL, returned @int NOT NULL,
    reworked @int NOT NULL, reopened @int NOT NULL, open_ @int NOT NULL,
    open_late @int NOT NULL, yellow @int NOT NULL, red @int NOT NULL,
    evaluated @int NOT NULL, satisfied @int NOT NULL, contacted @int NOT NULL,
    resolved_said @int NOT NULL, extended @int NOT NULL, escalated @int NOT NULL,
    dispatched @int NOT NULL, redispatched @int NOT NULL, handle_seconds @int NOT NULL,
    kept @int NOT NULL, missed @int NOT NULL,
    PRIMARY KEY (day, place, process, parent)
);
CREATE INDEX figure_day_parent ON figure_day (day, parent);

-- What is open now: open_ and open_late of all days added up.
CREATE TABLE figure_gauge (
    place     @int NOT NULL,
    parent    @int NOT NULL,
    process   @text NOT NULL,
    open_     @int NOT NULL,
    open_late @int NOT NULL,
    PRIMARY KEY (place, parent, process)
);
CREATE INDEX figure_gauge_parent ON figure_gauge (parent);

CREATE TABLE figure_class (
    day     @int NOT NULL,
    place   @int NOT NULL,
    class   @text NOT NULL,
    opened  @int NOT NULL,
    closed  @int NOT NULL,
    late    @int NOT NULL,
    PRIMARY KEY (day, place, class)
);

CREATE TABLE figure_unit (
    unit    @int NOT NULL,
    day     @int NOT NULL,
    closed  @int NOT NULL,
    late    @int NOT NULL,
    returned @int NOT NULL,
    seconds @int NOT NULL,
    PRIMARY KEY (unit, day)
);

-- Typed in by somebody, with where it comes from.
CREATE TABLE figure_manual (
    id        @key,
    indicator @text NOT NULL,
    place     @int NOT NULL,
    first_day @int NOT NULL,
    last_day  @int NOT NULL,
    sort      @int NOT NULL,      -- 0 exact, 1 at least, 2 about, 3 unknown
    value     @real,
    source    @text NOT NULL,
    account   @int,
    since     @int NOT NULL
);
CREATE INDEX figure_manual_place ON figure_manual (place, indicator);
