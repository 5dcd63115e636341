#include "territory/map.h"
#include "territory/nearest.h"

#include <math.h>
#include <stdlib.h>

enum { MAP_CEILING = 2000 << 20, NODE = 8 };

struct zone {
    const GEOSPreparedGeometry *prepared;
    int64_t                     place;
    double                      m2;
    int32_t                     rank;
};

struct map {
    struct arena       *arena;
    GEOSContextHandle_t h; /* what everything was made with */
    GEOSSTRtree        *tree;
    struct zone        *zones;
    size_t              n;
    struct nearest      centres;
};

struct centre_in {
    struct str    path;
    int64_t       place;
    struct lonlat at;
};
struct map_maker {
    struct arena         *arena;
    GEOSContextHandle_t   h;
    VEC(struct zone)      zones;
    VEC(GEOSGeometry *)   shapes;
    VEC(struct centre_in) centres;
};

struct map_maker *map_begin(void)
{
    struct arena     *a = arena_new(MAP_CEILING);
    struct map_maker *m = ARENA_NEW(a, struct map_maker);

    m->arena = a;
    m->h     = geos_open(a);
    return m;
}

struct prepared {
    GEOSContextHandle_t         h;
    const GEOSPreparedGeometry *p;
};

static void destroy_prepared(void *ctx)
{
    struct prepared *k = ctx;

    GEOSPreparedGeom_destroy_r(k->h, k->p);
}

/* Build everything that GEOS would otherwise build when the first thread asks. */
static enum rc warm(GEOSContextHandle_t h, const GEOSPreparedGeometry *prepared, GEOSGeometry *g)
{
    GEOSGeometry *p = GEOSPointOnSurface_r(h, g);
    char          in;

    if (!p)
        return RC_INVALID;
    in = GEOSPreparedIntersects_r(h, prepared, p);
    GEOSGeom_destroy_r(h, p);
    return in == 1 ? RC_OK : RC_INVALID;
}

static enum rc add_zone(struct map_maker *m, const struct map_place *p)
{
    GEOSGeometry    *g;
    struct prepared *k;

    TRY(geos_from_wkb(m->h, p->wkb, &g));
    geos_keep(m->arena, m->h, g);
    k  = ARENA_NEW(m->arena, struct prepared);
    *k = (struct prepared){ m->h, GEOSPrepare_r(m->h, g) };
    if (!k->p)
        return RC_INVALID;
    arena_defer(m->arena, destroy_prepared, k);
    TRY(warm(m->h, k->p, g));
    *VEC_PUSH(m->arena, &m->zones) =
        (struct zone){ .prepared = k->p, .place = p->place, .m2 = p->m2, .rank = p->rank };
    *VEC_PUSH(m->arena, &m->shapes) = g;
    return RC_OK;
}

enum rc map_add(struct map_maker *m, const struct map_place *p)
{
    struct lonlat at = { p->lon, p->lat };

    if (p->wkb.p)
        TRY(add_zone(m, p));
    if (lonlat_ok(at))
        *VEC_PUSH(m->arena, &m->centres) =
            (struct centre_in){ arena_str(m->arena, p->path), p->place, at };
    return RC_OK;
}

void map_give_up(struct map_maker *m)
{
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

static void no_item(void *item, void *ctx)
{
    (void)item;
    (void)ctx;
}

static void destroy_tree(void *ctx)
{
    struct map *map = ctx;

    GEOSSTRtree_destroy_r(map->h, map->tree);
}

struct map *map_finish(struct map_maker *m)
{
    struct map *map = ARENA_NEW(m->arena, struct map);

    *map = (struct map){
        .arena = m->arena,
        .h     = m->h,
        .zones = m->zones.at,
        .n     = m->zones.n,
        .tree  = GEOSSTRtree_create_r(m->h, NODE),
    };
    BUG_ON(!map->tree);
    arena_defer(m->arena, destroy_tree, map);
    for (size_t i = 0; i < map->n; i++)
        GEOSSTRtree_insert_r(m->h, map->tree, m->shapes.at[i], &map->zones[i]);
    if (map->n) /* the first query builds the tree */
        GEOSSTRtree_query_r(m->h, map->tree, m->shapes.at[0], no_item, NULL);
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
    return map->n;
}

size_t map_centres(const struct map *map)
{
    return map->centres.n;
}

/* -- asking -- */

struct asking {
    GEOSContextHandle_t h;
    GEOSGeometry       *point;
    const struct zone  *best;
};

static bool better(const struct zone *z, const struct zone *than)
{
    if (!than)
        return true;
    if (z->rank != than->rank)
        return z->rank > than->rank;
    return z->m2 != than->m2 ? z->m2 < than->m2 : z->place < than->place;
}

static void look(void *item, void *ctx)
{
    const struct zone *z = item;
    struct asking     *k = ctx;

    if (better(z, k->best) && GEOSPreparedIntersects_r(k->h, z->prepared, k->point) == 1)
        k->best = z;
}

enum rc map_locate(const struct map *map, GEOSContextHandle_t h, struct lonlat p, double most_m,
                   struct located *ret)
{
    struct asking k = { .h = h };
    double        metres;
    int64_t       place;

    if (!lonlat_ok(p))
        return RC_NOT_FOUND;
    if (map->n) {
        k.point = GEOSGeom_createPointFromXY_r(h, p.lon, p.lat);
        BUG_ON(!k.point); /* out of memory */
        GEOSSTRtree_query_r(h, map->tree, k.point, look, &k);
        GEOSGeom_destroy_r(h, k.point);
    }
    if (k.best) {
        *ret = (struct located){ .place = k.best->place, .by_polygon = true, .metres = NAN };
        return RC_OK;
    }
    if (!nearest_find(&map->centres, p, most_m, &place, &metres))
        return RC_NOT_FOUND;
    *ret = (struct located){ .place = place, .metres = metres };
    return RC_OK;
}
