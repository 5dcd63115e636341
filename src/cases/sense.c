/* sense: what expressions in a pack can ask about a case, and the unit that its rules suggest. */
#include "cases/engine.h"
#include "cases/publicity.h"

#include <math.h>

struct sensing {
    struct run          *r;
    const struct values *asked; /* the form being filled in; NULL: the case's own */
    enum rc              rc;    /* of what had to be looked up: the first that failed */
};

/* An expression goes on with nothing; whoever asked for its value is told what failed. */
static bool read_well(struct sensing *s, enum rc rc)
{
    if (s->rc == RC_OK)
        s->rc = rc;
    return rc == RC_OK;
}

static struct evalue nothing(void)
{
    return (struct evalue){ .type = E_NULL };
}

static struct evalue of_text(struct str s)
{
    return s.p ? (struct evalue){ .type = E_TEXT, .text = s } : nothing();
}

static struct evalue of_num(double v)
{
    return (struct evalue){ .type = E_NUM, .num = v };
}

static struct evalue of_bool(bool v)
{
    return (struct evalue){ .type = E_BOOL, .yes = v };
}

/* A kept answer as a value: what the form's kind says it is. */
static struct evalue of_json(struct arena *a, const struct form_field *f, const struct jval *v)
{
    struct str *list;
    size_t      n = 0;
    double      num;
    int32_t     day;

    if (!v)
        return nothing();
    switch (v->kind) {
    case J_BOOL:
        return of_bool(v->yes);
    case J_NUM:
        return json_real(v, &num) == RC_OK ? of_num(num) : nothing();
    case J_STR:
        if (f && f->kind == FORM_DATE && day_parse(v->text, &day) == RC_OK)
            return (struct evalue){ .type = E_DATE, .num = day };
        return of_text(v->text);
    case J_LIST:
        list = ARENA_ARRAY(a, struct str, v->n + 1);
        for (const struct jval *m = v->first; m; m = m->next)
            list[n++] = m->text;
        return (struct evalue){ .type = E_LIST, .list = list, .n = n };
    default:
        return nothing();
    }
}

/* Also kinds whose answer is more than what was written. */
static struct evalue of_answer(struct sensing *s, const struct form_field *f, const struct jval *v)
{
    const struct jval *result;
    struct str         word;
    double             lowest;

    if (f && f->kind == FORM_UNIT_MARKS)
        return case_marks_lowest(v, &lowest) ? of_num(lowest) : nothing();
    if (f && f->kind == FORM_VOTE) {
        result = json_get(v, "result");
        return result ? of_text(result->text) : nothing();
    }
    if (!f || f->kind != FORM_EACH_PARTY)
        return of_json(s->r->w->arena, f, v);
    return v && read_well(s, case_parties_say(s->r, v, &word)) ? of_text(word) : nothing();
}

static struct evalue of_value(struct sensing *s, const struct value *v)
{
    struct work       *w = s->r->w;
    const struct jval *j;

    if (!v->given || !read_well(s, json_parse(w->arena, v->json, w->faults, &j)))
        return nothing();
    return of_answer(s, v->f, j);
}

static struct evalue of_place_kind(struct sensing *s)
{
    struct run  *r = s->r;
    struct place place;

    if (r->c.place == NONE_I64 || !read_well(s, place_get(r->w, r->c.place, &place)))
        return nothing();
    return of_text(place.kind);
}

static struct evalue of_unit_kind(struct sensing *s)
{
    struct run *r = s->r;
    struct org  org;

    if (r->c.unit == NONE_I64 || !read_well(s, org_get(r->w, r->c.unit, &org)))
        return nothing();
    return of_text(org.kind);
}

static struct evalue of_suggested(struct sensing *s)
{
    int64_t org;

    if (!read_well(s, suggest_unit(s->r, &org)))
        return nothing();
    return of_bool(org != NONE_I64);
}

static struct evalue of_shown(struct sensing *s, enum case_name name)
{
    struct evalue v;

    return read_well(s, shown_value(s->r, name, &v)) ? v : nothing();
}

