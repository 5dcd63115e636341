/* Followers and timers beside each other. */
#include "../fixture.h"

static int followed, rung;

static enum rc fail_follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)w, (void)e, (void)n, (void)ctx;
    return RC_INVALID;
}

static enum rc count_follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)w, (void)e, (void)ctx;
    followed += (int)n;
    return RC_OK;
}

static enum rc due_once(struct work *w, void *ctx, int64_t *ret_at)
{
    *ret_at = ctx && rung ? NONE_I64 : w->now;
    return RC_OK;
}

static enum rc fail_ring(struct work *w, void *ctx, bool *ret_more)
{
    (void)w, (void)ctx, (void)ret_more;
    return RC_INVALID;
}

static enum rc count_ring(struct work *w, void *ctx, bool *ret_more)
{
    (void)w, (void)ctx;
    rung++;
    *ret_more = false;
    return RC_OK;
}

static const struct follower bad_follower  = { .name = "bad", .batch = 10, .run = fail_follow };
static const struct follower good_follower = { .name = "good", .batch = 10, .run = count_follow };
static const struct timer    bad_timer     = { .name = "bad", .next = due_once, .run = fail_ring };
static const struct timer    good_timer    = {
          .name = "good", .next = due_once, .run = count_ring, .ctx = &rung
};
static const struct fixture_with with = {
    .followers = { &bad_follower, &good_follower },
    .timers    = { &bad_timer, &good_timer },
};

static int setup(void **state)
{
    followed = rung = 0;
    return fixture_make(state, &with);
}
static int teardown(void **state)
{
    return fixture_drop(state);
}

static enum rc note_one(struct work *w, void *ctx)
{
    (void)ctx;
    return work_note(w, (struct entry){ .kind = S("test.noted"), .on = S("test"), .subject = 1 });
}

static void one_that_fails_keeps_no_other_from_its_work(void **state)
{
    struct fixture *f = *state;

    assert_rc(fixture_write(f, &actor_system, note_one, NULL), RC_OK);
    assert_rc(runner_settle(&f->s), RC_INVALID);
    assert_true(followed > 0);
    assert_int_equal(rung, 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(one_that_fails_keeps_no_other_from_its_work),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
