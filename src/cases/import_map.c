#include "cases/import_map.h"
#include "base/utf8.h"

enum { FOLD_MOST = 64 };

const char *const import_targets[TARGETS] = {
    [TO_OUTSIDE] = "outside_number",
    [TO_OPENED]  = "opened",
    [TO_NAME]    = "for_name",
    [TO_PHONE]   = "for_phone",
    [TO_ADDRESS] = "address",
    [TO_WORDS]   = "words",
    [TO_TITLE]   = "title",
    [TO_CLASS]   = "class",
    [TO_PLACE]   = "place",
    [TO_LON]     = "lon",
    [TO_LAT]     = "lat",
    [TO_GRADE]   = "grade",
    [TO_PROCESS] = "process",
};

/* Folded as fold() does: small letters, no spaces or signs. */
static const struct {
    const char *head;
    enum target to;
} spellings[] = {
    { "工单号", TO_OUTSIDE },
    { "工单编号", TO_OUTSIDE },
    { "热线工单号", TO_OUTSIDE },
    { "受理编号", TO_OUTSIDE },
    { "诉求编号", TO_OUTSIDE },
    { "外部编号", TO_OUTSIDE },
    { "编号", TO_OUTSIDE },
    { "ordernumber", TO_OUTSIDE },
    { "orderno", TO_OUTSIDE },
    { "ticket", TO_OUTSIDE },
    { "ticketnumber", TO_OUTSIDE },
    { "来电时间", TO_OPENED },
    { "受理时间", TO_OPENED },
    { "诉求时间", TO_OPENED },
    { "上报时间", TO_OPENED },
    { "登记时间", TO_OPENED },
    { "发生时间", TO_OPENED },
    { "时间", TO_OPENED },
    { "calltime", TO_OPENED },
    { "receivedat", TO_OPENED },
    { "time", TO_OPENED },
    { "date", TO_OPENED },
    { "诉求人", TO_NAME },
    { "来电人", TO_NAME },
    { "反映人", TO_NAME },
    { "联系人", TO_NAME },
    { "姓名", TO_NAME },
    { "caller", TO_NAME },
    { "name", TO_NAME },
    { "reporter", TO_NAME },
    { "电话", TO_PHONE },
    { "联系电话", TO_PHONE },
    { "来电号码", TO_PHONE },
    { "联系方式", TO_PHONE },
    { "手机", TO_PHONE },
    { "手机号", TO_PHONE },
    { "phone", TO_PHONE },
    { "telephone", TO_PHONE },
    { "callernumber", TO_PHONE },
    { "地址", TO_ADDRESS },
    { "事发地址", TO_ADDRESS },
    { "诉求地址", TO_ADDRESS },
    { "事件地址", TO_ADDRESS },
    { "地点", TO_ADDRESS },
    { "事发地点", TO_ADDRESS },
    { "location", TO_ADDRESS },
    { "内容", TO_WORDS },
    { "诉求内容", TO_WORDS },
    { "反映内容", TO_WORDS },
    { "工单内容", TO_WORDS },
    { "问题描述", TO_WORDS },
    { "事件描述", TO_WORDS },
    { "描述", TO_WORDS },
    { "content", TO_WORDS },
    { "description", TO_WORDS },
    { "detail", TO_WORDS },
    { "details", TO_WORDS },
    { "标题", TO_TITLE },
    { "主题", TO_TITLE },
    { "诉求标题", TO_TITLE },
    { "subject", TO_TITLE },
    { "类别", TO_CLASS },
    { "诉求类别", TO_CLASS },
    { "事项分类", TO_CLASS },
    { "分类", TO_CLASS },
    { "类别代码", TO_CLASS },
    { "category", TO_CLASS },
    { "网格", TO_PLACE },
    { "网格编码", TO_PLACE },
    { "所属网格", TO_PLACE },
    { "社区编码", TO_PLACE },
    { "地点编码", TO_PLACE },
    { "grid", TO_PLACE },
    { "gridcode", TO_PLACE },
    { "placecode", TO_PLACE },
    { "经度", TO_LON },
    { "longitude", TO_LON },
    { "lng", TO_LON },
    { "纬度", TO_LAT },
    { "latitude", TO_LAT },
    { "紧急程度", TO_GRADE },
    { "等级", TO_GRADE },
    { "urgency", TO_GRADE },
    { "priority", TO_GRADE },
    { "流程", TO_PROCESS },
};

