/* after: the initiator says what came of it, and may have it opened again. */
#include "cases/acts.h"
#include "cases/merged.h"

static const struct say say_no_evaluation =
    SAY("no_evaluation", "该事项不用评价", "this case is not evaluated");
static const struct say say_not_ended =
    SAY("not_ended", "事项还没有办结", "the case has not ended yet");
static const struct say say_merged_open =
    SAY("merged_open", "该事项已并入另一事项，请等它办结后再评价",
        "this case was merged into another: wait until that one has ended");
static const struct say say_too_late = SAY("too_late", "评价期限已过", "the time for that is over");
static const struct say say_only_initiator =
    SAY("only_initiator", "只有反映人可以评价", "only whoever reported it may evaluate it");
static const struct say say_evaluated =
    SAY("evaluated", "已经评价过了", "it has been evaluated already");

static enum rc check(struct run *r)
{
    const struct evaluate *e = &r->pr->evaluate;
    const struct calendar *c = run_calendar(r, STR_NONE);
    struct work           *w = r->w;
    int64_t                asked;
    bool                   mine = w->follows == r->c.id ||
                (r->c.initiator != NONE_I64 && r->c.initiator == w->actor->account) ||
                w->actor->system;

    if (!mine)
        return WORK_FAULT(w, RC_DENIED, &say_only_initiator);
    if (!e->on)
        return WORK_FAULT(w, RC_CONFLICT, &say_no_evaluation);
    if (r->c.state != CASE_ENDED)
        return WORK_FAULT(w, RC_CONFLICT, &say_not_ended);
    TRY(merged_asked(r, &asked));
    if (asked == NONE_I64)
        return WORK_FAULT(w, RC_CONFLICT, &say_merged_open);
    if (e->within.n && c && w->now > calendar_reach(c, asked, e->within).at)
        return WORK_FAULT(w, RC_CONFLICT, &say_too_late);
    return RC_OK;
}

static enum rc note_answers(struct run *r, const struct values *v)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    buf_addc(b, "\"answers\":");
    jw_obj(&w);
    form_note(v, &w);
    jw_obj_end(&w);
    TRY(buf_check(b));
    return run_note(r, "case.evaluated", buf_str(b));
}

static enum rc open_again(struct run *r)
{
    int32_t to   = r->pr->evaluate.reopen_to;
    int64_t unit = r->c.unit;
    bool    gone;

    r->c.state    = CASE_OPEN;
    r->c.closed   = NONE_I64;
    r->c.outcome  = -1;
    r->c.ended_as = STR_NONE;
    r->c.reopened++;
    TRY(case_catch_up(r));
    gone = unit != NONE_I64 && r->c.unit == NONE_I64;
    TRY(run_note(r, "case.reopened",
                 arena_fmt(r->w->arena, "\"late\":%lld,\"unit_ended\":%s", (long long)r->c.late,
                           gone ? "true" : "false")));
    if (gone && step_waits_for_unit(&r->pr->steps[to]))
        TRY(step_given_anew(r, &to));
    TRY(step_enter(r, to));
    return apply_automatic(r);
}

/* Not what was refused, merged or withdrawn: it never had what the steps after count on. */
static bool reopens(const struct run *r)
{
    int32_t end = process_end(r->pr, r->c.ended_as);

    return end >= 0 && end_reopens(&r->pr->ends[end]);
}

enum rc case_evaluate(struct work *w, int64_t id, struct json answers, struct case_row *ret)
{
    struct run         r;
    struct values      v;
    const struct jval *form = NULL;
    bool               again;
    enum rc            rc;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    TRY(check(&r));
    if (answers.text.p)
        TRY(json_parse(w->arena, answers.text, w->faults, &form));
    TRY(form_check(&r, &r.pr->evaluate.asks, form, "answers", &v));
    rc = db_run(w->tx, &stmt_evaluation_put,
                ARGS(A(work_id(w)), A(id), A(r.c.reopened), A(answers.text), A(w->actor->account),
                     A(w->now)),
                NULL);
    if (rc == RC_CONFLICT)
        return WORK_FAULT(w, RC_CONFLICT, &say_evaluated);
    TRY(rc);
    TRY(note_answers(&r, &v));
    again = r.pr->evaluate.reopen && reopens(&r) && r.c.reopened < r.pr->evaluate.reopen_most;
    if (again)
        TRY(sense_answers(&r, r.pr->evaluate.reopen, &v, &again));
    if (again)
        TRY(open_again(&r));
    TRY(run_save(&r));
    *ret = r.c;
    return RC_OK;
}
