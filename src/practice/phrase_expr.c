/* phrase_expr: conditions in words: "来源是工作人员、巡查、视频之一", "people is more than 10". */
#include "practice/expr_tree.h"
#include "practice/phrase.h"
#include "practice/vote.h"

#include "base/time.h"

struct speaking {
    const struct phrase *f;
    const struct form   *asks; /* its names are the fields of this form; NULL: a case's names */
};

static struct str say_expr(const struct speaking *s, const struct expr *e, bool inner);

static struct str plain(const struct speaking *s, const struct say *say)
{
    return phrase_of(s->f, say, STR_NONE, STR_NONE, STR_NONE);
}

/* -- names -- */

static const struct say case_words[CN_COUNT] = {
    [CN_CLASS]      = SAY("name_class", "事项类别", "the class"),
    [CN_GRADE]      = SAY("name_grade", "等级", "the grade"),
    [CN_CHANNEL]    = SAY("name_channel", "来源", "the channel"),
    [CN_PLACE_KIND] = SAY("name_place_kind", "所在地方的种类", "the kind of place"),
    [CN_LEVEL]      = SAY("name_level", "层级数", "the level"),
    [CN_LEVEL_LAST] = SAY("name_level_last", "已到最高一级", "it is at the last level"),
    [CN_UNIT]       = SAY("name_unit", "主办单位", "the lead unit"),
    [CN_UNIT_KIND]  = SAY("name_unit_kind", "主办单位的种类", "the kind of the lead unit"),
    [CN_CARD]       = SAY("name_card", "亮牌数", "the cards shown"),
    [CN_RETURNS]    = SAY("name_returns", "退回次数", "the times it was returned"),
    [CN_REOPENED]   = SAY("name_reopened", "重开次数", "the times it was reopened"),
    [CN_SUGGESTED] = SAY("name_suggested", "规则能推荐承办单位", "a rule suggests a unit"),
    [CN_HOUR]      = SAY("name_hour", "钟点", "the hour"),
    [CN_WORKTIME]  = SAY("name_worktime", "正值办公时间", "it is office time"),
    [CN_NOTICE]    = SAY("name_notice", "公示", "the notice"),

    [CN_OBJECTIONS] = SAY("name_objections", "异议数", "the objections"),
    [CN_OBJECTIONS_OPEN] =
        SAY("name_objections_open", "未答复的异议数", "the objections unanswered"),
};

static bool is_of_case(const struct speaking *s, const struct expr *e)
{
    return !s->asks && e->name < CN_COUNT;
}

static const struct form_field *field_of(const struct speaking *s, const struct expr *e)
{
    const struct form *form = s->asks ? s->asks : s->f->pr ? &s->f->pr->fields : NULL;
    size_t             i    = s->asks ? e->name : e->name - CN_COUNT;

    return form && i < form->n ? &form->at[i] : NULL;
}

static struct str name_text(const struct speaking *s, const struct expr *e)
{
    static const struct say quoted = SAY("field", "“{0}”", "\"{0}\"");
    static const struct say lowest = SAY("field_lowest", "“{0}”的最低分", "the lowest of \"{0}\"");
    const struct form_field *x;

    if (is_of_case(s, e))
        return plain(s, &case_words[e->name]);
    x = field_of(s, e);
    if (!x)
        return e->name_text;
    return phrase_of(s->f, x->kind == FORM_UNIT_MARKS ? &lowest : &quoted,
                     phrase_named(s->f, x->name, &x->title), STR_NONE, STR_NONE);
}

/* -- literals: codes by their titles -- */

static struct str channel_text(const struct speaking *s, struct str code)
{
    for (int c = 0; c < CH_COUNT; c++)
        if (str_is(code, channel_words[c]))
            return phrase_channel(s->f, (enum channel)c);
    return code;
}

static struct str class_text(const struct speaking *s, struct str code)
{
    const struct case_class *k = practice_class(s->f->p, code);

    return k ? phrase_named(s->f, code, &k->title) : code;
}

static struct str choice_text(const struct speaking *s, const struct expr *name, struct str code)
{
    const struct form_field *f = field_of(s, name);

    for (size_t i = 0; f && i < f->n_choices; i++)
        if (str_eq(f->choices[i].code, code))
            return phrase_named(s->f, code, &f->choices[i].title);
    for (int i = 0; f && f->kind == FORM_VOTE && !s->f->bare && vote_result_words[i]; i++)
        if (str_is(code, vote_result_words[i]))
            return vote_result_title((enum vote_result)i, s->f->lang);
    return f && f->kind == FORM_CLASS ? class_text(s, code) : code;
}

