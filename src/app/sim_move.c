/*
 * sim_move: which of the moves somebody makes, and what they fill in.
 *
 * Forward is what happens most; back and aside a few times in a hundred. What
 * is asked for again and again as long as a step lasts is done more often than
 * the step is left, and of several the one that is owed first. Where a
 * condition keeps somebody from going on, they do first what may fulfil it.
 */
#include "app/sim.h"
#include "app/sim_rows.h"

#include <math.h>

enum { MOVES_MOST = 64, FILLINGS = 3 };
enum { W_SIGN = 100000, W_EVERY = 200, W_FORWARD = 90, W_UP = 8, W_BACK = 4, W_ASIDE = 2 };

struct trying {
    struct sim_doing     *d;
    const struct process *pr;
    const struct step    *step;
    const struct move    *move;
    struct sim_case_row   c;
    struct sim_about      about;
    struct case_row       after;
    struct str            owed; /* what comes round again and is due first: its clock's name */
    bool                  owes, cannot;
};

bool sim_is_party(const struct who_list *who)
{
    for (size_t i = 0; i < who->n; i++)
        if (who->at[i].kind == WHO_INITIATOR || who->at[i].kind == WHO_ANYONE ||
            who->at[i].kind == WHO_SIGNED_IN || who->at[i].kind == WHO_PARTIES)
            return true;
    return false;
}

bool sim_for_parties(const struct step *s)
{
    return sim_is_party(&s->who);
}

static bool theirs(const struct trying *t, const struct move *mv)
{
    const struct sim_doing *d = t->d;

    if (mv->who.n == 0)
        return !d->party || sim_for_parties(t->step);
    if (d->party)
        return sim_is_party(&mv->who);
    for (size_t i = 0; i < mv->who.n; i++) {
        const struct who *one = &mv->who.at[i];

        if (one->kind == WHO_POST && (!d->post.p || !one->post.p || str_eq(one->post, d->post)))
            return true;
    }
    return false;
}

/* The clock with `every` that asks for this move; NULL: none does. */
static const struct clock_rule *owed_by(const struct step *s, const struct move *mv)
{
    for (size_t i = 0; i < s->n_clocks; i++)
        if (s->clocks[i].every.n && str_eq(s->clocks[i].stop_at, mv->name))
            return &s->clocks[i];
    return NULL;
}

/* The clock that this person may settle by such a move; NULL: it asks for something else. */
static const struct clock_rule *settled_by(const struct trying *t, struct str rule)
{
    for (size_t i = 0; i < t->step->n_moves; i++) {
        const struct clock_rule *r = owed_by(t->step, &t->step->moves[i]);

        if (r && str_eq(r->name, rule) && theirs(t, &t->step->moves[i]))
            return r;
    }
    return NULL;
}

/* Is what is due first one of them? And which? Where the step itself is due before that, it is left
 * in time. */
static enum rc learn_owed(struct work *w, struct trying *t)
{
    struct rows                 rows = { 0 };
    const struct sim_clock_row *at;
    int64_t                     first = INT64_MAX;
    bool                        any   = false;

    for (size_t i = 0; i < t->step->n_clocks; i++)
        any = any || t->step->clocks[i].every.n;
    if (any)
        TRY(db_all(w->tx, &stmt_sim_clocks, ARGS(A(t->d->case_id)), &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        const struct clock_rule *rule = settled_by(t, at[i].rule);

        if (at[i].due >= first || (at[i].rule.p && !rule))
            continue;
        first   = at[i].due;
        t->owed = rule ? rule->name : STR_NONE;
        t->owes = rule != NULL;
    }
    return RC_OK;
}

enum { STEPS_MOST = 256 };

static bool counts_as_solved(const struct process *pr, int32_t to)
{
    return to >= TO_END && pr->ends[to - TO_END].counts == OUT_SOLVED;
}

/* Whether it can still be solved from there. */
static bool hopeful(const struct process *pr, int32_t to, bool *seen)
{
    const struct step *s;

    if (to < 0 || to >= TO_END || to >= STEPS_MOST || seen[to])
        return counts_as_solved(pr, to);
    seen[to] = true;
    s        = &pr->steps[to];
    for (size_t i = 0; i < s->n_moves; i++) {
        if (hopeful(pr, s->moves[i].to, seen))
            return true;
        for (size_t k = 0; k < s->moves[i].n_then; k++)
            if (hopeful(pr, s->moves[i].then[k].to, seen))
                return true;
    }
    return false;
}

/* A refusal that is still to be delivered is no step forward. Where nothing is ever solved, all
 * ways are alike. */
static bool gives_up(const struct process *pr, int32_t to)
{
    bool seen[STEPS_MOST] = { 0 }, from_begin[STEPS_MOST] = { 0 };

    return !hopeful(pr, to, seen) && hopeful(pr, 0, from_begin);
}

/* From where somebody waits for what is missing, the way on leads back. */
static bool leads_only_back(const struct process *pr, int32_t step)
{
    for (size_t i = 0; i < pr->steps[step].n_moves; i++) {
        int32_t to = pr->steps[step].moves[i].to;

        if ((to > step && to < TO_END) || counts_as_solved(pr, to))
            return false;
    }
    return true;
}

static uint64_t weight_of(const struct trying *t, const struct move *mv)
{
    int32_t                  step = (int32_t)(t->step - t->pr->steps);
    const struct clock_rule *rule = owed_by(t->step, mv);

    if (mv->merges || mv->pauses.p || mv->resumes.p || !theirs(t, mv))
        return 0;
    if (mv->signs)
        return t->d->is_signed || t->d->party ? 0 : W_SIGN;
    if (rule)
        return t->owes && str_eq(rule->name, t->owed) ? W_EVERY : 0;
    if (mv->scope != MOVE_CASE)
        return mv->scope == MOVE_TASK ? W_ASIDE : 0;
    if (mv->to == TO_STAY)
        return mv->calls.p ? W_FORWARD : 0;
    if (mv->level)
        return W_UP;
    if (mv->to >= TO_END)
        return counts_as_solved(t->pr, mv->to) ? W_FORWARD : W_ASIDE;
    if (gives_up(t->pr, mv->to))
        return W_ASIDE;
    if (mv->to > step)
        return leads_only_back(t->pr, mv->to) ? W_UP : W_FORWARD;
    return leads_only_back(t->pr, step) ? W_FORWARD : W_BACK;
}

/* Where nothing carries the case on, what leaves it where it is may make that possible. */
static uint64_t weight_to_stay(const struct trying *t, const struct move *mv)
{
    if (mv->merges || mv->pauses.p || mv->resumes.p || mv->signs || !theirs(t, mv))
        return 0;
    return mv->to == TO_STAY || mv->scope == MOVE_NOTE;
}

struct looking {
    const struct trying *t;
    const struct move   *mv;
    bool                 found;
};

static void look(void *ctx, size_t name, struct str literal, bool within)
{
    struct looking *l = ctx;
    struct str      n = l->t->pr->names[name].name;

    (void)literal;
    (void)within;
    if (name >= CN_COUNT && form_field(&l->mv->form, str_skip(n, S("form.").n)))
        l->found = true;
}

/* Does `mv`, which leaves the case where it is, ask for what the condition of `barred` is about? */
static bool prepares(const struct trying *t, const struct move *mv, const struct move *barred)
{
    struct looking l = { t, mv, false };

    if (!barred->when || mv == barred || weight_to_stay(t, mv) == 0)
        return false;
    expr_uses(barred->when, look, &l);
    return l.found;
}

static enum rc try_it(struct work *w, void *ctx)
{
    struct trying *t  = ctx;
    struct move_in in = { .move    = t->move->name,
                          .version = t->c.version,
                          .task    = NONE_I64,
                          .lon     = t->c.lon,
                          .lat     = t->c.lat };
    bool           can;

