/*
 * check_flow: every step can be reached, and from every step an end.
 *
 * The graph has a node for each step at each level of the ladder, and for
 * each end. A move leads from its step where its condition may hold; one that
 * calls leads on from where the case waits, by `then`; an end leads on where
 * the initiator may have the case opened again.
 */
#include "practice/check_hold.h"

static const struct say say_unreached =
    SAY("pack_unreached", "走不到步骤“{0}”", "the step '{0}' is never reached");
static const struct say say_no_way_out =
    SAY("pack_no_way_out", "从步骤“{0}”走不到任何结局", "from the step '{0}' no end is reached");
static const struct say say_no_way_level =
    SAY("pack_no_way_level", "在 ladder 的“{1}”一级，从步骤“{0}”走不到任何结局",
        "from the step '{0}' no end is reached at the ladder's level '{1}'");
static const struct say say_all_gone =
    SAY("pack_all_gone", "各方都做了“{0}”以后，步骤“{1}”没有人再能办：给“{0}”写 to",
        "when everybody has made '{0}' nobody can act at the step '{1}' any more: give '{0}' a "
        "`to`");
static const struct say say_no_lead =
    SAY("pack_no_lead", "步骤“{0}”写了 joint: lead，但办理各方中没有主办",
        "the step '{0}' is done when the lead has done it, and none of its actors is the lead");
static const struct say say_order = SAY(
    "pack_order", "步骤“{0}”写在“{1}”之前，却只能从它走到：第一次走到也会计为退回。请移到它后面",
    "the step '{0}' stands before '{1}', from which alone it is reached: even the first time "
    "counts as going back. Put it behind");
static const struct say say_end_unreached =
    SAY("pack_end_unreached", "走不到结局“{0}”", "the end '{0}' is never reached");
static const struct say say_no_moves =
    SAY("pack_no_moves", "步骤“{0}”没有操作", "the step '{0}' has no moves");
static const struct say say_nobody =
    SAY("pack_step_nobody", "步骤“{0}”没有写 who", "the step '{0}' does not say who acts");
static const struct say say_no_steps =
    SAY("pack_no_steps", "流程“{0}”没有步骤", "the process '{0}' has no steps");

struct edge {
    size_t from, to;
};
struct graph {
    size_t           levels; /* of the ladder */
    size_t           n;      /* steps at each level, then ends */
    VEC(struct edge) edges;
};

/* A ladder with more is looked at as if it had one. */
enum { LEVELS_MOST = 9 };

static size_t node_of(const struct process *pr, const struct graph *g, int32_t to, size_t level)
{
    return to >= TO_END ? pr->n_steps * g->levels + (size_t)(to - TO_END)
                        : (size_t)to * g->levels + level;
}

static void add_edge(struct check *c, struct graph *g, size_t from, size_t to)
{
    *VEC_PUSH(c->p->arena, &g->edges) = (struct edge){ from, to };
}

static void add_move(struct check *c, struct graph *g, size_t step, const struct move *m,
                     size_t level)
{
    const struct process *pr  = c->pr;
    struct asked_of       at  = { .level = g->levels > 1 ? (int32_t)level + 1 : 0 };
    size_t                own = node_of(pr, g, (int32_t)step, level), wait = own;
    int32_t               up = g->levels > 1 ? m->level : 0;

    if ((up < 0 && level == 0) || (up > 0 && level + 1 == g->levels) ||
        (m->scope == MOVE_NOTE && !m->calls.p) || !check_may_hold(c, m->when, &at))
        return;
    level += (size_t)up;
    if (m->to != TO_STAY) {
        wait = node_of(pr, g, m->to, level);
        add_edge(c, g, own, wait);
    }
    for (size_t k = 0; k < m->n_then; k++)
        if (m->then[k].to != TO_STAY)
            add_edge(c, g, wait, node_of(pr, g, m->then[k].to, level));
}

