/*
 * check_loop: nothing goes on for ever: neither the program by itself, nor
 * cases that wait for each other, nor cases that open each other.
 */
#include "practice/check_hold.h"

static const struct say say_repeats = SAY(
    "pack_auto_repeats",
    "自动操作“{0}”会没完没了：做完又回到步骤“{1}”，条件仍然成立。给它写 most，或用 set 改变条件",
    "the automatic move '{0}' repeats for ever: it comes back to the step '{1}', where it holds "
    "again. Give it `most`, or let it `set` what its condition asks");
static const struct say say_waits =
    SAY("pack_waits_for_ever", "流程“{0}”永远不会结束：每条路都要等流程“{1}”，而它又要等前者",
        "the process '{0}' never ends: every way waits for '{1}', which waits for it");
static const struct say say_at_once =
    SAY("pack_opens_at_once", "流程“{0}”一开启，程序就开启流程“{1}”，随后又是“{0}”：一瞬间无穷无尽",
        "a case of '{0}' opens one of '{1}' as soon as it is there, which leads to one of '{0}' "
        "again: endlessly");
static const struct say say_always =
    SAY("pack_opens_always",
        "流程“{0}”无论怎样结束都会开启流程“{1}”，随后又会有“{0}”：这样的事项永远办不完",
        "however a case of '{0}' ends, it opens one of '{1}', which leads to one of '{0}' again: "
        "there is always one more");

/* -- the program by itself -- */

static const struct move *automatic_of(const struct step *s)
{
    return s->automatic.p ? step_move(s, s->automatic) : NULL;
}

static void name_changes(void *ctx, size_t name, struct str literal, bool within)
{
    (void)literal;
    (void)within;
    if (name == CN_RETURNS || name == CN_LEVEL || name == CN_LEVEL_LAST)
        *(bool *)ctx = true;
}

/* Whether making it changes what it is made for. */
static bool may_stop(const struct step *s, const struct move *m)
{
    bool changes = false;

    if (m->when)
        expr_uses(m->when, name_changes, &changes);
    return changes || m->most || m->n_sets || m->level || m->merges || s->show;
}

/* From the step along automatic moves, back to it: their conditions may hold all at once. */
static bool comes_back(struct check *c, size_t from)
{
    const struct process *pr  = c->pr;
    const struct expr   **all = ARENA_ARRAY(c->p->arena, const struct expr *, pr->n_steps + 1);
    size_t                at = from, n = 0;

    do {
        const struct step *s = &pr->steps[at];
        const struct move *m = automatic_of(s);

        if (!m || n > pr->n_steps || m->to >= TO_END || may_stop(s, m))
            return false;
        all[n++] = m->when;
        at       = m->to == TO_STAY ? at : (size_t)m->to;
        if (at < from) /* told at the first step of the circle */
            return false;
    } while (at != from);
    return check_may_hold_all(c, all, n, NULL);
}

void check_repeats(struct check *c)
{
    for (size_t i = 0; i < c->pr->n_steps; i++) {
        c->step = &c->pr->steps[i];
        if (comes_back(c, i))
            check_wrong(c, automatic_of(c->step)->mark, &say_repeats, c->step->automatic,
                        c->step->name);
    }
    c->step = NULL;
}

/* -- cases that wait for each other -- */

struct ends { /* of each process, which are reached; rows of `n_ends` */
    bool **of;
};

static size_t number_of(const struct practice *p, const struct process *pr)
{
    return (size_t)(pr - p->processes);
}

/* Does some end of that process lead on by the k-th way of `then`? */
static bool comes_on(const struct practice *p, const struct ends *e, const struct move *m, size_t k)
{
    const struct process *to = practice_process(p, m->calls);

    for (size_t i = 0; to && i < to->n_ends; i++) {
        size_t way = 0;

        if (!e->of[number_of(p, to)][i])
            continue;
        while (way < m->n_then && m->then[way].end.p && !str_eq(m->then[way].end, to->ends[i].name))
            way++;
        if (way == k)
            return true;
    }
    return false;
}

static void arrive(int32_t to, bool *seen, bool *ends, bool *more)
{
    bool *at = to >= TO_END ? &ends[to - TO_END] : to >= 0 ? &seen[to] : NULL;

    if (at && !*at)
        *at = *more = true;
}

/* Which ends are reached when others end as `e` says; without moves that open `but`. True: more
 * than before. */
static bool reach_ends(const struct practice *p, const struct process *pr, const struct ends *e,
                       struct str but, bool *seen, bool *ends)
{
    bool any = false, more = pr->n_steps > 0;

    if (more)
        seen[0] = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < pr->n_steps; i++)
            for (size_t j = 0; seen[i] && j < pr->steps[i].n_moves; j++) {
                const struct move *m     = &pr->steps[i].moves[j];
                bool               opens = false;

                for (size_t o = 0; but.p && o < m->n_opens; o++)
                    opens = opens || str_eq(m->opens[o].process, but);
                if (opens || (but.p && str_eq(m->calls, but)))
                    continue;
                if (m->scope != MOVE_NOTE)
                    arrive(m->to, seen, ends, &more);
                for (size_t k = 0; k < m->n_then; k++)
                    if (!e || comes_on(p, e, m, k))
                        arrive(m->then[k].to, seen, ends, &more);
            }
        any = any || more;
    }
    return any;
}

static bool some_end(const struct process *pr, const bool *ends)
{
    for (size_t i = 0; i < pr->n_ends; i++)
        if (ends[i])
            return true;
    return false;
}

