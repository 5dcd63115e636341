/* Which limit holds: of the class, of the grade, promised, of each task, of all visits. */
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

/* A case of that class and grade, which the rules send to a unit at once. */
static int64_t dispatched(struct town *t, const char *class, const char *grade)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.class = str_of(class);
    in.place = t->grid;
    in.grade = grade ? str_of(grade) : STR_NONE;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    assert_text(town_case(t, a.opened.id).step, "handling");
    return a.opened.id;
}

static void the_closest_limit_of_class_and_grade_holds_and_is_inherited(void **state)
{
    struct town *t = town_of(state);

    /* 01 says it by grade; 01.02 says nothing of its own; 01.01 does; 02.01 leaves it to the step.
     */
    assert_at(town_case(t, dispatched(t, "01.02", NULL)).due, "2026-03-05 17:30");
    assert_at(town_case(t, dispatched(t, "01.02", "urgent")).due, "2026-03-02 15:00");
    assert_at(town_case(t, dispatched(t, "01.01", NULL)).due, "2026-03-03 17:30");
    assert_at(town_case(t, dispatched(t, "01.01", "urgent")).due, "2026-03-03 17:30");
    assert_at(town_case(t, dispatched(t, "02.01", NULL)).due, "2026-03-09 17:30");
    assert_at(town_case(t, dispatched(t, "02.01", "urgent")).due, "2026-03-02 17:00");
}

static void a_grade_that_is_set_holds_from_the_next_step_on(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    town_move(t, CLERK, id, "hurry", NULL);
    assert_text(town_case(t, id).grade, "urgent");
    assert_at(town_case(t, id).due, "2026-03-02 11:00");
}

static void a_promise_holds_to_the_end_of_its_day(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "promise", NULL);

    town_refused(t, CLERK, id, "promise", "{\"promised\":\"2026-02-30\"}", RC_INVALID, "wrong_type",
                 "form.promised");
    town_move(t, CLERK, id, "promise", "{\"promised\":\"2026-03-12\"}");
    assert_at(town_case(t, id).due, "2026-03-13 00:00");
    assert_false(town_clock(t, id).provisional);
    turn(t, "2026-03-11 23:59");
    assert_int_equal(town_messages(t, CLERK), 0);
    turn(t, "2026-03-12 00:00");
    assert_int_equal(town_messages(t, CLERK), 1);
    turn(t, "2026-03-12 23:59");
    assert_int_equal(town_case(t, id).late, 0);
    turn(t, "2026-03-13 00:00");
    assert_int_equal(town_case(t, id).late, 1);
    town_move(t, CLERK, id, "again", "{\"promised\":\"2026-03-20\"}");
    assert_at(town_case(t, id).due, "2026-03-21 00:00");
}

/* -- presence -- */

static int64_t sent_out(struct town *t)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process = S("onsite");
    in.lon     = 98.51;
    in.lat     = 39.74;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    town_move(t, CLERK, a.opened.id, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)t->company,
                        (long long)t->office));
    return a.opened.id;
}

static enum rc sign_in(struct town *t, enum person who, int64_t id, double lon, double lat)
{
    struct act a = { .id = id, .move = "sign_in", .lon = lon, .lat = lat };

    return by(t, who, act_move, &a);
}

static const struct task_row *task_at(struct town *t, int64_t id, int64_t org)
{
    struct rows            rows = town_tasks(t, id);
    const struct task_row *k    = rows.at;

    for (size_t i = rows.n; i-- > 0;)
        if (k[i].org == org)
            return &k[i];
    fail_msg("no task there");
    return NULL;
}

