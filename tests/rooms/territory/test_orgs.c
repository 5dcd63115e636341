/* Organisations, what they cover and how they are related. */
#include "ops.h"

struct town {
    struct place street, west, east, w1;
    struct org   bureau, squad, police, firm;
};
static struct town make_town(struct fixture *f)
{
    struct town t;

    t.street = add_place(f, NONE_I64, "street", "S", "街");
    t.west   = add_place(f, t.street.id, "community", "W", "西");
    t.east   = add_place(f, t.street.id, "community", "E", "东");
    t.w1     = add_place(f, t.west.id, "grid", "W1", "西一");
    t.bureau = add_org(f, NONE_I64, "urban_management", "城管局", NONE_I64);
    t.squad  = add_org(f, t.bureau.id, "urban_management", "城管中队", t.west.id);
    t.police = add_org(f, NONE_I64, "police", "派出所", NONE_I64);
    t.firm   = add_org(f, NONE_I64, "property_company", "某物业", NONE_I64);
    return t;
}

static struct relation_new covers(int64_t org, int64_t place)
{
    return (struct relation_new){ .kind    = S("covers"),
                                  .a_org   = org,
                                  .a_place = NONE_I64,
                                  .b_place = place,
                                  .b_org   = NONE_I64,
                                  .from    = NONE_I32 };
}

static struct relation relate(struct fixture *f, struct relation_new in)
{
    struct op o = { .in = &in };

    assert_rc(fixture_write(f, &actor_system, op_relate, &o), RC_OK);
    return o.out.relation;
}

/* Names of the units of `kind` for a place. */
static struct str units(struct fixture *f, int64_t place, const char *kind)
{
    struct op         o = { .id = place, .text = str_of(kind) };
    const struct org *at;
    struct str        s = S("");

    assert_rc(fixture_read(f, &actor_system, op_covering, &o), RC_OK);
    at = o.out.rows.at;
    for (size_t i = 0; i < o.out.rows.n; i++)
        s = arena_fmt(f->arena, "%.*s%s%.*s", STR_ARG(s), i ? " " : "", STR_ARG(at[i].name));
    return s;
}

static void the_nearest_unit_that_covers_a_place_comes_first(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);

    relate(f, covers(t.bureau.id, t.street.id));
    relate(f, covers(t.police.id, t.street.id));
    relate(f, covers(t.firm.id, t.w1.id));
    assert_text(units(f, t.w1.id, "department"), "城管中队 城管局 派出所");
    assert_text(units(f, t.east.id, "department"), "城管局 派出所");
    assert_text(units(f, t.w1.id, "police"), "派出所");
    assert_text(units(f, t.w1.id, "property_company"), "某物业");
    assert_text(units(f, t.east.id, "property_company"), "");
    assert_text(units(f, t.w1.id, NULL), "某物业 城管中队 城管局 派出所");
}

static void a_relation_holds_on_its_days_only(void **state)
{
    struct fixture     *f  = *state;
    struct town         t  = make_town(f);
    struct relation_new in = covers(t.police.id, t.east.id);
    struct relation     r;
    struct relation_end end = { .version = 1, .on = NONE_I32 };
    struct op           o   = { .in = &end };

    in.from = day("2026-03-10");
    r       = relate(f, in);
    assert_text(units(f, t.east.id, "police"), "");
    fixture_turn(f, "2026-03-10");
    assert_text(units(f, t.east.id, "police"), "派出所");
    fixture_turn(f, "2026-03-20");
    o.id = r.id;
    assert_rc(fixture_write(f, &actor_system, op_relation_end, &o), RC_OK);
    assert_text(units(f, t.east.id, "police"), "");
    assert_rc(fixture_write(f, &actor_system, op_relation_end, &o), RC_CONFLICT);
    end.version = NONE_I64;
    assert_rc(fixture_write(f, &actor_system, op_relation_end, &o), RC_CONFLICT);
    assert_fault(f, "relation_over", "on");
    o.id = 4711;
    assert_rc(fixture_write(f, &actor_system, op_relation_end, &o), RC_NOT_FOUND);
}

