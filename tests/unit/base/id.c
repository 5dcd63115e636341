#include "../unit.h"

#include "base/id.h"

#include <pthread.h>
#include <stdlib.h>

static const int64_t start_at = INT64_C(1767225600) * US_SECOND; /* 2026-01-01 UTC */

static void an_id_tells_when_and_where_it_was_made(void **state)
{
    struct id_maker m  = { .cell = 63 };
    int64_t         id = id_make(&m, start_at + 1234567);

    (void)state;
    assert_true(id > 0);
    assert_int_equal(id_time(id), start_at + 1234000);
    assert_int_equal(id >> 15 & 63, 63);
}

static void ids_rise_within_one_millisecond_and_when_the_clock_goes_back(void **state)
{
    struct id_maker m      = { .cell = 5 };
    int64_t         before = 0, id;
    int             i;

    (void)state;
    for (i = 0; i < 100000; i++) {
        id = id_make(&m, start_at - i);
        assert_true(id > before);
        assert_int_equal(id >> 15 & 63, 5);
        before = id;
    }
    /* 32768 in a millisecond: the rest was borrowed from the next three. */
    assert_int_equal(id_time(before), start_at + 3000);
}

static void an_instant_before_2020_still_gets_a_positive_id(void **state)
{
    struct id_maker m  = { .cell = 0 };
    int64_t         id = id_make(&m, 0);

    (void)state;
    assert_true(id > 0);
    assert_true(id_make(&m, -5) > id);
}

enum { THREADS = 4, EACH = 50000 };
struct share {
    struct id_maker *m;
    int64_t          ids[EACH];
};

static void *make_many(void *arg)
{
    struct share *s = arg;
    int           i;

    for (i = 0; i < EACH; i++)
        s->ids[i] = id_make(s->m, start_at + i / 100);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void threads_that_share_a_maker_never_get_the_same_id(void **state)
{
    struct id_maker m      = { .cell = 1 };
    struct share   *shares = calloc(THREADS, sizeof(*shares));
    int64_t        *all    = calloc(THREADS * EACH, sizeof(*all));
    pthread_t       t[THREADS];
    int             i, j;

    (void)state;
    for (i = 0; i < THREADS; i++) {
        shares[i].m = &m;
        assert_int_equal(pthread_create(&t[i], NULL, make_many, &shares[i]), 0);
    }
    for (i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    for (i = 0; i < THREADS; i++)
        for (j = 0; j < EACH; j++) {
            assert_true(j == 0 || shares[i].ids[j] > shares[i].ids[j - 1]);
            all[i * EACH + j] = shares[i].ids[j];
        }
    qsort(all, THREADS * EACH, sizeof(*all), by_value);
    for (i = 1; i < THREADS * EACH; i++)
        assert_true(all[i] > all[i - 1]);
    free(shares);
    free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_tells_when_and_where_it_was_made),
        cmocka_unit_test(ids_rise_within_one_millisecond_and_when_the_clock_goes_back),
        cmocka_unit_test(an_instant_before_2020_still_gets_a_positive_id),
        cmocka_unit_test(threads_that_share_a_maker_never_get_the_same_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
