#include "../unit.h"

#include "base/fault.h"
#include "base/utf8.h"

#include <string.h>

static const struct say three    = SAY("three", "甲{0}乙{1}丙{2}", "{2} before {1} before {0}");
static const struct say optional = SAY("optional", "不对[,应为{0}][或{1}]", "no[; {0}][ or {1}]");
static const struct say brackets = SAY("brackets", "[]{9}{x}[a", "a [b] c] {");

static void expect(const struct fault *one, enum lang lang, const char *want)
{
    struct buf b;

    buf_init(&b, 10000);
    fault_render(one, lang, &b);
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static void parameters_are_filled_in_by_number(void **state)
{
    struct faults f      = { 0 };
    struct str    args[] = { S("1"), S("二"), S("3") };

    (void)state;
    assert_rc(fault_full(&f, RC_CONFLICT, &three, S("a.b"), args, 3), RC_CONFLICT);
    expect(&f.at[0], LANG_ZH, "甲1乙二丙3");
    expect(&f.at[0], LANG_EN, "3 before 二 before 1");
    assert_string_equal(f.at[0].field, "a.b");
    assert_int_equal(f.at[0].rc, RC_CONFLICT);
}

static void a_bracketed_part_goes_when_its_parameter_is_missing(void **state)
{
    struct faults f = { 0 };

    (void)state;
    assert_rc(fault(&f, RC_INVALID, &optional, S("x"), S("y")), RC_INVALID);
    assert_rc(fault(&f, RC_INVALID, &optional, STR_NONE, S("y")), RC_INVALID);
    assert_rc(fault_field(&f, RC_INVALID, &optional, S("f"), S("x")), RC_INVALID);
    assert_rc(fault(&f, RC_INVALID, &optional, STR_NONE, STR_NONE), RC_INVALID);
    expect(&f.at[0], LANG_ZH, "不对,应为x或y");
    expect(&f.at[1], LANG_ZH, "不对或y");
    expect(&f.at[2], LANG_EN, "no; x");
    expect(&f.at[3], LANG_EN, "no");
}

static void other_brackets_and_braces_are_text(void **state)
{
    struct faults f = { 0 };

    (void)state;
    assert_rc(fault(&f, RC_INVALID, &brackets, STR_NONE, STR_NONE), RC_INVALID);
    expect(&f.at[0], LANG_ZH, "[]{9}{x}[a");
    expect(&f.at[0], LANG_EN, "a [b] c] {");
}

static void what_a_stranger_wrote_is_not_taken_for_a_parameter(void **state)
{
    struct faults f = { 0 };

    (void)state;
    assert_rc(fault(&f, RC_INVALID, &optional, S("{1}[{0}]"), STR_NONE), RC_INVALID);
    expect(&f.at[0], LANG_EN, "no; {1}[{0}]");
}

static void the_first_eight_are_kept_and_the_code_is_returned_all_the_same(void **state)
{
    struct faults f = { 0 };
    int           i;

    (void)state;
    for (i = 0; i < FAULTS_MOST + 3; i++)
        assert_rc(fault(&f, i ? RC_INVALID : RC_DENIED, &say_denied, STR_NONE, STR_NONE),
                  i ? RC_INVALID : RC_DENIED);
    assert_int_equal(f.n, FAULTS_MOST);
    assert_int_equal(f.at[0].rc, RC_DENIED);
    assert_rc(fault(NULL, RC_GONE, &say_denied, S("x"), STR_NONE), RC_GONE);
}

static void long_texts_are_cut_between_characters(void **state)
{
    struct faults f = { 0 };
    char          text[3000];
    size_t        i;
    struct str    s = { text, sizeof(text) };

    (void)state;
    for (i = 0; i < sizeof(text); i += 3)
        memcpy(text + i, "网", 3);
    assert_rc(fault_full(&f, RC_INVALID, &three, s, (struct str[]){ S("a"), s, s }, 3), RC_INVALID);
    assert_true(utf8_ok(str_of(f.at[0].field)));
    assert_true(strlen(f.at[0].field) > 90);
    assert_int_equal(f.at[0].arg_n[0], 1);
    assert_int_equal(f.at[0].arg_n[1], 999);
    assert_int_equal(f.at[0].arg_n[2], 0);
}

static void every_code_has_a_status_and_a_word(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < RC_COUNT; i++) {
        assert_in_range(rc_status((enum rc)i), 200, 599);
        assert_true(rc_code((enum rc)i)[0] != '\0');
    }
    assert_int_equal(rc_status(RC_INVALID), 422);
    assert_string_equal(rc_name(RC_CONFLICT), "RC_CONFLICT");
    assert_string_equal(rc_code(RC_NO_ACTOR), "sign_in");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_filled_in_by_number),
        cmocka_unit_test(a_bracketed_part_goes_when_its_parameter_is_missing),
        cmocka_unit_test(other_brackets_and_braces_are_text),
        cmocka_unit_test(what_a_stranger_wrote_is_not_taken_for_a_parameter),
        cmocka_unit_test(the_first_eight_are_kept_and_the_code_is_returned_all_the_same),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(every_code_has_a_status_and_a_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
