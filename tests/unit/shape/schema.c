#include "../unit.h"

#include "thing.h"

#include <string.h>

static void the_schema_says_what_the_table_says(void **state)
{
    struct arena      *a = arena_new(1 << 20);
    struct buf         b;
    struct jw          w;
    const struct jval *v, *p, *needed;

    (void)state;
    buf_init(&b, 1 << 16);
    jw_init(&w, &b);
    shape_schema(&thing_shape, &w);
    assert_rc(json_parse(a, buf_str(&b), NULL, &v), RC_OK);
    assert_text(json_get(v, "type")->text, "object");
    assert_false(json_get(v, "additionalProperties")->yes);
    needed = json_get(v, "required");
    assert_text(needed->raw, "[\"id\",\"version\"]");
    p = json_get(v, "properties");
    assert_int_equal(p->n, thing_shape.n);
    assert_text(json_get(p, "id")->raw, "{\"type\":\"string\",\"pattern\":\"^[0-9]{1,19}$\"}");
    assert_text(json_get(p, "version")->raw,
                "{\"type\":\"integer\",\"format\":\"int64\",\"minimum\":1}");
    assert_text(json_get(p, "made_at")->raw, "{\"type\":\"string\",\"format\":\"date-time\"}");
    assert_text(json_get(p, "kind")->raw,
                "{\"type\":\"string\",\"enum\":[\"road\",\"light\",\"绿化\"]}");
    assert_text(json_get(p, "day")->raw, "{\"type\":\"string\",\"format\":\"date\"}");
    assert_text(json_get(p, "floor")->raw,
                "{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":-3,\"maximum\":120}");
    assert_text(json_get(p, "open")->raw, "{\"type\":\"boolean\"}");
    assert_text(json_get(p, "size")->raw, "{\"type\":\"number\"}");
    assert_text(json_get(p, "title")->raw, "{\"type\":\"string\",\"minLength\":2,\"maxLength\":5,"
                                           "\"description\":\"what people call it\"}");
    assert_text(json_get(p, "phone")->raw, "{\"type\":\"string\",\"x-class\":\"personal\"}");
    assert_text(json_get(p, "more")->raw, "{\"x-class\":\"sensitive\"}");
    assert_text(json_get(p, "tags")->raw, "{\"type\":\"array\",\"minItems\":1,\"maxItems\":3,"
                                          "\"items\":{\"type\":\"string\"}}");
    assert_text(json_get(p, "corners")->raw,
                "{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/point\"}}");
    assert_text(json_get(p, "at")->raw, "{\"$ref\":\"#/components/schemas/point\"}");
    buf_free(&b);
    arena_free(a);
}

static void the_public_name_has_no_struct(void **state)
{
    (void)state;
    assert_text(shape_public_name(&thing_shape), "thing");
    assert_text(shape_public_name(&(const struct shape){ .name = "plain" }), "plain");
}

static void a_sound_table_passes(void **state)
{
    (void)state;
    assert_null(shape_check(&thing_shape));
}

struct odd {
    int64_t      a;
    struct point at;
    struct str   s;
    struct list  l;
    int32_t      i;
};

static void mistaken(struct field one, const char *want)
{
    struct field fields[] = { one };
    struct shape s        = SHAPE(struct odd, fields);
    const char  *what     = shape_check(&s);

    assert_non_null(what);
    if (!strstr(what, want))
        fail_msg("\"%s\" does not speak of \"%s\"", what, want);
}

static void each_mistake_in_a_table_is_found(void **state)
{
    static const char *const words[] = { "x", NULL };

    (void)state;
    mistaken((struct field)F(struct odd, at), "no kind");
    mistaken((struct field)F(struct odd, s, .words = words), "words are for int32_t");
    mistaken((struct field)F_OBJ(struct odd, at, NULL), "needs `of`");
    mistaken((struct field)F(struct odd, a, .of = &point_shape), "`of` is for");
    mistaken((struct field)F(struct odd, l), "one of `of` and `each`");
    mistaken((struct field)F(struct odd, l, .each = K_STR, .of = &point_shape), "one of");
    mistaken((struct field)F(struct odd, l, .each = K_BOOL), "`each` is");
    mistaken((struct field)F(struct odd, a, .min = 5, .max = 3), "min is above max");
    mistaken((struct field)F(struct odd, s, .min = -1, .max = 3), "never below 0");
    mistaken((struct field)F(struct odd, i, .as = AS_TIME), "int64_t");
    mistaken((struct field)F(struct odd, a, .as = AS_DAY), "int32_t");
    mistaken((struct field)F(struct odd, a, .keep = KEEP_OFFICE), "must be opt");
    mistaken((struct field){ .name = "x", .kind = K_STR, .at = sizeof(struct odd) - 4 },
             "outside the struct");
    mistaken((struct field){ .kind = K_STR }, "no name");
}

static void mistakes_in_shapes_inside_and_in_the_shape_itself_are_found(void **state)
{
    static const struct field bad[]          = { F(struct point, lng), F(struct point, lng) };
    static const struct shape inner          = SHAPE(struct point, bad);
    static const struct field outer_fields[] = { F_OBJ(struct odd, at, &inner) };
    static const struct shape outer          = SHAPE(struct odd, outer_fields);

    (void)state;
    assert_string_equal(shape_check(&outer), "struct point.lng: stands twice");
    assert_non_null(shape_check(&(const struct shape){ .name = "empty" }));
}

static const struct shape tree_shape;
struct tree {
    struct list below;
};
static const struct field tree_fields[] = { F(struct tree, below, .of = &tree_shape, .opt = true) };
static const struct shape tree_shape    = SHAPE(struct tree, tree_fields);

static void a_shape_may_hold_its_own_kind(void **state)
{
    struct arena      *a = arena_new(1 << 20);
    const struct jval *v;
    struct tree        t;

    (void)state;
    assert_null(shape_check(&tree_shape));
    assert_rc(json_parse(a, S("{\"below\":[{\"below\":[{}]},{}]}"), NULL, &v), RC_OK);
    assert_rc(shape_from_json(&tree_shape, v, a, NULL, &t), RC_OK);
    assert_int_equal(t.below.n, 2);
    assert_int_equal(((const struct tree *)t.below.at)[0].below.n, 1);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schema_says_what_the_table_says),
        cmocka_unit_test(the_public_name_has_no_struct),
        cmocka_unit_test(a_sound_table_passes),
        cmocka_unit_test(each_mistake_in_a_table_is_found),
        cmocka_unit_test(mistakes_in_shapes_inside_and_in_the_shape_itself_are_found),
        cmocka_unit_test(a_shape_may_hold_its_own_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
