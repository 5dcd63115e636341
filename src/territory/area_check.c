/* area_check: polygons as people send them, with sentences for everything that can be wrong. */
#include "territory/area.h"
#include "territory/geos.h"

#include <math.h>
#include <stdio.h>

static const struct say say_geometry =
    SAY("geometry", "应为 GeoJSON 的{0}", "a GeoJSON {0} is expected");
static const struct say say_position =
    SAY("position", "第{0}个坐标应为[经度, 纬度]两个数",
        "position {0} must be two numbers, [longitude, latitude]");
static const struct say say_degrees = SAY(
    "degrees", "坐标（{0}, {1}）超出范围：经度在±180度、纬度在±90度之内[；{2}]",
    "({0}, {1}) is not on the globe: longitude within ±180, latitude within ±90 degrees[; {2}]");
static const struct say say_open = SAY("ring_open", "第{0}个环没有闭合：最后一点应与第一点相同",
                                       "ring {0} is not closed: its last point must be its first");
static const struct say say_short =
    SAY("ring_short", "第{0}个环只有{1}个点，至少要4个（首尾相同）",
        "ring {0} has {1} points; it needs 4 at least, the last being the first");
static const struct say say_many = SAY("area_points", "边界点不能超过{0}个", "at most {0} points");
static const struct say say_crosses =
    SAY("area_crosses", "边界在（{0}, {1}）处自相交", "the border crosses itself at ({0}, {1})");
static const struct say say_touches =
    SAY("area_touches", "同一个环在（{0}, {1}）处碰到自己", "a ring touches itself at ({0}, {1})");
static const struct say say_hole = SAY("area_hole", "洞不在外边界之内，位置（{0}, {1}）",
                                       "a hole lies outside its border, at ({0}, {1})");
static const struct say say_nested = SAY("area_nested", "两部分或两个洞互相重叠，位置（{0}, {1}）",
                                         "two parts or two holes overlap, at ({0}, {1})");
static const struct say say_cut = SAY("area_cut", "洞把内部切成了几块，位置（{0}, {1}）",
                                      "holes cut the inside into pieces, at ({0}, {1})");
static const struct say say_flat = SAY("area_flat", "多边形没有面积", "the polygon has no area");
static const struct say say_wrong =
    SAY("area_wrong", "多边形无效，位置（{0}, {1}）", "the polygon is not valid, at ({0}, {1})");

struct reading {
    struct arena      *arena;
    struct faults     *f;
    struct str         field;
    enum crs           crs;
    VEC(struct lonlat) at;
    VEC(struct ring)   rings;
    VEC(struct part)   parts;
};

static struct str degree_text(double v, char room[32])
{
    int n = snprintf(room, 32, "%.6f", v);

    return (struct str){ room, n < 32 ? (size_t)n : 31 };
}

static enum rc fault_at(struct faults *f, const struct say *say, struct str field, struct lonlat p,
                        struct str hint)
{
    char             x[32], y[32];
    const struct str args[] = { degree_text(p.lon, x), degree_text(p.lat, y), hint };

    return fault_full(f, RC_INVALID, say, field, args, 3);
}

enum rc point_check(struct lonlat p, enum crs crs, struct faults *f, struct str field,
                    struct lonlat *ret)
{
    if (!lonlat_ok(p)) {
        struct str hint = STR_NONE;

        if (lonlat_ok((struct lonlat){ p.lat, p.lon }))
            hint = S("lon, lat?");
        else if (fabs(p.lon) > 1000)
            hint = S("CGCS2000 / WGS-84, not metres");
        return fault_at(f, &say_degrees, field, p, hint);
    }
    *ret = crs_to_wgs84(crs, p);
    return RC_OK;
}

/* [lon, lat] or [lon, lat, height]. */
static enum rc read_position(const struct jval *v, struct lonlat *ret)
{
    struct lonlat p;

    if (!v || v->kind != J_LIST || v->n < 2 || v->n > 3 || v->first->kind != J_NUM ||
        v->first->next->kind != J_NUM)
        return RC_INVALID;
    TRY(json_real(v->first, &p.lon));
    TRY(json_real(v->first->next, &p.lat));
    *ret = p;
    return RC_OK;
}

