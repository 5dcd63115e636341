-- cases: what was reported, who must act, by when, and what came of it.

CREATE TABLE civic_case (
    id         @key,
    number     @text NOT NULL,     -- as people read it out
    process    @text NOT NULL,
    practice   @int NOT NULL,      -- the version of the pack that it runs by
    step       @text NOT NULL,     -- where it stands; its last one when it has ended
    state      @int NOT NULL,      -- 0 open, 1 ended
    version    @int NOT NULL,
    channel    @int NOT NULL,
    class      @text,
    grade      @text,
    title      @text NOT NULL,
    words      @text,
    place      @int,
    place_path @text,
    lon        @real,
    lat        @real,
    address    @text,
    unit       @int,               -- who handles it in the first place
    unit_path  @text,
    level      @int NOT NULL,      -- of the process's ladder
    initiator  @int,               -- whose report it is, if they have an account
    opener     @int,               -- who typed it in
    opened     @int NOT NULL,
    due        @int,               -- the earliest of its running clocks
    closed     @int,
    card       @int NOT NULL,      -- 0 none, 1 yellow, 2 red
    late       @int NOT NULL,      -- clocks that ran out
    returned   @int NOT NULL,
    reopened   @int NOT NULL,
    outcome    @int,
    ended_as   @text,
    parent     @int,               -- the case that called it, or that it was split from
    merged     @int,               -- the case that it went into
    acts       @int NOT NULL,      -- visits to steps so far, numbers the rounds of tasks
    form       @text,              -- JSON: the process's own fields
    code       @text,              -- digest of the code with which anybody may follow it
    token      @text,              -- the sender's own name for this sending
    same_key   @int,               -- of how its words begin, without what people type differently
    called_by  @text,              -- the move of the parent that called it
    confidential @int NOT NULL     -- 1: only parties and whoever has a task in it see it
);
CREATE INDEX civic_case_same ON civic_case (same_key) WHERE same_key IS NOT NULL;
CREATE UNIQUE INDEX civic_case_number ON civic_case (number);
CREATE UNIQUE INDEX civic_case_token ON civic_case (token) WHERE token IS NOT NULL;
-- The beginning is enough to find it by, and small: an index that is written all over stays in memory.
CREATE INDEX civic_case_code ON civic_case (substr(code, 1, 12)) WHERE code IS NOT NULL;
CREATE INDEX civic_case_place ON civic_case (place_path, id);
-- only postgres
CREATE INDEX civic_case_open ON civic_case (place_path, due) WHERE state = 0;
-- end
-- only sqlite
-- All that a list of open cases shows, by place: the list of a grid reads a page or two of this, and
-- not a row here and there out of years.
CREATE INDEX civic_case_open ON civic_case (place_path, number, process, step, state, version,
    channel, class, grade, title, place, lon, lat, unit, opened, due, closed, card, late, outcome,
    ended_as, initiator, confidential) WHERE state = 0;
-- end
CREATE INDEX civic_case_unit ON civic_case (unit_path, id) WHERE unit_path IS NOT NULL;
CREATE INDEX civic_case_initiator ON civic_case (initiator, id) WHERE initiator IS NOT NULL;
CREATE INDEX civic_case_parent ON civic_case (parent) WHERE parent IS NOT NULL;

-- One thing to be done by whoever holds a post somewhere, or by one account. Tasks of one seat are
-- alternatives: when one is done the others fall away.
CREATE TABLE case_task (
    id        @key,
    case_id   @int NOT NULL,
    step      @text NOT NULL,
    round     @int NOT NULL,
    seat      @int NOT NULL,
    post      @text,              -- NULL: any post there
    place     @int,               -- where it is held: one of them
    org       @int,
    account   @int,               -- only this one (the initiator)
    lead      @int NOT NULL,
    state     @int NOT NULL,      -- 0 open, 1 done, 2 given back, 3 fell away
    since     @int NOT NULL,
    due       @int,
    ended     @int,
    ended_by  @int,
    move      @text,
    signed    @int                -- presence proved at
);
CREATE INDEX case_task_case ON case_task (case_id);
CREATE INDEX case_task_place ON case_task (place, post, due) WHERE state = 0 AND place IS NOT NULL;
CREATE INDEX case_task_org ON case_task (org, post, due) WHERE state = 0 AND org IS NOT NULL;
CREATE INDEX case_task_account ON case_task (account) WHERE state = 0 AND account IS NOT NULL;

