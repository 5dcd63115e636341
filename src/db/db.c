/* db: the calls of the port, over whichever engine the address names. */
#include "db/engine.h"

#include <stdlib.h>

/* -- statements -- */

static void call_failed(struct tx *tx, const struct plan *p, enum rc rc)
{
    tx->failed = rc;
    db_trouble(tx->db, tx->conn, p->stmt->name, rc);
}

/* May this be called now, and are the arguments as declared? Ours if not. */
static const struct plan *call_check(const struct tx *tx, const struct stmt *s,
                                     const struct arg *args, size_t n)
{
    const struct plan *p = plans_find(&tx->db->plans, s);

    if (!p || tx->walking || n != p->n_args || (s->mode == TX_WRITE && tx->mode != TX_WRITE))
        bug_at(__FILE__, __LINE__, s->name);
    for (size_t i = 0; i < n; i++) {
        char want = s->in[i] == 'b' ? 's' : s->in[i],
             got  = args[i].type == 'b' ? 's' : args[i].type;

        if (want != got)
            bug_at(__FILE__, __LINE__, s->name);
    }
    return p;
}

/* Check, count, start. */
static enum rc call_start(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                          bool stream, const struct plan **ret)
{
    const struct plan *p = call_check(tx, s, args, n);
    enum rc            rc;

    if (tx->failed != RC_OK)
        return tx->failed;
    rc = db_count(tx->db);
    if (rc != RC_OK) {
        tx->failed = rc;
        return rc;
    }
    rc = tx->conn->db->engine->start(tx->conn, p, args, stream);
    if (rc != RC_OK) {
        call_failed(tx, p, rc);
        return rc;
    }
    *ret = p;
    return RC_OK;
}

/* End, with the result of the last row; RC_NOT_FOUND is the end of the rows. */
static enum rc call_end(struct tx *tx, const struct plan *p, enum rc rc, int64_t *ret_changed)
{
    rc = tx->db->engine->end(tx->conn, p, rc, ret_changed);
    if (rc != RC_OK)
        call_failed(tx, p, rc);
    return rc;
}

enum rc db_one(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n, void *ret_row)
{
    const struct engine *e = tx->db->engine;
    const struct plan   *p;
    char                 small[1024], *row = small;
    enum rc              rc, end;

    BUG_ON(!s->out || !tx->arena);
    TRY(call_start(tx, s, args, n, false, &p));
    if (s->out->size > sizeof(small))
        row = arena_alloc(tx->arena, s->out->size);
    memset(row, 0, s->out->size);
    rc = e->next(tx->conn, p, tx->arena, row);
    /* What writes is carried to its end, or its foreign keys would not be looked at. */
    end = rc;
    while (end == RC_OK && s->mode == TX_WRITE)
        end = e->next(tx->conn, p, NULL, NULL);
    TRY(call_end(tx, p, end == RC_NOT_FOUND ? RC_OK : end, NULL));
    if (rc == RC_OK)
        memcpy(ret_row, row, s->out->size);
    return rc;
}

enum rc db_all(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
               struct rows *ret)
{
    const struct engine *e = tx->db->engine;
    const struct plan   *p;
    struct rows          rows = { 0 };
    size_t               cap  = 0;
    enum rc              rc;

    BUG_ON(!s->out || !tx->arena);
    TRY(call_start(tx, s, args, n, false, &p));
    do {
        if (rows.n == cap)
            rows.at = arena_grow(tx->arena, rows.at, &cap, s->out->size);
        rc = e->next(tx->conn, p, tx->arena, (char *)rows.at + rows.n * s->out->size);
        rows.n += rc == RC_OK;
    } while (rc == RC_OK);
    TRY(call_end(tx, p, rc == RC_NOT_FOUND ? RC_OK : rc, NULL));
    *ret = rows;
    return RC_OK;
}

enum rc db_each(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                enum rc (*each)(void *ctx, const void *row), void *ctx)
{
    const struct engine *e = tx->db->engine;
    const struct plan   *p;
    char                 small[1024], *row = small;
    enum rc              rc, said          = RC_OK;

    BUG_ON(!s->out || !tx->arena);
    TRY(call_start(tx, s, args, n, true, &p));
    if (s->out->size > sizeof(small))
        row = arena_alloc(tx->arena, s->out->size);
    tx->walking = true;
    do {
        memset(row, 0, s->out->size);
        rc = e->next(tx->conn, p, NULL, row);
        if (rc == RC_OK)
            said = each(ctx, row);
    } while (rc == RC_OK && said == RC_OK);
    tx->walking = false;
    TRY(call_end(tx, p, rc == RC_NOT_FOUND ? RC_OK : rc, NULL));
    return said;
}

enum rc db_run(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
               int64_t *ret_changed)
{
    const struct plan *p;
    enum rc            rc;

    BUG_ON(s->out);
    TRY(call_start(tx, s, args, n, false, &p));
    rc = tx->db->engine->next(tx->conn, p, NULL, NULL);
    return call_end(tx, p, rc == RC_NOT_FOUND ? RC_OK : rc, ret_changed);
}

enum rc db_put(struct tx *tx, const struct stmt *s, const struct shape *row_shape, const void *row)
{
    struct arg args[64];

    return db_run(tx, s, args, args_of(row_shape, row, args, ARRAY_LEN(args)), NULL);
}

/* -- transactions -- */

struct arena *tx_arena(struct tx *tx)
{
    return tx->arena;
}

struct db *tx_db(struct tx *tx)
{
    return tx->db;
}

bool tx_writes(const struct tx *tx)
{
    return tx->mode == TX_WRITE;
}

