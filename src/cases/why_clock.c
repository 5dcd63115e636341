/* why_clock: by when, and how that came about, day by day. */
#include "cases/why.h"

static const struct say say_limit_leg =
    SAY("leg_limit", "时限{0}，自{1}起算，{2}到期", "{0} from {1}: due {2}");
static const struct say say_promise_leg =
    SAY("leg_promise", "承诺在{0}前完成", "promised before {0}");
static const struct say say_paused_leg =
    SAY("leg_paused", "{0}因“{1}”停止计时[（{3}）]，当时还剩{2}",
        "stopped at {0} for «{1}»[ by {3}] with {2} left");
static const struct say say_paused_late_leg =
    SAY("leg_paused_late", "{0}因“{1}”停止计时[（{3}）]，当时已超期{2}",
        "stopped at {0} for «{1}»[ by {3}], {2} after it was due");
static const struct say say_went_on_leg =
    SAY("leg_went_on", "{0}恢复计时，{1}到期", "went on at {0}: due {1}");
static const struct say say_extended_leg = SAY("leg_extended", "{0}[由{3}]批准延期{1}，{2}到期",
                                               "{1} more granted[ by {3}] at {0}: due {2}");
static const struct say say_extended_paused_leg =
    SAY("leg_extended_paused", "{0}[由{2}]批准延期{1}，加到停止时还剩的时间上",
        "{1} more granted[ by {2}] at {0}, added to what is left");
static const struct say say_runs =
    SAY("clock_runs", "“{0}”应在{1}前完成（{2}）", "«{0}» is due {1} ({2})");
static const struct say say_paused = SAY("clock_paused", "“{0}”已停止计时，原定{1}到期（{2}）",
                                         "«{0}» stands still; it was due {1} ({2})");
static const struct say say_stopped =
    SAY("clock_stopped", "“{0}”的时限已于{1}结束（{2}）", "the limit of «{0}» ended at {1} ({2})");
static const struct say say_provisional =
    SAY("provisional", "{0}；所经年份放假安排尚未公布，暂按周末推算，公布后重算",
        "{0}; provisional: a year on the way is not announced, weekends were assumed");
static const struct say say_unlike =
    SAY("unlike", "{0}；按现行日历重算为{1}", "{0}; by the calendar as it is now it would be {1}");
static const struct say say_from_step = SAY("from_step", "环节规定{0}", "the step says {0}");
static const struct say say_from_class = SAY("from_class", "类别{1}规定{0}", "class {1} says {0}");
static const struct say say_from_promise = SAY("from_promise", "按承诺日期", "as it was promised");

static struct why_day day_of_walk(struct why *y, const struct walked *d)
{
    struct why_day v = { .day     = d->day,
                         .weekday = day_weekday(d->day),
                         .sort    = d->sort,
                         .why     = d->why,
                         .known   = d->known,
                         .from    = d->us ? d->from : NONE_I64,
                         .to      = d->us ? d->to : NONE_I64,
                         .seconds = d->us ? d->us / US_SECOND : NONE_I64,
                         .words   = why_day_words(y, d) };

    if (d->note) {
        v.name   = d->note->name;
        v.papers = (struct list){ (void *)(uintptr_t)d->note->papers, d->note->n_papers };
        v.rule   = why_mark(y, d->note->mark);
    }
    return v;
}

static struct list days_of(struct why *y, const struct trace *t)
{
    struct why_day *at = ARENA_ARRAY(y->a, struct why_day, t->n + 1);

    for (size_t i = 0; i < t->n; i++)
        at[i] = day_of_walk(y, &t->at[i]);
    return (struct list){ at, t->n };
}

static struct str paused_words(struct why *y, const struct leg *l, const struct why_leg *v)
{
    struct str left = why_lasting(y, l->k.left_us, (enum span_unit)l->k.span_unit);

    return WHY_SAY(y, l->k.left_us > 0 ? &say_paused_leg : &say_paused_late_leg, why_time(y, v->at),
                   why_pause(y, v->reason), left, v->by);
}

static struct str extended_words(struct why *y, const struct leg *l, const struct why_leg *v,
                                 struct str by)
{
    struct str at = why_time(y, v->at);

    if (l->k.paused != NONE_I64)
        return WHY_SAY(y, &say_extended_paused_leg, at, by, v->by);
    return WHY_SAY(y, &say_extended_leg, at, by, why_time(y, v->due), v->by);
}

/* How it began. */
static void first_leg(struct why *y, const struct leg *l, struct why_leg *v)
{
    struct span span = { (int32_t)l->k.span_n, (enum span_unit)l->k.span_unit };

    v->at    = l->k.started;
    v->kind  = span.n ? LEG_LIMIT : LEG_PROMISE;
    v->limit = why_limit(y, span);
    v->words = span.n ? WHY_SAY(y, &say_limit_leg, phrase_span(&y->f, span), why_time(y, v->at),
                                why_time(y, v->due))
                      : WHY_SAY(y, &say_promise_leg, why_time(y, v->due));
}

static enum rc act_leg(struct why *y, const struct leg *l, struct why_leg *v)
{
    struct span span = { (int32_t)l->act->span_n, (enum span_unit)l->act->span_unit };

