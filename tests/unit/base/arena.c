#include "../unit.h"

#include "base/arena.h"

#include <string.h>

static void memory_is_zeroed_and_aligned(void **state)
{
    struct arena *a = arena_new(1 << 20);
    size_t        n, i;

    (void)state;
    for (n = 0; n < 300; n++) {
        unsigned char *p = arena_alloc(a, n);

        assert_int_equal((uintptr_t)p % 16, 0);
        for (i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    arena_free(a);
}

static void memory_is_zeroed_again_after_a_clear(void **state)
{
    struct arena  *a = arena_new(1 << 20);
    unsigned char *p = arena_alloc(a, 64);
    size_t         i;

    (void)state;
    memset(p, 0xAA, 64);
    arena_clear(a);
    assert_int_equal(arena_used(a), 0);
    p = arena_alloc(a, 64);
    for (i = 0; i < 64; i++)
        assert_int_equal(p[i], 0);
    arena_free(a);
}

static void pieces_larger_than_a_block_have_their_own(void **state)
{
    struct arena *a     = arena_new(64 << 20);
    char         *small = arena_alloc(a, 10), *big = arena_alloc(a, 5 << 20), *after;

    (void)state;
    memset(big, 1, 5 << 20);
    after = arena_alloc(a, 10);
    memset(after, 2, 10);
    assert_int_equal(small[0], 0);
    assert_int_equal(big[(5 << 20) - 1], 1);
    assert_int_equal(arena_used(a), (5 << 20) + 20);
    arena_free(a);
}

struct note {
    char  *order;
    size_t n;
};
static struct note note;

static void put_a(void *ctx)
{
    ((struct note *)ctx)->order[((struct note *)ctx)->n++] = 'a';
}

static void put_b(void *ctx)
{
    ((struct note *)ctx)->order[((struct note *)ctx)->n++] = 'b';
}

static void what_was_deferred_runs_last_first_and_once(void **state)
{
    char          order[8] = "";
    struct arena *a        = arena_new(1 << 16);

    (void)state;
    note = (struct note){ .order = order };
    arena_defer(a, put_a, &note);
    arena_defer(a, put_b, &note);
    arena_clear(a);
    assert_string_equal(order, "ba");
    arena_defer(a, put_a, &note);
    arena_free(a);
    assert_string_equal(order, "baa");
}

static struct arena *late;

static void put_a_and_defer_b(void *ctx)
{
    put_a(ctx);
    arena_defer(late, put_b, ctx);
}

static void what_runs_at_the_end_may_defer_more(void **state)
{
    char order[8] = "";

    (void)state;
    note = (struct note){ .order = order };
    late = arena_new(1 << 16);
    arena_defer(late, put_a, &note);
    arena_defer(late, put_a_and_defer_b, &note);
    arena_free(late);
    assert_string_equal(order, "aba");
}

static void copies_end_in_nul_and_absent_stays_absent(void **state)
{
    struct arena *a = arena_new(1 << 16);
    struct str    s = arena_str(a, str_head(S("abcdef"), 3));

    (void)state;
    assert_int_equal(s.n, 3);
    assert_string_equal(s.p, "abc");
    assert_null(arena_str(a, STR_NONE).p);
    assert_null(arena_cstr(a, STR_NONE));
    assert_non_null(arena_str(a, S("")).p);
    assert_string_equal(arena_cstr(a, str_head(S("xyz"), 1)), "x");
    arena_free(a);
}

static void formatted_text_may_be_long(void **state)
{
    struct arena *a = arena_new(1 << 16);
    struct str    s = arena_fmt(a, "%s-%d", "n", 7);
    char          filler[2001];

    (void)state;
    assert_text(s, "n-7");
    memset(filler, 'x', 2000);
    filler[2000] = '\0';
    s            = arena_fmt(a, "%s!", filler);
    assert_int_equal(s.n, 2001);
    assert_int_equal(s.p[2000], '!');
    arena_free(a);
}

static void a_vector_keeps_what_was_pushed_while_it_grows(void **state)
{
    struct arena *a = arena_new(1 << 20);
    VEC(int)      v = { 0 };
    int           i;

    (void)state;
    for (i = 0; i < 1000; i++)
        *VEC_PUSH(a, &v) = i;
    assert_int_equal(v.n, 1000);
    for (i = 0; i < 1000; i++)
        assert_int_equal(v.at[i], i);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(memory_is_zeroed_again_after_a_clear),
        cmocka_unit_test(pieces_larger_than_a_block_have_their_own),
        cmocka_unit_test(what_was_deferred_runs_last_first_and_once),
        cmocka_unit_test(what_runs_at_the_end_may_defer_more),
        cmocka_unit_test(copies_end_in_nul_and_absent_stays_absent),
        cmocka_unit_test(formatted_text_may_be_long),
        cmocka_unit_test(a_vector_keeps_what_was_pushed_while_it_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