CREATE TABLE case_clock (
    id          @key,
    case_id     @int NOT NULL,
    task        @int,             -- of one task of a joint step; NULL: of the step
    step        @text NOT NULL,
    rule        @text,            -- its name, of several in the step
    started     @int NOT NULL,
    span_n      @int NOT NULL,
    span_unit   @int NOT NULL,
    due         @int NOT NULL,
    stage       @int NOT NULL,    -- 0 before the reminder, 1 before due, 2.. the late stages
    next_at     @int,             -- when something happens; NULL: stopped or paused
    paused      @int,
    pause       @text,            -- its reason
    left_us     @int,             -- what was left then
    paused_us   @int NOT NULL,
    extended    @int NOT NULL,
    provisional @int NOT NULL,
    late        @int NOT NULL,
    stopped     @int
);
CREATE INDEX case_clock_case ON case_clock (case_id);
CREATE INDEX case_clock_next ON case_clock (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX case_clock_provisional ON case_clock (id) WHERE provisional = 1 AND stopped IS NULL;

CREATE TABLE case_counter (
    prefix @text NOT NULL,
    day    @int NOT NULL,
    last   @int NOT NULL,
    PRIMARY KEY (prefix, day)
);

-- How often a move that may be made only so often was made.
CREATE TABLE case_made (
    case_id @int NOT NULL,
    move    @text NOT NULL,
    n       @int NOT NULL,
    PRIMARY KEY (case_id, move)
);

-- Somebody else whom it concerns: "me too", a party, a watcher, the person it was filed for.
CREATE TABLE case_party (
    id      @key,
    case_id @int NOT NULL,
    role    @int NOT NULL,        -- 0 me too, 1 on behalf of, 2 party, 3 watcher
    account @int,
    name    @text,
    phone   @text,
    since   @int NOT NULL,
    paper   @text,                -- identity number
    side    @text,                -- "applicant", or what the office calls it
    field   @text                 -- of a party: the field of the form that named them
);
CREATE INDEX case_party_case ON case_party (case_id);
CREATE UNIQUE INDEX case_party_once ON case_party (account, case_id, role) WHERE account IS NOT NULL;

CREATE TABLE case_link (
    id      @key,
    case_id @int NOT NULL,
    other   @int NOT NULL,
    kind    @int NOT NULL,        -- 0 same matter, 1 merged into, 2 split into, 3 called, 4 related,
                                  -- 5 followed by
    since   @int NOT NULL
);
CREATE UNIQUE INDEX case_link_once ON case_link (case_id, other, kind);
CREATE INDEX case_link_other ON case_link (other);

CREATE TABLE case_extension (
    id       @key,
    case_id  @int NOT NULL,
    clock    @int NOT NULL,
    span_n   @int NOT NULL,
    span_unit @int NOT NULL,
    reason   @text NOT NULL,
    asked    @int NOT NULL,
    asked_by @int,
    state    @int NOT NULL,       -- 0 asked, 1 granted, 2 refused
    decided  @int,
    decided_by @int,
    note     @text
);
CREATE INDEX case_extension_case ON case_extension (case_id);

CREATE TABLE case_evaluation (
    id      @key,
    case_id @int NOT NULL,
    round   @int NOT NULL,        -- which ending of it was judged
    answers @text NOT NULL,
    account @int,
    at_us   @int NOT NULL,
    UNIQUE (case_id, round)
);

-- What a case is called where it came from: the number of a hotline's order. Sent twice, it is filed
-- once.
CREATE TABLE case_outside (
    channel @int NOT NULL,
    number  @text NOT NULL,
    case_id @int NOT NULL,
    PRIMARY KEY (channel, number)
);
CREATE INDEX case_outside_case ON case_outside (case_id);

-- What was handed in: a file named by its digest, lying beside the database.
CREATE TABLE case_file (
    id      @key,
    case_id @int,                  -- NULL until a report or a move names it
    account @int,                  -- who sent it; NULL: somebody without an account
    move    @text,                 -- with which it came
    field   @text,                 -- in which field of its form
    name    @text,                 -- as the sender called it
    type    @text NOT NULL,        -- by its content
    size    @int NOT NULL,
    digest  @text NOT NULL,        -- SM3, also its name in the folder
    width   @int,                  -- of photos, px
    height  @int,
    small   @text,                 -- digest of the scaled-down photo
    since   @int NOT NULL
);
CREATE INDEX case_file_case ON case_file (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX case_file_loose ON case_file (since) WHERE case_id IS NULL;

-- Each file on the disk: how many rows of case_file name it, as itself or as its small photo, and
-- when it was last sent. One that none names goes, from the disk too; but not within the hour in
-- which its row may yet come.
CREATE TABLE stored_file (
    digest @text PRIMARY KEY,
    size   @int NOT NULL,
    named  @int NOT NULL,
    since  @int NOT NULL
);
CREATE INDEX stored_file_unnamed ON stored_file (since) WHERE named = 0;

@search_table(case_text)
