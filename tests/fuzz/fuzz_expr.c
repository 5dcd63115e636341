/* What is read as an expression has a value of the type that was wanted, says the same when its own
 * text is read again, and is JSON for the browser; what is not is told where. */
#include "fuzz.h"
#include "practice/expr.h"

static const struct ename names[] = {
    { { "form.people", 11 }, E_NUM, false }, { { "class", 5 }, E_TEXT, true },
    { { "grade", 5 }, E_TEXT, false },       { { "urgent", 6 }, E_BOOL, false },
    { { "options", 7 }, E_LIST, false },     { { "born", 4 }, E_DATE, false },
    { { "nothing", 7 }, E_NUM, false },
};

static struct evalue get(void *ctx, size_t name)
{
    static const struct str    options[] = { { "a", 1 }, { "b", 1 } };
    static const struct evalue values[]  = {
         { .type = E_NUM, .num = 3 },
         { .type = E_TEXT, .text = { "01.02", 5 } },
         { .type = E_TEXT, .text = { "urgent", 6 } },
         { .type = E_BOOL, .yes = true },
         { .type = E_LIST, .list = options, .n = 2 },
         { .type = E_DATE, .num = 20000 },
         { .type = E_NULL },
    };

    (void)ctx;
    return values[name];
}

static bool within(void *ctx, size_t name, struct str code, struct str above)
{
    (void)ctx;
    need(name == 1);
    return str_starts(code, above);
}

static void see(void *ctx, size_t name, struct str literal, bool by_within)
{
    (void)ctx;
    need(name < ARRAY_LEN(names));
    need(literal.p || !by_within);
}

static void written(const struct expr *e, struct buf *b)
{
    struct jw w;

    jw_init(&w, b);
    expr_json(e, &w);
    need(buf_check(b) == RC_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum etype types[] = { E_BOOL, E_NUM, E_TEXT, E_DATE };
    const struct eenv       env     = { .get = get, .within = within };
    struct arena           *a       = arena_new((size_t)1 << 28);
    struct faults           f       = { 0 };
    const struct expr      *e = NULL, *again = NULL;
    struct buf              one, two;
    enum etype              wanted = types[size % ARRAY_LEN(types)];
    struct evalue           v;
    const struct jval      *json;
    bool                    value;

    buf_init(&one, 1 << 24);
    buf_init(&two, 1 << 24);
    if (expr_parse(a, (struct str){ (const char *)data, size }, names, ARRAY_LEN(names), wanted, &f,
                   &e) == RC_OK) {
        v = expr_eval(e, &env);
        need(v.type == wanted || v.type == E_NULL);
        expr_uses(e, see, NULL);
        (void)expr_constant(e, &value);
        written(e, &one);
        need(json_parse(a, buf_str(&one), NULL, &json) == RC_OK);
        need(expr_parse(a, expr_text(e), names, ARRAY_LEN(names), wanted, &f, &again) == RC_OK);
        written(again, &two);
        need(str_eq(buf_str(&one), buf_str(&two)));
        need(f.n == 0);
    } else {
        need(f.n == 1);
        fault_render(&f.at[0], LANG_ZH, &one);
        fault_render(&f.at[0], LANG_EN, &one);
    }
    buf_free(&one);
    buf_free(&two);
    arena_free(a);
    return 0;
}
