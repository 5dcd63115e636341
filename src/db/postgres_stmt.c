/* postgres_stmt: running prepared statements; values to and rows from the server, in binary. */
#include "db/postgres_own.h"

#include <endian.h>
#include <stdio.h>

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

static bool send_plan(struct postgres *p, const struct plan *plan, const struct bound *b)
{
    return PQsendQueryPrepared(p->at, plan->stmt->name, (int)plan->n_args, b->values, b->lengths,
                               b->formats, 1) == 1;
}

/* BEGIN and the statement in one round trip. */
static enum rc start_piped(struct postgres *p, const struct plan *plan, const struct bound *b)
{
    PGresult *res = NULL;
    enum rc   rc;

    BUG_ON(p->lost);
    if (PQenterPipelineMode(p->at) != 1 ||
        PQsendQueryParams(p->at, post_begin_sql(p), 0, NULL, NULL, NULL, NULL, 1) != 1 ||
        !send_plan(p, plan, b) || PQpipelineSync(p->at) != 1) {
        p->lost = true; /* whatever it was: this connection is in disorder */
        return post_failed(p, NULL);
    }
    rc = post_read_piped(p, &res);
    if (rc == RC_OK) {
        p->began = BEGAN_YES;
        PQclear(res);
        rc = post_read_piped(p, &p->res);
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

static enum rc start_plain(struct postgres *p, const struct plan *plan, const struct bound *b)
{
    p->res = PQexecPrepared(p->at, plan->stmt->name, (int)plan->n_args, b->values, b->lengths,
                            b->formats, 1);
    return post_went_well(p->res) ? RC_OK : post_failed(p, p->res);
}

/* Rows one by one, as they arrive. */
static enum rc start_stream(struct postgres *p, const struct plan *plan, const struct bound *b)
{
    TRY(post_begin_now(p));
    if (!send_plan(p, plan, b) || PQsetSingleRowMode(p->at) != 1)
        return post_failed(p, NULL);
    return RC_OK;
}

enum rc post_start(struct conn *c, const struct plan *plan, const struct arg *args, bool stream)
{
    struct postgres *p = postgres_of(c);
    struct bound     b;
    enum rc          rc;

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

static bool fetch(const struct postgres *p, int i, const struct column *c, char *row,
                  struct arena *a)
{
    const char *v = PQgetvalue(p->res, p->row, i);

    if (PQgetisnull(p->res, p->row, i))
        return column_put_null(c, row);
    if (c->op != COLUMN_TEXT)
        return fetch_number(c, PQftype(p->res, i), v, row);
    return column_put_text(c, row, (struct str){ v, (size_t)PQgetlength(p->res, p->row, i) }, a);
}

enum rc post_next(struct conn *c, const struct plan *plan, struct arena *a, char *row)
{
    struct postgres *p = postgres_of(c);

    if (p->stream) {
        PQclear(p->res);
        p->row = 0;
        p->res = PQgetResult(p->at);
        if (!p->res || !post_went_well(p->res))
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

enum rc post_end(struct conn *c, const struct plan *plan, enum rc rc, int64_t *ret_changed)
{
    struct postgres *p = postgres_of(c);
    PGresult        *res;
    int64_t          n = 0;

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
