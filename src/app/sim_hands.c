/*
 * sim_hands: what a worker does with a case: how long it takes, which move,
 * which answers.
 */
#include "app/sim.h"
#include "people/people.h"

#include <math.h>

/* Office minutes that one thing takes, by the standard's stage. */
static double minutes_of(struct str stage)
{
    if (str_is(stage, "handle"))
        return 40;
    if (str_is(stage, "verify"))
        return 25;
    if (str_is(stage, "evaluate"))
        return 5;
    return 8;
}

static int64_t effort(struct sim *m, const struct case_row *c)
{
    const struct process *pr   = practice_process(m->p, c->process);
    int32_t               step = pr ? process_step(pr, c->step) : -1;
    double                mean = step >= 0 ? minutes_of(pr->steps[step].stage) : 10;

    return (int64_t)((2 + rng_exp(&m->rng, mean)) * (double)US_MINUTE);
}

/* -- answers -- */

struct answering {
    struct work           *w;
    struct sim            *m;
    const struct case_row *c;
    struct jw              jw;
    bool                   cannot; /* it asks for something that a simulation has not got */
};

/* The unit that the rules suggest; where they are silent, one that has somebody to handle it. */
static void answer_unit(struct answering *x, const struct form_field *f)
{
    int64_t org = NONE_I64;

    if ((case_suggestion(x->w, x->c->id, &org) != RC_OK || org == NONE_I64) && x->m->n_units)
        org = x->m->units[rng_below(&x->m->rng, x->m->n_units)];
    if (org == NONE_I64) {
        x->cannot = true;
        return;
    }
    jw_key(&x->jw, f->name);
    if (f->kind == FORM_ORGS) {
        jw_list(&x->jw);
        jw_id(&x->jw, org);
        jw_list_end(&x->jw);
    } else {
        jw_id(&x->jw, org);
    }
}

static void answer_photo(struct answering *x, const struct form_field *f)
{
    int64_t id;

    if (sim_photo_take(x->w, x->m, &id) != RC_OK) {
        x->cannot = true;
        return;
    }
    jw_key(&x->jw, f->name);
    jw_list(&x->jw);
    jw_id(&x->jw, id);
    jw_list_end(&x->jw);
}

static int64_t some_number(struct answering *x, const struct form_field *f)
{
    int64_t lo = f->kind == FORM_MARK && !f->max ? 1 : f->min;
    int64_t hi = f->kind == FORM_MARK && !f->max ? 5 : f->max > lo ? f->max : lo + 100;

    return lo + (int64_t)rng_below(&x->m->rng, (uint64_t)(hi - lo + 1));
}

/* None that ends the form. */
static struct str some_choice(struct answering *x, const struct form_field *f)
{
    size_t at = (size_t)rng_below(&x->m->rng, f->n_choices);

    for (size_t i = 0; i < f->n_choices && f->choices[at].stop.zh.p; i++)
        at = (at + 1) % f->n_choices;
    return f->choices[at].code;
}

static void answer(struct answering *x, const struct form_field *f)
{
    char room[TIME_TEXT];

    switch (f->kind) {
    case FORM_TEXT:
    case FORM_NAME:
    case FORM_ADDRESS:
        jw_key(&x->jw, f->name);
        jw_cstr(&x->jw, "已到现场查看并处理");
        break;
    case FORM_INT:
    case FORM_REAL:
    case FORM_MONEY:
    case FORM_MARK:
        jw_key(&x->jw, f->name);
        jw_int(&x->jw, some_number(x, f));
        break;
    case FORM_BOOL:
        jw_key(&x->jw, f->name);
        jw_bool(&x->jw, rng_below(&x->m->rng, 20) > 0);
        break;
    case FORM_DATE:
        jw_key(&x->jw, f->name);
        jw_str(&x->jw, day_text(day_of(x->w->now) + 3, room));
        break;
    case FORM_TIME:
        jw_key(&x->jw, f->name);
        jw_time(&x->jw, x->w->now);
        break;
    case FORM_CHOICE:
        jw_key(&x->jw, f->name);
        jw_str(&x->jw, some_choice(x, f));
        break;
    case FORM_ORG:
    case FORM_ORGS:
        answer_unit(x, f);
        break;
    case FORM_PHOTOS:
    case FORM_FILES:
        answer_photo(x, f);
        break;
    default:
        x->cannot = true;
    }
}

