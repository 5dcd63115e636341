#include "../unit.h"

#include "work/slow.h"

#include <pthread.h>
#include <stdatomic.h>

enum { TASKS = 66 };

static struct {
    pthread_mutex_t lock;
    pthread_cond_t  cond;
    bool            open; /* the gate before which tasks wait */
    _Atomic int     begun, done;
} door = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, 0, 0 };

static int setup(void **state)
{
    (void)state;
    door.open = false;
    atomic_store(&door.begun, 0);
    atomic_store(&door.done, 0);
    return 0;
}

static void wait_at_door(struct slow_task *t)
{
    (void)t;
    atomic_fetch_add(&door.begun, 1);
    pthread_mutex_lock(&door.lock);
    while (!door.open)
        pthread_cond_wait(&door.cond, &door.lock);
    pthread_mutex_unlock(&door.lock);
    atomic_fetch_add(&door.done, 1);
}

static void open_door(void)
{
    pthread_mutex_lock(&door.lock);
    door.open = true;
    pthread_cond_broadcast(&door.cond);
    pthread_mutex_unlock(&door.lock);
}

/* Two are being done, 64 wait, and one more is told at once that it would wait too long. */
static void when_too_many_wait_one_more_is_refused(void **state)
{
    struct slow     *l = slow_new();
    struct slow_task at[TASKS], more = { wait_at_door, NULL };

    (void)state;
    for (int i = 0; i < TASKS; i++) {
        at[i] = (struct slow_task){ wait_at_door, NULL };
        assert_rc(slow_take(l, &at[i]), RC_OK);
        while (i < 2 && atomic_load(&door.begun) <= i)
            ;
    }
    assert_rc(slow_take(l, &more), RC_BUSY);
    open_door();
    slow_free(l);
    assert_int_equal(atomic_load(&door.done), TASKS);
}

static void what_was_taken_is_done_before_it_stops(void **state)
{
    struct slow     *l = slow_new();
    struct slow_task at[10];

    (void)state;
    open_door();
    for (int i = 0; i < 10; i++) {
        at[i] = (struct slow_task){ wait_at_door, NULL };
        assert_rc(slow_take(l, &at[i]), RC_OK);
    }
    slow_free(l);
    assert_int_equal(atomic_load(&door.done), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(when_too_many_wait_one_more_is_refused, setup),
        cmocka_unit_test_setup(what_was_taken_is_done_before_it_stops, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
