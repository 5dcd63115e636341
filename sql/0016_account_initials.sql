-- Accounts are found by the initials of their holders' names, too: see 0015.

ALTER TABLE account ADD COLUMN initials @text;
CREATE INDEX account_untold ON account (id) WHERE initials IS NULL;
