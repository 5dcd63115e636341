/* area: bytes, text and sizes of polygons that were checked (area_check.c reads them in). */
#include "territory/area.h"

#include <math.h>
#include <string.h>

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

/* -- out -- */

static void put_u32(struct buf *b, uint32_t v)
{
    char c[4] = { (char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24) };

    buf_add(b, (struct str){ c, sizeof(c) });
}

static void put_double(struct buf *b, double v)
{
    uint64_t u;

    memcpy(&u, &v, sizeof(u));
    put_u32(b, (uint32_t)u);
    put_u32(b, (uint32_t)(u >> 32));
}

static void put_head(struct buf *b, uint32_t type, size_t n)
{
    buf_add1(b, 1); /* little-endian */
    put_u32(b, type);
    put_u32(b, (uint32_t)n);
}

static void put_part(struct buf *b, const struct area *area, const struct part *part)
{
    put_head(b, WKB_POLYGON, part->n);
    for (size_t r = 0; r < part->n; r++) {
        const struct ring *ring = &area->rings[part->ring + r];

        put_u32(b, (uint32_t)ring->n);
        for (size_t i = 0; i < ring->n; i++) {
            put_double(b, area->at[ring->from + i].lon);
            put_double(b, area->at[ring->from + i].lat);
        }
    }
}

struct str area_to_wkb(const struct area *area, struct arena *a)
{
    struct buf b;
    struct str wkb;

    buf_init(&b, 32 + area->n * 16 + area->n_rings * 4 + area->n_parts * 9);
    if (area->n_parts != 1)
        put_head(&b, WKB_MULTIPOLYGON, area->n_parts);
    for (size_t p = 0; p < area->n_parts; p++)
        put_part(&b, area, &area->parts[p]);
    BUG_ON(b.full);
    wkb = arena_str(a, buf_str(&b));
    buf_free(&b);
    return wkb;
}

/* To the tenth of a micro-degree, a centimetre: shorter, and a converted point is not written with
 * digits that nobody measured. */
static double tidy(double v)
{
    return round(v * 1e7) / 1e7;
}

static void json_ring(const struct area *area, const struct ring *ring, enum crs crs, struct jw *w)
{
    jw_list(w);
    for (size_t i = 0; i < ring->n; i++) {
        struct lonlat p = crs_from_wgs84(crs, area->at[ring->from + i]);

        jw_list(w);
        jw_real(w, tidy(p.lon));
        jw_real(w, tidy(p.lat));
        jw_list_end(w);
    }
    jw_list_end(w);
}

static void json_part(const struct area *area, const struct part *part, enum crs crs, struct jw *w)
{
    jw_list(w);
    for (size_t r = 0; r < part->n; r++)
        json_ring(area, &area->rings[part->ring + r], crs, w);
    jw_list_end(w);
}

void area_to_json(const struct area *area, enum crs crs, struct jw *w)
{
    jw_obj(w);
    jw_keyc(w, "type");
    jw_cstr(w, area->n_parts == 1 ? "Polygon" : "MultiPolygon");
    jw_keyc(w, "coordinates");
    if (area->n_parts == 1) {
        json_part(area, &area->parts[0], crs, w);
    } else {
        jw_list(w);
        for (size_t p = 0; p < area->n_parts; p++)
            json_part(area, &area->parts[p], crs, w);
        jw_list_end(w);
    }
    jw_obj_end(w);
}

/* -- back in -- */

struct wkb_in {
    const unsigned char *p;
    size_t               left;
    bool                 bad;
};

static uint32_t get_u32(struct wkb_in *in)
{
    uint32_t v;

    if (in->left < 4) {
        in->bad = true;
        return 0;
    }
    v = (uint32_t)in->p[0] | (uint32_t)in->p[1] << 8 | (uint32_t)in->p[2] << 16 |
        (uint32_t)in->p[3] << 24;
    in->p += 4;
    in->left -= 4;
    return v;
}

static double get_double(struct wkb_in *in)
{
    uint64_t u = get_u32(in);
    double   v;

    u |= (uint64_t)get_u32(in) << 32;
    memcpy(&v, &u, sizeof(v));
    return v;
}

/* The type and count of one geometry. */
static uint32_t get_head(struct wkb_in *in, uint32_t *ret_n)
{
    uint32_t type;

    if (in->left < 9 || in->p[0] != 1) {
        in->bad = true;
        return 0;
    }
    in->p++;
    in->left--;
    type   = get_u32(in);
    *ret_n = get_u32(in);
    return type;
}

struct areas_in {
    struct arena      *arena;
    VEC(struct lonlat) at;
    VEC(struct ring)   rings;
    VEC(struct part)   parts;
};

static void get_part(struct wkb_in *in, struct areas_in *to)
{
    uint32_t n = 0, points;

    if (get_head(in, &n) != WKB_POLYGON || n == 0)
        in->bad = true;
    *VEC_PUSH(to->arena, &to->parts) = (struct part){ to->rings.n, n };
    for (uint32_t r = 0; r < n && !in->bad; r++) {
        points = get_u32(in);
        if (points < 4 || in->left / 16 < points) {
            in->bad = true;
            return;
        }
        *VEC_PUSH(to->arena, &to->rings) = (struct ring){ to->at.n, points };
        for (uint32_t i = 0; i < points; i++) {
            double lon = get_double(in);

            *VEC_PUSH(to->arena, &to->at) = (struct lonlat){ lon, get_double(in) };
        }
    }
}

enum rc area_from_wkb(struct str wkb, struct arena *a, struct area *ret)
{
    struct wkb_in   in = { (const unsigned char *)wkb.p, wkb.n, false };
    struct areas_in to = { .arena = a };
    uint32_t        n  = 1;

    if (wkb.n > 1 && wkb.p[1] == WKB_MULTIPOLYGON && get_head(&in, &n) != WKB_MULTIPOLYGON)
        return RC_INVALID;
    for (uint32_t i = 0; i < n && !in.bad; i++)
        get_part(&in, &to);
    if (in.bad || in.left || to.at.n == 0)
        return RC_INVALID;
    *ret = (struct area){
        .at      = to.at.at,
        .n       = to.at.n,
        .rings   = to.rings.at,
        .n_rings = to.rings.n,
        .parts   = to.parts.at,
        .n_parts = to.parts.n,
        .west    = to.at.at[0].lon,
        .east    = to.at.at[0].lon,
        .south   = to.at.at[0].lat,
        .north   = to.at.at[0].lat,
        .m2      = NAN,
        .inside  = { NAN, NAN },
    };
    for (size_t i = 0; i < ret->n; i++) {
        ret->west  = fmin(ret->west, ret->at[i].lon);
        ret->east  = fmax(ret->east, ret->at[i].lon);
        ret->south = fmin(ret->south, ret->at[i].lat);
        ret->north = fmax(ret->north, ret->at[i].lat);
    }
    return RC_OK;
}
