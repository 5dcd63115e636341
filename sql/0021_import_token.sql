-- Through which API token an import was begun: it goes on with that token's rights, and a token is
-- told of its own only.
ALTER TABLE import_job ADD COLUMN token @int;
