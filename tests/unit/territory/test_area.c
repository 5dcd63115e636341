/* Polygons: what is taken, and what is said about the others. */
#include "territory/area.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>
#include <math.h>
#include <string.h>

struct here {
    struct arena *a;
    struct faults f;
    struct area   area;
    struct buf    said;
};

static int set_up(void **state)
{
    struct here *h = test_calloc(1, sizeof(*h));

    h->a = arena_new(64 << 20);
    buf_init(&h->said, 4000);
    *state = h;
    return 0;
}

static int tear_down(void **state)
{
    struct here *h = *state;

    arena_free(h->a);
    buf_free(&h->said);
    test_free(h);
    return 0;
}

static enum rc read_as(struct here *h, enum crs crs, const char *json)
{
    const struct jval *v;

    h->f.n = 0;
    assert_int_equal(json_parse(h->a, str_of(json), &h->f, &v), RC_OK);
    return area_from_json(v, crs, h->a, &h->f, S("area"), &h->area);
}

static enum rc read_in(struct here *h, const char *json)
{
    return read_as(h, CRS_WGS84, json);
}

static void said(struct here *h, const char *words)
{
    buf_clear(&h->said);
    assert_int_equal(h->f.n, 1);
    assert_string_equal(h->f.at[0].field, "area");
    fault_render(&h->f.at[0], LANG_EN, &h->said);
    if (str_find(buf_str(&h->said), str_of(words)) == SIZE_MAX)
        fail_msg("«%.*s» does not say «%s»", STR_ARG(buf_str(&h->said)), words);
}

#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"

static void a_square_has_its_bounds_its_size_and_a_point_inside(void **state)
{
    struct here *h = *state;

    assert_int_equal(
        read_in(h, POLYGON("[[98.5,39.7],[98.51,39.7],[98.51,39.71],[98.5,39.71],[98.5,39.7]]")),
        RC_OK);
    assert_true(h->area.west == 98.5 && h->area.east == 98.51);
    assert_true(h->area.south == 39.7 && h->area.north == 39.71);
    /* 857.76 m along the parallel (CGCS2000) and 1110.37 m along the meridian */
    assert_true(fabs(h->area.m2 / (857.7 * 1110.4) - 1) < 0.001);
    assert_true(h->area.inside.lon > 98.5 && h->area.inside.lon < 98.51);
    assert_true(h->area.inside.lat > 39.7 && h->area.inside.lat < 39.71);
}

static void a_ring_that_runs_the_wrong_way_is_turned(void **state)
{
    struct here *h = *state;

    assert_int_equal(read_in(h, POLYGON("[[98,39],[98,40],[99,40],[99,39],[98,39]],"
                                        "[[98.2,39.2],[98.4,39.2],[98.4,39.4],[98.2,39.2]]")),
                     RC_OK);
    assert_int_equal(h->area.n_rings, 2);
    assert_true(h->area.at[1].lon == 99 && h->area.at[1].lat == 39);     /* against the clock */
    assert_true(h->area.at[6].lon == 98.4 && h->area.at[6].lat == 39.4); /* and with it */
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
    struct here *h = *state;
    static const struct {
        const char *json, *says;
    } bad[] = {
        { "{\"type\":\"Point\",\"coordinates\":[98,39]}", "Polygon, MultiPolygon" },
        { "{\"type\":\"Polygon\"}", "Polygon" },
        { "{\"coordinates\":[]}", "Polygon" },
        { POLYGON(""), "Polygon" },
        { POLYGON("[[98,39],[99,39],[98,39]]"), "ring 1 has 3 points" },
        { POLYGON("[[98,39],[99,39],[99,40],[98,40]]"), "ring 1 is not closed" },
        { POLYGON("[[98,39],[99,39],[99,40],[98,40],[98,39]],[[98.1,39.1],[98.2,39.1]]"),
          "ring 2 has 2 points" },
        { POLYGON("[[98,39],[99,39],[99],[98,40],[98,39]]"), "position 3" },
        { POLYGON("[[98,39],[99,39],[\"99\",40],[98,40],[98,39]]"), "position 3" },
        { POLYGON("[[39,98],[39,99],[40,99],[40,98],[39,98]]"), "lon, lat?" },
        { POLYGON("[[500000,4400000],[500100,4400000],[500100,4400100],[500000,4400000]]"),
          "not metres" },
        { POLYGON("[[98,39],[99,40],[99,39],[98,40],[98,39]]"), "crosses itself at (98.5" },
        { POLYGON("[[98,39],[99,39],[98,39],[98,39]]"), "" },
        { POLYGON("[[98,39],[99,39],[99,40],[98,40],[98,39]],"
                  "[[101,39],[102,39],[102,40],[101,39]]"),
          "a hole lies outside" },
        { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[98,39],[99,39],[99,40],[98,39]]],"
          "[[[98.1,39.05],[98.9,39.05],[98.9,39.7],[98.1,39.05]]]]}",
          "overlap" },
    };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_int_equal(read_in(h, bad[i].json), RC_INVALID);
        said(h, bad[i].says);
    }
}

static void bytes_lead_back_to_the_same_rings(void **state)
{
    struct here *h = *state;
    struct area  again;
    struct str   wkb;

    assert_int_equal(
        read_in(h, "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[98,39],[99,39],[99,40],[98,39]],"
                   "[[98.5,39.1],[98.9,39.5],[98.9,39.1],[98.5,39.1]]],"
                   "[[[100,39,1500],[101,39,1500],[101,40,1501],[100,39,1500]]]]}"),
        RC_OK);
    wkb = area_to_wkb(&h->area, h->a);
    assert_int_equal(area_from_wkb(wkb, h->a, &again), RC_OK);
    assert_int_equal(again.n_parts, 2);
    assert_int_equal(again.parts[0].n, 2);
    assert_int_equal(again.n, h->area.n);
    assert_memory_equal(again.at, h->area.at, again.n * sizeof(*again.at));
    for (size_t cut = 0; cut < wkb.n; cut++)
        assert_int_equal(area_from_wkb(str_head(wkb, cut), h->a, &again), RC_INVALID);
}

static void json_out_can_be_read_again(void **state)
{
    struct here *h = *state;
    struct area  first;
    struct buf   b;
    struct jw    w;

    assert_int_equal(read_in(h, POLYGON("[[98.1,39.1],[99,39],[99,40],[98.1,39.1]]")), RC_OK);
    first = h->area;
    buf_init(&b, 10000);
    jw_init(&w, &b);
    area_to_json(&first, CRS_BD09, &w);
    buf_add1(&b, 0);
    assert_int_equal(read_as(h, CRS_BD09, b.p), RC_OK);
    for (size_t i = 0; i < first.n; i++) {
        assert_true(fabs(first.at[i].lon - h->area.at[i].lon) < 2e-7);
        assert_true(fabs(first.at[i].lat - h->area.at[i].lat) < 2e-7);
    }
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_square_has_its_bounds_its_size_and_a_point_inside),
        cmocka_unit_test(a_ring_that_runs_the_wrong_way_is_turned),
        cmocka_unit_test(what_is_wrong_is_said_with_its_place),
        cmocka_unit_test(bytes_lead_back_to_the_same_rings),
        cmocka_unit_test(json_out_can_be_read_again),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
