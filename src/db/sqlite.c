/*
 * sqlite: the engine that is built in.
 *
 * One file in WAL mode with synchronous=FULL, so that a commit is on the
 * disk when it returns. One connection writes, several read. The log is
 * carried over beside the writer, and what is left of it by the writer itself
 * between groups.
 */
#include "db/sqlite_log.h"
#include "db/sqlite_own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    WRITER_CACHE   = 4,     /* times as much as a reader: what it reads to change lies everywhere */
    WAL_PAGES      = 49152, /* 192 MB: the log is carried over then; the same pages come often */
    WAL_PAGES_MORE = 4096,  /* and again after so many more, if readers held it up */
};

static const char *const fixed_sql[FIXED_N] = {
    [FIXED_READ]              = "BEGIN DEFERRED",
    [FIXED_WRITE]             = "BEGIN IMMEDIATE",
    [FIXED_COMMIT]            = "COMMIT",
    [FIXED_ROLLBACK]          = "ROLLBACK",
    [FIXED_SAVE + SAVE_BEGIN] = "SAVEPOINT s",
    [FIXED_SAVE + SAVE_KEEP]  = "RELEASE s",
    [FIXED_SAVE + SAVE_UNDO]  = "ROLLBACK TO s",
    [FIXED_SAVE + UNIT_BEGIN] = "SAVEPOINT u",
    [FIXED_SAVE + UNIT_KEEP]  = "RELEASE u",
    [FIXED_SAVE + UNIT_UNDO]  = "ROLLBACK TO u",
};

/* -- results -- */

static void lite_words(struct lite *l, const char *words)
{
    snprintf(l->conn.words, sizeof(l->conn.words), "%s", words);
}

enum rc lite_rc(struct lite *l, int code)
{
    int whole = sqlite3_extended_errcode(l->at);

    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return RC_OK;
    lite_words(l, sqlite3_errmsg(l->at));
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return RC_BUSY;
    case SQLITE_FULL:
        return RC_NO_SPACE;
    case SQLITE_IOERR:
        return sqlite3_system_errno(l->at) == ENOSPC || sqlite3_system_errno(l->at) == EDQUOT
                   ? RC_NO_SPACE
                   : RC_DB;
    case SQLITE_CONSTRAINT:
        return whole == SQLITE_CONSTRAINT_UNIQUE || whole == SQLITE_CONSTRAINT_PRIMARYKEY ||
                       whole == SQLITE_CONSTRAINT_ROWID || whole == SQLITE_CONSTRAINT_FOREIGNKEY
                   ? RC_CONFLICT
                   : RC_DB;
    default:
        return RC_DB;
    }
}

static enum rc lite_fixed(struct lite *l, int k)
{
    int code = sqlite3_step(l->fixed[k]);

    sqlite3_reset(l->fixed[k]);
    return lite_rc(l, code);
}

/* -- opening -- */

void lite_close(struct conn *c)
{
    struct lite *l = lite_of(c);

    log_carrier_close(l->carrier);
    for (size_t i = 0; l->prepared && i < c->db->plans.n; i++) {
        sqlite3_finalize(l->prepared[i].at);
        free(l->prepared[i].bind);
    }
    for (int i = 0; i < FIXED_N; i++)
        sqlite3_finalize(l->fixed[i]);
    BUG_ON(sqlite3_close(l->at) != SQLITE_OK);
    free(l->prepared);
    free(l);
}

static int lite_logged(void *ctx, sqlite3 *at, const char *name, int pages)
{
    struct lite *l = ctx;

    (void)at;
    (void)name;
    l->wal_pages = pages;
    if (l->carrier)
        log_carrier_ahead(l->carrier, pages);
    return SQLITE_OK;
}

