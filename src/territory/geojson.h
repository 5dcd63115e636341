#ifndef LINLI_TERRITORY_GEOJSON_H
#define LINLI_TERRITORY_GEOJSON_H
/*
 * geojson: a FeatureCollection, one feature at a time (RFC 7946).
 *
 * A file of thousands of polygons holds more values than one tree should, so
 * the collection is only cut into its features and each is parsed by itself.
 * A single Feature is a collection of one. Any thread; no I/O.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "shape/json.h"

struct geojson {
    struct str  text, rest; /* rest: of the features' list */
    size_t      nth;        /* of the feature last given, first = 1 */
    size_t      line;       /* of the place up to which lines were counted */
    const char *counted;
    bool        single;
};
struct feature {
    size_t             nth, line;             /* line of the file where it begins */
    const struct jval *properties, *geometry; /* NULL when there are none */
    struct str         raw;
};

/* RC_MALFORMED, RC_INVALID with a fault. `text` must outlive it. */
CHECKED enum rc geojson_open(struct geojson *g, struct arena *a, struct str text, struct faults *f);
/*
 * The next feature, parsed in `a`, which may be cleared between calls.
 *   RC_NOT_FOUND  the end
 *   RC_INVALID    this one is no feature (the fault says why); go on with the next
 *   RC_MALFORMED  the text is broken here; there is no next
 */
CHECKED enum rc geojson_next(struct geojson *g, struct arena *a, struct faults *f,
                             struct feature *ret);

#endif
