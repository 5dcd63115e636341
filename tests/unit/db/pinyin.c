/* The initials by which names are typed, and the tokens by which they are found. */
#include "db/pinyin.h"
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>

#include <stdio.h>

static int setup(void **state)
{
    *state = arena_new(1 << 20);
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void key_is(void **state, const char *name, const char *want)
{
    struct str key = pinyin_key(*state, str_of(name));

    if (!str_is(key, want))
        fail_msg("%s: %.*s, not %s", name, STR_ARG(key), want);
}

static void a_name_has_the_initials_of_its_syllables(void **state)
{
    key_is(state, "清华里", "qhl");
    key_is(state, "安宁街道", "anjd");
    key_is(state, "二马路", "eml");
}

static void a_character_is_read_by_the_one_behind_it(void **state)
{
    key_is(state, "重庆街", "cqj");
    key_is(state, "体重计", "tzj");
}

static void a_surname_is_found_by_its_own_reading_and_by_the_usual_one(void **state)
{
    key_is(state, "单小明", "dxm sxm");
    key_is(state, "小单", "xd");
    key_is(state, "解放路", "jfl xfl");
}

static void letters_and_digits_stand_for_themselves_and_signs_for_nothing(void **state)
{
    key_is(state, "清华里3号楼A座", "qhl3hlaz");
    key_is(state, "ＫＴＶ（二楼）", "ktvel");
    key_is(state, "——", "");
    key_is(state, "", "");
}

static void a_character_without_a_reading_is_left_out(void **state)
{
    key_is(state, "清\xF0\xA0\xAE\xB7里", "ql"); /* U+20BB7 */
}

static void what_is_no_text_has_no_key(void **state)
{
    assert_null(pinyin_key(*state, STR_NONE).p);
    assert_null(pinyin_key(*state, S("\xFF")).p);
}

static void grams_are(void **state, const char *text, const char *names, const char *want)
{
    struct str got = search_grams_named(*state, str_of(text), str_of(names));

    if (!str_is(got, want))
        fail_msg("%s: %.*s, not %s", names, STR_ARG(got), want);
}

/* U+02C9 before them, which no word has. */
#define Q "\xCB\x89"

static void any_part_of_a_name_begins_a_token_of_initials(void **state)
{
    grams_are(state, "", "清华里", Q "qhl " Q "hl");
    grams_are(state, "", "清华里,东门", Q "qhl " Q "hl " Q "dm");
    grams_are(state, "", "清华里3号", Q "qhl3h " Q "hl3h " Q "l3h");
    grams_are(state, "", "单元", Q "dy " Q "sy");
}

static void initials_end_after_eight_and_one_alone_is_none(void **state)
{
    grams_are(state, "", "一二三四五六七八九十",
              Q "yesswlqb " Q "esswlqbj " Q "sswlqbjs " Q "swlqbjs " Q "wlqbjs " Q "lqbjs " Q
                "qbjs " Q "bjs " Q "js");
    grams_are(state, "", "里", "");
}

static void the_words_of_a_text_are_what_they_were(void **state)
{
    grams_are(state, "清华 abc", "", "清华 华 abc");
    assert_true(str_eq(search_grams(*state, S("清华 abc")), S("清华 华 abc")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_has_the_initials_of_its_syllables),
        cmocka_unit_test(a_character_is_read_by_the_one_behind_it),
        cmocka_unit_test(a_surname_is_found_by_its_own_reading_and_by_the_usual_one),
        cmocka_unit_test(letters_and_digits_stand_for_themselves_and_signs_for_nothing),
        cmocka_unit_test(a_character_without_a_reading_is_left_out),
        cmocka_unit_test(what_is_no_text_has_no_key),
        cmocka_unit_test(any_part_of_a_name_begins_a_token_of_initials),
        cmocka_unit_test(initials_end_after_eight_and_one_alone_is_none),
        cmocka_unit_test(the_words_of_a_text_are_what_they_were),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
