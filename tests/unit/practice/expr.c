/* Expressions: read, typed, evaluated, written for the browser, and asked what they use. */
#include "practice/expr.h"
#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { N_PEOPLE, N_CLASS, N_GRADE, N_URGENT, N_OPTIONS, N_BORN, N_NOWHERE, N_MAYBE, N_COUNT };

static const struct ename names[N_COUNT] = {
    [N_PEOPLE] = { { "form.people", 11 }, E_NUM },    [N_CLASS] = { { "class", 5 }, E_TEXT, true },
    [N_GRADE] = { { "grade", 5 }, E_TEXT },           [N_URGENT] = { { "urgent", 6 }, E_BOOL },
    [N_OPTIONS] = { { "form.options", 12 }, E_LIST }, [N_BORN] = { { "form.born", 9 }, E_DATE },
    [N_NOWHERE] = { { "form.nothing", 12 }, E_NUM },  [N_MAYBE] = { { "form.maybe", 10 }, E_BOOL },
};

static struct evalue get(void *ctx, size_t name)
{
    static const struct str options[] = { { "water", 5 }, { "power", 5 } };

    (void)ctx;
    switch (name) {
    case N_PEOPLE:
        return (struct evalue){ .type = E_NUM, .num = 12 };
    case N_CLASS:
        return (struct evalue){ .type = E_TEXT, .text = S("01.02.03") };
    case N_GRADE:
        return (struct evalue){ .type = E_TEXT, .text = S("urgent") };
    case N_URGENT:
        return (struct evalue){ .type = E_BOOL, .yes = true };
    case N_OPTIONS:
        return (struct evalue){ .type = E_LIST, .list = options, .n = 2 };
    case N_BORN:
        return (struct evalue){ .type = E_DATE, .num = -3653 }; /* 1960-01-01 */
    default:
        return (struct evalue){ .type = E_NULL };
    }
}

static bool within(void *ctx, size_t name, struct str code, struct str above)
{
    (void)ctx;
    assert_int_equal(name, N_CLASS);
    return str_starts(code, above);
}

static const struct eenv env = { .get = get, .within = within };

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(8 << 20);
    return 0;
}

static int drop_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct expr *parsed(const char *text, enum etype wanted)
{
    struct faults      f = { 0 };
    const struct expr *e = NULL;

    if (expr_parse(arena, str_of(text), names, N_COUNT, wanted, &f, &e) != RC_OK) {
        struct buf b;

        buf_init(&b, 1000);
        fault_render(&f.at[0], LANG_EN, &b);
        fail_msg("%s: %.*s", text, (int)b.n, b.p);
    }
    return e;
}

static void is_true(const char *text)
{
    if (!expr_true(parsed(text, E_BOOL), &env))
        fail_msg("%s is false", text);
}

static void is_false(const char *text)
{
    if (expr_true(parsed(text, E_BOOL), &env))
        fail_msg("%s is true", text);
}

static void is_number(const char *text, double v)
{
    struct evalue got = expr_eval(parsed(text, E_NUM), &env);

    if (got.type != E_NUM || fabs(got.num - v) > 1e-9)
        fail_msg("%s gives %g and not %g", text, got.num, v);
}

static void is_null(const char *text)
{
    assert_int_equal(expr_eval(parsed(text, E_NUM), &env).type, E_NULL);
}

/* The text is refused, and the person is told so. */
static void refused(const char *text, enum etype wanted, const char *told)
{
    struct faults      f = { 0 };
    const struct expr *e = NULL;
    struct buf         b;

    if (expr_parse(arena, str_of(text), names, N_COUNT, wanted, &f, &e) != RC_INVALID)
        fail_msg("%s is taken", text);
    assert_null(e);
    buf_init(&b, 1000);
    fault_render(&f.at[0], LANG_EN, &b);
    if (b.n != strlen(told) || memcmp(b.p, told, b.n) != 0)
        fail_msg("%s: \"%.*s\" and not \"%s\"", text, (int)b.n, b.p, told);
    buf_free(&b);
}

static void conditions_are_evaluated(void **state)
{
    (void)state;
    is_true("form.people > 10 and (class within \"01.02\" or grade = \"slow\")");
    is_false("form.people > 10 and (class within \"02\" or grade = \"slow\")");
    is_true("grade in [\"urgent\", \"hot\"] and not (grade is 'slow')");
    is_true("grade is not 'slow' and grade not in ['a'] and class not within '02'");
    is_true("class within ['09', '01']");
    is_true("'water' in form.options and count(form.options) = 2");
    is_true("form.born = \"1960-01-01\" and form.born + 1 > '1960-01-01'");
    is_true("days('2026-01-01', '2026-01-31') = 30 and form.born - 1 < form.born");
    is_true("urgent = true and not false");
    is_true("true or false and false"); /* and before or */
    is_false("not urgent or urgent != true");
}

