/* Codes by the national rules, and of a locality's own. */
#include "territory/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>

static enum rc check(enum code_form form, const char *code, const char *above, struct faults *f)
{
    return code_check(form, str_of(code), str_of(above), f, S("code"));
}

static void a_division_has_2_4_6_9_or_12_digits_and_begins_with_the_one_above(void **state)
{
    (void)state;
    assert_int_equal(check(CODES_DIVISION, "62", NULL, NULL), RC_OK);
    assert_int_equal(check(CODES_DIVISION, "6209", "62", NULL), RC_OK);
    assert_int_equal(check(CODES_DIVISION, "620902", "6209", NULL), RC_OK);
    assert_int_equal(check(CODES_DIVISION, "620902001", "620902", NULL), RC_OK);
    assert_int_equal(check(CODES_DIVISION, "620902001003", "620902001", NULL), RC_OK);
    assert_int_equal(check(CODES_DIVISION, "62090200100", "620902001", NULL), RC_INVALID);
    assert_int_equal(check(CODES_DIVISION, "62090A001", "620902", NULL), RC_INVALID);
    assert_int_equal(check(CODES_DIVISION, "620903001", "620902", NULL), RC_INVALID);
    assert_int_equal(check(CODES_DIVISION, "620902", "620902", NULL), RC_INVALID);
}

static void a_unit_grid_has_15_digits_the_first_12_of_them_its_community(void **state)
{
    (void)state;
    assert_int_equal(check(CODES_UNIT_GRID, "620902001003001", "620902001003", NULL), RC_OK);
    assert_int_equal(check(CODES_UNIT_GRID, "62090200100301", "620902001003", NULL), RC_INVALID);
    assert_int_equal(check(CODES_UNIT_GRID, "620902001004001", "620902001003", NULL), RC_INVALID);
}

static void a_social_grid_has_20_digits_with_the_division_behind_its_class(void **state)
{
    (void)state;
    assert_int_equal(check(CODES_SOCIAL_GRID, "01010162090200100301", "620902001003", NULL), RC_OK);
    assert_int_equal(check(CODES_SOCIAL_GRID, "01010162090200100400", "620902001003", NULL),
                     RC_INVALID);
    assert_int_equal(check(CODES_SOCIAL_GRID, "0101016209020010030", "620902001003", NULL),
                     RC_INVALID);
    assert_int_equal(check(CODES_SOCIAL_GRID, "01010162090200100301", "B-7", NULL), RC_OK);
}

static void a_locality_may_have_codes_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(check(CODES_LOCAL, "HT-W2.17", "620902001003", NULL), RC_OK);
    assert_int_equal(check(CODES_NESTED, "HT-W2.17", "HT-W2", NULL), RC_OK);
    assert_int_equal(check(CODES_NESTED, "HT-W3.17", "HT-W2", NULL), RC_INVALID);
    assert_int_equal(check(CODES_LOCAL, "", NULL, NULL), RC_INVALID);
    assert_int_equal(check(CODES_LOCAL, "a b", NULL, NULL), RC_INVALID);
    assert_int_equal(check(CODES_LOCAL, "12345678901234567890123456789012345678901", NULL, NULL),
                     RC_INVALID);
}

static void the_sentence_names_the_code_and_the_standard(void **state)
{
    struct faults f = { 0 };
    struct buf    b;

    (void)state;
    buf_init(&b, 1000);
    assert_int_equal(check(CODES_UNIT_GRID, "123", NULL, &f), RC_INVALID);
    fault_render(&f.at[0], LANG_ZH, &b);
    assert_true(str_find(buf_str(&b), S("15")) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("GB/T 30428.1")) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("“123”")) != SIZE_MAX);
    assert_string_equal(f.at[0].field, "code");
    buf_free(&b);
}

static void the_division_above_follows_from_the_code(void **state)
{
    (void)state;
    assert_true(str_is(code_above(S("110101001002")), "110101001"));
    assert_true(str_is(code_above(S("110101001")), "110101"));
    assert_true(str_is(code_above(S("110101")), "1101"));
    assert_true(str_is(code_above(S("1101")), "11"));
    assert_null(code_above(S("11")).p);
    assert_null(code_above(S("11010")).p);
    assert_null(code_above(S("1101A1")).p);
    assert_int_equal(code_generation(S("110101001002")), 4);
    assert_int_equal(code_generation(S("1")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_division_has_2_4_6_9_or_12_digits_and_begins_with_the_one_above),
        cmocka_unit_test(a_unit_grid_has_15_digits_the_first_12_of_them_its_community),
        cmocka_unit_test(a_social_grid_has_20_digits_with_the_division_behind_its_class),
        cmocka_unit_test(a_locality_may_have_codes_of_its_own),
        cmocka_unit_test(the_sentence_names_the_code_and_the_standard),
        cmocka_unit_test(the_division_above_follows_from_the_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
