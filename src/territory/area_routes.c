/* area_routes: polygons as GeoJSON, out and in, and whether neighbours fit together. */
#include "territory/border.h"
#include "territory/geojson.h"
#include "territory/place_rows.h"
#include "territory/territory_routes.h"

#include <math.h>

static const char geojson_type[] = "application/geo+json";

/* -- out -- */

struct areas_ask {
    struct page page;
    struct str  kind;
    int32_t     on, crs;
    double      west, south, east, north;
};
static const struct field areas_ask_fields[] = {
    PAGE_FIELDS(struct areas_ask),
    F(struct areas_ask, kind, .max = 40, .doc = "of which kind of place"),
    F(struct areas_ask, on, .as = AS_DAY, .opt = true, .doc = "as it was on that day; or today"),
    F(struct areas_ask, crs, .words = crs_words, .opt = true, .doc = "wgs84 if absent"),
    F(struct areas_ask, west, .opt = true, .doc = "the map's window, WGS-84"),
    F(struct areas_ask, south, .opt = true, .doc = "its lower edge"),
    F(struct areas_ask, east, .opt = true, .doc = "its right edge"),
    F(struct areas_ask, north, .opt = true, .doc = "its upper edge"),
};
const struct shape areas_ask_shape = SHAPE(struct areas_ask, areas_ask_fields);

static enum crs crs_asked(int32_t crs)
{
    return crs < 0 ? CRS_WGS84 : (enum crs)crs;
}

static enum rc put_feature(struct jw *j, struct arena *a, const struct place_area_row *r,
                           enum crs crs)
{
    struct area area;

    TRY(area_from_wkb(r->wkb, a, &area));
    jw_obj(j);
    jw_keyc(j, "type");
    jw_cstr(j, "Feature");
    jw_keyc(j, "id");
    jw_id(j, r->id);
    jw_keyc(j, "properties");
    jw_obj(j);
    jw_keyc(j, "kind");
    jw_str(j, r->kind);
    if (r->code.p) {
        jw_keyc(j, "code");
        jw_str(j, r->code);
    }
    jw_keyc(j, "name");
    jw_str(j, r->name);
    jw_keyc(j, "m2");
    jw_real(j, round(r->m2));
    jw_obj_end(j);
    jw_keyc(j, "geometry");
    area_to_json(&area, crs, j);
    jw_obj_end(j);
    return RC_OK;
}

static enum rc reply_features(struct request *q, const struct rows *rows, int64_t limit,
                              enum crs crs)
{
    const struct place_area_row *r = rows->at;
    size_t                       n = rows->n > (size_t)limit ? (size_t)limit : rows->n;
    struct jw                    j;

    reply_text(q, 200, geojson_type, S(""));
    jw_init(&j, &q->out);
    jw_obj(&j);
    jw_keyc(&j, "type");
    jw_cstr(&j, "FeatureCollection");
    jw_keyc(&j, "features");
    jw_list(&j);
    for (size_t i = 0; i < n; i++)
        TRY(put_feature(&j, q->arena, &r[i], crs));
    jw_list_end(&j);
    if (n < rows->n) {
        jw_keyc(&j, "next");
        jw_str(&j, r[n - 1].path);
    }
    jw_obj_end(&j);
    return buf_check(&q->out);
}

enum rc areas_get(struct request *q, struct work *w)
{
    const struct areas_ask *in    = q->query;
    int64_t                 limit = page_limit(in->page.limit);
    int32_t                 day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct place            p;
    struct rows             rows;

    TRY(place_get(w, q->path.id, &p));
    TRY(db_all(w->tx, &stmt_areas,
               ARGS(A(p.path), A(path_end(w->arena, p.path)), A(in->kind), A(day),
                    A(isnan(in->west) ? -180.0 : in->west), A(isnan(in->south) ? -90.0 : in->south),
                    A(isnan(in->east) ? 180.0 : in->east), A(isnan(in->north) ? 90.0 : in->north),
                    A(page_after(&in->page)), A(limit + 1)),
               &rows));
    return reply_features(q, &rows, limit, crs_asked(in->crs));
}

