/* A collection is cut into its features. */
#include "territory/geojson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>

struct here {
    struct arena  *a;
    struct faults  f;
    struct geojson g;
    struct feature one;
};

static int set_up(void **state)
{
    struct here *h = test_calloc(1, sizeof(*h));

    h->a   = arena_new(1 << 20);
    *state = h;
    return 0;
}

static int tear_down(void **state)
{
    struct here *h = *state;

    arena_free(h->a);
    test_free(h);
    return 0;
}

static enum rc open_text(struct here *h, const char *text)
{
    h->f.n = 0;
    return geojson_open(&h->g, h->a, str_of(text), &h->f);
}

static enum rc next(struct here *h)
{
    h->f.n = 0;
    return geojson_next(&h->g, h->a, &h->f, &h->one);
}

static void features_come_one_by_one_with_their_line(void **state)
{
    struct here *h = *state;

    assert_int_equal(open_text(h, "{\"type\":\"FeatureCollection\",\"name\":\"a ] } \\\" b\",\n"
                                  "\"features\":[\n"
                                  " {\"type\":\"Feature\",\"properties\":{\"code\":\"1,]}\"},"
                                  "\"geometry\":null} ,\n\n"
                                  " {\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\"}}\n"
                                  "], \"crs\":{\"a\":[1,{}]}}"),
                     RC_OK);
    assert_int_equal(next(h), RC_OK);
    assert_int_equal(h->one.nth, 1);
    assert_int_equal(h->one.line, 3);
    assert_null(h->one.geometry);
    assert_true(str_is(json_get(h->one.properties, "code")->text, "1,]}"));
    assert_int_equal(next(h), RC_OK);
    assert_int_equal(h->one.nth, 2);
    assert_int_equal(h->one.line, 5);
    assert_null(h->one.properties);
    assert_non_null(h->one.geometry);
    assert_int_equal(next(h), RC_NOT_FOUND);
    assert_int_equal(next(h), RC_NOT_FOUND);
}

static void a_single_feature_is_a_collection_of_one(void **state)
{
    struct here *h = *state;

    assert_int_equal(open_text(h, "\xEF\xBB\xBF {\"type\":\"Feature\",\"properties\":{}}"), RC_OK);
    assert_int_equal(next(h), RC_OK);
    assert_non_null(h->one.properties);
    assert_int_equal(next(h), RC_NOT_FOUND);
}

static void an_empty_collection_has_none(void **state)
{
    struct here *h = *state;

    assert_int_equal(open_text(h, "{\"features\":[ ],\"type\":\"FeatureCollection\"}"), RC_OK);
    assert_int_equal(next(h), RC_NOT_FOUND);
}

static void what_is_no_feature_is_told_and_passed_over(void **state)
{
    struct here *h = *state;

    assert_int_equal(open_text(h, "{\"type\":\"FeatureCollection\",\"features\":"
                                  "[{\"type\":\"Point\"},17,{\"type\":\"Feature\",,},"
                                  "{\"type\":\"Feature\"}]}"),
                     RC_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(next(h), RC_INVALID);
        assert_int_equal(h->f.n, 1);
    }
    assert_int_equal(next(h), RC_OK);
    assert_int_equal(h->one.nth, 4);
    assert_int_equal(next(h), RC_NOT_FOUND);
}

static void broken_text_and_other_documents_are_refused(void **state)
{
    struct here *h = *state;
    static const struct {
        const char *text;
        enum rc     rc;
    } bad[] = {
        { "", RC_MALFORMED },
        { "[]", RC_MALFORMED },
        { "{}", RC_MALFORMED },
        { "{\"type\":\"Polygon\"}", RC_INVALID },
        { "{\"type\":\"FeatureCollection\"}", RC_INVALID },
        { "{\"type\":\"FeatureCollection\",\"features\":{}}", RC_INVALID },
        { "{\"type\":\"FeatureCollection\",\"features\":[],\"features\":[]}", RC_MALFORMED },
        { "{\"type\":\"FeatureCollection\",\"features\":[", RC_MALFORMED },
        { "{\"type\":\"FeatureCollection\",\"features\":[]} x", RC_MALFORMED },
        { "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{]}}", RC_MALFORMED },
        { "{\"type\":\"FeatureCollection\",\"features\":[\"}", RC_MALFORMED },
        { "{\"type\":\"Feature\"", RC_MALFORMED },
        { "{\"type\":\"\xff\"}", RC_MALFORMED },
    };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_int_equal(open_text(h, bad[i].text), bad[i].rc);
        assert_int_equal(h->f.n, 1);
    }
    assert_int_equal(
        open_text(h, "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"} 5]}"),
        RC_OK);
    assert_int_equal(next(h), RC_OK);
    assert_int_equal(next(h), RC_MALFORMED);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(features_come_one_by_one_with_their_line),
        TEST(a_single_feature_is_a_collection_of_one),
        TEST(an_empty_collection_has_none),
        TEST(what_is_no_feature_is_told_and_passed_over),
        TEST(broken_text_and_other_documents_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
