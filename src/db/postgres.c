/* postgres: not connected yet; says so. */
#include "db/engine.h"

static enum rc pg_open(const struct db *db, enum conn_use use, struct conn **ret, struct buf *why)
{
    (void)db;
    (void)use;
    (void)ret;
    buf_addc(why, "PostgreSQL is not built in");
    return RC_DB;
}
const struct engine engine_postgres = { .name = "postgres", .open = pg_open };