struct area_ask {
    int32_t on, crs;
};
static const struct field area_ask_fields[] = {
    F(struct area_ask, on, .as = AS_DAY, .opt = true, .doc = "as it was on that day; or today"),
    F(struct area_ask, crs, .words = crs_words, .opt = true, .doc = "wgs84 if absent"),
};
const struct shape area_ask_shape = SHAPE(struct area_ask, area_ask_fields);

enum rc area_get(struct request *q, struct work *w)
{
    const struct area_ask *in  = q->query;
    int32_t                day = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct place           p;
    struct area_row        a;
    struct place_area_row  r;
    struct jw              j;

    TRY(place_get(w, q->path.id, &p));
    TRY(db_one(w->tx, &stmt_area_on, ARGS(A(p.id), A(day)), &a));
    r = (struct place_area_row){ p.id, p.path, p.kind, p.code, p.name, a.m2, a.wkb };
    reply_text(q, 200, geojson_type, S(""));
    jw_init(&j, &q->out);
    TRY(put_feature(&j, q->arena, &r, crs_asked(in->crs)));
    return buf_check(&q->out);
}

/* -- in -- */

struct area_put {
    int64_t version;
    int32_t on, crs;
};
static const struct field area_put_fields[] = {
    F(struct area_put, version, .opt = true, .min = 1, .doc = "of the place, as it was seen"),
    F(struct area_put, on, .as = AS_DAY, .opt = true, .doc = "from this day on; today if absent"),
    F(struct area_put, crs, .words = crs_words, .opt = true, .doc = "wgs84 if absent"),
};
const struct shape area_put_shape = SHAPE(struct area_put, area_put_fields);

/* -- do they fit -- */

enum { LEAST_M2 = 10 };

struct borders_ask {
    struct str kind;
    double     least_m2;
};
static const struct field borders_ask_fields[] = {
    F(struct borders_ask, kind, .max = 40, .doc = "which kind of place directly below"),
    F(struct borders_ask, least_m2, .opt = true, .min = 0, .max = 1000000000,
      .doc = "leave out what is smaller; 10 if absent"),
};
const struct shape borders_ask_shape = SHAPE(struct borders_ask, borders_ask_fields);

struct border_row {
    int32_t what;
    int64_t place, other;
    double  m2, lon, lat;
};
static const struct field border_fields[] = {
    F(struct border_row, what, .words = border_words),
    F(struct border_row, place, .as = AS_ID, .opt = true),
    F(struct border_row, other, .as = AS_ID, .opt = true, .doc = "with which it overlaps"),
    F(struct border_row, m2),
    F(struct border_row, lon, .doc = "a point in it"),
    F(struct border_row, lat),
};
const struct shape border_shape = SHAPE(struct border_row, border_fields);

