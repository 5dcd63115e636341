#ifndef LINLI_TERRITORY_NEAREST_H
#define LINLI_TERRITORY_NEAREST_H
/*
 * nearest: the nearest of many points on the globe.
 *
 * A k-d tree over points of the unit sphere: exact, and without the special
 * cases that degrees have at the poles and at 180. Only read once made.
 */
#include "territory/crs.h"

struct near_point {
    double  v[3];
    int64_t id;
};
struct nearest { /* a point, those before it on one side of it, those behind it on the other */
    struct near_point *at;
    size_t             n;
};

struct near_point near_point(struct lonlat p, int64_t id);
/* Orders `at`, which must live as long. */
void nearest_make(struct nearest *t, struct near_point *at, size_t n);
/* False when there is none within `most_m` metres. */
bool nearest_find(const struct nearest *t, struct lonlat p, double most_m, int64_t *ret_id,
                  double *ret_metres);

#endif
