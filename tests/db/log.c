/* SQLite's log: carried over beside the writer, and short for ever. */
#include "db/sqlite_log.h"
#include "engines.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MB (1 << 20)
enum {
    PAGES     = 3000, /* more than the carrier leaves to the writer */
    WAIT_MS   = 20000,
    WRITTEN   = 512 * MB,
    LOG_BOUND = 288 * MB, /* 192 MB when carrying begins, and what is written meanwhile */
    PART      = MB,
};

static const struct migration parts[] = {
    { 1, "parts", S("CREATE TABLE part (id @key, text @text NOT NULL);") },
    { 0 },
};
static const struct stmt put_part = {
    .name = "put_part",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "INSERT INTO part (id, text) VALUES ($1, $2)",
};
static const struct stmt *const        table[]  = { &put_part, NULL };
static const struct stmt *const *const tables[] = { table, NULL };

static void path_of(const struct fresh *f, const char *name, char out[400])
{
    snprintf(out, 400, "%s/%s", f->dir, name);
}

static void run(sqlite3 *at, const char *sql)
{
    char *why = NULL;

    if (sqlite3_exec(at, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

static int number(sqlite3 *at, const char *sql)
{
    sqlite3_stmt *st;
    int           n;

    assert_int_equal(sqlite3_prepare_v2(at, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    n = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return n;
}

/* Rows of the file alone, as if there were no log. */
static int rows_in_file(const char *path)
{
    char     uri[500];
    sqlite3 *at;
    int      n;

    snprintf(uri, sizeof(uri), "file:%s?immutable=1", path);
    assert_int_equal(sqlite3_open_v2(uri, &at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL),
                     SQLITE_OK);
    n = number(at, "SELECT count(*) FROM t");
    sqlite3_close(at);
    return n;
}

/* A database whose rows are all in its log; a row is a page and more. */
static sqlite3 *logged_rows(const char *path)
{
    sqlite3 *at;

    assert_int_equal(sqlite3_open(path, &at), SQLITE_OK);
    run(at, "PRAGMA journal_mode=WAL; CREATE TABLE t (x BLOB); PRAGMA wal_checkpoint(TRUNCATE);"
            "PRAGMA wal_autocheckpoint=0");
    run(at, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
            " INSERT INTO t SELECT zeroblob(4000) FROM n");
    assert_int_equal(rows_in_file(path), 0);
    return at;
}

static void wait_until_idle(struct log_carrier *c)
{
    for (int ms = 0; !log_carrier_idle(c); ms++) {
        assert_true(ms < WAIT_MS);
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
}

static void the_log_is_carried_over_while_another_writes(void **state)
{
    char                path[400];
    sqlite3            *writer;
    struct log_carrier *c;

    path_of(*state, "carried.db", path);
    writer = logged_rows(path);
    c      = log_carrier_open(path);
    assert_non_null(c);
    assert_true(log_carrier_idle(c));
    run(writer, "BEGIN IMMEDIATE; INSERT INTO t VALUES (zeroblob(4000))");
    log_carrier_begin(c);
    wait_until_idle(c);
    assert_int_equal(rows_in_file(path), PAGES);
    run(writer, "COMMIT");
    assert_int_equal(number(writer, "SELECT count(*) FROM t"), PAGES + 1);
    log_carrier_begin(c);
    wait_until_idle(c);
    assert_int_equal(rows_in_file(path), PAGES + 1);
    log_carrier_close(c);
    sqlite3_close(writer);
}

static void a_carrier_that_is_closed_at_its_work_loses_nothing(void **state)
{
    char                path[400];
    sqlite3            *writer;
    struct log_carrier *c;

    path_of(*state, "closed.db", path);
    writer = logged_rows(path);
    c      = log_carrier_open(path);
    log_carrier_begin(c);
    log_carrier_close(c);
    assert_int_equal(number(writer, "SELECT count(*) FROM t"), PAGES);
    sqlite3_close(writer);
    assert_int_equal(rows_in_file(path), PAGES);
}

static void there_is_no_carrier_without_a_database(void **state)
{
    char path[400];

    path_of(*state, "none.db", path);
    assert_null(log_carrier_open(path));
    assert_int_equal(access(path, F_OK), -1);
}

struct part {
    struct db_unit unit;
    int64_t        id;
};

static enum rc part_run(struct db_unit *u, struct tx *tx)
{
    char      *text = arena_alloc(tx_arena(tx), PART);
    struct str s    = { text, PART };

    memset(text, 'x', PART);
    return db_run(tx, &put_part, ARGS(A(((struct part *)u)->id), A(s)), NULL);
}

static void a_log_that_is_written_to_without_a_pause_stays_short(void **state)
{
    struct fresh *f  = *state;
    struct db    *db = fresh_open(f, parts, tables, NULL);
    struct stat   st;
    char          log[1100];

    snprintf(log, sizeof(log), "%s/linli.db-wal", f->dir);
    for (int64_t id = 0; id < WRITTEN / PART; id++) {
        struct part p = { .unit = { .run = part_run }, .id = id };

        assert_int_equal(db_write(db, &p.unit), RC_OK);
    }
    assert_int_equal(stat(log, &st), 0);
    assert_in_range(st.st_size, PART, LOG_BOUND);
    db_close(db);
}

static int setup(void **state)
{
    struct fresh *f = calloc(1, sizeof(*f));

    fresh_make(f);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fresh_drop(*state);
    free(*state);
    return 0;
}

static const struct CMUnitTest tests[] = {
    T_ONLY(the_log_is_carried_over_while_another_writes, ON_SQLITE),
    T_ONLY(a_carrier_that_is_closed_at_its_work_loses_nothing, ON_SQLITE),
    T_ONLY(there_is_no_carrier_without_a_database, ON_SQLITE),
    T_ONLY(a_log_that_is_written_to_without_a_pause_stays_short, ON_SQLITE),
};
ENGINES_MAIN(tests)
