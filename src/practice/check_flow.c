/*
 * check_flow: every step can be reached, and from every step an end.
 *
 * The graph has a node for each step and each end. A move leads from its
 * step; one that calls leads on from where the case waits, by `then`; an end
 * leads on where the initiator may have the case opened again.
 */
#include "practice/check.h"

static const struct say say_unreached =
    SAY("pack_unreached", "走不到步骤“{0}”", "the step '{0}' is never reached");
static const struct say say_no_way_out =
    SAY("pack_no_way_out", "从步骤“{0}”走不到任何结局", "from the step '{0}' no end is reached");
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
    size_t           n; /* steps, then ends */
    VEC(struct edge) edges;
};

static size_t node_of(const struct process *pr, int32_t to)
{
    return to >= TO_END ? pr->n_steps + (size_t)(to - TO_END) : (size_t)to;
}

static void add_edge(struct check *c, struct graph *g, size_t from, size_t to)
{
    *VEC_PUSH(c->p->arena, &g->edges) = (struct edge){ from, to };
}

static bool never(const struct move *m)
{
    bool value;

    return m->when && expr_constant(m->when, &value) && !value;
}

static void add_moves(struct check *c, struct graph *g, size_t step)
{
    const struct process *pr = c->pr;

    for (size_t j = 0; j < pr->steps[step].n_moves; j++) {
        const struct move *m    = &pr->steps[step].moves[j];
        size_t             wait = step;

        if (never(m) || (m->scope == MOVE_NOTE && !m->calls.p))
            continue;
        if (m->to != TO_STAY) {
            add_edge(c, g, step, node_of(pr, m->to));
            wait = node_of(pr, m->to);
        }
        for (size_t k = 0; k < m->n_then; k++)
            if (m->then[k].to != TO_STAY)
                add_edge(c, g, wait, node_of(pr, m->then[k].to));
    }
}

static void build(struct check *c, struct graph *g)
{
    const struct process *pr = c->pr;

    g->n = pr->n_steps + pr->n_ends;
    for (size_t i = 0; i < pr->n_steps; i++)
        add_moves(c, g, i);
    for (size_t i = 0; pr->evaluate.reopen && i < pr->n_ends; i++)
        if (end_reopens(&pr->ends[i]))
            add_edge(c, g, pr->n_steps + i, node_of(pr, pr->evaluate.reopen_to));
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

static void check_reach(struct check *c, const struct graph *g)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, g->n + 1);

    seen[0] = true;
    spread(g, false, seen);
    for (size_t i = 0; i < pr->n_steps; i++)
        if (!seen[i])
            check_wrong(c, pr->steps[i].mark, &say_unreached, pr->steps[i].name, STR_NONE);
    /* Splitting a case ends it as void without a move. */
    for (size_t i = 0; i < pr->n_ends; i++)
        if (!seen[pr->n_steps + i] && pr->ends[i].counts != OUT_VOID)
            check_wrong(c, pr->ends[i].mark, &say_end_unreached, pr->ends[i].name, STR_NONE);
}

static void check_ending(struct check *c, const struct graph *g)
{
    const struct process *pr   = c->pr;
    bool                 *seen = ARENA_ARRAY(c->p->arena, bool, g->n + 1);

    for (size_t i = 0; i < pr->n_ends; i++)
        seen[pr->n_steps + i] = true;
    spread(g, true, seen);
    for (size_t i = 0; i < pr->n_steps; i++)
        if (!seen[i] && (pr->steps[i].n_moves || pr->steps[i].waits))
            check_wrong(c, pr->steps[i].mark, &say_no_way_out, pr->steps[i].name, STR_NONE);
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

void check_flow(struct check *c)
{
    struct graph g = { 0 };

    if (c->pr->n_steps == 0) {
        check_wrong(c, c->pr->mark, &say_no_steps, c->pr->name, STR_NONE);
        return;
    }
    build(c, &g);
    check_actors(c);
    check_reach(c, &g);
    check_ending(c, &g);
}
