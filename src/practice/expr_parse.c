/* expr_parse: from text to a tree in which every operand has the type it needs. */
#include "practice/expr_scan.h"
#include "practice/expr_tree.h"

#include "base/time.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { TEXT_MOST = 2000, DEPTH_MOST = 32, LIST_MOST = 200 };

static const struct say say_sign =
    SAY("expr_expected", "第{0}个字符处应是“{1}”", "at character {0} '{1}' was expected");
static const struct say say_end = SAY("expr_end", "第{0}个字符处的“{1}”多余或位置不对",
                                      "'{1}' at character {0} does not belong there");
static const struct say say_name =
    SAY("expr_name", "第{0}个字符处没有“{1}”这个名称[，是否指“{2}”？]",
        "no name '{1}' is known at character {0}[; did you mean '{2}'?]");
static const struct say say_type = SAY("expr_type", "第{0}个字符处应是{1}类型，这里却是{2}",
                                       "at character {0} a {1} was expected and this is a {2}");
static const struct say say_pair = SAY("expr_compare", "第{0}个字符处：{1}不能与{2}这样比较",
                                       "at character {0}: {1} and {2} cannot be compared so");
static const struct say say_tree =
    SAY("expr_within", "第{0}个字符处：within 前应是事项类别一类的名称，后应是编码",
        "at character {0}: within takes the name of a class before it and codes after it");
static const struct say say_date = SAY("expr_date", "第{0}个字符处“{1}”不是日期，应如 2026-01-31",
                                       "at character {0}: '{1}' is not a date such as 2026-01-31");
static const struct say say_deep =
    SAY("expr_deep", "第{0}个字符处：括号套得太深", "at character {0}: nested too deep");
static const struct say say_length =
    SAY("expr_long", "表达式太长，最多{1}个字符", "the expression is longer than {1} characters");

static const char *type_word(enum etype t)
{
    static const char *const words[] = { [E_BOOL] = "bool", [E_NUM] = "number", [E_TEXT] = "text",
                                         [E_LIST] = "list", [E_DATE] = "date",  [E_NULL] = "null" };

    return words[t];
}

static bool is_sign(const struct parser *p, const char *sign)
{
    return p->token == T_SIGN && str_is(p->word, sign);
}

static bool is_word(const struct parser *p, const char *word)
{
    return p->token == T_WORD && str_is(p->word, word);
}

static enum rc expect(struct parser *p, const char *sign)
{
    if (!is_sign(p, sign))
        return parser_wrong(p, p->begin, &say_sign, str_of(sign), STR_NONE);
    return parser_next(p);
}

/* -- nodes -- */

static struct expr *node(struct parser *p, enum expr_op op, enum etype type, const struct expr *a,
                         const struct expr *b)
{
    struct expr *e = ARENA_NEW(p->arena, struct expr);

    *e = (struct expr){ .op = op, .type = type, .a = a, .b = b };
    return e;
}

static struct expr *literal(struct parser *p, struct evalue v)
{
    struct expr *e = node(p, OP_LITERAL, v.type, NULL, NULL);

    e->value = v;
    return e;
}

static enum rc need_type(struct parser *p, size_t byte, const struct expr *e, enum etype wanted)
{
    if (e->type == wanted)
        return RC_OK;
    return parser_wrong(p, byte, &say_type, str_of(type_word(wanted)), str_of(type_word(e->type)));
}

/* A text beside a date is a date. */
static enum rc as_date(struct parser *p, size_t byte, const struct expr **e)
{
    int32_t day;

    if ((*e)->op != OP_LITERAL || (*e)->type != E_TEXT)
        return RC_OK;
    if (day_parse((*e)->value.text, &day) != RC_OK)
        return parser_wrong(p, byte, &say_date, (*e)->value.text, STR_NONE);
    *e = literal(p, (struct evalue){ .type = E_DATE, .num = day });
    return RC_OK;
}

static enum rc pair_dates(struct parser *p, size_t byte, const struct expr **a,
                          const struct expr **b)
{
    if ((*a)->type == E_DATE)
        TRY(as_date(p, byte, b));
    if ((*b)->type == E_DATE)
        TRY(as_date(p, byte, a));
    return RC_OK;
}

