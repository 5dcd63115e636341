/* Splitting and merging: what moves, what goes on, what is kept. */
#include "ops.h"

#include <string.h>

struct town {
    struct place street, west, east, w1, w2, w3, e1, hall;
    struct org   office, firm;
};

static enum rc relate(struct fixture *f, int64_t org, int64_t place)
{
    struct relation_new in = { .kind    = S("covers"),
                               .a_place = NONE_I64,
                               .a_org   = org,
                               .b_place = place,
                               .b_org   = NONE_I64,
                               .from    = NONE_I32 };
    struct op           o  = { .in = &in };

    return fixture_write(f, &actor_system, op_relate, &o);
}

static struct town make_town(struct fixture *f)
{
    struct town t;

    t.street = add_place(f, NONE_I64, "street", "A", "东街");
    t.west   = add_place(f, t.street.id, "community", "A.W", "西社区");
    t.east   = add_place(f, t.street.id, "community", "A.E", "东社区");
    t.w1     = add_place(f, t.west.id, "grid", "A.W.1", "西一");
    t.w2     = add_place(f, t.west.id, "grid", "A.W.2", "西二");
    t.w3     = add_place(f, t.west.id, "grid", "A.W.3", "西三");
    t.e1     = add_place(f, t.east.id, "grid", "A.E.1", "东一");
    t.hall   = add_place(f, t.w3.id, "building", NULL, "活动中心");
    t.office = add_org(f, NONE_I64, "urban_management", "城管中队", t.street.id);
    t.firm   = add_org(f, NONE_I64, "property_company", "某物业", t.west.id);
    assert_rc(relate(f, t.office.id, t.west.id), RC_OK);
    return t;
}

static const struct heir two[] = {
    { .code       = { "A.W", 3 },
      .name       = { "西园社区", 12 },
      .lon        = NAN,
      .lat        = NAN,
      .households = NONE_I32 },
    { .code = { "A.X", 3 }, .name = { "新园社区", 12 }, .lon = NAN, .lat = NAN, .households = 900 },
};

static struct node_split split_in(const struct share *children, size_t n, int32_t rest)
{
    return (struct node_split){ .version  = 1,
                                .on       = NONE_I32,
                                .into     = { (void *)(uintptr_t)two, 2 },
                                .children = { (void *)(uintptr_t)children, n },
                                .rest     = rest };
}

static void a_preview_counts_what_a_split_would_move_and_changes_nothing(void **state)
{
    struct fixture         *f       = *state;
    struct town             t       = make_town(f);
    const struct share      share[] = { { t.w1.id, 0 } };
    struct node_split       in      = split_in(share, 1, 1);
    struct op               o       = { .in = &in, .t = &place_tree, .id = t.west.id };
    const struct heir_plan *h;

    assert_rc(fixture_read(f, &actor_system, op_split_plan, &o), RC_OK);
    assert_int_equal(o.out.plan.children, 3);
    assert_int_equal(o.out.plan.below, 4);
    assert_int_equal(o.out.plan.relations, 1);
    assert_int_equal(o.out.plan.orgs, 1);
    assert_int_equal(o.out.plan.heirs.n, 2);
    h = o.out.plan.heirs.at;
    assert_true(h[0].children == 1 && h[0].below == 1);
    assert_true(h[1].children == 2 && h[1].below == 3);
    assert_true(get_place(f, t.west.id).to == NONE_I32);
}

