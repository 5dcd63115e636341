/* Copies: whole, still while others write, proved before they are taken back. */
#include "engines.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define M1                                                                                         \
    {                                                                                              \
        1, "pairs",                                                                                \
            S("CREATE TABLE left_one (id @key, text @text, raw @bytes, weight @real);"             \
              "CREATE TABLE right_one (id @key, left_id @int NOT NULL REFERENCES left_one (id));"  \
              "CREATE TABLE seed (id @key); INSERT INTO seed (id) VALUES (1);"                     \
              "@search_table(words);")                                                             \
    }
static const struct migration pairs[]  = { M1, { 0 } };
static const struct migration newer[]  = { M1,
                                           { 2, "more", S("CREATE TABLE more (id @key)") },
                                           { 0 } };
static const struct migration others[] = { { 1, "pairs", S("CREATE TABLE other (id @key)") },
                                           { 0 } };

struct left {
    int64_t    id;
    struct str text, raw;
    double     weight;
};
static const struct field left_fields[] = {
    F(struct left, id),
    F(struct left, text, .opt = true),
    F(struct left, raw, .opt = true),
    F(struct left, weight, .opt = true),
};
static const struct shape left_shape = SHAPE(struct left, left_fields);
struct number {
    int64_t n;
};
static const struct field number_fields[] = { F(struct number, n) };
static const struct shape number_shape    = SHAPE(struct number, number_fields);

static const struct stmt put_left = {
    .name = "put_left",
    .mode = TX_WRITE,
    .in   = "isbd",
    .sql  = "INSERT INTO left_one (id, text, raw, weight) VALUES ($1, $2, $3, $4)",
};
static const struct stmt put_right = {
    .name = "put_right",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "INSERT INTO right_one (id, left_id) VALUES ($1, $1)",
};
static const struct stmt put_words = {
    .name = "put_words",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "@search_put(words,$1,$2)",
};
static const struct stmt all_left = {
    .name = "all_left",
    .mode = TX_READ,
    .out  = &left_shape,
    .sql  = "SELECT id, text, raw, weight FROM left_one ORDER BY id",
};
/* A left without its right: never in any one state. */
static const struct stmt count_torn = {
    .name = "count_torn",
    .mode = TX_READ,
    .out  = &number_shape,
    .sql  = "SELECT COUNT(*) AS n FROM left_one l LEFT JOIN right_one r ON r.left_id = l.id"
            " WHERE r.id IS NULL",
};
static const struct stmt find_words = {
    .name = "find_words",
    .mode = TX_READ,
    .in   = "s",
    .out  = &number_shape,
    .sql  = "SELECT COUNT(*) AS n FROM left_one WHERE id IN @match(words,$1)",
};
static const struct stmt *const        table[]  = { &put_left,   &put_right,  &put_words, &all_left,
                                                    &count_torn, &find_words, NULL };
static const struct stmt *const *const tables[] = { table, NULL };

struct ground {
    struct fresh  fresh, other;
    struct db    *db;
    struct arena *arena;
    struct buf    why;
    char          path[300];
};

static int setup(void **state)
{
    struct ground *g = calloc(1, sizeof(*g));

    fresh_make(&g->fresh);
    fresh_make(&g->other);
    g->db    = fresh_open(&g->fresh, pairs, tables, NULL);
    g->arena = arena_new(64 << 20);
    buf_init(&g->why, 4096);
    snprintf(g->path, sizeof(g->path), "%s/copy", g->fresh.dir);
    *state = g;
    return 0;
}

static int teardown(void **state)
{
    struct ground *g = *state;

    if (g->db)
        db_close(g->db);
    fresh_drop(&g->fresh);
    fresh_drop(&g->other);
    arena_free(g->arena);
    buf_free(&g->why);
    free(g);
    return 0;
}

struct job {
    struct db_unit unit;
    struct left    row;
};

static enum rc put_run(struct db_unit *u, struct tx *tx)
{
    struct job   *j = (struct job *)u;
    struct arena *a = tx_arena(tx);

    TRY(db_put(tx, &put_left, &left_shape, &j->row));
    TRY(db_run(tx, &put_words, ARGS(A(j->row.id), A(search_grams(a, S("汉唐街北")))), NULL));
    return db_run(tx, &put_right, ARGS(A(j->row.id)), NULL);
}

static enum rc put(struct ground *g, struct left row)
{
    struct job j = { .unit = { .run = put_run }, .row = row };

    return db_write(g->db, &j.unit);
}

static void put_some(struct ground *g)
{
    static char bytes[] = { 0, '\n', '\\', '.', '\n', (char)0xff, '\t' };

    assert_int_equal(
        put(g, (struct left){ 1, S("汉唐街\n\\.\n\t\\N \"'"), { bytes, sizeof(bytes) }, 0.1 }),
        RC_OK);
    assert_int_equal(put(g, (struct left){ 2, STR_NONE, STR_NONE, __builtin_nan("") }), RC_OK);
    assert_int_equal(put(g, (struct left){ 3, S(""), S(""), -1e300 }), RC_OK);
    assert_int_equal(put(g, (struct left){ 4, S("\\N"), S("\\."), 0 }), RC_OK);
}

