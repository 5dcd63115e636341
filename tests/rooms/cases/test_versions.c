/* Cases that were opened before another version of the pack was put in force: what `practice diff`
 * says of them. */
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/first");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static void enforce(struct town *t, const char *pack)
{
    fixture_enforce_pack(t->f, pack);
    town_look_again(t);
}

static void a_case_at_a_step_that_is_gone_goes_on_by_its_own_version(void **state)
{
    struct town *t     = town_of(state);
    int64_t      early = town_open(t, "life", NULL), late = town_open(t, "life", NULL), after;

    town_move(t, CLERK, late, "on", NULL);
    enforce(t, ROOM_PACKS "/second");
    assert_text(town_case(t, late).step, "middle");
    town_move(t, CLERK, early, "on", NULL);
    assert_text(town_case(t, early).step, "middle");
    assert_at(town_case(t, early).due, "2026-03-04 17:30");
    town_move(t, SECRETARY, late, "on", NULL);
    assert_text(town_case(t, late).step, "last");

    after = town_open(t, "life", NULL);
    town_refused(t, CLERK, after, "on", NULL, RC_CONFLICT, "no_move", "move");
    town_move(t, CLERK, after, "done", NULL);
    assert_text(town_case(t, after).ended_as, "done");
}

static void a_case_tells_in_the_words_of_its_own_version(void **state)
{
    struct town *t    = town_of(state);
    int64_t      id   = town_open(t, "life", NULL);
    size_t       told = town_messages(t, RESIDENT);

    enforce(t, ROOM_PACKS "/second");
    town_move(t, CLERK, id, "on", NULL);
    assert_int_equal(told + 1, town_messages(t, RESIDENT));
    town_move(t, SECRETARY, id, "on", NULL); /* a move that names no text */
    assert_int_equal(told + 2, town_messages(t, RESIDENT));
}

static void where_a_post_is_gone_nobody_acts_until_it_is_back(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "life", NULL);

    town_give(t, NEIGHBOUR, "warden", t->community, NONE_I64);
    town_move(t, CLERK, id, "on", NULL);
    town_move(t, SECRETARY, id, "on", NULL);
    enforce(t, ROOM_PACKS "/second");
    town_refused(t, NEIGHBOUR, id, "done", NULL, RC_NOT_FOUND, "no_case", "");
    town_refused(t, SECRETARY, id, "done", NULL, RC_DENIED, "not_yours", "");
    enforce(t, ROOM_PACKS "/first");
    town_move(t, NEIGHBOUR, id, "done", NULL);
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

static void a_process_that_is_gone_is_ended_but_not_opened(void **state)
{
    struct town   *t  = town_of(state);
    int64_t        id = town_open(t, "once", NULL);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    enforce(t, ROOM_PACKS "/second");
    in.process = S("once");
    in.place   = t->grid;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_INVALID);
    town_move(t, CLERK, id, "done", NULL);
    assert_text(town_case(t, id).ended_as, "done");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_case_at_a_step_that_is_gone_goes_on_by_its_own_version),
        T(a_case_tells_in_the_words_of_its_own_version),
        T(where_a_post_is_gone_nobody_acts_until_it_is_back),
        T(a_process_that_is_gone_is_ended_but_not_opened),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