static void a_split_shares_out_children_relations_and_organisations(void **state)
{
    struct fixture     *f       = *state;
    struct town         t       = make_town(f);
    const struct share  share[] = { { t.w1.id, 0 } }, orgs[] = { { t.firm.id, 1 } };
    struct node_split   in = split_in(share, 1, 1);
    struct op           o  = { .in = &in, .t = &place_tree, .id = t.west.id };
    const int64_t      *ids;
    struct place        a, b;
    const struct place *heirs;

    in.orgs = (struct list){ (void *)(uintptr_t)orgs, 1 };
    fixture_turn(f, "2026-07-01");
    assert_rc(fixture_write(f, &actor_system, op_split, &o), RC_OK);
    ids = o.out.rows.at;
    assert_int_equal(o.out.rows.n, 2);
    a = get_place(f, ids[0]);
    b = get_place(f, ids[1]);
    assert_text(a.code, "A.W"); /* the old code goes on */
    assert_true(a.from == day("2026-07-01") && b.households == 900);
    assert_true(a.parent == t.street.id);
    assert_true(get_place(f, t.w1.id).parent == a.id);
    assert_true(get_place(f, t.w3.id).parent == b.id);
    assert_true(path_within(get_place(f, t.hall.id).path, b.path));
    assert_true(get_place(f, t.west.id).to == day("2026-07-01"));
    assert_true(get_org(f, t.firm.id).place == b.id);
    /* who covered the old one covers both */
    o = (struct op){ .id = t.w1.id, .text = S("urban_management") };
    assert_rc(fixture_read(f, &actor_system, op_covering, &o), RC_OK);
    assert_int_equal(o.out.rows.n, 1);
    o.id = t.w2.id;
    assert_rc(fixture_read(f, &actor_system, op_covering, &o), RC_OK);
    assert_int_equal(o.out.rows.n, 1);
    o.id = t.west.id;
    assert_rc(fixture_read(f, &actor_system, op_heirs, &o), RC_OK);
    heirs = o.out.rows.at;
    assert_int_equal(o.out.rows.n, 2);
    assert_true(heirs[0].id == a.id && heirs[1].id == b.id);
}

static void a_split_that_leaves_a_child_without_a_place_is_refused(void **state)
{
    struct fixture    *f       = *state;
    struct town        t       = make_town(f);
    const struct share share[] = { { t.w1.id, 0 } };
    const struct share wrong[] = { { t.w1.id, 2 } }, other[] = { { t.e1.id, 0 } };
    struct node_split  in = split_in(share, 1, NONE_I32);
    struct op          o  = { .in = &in, .t = &place_tree, .id = t.west.id };

    assert_rc(fixture_write(f, &actor_system, op_split, &o), RC_INVALID);
    assert_fault(f, "children_left", "children");
    in = split_in(wrong, 1, 0);
    assert_rc(fixture_write(f, &actor_system, op_split, &o), RC_INVALID);
    assert_fault(f, "no_heir", "children[0].to");
    in = split_in(other, 1, 0);
    assert_rc(fixture_write(f, &actor_system, op_split, &o), RC_INVALID);
    assert_fault(f, "not_below", "children[0].id");
    in         = split_in(share, 1, 0);
    in.version = 2;
    assert_rc(fixture_write(f, &actor_system, op_split, &o), RC_CONFLICT);
    assert_true(get_place(f, t.west.id).to == NONE_I32);
    assert_true(get_place(f, t.w1.id).version == 1);
}

static void a_merge_into_a_new_one_takes_everything_along(void **state)
{
    struct fixture         *f     = *state;
    struct town             t     = make_town(f);
    const struct version_of old[] = { { t.west.id, 1 }, { t.east.id, 1 } };
    struct node_merge       in    = { .on         = NONE_I32,
                                      .nodes      = { (void *)(uintptr_t)old, 2 },
                                      .keep       = NONE_I64,
                                      .parent     = NONE_I64,
                                      .code       = S("A.M"),
                                      .name       = S("合并社区"),
                                      .lon        = NAN,
                                      .lat        = NAN,
                                      .households = NONE_I32 };
    struct op               o     = { .in = &in, .t = &place_tree };
    struct place            m;

    assert_rc(relate(f, t.office.id, t.east.id), RC_OK);
    assert_rc(fixture_read(f, &actor_system, op_merge_plan, &o), RC_OK);
    assert_int_equal(o.out.plan.children, 4);
    assert_int_equal(o.out.plan.below, 5);
    assert_int_equal(o.out.plan.relations, 2);
    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_OK);
    m = get_place(f, o.out.id);
    assert_text(m.name, "合并社区");
    assert_true(path_within(get_place(f, t.e1.id).path, m.path));
    assert_true(path_within(get_place(f, t.hall.id).path, m.path));
    assert_true(get_place(f, t.east.id).to == day("2026-03-02"));
    assert_true(get_org(f, t.firm.id).place == m.id);
    o = (struct op){ .id = m.id };
    assert_rc(fixture_read(f, &actor_system, op_covering, &o), RC_OK);
    assert_int_equal(o.out.rows.n, 2); /* the office once, the firm that sits there */
}

