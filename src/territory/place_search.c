/*
 * place_search: places by their names and codes, open to anybody.
 *
 * Names that begin with something and codes are found by an index. A part of a name is looked for
 * in place after place, WALK_MOST of them a page: a search through a whole country, with few finds,
 * is so many pages, and no call holds up the others.
 */
#include "base/utf8.h"
#include "territory/place_rows.h"
#include "territory/territory_routes.h"

enum { WALK_MOST = 50000, PART_LEAST = 2 };

enum match { MATCH_CONTAINS, MATCH_BEGINS, MATCH_CODE };
static const char *const match_words[] = { "contains", "begins", "code", NULL };

struct places_search {
    struct page page;
    struct str  q;
    int32_t     match;
    int64_t     within;
    int32_t     on;
};
static const struct field places_search_fields[] = {
    PAGE_FIELDS(struct places_search),
    F(struct places_search, q, .min = 1, .max = NAME_MOST,
      .doc = "a part of the name, two characters at least; or the beginning of either"),
    F(struct places_search, match, .words = match_words, .opt = true,
      .doc = "how q is sought: in the name, at its beginning, at the beginning of the code"),
    F(struct places_search, within, .as = AS_ID, .opt = true, .doc = "a place: only below it"),
    F(struct places_search, on, .as = AS_DAY, .opt = true,
      .doc = "that held on that day; or today"),
};
const struct shape places_search_shape = SHAPE(struct places_search, places_search_fields);

struct hit {
    struct place place;
    struct str   above; /* names, from the top: "… / …" */
};
static const struct field hit_fields[] = {
    F(struct hit, place.id, .name = "id", .as = AS_ID),
    F(struct hit, place.parent, .name = "parent", .as = AS_ID, .opt = true),
    F(struct hit, place.kind, .name = "kind"),
    F(struct hit, place.code, .name = "code", .opt = true),
    F(struct hit, place.name, .name = "name"),
    F(struct hit, place.lon, .name = "lon", .opt = true),
    F(struct hit, place.lat, .name = "lat", .opt = true),
    F(struct hit, above, .doc = "the names above it, from the top"),
};
const struct shape place_hit_shape = SHAPE(struct hit, hit_fields);

static struct str begins_key(struct arena *a, const void *row)
{
    const struct hit *h = row;

    return arena_fmt(a, "%.*s:%.*s", STR_ARG(h->place.path), STR_ARG(h->place.name));
}

static struct str contains_key(struct arena *a, const void *row)
{
    (void)a;
    return ((const struct hit *)row)->place.path;
}

static struct str code_key(struct arena *a, const void *row)
{
    (void)a;
    return ((const struct hit *)row)->place.code;
}

/* Below `end` or to the last place that this page looks at; *ret_last absent: it looks at all. */
static enum rc walk_end(struct work *w, struct str path, struct str after, struct str *end,
                        struct str *ret_last)
{
    struct place_path last;
    enum rc           rc = db_one(w->tx, &stmt_places_walk,
                                  ARGS(A(path), A(*end), A(after), A((int64_t)WALK_MOST - 1)), &last);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret_last = last.path;
    *end      = arena_fmt(w->arena, "%.*s!", STR_ARG(last.path)); /* before those below it */
    return RC_OK;
}

static enum rc search_parts(struct work *w, const struct places_search *in, struct str path,
                            struct str end, struct rows *ret, struct str *ret_last)
{
    int32_t    day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct str after = page_after(&in->page);
    char       room[INT_TEXT];

    if (utf8_count(str_trim(in->q)) < PART_LEAST)
        return WORK_FIELD(w, RC_INVALID, &say_too_short, S("q"), int_text(PART_LEAST, room));
    TRY(walk_end(w, path, after, &end, ret_last));
    return db_all(w->tx, &stmt_places_contain,
                  ARGS(A(text_pattern(w->arena, in->q)), A(day), A(path), A(end), A(after),
                       A(page_limit(in->page.limit) + 1)),
                  ret);
}

/* *ret_last: where the search stopped before it was through. */
static enum rc search_rows(struct work *w, const struct places_search *in, struct str path,
                           struct str end, struct rows *ret, struct str *ret_last)
{
    struct arena *a     = w->arena;
    int32_t       day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    int64_t       most  = page_limit(in->page.limit) + 1;
    struct str    after = page_after(&in->page), at;

    switch (in->match) {
    case MATCH_BEGINS:
        str_split(&after, ':', &at); /* the path, then the name */
        return db_all(w->tx, &stmt_places_begin,
                      ARGS(A(in->q), A(text_end(a, in->q)), A(day), A(path), A(end),
                           A(after.p ? after : S("")), A(at), A(most)),
                      ret);
    case MATCH_CODE:
        return db_all(w->tx, &stmt_places_code,
                      ARGS(A(in->q), A(text_end(a, in->q)), A(path), A(end), A(after), A(most)),
                      ret);
    default:
        return search_parts(w, in, path, end, ret, ret_last);
    }
}

static enum rc names_above(struct work *w, int64_t id, struct str *ret)
{
    struct rows         rows;
    const struct place *p;
    struct str          s = S("");

    TRY(place_line(w, id, &rows));
    p = rows.at;
    for (size_t i = 0; i + 1 < rows.n; i++)
        s = arena_fmt(w->arena, "%.*s%s%.*s", STR_ARG(s), i ? " / " : "", STR_ARG(p[i].name));
    *ret = s;
    return RC_OK;
}

enum rc places_search_get(struct request *q, struct work *w)
{
    static struct str (*const keys[])(struct arena *, const void *) = { contains_key, begins_key,
                                                                        code_key };
    const struct places_search *in                                  = q->query;
    struct str                  path = S(""), end = path_end(w->arena, S(""));
    struct place                within;
    struct str                  last = STR_NONE;
    struct rows                 rows;
    const struct place         *p;
    struct hit                 *hit;

    if (in->within != NONE_I64) {
        TRY(place_get(w, in->within, &within));
        path = within.path;
        end  = path_end(w->arena, path);
    }
    TRY(search_rows(w, in, path, end, &rows, &last));
    p   = rows.at;
    hit = ARENA_ARRAY(w->arena, struct hit, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        hit[i].place = p[i];
        TRY(names_above(w, p[i].id, &hit[i].above));
    }
    if (last.p && (int64_t)rows.n <= page_limit(in->page.limit))
        return reply_list(q, &place_hit_shape, &(struct rows_view){ hit, rows.n }, last, STR_NONE);
    return territory_page_reply(q, &place_hit_shape, (struct rows){ hit, rows.n },
                                page_limit(in->page.limit),
                                keys[in->match < 0 ? MATCH_CONTAINS : in->match]);
}
