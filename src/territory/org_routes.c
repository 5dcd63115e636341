/* org_routes: organisations, what they cover, and how they are related. */
#include "territory/org_rows.h"
#include "territory/territory_routes.h"

struct orgs_ask {
    struct page page;
    int64_t     parent, at, in;
    int32_t     on;
};
static const struct field orgs_ask_fields[] = {
    PAGE_FIELDS(struct orgs_ask),
    F(struct orgs_ask, parent, .as = AS_ID, .opt = true, .doc = "directly below this one"),
    F(struct orgs_ask, at, .as = AS_ID, .opt = true, .doc = "or that sit at this place"),
    F(struct orgs_ask, in, .as = AS_ID, .opt = true, .doc = "or that sit at it or below it"),
    F(struct orgs_ask, on, .as = AS_DAY, .opt = true, .doc = "that held on that day; or today"),
};
const struct shape orgs_ask_shape = SHAPE(struct orgs_ask, orgs_ask_fields);

static struct str org_key(struct arena *a, const void *row)
{
    (void)a;
    return ((const struct org *)row)->path;
}

enum rc orgs_get(struct request *q, struct work *w)
{
    const struct orgs_ask *in    = q->query;
    int64_t                limit = page_limit(in->page.limit), most = limit + 1;
    int32_t                day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct str             after = page_after(&in->page);
    struct place           p;
    struct rows            rows;

    if (in->parent != NONE_I64) {
        TRY(db_all(w->tx, &stmt_orgs_below, ARGS(A(in->parent), A(day), A(after), A(most)), &rows));
    } else if (in->at != NONE_I64) {
        TRY(db_all(w->tx, &stmt_orgs_at, ARGS(A(in->at), A(day), A(after), A(most)), &rows));
    } else if (in->in != NONE_I64) {
        TRY(place_get(w, in->in, &p));
        TRY(db_all(w->tx, &stmt_orgs_in,
                   ARGS(A(p.path), A(path_end(w->arena, p.path)), A(day), A(after), A(most)),
                   &rows));
    } else {
        TRY(db_all(w->tx, &stmt_orgs_top, ARGS(A(day), A(after), A(most)), &rows));
    }
    return territory_page_reply(q, &org_shape, rows, limit, org_key);
}

struct orgs_search {
    struct page page;
    struct str  q;
    bool        code;
    int32_t     on;
};
static const struct field orgs_search_fields[] = {
    PAGE_FIELDS(struct orgs_search),
    F(struct orgs_search, q, .min = 1, .max = NAME_MOST,
      .doc = "a part of the name, or the beginning of the code"),
    F(struct orgs_search, code, .opt = true,
      .doc = "q begins the code, instead of being in the name"),
    F(struct orgs_search, on, .as = AS_DAY, .opt = true, .doc = "that held on that day; or today"),
};
const struct shape orgs_search_shape = SHAPE(struct orgs_search, orgs_search_fields);

static struct str org_code_key(struct arena *a, const void *row)
{
    (void)a;
    return ((const struct org *)row)->code;
}

enum rc orgs_search_get(struct request *q, struct work *w)
{
    const struct orgs_search *in    = q->query;
    int64_t                   limit = page_limit(in->page.limit), most = limit + 1;
    int32_t                   day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct str                after = page_after(&in->page);
    struct rows               rows;

    if (in->code) {
        TRY(db_all(w->tx, &stmt_orgs_code,
                   ARGS(A(in->q), A(text_end(w->arena, in->q)), A(after), A(most)), &rows));
        return territory_page_reply(q, &org_shape, rows, limit, org_code_key);
    }
    TRY(db_all(w->tx, &stmt_orgs_contain,
               ARGS(A(text_pattern(w->arena, in->q)), A(day), A(after), A(most)), &rows));
    return territory_page_reply(q, &org_shape, rows, limit, org_key);
}

