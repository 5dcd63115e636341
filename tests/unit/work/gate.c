/* What the gate leaves as whoever admits has said it. */
#include "../unit.h"
#include "http/server.h"
#include "work/services.h"
#include "work/slow.h"

static const struct actor neighbour = { .account = 7 };

static enum rc a_neighbour(struct services *s, struct request *q, const struct actor **ret,
                           void (**ret_release)(const struct actor *))
{
    (void)s;
    q->view.most = KEEP_PUBLIC; /* has an account, and no post */
    *ret         = &neighbour;
    *ret_release = NULL;
    return RC_OK;
}
static const struct admission admission = { a_neighbour };

static void an_account_without_a_post_reads_no_more_of_a_field_than_anybody(void **state)
{
    const struct route route = { .can = CAP_SIGNED_IN };
    struct services    s     = { 0 };
    struct request     q     = { .route = &route, .arena = arena_new(1 << 20) };
    struct gate        g;

    (void)state;
    gate_init(&g, &s, &admission);
    assert_int_equal(g.admit(g.ctx, &q), RC_OK);
    assert_int_equal(q.view.most, KEEP_PUBLIC);
    arena_free(q.arena);
    slow_free(s.slow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_without_a_post_reads_no_more_of_a_field_than_anybody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