static int64_t number_of(struct db *db, struct arena *a, const struct stmt *s,
                         const struct arg *args, size_t n)
{
    struct number is;
    struct tx    *tx;

    assert_int_equal(db_read_begin(db, a, &tx), RC_OK);
    assert_int_equal(db_one(tx, s, args, n, &is), RC_OK);
    db_read_end(tx);
    return is.n;
}

static struct rows rows_of(struct db *db, struct arena *a)
{
    struct rows rows;
    struct tx  *tx;

    assert_int_equal(db_read_begin(db, a, &tx), RC_OK);
    assert_int_equal(db_all(tx, &all_left, NO_ARGS, &rows), RC_OK);
    db_read_end(tx);
    return rows;
}

static void assert_same(struct rows a, struct rows b)
{
    const struct left *ra = a.at, *rb = b.at;

    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) {
        assert_int_equal(ra[i].id, rb[i].id);
        assert_true(str_eq(ra[i].text, rb[i].text) && !ra[i].text.p == !rb[i].text.p);
        assert_true(str_eq(ra[i].raw, rb[i].raw) && !ra[i].raw.p == !rb[i].raw.p);
        assert_memory_equal(&ra[i].weight, &rb[i].weight, sizeof(double));
    }
}

static void back_up(struct ground *g)
{
    if (db_backup(g->db, g->path, &g->why) != RC_OK)
        fail_msg("%.*s", STR_ARG(buf_str(&g->why)));
}

static void restore(struct ground *g, const struct migration *m, enum rc want, const char *words)
{
    enum rc rc;

    buf_clear(&g->why);
    rc = db_restore(g->other.url, g->path, m, 1, &g->why);
    buf_add1(&g->why, '\0');
    if (rc != want || !strstr(g->why.p, words))
        fail_msg("%s, not %s: “%s” should hold “%s”", rc_name(rc), rc_name(want), g->why.p, words);
}

static void what_is_restored_equals_what_was_there(void **state)
{
    struct ground *g = *state;
    struct rows    had, got;
    struct str     query;
    struct db     *db;

    put_some(g);
    had = rows_of(g->db, g->arena);
    back_up(g);
    restore(g, pairs, RC_OK, "");
    db    = fresh_open(&g->other, pairs, tables, NULL);
    got   = rows_of(db, g->arena);
    query = search_query(db, g->arena, S("唐街"));
    assert_same(had, got);
    assert_int_equal(number_of(db, g->arena, &count_torn, NO_ARGS), 0);
    assert_int_equal(number_of(db, g->arena, &find_words, ARGS(A(query))), 4);
    db_close(db);
}

static void an_empty_database_is_copied_too(void **state)
{
    struct ground *g = *state;
    struct db     *db;

    back_up(g);
    restore(g, pairs, RC_OK, "");
    db = fresh_open(&g->other, pairs, tables, NULL);
    assert_int_equal(rows_of(db, g->arena).n, 0);
    db_close(db);
}

static void a_copy_is_not_restored_over_anything(void **state)
{
    struct ground *g = *state;

    put_some(g);
    back_up(g);
    db_close(fresh_open(&g->other, pairs, tables, NULL));
    restore(g, pairs, RC_CONFLICT, "not empty");
}

static void a_copy_of_an_older_program_is_brought_up(void **state)
{
    struct ground *g = *state;
    struct db     *db;

    put_some(g);
    back_up(g);
    restore(g, newer, RC_OK, "");
    db = fresh_open(&g->other, newer, tables, NULL);
    assert_int_equal(rows_of(db, g->arena).n, 4);
    db_close(db);
}

static void a_copy_of_another_or_newer_program_is_refused(void **state)
{
    struct ground *g = *state;

    put_some(g);
    db_close(g->db);
    g->db = fresh_open(&g->fresh, newer, tables, NULL);
    back_up(g);
    restore(g, pairs, RC_INVALID, "migration");
    restore(g, others, RC_INVALID, "migration");
    restore(g, newer, RC_OK, "");
}

static void what_fails_midway_leaves_nothing_behind(void **state)
{
    static const struct migration broken[] = { M1,
                                               { 2, "bad", S("INSERT INTO nowhere VALUES (1)") },
                                               { 0 } };
    struct ground                *g        = *state;
    struct db                    *db;

    put_some(g);
    back_up(g);
    restore(g, broken, RC_DB, "nowhere"); /* behind all rows */
    restore(g, broken, RC_DB, "nowhere"); /* as empty as it was: it does not say that it is not */
    restore(g, pairs, RC_OK, "");
    db = fresh_open(&g->other, pairs, tables, NULL);
    assert_int_equal(rows_of(db, g->arena).n, 4);
    db_close(db);
}

