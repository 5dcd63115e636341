#include "../unit.h"

#include "people/people_own.h"

static bool has(int32_t role, enum cap cap)
{
    struct caps caps;

    role_caps(role, &caps);
    return caps_has(&caps, cap);
}

/* GB/T 22239: the three watch each other, so what one holds of theirs no other holds. */
static void no_administrator_has_anothers_capability(void **state)
{
    static const enum cap own[] = { CAP_ADMIN_SYSTEM, CAP_ADMIN_SECURITY, CAP_ADMIN_AUDIT };

    (void)state;
    for (int32_t role = ROLE_SYSTEM; role <= ROLE_AUDIT; role++)
        for (size_t i = 0; i < ARRAY_LEN(own); i++)
            assert_int_equal(has(role, own[i]), (int32_t)i + ROLE_SYSTEM == role);
}

static void no_administrator_sees_cases_or_persons(void **state)
{
    static const enum cap kept_from[] = {
        CAP_CASE_READ,    CAP_CASE_OPEN,       CAP_CASE_MOVE,    CAP_CASE_DISPATCH, CAP_CASE_EDIT,
        CAP_CASE_LINK,    CAP_CASE_SUPERVISE,  CAP_CASE_PUBLISH, CAP_CASE_IMPORT,   CAP_CASE_EXPORT,
        CAP_FIELD_UNMASK, CAP_FIELD_SENSITIVE, CAP_PERSON_READ,  CAP_PERSON_EDIT,   CAP_NOTICE_EDIT,
    };

    (void)state;
    for (int32_t role = ROLE_NONE; role <= ROLE_AUDIT; role++)
        for (size_t i = 0; i < ARRAY_LEN(kept_from); i++)
            assert_false(has(role, kept_from[i]));
}

/* Who makes accounts gives no rights; who gives rights makes no accounts. */
static void making_accounts_and_giving_posts_are_kept_apart(void **state)
{
    (void)state;
    assert_true(has(ROLE_SYSTEM, CAP_ACCOUNT_EDIT));
    assert_false(has(ROLE_SYSTEM, CAP_POST_EDIT));
    assert_true(has(ROLE_SECURITY, CAP_POST_EDIT));
    assert_false(has(ROLE_SECURITY, CAP_ACCOUNT_EDIT));
    assert_false(has(ROLE_AUDIT, CAP_ACCOUNT_EDIT) || has(ROLE_AUDIT, CAP_POST_EDIT));
}

static void nobody_is_an_actor_without_anything(void **state)
{
    const struct actor *a = actor_nobody();

    (void)state;
    assert_true(a->account == NONE_I64);
    assert_false(a->system);
    assert_int_equal(a->n_posts, 0);
    assert_true(a->any.w[0] == 0 && a->any.w[1] == 0);
    kept_let_go(a); /* as often as one likes */
    kept_let_go(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_administrator_has_anothers_capability),
        cmocka_unit_test(no_administrator_sees_cases_or_persons),
        cmocka_unit_test(making_accounts_and_giving_posts_are_kept_apart),
        cmocka_unit_test(nobody_is_an_actor_without_anything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
