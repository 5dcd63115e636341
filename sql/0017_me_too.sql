-- Who says "me too" without an account.

-- token: the digest of the secret that their device sent, by which it counts once.
-- code: the digest of the code with which they follow the case's progress.
ALTER TABLE case_party ADD COLUMN token @text;
ALTER TABLE case_party ADD COLUMN code @text;
CREATE UNIQUE INDEX case_party_token ON case_party (case_id, token) WHERE token IS NOT NULL;
CREATE INDEX case_party_code ON case_party (substr(code, 1, 12)) WHERE code IS NOT NULL;