char *lite_path(const char *path, int64_t *ret_max_pages)
{
    struct str file = str_of(path), rest = file;

    (void)str_split(&rest, '?', &file);
    *ret_max_pages = 0;
    if (rest.p && str_starts(rest, S("max_pages=")) &&
        str_int(str_skip(rest, strlen("max_pages=")), ret_max_pages) != RC_OK)
        *ret_max_pages = 0;
    return strndup(file.p, file.n);
}

static enum rc lite_set(struct lite *l, int64_t max_pages)
{
    char pragmas[600];

    sqlite3_busy_timeout(l->at, l->use == CONN_WRITE ? 0 : READER_BUSY_MS);
    sqlite3_extended_result_codes(l->at, 1);
    snprintf(pragmas, sizeof(pragmas),
             "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
             "PRAGMA cache_size=-%lld;",
             (long long)l->conn.db->o.cache_kb * (l->use == CONN_READ ? 1 : WRITER_CACHE));
    if (sqlite3_exec(l->at, pragmas, NULL, NULL, NULL) != SQLITE_OK)
        return RC_DB;
    if (l->use == CONN_READ)
        return sqlite3_exec(l->at, "PRAGMA query_only=ON", NULL, NULL, NULL) == SQLITE_OK ? RC_OK
                                                                                          : RC_DB;
    snprintf(pragmas, sizeof(pragmas),
             "PRAGMA journal_mode=WAL; PRAGMA synchronous=%s; PRAGMA secure_delete=%s;"
             "PRAGMA journal_size_limit=268435456; PRAGMA max_page_count=%lld;",
             l->conn.db->o.scratch ? "OFF" : "FULL", l->conn.db->o.scratch ? "OFF" : "ON",
             (long long)(max_pages > 0 ? max_pages : 4294967294));
    if (sqlite3_exec(l->at, pragmas, NULL, NULL, NULL) != SQLITE_OK)
        return RC_DB;
    if (l->use == CONN_WRITE) { /* instead of automatic checkpoints */
        l->tidy_at = WAL_PAGES;
        sqlite3_wal_hook(l->at, lite_logged, l);
    }
    return RC_OK;
}

static enum rc lite_open(const struct db *db, enum conn_use use, struct conn **ret, struct buf *why)
{
    struct lite *l = calloc(1, sizeof(*l));
    int64_t      max_pages;
    char        *path  = lite_path(db->path, &max_pages);
    int          flags = SQLITE_OPEN_NOMUTEX;

