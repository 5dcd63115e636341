/* postgres_prepare: a connection's statements, prepared and held against their declarations. */
#include "db/postgres_own.h"

enum { PREPARE_AT_ONCE = 32 };

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

static bool send_prepare(struct postgres *p, const struct plan *plan)
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

static enum rc read_prepared(struct postgres *p, const struct plan *plan, struct buf *why)
{
    PGresult *res;
    enum rc   rc;

    for (int k = 0; k < 2; k++) {
        rc = post_read_piped(p, &res);
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
static enum rc prepare_some(struct postgres *p, const struct plan **some, size_t n, struct buf *why)
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
    TRY(post_read_piped(p, &res));
    PQclear(res);
    return RC_OK;
}

enum rc post_prepare(struct conn *c, struct buf *why)
{
    struct postgres    *p  = postgres_of(c);
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