static void relations_that_make_no_sense_are_refused(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct {
        struct relation_new in;
        enum rc             rc;
        const char         *key, *field;
    } bad[] = {
        { covers(t.firm.id, t.west.id), RC_INVALID, "no_relation_kind", "kind" },
        { covers(NONE_I64, t.west.id), RC_INVALID, "one_of_two", "a_org" },
        { covers(t.firm.id, NONE_I64), RC_INVALID, "one_of_two", "b_place" },
        { covers(t.firm.id, t.west.id), RC_INVALID, "one_of_two", "b_place" },
        { covers(4711, t.west.id), RC_NOT_FOUND, "no_org", "a_org" },
        { covers(t.firm.id, NONE_I64), RC_INVALID, "relation_itself", "b_org" },
        { covers(t.police.id, t.west.id), RC_CONFLICT, "relation_twice", "kind" },
    };

    relate(f, covers(t.police.id, t.west.id));
    bad[0].in.kind  = S("marries");
    bad[3].in.b_org = t.police.id;
    bad[5].in.b_org = t.firm.id;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct op o = { .in = &bad[i].in };

        assert_rc(fixture_write(f, &actor_system, op_relate, &o), bad[i].rc);
        assert_fault(f, bad[i].key, bad[i].field);
    }
}

static void of_several_one_is_the_principal(void **state)
{
    struct fixture     *f      = *state;
    struct town         t      = make_town(f);
    struct relation_new first  = covers(t.police.id, t.east.id),
                        second = covers(t.firm.id, t.east.id);

    assert_true(relate(f, first).principal); /* the only one is */
    assert_false(relate(f, second).principal);
    assert_text(units(f, t.east.id, NULL), "派出所 某物业");
    second.a_org     = t.bureau.id;
    second.principal = true;
    assert_true(relate(f, second).principal);
    assert_text(units(f, t.east.id, NULL), "城管局 派出所 某物业");
}

static void an_organisation_is_edited_by_who_may_at_its_place(void **state)
{
    struct fixture    *f = *state;
    struct town        t = make_town(f);
    struct somebody    s;
    struct node_rename rename = { .version = 1, .on = NONE_I32, .name = S("城管一中队") };
    struct org_edit    seat   = { .version = NONE_I64, .on = NONE_I32, .place = t.east.id };
    struct org_new     add    = { .parent = NONE_I64,
                                  .kind   = S("property_company"),
                                  .name   = S("新物业"),
                                  .place  = t.west.id,
                                  .from   = NONE_I32 };
    struct op          o      = { .in = &rename, .t = &org_tree, .id = t.squad.id };

    somebody_at(&s, &t.east, CAP_ORG_EDIT);
    assert_rc(fixture_write(f, &s.actor, op_rename, &o), RC_DENIED);
    somebody_at(&s, &t.west, CAP_ORG_EDIT);
    assert_rc(fixture_write(f, &s.actor, op_rename, &o), RC_OK);
    assert_text(get_org(f, t.squad.id).name, "城管一中队");
    o.in = &add;
    assert_rc(fixture_write(f, &s.actor, op_org_add, &o), RC_OK);
    assert_true(str_eq(o.out.org.place_path, t.west.path));
    add.place = t.east.id;
    assert_rc(fixture_write(f, &s.actor, op_org_add, &o), RC_DENIED);
    add.place = NONE_I64;
    assert_rc(fixture_write(f, &s.actor, op_org_add, &o), RC_DENIED);
    o.in = &seat;
    assert_rc(fixture_write(f, &s.actor, op_org_edit, &o), RC_DENIED);
    assert_rc(fixture_write(f, &actor_system, op_org_edit, &o), RC_OK);
    assert_true(get_org(f, t.squad.id).place == t.east.id);
}

static void ending_a_place_ends_what_covers_it(void **state)
{
    struct fixture *f  = *state;
    struct town     t  = make_town(f);
    struct node_end in = { .version = NONE_I64, .on = NONE_I32, .below = true };
    struct op       o  = { .in = &in, .t = &place_tree, .id = t.west.id };

    relate(f, covers(t.firm.id, t.w1.id));
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_OK);
    assert_text(units(f, t.w1.id, "property_company"), "");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_nearest_unit_that_covers_a_place_comes_first),  T(a_relation_holds_on_its_days_only),
        T(relations_that_make_no_sense_are_refused),          T(of_several_one_is_the_principal),
        T(an_organisation_is_edited_by_who_may_at_its_place), T(ending_a_place_ends_what_covers_it),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
