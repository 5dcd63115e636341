/* Followers and timers: each entry counts once, whatever fails. */
#include "../fixture.h"
#include "work/journal.h"

#include <string.h>

struct number {
    int64_t n;
};
static const struct field number_fields[] = { F(struct number, n) };
static const struct shape number_shape    = SHAPE(struct number, number_fields);

/* What a follower does: a row that counts, rolled back with it. */
static const struct stmt stmt_tally = {
    .name = "test_tally",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "INSERT INTO case_counter (prefix, day, last) VALUES ($1, 0, $2)"
            " ON CONFLICT (prefix, day) DO UPDATE SET last = case_counter.last + $2",
};
static const struct stmt stmt_tallied = {
    .name = "test_tallied",
    .mode = TX_READ,
    .in   = "s",
    .out  = &number_shape,
    .sql  = "SELECT CAST(COALESCE(SUM(last), 0) AS BIGINT) AS n FROM case_counter"
            " WHERE prefix = $1",
};
static const struct stmt *const test_stmts[] = { &stmt_tally, &stmt_tallied, NULL };

static struct {
    enum rc fails_with; /* RC_OK: not at all */
    int     times, tries;
    int64_t last; /* subject seen last: in order */
    bool    disorder;
    int     seen_here;
    int64_t rings_at;
    int     rang;
    bool    bad_timer;
} the;

/* The second half of a batch fails after the first was written. */
static enum rc failing(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)ctx;
    the.tries++;
    for (size_t i = 0; i < n; i++) {
        if (!str_is(e[i].on, "test"))
            continue;
        TRY(db_run(w->tx, &stmt_tally, ARGS(A(S("failing")), A((int64_t)1)), NULL));
        if (i >= n / 2 && the.times > 0) {
            the.times--;
            return the.fails_with;
        }
    }
    return RC_OK;
}

static enum rc steady(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++) {
        if (!str_is(e[i].on, "test"))
            continue;
        the.disorder = the.disorder || e[i].subject != the.last + 1;
        the.last     = e[i].subject;
        TRY(db_run(w->tx, &stmt_tally, ARGS(A(S("steady")), A((int64_t)1)), NULL));
    }
    return RC_OK;
}

static enum rc here(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)w;
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        the.seen_here += str_is(e[i].on, "test");
    return RC_OK;
}

static enum rc next(struct work *w, void *ctx, int64_t *ret_at)
{
    (void)w;
    (void)ctx;
    *ret_at = the.rings_at;
    return RC_OK;
}

static enum rc ring(struct work *w, void *ctx, bool *ret_more)
{
    (void)w;
    (void)ctx;
    the.rang++;
    the.rings_at = NONE_I64;
    *ret_more    = false;
    return RC_OK;
}

static enum rc next_bad(struct work *w, void *ctx, int64_t *ret_at)
{
    (void)ctx;
    *ret_at = the.bad_timer ? w->now : NONE_I64;
    return RC_OK;
}

static enum rc ring_bad(struct work *w, void *ctx, bool *ret_more)
{
    (void)w;
    (void)ctx;
    (void)ret_more;
    return RC_INVALID;
}

static const struct follower follow_failing = { .name = "failing", .batch = 100, .run = failing };
static const struct follower follow_steady  = { .name = "steady", .batch = 7, .run = steady };
static const struct follower follow_here    = {
       .name = "here", .batch = 1000, .here = true, .run = here
};
static const struct timer bad   = { .name = "bad", .next = next_bad, .run = ring_bad };
static const struct timer timer = { .name = "timer", .next = next, .run = ring };

static const struct fixture_with with = {
    .stmts     = { test_stmts },
    .followers = { &follow_failing, &follow_steady, &follow_here },
    .timers    = { &bad, &timer },
};

static int setup(void **state)
{
    memset(&the, 0, sizeof(the));
    the.rings_at = NONE_I64;
    return fixture_make(state, &with);
}
static int teardown(void **state)
{
    return fixture_drop(state);
}

struct writing {
    int64_t from, n;
};

static enum rc write_some(struct work *w, void *ctx)
{
    const struct writing *x = ctx;

    for (int64_t i = 0; i < x->n; i++)
        TRY(work_note(
            w,
            (struct entry){ .kind = S("test.happened"), .on = S("test"), .subject = x->from + i }));
    return RC_OK;
}

static void write_entries(struct fixture *f, int64_t from, int64_t n)
{
    struct writing x = { from, n };

    assert_rc(fixture_write(f, &actor_system, write_some, &x), RC_OK);
}

struct tallying {
    const char *who;
    int64_t     n;
};

static enum rc read_tally(struct work *w, void *ctx)
{
    struct tallying *t = ctx;
    struct number    row;

    TRY(db_one(w->tx, &stmt_tallied, ARGS(A(str_of(t->who))), &row));
    t->n = row.n;
    return RC_OK;
}

static int64_t tally(struct fixture *f, const char *who)
{
    struct tallying t = { who, 0 };

    assert_rc(fixture_read(f, &actor_system, read_tally, &t), RC_OK);
    return t.n;
}

static void one_that_fails_is_tried_again_and_counts_nothing_twice(void **state)
{
    static const enum rc how[] = { RC_DB, RC_NO_SPACE, RC_INVALID, RC_CONFLICT, RC_NOT_FOUND };
    struct fixture      *f     = *state;

    for (size_t i = 0; i < ARRAY_LEN(how); i++) {
        the.fails_with = how[i];
        the.times      = 3;
        write_entries(f, (int64_t)i * 10 + 1, 10);
        for (int k = 0; k < 3; k++) {
            assert_rc(runner_settle(&f->s), how[i]);
            assert_int_equal(tally(f, "failing"), i * 10);
        }
        assert_rc(runner_settle(&f->s), RC_OK);
        assert_int_equal(tally(f, "failing"), (i + 1) * 10);
    }
    the.tries = 0;
    assert_rc(runner_settle(&f->s), RC_OK);
    assert_int_equal(the.tries, 0); /* nothing waits */
}