static void numbers_are_calculated(void **state)
{
    (void)state;
    is_number("form.people * 2 + 1", 25);
    is_number("1 + 2 * 3 - 4 / 8", 6.5);
    is_number("10 - 3 - 2", 5);
    is_number("-(2 + 3) * -2", 10);
    is_number("min(3, form.people, 1.5) + max(2, 7)", 8.5);
    is_number("form.born - form.born", 0);
}

static void what_has_no_value_is_null_and_never_true(void **state)
{
    (void)state;
    is_null("form.nothing + 1");
    is_null("1 / 0");
    is_null("max(1, form.nothing)");
    is_false("form.nothing = 1 or form.nothing != 1 or form.nothing < 1 or form.nothing >= 1");
    is_true("form.nothing = null and form.nothing is null and not known(form.nothing)");
    is_true("form.people != null and known(form.people)");
    is_true("not form.maybe and form.maybe = null");
    assert_true(expr_true(NULL, &env));
}

static void a_wrong_expression_says_where_and_what_was_expected(void **state)
{
    (void)state;
    refused("form.poeple > 1", E_BOOL,
            "no name 'form.poeple' is known at character 1; did you mean 'form.people'?");
    refused("grade = \"a\" and zzz", E_BOOL, "no name 'zzz' is known at character 17");
    refused("grade > 'a'", E_BOOL, "at character 1: text and text cannot be compared so");
    refused("form.people = 'a'", E_BOOL, "at character 1: number and text cannot be compared so");
    refused("grade within '01'", E_BOOL,
            "at character 1: within takes the name of a class before it and codes after it");
    refused("form.people", E_BOOL, "at character 1 a bool was expected and this is a number");
    refused("urgent and form.people", E_BOOL,
            "at character 12 a bool was expected and this is a number");
    refused("1 + 'a' = 2", E_BOOL, "at character 5 a number was expected and this is a text");
    refused("urgent urgent", E_BOOL, "'urgent' at character 8 does not belong there");
    refused("1 < 2 < 3", E_BOOL, "'< 3' at character 7 does not belong there");
    refused("(urgent", E_BOOL, "at character 8 ')' was expected");
    refused("", E_BOOL, "at character 1 a value (number, quoted text, name) was expected");
    refused("grade = 'a", E_BOOL, "the quote at character 9 is never closed");
    refused("grade = “a”", E_BOOL, "character 9, '“', cannot be used here; write '\"'");
    refused("urgent && urgent", E_BOOL, "character 8, '&', cannot be used here; write 'and'");
    refused("form.born < '1960'", E_BOOL,
            "at character 1: '1960' is not a date such as 2026-01-31");
    refused("1.2.3", E_NUM, "at character 1 a value (number, quoted text, name) was expected");
    refused("'中文' = grade and x", E_BOOL, "no name 'x' is known at character 18");
}

static void depth_and_length_are_bounded(void **state)
{
    char          text[4000];
    struct faults f = { 0 };

    (void)state;
    memset(text, '(', sizeof(text));
    refused("((((((((((((((((((((((((((((((((((urgent", E_BOOL, "at character 33: nested too deep");
    const struct expr *e = NULL;
    assert_int_equal(
        expr_parse(arena, (struct str){ text, sizeof(text) }, names, N_COUNT, E_BOOL, &f, &e),
        RC_INVALID);
    assert_true(str_is(str_of(f.at[0].say->key), "expr_long"));
    /* a long chain is no depth */
    size_t n = 0;
    for (n = 0; n + 2 < 2000; n += 2)
        memcpy(text + n, n ? "+1" : " 1", 2);
    assert_int_equal(expr_parse(arena, (struct str){ text, n }, names, N_COUNT, E_NUM, &f, &e),
                     RC_OK);
    assert_true(expr_eval(e, &env).num == (double)n / 2);
    assert_int_equal(expr_parse(arena, (struct str){ "a\xff", 2 }, names, N_COUNT, E_BOOL, &f, &e),
                     RC_INVALID);
}

static void the_browser_gets_it_in_postfix_order(void **state)
{
    struct buf b;
    struct jw  w;

    (void)state;
    buf_init(&b, 4000);
    jw_init(&w, &b);
    expr_json(parsed("not (form.people > 10 and class within ['01', '02']) or form.born < "
                     "'1960-01-01'",
                     E_BOOL),
              &w);
    buf_add1(&b, 0);
    assert_string_equal(b.p,
                        "[{\"name\":\"form.people\"},{\"value\":10},\">\",{\"name\":\"class\"},"
                        "{\"value\":[\"01\",\"02\"]},\"within\",\"and\",\"not\","
                        "{\"name\":\"form.born\"},{\"date\":\"1960-01-01\"},\"<\",\"or\"]");
    buf_free(&b);
}

