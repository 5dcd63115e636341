/* One place and the tree round it: adding, naming, moving, ending, reading as on a day. */
#include "ops.h"
#include "territory/place_rows.h"

#include <string.h>

struct town { /* street > two communities > grids */
    struct place street, west, east, w1, w2, e1;
};

static struct town make_town(struct fixture *f)
{
    struct town t;

    t.street = add_place(f, NONE_I64, "street", "A", "东街");
    t.west   = add_place(f, t.street.id, "community", "A.W", "西社区");
    t.east   = add_place(f, t.street.id, "community", "A.E", "东社区");
    t.w1     = add_place(f, t.west.id, "grid", "A.W.1", "西一");
    t.w2     = add_place(f, t.west.id, "grid", "A.W.2", "西二");
    t.e1     = add_place(f, t.east.id, "grid", "A.E.1", "东一");
    return t;
}

static void a_place_has_a_path_below_that_of_its_parent(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);

    assert_int_equal(t.street.path.n, 3);
    assert_int_equal(t.w1.path.n, 9);
    assert_true(path_within(t.w1.path, t.west.path));
    assert_true(path_within(t.west.path, t.street.path));
    assert_false(path_within(t.e1.path, t.west.path));
    assert_true(str_cmp(t.w1.path, t.w2.path) < 0);
    assert_true(t.w1.from == day("2026-03-02") && t.w1.to == NONE_I32);
    assert_int_equal(t.w1.version, 1);
}

static void a_code_leads_to_it_and_its_line_to_what_is_above(void **state)
{
    struct fixture     *f = *state;
    struct town         t = make_town(f);
    struct op           o = { .text = S("A.W.2") };
    const struct place *p;

    assert_rc(fixture_read(f, &actor_system, op_place_by_code, &o), RC_OK);
    assert_true(o.out.place.id == t.w2.id);
    o = (struct op){ .id = t.w2.id };
    assert_rc(fixture_read(f, &actor_system, op_place_line, &o), RC_OK);
    assert_int_equal(o.out.rows.n, 3);
    p = o.out.rows.at;
    assert_true(p[0].id == t.street.id && p[1].id == t.west.id && p[2].id == t.w2.id);
}

static void what_cannot_be_added_is_refused_with_the_reason(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct {
        struct place_new in;
        enum rc          rc;
        const char      *key, *field;
    } bad[] = {
        { new_place(t.west.id, "street", NULL, "x"), RC_INVALID, "kind_rank", "kind" },
        { new_place(t.west.id, "community", NULL, "x"), RC_INVALID, "kind_rank", "kind" },
        { new_place(t.west.id, "castle", NULL, "x"), RC_INVALID, "no_kind", "kind" },
        { new_place(t.west.id, "grid", "A.W.1", "x"), RC_CONFLICT, "code_taken", "code" },
        { new_place(t.west.id, "grid", "A W", "x"), RC_INVALID, "code_chars", "code" },
        { new_place(4711, "grid", NULL, "x"), RC_NOT_FOUND, "no_place", "parent" },
        { new_place(t.west.id, "grid", NULL, "x"), RC_INVALID, "needed", "lat" },
        { new_place(t.west.id, "grid", NULL, "x"), RC_INVALID, "degrees", "lon" },
    };

    bad[6].in.lon = 98.5;
    bad[7].in.lon = 39.7;
    bad[7].in.lat = 98.5;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct op o = { .in = &bad[i].in };

        assert_rc(fixture_write(f, &actor_system, op_place_add, &o), bad[i].rc);
        assert_fault(f, bad[i].key, bad[i].field);
    }
}

static void only_where_one_may_and_at_the_top_only_the_system_administrator(void **state)
{
    struct fixture  *f = *state;
    struct town      t = make_town(f);
    struct somebody  s;
    struct place_new in = new_place(t.west.id, "grid", "N1", "新");
    struct op        o  = { .in = &in };

    somebody_at(&s, &t.west, CAP_TERRITORY_EDIT);
    assert_rc(fixture_write(f, &s.actor, op_place_add, &o), RC_OK);
    in.code   = S("N2");
    in.parent = t.east.id;
    assert_rc(fixture_write(f, &s.actor, op_place_add, &o), RC_DENIED);
    in.parent = NONE_I64;
    in.kind   = S("street");
    assert_rc(fixture_write(f, &s.actor, op_place_add, &o), RC_DENIED);
    assert_fault(f, "top_needs_admin", "parent");
    caps_add(&s.actor.any, CAP_ADMIN_SYSTEM);
    assert_rc(fixture_write(f, &s.actor, op_place_add, &o), RC_OK);
}

