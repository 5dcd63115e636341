/*
 * postgres: the engine for when one machine is outgrown.
 *
 * Values go and come in binary. BEGIN travels with the first statement, and
 * the end of a reading transaction is sent without waiting, so that reading
 * one row takes one round trip.
 *
 * Writing is REPEATABLE READ: a unit decides on one snapshot, as it does on
 * SQLite, and when somebody changed a row that it changes too it is run
 * again (40001) instead of going on with what it read before. READ COMMITTED
 * would let a rule see two states in one unit and quietly lose updates. Two
 * units that each read what the other writes are not caught: a rule that
 * depends on a row must write it, which the version column of every row that
 * people work on does.
 */
#include "db/postgres_own.h"

#include <stdio.h>
#include <stdlib.h>

/* -- results -- */

enum rc post_failed(struct postgres *p, const PGresult *res)
{
    static const struct {
        char    state[6]; /* or the beginning of it */
        bool    lost;
        enum rc rc;
    } known[] = {
        { "23505", false, RC_CONFLICT }, { "23503", false, RC_CONFLICT },
        { "40001", false, RC_BUSY },     { "40P01", false, RC_BUSY },
        { "55P03", false, RC_BUSY },     { "53100", false, RC_NO_SPACE },
        { "53", false, RC_BUSY },        { "57P0", true, RC_BUSY },
        { "08", true, RC_BUSY },         { "25006", true, RC_BUSY }, /* no longer the leader */
    };
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    const char *words = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;

    snprintf(p->conn.words, sizeof(p->conn.words), "%s%s%s", state ? state : "", state ? " " : "",
             words ? words : PQerrorMessage(p->at));
    if (PQstatus(p->at) != CONNECTION_OK) {
        p->lost = true;
        return RC_BUSY;
    }
    for (size_t i = 0; state && i < ARRAY_LEN(known); i++) {
        if (strncmp(state, known[i].state, strlen(known[i].state)) == 0) {
            p->lost |= known[i].lost;
            return known[i].rc;
        }
    }
    return RC_DB;
}

bool post_went_well(const PGresult *res)
{
    switch (PQresultStatus(res)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_PIPELINE_SYNC:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
        return true;
    default:
        return false;
    }
}

enum rc post_read_piped(struct postgres *p, PGresult **ret)
{
    PGresult *res = PQgetResult(p->at);

    if (!res) /* the end of the one before */
        res = PQgetResult(p->at);
    if (!res || !post_went_well(res)) {
        enum rc rc = post_failed(p, res);

        PQclear(res);
        return rc;
    }
    *ret = res;
    return RC_OK;
}

/* Read the answer to the COMMIT that ended the transaction before. */
static void post_settle(struct postgres *p)
{
    PGresult *res;

    if (!p->ending)
        return;
    p->ending = false;
    while ((res = PQgetResult(p->at))) {
        if (!post_went_well(res))
            (void)post_failed(p, res);
        PQclear(res);
    }
    p->lost |= PQstatus(p->at) != CONNECTION_OK;
}

static enum rc post_exec(struct postgres *p, const char *sql)
{
    PGresult *res = PQexec(p->at, sql);
    enum rc   rc  = post_went_well(res) ? RC_OK : post_failed(p, res);

    PQclear(res);
    return rc;
}

/* -- opening -- */

static void post_close(struct conn *c)
{
    struct postgres *p = postgres_of(c);

    PQclear(p->res);
    PQfinish(p->at);
    free(p);
}

static void no_notice(void *ctx, const PGresult *res)
{
    (void)ctx;
    (void)res;
}

static enum rc post_connect(struct postgres *p, struct buf *why)
{
    /* What stands before the address gives way to what the address says. */
    static const char *const names[]  = { "application_name", "connect_timeout", "tcp_user_timeout",
                                          "client_encoding",  "dbname",          NULL };
    const char *const        values[] = { "linli", "5", "15000", "UTF8", p->conn.db->path, NULL };

