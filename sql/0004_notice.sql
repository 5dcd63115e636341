-- notice: messages to accounts, and public notices with their objections.

CREATE TABLE message (
    id      @key,
    account @int  NOT NULL REFERENCES account (id),
    zh      @text NOT NULL,       -- as it was told, in each language
    en      @text,
    about   @text,                -- what kind of row it is about, and which
    subject @int,
    told    @int  NOT NULL,
    seen    @int                  -- when it was read
);
CREATE INDEX message_account ON message (account, id);
CREATE INDEX message_unread ON message (account, id) WHERE seen IS NULL;

CREATE TABLE public_notice (
    id             @key,
    place          @int  NOT NULL REFERENCES place (id),   -- whom it concerns
    title          @text NOT NULL,
    body           @text NOT NULL,
    names          @text,         -- a line each; forgotten when the notice is over
    days           @int  NOT NULL,
    objection_days @int  NOT NULL,
    state          @int  NOT NULL, -- 0 draft, 1 open, 2 closed, 3 withdrawn
    made           @int  NOT NULL,
    maker          @int,
    opened         @int,
    from_day       @int,
    to_day         @int,          -- the first day no more
    objections_to  @int,          -- the same for objections
    frozen         @text,         -- the text as it was published, names masked
    digest         @text,         -- SM3 of it
    closed         @int,
    result         @text,         -- what came of it, or why it was withdrawn
    version        @int  NOT NULL
);
CREATE INDEX public_notice_state ON public_notice (state, id);
CREATE INDEX public_notice_place ON public_notice (place, id);
CREATE INDEX public_notice_to ON public_notice (to_day) WHERE state = 1;

CREATE TABLE objection (
    id       @key,
    notice   @int  NOT NULL REFERENCES public_notice (id),
    words    @text NOT NULL,
    name     @text,
    phone    @text,
    account  @int,
    code     @text NOT NULL,      -- digest of the code with which it can be followed
    made     @int  NOT NULL,
    answer   @text,
    answered @int,
    answerer @int
);
CREATE INDEX objection_notice ON objection (notice, id);
