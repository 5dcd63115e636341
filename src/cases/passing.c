/*
 * passing: which open cases would pass to others if a place or an organisation
 * were split or merged (follow_places.c hands them on).
 *
 * Whoever keeps the territory need not read cases, so no word of any is told:
 * how many there are, and where they lie, to see in which part each would be.
 */
#include "cases/case_rows.h"
#include "cases/cases.h"
#include "http/request.h"
#include "territory/territory.h"

enum { POINTS_MOST = 1000 };

struct passing {
    int64_t     cases;
    struct list points; /* struct case_point */
};
static const struct field passing_fields[] = {
    F(struct passing, cases, .doc = "that are open"),
    F(struct passing, points, .of = &case_point_shape,
      .doc = "of a place: where they lie, as far "
             "as they have a point; 1000 at most"),
};
static const struct shape passing_shape = SHAPE(struct passing, passing_fields);

static enum rc get_at_place(struct request *q, struct work *w)
{
    struct place   p;
    struct rows    ids, points;
    struct passing told;

    TRY(place_get(w, q->path.id, &p));
    TRY(work_need(w, CAP_TERRITORY_EDIT, p.path, STR_NONE));
    TRY(db_all(w->tx, &stmt_open_at, ARGS(A(p.path)), &ids));
    TRY(db_all(w->tx, &stmt_open_points, ARGS(A(p.path), A((int64_t)POINTS_MOST)), &points));
    told = (struct passing){ (int64_t)ids.n, { points.at, points.n } };
    return reply(q, 200, &passing_shape, &told);
}

static enum rc get_at_org(struct request *q, struct work *w)
{
    struct org     o;
    struct str     in_a_form = arena_fmt(w->arena, "%%\"%lld\"%%", (long long)q->path.id);
    struct rows    ids;
    struct passing told;

    TRY(org_get(w, q->path.id, &o));
    TRY(work_need(w, CAP_ORG_EDIT, o.place_path, o.path));
    TRY(db_all(w->tx, &stmt_open_of, ARGS(A(o.id), A(in_a_form)), &ids));
    told = (struct passing){ (int64_t)ids.n, { NULL, 0 } };
    return reply(q, 200, &passing_shape, &told);
}

const struct route case_passing_routes[] = {
    { .on    = GET,
      .path  = "/api/v1/places/{id}/passing",
      .can   = CAP_TERRITORY_EDIT,
      .tx    = WORK_READ,
      .reply = &passing_shape,
      .run   = get_at_place,
      .doc   = "How many open cases lie at the place itself and would pass to what it is split or "
               "merged into, and where; no word of any." },
    { .on    = GET,
      .path  = "/api/v1/orgs/{id}/passing",
      .can   = CAP_ORG_EDIT,
      .tx    = WORK_READ,
      .reply = &passing_shape,
      .run   = get_at_org,
      .doc   = "How many open cases the organisation handles or is named in." },
    { 0 },
};
