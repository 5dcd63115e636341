/* Several act side by side, somebody speaks for all, and a case goes up a ladder. */
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static const char *send_form(struct town *t, int64_t unit, int64_t assist)
{
    if (assist == NONE_I64)
        return town_form(t, "{\"unit\":\"%lld\"}", (long long)unit);
    return town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)unit,
                     (long long)assist);
}

/* The company leads, the office assists. */
static int64_t joint(struct town *t, const char *process)
{
    int64_t id = town_open(t, process, NULL);

    town_move(t, CLERK, id, "send", send_form(t, t->company, t->office));
    return id;
}

static size_t open_tasks(struct town *t, int64_t id)
{
    struct rows            rows = town_tasks(t, id);
    const struct task_row *k    = rows.at;
    size_t                 n    = 0;

    for (size_t i = 0; i < rows.n; i++)
        n += k[i].state == TASK_OPEN;
    return n;
}

static void all_of_them_must_be_done(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_all");

    town_move(t, HELPER, id, "done", NULL);
    assert_text(town_case(t, id).step, "work");
    town_refused(t, HELPER, id, "done", NULL, RC_DENIED, "not_yours", "");
    town_move(t, HANDLER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
}

static void the_lead_is_enough_where_the_pack_says_so(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = joint(t, "joint_lead");
    struct rows            rows;
    const struct task_row *k;

    town_move(t, HANDLER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
    rows = town_tasks(t, id);
    k    = rows.at;
    assert_int_equal(k[1].state, TASK_DONE);
    assert_true(k[1].lead && k[1].org == t->company && k[1].ended_by == t->account[HANDLER]);
    assert_int_equal(k[2].state, TASK_FELL);
    assert_true(!k[2].lead && k[2].ended_by == NONE_I64);
    /* The other way round the lead is waited for. */
    id = joint(t, "joint_lead");
    town_move(t, HELPER, id, "done", NULL);
    assert_text(town_case(t, id).step, "work");
    town_move(t, HANDLER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
}

static void any_of_them_is_enough_where_the_pack_says_so(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_any");

    town_move(t, HELPER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
    town_refused(t, HANDLER, id, "done", NULL, RC_CONFLICT, "no_move", "move");
}

static void one_of_several_gives_its_part_back_and_the_others_go_on(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_all");

    town_refused(t, HELPER, id, "give_back", NULL, RC_INVALID, "needed", "form.reason");
    town_move(t, HELPER, id, "give_back", "{\"reason\":\"不是我们的\"}");
    assert_text(town_case(t, id).step, "work");
    assert_int_equal(town_case(t, id).returned, 0);
    assert_int_equal(open_tasks(t, id), 1);
    town_refused(t, HELPER, id, "done", NULL, RC_DENIED, "not_yours", "");
    town_move(t, HANDLER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
}

static void when_the_last_gives_it_back_it_goes_back(void **state)
{
    struct town *t = town_of(state);

    for (size_t i = 0; i < 2; i++) {
        int64_t id = joint(t, i ? "joint_any" : "joint_all");

        town_move(t, HELPER, id, "give_back", "{\"reason\":\"不是我们的\"}");
        town_move(t, HANDLER, id, "give_back", "{\"reason\":\"也不是我们的\"}");
        assert_text(town_case(t, id).step, "choose");
        assert_int_equal(town_case(t, id).returned, 1);
    }
}

static void when_the_lead_gives_back_what_only_the_lead_can_finish_it_goes_back(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_lead");

    town_move(t, HANDLER, id, "give_back", "{\"reason\":\"不是我们的\"}");
    assert_text(town_case(t, id).step, "choose");
    assert_int_equal(open_tasks(t, id), 1);
}

static void a_move_with_actors_of_its_own_speaks_for_all(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_all");

    town_refused(t, HANDLER, id, "take_away", "{\"reason\":\"x\"}", RC_DENIED, "not_yours", "");
    town_move(t, SECRETARY, id, "take_away", "{\"reason\":\"改派\"}");
    assert_text(town_case(t, id).step, "choose");
    assert_int_equal(open_tasks(t, id), 1);
}

static void whoever_assisted_before_does_not_assist_the_next_unit(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = joint(t, "joint_all");
    struct rows            rows;
    const struct task_row *k;

    town_move(t, SECRETARY, id, "take_away", "{\"reason\":\"改派\"}");
    town_move(t, CLERK, id, "send", send_form(t, t->company, NONE_I64));
    assert_int_equal(open_tasks(t, id), 1);
    rows = town_tasks(t, id);
    k    = rows.at;
    assert_true(k[rows.n - 1].org == t->company);
}

static void a_unit_that_is_named_twice_has_one_task(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "joint_all", NULL);

    town_move(t, CLERK, id, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\",\"%lld\",\"%lld\"]}",
                        (long long)t->company, (long long)t->office, (long long)t->company,
                        (long long)t->office));
    assert_int_equal(open_tasks(t, id), 2);
    town_move(t, HANDLER, id, "done", NULL);
    town_move(t, HELPER, id, "done", NULL);
    assert_text(town_case(t, id).step, "check");
}

static void words_beside_the_way_end_nobodys_task(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_all");

    town_move(t, HANDLER, id, "note", "{\"note\":\"已联系\"}");
    assert_int_equal(open_tasks(t, id), 2);
    assert_int_equal(town_case(t, id).version, 3);
    town_refused(t, CLERK, id, "note", "{\"note\":\"x\"}", RC_DENIED, "not_yours", "");
}

static void who_has_two_tasks_says_which(void **state)
{
    struct town           *t = town_of(state);
    struct act             a = { .move = "done" };
    struct rows            rows;
    const struct task_row *k;

    town_give(t, HELPER, "handler", NONE_I64, t->company);
    a.id = joint(t, "joint_all");
    rows = town_tasks(t, a.id);
    k    = rows.at;
    assert_true(k[2].org == t->office);
    a.task = k[2].id;
    assert_rc(by(t, HANDLER, act_move, &a), RC_DENIED); /* not theirs */
    assert_rc(by(t, HELPER, act_move, &a), RC_OK);
    rows = town_tasks(t, a.id);
    k    = rows.at;
    assert_int_equal(k[1].state, TASK_OPEN);
    assert_int_equal(k[2].state, TASK_DONE);
    a.task = 0;
    assert_rc(by(t, HELPER, act_move, &a), RC_OK);
    assert_text(a.row.step, "check");
}

/* -- verification -- */

static void whoever_handled_it_does_not_verify_it_nor_whoever_reported_it(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = joint(t, "joint_lead");

    town_give(t, HANDLER, "grid_head", t->grid, NONE_I64);
    town_give(t, RESIDENT, "grid_head", t->grid, NONE_I64);
    town_give(t, HELPER, "grid_head", t->grid, NONE_I64);
    town_move(t, HANDLER, id, "done", NULL);
    town_refused(t, HANDLER, id, "pass", NULL, RC_DENIED, "own_work", "");
    town_refused(t, RESIDENT, id, "pass", NULL, RC_DENIED, "own_work", "");
    town_move(t, HEAD, id, "redo", "{\"reason\":\"没修好\"}");
    town_move(t, HANDLER, id, "done", NULL);
    town_refused(t, HANDLER, id, "pass", NULL, RC_DENIED, "own_work", "");
    town_move(t, HELPER, id, "pass", NULL); /* it had a task, and did nothing */
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

/* -- organisations in a field -- */

static void those_named_in_a_field_have_a_task_each(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "called_in", NULL);

    town_refused(t, CLERK, id, "call",
                 town_form(t, "{\"called\":[\"%lld\"]}", (long long)t->company), RC_INVALID,
                 "not_of_kind", "form.called");
    town_refused(t, CLERK, id, "call", "{\"called\":[]}", RC_INVALID, "needed", "form.called");
    town_refused(t, CLERK, id, "call", "{\"called\":[\"77\"]}", RC_INVALID, "no_row",
                 "form.called");
    town_move(t, CLERK, id, "call",
              town_form(t, "{\"called\":[\"%lld\",\"%lld\"]}", (long long)t->office,
                        (long long)t->office));
    assert_int_equal(open_tasks(t, id), 1);
    town_move(t, HELPER, id, "done", NULL);
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

/* -- the ladder -- */

static void a_case_goes_up_the_ladder_and_back_and_not_beyond(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;

    town_give(t, NEIGHBOUR, "mediator", t->grid, NONE_I64);
    town_give(t, HELPER, "mediator", t->community, NONE_I64);
    town_give(t, HANDLER, "mediator", t->street, NONE_I64);
    id = town_open(t, "ladder", NULL);
    town_refused(t, HELPER, id, "settle", NULL, RC_DENIED, "not_yours", "");
    town_refused(t, NEIGHBOUR, id, "down", "{\"reason\":\"x\"}", RC_CONFLICT, "not_now", "");
    town_refused(t, NEIGHBOUR, id, "fail", NULL, RC_CONFLICT, "not_now", "");
    town_move(t, NEIGHBOUR, id, "up", NULL);
    assert_int_equal(town_case(t, id).level, 1);
    town_refused(t, NEIGHBOUR, id, "settle", NULL, RC_DENIED, "not_yours", "");
    town_move(t, HELPER, id, "up", NULL);
    town_refused(t, HANDLER, id, "up", NULL, RC_CONFLICT, "not_now", "");
    town_move(t, HANDLER, id, "down", "{\"reason\":\"就地化解\"}");
    assert_int_equal(town_case(t, id).level, 1);
    town_move(t, HELPER, id, "up", NULL);
    town_move(t, HANDLER, id, "fail", NULL);
    assert_int_equal(town_case(t, id).outcome, OUT_UNSOLVED);
    assert_int_equal(town_case(t, id).returned, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(all_of_them_must_be_done),
        T(the_lead_is_enough_where_the_pack_says_so),
        T(any_of_them_is_enough_where_the_pack_says_so),
        T(one_of_several_gives_its_part_back_and_the_others_go_on),
        T(when_the_last_gives_it_back_it_goes_back),
        T(when_the_lead_gives_back_what_only_the_lead_can_finish_it_goes_back),
        T(a_move_with_actors_of_its_own_speaks_for_all),
        T(whoever_assisted_before_does_not_assist_the_next_unit),
        T(a_unit_that_is_named_twice_has_one_task),
        T(words_beside_the_way_end_nobodys_task),
        T(who_has_two_tasks_says_which),
        T(whoever_handled_it_does_not_verify_it_nor_whoever_reported_it),
        T(those_named_in_a_field_have_a_task_each),
        T(a_case_goes_up_the_ladder_and_back_and_not_beyond),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