struct used {
    size_t     n;
    size_t     name[8];
    struct str literal[8];
    bool       within[8];
};

static void use(void *ctx, size_t name, struct str literal, bool by_within)
{
    struct used *u = ctx;

    u->name[u->n]     = name;
    u->literal[u->n]  = literal;
    u->within[u->n++] = by_within;
}

static void it_tells_which_names_meet_which_texts(void **state)
{
    struct used u = { 0 };
    bool        value;

    (void)state;
    expr_uses(parsed("class within '01' and 'hot' = grade and not urgent", E_BOOL), use, &u);
    assert_int_equal(u.n, 3);
    assert_true(u.name[0] == N_CLASS && str_is(u.literal[0], "01") && u.within[0]);
    assert_true(u.name[1] == N_GRADE && str_is(u.literal[1], "hot") && !u.within[1]);
    assert_true(u.name[2] == N_URGENT && !u.literal[2].p);
    assert_false(expr_constant(parsed("urgent", E_BOOL), &value));
    assert_true(expr_constant(parsed("1 > 2", E_BOOL), &value));
    assert_false(value);
    assert_true(str_is(expr_text(parsed("1 > 2", E_BOOL)), "1 > 2"));
}

/* form.people is 12, and form.nothing has no value. */
static void what_points_to_few_is_told(void **state)
{
    static const struct {
        const char *text;
        double      least;
        bool        few;
    } are[] = {
        { "form.people", 13, true },
        { "form.people", 12, false },
        { "form.people - 12", 5, false }, /* none at all points to nobody */
        { "form.people - 9", 5, true },
        { "100 / form.people", 13, true },
        { "100 / form.people", 12, false },
        { "100 / (form.people - 12)", 5, true },
        { "(form.people - 9) / 100", 5, true },
        { "(form.people - 12) / 100", 5, false },
        { "1000 / form.people / 24", 12, false },
        { "1000 / form.people / 24", 13, true },
        { "form.nothing", 5, false },
        { "form.nothing / form.people", 5, false },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(are); i++)
        if (expr_on_few(parsed(are[i].text, E_NUM), &env, are[i].least) != are[i].few)
            fail_msg("%s, below %g", are[i].text, are[i].least);
}

/* Any row of tokens is either refused with a place or gives a value of the type that was wanted. */
static void no_row_of_tokens_does_harm(void **state)
{
    static const char *const tokens[] = {
        "form.people", "class",       "grade", "urgent", "form.options",
        "form.born",   "1",           "'01'",  "true",   "null",
        "and",         "or",          "not",   "=",      "<",
        "in",          "within",      "+",     "-",      "*",
        "/",           "(",           ")",     "[",      "]",
        ",",           "count",       "days",  "min",    "known",
        "is",          "form.nothing"
    };
    struct rng r;
    size_t     taken = 0;

    (void)state;
    rng_seed(&r, 3);
    for (int i = 0; i < 200000; i++) {
        char               text[400];
        int                n      = 0;
        struct faults      f      = { 0 };
        enum etype         wanted = rng_below(&r, 2) ? E_BOOL : E_NUM;
        const struct expr *e      = NULL;

        for (uint64_t k = 1 + rng_below(&r, 7); k; k--)
            n += snprintf(text + n, sizeof(text) - (size_t)n, "%s ",
                          tokens[rng_below(&r, ARRAY_LEN(tokens))]);
        arena_clear(arena);
        if (expr_parse(arena, (struct str){ text, (size_t)n }, names, N_COUNT, wanted, &f, &e) ==
            RC_OK) {
            struct evalue v = expr_eval(e, &env);

            assert_true(v.type == wanted || v.type == E_NULL);
            taken++;
        } else {
            assert_true(f.n > 0 && f.at[0].arg_n[0] > 0);
        }
    }
    assert_true(taken > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_are_evaluated),
        cmocka_unit_test(numbers_are_calculated),
        cmocka_unit_test(what_has_no_value_is_null_and_never_true),
        cmocka_unit_test(a_wrong_expression_says_where_and_what_was_expected),
        cmocka_unit_test(depth_and_length_are_bounded),
        cmocka_unit_test(the_browser_gets_it_in_postfix_order),
        cmocka_unit_test(it_tells_which_names_meet_which_texts),
        cmocka_unit_test(what_points_to_few_is_told),
        cmocka_unit_test(no_row_of_tokens_does_harm),
    };

    return cmocka_run_group_tests_name("expr", tests, make_arena, drop_arena);
}
