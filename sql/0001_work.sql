-- work: the journal, the followers' cursors, the practice versions.

CREATE TABLE journal (
    id         @key,
    seq        @int,              -- its place in the chain; NULL until it is sealed
    happened   @int NOT NULL,     -- µs since 1970 UTC
    account    @int,              -- NULL: the program, or nobody
    kind       @text NOT NULL,    -- room.verb
    about      @text NOT NULL,    -- what kind of row it happened to
    subject    @int NOT NULL,     -- and which
    place_path @text,
    org_path   @text,
    who        @text,
    data       @text,             -- JSON
    digest     @bytes             -- SM3 over the digest before and this entry
);
CREATE UNIQUE INDEX journal_seq ON journal (seq);
CREATE INDEX journal_subject ON journal (subject, id);
CREATE INDEX journal_loose ON journal (id) WHERE seq IS NULL;

-- One row. Whoever seals afterwards takes it first, so that two servers of one database never do.
CREATE TABLE journal_head (
    one    @int PRIMARY KEY,
    turns  @int NOT NULL
);
INSERT INTO journal_head (one, turns) VALUES (1, 0);

CREATE TABLE follower (
    name @text PRIMARY KEY,
    seq  @int NOT NULL
);

CREATE TABLE practice_version (
    number   @int PRIMARY KEY,
    name     @text NOT NULL,
    digest   @text NOT NULL,
    stored   @int NOT NULL,
    account  @int
);
CREATE TABLE practice_file (
    version @int NOT NULL,
    nth     @int NOT NULL,
    pack    @text NOT NULL,
    path    @text NOT NULL,
    body    @text NOT NULL,
    PRIMARY KEY (version, nth)
);
CREATE TABLE practice_force (
    one     @int PRIMARY KEY,
    version @int NOT NULL
);
