#include "territory/zones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EDGES_A_STRIP = 8, STRIPS_MOST = 4096, FANOUT = 8, STACK = 64 * FANOUT };

/* -- one polygon -- */

/* Rising with y, also after rounding: whoever lies between two edges' ends lies between their
 * strips. */
static uint32_t strip_of(const struct zone_shape *s, double y)
{
    double at = (y - s->south) * s->strips_a_degree;

    if (!(at > 0))
        return 0;
    return at < s->n_strips ? (uint32_t)at : s->n_strips - 1;
}

static size_t collect_edges(const struct area *area, struct edge *edges)
{
    size_t n = 0;

    for (size_t r = 0; r < area->n_rings; r++) {
        const struct lonlat *at = area->at + area->rings[r].from;

        for (size_t i = 1; i < area->rings[r].n; i++) {
            struct lonlat p = at[i - 1], q = at[i];

            if (p.lat < q.lat)
                edges[n++] = (struct edge){ p.lon, p.lat, q.lon, q.lat };
            else if (p.lat > q.lat) /* a level one is never crossed by a level ray */
                edges[n++] = (struct edge){ q.lon, q.lat, p.lon, p.lat };
        }
    }
    return n;
}

static void cut_strips(struct zone_shape *s, uint32_t n)
{
    s->n_strips        = n;
    s->strips_a_degree = n / (s->north - s->south);
}

/* How many strips all edges together lie in. */
static size_t entries(const struct zone_shape *s, size_t n_edges)
{
    size_t n = 0;

    for (size_t i = 0; i < n_edges; i++)
        n += strip_of(s, s->edges[i].y1) - strip_of(s, s->edges[i].y0) + 1;
    return n;
}

/* Few edges a strip, unless they are so long that the lists would outgrow the edges. */
static void choose_strips(struct zone_shape *s, size_t n_edges)
{
    size_t n = n_edges / EDGES_A_STRIP + 1;

    cut_strips(s, (uint32_t)(n < STRIPS_MOST ? n : STRIPS_MOST));
    while (s->n_strips > 1 && entries(s, n_edges) > 4 * n_edges)
        cut_strips(s, s->n_strips / 2);
}

static void fill_strips(struct zone_shape *s, struct arena *a, size_t n_edges)
{
    uint32_t *begin = ARENA_ARRAY(a, uint32_t, s->n_strips + 2);
    uint32_t *list;

    /* counted one further on, then summed, then filled: `begin` ends as the beginnings */
    for (size_t i = 0; i < n_edges; i++)
        for (uint32_t k = strip_of(s, s->edges[i].y0); k <= strip_of(s, s->edges[i].y1); k++)
            begin[k + 2]++;
    for (uint32_t k = 2; k < s->n_strips + 2; k++)
        begin[k] += begin[k - 1];
    list = ARENA_ARRAY(a, uint32_t, begin[s->n_strips + 1]);
    for (size_t i = 0; i < n_edges; i++)
        for (uint32_t k = strip_of(s, s->edges[i].y0); k <= strip_of(s, s->edges[i].y1); k++)
            list[begin[k + 1]++] = (uint32_t)i;
    s->strip    = begin;
    s->in_strip = list;
}

struct zone_shape zone_shape(struct arena *a, const struct area *area, struct zone zone)
{
    struct edge      *edges = ARENA_ARRAY(a, struct edge, area->n);
    struct zone_shape s     = {
            .zone  = zone,
            .west  = area->west,
            .south = area->south,
            .east  = area->east,
            .north = area->north,
            .edges = edges,
    };
    size_t n = collect_edges(area, edges);

    choose_strips(&s, n);
    fill_strips(&s, a, n);
    return s;
}

/* Odd crossings of the level ray to the east. Edges are compared from their lower ends, so both
 * sides of one reckon the same and exactly one of them takes a point that lies on it. */
static bool holds(const struct zone_shape *s, struct lonlat p)
{
    bool     in = false;
    uint32_t k  = strip_of(s, p.lat);

    for (uint32_t i = s->strip[k]; i < s->strip[k + 1]; i++) {
        const struct edge *e = &s->edges[s->in_strip[i]];

        if (e->y0 <= p.lat && p.lat < e->y1)
            in ^= (e->x1 - e->x0) * (p.lat - e->y0) > (p.lon - e->x0) * (e->y1 - e->y0);
    }
    return in;
}

