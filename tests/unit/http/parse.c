#include "harness.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void a_query_is_cut_into_decoded_pairs(void **state)
{
    struct pair *at;
    size_t       n;

    (void)state;
    assert_int_equal(RC_OK, query_parse(arena, S("a=1&b=x+y%2Bz&&c&d=&a=%E5%8C%97=%3d"), &at, &n));
    assert_int_equal(5, n);
    assert_text(at[0].name, "a");
    assert_text(at[1].value, "x y+z");
    assert_text(at[2].name, "c");
    assert_text(at[2].value, "");
    assert_text(at[3].value, "");
    assert_text(at[4].value, "北==");
    assert_int_equal(RC_OK, query_parse(arena, S(""), &at, &n));
    assert_int_equal(0, n);
}

static void a_query_not_by_the_book_is_refused(void **state)
{
    static const char *const bad[] = { "a=%",   "a=%4",     "a=%zz",       "=1",    "a=%00",
                                       "a=%01", "a=%c0%af", "a=%ed%a0%80", "%ff=1", "a=\x7f" };
    struct pair             *at;
    size_t                   n;
    char                     many[QUERY_PAIRS * 2 + 2];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (query_parse(arena, str_of(bad[i]), &at, &n) != RC_MALFORMED)
            fail_msg("%s was taken", bad[i]);
    memset(many, '&', sizeof(many));
    assert_int_equal(RC_MALFORMED, query_parse(arena, (struct str){ many, sizeof(many) }, &at, &n));
}

static void the_sign_plus_is_a_space_only_in_queries(void **state)
{
    struct str s;

    (void)state;
    assert_int_equal(RC_OK, url_decode(arena, S("a+b%20c"), false, &s));
    assert_text(s, "a+b c");
    assert_int_equal(RC_OK, url_decode(arena, S("a+b%0A"), true, &s));
    assert_text(s, "a b\n");
    assert_int_equal(RC_MALFORMED, url_decode(arena, S("a%0A"), false, &s));
}

static void a_cookie_is_found_by_its_whole_name(void **state)
{
    (void)state;
    assert_text(cookie_find(S("a=1; sid=x.y-z; b=2"), S("sid")), "x.y-z");
    assert_text(cookie_find(S("sid=\"q\""), S("sid")), "q");
    assert_text(cookie_find(S("a=1;sid="), S("sid")), "");
    assert_text(cookie_find(S("sid=a=b="), S("sid")), "a=b=");
    assert_null(cookie_find(S("xsid=1"), S("sid")).p);
    assert_null(cookie_find(S("SID=1"), S("sid")).p);
    assert_null(cookie_find(S(""), S("sid")).p);
}

static void a_cookie_that_may_be_planted_is_not_believed(void **state)
{
    (void)state;
    assert_null(cookie_find(S("sid=1; sid=2"), S("sid")).p);
    assert_text(cookie_find(S("sid=1; sid=1"), S("sid")), "1");
    assert_null(cookie_find(S("sid=1; broken"), S("sid")).p);
    assert_null(cookie_find(S("a b=1; sid=1"), S("sid")).p);
    assert_null(cookie_find(S("sid=a\"b"), S("sid")).p);
    assert_null(cookie_find(S("sid=a b"), S("sid")).p);
    assert_null(cookie_find(S("sid=\x01"), S("sid")).p);
}

static void a_media_type_is_compared_without_its_parameters(void **state)
{
    (void)state;
    assert_true(media_is(S("application/json"), "application/json"));
    assert_true(media_is(S("Application/JSON ; charset=utf-8"), "application/json"));
    assert_false(media_is(S("application/jsonx"), "application/json"));
    assert_false(media_is(S("text/plain; a=application/json"), "application/json"));
    assert_false(media_is(STR_NONE, "application/json"));
}

