#include "with_arena.h"

#include "thing.h"

#include <math.h>

#define P(name, value)                                                                             \
    {                                                                                              \
        S(name), S(value)                                                                          \
    }

static void names_with_texts_become_fields(void **state)
{
    static const struct pair pairs[] = {
        P("id", "5"),
        P("version", " 3 "),
        P("kind", "light"),
        P("open", "是"),
        P("tags", "a"),
        P("day", "2026-01-31"),
        P("tags", "b,c"),
        P("size", "1.5"),
        P("more", "{\"a\":1}"),
        P("ids", "7"),
        P("made_at", "2026-01-31 08:30"),
        P("floor", ""),
        P("title", " 路 灯 "),
        P("sizes", "2"),
    };
    struct faults f = { 0 };
    struct thing  t;

    (void)state;
    assert_rc(shape_from_pairs(&thing_shape, pairs, ARRAY_LEN(pairs), a, &f, &t), RC_OK);
    assert_int_equal(t.id, 5);
    assert_int_equal(t.version, 3);
    assert_int_equal(t.kind, 1);
    assert_true(t.open);
    assert_int_equal(t.tags.n, 2);
    assert_text(((const struct str *)t.tags.at)[1], "b,c");
    assert_int_equal(((const int64_t *)t.ids.at)[0], 7);
    assert_true(((const double *)t.sizes.at)[0] == 2);
    assert_text(t.more.text, "{\"a\":1}");
    assert_text(t.title, " 路 灯 ");
    assert_int_equal(t.floor, NONE_I32);
    assert_true(t.made_at == INT64_C(1769819400000000));
    assert_true(isnan(t.at.lng));
}

static void wrong_texts_are_told_by_name(void **state)
{
    static const struct pair pairs[] = {
        P("id", "x"),      P("version", ""), P("open", "maybe"), P("titel", "a"),   P("at", "1,2"),
        P("day", "a\xFF"), P("x\xFF", "1"),  P("more", "{"),     P("corners", "1"),
    };
    static const char *const want[] = { "id", "open", "titel", "at", "day", "", "more", "corners" };
    struct faults            f      = { 0 };
    struct thing             t;
    size_t                   i;

    (void)state;
    assert_rc(shape_from_pairs(&thing_shape, pairs, ARRAY_LEN(pairs), a, &f, &t), RC_INVALID);
    assert_int_equal(f.n, FAULTS_MOST);
    for (i = 0; i < ARRAY_LEN(want); i++)
        assert_string_equal(f.at[i].field, want[i]);
    assert_string_equal(f.at[4].say->key, "bad_utf8");
    assert_string_equal(f.at[6].say->key, "malformed_json");
}

static void a_needed_name_that_is_empty_or_missing_is_told(void **state)
{
    static const struct pair pairs[] = { P("version", "") };
    struct faults            f       = { 0 };
    struct thing             t;

    (void)state;
    assert_rc(shape_from_pairs(&thing_shape, pairs, 1, a, &f, &t), RC_INVALID);
    assert_int_equal(f.n, 2);
    assert_string_equal(f.at[0].field, "id");
    assert_string_equal(f.at[1].field, "version");
    assert_string_equal(f.at[1].say->key, "needed");
}

static void a_name_twice_is_refused_unless_it_is_a_list(void **state)
{
    static const struct pair pairs[] = { P("id", "1"), P("version", "1"), P("version", "2") };
    struct faults            f       = { 0 };
    struct thing             t;

    (void)state;
    assert_rc(shape_from_pairs(&thing_shape, pairs, 3, a, &f, &t), RC_INVALID);
    assert_string_equal(f.at[0].field, "version");
    assert_string_equal(f.at[0].say->key, "twice");
}

static void list_limits_hold_for_texts_too(void **state)
{
    static const struct pair pairs[] = { P("id", "1"),   P("version", "1"), P("tags", "1"),
                                         P("tags", "2"), P("tags", "3"),    P("tags", "4") };
    struct faults            f       = { 0 };
    struct thing             t;

    (void)state;
    assert_rc(shape_from_pairs(&thing_shape, pairs, 6, a, &f, &t), RC_INVALID);
    assert_int_equal(f.n, 1);
    assert_string_equal(f.at[0].field, "tags");
}

static enum rc set(struct thing *t, const char *name, const char *text, struct faults *f)
{
    return shape_set(&thing_shape, shape_field(&thing_shape, str_of(name)), str_of(text), a, f,
                     STR_NONE, t);
}

static void one_cell_sets_one_field(void **state)
{
    struct faults     f = { 0 };
    struct thing      t;
    const struct str *tags;

    (void)state;
    shape_clear(&thing_shape, &t);
    assert_rc(set(&t, "tags", "路灯、绿化; 道路,", &f), RC_OK);
    assert_int_equal(t.tags.n, 3);
    tags = t.tags.at;
    assert_text(tags[0], "路灯");
    assert_text(tags[1], "绿化");
    assert_text(tags[2], "道路");
    assert_rc(set(&t, "kind", " road ", &f), RC_OK);
    assert_int_equal(t.kind, 0);
    assert_rc(set(&t, "kind", "", &f), RC_OK);
    assert_int_equal(t.kind, -1);
    assert_rc(set(&t, "title", "树", &f), RC_INVALID);
    assert_null(t.title.p);
    assert_rc(set(&t, "version", "", &f), RC_INVALID);
    assert_rc(set(&t, "ids", "1;x", &f), RC_INVALID);
    assert_int_equal(t.ids.n, 0);
    assert_rc(shape_set(&thing_shape, &thing_fields[1], S("x"), a, &f, S("row 3"), &t), RC_INVALID);
    assert_string_equal(f.at[f.n - 1].field, "row 3");
    assert_null(shape_field(&thing_shape, S("titl")));
    assert_null(shape_field(&thing_shape, S("titles")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_with_texts_become_fields),
        cmocka_unit_test(wrong_texts_are_told_by_name),
        cmocka_unit_test(a_needed_name_that_is_empty_or_missing_is_told),
        cmocka_unit_test(a_name_twice_is_refused_unless_it_is_a_list),
        cmocka_unit_test(list_limits_hold_for_texts_too),
        cmocka_unit_test(one_cell_sets_one_field),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
