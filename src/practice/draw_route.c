/* draw_route: which channels each arrow takes, and where everything comes to lie. */
#include "practice/draw_own.h"

#include <stdlib.h>

enum {
    GAP_LEAST     = 44,
    GAP_AFTER     = 18,
    CHANNEL_LEAST = 12,
    ROW_AFTER     = 14,
    SLOT          = 12,
    IN_TOP        = 16,
    NUDGE_MOST    = 120
};

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

static bool at_top(const struct edge *e)
{
    return e->route == ROUTE_BACK || e->route == ROUTE_BACK_TOP;
}

/* Does it leave by the right side? */
static bool at_right(const struct edge *e)
{
    return !at_top(e) && e->route != ROUTE_UP;
}

static bool uses_gap(const struct edge *e, size_t gap, bool *ret_second)
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

static bool uses_channel(const struct edge *e)
{
    return at_top(e) || e->route == ROUTE_OVER;
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

        if (e->from != at || !at_right(e) || is_main_out(e) || !goes_up(p, e))
            continue;
        n->above += slot_height(e);
        e->port = n->above; /* from the top */
    }
    n->port = n->above;
    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        if (e->from == at && at_right(e) && is_main_out(e))
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

        if (e->from != at || !at_right(e))
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

/* -- across -- */

static void plan_columns(struct picture *p)
{
    for (size_t i = 0; i < p->nodes.n; i++) {
        const struct node *n = &p->nodes.at[i];

        if (n->box.w > p->col_w[n->col])
            p->col_w[n->col] = n->box.w;
    }
}

static int32_t labels_beside(const struct picture *p, size_t gap)
{
    int32_t w = 0;

    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];
        const struct node *n = &p->nodes.at[e->from];

        if (n->col + 1 == gap && at_right(e)) {
            int32_t over = e->label_at.w + 10 - (p->col_w[n->col] - n->box.w);

            w = over > w ? over : w;
        }
    }
    return w;
}

static int32_t tracks_in(const struct picture *p, size_t gap)
{
    int32_t n = 0;
    bool    second;

    for (size_t i = 0; i < p->edges.n; i++)
        n += uses_gap(&p->edges.at[i], gap, &second);
    return n;
}

static void place_columns(struct picture *p)
{
    int32_t x = p->lane_w + 16;

    for (size_t g = 0; g <= p->cols; g++) {
        int32_t w = g ? labels_beside(p, g) + 6 + tracks_in(p, g) * TRACK + GAP_AFTER : 0;

        if (g == p->cols) {
            w = w > GAP_AFTER + 6 ? w : 16;
        } else if (g && w < GAP_LEAST) {
            w = GAP_LEAST;
        }
        p->gap_x[g] = x;
        x += w;
        if (g < p->cols) {
            p->col_x[g] = x;
            x += p->col_w[g];
        }
    }
    p->w = x;
    for (size_t i = 0; i < p->nodes.n; i++)
        p->nodes.at[i].box.x = p->col_x[p->nodes.at[i].col];
}

/* Tracks of a gap lie behind the labels. */
static int32_t track_x(const struct picture *p, size_t gap, int32_t track)
{
    int32_t right = gap < p->cols ? p->col_x[gap] : p->w;

    return right - GAP_AFTER - track * TRACK;
}

static void number_tracks(struct picture *p)
{
    for (size_t g = 1; g <= p->cols; g++) {
        int32_t n = 0;
        bool    second;

        for (size_t i = 0; i < p->edges.n; i++) {
            struct edge *e = &p->edges.at[i];

            if (!uses_gap(e, g, &second))
                continue;
            *(second ? &e->t2 : &e->t1) = n++;
        }
    }
}

/* -- over the rows -- */

struct span_x { /* what an arrow takes of a channel */
    struct edge *e;
    int32_t      from, to;
};

static int32_t out_x(const struct picture *p, const struct edge *e)
{
    return p->nodes.at[e->from].box.x + e->port;
}