static void a_renamed_place_keeps_its_old_name_in_the_past(void **state)
{
    struct fixture    *f  = *state;
    struct town        t  = make_town(f);
    struct node_rename in = { .version = 1, .on = NONE_I32, .name = S("西园社区") };
    struct op          o  = { .in = &in, .t = &place_tree, .id = t.west.id };
    struct place       p;

    fixture_turn(f, "2026-05-01");
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_OK);
    p = get_place(f, t.west.id);
    assert_text(p.name, "西园社区");
    assert_int_equal(p.version, 2);
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_CONFLICT);
    assert_fault(f, "changed", "id");
    in = (struct node_rename){ .version = 2, .on = day("2026-04-30"), .name = S("x") };
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_INVALID);
    assert_fault(f, "day_before_last_change", "on");
    in.on = day("2026-05-02");
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_INVALID);
    assert_fault(f, "day_ahead", "on");
    /* put right on the same day, it leaves no trace of a day that never was */
    in = (struct node_rename){ .version = 2, .on = NONE_I32, .name = S("西苑社区") };
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_OK);
}

struct listing {
    int64_t     parent;
    int32_t     on;
    struct rows rows;
};

static enum rc list_below(struct work *w, void *ctx)
{
    struct listing *l = ctx;

    return db_all(w->tx, &stmt_places_below,
                  ARGS(A(l->parent), A(l->on), A(S("")), A((int64_t)100)), &l->rows);
}

static void names_are(struct fixture *f, int64_t parent, const char *on, const char *names)
{
    struct listing           l = { .parent = parent, .on = day(on) };
    const struct place_item *p;
    struct str               got = S("");

    assert_rc(fixture_read(f, &actor_system, list_below, &l), RC_OK);
    p = l.rows.at;
    for (size_t i = 0; i < l.rows.n; i++)
        got =
            arena_fmt(f->arena, "%.*s%s%.*s", STR_ARG(got), i ? " " : "", STR_ARG(p[i].place.name));
    assert_text(got, names);
}

static void the_tree_can_be_read_as_it_was_on_a_day(void **state)
{
    struct fixture    *f      = *state;
    struct town        t      = make_town(f);
    struct node_rename rename = { .version = NONE_I64, .on = NONE_I32, .name = S("西甲") };
    struct node_move   move   = { .version = NONE_I64, .on = NONE_I32, .parent = t.east.id };
    struct node_end    end    = { .version = NONE_I64, .on = NONE_I32 };
    struct op          o      = { .t = &place_tree, .id = t.w1.id };

    fixture_turn(f, "2026-04-01");
    o.in = &rename;
    assert_rc(fixture_write(f, &actor_system, op_rename, &o), RC_OK);
    fixture_turn(f, "2026-05-01");
    o.in = &move;
    assert_rc(fixture_write(f, &actor_system, op_move, &o), RC_OK);
    fixture_turn(f, "2026-06-01");
    o.in = &end;
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_OK);
    names_are(f, t.west.id, "2026-03-01", "");
    names_are(f, t.west.id, "2026-03-02", "西二 西一");
    names_are(f, t.west.id, "2026-04-01", "西二 西甲");
    names_are(f, t.west.id, "2026-05-01", "西二");
    names_are(f, t.east.id, "2026-04-30", "东一");
    names_are(f, t.east.id, "2026-05-01", "东一 西甲");
    names_are(f, t.east.id, "2026-06-01", "东一");
}