static void a_row_that_cannot_be_put_back_leaves_nothing_behind(void **state)
{
    struct ground *g = *state;

    put_some(g);
    fresh_sql(&g->fresh, "ALTER TABLE right_one DROP CONSTRAINT right_one_left_id_fkey;"
                         "INSERT INTO right_one (id, left_id) VALUES (99, 99)");
    back_up(g);
    restore(g, pairs, RC_CONFLICT, "right_one");
    fresh_sql(&g->fresh, "DELETE FROM right_one WHERE id = 99");
    assert_int_equal(unlink(g->path), 0);
    back_up(g);
    restore(g, pairs, RC_OK, "");
}

static void cut_to(const char *path, off_t n)
{
    assert_int_equal(truncate(path, n), 0);
}

static void a_copy_that_is_cut_off_is_refused_and_nothing_is_written(void **state)
{
    struct ground *g = *state;
    struct stat    st;
    off_t          part;

    put_some(g);
    back_up(g);
    assert_int_equal(stat(g->path, &st), 0);
    part = engine_is_sqlite() ? 4096 : 1;
    for (off_t n = st.st_size - part; n >= 0; n -= st.st_size / 7 / part * part) {
        cut_to(g->path, n);
        restore(g, pairs, RC_INVALID, "");
        assert_true(g->why.n > 1);
    }
    cut_to(g->path, 0);
    restore(g, pairs, RC_INVALID, "");
    unlink(g->path);
    restore(g, pairs, RC_NOT_FOUND, g->path);
    back_up(g);
    restore(g, pairs, RC_OK, "");
}

static void a_copy_that_was_changed_is_refused(void **state)
{
    struct ground *g = *state;
    struct stat    st;
    FILE          *f;

    put_some(g);
    back_up(g);
    assert_int_equal(stat(g->path, &st), 0);
    for (long at = 20; at < (long)st.st_size - 1; at += 97) {
        int c;

        f = fopen(g->path, "r+b");
        assert_non_null(f);
        fseek(f, at, SEEK_SET);
        c = fgetc(f);
        fseek(f, at, SEEK_SET);
        fputc(c ^ 1, f);
        fclose(f);
        restore(g, pairs, RC_INVALID, "");
        f = fopen(g->path, "r+b");
        fseek(f, at, SEEK_SET);
        fputc(c, f);
        fclose(f);
    }
    f = fopen(g->path, "ab");
    fputs("more", f);
    fclose(f);
    restore(g, pairs, RC_INVALID, "");
}

static void a_copy_that_cannot_be_written_says_so(void **state)
{
    struct ground *g = *state;

    snprintf(g->path, sizeof(g->path), "%s/no/such/folder", g->fresh.dir);
    assert_int_not_equal(db_backup(g->db, g->path, &g->why), RC_OK);
    assert_true(g->why.n > 0);
}

/* -- while others write -- */

struct writing {
    struct ground *g;
    _Atomic bool   stop;
    _Atomic int    n;
};

static void *keep_writing(void *ctx)
{
    struct writing *w = ctx;

    while (!atomic_load(&w->stop)) {
        struct left row = { 100 + w->n, S("写"), STR_NONE, 0 };

        if (put(w->g, row) != RC_OK)
            return ctx;
        atomic_fetch_add(&w->n, 1);
    }
    return NULL;
}

static void a_copy_made_under_load_is_one_state(void **state)
{
    struct ground *g = *state;
    struct writing w = { .g = g };
    struct rows    got;
    pthread_t      thread;
    struct db     *db;
    void          *failed;
    int            before, during;

    assert_int_equal(pthread_create(&thread, NULL, keep_writing, &w), 0);
    while ((before = atomic_load(&w.n)) < 200)
        usleep(1000);
    back_up(g);
    during = atomic_load(&w.n) - before;
    atomic_store(&w.stop, true);
    pthread_join(thread, &failed);
    assert_null(failed);
    assert_true(during > 0);
    restore(g, pairs, RC_OK, "");
    db  = fresh_open(&g->other, pairs, tables, NULL);
    got = rows_of(db, g->arena);
    assert_int_equal(number_of(db, g->arena, &count_torn, NO_ARGS), 0);
    assert_in_range(got.n, before, before + during + 1);
    for (size_t i = 0; i < got.n; i++) /* the first ones, without a gap */
        assert_int_equal(((const struct left *)got.at)[i].id, 100 + i);
    db_close(db);
}

static const struct CMUnitTest tests[] = {
    T(what_is_restored_equals_what_was_there),
    T(an_empty_database_is_copied_too),
    T(a_copy_is_not_restored_over_anything),
    T(a_copy_of_an_older_program_is_brought_up),
    T(a_copy_of_another_or_newer_program_is_refused),
    T(what_fails_midway_leaves_nothing_behind),
    T_ONLY(a_row_that_cannot_be_put_back_leaves_nothing_behind, ON_POSTGRES),
    T(a_copy_that_is_cut_off_is_refused_and_nothing_is_written),
    T_ONLY(a_copy_that_was_changed_is_refused, ON_POSTGRES),
    T(a_copy_that_cannot_be_written_says_so),
    T(a_copy_made_under_load_is_one_state),
};
ENGINES_MAIN(tests)
