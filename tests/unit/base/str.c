#include "../unit.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

static void absent_is_not_empty(void **state)
{
    (void)state;
    assert_false(str_eq(STR_NONE, S("")));
    assert_true(str_eq(STR_NONE, str_of(NULL)));
    assert_true(str_eq(S(""), str_of("")));
    assert_null(str_skip(STR_NONE, 3).p);
    assert_true(str_starts(S("abc"), STR_NONE));
}

static void views_are_compared_by_bytes(void **state)
{
    (void)state;
    assert_true(str_cmp(S("a"), S("b")) < 0);
    assert_true(str_cmp(S("ab"), S("a")) > 0);
    assert_int_equal(str_cmp(S("ab"), S("ab")), 0);
    assert_true(str_cmp(S("z"), S("\xe4")) < 0);
    assert_true(str_is(S("road"), "road"));
    assert_false(str_is(S("road"), "roads"));
    assert_true(str_starts(S("road"), S("ro")));
    assert_true(str_ends(S("road"), S("ad")));
    assert_false(str_ends(S("d"), S("ad")));
}

static void parts_are_cut_within_the_text(void **state)
{
    (void)state;
    assert_text(str_skip(S("abc"), 2), "c");
    assert_text(str_skip(S("abc"), 9), "");
    assert_text(str_head(S("abc"), 2), "ab");
    assert_text(str_head(S("abc"), 9), "abc");
    assert_text(str_trim(S(" \t\r\na b \n")), "a b");
    assert_text(str_trim(S("  ")), "");
    assert_int_equal(str_find(S("hello"), S("ll")), 2);
    assert_int_equal(str_find(S("hello"), S("x")), SIZE_MAX);
    assert_int_equal(str_find(S("l"), S("ll")), SIZE_MAX);
    assert_int_equal(str_find(S("l"), S("")), 0);
}

static void splitting_gives_every_part_also_the_empty_ones(void **state)
{
    struct str s = S("a,,b,"), part;

    (void)state;
    assert_true(str_split(&s, ',', &part));
    assert_text(part, "a");
    assert_true(str_split(&s, ',', &part));
    assert_text(part, "");
    assert_true(str_split(&s, ',', &part));
    assert_text(part, "b");
    assert_true(str_split(&s, ',', &part));
    assert_text(part, "");
    assert_false(str_split(&s, ',', &part));
}

static void whole_numbers_are_read_to_the_last_digit_or_refused(void **state)
{
    static const char *const bad[] = { "",
                                       "-",
                                       "+1",
                                       " 1",
                                       "1 ",
                                       "1x",
                                       "0x",
                                       "1e3",
                                       "９",
                                       "9223372036854775808",
                                       "-9223372036854775809",
                                       "99999999999999999999999" };
    int64_t                  v     = 42;
    size_t                   i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        assert_rc(str_int(str_of(bad[i]), &v), RC_INVALID);
    assert_rc(str_int(STR_NONE, &v), RC_INVALID);
    assert_int_equal(v, 42);
    assert_rc(str_int(S("9223372036854775807"), &v), RC_OK);
    assert_true(v == INT64_MAX);
    assert_rc(str_int(S("-9223372036854775808"), &v), RC_OK);
    assert_true(v == INT64_MIN);
    assert_rc(str_int(S("007"), &v), RC_OK);
    assert_int_equal(v, 7);
}

static void reals_are_read_whole_or_refused(void **state)
{
    static const char *const bad[] = { "",      ".",   "-",  "1e", "1e+",   "nan", "inf",
                                       "0x1p3", "1,5", " 1", "1 ", "1e999", "--1" };
    char                     digits[4000];
    double                   v = 42;
    size_t                   i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        assert_rc(str_real(str_of(bad[i]), &v), RC_INVALID);
    assert_true(v == 42);
    memset(digits, '1', sizeof(digits));
    assert_rc(str_real((struct str){ digits, sizeof(digits) }, &v), RC_INVALID);
    assert_rc(str_real((struct str){ digits, 300 }, &v), RC_OK);
    assert_rc(str_real(S("-121.5e-1"), &v), RC_OK);
    assert_true(v == -12.15);
    assert_rc(str_real(S(".5"), &v), RC_OK);
    assert_true(v == 0.5);
    assert_rc(str_real(S("1e-999"), &v), RC_OK);
    assert_true(v == 0);
}

