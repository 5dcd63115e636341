-- Files of cases that are read in the background: how far, and what came of them. Kept for a few days.

CREATE TABLE import_job (
    id      @key,
    account @int NOT NULL,
    file    @text,
    dry     @int NOT NULL,
    asked   @int NOT NULL,
    seen    @int NOT NULL,         -- when it last got on
    ended   @int,
    given   @int NOT NULL,         -- rows; 0 until the file was read
    taken   @int NOT NULL,
    again   @int NOT NULL,
    refused @int NOT NULL,
    failed  @text,                 -- why the file as a whole was refused
    report  @text,
    back    @bytes                 -- the refused rows as a file
);
CREATE INDEX import_job_account ON import_job (account, id);