/* Full-width and capital letters made plain; spaces, marks and brackets' signs left out. */
static struct str fold(struct str s, char room[4 * FOLD_MOST])
{
    size_t   n = 0;
    uint32_t cp;

    while (n + 4 <= 4 * FOLD_MOST && utf8_next(&s, &cp)) {
        cp = cp_fold(cp);
        if (cp <= ' ' || cp == '_' || cp == '-' || cp == '*' || cp == ':' || cp == 0x3000 ||
            cp == 0xFEFF)
            continue;
        n += utf8_put(cp, room + n);
    }
    return (struct str){ room, n };
}

static bool same(struct str a, struct str b)
{
    char at[4 * FOLD_MOST], bt[4 * FOLD_MOST];

    return a.p && b.p && str_eq(fold(a, at), fold(b, bt));
}

static enum target target_of(struct str said)
{
    for (int t = 0; t < TARGETS; t++)
        if (same(said, str_of(import_targets[t])))
            return (enum target)t;
    return TO_NOTHING;
}

static enum target built_in(struct str head)
{
    char       room[4 * FOLD_MOST];
    struct str folded = fold(head, room);

    for (size_t i = 0; i < ARRAY_LEN(spellings); i++)
        if (str_is(folded, spellings[i].head))
            return spellings[i].to;
    return target_of(head);
}

static const struct form_field *field_called(const struct form *form, struct str head)
{
    for (size_t i = 0; i < form->n; i++)
        if (same(form->at[i].name, head) || same(form->at[i].title.zh, head) ||
            same(form->at[i].title.en, head))
            return &form->at[i];
    return NULL;
}

static struct str form_field_name(const struct practice *p, struct str process, struct str head)
{
    for (size_t i = 0; i < p->n_processes; i++) {
        const struct form_field *f;

        if (process.p && !str_eq(p->processes[i].name, process))
            continue;
        f = field_called(&p->processes[i].form, head);
        if (f)
            return f->name;
    }
    return STR_NONE;
}

struct column import_column(const struct practice *p, struct str process, struct str head)
{
    struct str    bare = str_trim(head), own = practice_alias(p, S("import_columns"), bare);
    struct column c = { .to = TO_NOTHING, .head = bare };

    if (!str_eq(own, bare)) {
        if (str_starts(own, S("form."))) {
            c.to    = TO_FORM;
            c.field = str_skip(own, 5);
        } else {
            c.to = target_of(own);
        }
        return c;
    }
    c.to = bare.n ? built_in(bare) : TO_NOTHING;
    if (c.to != TO_NOTHING || !bare.n)
        return c;
    c.field = form_field_name(p, process, bare);
    if (c.field.p)
        c.to = TO_FORM;
    return c;
}

/* -- times -- */

/* A number of at most `most` digits off the front; -1 when there is none. */
static int digits(struct str *s, size_t most)
{
    int    v = 0;
    size_t n = 0;

    while (n < s->n && n < most && s->p[n] >= '0' && s->p[n] <= '9')
        v = v * 10 + (s->p[n++] - '0');
    *s = str_skip(*s, n);
    return n ? v : -1;
}

static bool skip(struct str *s, struct str what)
{
    if (!str_starts(*s, what))
        return false;
    *s = str_skip(*s, what.n);
    return true;
}

static bool read_day(struct str *s, struct date *ret)
{
    ret->y = digits(s, 4);
    if (!skip(s, S("-")) && !skip(s, S("/")) && !skip(s, S(".")) && !skip(s, S("年")))
        return false;
    ret->m = digits(s, 2);
    if (!skip(s, S("-")) && !skip(s, S("/")) && !skip(s, S(".")) && !skip(s, S("月")))
        return false;
    ret->d = digits(s, 2);
    (void)skip(s, S("日"));
    return ret->y >= 1900 && date_is_real(*ret);
}

