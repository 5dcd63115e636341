/* why_move: which moves are the caller's, which are not and why not. */
#include "cases/why.h"

static const struct say say_offered =
    SAY("offered", "您可以“{0}”[，因为您是{1}]", "you can «{0}»[, being {1}]");
static const struct say say_barred = SAY("barred", "您不能“{0}”：{1}", "you cannot «{0}»: {1}");
static const struct say say_ended = SAY("bar_ended", "事项已办结", "the case has ended");
static const struct say say_token =
    SAY("bar_token", "该令牌不能办理事项", "this token may not carry cases");
static const struct say say_not_yours = SAY("bar_not_yours", "应由{0}办理", "it is for {0}");
static const struct say say_own_work  = SAY("bar_own_work", "{0}不能做这一步", "not for {0}");
static const struct say say_condition =
    SAY("bar_condition", "不符合条件：{0}[；{1}]", "its condition does not hold: {0}[; {1}]");
static const struct say say_ladder =
    SAY("bar_ladder", "没有更高或更低的一级", "there is no further level");
static const struct say say_often =
    SAY("bar_often", "最多{0}次，已经用完", "it may be made {0} times and was");
static const struct say say_automatic =
    SAY("automatic", "{0}；条件具备时由程序自动执行", "{0}; the program does it as soon as it can");
static const struct say say_unit_rule =
    SAY("unit_rule", "按派遣规则建议由{0}承办：{1}", "a rule of dispatch suggests {0}: {1}");
static const struct say say_unit_class =
    SAY("unit_class", "类别{1}规定由{2}承办，建议{0}", "class {1} is for {2}: {0} is suggested");
static const struct say say_rule_always = SAY("rule_always", "一律适用", "whatever the case");
static const struct say say_and         = SAY("and", "[{0}；]{1}", "[{0}; ]{1}");

/* What came of the votes that a condition asks about, for whoever may read them. */
struct votes_asked {
    struct why *y;
    size_t      last; /* asked about just now: once is enough */
    struct str  words;
};

static void add_vote(void *ctx, size_t name, struct str literal, bool within)
{
    struct votes_asked      *v = ctx;
    struct run              *r = v->y->r;
    const struct form_field *f = name < CN_COUNT ? NULL : &r->pr->fields.at[name - CN_COUNT];
    const struct jval       *says;

    (void)literal;
    (void)within;
    if (!f || f->kind != FORM_VOTE || name == v->last || !r->form ||
        f->keep > (v->y->inside ? KEEP_OFFICE : KEEP_PUBLIC))
        return;
    v->last = name;
    says    = json_get(json_get_str(r->form, f->name), "says");
    says    = json_get(says, v->y->lang == LANG_ZH ? "zh" : "en");
    if (says)
        v->words = WHY_SAY(v->y, &say_and, v->words, says->text);
}

static struct str condition_words(struct why *y, const struct expr *when)
{
    struct votes_asked v = { .y = y };

    expr_uses(when, add_vote, &v);
    return WHY_SAY(y, &say_condition, phrase_when(&y->f, when), v.words);
}

static struct str bar_words(struct why *y, const struct move *m, const struct why_move *v,
                            enum bar bar)
{
    switch (bar) {
    case BAR_ENDED:
        return WHY_SAY(y, &say_ended, STR_NONE);
    case BAR_TOKEN:
        return WHY_SAY(y, &say_token, STR_NONE);
    case BAR_NOT_YOURS:
        return WHY_SAY(y, &say_not_yours, why_seats_words(y, &v->who));
    case BAR_OWN_WORK:
        return WHY_SAY(y, &say_own_work, phrase_not(&y->f, m->who.n ? &m->who : &y->r->step->who));
    case BAR_CONDITION:
        return condition_words(y, m->when);
    case BAR_LADDER:
        return WHY_SAY(y, &say_ladder, STR_NONE);
    case BAR_OFTEN:
        return WHY_SAY(y, &say_often, arena_fmt(y->a, "%d", (int)m->most));
    case BAR_NONE:
        break;
    }
    return STR_NONE;
}

/* By which of their posts, or as the reporter. */
static struct str as_whom(const struct list *who)
{
    const struct why_seat *s = who->at;

    for (size_t i = 0; i < who->n; i++)
        if (s[i].mine)
            return s[i].words;
    return STR_NONE;
}

static struct str move_words(struct why *y, const struct why_move *v)
{
    const struct why_bar *bars = v->bars.at;
    struct str            s    = STR_NONE;