/* The first move that calls a process which never ends. */
static const struct move *waiting_move(const struct practice *p, const struct process *pr,
                                       const struct ends *e)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++) {
            const struct move    *m  = &pr->steps[i].moves[j];
            const struct process *to = m->calls.p ? practice_process(p, m->calls) : NULL;

            if (to && !some_end(to, e->of[number_of(p, to)]))
                return m;
        }
    return NULL;
}

/* Ends are reached from those that wait for nobody outward, until no more come. */
static void check_waiting(struct check *c)
{
    const struct practice *p    = c->p;
    struct ends            e    = { ARENA_ARRAY(p->arena, bool *, p->n_processes + 1) };
    bool                 **seen = ARENA_ARRAY(p->arena, bool *, p->n_processes + 1);
    bool                   more = true;

    for (size_t i = 0; i < p->n_processes; i++) {
        e.of[i] = ARENA_ARRAY(p->arena, bool, p->processes[i].n_ends + 1);
        seen[i] = ARENA_ARRAY(p->arena, bool, p->processes[i].n_steps + 1);
    }
    while (more) {
        more = false;
        for (size_t i = 0; i < p->n_processes; i++)
            more = reach_ends(p, &p->processes[i], &e, STR_NONE, seen[i], e.of[i]) || more;
    }
    for (size_t i = 0; i < p->n_processes; i++) {
        const struct process *pr = &p->processes[i];
        const struct move    *m  = some_end(pr, e.of[i]) ? NULL : waiting_move(p, pr, &e);

        if (m)
            check_wrong(c, m->mark, &say_waits, pr->name, m->calls);
    }
}

/* -- cases that open each other -- */

struct follows { /* from each process to others that its cases open: rows of `n` */
    size_t n;
    bool  *at;
};

/* Does a case of `from` lead to one of `to` over others? */
static bool leads_to(const struct follows *f, size_t from, size_t to, bool *seen)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!f->at[from * f->n + i] || seen[i])
            continue;
        seen[i] = true;
        if (i == to || leads_to(f, i, to, seen))
            return true;
    }
    return false;
}

static bool follow(const struct practice *p, const struct follows *f, size_t from, size_t to)
{
    return leads_to(f, from, to, ARENA_ARRAY(p->arena, bool, f->n + 1));
}

static void add_opened(const struct practice *p, struct follows *f, size_t from, struct str name)
{
    const struct process *to = practice_process(p, name);

    if (to)
        f->at[from * f->n + number_of(p, to)] = true;
}

/* What is opened before anybody can do anything: along the first step's automatic moves. */
static void opened_at_once(struct check *c, struct follows *f, size_t from)
{
    const struct process *pr = &c->p->processes[from];
    size_t                at = 0;

    c->pr    = pr;
    c->known = NULL;
    for (size_t i = 0; i < pr->n_steps && at < pr->n_steps; i++) {
        const struct move *m = automatic_of(&pr->steps[at]);

        c->step = &pr->steps[at];
        if (!m || !check_always_holds(c, m->when))
            break;
        for (size_t k = 0; k < m->n_opens; k++)
            add_opened(c->p, f, from, m->opens[k].process);
        if (m->calls.p)
            add_opened(c->p, f, from, m->calls);
        if (m->to < 0 || m->to >= TO_END)
            break;
        at = (size_t)m->to;
    }
    c->pr   = NULL;
    c->step = NULL;
}

/* What is opened on every way to an end. */
static void opened_always(struct check *c, struct follows *f, size_t from)
{
    const struct practice *p  = c->p;
    const struct process  *pr = &p->processes[from];

    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            for (size_t k = 0; k < pr->steps[i].moves[j].n_opens; k++) {
                struct str name = pr->steps[i].moves[j].opens[k].process;
                bool      *ends = ARENA_ARRAY(p->arena, bool, pr->n_ends + 1);

                (void)reach_ends(p, pr, NULL, name, ARENA_ARRAY(p->arena, bool, pr->n_steps + 1),
                                 ends);
                if (!some_end(pr, ends))
                    add_opened(p, f, from, name);
            }
}

/* One of `to`, opened by cases of `from`, leads back; told once a circle. */
static bool is_first_of_circle(const struct practice *p, const struct follows *f, size_t from,
                               size_t *ret_to)
{
    for (size_t i = 0; i < from; i++)
        if (follow(p, f, from, i) && follow(p, f, i, from))
            return false;
    for (size_t i = 0; i < f->n; i++)
        if (f->at[from * f->n + i] && (i == from || follow(p, f, i, from))) {
            *ret_to = i;
            return true;
        }
    return false;
}

/* More processes than this are not held against each other one by one. */
enum { CIRCLES_MOST = 100 };

static void check_circles(struct check *c)
{
    const struct practice *p      = c->p;
    size_t                 n      = p->n_processes, to;
    struct follows         once   = { n, ARENA_ARRAY(p->arena, bool, n *n + 1) };
    struct follows         always = { n, ARENA_ARRAY(p->arena, bool, n *n + 1) };

    for (size_t i = 0; i < n; i++) {
        opened_at_once(c, &once, i);
        opened_always(c, &always, i);
    }
    for (size_t i = 0; i < n; i++) {
        const struct process *pr = &p->processes[i];

        if (is_first_of_circle(p, &once, i, &to))
            check_wrong(c, pr->mark, &say_at_once, pr->name, p->processes[to].name);
        else if (is_first_of_circle(p, &always, i, &to))
            check_warn(c, pr->mark, &say_always, pr->name, p->processes[to].name);
    }
}

void check_endless(struct check *c)
{
    check_waiting(c);
    if (c->p->n_processes <= CIRCLES_MOST)
        check_circles(c);
}
