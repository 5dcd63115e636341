/* place_routes: reading the tree of places. Names of places are open to anybody. */
#include "territory/place_rows.h"
#include "territory/territory_routes.h"

#include <math.h>

enum { LOCATE_USUAL_M = 3000, LOCATE_MOST_M = 100000 };

/* -- pages -- */

enum rc territory_page_reply(struct request *q, const struct shape *s, struct rows rows,
                             int64_t limit, struct str (*key)(struct arena *a, const void *row))
{
    struct rows_view view = { rows.at, rows.n };
    struct str       next = STR_NONE;

    if (limit < (int64_t)rows.n) {
        view.n = (size_t)limit;
        next   = key(q->arena, (const char *)rows.at + (view.n - 1) * s->size);
    }
    return reply_list(q, s, &view, next, STR_NONE);
}

struct str text_end(struct arena *a, struct str s)
{
    return arena_fmt(a, "%.*s\xF4\x8F\xBF\xBF", STR_ARG(s)); /* U+10FFFF */
}

struct str text_pattern(struct arena *a, struct str s)
{
    char  *p = arena_alloc(a, 2 * s.n + 2);
    size_t n = 0;

    p[n++] = '%';
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '%' || c == '_' || c == '!')
            p[n++] = '!';
        p[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    p[n++] = '%';
    return (struct str){ p, n };
}

/* -- the tree -- */

struct places_ask {
    struct page page;
    int64_t     parent;
    int32_t     on;
};
static const struct field places_ask_fields[] = {
    PAGE_FIELDS(struct places_ask),
    F(struct places_ask, parent, .as = AS_ID, .opt = true, .doc = "absent: those at the top"),
    F(struct places_ask, on, .as = AS_DAY, .opt = true, .doc = "as it was on that day; or today"),
};
const struct shape places_ask_shape = SHAPE(struct places_ask, places_ask_fields);

static struct str item_key(struct arena *a, const void *row)
{
    (void)a;
    return ((const struct place_item *)row)->place.path;
}

enum rc places_get(struct request *q, struct work *w)
{
    const struct places_ask *in    = q->query;
    int64_t                  limit = page_limit(in->page.limit);
    int32_t                  day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct str               after = page_after(&in->page);
    struct rows              rows;

    if (in->parent == NONE_I64)
        TRY(db_all(w->tx, &stmt_places_top, ARGS(A(day), A(after), A(limit + 1)), &rows));
    else
        TRY(db_all(w->tx, &stmt_places_below, ARGS(A(in->parent), A(day), A(after), A(limit + 1)),
                   &rows));
    return territory_page_reply(q, &place_item_shape, rows, limit, item_key);
}

/* -- one place -- */

struct brief {
    int64_t    id;
    struct str kind, name;
};
static const struct field brief_fields[] = {
    F(struct brief, id, .as = AS_ID),
    F(struct brief, kind),
    F(struct brief, name),
};
static const struct shape place_brief_shape = SHAPE(struct brief, brief_fields);

struct place_detail {
    struct place place;
    struct list  line;  /* struct brief */
    struct list  below; /* struct kind_row */
    double       m2;
};
static const struct field place_detail_fields[] = {
    F_OBJ(struct place_detail, place, &place_shape),
    F(struct place_detail, line, .of = &place_brief_shape, .doc = "from the top down to itself"),
    F(struct place_detail, below, .of = &kind_shape, .doc = "how many of each kind lie below it"),
    F(struct place_detail, m2, .opt = true, .doc = "size of its area, if it is drawn"),
};
const struct shape place_detail_shape = SHAPE(struct place_detail, place_detail_fields);

static enum rc line_of(struct work *w, int64_t id, struct list *ret)
{
    struct rows         rows;
    const struct place *p;
    struct brief       *b;

