#include "with_arena.h"

#include "thing.h"

#include <math.h>
#include <string.h>

static enum rc bind(const char *text, struct faults *f, struct thing *ret)
{
    const struct jval *v = NULL;

    assert_rc(json_parse(a, str_of(text), f, &v), RC_OK);
    return shape_from_json(&thing_shape, v, a, f, ret);
}

static void is_written_as(const struct thing *t, enum keep most, const char *want)
{
    struct buf b;
    struct jw  w;

    buf_init(&b, 1 << 16);
    jw_init(&w, &b);
    shape_to_json(&thing_shape, t, (struct view){ most }, &w);
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

/* Every fault as "field: sentence", one a line. */
static void faults_are(const char *text, const char *want)
{
    struct faults f = { 0 };
    struct thing  t;
    struct buf    b;
    size_t        i;

    memset(&t, 0x5A, sizeof(t));
    assert_rc(bind(text, &f, &t), RC_INVALID);
    assert_int_equal(t.id, INT64_C(0x5A5A5A5A5A5A5A5A)); /* untouched */
    buf_init(&b, 1 << 16);
    for (i = 0; i < f.n; i++) {
        buf_addf(&b, "%s%s: ", i ? "\n" : "", f.at[i].field);
        fault_render(&f.at[i], LANG_EN, &b);
    }
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static const char full[] =
    "{\"id\":\"123\",\"version\":1,\"made_at\":\"2026-01-31T08:30:00+08:00\",\"kind\":\"绿化\","
    "\"day\":\"2026-02-28\",\"floor\":-3,\"open\":true,\"size\":2.5,\"title\":\"老槐树\","
    "\"phone\":\"13800005678\",\"more\":{\"x\":[1,null]},\"tags\":[\"a\",\"\"],"
    "\"ids\":[\"1\",\"9223372036854775807\"],\"sizes\":[0.1,3],"
    "\"corners\":[{\"lng\":121.5,\"lat\":38.9},{\"lng\":-180,\"lat\":90}],"
    "\"at\":{\"lng\":0,\"lat\":0}}";

static void every_kind_goes_in_and_out_the_same(void **state)
{
    struct thing  t;
    struct faults f = { 0 };

    (void)state;
    assert_rc(bind(full, &f, &t), RC_OK);
    assert_int_equal(t.id, 123);
    assert_int_equal(t.kind, 2);
    assert_int_equal(t.floor, -3);
    assert_true(t.open);
    assert_text(t.title, "老槐树");
    assert_text(t.more.text, "{\"x\":[1,null]}");
    assert_int_equal(t.ids.n, 2);
    assert_true(((const int64_t *)t.ids.at)[1] == INT64_MAX);
    assert_true(((const struct point *)t.corners.at)[1].lng == -180);
    assert_true(t.at.lat == 0);
    is_written_as(&t, KEEP_MINOR, full);
}

static void absent_fields_read_as_absent_and_are_left_out(void **state)
{
    static const char *const texts[] = {
        "{\"id\":\"1\",\"version\":2}",
        "{\"version\":2,\"title\":null,\"made_at\":null,\"kind\":null,\"at\":null,\"tags\":null,"
        "\"more\":null,\"open\":null,\"size\":null,\"id\":\"1\"}",
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(texts); i++) {
        struct thing  t;
        struct faults f = { 0 };

        memset(&t, 0x5A, sizeof(t));
        assert_rc(bind(texts[i], &f, &t), RC_OK);
        assert_true(t.made_at == NONE_I64);
        assert_int_equal(t.kind, -1);
        assert_int_equal(t.day, NONE_I32);
        assert_int_equal(t.floor, NONE_I32);
        assert_false(t.open);
        assert_true(isnan(t.size));
        assert_null(t.title.p);
        assert_null(t.more.text.p);
        assert_int_equal(t.tags.n, 0);
        assert_true(isnan(t.at.lng));
        is_written_as(&t, KEEP_MINOR, "{\"id\":\"1\",\"version\":2,\"open\":false}");
    }
}

static void every_wrong_field_is_told_with_its_path(void **state)
{
    (void)state;
    faults_are("{\"id\":123,\"version\":0,\"made_at\":\"yesterday\",\"kind\":\"lamp\","
               "\"corners\":[{\"lng\":1,\"lat\":2},{\"lng\":200,\"lat\":\"x\"}],"
               "\"at\":{\"lng\":1},\"tags\":[\"a\",5]}",
               "id: an id expected: digits in quotes\n"
               "version: at least 1\n"
               "made_at: a time expected, such as 2026-01-31T08:30:00+08:00\n"
               "kind: must be one of road, light, 绿化\n"
               "corners[1].lng: at most 180\n"
               "corners[1].lat: a number expected\n"
               "at.lat: must be given\n"
               "tags[1]: a text expected");
    faults_are("{\"version\":null}", "version: must be given\nid: must be given");
    faults_are("[]", ": an object expected");
    faults_are("{\"id\":\"1\",\"version\":1,\"at\":[],\"tags\":{},\"open\":1,\"size\":\"1\","
               "\"day\":\"2026-02-30\",\"floor\":1.5,\"title\":7}",
               "at: an object expected\ntags: a list expected\nopen: true or false expected\n"
               "size: a number expected\nday: a date expected, such as 2026-01-31\n"
               "floor: a whole number expected\ntitle: a text expected");
}

static void limits_are_of_characters_members_and_values(void **state)
{
    (void)state;
    faults_are("{\"id\":\"1\",\"version\":1,\"title\":\"一\",\"tags\":[],\"floor\":121}",
               "title: at least 2 characters\ntags: at least 1 entries\nfloor: at most 120");
    faults_are("{\"id\":\"1\",\"version\":1,\"title\":\"一二三四五六\","
               "\"tags\":[\"1\",\"2\",\"3\",\"4\"],\"floor\":-4}",
               "title: at most 5 characters\ntags: at most 3 entries\nfloor: at least -3");
    faults_are("{\"id\":\"1\",\"version\":1,\"title\":\"\",\"floor\":99999999999}",
               "title: must be given\nfloor: at most 2147483647");
    faults_are("{\"id\":\"-1\",\"version\":-9223372036854775808,\"floor\":-2147483648}",
               "id: an id expected: digits in quotes\nversion: at least -9223372036854775807\n"
               "floor: at least -2147483647");
}

static void an_unknown_field_is_told_with_the_nearest_name(void **state)
{
    (void)state;
    faults_are("{\"id\":\"1\",\"verison\":1,\"version\":1,\"tilte\":\"x\",\"网格\":1,\"ix\":2}",
               "verison: no such field; did you mean \"version\"?\n"
               "tilte: no such field; did you mean \"title\"?\n"
               "网格: no such field\n"
               "ix: no such field");
    faults_are("{\"id\":\"1\",\"version\":1,\"at\":{\"lng\":1,\"lat\":1,\"latt\":1}}",
               "at.latt: no such field; did you mean \"lat\"?");
}

static void a_hostile_list_is_refused_before_it_costs(void **state)
{
    struct faults f = { 0 };
    struct thing  t;
    struct buf    b;
    int           i;

    (void)state;
    buf_init(&b, 1 << 20);
    buf_addc(&b, "{\"id\":\"1\",\"version\":1,\"corners\":[{}");
    for (i = 0; i < SHAPE_LIST_MOST; i++)
        buf_addc(&b, ",{}");
    buf_addc(&b, "]}");
    buf_add1(&b, '\0');
    assert_rc(bind(b.p, &f, &t), RC_INVALID);
    assert_int_equal(f.n, 1);
    assert_string_equal(f.at[0].field, "corners");
    buf_free(&b);
}

static void no_more_than_eight_faults_are_kept_and_null_faults_are_fine(void **state)
{
    struct faults      f = { 0 };
    struct thing       t;
    const struct jval *v;

    (void)state;
    assert_rc(bind("{\"a1\":1,\"a2\":1,\"a3\":1,\"a4\":1,\"a5\":1,\"a6\":1,\"a7\":1,\"a8\":1,"
                   "\"a9\":1}",
                   &f, &t),
              RC_INVALID);
    assert_int_equal(f.n, FAULTS_MOST);
    assert_rc(json_parse(a, S("{\"x\":1}"), NULL, &v), RC_OK);
    assert_rc(shape_from_json(&thing_shape, v, a, NULL, &t), RC_INVALID);
}

struct holder {
    struct list needed, spare;
    struct str  text;
};

static void an_empty_list_that_is_needed_is_written(void **state)
{
    static const struct field fields[] = { F(struct holder, needed, .each = K_I64),
                                           F(struct holder, spare, .each = K_I64, .opt = true),
                                           F(struct holder, text) };
    static const struct shape shape    = SHAPE(struct holder, fields);
    struct holder             h;
    struct buf                b;
    struct jw                 w;

    (void)state;
    buf_init(&b, 1000);
    jw_init(&w, &b);
    shape_clear(&shape, &h);
    shape_to_json(&shape, &h, (struct view){ KEEP_MINOR }, &w);
    assert_text(buf_str(&b), "{\"needed\":[]}");
    buf_free(&b);
}

static void who_may_not_read_a_class_sees_texts_masked_and_no_more(void **state)
{
    struct thing  t;
    struct faults f = { 0 };

    (void)state;
    assert_rc(bind("{\"id\":\"1\",\"version\":2,\"phone\":\"13800005678\",\"more\":{}}", &f, &t),
              RC_OK);
    is_written_as(&t, KEEP_SENSITIVE,
                  "{\"id\":\"1\",\"version\":2,\"open\":false,\"phone\":\"13800005678\","
                  "\"more\":{}}");
    is_written_as(&t, KEEP_PERSONAL,
                  "{\"id\":\"1\",\"version\":2,\"open\":false,\"phone\":\"13800005678\"}");
    is_written_as(&t, KEEP_PUBLIC,
                  "{\"id\":\"1\",\"version\":2,\"open\":false,\"phone\":\"138****5678\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_goes_in_and_out_the_same),
        cmocka_unit_test(absent_fields_read_as_absent_and_are_left_out),
        cmocka_unit_test(every_wrong_field_is_told_with_its_path),
        cmocka_unit_test(limits_are_of_characters_members_and_values),
        cmocka_unit_test(an_unknown_field_is_told_with_the_nearest_name),
        cmocka_unit_test(a_hostile_list_is_refused_before_it_costs),
        cmocka_unit_test(no_more_than_eight_faults_are_kept_and_null_faults_are_fine),
        cmocka_unit_test(an_empty_list_that_is_needed_is_written),
        cmocka_unit_test(who_may_not_read_a_class_sees_texts_masked_and_no_more),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