static void build(struct check *c, struct graph *g)
{
    const struct process  *pr    = c->pr;
    const struct evaluate *e     = &pr->evaluate;
    bool                   again = e->reopen && e->reopen_to >= 0 && e->reopen_to < TO_END;

    g->levels = pr->n_ladder && pr->n_ladder <= LEVELS_MOST ? pr->n_ladder : 1;
    g->n      = pr->n_steps * g->levels + pr->n_ends;
    for (size_t i = 0; i < pr->n_steps; i++) {
        c->step = &pr->steps[i];
        for (size_t j = 0; j < c->step->n_moves; j++)
            for (size_t l = 0; l < g->levels; l++)
                add_move(c, g, i, &c->step->moves[j], l);
    }
    c->step = NULL;
    for (size_t i = 0; again && i < pr->n_ends; i++)
        for (size_t l = 0; end_reopens(&pr->ends[i]) && l < g->levels; l++)
            add_edge(c, g, node_of(pr, g, TO_END + (int32_t)i, 0), node_of(pr, g, e->reopen_to, l));
}

/* Spread `seen` along the edges, or against them, until nothing is new. */
static void spread(const struct graph *g, bool back, bool *seen)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < g->edges.n; i++) {
            size_t from = back ? g->edges.at[i].to : g->edges.at[i].from;
            size_t to   = back ? g->edges.at[i].from : g->edges.at[i].to;

            if (seen[from] && !seen[to])
                more = seen[to] = true;
        }
    }
}

/* Is the step seen at some level? */
static bool step_seen(const struct graph *g, const bool *seen, size_t step)
{
    bool some = false;

    for (size_t l = 0; l < g->levels; l++)
        some = some || seen[step * g->levels + l];
    return some;
}

static void check_reach(struct check *c, const struct graph *g, bool *seen)
{
    const struct process *pr = c->pr;

    seen[0] = true;
    spread(g, false, seen);
    for (size_t i = 0; i < pr->n_steps; i++)
        if (!step_seen(g, seen, i))
            check_wrong(c, pr->steps[i].mark, &say_unreached, pr->steps[i].name, STR_NONE);
    /* Splitting a case ends it as void without a move. */
    for (size_t i = 0; i < pr->n_ends; i++)
        if (!seen[node_of(pr, g, TO_END + (int32_t)i, 0)] && pr->ends[i].counts != OUT_VOID)
            check_wrong(c, pr->ends[i].mark, &say_end_unreached, pr->ends[i].name, STR_NONE);
}

/* A step that is reached at a level from which no end is, though one is from others. */
static void check_level(struct check *c, const struct graph *g, const struct step *s,
                        const bool *reached, const bool *ends)
{
    for (size_t l = 0; l < g->levels; l++) {
        size_t node = (size_t)(s - c->pr->steps) * g->levels + l;

        if (reached[node] && !ends[node]) {
            check_wrong(c, s->mark, &say_no_way_level, s->name, c->pr->ladder[l]);
            return;
        }
    }
}

static void check_ending(struct check *c, const struct graph *g, const bool *reached)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, g->n + 1);

    for (size_t i = 0; i < pr->n_ends; i++)
        seen[node_of(pr, g, TO_END + (int32_t)i, 0)] = true;
    spread(g, true, seen);
    for (size_t i = 0; i < pr->n_steps; i++) {
        const struct step *s = &pr->steps[i];

        if (s->n_moves == 0 && !s->waits)
            continue;
        if (!step_seen(g, seen, i))
            check_wrong(c, s->mark, &say_no_way_out, s->name, STR_NONE);
        else
            check_level(c, g, s, reached, seen);
    }
}

/* Somebody, or the program, must be able to do something at each step. */
static void check_actors(struct check *c)
{
    for (size_t i = 0; i < c->pr->n_steps; i++) {
        const struct step *s   = &c->pr->steps[i];
        bool               own = s->n_moves > 0;

        for (size_t j = 0; j < s->n_moves; j++)
            own = own && s->moves[j].who.n;
        if (s->n_moves == 0 && !s->waits)
            check_wrong(c, s->mark, &say_no_moves, s->name, STR_NONE);
        else if (!s->who.mark.line && !s->waits && !own)
            check_wrong(c, s->mark, &say_nobody, s->name, STR_NONE);
    }
}