    TRY(place_line(w, id, &rows));
    p = rows.at;
    b = ARENA_ARRAY(w->arena, struct brief, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        b[i] = (struct brief){ p[i].id, p[i].kind, p[i].name };
    *ret = (struct list){ b, rows.n };
    return RC_OK;
}

enum rc place_one_get(struct request *q, struct work *w)
{
    struct place_detail d = { .m2 = NAN };
    struct area_row     area;
    struct rows         kinds;
    int32_t             today = tree_today(w);
    enum rc             rc;

    TRY(place_get(w, q->path.id, &d.place));
    TRY(line_of(w, d.place.id, &d.line));
    TRY(db_all(w->tx, place_tree.stmts->kinds,
               ARGS(A(d.place.path), A(path_end(w->arena, d.place.path)), A(today)), &kinds));
    d.below = (struct list){ kinds.at, kinds.n };
    rc      = db_one(w->tx, &stmt_area_on, ARGS(A(d.place.id), A(today)), &area);
    if (rc == RC_OK)
        d.m2 = area.m2;
    else if (rc != RC_NOT_FOUND)
        return rc;
    return reply(q, 200, &place_detail_shape, &d);
}

/* -- history -- */

struct node_history {
    struct list past;   /* struct past_row */
    struct list olds;   /* struct node */
    struct list became; /* struct node */
};
static const struct field was_fields[] = {
    F(struct node, id, .as = AS_ID),    F(struct node, kind),
    F(struct node, code, .opt = true),  F(struct node, name),
    F(struct node, from, .as = AS_DAY), F(struct node, to, .as = AS_DAY, .opt = true),
};
static const struct shape was_shape = {
    .name   = "struct node_was",
    .size   = sizeof(struct node),
    .fields = was_fields,
    .n      = ARRAY_LEN(was_fields),
};
static const struct field node_history_fields[] = {
    F(struct node_history, past, .of = &past_shape, .doc = "how it was before, oldest first"),
    F(struct node_history, olds, .of = &was_shape, .doc = "what it came of by split or merge"),
    F(struct node_history, became, .of = &was_shape, .doc = "what came of it"),
};
const struct shape node_history_shape = SHAPE(struct node_history, node_history_fields);

enum rc reply_history(struct request *q, struct work *w, const struct tree *t, int64_t id)
{
    struct node_history h;
    struct node         n;
    struct rows         past, olds, became;

    TRY(tree_find(w, t, id, S("id"), &n));
    TRY(db_all(w->tx, t->stmts->past_all, ARGS(A(id)), &past));
    TRY(db_all(w->tx, t->stmts->old, ARGS(A(id)), &olds));
    TRY(db_all(w->tx, t->stmts->heirs, ARGS(A(id)), &became));
    h = (struct node_history){ { past.at, past.n }, { olds.at, olds.n }, { became.at, became.n } };
    return reply(q, 200, &node_history_shape, &h);
}

enum rc place_history_get(struct request *q, struct work *w)
{
    return reply_history(q, w, &place_tree, q->path.id);
}

/* -- a point -- */

struct locate_ask {
    double  lon, lat, most_m;
    int32_t crs;
};
static const struct field locate_ask_fields[] = {
    F(struct locate_ask, lon, .doc = "degrees east, WGS-84"),
    F(struct locate_ask, lat, .doc = "degrees north, WGS-84"),
    F(struct locate_ask, crs, .words = crs_words, .opt = true, .doc = "wgs84 if absent"),
    F(struct locate_ask, most_m, .opt = true, .min = 0, .max = LOCATE_MOST_M,
      .doc = "how far a centre may be where no area holds the point; 3000 if absent"),
};
const struct shape locate_ask_shape = SHAPE(struct locate_ask, locate_ask_fields);

struct place_located {
    int64_t     place;
    bool        by_polygon;
    double      metres;
    struct list line;
};
static const struct field located_fields[] = {
    F(struct place_located, place, .as = AS_ID),
    F(struct place_located, by_polygon, .doc = "its area holds the point; else it is the nearest"),
    F(struct place_located, metres, .opt = true, .doc = "to its centre, if it is the nearest"),
    F(struct place_located, line, .of = &place_brief_shape, .doc = "from the top down to it"),
};
const struct shape located_shape = SHAPE(struct place_located, located_fields);

enum rc locate_get(struct request *q, struct work *w)
{
    const struct locate_ask *in  = q->query;
    enum crs                 crs = in->crs < 0 ? CRS_WGS84 : (enum crs)in->crs;
    struct place_located     r;
    struct located           l;
    struct lonlat            p;