    BUG_ON(!l || !path);
    l->conn.db = db;
    l->use     = use;
    if (use == CONN_READ) {
        flags |= SQLITE_OPEN_READONLY;
    } else {
        flags |= SQLITE_OPEN_READWRITE | (use == CONN_MAKE ? SQLITE_OPEN_CREATE : 0);
        /* Counting memory takes a lock at every allocation. Refused once SQLite runs: no harm. */
        (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    }
    if (use != CONN_MAKE && access(path, F_OK) != 0) {
        buf_addf(why, "there is no database “%s”", path);
        free(path);
        free(l);
        return RC_NOT_FOUND;
    }
    if (sqlite3_open_v2(path, &l->at, flags, NULL) != SQLITE_OK ||
        lite_set(l, max_pages) != RC_OK) {
        buf_addf(why, "cannot open the database “%s”: %s", path, sqlite3_errmsg(l->at));
        free(path);
        lite_close(&l->conn);
        return RC_DB;
    }
    if (use == CONN_WRITE && !db->o.scratch)
        l->carrier = log_carrier_open(path);
    free(path);
    *ret = &l->conn;
    return RC_OK;
}

/* -- preparing -- */

/* Does a declared type of a table's column agree with the field? Expressions have none. */
static bool decltype_fits(const struct column *c, const char *type)
{
    if (!type || !*type)
        return true;
    switch (c->op) {
    case COLUMN_TEXT:
        return strcasecmp(type, "TEXT") == 0 || strcasecmp(type, "BLOB") == 0;
    case COLUMN_REAL:
        return strcasecmp(type, "REAL") == 0;
    default:
        return strcasecmp(type, "INTEGER") == 0;
    }
}

static enum rc check_columns(const struct plan *p, sqlite3_stmt *at, struct buf *why)
{
    if ((size_t)sqlite3_column_count(at) != p->n_columns) {
        buf_addf(why, "statement %s gives %d columns, its row has %zu fields", p->stmt->name,
                 sqlite3_column_count(at), p->n_columns);
        return RC_INTERNAL;
    }
    for (size_t i = 0; i < p->n_columns; i++) {
        if (!plan_name_fits(p, i, sqlite3_column_name(at, (int)i))) {
            buf_addf(why, "statement %s: column %zu is %s, but the field there is %s",
                     p->stmt->name, i + 1, sqlite3_column_name(at, (int)i), p->columns[i].name);
            return RC_INTERNAL;
        }
        if (!decltype_fits(&p->columns[i], sqlite3_column_decltype(at, (int)i))) {
            buf_addf(why, "statement %s: column %zu (%s) is %s and does not fit its field",
                     p->stmt->name, i + 1, p->columns[i].name, sqlite3_column_decltype(at, (int)i));
            return RC_INTERNAL;
        }
    }
    if (p->stmt->mode == TX_READ && !sqlite3_stmt_readonly(at)) {
        buf_addf(why, "statement %s is declared to read, but writes", p->stmt->name);
        return RC_INTERNAL;
    }
    return RC_OK;
}

/* $1 is a name to SQLite, numbered by first appearance. */
static enum rc find_params(const struct plan *p, struct prepared *to, struct buf *why)
{
    to->bind = calloc(p->n_args + 1, sizeof(*to->bind));
    BUG_ON(!to->bind);
    for (size_t k = 0; k < p->n_args; k++) {
        char name[24];

        snprintf(name, sizeof(name), "$%zu", k + 1);
        to->bind[k] = sqlite3_bind_parameter_index(to->at, name);
        if (to->bind[k] == 0) {
            buf_addf(why, "statement %s: parameter %s is declared and not used", p->stmt->name,
                     name);
            return RC_INTERNAL;
        }
    }
    if ((size_t)sqlite3_bind_parameter_count(to->at) != p->n_args) {
        buf_addf(why, "statement %s uses %d parameters, %zu are declared", p->stmt->name,
                 sqlite3_bind_parameter_count(to->at), p->n_args);
        return RC_INTERNAL;
    }
    return RC_OK;
}

static enum rc lite_prepare_one(struct lite *l, const struct plan *p, struct prepared *to,
                                struct buf *why)
{
    const char *rest;

    if (sqlite3_prepare_v3(l->at, p->sql, -1, SQLITE_PREPARE_PERSISTENT, &to->at, &rest) !=
        SQLITE_OK) {
        buf_addf(why, "statement %s: %s", p->stmt->name, sqlite3_errmsg(l->at));
        return RC_INTERNAL;
    }
    if (!to->at || str_trim(str_of(rest)).n > 0) {
        buf_addf(why, "statement %s is not one statement", p->stmt->name);
        return RC_INTERNAL;
    }
    TRY(check_columns(p, to->at, why));
    return find_params(p, to, why);
}

static enum rc lite_prepare(struct conn *c, struct buf *why)
{
    struct lite        *l  = lite_of(c);
    const struct plans *ps = &c->db->plans;

