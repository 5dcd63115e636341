#ifndef LINLI_DB_ENGINE_H
#define LINLI_DB_ENGINE_H
/*
 * engine: what an engine does for the port, and what the port keeps; for
 * the files of this room only.
 *
 * An engine knows connections, transactions and prepared statements. It
 * never retries, except that PostgreSQL opens a lost connection again as
 * long as nothing of a transaction was answered; waiting, trying again,
 * groups and pools are the port's. A connection serves one thread at a time.
 */
#include "db/db.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* -- statements as they are prepared -- */

enum column_op { COLUMN_I64, COLUMN_I32, COLUMN_WORD, COLUMN_BOOL, COLUMN_REAL, COLUMN_TEXT };

struct column {
    enum column_op op;
    bool           opt;
    size_t         at;    /* offset in the row */
    int64_t        words; /* COLUMN_WORD: how many */
    const char    *name;  /* of the field */
};

struct plan {
    const struct stmt *stmt;
    char              *sql; /* the engine's words put in; owned */
    struct column     *columns;
    size_t             n_columns, n_args;
};

/* All statements of a database, and where each is found by its address. */
struct plans {
    struct plan *at;
    size_t       n;
    uint32_t    *index; /* open addressing: 1 + position, 0 = free */
    size_t       mask;
    size_t       widest; /* the largest row */
};

struct engine;

/* RC_INTERNAL and a sentence when a declaration is wrong. `*ret` is empty then. */
CHECKED enum rc plans_make(const struct engine *e, const struct stmt *const *const *tables,
                           struct plans *ret, struct buf *why);
void            plans_free(struct plans *p);

