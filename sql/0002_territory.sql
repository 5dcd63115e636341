-- territory: two dated trees, places and organisations, and what joins them. Days are counted from
-- 1970-01-01; `to_day` is the first day on which a row holds no more, NULL while it has no end.
-- `path` has three characters a generation, in byte order, so that a subtree is a range.

CREATE TABLE place (
    id         @key,
    parent     @int REFERENCES place (id),
    path       @text NOT NULL,
    next_child @int  NOT NULL,    -- the number of the next place directly below
    kind       @text NOT NULL,    -- a word of the practice
    code       @text,
    name       @text NOT NULL,
    from_day   @int  NOT NULL,
    to_day     @int,
    lon        @real,             -- a point in it, WGS-84
    lat        @real,
    households @int,
    version    @int  NOT NULL
);
CREATE UNIQUE INDEX place_path ON place (path);
CREATE UNIQUE INDEX place_code ON place (code) WHERE to_day IS NULL;
CREATE INDEX place_parent ON place (parent, path);
CREATE INDEX place_name ON place (name, path);
CREATE INDEX place_ended ON place (code) WHERE to_day IS NOT NULL;
CREATE INDEX place_located ON place (path) WHERE lon IS NOT NULL;

CREATE TABLE org (
    id         @key,
    parent     @int REFERENCES org (id),
    path       @text NOT NULL,
    next_child @int  NOT NULL,
    kind       @text NOT NULL,
    code       @text,
    name       @text NOT NULL,
    from_day   @int  NOT NULL,
    to_day     @int,
    place      @int REFERENCES place (id),   -- where it sits, or what it serves first
    version    @int  NOT NULL
);
CREATE UNIQUE INDEX org_path ON org (path);
CREATE UNIQUE INDEX org_code ON org (code) WHERE to_day IS NULL;
CREATE INDEX org_parent ON org (parent, path);
CREATE INDEX org_name ON org (name, path);
CREATE INDEX org_ended ON org (code) WHERE to_day IS NOT NULL;
CREATE INDEX org_place ON org (place) WHERE place IS NOT NULL;

-- How many stand at the top of each tree: the number of the next one.
CREATE TABLE tree_top (
    tree       @text PRIMARY KEY,
    next_child @int NOT NULL
);
INSERT INTO tree_top (tree, next_child) VALUES ('place', 0);
INSERT INTO tree_top (tree, next_child) VALUES ('org', 0);

-- What they were called and where they stood before a day: the row as it was, for as long as it was.
CREATE TABLE place_past (
    place    @int  NOT NULL REFERENCES place (id),
    from_day @int  NOT NULL,
    to_day   @int  NOT NULL,
    parent   @int,
    kind     @text NOT NULL,
    code     @text,
    name     @text NOT NULL,
    PRIMARY KEY (place, to_day)
);
CREATE INDEX place_past_parent ON place_past (parent);
CREATE TABLE org_past (
    org      @int  NOT NULL REFERENCES org (id),
    from_day @int  NOT NULL,
    to_day   @int  NOT NULL,
    parent   @int,
    kind     @text NOT NULL,
    code     @text,
    name     @text NOT NULL,
    PRIMARY KEY (org, to_day)
);
CREATE INDEX org_past_parent ON org_past (parent);

-- What came of what.
CREATE TABLE place_heir (
    old  @int  NOT NULL REFERENCES place (id),
    heir @int  NOT NULL REFERENCES place (id),
    how  @text NOT NULL,          -- split, merge
    day  @int  NOT NULL,
    PRIMARY KEY (old, heir)
);
CREATE INDEX place_heir_heir ON place_heir (heir);
CREATE TABLE org_heir (
    old  @int  NOT NULL REFERENCES org (id),
    heir @int  NOT NULL REFERENCES org (id),
    how  @text NOT NULL,
    day  @int  NOT NULL,
    PRIMARY KEY (old, heir)
);
CREATE INDEX org_heir_heir ON org_heir (heir);

-- Polygons, as OGC well-known binary in WGS-84, with their bounds for the map's window.
CREATE TABLE place_area (
    place    @int   NOT NULL REFERENCES place (id),
    from_day @int   NOT NULL,
    to_day   @int,
    wkb      @bytes NOT NULL,
    m2       @real  NOT NULL,
    west     @real  NOT NULL,
    south    @real  NOT NULL,
    east     @real  NOT NULL,
    north    @real  NOT NULL,
    PRIMARY KEY (place, from_day)
);

-- Dated relations between organisations and places: covers, member_of, paired_with …
CREATE TABLE relation (
    id         @key,
    kind       @text NOT NULL,
    a_place    @int REFERENCES place (id),   -- one of a_place and a_org
    a_org      @int REFERENCES org (id),
    b_place    @int REFERENCES place (id),   -- and one of these two
    b_org      @int REFERENCES org (id),
    principal  @int NOT NULL,                -- the first among several of the kind
    from_day   @int NOT NULL,
    to_day     @int,
    version    @int NOT NULL
);
CREATE INDEX relation_a_place ON relation (a_place, kind) WHERE a_place IS NOT NULL;
CREATE INDEX relation_a_org ON relation (a_org, kind) WHERE a_org IS NOT NULL;
CREATE INDEX relation_b_place ON relation (b_place, kind) WHERE b_place IS NOT NULL;
CREATE INDEX relation_b_org ON relation (b_org, kind) WHERE b_org IS NOT NULL;
