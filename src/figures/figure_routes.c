/* figure_routes: the HTTP table of `figures`. */
#include "figures/dashboard.h"
#include "http/request.h"

static const struct say say_no_indicator =
    SAY("no_indicator", "制度里没有“{0}”这个手工指标", "the practice has no manual indicator {0}");
static const struct say say_days_crossed =
    SAY("days_crossed", "起止日期颠倒", "the last day is before the first");
static const struct say say_not_yet = SAY("not_yet", "这一天还没有到", "that day has not come yet");
static const struct say say_value_or_unknown =
    SAY("value_or_unknown", "请给出数值，或注明未知", "give a value, or say that it is unknown");

struct dashboard_query {
    int64_t    place, days;
    int32_t    last;
    struct str process;
};
static const struct field dashboard_query_fields[] = {
    F(struct dashboard_query, place, .as = AS_ID, .doc = "of this place and what lies in it"),
    F(struct dashboard_query, days, .opt = true, .min = 1, .max = 1100,
      .doc = "so many days up to the last; 30 unless said"),
    F(struct dashboard_query, last, .as = AS_DAY, .opt = true,
      .doc = "the last day of the period; today unless said"),
    F(struct dashboard_query, process, .opt = true, .max = PRACTICE_NAME_MOST,
      .doc =
          "only cases of this process; then there are no classes, which are counted for all, and "
          "no figures that were typed in"),
};
static const struct shape dashboard_query_shape =
    SHAPE(struct dashboard_query, dashboard_query_fields);

/* What dashboard.c writes; said here for the API's description. */
struct figure_sums {
    int64_t opened, filed, closed, closed_on_time, closed_late, solved, refused, merged, returned,
        reworked, reopened, open, open_late, yellow, red, evaluated, satisfied, contacted,
        resolved_said, extended, escalated, dispatched, redispatched, handle_seconds, kept, missed,
        unit_marks, unit_mark_sum;
};
#define T struct figure_sums
static const struct field figure_sums_fields[] = {
    F(T, opened, .doc = "reported"),
    F(T, filed, .doc = "taken on"),
    F(T, closed, .doc = "ended; not what was opened again since"),
    F(T, closed_on_time, .doc = "ended, and no clock ran out"),
    F(T, closed_late, .doc = "ended after a clock ran out"),
    F(T, solved, .doc = "ended as solved"),
    F(T, refused, .doc = "ended as refused"),
    F(T, merged, .doc = "merged into another"),
    F(T, returned, .doc = "sent back a step"),
    F(T, reworked, .doc = "sent back by whoever verified"),
    F(T, reopened, .doc = "opened again"),
    F(T, open, .doc = "open at the end of the last day"),
    F(T, open_late, .doc = "of them late"),
    F(T, yellow, .doc = "yellow cards"),
    F(T, red, .doc = "red cards"),
    F(T, evaluated, .doc = "evaluated by whoever reported it"),
    F(T, satisfied, .doc = "of them satisfied"),
    F(T, contacted, .doc = "of them say that they were contacted"),
    F(T, resolved_said, .doc = "of them say that it was resolved"),
    F(T, extended, .doc = "extensions granted"),
    F(T, escalated, .doc = "gone up a level"),
    F(T, dispatched, .doc = "dispatched"),
    F(T, redispatched, .doc = "dispatched again"),
    F(T, handle_seconds, .doc = "from report to end, added up"),
    F(T, kept, .doc = "done in time of what is owed every so often"),
    F(T, missed, .doc = "and not done"),
    F(T, unit_marks, .doc = "marks given to units for their work, one a case and unit"),
    F(T, unit_mark_sum, .doc = "these marks, added up"),
};
static const struct shape figure_sums_shape = SHAPE(T, figure_sums_fields);
#undef T

struct indicator_view {
    struct str name, title, shown_as, source, formula, in_words, process, public;
    int64_t    least;
    bool       computed, each;
    double     value;
};
#define T struct indicator_view
static const struct field indicator_view_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, shown_as, .opt = true, .doc = "percent, number, days"),
    F(T, source, .opt = true,
      .doc = "where a figure that was typed in comes from; of a computed one, as the pack says"),
    F(T, formula, .opt = true, .doc = "how it is computed, over the names of `sums`"),
    F(T, in_words, .opt = true, .doc = "the same in words"),
    F(T, process, .opt = true, .doc = "what is counted is of this process alone"),
    F(T, public, .opt = true, .doc = "anybody may read it, and on what ground"),
    F(T, each, .opt = true,
      .doc = "of each process by itself: look there; it has a value only when one is asked for"),
    F(T, least, .opt = true, .doc = "places with fewer cases are not compared by it"),
    F(T, computed, .doc = "computed here; else typed in"),
    F(T, value, .opt = true, .doc = "absent when there is none"),
};
static const struct shape indicator_view_shape = SHAPE(T, indicator_view_fields);
#undef T