static enum rc neighbours(struct work *w, const struct place *p, struct str kind,
                          const struct border_place **ret, size_t *ret_n)
{
    struct rows                  rows;
    const struct place_area_row *r;
    struct border_place         *at;

    TRY(db_all(w->tx, &stmt_areas_below,
               ARGS(A(p->id), A(kind), A(tree_today(w)), A((int64_t)BORDER_PLACES_MOST + 1)),
               &rows));
    r  = rows.at;
    at = ARENA_ARRAY(w->arena, struct border_place, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        at[i] = (struct border_place){ r[i].id, r[i].wkb };
    *ret   = at;
    *ret_n = rows.n;
    return RC_OK;
}

/* Findings among the places of `kind` directly below `p`; rows of struct border_row. */
static enum rc find_borders(struct work *w, const struct place *p, struct str kind, double least,
                            struct list *ret)
{
    struct area_row              own;
    const struct border_place   *at;
    const struct border_finding *found;
    struct border_row           *rows;
    size_t                       n, n_found;
    enum rc                      rc;

    TRY(neighbours(w, p, kind, &at, &n));
    rc = db_one(w->tx, &stmt_area_on, ARGS(A(p->id), A(tree_today(w))), &own);
    if (rc != RC_OK && rc != RC_NOT_FOUND)
        return rc;
    TRY(border_check(w->arena, at, n, rc == RC_OK ? own.wkb : STR_NONE, least, &found, &n_found));
    if (n_found > PAGE_MOST) /* the largest come first */
        n_found = PAGE_MOST;
    rows = ARENA_ARRAY(w->arena, struct border_row, n_found);
    for (size_t i = 0; i < n_found; i++)
        rows[i] = (struct border_row){ (int32_t)found[i].what, found[i].place,
                                       found[i].other,         found[i].m2,
                                       found[i].at.lon,        found[i].at.lat };
    *ret = (struct list){ rows, n_found };
    return RC_OK;
}

enum rc borders_get(struct request *q, struct work *w)
{
    const struct borders_ask *in    = q->query;
    double                    least = isnan(in->least_m2) ? LEAST_M2 : in->least_m2;
    struct place              p;
    struct list               rows;

    TRY(place_get(w, q->path.id, &p));
    TRY(work_need(w, CAP_TERRITORY_READ, p.path, STR_NONE));
    TRY(find_borders(w, &p, in->kind, least, &rows));
    return reply_list(q, &border_shape, &(struct rows_view){ rows.at, rows.n }, STR_NONE, STR_NONE);
}

/* -- drawing -- */

struct area_drawn {
    struct place place;
    struct list  warnings; /* struct border_row */
};
static const struct field area_drawn_fields[] = {
    F_OBJ(struct area_drawn, place, &place_shape),
    F(struct area_drawn, warnings, .of = &border_shape,
      .doc = "where it does not fit with its neighbours of the same kind, the largest first"),
};
const struct shape area_drawn_shape = SHAPE(struct area_drawn, area_drawn_fields);

/* What does not fit and concerns this place. */
static enum rc find_warnings(struct work *w, const struct place *p, struct list *ret)
{
    struct place             above;
    struct list              all;
    const struct border_row *row;
    struct border_row       *mine;
    size_t                   n = 0;

    *ret = (struct list){ 0 };
    if (p->parent == NONE_I64)
        return RC_OK;
    TRY(place_get(w, p->parent, &above));
    TRY(find_borders(w, &above, p->kind, LEAST_M2, &all));
    row  = all.at;
    mine = ARENA_ARRAY(w->arena, struct border_row, all.n);
    for (size_t i = 0; i < all.n; i++)
        if (row[i].place == p->id || row[i].other == p->id)
            mine[n++] = row[i];
    *ret = (struct list){ mine, n };
    return RC_OK;
}

enum rc area_put(struct request *q, struct work *w)
{
    const struct area_put *in = q->query;
    const struct jval     *v, *type, *g;
    struct area            area;
    struct area_drawn      reply_with;

    TRY(json_parse(q->arena, q->raw, w->faults, &v));
    type = v->kind == J_OBJ ? json_get(v, "type") : NULL;
    g = type && type->kind == J_STR && str_is(type->text, "Feature") ? json_get(v, "geometry") : v;
    if (!g || g->kind != J_OBJ)
        return WORK_FIELD(w, RC_INVALID, &say_wrong_type, S("geometry"),
                          S("Polygon, MultiPolygon"));
    TRY(area_from_json(g, crs_asked(in->crs), w->arena, w->faults, S("geometry"), &area));
    TRY(place_draw(w, q->path.id, in->version, in->on, &area));
    TRY(place_get(w, q->path.id, &reply_with.place));
    TRY(find_warnings(w, &reply_with.place, &reply_with.warnings));
    return reply(q, 200, &area_drawn_shape, &reply_with);
}

enum rc area_delete(struct request *q, struct work *w)
{
    const struct area_put *in = q->query;

    TRY(place_draw(w, q->path.id, in->version, in->on, NULL));
    return reply_empty(q);
}
