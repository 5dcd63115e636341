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
#include "db/engine.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    OID_BOOL    = 16,
    OID_BYTEA   = 17,
    OID_INT8    = 20,
    OID_INT2    = 21,
    OID_INT4    = 23,
    OID_TEXT    = 25,
    OID_FLOAT4  = 700,
    OID_FLOAT8  = 701,
    OID_VARCHAR = 1043
};

enum { ARGS_MOST = 64, PREPARE_AT_ONCE = 32 };

enum began { BEGAN_NOT, BEGAN_ASKED, BEGAN_YES };

struct post {
    struct conn   conn;
    enum conn_use use;
    PGconn       *at;
    PGresult     *res; /* of the statement that runs */
    int           row;
    bool          stream, lost;
    bool          ending; /* the answer to an earlier COMMIT is still to be read */
    enum began    began;
    enum tx_mode  mode;
};

static struct post *post_of(struct conn *c)
{
    return (struct post *)c;
}

/* -- results -- */

/* Take what the server said, and what it means. */
static enum rc post_failed(struct post *p, const PGresult *res)
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

static bool went_well(const PGresult *res)
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

/* Read the answer to the COMMIT that ended the transaction before. */
static void post_settle(struct post *p)
{
    PGresult *res;

    if (!p->ending)
        return;
    p->ending = false;
    while ((res = PQgetResult(p->at))) {
        if (!went_well(res))
            (void)post_failed(p, res);
        PQclear(res);
    }
    p->lost |= PQstatus(p->at) != CONNECTION_OK;
}

static enum rc post_exec(struct post *p, const char *sql)
{
    PGresult *res = PQexec(p->at, sql);
    enum rc   rc  = went_well(res) ? RC_OK : post_failed(p, res);

    PQclear(res);
    return rc;
}

/* -- opening -- */

static void post_close(struct conn *c)
{
    struct post *p = post_of(c);

    PQclear(p->res);
    PQfinish(p->at);
    free(p);
}

static void no_notice(void *ctx, const PGresult *res)
{
    (void)ctx;
    (void)res;
}

static enum rc post_connect(struct post *p, struct buf *why)
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
    struct post *p = calloc(1, sizeof(*p));
    enum rc      rc;

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
    struct post *p = post_of(c);

    post_settle(p);
    return p->lost;
}

/* -- preparing -- */

static bool type_fits(const struct column *c, Oid type)
{
    switch (c->op) {
    case COLUMN_TEXT:
        return type == OID_TEXT || type == OID_VARCHAR || type == OID_BYTEA;
    case COLUMN_REAL:
        return type == OID_FLOAT8 || type == OID_FLOAT4;
    case COLUMN_BOOL:
        return type == OID_BOOL || type == OID_INT8 || type == OID_INT4;
    default:
        return type == OID_INT8 || type == OID_INT4 || type == OID_INT2;
    }
}

static enum rc check_described(const struct plan *p, const PGresult *res, struct buf *why)
{
    if ((size_t)PQnparams(res) != p->n_args) {
        buf_addf(why, "statement %s uses %d parameters, %zu are declared", p->stmt->name,
                 PQnparams(res), p->n_args);
        return RC_INTERNAL;
    }
    if ((size_t)PQnfields(res) != p->n_columns) {
        buf_addf(why, "statement %s gives %d columns, its row has %zu fields", p->stmt->name,
                 PQnfields(res), p->n_columns);
        return RC_INTERNAL;
    }
    for (size_t i = 0; i < p->n_columns; i++) {
        if (!plan_name_fits(p, i, PQfname(res, (int)i))) {
            buf_addf(why, "statement %s: column %zu is %s, but the field there is %s",
                     p->stmt->name, i + 1, PQfname(res, (int)i), p->columns[i].name);
            return RC_INTERNAL;
        }
        if (!type_fits(&p->columns[i], PQftype(res, (int)i))) {
            buf_addf(why, "statement %s: column %zu (%s) is of type %u and does not fit its field",
                     p->stmt->name, i + 1, p->columns[i].name, PQftype(res, (int)i));
            return RC_INTERNAL;
        }
    }
    return RC_OK;
}

static bool send_prepare(struct post *p, const struct plan *plan)
{
    Oid types[ARGS_MOST];

    BUG_ON(plan->n_args > ARGS_MOST);
    for (size_t k = 0; k < plan->n_args; k++) {
        char letter = plan->stmt->in[k];

        types[k] = letter == 'i'   ? OID_INT8
                   : letter == 'd' ? OID_FLOAT8
                   : letter == 's' ? OID_TEXT
                                   : OID_BYTEA;
    }
    return PQsendPrepare(p->at, plan->stmt->name, plan->sql, (int)plan->n_args, types) == 1 &&
           PQsendDescribePrepared(p->at, plan->stmt->name) == 1;
}