static int32_t in_x(const struct picture *p, const struct edge *e)
{
    const struct node *b = &p->nodes.at[e->to];

    return b->box.x + b->box.w - 18;
}

static void ends_of(const struct picture *p, const struct edge *e, int32_t *ret_a, int32_t *ret_b)
{
    if (e->route == ROUTE_OVER) {
        *ret_a = track_x(p, e->v1, e->t1);
        *ret_b = track_x(p, e->v2, e->t2);
    } else {
        *ret_a = out_x(p, e);
        *ret_b = e->route == ROUTE_BACK ? track_x(p, e->v1, e->t1) : in_x(p, e);
    }
}

/* Would an arrow that goes up or down run through a text that stands there in the channel? By what
 * was laid out so far. */
static bool is_crossed(const struct picture *p, size_t row, int32_t from, int32_t to)
{
    int32_t top = p->chan_y[row], bottom = p->row_y[row];

    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        for (size_t k = 1; k < e->n_at; k++) {
            struct point a = e->at[k - 1], b = e->at[k];

            if (a.x == b.x && a.x > from - 3 && a.x < to + 3 && (a.y < top || b.y < top) &&
                (a.y > bottom || b.y > bottom))
                return true;
        }
    }
    return false;
}

/* The label stands over the arrow, at the side that it comes from. */
static struct span_x span_of(const struct picture *p, struct edge *e)
{
    struct span_x s = { .e = e };
    int32_t       a, b;

    ends_of(p, e, &a, &b);
    s.from = a < b ? a : b;
    s.to   = a < b ? b : a;
    if (at_top(e)) {
        int32_t w = e->label_at.w;

        int32_t x = a < b || s.to - s.from < w + 12 ? s.from + 6 : s.to - 6 - w, off = 0;

        while (off < NUDGE_MOST && is_crossed(p, e->h, x + off, x + off + w))
            off += 4;
        e->label_at.x = off < NUDGE_MOST && x + off + w < p->w ? x + off : x;
        if (e->label_at.x + w + 4 > s.to)
            s.to = e->label_at.x + w + 4;
    }
    s.from -= 4;
    s.to += 4;
    return s;
}

static int by_length(const void *x, const void *y)
{
    const struct span_x *a = x, *b = y;
    int32_t              la = a->to - a->from, lb = b->to - b->from;

    if (la != lb)
        return la < lb ? -1 : 1;
    return a->e < b->e ? -1 : a->e > b->e;
}

static bool meets(const struct span_x *at, size_t n, const struct span_x *s, int32_t track)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].e->th == track && at[i].from < s->to && s->from < at[i].to)
            return true;
    return false;
}

static int32_t track_height(const struct edge *e)
{
    return (at_top(e) ? e->label_at.h : 0) + TRACK;
}

/* The short ones next to the boxes. Gives the height of the channel. */
static int32_t plan_channel(struct picture *p, size_t row)
{
    struct span_x *at     = ARENA_ARRAY(p->f.arena, struct span_x, p->edges.n + 1);
    size_t         n      = 0;
    int32_t        tracks = 0, y = CHANNEL_LEAST;

    for (size_t i = 0; i < p->edges.n; i++)
        if (uses_channel(&p->edges.at[i]) && p->edges.at[i].h == row)
            at[n++] = span_of(p, &p->edges.at[i]);
    qsort(at, n, sizeof(*at), by_length);
    for (size_t i = 0; i < n; i++) {
        int32_t t = 0;

        while (meets(at, i, &at[i], t))
            t++;
        at[i].e->th = t;
        tracks      = t + 1 > tracks ? t + 1 : tracks;
    }
    for (int32_t t = 0; t < tracks; t++) {
        int32_t h = 0;

        for (size_t i = 0; i < n; i++)
            if (at[i].e->th == t && track_height(at[i].e) > h)
                h = track_height(at[i].e);
        for (size_t i = 0; i < n; i++)
            if (at[i].e->th == t)
                at[i].e->label_at.y = y; /* how far above the boxes its line is, for now */
        y += h;
    }
    return n ? y + 2 : CHANNEL_LEAST;
}

