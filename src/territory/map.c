#include "territory/map.h"
#include "territory/nearest.h"
#include "territory/zones.h"

#include <math.h>
#include <stdlib.h>

static const size_t MAP_CEILING = (size_t)4 << 30;

struct map {
    struct arena  *arena;
    struct zones   zones;
    struct nearest centres;
};

struct centre_in {
    struct str    path;
    int64_t       place;
    struct lonlat at;
};
struct map_maker {
    struct arena          *arena, *scratch;
    VEC(struct zone_shape) shapes;
    VEC(struct centre_in)  centres;
};

struct map_maker *map_begin(void)
{
    struct arena     *a = arena_new(MAP_CEILING);
    struct map_maker *m = ARENA_NEW(a, struct map_maker);

    m->arena   = a;
    m->scratch = arena_new(MAP_CEILING);
    return m;
}

enum rc map_add(struct map_maker *m, const struct map_place *p)
{
    struct lonlat at = { p->lon, p->lat };
    struct area   area;

    if (p->wkb.p) {
        arena_clear(m->scratch);
        TRY(area_from_wkb(p->wkb, m->scratch, &area));
        *VEC_PUSH(m->arena, &m->shapes) =
            zone_shape(m->arena, &area, (struct zone){ p->place, p->rank, p->m2 });
    }
    if (lonlat_ok(at))
        *VEC_PUSH(m->arena, &m->centres) =
            (struct centre_in){ arena_str(m->arena, p->path), p->place, at };
    return RC_OK;
}

void map_give_up(struct map_maker *m)
{
    arena_free(m->scratch);
    arena_free(m->arena);
}

static int by_path(const void *a, const void *b)
{
    const struct centre_in *x = a, *y = b;

    return str_cmp(x->path, y->path);
}

static void make_centres(struct map_maker *m, struct map *map)
{
    struct near_point *at = ARENA_ARRAY(m->arena, struct near_point, m->centres.n);
    size_t             n  = 0;

    if (m->centres.n)
        qsort(m->centres.at, m->centres.n, sizeof(*m->centres.at), by_path);
    for (size_t i = 0; i < m->centres.n; i++) {
        const struct centre_in *c = &m->centres.at[i];

        if (i + 1 < m->centres.n && path_within(c[1].path, c->path))
            continue; /* it has parts that are sought */
        at[n++] = near_point(c->at, c->place);
    }
    nearest_make(&map->centres, at, n);
}

struct map *map_finish(struct map_maker *m)
{
    struct map *map = ARENA_NEW(m->arena, struct map);

    arena_free(m->scratch);
    map->arena = m->arena;
    zones_make(&map->zones, m->arena, m->shapes.at, m->shapes.n);
    make_centres(m, map);
    return map;
}

void map_free(struct map *map)
{
    if (map)
        arena_free(map->arena);
}

size_t map_areas(const struct map *map)
{
    return map->zones.n;
}

size_t map_centres(const struct map *map)
{
    return map->centres.n;
}

enum rc map_locate(const struct map *map, struct lonlat p, double most_m, struct located *ret)
{
    const struct zone *in;
    double             metres;
    int64_t            place;

    if (!lonlat_ok(p))
        return RC_NOT_FOUND;
    in = zones_find(&map->zones, p);
    if (in) {
        *ret = (struct located){ .place = in->id, .by_polygon = true, .metres = NAN };
        return RC_OK;
    }
    if (!nearest_find(&map->centres, p, most_m, &place, &metres))
        return RC_NOT_FOUND;
    *ret = (struct located){ .place = place, .metres = metres };
    return RC_OK;
}
