/*
 * draw_plan: which boxes and arrows a process has, in which lane and column.
 *
 * Forward is to a step that stands later in the pack, back is to one that
 * stands before or to itself, as the engine counts it. A box stands in the
 * column behind the last of those that lead forward to it.
 */
#include "practice/draw_own.h"

static size_t node_of_step(size_t step)
{
    return step + 1; /* the start comes first */
}

/* -- lanes -- */

static enum lane_kind kind_of(const struct who_list *who)
{
    if (who->n == 0)
        return LANE_OTHER;
    switch (who->at[0].kind) {
    case WHO_POST:
        return LANE_ACTOR;
    case WHO_SYSTEM:
        return LANE_SYSTEM;
    default:
        return LANE_REPORTER;
    }
}

static bool same_actor(const struct who *a, const struct who *b)
{
    return a->at == b->at && a->above == b->above && str_eq(a->post, b->post) &&
           str_eq(a->name, b->name);
}

static size_t lane_of(struct picture *p, const struct who_list *who, enum lane_kind kind)
{
    struct lane *l;

    for (size_t i = 0; i < p->lanes.n; i++) {
        l = &p->lanes.at[i];
        if (l->kind == kind && (kind != LANE_ACTOR || same_actor(&l->of.at[0], &who->at[0])))
            return i;
    }
    l  = VEC_PUSH(p->f.arena, &p->lanes);
    *l = (struct lane){ .of = *who, .kind = kind };
    return p->lanes.n - 1;
}

/* Where a case comes from: its reporter, whoever may open one, or another process. */
static size_t lane_of_start(struct picture *p)
{
    const struct process *pr    = p->f.pr;
    uint32_t              other = UINT32_C(1) << CH_CASE;

    if (pr->open.n)
        return lane_of(p, &pr->open, kind_of(&pr->open));
    return lane_of(p, &pr->open, pr->channels == other ? LANE_OTHER : LANE_REPORTER);
}

static size_t lane_of_step(struct picture *p, const struct step *s)
{
    if (s->who.n)
        return lane_of(p, &s->who, kind_of(&s->who));
    for (size_t i = 0; !s->waits && i < s->n_moves; i++)
        if (s->moves[i].who.n)
            return lane_of(p, &s->moves[i].who, kind_of(&s->moves[i].who));
    return lane_of(p, &s->who, s->waits ? LANE_OTHER : LANE_SYSTEM);
}

/* -- moves become arrows, or ends that hang under a step -- */

struct way { /* one way out of a step */
    size_t     from;
    int32_t    to;
    bool       main, guarded, then;
    struct str text;
};

static struct edge *edge_between(struct picture *p, size_t from, size_t to)
{
    for (size_t i = 0; i < p->edges.n; i++)
        if (p->edges.at[i].from == from && p->edges.at[i].to == to)
            return &p->edges.at[i];
    return NULL;
}

/* Several ways from one box to another are one arrow. */
static void add_edge(struct picture *p, const struct way *w, size_t from, size_t to, bool back)
{
    struct edge *e = edge_between(p, from, to);

    if (!e && p->edges.n == ARROWS_MOST) {
        p->too_many = true;
        return;
    }
    if (!e) {
        e  = VEC_PUSH(p->f.arena, &p->edges);
        *e = (struct edge){ .from = from, .to = to, .back = back, .guarded = w->guarded };
    }
    e->guarded                      = e->guarded && w->guarded;
    e->main                         = e->main || w->main;
    *VEC_PUSH(p->f.arena, &e->ways) = w->text;
}

static size_t node_of_end(struct picture *p, size_t end)
{
    for (size_t i = 0; i < p->nodes.n; i++)
        if (p->nodes.at[i].kind == NODE_END && p->nodes.at[i].index == end)
            return i;
    *VEC_PUSH(p->f.arena, &p->nodes) =
        (struct node){ .kind = NODE_END, .index = end, .number = -1 };
    return p->nodes.n - 1;
}

static void add_way(struct picture *p, const struct way *w)
{
    size_t from = node_of_step(w->from);

    if (w->to == TO_STAY)
        return;
    if (w->to < TO_END) {
        add_edge(p, w, from, node_of_step((size_t)w->to), (size_t)w->to <= w->from);
    } else if (w->main) {
        add_edge(p, w, from, node_of_end(p, (size_t)(w->to - TO_END)), false);
    } else {
        struct leave *l = VEC_PUSH(p->f.arena, &p->nodes.at[from].leaves);

        *l = (struct leave){ .end     = (size_t)(w->to - TO_END),
                             .whole   = w->text,
                             .guarded = w->guarded };
    }
}

static bool is_automatic(const struct step *s, const struct move *m)
{
    return (s->automatic.p && str_eq(s->automatic, m->name)) ||
           (m->who.n && m->who.at[0].kind == WHO_SYSTEM);
}

typedef VEC(struct way) way_vec;

