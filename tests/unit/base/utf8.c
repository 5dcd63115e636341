#include "../unit.h"

#include "base/utf8.h"

#include <string.h>

static void every_code_point_is_put_and_taken_and_only_real_ones_are_valid(void **state)
{
    uint32_t cp, back;

    (void)state;
    for (cp = 0; cp <= 0x10FFFF; cp++) {
        char       room[4];
        struct str s    = { room, utf8_put(cp, room) };
        bool       real = cp != 0 && !(cp >= 0xD800 && cp <= 0xDFFF);

        if (utf8_ok(s) != real)
            fail_msg("U+%04X", cp);
        if (!utf8_next(&s, &back) || back != cp || s.n != 0)
            fail_msg("U+%04X comes back as U+%04X", cp, back);
    }
}

static void broken_sequences_are_refused_wherever_they_stand(void **state)
{
    static const struct str bad[] = {
        { "\x80", 1 },
        { "\xBF", 1 },
        { "\xC0\x80", 2 },
        { "\xC1\xBF", 2 },
        { "\xC3", 1 },
        { "\xC3(", 2 },
        { "\xE0\x9F\xBF", 3 },
        { "\xE4\xB8", 2 },
        { "\xED\xA0\x80", 3 },
        { "\xED\xBF\xBF", 3 },
        { "\xF0\x8F\xBF\xBF", 4 },
        { "\xF4\x90\x80\x80", 4 },
        { "\xF5\x80\x80\x80", 4 },
        { "\xF0\x9F\x98", 3 },
        { "\xFF", 1 },
        { "\xFE", 1 },
        { "\0", 1 },
        { "\xE4\xB8\x41", 3 },
    };
    size_t i, at;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        for (at = 0; at < 20; at++) {
            char       room[40];
            struct str s = { room, at + bad[i].n + 9 };

            memset(room, 'a', sizeof(room));
            memcpy(room + at, bad[i].p, bad[i].n);
            if (utf8_ok(s) || utf8_good(s) != at)
                fail_msg("case %zu at %zu: valid up to %zu", i, at, utf8_good(s));
            s.n = at + bad[i].n;
            assert_false(utf8_ok(s));
            s.n = at;
            assert_true(utf8_ok(s));
        }
    assert_true(utf8_ok(STR_NONE));
}

static void characters_are_counted_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(S("")), 0);
    assert_int_equal(utf8_count(S("a网é😀")), 4);
    assert_text(utf8_head(S("a网é😀"), 2), "a网");
    assert_text(utf8_head(S("a网é😀"), 9), "a网é😀");
    assert_text(utf8_head(S("网"), 0), "");
}

static void a_title_ends_where_a_sentence_or_a_clause_does(void **state)
{
    struct arena *a = arena_new(4096);

    (void)state;
    assert_text(utf8_brief(a, S("三号楼楼道灯不亮"), 30), "三号楼楼道灯不亮");
    assert_text(utf8_brief(a, S("楼道灯坏了三天。晚上看不清路，老人不敢下楼"), 16),
                "楼道灯坏了三天…");
    assert_text(utf8_brief(a, S("楼道灯坏了三天，晚上看不清路，老人不敢下楼"), 16),
                "楼道灯坏了三天，晚上看不清路…");
    assert_text(utf8_brief(a, S("灯，三号楼二单元楼道里的声控灯不亮"), 12),
                "灯，三号楼二单元楼道里…");
    assert_text(utf8_brief(a, S("三号楼二单元楼道里的声控灯不亮"), 10), "三号楼二单元楼道里…");
    assert_text(utf8_brief(a, S("about 3.5 metres of kerb broken"), 12), "about 3.5…");
    assert_int_equal(utf8_count(utf8_brief(a, S("网网网网网网"), 4)), 4);
    arena_free(a);
}

static void han_characters_are_known(void **state)
{
    (void)state;
    assert_true(cp_is_han(0x7F51));  /* 网 */
    assert_true(cp_is_han(0x3007));  /* 〇 */
    assert_true(cp_is_han(0x20BB7)); /* 𠮷 */
    assert_false(cp_is_han('a'));
    assert_false(cp_is_han(0x3002)); /* 。 */
    assert_false(cp_is_han(0x3042)); /* あ */
}

static void wide_forms_and_capitals_fold_together(void **state)
{
    (void)state;
    assert_int_equal(cp_fold(0xFF21), 'a'); /* A */
    assert_int_equal(cp_fold('A'), 'a');
    assert_int_equal(cp_fold(0xFF11), '1');
    assert_int_equal(cp_fold(0x3000), ' ');
    assert_int_equal(cp_fold(0x7F51), 0x7F51);
    assert_int_equal(cp_fold('['), '[');
    assert_int_equal(cp_fold('@'), '@');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_put_and_taken_and_only_real_ones_are_valid),
        cmocka_unit_test(broken_sequences_are_refused_wherever_they_stand),
        cmocka_unit_test(characters_are_counted_not_bytes),
        cmocka_unit_test(a_title_ends_where_a_sentence_or_a_clause_does),
        cmocka_unit_test(han_characters_are_known),
        cmocka_unit_test(wide_forms_and_capitals_fold_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