static void a_moved_place_takes_along_what_is_below(void **state)
{
    struct fixture     *f  = *state;
    struct town         t  = make_town(f);
    struct place        b  = add_place(f, t.w1.id, "building", NULL, "1号楼");
    struct node_move    in = { .version = 1, .on = NONE_I32, .parent = t.east.id };
    struct op           o  = { .in = &in, .t = &place_tree, .id = t.w1.id };
    struct place        w1, after;
    const struct entry *e;

    assert_rc(fixture_write(f, &actor_system, op_move, &o), RC_OK);
    w1    = get_place(f, t.w1.id);
    after = get_place(f, b.id);
    assert_true(w1.parent == t.east.id);
    assert_true(path_within(w1.path, t.east.path));
    assert_true(path_within(after.path, w1.path) && after.path.n == 12);
    assert_true(path_within(get_place(f, t.w2.id).path, t.west.path));
    /* who keeps paths is told the old and the new one */
    o = (struct op){ .text = S("place"), .id = t.w1.id };
    assert_rc(fixture_read(f, &actor_system, op_journal, &o), RC_OK);
    e = (const struct entry *)o.out.rows.at + o.out.rows.n - 1;
    assert_text(e->kind, "place.moved");
    assert_true(str_find(e->data.text, t.w1.path) != SIZE_MAX);
    assert_true(str_find(e->data.text, w1.path) != SIZE_MAX);
}

static void a_place_cannot_be_moved_into_itself_or_under_a_smaller_one(void **state)
{
    struct fixture  *f  = *state;
    struct town      t  = make_town(f);
    struct node_move in = { .version = NONE_I64, .on = NONE_I32, .parent = t.w1.id };
    struct op        o  = { .in = &in, .t = &place_tree, .id = t.west.id };

    assert_rc(fixture_write(f, &actor_system, op_move, &o), RC_INVALID);
    assert_fault(f, "kind_rank", "kind");
    in.parent = t.street.id;
    assert_rc(fixture_write(f, &actor_system, op_move, &o), RC_INVALID);
    assert_fault(f, "nothing_changes", "parent");
}

static void ending_a_place_asks_what_becomes_of_those_below(void **state)
{
    struct fixture *f  = *state;
    struct town     t  = make_town(f);
    struct node_end in = { .version = 1, .on = NONE_I32 };
    struct op       o  = { .in = &in, .t = &place_tree, .id = t.west.id };

    fixture_turn(f, "2026-03-10");
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_CONFLICT);
    assert_fault(f, "has_below", "below");
    assert_true(get_place(f, t.west.id).to == NONE_I32);
    in.below = true;
    in.on    = day("2026-04-01"); /* an end may lie ahead */
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_OK);
    assert_true(get_place(f, t.w2.id).to == day("2026-04-01"));
    fixture_turn(f, "2026-04-02");
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_CONFLICT);
    o.text = S("A.W");
    assert_rc(fixture_read(f, &actor_system, op_place_by_code, &o), RC_NOT_FOUND);
    /* the code is free again */
    add_place(f, t.street.id, "community", "A.W", "新西社区");
}

static void code_and_households_are_edited_with_the_version_that_was_seen(void **state)
{
    struct fixture   *f  = *state;
    struct town       t  = make_town(f);
    struct place_edit in = { .version    = 1,
                             .on         = NONE_I32,
                             .code       = S("A.W.9"),
                             .lon        = 98.5,
                             .lat        = 39.7,
                             .households = 312 };
    struct op         o  = { .in = &in, .id = t.w1.id };

    assert_rc(fixture_write(f, &actor_system, op_place_edit, &o), RC_OK);
    assert_text(o.out.place.code, "A.W.9");
    assert_true(o.out.place.households == 312 && o.out.place.lon == 98.5);
    assert_rc(fixture_write(f, &actor_system, op_place_edit, &o), RC_CONFLICT);
    in = (struct place_edit){
        .version = NONE_I64, .on = NONE_I32, .lon = NAN, .lat = NAN, .households = NONE_I32
    };
    assert_rc(fixture_write(f, &actor_system, op_place_edit, &o), RC_INVALID);
    in.code = S("A.W.2");
    assert_rc(fixture_write(f, &actor_system, op_place_edit, &o), RC_CONFLICT);
    assert_fault(f, "code_taken", "code");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_place_has_a_path_below_that_of_its_parent),
        T(a_code_leads_to_it_and_its_line_to_what_is_above),
        T(what_cannot_be_added_is_refused_with_the_reason),
        T(only_where_one_may_and_at_the_top_only_the_system_administrator),
        T(a_renamed_place_keeps_its_old_name_in_the_past),
        T(the_tree_can_be_read_as_it_was_on_a_day),
        T(a_moved_place_takes_along_what_is_below),
        T(a_place_cannot_be_moved_into_itself_or_under_a_smaller_one),
        T(ending_a_place_asks_what_becomes_of_those_below),
        T(code_and_households_are_edited_with_the_version_that_was_seen),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