static void one_that_fails_stops_neither_the_others_nor_the_timers(void **state)
{
    struct fixture *f = *state;

    the.fails_with = RC_DB;
    the.times      = 1000;
    the.rings_at   = f->clock.at;
    write_entries(f, 1, 30);
    assert_rc(runner_settle(&f->s), RC_DB);
    assert_int_equal(tally(f, "steady"), 30);
    assert_int_equal(the.seen_here, 30);
    assert_int_equal(the.rang, 1);
    assert_int_equal(tally(f, "failing"), 0);
}

static void how_far_each_is_can_be_asked_without_the_database(void **state)
{
    static const struct follower stranger = { .name = "stranger" };
    struct fixture              *f        = *state;
    int64_t                      before, calls;

    fixture_settle(f);
    before         = runner_seen(&f->s, &follow_steady);
    the.fails_with = RC_DB;
    the.times      = 1000;
    write_entries(f, 1, 30);
    calls = db_calls(f->s.db);
    assert_int_equal(runner_seen(&f->s, &follow_steady), before);
    assert_int_equal(db_calls(f->s.db), calls);
    assert_rc(runner_settle(&f->s), RC_DB);
    assert_int_equal(runner_seen(&f->s, &follow_steady), before + 30);
    assert_int_equal(runner_seen(&f->s, &follow_failing), before);
    assert_int_equal(runner_seen(&f->s, &stranger), NONE_I64);
}

static void a_timer_that_fails_stops_no_other(void **state)
{
    struct fixture *f = *state;

    the.bad_timer = true;
    the.rings_at  = f->clock.at;
    write_entries(f, 1, 30);
    assert_rc(runner_settle(&f->s), RC_INVALID);
    assert_int_equal(the.rang, 1);
    assert_int_equal(tally(f, "steady"), 30);
}

static void each_entry_comes_once_and_in_order_however_many_there_are(void **state)
{
    struct fixture *f = *state;

    for (int64_t i = 0; i < 5; i++)
        write_entries(f, i * 500 + 1, 500);
    fixture_settle(f);
    write_entries(f, 2501, 1);
    fixture_settle(f);
    assert_int_equal(tally(f, "steady"), 2501);
    assert_int_equal(the.seen_here, 2501);
    assert_false(the.disorder);
}

static void after_a_restart_it_goes_on_where_it_was(void **state)
{
    struct fixture *f = *state;

    write_entries(f, 1, 10);
    fixture_settle(f);
    write_entries(f, 11, 10);
    runner_free(&f->s);
    the.seen_here = 0;
    assert_rc(runner_make(&f->s, f->followers, f->timers), RC_OK);
    fixture_settle(f);
    assert_int_equal(tally(f, "steady"), 20);
    assert_int_equal(tally(f, "failing"), 20);
    assert_false(the.disorder);
    write_entries(f, 21, 1);
    fixture_settle(f);
    assert_int_equal(tally(f, "steady"), 21);
    /* What only keeps memory fresh begins with what comes after it began. */
    assert_true(the.seen_here <= 11 && the.seen_here >= 1);
}

static enum rc other_server(struct work *w, void *ctx)
{
    int64_t from, last;

    (void)ctx;
    TRY(cursor_get(w, S("steady"), &from));
    TRY(journal_last(w, &last));
    TRY(db_run(w->tx, &stmt_tally, ARGS(A(S("steady")), A(last - from)), NULL));
    return cursor_move(w, S("steady"), from, last);
}

static enum rc seal(struct work *w, void *ctx)
{
    int64_t n;

    (void)ctx;
    return journal_seal(w, 1000, &n);
}

static void what_another_server_did_is_not_done_again(void **state)
{
    struct fixture *f = *state;

    write_entries(f, 1, 5);
    fixture_settle(f);
    write_entries(f, 6, 5);
    if (!engine_is_sqlite())
        assert_rc(fixture_write(f, &actor_system, seal, NULL), RC_OK);
    assert_rc(fixture_write(f, &actor_system, other_server, NULL), RC_OK);
    fixture_settle(f);
    write_entries(f, 11, 5);
    fixture_settle(f);
    fixture_settle(f);
    assert_int_equal(tally(f, "steady"), 15);
    assert_int_equal(tally(f, "failing"), 15);
}

static void a_timer_rings_when_its_time_has_come(void **state)
{
    struct fixture *f = *state;

    the.rings_at = f->clock.at + 10 * US_MINUTE;
    fixture_settle(f);
    assert_int_equal(the.rang, 0);
    fixture_turn(f, "2026-03-02 09:09");
    fixture_settle(f);
    assert_int_equal(the.rang, 0);
    fixture_turn(f, "2026-03-02 09:10");
    fixture_settle(f);
    assert_int_equal(the.rang, 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(one_that_fails_is_tried_again_and_counts_nothing_twice),
        T(one_that_fails_stops_neither_the_others_nor_the_timers),
        T(how_far_each_is_can_be_asked_without_the_database),
        T(a_timer_that_fails_stops_no_other),
        T(each_entry_comes_once_and_in_order_however_many_there_are),
        T(after_a_restart_it_goes_on_where_it_was),
        T(what_another_server_did_is_not_done_again),
        T(a_timer_rings_when_its_time_has_come),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
