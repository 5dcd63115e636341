/* The calls of the port: statements, rows, transactions, what a failure means. */
#include "engines.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- a table with everything in it -- */

struct thing {
    int64_t     id;
    int64_t     count;
    int32_t     day;
    int32_t     colour;
    bool        open;
    double      weight;
    struct str  name;
    struct json extra;
    struct str  raw;
};
static const char *const  colours[]      = { "red", "green", "blue", NULL };
static const struct field thing_fields[] = {
    F(struct thing, id, .as = AS_ID),
    F(struct thing, count, .opt = true),
    F(struct thing, day, .as = AS_DAY, .opt = true),
    F(struct thing, colour, .words = colours, .opt = true),
    F(struct thing, open),
    F(struct thing, weight, .opt = true),
    F(struct thing, name, .opt = true),
    F(struct thing, extra, .opt = true),
    F(struct thing, raw, .opt = true),
};
static const struct shape thing_shape = SHAPE(struct thing, thing_fields);

static const struct migration things[] = {
    { 1, "things",
      S("CREATE TABLE thing (id @key, count @int, day @int, colour @int, open @int NOT NULL,"
        " weight @real, name @text, extra @text, raw @bytes);"
        "CREATE UNIQUE INDEX thing_name ON thing (name);"
        "CREATE TABLE part (id @key, thing @int NOT NULL REFERENCES thing (id));") },
    { 0 },
};

static const struct stmt put_thing = {
    .name = "put_thing",
    .mode = TX_WRITE,
    .in   = "iiiiidssb",
    .sql  = "INSERT INTO thing (id, count, day, colour, open, weight, name, extra, raw)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
static const struct stmt get_thing = {
    .name = "get_thing",
    .mode = TX_READ,
    .in   = "i",
    .out  = &thing_shape,
    .sql  = "SELECT id, count, day, colour, open, weight, name, extra, raw FROM thing"
            " WHERE id = $1",
};
static const struct stmt all_things = {
    .name = "all_things",
    .mode = TX_READ,
    .out  = &thing_shape,
    .sql  = "SELECT id, count, day, colour, open, weight, name, extra, raw FROM thing ORDER BY id",
};
static const struct stmt rename_thing = {
    .name = "rename_thing",
    .mode = TX_WRITE,
    .in   = "si",
    .out  = &thing_shape,
    .sql  = "UPDATE thing SET name = $1 WHERE id = $2"
            " RETURNING id, count, day, colour, open, weight, name, extra, raw",
};
static const struct stmt close_below = {
    .name = "close_below",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET open = 0 WHERE id < $1 AND open = 1",
};
static const struct stmt put_part = {
    .name = "put_part",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "INSERT INTO part (thing, id) VALUES ($2, $1)",
};
static const struct stmt spoil_thing = {
    .name = "spoil_thing",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET colour = 3 WHERE id = $1",
};
static const struct stmt null_open = {
    .name = "null_open",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET open = NULL WHERE id = $1",
};

struct number {
    int64_t n;
};
static const struct field number_fields[] = { F(struct number, n) };
static const struct shape number_shape    = SHAPE(struct number, number_fields);
static const struct stmt  null_number     = {
         .name = "null_number",
         .mode = TX_READ,
         .out  = &number_shape,
         .sql  = "SELECT MAX(count) AS n FROM thing",
};
static const struct stmt count_things = {
    .name = "count_things",
    .mode = TX_READ,
    .out  = &number_shape,
    .sql  = "SELECT COUNT(*) AS n FROM thing",
};

static const struct stmt *const table[] = {
    &put_thing,   &get_thing, &all_things,  &rename_thing, &close_below, &put_part,
    &spoil_thing, &null_open, &null_number, &count_things, NULL,
};
static const struct stmt *const *const tables[] = { table, NULL };

/* -- a fixture -- */

struct ground {
    struct fresh  fresh;
    struct db    *db;
    struct arena *arena;
    char          trouble[600];
};

static void note_trouble(void *ctx, const char *what, enum rc rc, const char *words)
{
    struct ground *g = ctx;

    snprintf(g->trouble, sizeof(g->trouble), "%s %s %s", what, rc_name(rc), words);
}

static int setup(void **state)
{
    struct ground    *g = calloc(1, sizeof(*g));
    struct db_options o = { .trouble = note_trouble, .trouble_ctx = g, .readers = 2 };

    fresh_make(&g->fresh);
    g->db    = fresh_open(&g->fresh, things, tables, &o);
    g->arena = arena_new(64 << 20);
    *state   = g;
    return 0;
}

static int teardown(void **state)
{
    struct ground *g = *state;

    db_close(g->db);
    fresh_drop(&g->fresh);
    arena_free(g->arena);
    free(g);
    return 0;
}

/* A unit from a function. */
struct job {
    struct db_unit unit;
    struct ground *g;
    enum rc (*fn)(struct job *j, struct tx *tx);
    int          runs;
    struct thing row;
    int64_t      n;
    struct str   text;
};

static enum rc job_run(struct db_unit *u, struct tx *tx)
{
    struct job *j = (struct job *)u;

    j->runs++;
    tx_set_arena(tx, j->g->arena);
    return j->fn(j, tx);
}

static enum rc write_it(struct job *j, struct ground *g, enum rc (*fn)(struct job *, struct tx *))
{
    j->unit = (struct db_unit){ .run = job_run };
    j->g    = g;
    j->fn   = fn;
    return db_write(g->db, &j->unit);
}

static struct thing thing_plain(int64_t id, const char *name)
{
    return (struct thing){ .id     = id,
                           .count  = 3,
                           .day    = 20000,
                           .colour = 1,
                           .open   = true,
                           .weight = 1.5,
                           .name   = str_of(name) };
}

static enum rc put_row(struct job *j, struct tx *tx)
{
    return db_put(tx, &put_thing, &thing_shape, &j->row);
}

static void put(struct ground *g, struct thing row)
{
    struct job j = { .row = row };

    assert_int_equal(write_it(&j, g, put_row), RC_OK);
}

static enum rc get(struct ground *g, int64_t id, struct thing *ret)
{
    struct tx *tx;
    enum rc    rc;

    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    rc = db_one(tx, &get_thing, ARGS(A(id)), ret);
    db_read_end(tx);
    return rc;
}

static int64_t count(struct ground *g)
{
    struct number n;
    struct tx    *tx;

    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_one(tx, &count_things, NO_ARGS, &n), RC_OK);
    db_read_end(tx);
    return n.n;
}