/* -- the tree -- */

static int by_x(const void *a, const void *b)
{
    const struct zone_shape *p = a, *q = b;
    double                   x = p->west + p->east, y = q->west + q->east;

    return (x > y) - (x < y);
}

static int by_y(const void *a, const void *b)
{
    const struct zone_shape *p = a, *q = b;
    double                   x = p->south + p->north, y = q->south + q->north;

    return (x > y) - (x < y);
}

static void widen(struct zone_node *n, double west, double south, double east, double north)
{
    n->west  = fmin(n->west, west);
    n->south = fmin(n->south, south);
    n->east  = fmax(n->east, east);
    n->north = fmax(n->north, north);
}

static struct zone_node empty_node(size_t first, size_t n, bool leaf)
{
    return (struct zone_node){ INFINITY,        INFINITY,    -INFINITY, -INFINITY,
                               (uint32_t)first, (uint32_t)n, leaf };
}

/* Neighbours next to each other: columns from west to east, each from south to north. */
static void tile(struct zone_shape *shapes, size_t n)
{
    size_t leaves = (n + FANOUT - 1) / FANOUT;
    size_t column = (size_t)ceil(sqrt((double)leaves)) * FANOUT;

    qsort(shapes, n, sizeof(*shapes), by_x);
    for (size_t i = 0; i < n; i += column)
        qsort(shapes + i, n - i < column ? n - i : column, sizeof(*shapes), by_y);
}

void zones_make(struct zones *z, struct arena *a, struct zone_shape *shapes, size_t n)
{
    struct zone_node *nodes = ARENA_ARRAY(a, struct zone_node, n + n / 2 + 64);
    size_t            count = 0, from = 0;

    *z = (struct zones){ .shapes = shapes, .n = n, .nodes = nodes };
    if (n == 0)
        return;
    tile(shapes, n);
    for (size_t i = 0; i < n; i += FANOUT) {
        struct zone_node node = empty_node(i, n - i < FANOUT ? n - i : FANOUT, true);

        for (size_t k = i; k < i + node.n; k++)
            widen(&node, shapes[k].west, shapes[k].south, shapes[k].east, shapes[k].north);
        nodes[count++] = node;
    }
    while (count - from > 1) { /* one level over the one before */
        size_t to = count;

        for (size_t i = from; i < to; i += FANOUT) {
            struct zone_node node = empty_node(i, to - i < FANOUT ? to - i : FANOUT, false);

            for (size_t k = i; k < i + node.n; k++)
                widen(&node, nodes[k].west, nodes[k].south, nodes[k].east, nodes[k].north);
            nodes[count++] = node;
        }
        from = to;
    }
    z->n_nodes = count;
}

static bool better(const struct zone *z, const struct zone *than)
{
    if (!than)
        return true;
    if (z->rank != than->rank)
        return z->rank > than->rank;
    return z->m2 != than->m2 ? z->m2 < than->m2 : z->id < than->id;
}

#define WITHIN(box, p)                                                                             \
    ((box)->west <= (p).lon && (p).lon <= (box)->east && (box)->south <= (p).lat &&                \
     (p).lat <= (box)->north)

const struct zone *zones_find(const struct zones *z, struct lonlat p)
{
    uint32_t           stack[STACK];
    size_t             depth = 0;
    const struct zone *best  = NULL;

    if (z->n_nodes)
        stack[depth++] = (uint32_t)(z->n_nodes - 1);
    while (depth) {
        const struct zone_node *node = &z->nodes[stack[--depth]];

        if (!WITHIN(node, p))
            continue;
        for (uint32_t i = node->first; i < node->first + node->n; i++) {
            const struct zone_shape *s = &z->shapes[i];

            if (!node->leaf)
                stack[depth++] = i; /* FANOUT a level at most, and no tree is 64 levels high */
            else if (WITHIN(s, p) && better(&s->zone, best) && holds(s, p))
                best = &s->zone;
        }
    }
    return best;
}
