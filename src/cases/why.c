#include "cases/why.h"
#include "cases/merged.h"

static const struct say say_stands =
    SAY("stands", "事项{0}（{1}）现在“{2}”环节", "case {0} ({1}) stands in «{2}»");
static const struct say say_ended =
    SAY("ended_at", "事项{0}（{1}）已于{2}办结：{3}", "case {0} ({1}) ended at {2}: {3}");
static const struct say say_nobody =
    SAY("nobody_acts", "这一环节不等待任何人办理", "this step waits for nobody in particular");
static const struct say say_no_clock =
    SAY("no_clock_here", "这一环节没有时限，无人办理时不会自动发生任何事",
        "no time limit here: nothing happens by itself");
static const struct say say_nothing =
    SAY("nothing_more", "超期后的措施都已执行，之后不会再自动发生任何事",
        "all that answers being late has happened: nothing more happens by itself");
static const struct say say_evaluate =
    SAY("evaluate_until", "反映人可在{0}前评价", "whoever reported it may evaluate it until {0}");
static const struct say say_went_into =
    SAY("went_into", "已并入事项{0}，以后的办理看事项{0}：现在“{1}”环节",
        "it went into case {0}; how that goes on: it stands in «{1}»");
static const struct say say_into_ended = SAY("into_ended", "已并入事项{0}，该事项已于{1}办结：{2}",
                                             "it went into case {0}, which ended at {1}: {2}");
static const struct say say_into_other =
    SAY("into_other", "已并入另一事项", "it went into another case");
static const struct say say_evaluate_later =
    SAY("evaluate_later", "该事项办结后再请反映人评价", "when that ends, its reporter is asked");
static const struct say say_if_not = SAY("if_not", "如无人办理，{0}", "if nobody acts, {0}");

struct telling { /* the whole in sentences */
    struct why     *y;
    VEC(struct str) words;
};

static void tell(struct telling *t, struct str words)
{
    if (words.n)
        *VEC_PUSH(t->y->a, &t->words) = words;
}

static void tell_tasks(struct telling *t, const struct case_why *v)
{
    const struct why_task  *task = v->tasks.at;
    const struct why_waits *wait = v->waits.at;

    for (size_t i = 0; i < v->tasks.n; i++)
        tell(t, task[i].words);
    for (size_t i = 0; i < v->waits.n; i++)
        tell(t, wait[i].words);
    if (v->tasks.n == 0 && v->waits.n == 0)
        tell(t, WHY_SAY(t->y, &say_nobody, STR_NONE));
}

static void tell_clocks(struct telling *t, const struct case_why *v)
{
    const struct why_clock *k   = v->clocks.at;
    bool                    any = false;

    for (size_t i = 0; i < v->clocks.n; i++) {
        const struct why_next *next = k[i].next.at;

        if (k[i].stopped != NONE_I64)
            continue;
        any = true;
        tell(t, k[i].words);
        if (k[i].next.n)
            tell(t, WHY_SAY(t->y, &say_if_not, next[0].words));
        else
            tell(t, WHY_SAY(t->y, &say_nothing, STR_NONE));
    }
    if (!any)
        tell(t, WHY_SAY(t->y, &say_no_clock, STR_NONE));
}

static struct str end_title(const struct why *y, const struct run *r)
{
    int32_t end = process_end(r->pr, r->c.ended_as);

    return end < 0 ? r->c.ended_as : text_in(&r->pr->ends[end].title, y->lang);
}

static enum rc tell_merged(struct telling *t)
{
    struct why *y = t->y;
    struct run  into;
    bool        known;