static void place_rows(struct picture *p)
{
    int32_t y = p->top;

    for (size_t r = 0; r < p->rows; r++) {
        int32_t band = 0;

        p->chan_y[r] = y;
        y += plan_channel(p, r);
        p->row_y[r] = y;
        for (size_t i = 0; i < p->nodes.n; i++) {
            const struct node *n = &p->nodes.at[i];
            int32_t            h = n->box.h;

            if (n->row != r)
                continue;
            if (n->kind == NODE_START || n->kind == NODE_END)
                h = n->port + n->box.h / 2;
            h += n->leaves_h;
            band = h > band ? h : band;
        }
        y += band + ROW_AFTER;
    }
    p->chan_y[p->rows] = y;
    p->h               = y;
    for (size_t i = 0; i < p->lanes.n; i++) {
        struct lane *l = &p->lanes.at[i];

        l->y = p->chan_y[l->row];
        l->h = p->chan_y[l->row + l->subs] - l->y;
    }
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        n->box.y = p->row_y[n->row];
        if (n->kind == NODE_START || n->kind == NODE_END)
            n->box.y += n->port - n->box.h / 2;
    }
}

/* -- the lines -- */

static void to(struct edge *e, int32_t x, int32_t y)
{
    if (e->n_at && e->at[e->n_at - 1].x == x && e->at[e->n_at - 1].y == y)
        return;
    e->at[e->n_at++] = (struct point){ x, y };
}

static void draw_right(struct picture *p, struct edge *e)
{
    const struct node *a = &p->nodes.at[e->from], *b = &p->nodes.at[e->to];
    int32_t            y1 = p->row_y[a->row] + e->port, y2 = p->row_y[b->row] + b->port;
    int32_t            x1 = a->box.x + a->box.w;

    e->label_at.x = x1 + 6;
    to(e, x1, y1);
    if (e->route == ROUTE_STEP || e->route == ROUTE_ALONG || e->route == ROUTE_ALONG_OWN) {
        int32_t x =
            e->route == ROUTE_ALONG_OWN ? track_x(p, e->v2, e->t1) : track_x(p, e->v1, e->t1);

        to(e, x, y1);
        to(e, x, y2);
    } else if (e->route == ROUTE_OVER) {
        int32_t y = p->row_y[e->h] - e->label_at.y;

        to(e, track_x(p, e->v1, e->t1), y1);
        to(e, track_x(p, e->v1, e->t1), y);
        to(e, track_x(p, e->v2, e->t2), y);
        to(e, track_x(p, e->v2, e->t2), y2);
    }
    to(e, b->box.x, y2);
    e->label_at.y = y1 - 4 - e->label_at.h;
}

static void draw_top(struct picture *p, struct edge *e)
{
    const struct node *a = &p->nodes.at[e->from], *b = &p->nodes.at[e->to];
    int32_t            x = out_x(p, e), y = p->row_y[e->h] - e->label_at.y;

    to(e, x, a->box.y);
    to(e, x, y);
    if (e->route == ROUTE_BACK) {
        int32_t t = track_x(p, e->v1, e->t1), in = p->row_y[b->row] + IN_TOP;

        to(e, t, y);
        to(e, t, in);
        to(e, b->box.x + b->box.w, in);
    } else {
        to(e, in_x(p, e), y);
        to(e, in_x(p, e), b->box.y);
    }
    e->label_at.y = y - 3 - e->label_at.h;
}

static void draw_up(struct picture *p, struct edge *e)
{
    const struct node *a = &p->nodes.at[e->from], *b = &p->nodes.at[e->to];
    int32_t            x = a->box.x + a->box.w / 2;

    to(e, x, a->box.y);
    to(e, x, b->box.y + b->box.h);
}

