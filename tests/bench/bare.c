/*
 * bare: how fast the bare library puts in the rows of a case, durably.
 *
 *   bench_bare FILE SECONDS GROUP
 *
 * FILE is a copy of a database of ours with cases in it. The rows (case, task,
 * clock, journal entry, search index, counter) of some hundreds of open cases
 * are put in again and again, in one grid of the district after the other, with
 * new ids, numbers, codes and tokens as long and in such an order as the
 * server's, GROUP cases a transaction, with full synchronisation and as much
 * cache as the server's writer has. Nothing is read, checked, encoded or
 * computed: this is the ceiling. Prints cases a second.
 */
#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 64, LIKE = 500, FRESH = 4, GRIDS = 4096 };

struct table {
    const char    *name, *find;  /* the template row of a case */
    int            n;            /* columns; the first is the key */
    int            fresh[FRESH]; /* columns that must be new each time, ended by -1 */
    int            place, path;  /* columns that say the grid, or -1 */
    sqlite3_stmt  *put;
    sqlite3_value *row[LIKE][COLUMNS];
};

static sqlite3 *db;

/* Where cases lie. */
static struct grid {
    sqlite3_int64 id;
    char          path[64];
} grids[GRIDS];
static size_t n_grids;

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
    return -1;
}

/* Read the rows of the cases that the others shall be like. */
static void learn_rows(struct table *t, sqlite3_stmt *st, const sqlite3_int64 *ids, int n)
{
    for (int like = 0; like < n; like++) {
        sqlite3_reset(st);
        sqlite3_bind_int64(st, 1, ids[like]);
        if (sqlite3_step(st) != SQLITE_ROW)
            fail(t->name);
        for (int i = 0; i < t->n; i++)
            t->row[like][i] = sqlite3_value_dup(sqlite3_column_value(st, i));
    }
}

static void learn(struct table *t, const char *const *fresh, const sqlite3_int64 *ids, int n_ids)
{
    char          sql[4096];
    size_t        n;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, t->find, -1, &st, NULL) != SQLITE_OK)
        fail(t->name);
    t->n = sqlite3_column_count(st);
    for (int i = 0; i < FRESH; i++) {
        t->fresh[i] = fresh[i] ? column_of(st, fresh[i]) : -1;
        if (fresh[i] && t->fresh[i] < 0)
            fail(fresh[i]);
    }
    t->place = column_of(st, "place_path") < 0 ? -1 : column_of(st, "place");
    t->path  = column_of(st, "place_path");
    n        = (size_t)snprintf(sql, sizeof(sql), "INSERT INTO %s (", t->name);
    for (int i = 0; i < t->n; i++)
        n += (size_t)snprintf(sql + n, sizeof(sql) - n, "%s%s", i ? ", " : "",
                              sqlite3_column_name(st, i));
    n += (size_t)snprintf(sql + n, sizeof(sql) - n, ") VALUES (?");
    for (int i = 1; i < t->n; i++)
        n += (size_t)snprintf(sql + n, sizeof(sql) - n, ", ?");
    snprintf(sql + n, sizeof(sql) - n, ")");
    learn_rows(t, st, ids, n_ids);
    sqlite3_finalize(st);
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &t->put, NULL) != SQLITE_OK)
        fail(sql);
}

/* What is new in a row of text. */
struct words {
    char number[24], code[65], token[80]; /* in the order of the case's fresh columns */
};

/* As long and as scattered as a digest. */
static void scatter(sqlite3_int64 id, char word[65])
{
    unsigned long long x = (unsigned long long)id;

    for (int i = 0; i < 4; i++) {
        x = (x ^ x >> 31) * 0x9e3779b97f4a7c15u;
        snprintf(word + 16L * i, 17, "%016llx", x);
    }
}

/* Of the n-th case. Numbers count up; a token is kept behind its time. */
static void invent(sqlite3_int64 id, long n, struct words *ret)
{
    char digest[65];

    scatter(id, ret->code);
    scatter(~id, digest);
    snprintf(ret->number, sizeof(ret->number), "~%lld", (long long)id);
    snprintf(ret->token, sizeof(ret->token), "~%07lx/-:%.32s:%.32s", n >> 16, digest, digest + 32);
}

