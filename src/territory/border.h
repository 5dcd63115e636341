#ifndef LINLI_TERRITORY_BORDER_H
#define LINLI_TERRITORY_BORDER_H
/*
 * border: do the areas of neighbours fit together?
 *
 * Grids of one level should cover the place above without gaps and without
 * overlap (domain C.1). What does not fit is told with its size, never
 * refused: real borders are drawn by several hands. No I/O; any thread.
 */
#include "base/arena.h"
#include "territory/crs.h"

enum { BORDER_PLACES_MOST = 5000 };

struct border_place {
    int64_t    place;
    struct str wkb;
};
enum border_fault { BORDER_OVERLAP, BORDER_GAP, BORDER_OUTSIDE };
extern const char *const border_words[]; /* "overlap", "gap", "outside", NULL */

struct border_finding {
    enum border_fault what;
    int64_t           place, other; /* overlap: the two; outside: the first; else NONE_I64 */
    double            m2;
    struct lonlat     at; /* a point in it */
};

/*
 * Compare `n` areas with each other and with that of the place above (`above`
 * absent: only holes that the areas themselves enclose are gaps). Findings
 * under `least_m2` are left out; the largest come first. Arena.
 *   RC_INVALID    an area that GEOS cannot reckon with
 *   RC_TOO_LARGE  more than BORDER_PLACES_MOST
 */
CHECKED enum rc border_check(struct arena *a, const struct border_place *at, size_t n,
                             struct str above, double least_m2, const struct border_finding **ret,
                             size_t *ret_n);

#endif