static bool in_office_hours(struct run *r)
{
    const struct calendar *c = run_calendar(r, STR_NONE);

    return c && calendar_measure(c, r->w->now, r->w->now + US_MINUTE, SPAN_WORKHOUR) > 0;
}

static struct evalue case_value(struct sensing *s, enum case_name name)
{
    struct run            *r = s->r;
    const struct case_row *c = &r->c;

    switch (name) {
    case CN_CLASS:
        return of_text(c->class);
    case CN_GRADE:
        return of_text(c->grade);
    case CN_CHANNEL:
        return of_text(str_of(channel_words[c->channel]));
    case CN_PLACE_KIND:
        return of_place_kind(s);
    case CN_LEVEL:
        return of_num((double)c->level + 1);
    case CN_LEVEL_LAST:
        return of_bool(c->level + 1 >= (int64_t)r->pr->n_ladder);
    case CN_UNIT:
        return c->unit == NONE_I64 ? nothing()
                                   : of_text(arena_fmt(r->w->arena, "%lld", (long long)c->unit));
    case CN_UNIT_KIND:
        return of_unit_kind(s);
    case CN_CARD:
        return of_num(c->card);
    case CN_RETURNS:
        return of_num((double)c->returned);
    case CN_REOPENED:
        return of_num((double)c->reopened);
    case CN_SUGGESTED:
        return of_suggested(s);
    case CN_HOUR:
        return of_num((double)((r->w->now + CIVIL_OFFSET_US) % US_DAY / US_HOUR));
    case CN_WORKTIME:
        return of_bool(in_office_hours(r));
    case CN_NOTICE:
    case CN_OBJECTIONS:
    case CN_OBJECTIONS_OPEN:
        return of_shown(s, name);
    case CN_COUNT:
        break;
    }
    return nothing();
}

static const struct value *answer_to(const struct values *v, struct str name)
{
    for (size_t i = 0; v && i < v->n; i++)
        if (v->at[i].given && str_eq(v->at[i].f->name, name))
            return &v->at[i];
    return NULL;
}

/* "form.people": what is being answered now, else what the case already holds. */
static struct evalue get(void *ctx, size_t name)
{
    struct sensing     *s = ctx;
    struct run         *r = s->r;
    const struct value *v;
    struct str          field;

    if (name < CN_COUNT)
        return case_value(s, (enum case_name)name);
    BUG_ON(name >= r->pr->n_names);
    field = str_skip(r->pr->names[name].name, S("form.").n);
    v     = answer_to(s->asked, field);
    if (v)
        return of_value(s, v);
    return of_answer(s, &r->pr->fields.at[name - CN_COUNT],
                     r->form ? json_get_str(r->form, field) : NULL);
}

/* Over the answers of an evaluation, by their place in its form. */
static struct evalue get_answer(void *ctx, size_t name)
{
    struct sensing *s = ctx;

    BUG_ON(name >= s->asked->n);
    return of_value(s, &s->asked->at[name]);
}

static bool within(void *ctx, size_t name, struct str code, struct str above)
{
    struct sensing *s = ctx;

    (void)name;
    return practice_class_within(s->r->p, code, above);
}

enum rc sense_value(struct run *r, const struct expr *e, const struct values *asked,
                    struct evalue *ret)
{
    struct sensing s = { r, asked, RC_OK };
    struct evalue  v = expr_eval(e, &(struct eenv){ &s, get, within });

    TRY(s.rc);
    *ret = v;
    return RC_OK;
}

enum rc sense_true(struct run *r, const struct expr *e, const struct values *asked, bool *ret)
{
    struct sensing s  = { r, asked, RC_OK };
    bool           is = expr_true(e, &(struct eenv){ &s, get, within });

    TRY(s.rc);
    *ret = is;
    return RC_OK;
}

enum rc sense_answers(struct run *r, const struct expr *e, const struct values *answers, bool *ret)
{
    struct sensing s  = { r, answers, RC_OK };
    bool           is = expr_true(e, &(struct eenv){ &s, get_answer, within });

