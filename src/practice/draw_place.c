/* draw_place: where columns, rows and the tracks between them come to lie. */
#include "practice/draw_own.h"

#include <stdlib.h>

enum { GAP_LEAST = 44, GAP_AFTER = 18, CHANNEL_LEAST = 12, ROW_AFTER = 14, NUDGE_MOST = 120 };

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

        if (n->col + 1 == gap && edge_at_right(e)) {
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
        n += edge_uses_gap(&p->edges.at[i], gap, &second);
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
int32_t picture_track_x(const struct picture *p, size_t gap, int32_t track)
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

            if (!edge_uses_gap(e, g, &second))
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

int32_t picture_out_x(const struct picture *p, const struct edge *e)
{
    return p->nodes.at[e->from].box.x + e->port;
}

int32_t picture_in_x(const struct picture *p, const struct edge *e)
{
    const struct node *b = &p->nodes.at[e->to];

    return b->box.x + b->box.w - 18;
}

static void ends_of(const struct picture *p, const struct edge *e, int32_t *ret_a, int32_t *ret_b)
{
    if (e->route == ROUTE_OVER) {
        *ret_a = picture_track_x(p, e->v1, e->t1);
        *ret_b = picture_track_x(p, e->v2, e->t2);
    } else {
        *ret_a = picture_out_x(p, e);
        *ret_b = e->route == ROUTE_BACK ? picture_track_x(p, e->v1, e->t1) : picture_in_x(p, e);
    }
}

/* Would another arrow that goes up or down run through a text that stands there in the channel? By
 * what was laid out so far. `all`: also one that begins or ends in the channel, which may pass
 * below or above the text. */
static bool is_crossed(const struct picture *p, const struct edge *own, int32_t from, int32_t to,
                       bool all)
{
    int32_t top = p->chan_y[own->h], bottom = p->row_y[own->h];

    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        for (size_t k = 1; e != own && k < e->n_at; k++) {
            int32_t high = e->at[k - 1].y < e->at[k].y ? e->at[k - 1].y : e->at[k].y;
            int32_t low  = e->at[k - 1].y < e->at[k].y ? e->at[k].y : e->at[k - 1].y;

            if (e->at[k].x != e->at[k - 1].x || e->at[k].x <= from - 3 || e->at[k].x >= to + 3)
                continue;
            if (all ? high < bottom && low > top : high < bottom && low > bottom)
                return true;
        }
    }
    return false;
}

/* The nearest place beside `x` where no other arrow runs through it; `x` when there is none. */
static int32_t beside(const struct picture *p, const struct edge *e, int32_t x)
{
    int32_t w = e->label_at.w;

    for (int all = 1; all >= 0; all--)
        for (int32_t off = 0; off < NUDGE_MOST; off += 4) {
            if (x + off + w < p->w && !is_crossed(p, e, x + off, x + off + w, all))
                return x + off;
            if (x - off > p->lane_w && !is_crossed(p, e, x - off, x - off + w, all))
                return x - off;
        }
    return x;
}

/* The label stands over the arrow, at the side that it comes from. */
static struct span_x span_of(const struct picture *p, struct edge *e)
{
    struct span_x s = { .e = e };
    int32_t       a, b;

    ends_of(p, e, &a, &b);
    s.from = a < b ? a : b;
    s.to   = a < b ? b : a;
    if (edge_at_top(e)) {
        int32_t w = e->label_at.w;

        e->label_at.x = beside(p, e, a < b || s.to - s.from < w + 12 ? s.from + 6 : s.to - 6 - w);
        if (e->label_at.x - 4 < s.from)
            s.from = e->label_at.x - 4;
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
    return (edge_at_top(e) ? e->label_at.h : 0) + TRACK;
}

/* The short ones next to the boxes. Gives the height of the channel. */
static int32_t plan_channel(struct picture *p, size_t row)
{
    struct span_x *at     = ARENA_ARRAY(p->f.arena, struct span_x, p->edges.n + 1);
    size_t         n      = 0;
    int32_t        tracks = 0, y = CHANNEL_LEAST;

    for (size_t i = 0; i < p->edges.n; i++)
        if (edge_uses_channel(&p->edges.at[i]) && p->edges.at[i].h == row)
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
                at[i].e->label_at.y = y; /* above the boxes; draw_lines puts it from the top */
        y += h;
    }
    return n ? y + 2 : CHANNEL_LEAST;
}

/* What the boxes of a row and the ends under them take. */
static int32_t band_of(const struct picture *p, size_t row)
{
    int32_t band = 0;

    for (size_t i = 0; i < p->nodes.n; i++) {
        const struct node *n = &p->nodes.at[i];
        int32_t            h = n->box.h;

        if (n->row != row)
            continue;
        if (n->kind == NODE_START || n->kind == NODE_END)
            h = n->port + n->box.h / 2;
        h += n->leaves_h;
        band = h > band ? h : band;
    }
    return band;
}

/* The lane whose last row that is, or NULL. */
static struct lane *lane_that_ends(struct picture *p, size_t row)
{
    for (size_t i = 0; i < p->lanes.n; i++)
        if (p->lanes.at[i].row + p->lanes.at[i].subs == row + 1)
            return &p->lanes.at[i];
    return NULL;
}

static void place_nodes(struct picture *p)
{
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        n->box.y = p->row_y[n->row];
        if (n->kind == NODE_START || n->kind == NODE_END)
            n->box.y += n->port - n->box.h / 2;
    }
}

void picture_place_rows(struct picture *p)
{
    int32_t y = p->top;

    for (size_t r = 0; r < p->rows; r++) {
        struct lane *l;

        p->chan_y[r] = y;
        y += plan_channel(p, r);
        p->row_y[r] = y;
        y += band_of(p, r) + ROW_AFTER;
        l = lane_that_ends(p, r);
        if (!l)
            continue;
        l->y = p->chan_y[l->row];
        if (y < l->y + l->text_h + ROW_AFTER)
            y = l->y + l->text_h + ROW_AFTER;
        l->h = y - l->y;
    }
    p->chan_y[p->rows] = y;
    p->h               = y;
    place_nodes(p);
}

void picture_place_columns(struct picture *p)
{
    plan_columns(p);
    place_columns(p);
    number_tracks(p);
}