static struct json answers(struct work *w, struct sim *m, const struct case_row *c,
                           const struct form *f, struct buf *b, bool *ret_can)
{
    struct answering x = { .w = w, .m = m, .c = c };

    jw_init(&x.jw, b);
    jw_obj(&x.jw);
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].need && !f->at[i].when)
            answer(&x, &f->at[i]);
    jw_obj_end(&x.jw);
    *ret_can = !x.cannot;
    return (struct json){ buf_str(b) };
}

/* -- the move -- */

/* Forward moves are what happens most; back and aside a few times in a hundred. */
static int weight_of(const struct process *pr, int32_t step, const struct move *mv)
{
    bool forward = mv->to > step || mv->to == TO_STAY;

    if (mv->merges || mv->calls.p || mv->pauses.p || mv->scope != MOVE_CASE || mv->to == TO_STAY)
        return 0;
    if (mv->to >= TO_END && pr->ends[mv->to - TO_END].counts != OUT_SOLVED)
        return 2;
    return forward || mv->to >= TO_END ? 90 : 4;
}

static const struct move *choose(struct sim *m, const struct process *pr, int32_t step)
{
    const struct step *s   = &pr->steps[step];
    uint64_t           sum = 0, at;

    for (size_t i = 0; i < s->n_moves; i++)
        sum += (uint64_t)weight_of(pr, step, &s->moves[i]);
    if (sum == 0)
        return NULL;
    at = rng_below(&m->rng, sum);
    for (size_t i = 0; i < s->n_moves; i++) {
        uint64_t one = (uint64_t)weight_of(pr, step, &s->moves[i]);

        if (at < one)
            return &s->moves[i];
        at -= one;
    }
    return NULL;
}

static struct buf *room(struct work *w)
{
    return arena_buf(w->arena, 1 << 16);
}

static enum rc try_move(struct work *w, struct sim *m, const struct case_row *c,
                        const struct process *pr, int32_t step)
{
    const struct move *mv = choose(m, pr, step);
    struct move_in     in = { .task = NONE_I64, .lon = c->lon, .lat = c->lat };
    struct case_row    row;
    bool               can;

    if (!mv)
        return RC_NOT_FOUND;
    in.move    = mv->name;
    in.version = c->version;
    in.form    = answers(w, m, c, &mv->form, room(w), &can);
    if (!can)
        return RC_NOT_FOUND;
    return case_carry(w, c->id, &in, &row);
}

struct doing {
    struct sim         *m;
    const struct actor *actor; /* NULL: the program */
    struct case_row     c;
};

static enum rc move_part(struct work *w, void *ctx)
{
    struct doing         *d = ctx;
    const struct process *pr;

    w->actor = d->actor;
    TRY(case_get(w, d->c.id, &d->c));
    if (d->c.state != CASE_OPEN)
        return RC_OK;
    pr = practice_process(d->m->p, d->c.process);
    return try_move(w, d->m, &d->c, pr, process_step(pr, d->c.step));
}