    l->prepared = calloc(ps->n + 1, sizeof(*l->prepared));
    BUG_ON(!l->prepared);
    for (int i = 0; i < FIXED_N; i++) {
        if (sqlite3_prepare_v3(l->at, fixed_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &l->fixed[i],
                               NULL) != SQLITE_OK) {
            buf_addf(why, "%s: %s", fixed_sql[i], sqlite3_errmsg(l->at));
            return RC_DB;
        }
    }
    for (size_t i = 0; i < ps->n; i++)
        if (ps->at[i].stmt->mode == TX_READ || l->use != CONN_READ)
            TRY(lite_prepare_one(l, &ps->at[i], &l->prepared[i], why));
    return RC_OK;
}

/* -- transactions -- */

static enum rc lite_begin(struct conn *c, enum tx_mode mode)
{
    return lite_fixed(lite_of(c), mode == TX_WRITE ? FIXED_WRITE : FIXED_READ);
}

static enum rc lite_commit(struct conn *c, bool *ret_unsure)
{
    *ret_unsure = false;
    return lite_fixed(lite_of(c), FIXED_COMMIT);
}

static bool lite_gone(struct conn *c)
{
    return sqlite3_get_autocommit(lite_of(c)->at);
}

static void lite_rollback(struct conn *c)
{
    if (!lite_gone(c)) /* a failed ROLLBACK has rolled back all the same */
        (void)lite_fixed(lite_of(c), lite_of(c)->use == CONN_READ ? FIXED_COMMIT : FIXED_ROLLBACK);
}

static enum rc lite_save(struct conn *c, enum save_step step)
{
    struct lite *l = lite_of(c);

    TRY(lite_fixed(l, FIXED_SAVE + (int)step));
    if (step == SAVE_UNDO || step == UNIT_UNDO) /* undone, but still open */
        return lite_fixed(l, FIXED_SAVE + (int)step - 1);
    return RC_OK;
}

static int64_t lite_changes(struct conn *c)
{
    return sqlite3_total_changes64(lite_of(c)->at);
}

static bool lite_unmet(struct conn *c)
{
    int now = 0, most;

    (void)sqlite3_db_status(lite_of(c)->at, SQLITE_DBSTATUS_DEFERRED_FKS, &now, &most, 0);
    return now != 0;
}

static void lite_tidy(struct conn *c)
{
    struct lite *l = lite_of(c);
    int          logged, done;

    if (l->wal_pages < l->tidy_at)
        return;
    if (l->carrier && !l->carrying) {
        log_carrier_begin(l->carrier);
        l->carrying = true;
    }
    if (l->carrying && !log_carrier_idle(l->carrier))
        return;
    l->carrying = false;
    if (sqlite3_wal_checkpoint_v2(l->at, NULL, SQLITE_CHECKPOINT_PASSIVE, &logged, &done) !=
            SQLITE_OK ||
        done < logged) {
        l->tidy_at = l->wal_pages + WAL_PAGES_MORE;
    } else {
        l->tidy_at   = WAL_PAGES;
        l->wal_pages = 0;
    }
}

static bool lite_lost(struct conn *c)
{
    (void)c;
    return false;
}

/* -- statements -- */

static struct prepared *lite_find(struct lite *l, const struct plan *p)
{
    return &l->prepared[p - l->conn.db->plans.at];
}

static int lite_bind(const struct prepared *pr, size_t k, const struct arg *a, char letter)
{
    int at = pr->bind[k];

    if (arg_absent(a))
        return sqlite3_bind_null(pr->at, at);
    switch (letter) {
    case 'i':
        return sqlite3_bind_int64(pr->at, at, a->i);
    case 'd':
        return sqlite3_bind_double(pr->at, at, a->d);
    case 's':
        return sqlite3_bind_text64(pr->at, at, a->s.p, a->s.n, SQLITE_STATIC, SQLITE_UTF8);
    default:
        return sqlite3_bind_blob64(pr->at, at, a->s.p, a->s.n, SQLITE_STATIC);
    }
}

static enum rc lite_start(struct conn *c, const struct plan *p, const struct arg *args, bool stream)
{
    struct lite     *l  = lite_of(c);
    struct prepared *pr = lite_find(l, p);

