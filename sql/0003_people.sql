-- people: accounts and how they sign in, posts, natural persons and their consent.

CREATE TABLE account (
    id          @key,
    login       @text NOT NULL,   -- in lower case
    name        @text NOT NULL,   -- as shown to colleagues
    phone       @text,
    lang        @int  NOT NULL,   -- 0 Chinese, 1 English
    state       @int  NOT NULL,   -- 0 open, 1 closed
    role        @int  NOT NULL,   -- 0 none, 1 system, 2 security, 3 audit: one column, so never two
    made        @int  NOT NULL,
    version     @int  NOT NULL,
    hash        @text,            -- Argon2id; NULL: cannot sign in with a password
    hash_at     @int,
    must_change @int  NOT NULL,
    totp        @text,            -- base32; NULL: no second factor
    totp_on     @int  NOT NULL,   -- the holder has shown that it works
    totp_step   @int  NOT NULL    -- of 30 s; codes up to this one were used
);
CREATE UNIQUE INDEX account_login ON account (login);

CREATE TABLE account_session (
    id      @key,
    digest  @text NOT NULL,       -- of the token, which only the browser has
    account @int  NOT NULL REFERENCES account (id),
    began   @int  NOT NULL,
    seen    @int  NOT NULL,       -- to the minute
    ends    @int  NOT NULL,
    address @text,
    agent   @text
);
CREATE UNIQUE INDEX account_session_digest ON account_session (digest);
CREATE INDEX account_session_account ON account_session (account, id);
CREATE INDEX account_session_ends ON account_session (ends);

CREATE TABLE api_token (
    id      @key,
    digest  @text NOT NULL,
    account @int  NOT NULL REFERENCES account (id),  -- acts as this one, never as more
    name    @text NOT NULL,
    caps    @text NOT NULL,       -- words, a space between
    place   @int REFERENCES place (id),              -- and only in this subtree
    org     @int REFERENCES org (id),
    made    @int  NOT NULL,
    maker   @int,
    ends    @int  NOT NULL,
    seen    @int,
    ended   @int
);
CREATE UNIQUE INDEX api_token_digest ON api_token (digest);
CREATE INDEX api_token_account ON api_token (account, id);

-- A code that is told to somebody and works once. A new one for the same takes the old one's place.
CREATE TABLE one_time_code (
    purpose @text NOT NULL,
    subject @int  NOT NULL,
    digest  @text NOT NULL,
    ends    @int  NOT NULL,
    tries   @int  NOT NULL,       -- that are left
    PRIMARY KEY (purpose, subject)
);
CREATE INDEX one_time_code_ends ON one_time_code (ends);

CREATE TABLE recovery_code (      -- instead of the second factor
    account @int  NOT NULL REFERENCES account (id),
    digest  @text NOT NULL,
    used    @int,
    PRIMARY KEY (account, digest)
);

-- By what was typed, whether such an account exists or not, so that the answers are the same.
CREATE TABLE sign_in_failure (
    login   @text PRIMARY KEY,    -- its digest
    n       @int NOT NULL,
    last    @int NOT NULL,
    locked  @int                  -- until then
);
CREATE INDEX sign_in_failure_last ON sign_in_failure (last);

CREATE TABLE sign_in_policy (
    one            @int PRIMARY KEY,
    failures       @int NOT NULL, -- in a row, then locked
    lock_minutes   @int NOT NULL,
    idle_minutes   @int NOT NULL,
    session_hours  @int NOT NULL,
    password_least @int NOT NULL, -- characters
    password_kinds @int NOT NULL, -- of lower case, upper case, digits, others
    password_days  @int NOT NULL, -- 0: for ever
    second_factor  @int NOT NULL, -- administrators must have one
    version        @int NOT NULL
);
INSERT INTO sign_in_policy (one, failures, lock_minutes, idle_minutes, session_hours,
    password_least, password_kinds, password_days, second_factor, version)
    VALUES (1, 5, 15, 30, 12, 8, 3, 90, 0, 1);

CREATE TABLE posting (
    id         @key,
    account    @int  NOT NULL REFERENCES account (id),
    post       @text NOT NULL,    -- its name in the pack
    place      @int REFERENCES place (id),   -- held here, or …
    org        @int REFERENCES org (id),
    from_day   @int  NOT NULL,
    to_day     @int,              -- the first day no more
    concurrent @int  NOT NULL,
    made       @int  NOT NULL,
    maker      @int,
    ended      @int,
    ender      @int,
    why_ended  @text
);
CREATE INDEX posting_account ON posting (account, id);
CREATE INDEX posting_place ON posting (place, post) WHERE place IS NOT NULL;
CREATE INDEX posting_org ON posting (org, post) WHERE org IS NOT NULL;

CREATE TABLE person (
    id        @key,
    place     @int  NOT NULL REFERENCES place (id),   -- whose workers may see them
    name      @text NOT NULL,
    phone     @text,
    paper     @text,              -- number of the identity card
    address   @text,
    birth     @int,               -- day
    purpose   @text NOT NULL,     -- what the data is kept for
    basis     @int  NOT NULL,     -- personal information protection law, article 13
    keep_until @int NOT NULL,     -- the first day no more; then the row is deleted
    made      @int  NOT NULL,
    maker     @int,
    version   @int  NOT NULL
);
CREATE INDEX person_place ON person (place, id);
CREATE INDEX person_phone ON person (phone) WHERE phone IS NOT NULL;
CREATE INDEX person_paper ON person (paper) WHERE paper IS NOT NULL;
CREATE INDEX person_keep ON person (keep_until);

CREATE TABLE consent (
    id        @key,
    about     @text NOT NULL,     -- "person", "account"
    subject   @int  NOT NULL,
    purpose   @text NOT NULL,
    way       @int  NOT NULL,     -- how it was given
    given     @int  NOT NULL,
    taker     @int,
    withdrawn @int,
    withdrawer @int
);
CREATE INDEX consent_subject ON consent (subject, about, purpose);