static void a_parameter_is_unquoted(void **state)
{
    struct str h = S("form-data; name=\"a;b=\\\"c\\\\\"; FileName=plain ; x=\"y\"");

    (void)state;
    assert_text(media_param(arena, h, "name"), "a;b=\"c\\");
    assert_text(media_param(arena, h, "filename"), "plain");
    assert_text(media_param(arena, h, "x"), "y");
    assert_null(media_param(arena, h, "y").p);
    assert_null(media_param(arena, S("form-data; name=\"open"), "name").p);
    assert_null(media_param(arena, S("form-data; name=\"a\"b; x=1"), "name").p);
    assert_null(media_param(arena, S("form-data"), "name").p);
    assert_null(media_param(arena, S("form-data; =x; name=y"), "name").p);
}

static void chinese_is_spoken_unless_english_is_wanted_more(void **state)
{
    static const struct {
        const char *accept;
        enum lang   lang;
    } cases[] = {
        { NULL, LANG_ZH },
        { "", LANG_ZH },
        { "zh-CN,zh;q=0.9,en;q=0.8", LANG_ZH },
        { "en-US,en;q=0.9", LANG_EN },
        { "en;q=0.5,zh;q=0.4", LANG_EN },
        { "en;q=0.5, zh-Hant;q=0.6", LANG_ZH },
        { "fr, en;q=0.1", LANG_EN },
        { "fr", LANG_ZH },
        { "*", LANG_ZH },
        { "en;q=0", LANG_ZH },
        { "en;q=nan", LANG_ZH },
        { "en;q=2", LANG_ZH },
        { "en;x", LANG_ZH },
        { ",,;;q=1,en", LANG_EN },
        { "english", LANG_ZH },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (lang_of(str_of(cases[i].accept)) != cases[i].lang)
            fail_msg("%s", cases[i].accept ? cases[i].accept : "(absent)");
}

static void a_coding_is_taken_if_it_is_named_and_not_with_nought(void **state)
{
    static const struct {
        const char *accept;
        bool        taken;
    } cases[] = {
        { "gzip", true },
        { "gzip, deflate, br, zstd", true },
        { "br;q=1.0, gzip;q=0.8", true },
        { " gzip ;q=0.001", true },
        { "gzip;q=0", false },
        { "gzip; q=0.000, br", false },
        { "xgzip, gzipped", false },
        { "identity", false },
        { "", false },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (coding_taken(str_of(cases[i].accept), "gzip") != cases[i].taken)
            fail_msg("%s", cases[i].accept);
    assert_false(coding_taken(STR_NONE, "gzip"));
}

static void a_download_keeps_its_chinese_name(void **state)
{
    (void)state;
    assert_text(disposition_of(arena, S("cases-2026.csv")),
                "attachment; filename=\"cases-2026.csv\"");
    assert_text(disposition_of(arena, S("北 1.csv")),
                "attachment; filename=\"_ 1.csv\"; filename*=UTF-8''%E5%8C%97%201.csv");
    assert_text(disposition_of(arena, S("a\"b\r\n.txt")),
                "attachment; filename=\"a_b__.txt\"; filename*=UTF-8''a%22b%0D%0A.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_is_cut_into_decoded_pairs),
        cmocka_unit_test(a_query_not_by_the_book_is_refused),
        cmocka_unit_test(the_sign_plus_is_a_space_only_in_queries),
        cmocka_unit_test(a_cookie_is_found_by_its_whole_name),
        cmocka_unit_test(a_cookie_that_may_be_planted_is_not_believed),
        cmocka_unit_test(a_media_type_is_compared_without_its_parameters),
        cmocka_unit_test(a_parameter_is_unquoted),
        cmocka_unit_test(chinese_is_spoken_unless_english_is_wanted_more),
        cmocka_unit_test(a_coding_is_taken_if_it_is_named_and_not_with_nought),
        cmocka_unit_test(a_download_keeps_its_chinese_name),
    };

    return cmocka_run_group_tests_name("parse", tests, setup, teardown);
}
