-- What is sought by something that lies all over (a code, how words begin) lies by the season in which
-- the case was made, some 50 days each: the first 10 bits of its id. However many years a file has,
-- a new case is written into the last season, a small part of these indexes; what is sought for is
-- sought in one season after the other, the newest first.

DROP INDEX civic_case_code;
CREATE INDEX civic_case_code ON civic_case ((id >> 53), substr(code, 1, 12)) WHERE code IS NOT NULL;
DROP INDEX civic_case_same;
CREATE INDEX civic_case_same ON civic_case ((id >> 53), same_key) WHERE same_key IS NOT NULL;
