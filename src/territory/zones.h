#ifndef LINLI_TERRITORY_ZONES_H
#define LINLI_TERRITORY_ZONES_H
/*
 * zones: which polygons hold a point, for any number of threads at once.
 *
 * Once made, nothing is written, not even a counter. GEOS cannot promise
 * that: it builds the index of a prepared polygon on first use, and every
 * geometry that any thread makes, be it the point to ask for, changes the
 * count of one factory without a lock. So areas are checked and measured by
 * GEOS when they are drawn, and asked for here.
 *
 * A packed R-tree over the bounds (sort-tile-recursive); in each polygon the
 * edges by horizontal strips. A point on the border of two areas that share
 * their corners is in exactly one of them, the eastern or northern.
 */
#include "territory/area.h"

struct zone {
    int64_t id;
    int32_t rank; /* the larger wins */
    double  m2;   /* then the smaller */
};

struct edge { /* from the lower end to the upper */
    double x0, y0, x1, y1;
};
struct zone_shape {
    struct zone        zone;
    double             west, south, east, north;
    const struct edge *edges;
    uint32_t           n_strips;
    double             strips_a_degree;
    const uint32_t    *strip; /* n_strips + 1: where in `in_strip` each begins */
    const uint32_t    *in_strip;
};
struct zone_node {
    double   west, south, east, north;
    uint32_t first, n; /* of nodes below, or of shapes in a leaf */
    bool     leaf;
};
struct zones {
    const struct zone_shape *shapes;
    size_t                   n;
    const struct zone_node  *nodes; /* the root is the last */
    size_t                   n_nodes;
};

/* What an area is to a point; in `a`, which is to live as long as the zones. */
struct zone_shape zone_shape(struct arena *a, const struct area *area, struct zone zone);
/* Orders `shapes`. */
void zones_make(struct zones *z, struct arena *a, struct zone_shape *shapes, size_t n);
/* The best that holds the point, by rank, size and then id; NULL if none does. */
const struct zone *zones_find(const struct zones *z, struct lonlat p);

#endif