static enum rc parse_or(struct parser *p, const struct expr **ret);

static enum rc parse_list(struct parser *p, const struct expr **ret)
{
    VEC(struct str) v = { 0 };

    TRY(parser_next(p));
    while (!is_sign(p, "]")) {
        if (v.n)
            TRY(expect(p, ","));
        if (p->token != T_TEXT || v.n == LIST_MOST)
            return parser_wrong(p, p->begin, &say_value, STR_NONE, STR_NONE);
        *VEC_PUSH(p->arena, &v) = arena_str(p->arena, p->word);
        TRY(parser_next(p));
    }
    *ret = literal(p, (struct evalue){ .type = E_LIST, .list = v.at, .n = v.n });
    return parser_next(p);
}

/* -- functions -- */

static enum rc one_argument(struct parser *p, enum expr_op op, enum etype gives,
                            const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a;

    TRY(parse_or(p, &a));
    if (op == OP_COUNT_OF)
        TRY(need_type(p, byte, a, E_LIST));
    *ret = node(p, op, gives, a, NULL);
    return RC_OK;
}

static enum rc two_dates(struct parser *p, const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;

    TRY(parse_or(p, &a));
    TRY(as_date(p, byte, &a));
    TRY(need_type(p, byte, a, E_DATE));
    TRY(expect(p, ","));
    byte = p->begin;
    TRY(parse_or(p, &b));
    TRY(as_date(p, byte, &b));
    TRY(need_type(p, byte, b, E_DATE));
    *ret = node(p, OP_DAYS, E_NUM, a, b);
    return RC_OK;
}

static enum rc extreme(struct parser *p, enum expr_op op, const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;

    TRY(parse_or(p, &a));
    if (a->type != E_DATE)
        TRY(need_type(p, byte, a, E_NUM));
    do {
        TRY(expect(p, ","));
        byte = p->begin;
        TRY(parse_or(p, &b));
        TRY(need_type(p, byte, b, a->type));
        a = node(p, op, a->type, a, b);
    } while (is_sign(p, ","));
    *ret = a;
    return RC_OK;
}

static enum rc call(struct parser *p, const char *name, const struct expr **ret)
{
    TRY(parser_next(p));
    TRY(expect(p, "("));
    if (strcmp(name, "count") == 0)
        TRY(one_argument(p, OP_COUNT_OF, E_NUM, ret));
    else if (strcmp(name, "known") == 0)
        TRY(one_argument(p, OP_KNOWN, E_BOOL, ret));
    else if (strcmp(name, "days") == 0)
        TRY(two_dates(p, ret));
    else
        TRY(extreme(p, strcmp(name, "min") == 0 ? OP_MIN : OP_MAX, ret));
    return expect(p, ")");
}

/* -- from the tightest binding to the loosest -- */

static enum rc parse_name(struct parser *p, const struct expr **ret)
{
    struct str   close = STR_NONE;
    size_t       best  = 3;
    struct expr *e;

    for (size_t i = 0; i < p->n_names; i++) {
        size_t d;

        if (str_eq(p->names[i].name, p->word)) {
            e            = node(p, OP_NAME, p->names[i].type, NULL, NULL);
            e->name      = i;
            e->name_text = p->names[i].name;
            *ret         = e;
            return parser_next(p);
        }
        d = str_distance(p->names[i].name, p->word, 2);
        if (d < best) {
            best  = d;
            close = p->names[i].name;
        }
    }
    return parser_wrong(p, p->begin, &say_name, p->word, close);
}

static enum rc parse_primary(struct parser *p, const struct expr **ret)
{
    static const char *const calls[] = { "count", "days", "min", "max", "known" };

