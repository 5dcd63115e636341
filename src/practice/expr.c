/* expr: a checked tree evaluated, written as JSON, and asked what it uses. */
#include "practice/expr_tree.h"

#include <math.h>

static const struct evalue nothing = { .type = E_NULL };

static struct evalue number(double v)
{
    return isfinite(v) ? (struct evalue){ .type = E_NUM, .num = v } : nothing;
}

static struct evalue yes_no(bool yes)
{
    return (struct evalue){ .type = E_BOOL, .yes = yes };
}

/* What has no value is not true: and, or and not know only two values. */
static bool holds(struct evalue v)
{
    return v.type == E_BOOL && v.yes;
}

static struct evalue eval(const struct expr *e, const struct eenv *env);

static bool is_null_literal(const struct expr *e)
{
    return e->op == OP_LITERAL && e->type == E_NULL;
}

static bool equal(struct evalue a, struct evalue b)
{
    switch (a.type) {
    case E_BOOL:
        return a.yes == b.yes;
    case E_NUM:
    case E_DATE:
        return a.num == b.num;
    case E_TEXT:
        return str_eq(a.text, b.text);
    case E_LIST:
    case E_NULL:
        break;
    }
    return false;
}

static struct evalue compare(const struct expr *e, struct evalue a, struct evalue b)
{
    bool same;

    if (is_null_literal(e->a) || is_null_literal(e->b)) {
        same = a.type == E_NULL && b.type == E_NULL;
        return yes_no(e->op == OP_EQ ? same : e->op == OP_NE && !same);
    }
    if (a.type == E_NULL || b.type == E_NULL)
        return yes_no(false);
    switch (e->op) {
    case OP_EQ:
        return yes_no(equal(a, b));
    case OP_NE:
        return yes_no(!equal(a, b));
    case OP_LT:
        return yes_no(a.num < b.num);
    case OP_LE:
        return yes_no(a.num <= b.num);
    case OP_GT:
        return yes_no(a.num > b.num);
    default:
        return yes_no(a.num >= b.num);
    }
}

static struct evalue member(struct evalue one, struct evalue list)
{
    for (size_t i = 0; one.type == E_TEXT && list.type == E_LIST && i < list.n; i++)
        if (str_eq(one.text, list.list[i]))
            return yes_no(true);
    return yes_no(false);
}

static struct evalue within(const struct expr *e, struct evalue code, const struct eenv *env)
{
    const struct evalue *above = &e->b->value;

    if (code.type != E_TEXT)
        return yes_no(false);
    if (above->type == E_TEXT)
        return yes_no(env->within(env->ctx, e->a->name, code.text, above->text));
    for (size_t i = 0; i < above->n; i++)
        if (env->within(env->ctx, e->a->name, code.text, above->list[i]))
            return yes_no(true);
    return yes_no(false);
}

static struct evalue arithmetic(const struct expr *e, struct evalue a, struct evalue b)
{
    struct evalue v;

    if (a.type == E_NULL || b.type == E_NULL)
        return nothing;
    switch (e->op) {
    case OP_ADD:
        v = number(a.num + b.num);
        break;
    case OP_SUB:
        v = number(a.num - b.num);
        break;
    case OP_MUL:
        v = number(a.num * b.num);
        break;
    case OP_DIV:
        v = b.num == 0 ? nothing : number(a.num / b.num);
        break;
    case OP_DAYS:
        v = number(b.num - a.num);
        break;
    case OP_MIN:
        v = number(a.num < b.num ? a.num : b.num);
        break;
    default:
        v = number(a.num > b.num ? a.num : b.num);
        break;
    }
    if (v.type == E_NUM)
        v.type = e->type;
    return v;
}

static struct evalue name_value(const struct expr *e, const struct eenv *env)
{
    struct evalue v = env->get(env->ctx, e->name);

    return v.type == e->type ? v : nothing;
}

static struct evalue eval(const struct expr *e, const struct eenv *env)
{
    struct evalue a;

    switch (e->op) {
    case OP_LITERAL:
        return e->value;
    case OP_NAME:
        return name_value(e, env);
    case OP_OR:
        return yes_no(holds(eval(e->a, env)) || holds(eval(e->b, env)));
    case OP_AND:
        return yes_no(holds(eval(e->a, env)) && holds(eval(e->b, env)));
    case OP_NOT:
        return yes_no(!holds(eval(e->a, env)));
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
        a = eval(e->a, env);
        return compare(e, a, eval(e->b, env));
    case OP_IN:
        a = eval(e->a, env);
        return member(a, eval(e->b, env));
    case OP_WITHIN:
        return within(e, eval(e->a, env), env);
    case OP_NEG:
        a = eval(e->a, env);
        return a.type == E_NULL ? a : number(-a.num);
    case OP_COUNT_OF:
        a = eval(e->a, env);
        return a.type == E_NULL ? a : number((double)a.n);
    case OP_KNOWN:
        return yes_no(eval(e->a, env).type != E_NULL);
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_DAYS:
    case OP_MIN:
    case OP_MAX:
        a = eval(e->a, env);
        return arithmetic(e, a, eval(e->b, env));
    }
    return nothing;
}