struct child_view {
    int64_t            place;
    struct str         name;
    struct figure_sums sums;
    struct json        indicators;
};
#define T struct child_view
static const struct field child_view_fields[] = {
    F(T, place, .as = AS_ID, .doc = "the place"),
    F(T, name, .doc = "what it is called"),
    F_OBJ(T, sums, &figure_sums_shape, .doc = "what was counted there"),
    F(T, indicators, .doc = "value by name; absent for places with too few cases"),
};
static const struct shape child_view_shape = SHAPE(T, child_view_fields);
#undef T

struct process_figures {
    struct str         process, title;
    struct figure_sums sums;
    struct json        indicators;
};
#define T struct process_figures
static const struct field process_figures_fields[] = {
    F(T, process, .doc = "its name in the pack"),
    F(T, title, .doc = "what it is called"),
    F_OBJ(T, sums, &figure_sums_shape, .doc = "what was counted of it"),
    F(T, indicators, .doc = "value by name"),
};
static const struct shape process_figures_shape = SHAPE(T, process_figures_fields);
#undef T

struct day_view {
    int32_t day;
    int64_t opened, closed, closed_on_time;
};
#define T struct day_view
static const struct field day_view_fields[] = {
    F(T, day, .as = AS_DAY, .doc = "the day"),
    F(T, opened, .doc = "reported"),
    F(T, closed, .doc = "ended"),
    F(T, closed_on_time, .doc = "of them on time"),
};
static const struct shape day_view_shape = SHAPE(T, day_view_fields);
#undef T

struct class_view {
    struct str class, title;
    int64_t opened, closed, late;
};
#define T struct class_view
static const struct field class_view_fields[] = {
    F(T, class, .doc = "its code"),    F(T, title, .doc = "what it is called"),
    F(T, opened, .doc = "reported"),   F(T, closed, .doc = "ended"),
    F(T, late, .doc = "of them late"),
};
static const struct shape class_view_shape = SHAPE(T, class_view_fields);
#undef T

struct dashboard {
    int64_t            place;
    struct str         name;
    int32_t            first_day, last_day;
    int64_t            as_of;
    struct figure_sums sums;
    struct list        indicators, processes, children, days, classes;
};
#define T struct dashboard
static const struct field dashboard_fields[] = {
    F(T, place, .as = AS_ID, .doc = "the place"),
    F(T, name, .doc = "what it is called"),
    F(T, first_day, .as = AS_DAY, .doc = "of the period"),
    F(T, last_day, .as = AS_DAY, .doc = "of the period"),
    F(T, as_of, .doc = "the last entry of the journal that was counted"),
    F_OBJ(T, sums, &figure_sums_shape, .doc = "what was counted"),
    F(T, indicators, .of = &indicator_view_shape, .doc = "the pack's"),
    F(T, processes, .of = &process_figures_shape, .doc = "what was counted of each"),
    F(T, children, .of = &child_view_shape, .doc = "the places next below"),
    F(T, days, .of = &day_view_shape, .doc = "days on which something happened"),
    F(T, classes, .of = &class_view_shape, .doc = "the classes reported most"),
};
static const struct shape dashboard_shape = SHAPE(T, dashboard_fields);
#undef T

static enum rc place_for(struct work *w, int64_t id, enum cap cap, struct place *ret)
{
    enum rc rc = place_get(w, id, ret);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    return work_need(w, cap, ret->path, STR_NONE);
}

/* Whoever takes it packed gets it packed. */
static enum rc send_dashboard(struct request *q, bool gzip)
{
    reply_header(q, "Vary", S("Accept-Encoding"));
    if (gzip)
        reply_header(q, "Content-Encoding", S("gzip"));
    return RC_OK;
}

static enum rc dashboard_for(struct request *q, struct work *w, enum cap cap)
{
    const struct dashboard_query *in = q->query;
    struct dashboard_of           of = { .place   = in->place,
                                         .days    = in->days == NONE_I64 ? 30 : (int32_t)in->days,
                                         .last    = in->last,
                                         .process = in->process,
                                         .lang    = q->lang,
                                         .gzip    = request_takes(q, "gzip") };
    struct place                  p;
    struct str                    path;

    TRY(reply_json(q, 200, S("")));
    if (dashboard_kept(w, &of, &path, &q->out)) {
        TRY(work_need(w, cap, path, STR_NONE));
        return send_dashboard(q, of.gzip);
    }
    TRY(place_for(w, in->place, cap, &p));
    if (in->last != NONE_I32 && in->last > day_of(w->now))
        return WORK_FIELD(w, RC_INVALID, &say_not_yet, S("last"), STR_NONE);
    TRY(dashboard_page(w, &p, &of, &q->out));
    return send_dashboard(q, of.gzip);
}

