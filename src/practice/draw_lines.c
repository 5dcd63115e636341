/* draw_lines: the arrows themselves, with as few crossings as exchanging tracks gives. */
#include "practice/draw_own.h"

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
        int32_t x = e->route == ROUTE_ALONG_OWN ? picture_track_x(p, e->v2, e->t1)
                                                : picture_track_x(p, e->v1, e->t1);

        to(e, x, y1);
        to(e, x, y2);
    } else if (e->route == ROUTE_OVER) {
        int32_t y = p->row_y[e->h] - e->label_at.y;

        to(e, picture_track_x(p, e->v1, e->t1), y1);
        to(e, picture_track_x(p, e->v1, e->t1), y);
        to(e, picture_track_x(p, e->v2, e->t2), y);
        to(e, picture_track_x(p, e->v2, e->t2), y2);
    }
    to(e, b->box.x, y2);
    e->label_at.y = y1 - 4 - e->label_at.h;
}

static void draw_top(struct picture *p, struct edge *e)
{
    const struct node *a = &p->nodes.at[e->from], *b = &p->nodes.at[e->to];
    int32_t            x = picture_out_x(p, e), y = p->row_y[e->h] - e->label_at.y;

    to(e, x, a->box.y);
    to(e, x, y);
    if (e->route == ROUTE_BACK) {
        int32_t t = picture_track_x(p, e->v1, e->t1), in = p->row_y[b->row] + IN_TOP;

        to(e, t, y);
        to(e, t, in);
        to(e, b->box.x + b->box.w, in);
    } else {
        to(e, picture_in_x(p, e), y);
        to(e, picture_in_x(p, e), b->box.y);
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

static void draw_all(struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++) {
        struct edge *e = &p->edges.at[i];

        e->n_at = 0;
        if (e->route == ROUTE_UP)
            draw_up(p, e);
        else if (edge_at_top(e))
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

/* How often they cross when `a` is left of `b`. To run on top of each other is worse. */
static int crossings(const struct upright *a, const struct upright *b)
{
    return within(b->left, a) + within(a->right, b) + 2 * (a->right == b->left);
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
        if (edge_uses_gap(&p->edges.at[i], gap, &second))
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
    picture_routes(p);
    picture_place_columns(p);
    picture_place_rows(p);
    draw_all(p);
    sort_tracks(p);
    for (int again = 0; again < 2; again++) { /* labels give way to what was drawn before */
        picture_place_rows(p);
        draw_all(p);
    }
}