void tx_set_arena(struct tx *tx, struct arena *a)
{
    tx->arena = a;
}

static enum rc tx_savepoint(struct tx *tx, enum save_step step, const char *what)
{
    enum rc rc;

    BUG_ON(tx->mode != TX_WRITE || tx->walking);
    rc = db_count(tx->db);
    if (rc == RC_OK) {
        rc = tx->db->engine->save(tx->conn, step);
        if (rc != RC_OK)
            db_trouble(tx->db, tx->conn, what, rc);
    }
    if (rc != RC_OK)
        tx->failed = rc;
    return rc;
}

enum rc tx_save(struct tx *tx)
{
    TRY(tx->failed);
    TRY(tx_savepoint(tx, SAVE_BEGIN, "savepoint"));
    tx->depth++;
    return RC_OK;
}

enum rc tx_save_keep(struct tx *tx)
{
    BUG_ON(tx->depth == 0);
    TRY(tx->failed);
    TRY(tx_savepoint(tx, SAVE_KEEP, "release"));
    tx->depth--;
    return RC_OK;
}

enum rc tx_save_undo(struct tx *tx)
{
    BUG_ON(tx->depth == 0);
    /* What lost the whole transaction cannot be undone by a part. */
    if (tx->failed != RC_OK && tx->db->engine->gone(tx->conn))
        return tx->failed;
    TRY(tx_savepoint(tx, SAVE_UNDO, "undo"));
    tx->depth--;
    tx->failed = RC_OK;
    return RC_OK;
}

/* -- opening -- */

static const struct engine *engine_of(const char *url, const char **ret_path)
{
    if (strncmp(url, "sqlite:", 7) == 0) {
        *ret_path = url + 7;
        return &engine_sqlite;
    }
    if (strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0) {
        *ret_path = url;
        return &engine_postgres;
    }
    return NULL;
}

enum rc db_make(const struct db_options *o, struct db **ret, struct buf *why)
{
    struct db *db = aligned_alloc(64, (sizeof(*db) + 63) / 64 * 64);
    enum rc    rc = RC_OK;

    BUG_ON(!db);
    memset(db, 0, sizeof(*db));
    db->o   = *o;
    db->url = strdup(o->url);
    BUG_ON(!db->url);
    db->engine = engine_of(db->url, &db->path);
    if (!db->engine) {
        buf_addf(why, "“%s” is not the address of a database: sqlite:PATH or postgresql://…",
                 o->url);
        rc = RC_INVALID;
    }
    db->o.readers  = o->readers > 0 ? o->readers : 4;
    db->o.writers  = o->writers > 0 ? o->writers : 4;
    db->o.cache_kb = o->cache_kb > 0 ? o->cache_kb : 16384;
    if (rc == RC_OK)
        rc = plans_make(db->engine, o->stmts, &db->plans, why);
    if (rc == RC_OK)
        *ret = db;
    else
        db_unmake(db);
    return rc;
}

void db_unmake(struct db *db)
{
    plans_free(&db->plans);
    free(db->url);
    free(db);
}

enum rc db_connect(struct db *db, enum conn_use use, struct conn **ret, struct buf *why)
{
    struct conn *c;
    enum rc      rc;

    TRY(db->engine->open(db, use, &c, why));
    rc = db->engine->prepare(c, why);
    if (rc == RC_OK)
        *ret = c;
    else
        db->engine->close(c);
    return rc;
}

/* Is the schema the program's? Bring it there if that is allowed. */
static enum rc open_schema(const struct db_options *o, struct buf *why)
{
    const struct migration *m = o->migrations ? o->migrations : db_migrations;
    struct schema_state     state;

    if (o->must_migrate_ok)
        return db_migrate(o->url, m, o->now_at, why);
    TRY(schema_compare(o->url, m, &state, why));
    if (state.is == SCHEMA_SAME)
        return RC_OK;
    if (state.is == SCHEMA_OLDER)
        buf_addc(why, "the database is older than the program and must be migrated first");
    return RC_CONFLICT;
}

enum rc db_open(const struct db_options *o, struct db **ret, struct buf *ret_why)
{
    struct db *db;
    enum rc    rc;

    TRY(db_make(o, &db, ret_why));
    rc = open_schema(o, ret_why);
    if (rc == RC_OK)
        rc = pool_init(db);
    if (rc != RC_OK) {
        db_unmake(db);
        return rc;
    }
    rc = writer_start(db, ret_why);
    if (rc != RC_OK) {
        pool_free(db);
        db_unmake(db);
        return rc;
    }
    *ret = db;
    return RC_OK;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    writer_stop(db); /* what is still written may read */
    pool_free(db);
    writer_free(db); /* last, since it can put SQLite's log away */
    db_unmake(db);
}

bool db_serial(const struct db *db)
{
    return db->engine->serial;
}

const char *db_engine(const struct db *db)
{
    return db->engine->name;
}

/* -- for tests, and for the log -- */

void db_fail_at(struct db *db, int64_t n, enum rc rc)
{
    atomic_store(&db->fail_rc, (int)rc);
    atomic_store(&db->fail_at, n > 0 ? atomic_load(&db->calls) + n : 0);
}

int64_t db_calls(const struct db *db)
{
    return atomic_load(&db->calls);
}

void db_trouble(const struct db *db, const struct conn *c, const char *what, enum rc rc)
{
    if (db->o.trouble && rc != RC_CONFLICT && rc != RC_NOT_FOUND)
        db->o.trouble(db->o.trouble_ctx, what, rc, c->words);
}
