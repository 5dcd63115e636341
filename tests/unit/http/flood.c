#include "harness.h"

static uint64_t key_of(uint64_t i)
{
    return str_hash((struct str){ (const char *)&i, sizeof(i) }, 42);
}

static void calls_are_counted_up_to_the_limit(void **state)
{
    struct flood *f = flood_new();

    (void)state;
    for (int i = 0; i < 10; i++)
        assert_true(flood_take(f, key_of(1), 5, 10));
    assert_false(flood_take(f, key_of(1), 5, 10));
    assert_true(flood_take(f, key_of(2), 5, 10));
    flood_free(f);
}

static void the_next_minute_begins_anew(void **state)
{
    struct flood *f = flood_new();

    (void)state;
    assert_true(flood_take(f, key_of(1), 5, 1));
    assert_false(flood_take(f, key_of(1), 5, 1));
    assert_true(flood_take(f, key_of(1), 6, 1));
    assert_false(flood_take(f, key_of(1), 6, 1));
    flood_free(f);
}

static void whoever_calls_often_is_remembered_among_many(void **state)
{
    struct flood *f     = flood_new();
    int           taken = 0;

    (void)state;
    for (uint64_t i = 0; i < 200000; i++) {
        flood_take(f, key_of(1000 + i), 9, 100);
        if (i % 10 == 0)
            taken += flood_take(f, key_of(1), 9, 100);
    }
    assert_true(taken <= 110);
    flood_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_counted_up_to_the_limit),
        cmocka_unit_test(the_next_minute_begins_anew),
        cmocka_unit_test(whoever_calls_often_is_remembered_among_many),
    };

    return cmocka_run_group_tests_name("flood", tests, NULL, NULL);
}
