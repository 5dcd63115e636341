/* cut_routes: an area cut by a line, as a proposal for a split. */
#include "territory/place_rows.h"
#include "territory/territory_routes.h"

enum { LINE_MOST = 500 };

struct corner {
    double lon, lat;
};
static const struct field corner_fields[] = {
    F(struct corner, lon, .min = -180, .max = 180),
    F(struct corner, lat, .min = -90, .max = 90),
};
static const struct shape corner_shape = SHAPE(struct corner, corner_fields);

struct area_cut_in {
    struct list line; /* struct corner */
};
static const struct field area_cut_in_fields[] = {
    F(struct area_cut_in, line, .of = &corner_shape, .min = 2, .max = LINE_MOST,
      .doc = "from border to border or beyond, WGS-84"),
};
const struct shape area_cut_in_shape = SHAPE(struct area_cut_in, area_cut_in_fields);

struct area_part {
    struct json geometry;
    double      m2, lon, lat;
};
static const struct field area_part_fields[] = {
    F(struct area_part, geometry, .doc = "a GeoJSON Polygon"),
    F(struct area_part, m2),
    F(struct area_part, lon, .doc = "a point in it"),
    F(struct area_part, lat),
};
static const struct shape area_part_shape = SHAPE(struct area_part, area_part_fields);

struct area_parts {
    struct list parts;
};
static const struct field area_parts_fields[] = {
    F(struct area_parts, parts, .of = &area_part_shape,
      .doc = "two or more; together they are the area"),
};
const struct shape area_parts_shape = SHAPE(struct area_parts, area_parts_fields);

static enum rc tell_part(struct work *w, const struct area *area, struct area_part *ret)
{
    struct buf b;
    struct jw  j;
    enum rc    rc;

    buf_init(&b, 256 + area->n * 64 + area->n_rings * 8);
    jw_init(&j, &b);
    area_to_json(area, CRS_WGS84, &j);
    rc   = buf_check(&b);
    *ret = (struct area_part){
        { arena_str(w->arena, buf_str(&b)) }, area->m2, area->inside.lon, area->inside.lat
    };
    buf_free(&b);
    return rc;
}

enum rc area_cut_post(struct request *q, struct work *w)
{
    static const struct say no_area = SAY("no_area", "“{0}”还没有划定边界", "{0} has no area yet");
    static const struct say not_through = SAY("not_through", "这条线没有从边界穿到边界",
                                              "the line does not pass from border to border");
    const struct area_cut_in *in        = q->body;
    const struct corner      *c         = in->line.at;
    struct lonlat            *at        = ARENA_ARRAY(w->arena, struct lonlat, in->line.n);
    const struct area        *parts;
    struct area_part         *told;
    struct area_parts         reply_with;
    struct area_row           row;
    struct place              p;
    size_t                    n;
    enum rc                   rc;

    TRY(place_get(w, q->path.id, &p));
    TRY(work_need(w, CAP_TERRITORY_EDIT, p.path, STR_NONE));
    rc = db_one(w->tx, &stmt_area_on, ARGS(A(p.id), A(tree_today(w))), &row);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_INVALID, &no_area, S("id"), p.name);
    TRY(rc);
    for (size_t i = 0; i < in->line.n; i++)
        at[i] = (struct lonlat){ c[i].lon, c[i].lat };
    TRY(area_cut(w->arena, row.wkb, at, in->line.n, w->faults, S("line"), &parts, &n));
    if (n < 2)
        return WORK_FIELD(w, RC_INVALID, &not_through, S("line"), STR_NONE);
    told = ARENA_ARRAY(w->arena, struct area_part, n);
    for (size_t i = 0; i < n; i++)
        TRY(tell_part(w, &parts[i], &told[i]));
    reply_with.parts = (struct list){ told, n };
    return reply(q, 200, &area_parts_shape, &reply_with);
}
