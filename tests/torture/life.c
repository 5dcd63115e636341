/*
 * life: the n-th call of the database fails, for each n, at every step of a
 * case's life. The step says so cleanly, leaves nothing behind, and can be
 * made afterwards.
 */
#include "../rooms/cases/town.h"

struct counts {
    int64_t journal, cases, versions, tasks, clocks, links, files, messages;
};
#define C(member) F(struct counts, member)
static const struct field counts_fields[] = {
    C(journal), C(cases), C(versions), C(tasks), C(clocks), C(links), C(files), C(messages),
};
static const struct shape counts_shape = SHAPE(struct counts, counts_fields);

static const struct stmt stmt_counts = {
    .name = "torture_counts",
    .mode = TX_READ,
    .in   = "",
    .out  = &counts_shape,
    .sql  = "SELECT (SELECT COUNT(*) FROM journal) AS journal,"
            " (SELECT COUNT(*) FROM civic_case) AS cases,"
            " (SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM civic_case) AS versions,"
            " (SELECT COUNT(*) FROM case_task WHERE state = 0) AS tasks,"
            " (SELECT COUNT(*) FROM case_clock WHERE stopped IS NULL) AS clocks,"
            " (SELECT COUNT(*) FROM case_link) AS links,"
            " (SELECT COUNT(*) FROM case_file WHERE case_id IS NOT NULL) AS files,"
            " (SELECT COUNT(*) FROM message) AS messages",
};
const struct stmt *const town_more_stmts[] = { &stmt_counts, NULL };

static int setup(void **state)
{
    return town_make(state);
}
static int teardown(void **state)
{
    return town_drop(state);
}

static enum rc count(struct work *w, void *ctx)
{
    return db_one(w->tx, &stmt_counts, NO_ARGS, ctx);
}

static struct counts counts_now(struct town *t)
{
    struct counts c;

    assert_rc(fixture_read(t->f, &actor_system, count, &c), RC_OK);
    return c;
}

/* How often a step failed before it went through: how many calls it makes. */
static int64_t torture(struct town *t, enum person who, work_fn *fn, struct act *a)
{
    struct counts before = counts_now(t), after;
    struct act    fresh  = *a;

    for (int64_t n = 1; n < 2000; n++) {
        enum rc rc;

        *a = fresh;
        db_fail_at(t->f->s.db, n, RC_DB);
        rc = by(t, who, fn, a);
        db_fail_at(t->f->s.db, 0, RC_OK);
        if (rc == RC_OK)
            return n - 1;
        assert_rc(rc, RC_DB);
        after = counts_now(t);
        assert_memory_equal(&before, &after, sizeof(before));
    }
    fail_msg("it never went through");
    return 0;
}

static void no_failing_call_leaves_half_a_step_behind(void **state)
{
    struct town *t     = town_of(state);
    struct act   a     = { .form = "三单元二楼的灯不亮" };
    int64_t      calls = torture(t, RESIDENT, act_open, &a), id = a.opened.id;
    const char  *unit =
        arena_cstr(t->f->arena, arena_fmt(t->f->arena, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}",
                                          (long long)t->company, (long long)t->office));

    assert_true(calls > 5);
    a = (struct act){ .id = id, .move = "accept", .form = "{}" };
    assert_true(torture(t, CLERK, act_move, &a) > 5);
    a = (struct act){ .id = id, .move = "assign", .form = unit };
    assert_true(torture(t, CLERK, act_move, &a) > 5);
    for (int i = 0; i < 2; i++) {
        enum person who = i ? HELPER : HANDLER;

        a      = (struct act){ .id = id, .move = "done" };
        a.form = arena_cstr(
            t->f->arena, arena_fmt(t->f->arena, "{\"words_public\":\"修好\",\"photos_after\":%.*s}",
                                   STR_ARG(town_photos(t, who))));
        assert_true(torture(t, who, act_move, &a) > 5);
    }
    a = (struct act){ .id = id, .move = "pass", .form = "{}" };
    assert_true(torture(t, HEAD, act_move, &a) > 5);
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

static enum rc prove(struct work *w, void *ctx)
{
    int64_t *n = ctx, broken;

    return journal_verify(w, n, &broken);
}

static void the_journal_is_whole_after_all_that(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .form = "水管漏水" };
    int64_t      n = 0;

    (void)torture(t, RESIDENT, act_open, &a);
    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, prove, &n), RC_OK);
    assert_true(n > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(no_failing_call_leaves_half_a_step_behind),
        T(the_journal_is_whole_after_all_that),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