static void assert_str(struct str is, const char *want)
{
    if (!str_is(is, want))
        fail_msg("“%.*s” is not “%s”", STR_ARG(is), want);
}

/* -- rows -- */

static void a_row_comes_back_as_it_was_put(void **state)
{
    struct ground *g       = *state;
    static char    bytes[] = { 0, 1, (char)0xff, 0, 'x' };
    struct thing   row     = thing_plain(INT64_MAX, "汉唐街北 '\"; DROP TABLE thing; --"), is;

    row.count      = INT64_MIN + 1;
    row.day        = INT32_MAX;
    row.weight     = 0.1;
    row.extra.text = S("{\"a\": [1, 2]}");
    row.raw        = (struct str){ bytes, sizeof(bytes) };
    put(g, row);
    assert_int_equal(get(g, INT64_MAX, &is), RC_OK);
    assert_true(is.id == row.id && is.count == row.count && is.day == row.day);
    assert_true(is.colour == 1 && is.open && is.weight == 0.1);
    assert_true(str_eq(is.name, row.name) && str_eq(is.extra.text, row.extra.text));
    assert_true(str_eq(is.raw, row.raw));
    assert_int_equal(is.name.p[is.name.n], '\0');
}

static void absent_values_are_null_and_come_back_absent(void **state)
{
    struct ground *g = *state;
    struct thing row = { .id = 1, .count = NONE_I64, .day = NONE_I32, .colour = -1, .weight = NAN };
    struct thing is;

    put(g, row);
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_true(is.count == NONE_I64 && is.day == NONE_I32 && is.colour == -1);
    assert_true(isnan(is.weight) && !is.open);
    assert_true(!is.name.p && !is.extra.text.p && !is.raw.p);
}

static void empty_text_is_not_absent(void **state)
{
    struct ground *g   = *state;
    struct thing   row = thing_plain(1, ""), is;

    row.raw = S("");
    put(g, row);
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_true(is.name.p && is.name.n == 0);
    assert_true(is.raw.p && is.raw.n == 0);
}

static void a_big_text_comes_back_whole(void **state)
{
    struct ground *g   = *state;
    size_t         n   = 5 << 20;
    char          *big = malloc(n);
    struct thing   row = thing_plain(1, "big"), is;

    for (size_t i = 0; i < n; i++)
        big[i] = (char)('a' + i % 23);
    row.extra.text = (struct str){ big, n };
    put(g, row);
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_true(str_eq(is.extra.text, row.extra.text));
    free(big);
}