/* Like a person: when one thing is refused another is tried, a few times. */
enum rc sim_move(struct work *w, struct sim *m, struct sim_worker *k, int64_t case_id,
                 bool *ret_moved)
{
    struct doing d  = { .m = m };
    enum rc      rc = RC_NOT_FOUND;

    if (!k->actor)
        TRY(people_actor(w, k->account, &k->actor));
    d.actor = k->actor;
    for (int i = 0; i < 4 && rc != RC_OK; i++) {
        w->faults->n = 0;
        d.c.id       = case_id;
        rc           = work_part(w, move_part, &d);
        if (work_lost(rc))
            return rc;
    }
    *ret_moved = rc == RC_OK;
    if (rc == RC_OK)
        m->report.moves++;
    else {
        m->report.failed++;
        sim_keep_reason(m->report.why_not, sizeof(m->report.why_not), w->faults);
    }
    return RC_OK;
}

static enum rc evaluate_part(struct work *w, void *ctx)
{
    struct doing         *d  = ctx;
    const struct process *pr = practice_process(d->m->p, d->c.process);
    bool                  can;

    return case_evaluate(w, d->c.id, answers(w, d->m, &d->c, &pr->evaluate.asks, room(w), &can),
                         &d->c);
}

enum rc sim_evaluate(struct work *w, struct sim *m, int64_t case_id)
{
    struct doing d = { .m = m };
    enum rc      rc;

    TRY(case_get(w, case_id, &d.c));
    if (d.c.state != CASE_ENDED || !practice_process(m->p, d.c.process)->evaluate.on)
        return RC_OK;
    rc = work_part(w, evaluate_part, &d);
    if (work_lost(rc))
        return rc;
    return rc == RC_OK ? sim_route(w, m, case_id) : RC_OK;
}

/* -- who gets it -- */

/* Others may have done it meanwhile, or the case was called back. */
enum rc sim_open(struct work *w, const struct sim_task *task, bool *ret_open)
{
    struct rows            rows;
    const struct task_row *t;

    TRY(case_tasks(w, task->case_id, &rows));
    t         = rows.at;
    *ret_open = false;
    for (size_t i = 0; i < rows.n; i++)
        *ret_open = *ret_open || t[i].id == task->task;
    return RC_OK;
}

/* What a case has just come to; older tasks wait already. */
enum rc sim_route(struct work *w, struct sim *m, int64_t case_id)
{
    struct rows            rows;
    const struct task_row *t;

    TRY(case_tasks(w, case_id, &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct sim_seat *s =
            sim_seat_of(m, t[i].post, t[i].place == NONE_I64 ? t[i].org : t[i].place);
        struct sim_task wait = { case_id, t[i].id, t[i].due == NONE_I64 ? INT64_MAX : t[i].due,
                                 w->now };

        if (!s || t[i].since < w->now)
            continue; /* nobody holds that post there: the case waits, and is seen to be late */
        sim_wait(m, s, wait);
        for (size_t k = 0; k < s->n_workers; k++)
            TRY(sim_give_work(w, m, s->workers[k]));
    }
    return RC_OK;
}

static bool due_first(struct sim *m, const struct sim_worker *k, struct sim_task *ret)
{
    struct sim_seat *best = NULL;

    for (size_t i = 0; i < k->n_seats; i++) {
        struct sim_seat *s = m->seats[k->seats[i]];

        if (s->n && (!best || s->at[0].due < best->at[0].due))
            best = s;
    }
    return best && sim_take(best, ret);
}

/* A worker without work takes what is due first from the posts that they hold, and is busy with it
 * for some office time. */
enum rc sim_give_work(struct work *w, struct sim *m, size_t worker)
{
    struct sim_worker     *k   = &m->workers[worker];
    const struct calendar *cal = practice_calendar(m->p, STR_NONE);
    struct sim_task        task;

    while (!k->busy && due_first(m, k, &task)) {
        struct case_row c;
        bool            open;

        TRY(sim_open(w, &task, &open));
        if (!open)
            continue;
        TRY(case_get(w, task.case_id, &c));
        k->busy  = true;
        k->doing = task;
        sim_later(m, calendar_advance(cal, w->now, effort(m, &c), SPAN_WORKHOUR).at, EV_FREE,
                  (int64_t)worker);
    }
    return RC_OK;
}
