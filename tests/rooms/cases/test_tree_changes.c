/* When the tree changes under open cases, they go with it, and nobody loses sight of them. */
#include "town.h"

static int setup(void **state)
{
    return town_make(state);
}
static int teardown(void **state)
{
    return town_drop(state);
}

struct change {
    struct town *t;
    int64_t      community, heir;
};

static struct version_of seen(struct work *w, int64_t place)
{
    struct place p = { .version = 0 };

    return (struct version_of){ .id      = place,
                                .version = place_get(w, place, &p) == RC_OK ? p.version : 0 };
}

static enum rc merge_grids(struct work *w, void *ctx)
{
    struct change    *c     = ctx;
    struct version_of two[] = { seen(w, c->t->grid), seen(w, c->t->other_grid) };
    struct node_merge in    = { .on         = NONE_I32,
                                .nodes      = { two, 2 },
                                .keep       = NONE_I64,
                                .parent     = NONE_I64,
                                .code       = S("G9"),
                                .name       = S("新网格"),
                                .lon        = NAN,
                                .lat        = NAN,
                                .households = NONE_I32 };

    return node_merge(w, &place_tree, &in, &c->heir);
}

static void a_case_of_a_merged_grid_goes_to_the_new_one(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = town_report(t, "02.02", "楼道灯不亮"), ended;
    struct change   c  = { .t = t };
    struct case_row row;

    ended = town_report(t, "02.02", "水管漏水");
    town_move(t, CLERK, ended, "refuse", "{\"reason\":\"已经修好\"}");
    assert_rc(fixture_write(t->f, &actor_system, merge_grids, &c), RC_OK);
    fixture_settle(t->f);
    row = town_case(t, id);
    assert_true(row.place == c.heir);
    /* What has ended stays where it was: figures remain comparable. */
    assert_true(town_case(t, ended).place == t->grid);
    town_move(t, CLERK, id, "accept", "{}");
}

static enum rc move_grid(struct work *w, void *ctx)
{
    struct change   *c  = ctx;
    struct place_new n  = { .parent     = c->t->street,
                            .kind       = S("community"),
                            .name       = S("西社区"),
                            .code       = S("C8"),
                            .from       = NONE_I32,
                            .lon        = NAN,
                            .lat        = NAN,
                            .households = NONE_I32 };
    struct node_move in = { .on = NONE_I32 };
    struct place     p;

    TRY(place_add(w, &n, &p));
    c->community = in.parent = p.id;
    in.version               = seen(w, c->t->grid).version;
    return node_move(w, &place_tree, c->t->grid, &in);
}

static enum rc find_community(struct work *w, void *ctx)
{
    struct place *p = ctx;

    return place_get(w, p->id, p);
}

static void a_case_of_a_moved_grid_lies_in_the_new_subtree(void **state)
{
    struct town  *t  = town_of(state);
    int64_t       id = town_report(t, "02.02", "楼道灯不亮");
    struct change c  = { .t = t };
    struct place  p;
    struct act    a = { .id = id };

    assert_rc(by(t, SECRETARY, act_get, &a), RC_OK);
    assert_rc(fixture_write(t->f, &actor_system, move_grid, &c), RC_OK);
    fixture_settle(t->f);
    p.id = c.community;
    assert_rc(fixture_read(t->f, &actor_system, find_community, &p), RC_OK);
    assert_true(path_within(town_case(t, id).place_path, p.path));
    /* It is no longer in the first community's subtree, and its clerk has nothing to do with it. */
    a.move = "accept", a.form = "{}";
    assert_rc(by(t, CLERK, act_move, &a), RC_NOT_FOUND);
    assert_rc(by(t, SECRETARY, act_get, &a), RC_NOT_FOUND);
}

/* -- organisations -- */

struct fold {
    struct town *t;
    int64_t      into;
};

/* The squad is taken in by another, which may have been called beside it. */
static enum rc add_squad(struct work *w, void *ctx)
{
    struct fold   *f = ctx;
    struct org_new n = { .parent = NONE_I64,
                         .from   = NONE_I32,
                         .place  = f->t->community,
                         .kind   = S("urban_management"),
                         .name   = S("综合执法队"),
                         .code   = S("U2") };
    struct org     o;

    TRY(org_add(w, &n, &o));
    f->into = o.id;
    return RC_OK;
}

static enum rc fold_squad(struct work *w, void *ctx)
{
    struct fold      *f = ctx;
    struct org        old, into;
    struct version_of two[2];
    struct node_merge in = { .on         = NONE_I32,
                             .nodes      = { two, 2 },
                             .keep       = f->into,
                             .parent     = NONE_I64,
                             .lon        = NAN,
                             .lat        = NAN,
                             .households = NONE_I32 };

    TRY(org_get(w, f->t->office, &old));
    TRY(org_get(w, f->into, &into));
    two[0] = (struct version_of){ old.id, old.version };
    two[1] = (struct version_of){ into.id, into.version };
    return node_merge(w, &org_tree, &in, &f->into);
}

static int setup_many(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}

static void an_organisation_that_was_called_and_is_merged_goes_on_as_the_other(void **state)
{
    struct town *t = town_of(state);
    struct fold  f = { .t = t };
    int64_t      one, two, three;

    one   = town_open(t, "called_in", NULL);
    two   = town_open(t, "whistled",
                      town_form(t, "{\"called\":[\"%lld\",\"%lld\"]}", (long long)t->office,
                                (long long)t->company));
    three = town_open(t, "joint_all", NULL);
    assert_rc(fixture_write(t->f, &actor_system, add_squad, &f), RC_OK);
    town_move(
        t, CLERK, one, "call",
        town_form(t, "{\"called\":[\"%lld\",\"%lld\"]}", (long long)t->office, (long long)f.into));
    town_move(t, CLERK, three, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)t->company,
                        (long long)t->office));
    fixture_turn(t->f, "2026-03-03 09:00");
    assert_rc(fixture_write(t->f, &actor_system, fold_squad, &f), RC_OK);
    town_give(t, HELPER, "handler", NONE_I64, f.into); /* people follow by themselves */
    assert_text(town_case(t, one).form.text,
                town_form(t, "{\"called\":[\"%lld\"]}", (long long)f.into));
    /* What waited for either waits for the one that is left, once. */
    town_move(t, HELPER, one, "done", NULL);
    assert_int_equal(town_case(t, one).outcome, OUT_SOLVED);
    town_move(t, HELPER, three, "done", NULL);
    assert_true(town_case(t, three).unit == t->company);
    /* And it is the other whose work is marked. */
    town_refused(
        t, CLERK, two, "close",
        town_form(t, "{\"opinion\":[{\"unit\":\"%lld\",\"mark\":3}]}", (long long)t->office),
        RC_INVALID, "mark_no_unit", "form.opinion.0.unit");
    town_move(
        t, CLERK, two, "close",
        town_form(t,
                  "{\"opinion\":[{\"unit\":\"%lld\",\"mark\":3},{\"unit\":\"%lld\",\"mark\":3}]}",
                  (long long)f.into, (long long)t->company));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_case_of_a_merged_grid_goes_to_the_new_one),
        T(a_case_of_a_moved_grid_lies_in_the_new_subtree),
        cmocka_unit_test_setup_teardown(
            an_organisation_that_was_called_and_is_merged_goes_on_as_the_other, setup_many,
            teardown),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
