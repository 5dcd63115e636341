#ifndef LINLI_DB_DB_H
#define LINLI_DB_DB_H
/*
 * db: the port behind which SQLite and PostgreSQL stand.
 *
 * A statement is a constant in the room that owns it; all of them are
 * prepared when a connection opens and compared with their declaration. No
 * SQL is put together at run time.
 *
 * Reading: a `struct tx` from db_read_begin, on the calling thread.
 * Writing: a `struct db_unit` is handed in; the port runs it in a
 * transaction, makes it durable together with others that wait (group
 * commit), and only then calls `done`. A unit's run may be called again
 * after a busy or serialisation failure, so it must begin from nothing.
 * Retrying happens here and nowhere else.
 */
#include "base/arena.h"
#include "shape/shape.h"

struct db;
struct tx;

enum tx_mode { TX_NONE, TX_READ, TX_WRITE };

/*
 * `in` is the signature of the parameters $1, $2, …: i int64, s text, d real,
 * b bytes. Absent values bind NULL whatever the letter. `out` declares the
 * columns, in order; a field that is not `opt` must not be NULL.
 */
struct stmt {
    const char         *name; /* unique in the program */
    enum tx_mode        mode;
    const char         *in;
    const struct shape *out; /* NULL: no rows */
    const char         *sql; /* the subset that both engines read */
};

/* One parameter. */
struct arg {
    char type; /* i s d b */
    union {
        int64_t    i;
        double     d;
        struct str s;
    };
};
static inline struct arg arg_i(int64_t v)
{
    return (struct arg){ .type = 'i', .i = v };
}
static inline struct arg arg_d(double v)
{
    return (struct arg){ .type = 'd', .d = v };
}
static inline struct arg arg_s(struct str v)
{
    return (struct arg){ .type = 's', .s = v };
}
static inline struct arg arg_b(struct str v)
{
    return (struct arg){ .type = 'b', .s = v };
}
static inline struct arg arg_n(int32_t v)
{
    return arg_i(v == NONE_I32 ? NONE_I64 : v);
}
/* By the C type. Bytes are said: arg_b(s). */
#define A(x)                                                                                       \
    _Generic((x), int64_t                                                                          \
             : arg_i, int32_t                                                                      \
             : arg_n, bool                                                                         \
             : arg_i, double                                                                       \
             : arg_d, struct str                                                                   \
             : arg_s, struct arg                                                                   \
             : arg_self)(x)
static inline struct arg arg_self(struct arg v)
{
    return v;
}
/* ARGS(A(id), A(name)) is `args, n` for the calls below. */
#define ARGS(...)                                                                                  \
    (const struct arg[]){ __VA_ARGS__ },                                                           \
        sizeof((const struct arg[]){ __VA_ARGS__ }) / sizeof(struct arg)
#define NO_ARGS NULL, 0

/* A whole row struct as the parameters, in the order of its shape's fields. */
size_t args_of(const struct shape *s, const void *row, struct arg *ret, size_t room);

/* Rows: arena memory, n structs of stmt->out->size; strings are in the arena of the tx. */
struct rows {
    void  *at;
    size_t n;
};

/*
 * After any other failure than RC_NOT_FOUND the transaction does nothing more and every call gives
 * the same result, until a savepoint is undone; a unit that goes on regardless fails with it. So
 * both engines behave alike. What may fail and be overlooked is said in SQL (ON CONFLICT DO
 * NOTHING), or stands within a savepoint.
 *
 *   RC_NOT_FOUND  no row
 *   RC_CONFLICT   a unique or foreign key refused it
 *   RC_BUSY       soft; return it, the port tries the unit again
 *   RC_NO_SPACE, RC_DB
 */
/* The first row. Members of it that the shape does not name become zero. */
CHECKED enum rc db_one(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                       void *ret_row);
CHECKED enum rc db_all(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                       struct rows *ret);
/* Row by row without keeping them; strings are borrowed until `each` returns. `each` may not use
 * the tx; a result other than RC_OK ends it and is returned. */
CHECKED enum rc db_each(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                        enum rc (*each)(void *ctx, const void *row), void *ctx);
CHECKED enum rc db_run(struct tx *tx, const struct stmt *s, const struct arg *args, size_t n,
                       int64_t *ret_changed); /* ret_changed may be NULL */
CHECKED enum rc db_put(struct tx *tx, const struct stmt *s, const struct shape *row_shape,
                       const void *row); /* args_of and db_run */

struct arena *tx_arena(struct tx *tx);
struct db    *tx_db(struct tx *tx);
bool          tx_writes(const struct tx *tx); /* it may see rows that are not committed */
void          tx_set_arena(struct tx *tx, struct arena *a);
/* A savepoint inside a unit; rooms have work_part (work/work.h), which puts back more. */
CHECKED enum rc tx_save(struct tx *tx);
CHECKED enum rc tx_save_keep(struct tx *tx);
CHECKED enum rc tx_save_undo(struct tx *tx);

