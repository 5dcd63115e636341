/*
 * words: what a case holds, as it is written into a text that stays: a
 * public notice, a document. In Chinese, as the offices write.
 */
#include "cases/words.h"
#include "base/utf8.h"

static struct str date_zh(struct arena *a, int32_t day)
{
    struct date d = date_from_day(day);

    return arena_fmt(a, "%d年%d月%d日", d.y, d.m, d.d);
}

struct str words_day(struct arena *a, int64_t at)
{
    return date_zh(a, day_of(at));
}

struct str words_time(struct arena *a, enum lang lang, int64_t at)
{
    struct date d      = date_from_day(day_of(at));
    int         minute = (int)((at - day_start(day_of(at))) / US_MINUTE);

    if (lang == LANG_EN)
        return arena_fmt(a, "%d %s %d %02d:%02d", d.d, month_name(d.m), d.y, minute / 60,
                         minute % 60);
    return arena_fmt(a, "%.*s %02d:%02d", STR_ARG(date_zh(a, day_of(at))), minute / 60,
                     minute % 60);
}

static struct str moment_zh(struct arena *a, int64_t at)
{
    int64_t minutes = (at - day_start(day_of(at))) / US_MINUTE;

    return arena_fmt(a, "%.*s%d时%02d分", STR_ARG(date_zh(a, day_of(at))), (int)(minutes / 60),
                     (int)(minutes % 60));
}

static struct str choice_title(const struct choice *at, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].code, code))
            return text_in(&at[i].title, LANG_ZH);
    return code;
}

/* A row that is named by its id: its name. One that is gone leaves its place empty. */
static enum rc row_name(struct run *r, enum form_kind kind, struct str id, struct str *ret)
{
    struct place    p;
    struct org      o;
    struct case_row c;
    int64_t         v;
    enum rc         rc;

    if (str_int(id, &v) != RC_OK)
        return RC_OK;
    if (kind == FORM_PLACE) {
        rc = place_get(r->w, v, &p);
        if (rc == RC_OK)
            *ret = p.name;
    } else if (kind == FORM_CASE) {
        rc = db_one(r->w->tx, &stmt_case_get, ARGS(A(v)), &c);
        if (rc == RC_OK)
            *ret = c.number;
    } else {
        rc = org_get(r->w, v, &o);
        if (rc == RC_OK)
            *ret = o.name;
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* "市政处 4 分" */
static enum rc mark_text(struct run *r, const struct jval *v, struct str *ret)
{
    const struct jval *unit = json_get(v, "unit"), *mark = json_get(v, "mark");
    struct str         name = STR_NONE;

    if (!unit || !mark)
        return RC_OK;
    TRY(row_name(r, FORM_ORG, unit->text, &name));
    *ret = arena_fmt(r->w->arena, "%.*s %.*s 分", STR_ARG(name), STR_ARG(mark->raw));
    return RC_OK;
}

static enum rc one_value(struct run *r, const struct form_field *f, const struct jval *v,
                         struct str *ret)
{
    struct arena            *a = r->w->arena;
    const struct case_class *k;
    const struct jval       *says;
    int32_t                  day;
    int64_t                  at;

    *ret = v->kind == J_STR ? v->text : v->raw;
    switch (f->kind) {
    case FORM_BOOL:
        *ret = v->yes ? S("是") : S("否");
        return RC_OK;
    case FORM_DATE:
        if (day_parse(v->text, &day) == RC_OK)
            *ret = date_zh(a, day);
        return RC_OK;
    case FORM_TIME:
        if (time_parse(v->text, &at) == RC_OK)
            *ret = moment_zh(a, at);
        return RC_OK;
    case FORM_CHOICE:
    case FORM_CHOICES:
        *ret = choice_title(f->choices, f->n_choices, v->text);
        return RC_OK;
    case FORM_CLASS:
        k = practice_class(r->p, v->text);
        if (k)
            *ret = text_in(&k->title, LANG_ZH);
        return RC_OK;
    case FORM_PLACE:
    case FORM_ORG:
    case FORM_ORGS:
    case FORM_CASE:
        return row_name(r, f->kind, v->text, ret);
    case FORM_UNIT_MARKS:
        return mark_text(r, v, ret);
    case FORM_VOTE:
        says = json_get(json_get(v, "says"), "zh");
        *ret = says ? says->text : STR_NONE;
        return RC_OK;
    default:
        return RC_OK;
    }
}

static enum rc field_text(struct run *r, const struct form_field *f, struct str *ret)
{
    const struct jval *v = r->form ? json_get_str(r->form, f->name) : NULL;
    struct buf        *b;
    struct str         one;

    if (!v || v->kind == J_NULL)
        return RC_OK;
    if (v->kind != J_LIST)
        return one_value(r, f, v, ret);
    b = run_buf(r);
    for (const struct jval *m = v->first; m; m = m->next) {
        TRY(one_value(r, f, m, &one));
        if (b->n)
            buf_addc(b, f->kind == FORM_UNIT_MARKS ? "；" : "、");
        buf_add(b, one);
    }
    TRY(buf_check(b));
    *ret = buf_str(b);
    return RC_OK;
}

/* What is no letter, digit or sign would move the rest about; a line break stays one. */
static struct str plain(struct run *r, struct str text)
{
    struct buf *b = run_buf(r);
    char        room[4];
    uint32_t    cp;

    while (utf8_next(&text, &cp))
        if (cp == '\n' || (cp >= 0x20 && cp < 0x7f) || cp >= 0xa0)
            buf_add(b, (struct str){ room, utf8_put(cp, room) });
    return buf_str(b);
}

static enum rc case_word(struct run *r, struct str name, struct str *ret)
{
    const struct case_class *k = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    struct arena            *a = r->w->arena;

    if (str_is(name, "number"))
        *ret = r->c.number;
    else if (str_is(name, "class") && k)
        *ret = text_in(&k->title, LANG_ZH);
    else if (str_is(name, "grade"))
        *ret = choice_title(r->pr->grades, r->pr->n_grades, r->c.grade);
    else if (str_is(name, "place"))
        return row_name(r, FORM_PLACE, arena_fmt(a, "%lld", (long long)r->c.place), ret);
    else if (str_is(name, "unit"))
        return row_name(r, FORM_ORG, arena_fmt(a, "%lld", (long long)r->c.unit), ret);
    else if (str_is(name, "opened"))
        *ret = words_day(a, r->c.opened);
    return RC_OK;
}

enum rc words_of(struct run *r, struct str name, struct str *ret)
{
    const struct form_field *f    = form_field(&r->pr->fields, name);
    struct str               text = S("");

    if (f)
        TRY(field_text(r, f, &text));
    else
        TRY(case_word(r, name, &text));
    *ret = text.n ? plain(r, text) : S("");
    return RC_OK;
}