    if (is_sign(p, "(")) {
        TRY(parser_next(p));
        TRY(parse_or(p, ret));
        return expect(p, ")");
    }
    if (is_sign(p, "["))
        return parse_list(p, ret);
    if (p->token == T_NUM)
        *ret = literal(p, (struct evalue){ .type = E_NUM, .num = p->num });
    else if (p->token == T_TEXT)
        *ret = literal(p, (struct evalue){ .type = E_TEXT, .text = arena_str(p->arena, p->word) });
    else if (is_word(p, "true") || is_word(p, "false"))
        *ret = literal(p, (struct evalue){ .type = E_BOOL, .yes = str_is(p->word, "true") });
    else if (is_word(p, "null"))
        *ret = literal(p, (struct evalue){ .type = E_NULL });
    else if (p->token == T_WORD) {
        for (size_t i = 0; i < ARRAY_LEN(calls); i++)
            if (is_word(p, calls[i]))
                return call(p, calls[i], ret);
        return parse_name(p, ret);
    } else
        return parser_wrong(p, p->begin, &say_value, STR_NONE, STR_NONE);
    return parser_next(p);
}

static enum rc parse_unary(struct parser *p, const struct expr **ret)
{
    size_t             byte;
    const struct expr *a;

    if (!is_sign(p, "-"))
        return parse_primary(p, ret);
    TRY(parser_next(p));
    byte = p->begin;
    TRY(parse_primary(p, &a));
    TRY(need_type(p, byte, a, E_NUM));
    *ret = node(p, OP_NEG, E_NUM, a, NULL);
    return RC_OK;
}

static enum rc parse_product(struct parser *p, const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;

    TRY(parse_unary(p, &a));
    while (is_sign(p, "*") || is_sign(p, "/")) {
        enum expr_op op = is_sign(p, "*") ? OP_MUL : OP_DIV;

        TRY(need_type(p, byte, a, E_NUM));
        TRY(parser_next(p));
        byte = p->begin;
        TRY(parse_unary(p, &b));
        TRY(need_type(p, byte, b, E_NUM));
        a = node(p, op, E_NUM, a, b);
    }
    *ret = a;
    return RC_OK;
}

static enum rc parse_sum(struct parser *p, const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;

    TRY(parse_product(p, &a));
    while (is_sign(p, "+") || is_sign(p, "-")) {
        enum expr_op op   = is_sign(p, "+") ? OP_ADD : OP_SUB;
        enum etype   type = a->type;

        if (type != E_DATE)
            TRY(need_type(p, byte, a, E_NUM));
        TRY(parser_next(p));
        byte = p->begin;
        TRY(parse_product(p, &b));
        if (op == OP_SUB && type == E_DATE && b->type == E_DATE)
            type = E_NUM;
        else
            TRY(need_type(p, byte, b, E_NUM));
        a = node(p, op, type, a, b);
    }
    *ret = a;
    return RC_OK;
}

/* The comparison that stands here; false when none does. Takes its words. */
static enum rc comparison(struct parser *p, enum expr_op *ret_op, bool *ret_not, bool *ret_is)
{
    static const struct {
        const char  *sign;
        enum expr_op op;
    } signs[] = { { "=", OP_EQ },  { "!=", OP_NE }, { "<", OP_LT },
                  { "<=", OP_LE }, { ">", OP_GT },  { ">=", OP_GE } };

    *ret_not = false;
    *ret_is  = true;
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (is_sign(p, signs[i].sign)) {
            *ret_op = signs[i].op;
            return parser_next(p);
        }
    if (is_word(p, "is")) {
        TRY(parser_next(p));
        *ret_op = is_word(p, "not") ? OP_NE : OP_EQ;
        return *ret_op == OP_NE ? parser_next(p) : RC_OK;
    }
    if (is_word(p, "not")) {
        *ret_not = true;
        TRY(parser_next(p));
        if (!is_word(p, "in") && !is_word(p, "within"))
            return parser_wrong(p, p->begin, &say_sign, S("in"), STR_NONE);
    }
    if (is_word(p, "in") || is_word(p, "within")) {
        *ret_op = is_word(p, "in") ? OP_IN : OP_WITHIN;
        return parser_next(p);
    }
    *ret_is = false;
    return RC_OK;
}