static void whoever_signs_in_must_be_there(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;

    fixture_settle(t->f); /* the grids' middles are known */
    id = sent_out(t);
    assert_true(town_case(t, id).place == t->grid);
    assert_rc(sign_in(t, HANDLER, id, 0, 0), RC_INVALID);
    assert_fault(t->f, "where_needed", "lon");
    assert_rc(sign_in(t, HANDLER, id, 98.5145, 39.74), RC_INVALID); /* 385 m */
    assert_fault(t->f, "too_far", "lon");
    assert_true(task_at(t, id, t->company)->signed_at == NONE_I64);
    assert_rc(sign_in(t, HANDLER, id, 98.5134, 39.74), RC_OK); /* 290 m */
    assert_true(task_at(t, id, t->company)->signed_at == t->f->clock.at);
    assert_int_equal(task_at(t, id, t->company)->state, TASK_OPEN);
}

static void each_signs_in_for_itself_and_stops_its_own_clock(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;

    fixture_settle(t->f);
    id = sent_out(t);
    assert_int_equal(town_clocks(t, id).n, 2);
    turn(t, "2026-03-02 09:10");
    assert_rc(sign_in(t, HANDLER, id, 98.51, 39.74), RC_OK);
    assert_true(town_clock(t, id).task == task_at(t, id, t->office)->id);
    assert_true(task_at(t, id, t->company)->due == NONE_I64); /* there is nothing to be late for */
    assert_at(task_at(t, id, t->office)->due, "2026-03-02 09:30");
    turn(t, "2026-03-02 09:29");
    assert_int_equal(town_case(t, id).late, 0);
    turn(t, "2026-03-02 09:30");
    assert_int_equal(town_case(t, id).late, 1);
    assert_int_equal(town_case(t, id).card, CARD_RED);
    assert_int_equal(town_messages(t, HANDLER), 0); /* it is not theirs that is late */
    assert_int_equal(town_messages(t, HELPER), 1);
    town_move(t, HANDLER, id, "done", NULL);
    town_move(t, HELPER, id, "done", NULL);
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

static void a_task_that_ended_is_late_no_more(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;

    fixture_settle(t->f);
    id = sent_out(t);
    town_move(t, HELPER, id, "give_back", "{\"reason\":\"不在辖区\"}");
    assert_true(town_clock(t, id).task == task_at(t, id, t->company)->id);
    town_move(t, HANDLER, id, "done", NULL); /* without having signed in; but done */
    turn(t, "2026-03-02 12:00");
    assert_int_equal(town_case(t, id).late, 0);
}

struct asking {
    int64_t              id;
    struct extension_row row;
};

static enum rc act_ask(struct work *w, void *ctx)
{
    struct asking *a = ctx;

    return case_extension_ask(w, a->id, &(struct extension_in){ S("10 minutes"), S("堵车") },
                              &a->row);
}

static void whoever_asks_for_time_asks_for_their_own_clock(void **state)
{
    struct town  *t = town_of(state);
    struct asking a = { 0 }, b = { 0 };
    int64_t       id;

    fixture_settle(t->f);
    a.id = b.id = id = sent_out(t);
    assert_rc(fixture_write(t->f, t->actor[HELPER], act_ask, &a), RC_OK);
    assert_rc(fixture_write(t->f, t->actor[HANDLER], act_ask, &b), RC_OK);
    assert_true(a.row.clock != b.row.clock);
    assert_rc(sign_in(t, HANDLER, id, 98.51, 39.74), RC_OK);
    assert_true(town_clock(t, id).id == a.row.clock);
    assert_rc(fixture_write(t->f, t->actor[HANDLER], act_ask, &b), RC_CONFLICT);
    assert_fault(t->f, "no_clock", "");
}

static void any_move_may_stop_the_clock_of_a_step(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "contact", NULL);

    turn(t, "2026-03-02 09:59");
    town_move(t, CLERK, id, "called", "{\"note\":\"已电话联系\"}");
    turn(t, "2026-03-02 12:00");
    assert_int_equal(town_case(t, id).late, 0);
    assert_true(town_case(t, id).due == NONE_I64);
    assert_true(((struct task_row *)town_tasks(t, id).at)[0].due == NONE_I64);
    town_move(t, CLERK, id, "done", NULL);
}

/* -- one clock for all visits -- */