static void a_merge_into_one_that_is_kept_leaves_that_one_as_it_is(void **state)
{
    struct fixture         *f     = *state;
    struct town             t     = make_town(f);
    const struct version_of old[] = { { t.west.id, 1 }, { t.east.id, NONE_I64 } };
    struct node_merge       in    = { .on         = NONE_I32,
                                      .nodes      = { (void *)(uintptr_t)old, 2 },
                                      .keep       = t.east.id,
                                      .parent     = NONE_I64,
                                      .lon        = NAN,
                                      .lat        = NAN,
                                      .households = NONE_I32 };
    struct op               o     = { .in = &in, .t = &place_tree };

    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_OK);
    assert_true(o.out.id == t.east.id);
    assert_true(get_place(f, t.east.id).to == NONE_I32);
    assert_true(get_place(f, t.west.id).to == day("2026-03-02"));
    assert_true(get_place(f, t.w2.id).parent == t.east.id);
    in.keep = t.street.id;
    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_CONFLICT); /* west has ended */
}

static void only_what_is_of_one_kind_and_apart_can_be_merged(void **state)
{
    struct fixture   *f   = *state;
    struct town       t   = make_town(f);
    struct version_of v[] = { { t.west.id, 1 }, { t.e1.id, 1 } };
    struct node_merge in  = { .on         = NONE_I32,
                              .nodes      = { v, 2 },
                              .keep       = NONE_I64,
                              .parent     = NONE_I64,
                              .name       = S("x"),
                              .lon        = NAN,
                              .lat        = NAN,
                              .households = NONE_I32 };
    struct op         o   = { .in = &in, .t = &place_tree };

    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_INVALID);
    assert_fault(f, "merge_kinds", "nodes[1].id");
    v[1].id = t.west.id;
    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_INVALID);
    assert_fault(f, "merge_twice", "nodes[1].id");
    v[1].id = t.east.id;
    in.name = STR_NONE;
    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_INVALID);
    assert_fault(f, "needed", "name");
}

static void organisations_are_merged_by_the_same_rules(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct org      b = add_org(f, NONE_I64, "urban_management", "二中队", t.street.id);
    struct org      c = add_org(f, b.id, "urban_management", "二中队一组", t.street.id);
    const struct version_of old[] = { { t.office.id, 1 }, { b.id, 1 } };
    struct node_merge       in    = { .on         = NONE_I32,
                                      .nodes      = { (void *)(uintptr_t)old, 2 },
                                      .keep       = NONE_I64,
                                      .parent     = NONE_I64,
                                      .name       = S("综合执法队"),
                                      .lon        = NAN,
                                      .lat        = NAN,
                                      .households = NONE_I32 };
    struct op               o     = { .in = &in, .t = &org_tree };
    const struct org       *found;

    assert_rc(fixture_write(f, &actor_system, op_merge, &o), RC_OK);
    assert_true(get_org(f, c.id).parent == o.out.id);
    assert_true(get_org(f, t.office.id).to == day("2026-03-02"));
    o = (struct op){ .id = t.w1.id, .text = S("department") };
    assert_rc(fixture_read(f, &actor_system, op_covering, &o), RC_OK);
    found = o.out.rows.at;
    assert_true(o.out.rows.n >= 1);
    assert_text(found[0].name, "综合执法队");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_preview_counts_what_a_split_would_move_and_changes_nothing),
        T(a_split_shares_out_children_relations_and_organisations),
        T(a_split_that_leaves_a_child_without_a_place_is_refused),
        T(a_merge_into_a_new_one_takes_everything_along),
        T(a_merge_into_one_that_is_kept_leaves_that_one_as_it_is),
        T(only_what_is_of_one_kind_and_apart_can_be_merged),
        T(organisations_are_merged_by_the_same_rules),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