struct org_brief {
    int64_t    id;
    struct str kind, name;
};
static const struct field org_brief_fields[] = {
    F(struct org_brief, id, .as = AS_ID),
    F(struct org_brief, kind),
    F(struct org_brief, name),
};
static const struct shape org_brief_shape = SHAPE(struct org_brief, org_brief_fields);
struct org_detail {
    struct org  org;
    struct list line;
};
static const struct field org_detail_fields[] = {
    F_OBJ(struct org_detail, org, &org_shape),
    F(struct org_detail, line, .of = &org_brief_shape, .doc = "from the top down to itself"),
};
const struct shape org_detail_shape = SHAPE(struct org_detail, org_detail_fields);

enum rc org_one_get(struct request *q, struct work *w)
{
    struct org_detail d;
    struct rows       rows;
    const struct org *o;
    struct org_brief *b;

    TRY(org_get(w, q->path.id, &d.org));
    TRY(org_line(w, d.org.id, &rows));
    o = rows.at;
    b = ARENA_ARRAY(w->arena, struct org_brief, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        b[i] = (struct org_brief){ o[i].id, o[i].kind, o[i].name };
    d.line = (struct list){ b, rows.n };
    return reply(q, 200, &org_detail_shape, &d);
}

enum rc org_history_get(struct request *q, struct work *w)
{
    return reply_history(q, w, &org_tree, q->path.id);
}

struct units_ask {
    struct str kind;
};
static const struct field units_ask_fields[] = {
    F(struct units_ask, kind, .opt = true, .max = 40, .doc = "of this kind or below it"),
};
const struct shape units_ask_shape = SHAPE(struct units_ask, units_ask_fields);

enum rc units_get(struct request *q, struct work *w)
{
    const struct units_ask *in = q->query;
    struct place            p;
    struct rows             rows;

    TRY(place_get(w, q->path.id, &p));
    TRY(orgs_covering(w, p.id, in->kind, &rows));
    if (rows.n > PAGE_MOST) /* the nearest come first */
        rows.n = PAGE_MOST;
    return reply_rows(q, &org_shape, &rows);
}

/* -- relations -- */

struct relations_ask {
    int64_t after;
    int32_t limit, on;
};
static const struct field relations_ask_fields[] = {
    F(struct relations_ask, after, .as = AS_ID, .opt = true,
      .doc = "the `next` of the page before"),
    F(struct relations_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50"),
    F(struct relations_ask, on, .as = AS_DAY, .opt = true,
      .doc = "that hold on that day or later; today if absent"),
};
const struct shape relations_ask_shape = SHAPE(struct relations_ask, relations_ask_fields);

static struct str relation_key(struct arena *a, const void *row)
{
    return arena_fmt(a, "%lld", (long long)((const struct relation *)row)->id);
}

static enum rc relations_get(struct request *q, struct work *w, const struct stmt *s)
{
    const struct relations_ask *in    = q->query;
    int64_t                     limit = in->limit == NONE_I32 ? PAGE_USUAL : in->limit;
    int64_t                     after = in->after == NONE_I64 ? 0 : in->after;
    int32_t                     day   = in->on == NONE_I32 ? tree_today(w) : in->on;
    struct rows                 rows;

    TRY(db_all(w->tx, s, ARGS(A(q->path.id), A(day), A(after), A(limit + 1)), &rows));
    return territory_page_reply(q, &relation_shape, rows, limit, relation_key);
}

enum rc place_relations_get(struct request *q, struct work *w)
{
    return relations_get(q, w, &stmt_relations_of_place);
}

enum rc org_relations_get(struct request *q, struct work *w)
{
    return relations_get(q, w, &stmt_relations_of_org);
}

enum rc relation_post(struct request *q, struct work *w)
{
    struct relation r;

    TRY(relation_add(w, q->body, &r));
    return reply(q, 201, &relation_shape, &r);
}

enum rc relation_end_post(struct request *q, struct work *w)
{
    struct relation r;

    TRY(relation_end(w, q->path.id, q->body, &r));
    return reply(q, 200, &relation_shape, &r);
}