static void one_clock_runs_on_over_all_visits(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = town_open(t, "running", NULL); /* due on Thursday at 17:30 */
    const struct task_row *k;
    struct rows            rows;

    turn(t, "2026-03-03 10:00");
    town_move(t, CLERK, id, "hand_on", NULL);
    assert_at(town_case(t, id).due, "2026-03-04 17:30"); /* of the review; the other runs on */
    turn(t, "2026-03-04 10:00");
    town_move(t, SECRETARY, id, "back", NULL);
    assert_at(town_case(t, id).due, "2026-03-05 17:30");
    assert_at(town_clock(t, id).started, "2026-03-02 09:00");
    rows = town_tasks(t, id);
    k    = rows.at;
    assert_at(k[rows.n - 1].due, "2026-03-05 17:30");
    turn(t, "2026-03-05 12:00");
    town_move(t, CLERK, id, "hand_on", NULL);
    turn(t, "2026-03-05 17:30"); /* while somebody else has it */
    assert_int_equal(town_case(t, id).late, 1);
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
}

static size_t told(struct town *t, int64_t id, const char *kind)
{
    struct str last;

    return town_history(t, id, kind, &last);
}

/* The month from the opening on was kept, the next was not; the quarter neither. */
static void what_is_owed_every_so_often_is_kept_or_missed_each_time(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "project", NULL);
    struct sums     sums;
    struct case_row c;

    assert_at(town_case(t, id).due, "2026-04-02 09:00");
    turn(t, "2026-03-20 10:00");
    town_move(t, CLERK, id, "supervise", "{\"note\":\"到场\"}");
    assert_int_equal(told(t, id, "case.kept"), 1);
    assert_at(town_case(t, id).due, "2026-05-02 09:00");
    town_move(t, CLERK, id, "supervise", "{\"note\":\"又到场\"}"); /* of the same month */
    assert_int_equal(told(t, id, "case.kept"), 1);

    turn(t, "2026-05-02 08:00");
    assert_int_equal(told(t, id, "case.missed"), 0);
    turn(t, "2026-05-02 09:01");
    assert_int_equal(told(t, id, "case.missed"), 1);
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
    assert_at(town_case(t, id).due, "2026-06-02 09:00");
    turn(t, "2026-06-03 09:00");
    assert_int_equal(told(t, id, "case.missed"), 3);
    c = town_case(t, id);
    assert_int_equal(c.card, CARD_RED);
    assert_int_equal(c.late, 0); /* its own limit did not run out */
    assert_text(c.step, "running");

    town_move(t, CLERK, id, "finish", NULL);
    sums = town_sums(t, t->grid, "project");
    assert_int_equal(sums.m[M_KEPT], 1);
    assert_int_equal(sums.m[M_MISSED], 3);
    assert_int_equal(sums.m[M_CLOSED_ON_TIME], 1);
    turn(t, "2026-09-03 09:00");
    assert_int_equal(told(t, id, "case.missed"), 3);
}

static void after_a_long_stillness_each_period_was_missed_by_itself(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "project", NULL);

    turn(t, "2026-08-20 09:00");
    assert_int_equal(told(t, id, "case.missed"), 5 + 1);
    assert_at(town_case(t, id).due, "2026-09-02 09:00");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_closest_limit_of_class_and_grade_holds_and_is_inherited),
        T(a_grade_that_is_set_holds_from_the_next_step_on),
        T(a_promise_holds_to_the_end_of_its_day),
        T(whoever_signs_in_must_be_there),
        T(each_signs_in_for_itself_and_stops_its_own_clock),
        T(a_task_that_ended_is_late_no_more),
        T(whoever_asks_for_time_asks_for_their_own_clock),
        T(any_move_may_stop_the_clock_of_a_step),
        T(one_clock_runs_on_over_all_visits),
        T(what_is_owed_every_so_often_is_kept_or_missed_each_time),
        T(after_a_long_stillness_each_period_was_missed_by_itself),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
