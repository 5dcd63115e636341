#ifndef LINLI_DB_SQLITE_OWN_H
#define LINLI_DB_SQLITE_OWN_H
/*
 * sqlite_own: one connection to SQLite, as the files of that engine see it. A
 * connection belongs to one thread at a time.
 */
#include "db/engine.h"

#include <sqlite3.h>

enum { READER_BUSY_MS = 2000 }; /* a reader waits so long for who holds the file */

struct prepared {
    sqlite3_stmt *at;
    int          *bind; /* SQLite's number of $1, $2 … */
};

enum fixed {
    FIXED_READ,
    FIXED_WRITE,
    FIXED_COMMIT,
    FIXED_ROLLBACK,
    FIXED_SAVE,
    FIXED_N = FIXED_SAVE + SAVE_STEPS
};

struct lite {
    struct conn         conn;
    sqlite3            *at;
    enum conn_use       use;
    struct prepared    *prepared; /* by plan */
    sqlite3_stmt       *fixed[FIXED_N];
    int                 wal_pages, tidy_at;
    struct log_carrier *carrier; /* NULL: the writer does it all */
    bool                carrying;
};

static inline struct lite *lite_of(struct conn *c)
{
    return (struct lite *)c;
}

/* What SQLite's code means: RC_CONFLICT, RC_BUSY, RC_NO_SPACE, RC_DB. Keeps its words. */
enum rc lite_rc(struct lite *l, int code);
/* "PATH" or "PATH?max_pages=N": the database then never grows beyond N pages. The caller's to free.
 */
char *lite_path(const char *path, int64_t *ret_max_pages);
void  lite_close(struct conn *c);

/* sqlite_copy.c: what `struct engine` calls. */
CHECKED enum rc lite_backup(struct db *db, const char *path, struct buf *why);
CHECKED enum rc lite_restore(struct db *db, const char *path, const struct migration *m,
                             int64_t now_at, struct buf *why);

#endif
