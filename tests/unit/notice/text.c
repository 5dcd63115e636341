#include "../unit.h"

#include "notice/notice.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(4 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct str fill(struct str text)
{
    struct pair params[] = { { S("number"), S("SQ-26-0042") },
                             { S("place"), S("{number}") },
                             { S("what"), S("更换路灯。") },
                             { S("when"), S("When?") } };

    return text_fill(arena, text, params, ARRAY_LEN(params));
}

static void names_in_braces_become_their_values(void **state)
{
    (void)state;
    assert_text(fill(S("案件{number}已派遣。")), "案件SQ-26-0042已派遣。");
    assert_text(fill(S("{number}{number}")), "SQ-26-0042SQ-26-0042");
    assert_text(fill(S("no name")), "no name");
    assert_text(fill(S("")), "");
    assert_false(fill(STR_NONE).p);
}

static void a_name_without_a_value_is_left_out(void **state)
{
    (void)state;
    assert_text(fill(S("[{due}]")), "[]");
    assert_text(fill(S("[{}]")), "[]");
}

static void a_sentence_ends_once(void **state)
{
    (void)state;
    assert_text(fill(S("决定{what}。请监督。")), "决定更换路灯。请监督。");
    assert_text(fill(S("决定{what}，请监督。")), "决定更换路灯。，请监督。");
    assert_text(fill(S("{when}. {number}.")), "When? SQ-26-0042.");
}

/* What somebody typed into a case must not be read as a name again. */
static void a_value_is_not_filled_in_itself(void **state)
{
    (void)state;
    assert_text(fill(S("{place}")), "{number}");
}

static void a_brace_that_is_not_shut_stays(void **state)
{
    (void)state;
    assert_text(fill(S("50 { 60")), "50 { 60");
    assert_text(fill(S("a } b {number")), "a } b {number");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(names_in_braces_become_their_values),
        T(a_name_without_a_value_is_left_out),
        T(a_sentence_ends_once),
        T(a_value_is_not_filled_in_itself),
        T(a_brace_that_is_not_shut_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