/* A text as the name that it is compared with means it; `with` NULL: as it is. */
static struct str notice_text(const struct speaking *s, struct str code)
{
    static const struct say words[] = { SAY("notice_none", "没有过", "none"),
                                        SAY("notice_open", "进行中", "open"),
                                        SAY("notice_over", "期满", "over"),
                                        SAY("notice_withdrawn", "撤下", "withdrawn") };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(code, notice_words[i]))
            return plain(s, &words[i]);
    return code;
}

static struct str code_text(const struct speaking *s, const struct expr *with, struct str code)
{
    if (!with || with->op != OP_NAME)
        return code;
    if (!is_of_case(s, with))
        return choice_text(s, with, code);
    switch ((enum case_name)with->name) {
    case CN_CLASS:
        return class_text(s, code);
    case CN_GRADE:
        return phrase_grade(s->f, code);
    case CN_CHANNEL:
        return channel_text(s, code);
    case CN_NOTICE:
        return notice_text(s, code);
    case CN_PLACE_KIND:
    case CN_UNIT_KIND:
        return phrase_kind(s->f, code);
    default:
        return code;
    }
}

static struct str literal_text(const struct speaking *s, const struct expr *e,
                               const struct expr *with)
{
    static const struct say yes = SAY("yes", "是", "yes"), no = SAY("no", "否", "no"),
                            none = SAY("nothing", "没有填", "nothing");
    struct str *part;
    char        room[TIME_TEXT];

    switch (e->value.type) {
    case E_BOOL:
        return plain(s, e->value.yes ? &yes : &no);
    case E_NUM:
        return arena_fmt(s->f->arena, "%.12g", e->value.num);
    case E_TEXT:
        return code_text(s, with, e->value.text);
    case E_DATE:
        return arena_str(s->f->arena, day_text((int32_t)e->value.num, room));
    case E_LIST:
        part = ARENA_ARRAY(s->f->arena, struct str, e->value.n + 1);
        for (size_t i = 0; i < e->value.n; i++)
            part[i] = code_text(s, with, e->value.list[i]);
        return phrase_list(s->f, part, e->value.n);
    case E_NULL:
        break;
    }
    return plain(s, &none);
}

/* -- operators -- */

static const struct say op_words[] = {
    [OP_OR]       = SAY("op_or", "{0}，或者{1}", "{0} or {1}"),
    [OP_AND]      = SAY("op_and", "{0}，并且{1}", "{0} and {1}"),
    [OP_EQ]       = SAY("op_eq", "{0}是{1}", "{0} is {1}"),
    [OP_NE]       = SAY("op_ne", "{0}不是{1}", "{0} is not {1}"),
    [OP_LT]       = SAY("op_lt", "{0}小于{1}", "{0} is less than {1}"),
    [OP_LE]       = SAY("op_le", "{0}不大于{1}", "{0} is at most {1}"),
    [OP_GT]       = SAY("op_gt", "{0}大于{1}", "{0} is more than {1}"),
    [OP_GE]       = SAY("op_ge", "{0}不小于{1}", "{0} is at least {1}"),
    [OP_IN]       = SAY("op_in", "{0}是{1}之一", "{0} is one of {1}"),
    [OP_WITHIN]   = SAY("op_within", "{0}属于{1}", "{0} is within {1}"),
    [OP_ADD]      = SAY("op_add", "{0}加{1}", "{0} plus {1}"),
    [OP_SUB]      = SAY("op_sub", "{0}减{1}", "{0} minus {1}"),
    [OP_MUL]      = SAY("op_mul", "{0}乘{1}", "{0} times {1}"),
    [OP_DIV]      = SAY("op_div", "{0}除以{1}", "{0} divided by {1}"),
    [OP_NEG]      = SAY("op_neg", "负{0}", "minus {0}"),
    [OP_COUNT_OF] = SAY("op_count", "{0}的个数", "the number of {0}"),
    [OP_DAYS]     = SAY("op_days", "{0}到{1}的天数", "the days from {0} to {1}"),
    [OP_MIN]      = SAY("op_min", "{0}与{1}中较小的", "the lesser of {0} and {1}"),
    [OP_MAX]      = SAY("op_max", "{0}与{1}中较大的", "the greater of {0} and {1}"),
    [OP_KNOWN]    = SAY("op_known", "填了{0}", "{0} is given"),
    [OP_NOT]      = SAY("op_not", "不符合“{0}”", "it is not so that {0}"),
};

static struct str bracketed(const struct speaking *s, struct str text, bool inner)
{
    static const struct say brackets = SAY("brackets", "（{0}）", "({0})");