static bool read_clock(struct str *s, int64_t *ret_us)
{
    int h = digits(s, 2), m, sec = 0;

    if (h < 0 || !(skip(s, S(":")) || skip(s, S("时")) || skip(s, S("："))))
        return false;
    m = digits(s, 2);
    (void)skip(s, S("分"));
    if (skip(s, S(":")) || skip(s, S("：")) || (s->n && s->p[0] >= '0' && s->p[0] <= '9')) {
        sec = digits(s, 2);
        (void)skip(s, S("秒"));
    }
    *ret_us = h * US_HOUR + m * US_MINUTE + sec * US_SECOND;
    return h < 24 && m >= 0 && m < 60 && sec >= 0 && sec < 60;
}

enum rc import_time(struct str s, int64_t *ret_at)
{
    struct date d;
    int64_t     us = 0;

    s = str_trim(s);
    if (time_parse(s, ret_at) == RC_OK)
        return RC_OK;
    if (!read_day(&s, &d))
        return RC_INVALID;
    s = str_trim(s);
    if (s.n && (!read_clock(&s, &us) || s.n))
        return RC_INVALID;
    *ret_at = day_start(day_from_date(d)) + us;
    return RC_OK;
}

/* -- values -- */

static bool titled(const struct text *t, struct str said)
{
    return same(t->zh, said) || same(t->en, said);
}

struct str import_class(const struct practice *p, struct str said)
{
    struct str code  = practice_alias(p, S("class"), said);
    struct str found = STR_NONE;

    if (practice_class(p, code))
        return code;
    for (size_t i = 0; i < p->n_classes; i++) {
        if (!p->classes[i].leaf || !titled(&p->classes[i].title, said))
            continue;
        if (found.p)
            return STR_NONE;
        found = p->classes[i].code;
    }
    return found;
}

static struct str choice_called(const struct choice *at, size_t n, struct str said)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].code, said) || titled(&at[i].title, said))
            return at[i].code;
    return STR_NONE;
}

struct str import_grade(const struct practice *p, const struct process *pr, struct str said)
{
    return choice_called(pr->grades, pr->n_grades, practice_alias(p, S("grade"), said));
}

static bool is_yes(struct str s)
{
    static const char *const words[] = { "是", "有", "yes", "y", "true", "1", "√" };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (same(s, str_of(words[i])))
            return true;
    return false;
}

static bool is_no(struct str s)
{
    static const char *const words[] = { "否", "无", "no", "n", "false", "0", "×" };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (same(s, str_of(words[i])))
            return true;
    return false;
}

static void answer_day(struct str said, bool with_time, struct jw *w)
{
    int64_t at;

    if (import_time(said, &at) != RC_OK)
        jw_str(w, said);
    else if (with_time)
        jw_time(w, at);
    else
        jw_day(w, day_of(at));
}

static void answer_choices(const struct form_field *f, struct str said, struct jw *w)
{
    jw_list(w);
    while (said.n) {
        struct str one, code, rest = said;
        uint32_t   cp = 0;

        while (rest.n && utf8_next(&rest, &cp) && cp != ',' && cp != ';' && cp != 0xFF0C &&
               cp != 0xFF1B && cp != 0x3001)
            cp = 0;
        one  = str_trim(str_head(said, said.n - rest.n - (cp ? utf8_put(cp, (char[4]){ 0 }) : 0)));
        said = rest;
        code = choice_called(f->choices, f->n_choices, one);
        if (one.n)
            jw_str(w, code.p ? code : one);
    }
    jw_list_end(w);
}

void import_answer(const struct form_field *f, struct str said, struct jw *w)
{
    struct str code;
    double     v;
    int64_t    n;

    switch (f->kind) {
    case FORM_INT:
    case FORM_MARK:
        if (str_int(said, &n) == RC_OK)
            jw_int(w, n);
        else
            jw_str(w, said);
        break;
    case FORM_REAL:
    case FORM_MONEY:
        if (str_real(said, &v) == RC_OK)
            jw_real(w, v);
        else
            jw_str(w, said);
        break;
    case FORM_BOOL:
        if (is_yes(said) || is_no(said))
            jw_bool(w, is_yes(said));
        else
            jw_str(w, said);
        break;
    case FORM_DATE:
    case FORM_TIME:
        answer_day(said, f->kind == FORM_TIME, w);
        break;
    case FORM_CHOICE:
        code = choice_called(f->choices, f->n_choices, said);
        jw_str(w, code.p ? code : said);
        break;
    case FORM_CHOICES:
        answer_choices(f, said, w);
        break;
    default:
        jw_str(w, said);
    }
}