static enum rc get_dashboard(struct request *q, struct work *w)
{
    return dashboard_for(q, w, CAP_FIGURES_READ);
}

static enum rc get_wall(struct request *q, struct work *w)
{
    return dashboard_for(q, w, CAP_WALL_READ);
}

/* -- units -- */

struct units_query {
    int64_t    place, days, least;
    int32_t    last;
    struct str process;
};
static const struct field units_query_fields[] = {
    F(struct units_query, place, .as = AS_ID, .opt = true,
      .doc =
          "only cases of this place and what lies in it; else all of each unit that one may see"),
    F(struct units_query, days, .opt = true, .min = 1, .max = 1100, .doc = "30 unless said"),
    F(struct units_query, last, .as = AS_DAY, .opt = true,
      .doc = "the last day of the period; today unless said"),
    F(struct units_query, least, .opt = true, .min = 1, .max = 100000,
      .doc = "leave out units with fewer cases that ended or were marked; 5 unless said"),
    F(struct units_query, process, .opt = true, .max = PRACTICE_NAME_MOST,
      .doc = "only cases of this process"),
};
static const struct shape units_query_shape = SHAPE(struct units_query, units_query_fields);

/* Of a place all; else the units that one may see. */
static enum rc may_see_unit(struct work *w, int64_t place, int64_t unit, bool *ret)
{
    struct org o;
    enum rc    rc = org_get(w, unit, &o);

    *ret = false;
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = place != NONE_I64 || work_may(w, CAP_FIGURES_READ, o.place_path, o.path);
    return RC_OK;
}

static enum rc get_units(struct request *q, struct work *w)
{
    const struct units_query *in    = q->query;
    int64_t                   last  = in->last == NONE_I32 ? day_of(w->now) : in->last;
    int64_t                   days  = in->days == NONE_I64 ? 30 : in->days;
    int64_t                   least = in->least == NONE_I64 ? 5 : in->least;
    struct place              p;
    struct rows               rows;
    struct unit_row          *u;
    struct rows_view          v;
    size_t                    n = 0;

    if (in->place != NONE_I64)
        TRY(place_for(w, in->place, CAP_FIGURES_READ, &p));
    TRY(db_all(w->tx, &stmt_figure_units,
               ARGS(A(last - days + 1), A(last), A(least), A(in->process),
                    A(in->place == NONE_I64 ? (int64_t)EVERYWHERE : in->place)),
               &rows));
    u = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        bool seen;

        TRY(may_see_unit(w, in->place, u[i].unit, &seen));
        if (seen)
            u[n++] = u[i];
    }
    v = (struct rows_view){ u, n };
    return reply_list(q, &unit_row_shape, &v, STR_NONE, STR_NONE);
}

/* -- figures that somebody types in -- */

struct manual_in {
    struct str indicator;
    int64_t    place;
    int32_t    first_day, last_day, sort;
    double     value;
    struct str source;
};
static const char *const manual_sorts[] = { "exact", "at_least", "about", "unknown", NULL };
#define T struct manual_in
static const struct field manual_in_fields[] = {
    F(T, indicator, .max = 64, .doc = "a manual indicator of the pack"),
    F(T, place, .as = AS_ID, .doc = "of which place"),
    F(T, first_day, .as = AS_DAY, .doc = "from this day"),
    F(T, last_day, .as = AS_DAY, .doc = "to this day"),
    F(T, sort, .words = manual_sorts, .doc = "how sure it is"),
    F(T, value, .opt = true, .doc = "absent when unknown"),
    F(T, source, .min = 2, .max = 300, .doc = "where it comes from"),
};
static const struct shape manual_in_shape = SHAPE(T, manual_in_fields);
#undef T

static bool is_manual(const struct practice *p, struct str name)
{
    for (size_t i = 0; p && i < p->n_indicators; i++)
        if (str_eq(p->indicators[i].name, name))
            return !p->indicators[i].value;
    return false;
}

static enum rc post_manual(struct request *q, struct work *w)
{
    const struct manual_in *in = q->body;
    struct manual_row       r  = {
               .id        = work_id(w),
               .indicator = in->indicator,
               .place     = in->place,
               .first_day = in->first_day,
               .last_day  = in->last_day,
               .sort      = in->sort,
               .value     = in->value,
               .source    = in->source,
               .account   = w->actor->account,
               .since     = w->now,
    };
    struct place p;

