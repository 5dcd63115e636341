-- What a display asks for every minute: who waits for more time.

CREATE INDEX case_extension_asked ON case_extension (case_id) WHERE state = 0;
