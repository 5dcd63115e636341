#include "../unit.h"

#include "base/rng.h"
#include "base/time.h"
#include "shape/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct buf b;
static struct jw  w;

static int set_up(void **state)
{
    (void)state;
    buf_init(&b, 1 << 20);
    jw_init(&w, &b);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buf_free(&b);
    return 0;
}

static void expect(const char *want)
{
    assert_rc(buf_check(&b), RC_OK);
    assert_text(buf_str(&b), want);
    buf_clear(&b);
}

static void commas_stand_where_they_must(void **state)
{
    (void)state;
    jw_obj(&w);
    jw_keyc(&w, "a");
    jw_list(&w);
    jw_int(&w, 1);
    jw_list(&w);
    jw_list_end(&w);
    jw_obj(&w);
    jw_obj_end(&w);
    jw_null(&w);
    jw_list_end(&w);
    jw_keyc(&w, "b");
    jw_obj(&w);
    jw_key(&w, S("c\"d"));
    jw_bool(&w, true);
    jw_keyc(&w, "e");
    jw_bool(&w, false);
    jw_obj_end(&w);
    jw_keyc(&w, "f");
    jw_raw(&w, S("[ 1 ]"));
    jw_obj_end(&w);
    expect("{\"a\":[1,[],{},null],\"b\":{\"c\\\"d\":true,\"e\":false},\"f\":[ 1 ]}");
}

static void the_deepest_level_keeps_its_commas(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < JSON_DEPTH; i++)
        jw_list(&w);
    jw_int(&w, 1);
    jw_int(&w, 2);
    for (i = 0; i < JSON_DEPTH; i++)
        jw_list_end(&w);
    assert_non_null(strstr(b.p, "[1,2]"));
    assert_int_equal(b.n, 2 * JSON_DEPTH + 3);
    buf_clear(&b);
}

static void absent_values_are_null(void **state)
{
    (void)state;
    jw_list(&w);
    jw_str(&w, STR_NONE);
    jw_str(&w, S(""));
    jw_cstr(&w, NULL);
    jw_id(&w, NONE_I64);
    jw_time(&w, NONE_I64);
    jw_real(&w, NAN);
    jw_real(&w, INFINITY);
    jw_raw(&w, STR_NONE);
    jw_list_end(&w);
    expect("[null,\"\",null,null,null,null,null,null]");
}

static void ids_times_and_days_are_texts(void **state)
{
    (void)state;
    jw_list(&w);
    jw_id(&w, INT64_MAX);
    jw_id(&w, 0);
    jw_time(&w, INT64_C(1769819400000000));
    jw_day(&w, day_of(INT64_C(1769819400000000)));
    jw_int(&w, INT64_MIN);
    jw_list_end(&w);
    expect("[\"9223372036854775807\",\"0\",\"2026-01-31T08:30:00+08:00\",\"2026-01-31\","
           "-9223372036854775808]");
}

static void every_character_that_needs_it_is_escaped_at_any_place(void **state)
{
    struct arena      *a = arena_new(1 << 24);
    const struct jval *v;
    char               text[24];
    size_t             at;
    int                c;

    (void)state;
    for (c = 1; c < 128; c++)
        for (at = 0; at < 20; at++) {
            struct str s = { text, 20 };

            memset(text, 'x', sizeof(text));
            text[at] = (char)c;
            jw_str(&w, s);
            assert_int_equal(b.n, c == '"' || c == '\\' || (c >= 8 && c <= 13 && c != 11) ? 23
                                  : c < 32                                                ? 27
                                                                                          : 22);
            assert_rc(json_parse(a, buf_str(&b), NULL, &v), RC_OK);
            assert_true(str_eq(v->text, s));
            buf_clear(&b);
            arena_clear(a);
        }
    jw_str(&w, S("汉\n唐"));
    expect("\"汉\\n唐\"");
    arena_free(a);
}

static void reals_are_short(void **state)
{
    static const struct {
        double      v;
        const char *text;
    } cases[] = {
        { 0, "0" },
        { -0.0, "-0" },
        { 0.1, "0.1" },
        { -2.5, "-2.5" },
        { 100, "100" },
        { 121.4736628, "121.4736628" },
        { 1.0 / 3, "0.3333333333333333" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 999999.999999999, "999999.999999999" },
        { 1e15, "1e+15" },
        { 1e21, "1e+21" },
        { 123456789, "123456789" },
        { 1e-9, "0.000000001" },
        { 2.5e-10, "2.5e-10" },
        { -0.5, "-0.5" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        jw_real(&w, cases[i].v);
        expect(cases[i].text);
    }
}

static void reals_read_back_bit_for_bit(void **state)
{
    struct rng r;
    int        i;

    (void)state;
    rng_seed(&r, 9);
    for (i = 0; i < 300000; i++) {
        uint64_t bits = rng_next(&r);
        double   v, back;

        switch (i % 3) {
        case 0:
            memcpy(&v, &bits, sizeof(v));
            break;
        case 1:
            v = (double)(int64_t)(bits >> (20 + bits % 40)) / 1e7;
            break;
        default:
            v = (rng_real(&r) - 0.5) * 400;
        }
        if (!isfinite(v))
            continue;
        jw_real(&w, v);
        assert_rc(str_real(buf_str(&b), &back), RC_OK);
        if (memcmp(&back, &v, sizeof(v)) != 0)
            fail_msg("%.17g became %.*s", v, STR_ARG(buf_str(&b)));
        buf_clear(&b);
    }
}

/* The fewest digits of 15, 16 or 17 that lead back to `v`. */
static size_t digits_of_library(double v)
{
    char text[40];
    int  n = 15;

    do
        snprintf(text, sizeof(text), "%.*g", n, v);
    while (strtod(text, NULL) != v && ++n <= 17);
    return strlen(text);
}

static void coordinates_are_as_short_as_the_library_can(void **state)
{
    struct rng r;

    (void)state;
    rng_seed(&r, 10);
    for (int i = 0; i < 200000; i++) {
        double v = (rng_real(&r) + 0.1) * (i % 4 == 0   ? 1
                                           : i % 4 == 1 ? 180
                                           : i % 4 == 2 ? -90
                                                        : 5e5);

        if (fabs(v) < 0.1)
            continue;
        jw_real(&w, v);
        assert_int_equal(b.n, digits_of_library(v));
        buf_clear(&b);
    }
}

static void a_full_buffer_is_told_at_the_end(void **state)
{
    struct buf small;
    struct jw  to;
    int        i;

    (void)state;
    buf_init(&small, 50);
    jw_init(&to, &small);
    jw_list(&to);
    for (i = 0; i < 20; i++)
        jw_str(&to, S("a\nb"));
    jw_list_end(&to);
    assert_rc(buf_check(&small), RC_TOO_LARGE);
    assert_true(small.n <= 50);
    buf_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_where_they_must),
        cmocka_unit_test(the_deepest_level_keeps_its_commas),
        cmocka_unit_test(absent_values_are_null),
        cmocka_unit_test(ids_times_and_days_are_texts),
        cmocka_unit_test(every_character_that_needs_it_is_escaped_at_any_place),
        cmocka_unit_test(reals_are_short),
        cmocka_unit_test(reals_read_back_bit_for_bit),
        cmocka_unit_test(coordinates_are_as_short_as_the_library_can),
        cmocka_unit_test(a_full_buffer_is_told_at_the_end),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