/* Opening. All statements of the program, one table per room, ended by NULL. */
struct db_options {
    const char *url; /* "sqlite:/path/linli.db" or "postgresql://…" */
    const struct stmt *const *const
           *stmts;                   /* tables of pointers, each ended by NULL; ended by NULL */
    int     readers;                 /* read connections, default 4 */
    int     writers;                 /* PostgreSQL: writing connections, default 4 */
    int64_t cache_kb;                /* SQLite: page cache of a reader, default 16384; of the writer
                                        four times as much */
    void (*after_commit)(void *ctx); /* after each durable commit, on a writing thread; short */
    void *after_commit_ctx;
    /* What the schema is compared with; NULL: db_migrations, those of the program. */
    const struct migration *migrations;
    bool scratch;         /* SQLite: a copy that nobody will miss: commits do not wait for the disk,
                             and a crash may spoil it. Never for what is to be kept */
    bool must_migrate_ok; /* bring an older schema up first; false: RC_CONFLICT if it is older;
                             RC_CONFLICT always if it is of a newer program or altered */
    int64_t now_at;       /* recorded with the migrations that are applied then */
    /* Told of failures that are not the caller's (RC_DB, RC_BUSY, RC_NO_SPACE): the statement's
     * name and the engine's words, for the log. Any thread; short; may be NULL. */
    void (*trouble)(void *ctx, const char *what, enum rc rc, const char *words);
    void *trouble_ctx;
};
/* *ret_why is a sentence for the log when the result is not RC_OK. */
CHECKED enum rc db_open(const struct db_options *o, struct db **ret, struct buf *ret_why);
void            db_close(struct db *db); /* waits for units that were taken */

/* True when every write of this database goes through one writer of this process, one after the
 * other (SQLite). The journal chains at once then; otherwise it is sealed afterwards. */
bool        db_serial(const struct db *db);
const char *db_engine(const struct db *db); /* "sqlite", "postgres" */

/* Reading: one snapshot, from the first statement until db_read_end. Any thread; waits for a free
 * connection. */
CHECKED enum rc db_read_begin(struct db *db, struct arena *a, struct tx **ret);
void            db_read_end(struct tx *tx);

/*
 * Writing. The unit is the caller's until `done` was called; both are called on a writing thread,
 * and neither may call db_write. Strings of rows are in an arena that lasts until `run` returns,
 * unless tx_set_arena gave another.
 * RC_BUSY in `done`: tried long enough, or (PostgreSQL) the connection went away during the commit,
 * so that it is not known whether the unit was done.
 */
struct db_unit {
    enum rc (*run)(struct db_unit *u, struct tx *tx);
    void (*done)(struct db_unit *u, enum rc rc);
    struct db_unit *next; /* the port's */
};
void            db_submit(struct db *db, struct db_unit *u);
CHECKED enum rc db_write(struct db *db, struct db_unit *u); /* and wait; `done` may be NULL */

/* Migrations: texts built into the program, numbered from 1. A few words are the engine's own:
 *   @key  INTEGER PRIMARY KEY | BIGINT PRIMARY KEY      @int  INTEGER | BIGINT
 *   @real REAL | DOUBLE PRECISION                       @bytes BLOB | BYTEA
 *   @text TEXT | TEXT COLLATE "C"   (so that paths and codes sort by bytes on both)
 *   @search_table(NAME)  see search_grams
 * and lines between "-- only sqlite" / "-- only postgres" and "-- end" are for that engine. */
struct migration {
    int         number;
    const char *name;
    struct str  sql;
};
extern const struct migration db_migrations[]; /* generated from sql/, ended by number 0 */
/* Bring the database up to the last of `m`, making it if there is none; `now_at` is recorded.
 *   RC_CONFLICT  a newer program was here, or what was applied differs; nothing was changed */
CHECKED enum rc db_migrate(const char *url, const struct migration *m, int64_t now_at,
                           struct buf *ret_why);
/* How the schema of a database stands to the migrations `m` (NULL: the program's); `why` says more
 * of what cannot be mended. */
enum schema { SCHEMA_SAME, SCHEMA_OLDER, SCHEMA_NEWER, SCHEMA_CHANGED };
struct schema_state {
    enum schema is;
    size_t      applied; /* SAME, OLDER: how many of `m` */
    char file[100];      /* NEWER: the last that was applied; CHANGED: which differs; 0005_cases */
};
CHECKED enum rc schema_compare(const char *url, const struct migration *m, struct schema_state *ret,
                               struct buf *why);

/* A consistent copy of the whole database while it is in use, to the file `path`, and back into an
 * empty one, which is then brought up to the last of `m`. What is cut off or changed is refused
 * before anything is written, and whatever else fails leaves the database as empty as it was.
 * SQLite: the backup API. PostgreSQL: every table as text in one snapshot. */
CHECKED enum rc db_backup(struct db *db, const char *path, struct buf *ret_why);
CHECKED enum rc db_restore(const char *url, const char *path, const struct migration *m,
                           int64_t now_at, struct buf *ret_why);

/*
 * Full-text search, Chinese included. A table of tokens is made in a migration with
 * @search_table(NAME). Statements name it with these words, where $1 … are parameters:
 *   @search_new(NAME,$1,$2)  a whole statement: the document $1, of which there was nothing yet,
 * has the tokens $2
 *   @search_put(NAME,$1,$2)  a whole statement: the document $1 has the tokens $2, whatever it had
 *   @search_drop(NAME,$1)    a whole statement: forget the document
 *   @match(NAME,$1)          the ids of those that match:  WHERE id IN @match(case_words,$1)
 *
 * Ids that are small and close together make the index of SQLite a good deal smaller.
 */
/* The tokens of `text`, for @search_new and @search_put; each once. In the arena; absent for
 * absent. */
struct str search_grams(struct arena *a, struct str text);
/* The same, and the initials of `names` (db/pinyin.h), which stand in lines of their own: what is
 * asked for in two to eight letters and digits is found as a word and as initials. */
struct str search_grams_named(struct arena *a, struct str text, struct str names);
/*
 * The query for @match that asks for all words of `text`: a Chinese word of two characters or more,
 * or one character, a number, a word of letters. Whatever signs it holds are only text. Absent when
 * it holds nothing to search for.
 */
struct str search_query(struct db *db, struct arena *a, struct str text);

/* Tests: let the n-th call of the port from now fail with `rc` (0 = off), on any thread. */
void    db_fail_at(struct db *db, int64_t n, enum rc rc);
int64_t db_calls(const struct db *db);

#endif