static inline const struct plan *plans_find(const struct plans *p, const struct stmt *s)
{
    size_t i = (size_t)(((uintptr_t)s * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & p->mask;

    for (; p->index[i]; i = (i + 1) & p->mask)
        if (p->at[p->index[i] - 1].stmt == s)
            return &p->at[p->index[i] - 1];
    return NULL;
}

/*
 * What the engine found out about a column when it was prepared, compared with the declaration:
 * a name that belongs to another field of the row means that two were confused.
 */
bool plan_name_fits(const struct plan *p, size_t column, const char *name);

/* -- the engine's own words in migrations and statements -- */

/* Append `sql` as the engine wants it. RC_INVALID and a sentence for a word that is wrong. */
CHECKED enum rc words_put(const struct engine *e, struct str sql, struct buf *out, struct buf *why);

/* -- a row's fields -- */

static inline bool column_put_null(const struct column *c, char *row)
{
    switch (c->op) {
    case COLUMN_I64:
        memcpy(row + c->at, &(int64_t){ NONE_I64 }, sizeof(int64_t));
        break;
    case COLUMN_I32:
        memcpy(row + c->at, &(int32_t){ NONE_I32 }, sizeof(int32_t));
        break;
    case COLUMN_WORD:
        memcpy(row + c->at, &(int32_t){ -1 }, sizeof(int32_t));
        break;
    case COLUMN_BOOL:
        memcpy(row + c->at, &(bool){ false }, sizeof(bool));
        break;
    case COLUMN_REAL:
        memcpy(row + c->at, &(double){ NAN }, sizeof(double));
        break;
    case COLUMN_TEXT:
        memcpy(row + c->at, &(struct str){ 0 }, sizeof(struct str));
        break;
    }
    return c->opt;
}
static inline bool column_put_int(const struct column *c, char *row, int64_t v)
{
    switch (c->op) {
    case COLUMN_I64:
        memcpy(row + c->at, &v, sizeof(v));
        return true;
    case COLUMN_WORD:
        memcpy(row + c->at, &(int32_t){ (int32_t)v }, sizeof(int32_t));
        return v >= 0 && v < c->words;
    case COLUMN_I32:
        memcpy(row + c->at, &(int32_t){ (int32_t)v }, sizeof(int32_t));
        return v > INT32_MIN && v <= INT32_MAX;
    case COLUMN_BOOL:
        memcpy(row + c->at, &(bool){ v != 0 }, sizeof(bool));
        return true;
    case COLUMN_REAL:
        memcpy(row + c->at, &(double){ (double)v }, sizeof(double));
        return true;
    case COLUMN_TEXT:
        break;
    }
    return false;
}
static inline bool column_put_real(const struct column *c, char *row, double v)
{
    memcpy(row + c->at, &v, sizeof(v));
    return true;
}
/* Copied into `a`, or borrowed when it is NULL. */
static inline bool column_put_text(const struct column *c, char *row, struct str v, struct arena *a)
{
    if (a)
        v = arena_str(a, v);
    memcpy(row + c->at, &v, sizeof(v));
    return true;
}
/* An absent value binds NULL. */
static inline bool arg_absent(const struct arg *a)
{
    switch (a->type) {
    case 'i':
        return a->i == NONE_I64;
    case 'd':
        return isnan(a->d);
    default:
        return !a->s.p;
    }
}

/* -- engines -- */

enum conn_use {
    CONN_READ,  /* only statements that read */
    CONN_WRITE, /* all statements */
    CONN_MAKE   /* the same, and the database is made if there is none (SQLite) */
};

struct conn {
    const struct db *db;
    char             words[400]; /* the engine's, about the last failure */
};

/* Savepoints of a unit's own, which may lie within each other, and the one round a unit. */
enum save_step { SAVE_BEGIN, SAVE_KEEP, SAVE_UNDO, UNIT_BEGIN, UNIT_KEEP, UNIT_UNDO, SAVE_STEPS };

/* Where copied text goes to, and comes from: RC_NOT_FOUND ends it. */
typedef enum rc copy_put(void *ctx, struct str part);
typedef enum rc copy_get(void *ctx, struct str *ret_part);

struct engine {
    const char *name;
    bool        serial; /* one writer for the whole database */

    /* The words of migrations. */
    const char *word_key, *word_int, *word_real, *word_bytes, *word_text;

    /* RC_NOT_FOUND: there is no such database. */
    enum rc (*open)(const struct db *db, enum conn_use use, struct conn **ret, struct buf *why);
    /* Prepare the plans of the database, as far as they are for the connection's use. */
    enum rc (*prepare)(struct conn *c, struct buf *why);
    void (*close)(struct conn *c);
    bool (*lost)(struct conn *c); /* the connection is of no use any more */

    enum rc (*begin)(struct conn *c, enum tx_mode mode);
    /* *ret_unsure when it may or may not have been committed. */
    enum rc (*commit)(struct conn *c, bool *ret_unsure);
    void (*rollback)(struct conn *c);
    enum rc (*save)(struct conn *c, enum save_step step);
    /* For groups. How many rows were changed since the connection opened; */
    int64_t (*changes)(struct conn *c);
    /* whether the engine gave up the whole transaction by itself; */
    bool (*gone)(struct conn *c);
    /* whether a deferred foreign key is still unmet; */
    bool (*unmet)(struct conn *c);
    /* and what is best done between groups, while nobody waits. */
    void (*tidy)(struct conn *c);

    /* One statement: start, next until RC_NOT_FOUND, and end in any case. `stream`: the rows are
     * not wanted all at once. A `row` of NULL is passed over. */
    enum rc (*start)(struct conn *c, const struct plan *p, const struct arg *args, bool stream);
    enum rc (*next)(struct conn *c, const struct plan *p, struct arena *a, char *row);
    enum rc (*end)(struct conn *c, const struct plan *p, enum rc rc, int64_t *ret_changed);

    /* Many statements, without rows. */
    enum rc (*script)(struct conn *c, const char *sql);
    enum rc (*has_table)(struct conn *c, const char *name, bool *ret);

    enum rc (*backup)(struct db *db, const char *path, struct buf *why);
    /* Into an empty database. */
    enum rc (*restore)(struct db *db, const char *path, const struct migration *m, int64_t now_at,
                       struct buf *why);
    /* The copying of tables, where `backup` needs it. */
    enum rc (*copy_out)(struct conn *c, const char *sql, copy_put *put, void *ctx);
    enum rc (*copy_in)(struct conn *c, const char *sql, copy_get *get, void *ctx);
};
extern const struct engine engine_sqlite, engine_postgres;

/* Every table as text, one after the other in one snapshot (backup.c). */
CHECKED enum rc table_backup(struct db *db, const char *path, struct buf *why);
CHECKED enum rc table_restore(struct db *db, const char *path, const struct migration *m,
                              int64_t now_at, struct buf *why);

/* -- the port -- */

struct tx {
    struct db    *db;
    struct conn  *conn;
    struct arena *arena;
    enum tx_mode  mode;
    enum rc       failed;  /* after a failure nothing more is done until a savepoint is undone */
    int           depth;   /* open savepoints */
    bool          walking; /* inside db_each */
    struct slot  *slot;    /* of the pool, when reading */
};

/* One reading connection. */
struct slot {
    _Alignas(64) _Atomic bool busy;
    struct conn *conn; /* NULL until first used, and after it was lost */
    struct tx    tx;
};

enum { POOL_HINTS = 64, POOL_MOST = 256 };
struct pool {
    struct slot    *at;
    unsigned        n;
    _Atomic uint8_t hint[POOL_HINTS]; /* by thread: which it had last */
    _Atomic int     waiting;
    pthread_mutex_t lock;
    pthread_cond_t  freed;
};

struct writer; /* see writer.c */

struct db {
    const struct engine *engine;
    char                *url;  /* owned */
    const char          *path; /* behind the scheme, within `url` */
    struct db_options    o;
    struct plans         plans;
    struct pool          pool;
    struct writer       *writer;
    _Alignas(64) _Atomic int64_t calls;
    _Atomic int64_t fail_at; /* by `calls`; 0 = off */
    _Atomic int     fail_rc;
};

/* A database without connections and threads, for migrating and copying. `stmts` may be NULL. */
CHECKED enum rc db_make(const struct db_options *o, struct db **ret, struct buf *why);
/* Open and prepare one connection of it. */
CHECKED enum rc db_connect(struct db *db, enum conn_use use, struct conn **ret, struct buf *why);
void            db_unmake(struct db *db);

/* Counts a call; RC_OK unless it is the one that was asked to fail. */
static inline enum rc db_count(struct db *db)
{
    int64_t n = atomic_fetch_add_explicit(&db->calls, 1, memory_order_relaxed) + 1;

    if (__builtin_expect(atomic_load_explicit(&db->fail_at, memory_order_relaxed) == n, 0))
        return (enum rc)atomic_load(&db->fail_rc);
    return RC_OK;
}
/* Tell whoever asked to be told. */
void db_trouble(const struct db *db, const struct conn *c, const char *what, enum rc rc);

CHECKED enum rc pool_init(struct db *db);
void            pool_free(struct db *db); /* waits for readers */

CHECKED enum rc writer_start(struct db *db, struct buf *why);
void            writer_stop(struct db *db); /* when all that was taken is done */
void            writer_free(struct db *db);

/* PostgreSQL: an empty database, in one transaction, so that it is empty still when that fails: the
 * schema up to migration `at`, what `put` puts in, the rest of the schema. RC_CONFLICT: not empty.
 */
typedef enum rc schema_put(void *ctx, struct conn *c, struct buf *why);
CHECKED enum rc schema_fill(const char *url, const struct migration *m, int at, int64_t now_at,
                            schema_put *put, void *ctx, struct buf *why);

/* Monotonic; for waiting only. */
int64_t wait_clock_us(void);
/* Sleep before try `n` (1, 2, …): doubling from 2 ms to 200 ms, between half and all of it. */
void wait_back_off(int n, uint64_t *seed);

#endif
