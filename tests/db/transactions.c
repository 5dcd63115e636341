/* Transactions: what a failure means, savepoints, what others see meanwhile. */
#include "things.h"

#include <string.h>

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
