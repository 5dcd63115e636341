-- What a case shows to everybody, and the documents that are made out in it.

-- What may be said to a notice is called a comment, not an objection.
ALTER TABLE public_notice ADD COLUMN comments @int NOT NULL DEFAULT 0;

CREATE TABLE case_notice (
    notice  @key,                 -- the public notice
    case_id @int NOT NULL,
    step    @text NOT NULL,       -- in which it was shown
    round   @int NOT NULL,        -- and on which visit to it
    why     @text                 -- why it was taken down before its time, for the offices
);
CREATE INDEX case_notice_case ON case_notice (case_id, notice);