    v->at     = l->act->at_us;
    v->reason = l->act->reason;
    TRY(why_person(y, l->act->account, &v->by));
    switch ((enum clock_act)l->act->kind) {
    case ACT_PAUSED:
        v->kind         = LEG_PAUSED;
        v->left_seconds = l->k.left_us / US_SECOND;
        v->due          = NONE_I64;
        v->words        = paused_words(y, l, v);
        break;
    case ACT_WENT_ON:
        v->kind  = LEG_WENT_ON;
        v->words = WHY_SAY(y, &say_went_on_leg, why_time(y, v->at), why_time(y, v->due));
        break;
    case ACT_EXTENDED:
        v->kind  = LEG_EXTENDED;
        v->limit = why_limit(y, span);
        if (l->k.paused != NONE_I64) {
            v->due          = NONE_I64;
            v->left_seconds = l->k.left_us / US_SECOND;
        }
        v->words = extended_words(y, l, v, phrase_span(&y->f, span));
        break;
    }
    return RC_OK;
}

static enum rc legs_of(struct why *y, const struct story *s, struct list *ret)
{
    struct why_leg *at = ARENA_ARRAY(y->a, struct why_leg, s->n);

    for (size_t i = 0; i < s->n; i++) {
        const struct leg *l = &s->at[i];

        at[i] = (struct why_leg){ .left_seconds = NONE_I64,
                                  .due          = l->k.due,
                                  .provisional  = l->days.reach.provisional,
                                  .days         = days_of(y, &l->days),
                                  .cut          = l->days.cut };
        if (l->act)
            TRY(act_leg(y, l, &at[i]));
        else
            first_leg(y, l, &at[i]);
    }
    *ret = (struct list){ at, s->n };
    return RC_OK;
}

/* Which line says how long. What was corrected of the case since (its class, its grade) may have
 * another limit now: then only the step's rule is named. */
static void limit_of(struct why *y, const struct clock_rule *rule, const struct clock_row *k,
                     struct why_clock *v)
{
    struct span had = { (int32_t)k->span_n, (enum span_unit)k->span_unit };
    const struct case_class *class;
    struct span now = clock_limit(y->r, rule, k->step, &class);

    v->rule       = why_mark(y, rule->mark);
    v->limit      = why_limit(y, had);
    v->limit_rule = v->rule;
    v->limit_from = had.n ? FROM_STEP : FROM_PROMISE;
    if (had.n && class && now.n == had.n && now.unit == had.unit) {
        v->limit_from = FROM_CLASS;
        v->limit_rule = why_mark(y, class->mark);
        v->class      = class->code;
    }
    v->grade = y->r->c.grade;
    if (v->limit_from == FROM_CLASS)
        v->limit_words = WHY_SAY(y, &say_from_class, phrase_span(&y->f, had), class->code);
    else
        v->limit_words =
            WHY_SAY(y, had.n ? &say_from_step : &say_from_promise, phrase_span(&y->f, had));
}

static struct str clock_words(struct why *y, const struct clock_row *k, const struct why_clock *v)
{
    struct str title = v->title.p ? v->title : v->step_title, s;

    if (k->stopped != NONE_I64)
        return WHY_SAY(y, &say_stopped, title, why_time(y, k->stopped), v->limit_words);
    s = WHY_SAY(y, k->paused != NONE_I64 ? &say_paused : &say_runs, title, why_time(y, k->due),
                v->limit_words);
    return k->provisional ? WHY_SAY(y, &say_provisional, s) : s;
}

static enum rc one_clock(struct why *y, const struct clock_row *k, struct why_clock *v)
{
    struct run              *r    = y->r;
    const struct clock_rule *rule = clock_rule_of(r, k);
    const struct calendar   *c    = clock_calendar(r, rule);
    int32_t                  step = process_step(r->pr, k->step);
    const struct clock_row  *again;
    struct story             s;

    *v = (struct why_clock){ .id          = k->id,
                             .task        = k->task,
                             .step        = k->step,
                             .step_title  = text_in(&r->pr->steps[step].title, y->lang),
                             .started     = k->started,
                             .due         = k->due,
                             .stopped     = k->stopped,
                             .paused      = k->paused != NONE_I64,
                             .provisional = k->provisional,
                             .late        = k->late != 0,
                             .calendar    = c->name };

    v->calendar_rule = why_mark(y, c->mark);
    v->name          = rule->name;
    v->title         = rule->name.p ? text_in(&rule->title, y->lang) : STR_NONE;
    v->every         = why_limit(y, rule->every);
    v->stops_at      = rule->stop_at;
    limit_of(y, rule, k, v);
    TRY(clock_story(r, rule, k, true, &s));
    again     = &s.at[s.n - 1].k;
    v->whole  = s.whole;
    v->agrees = again->due == k->due;
    v->words  = clock_words(y, k, v);
    if (!v->agrees && s.whole)
        v->words = WHY_SAY(y, &say_unlike, v->words, why_time(y, again->due));
    TRY(legs_of(y, &s, &v->legs));
    if (k->stopped == NONE_I64)
        TRY(why_nexts(y, rule, k, &v->next));
    return RC_OK;
}

enum rc why_clocks(struct why *y, bool all, struct list *ret)
{
    struct rows             rows;
    const struct clock_row *k;
    struct why_clock       *at;
    size_t                  n = 0;

    TRY(db_all(y->r->w->tx, &stmt_clock_all, ARGS(A(y->r->c.id)), &rows));
    k  = rows.at;
    at = ARENA_ARRAY(y->a, struct why_clock, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if ((all || k[i].stopped == NONE_I64) && clock_rule_of(y->r, &k[i]))
            TRY(one_clock(y, &k[i], &at[n++]));
    *ret = (struct list){ at, n };
    return RC_OK;
}
