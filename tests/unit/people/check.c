#include "../unit.h"

#include "people/people_own.h"

#include <stdlib.h>

struct test {
    struct arena *arena;
    struct faults faults;
    struct work   w;
};

static int setup(void **state)
{
    struct test *t = calloc(1, sizeof(*t));

    t->arena    = arena_new(1 << 20);
    t->w.arena  = t->arena;
    t->w.faults = &t->faults;
    *state      = t;
    return 0;
}

static int teardown(void **state)
{
    struct test *t = *state;

    arena_free(t->arena);
    free(t);
    return 0;
}

static void the_last_character_of_an_identity_number_must_fit_the_others(void **state)
{
    struct test *t = *state;
    int32_t      birth;

    assert_rc(paper_check(&t->w, S("paper"), S("11010519491231002X"), &birth), RC_OK);
    assert_int_equal(birth, day_from_date((struct date){ 1949, 12, 31 }));
    assert_rc(paper_check(&t->w, S("paper"), S("440524188001010014"), &birth), RC_OK);
    assert_rc(paper_check(&t->w, S("paper"), S("110105194912310021"), &birth), RC_INVALID);
    assert_string_equal(t->faults.at[0].field, "paper");
    assert_string_equal(t->faults.at[0].say->key, "paper");
}

/* Whatever the check digit, so with the one that fits: there is no thirteenth month. */
static void an_identity_number_holds_a_real_day_of_birth(void **state)
{
    struct test *t = *state;
    int32_t      birth;

    for (const char *c = "0123456789X"; *c; c++) {
        char number[] = "110105194913310020";

        number[17] = *c;
        assert_rc(paper_check(&t->w, S("paper"), str_of(number), &birth), RC_INVALID);
    }
}

static void an_identity_number_of_another_length_or_with_letters_is_refused(void **state)
{
    struct test *t = *state;
    int32_t      birth;

    assert_rc(paper_check(&t->w, S("paper"), S(""), &birth), RC_INVALID);
    assert_rc(paper_check(&t->w, S("paper"), S("11010519491231002"), &birth), RC_INVALID);
    assert_rc(paper_check(&t->w, S("paper"), S("11010519491231002XX"), &birth), RC_INVALID);
    assert_rc(paper_check(&t->w, S("paper"), S("1101051949123100AX"), &birth), RC_INVALID);
    assert_rc(paper_check(&t->w, S("paper"), S("X1010519491231002X"), &birth), RC_INVALID);
}

static void telephones_are_digits_with_hyphens_spaces_and_a_plus_in_front(void **state)
{
    struct test *t = *state;

    assert_rc(phone_check(&t->w, S("phone"), S("13800000000")), RC_OK);
    assert_rc(phone_check(&t->w, S("phone"), S("0411-80000000")), RC_OK);
    assert_rc(phone_check(&t->w, S("phone"), S("+86 138 0000 0000")), RC_OK);
    assert_rc(phone_check(&t->w, S("phone"), S("")), RC_OK);
    assert_rc(phone_check(&t->w, S("phone"), S("138")), RC_INVALID);
    assert_rc(phone_check(&t->w, S("phone"), S("138****0000")), RC_INVALID);
    assert_rc(phone_check(&t->w, S("phone"), S("138+00000000")), RC_INVALID);
    assert_rc(phone_check(&t->w, S("phone"), S("138000000001380000000")), RC_INVALID);
}

static void a_login_is_folded_and_holds_few_kinds_of_characters(void **state)
{
    struct test *t = *state;
    struct str   login;

    assert_rc(login_check(&t->w, S("  Wang.Fang@Grid-3 "), &login), RC_OK);
    assert_text(login, "wang.fang@grid-3");
    assert_rc(login_check(&t->w, S("ab"), &login), RC_INVALID);
    assert_rc(login_check(&t->w, S("王芳王芳"), &login), RC_INVALID);
    assert_rc(login_check(&t->w, S("wang fang"), &login), RC_INVALID);
    assert_rc(login_check(&t->w, S("wang/fang"), &login), RC_INVALID);
}

