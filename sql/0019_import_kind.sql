-- What a file that is read in the background brings: cases, and since now places and organisations.

ALTER TABLE import_job ADD COLUMN kind @text NOT NULL DEFAULT 'cases';
