#include "cases/wall.h"
#include "cases/engine.h"
#include "http/request.h"

#include <math.h>

enum { OPEN_MOST = 400, ASKED_MOST = 20 };

static const char *const needs_words[] = { "decision", "late", "nothing", NULL };
enum { NEEDS_DECISION, NEEDS_LATE, NEEDS_NOTHING };
static const char *const card_words[] = { "none", "yellow", "red", NULL };

struct wall_case {
    struct str number, title, step, place, unit;
    double     lon, lat;
    int64_t    opened, due;
    int32_t    needs, card;
};
#define T struct wall_case
static const struct field case_fields[] = {
    F(T, number, .doc = "as people read it out"),
    F(T, title, .doc = "of its class, or of its process: never what somebody wrote"),
    F(T, step, .doc = "where it stands"),
    F(T, place, .opt = true, .doc = "the name of its place"),
    F(T, unit, .opt = true, .doc = "who handles it"),
    F(T, lon, .opt = true, .doc = "to a hundred metres"),
    F(T, lat, .opt = true, .doc = "to a hundred metres"),
    F(T, opened, .as = AS_TIME, .doc = "when it was reported"),
    F(T, due, .as = AS_TIME, .opt = true, .doc = "the earliest of its clocks"),
    F(T, needs, .words = needs_words,
      .doc = "decision: somebody asked for more time; late: a clock ran out"),
    F(T, card, .words = card_words, .doc = "the card that was given"),
};
static const struct shape case_shape = SHAPE(T, case_fields);
#undef T

struct wall_query {
    int64_t place;
};
static const struct field query_fields[] = {
    F(struct wall_query, place, .as = AS_ID, .doc = "of this place and what lies in it"),
};
static const struct shape query_shape = SHAPE(struct wall_query, query_fields);

/* About a hundred metres. */
static double coarse(double degrees)
{
    return isnan(degrees) ? degrees : round(degrees * 1000) / 1000;
}

static enum rc show(struct work *w, const struct wall_row *r, int32_t needs, enum lang lang,
                    struct wall_case *ret)
{
    const struct practice   *p;
    const struct process    *pr;
    const struct case_class *k;
    struct place             place = { 0 };
    struct org               unit  = { 0 };
    int32_t                  step;

    TRY(practice_version(w, r->practice, &p));
    pr = practice_process(p, r->process);
    BUG_ON(!pr); /* a stored version is checked, and rows are written by it */
    k    = r->class.p ? practice_class(p, r->class) : NULL;
    step = process_step(pr, r->step);
    if (r->place != NONE_I64)
        TRY(place_get(w, r->place, &place));
    if (r->unit != NONE_I64)
        TRY(org_get(w, r->unit, &unit));
    *ret = (struct wall_case){
        .number = r->number,
        .title  = text_in(k ? &k->title : &pr->title, lang),
        .step   = step >= 0 ? text_in(&pr->steps[step].title, lang) : r->step,
        .place  = place.name,
        .unit   = unit.name,
        .lon    = coarse(r->lon),
        .lat    = coarse(r->lat),
        .opened = r->opened,
        .due    = r->due,
        .needs  = needs,
        .card   = (int32_t)r->card,
    };
    return RC_OK;
}

static bool among(const struct rows *rows, int64_t id)
{
    const struct wall_row *r = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        if (r[i].id == id)
            return true;
    return false;
}

static enum rc get_wall(struct request *q, struct work *w)
{
    const struct wall_query *in = q->query;
    struct place             place;
    struct rows              asked, open;
    const struct wall_row   *r;
    struct wall_case        *out;
    struct str               end;
    size_t                   n  = 0;
    enum rc                  rc = place_get(w, in->place, &place);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    TRY(work_need(w, CAP_WALL_READ, place.path, STR_NONE));
    end = path_end(w->arena, place.path);
    TRY(db_all(w->tx, &stmt_wall_asked, ARGS(A(place.path), A(end), A((int64_t)ASKED_MOST)),
               &asked));
    TRY(db_all(w->tx, &stmt_wall_open, ARGS(A(place.path), A(end), A((int64_t)OPEN_MOST)), &open));
    out = ARENA_ARRAY(w->arena, struct wall_case, asked.n + open.n + 1);
    r   = asked.at;
    for (size_t i = 0; i < asked.n; i++)
        TRY(show(w, &r[i], NEEDS_DECISION, q->lang, &out[n++]));
    r = open.at;
    for (size_t i = 0; i < open.n; i++)
        if (!among(&asked, r[i].id))
            TRY(show(w, &r[i], r[i].late > 0 ? NEEDS_LATE : NEEDS_NOTHING, q->lang, &out[n++]));
    return reply_list(q, &case_shape, &(struct rows_view){ out, n }, STR_NONE, STR_NONE);
}

const struct route case_wall_routes[] = {
    { .on         = GET,
      .path       = "/api/v1/wall/cases",
      .can        = CAP_WALL_READ,
      .tx         = WORK_READ,
      .query      = &query_shape,
      .reply      = &case_shape,
      .reply_list = true,
      .run        = get_wall,
      .doc = "Open cases for a display: what needs a decision first, then the late ones, then what "
             "is due next. Nothing that people wrote." },
    { 0 },
};
