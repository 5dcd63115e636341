#include "../unit.h"

#include "people/cache.h"

#include <stdio.h>
#include <stdlib.h>

#define NOON (INT64_C(20000) * US_DAY + 4 * US_HOUR) /* of day 20000, civil time */

static struct cache *c; /* of the test that runs */

static int setup(void **state)
{
    (void)state;
    c = cache_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    cache_free(c);
    return 0;
}

static struct kept *somebody(int64_t account, int64_t at)
{
    struct kept *k = calloc(1, sizeof(*k));

    k->actor.account = account;
    k->day           = day_of(at);
    k->refs          = 1;
    return k;
}

static struct cache_key key(const char *token)
{
    return cache_key_of(c, str_of(token));
}

/* Puts and lets go of its own hold, as the admission does at the end of a call. */
static void put_turn(const char *token, int64_t account, int64_t until, int64_t now, uint64_t turn)
{
    struct kept     *k  = somebody(account, now);
    struct cache_key at = key(token);

    cache_put(c, &at, &(struct cache_put){ k, 7, now, until, turn }, now);
    kept_let_go(&k->actor);
}

static void put(const char *token, int64_t account, int64_t until, int64_t now)
{
    put_turn(token, account, until, now, cache_turn(c));
}

/* The account that is found, 0 for none. */
static int64_t found(const char *token, int64_t now)
{
    struct cache_key at = key(token);
    struct cache_hit hit;
    int64_t          account;

    if (!cache_find(c, &at, now, &hit))
        return 0;
    assert_int_equal(hit.id, 7);
    account = hit.kept->actor.account;
    kept_let_go(&hit.kept->actor);
    return account;
}

static void what_was_put_is_found_by_its_token_only(void **state)
{
    (void)state;
    put("one", 11, NOON + US_HOUR, NOON);
    put("two", 12, NOON + US_HOUR, NOON);
    assert_int_equal(found("one", NOON), 11);
    assert_int_equal(found("two", NOON), 12);
    assert_int_equal(found("three", NOON), 0);
}

static void an_entry_ends_with_its_session_and_after_half_a_minute(void **state)
{
    (void)state;
    put("short", 11, NOON + US_SECOND, NOON);
    put("long", 12, NOON + US_HOUR, NOON);
    assert_int_equal(found("short", NOON + US_SECOND - 1), 11);
    assert_int_equal(found("short", NOON + US_SECOND), 0);
    assert_int_equal(found("long", NOON + 29 * US_SECOND), 12);
    assert_int_equal(found("long", NOON + 30 * US_SECOND), 0);
}

/* A post may have ended with the day. */
static void an_entry_ends_at_midnight(void **state)
{
    int64_t before = NOON + 12 * US_HOUR - 5 * US_SECOND;

    (void)state;
    put("one", 11, NOON + US_DAY, before);
    assert_int_equal(found("one", before + 4 * US_SECOND), 11);
    assert_int_equal(found("one", before + 5 * US_SECOND), 0);
}

static void what_is_forgotten_is_not_found_and_others_are(void **state)
{
    (void)state;
    put("one", 11, NOON + US_HOUR, NOON);
    put("other", 11, NOON + US_HOUR, NOON);
    put("two", 12, NOON + US_HOUR, NOON);
    cache_forget(c, 11);
    assert_int_equal(found("one", NOON), 0);
    assert_int_equal(found("other", NOON), 0);
    assert_int_equal(found("two", NOON), 12);
    cache_forget_all(c);
    assert_int_equal(found("two", NOON), 0);
}

/* The change is not committed yet, so whoever reads now reads the old state. */
static void after_a_change_nothing_is_kept_until_it_must_be_committed(void **state)
{
    (void)state;
    cache_hold(c, 11, NOON);
    put("one", 11, NOON + US_HOUR, NOON + US_SECOND);
    assert_int_equal(found("one", NOON + US_SECOND), 0);
    put("one", 11, NOON + US_HOUR, NOON + 6 * US_SECOND);
    assert_int_equal(found("one", NOON + 6 * US_SECOND), 11);
}

static void what_was_read_before_something_was_forgotten_is_not_kept(void **state)
{
    uint64_t turn = cache_turn(c);

    (void)state;
    cache_forget(c, 11);
    put_turn("one", 11, NOON + US_HOUR, NOON, turn);
    assert_int_equal(found("one", NOON), 0);
}

static void whoever_was_seen_a_minute_ago_is_written_down_once(void **state)
{
    struct cache_key at = key("one");
    struct cache_hit hit;
    struct kept     *k = somebody(11, NOON);

    (void)state;
    cache_put(c, &at,
              &(struct cache_put){ k, 7, NOON - 61 * US_SECOND, NOON + US_HOUR, cache_turn(c) },
              NOON);
    kept_let_go(&k->actor);
    assert_true(cache_find(c, &at, NOON, &hit));
    assert_true(hit.stale);
    kept_let_go(&hit.kept->actor);
    assert_true(cache_find(c, &at, NOON, &hit));
    assert_false(hit.stale);
    kept_let_go(&hit.kept->actor);
}

static void strangers_cannot_make_it_grow(void **state)
{
    char token[32];
    int  kept = 0;

    (void)state;
    for (int i = 0; i < 40000; i++) {
        snprintf(token, sizeof(token), "token %d", i);
        put(token, 100 + i, NOON + US_HOUR, NOON);
    }
    for (int i = 0; i < 40000; i++) {
        snprintf(token, sizeof(token), "token %d", i);
        kept += found(token, NOON) != 0;
    }
    assert_in_range(kept, 10000, 16384);
}

/* What one thread drops while another uses it stays until the other lets go: the sanitizers see. */
static void *use_it(void *ctx)
{
    unsigned seed = *(unsigned *)ctx;
    char     token[32];

    for (int i = 0; i < 20000; i++) {
        int64_t account = 100 + (int64_t)((seed = seed * 1103515245 + 12345) / 65536 % 64);

        snprintf(token, sizeof(token), "token %d", (int)account);
        if (i % 500 == 0)
            cache_forget(c, account);
        else if (found(token, NOON) == 0)
            put(token, account, NOON + US_HOUR, NOON);
    }
    return NULL;
}

static void threads_share_it(void **state)
{
    pthread_t threads[4];
    unsigned  seeds[4] = { 1, 2, 3, 4 };

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_it, &seeds[i]), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    cache_forget_all(c);
    assert_int_equal(found("token 100", NOON), 0);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(what_was_put_is_found_by_its_token_only),
        T(an_entry_ends_with_its_session_and_after_half_a_minute),
        T(an_entry_ends_at_midnight),
        T(what_is_forgotten_is_not_found_and_others_are),
        T(after_a_change_nothing_is_kept_until_it_must_be_committed),
        T(what_was_read_before_something_was_forgotten_is_not_kept),
        T(whoever_was_seen_a_minute_ago_is_written_down_once),
        T(strangers_cannot_make_it_grow),
        T(threads_share_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