static enum rc bad_position(struct faults *f, struct str field, size_t nth)
{
    char room[INT_TEXT];

    return fault_field(f, RC_INVALID, &say_position, field, int_text((int64_t)nth, room));
}

enum rc point_from_json(const struct jval *geometry, enum crs crs, struct faults *f,
                        struct str field, struct lonlat *ret)
{
    const struct jval *type = json_get(geometry, "type");
    struct lonlat      p;

    if (!type || type->kind != J_STR || !str_is(type->text, "Point"))
        return fault_field(f, RC_INVALID, &say_geometry, field, S("Point"));
    if (read_position(json_get(geometry, "coordinates"), &p) != RC_OK)
        return bad_position(f, field, 1);
    return point_check(p, crs, f, field, ret);
}

/* -- rings -- */

static enum rc ring_fault(struct reading *r, const struct say *say, size_t n)
{
    char             nth[INT_TEXT], many[INT_TEXT];
    const struct str args[] = { int_text((int64_t)r->rings.n + 1, nth),
                                int_text((int64_t)n, many) };

    return fault_full(r->f, RC_INVALID, say, r->field, args, 2);
}

/* Twice the signed area in degrees: positive against the clock. */
static double turning(const struct lonlat *at, size_t n)
{
    double sum = 0;

    for (size_t i = 1; i + 1 < n; i++)
        sum += (at[i].lon - at[0].lon) * (at[i + 1].lat - at[0].lat) -
               (at[i + 1].lon - at[0].lon) * (at[i].lat - at[0].lat);
    return sum;
}

static void turn(struct lonlat *at, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct lonlat p = at[i];

        at[i]         = at[n - 1 - i];
        at[n - 1 - i] = p;
    }
}