    TRY(place_for(w, in->place, CAP_FIGURES_EDIT, &p));
    if (!is_manual(w->practice, in->indicator))
        return WORK_FIELD(w, RC_INVALID, &say_no_indicator, S("indicator"), in->indicator);
    if (in->last_day < in->first_day)
        return WORK_FIELD(w, RC_INVALID, &say_days_crossed, S("last_day"), STR_NONE);
    if ((in->sort == FIG_UNKNOWN) != (in->value != in->value))
        return WORK_FIELD(w, RC_INVALID, &say_value_or_unknown, S("value"), STR_NONE);
    TRY(db_put(w->tx, &stmt_manual_put, &manual_row_shape, &r));
    TRY(work_note_row(
        w,
        (struct entry){
            .kind = S("figure.typed"), .on = S("figure"), .subject = r.id, .place_path = p.path },
        &manual_row_shape, &r));
    return reply(q, 201, &manual_row_shape, &r);
}

struct manual_query {
    int64_t    place;
    struct str indicator;
};
static const struct field manual_query_fields[] = {
    F(struct manual_query, place, .as = AS_ID, .doc = "of which place"),
    F(struct manual_query, indicator, .opt = true, .max = 64, .doc = "only this one"),
};
static const struct shape manual_query_shape = SHAPE(struct manual_query, manual_query_fields);

static enum rc get_manual(struct request *q, struct work *w)
{
    const struct manual_query *in = q->query;
    struct place               p;
    struct rows                rows;
    struct rows_view           v;

    TRY(place_for(w, in->place, CAP_FIGURES_READ, &p));
    TRY(db_all(w->tx, &stmt_manual_list, ARGS(A(in->place), A(in->indicator)), &rows));
    v = (struct rows_view){ rows.at, rows.n };
    return reply_list(q, &manual_row_shape, &v, STR_NONE, STR_NONE);
}

/* -- figures that the pack's source reports -- */

struct reported_view {
    struct str name, title, sort, unit, period, source;
    double     value;
};
#define T struct reported_view
static const struct field reported_view_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is"),
    F(T, sort, .doc = "exact, at_least, about, unknown"),
    F(T, value, .opt = true, .doc = "absent when unknown"),
    F(T, unit, .opt = true, .doc = "of what"),
    F(T, period, .opt = true, .doc = "when"),
    F(T, source, .doc = "as reported there"),
};
static const struct shape reported_view_shape = SHAPE(T, reported_view_fields);
#undef T

static enum rc get_reported(struct request *q, struct work *w)
{
    const struct practice *p  = w->practice;
    size_t                 n  = p ? p->n_reported : 0;
    struct reported_view  *at = ARENA_ARRAY(w->arena, struct reported_view, n + 1);
    struct rows_view       v  = { at, n };

    for (size_t i = 0; i < n; i++) {
        const struct reported *r = &p->reported[i];

        at[i] = (struct reported_view){ r->name,
                                        text_in(&r->title, q->lang),
                                        str_of(manual_sorts[r->sort]),
                                        text_in(&r->unit, q->lang),
                                        text_in(&r->period, q->lang),
                                        r->source,
                                        r->value };
    }
    return reply_list(q, &reported_view_shape, &v, STR_NONE, STR_NONE);
}

const struct route figures_routes[] = {
    { .on    = GET,
      .path  = "/api/v1/figures/dashboard",
      .can   = CAP_FIGURES_READ,
      .tx    = WORK_READ,
      .query = &dashboard_query_shape,
      .reply = &dashboard_shape,
      .run   = get_dashboard,
      .doc   = "A place's figures: counts, indicators, places below, days, classes." },
    { .on    = GET,
      .path  = "/api/v1/wall/figures",
      .can   = CAP_WALL_READ,
      .tx    = WORK_READ,
      .query = &dashboard_query_shape,
      .reply = &dashboard_shape,
      .run   = get_wall,
      .doc   = "The same for a display, which may read nothing else." },
    { .on         = GET,
      .path       = "/api/v1/figures/units",
      .can        = CAP_FIGURES_READ,
      .tx         = WORK_READ,
      .query      = &units_query_shape,
      .reply      = &unit_row_shape,
      .reply_list = true,
      .run        = get_units,
      .doc = "How units did, the most punctual first; at the end those that were only marked." },
    { .on         = GET,
      .path       = "/api/v1/figures/manual",
      .can        = CAP_FIGURES_READ,
      .tx         = WORK_READ,
      .query      = &manual_query_shape,
      .reply      = &manual_row_shape,
      .reply_list = true,
      .run        = get_manual,
      .doc        = "Figures that were typed in, with their source." },
    { .on    = POST,
      .path  = "/api/v1/figures/manual",
      .can   = CAP_FIGURES_EDIT,
      .tx    = WORK_WRITE,
      .body  = &manual_in_shape,
      .reply = &manual_row_shape,
      .run   = post_manual,
      .doc   = "Type in a figure, with its source." },
    { .on         = GET,
      .path       = "/api/v1/figures/reported",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .reply      = &reported_view_shape,
      .reply_list = true,
      .run        = get_reported,
      .doc        = "Figures that the practice's own source reports." },
    { 0 },
};
