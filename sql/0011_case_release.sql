-- Cases that leave as a file: asked for with a purpose, let go by somebody else, fetched by whoever asked.

CREATE TABLE case_release (
    id           @key,
    number       @text NOT NULL,      -- stands in every line of the file
    asker        @int NOT NULL,
    asked        @int NOT NULL,
    place        @int,                -- NULL: wherever the asker may
    place_path   @text NOT NULL,      -- '': the same
    since        @int,
    until        @int NOT NULL,       -- never after it was asked for
    closed_since @int,
    channel      @int,
    process      @text,
    unmask       @int NOT NULL,
    purpose      @text NOT NULL,
    cases        @int NOT NULL,       -- when it was asked for
    state        @int NOT NULL,       -- 0 waiting, 1 approved, 2 refused
    decider      @int,
    decided      @int,
    words        @text,               -- of whoever decided
    ends         @int,                -- until when it may be fetched
    fetched      @int,                -- last
    fetches      @int NOT NULL
);
CREATE INDEX case_release_asker ON case_release (asker, id);
CREATE UNIQUE INDEX case_release_number ON case_release (number);

-- So many cases without personal fields go without asking; 0: none do.
ALTER TABLE sign_in_policy ADD COLUMN export_free @int NOT NULL DEFAULT 0;
