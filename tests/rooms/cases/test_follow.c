/* One process opens others, for which nobody waits. */
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

static enum rc act_links(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_link_all, ARGS(A(a->id)), &a->rows);
}

/* The cases that follow from it, in order. */
static struct rows followers(struct town *t, int64_t id)
{
    struct act a = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, act_links, &a), RC_OK);
    return a.rows;
}

static int64_t follower(struct town *t, int64_t id, size_t n)
{
    struct rows            rows = followers(t, id);
    const struct link_row *l    = rows.at;

    assert_true(n < rows.n);
    assert_int_equal(l[n].kind, LINK_FOLLOWS);
    return l[n].other;
}

static void what_follows_is_a_case_of_its_own_for_which_nobody_waits(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "settle", "{\"sum\":12.5}");
    struct case_row c, v;

    town_move(t, CLERK, id, "agree", "{\"agreed_on\":\"2026-03-01\"}");
    c = town_case(t, id);
    assert_int_equal(c.state, CASE_ENDED);
    v = town_case(t, follower(t, id, 0));
    assert_text(v.process, "visit");
    assert_true(v.parent == NONE_I64 && v.place == c.place);
    assert_true(v.initiator == t->account[RESIDENT]);
    assert_int_equal(v.channel, CH_CASE);
    assert_text(v.title, "调处");
    assert_int_equal(town_history(t, id, "case.followed", NULL), 2);
    town_move(t, RESIDENT, v.id, "done", NULL);
    assert_int_equal(town_case(t, id).version, c.version);
}

static void it_gets_what_was_given_and_what_both_ask_for_and_nothing_else(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_open(t, "settle", "{\"sum\":12.5,\"secret\":\"不外传\"}");
    struct case_row v;

    town_move(t, CLERK, id, "agree", "{\"agreed_on\":\"2026-03-01\"}");
    v = town_case(t, follower(t, id, 0));
    assert_text(v.form.text, "{\"round\":1,\"agreed_on\":\"2026-03-01\",\"about\":25}");
    assert_text(v.grade, "soon");
}

static void photos_go_over_and_are_seen_there(void **state)
{
    struct town    *t      = town_of(state);
    int64_t         id     = town_open(t, "settle", NULL);
    struct str      photos = town_photos(t, CLERK);
    struct case_row v;

    town_move(
        t, CLERK, id, "agree",
        town_form(t, "{\"agreed_on\":\"2026-03-01\",\"photos\":%.*s}", (int)photos.n, photos.p));
    v = town_case(t, follower(t, id, 0));
    assert_true(str_find(v.form.text, photos) != SIZE_MAX);
}

static void a_note_may_open_one_and_the_case_stays(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "settle", NULL);

    town_move(t, CLERK, id, "later", "{\"agreed_on\":\"2026-03-01\"}");
    assert_text(town_case(t, id).step, "talk");
    assert_text(town_case(t, follower(t, id, 0)).form.text,
                "{\"round\":2,\"agreed_on\":\"2026-03-01\"}");
    town_refused(t, CLERK, id, "later", "{\"agreed_on\":\"2026-03-01\"}", RC_CONFLICT, "too_often",
                 "");
}

static void cases_that_open_each_other_come_to_an_end(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "settle", NULL);
    struct rows  rows;

    town_move(t, CLERK, id, "agree", "{\"agreed_on\":\"2026-03-01\"}");
    rows = followers(t, follower(t, id, 1));
    assert_true(rows.n >= 2 && rows.n <= 3);
    assert_int_equal(town_case(t, follower(t, id, 1)).state, CASE_ENDED);
}

static enum rc act_me_too(struct work *w, void *ctx)
{
    struct me_too_in in = { .client_token = STR_NONE };
    struct me_too    out;

    return case_me_too(w, ((struct act *)ctx)->id, &in, &out);
}

static enum rc act_parties(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_party_all, ARGS(A(a->id)), &a->rows);
}

static void whom_it_concerns_what_follows_concerns_too(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = town_open(t, "settle", NULL) };

    assert_rc(by(t, NEIGHBOUR, act_me_too, &a), RC_OK);
    town_move(t, CLERK, a.id, "agree", "{\"agreed_on\":\"2026-03-01\"}");
    a.id = follower(t, a.id, 0);
    assert_rc(fixture_read(t->f, &actor_system, act_parties, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    assert_true(((const struct party_row *)a.rows.at)->account == t->account[NEIGHBOUR]);
}

static void a_called_case_is_given_values_too(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = town_open(t, "settle", NULL);
    const struct link_row *l;
    struct rows            rows;

    town_move(t, CLERK, id, "ask", "{\"words_public\":\"换灯\"}");
    rows = followers(t, id);
    l    = rows.at;
    assert_int_equal(l[0].kind, LINK_CALLED);
    assert_text(town_case(t, l[0].other).form.text, "{\"topic\":\"换灯\"}");
    town_move(t, SECRETARY, l[0].other, "agree", NULL);
    assert_text(town_case(t, id).ended_as, "agreed");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(what_follows_is_a_case_of_its_own_for_which_nobody_waits),
        T(it_gets_what_was_given_and_what_both_ask_for_and_nothing_else),
        T(photos_go_over_and_are_seen_there),
        T(a_note_may_open_one_and_the_case_stays),
        T(cases_that_open_each_other_come_to_an_end),
        T(whom_it_concerns_what_follows_concerns_too),
        T(a_called_case_is_given_values_too),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
