/*
 * cells: a made-up town whose grids fit together without gaps: corners of a
 * lattice moved a little, and crooked lines between them that both sides
 * share. The same for every run.
 */
#include "base/rng.h"
#include "territory/area.h"

enum { CELL_POINTS_MOST = 4 * 32 + 1 };

struct cells {
    int           cols, rows, bends; /* bends: points between two corners */
    struct lonlat from;              /* the south-west corner */
    double        step;              /* degrees */
};

static inline double cells_noise(uint64_t a, uint64_t b, uint64_t c)
{
    struct rng r;

    rng_seed(&r, a * 1000003 + b * 7919 + c);
    return rng_real(&r) - 0.5;
}

static inline struct lonlat cells_corner(const struct cells *t, int col, int row)
{
    uint64_t at = (uint64_t)(row * 4096 + col);
    double   x = col + 0.3 * cells_noise(at, 1, 0), y = row + 0.3 * cells_noise(at, 2, 0);

    return (struct lonlat){ t->from.lon + x * t->step, t->from.lat + y * t->step };
}

/* Point `i` of the crooked line from one corner to the next east or north. */
static inline struct lonlat cells_bend(const struct cells *t, int col, int row, bool north, int i)
{
    struct lonlat a = cells_corner(t, col, row),
                  b = north ? cells_corner(t, col, row + 1) : cells_corner(t, col + 1, row);
    double   f      = (double)i / (t->bends + 1);
    uint64_t at     = (uint64_t)(row * 4096 + col) * 2 + north;
    double   off    = 0.06 * t->step * cells_noise(at, 3, (uint64_t)i);

    return (struct lonlat){ a.lon + f * (b.lon - a.lon) + (north ? off : 0),
                            a.lat + f * (b.lat - a.lat) + (north ? 0 : off) };
}

/* The ring of one cell, against the clock; the number of points. */
static inline size_t cells_ring(const struct cells *t, int col, int row,
                                struct lonlat ring[CELL_POINTS_MOST])
{
    size_t n = 0;

    for (int side = 0; side < 4; side++) {
        bool north = side % 2;
        int  c = col + (side == 1), r = row + (side == 2);

        ring[n++] = cells_corner(t, col + (side == 1 || side == 2), row + (side >= 2));
        for (int i = 1; i <= t->bends; i++)
            ring[n++] = cells_bend(t, c, r, north, side < 2 ? i : t->bends + 1 - i);
    }
    ring[n++] = ring[0];
    return n;
}

static inline struct str cells_wkb(struct arena *a, const struct lonlat *ring, size_t n)
{
    struct ring rings = { 0, n };
    struct part part  = { 0, 1 };
    struct area area  = {
         .at = ring, .n = n, .rings = &rings, .n_rings = 1, .parts = &part, .n_parts = 1
    };

    return area_to_wkb(&area, a);
}
