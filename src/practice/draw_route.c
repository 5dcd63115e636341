/* draw_route: which channels each arrow takes, and where it leaves its box. */
#include "practice/draw_own.h"

enum { SLOT = 12 };

/* -- ways -- */

static bool empty_between(const struct picture *p, size_t row, size_t from, size_t to)
{
    for (size_t c = from + 1; c < to; c++)
        if (picture_at(p, row, c) != NODE_NONE)
            return false;
    return true;
}

static bool empty_above(const struct picture *p, const struct node *low, const struct node *high)
{
    for (size_t r = high->row + 1; r < low->row; r++)
        if (picture_at(p, r, low->col) != NODE_NONE)
            return false;
    return low->row > high->row;
}

static bool last_in_row(const struct picture *p, const struct node *n)
{
    return empty_between(p, n->row, n->col, p->cols);
}

static void route_forward(struct picture *p, struct edge *e, const struct node *a,
                          const struct node *b)
{
    e->v1 = a->col + 1;
    e->v2 = b->col;
    e->h  = b->row >= a->row ? b->row : b->row + 1;
    if (a->row == b->row && e->main && empty_between(p, a->row, a->col, b->col))
        e->route = ROUTE_STRAIGHT;
    else if (b->col == a->col + 1)
        e->route = ROUTE_STEP;
    else if (empty_between(p, b->row, a->col, b->col))
        e->route = ROUTE_ALONG;
    else if (last_in_row(p, a))
        e->route = ROUTE_ALONG_OWN;
    else
        e->route = ROUTE_OVER;
}

static void route_back(struct edge *e, const struct node *a, const struct node *b)
{
    e->h     = a->row;
    e->v1    = b->col + 1;
    e->route = a->row == b->row ? ROUTE_BACK_TOP : ROUTE_BACK;
}

static void choose_routes(struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++) {
        struct edge       *e = &p->edges.at[i];
        const struct node *a = &p->nodes.at[e->from], *b = &p->nodes.at[e->to];

        if (b->kind == NODE_EVALUATE)
            e->route = empty_above(p, a, b) ? ROUTE_UP : ROUTE_BACK;
        if (b->kind == NODE_EVALUATE && e->route == ROUTE_UP)
            continue;
        if (e->back || b->kind == NODE_EVALUATE)
            route_back(e, a, b);
        else
            route_forward(p, e, a, b);
    }
}

bool edge_at_top(const struct edge *e)
{
    return e->route == ROUTE_BACK || e->route == ROUTE_BACK_TOP;
}

/* Does it leave by the right side? */
bool edge_at_right(const struct edge *e)
{
    return !edge_at_top(e) && e->route != ROUTE_UP;
}

bool edge_uses_gap(const struct edge *e, size_t gap, bool *ret_second)
{
    *ret_second = false;
    switch (e->route) {
    case ROUTE_STEP:
    case ROUTE_ALONG:
    case ROUTE_BACK:
        return e->v1 == gap;
    case ROUTE_ALONG_OWN:
        return e->v2 == gap;
    case ROUTE_OVER:
        *ret_second = e->v2 == gap;
        return e->v1 == gap || e->v2 == gap;
    default:
        return false;
    }
}

bool edge_uses_channel(const struct edge *e)
{
    return edge_at_top(e) || e->route == ROUTE_OVER;
}

/* -- ways out at the right side: up, straight on, down -- */

static bool enters_right(const struct picture *p, size_t node)
{
    for (size_t i = 0; i < p->edges.n; i++)
        if (p->edges.at[i].to == node && p->edges.at[i].route == ROUTE_BACK)
            return true;
    return false;
}

static bool is_main_out(const struct edge *e)
{
    return e->main;
}

static bool goes_up(const struct picture *p, const struct edge *e)
{
    return p->nodes.at[e->to].row < p->nodes.at[e->from].row;
}

static int32_t slot_height(const struct edge *e)
{
    return e->label_at.h + SLOT;
}

static void plan_port(struct picture *p, size_t at)
{
    struct node *n = &p->nodes.at[at];

    n->above = enters_right(p, at) ? IN_TOP + 4 : 4;
    for (size_t i = 0; i < p->edges.n; i++) {
        struct edge *e = &p->edges.at[i];

        if (e->from != at || !edge_at_right(e) || is_main_out(e) || !goes_up(p, e))
            continue;
        n->above += slot_height(e);
        e->port = n->above; /* from the top */
    }
    n->port = n->above;
    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        if (e->from == at && edge_at_right(e) && is_main_out(e))
            n->port += slot_height(e);
    }
    if (n->port < n->box.h / 2 && (n->kind == NODE_START || n->kind == NODE_END))
        n->port = n->box.h / 2;
}

/* Below the main way; known when the row's port is. */
static void plan_below(struct picture *p, size_t at)
{
    struct node *n = &p->nodes.at[at];

    for (size_t i = 0; i < p->edges.n; i++) {
        struct edge *e = &p->edges.at[i];

        if (e->from != at || !edge_at_right(e))
            continue;
        if (is_main_out(e)) {
            e->port = n->port;
        } else if (!goes_up(p, e)) {
            n->below += slot_height(e);
            e->port = n->port + n->below;
        }
    }
}

static void plan_ports(struct picture *p)
{
    for (size_t i = 0; i < p->nodes.n; i++)
        plan_port(p, i);
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        if (n->port > p->row_port[n->row])
            p->row_port[n->row] = n->port;
    }
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n    = &p->nodes.at[i];
        bool         pill = n->kind == NODE_START || n->kind == NODE_END;

        n->port = p->row_port[n->row];
        plan_below(p, i);
        if (!pill && n->box.h < n->port + n->below + PAD)
            n->box.h = n->port + n->below + PAD;
    }
}

/* Ways out at the top stand side by side, those that go furthest back first. */
static void plan_tops(struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++)
        p->nodes.at[p->edges.at[i].from].tops += edge_at_top(&p->edges.at[i]);
    for (size_t k = 0; k < p->nodes.n; k++) {
        struct node *n    = &p->nodes.at[k];
        int32_t      step = n->tops ? (n->box.w - 56) / (int32_t)n->tops : 0, x = 22;

        step = step > 24 ? 24 : step;
        for (size_t i = 0; i < p->edges.n; i++) {
            struct edge *e = &p->edges.at[i];

            if (e->from != k || !edge_at_top(e))
                continue;
            e->port = x;
            x += step;
        }
    }
}

void picture_routes(struct picture *p)
{
    choose_routes(p);
    plan_ports(p);
    plan_tops(p);
}