static void a_row_that_is_not_there_is_not_found_and_the_output_untouched(void **state)
{
    struct ground *g  = *state;
    struct thing   is = { .id = 77 };

    assert_int_equal(get(g, 5, &is), RC_NOT_FOUND);
    assert_int_equal(is.id, 77);
}

static void all_rows_come_in_order(void **state)
{
    struct ground      *g = *state;
    struct rows         rows;
    const struct thing *is;
    struct tx          *tx;
    char                name[20];

    for (int i = 99; i >= 0; i--) {
        snprintf(name, sizeof(name), "n%d", i);
        put(g, thing_plain(i, name));
    }
    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_all(tx, &all_things, NO_ARGS, &rows), RC_OK);
    db_read_end(tx);
    assert_int_equal(rows.n, 100);
    is = rows.at;
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof(name), "n%d", i);
        assert_int_equal(is[i].id, i);
        assert_str(is[i].name, name);
    }
}

static enum rc stop_at_three(void *ctx, const void *row)
{
    int                *n = ctx;
    const struct thing *t = row;

    assert_int_equal(t->id, *n);
    return ++*n == 3 ? RC_GONE : RC_OK;
}

static void walking_stops_when_the_walker_says_so(void **state)
{
    struct ground *g = *state;
    struct thing   is;
    struct tx     *tx;
    int            n = 0;

    for (int i = 0; i < 6; i++)
        put(g, (struct thing){ .id = i, .count = 0, .colour = 0, .weight = 0 });
    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_each(tx, &all_things, NO_ARGS, stop_at_three, &n), RC_GONE);
    assert_int_equal(n, 3);
    assert_int_equal(db_one(tx, &get_thing, ARGS(A(INT64_C(5))), &is), RC_OK);
    db_read_end(tx);
}

static enum rc rename_it(struct job *j, struct tx *tx)
{
    return db_one(tx, &rename_thing, ARGS(A(S("new")), A(j->n)), &j->row);
}

static void what_was_changed_is_returned(void **state)
{
    struct ground *g = *state;
    struct job     j = { .n = 1 };
    struct thing   is;

    put(g, thing_plain(1, "old"));
    assert_int_equal(write_it(&j, g, rename_it), RC_OK);
    assert_str(j.row.name, "new");
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_str(is.name, "new");
    j.n = 2;
    assert_int_equal(write_it(&j, g, rename_it), RC_NOT_FOUND);
}

static enum rc close_some(struct job *j, struct tx *tx)
{
    return db_run(tx, &close_below, ARGS(A(INT64_C(3))), &j->n);
}

static void changed_rows_are_counted(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };

    for (int i = 0; i < 6; i++) {
        char name[2] = { (char)('a' + i), 0 };
        put(g, thing_plain(i, name));
    }
    assert_int_equal(write_it(&j, g, close_some), RC_OK);
    assert_int_equal(j.n, 3);
    assert_int_equal(write_it(&j, g, close_some), RC_OK);
    assert_int_equal(j.n, 0);
}

static enum rc spoil(struct job *j, struct tx *tx)
{
    (void)j;
    return db_run(tx, &spoil_thing, ARGS(A(INT64_C(1))), NULL);
}

static void a_value_that_the_field_cannot_hold_is_an_error_with_words(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };
    struct thing   is;
    struct number  n = { 5 };
    struct tx     *tx;

    put(g, thing_plain(1, "a"));
    assert_int_equal(write_it(&j, g, spoil), RC_OK);
    assert_int_equal(get(g, 1, &is), RC_DB);
    assert_non_null(strstr(g->trouble, "get_thing"));
    assert_non_null(strstr(g->trouble, "colour"));

    fresh_sql(&g->fresh, "UPDATE thing SET count = NULL");
    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_one(tx, &null_number, NO_ARGS, &n), RC_DB);
    db_read_end(tx);
    assert_int_equal(n.n, 5);
    assert_non_null(strstr(g->trouble, "null_number"));
}

/* -- failures -- */

static void a_second_of_what_must_be_unique_is_a_conflict(void **state)
{
    struct ground *g = *state;
    struct job     j = { .row = thing_plain(1, "other") };

    put(g, thing_plain(1, "a"));
    assert_int_equal(write_it(&j, g, put_row), RC_CONFLICT);
    j.row = thing_plain(2, "a");
    assert_int_equal(write_it(&j, g, put_row), RC_CONFLICT);
    assert_int_equal(j.runs, 2);
    assert_int_equal(count(g), 1);
    assert_string_equal(g->trouble, "");
}