    p->at = PQconnectdbParams(names, values, 1);
    BUG_ON(!p->at);
    p->lost  = false;
    p->began = BEGAN_NOT;
    PQsetNoticeReceiver(p->at, no_notice, NULL);
    /* A commit that is reported must be on the disk, whatever the server's default is. */
    if (PQstatus(p->at) == CONNECTION_OK &&
        post_exec(p, "SELECT set_config('synchronous_commit', 'on', false)"
                     " WHERE current_setting('synchronous_commit') = 'off'") == RC_OK)
        return RC_OK;
    p->lost = true;
    snprintf(p->conn.words, sizeof(p->conn.words), "%s", PQerrorMessage(p->at));
    buf_addf(why, "cannot connect to PostgreSQL: %s", PQerrorMessage(p->at));
    return RC_BUSY;
}

static enum rc post_open(const struct db *db, enum conn_use use, struct conn **ret, struct buf *why)
{
    struct postgres *p = calloc(1, sizeof(*p));
    enum rc          rc;

    BUG_ON(!p);
    p->conn.db = db;
    p->use     = use;
    rc         = post_connect(p, why);
    if (rc == RC_OK)
        *ret = &p->conn;
    else
        post_close(&p->conn);
    return rc;
}

static bool post_lost(struct conn *c)
{
    struct postgres *p = postgres_of(c);

    post_settle(p);
    return p->lost;
}

enum rc post_again(struct postgres *p)
{
    struct buf why;
    enum rc    rc;

    buf_init(&why, 4096);
    PQfinish(p->at);
    rc = post_connect(p, &why);
    if (rc == RC_OK)
        rc = post_prepare(&p->conn, &why);
    if (rc != RC_OK)
        p->lost = true;
    buf_free(&why);
    return rc;
}

/* -- transactions -- */