    return inner ? phrase_of(s->f, &brackets, text, STR_NONE, STR_NONE) : text;
}

/* A name alone stands for yes: "resolved". */
static struct str yes_no(const struct speaking *s, const struct expr *e, bool yes)
{
    static const struct say is       = SAY("is_yes", "{0}为是", "{0} is yes"),
                            is_no    = SAY("is_no", "{0}为否", "{0} is no"),
                            not_case = SAY("not_case", "并非{0}", "not: {0}");
    struct str name                  = name_text(s, e);

    if (is_of_case(s, e))
        return yes ? name : phrase_of(s->f, &not_case, name, STR_NONE, STR_NONE);
    return phrase_of(s->f, yes ? &is : &is_no, name, STR_NONE, STR_NONE);
}

static struct str negated(const struct speaking *s, const struct expr *e)
{
    static const struct say not_in = SAY("op_not_in", "{0}不是{1}之一", "{0} is none of {1}"),
                            not_within =
                                SAY("op_not_within", "{0}不属于{1}", "{0} is not within {1}"),
                            unknown = SAY("op_unknown", "没有填{0}", "{0} is not given");
    const struct say *say           = NULL;

    if (e->op == OP_NAME)
        return yes_no(s, e, false);
    if (e->op == OP_KNOWN)
        return phrase_of(s->f, &unknown, say_expr(s, e->a, true), STR_NONE, STR_NONE);
    say = e->op == OP_IN ? &not_in : e->op == OP_WITHIN ? &not_within : NULL;
    if (say)
        return phrase_of(s->f, say, say_expr(s, e->a, true),
                         e->b->op == OP_LITERAL ? literal_text(s, e->b, e->a)
                                                : say_expr(s, e->b, true),
                         STR_NONE);
    return phrase_of(s->f, &op_words[OP_NOT], say_expr(s, e, false), STR_NONE, STR_NONE);
}

static struct str operand(const struct speaking *s, const struct expr *e, const struct expr *with)
{
    return e->op == OP_LITERAL ? literal_text(s, e, with) : say_expr(s, e, true);
}

/* `inner`: within another, so that what would be ambiguous is put in brackets. */
static struct str say_expr(const struct speaking *s, const struct expr *e, bool inner)
{
    struct str a, b = STR_NONE;

    switch (e->op) {
    case OP_LITERAL:
        return literal_text(s, e, NULL);
    case OP_NAME:
        return e->type == E_BOOL && !inner ? yes_no(s, e, true) : name_text(s, e);
    case OP_NOT:
        return negated(s, e->a);
    case OP_OR:
    case OP_AND:
        a = say_expr(s, e->a, e->a->op != e->op && (e->a->op == OP_OR || e->a->op == OP_AND));
        b = say_expr(s, e->b, e->b->op == OP_OR || e->b->op == OP_AND);
        return bracketed(s, phrase_of(s->f, &op_words[e->op], a, b, STR_NONE), inner);
    default:
        break;
    }
    a = operand(s, e->a, e->b);
    if (e->b)
        b = operand(s, e->b, e->a);
    return phrase_of(s->f, &op_words[e->op], a, b, STR_NONE);
}

struct str phrase_when(const struct phrase *f, const struct expr *e)
{
    return e ? say_expr(&(struct speaking){ f, NULL }, e, false) : STR_NONE;
}

struct str phrase_answers(const struct phrase *f, const struct expr *e)
{
    return e ? say_expr(&(struct speaking){ f, &f->pr->evaluate.asks }, e, false) : STR_NONE;
}

struct str phrase_set_name(const struct phrase *f, struct str name)
{
    const struct form_field *x;

    if (str_is(name, "grade"))
        return phrase_of(f, &case_words[CN_GRADE], STR_NONE, STR_NONE, STR_NONE);
    x = form_field(&f->pr->fields, str_skip(name, S("form.").n));
    return x ? phrase_named(f, x->name, &x->title) : name;
}

struct str phrase_set_value(const struct phrase *f, const struct setter *s)
{
    struct speaking k     = { f, NULL };
    struct expr     with  = { .op = OP_NAME };
    struct str      field = str_skip(s->name, S("form.").n);

    if (s->value->op != OP_LITERAL)
        return say_expr(&k, s->value, false);
    with.name = CN_GRADE;
    for (size_t i = 0; !str_is(s->name, "grade") && i < f->pr->fields.n; i++)
        if (str_eq(f->pr->fields.at[i].name, field))
            with.name = CN_COUNT + i;
    return literal_text(&k, s->value, &with);
}
