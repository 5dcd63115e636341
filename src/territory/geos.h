#ifndef LINLI_TERRITORY_GEOS_H
#define LINLI_TERRITORY_GEOS_H
/*
 * geos: handles of the GEOS library for this room.
 *
 * GEOS reports through a handle, so each thread has its own. A handle from
 * geos_open is released with its arena; objects that are handed to
 * geos_keep too.
 */
#include "base/arena.h"

#include <geos_c.h>

GEOSContextHandle_t geos_open(struct arena *a);
/* Destroy `g` with the arena; passes NULL through. The arena must be the handle's. */
GEOSGeometry *geos_keep(struct arena *a, GEOSContextHandle_t h, GEOSGeometry *g);
/* RC_INVALID when GEOS cannot read it. */
CHECKED enum rc geos_from_wkb(GEOSContextHandle_t h, struct str wkb, GEOSGeometry **ret);

#endif