/* The next result of a pipeline; NULL stands between the results of two statements. */
static enum rc read_piped(struct post *p, PGresult **ret)
{
    PGresult *res = PQgetResult(p->at);

    if (!res) /* the end of the one before */
        res = PQgetResult(p->at);
    if (!res || !went_well(res)) {
        enum rc rc = post_failed(p, res);

        PQclear(res);
        return rc;
    }
    *ret = res;
    return RC_OK;
}

static enum rc read_prepared(struct post *p, const struct plan *plan, struct buf *why)
{
    PGresult *res;
    enum rc   rc;

    for (int k = 0; k < 2; k++) {
        rc = read_piped(p, &res);
        if (rc != RC_OK) {
            buf_addf(why, "statement %s: %s", plan->stmt->name, p->conn.words);
            return p->lost ? rc : RC_INTERNAL;
        }
        rc = k == 1 ? check_described(plan, res, why) : RC_OK;
        PQclear(res);
        TRY(rc);
    }
    return RC_OK;
}

/* Leaves the connection in a pipeline when it fails: it is then closed. */
static enum rc prepare_some(struct post *p, const struct plan **some, size_t n, struct buf *why)
{
    PGresult *res;

    for (size_t i = 0; i < n; i++) {
        if (!send_prepare(p, some[i])) {
            buf_addf(why, "statement %s: %s", some[i]->stmt->name, PQerrorMessage(p->at));
            return post_failed(p, NULL);
        }
    }
    if (PQpipelineSync(p->at) != 1)
        return post_failed(p, NULL);
    for (size_t i = 0; i < n; i++)
        TRY(read_prepared(p, some[i], why));
    TRY(read_piped(p, &res));
    PQclear(res);
    return RC_OK;
}

static enum rc post_prepare(struct conn *c, struct buf *why)
{
    struct post        *p  = post_of(c);
    const struct plans *ps = &c->db->plans;
    const struct plan  *some[PREPARE_AT_ONCE];
    size_t              n = 0;

    BUG_ON(PQenterPipelineMode(p->at) != 1);
    for (size_t i = 0; i < ps->n; i++) {
        if (p->use == CONN_READ && ps->at[i].stmt->mode != TX_READ)
            continue;
        some[n++] = &ps->at[i];
        if (n == PREPARE_AT_ONCE) {
            TRY(prepare_some(p, some, n, why));
            n = 0;
        }
    }
    TRY(prepare_some(p, some, n, why));
    BUG_ON(PQexitPipelineMode(p->at) != 1);
    return RC_OK;
}

/* The connection went away before a transaction had begun: open it anew. */
static enum rc post_again(struct post *p)
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

