/* Clocks that stand still, and time that is asked for. */
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static void turn(struct town *t, const char *when)
{
    fixture_turn(t->f, when);
    fixture_settle(t->f);
}

/* -- pauses -- */

static void what_is_left_is_counted_on_from_where_it_goes_on(void **state)
{
    struct town     *t  = town_of(state);
    int64_t          id = town_open(t, "timed", NULL); /* due on Thursday at 17:30 */
    struct clock_row k;

    turn(t, "2026-03-03 09:00"); /* 20.5 hours of work are left */
    town_move(t, CLERK, id, "wait", NULL);
    k = town_clock(t, id);
    assert_true(k.paused == t->f->clock.at);
    assert_text(k.pause, "rain");
    turn(t, "2026-03-04 09:00");
    assert_int_equal(town_messages(t, CLERK), 0);
    town_move(t, CLERK, id, "go_on", NULL);
    k = town_clock(t, id);
    assert_true(k.paused == NONE_I64 && !k.pause.p && k.left_us == NONE_I64);
    assert_at(k.due, "2026-03-09 12:00");
    assert_at(town_case(t, id).due, "2026-03-09 12:00");
    assert_at(((struct task_row *)town_tasks(t, id).at)[0].due, "2026-03-09 12:00");
    turn(t, "2026-03-09 11:59");
    assert_int_equal(town_case(t, id).late, 0);
    turn(t, "2026-03-09 12:00");
    assert_int_equal(town_case(t, id).late, 1);
}

static void a_pause_ends_at_its_bound_even_when_nobody_looked(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-03 09:00");
    town_move(t, CLERK, id, "wait", NULL);
    turn(t, "2026-03-05 17:29");
    assert_true(town_clock(t, id).paused != NONE_I64);
    turn(t, "2026-03-06 10:00"); /* two working days were over on Thursday at 17:30 */
    assert_true(town_clock(t, id).paused == NONE_I64);
    assert_at(town_clock(t, id).due, "2026-03-11 11:30");
    assert_at(town_case(t, id).due, "2026-03-11 11:30");
    assert_int_equal(town_history(t, id, "case.resumed", NULL), 1);
    /* Tuesday at nine to Thursday at half past five. */
    assert_int_equal(town_clock(t, id).paused_us, 2 * US_DAY + 8 * US_HOUR + US_HOUR / 2);
}

static void only_what_it_waits_for_ends_a_pause(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    town_move(t, CLERK, id, "ask", "{\"words\":\"哪一单元\"}");
    town_move(t, CLERK, id, "wait", NULL); /* stands still already */
    town_move(t, CLERK, id, "go_on", NULL);
    assert_text(town_clock(t, id).pause, "answer");
    town_refused(t, NEIGHBOUR, id, "answer", "{\"words\":\"三单元\"}", RC_NOT_FOUND, "no_case", "");
    town_move(t, RESIDENT, id, "answer", "{\"words\":\"三单元\"}");
    assert_true(town_clock(t, id).paused == NONE_I64);
    assert_text(town_case(t, id).step, "any_work");
}

static void a_clock_that_ran_out_before_stays_late(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-05 17:30");
    town_move(t, CLERK, id, "wait", NULL);
    turn(t, "2026-03-06 12:00"); /* the red card waits with the clock */
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
    town_move(t, CLERK, id, "go_on", NULL);
    assert_at(town_clock(t, id).due, "2026-03-05 17:30");
    fixture_settle(t->f);
    assert_int_equal(town_case(t, id).card, CARD_RED);
    assert_int_equal(town_case(t, id).late, 1);
}

static void half_of_the_time_is_half_of_the_limit_whatever_came_between(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "hourly", NULL); /* 14 hours of work, to Wednesday at 9 */

    turn(t, "2026-03-02 11:00");
    town_move(t, CLERK, id, "wait", NULL);
    turn(t, "2026-03-04 11:00");
    town_move(t, CLERK, id, "go_on", NULL);
    assert_at(town_clock(t, id).due, "2026-03-06 09:00");
    turn(t, "2026-03-05 08:59");
    assert_int_equal(town_messages(t, CLERK), 0);
    turn(t, "2026-03-05 09:00");
    assert_int_equal(town_messages(t, CLERK), 1);
}

/* -- more time -- */

struct asking {
    int64_t              id, extension;
    const char          *limit;
    bool                 grant;
    struct extension_row row;
};

static enum rc act_ask(struct work *w, void *ctx)
{
    struct asking *a = ctx;

    return case_extension_ask(w, a->id, &(struct extension_in){ str_of(a->limit), S("等配件") },
                              &a->row);
}

static enum rc act_decide(struct work *w, void *ctx)
{
    struct asking *a = ctx;

    return case_extension_decide(w, a->id, a->extension,
                                 &(struct decision_in){ a->grant, S("知悉") }, &a->row);
}

static enum rc ask(struct town *t, enum person who, int64_t id, const char *limit, int64_t *ret)
{
    struct asking a  = { .id = id, .limit = limit };
    enum rc       rc = fixture_write(t->f, t->actor[who], act_ask, &a);

    *ret = a.row.id;
    return rc;
}

static enum rc decide(struct town *t, enum person who, int64_t id, int64_t extension, bool grant)
{
    struct asking a = { .id = id, .extension = extension, .grant = grant };

    return fixture_write(t->f, t->actor[who], act_decide, &a);
}

