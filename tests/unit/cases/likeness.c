/* How alike two texts are, by the pairs of characters that they share. */
#include "cases/likeness.h"
#include "../unit.h"

static struct pairs *of(const char *text)
{
    static struct pairs room[2];
    static int          turn;
    struct pairs       *p = &room[turn++ % 2];

    pairs_of(str_of(text), p);
    return p;
}

static void signs_width_and_case_do_not_count(void **state)
{
    (void)state;
    assert_float_equal(likeness_of(of("路灯，不亮！"), of("路灯不亮")), 1, 0);
    assert_float_equal(likeness_of(of("ＡＢ１"), of("ab 1")), 1, 0);
}

static void texts_that_share_nothing_are_not_alike(void **state)
{
    (void)state;
    assert_float_equal(likeness_of(of("路灯不亮"), of("垃圾没人收")), 0, 0);
    assert_float_equal(likeness_of(of("灯"), of("灯")), 0, 0); /* one character is no pair */
    assert_float_equal(likeness_within(of(""), of("路灯不亮")), 0, 0);
}

static void of_two_the_shorter_is_the_measure_and_of_a_part_the_part(void **state)
{
    (void)state;
    assert_float_equal(likeness_of(of("路灯不亮了三天"), of("路灯")), 1, 0);
    assert_float_equal(likeness_within(of("楼道设施"), of("楼道灯坏了，设施旧")), 2.0 / 3, 1e-9);
    assert_float_equal(likeness_within(of("楼道灯坏了，设施旧"), of("楼道设施")), 2.0 / 7, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_width_and_case_do_not_count),
        cmocka_unit_test(texts_that_share_nothing_are_not_alike),
        cmocka_unit_test(of_two_the_shorter_is_the_measure_and_of_a_part_the_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