static void a_text_with_control_characters_is_refused(void **state)
{
    struct test *t = *state;
    struct str   text;

    assert_rc(text_check(&t->w, S("name"), S(" 王芳 "), 4, &text), RC_OK);
    assert_text(text, "王芳");
    assert_rc(text_check(&t->w, S("name"), S("王\n芳"), 4, &text), RC_INVALID);
    assert_rc(text_check(&t->w, S("name"), S("王\x1b[2J芳"), 9, &text), RC_INVALID);
    assert_rc(text_check(&t->w, S("name"), S("王芳王芳王"), 4, &text), RC_INVALID);
    assert_rc(text_check(&t->w, S("name"), S("  "), 4, &text), RC_INVALID);
    assert_rc(text_check(&t->w, S("name"), STR_NONE, 4, &text), RC_INVALID);
}

/* -- passwords -- */

static const struct policy plain = { .password_least = 8, .password_kinds = 3 };

static const char *refused_as(struct test *t, const char *login, const char *password)
{
    t->faults.n = 0;
    if (password_check(&t->w, &plain, str_of(login), str_of(password), S("password")) == RC_OK)
        return NULL;
    assert_string_equal(t->faults.at[0].field, "password");
    return t->faults.at[0].say->key;
}

static void a_password_has_eight_characters_of_three_kinds(void **state)
{
    struct test *t = *state;

    assert_null(refused_as(t, "wangfang", "Spring2026"));
    assert_null(refused_as(t, "wangfang", "春风又绿江南岸Ab1"));
    assert_null(refused_as(t, "wangfang", "spring-2026"));
    assert_string_equal(refused_as(t, "wangfang", "Spr2026"), "too_short");
    assert_string_equal(refused_as(t, "wangfang", "spring2026"), "password_plain");
    assert_string_equal(refused_as(t, "wangfang", ""), "needed");
}

static void a_password_does_not_hold_the_login(void **state)
{
    struct test *t = *state;

    assert_string_equal(refused_as(t, "wangfang", "x9-WangFang-7"), "password_login");
    assert_null(refused_as(t, "wa", "x9-WangFang-7"));
}

static void a_password_is_more_than_a_few_characters_repeated(void **state)
{
    struct test *t = *state;

    assert_string_equal(refused_as(t, "wangfang", "Aa1Aa1Aa1Aa1"), "password_repeats");
}

static void a_password_beyond_reason_is_refused_before_it_is_hashed(void **state)
{
    struct test *t = *state;
    char         long_one[200];

    for (size_t i = 0; i < sizeof(long_one); i++)
        long_one[i] = "Spring-2026"[i % 11];
    long_one[sizeof(long_one) - 1] = '\0';
    assert_string_equal(refused_as(t, "wangfang", long_one), "too_long");
}

/* -- forms and codes -- */

static void a_form_token_belongs_to_one_session(void **state)
{
    struct test *t = *state;
    struct str   a = token_make(t->arena, STR_NONE), b = token_make(t->arena, STR_NONE);
    char         of_a[CSRF_LEN + 1];

    assert_int_equal(a.n, TOKEN_LEN);
    assert_false(str_eq(a, b));
    csrf_of(a, of_a);
    assert_true(csrf_is(a, str_of(of_a)));
    assert_false(csrf_is(b, str_of(of_a)));
    assert_false(csrf_is(a, S("")));
    assert_false(csrf_is(a, STR_NONE));
    of_a[3] ^= 1;
    assert_false(csrf_is(a, str_of(of_a)));
}

static void a_code_may_be_typed_with_spaces_and_in_small_letters(void **state)
{
    struct test *t = *state;

    assert_text(code_fold(t->arena, S("abcd-efgh jk")), "ABCDEFGHJK");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_last_character_of_an_identity_number_must_fit_the_others),
        T(an_identity_number_holds_a_real_day_of_birth),
        T(an_identity_number_of_another_length_or_with_letters_is_refused),
        T(telephones_are_digits_with_hyphens_spaces_and_a_plus_in_front),
        T(a_login_is_folded_and_holds_few_kinds_of_characters),
        T(a_text_with_control_characters_is_refused),
        T(a_password_has_eight_characters_of_three_kinds),
        T(a_password_does_not_hold_the_login),
        T(a_password_is_more_than_a_few_characters_repeated),
        T(a_password_beyond_reason_is_refused_before_it_is_hashed),
        T(a_form_token_belongs_to_one_session),
        T(a_code_may_be_typed_with_spaces_and_in_small_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
