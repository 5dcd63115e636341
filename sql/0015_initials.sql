-- What names are found by when only the initials of their syllables are typed.

-- NULL: not told yet. The program does so in the background, for what was there before this and for
-- what is new or renamed.
ALTER TABLE place ADD COLUMN initials @text;
ALTER TABLE org ADD COLUMN initials @text;
CREATE INDEX place_untold ON place (id) WHERE initials IS NULL;
CREATE INDEX org_untold ON org (id) WHERE initials IS NULL;

-- Cases of which the index of words is behind: it has the names of their place and unit too.
CREATE TABLE case_text_due (
    id @key
);
INSERT INTO case_text_due (id) SELECT id FROM civic_case;