    if (y->r->c.merged == NONE_I64)
        return RC_OK;
    TRY(merged_into(y->r, &into, &known));
    if (!known)
        tell(t, WHY_SAY(y, &say_into_other, STR_NONE));
    else if (into.c.state == CASE_ENDED)
        tell(t, WHY_SAY(y, &say_into_ended, into.c.number, why_time(y, into.c.closed),
                        end_title(y, &into)));
    else
        tell(t, WHY_SAY(y, &say_went_into, into.c.number, text_in(&into.step->title, y->lang)));
    if (known && into.c.state == CASE_OPEN && y->r->pr->evaluate.on)
        tell(t, WHY_SAY(y, &say_evaluate_later, STR_NONE));
    return RC_OK;
}

static enum rc tell_end(struct telling *t, const struct case_why *v)
{
    struct why       *y = t->y;
    const struct run *r = y->r;

    tell(t, WHY_SAY(y, &say_ended, v->number, v->process_title, why_time(y, r->c.closed),
                    end_title(y, r)));
    TRY(tell_merged(t));
    if (v->evaluate_until != NONE_I64)
        tell(t, WHY_SAY(y, &say_evaluate, why_time(y, v->evaluate_until)));
    return RC_OK;
}

static enum rc in_sentences(struct why *y, const struct case_why *v, struct list *ret)
{
    struct telling         t    = { .y = y };
    const struct why_unit *unit = v->suggestion.at;

    if (v->state == CASE_ENDED) {
        TRY(tell_end(&t, v));
    } else {
        tell(&t, WHY_SAY(y, &say_stands, v->number, v->process_title, v->step_title));
        tell_tasks(&t, v);
        tell_clocks(&t, v);
        for (size_t i = 0; i < v->suggestion.n; i++)
            tell(&t, unit[i].words);
    }
    *ret = (struct list){ t.words.at, t.words.n };
    return RC_OK;
}

/* What came of it this time. */
static enum rc was_evaluated(struct run *r, bool *ret)
{
    const struct evaluation_row *e;
    struct rows                  rows;

    TRY(db_all(r->w->tx, &stmt_evaluation_all, ARGS(A(r->c.id)), &rows));
    e    = rows.at;
    *ret = false;
    for (size_t i = 0; i < rows.n; i++)
        *ret = *ret || e[i].round == r->c.reopened;
    return RC_OK;
}

static enum rc evaluate_until(struct run *r, int64_t *ret)
{
    const struct evaluate *e = &r->pr->evaluate;
    const struct calendar *c = run_calendar(r, STR_NONE);
    int64_t                asked;
    bool                   done;

    *ret = NONE_I64;
    if (!e->on || r->c.state != CASE_ENDED || !e->within.n || !c)
        return RC_OK;
    TRY(was_evaluated(r, &done));
    TRY(merged_asked(r, &asked));
    if (asked != NONE_I64 && !done)
        *ret = calendar_reach(c, asked, e->within).at;
    return RC_OK;
}

enum rc case_why(struct run *r, enum lang lang, const struct why_query *q, struct case_why *ret)
{
    struct why y = {
        .r = r, .a = r->w->arena, .lang = lang, .f = { r->w->arena, lang, r->p, r->pr }
    };
    struct case_why v;

    TRY(run_inside(r, &y.inside));
    shape_clear(&case_why_shape, &v);
    v.id            = r->c.id;
    v.number        = r->c.number;
    v.process       = r->c.process;
    v.process_title = text_in(&r->pr->title, lang);
    v.process_rule  = why_mark(&y, r->pr->mark);
    v.step          = r->c.step;
    v.step_title    = text_in(&r->step->title, lang);
    v.step_rule     = why_mark(&y, r->step->mark);
    v.state         = r->c.state;
    v.version       = r->c.version;
    v.practice      = r->c.practice;
    v.now           = r->w->now;
    TRY(evaluate_until(r, &v.evaluate_until));
    TRY(why_tasks(&y, &v.tasks));
    TRY(why_waiting(&y, &v.waits));
    TRY(why_clocks(&y, q->all, &v.clocks));
    TRY(why_moves(&y, &v.moves));
    TRY(why_suggestion(&y, &v.suggestion));
    TRY(in_sentences(&y, &v, &v.words));
    *ret = v;
    return RC_OK;
}
