#ifndef LINLI_TERRITORY_AREA_H
#define LINLI_TERRITORY_AREA_H
/*
 * area: the polygons of a place, from GeoJSON to bytes and back.
 *
 * What comes in is checked so that every area that is kept is one that GEOS
 * can reckon with: rings closed, four points or more, no line that crosses
 * another, degrees and not metres. Outer rings run against the clock, inner
 * ones with it (RFC 7946). No I/O; any thread.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "shape/json.h"
#include "territory/crs.h"

enum { AREA_POINTS_MOST = 30000 };

struct ring { /* at[from] .. at[from + n - 1], the last the same as the first */
    size_t from, n;
};
struct part { /* one polygon: rings[ring] is the outer one, those behind it are holes */
    size_t ring, n;
};
struct area {
    const struct lonlat *at; /* WGS-84 */
    size_t               n;
    const struct ring   *rings;
    size_t               n_rings;
    const struct part   *parts;
    size_t               n_parts;
    double               west, south, east, north;
    double               m2;     /* on the ellipsoid */
    struct lonlat        inside; /* a point in it */
};

/*
 * Read a Polygon or MultiPolygon geometry and check it. All in the arena.
 *   RC_INVALID  a fault at `field` says what is wrong, and where it crosses itself
 */
CHECKED enum rc area_from_json(const struct jval *geometry, enum crs crs, struct arena *a,
                               struct faults *f, struct str field, struct area *ret);
/* Read a Point geometry. */
CHECKED enum rc point_from_json(const struct jval *geometry, enum crs crs, struct faults *f,
                                struct str field, struct lonlat *ret);
/* A point from elsewhere: converted and checked to be on the globe. */
CHECKED enum rc point_check(struct lonlat p, enum crs crs, struct faults *f, struct str field,
                            struct lonlat *ret);

/* OGC well-known binary, little-endian: Polygon when there is one part, else MultiPolygon. */
struct str area_to_wkb(const struct area *area, struct arena *a);
/* Back. Reckons neither m2 nor inside (NAN). RC_INVALID for bytes that we did not write. */
CHECKED enum rc area_from_wkb(struct str wkb, struct arena *a, struct area *ret);
/* One area of several, given as bytes that we wrote; where they touch, the border between falls.
 * RC_INVALID  a fault at `field` */
CHECKED enum rc area_join(struct arena *a, const struct str *wkb, size_t n, struct faults *f,
                          struct str field, struct area *ret);
/* The pieces into which a line of two points or more cuts an area: one, if it does not pass through
 * it from border to border. Arena. RC_INVALID when GEOS cannot reckon with it. */
CHECKED enum rc area_cut(struct arena *a, struct str wkb, const struct lonlat *at, size_t n,
                         struct faults *f, struct str field, const struct area **ret,
                         size_t *ret_n);
/* As a GeoJSON geometry. */
void area_to_json(const struct area *area, enum crs crs, struct jw *w);

#endif