static struct str move_text(const struct picture *p, const struct step *s, const struct move *m)
{
    static const struct say itself = SAY("draw_auto", "自动：{0}", "By itself: {0}"),
                            up     = SAY("draw_up", "{0}（升级）", "{0} (up)"),
                            down   = SAY("draw_down", "{0}（降级）", "{0} (down)"),
                            by     = SAY("draw_by", "{0}（{1}）", "{0} ({1})");
    struct str text                = phrase_title(&p->f, &m->title);

    if (m->level)
        text = phrase_of(&p->f, m->level > 0 ? &up : &down, text, STR_NONE, STR_NONE);
    if (is_automatic(s, m))
        return phrase_of(&p->f, &itself, text, STR_NONE, STR_NONE);
    if (m->who.n)
        return phrase_of(&p->f, &by, text, phrase_who_post(&p->f, &m->who.at[0]), STR_NONE);
    return text;
}

/* The result of a called case is a way out of where it was waited for. */
static void put_results(struct picture *p, size_t step, const struct move *m, way_vec *out)
{
    size_t at = m->to == TO_STAY ? step : (size_t)m->to;

    for (size_t i = 0; i < m->n_then; i++)
        *VEC_PUSH(p->f.arena, out) = (struct way){
            .from = at, .to = m->then[i].to, .then = true, .text = phrase_result(&p->f, m, i)
        };
}

/* Every way out of every step, in the order of the pack. */
static void gather(struct picture *p, way_vec *out)
{
    for (size_t i = 0; i < p->f.pr->n_steps; i++) {
        const struct step *s = &p->f.pr->steps[i];

        for (size_t k = 0; k < s->n_moves; k++) {
            const struct move *m = &s->moves[k];

            *VEC_PUSH(p->f.arena, out) = (struct way){ .from    = i,
                                                       .to      = m->to,
                                                       .main    = m->main,
                                                       .guarded = m->when != NULL,
                                                       .text    = move_text(p, s, m) };
            if (m->calls.p && m->to < TO_END)
                put_results(p, i, m, out);
        }
    }
}

static bool goes_on(const struct way *w)
{
    return w->to != TO_STAY && (w->to >= TO_END || (size_t)w->to > w->from);
}

/* Does a move that calls another process lead here, to wait for it? */
static bool is_led_to(const struct process *pr, size_t step)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t k = 0; k < pr->steps[i].n_moves; k++)
            if (pr->steps[i].moves[k].calls.p && pr->steps[i].moves[k].to == (int32_t)step)
                return true;
    return false;
}

/* The main way out of each step: the one that faces show first when it goes on, else the first
 * that goes to a later step, else the first that ends. Where another process is waited for it is
 * one of its results. */
static void choose_main(const struct process *pr, way_vec *ways, size_t step)
{
    bool        results = is_led_to(pr, step);
    struct way *best    = NULL;

    for (size_t i = 0; i < ways->n; i++) {
        struct way *w    = &ways->at[i];
        bool        main = w->main;

        if (w->from != step)
            continue;
        w->main = false;
        if (!goes_on(w) || (results && !w->then))
            continue;
        if (main && (!best || !best->main)) {
            best = w;
            break;
        }
        if (!best || (best->to >= TO_END && w->to < TO_END))
            best = w;
    }
    for (size_t i = 0; i < ways->n; i++)
        if (ways->at[i].from == step)
            ways->at[i].main = best == &ways->at[i];
}

static bool hangs(const struct node *n, struct str opens, struct str whole)
{
    for (size_t i = 0; i < n->leaves.n; i++)
        if (str_eq(n->leaves.at[i].opens, opens) && str_eq(n->leaves.at[i].whole, whole))
            return true;
    return false;
}

/* Cases that a move opens and does not wait for hang under its step. */
static void plan_opened(struct picture *p, size_t step)
{
    const struct step *s = &p->f.pr->steps[step];
    struct node       *n = &p->nodes.at[node_of_step(step)];

    for (size_t j = 0; j < s->n_moves; j++)
        for (size_t k = 0; k < s->moves[j].n_opens; k++) {
            const struct move *m     = &s->moves[j];
            struct str         whole = phrase_title(&p->f, &m->title);

            if (!hangs(n, m->opens[k].process, whole))
                *VEC_PUSH(p->f.arena, &n->leaves) =
                    (struct leave){ .opens   = m->opens[k].process,
                                    .whole   = whole,
                                    .guarded = m->when && m->to == TO_STAY };
        }
}

static void plan_ways(struct picture *p)
{
    way_vec    ways  = { 0 };
    struct way start = { .main = true };

    gather(p, &ways);
    for (size_t i = 0; i < p->f.pr->n_steps; i++)
        choose_main(p->f.pr, &ways, i);
    add_edge(p, &start, 0, node_of_step(0), false);
    for (size_t i = 0; i < ways.n; i++)
        add_way(p, &ways.at[i]);
    for (size_t i = 0; i < p->f.pr->n_steps; i++)
        plan_opened(p, i);
}

/* -- columns -- */