    (void)stream;
    for (size_t k = 0; k < p->n_args; k++) {
        int code = lite_bind(pr, k, &args[k], p->stmt->in[k]);

        if (code != SQLITE_OK)
            return lite_rc(l, code);
    }
    return RC_OK;
}

static bool lite_fetch(sqlite3_stmt *at, int i, const struct column *c, char *row, struct arena *a)
{
    const char *p;

    switch (sqlite3_column_type(at, i)) {
    case SQLITE_INTEGER:
        return column_put_int(c, row, sqlite3_column_int64(at, i));
    case SQLITE_NULL:
        return column_put_null(c, row);
    case SQLITE_FLOAT:
        return c->op == COLUMN_REAL && column_put_real(c, row, sqlite3_column_double(at, i));
    default:
        p = sqlite3_column_blob(at, i); /* NULL for an empty one */
        return c->op == COLUMN_TEXT &&
               column_put_text(c, row,
                               (struct str){ p ? p : "", (size_t)sqlite3_column_bytes(at, i) }, a);
    }
}

static enum rc lite_next(struct conn *c, const struct plan *p, struct arena *a, char *row)
{
    struct lite     *l    = lite_of(c);
    struct prepared *pr   = lite_find(l, p);
    int              code = sqlite3_step(pr->at);

    if (code == SQLITE_DONE)
        return RC_NOT_FOUND;
    if (code != SQLITE_ROW)
        return lite_rc(l, code);
    for (size_t i = 0; row && i < p->n_columns; i++) {
        if (!lite_fetch(pr->at, (int)i, &p->columns[i], row, a)) {
            snprintf(c->words, sizeof(c->words), "column %s: %s does not fit the field",
                     p->columns[i].name,
                     sqlite3_column_type(pr->at, (int)i) == SQLITE_NULL ? "NULL" : "its value");
            return RC_DB;
        }
    }
    return RC_OK;
}

static enum rc lite_end(struct conn *c, const struct plan *p, enum rc rc, int64_t *ret_changed)
{
    struct lite     *l    = lite_of(c);
    struct prepared *pr   = lite_find(l, p);
    int64_t          n    = sqlite3_stmt_readonly(pr->at) ? 0 : sqlite3_changes64(l->at);
    int              code = sqlite3_reset(pr->at);

    if (rc != RC_OK)
        return rc;
    TRY(lite_rc(l, code));
    if (ret_changed)
        *ret_changed = n;
    return RC_OK;
}

static enum rc lite_script(struct conn *c, const char *sql)
{
    struct lite *l = lite_of(c);

    return lite_rc(l, sqlite3_exec(l->at, sql, NULL, NULL, NULL));
}

static enum rc lite_has_table(struct conn *c, const char *name, bool *ret)
{
    struct lite  *l = lite_of(c);
    sqlite3_stmt *at;
    int           code;

    code = sqlite3_prepare_v2(
        l->at, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", -1, &at, NULL);
    TRY(lite_rc(l, code));
    sqlite3_bind_text(at, 1, name, -1, SQLITE_STATIC);
    code = sqlite3_step(at);
    *ret = code == SQLITE_ROW;
    sqlite3_finalize(at);
    return lite_rc(l, code);
}

const struct engine engine_sqlite = {
    .name       = "sqlite",
    .serial     = true,
    .word_key   = "INTEGER PRIMARY KEY",
    .word_int   = "INTEGER",
    .word_real  = "REAL",
    .word_bytes = "BLOB",
    .word_text  = "TEXT",
    .open       = lite_open,
    .prepare    = lite_prepare,
    .close      = lite_close,
    .lost       = lite_lost,
    .begin      = lite_begin,
    .commit     = lite_commit,
    .rollback   = lite_rollback,
    .save       = lite_save,
    .changes    = lite_changes,
    .gone       = lite_gone,
    .unmet      = lite_unmet,
    .tidy       = lite_tidy,
    .start      = lite_start,
    .next       = lite_next,
    .end        = lite_end,
    .script     = lite_script,
    .has_table  = lite_has_table,
    .backup     = lite_backup,
    .restore    = lite_restore,
};
