#include "../unit.h"

#include "base/rng.h"

#include <math.h>

static void the_same_seed_gives_the_same_numbers(void **state)
{
    struct rng a, b, c;
    int        i, same = 0;

    (void)state;
    rng_seed(&a, 7);
    rng_seed(&b, 7);
    rng_seed(&c, 8);
    for (i = 0; i < 100; i++) {
        uint64_t x = rng_next(&a);

        assert_true(x == rng_next(&b));
        same += x == rng_next(&c);
    }
    assert_int_equal(same, 0);
}

/* The reference: splitmix64 from seed 0 begins E220A8397B1DCDAF, 6E789E6AA1B965F4 … and
 * xoshiro256** multiplies the second word: rotl(s1 * 5, 7) * 9. */
static void the_first_number_is_that_of_the_published_generator(void **state)
{
    struct rng r;
    uint64_t   s1 = UINT64_C(0x6E789E6AA1B965F4) * 5;

    (void)state;
    rng_seed(&r, 0);
    assert_true(r.s[0] == UINT64_C(0xE220A8397B1DCDAF));
    assert_true(rng_next(&r) == (s1 << 7 | s1 >> 57) * 9);
}

static void below_n_comes_every_number_and_none_beyond(void **state)
{
    struct rng r;
    int        seen[10] = { 0 }, i;

    (void)state;
    rng_seed(&r, 1);
    for (i = 0; i < 10000; i++) {
        uint64_t x = rng_below(&r, 10);

        assert_true(x < 10);
        seen[x]++;
    }
    for (i = 0; i < 10; i++)
        assert_in_range(seen[i], 850, 1150);
    assert_true(rng_below(&r, 1) == 0);
}

static void below_a_huge_n_no_part_comes_oftener(void **state)
{
    struct rng r;
    int        low = 0, i;

    (void)state;
    rng_seed(&r, 5);
    /* Of three quarters of all numbers the lowest third. */
    for (i = 0; i < 30000; i++)
        low += rng_below(&r, UINT64_C(3) << 62) < UINT64_C(1) << 62;
    assert_in_range(low, 9500, 10500);
}

static void waiting_times_have_their_mean(void **state)
{
    struct rng r;
    double     sum = 0;
    int        i;

    (void)state;
    rng_seed(&r, 3);
    for (i = 0; i < 100000; i++) {
        double x = rng_exp(&r, 20.0);

        assert_true(x >= 0 && isfinite(x));
        sum += x;
    }
    assert_true(fabs(sum / 100000 - 20.0) < 0.5);
}

static void reals_stay_below_one(void **state)
{
    struct rng r;
    int        i;

    (void)state;
    rng_seed(&r, 4);
    for (i = 0; i < 100000; i++) {
        double x = rng_real(&r);

        assert_true(x >= 0 && x < 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_numbers),
        cmocka_unit_test(the_first_number_is_that_of_the_published_generator),
        cmocka_unit_test(below_n_comes_every_number_and_none_beyond),
        cmocka_unit_test(below_a_huge_n_no_part_comes_oftener),
        cmocka_unit_test(waiting_times_have_their_mean),
        cmocka_unit_test(reals_stay_below_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