static void plan_columns(struct picture *p)
{
    for (size_t i = 1; i < p->nodes.n; i++)
        p->nodes.at[i].col = p->nodes.at[i].kind == NODE_STEP;
    /* Forward edges go from a smaller node to a greater one: one sweep in that order is enough. */
    for (size_t n = 0; n < p->nodes.n; n++)
        for (size_t i = 0; i < p->edges.n; i++) {
            const struct edge *e = &p->edges.at[i];

            if (e->from == n && !e->back && p->nodes.at[e->to].col <= p->nodes.at[n].col)
                p->nodes.at[e->to].col = p->nodes.at[n].col + 1;
        }
}

/* -- rows -- */

size_t picture_at(const struct picture *p, size_t row, size_t col)
{
    for (size_t i = 0; i < p->nodes.n; i++)
        if (p->nodes.at[i].row == row && p->nodes.at[i].col == col && p->nodes.at[i].taken)
            return i;
    return NODE_NONE;
}

static void take_row(struct picture *p, struct node *n)
{
    bool taken = true;

    for (n->sub = 0; taken; n->sub += taken) {
        taken = false;
        for (size_t i = 0; i < p->nodes.n && !taken; i++) {
            const struct node *o = &p->nodes.at[i];

            taken =
                o != n && o->taken && o->lane == n->lane && o->sub == n->sub && o->col == n->col;
        }
    }
    n->taken = true;
    if (p->lanes.at[n->lane].subs <= n->sub)
        p->lanes.at[n->lane].subs = n->sub + 1;
}

/* An end stands in the lane of the last step whose main way it is. */
static size_t lane_of_end(const struct picture *p, size_t node)
{
    size_t last = NODE_NONE;

    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        if (e->to == node &&
            (last == NODE_NONE || p->nodes.at[e->from].col >= p->nodes.at[last].col))
            last = e->from;
    }
    return last == NODE_NONE ? 0 : p->nodes.at[last].lane;
}

static void plan_rows(struct picture *p)
{
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        if (n->kind == NODE_END)
            n->lane = lane_of_end(p, i);
        if (n->kind != NODE_EVALUATE)
            take_row(p, n);
    }
}

/* -- what comes after an end -- */

static void plan_evaluation(struct picture *p)
{
    const struct evaluate  *e    = &p->f.pr->evaluate;
    size_t                  node = p->nodes.n, last = NODE_NONE;
    struct way              way   = { 0 };
    static const struct say again = SAY("draw_again", "重新办理", "Opened again");

    if (!e->on)
        return;
    for (size_t i = 0; i < node; i++)
        if (p->nodes.at[i].kind == NODE_END && end_reopens(&p->f.pr->ends[p->nodes.at[i].index]) &&
            (last == NODE_NONE || p->nodes.at[i].col > p->nodes.at[last].col))
            last = i;
    *VEC_PUSH(p->f.arena, &p->nodes) = (struct node){ .kind = NODE_EVALUATE, .number = -1 };
    p->nodes.at[node].lane           = p->nodes.at[0].lane;
    if (last != NODE_NONE) {
        p->nodes.at[node].col = p->nodes.at[last].col;
        add_edge(p, &way, last, node, false);
    } else {
        for (size_t i = 0; i < node; i++)
            if (p->nodes.at[i].col > p->nodes.at[node].col)
                p->nodes.at[node].col = p->nodes.at[i].col;
    }
    take_row(p, &p->nodes.at[node]);
    if (!e->reopen || e->reopen_to == TO_STAY || e->reopen_to >= TO_END)
        return;
    way.text    = phrase_of(&p->f, &again, STR_NONE, STR_NONE, STR_NONE);
    way.guarded = true;
    add_edge(p, &way, node, node_of_step((size_t)e->reopen_to), true);
}

static void number_rows(struct picture *p)
{
    for (size_t i = 0; i < p->lanes.n; i++) {
        p->lanes.at[i].subs += p->lanes.at[i].subs == 0;
        p->lanes.at[i].row = p->rows;
        p->rows += p->lanes.at[i].subs;
    }
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        n->row = p->lanes.at[n->lane].row + n->sub;
        if (n->col >= p->cols)
            p->cols = n->col + 1;
    }
}

void picture_plan(struct picture *p)
{
    const struct process *pr = p->f.pr;

    *VEC_PUSH(p->f.arena, &p->nodes) =
        (struct node){ .kind = NODE_START, .lane = lane_of_start(p), .number = -1 };
    for (size_t i = 0; i < pr->n_steps; i++) {
        const struct step *s = &pr->steps[i];

        *VEC_PUSH(p->f.arena, &p->nodes) = (struct node){
            .kind      = NODE_STEP,
            .index     = i,
            .lane      = lane_of_step(p, s),
            .waits     = s->waits,
            .automatic = s->who.n && s->who.at[0].kind == WHO_SYSTEM,
            .number    = p->how->number ? p->how->number(p->how->ctx, i) : -1,
        };
    }
    plan_ways(p);
    plan_columns(p);
    plan_rows(p);
    plan_evaluation(p);
    number_rows(p);
}