static void a_number_in_decimal_reads_back(void **state)
{
    static const int64_t v[] = { 0, 1, -1, 9, 10, 99, 100, 12345, -100, INT64_MAX, INT64_MIN };
    char                 room[INT_TEXT], want[32];
    size_t               i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(v); i++) {
        snprintf(want, sizeof(want), "%lld", (long long)v[i]);
        assert_text(int_text(v[i], room), want);
    }
}

static void the_distance_counts_slips(void **state)
{
    (void)state;
    assert_int_equal(str_distance(S("title"), S("title"), 3), 0);
    assert_int_equal(str_distance(S("titel"), S("title"), 3), 1);
    assert_int_equal(str_distance(S("tile"), S("title"), 3), 1);
    assert_int_equal(str_distance(S("made_ta"), S("made_at"), 3), 1);
    assert_int_equal(str_distance(S("网格员"), S("网格长"), 3), 1);
    assert_int_equal(str_distance(S("kitten"), S("sitting"), 3), 3);
    assert_int_equal(str_distance(S("abc"), S("xyz123"), 3), 4);
    assert_int_equal(str_distance(S(""), S("ab"), 3), 2);
    assert_int_equal(str_distance(S("\xff"), S("a"), 3), 4);
}

static void hashes_depend_on_text_and_seed(void **state)
{
    (void)state;
    assert_true(str_hash(S("road lamp out"), 1) == str_hash(S("road lamp out"), 1));
    assert_true(str_hash(S("road lamp out"), 1) != str_hash(S("road lamp out"), 2));
    assert_true(str_hash(S("road lamp out"), 1) != str_hash(S("road lamp ouT"), 1));
    assert_true(str_hash(S("a\0"), 1) != str_hash(S("a"), 1));
}

static void a_buffer_stops_at_its_ceiling_and_says_so_once(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 10);
    assert_text(buf_str(&b), "");
    buf_addc(&b, "12345");
    buf_addf(&b, "%s", "678");
    buf_addi(&b, -1);
    assert_rc(buf_check(&b), RC_OK);
    assert_text(buf_str(&b), "12345678-1");
    buf_add1(&b, 'x');
    assert_rc(buf_check(&b), RC_TOO_LARGE);
    assert_text(buf_str(&b), "12345678-1");
    buf_clear(&b);
    buf_addc(&b, "123456");
    buf_addc(&b, "78901");
    buf_addc(&b, "7"); /* would have room, but something is missing already */
    assert_rc(buf_check(&b), RC_TOO_LARGE);
    assert_text(buf_str(&b), "123456");
    assert_null(buf_room(&b, 1));
    buf_free(&b);
}

static void a_buffer_grows(void **state)
{
    struct buf b;
    char       filler[600];
    size_t     i;

    (void)state;
    memset(filler, 'y', sizeof(filler) - 1);
    filler[sizeof(filler) - 1] = '\0';
    buf_init(&b, 100000);
    for (i = 0; i < 100; i++)
        buf_addf(&b, "%s%c", filler, 'x');
    assert_rc(buf_check(&b), RC_OK);
    assert_int_equal(buf_str(&b).n, 60000);
    for (i = 0; i < 60000; i++)
        assert_int_equal(b.p[i], i % 600 == 599 ? 'x' : 'y');
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_is_not_empty),
        cmocka_unit_test(views_are_compared_by_bytes),
        cmocka_unit_test(parts_are_cut_within_the_text),
        cmocka_unit_test(splitting_gives_every_part_also_the_empty_ones),
        cmocka_unit_test(whole_numbers_are_read_to_the_last_digit_or_refused),
        cmocka_unit_test(reals_are_read_whole_or_refused),
        cmocka_unit_test(a_number_in_decimal_reads_back),
        cmocka_unit_test(the_distance_counts_slips),
        cmocka_unit_test(hashes_depend_on_text_and_seed),
        cmocka_unit_test(a_buffer_stops_at_its_ceiling_and_says_so_once),
        cmocka_unit_test(a_buffer_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
