/*
 * sqlite_copy: a copy of the whole database while it is served, and a
 * database made from one.
 */
#include "db/sqlite_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BACKUP_PAGES = 1024 }; /* in one step */

/* All pages of one snapshot. The reading transaction keeps it still while others write. */
static enum rc lite_copy(struct lite *from, struct lite *to, struct buf *why)
{
    sqlite3_backup *copy;
    int             code;

    if (sqlite3_exec(from->at, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) !=
        SQLITE_OK) {
        buf_addf(why, "cannot read the database: %s", sqlite3_errmsg(from->at));
        return RC_DB;
    }
    copy = sqlite3_backup_init(to->at, "main", from->at, "main");
    if (!copy) {
        buf_addf(why, "cannot begin to copy: %s", sqlite3_errmsg(to->at));
        return lite_rc(to, SQLITE_ERROR);
    }
    do
        code = sqlite3_backup_step(copy, BACKUP_PAGES);
    while (code == SQLITE_OK);
    code = sqlite3_backup_finish(copy);
    sqlite3_exec(from->at, "COMMIT", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        buf_addf(why, "cannot copy the database: %s", sqlite3_errmsg(to->at));
    return lite_rc(to, code);
}

/* A database for copying only. */
static enum rc lite_plain(struct lite *l, const struct db *db, const char *path, int flags,
                          struct buf *why)
{
    *l = (struct lite){ .conn.db = db };
    if (sqlite3_open_v2(path, &l->at, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        buf_addf(why, "cannot open “%s”: %s", path, sqlite3_errmsg(l->at));
        sqlite3_close(l->at);
        return RC_IO;
    }
    sqlite3_extended_result_codes(l->at, 1);
    sqlite3_busy_timeout(l->at, READER_BUSY_MS);
    return RC_OK;
}

enum rc lite_backup(struct db *db, const char *path, struct buf *why)
{
    struct lite  to;
    struct conn *from;
    enum rc      rc;

    TRY(db->engine->open(db, CONN_READ, &from, why));
    (void)unlink(path);
    rc = lite_plain(&to, db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, why);
    if (rc == RC_OK) {
        rc = lite_copy(lite_of(from), &to, why);
        BUG_ON(sqlite3_close(to.at) != SQLITE_OK);
        if (rc != RC_OK)
            (void)unlink(path);
    }
    lite_close(from);
    return rc;
}

/* A copy as it lies there, nothing beside it and nothing written to it. */
static enum rc lite_copy_open(struct lite *l, const struct db *db, const char *path,
                              struct buf *why)
{
    struct buf uri;
    enum rc    rc;

    buf_init(&uri, 1 << 16);
    buf_addc(&uri, "file:");
    for (const char *p = path; *p; p++)
        buf_addf(&uri, strchr("%?#", *p) ? "%%%02x" : "%c", *p);
    buf_addc(&uri, "?immutable=1");
    buf_add1(&uri, '\0');
    rc = buf_check(&uri);
    if (rc == RC_OK)
        rc = lite_plain(l, db, uri.p, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, why);
    buf_free(&uri);
    return rc;
}

/* The first value that `sql` gives, as text; absent when it does not. */
static struct str lite_ask(struct lite *l, const char *sql, char room[64])
{
    sqlite3_stmt *at   = NULL;
    struct str    said = STR_NONE;

    if (sqlite3_prepare_v2(l->at, sql, -1, &at, NULL) == SQLITE_OK &&
        sqlite3_step(at) == SQLITE_ROW) {
        snprintf(room, 64, "%s", (const char *)sqlite3_column_text(at, 0));
        said = str_of(room);
    }
    sqlite3_finalize(at);
    return said;
}

/* A file of no bytes is a sound database too, but not one of ours. */
static enum rc lite_sound(struct lite *l, const char *path, struct buf *why)
{
    char room[64];

    if (str_is(lite_ask(l, "PRAGMA integrity_check(1)", room), "ok") &&
        lite_ask(l, "SELECT max(number) FROM schema_migration", room).p)
        return RC_OK;
    buf_addf(why, "“%s” is not a whole copy of a database: %s", path, sqlite3_errmsg(l->at));
    return RC_INVALID;
}

static enum rc lite_fill(struct lite *from, struct db *db, struct buf *why)
{
    struct conn *to;
    char         room[64];
    enum rc      rc;

    TRY(db->engine->open(db, CONN_MAKE, &to, why));
    if (str_is(lite_ask(lite_of(to), "SELECT count(*) FROM sqlite_schema", room), "0")) {
        rc = lite_copy(from, lite_of(to), why);
    } else {
        buf_addc(why, "the database to restore into is not empty");
        rc = RC_CONFLICT;
    }
    lite_close(to);
    return rc;
}

enum rc lite_restore(struct db *db, const char *path, const struct migration *m, int64_t now_at,
                     struct buf *why)
{
    struct lite         from;
    int64_t             max_pages;
    char               *target;
    enum rc             rc;
    struct schema_state is = { .is = SCHEMA_SAME };

    if (access(path, R_OK) != 0) {
        buf_addf(why, "cannot read “%s”", path);
        return RC_NOT_FOUND;
    }
    TRY(lite_copy_open(&from, db, path, why));
    rc = lite_sound(&from, path, why);
    if (rc == RC_OK)
        rc = lite_fill(&from, db, why);
    BUG_ON(sqlite3_close(from.at) != SQLITE_OK);
    TRY(rc);
    rc = schema_compare(db->url, m, &is, why);
    if (rc == RC_OK && (is.is == SCHEMA_SAME || is.is == SCHEMA_OLDER))
        rc = db_migrate(db->url, m, now_at, why);
    else if (rc == RC_OK) /* of a newer program, or another */
        rc = RC_INVALID;
    if (rc == RC_OK)
        return RC_OK;
    /* As if nothing had been: it was empty before. */
    target = lite_path(db->path, &max_pages);
    (void)unlink(target);
    free(target);
    return rc;
}
