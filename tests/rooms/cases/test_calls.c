/* One process calls another and goes on by what became of it. */
#include "cases/list.h"
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static enum rc act_children(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_case_children, ARGS(A(a->id)), &a->rows);
}

/* The n-th case that it called. */
static int64_t child(struct town *t, int64_t id, size_t n)
{
    struct act               a = { .id = id };
    const struct case_brief *b;

    assert_rc(fixture_read(t->f, &actor_system, act_children, &a), RC_OK);
    assert_true(n < a.rows.n);
    b = a.rows.at;
    return b[n].id;
}

static enum rc act_links(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_link_all, ARGS(A(a->id)), &a->rows);
}

static int64_t asked(struct town *t)
{
    int64_t id = town_open(t, "caller", NULL);

    town_move(t, CLERK, id, "ask", "{\"topic\":\"更换路灯\"}");
    return id;
}

static void the_called_case_is_a_case_of_its_own_and_its_caller_waits(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = town_open(t, "caller", "{}");
    struct act             a;
    struct case_row        c;
    const struct link_row *l;

    town_refused(t, CLERK, id, "ask", NULL, RC_INVALID, "needed", "form.topic");
    town_move(t, CLERK, id, "ask", "{\"topic\":\"更换路灯\"}");
    c = town_case(t, id);
    assert_text(c.step, "waiting");
    c = town_case(t, child(t, id, 0));
    assert_text(c.process, "approval");
    assert_text(c.form.text, "{\"topic\":\"更换路灯\"}");
    assert_true(c.parent == id && c.place == t->grid && c.initiator == t->account[RESIDENT]);
    assert_int_equal(c.channel, CH_CASE);
    assert_true(!c.code.p);
    a.id = id;
    assert_rc(fixture_read(t->f, &actor_system, act_links, &a), RC_OK);
    l = a.rows.at;
    assert_int_equal(a.rows.n, 1);
    assert_int_equal(l[0].kind, LINK_CALLED);
    assert_true(l[0].other == c.id);
    town_refused(t, CLERK, id, "ask", NULL, RC_CONFLICT, "no_move", "move");
}

static void the_called_case_takes_of_the_answers_what_it_asks_for(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "hands_on", "{\"people\":1}");

    town_move(t, CLERK, id, "ask", "{\"topic\":\"更换路灯\",\"lamps\":3}");
    assert_text(town_case(t, child(t, id, 0)).form.text, "{\"topic\":\"更换路灯\",\"lamps\":3}");
    id = town_open(t, "hands_on", "{\"people\":1}");
    town_move(t, CLERK, id, "ask", "{\"topic\":\"修路\",\"lamps\":3}");
    assert_text(town_case(t, child(t, id, 0)).form.text, "{\"topic\":\"修路\"}");
}

static void what_follows_hangs_on_how_it_ended(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = asked(t);

    town_move(t, SECRETARY, child(t, id, 0), "agree", NULL);
    assert_text(town_case(t, id).step, "carry_out");
    assert_int_equal(town_history(t, id, "case.called_ended", NULL), 1);
    town_move(t, CLERK, id, "done", NULL);

    id = asked(t);
    town_move(t, SECRETARY, child(t, id, 0), "refuse", "{\"reason\":\"无预算\"}");
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
    assert_int_equal(town_case(t, id).outcome, OUT_REFUSED);

    id = asked(t);
    town_move(t, SECRETARY, child(t, id, 0), "drop", NULL);
    assert_text(town_case(t, id).step, "decide");
    town_move(t, CLERK, id, "ask", "{\"topic\":\"再议\"}");
    town_move(t, SECRETARY, child(t, id, 1), "agree", NULL);
    assert_text(town_case(t, id).step, "carry_out");
}

static void the_same_process_called_from_another_step_goes_on_from_there(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = asked(t);

    town_move(t, SECRETARY, child(t, id, 0), "agree", NULL);
    town_move(t, CLERK, id, "reask", "{\"topic\":\"追加\"}");
    assert_text(town_case(t, id).step, "waiting_again");
    town_move(t, SECRETARY, child(t, id, 1), "agree", NULL);
    assert_text(town_case(t, id).ended_as, "done");
}

static void several_that_were_called_are_all_waited_for(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "caller", NULL);

    town_move(t, CLERK, id, "both", NULL);
    town_move(t, CLERK, id, "both", NULL);
    assert_text(town_case(t, id).step, "decide");
    town_move(t, SECRETARY, child(t, id, 1), "say", "{\"words\":\"同意\"}");
    assert_text(town_case(t, id).step, "decide");
    town_move(t, SECRETARY, child(t, id, 0), "say", NULL);
    assert_text(town_case(t, id).step, "carry_out");
}

static void one_that_ends_at_once_is_not_waited_for_in_vain(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "caller", NULL);
    struct case_row c;

    town_move(t, CLERK, id, "quick", NULL);
    c = town_case(t, id);
    assert_text(c.step, "carry_out");
    assert_int_equal(town_case(t, child(t, id, 0)).state, CASE_ENDED);
    town_move(t, CLERK, id, "done", NULL);
}

static void a_caller_that_went_its_own_way_is_left_alone(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = asked(t);
    struct case_row c;

    town_move(t, SECRETARY, child(t, id, 0), "agree", NULL);
    town_move(t, CLERK, id, "reask", "{\"topic\":\"追加\"}");
    town_move(t, CLERK, id, "give_up", NULL);
    c = town_case(t, id);
    town_move(t, SECRETARY, child(t, id, 1), "agree", NULL);
    assert_int_equal(town_case(t, id).version, c.version);
    assert_int_equal(town_case(t, id).outcome, OUT_REFUSED);
}

static void whoever_saw_the_caller_before_is_told_that_it_moved(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .move = "done" };

    a.id      = asked(t);
    a.version = town_case(t, a.id).version;
    town_move(t, SECRETARY, child(t, a.id, 0), "agree", NULL);
    assert_rc(by(t, CLERK, act_move, &a), RC_CONFLICT);
    assert_fault(t->f, "changed", "");
}

static void only_a_case_calls(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("approval");
    in.place     = t->grid;
    in.form.text = S("{\"topic\":\"x\"}");
    assert_rc(by(t, CLERK, act_open, &a), RC_DENIED);
    assert_fault(t->f, "not_open", "process");
    in.channel = CH_CASE;
    assert_rc(by(t, CLERK, act_open, &a), RC_DENIED);
    assert_fault(t->f, "denied", "channel");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_called_case_is_a_case_of_its_own_and_its_caller_waits),
        T(the_called_case_takes_of_the_answers_what_it_asks_for),
        T(what_follows_hangs_on_how_it_ended),
        T(the_same_process_called_from_another_step_goes_on_from_there),
        T(several_that_were_called_are_all_waited_for),
        T(one_that_ends_at_once_is_not_waited_for_in_vain),
        T(a_caller_that_went_its_own_way_is_left_alone),
        T(whoever_saw_the_caller_before_is_told_that_it_moved),
        T(only_a_case_calls),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