struct evalue expr_eval(const struct expr *e, const struct eenv *env)
{
    return eval(e, env);
}

bool expr_true(const struct expr *e, const struct eenv *env)
{
    return !e || holds(eval(e, env));
}

struct str expr_text(const struct expr *e)
{
    return e->text;
}

/* -- JSON -- */

static void value_json(const struct evalue *v, struct jw *w)
{
    switch (v->type) {
    case E_BOOL:
        jw_bool(w, v->yes);
        break;
    case E_NUM:
        jw_real(w, v->num);
        break;
    case E_DATE:
        jw_day(w, (int32_t)v->num);
        break;
    case E_TEXT:
        jw_str(w, v->text);
        break;
    case E_LIST:
        jw_list(w);
        for (size_t i = 0; i < v->n; i++)
            jw_str(w, v->list[i]);
        jw_list_end(w);
        break;
    case E_NULL:
        jw_null(w);
        break;
    }
}

static const char *const op_words[] = {
    [OP_OR] = "or",       [OP_AND] = "and",        [OP_NOT] = "not",       [OP_EQ] = "=",
    [OP_NE] = "!=",       [OP_LT] = "<",           [OP_LE] = "<=",         [OP_GT] = ">",
    [OP_GE] = ">=",       [OP_IN] = "in",          [OP_WITHIN] = "within", [OP_ADD] = "+",
    [OP_SUB] = "-",       [OP_MUL] = "*",          [OP_DIV] = "/",         [OP_NEG] = "neg",
    [OP_DAYS] = "days",   [OP_COUNT_OF] = "count", [OP_MIN] = "min",       [OP_MAX] = "max",
    [OP_KNOWN] = "known",
};

static void postfix(const struct expr *e, struct jw *w)
{
    if (e->op != OP_LITERAL && e->op != OP_NAME) {
        postfix(e->a, w);
        if (e->b)
            postfix(e->b, w);
        jw_cstr(w, op_words[e->op]);
        return;
    }
    jw_obj(w);
    if (e->op == OP_NAME) {
        jw_keyc(w, "name");
        jw_str(w, e->name_text);
    } else {
        jw_keyc(w, e->type == E_DATE ? "date" : "value");
        value_json(&e->value, w);
    }
    jw_obj_end(w);
}

void expr_json(const struct expr *e, struct jw *w)
{
    jw_list(w);
    postfix(e, w);
    jw_list_end(w);
}

/* -- what it uses -- */

static void uses_pair(const struct expr *name, const struct expr *other, bool by_within,
                      void (*fn)(void *, size_t, struct str, bool), void *ctx)
{
    bool literal = other->op == OP_LITERAL;

    if (literal && other->type == E_TEXT) {
        fn(ctx, name->name, other->value.text, by_within);
        return;
    }
    for (size_t i = 0; literal && other->type == E_LIST && i < other->value.n; i++)
        fn(ctx, name->name, other->value.list[i], by_within);
    fn(ctx, name->name, STR_NONE, false);
}

void expr_uses(const struct expr *e,
               void (*fn)(void *ctx, size_t name, struct str literal, bool within), void *ctx)
{
    if (e->op == OP_NAME)
        fn(ctx, e->name, STR_NONE, false);
    if (!e->a)
        return;
    if (e->a->op == OP_NAME && e->b)
        uses_pair(e->a, e->b, e->op == OP_WITHIN, fn, ctx);
    else
        expr_uses(e->a, fn, ctx);
    if (e->b && e->b->op == OP_NAME)
        uses_pair(e->b, e->a, false, fn, ctx);
    else if (e->b)
        expr_uses(e->b, fn, ctx);
}

static void names_something(void *ctx, size_t name, struct str literal, bool by_within)
{
    (void)name;
    (void)literal;
    (void)by_within;
    *(bool *)ctx = true;
}

bool expr_constant(const struct expr *e, bool *ret_value)
{
    bool names = false;

    expr_uses(e, names_something, &names);
    if (names)
        return false;
    *ret_value = holds(eval(e, NULL));
    return true;
}

static bool divides(const struct expr *e)
{
    return e && (e->op == OP_DIV || divides(e->a) || divides(e->b));
}

static bool is_few(const struct expr *e, const struct eenv *env, double above, double least)
{
    struct evalue v = eval(e, env);

    return v.type == E_NUM && v.num > above && v.num < least;
}

static bool fraction_on_few(const struct expr *e, const struct eenv *env, double least)
{
    if (!e)
        return false;
    if (e->op == OP_DIV) {
        if (e->b->op != OP_LITERAL && is_few(e->b, env, -HUGE_VAL, least))
            return true;
        if (!divides(e->a) && is_few(e->a, env, 0, least))
            return true;
    }
    return fraction_on_few(e->a, env, least) || fraction_on_few(e->b, env, least);
}

bool expr_on_few(const struct expr *e, const struct eenv *env, double least)
{
    return divides(e) ? fraction_on_few(e, env, least) : is_few(e, env, 0, least);
}

enum etype expr_type(const struct expr *e)
{
    return e->type;
}

bool expr_is_name(const struct expr *e, size_t *ret_name)
{
    if (e->op != OP_NAME)
        return false;
    *ret_name = e->name;
    return true;
}