static void time_is_asked_for_and_granted_by_whoever_may(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), e, other;

    assert_rc(ask(t, HEAD, id, "1 workday", &e), RC_DENIED);
    assert_rc(ask(t, CLERK, id, "soon", &e), RC_INVALID);
    assert_fault(t->f, "bad_span", "limit");
    assert_rc(ask(t, CLERK, id, "4 workdays", &e), RC_INVALID);
    assert_fault(t->f, "extend_too_long", "limit");
    assert_rc(ask(t, CLERK, id, "2个工作日", &e), RC_OK);
    assert_rc(ask(t, CLERK, id, "1 workday", &other), RC_CONFLICT);
    assert_fault(t->f, "asked_already", "");
    assert_rc(decide(t, CLERK, id, e, true), RC_DENIED);
    assert_fault(t->f, "not_granter", "");
    assert_at(town_case(t, id).due, "2026-03-05 17:30");
    assert_rc(decide(t, SECRETARY, id, e, true), RC_OK);
    assert_at(town_case(t, id).due, "2026-03-09 17:30");
    assert_at(((struct task_row *)town_tasks(t, id).at)[0].due, "2026-03-09 17:30");
    assert_rc(decide(t, SECRETARY, id, e, false), RC_CONFLICT);
    assert_fault(t->f, "decided", "");
    /* The reminder comes a working day before the new day. */
    turn(t, "2026-03-05 17:30");
    assert_int_equal(town_messages(t, CLERK), 0);
    turn(t, "2026-03-06 17:30");
    assert_int_equal(town_messages(t, CLERK), 1);
    assert_int_equal(town_case(t, id).late, 0);
}

static void refused_it_may_be_asked_again_granted_only_so_often(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), e;

    assert_rc(ask(t, CLERK, id, "1 workday", &e), RC_OK);
    assert_rc(decide(t, SECRETARY, id, e, false), RC_OK);
    assert_at(town_case(t, id).due, "2026-03-05 17:30");
    assert_int_equal(town_history(t, id, "case.extension_refused", NULL), 1);
    for (int i = 0; i < 2; i++) {
        assert_rc(ask(t, CLERK, id, "1 workday", &e), RC_OK);
        assert_rc(decide(t, SECRETARY, id, e, true), RC_OK);
    }
    assert_at(town_case(t, id).due, "2026-03-09 17:30");
    assert_rc(ask(t, CLERK, id, "1 workday", &e), RC_CONFLICT);
    assert_fault(t->f, "extended_enough", "");
}

static void without_a_bound_no_more_than_the_limit_again_is_granted(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "hourly", NULL), e;

    assert_rc(ask(t, CLERK, id, "3 workdays", &e), RC_INVALID);
    assert_fault(t->f, "extend_too_long", "limit");
    assert_rc(ask(t, CLERK, id, "2 workdays", &e), RC_OK);
}

static void a_case_that_was_late_stays_late_when_it_is_extended(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), e;

    turn(t, "2026-03-05 17:30");
    assert_rc(ask(t, CLERK, id, "3 workdays", &e), RC_OK);
    assert_rc(decide(t, SECRETARY, id, e, true), RC_OK);
    assert_at(town_case(t, id).due, "2026-03-10 17:30");
    assert_int_equal(town_case(t, id).late, 1);
    turn(t, "2026-03-09 17:29"); /* no red card: there is time again */
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
    turn(t, "2026-03-10 17:30");
    assert_int_equal(town_case(t, id).late, 1); /* the same clock counts once */
    turn(t, "2026-03-11 17:30");
    assert_int_equal(town_case(t, id).card, CARD_RED);
}

static void time_granted_during_a_pause_is_added_to_what_is_left(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), e;

    turn(t, "2026-03-03 09:00");
    town_move(t, CLERK, id, "wait", NULL); /* 20.5 h are left */
    assert_rc(ask(t, CLERK, id, "3 workdays", &e), RC_OK);
    assert_rc(decide(t, SECRETARY, id, e, true), RC_OK); /* and 17.5 h more */
    assert_true(town_clock(t, id).paused != NONE_I64);
    turn(t, "2026-03-04 09:00");
    assert_true(town_clock(t, id).paused != NONE_I64);
    town_move(t, CLERK, id, "go_on", NULL);
    assert_at(town_case(t, id).due, "2026-03-11 17:30");
}

static void who_left_the_step_is_granted_nothing(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), e;

    assert_rc(ask(t, CLERK, id, "1 workday", &e), RC_OK);
    town_move(t, CLERK, id, "hurry", NULL);
    assert_rc(decide(t, SECRETARY, id, e, true), RC_CONFLICT);
    assert_rc(ask(t, CLERK, id, "1 workday", &e), RC_CONFLICT);
    assert_fault(t->f, "no_clock", "");
    /* An extension of another case is not there. */
    assert_rc(decide(t, SECRETARY, town_open(t, "timed", NULL), e, true), RC_NOT_FOUND);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(what_is_left_is_counted_on_from_where_it_goes_on),
        T(a_pause_ends_at_its_bound_even_when_nobody_looked),
        T(only_what_it_waits_for_ends_a_pause),
        T(a_clock_that_ran_out_before_stays_late),
        T(half_of_the_time_is_half_of_the_limit_whatever_came_between),
        T(time_is_asked_for_and_granted_by_whoever_may),
        T(refused_it_may_be_asked_again_granted_only_so_often),
        T(without_a_bound_no_more_than_the_limit_again_is_granted),
        T(a_case_that_was_late_stays_late_when_it_is_extended),
        T(time_granted_during_a_pause_is_added_to_what_is_left),
        T(who_left_the_step_is_granted_nothing),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
