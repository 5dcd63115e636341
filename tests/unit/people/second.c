#include "../unit.h"

#include "people/signin.h"

#include <oath.h>

/* RFC 6238, appendix B, SHA-1: the last six of the eight digits. The secret is
 * "12345678901234567890" in base 32. */
#define SECRET S("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return oath_init() == OATH_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static int64_t step(const char *code, int64_t seconds)
{
    return second_step(SECRET, str_of(code), seconds * US_SECOND, arena);
}

static void codes_are_those_of_the_standard(void **state)
{
    (void)state;
    assert_true(step("287082", 59) == 1);
    assert_true(step("081804", 1111111109) == 37037036);
    assert_true(step("005924", 1234567890) == 41152263);
    assert_true(step("279037", 2000000000) == 66666666);
}

static void a_clock_may_be_half_a_minute_wrong_and_no_more(void **state)
{
    (void)state;
    assert_true(step("081804", 1111111109 + 30) == 37037036);
    assert_true(step("081804", 1111111109 - 30) == 37037036);
    assert_true(step("081804", 1111111109 + 90) == NONE_I64);
    assert_true(step("081804", 1111111109 - 90) == NONE_I64);
}

static void what_is_no_code_is_refused(void **state)
{
    (void)state;
    assert_true(step("", 59) == NONE_I64);
    assert_true(step("28708", 59) == NONE_I64);
    assert_true(step("287083", 59) == NONE_I64);
    assert_true(step("94287082", 59) == NONE_I64);
    assert_true(second_step(STR_NONE, S("287082"), 59 * US_SECOND, arena) == NONE_I64);
    assert_true(second_step(S("not base 32!"), S("287082"), 59 * US_SECOND, arena) == NONE_I64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(codes_are_those_of_the_standard, setup, teardown),
        cmocka_unit_test_setup_teardown(a_clock_may_be_half_a_minute_wrong_and_no_more, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_no_code_is_refused, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
