#ifndef LINLI_DB_POSTGRES_OWN_H
#define LINLI_DB_POSTGRES_OWN_H
/*
 * postgres_own: one connection to PostgreSQL, as the files of that engine see
 * it. Nobody else sees libpq. A connection belongs to one thread at a time.
 */
#include "db/engine.h"

#include <libpq-fe.h>

/* The server's numbers of its types. */
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

enum { ARGS_MOST = 64 }; /* of one statement */

enum began { BEGAN_NOT, BEGAN_ASKED, BEGAN_YES };

struct postgres {
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

static inline struct postgres *postgres_of(struct conn *c)
{
    return (struct postgres *)c;
}

/* What the server's answer means: RC_CONFLICT, RC_BUSY, RC_NO_SPACE, RC_DB. Keeps its words, and
 * whether the connection is lost. `res` may be NULL: the connection itself failed. */
enum rc post_failed(struct postgres *p, const PGresult *res);
bool    post_went_well(const PGresult *res);
/* The next result of a pipeline; NULL stands between the results of two statements. The caller's
 * to clear. */
CHECKED enum rc post_read_piped(struct postgres *p, PGresult **ret);
/* The statement that begins the transaction that was asked for. */
const char     *post_begin_sql(const struct postgres *p);
CHECKED enum rc post_begin_now(struct postgres *p); /* unless it has begun */
/* The connection went away before a transaction had begun: open it anew. */
CHECKED enum rc post_again(struct postgres *p);

/* postgres_prepare.c, postgres_stmt.c: what `struct engine` calls. */
CHECKED enum rc post_prepare(struct conn *c, struct buf *why);
CHECKED enum rc post_start(struct conn *c, const struct plan *plan, const struct arg *args,
                           bool stream);
CHECKED enum rc post_next(struct conn *c, const struct plan *plan, struct arena *a, char *row);
enum rc         post_end(struct conn *c, const struct plan *plan, enum rc rc, int64_t *ret_changed);

#endif
