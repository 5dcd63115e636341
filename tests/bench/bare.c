/*
 * bare: how fast the bare library puts in the rows of a case, durably.
 *
 *   bench_bare FILE SECONDS GROUP
 *
 * FILE is a copy of a database of ours with cases in it. The newest open case's
 * rows (case, task, clock, journal entry, search index, counter) are put in
 * again and again with new ids and numbers, GROUP cases a transaction, with
 * full synchronisation as the server does it. Nothing is read, checked,
 * encoded or computed: this is the ceiling. Prints cases a second.
 */
#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 64 };

struct table {
    const char    *name, *find; /* the template row */
    int            id, n;       /* which column is the key, how many there are */
    int            fresh[4];    /* columns that must be new each time, ended by -1 */
    sqlite3_stmt  *put;
    sqlite3_value *row[COLUMNS];
};

static sqlite3 *db;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void run(const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(sql);
}

static int column_of(sqlite3_stmt *st, const char *name)
{
    for (int i = 0; i < sqlite3_column_count(st); i++)
        if (strcmp(sqlite3_column_name(st, i), name) == 0)
            return i;
    fprintf(stderr, "no column %s\n", name);
    exit(1);
}

/* Read the template, and prepare putting its like in again. */
static void learn(struct table *t, const char *const *fresh)
{
    char          sql[4096];
    size_t        n;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, t->find, -1, &st, NULL) != SQLITE_OK ||
        sqlite3_step(st) != SQLITE_ROW)
        fail(t->name);
    t->n  = sqlite3_column_count(st);
    t->id = 0;
    for (int i = 0; i < 4; i++)
        t->fresh[i] = fresh[i] ? column_of(st, fresh[i]) : -1;
    n = (size_t)snprintf(sql, sizeof(sql), "INSERT INTO %s (", t->name);
    for (int i = 0; i < t->n; i++) {
        t->row[i] = sqlite3_value_dup(sqlite3_column_value(st, i));
        n += (size_t)snprintf(sql + n, sizeof(sql) - n, "%s%s", i ? ", " : "",
                              sqlite3_column_name(st, i));
    }
    n += (size_t)snprintf(sql + n, sizeof(sql) - n, ") VALUES (?");
    for (int i = 1; i < t->n; i++)
        n += (size_t)snprintf(sql + n, sizeof(sql) - n, ", ?");
    snprintf(sql + n, sizeof(sql) - n, ")");
    sqlite3_finalize(st);
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &t->put, NULL) != SQLITE_OK)
        fail(sql);
}

static void put(struct table *t, sqlite3_int64 id, const char *word)
{
    for (int i = 0; i < t->n; i++)
        sqlite3_bind_value(t->put, i + 1, t->row[i]);
    sqlite3_bind_int64(t->put, t->id + 1, id);
    for (int i = 0; i < 4 && t->fresh[i] >= 0; i++) {
        if (sqlite3_value_type(t->row[t->fresh[i]]) == SQLITE_INTEGER)
            sqlite3_bind_int64(t->put, t->fresh[i] + 1, id);
        else
            sqlite3_bind_text(t->put, t->fresh[i] + 1, word, -1, SQLITE_STATIC);
    }
    if (sqlite3_step(t->put) != SQLITE_DONE)
        fail(t->name);
    sqlite3_reset(t->put);
}

static double now(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* The newest that is open: what was just reported looks so. */
#define OF_LAST "(SELECT MAX(id) FROM civic_case WHERE state = 0)"

static struct table tables[] = {
    { .name = "civic_case", .find = "SELECT * FROM civic_case WHERE id = " OF_LAST },
    { .name = "case_task", .find = "SELECT * FROM case_task WHERE case_id = " OF_LAST },
    { .name = "case_clock", .find = "SELECT * FROM case_clock WHERE case_id = " OF_LAST },
    { .name = "journal", .find = "SELECT * FROM journal WHERE subject = " OF_LAST },
    { .name = "case_text", .find = "SELECT rowid, grams FROM case_text WHERE rowid = " OF_LAST },
};
static const char *const fresh[][4] = {
    { "number", "code", "token", NULL }, { "case_id" }, { "case_id" }, { "subject", "seq" }, { 0 },
};

/* Behind every id of ours, and behind those of an earlier run. */
static sqlite3_int64 first_id(void)
{
    sqlite3_int64 id = (sqlite3_int64)1 << 62;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, "SELECT MAX(id) + 1 FROM civic_case", -1, &st, NULL) != SQLITE_OK ||
        sqlite3_step(st) != SQLITE_ROW)
        fail("the last id");
    if (sqlite3_column_int64(st, 0) > id)
        id = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return id;
}

int main(int argc, char **argv)
{
    double        seconds = argc > 2 ? strtod(argv[2], NULL) : 5, begin;
    long          group = argc > 3 ? strtol(argv[3], NULL, 10) : 16, n = 0;
    sqlite3_int64 id;
    char          word[64];

    if (argc < 2 || sqlite3_open(argv[1], &db) != SQLITE_OK)
        return 2;
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cache_size = -16384");
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        learn(&tables[i], fresh[i]);
    id    = first_id();
    begin = now();
    while (now() - begin < seconds) {
        run("BEGIN IMMEDIATE");
        for (long g = 0; g < group; g++, n++, id++) {
            snprintf(word, sizeof(word), "B%lld-%ld", (long long)id, n);
            run("UPDATE case_counter SET last = last + 1 WHERE day = (SELECT MAX(day) FROM"
                " case_counter)");
            for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
                put(&tables[i], id, word);
        }
        run("COMMIT");
    }
    printf("%.0f\n", (double)n / (now() - begin));
    return 0;
}