static const char *begin_sql(const struct post *p)
{
    return p->mode == TX_WRITE ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE"
                               : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

/* Only remembered; the first statement takes it along. */
static enum rc post_begin(struct conn *c, enum tx_mode mode)
{
    struct post *p = post_of(c);

    post_settle(p);
    p->began = BEGAN_ASKED;
    p->mode  = mode;
    return RC_OK;
}

static enum rc post_begin_now(struct post *p)
{
    enum rc rc;

    if (p->began != BEGAN_ASKED)
        return RC_OK;
    rc = post_exec(p, begin_sql(p));
    if (rc == RC_BUSY && p->lost) {
        TRY(post_again(p));
        rc = post_exec(p, begin_sql(p));
    }
    if (rc == RC_OK)
        p->began = BEGAN_YES;
    return rc;
}

static enum rc post_commit(struct conn *c, bool *ret_unsure)
{
    struct post *p = post_of(c);
    PGresult    *res;
    enum rc      rc = RC_OK;

    *ret_unsure = false;
    if (p->began == BEGAN_YES) {
        res = PQexec(p->at, "COMMIT");
        if (!went_well(res))
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
    struct post *p = post_of(c);

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
    return post_of(c)->lost;
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

    TRY(post_begin_now(post_of(c)));
    return post_exec(post_of(c), sql[step]);
}

static void post_tidy(struct conn *c)
{
    (void)c;
}

/* -- statements -- */

struct bound {
    int64_t     numbers[ARGS_MOST]; /* in the order of the network */
    const char *values[ARGS_MOST];
    int         lengths[ARGS_MOST], formats[ARGS_MOST];
};

static void bind_all(const struct plan *p, const struct arg *args, struct bound *b)
{
    for (size_t k = 0; k < p->n_args; k++) {
        uint64_t bits = 0;

        b->formats[k] = 1;
        b->lengths[k] = 8;
        b->values[k]  = (const char *)&b->numbers[k];
        if (arg_absent(&args[k])) {
            b->values[k] = NULL;
        } else if (args[k].type == 'i' || args[k].type == 'd') {
            memcpy(&bits, args[k].type == 'i' ? (const void *)&args[k].i : &args[k].d, 8);
            bits = htobe64(bits);
            memcpy(&b->numbers[k], &bits, 8);
        } else {
            BUG_ON(args[k].s.n > INT32_MAX);
            b->values[k]  = args[k].s.p;
            b->lengths[k] = (int)args[k].s.n;
        }
    }
}

static bool send_plan(struct post *p, const struct plan *plan, const struct bound *b)
{
    return PQsendQueryPrepared(p->at, plan->stmt->name, (int)plan->n_args, b->values, b->lengths,
                               b->formats, 1) == 1;
}

/* BEGIN and the statement in one round trip. */
static enum rc start_piped(struct post *p, const struct plan *plan, const struct bound *b)
{
    PGresult *res = NULL;
    enum rc   rc;

    BUG_ON(p->lost);
    if (PQenterPipelineMode(p->at) != 1 ||
        PQsendQueryParams(p->at, begin_sql(p), 0, NULL, NULL, NULL, NULL, 1) != 1 ||
        !send_plan(p, plan, b) || PQpipelineSync(p->at) != 1) {
        p->lost = true; /* whatever it was: this connection is in disorder */
        return post_failed(p, NULL);
    }
    rc = read_piped(p, &res);
    if (rc == RC_OK) {
        p->began = BEGAN_YES;
        PQclear(res);
        rc = read_piped(p, &p->res);
        if (rc != RC_OK)
            p->res = NULL;
    }
    /* To the end of the pipeline; after an error that is where the server goes on. */
    while (!p->lost) {
        res = PQgetResult(p->at);
        if (PQresultStatus(res) == PGRES_PIPELINE_SYNC)
            break;
        p->lost |= PQstatus(p->at) != CONNECTION_OK;
        PQclear(res);
    }
    if (!p->lost) {
        PQclear(res);
        p->lost = PQexitPipelineMode(p->at) != 1;
    }
    return rc;
}

static enum rc start_plain(struct post *p, const struct plan *plan, const struct bound *b)
{
    p->res = PQexecPrepared(p->at, plan->stmt->name, (int)plan->n_args, b->values, b->lengths,
                            b->formats, 1);
    return went_well(p->res) ? RC_OK : post_failed(p, p->res);
}

/* Rows one by one, as they arrive. */
static enum rc start_stream(struct post *p, const struct plan *plan, const struct bound *b)
{
    TRY(post_begin_now(p));
    if (!send_plan(p, plan, b) || PQsetSingleRowMode(p->at) != 1)
        return post_failed(p, NULL);
    return RC_OK;
}

static enum rc post_start(struct conn *c, const struct plan *plan, const struct arg *args,
                          bool stream)
{
    struct post *p = post_of(c);
    struct bound b;
    enum rc      rc;

    bind_all(plan, args, &b);
    BUG_ON(p->res);
    p->row    = 0;
    p->stream = stream;
    if (stream) {
        rc = start_stream(p, plan, &b);
    } else if (p->began == BEGAN_ASKED) {
        rc = start_piped(p, plan, &b);
        if (p->lost && p->began == BEGAN_ASKED) {
            enum tx_mode mode = p->mode;

            TRY(post_again(p));
            p->began = BEGAN_ASKED;
            p->mode  = mode;
            rc       = start_piped(p, plan, &b);
        }
    } else {
        rc = start_plain(p, plan, &b);
    }
    if (rc != RC_OK) {
        PQclear(p->res);
        p->res    = NULL;
        p->stream = false;
    }
    return rc;
}

static bool fetch_number(const struct column *c, Oid type, const char *v, char *row)
{
    union {
        uint64_t u64;
        double   d;
        uint32_t u32;
        float    f;
        uint16_t u16;
    } n = { 0 };

    switch (type) {
    case OID_INT8:
        memcpy(&n.u64, v, 8);
        return column_put_int(c, row, (int64_t)be64toh(n.u64));
    case OID_INT4:
        memcpy(&n.u32, v, 4);
        return column_put_int(c, row, (int32_t)be32toh(n.u32));
    case OID_INT2:
        memcpy(&n.u16, v, 2);
        return column_put_int(c, row, (int16_t)be16toh(n.u16));
    case OID_BOOL:
        return column_put_int(c, row, v[0] != 0);
    case OID_FLOAT8:
        memcpy(&n.u64, v, 8);
        n.u64 = be64toh(n.u64);
        return column_put_real(c, row, n.d);
    default:
        memcpy(&n.u32, v, 4);
        n.u32 = be32toh(n.u32);
        return column_put_real(c, row, (double)n.f);
    }
}

static bool fetch(const struct post *p, int i, const struct column *c, char *row, struct arena *a)
{
    const char *v = PQgetvalue(p->res, p->row, i);

    if (PQgetisnull(p->res, p->row, i))
        return column_put_null(c, row);
    if (c->op != COLUMN_TEXT)
        return fetch_number(c, PQftype(p->res, i), v, row);
    return column_put_text(c, row, (struct str){ v, (size_t)PQgetlength(p->res, p->row, i) }, a);
}

static enum rc post_next(struct conn *c, const struct plan *plan, struct arena *a, char *row)
{
    struct post *p = post_of(c);

    if (p->stream) {
        PQclear(p->res);
        p->row = 0;
        p->res = PQgetResult(p->at);
        if (!p->res || !went_well(p->res))
            return post_failed(p, p->res);
    }
    if (p->row >= PQntuples(p->res))
        return RC_NOT_FOUND;
    for (size_t i = 0; row && i < plan->n_columns; i++) {
        if (!fetch(p, (int)i, &plan->columns[i], row, a)) {
            snprintf(c->words, sizeof(c->words), "column %s: %s does not fit the field",
                     plan->columns[i].name,
                     PQgetisnull(p->res, p->row, (int)i) ? "NULL" : "its value");
            return RC_DB;
        }
    }
    p->row++;
    return RC_OK;
}

static enum rc post_end(struct conn *c, const struct plan *plan, enum rc rc, int64_t *ret_changed)
{
    struct post *p = post_of(c);
    PGresult    *res;
    int64_t      n = 0;

    if (rc == RC_OK && ret_changed && plan->stmt->mode == TX_WRITE &&
        str_int(str_of(PQcmdTuples(p->res)), &n) == RC_OK)
        *ret_changed = n;
    PQclear(p->res);
    p->res = NULL;
    while (p->stream && (res = PQgetResult(p->at)))
        PQclear(res);
    p->stream = false;
    return rc;
}

static enum rc post_script(struct conn *c, const char *sql)
{
    TRY(post_begin_now(post_of(c)));
    return post_exec(post_of(c), sql);
}

static enum rc post_has_table(struct conn *c, const char *name, bool *ret)
{
    struct post *p   = post_of(c);
    PGresult    *res = PQexecParams(p->at,
                                    "SELECT 1 FROM pg_catalog.pg_class t"
                                       " JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace"
                                       " WHERE s.nspname = current_schema() AND t.relname = $1"
                                       " AND t.relkind = 'r'",
                                    1, NULL, &name, NULL, NULL, 0);
    enum rc      rc  = went_well(res) ? RC_OK : post_failed(p, res);

    if (rc == RC_OK)
        *ret = PQntuples(res) == 1;
    PQclear(res);
    return rc;
}

/* -- copies -- */

static enum rc post_copy_out(struct conn *c, const char *sql, copy_put *put, void *ctx)
{
    struct post *p = post_of(c);
    enum rc      rc;
    char        *part;
    int          n;

    TRY(post_script(c, sql));
    rc = RC_OK;
    while ((n = PQgetCopyData(p->at, &part, 0)) > 0) {
        if (rc == RC_OK)
            rc = put(ctx, (struct str){ part, (size_t)n });
        PQfreemem(part);
    }
    for (PGresult *res; (res = PQgetResult(p->at)); PQclear(res))
        if (!went_well(res) && rc == RC_OK)
            rc = post_failed(p, res);
    return n == -2 && rc == RC_OK ? post_failed(p, NULL) : rc;
}

static enum rc post_copy_in(struct conn *c, const char *sql, copy_get *get, void *ctx)
{
    struct post *p = post_of(c);
    struct str   part;
    enum rc      rc;

    TRY(post_script(c, sql));
    while ((rc = get(ctx, &part)) == RC_OK)
        if (PQputCopyData(p->at, part.p, (int)part.n) != 1)
            break;
    if (rc == RC_OK)
        rc = post_failed(p, NULL);
    rc = rc == RC_NOT_FOUND ? RC_OK : rc;
    (void)PQputCopyEnd(p->at, rc == RC_OK ? NULL : "given up");
    for (PGresult *res; (res = PQgetResult(p->at)); PQclear(res))
        if (!went_well(res) && rc == RC_OK)
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
