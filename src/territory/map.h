#ifndef LINLI_TERRITORY_MAP_H
#define LINLI_TERRITORY_MAP_H
/*
 * map: where is this point? Polygons and centres of the places that take
 * cases, in memory.
 *
 * A map is made whole and then only read, so any number of threads may ask at
 * once.
 */
#include "territory/crs.h"
#include "territory/territory.h"

struct map_place {
    int64_t    place;
    struct str path;
    int32_t    rank; /* of its kind: the larger, the finer */
    double     lon, lat;
    double     m2;  /* NAN without an area */
    struct str wkb; /* absent without an area */
};

struct map_maker;
struct map;
/* Everything is copied. RC_INVALID: bytes that are no area. Then still finish or give up. */
struct map_maker *map_begin(void);
CHECKED enum rc   map_add(struct map_maker *m, const struct map_place *p);
struct map       *map_finish(struct map_maker *m); /* frees the maker */
void              map_give_up(struct map_maker *m);
void              map_free(struct map *map);

/*
 * The finest place whose area holds the point (of several the smaller, then
 * the older); else the nearest centre within `most_m`. A place is not sought
 * by its centre when one within it is. RC_NOT_FOUND.
 */
CHECKED enum rc map_locate(const struct map *map, struct lonlat p, double most_m,
                           struct located *ret);
size_t          map_areas(const struct map *map);
size_t          map_centres(const struct map *map);

#endif