    TRY(s.rc);
    *ret = is;
    return RC_OK;
}

static struct str evalue_json(struct run *r, struct evalue v)
{
    struct buf *b = run_buf(r);
    struct jw   w;
    char        room[TIME_TEXT];

    jw_init(&w, b);
    switch (v.type) {
    case E_BOOL:
        jw_bool(&w, v.yes);
        break;
    case E_NUM:
        jw_real(&w, v.num);
        break;
    case E_TEXT:
        jw_str(&w, v.text);
        break;
    case E_DATE:
        jw_str(&w, day_text((int32_t)v.num, room));
        break;
    default:
        return STR_NONE;
    }
    return buf_str(b);
}

/* Kinds that are another thing in expressions than in the form. */
static bool is_summed_up(const struct run *r, size_t name)
{
    enum form_kind kind = r->pr->fields.at[name - CN_COUNT].kind;

    return kind == FORM_EACH_PARTY || kind == FORM_UNIT_MARKS || kind == FORM_VOTE;
}

/* A field's name alone is its answer as it was given: lists and rows too. */
static struct str answer_json(struct run *r, size_t name, const struct values *asked)
{
    struct str          field = str_skip(r->pr->names[name].name, S("form.").n);
    const struct value *v     = answer_to(asked, field);
    const struct jval  *kept  = r->form ? json_get_str(r->form, field) : NULL;

    return v ? v->json : kept ? kept->raw : STR_NONE;
}

enum rc sense_json(struct run *r, const struct expr *e, const struct values *asked, struct str *ret)
{
    struct evalue v;
    size_t        name;

    if (expr_is_name(e, &name) && name >= CN_COUNT && !is_summed_up(r, name)) {
        *ret = answer_json(r, name, asked);
        return RC_OK;
    }
    TRY(sense_value(r, e, asked, &v));
    *ret = evalue_json(r, v);
    return RC_OK;
}

/* -- dispatch -- */

static enum rc nearest_of_kind(struct run *r, struct str kind, int64_t *ret)
{
    struct rows       rows;
    const struct org *at;

    if (r->c.place == NONE_I64)
        return RC_OK;
    TRY(orgs_covering(r->w, r->c.place, kind, &rows));
    at = rows.at;
    if (rows.n)
        *ret = at[0].id;
    return RC_OK;
}

static enum rc rule_unit(struct run *r, const struct dispatch_rule *rule, int64_t *ret)
{
    struct org org;
    enum rc    rc;

    if (!rule->org_code.p)
        return nearest_of_kind(r, rule->org_kind, ret);
    rc = org_by_code(r->w, rule->org_code, &org);
    if (rc == RC_OK)
        *ret = org.id;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc suggest_by(struct run *r, const struct suggested **ret)
{
    const struct case_class *k = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    struct suggested        *s = &r->suggested;

    *ret = s;
    if (r->suggestion_read)
        return RC_OK;
    r->suggestion_read = true; /* a rule may ask whether there is a suggestion: not yet */
    *s                 = (struct suggested){ .org = NONE_I64 };
    for (size_t i = 0; i < r->p->n_dispatch && s->org == NONE_I64; i++) {
        const struct dispatch_rule *rule = &r->p->dispatch[i];
        bool                        fits = true;

        if (rule->when)
            TRY(sense_true(r, rule->when, NULL, &fits));
        if (!fits)
            continue;
        TRY(rule_unit(r, rule, &s->org));
        s->rule = s->org == NONE_I64 ? NULL : rule;
    }
    if (s->org != NONE_I64 || !k || !k->unit_kind.p)
        return RC_OK;
    TRY(nearest_of_kind(r, k->unit_kind, &s->org));
    s->class = s->org == NONE_I64 ? NULL : k;
    return RC_OK;
}

enum rc suggest_unit(struct run *r, int64_t *ret_org)
{
    const struct suggested *s;

    TRY(suggest_by(r, &s));
    *ret_org = s->org;
    return RC_OK;
}