static void put(struct table *t, int like, sqlite3_int64 id, const struct grid *g,
                const struct words *w)
{
    const char *const words[FRESH] = { w->number, w->code, w->token };

    for (int i = 0; i < t->n; i++)
        sqlite3_bind_value(t->put, i + 1, t->row[like][i]);
    sqlite3_bind_int64(t->put, 1, id);
    for (int i = 0; i < FRESH && t->fresh[i] >= 0; i++) {
        if (sqlite3_value_type(t->row[like][t->fresh[i]]) == SQLITE_INTEGER)
            sqlite3_bind_int64(t->put, t->fresh[i] + 1, id);
        else
            sqlite3_bind_text(t->put, t->fresh[i] + 1, words[i], -1, SQLITE_STATIC);
    }
    if (t->path >= 0) {
        sqlite3_bind_int64(t->put, t->place + 1, g->id);
        sqlite3_bind_text(t->put, t->path + 1, g->path, -1, SQLITE_STATIC);
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

static struct table tables[] = {
    { .name = "civic_case", .find = "SELECT * FROM civic_case WHERE id = ?" },
    { .name = "case_task", .find = "SELECT * FROM case_task WHERE case_id = ?" },
    { .name = "case_clock", .find = "SELECT * FROM case_clock WHERE case_id = ?" },
    { .name = "journal", .find = "SELECT * FROM journal WHERE subject = ? ORDER BY seq" },
    { .name = "case_text", .find = "SELECT rowid, grams FROM case_text WHERE rowid = ?" },
};
static const char *const fresh[][FRESH] = {
    { "number", "code", "token", NULL }, { "case_id" }, { "case_id" }, { "subject", "seq" }, { 0 },
};

/* Open cases here and there, never any that was put in by this. */
static int choose(sqlite3_int64 *ids)
{
    sqlite3_stmt *st;
    int           n = 0;

    if (sqlite3_prepare_v2(db,
                           "SELECT id FROM civic_case WHERE state = 0 AND id < 1 << 62"
                           " ORDER BY substr(code, 1, 12) LIMIT ?",
                           -1, &st, NULL) != SQLITE_OK)
        fail("the cases");
    sqlite3_bind_int(st, 1, LIKE);
    while (sqlite3_step(st) == SQLITE_ROW)
        ids[n++] = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    if (n == 0)
        fail("no open case");
    return n;
}

static void learn_grids(void)
{
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, "SELECT id, path FROM place WHERE kind = 'grid' LIMIT ?", -1, &st,
                           NULL) != SQLITE_OK)
        fail("the grids");
    sqlite3_bind_int(st, 1, GRIDS);
    for (; sqlite3_step(st) == SQLITE_ROW; n_grids++) {
        grids[n_grids].id = sqlite3_column_int64(st, 0);
        snprintf(grids[n_grids].path, sizeof(grids[n_grids].path), "%s",
                 (const char *)sqlite3_column_text(st, 1));
    }
    sqlite3_finalize(st);
    if (n_grids == 0)
        fail("no grid");
}

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
    sqlite3_int64 id, ids[LIKE];
    sqlite3_stmt *count = NULL;
    int           n_ids;
    struct words  words;

    if (argc < 2 || sqlite3_open(argv[1], &db) != SQLITE_OK)
        return 2;
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cache_size = -65536");
    run("PRAGMA wal_autocheckpoint = 32768");
    learn_grids();
    n_ids = choose(ids);
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        learn(&tables[i], fresh[i], ids, n_ids);
    if (sqlite3_prepare_v2(db,
                           "UPDATE case_counter SET last = last + 1 WHERE rowid ="
                           " (SELECT MAX(rowid) FROM case_counter)",
                           -1, &count, NULL) != SQLITE_OK)
        fail("the counter");
    id    = first_id();
    begin = now();
    while (now() - begin < seconds) {
        run("BEGIN IMMEDIATE");
        for (long g = 0; g < group; g++, n++, id++) {
            invent(id, n, &words);
            if (sqlite3_step(count) != SQLITE_DONE)
                fail("the counter");
            sqlite3_reset(count);
            for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
                put(&tables[i], (int)(n % n_ids), id, &grids[(size_t)n % n_grids], &words);
        }
        run("COMMIT");
    }
    printf("%.0f\n", (double)n / (now() - begin));
    return 0;
}