    w->actor = t->d->actor;
    if (t->d->follows)
        w->follows = t->d->case_id;
    TRY(sim_fill(w, t->d->m, t->pr, &t->move->form, &t->about, &in.form, &can));
    t->cannot = !can;
    if (!can)
        return RC_NOT_FOUND;
    return case_carry(w, t->d->case_id, &in, &t->after);
}

static enum rc try_move(struct work *w, struct trying *t)
{
    enum rc rc = RC_NOT_FOUND;

    t->about = (struct sim_about){ t->d->case_id, t->c.place, rng_next(&t->d->m->hands), 0 };
    for (int i = 0; i < FILLINGS; i++) {
        uint64_t more;

        w->faults->n = 0;
        rc           = work_part(w, try_it, t);
        more         = sim_missing(&t->move->form, w->faults) & ~t->about.also;
        if (rc == RC_OK || work_lost(rc) || !more)
            break;
        t->about.also |= more;
    }
    return rc;
}

/* One after the other, as likely as they weigh, until one goes. */
static enum rc try_all(struct work *w, struct trying *t,
                       uint64_t (*weigh)(const struct trying *t, const struct move *mv))
{
    uint64_t weight[MOVES_MOST], sum = 0;
    size_t   n = t->step->n_moves < MOVES_MOST ? t->step->n_moves : MOVES_MOST;

    for (size_t i = 0; i < n; i++)
        sum += weight[i] = weigh(t, &t->step->moves[i]);
    while (sum > 0) {
        uint64_t at = rng_below(&t->d->m->hands, sum);
        size_t   i  = 0;
        enum rc  rc;

        for (; at >= weight[i]; i++)
            at -= weight[i];
        t->move = &t->step->moves[i];
        rc      = try_move(w, t);
        if (rc == RC_OK || work_lost(rc))
            return rc;
        sum -= weight[i];
        weight[i] = 0;
        for (size_t k = 0; k < n && !t->d->again; k++)
            if (weight[k] < W_SIGN && prepares(t, &t->step->moves[k], t->move)) {
                sum += W_SIGN - weight[k];
                weight[k] = W_SIGN;
            }
    }
    return RC_NOT_FOUND;
}

const struct process *sim_process(struct work *w, struct sim *m, int64_t version, struct str name)
{
    const struct practice *p = m->p;

    if (version != m->version && practice_version(w, version, &p) != RC_OK)
        return NULL;
    return practice_process(p, name);
}

enum rc sim_carry(struct work *w, struct sim_doing *d)
{
    struct trying t = { .d = d };
    int32_t       step;
    enum rc       rc;

    d->moved = false;
    TRY(db_one(w->tx, &stmt_sim_case, ARGS(A(d->case_id)), &t.c));
    t.pr = sim_process(w, d->m, t.c.practice, t.c.process);
    step = t.pr ? process_step(t.pr, t.c.step) : -1;
    if (t.c.state != CASE_OPEN || step < 0)
        return RC_OK;
    t.step = &t.pr->steps[step];
    TRY(learn_owed(w, &t));
    rc = try_all(w, &t, weight_of);
    if (rc != RC_OK && !work_lost(rc))
        rc = try_all(w, &t, weight_to_stay);
    if (work_lost(rc))
        return rc;
    d->moved = rc == RC_OK;
    if (!d->moved)
        return RC_OK;
    d->ended = t.after.state != CASE_OPEN;
    step     = process_step(t.pr, t.after.step);
    d->step  = step >= 0 ? &t.pr->steps[step] : NULL;
    return RC_OK;
}