/* Ways out at the top stand side by side, those that go furthest back first. */
static void plan_tops(struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++)
        p->nodes.at[p->edges.at[i].from].tops += at_top(&p->edges.at[i]);
    for (size_t k = 0; k < p->nodes.n; k++) {
        struct node *n    = &p->nodes.at[k];
        int32_t      step = n->tops ? (n->box.w - 56) / (int32_t)n->tops : 0, x = 22;

        step = step > 24 ? 24 : step;
        for (size_t i = 0; i < p->edges.n; i++) {
            struct edge *e = &p->edges.at[i];

            if (e->from != k || !at_top(e))
                continue;
            e->port = x;
            x += step;
        }
    }
}

static void draw_all(struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++) {
        struct edge *e = &p->edges.at[i];

        e->n_at = 0;
        if (e->route == ROUTE_UP)
            draw_up(p, e);
        else if (at_top(e))
            draw_top(p, e);
        else
            draw_right(p, e);
    }
}

/* -- fewer crossings: which track of a gap is left of which -- */

struct upright { /* an arrow's way up or down in a gap */
    int32_t *track;
    int32_t  left, right; /* y where it comes from the left side, where from the right */
};

static bool within(int32_t y, const struct upright *u)
{
    return u->left < u->right ? u->left < y && y < u->right : u->right < y && y < u->left;
}

/* How often they cross when `a` is left of `b`. */
static int crossings(const struct upright *a, const struct upright *b)
{
    return within(b->left, a) + within(a->right, b);
}

static struct upright upright_of(struct edge *e, bool second)
{
    size_t       i = 1;
    struct point a, b;

    if (e->route == ROUTE_BACK)
        i = 2;
    else if (second)
        i = 3;
    a = e->at[i];
    b = e->at[i + 1];
    /* An arrow back runs from the right to the left. */
    return e->route == ROUTE_BACK && e->at[0].x > a.x
               ? (struct upright){ &e->t1, b.y, a.y }
               : (struct upright){ second ? &e->t2 : &e->t1, a.y, b.y };
}

/* Exchange neighbours as long as that helps. */
static void sort_gap(struct picture *p, size_t gap)
{
    struct upright *at = ARENA_ARRAY(p->f.arena, struct upright, p->edges.n + 1);
    size_t          n  = 0;
    bool            second, better = true;

    for (size_t i = 0; i < p->edges.n; i++)
        if (uses_gap(&p->edges.at[i], gap, &second))
            at[n++] = upright_of(&p->edges.at[i], second);
    for (size_t round = 0; better && round < n; round++) {
        better = false;
        for (size_t i = 0; i + 1 < n; i++) {
            struct upright left = at[i];

            if (crossings(&at[i + 1], &left) >= crossings(&left, &at[i + 1]))
                continue;
            at[i]     = at[i + 1];
            at[i + 1] = left;
            better    = true;
        }
    }
    for (size_t i = 0; i < n; i++)
        *at[i].track = (int32_t)(n - 1 - i);
}

/* Heights do not depend on which track an arrow has in a gap, so they are known by now. */
static void sort_tracks(struct picture *p)
{
    for (size_t g = 1; g <= p->cols; g++)
        sort_gap(p, g);
}

void picture_route(struct picture *p)
{
    struct arena *a = p->f.arena;

    p->col_x    = ARENA_ARRAY(a, int32_t, p->cols + 2);
    p->col_w    = ARENA_ARRAY(a, int32_t, p->cols + 2);
    p->gap_x    = ARENA_ARRAY(a, int32_t, p->cols + 2);
    p->row_y    = ARENA_ARRAY(a, int32_t, p->rows + 2);
    p->chan_y   = ARENA_ARRAY(a, int32_t, p->rows + 2);
    p->row_port = ARENA_ARRAY(a, int32_t, p->rows + 2);
    choose_routes(p);
    plan_ports(p);
    plan_tops(p);
    plan_columns(p);
    place_columns(p);
    number_tracks(p);
    place_rows(p);
    draw_all(p);
    sort_tracks(p);
    for (int again = 0; again < 2; again++) { /* labels give way to what was drawn before */
        place_rows(p);
        draw_all(p);
    }
}
