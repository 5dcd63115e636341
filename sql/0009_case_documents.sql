-- Documents that are made out in cases: certificates, agreements.

-- How far each series of numbers has come: one for each prefix, year and issuer, without gaps.
CREATE TABLE document_counter (
    prefix @text NOT NULL,
    year   @int NOT NULL,
    issuer @int NOT NULL,         -- the organisation or place
    last   @int NOT NULL,
    PRIMARY KEY (prefix, year, issuer)
);

CREATE TABLE case_document (
    id       @key,
    case_id  @int NOT NULL,
    kind     @text NOT NULL,      -- its name in the pack
    number   @text NOT NULL,      -- JZ-2026-000017
    org      @int,                -- who issued it: one of them
    place    @int,
    issuer   @text NOT NULL,      -- what they were called then
    title    @text NOT NULL,
    words    @text NOT NULL,      -- as they were filled in
    signers  @text,               -- lines for signatures, a line each
    seal     @int NOT NULL,       -- 1: there is a place for the seal
    keep     @int NOT NULL,       -- who may read it: 0 public, 1 office, 2 personal, 3 sensitive, 4 minor
    digest   @text NOT NULL,      -- SM3 of what is printed
    code     @text NOT NULL,      -- printed on it: with it anybody may ask whether it holds
    day      @int NOT NULL,
    made     @int NOT NULL,
    maker    @int,
    state    @int NOT NULL,       -- 0 valid, 1 annulled
    annulled @int,
    annuller @int,
    why      @text
);
CREATE INDEX case_document_case ON case_document (case_id, id);
CREATE INDEX case_document_number ON case_document (number);
