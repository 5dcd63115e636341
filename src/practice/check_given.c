/*
 * check_given: what a step counts on was given on every way there.
 *
 * A step whose actors sit at case.unit, or at organisations in a field, or
 * whose clock runs to a date in a field, is stuck when nobody filled that
 * in. So: is there a way from the beginning to it on which no move needs it?
 */
#include "practice/check_hold.h"

static const struct say say_no_unit_yet =
    SAY("pack_no_unit_yet", "走到步骤“{0}”时可能还没有选定 unit：之前的操作要必填 unit",
        "the step '{0}' can be reached before a unit was chosen: the moves to it must need `unit`");
static const struct say say_no_field_yet =
    SAY("pack_no_field_yet", "走到步骤“{0}”时字段“{1}”可能还没填：之前的操作要必填它",
        "the step '{0}' can be reached before '{1}' was filled in: the moves to it must need it");

bool form_needs(const struct form *form, struct str field)
{
    const struct form_field *f = form_field(form, field);

    return f && f->need && !f->when;
}

static bool sets(const struct move *m, struct str field)
{
    for (size_t i = 0; i < m->n_sets; i++)
        if (str_eq(str_skip(m->sets[i].name, S("form.").n), field))
            return true;
    return false;
}

static void reach(const struct process *pr, int32_t to, bool *seen, bool *more)
{
    if (to >= TO_END && pr->evaluate.reopen && end_reopens(&pr->ends[to - TO_END]))
        to = pr->evaluate.reopen_to;
    if (to >= 0 && to < TO_END && !seen[to])
        *more = seen[to] = true;
}

/* From a step that was reached without the field, by every move that does not need it. */
static void reach_from(const struct process *pr, size_t step, struct str field, bool *seen,
                       bool *more)
{
    for (size_t j = 0; j < pr->steps[step].n_moves; j++) {
        const struct move *m = &pr->steps[step].moves[j];

        if (form_needs(&m->form, field) || sets(m, field))
            continue;
        if (m->scope != MOVE_NOTE)
            reach(pr, m->to, seen, more);
        for (size_t k = 0; k < m->n_then; k++)
            reach(pr, m->then[k].to, seen, more);
    }
}

bool reached_without(struct check *c, const struct step *step, struct str field)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, pr->n_steps + 1);
    bool                  more = !form_needs(&pr->form, field);

    seen[0] = more;
    while (more) {
        more = false;
        for (size_t i = 0; i < pr->n_steps; i++)
            if (seen[i])
                reach_from(pr, i, field, seen, &more);
    }
    return seen[step - pr->steps];
}

/* The field that these actors sit at; absent when somebody can act all the same. */
static struct str counts_on(const struct who_list *who)
{
    struct str field = STR_NONE;

    for (size_t i = 0; i < who->n; i++) {
        const struct who *w = &who->at[i];

        if (w->kind != WHO_POST)
            return STR_NONE;
        if (w->at == AT_UNIT || w->at == AT_UNITS)
            field = S("unit");
        else if (w->at == AT_FIELD)
            field = w->name;
        else
            return STR_NONE;
    }
    return field;
}

static void tell_missing(struct check *c, struct mark at, struct str field)
{
    if (str_is(field, "unit"))
        check_wrong(c, at, &say_no_unit_yet, c->step->name, STR_NONE);
    else
        check_wrong(c, at, &say_no_field_yet, c->step->name, field);
}

void check_given(struct check *c)
{
    struct str field = counts_on(&c->step->who);

    /* That nobody asks for it at all is said where it is named. */
    if (!field.p || !field_is_asked(c->pr, field) || !reached_without(c, c->step, field))
        return;
    tell_missing(c, c->step->mark, field);
}

void check_is_given(struct check *c, struct mark at, struct str field)
{
    if (reached_without(c, c->step, field))
        tell_missing(c, at, field);
}

/* -- what may have been given by then -- */

/* May the case be in the step when this move was made there? Others may still have to do theirs. */
static bool may_stay(const struct step *s, const struct move *m)
{
    return m->scope == MOVE_NOTE || m->scope == MOVE_TASK || m->to == TO_STAY || m->calls.p ||
           (s->joint && m->who.n == 0);
}

/* Steps to which this move leads. */
static void lead(const struct process *pr, size_t step, const struct move *m, bool *seen)
{
    bool more;

    if (may_stay(&pr->steps[step], m))
        seen[step] = true;
    reach(pr, m->to, seen, &more);
    for (size_t k = 0; k < m->n_then; k++)
        reach(pr, m->then[k].to, seen, &more);
}

static bool asks_later(const struct process *pr, struct str field)
{
    return pr->evaluate.reopen && form_field(&pr->evaluate.asks, field);
}

/* By step, whether the field may be filled in when a case is there. */
static bool *known_at(struct check *c, struct str field)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, pr->n_steps + 1);

    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++) {
            const struct move *m = &pr->steps[i].moves[j];

            if (form_field(&m->form, field) || sets(m, field))
                lead(pr, i, m, seen);
        }
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < pr->n_steps; i++)
            for (size_t j = 0; seen[i] && j < pr->steps[i].n_moves; j++) {
                const struct move *m = &pr->steps[i].moves[j];

                reach(pr, m->to, seen, &more);
                for (size_t k = 0; k < m->n_then; k++)
                    reach(pr, m->then[k].to, seen, &more);
            }
    }
    return seen;
}

bool check_may_be_known(struct check *c, const struct form_field *f)
{
    size_t n = (size_t)(f - c->pr->fields.at);

    if (form_field(&c->pr->form, f->name) || asks_later(c->pr, f->name))
        return true;
    if (!c->step) /* when a case is opened it holds nothing yet */
        return false;
    if (!c->known)
        c->known = ARENA_ARRAY(c->p->arena, bool *, c->pr->fields.n);
    if (!c->known[n])
        c->known[n] = known_at(c, f->name);
    return c->known[n][c->step - c->pr->steps];
}