    for (size_t i = 0; i < v->bars.n; i++)
        s = WHY_SAY(y, &say_and, s, bars[i].words);
    if (v->bars.n)
        s = WHY_SAY(y, &say_barred, v->title, s);
    else
        s = WHY_SAY(y, &say_offered, v->title, as_whom(&v->who));
    return v->automatic ? WHY_SAY(y, &say_automatic, s) : s;
}

static void add_bar(struct why *y, const struct move *m, struct why_move *v, enum bar bar)
{
    struct why_bar *at = v->bars.at;

    if (bar == BAR_NONE)
        return;
    at[v->bars.n++] = (struct why_bar){ bar, bar_words(y, m, v, bar) };
}

static enum rc one_move(struct why *y, const struct move *m, struct why_move *v)
{
    struct run            *r    = y->r;
    const struct step     *step = r->step;
    const struct who_list *who  = m->who.n ? &m->who : &step->who;
    struct task_row       *task;
    enum bar               bar;

    *v = (struct why_move){
        .name      = m->name,
        .title     = text_in(&m->title, y->lang),
        .automatic = step->automatic.p && str_eq(step->automatic, m->name),
        .when      = m->when ? expr_text(m->when) : STR_NONE,
        .rule      = why_mark(y, m->mark),
        .bars      = { ARENA_ARRAY(y->a, struct why_bar, 3), 0 },
    };
    if (m->to != TO_STAY)
        v->to_title = text_in(m->to >= TO_END ? &r->pr->ends[m->to - TO_END].title
                                              : &r->pr->steps[m->to].title,
                              y->lang);
    TRY(why_seats(y, who, false, &v->who));
    if (r->c.state != CASE_OPEN) {
        add_bar(y, m, v, BAR_ENDED);
    } else {
        TRY(actor_bar(r, m, NONE_I64, &task, &bar));
        add_bar(y, m, v, bar);
        TRY(move_bar(r, m, &bar));
        add_bar(y, m, v, bar);
    }
    v->offered = v->bars.n == 0;
    v->words   = move_words(y, v);
    return RC_OK;
}

enum rc why_moves(struct why *y, struct list *ret)
{
    const struct step *step = y->r->step;
    struct why_move   *at   = ARENA_ARRAY(y->a, struct why_move, step->n_moves + 1);

    for (size_t i = 0; i < step->n_moves; i++)
        TRY(one_move(y, &step->moves[i], &at[i]));
    *ret = (struct list){ at, step->n_moves };
    return RC_OK;
}

/* -- the unit -- */

/* The class that says so: this one, or the one above that it has it from. */
static const struct case_class *whose_unit(const struct run *r, const struct case_class *k)
{
    const struct case_class *up = k->above.p ? practice_class(r->p, k->above) : NULL;

    while (up && up->unit_kind.p == k->unit_kind.p) {
        k  = up;
        up = k->above.p ? practice_class(r->p, k->above) : NULL;
    }
    return k;
}

static void by_rule(struct why *y, const struct dispatch_rule *rule, struct why_unit *v)
{
    struct str because = text_in(&rule->why, y->lang);

    v->from    = UNIT_RULE;
    v->kind    = rule->org_kind;
    v->when    = rule->when ? expr_text(rule->when) : STR_NONE;
    v->because = because;
    v->rule    = why_mark(y, rule->mark);
    if (!because.n)
        because =
            rule->when ? phrase_when(&y->f, rule->when) : WHY_SAY(y, &say_rule_always, STR_NONE);
    v->words = WHY_SAY(y, &say_unit_rule, v->name, because);
}

static void by_class(struct why *y, const struct case_class *k, struct why_unit *v)
{
    const struct org_kind *kind = practice_org_kind(y->r->p, k->unit_kind);

    k        = whose_unit(y->r, k);
    v->from  = UNIT_CLASS;
    v->kind  = k->unit_kind;
    v->rule  = why_mark(y, k->mark);
    v->words = WHY_SAY(y, &say_unit_class, v->name, k->code,
                       kind ? text_in(&kind->title, y->lang) : k->unit_kind);
}

enum rc why_suggestion(struct why *y, struct list *ret)
{
    const struct suggested *s;
    struct why_unit        *v = ARENA_NEW(y->a, struct why_unit);
    struct org              o;

    *ret = (struct list){ 0 };
    if (y->r->c.state != CASE_OPEN)
        return RC_OK;
    TRY(suggest_by(y->r, &s));
    if (s->org == NONE_I64)
        return RC_OK;
    TRY(org_get(y->r->w, s->org, &o));
    v->unit = o.id;
    v->name = o.name;
    if (s->rule)
        by_rule(y, s->rule, v);
    else
        by_class(y, s->class, v);
    *ret = (struct list){ v, 1 };
    return RC_OK;
}