static enum rc check_pair(struct parser *p, size_t byte, enum expr_op op, const struct expr *a,
                          const struct expr *b)
{
    bool ok;

    if (op == OP_WITHIN) {
        ok = a->op == OP_NAME && p->names[a->name].tree && b->op == OP_LITERAL &&
             (b->type == E_TEXT || b->type == E_LIST);
        return ok ? RC_OK : parser_wrong(p, byte, &say_tree, STR_NONE, STR_NONE);
    }
    if (op == OP_IN)
        ok = a->type == E_TEXT && b->type == E_LIST;
    else if (op == OP_EQ || op == OP_NE)
        ok = (a->type == b->type && a->type != E_LIST) || a->type == E_NULL || b->type == E_NULL;
    else
        ok = a->type == b->type && (a->type == E_NUM || a->type == E_DATE);
    if (ok)
        return RC_OK;
    return parser_wrong(p, byte, &say_pair, str_of(type_word(a->type)), str_of(type_word(b->type)));
}

static enum rc parse_compare(struct parser *p, const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;
    enum expr_op       op = OP_EQ;
    bool               inverted, is;

    TRY(parse_sum(p, &a));
    TRY(comparison(p, &op, &inverted, &is));
    if (is) {
        TRY(parse_sum(p, &b));
        TRY(pair_dates(p, byte, &a, &b));
        TRY(check_pair(p, byte, op, a, b));
        a = node(p, op, E_BOOL, a, b);
        if (inverted)
            a = node(p, OP_NOT, E_BOOL, a, NULL);
    }
    *ret = a;
    return RC_OK;
}

static enum rc parse_not(struct parser *p, const struct expr **ret)
{
    bool               inverted = false;
    size_t             byte;
    const struct expr *a;

    while (is_word(p, "not")) {
        inverted = !inverted;
        TRY(parser_next(p));
    }
    byte = p->begin;
    TRY(parse_compare(p, &a));
    if (inverted) {
        TRY(need_type(p, byte, a, E_BOOL));
        a = node(p, OP_NOT, E_BOOL, a, NULL);
    }
    *ret = a;
    return RC_OK;
}

static enum rc parse_chain(struct parser *p, const char *word, enum expr_op op,
                           enum rc (*tighter)(struct parser *, const struct expr **),
                           const struct expr **ret)
{
    size_t             byte = p->begin;
    const struct expr *a, *b;

    TRY(tighter(p, &a));
    while (is_word(p, word)) {
        TRY(need_type(p, byte, a, E_BOOL));
        TRY(parser_next(p));
        byte = p->begin;
        TRY(tighter(p, &b));
        TRY(need_type(p, byte, b, E_BOOL));
        a = node(p, op, E_BOOL, a, b);
    }
    *ret = a;
    return RC_OK;
}

static enum rc parse_and(struct parser *p, const struct expr **ret)
{
    return parse_chain(p, "and", OP_AND, parse_not, ret);
}

static enum rc parse_or(struct parser *p, const struct expr **ret)
{
    if (p->depth == DEPTH_MOST)
        return parser_wrong(p, p->begin, &say_deep, STR_NONE, STR_NONE);
    p->depth++;
    TRY(parse_chain(p, "or", OP_OR, parse_and, ret));
    p->depth--;
    return RC_OK;
}

enum rc expr_parse(struct arena *a, struct str text, const struct ename *names, size_t n,
                   enum etype wanted, struct faults *f, const struct expr **ret)
{
    char               room[INT_TEXT];
    const struct expr *e;
    struct expr       *root;
    struct parser      p = { .arena = a, .text = text, .names = names, .n_names = n, .faults = f };

    if (text.n > TEXT_MOST)
        return parser_wrong(&p, 0, &say_length, int_text(TEXT_MOST, room), STR_NONE);
    if (!utf8_ok(text))
        return fault(f, RC_INVALID, &say_bad_utf8, STR_NONE, STR_NONE);
    TRY(parser_next(&p));
    TRY(parse_or(&p, &e));
    if (p.token != T_END)
        return parser_wrong(&p, p.begin, &say_end, utf8_head(str_skip(text, p.begin), 12),
                            STR_NONE);
    TRY(need_type(&p, 0, e, wanted));
    root       = ARENA_NEW(a, struct expr);
    *root      = *e;
    root->text = arena_str(a, text);
    *ret       = root;
    return RC_OK;
}
