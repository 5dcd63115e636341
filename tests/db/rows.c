/* Statements and rows: what is put comes back; what is changed is returned and counted. */
#include "../asserts.h"
#include "things.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
        assert_text(is[i].name, name);
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
    assert_text(j.row.name, "new");
    assert_int_equal(get(g, 1, &is), RC_OK);
    assert_text(is.name, "new");
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
};
ENGINES_MAIN(tests)