static enum rc part_of_nothing(struct job *j, struct tx *tx)
{
    (void)j;
    return db_run(tx, &put_part, ARGS(A(INT64_C(1)), A(INT64_C(404))), NULL);
}

static void a_row_that_refers_to_nothing_is_a_conflict(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };

    assert_int_equal(write_it(&j, g, part_of_nothing), RC_CONFLICT);
}

static enum rc open_null(struct job *j, struct tx *tx)
{
    (void)j;
    return db_run(tx, &null_open, ARGS(A(INT64_C(1))), NULL);
}

static void a_null_where_none_may_be_is_our_fault(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };

    put(g, thing_plain(1, "a"));
    assert_int_equal(write_it(&j, g, open_null), RC_DB);
    assert_non_null(strstr(g->trouble, "null_open RC_DB"));
}

static enum rc go_on_after_conflict(struct job *j, struct tx *tx)
{
    struct thing other = thing_plain(9, "other");

    (void)j;
    assert_int_equal(db_put(tx, &put_thing, &thing_shape, &(struct thing){ .id = 1 }), RC_CONFLICT);
    assert_int_equal(db_put(tx, &put_thing, &thing_shape, &other), RC_CONFLICT);
    assert_int_equal(tx_save(tx), RC_CONFLICT);
    return RC_OK;
}

static void after_a_failure_a_unit_cannot_go_on_as_if_nothing_were(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };

    put(g, thing_plain(1, "a"));
    assert_int_equal(write_it(&j, g, go_on_after_conflict), RC_CONFLICT);
    assert_int_equal(count(g), 1);
}

static enum rc put_and_refuse(struct job *j, struct tx *tx)
{
    TRY(put_row(j, tx));
    return RC_INVALID;
}

static void a_unit_that_returns_an_error_leaves_nothing(void **state)
{
    struct ground *g = *state;
    struct job     j = { .row = thing_plain(1, "a") };

    assert_int_equal(write_it(&j, g, put_and_refuse), RC_INVALID);
    assert_int_equal(count(g), 0);
}

static enum rc import_rows(struct job *j, struct tx *tx)
{
    static const int ids[] = { 1, 2, 1, 3 };

    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        struct thing row = { .id = ids[i], .count = (int64_t)i, .day = 1, .weight = 0 };
        enum rc      rc;

        TRY(tx_save(tx));
        rc = db_put(tx, &put_thing, &thing_shape, &row);
        if (rc == RC_OK) {
            TRY(tx_save_keep(tx));
        } else {
            j->n++;
            TRY(tx_save_undo(tx));
        }
    }
    return RC_OK;
}

static void an_import_refuses_a_row_and_goes_on(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };
    struct thing   is;

    assert_int_equal(write_it(&j, g, import_rows), RC_OK);
    assert_int_equal(j.n, j.runs);
    assert_int_equal(count(g), 3);
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_int_equal(is.count, 0);
}

static enum rc nested(struct job *j, struct tx *tx)
{
    struct thing a = thing_plain(1, "a"), b = thing_plain(2, "b"), c = thing_plain(3, "c");

    (void)j;
    TRY(tx_save(tx));
    TRY(db_put(tx, &put_thing, &thing_shape, &a));
    TRY(tx_save(tx));
    TRY(db_put(tx, &put_thing, &thing_shape, &b));
    TRY(tx_save_undo(tx));
    TRY(tx_save(tx));
    TRY(db_put(tx, &put_thing, &thing_shape, &c));
    TRY(tx_save_keep(tx));
    return tx_save_keep(tx);
}

static void savepoints_lie_within_each_other(void **state)
{
    struct ground *g = *state;
    struct job     j = { 0 };
    struct thing   is;

    assert_int_equal(write_it(&j, g, nested), RC_OK);
    assert_int_equal(count(g), 2);
    assert_int_equal(get(g, 2, &is), RC_NOT_FOUND);
}

static enum rc read_own(struct job *j, struct tx *tx)
{
    struct thing is;

    TRY(put_row(j, tx));
    TRY(db_one(tx, &get_thing, ARGS(A(j->row.id)), &is));
    assert_int_equal(count(j->g), 0); /* from another connection: not yet */
    assert_ptr_equal(tx_arena(tx), j->g->arena);
    assert_ptr_equal(tx_db(tx), j->g->db);
    return RC_OK;
}