/* -- the order of steps -- */

/* To where its moves lead without going back. The program that goes on after a called case ended
 * never does. */
static void lead_forward(const struct process *pr, size_t from, bool *seen, bool *more)
{
    const struct step *s = &pr->steps[from];

    for (size_t j = 0; j < s->n_moves; j++) {
        const struct move *m = &s->moves[j];

        if (m->scope != MOVE_NOTE && m->to > (int32_t)from && m->to < TO_END && !seen[m->to])
            *more = seen[m->to] = true;
        for (size_t k = 0; k < m->n_then; k++)
            if (m->then[k].to >= 0 && m->then[k].to < TO_END && !seen[m->then[k].to])
                *more = seen[m->then[k].to] = true;
    }
}

/* The first step from which a move leads back to that one. */
static size_t led_back_from(const struct process *pr, size_t to)
{
    for (size_t i = to + 1; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            if (pr->steps[i].moves[j].to == (int32_t)to)
                return i;
    return to;
}

/* Whoever counts what was returned counts moves to a step that stands before. */
static void check_order(struct check *c, const struct graph *g, const bool *reached)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, pr->n_steps + 1);

    seen[0] = true;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < pr->n_steps; i++)
            if (seen[i])
                lead_forward(pr, i, seen, &more);
    }
    for (size_t i = 0; i < pr->n_steps; i++)
        if (!seen[i] && step_seen(g, reached, i) && led_back_from(pr, i) != i) {
            check_warn(c, pr->steps[i].mark, &say_order, pr->steps[i].name,
                       pr->steps[led_back_from(pr, i)].name);
            return; /* what comes after it is not reached otherwise either */
        }
}

/* -- work that several do -- */

/* Does it go on without those who have a task at it? */
static bool goes_on_without(const struct step *s)
{
    bool goes = false;

    for (size_t k = 0; k < s->n_clocks; k++)
        for (size_t i = 0; i < s->clocks[k].n_late; i++)
            goes = goes || s->clocks[k].late[i].act == LATE_MOVE;
    for (size_t j = 0; j < s->n_moves; j++)
        goes = goes || (s->moves[j].who.n && s->moves[j].to != TO_STAY);
    for (size_t i = 0; i < s->who.n; i++)
        goes = goes || (s->who.at[i].kind != WHO_POST && s->who.at[i].kind != WHO_PARTIES);
    return goes;
}

/* Only the unit of a case and who sits at a place leads; organisations in a field and parties are
 * side by side. */
static bool has_lead(const struct step *s)
{
    bool lead = s->who.n == 0;

    for (size_t i = 0; i < s->who.n; i++)
        lead = lead || (s->who.at[i].kind != WHO_PARTIES &&
                        !(s->who.at[i].kind == WHO_POST && s->who.at[i].at == AT_FIELD));
    return lead;
}

static void check_together(struct check *c, const struct step *s)
{
    if (s->joint && s->done == JOINT_LEAD && !has_lead(s))
        check_wrong(c, s->mark, &say_no_lead, s->name, STR_NONE);
    if (goes_on_without(s))
        return;
    for (size_t j = 0; j < s->n_moves; j++) {
        const struct move *m = &s->moves[j];

        if (m->scope == MOVE_TASK && !m->signs && m->to == TO_STAY)
            check_wrong(c, m->mark, &say_all_gone, m->name, s->name);
    }
}

void check_flow(struct check *c)
{
    struct graph g = { 0 };
    bool        *reached;

    if (c->pr->n_steps == 0) {
        check_wrong(c, c->pr->mark, &say_no_steps, c->pr->name, STR_NONE);
        return;
    }
    build(c, &g);
    reached = ARENA_ARRAY(c->p->arena, bool, g.n + 1);
    check_actors(c);
    check_reach(c, &g, reached);
    check_ending(c, &g, reached);
    check_order(c, &g, reached);
    for (size_t i = 0; i < c->pr->n_steps; i++)
        check_together(c, &c->pr->steps[i]);
}
