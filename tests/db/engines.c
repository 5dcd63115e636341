#include "engines.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *engine_tested;

bool engine_is_sqlite(void)
{
    return strcmp(engine_tested, "sqlite") == 0;
}

int engines_main(int argc, char **argv, const struct CMUnitTest *tests, size_t n)
{
    struct CMUnitTest *mine = calloc(n, sizeof(*mine));
    size_t             k    = 0;
    int                failed;

    engine_tested = argc > 1 ? argv[1] : "sqlite";
    if (!engine_is_sqlite() && strcmp(engine_tested, "postgres") != 0) {
        fprintf(stderr, "no engine is called %s\n", engine_tested);
        return 1;
    }
    if (!engine_is_sqlite() && !getenv("LINLI_TEST_PG")) {
        printf("1..0 # SKIP postgres: not given (LINLI_TEST_PG is not set)\n");
        return 0;
    }
    for (size_t i = 0; i < n; i++)
        if (!tests[i].initial_state || strcmp(tests[i].initial_state, engine_tested) == 0)
            mine[k++] = tests[i];
    failed = _cmocka_run_group_tests("tests", mine, k, NULL, NULL);
    free(mine);
    return failed;
}

static void pg_do(const char *sql)
{
    PGconn   *c = PQconnectdb(getenv("LINLI_TEST_PG"));
    PGresult *r = PQexec(c, sql);

    if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
}

void fresh_make(struct fresh *f)
{
    static int n;
    char       sql[128];

    memset(f, 0, sizeof(*f));
    snprintf(f->dir, sizeof(f->dir), "%s/linli-test-XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(f->dir));
    if (engine_is_sqlite()) {
        snprintf(f->url, sizeof(f->url), "sqlite:%s/linli.db", f->dir);
        return;
    }
    snprintf(f->schema, sizeof(f->schema), "t%d_%d", (int)getpid(), ++n);
    snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", f->schema);
    pg_do(sql);
    snprintf(f->url, sizeof(f->url), "%s%coptions=-csearch_path%%3D%s", getenv("LINLI_TEST_PG"),
             strchr(getenv("LINLI_TEST_PG"), '?') ? '&' : '?', f->schema);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    return remove(path);
}

void fresh_drop(struct fresh *f)
{
    char sql[128];

    nftw(f->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (engine_is_sqlite())
        return;
    snprintf(sql, sizeof(sql), "SET client_min_messages = warning; DROP SCHEMA %s CASCADE",
             f->schema);
    pg_do(sql);
}

struct db *fresh_open(const struct fresh *f, const struct migration *m,
                      const struct stmt *const *const *tables, const struct db_options *more)
{
    struct db_options o = more ? *more : (struct db_options){ 0 };
    struct buf        why;
    struct db        *db = NULL;
    enum rc           rc;

    o.url             = f->url;
    o.stmts           = tables;
    o.migrations      = m;
    o.must_migrate_ok = true;
    buf_init(&why, 4096);
    rc = db_open(&o, &db, &why);
    if (rc != RC_OK)
        fail_msg("db_open: %s: %.*s", rc_name(rc), STR_ARG(buf_str(&why)));
    buf_free(&why);
    return db;
}

void fresh_sql(const struct fresh *f, const char *sql)
{
    char     text[4096];
    sqlite3 *at;

    if (!engine_is_sqlite()) {
        snprintf(text, sizeof(text), "SET search_path = %s; %s", f->schema, sql);
        pg_do(text);
        return;
    }
    assert_int_equal(sqlite3_open(f->url + strlen("sqlite:"), &at), SQLITE_OK);
    sqlite3_busy_timeout(at, 5000);
    if (sqlite3_exec(at, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(at));
    sqlite3_close(at);
}