const char *post_begin_sql(const struct postgres *p)
{
    return p->mode == TX_WRITE ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE"
                               : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

/* Only remembered; the first statement takes it along. */
static enum rc post_begin(struct conn *c, enum tx_mode mode)
{
    struct postgres *p = postgres_of(c);

    post_settle(p);
    p->began = BEGAN_ASKED;
    p->mode  = mode;
    return RC_OK;
}

enum rc post_begin_now(struct postgres *p)
{
    enum rc rc;

    if (p->began != BEGAN_ASKED)
        return RC_OK;
    rc = post_exec(p, post_begin_sql(p));
    if (rc == RC_BUSY && p->lost) {
        TRY(post_again(p));
        rc = post_exec(p, post_begin_sql(p));
    }
    if (rc == RC_OK)
        p->began = BEGAN_YES;
    return rc;
}

static enum rc post_commit(struct conn *c, bool *ret_unsure)
{
    struct postgres *p = postgres_of(c);
    PGresult        *res;
    enum rc          rc = RC_OK;

    *ret_unsure = false;
    if (p->began == BEGAN_YES) {
        res = PQexec(p->at, "COMMIT");
        if (!post_went_well(res))
            rc = post_failed(p, res);
        else if (strcmp(PQcmdStatus(res), "COMMIT") != 0)
            rc = RC_DB; /* it had failed before */
        PQclear(res);
        *ret_unsure = p->lost;
    }
    p->began = BEGAN_NOT;
    return rc;
}

static void post_rollback(struct conn *c)
{
    struct postgres *p = postgres_of(c);

    if (p->began == BEGAN_YES && !p->lost) {
        if (p->mode == TX_READ)
            p->ending = PQsendQuery(p->at, "COMMIT") == 1;
        else
            (void)post_exec(p, "ROLLBACK");
    }
    p->began = BEGAN_NOT;
}

static bool post_gone(struct conn *c)
{
    return postgres_of(c)->lost;
}

static enum rc post_save(struct conn *c, enum save_step step)
{
    static const char *const sql[SAVE_STEPS] = {
        [SAVE_BEGIN] = "SAVEPOINT s",
        [SAVE_KEEP]  = "RELEASE SAVEPOINT s",
        [SAVE_UNDO]  = "ROLLBACK TO SAVEPOINT s; RELEASE SAVEPOINT s",
        [UNIT_BEGIN] = "SAVEPOINT u",
        [UNIT_KEEP]  = "RELEASE SAVEPOINT u",
        [UNIT_UNDO]  = "ROLLBACK TO SAVEPOINT u; RELEASE SAVEPOINT u",
    };

    TRY(post_begin_now(postgres_of(c)));
    return post_exec(postgres_of(c), sql[step]);
}

static void post_tidy(struct conn *c)
{
    (void)c;
}

/* -- scripts -- */

static enum rc post_script(struct conn *c, const char *sql)
{
    TRY(post_begin_now(postgres_of(c)));
    return post_exec(postgres_of(c), sql);
}

static enum rc post_has_table(struct conn *c, const char *name, bool *ret)
{
    struct postgres *p   = postgres_of(c);
    PGresult        *res = PQexecParams(p->at,
                                        "SELECT 1 FROM pg_catalog.pg_class t"
                                               " JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace"
                                               " WHERE s.nspname = current_schema() AND t.relname = $1"
                                               " AND t.relkind = 'r'",
                                        1, NULL, &name, NULL, NULL, 0);
    enum rc          rc  = post_went_well(res) ? RC_OK : post_failed(p, res);

    if (rc == RC_OK)
        *ret = PQntuples(res) == 1;
    PQclear(res);
    return rc;
}

/* -- copies -- */

static enum rc post_copy_out(struct conn *c, const char *sql, copy_put *put, void *ctx)
{
    struct postgres *p = postgres_of(c);
    enum rc          rc;
    char            *part;
    int              n;

    TRY(post_script(c, sql));
    rc = RC_OK;
    while ((n = PQgetCopyData(p->at, &part, 0)) > 0) {
        if (rc == RC_OK)
            rc = put(ctx, (struct str){ part, (size_t)n });
        PQfreemem(part);
    }
    for (PGresult *res; (res = PQgetResult(p->at)); PQclear(res))
        if (!post_went_well(res) && rc == RC_OK)
            rc = post_failed(p, res);
    return n == -2 && rc == RC_OK ? post_failed(p, NULL) : rc;
}

static enum rc post_copy_in(struct conn *c, const char *sql, copy_get *get, void *ctx)
{
    struct postgres *p = postgres_of(c);
    struct str       part;
    enum rc          rc;

    TRY(post_script(c, sql));
    while ((rc = get(ctx, &part)) == RC_OK)
        if (PQputCopyData(p->at, part.p, (int)part.n) != 1)
            break;
    if (rc == RC_OK)
        rc = post_failed(p, NULL);
    rc = rc == RC_NOT_FOUND ? RC_OK : rc;
    (void)PQputCopyEnd(p->at, rc == RC_OK ? NULL : "given up");
    for (PGresult *res; (res = PQgetResult(p->at)); PQclear(res))
        if (!post_went_well(res) && rc == RC_OK)
            rc = post_failed(p, res);
    return rc;
}

const struct engine engine_postgres = {
    .name       = "postgres",
    .word_key   = "BIGINT PRIMARY KEY",
    .word_int   = "BIGINT",
    .word_real  = "DOUBLE PRECISION",
    .word_bytes = "BYTEA",
    .word_text  = "TEXT COLLATE \"C\"",
    .open       = post_open,
    .prepare    = post_prepare,
    .close      = post_close,
    .lost       = post_lost,
    .begin      = post_begin,
    .commit     = post_commit,
    .rollback   = post_rollback,
    .save       = post_save,
    .gone       = post_gone,
    .tidy       = post_tidy,
    .start      = post_start,
    .next       = post_next,
    .end        = post_end,
    .script     = post_script,
    .has_table  = post_has_table,
    .backup     = table_backup,
    .restore    = table_restore,
    .copy_out   = post_copy_out,
    .copy_in    = post_copy_in,
};