    TRY(point_check((struct lonlat){ in->lon, in->lat }, crs, w->faults, S("lon"), &p));
    TRY(territory_locate(w->services, p.lon, p.lat, isnan(in->most_m) ? LOCATE_USUAL_M : in->most_m,
                         &l));
    r = (struct place_located){ l.place, l.by_polygon, l.metres, { 0 } };
    TRY(line_of(w, l.place, &r.line));
    return reply(q, 200, &located_shape, &r);
}

/* -- the scheme -- */

struct scheme_ask {
    int64_t within;
};
static const struct field scheme_ask_fields[] = {
    F(struct scheme_ask, within, .as = AS_ID, .opt = true, .doc = "count only below this place"),
};
const struct shape scheme_ask_shape = SHAPE(struct scheme_ask, scheme_ask_fields);

struct scheme_kind {
    struct str name, title;
    int32_t    codes, rank, level;
    bool       grid, takes_cases;
    int64_t    found;
    int32_t    known;
    struct str known_source, head_post;
    int32_t    norm_households;
};
static const struct field scheme_fields[] = {
    F(struct scheme_kind, name),
    F(struct scheme_kind, title),
    F(struct scheme_kind, codes, .words = code_form_words, .doc = "the form of their codes"),
    F(struct scheme_kind, rank, .doc = "a place lies under one of a smaller rank"),
    F(struct scheme_kind, level, .opt = true, .doc = "of a grid: 1 is the largest"),
    F(struct scheme_kind, grid),
    F(struct scheme_kind, takes_cases),
    F(struct scheme_kind, found, .doc = "how many there are"),
    F(struct scheme_kind, known, .opt = true, .doc = "how many a source says there are"),
    F(struct scheme_kind, known_source, .opt = true),
    F(struct scheme_kind, head_post, .opt = true),
    F(struct scheme_kind, norm_households, .opt = true),
};
const struct shape scheme_shape = SHAPE(struct scheme_kind, scheme_fields);

static int64_t found_of(const struct rows *rows, struct str kind)
{
    const struct kind_row *k = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        if (str_eq(k[i].kind, kind))
            return k[i].n;
    return 0;
}

enum rc scheme_get(struct request *q, struct work *w)
{
    const struct scheme_ask *in     = q->query;
    const struct practice   *p      = w->practice;
    struct scheme_kind      *at     = ARENA_ARRAY(w->arena, struct scheme_kind, p->n_place_kinds);
    struct place             within = { .path = S("") };
    struct rows              rows;
    struct rows_view         view = { at, p->n_place_kinds };

    if (in->within != NONE_I64)
        TRY(place_get(w, in->within, &within));
    TRY(db_all(w->tx, &stmt_places_of_kinds,
               ARGS(A(within.path), A(path_end(w->arena, within.path)), A(tree_today(w))), &rows));
    for (size_t i = 0; i < p->n_place_kinds; i++) {
        const struct place_kind *k = &p->place_kinds[i];

        at[i] = (struct scheme_kind){ .name            = k->name,
                                      .title           = text_in(&k->title, q->lang),
                                      .codes           = (int32_t)k->codes,
                                      .rank            = k->rank,
                                      .level           = k->grid ? k->level : NONE_I32,
                                      .grid            = k->grid,
                                      .takes_cases     = k->takes_cases,
                                      .found           = found_of(&rows, k->name),
                                      .known           = k->known,
                                      .known_source    = k->known_source,
                                      .head_post       = k->head_post,
                                      .norm_households = k->norm_households };
    }
    return reply_list(q, &scheme_shape, &view, STR_NONE, STR_NONE);
}