static bool same(struct lonlat a, struct lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

static enum rc read_ring(struct reading *r, const struct jval *v, bool outer)
{
    size_t         from = r->at.n, nth = 0;
    struct lonlat *at, p;
    size_t         n;

    if (v->kind != J_LIST)
        return bad_position(r->f, r->field, 1);
    for (const struct jval *c = v->first; c; c = c->next) {
        if (read_position(c, &p) != RC_OK)
            return bad_position(r->f, r->field, nth + 1);
        if (r->at.n == AREA_POINTS_MOST) {
            char room[INT_TEXT];

            return fault_field(r->f, RC_INVALID, &say_many, r->field,
                               int_text(AREA_POINTS_MOST, room));
        }
        TRY(point_check(p, r->crs, r->f, r->field, &p));
        *VEC_PUSH(r->arena, &r->at) = p;
        nth++;
    }
    n = r->at.n - from;
    if (n < 4)
        return ring_fault(r, &say_short, n);
    at = r->at.at + from;
    if (!same(at[0], at[n - 1]))
        return ring_fault(r, &say_open, n);
    if ((turning(at, n) > 0) != outer)
        turn(at, n);
    *VEC_PUSH(r->arena, &r->rings) = (struct ring){ from, n };
    return RC_OK;
}

static enum rc read_part(struct reading *r, const struct jval *v)
{
    if (v->kind != J_LIST || v->n == 0)
        return fault_field(r->f, RC_INVALID, &say_geometry, r->field, S("Polygon"));
    *VEC_PUSH(r->arena, &r->parts) = (struct part){ r->rings.n, v->n };
    for (const struct jval *c = v->first; c; c = c->next)
        TRY(read_ring(r, c, c == v->first));
    return RC_OK;
}

/* -- what GEOS says -- */

static enum rc say_why(const char *reason, struct faults *f, struct str field, struct lonlat p)
{
    static const struct {
        const char       *begins;
        const struct say *say;
    } why[] = {
        { "Self-intersection", &say_crosses },    { "Ring Self-intersection", &say_touches },
        { "Hole lies outside shell", &say_hole }, { "Holes are nested", &say_nested },
        { "Nested shells", &say_nested },         { "Duplicate Rings", &say_nested },
        { "Interior is disconnected", &say_cut },
    };

    for (size_t i = 0; i < ARRAY_LEN(why); i++)
        if (str_starts(str_of(reason), str_of(why[i].begins)))
            return fault_at(f, why[i].say, field, p, STR_NONE);
    return fault_at(f, &say_wrong, field, p, STR_NONE);
}

static enum rc check_valid(GEOSContextHandle_t h, const GEOSGeometry *g, struct faults *f,
                           struct str field)
{
    char         *reason = NULL;
    GEOSGeometry *where  = NULL;
    struct lonlat p      = { NAN, NAN };
    char          ok     = GEOSisValidDetail_r(h, g, 0, &reason, &where);
    enum rc       rc     = RC_OK;

    if (ok != 1) {
        if (where) {
            GEOSGeomGetX_r(h, where, &p.lon);
            GEOSGeomGetY_r(h, where, &p.lat);
        }
        rc = say_why(reason ? reason : "", f, field, p);
    }
    if (reason)
        GEOSFree_r(h, reason);
    if (where)
        GEOSGeom_destroy_r(h, where);
    return rc;
}

static double ring_m2(const struct lonlat *at, size_t n)
{
    struct plane o = plane_of(at[0]), p = { 0, 0 };
    double       sum = 0;

    for (size_t i = 1; i < n; i++) {
        struct plane q = plane_of(at[i]);

        q.x -= o.x;
        q.y -= o.y;
        sum += p.x * q.y - q.x * p.y;
        p = q;
    }
    return sum / 2;
}

static enum rc find_inside(GEOSContextHandle_t h, const GEOSGeometry *g, struct lonlat *ret)
{
    GEOSGeometry *p = GEOSPointOnSurface_r(h, g);
    bool ok = p && GEOSGeomGetX_r(h, p, &ret->lon) == 1 && GEOSGeomGetY_r(h, p, &ret->lat) == 1;

    if (p)
        GEOSGeom_destroy_r(h, p);
    return ok ? RC_OK : RC_INVALID;
}

/* GEOS is asked over the very bytes that will be kept. */
static enum rc check_whole(struct reading *r, struct area *area)
{
    GEOSContextHandle_t h = geos_open(r->arena);
    GEOSGeometry       *g;

    TRY(geos_from_wkb(h, area_to_wkb(area, r->arena), &g));
    geos_keep(r->arena, h, g);
    TRY(check_valid(h, g, r->f, r->field));
    area->m2 = 0;
    for (size_t i = 0; i < area->n_rings; i++) /* holes turn the other way, so they count off */
        area->m2 += ring_m2(area->at + area->rings[i].from, area->rings[i].n);
    if (!(area->m2 > 0) || find_inside(h, g, &area->inside) != RC_OK)
        return fault_field(r->f, RC_INVALID, &say_flat, r->field, STR_NONE);
    return RC_OK;
}

/* Both ways in end here: rings that are closed and long enough, whose lines may still cross. */
static enum rc finish(struct reading *r, struct area *ret)
{
    struct area area = { .at      = r->at.at,
                         .n       = r->at.n,
                         .rings   = r->rings.at,
                         .n_rings = r->rings.n,
                         .parts   = r->parts.at,
                         .n_parts = r->parts.n };

    TRY(area_from_wkb(area_to_wkb(&area, r->arena), r->arena, &area)); /* its bounds */
    TRY(check_whole(r, &area));
    *ret = area;
    return RC_OK;
}

enum rc area_from_json(const struct jval *geometry, enum crs crs, struct arena *a, struct faults *f,
                       struct str field, struct area *ret)
{
    struct reading     r    = { .arena = a, .f = f, .field = field, .crs = crs };
    const struct jval *type = json_get(geometry, "type"), *v = json_get(geometry, "coordinates");
    bool               multi = type && type->kind == J_STR && str_is(type->text, "MultiPolygon");

    if (!multi && (!type || type->kind != J_STR || !str_is(type->text, "Polygon")))
        return fault_field(f, RC_INVALID, &say_geometry, field, S("Polygon, MultiPolygon"));
    if (!v || v->kind != J_LIST || v->n == 0)
        return fault_field(f, RC_INVALID, &say_geometry, field, type->text);
    if (multi) {
        for (const struct jval *c = v->first; c; c = c->next)
            TRY(read_part(&r, c));
    } else {
        TRY(read_part(&r, v));
    }
    return finish(&r, ret);
}
