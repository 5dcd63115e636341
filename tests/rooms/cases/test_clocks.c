/* Time limits over the calendar, and what happens at which minute when they are not kept. */
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static int64_t due_of(struct town *t, int64_t id)
{
    return town_case(t, id).due;
}

static void turn(struct town *t, const char *when)
{
    fixture_turn(t->f, when);
    fixture_settle(t->f);
}

/* A case of the class with a limit of six working hours. */
static int64_t six_hours(struct town *t)
{
    return town_report(t, "02.02", "灯不亮");
}

static void working_days_leave_out_weekends_holidays_and_count_make_up_days(void **state)
{
    struct town *t = town_of(state);

    assert_at(due_of(t, town_open(t, "timed", NULL)), "2026-03-05 17:30");
    turn(t, "2026-03-05 10:00"); /* Friday is half a day and counts as one */
    assert_at(due_of(t, town_open(t, "timed", NULL)), "2026-03-10 17:30");
    turn(t, "2026-04-30 10:00"); /* 1 to 5 May are off */
    assert_at(due_of(t, town_open(t, "timed", NULL)), "2026-05-08 17:30");
    turn(t, "2026-05-07 18:00"); /* Saturday the 9th is worked */
    assert_at(due_of(t, town_open(t, "timed", NULL)), "2026-05-11 17:30");
}

static void working_hours_pass_over_noon_night_half_days_and_make_up_days(void **state)
{
    struct town *t = town_of(state);

    assert_at(due_of(t, six_hours(t)), "2026-03-02 17:00");
    turn(t, "2026-03-05 16:30");
    assert_at(due_of(t, six_hours(t)), "2026-03-09 10:00");
    turn(t, "2026-05-08 16:00");
    assert_at(due_of(t, six_hours(t)), "2026-05-09 15:00");
    turn(t, "2026-05-10 03:00"); /* Sunday night */
    assert_at(due_of(t, six_hours(t)), "2026-05-11 16:30");
}

static void urgent_hours_run_day_and_night(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    turn(t, "2026-03-07 23:10");
    in.process = S("timed");
    in.place   = t->grid;
    in.grade   = S("urgent");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    assert_at(due_of(t, a.opened.id), "2026-03-08 01:10");
}

static void another_calendar_ends_at_the_same_hour(void **state)
{
    struct town *t = town_of(state);

    assert_at(due_of(t, town_open(t, "hourly", NULL)), "2026-03-04 09:00");
    turn(t, "2026-03-02 20:00"); /* it came when work began */
    assert_at(due_of(t, town_open(t, "hourly", NULL)), "2026-03-05 08:30");
}

static void calendar_days_that_end_on_a_day_off_move_on(void **state)
{
    struct town *t = town_of(state);

    assert_at(due_of(t, town_open(t, "promise", NULL)), "2026-03-06 00:00");
    turn(t, "2026-03-04 09:00");
    assert_at(due_of(t, town_open(t, "promise", NULL)), "2026-03-10 00:00");
}

/* -- a year that is not announced -- */

static const char next_year[] = "2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,work,调休\n";

static void a_year_that_is_not_announced_is_provisional_until_its_table_comes(void **state)
{
    struct town     *t = town_of(state);
    struct clock_row k;
    int64_t          id, done;

    turn(t, "2026-12-29 10:00"); /* the 31st is half a day */
    done = town_open(t, "timed", NULL);
    id   = town_open(t, "timed", NULL);
    assert_at(due_of(t, id), "2027-01-01 17:30");
    assert_true(town_clock(t, id).provisional);
    town_move(t, CLERK, done, "done", NULL);
    fixture_enforce(t->f, "days.csv", next_year);
    fixture_settle(t->f);
    k = town_clock(t, id);
    assert_at(k.due, "2027-01-03 17:30");
    assert_false(k.provisional);
    assert_at(due_of(t, id), "2027-01-03 17:30");
    assert_at(((struct task_row *)town_tasks(t, id).at)[0].due, "2027-01-03 17:30");
    /* The reminder came with it. */
    turn(t, "2026-12-31 17:29");
    assert_int_equal(town_messages(t, CLERK), 0);
    turn(t, "2026-12-31 17:30");
    assert_int_equal(town_messages(t, CLERK), 1);
    turn(t, "2027-01-03 17:29");
    assert_int_equal(town_case(t, id).late, 0);
    turn(t, "2027-01-03 17:30");
    assert_int_equal(town_case(t, id).late, 1);
}

static void a_case_of_an_older_version_counts_by_the_days_that_are_known_now(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "running", NULL), other;

    turn(t, "2026-12-31 09:00");
    other = town_open(t, "timed", NULL);
    town_move(t, CLERK, other, "wait", NULL);
    fixture_enforce(t->f, "days.csv", next_year);
    fixture_settle(t->f);
    town_move(t, CLERK, id, "hand_on", NULL); /* a working day more */
    assert_at(due_of(t, id), "2026-03-05 17:30");
    for (size_t i = 0; i < town_clocks(t, id).n; i++) {
        struct clock_row *k = town_clocks(t, id).at;

        assert_at(k[1].due, "2027-01-03 17:30");
        assert_false(k[1].provisional);
    }
    /* 3.5 h of the 31st, 7 of the 1st and 4th were left: now the 3rd and 4th, and the 5th. */
    town_move(t, CLERK, other, "go_on", NULL);
    assert_at(due_of(t, other), "2027-01-05 17:30");
}

/* -- the minutes -- */

