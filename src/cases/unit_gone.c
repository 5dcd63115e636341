/*
 * unit_gone: what waits for an organisation that is no more and of which nothing came.
 *
 * Nobody can hold a post there, so its tasks fall away. Where others can still complete the step
 * they do, and where they have done their part it goes on; else the case goes back to whoever gives
 * such cases to a unit, or to whoever sent it there, or stays and has somebody who stands in. That
 * is in its timeline, and they are told. An end may be set for a day to come, so this looks when an
 * organisation ends and when a day begins.
 */
#include "base/log.h"
#include "cases/engine.h"
#include "cases/room.h"

enum { GONE_BATCH = 100 };

/* -- where to -- */

bool step_waits_for_unit(const struct step *s)
{
    for (size_t i = 0; i < s->who.n; i++)
        if (s->who.at[i].at == AT_UNIT || s->who.at[i].at == AT_UNITS)
            return true;
    return false;
}

static bool leads(const struct step *s, int32_t to)
{
    for (size_t i = 0; i < s->n_moves; i++)
        if (s->moves[i].to == to)
            return true;
    return false;
}

/* The nearest before it from which it came here, if anybody acts there. */
static enum rc sent_from(struct run *r, int32_t to, int32_t *ret)
{
    struct seats seats = { 0 };

    for (int32_t i = to; i-- > 0;) {
        if (!leads(&r->pr->steps[i], to))
            continue;
        TRY(who_seats(r, &r->pr->steps[i].who, &seats));
        if (seats.n)
            *ret = i;
        return RC_OK;
    }
    return RC_OK;
}

enum rc step_given_anew(struct run *r, int32_t *to)
{
    int32_t here = *to, gives = *to;

    if (!step_waits_for_unit(&r->pr->steps[here]))
        return sent_from(r, here, to);
    for (size_t i = r->pr->n_steps; i-- > 0;) {
        const struct step *s = &r->pr->steps[i];

        if (!step_gives_to_unit(s))
            continue;
        gives = (int32_t)i;
        if (leads(s, here))
            break;
    }
    *to = gives;
    return gives == here ? sent_from(r, here, to) : RC_OK;
}

/* -- one case -- */

static enum rc note(struct run *r, const struct org *o)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    buf_addc(b, "\"org\":");
    jw_id(&w, o->id);
    buf_addc(b, ",\"name\":");
    jw_str(&w, o->name);
    TRY(buf_check(b));
    return run_note(r, "case.unit_ended", buf_str(b));
}

enum rc unit_tell_gone(struct run *r, int64_t org)
{
    static const struct text said = { S("{number}“{title}”的承办单位{unit}已撤销，请重新安排"),
                                      S("{unit}, which had {number} “{title}”, is no more: "
                                        "please arrange it anew") };
    struct pair              params[] = { { S("number"), r->c.number },
                                          { S("title"), r->c.title },
                                          { S("unit"), STR_NONE } };
    struct tell_in in = { .words = &said, .params = params, .n_params = ARRAY_LEN(params) };
    struct org     o;

    TRY(org_get(r->w, org, &o));
    params[2].value = o.name;
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        TRY(run_tell_task(r, &r->tasks[i], &in));
    return RC_OK;
}

/* Over, and nothing came of it; what came of another takes its cases up. */
static enum rc is_gone(struct run *r, const struct org *o, bool *ret)
{
    struct rows heirs;

    *ret = run_over(r, o->to);
    if (!*ret)
        return RC_OK;
    TRY(org_successors(r->w, o->id, &heirs));
    *ret = heirs.n == 0;
    return RC_OK;
}

enum rc unit_turns_back(struct run *r, int32_t *to)
{
    struct org o;
    bool       gone;

    if (*to >= TO_END || r->c.unit == NONE_I64 || !step_waits_for_unit(&r->pr->steps[*to]))
        return RC_OK;
    TRY(org_get(r->w, r->c.unit, &o));
    TRY(is_gone(r, &o, &gone));
    if (!gone)
        return RC_OK;
    TRY(note(r, &o));
    r->c.unit      = NONE_I64;
    r->c.unit_path = STR_NONE;
    return step_given_anew(r, to);
}

static enum rc tasks_fall(struct work *w, int64_t id, int64_t org)
{
    return db_run(w->tx, &stmt_task_fall_of, ARGS(A(id), A(org), A(w->now)), NULL);
}

struct letting {
    int64_t    id;
    struct org org;
};

static enum rc let_go(struct work *w, void *ctx)
{
    struct letting *l = ctx;
    struct run      r;
    int32_t         at, to;
    bool            went = false;

    TRY(run_load(w, l->id, &r));
    TRY(tasks_fall(w, l->id, l->org.id));
    TRY(clocks_of_tasks(&r));
    TRY(note(&r, &l->org));
    TRY(run_tasks(&r));
    if (r.c.unit == l->org.id) { /* what the lead had to do, others have not done */
        r.c.unit      = NONE_I64;
        r.c.unit_path = STR_NONE;
    } else {
        TRY(apply_by_others(&r, &went));
    }
    if (went)
        TRY(apply_automatic(&r));
    if (went || step_can_be_done(&r))
        return run_save(&r);
    at = to = process_step(r.pr, r.c.step);
    TRY(step_given_anew(&r, &to));
    if (to == at)
        TRY(step_ask(&r));
    else
        TRY(step_to(&r, to));
    TRY(apply_automatic(&r));
    if (str_eq(r.c.step, r.pr->steps[to].name)) /* nobody else has it yet */
        TRY(unit_tell_gone(&r, l->org.id));
    return run_save(&r);
}

/* What a pack makes impossible must not keep the others where they are. */
static enum rc let_go_alone(struct work *w, struct letting *l)
{
    enum rc rc = work_part(w, let_go, l);

    if (rc == RC_OK || work_lost(rc))
        return rc;
    w->faults->n = 0;
    log_warn("case %lld: its unit ended, and it cannot be given anew: %s", (long long)l->id,
             rc_name(rc));
    return tasks_fall(w, l->id, l->org.id);
}

/* -- all of them -- */

static enum rc next(struct work *w, void *ctx, int64_t *ret_at)
{
    (void)ctx;
    *ret_at = day_start(room_units_day(w->services) + 1);
    return RC_OK;
}

static enum rc look(struct work *w, void *ctx, bool *ret_more)
{
    struct rows       gone, cases;
    const struct org *o;
    size_t            n = 0;

    (void)ctx;
    TRY(orgs_gone(w, &gone));
    o = gone.at;
    for (size_t i = 0; i < gone.n && n < GONE_BATCH; i++) {
        const struct id_row *at;

        TRY(db_all(w->tx, &stmt_open_with, ARGS(A(o[i].id), A((int64_t)GONE_BATCH)), &cases));
        at = cases.at;
        for (size_t j = 0; j < cases.n; j++)
            TRY(let_go_alone(w, &(struct letting){ .id = at[j].id, .org = o[i] }));
        n += cases.n;
    }
    *ret_more = n >= GONE_BATCH;
    if (!*ret_more)
        room_units_looked(w->services, day_of(w->now));
    return RC_OK;
}

const struct timer case_unit_timer = { .name = "units of cases", .next = next, .run = look };