static void a_unit_sees_its_own_rows_and_nobody_else_does_before_the_commit(void **state)
{
    struct ground *g = *state;
    struct job     j = { .row = thing_plain(1, "a") };

    assert_int_equal(write_it(&j, g, read_own), RC_OK);
    assert_int_equal(count(g), 1);
}

static void a_reader_keeps_its_snapshot(void **state)
{
    struct ground *g = *state;
    struct number  n;
    struct tx     *tx;

    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_one(tx, &count_things, NO_ARGS, &n), RC_OK);
    assert_int_equal(n.n, 0);
    put(g, thing_plain(1, "a"));
    assert_int_equal(db_one(tx, &count_things, NO_ARGS, &n), RC_OK);
    assert_int_equal(n.n, 0);
    db_read_end(tx);
    assert_int_equal(count(g), 1);
}

static void the_port_says_which_engine_and_whether_it_is_serial(void **state)
{
    struct ground *g = *state;

    assert_string_equal(db_engine(g->db), engine_tested);
    assert_int_equal(db_serial(g->db), engine_is_sqlite());
}

/* -- asked-for failures -- */

static void the_nth_call_fails_as_asked_and_only_that_one(void **state)
{
    struct ground *g = *state;
    struct thing   is;
    int64_t        before;

    put(g, thing_plain(1, "a"));
    before = db_calls(g->db);
    db_fail_at(g->db, 2, RC_DB);
    assert_int_equal(get(g, 1, &is), RC_DB); /* begin, one */
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_int_equal(db_calls(g->db) - before, 4);
    db_fail_at(g->db, 1, RC_DB);
    db_fail_at(g->db, 0, RC_DB);
    assert_int_equal(get(g, 1, &is), RC_OK);
}

static enum rc put_two(struct job *j, struct tx *tx)
{
    struct thing a = thing_plain(j->n, NULL), b = thing_plain(j->n + 1, NULL);

    TRY(db_put(tx, &put_thing, &thing_shape, &a));
    TRY(tx_save(tx));
    TRY(db_put(tx, &put_thing, &thing_shape, &b));
    return tx_save_keep(tx);
}

static void whichever_call_of_a_unit_fails_all_or_nothing_is_there(void **state)
{
    struct ground *g   = *state;
    int64_t        had = 0, calls;
    struct job     j   = { .n = 1 };

    calls = db_calls(g->db);
    assert_int_equal(write_it(&j, g, put_two), RC_OK);
    calls = db_calls(g->db) - calls;
    assert_int_equal(calls, 6); /* begin, put, save, put, keep, commit */
    had = 2;
    for (int64_t k = 1; k <= calls; k++) {
        j = (struct job){ .n = 10 * k };
        db_fail_at(g->db, k, RC_NO_SPACE);
        assert_int_equal(write_it(&j, g, put_two), RC_NO_SPACE);
        assert_int_equal(count(g), had);
        db_fail_at(g->db, k, RC_BUSY); /* tried again */
        assert_int_equal(write_it(&j, g, put_two), RC_OK);
        had += 2;
        assert_int_equal(count(g), had);
    }
}

static const struct CMUnitTest tests[] = {
    T(a_row_comes_back_as_it_was_put),
    T(absent_values_are_null_and_come_back_absent),
    T(empty_text_is_not_absent),
    T(a_big_text_comes_back_whole),
    T(a_row_that_is_not_there_is_not_found_and_the_output_untouched),
    T(all_rows_come_in_order),
    T(walking_stops_when_the_walker_says_so),
    T(what_was_changed_is_returned),
    T(changed_rows_are_counted),
    T(a_value_that_the_field_cannot_hold_is_an_error_with_words),
    T(a_second_of_what_must_be_unique_is_a_conflict),
    T(a_row_that_refers_to_nothing_is_a_conflict),
    T(a_null_where_none_may_be_is_our_fault),
    T(after_a_failure_a_unit_cannot_go_on_as_if_nothing_were),
    T(a_unit_that_returns_an_error_leaves_nothing),
    T(an_import_refuses_a_row_and_goes_on),
    T(savepoints_lie_within_each_other),
    T(a_unit_sees_its_own_rows_and_nobody_else_does_before_the_commit),
    T(a_reader_keeps_its_snapshot),
    T(the_port_says_which_engine_and_whether_it_is_serial),
    T(the_nth_call_fails_as_asked_and_only_that_one),
    T(whichever_call_of_a_unit_fails_all_or_nothing_is_there),
};
ENGINES_MAIN(tests)