static void each_answer_to_being_late_comes_at_its_minute_and_once(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "timed", NULL);
    struct case_row c;
    struct str      data;

    turn(t, "2026-03-04 17:29");
    assert_int_equal(town_messages(t, CLERK), 0);
    turn(t, "2026-03-04 17:30"); /* a working day before it is due */
    assert_int_equal(town_messages(t, CLERK), 1);
    turn(t, "2026-03-05 17:29");
    c = town_case(t, id);
    assert_true(c.late == 0 && c.card == CARD_NONE && c.version == 1);
    turn(t, "2026-03-05 17:30");
    c = town_case(t, id);
    assert_true(c.late == 1 && c.card == CARD_YELLOW);
    assert_true(c.version == 1); /* a clerk who is typing is not told that somebody was quicker */
    assert_int_equal(town_messages(t, CLERK), 2);
    turn(t, "2026-03-06 11:59");
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
    turn(t, "2026-03-06 12:00"); /* a working day later, a short one: before the four hours */
    assert_int_equal(town_case(t, id).card, CARD_RED);
    assert_int_equal(town_messages(t, SECRETARY), 0);
    turn(t, "2026-03-09 08:59");
    assert_int_equal(town_messages(t, SECRETARY), 0);
    turn(t, "2026-03-09 09:00");
    assert_int_equal(town_messages(t, SECRETARY), 1);
    turn(t, "2026-03-09 17:29");
    assert_int_equal(town_messages(t, CHIEF), 0);
    turn(t, "2026-03-09 17:30");
    assert_int_equal(town_messages(t, CHIEF), 1);
    assert_int_equal(town_history(t, id, "case.escalated", NULL), 1);
    turn(t, "2026-03-10 17:29");
    assert_text(town_case(t, id).step, "any_work");
    turn(t, "2026-03-10 17:30");
    c = town_case(t, id);
    assert_text(c.step, "fallen");
    assert_int_equal(c.version, 2);
    assert_at(c.due, "2026-03-11 17:30");
    assert_int_equal(town_history(t, id, "case.moved", &data), 1);
    assert_int_equal(town_history(t, id, "case.late", NULL), 1);
    assert_int_equal(town_history(t, id, "case.card", NULL), 2);
    turn(t, "2026-03-11 17:30");
    assert_int_equal(town_case(t, id).late, 2);
    town_move(t, SECRETARY, id, "close", NULL);
    turn(t, "2026-04-20 12:00");
    assert_int_equal(town_case(t, id).late, 2);
}

static void what_was_slept_through_happens_once_and_in_its_order(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "timed", NULL);
    struct case_row c;

    turn(t, "2026-03-20 10:00");
    c = town_case(t, id);
    assert_text(c.step, "fallen");
    assert_true(c.late == 1 && c.card == CARD_RED);
    assert_int_equal(town_history(t, id, "case.late", NULL), 1);
    assert_int_equal(town_history(t, id, "case.card", NULL), 2);
    assert_int_equal(town_history(t, id, "case.escalated", NULL), 1);
    assert_at(c.due, "2026-03-23 17:30");
}

static void a_step_that_was_left_in_time_rings_no_more(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-04 17:29");
    town_move(t, CLERK, id, "done", NULL);
    turn(t, "2026-03-20 10:00");
    assert_int_equal(town_messages(t, CLERK), 0);
    assert_int_equal(town_case(t, id).late, 0);
    assert_true(town_case(t, id).due == NONE_I64);
}

static void more_clocks_than_a_batch_ring_all_the_same(void **state)
{
    struct town *t = town_of(state);
    int64_t      id[50];

    for (size_t i = 0; i < ARRAY_LEN(id); i++)
        id[i] = six_hours(t);
    turn(t, "2026-03-02 17:00");
    for (size_t i = 0; i < ARRAY_LEN(id); i++)
        assert_int_equal(town_case(t, id[i]).late, 1);
}

/* `up` holds only below the top of the ladder: at the top the program leaves it alone, and goes on
 * with the clocks of others. */
static void a_move_whose_condition_fails_is_not_made_when_late_and_blocks_nobody(void **state)
{
    struct town *t = town_of(state);
    int64_t      id, other;

    id = town_open(t, "ladder", NULL);
    turn(t, "2026-03-05 17:29");
    assert_int_equal(town_case(t, id).level, 0);
    turn(t, "2026-03-05 17:30");
    assert_int_equal(town_case(t, id).level, 1);
    turn(t, "2026-03-10 17:30");
    assert_int_equal(town_case(t, id).level, 2);
    other = six_hours(t);
    turn(t, "2026-03-31 12:00");
    assert_int_equal(town_case(t, id).level, 2);
    assert_text(town_case(t, id).step, "mediate");
    assert_int_equal(town_case(t, id).late, 3);
    assert_int_equal(town_case(t, other).late, 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(working_days_leave_out_weekends_holidays_and_count_make_up_days),
        T(working_hours_pass_over_noon_night_half_days_and_make_up_days),
        T(urgent_hours_run_day_and_night),
        T(another_calendar_ends_at_the_same_hour),
        T(calendar_days_that_end_on_a_day_off_move_on),
        T(a_year_that_is_not_announced_is_provisional_until_its_table_comes),
        T(a_case_of_an_older_version_counts_by_the_days_that_are_known_now),
        T(each_answer_to_being_late_comes_at_its_minute_and_once),
        T(what_was_slept_through_happens_once_and_in_its_order),
        T(a_step_that_was_left_in_time_rings_no_more),
        T(more_clocks_than_a_batch_ring_all_the_same),
        T(a_move_whose_condition_fails_is_not_made_when_late_and_blocks_nobody),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
