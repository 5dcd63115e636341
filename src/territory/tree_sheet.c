/*
 * tree_sheet: places and organisations as a workbook, in the columns that their import reads: what
 * comes out can be mended and taken in again. One that has no code stands there by its number.
 *
 * A sheet holds what somebody has open: all, or one and all below it, or of these what a search
 * finds, or one kind. More than SHEET_MOST rows are refused with their number, for the import could
 * not read them back in one piece.
 */
#include "territory/tree_sheet.h"
#include "base/utf8.h"
#include "territory/code.h"
#include "territory/org_rows.h"
#include "territory/place_rows.h"
#include "territory/territory_routes.h"
#include "territory/tree.h"
#include "work/services.h"

enum { SHEET_MOST = 100000, KIND_MOST = 40, PART_LEAST = 2 };

static const struct say say_many = SAY(
    "tree_sheet_many", "这里共有{0}行，一张表最多{1}行：请打开一个下级，或只选一种类型，分几次导出",
    "that would be {0} rows, and a sheet has {1} at most: open one that lies below, or choose one "
    "kind, and take it in parts");

struct tree_sheet_ask {
    int64_t    within;
    struct str kind, q;
};
#define T struct tree_sheet_ask
static const struct field tree_sheet_ask_fields[] = {
    F(T, within, .as = AS_ID, .opt = true, .doc = "this one and all below it; all if absent"),
    F(T, kind, .opt = true, .max = KIND_MOST, .doc = "only of this kind"),
    F(T, q, .opt = true, .min = 1, .max = NAME_MOST,
      .doc = "only with this in the name or in the initials"),
};
const struct shape tree_sheet_ask_shape = SHAPE(T, tree_sheet_ask_fields);
#undef T

/* -- columns -- */

static const char *const place_heads[2][7] = {
    [LANG_ZH] = { "编码", "名称", "上级编码", "类型", "经度", "纬度", "户数" },
    [LANG_EN] = { "code", "name", "parent", "kind", "lon", "lat", "households" },
};
const char *const org_sheet_heads[2][ORG_COLUMNS_N] = {
    [LANG_ZH] = { "编码", "类型", "名称", "上级编码", "地方编码", "服务地方编码" },
    [LANG_EN] = { "code", "kind", "name", "parent", "place", "covers" },
};
enum { PLACE_KIND = 3, ORG_KIND = 1 }; /* columns */

static struct sheet_column *columns_of(struct arena *a, const char *const heads[], size_t n)
{
    struct sheet_column *c = ARENA_ARRAY(a, struct sheet_column, n);

    for (size_t i = 0; i < n; i++)
        c[i] = (struct sheet_column){ .head = str_of(heads[i]), .width = 20, .as_text = true };
    return c;
}

static const struct sheet_look *look_of(struct arena *a, struct str title,
                                        const struct sheet_column *columns, size_t n)
{
    struct sheet_look *look = ARENA_NEW(a, struct sheet_look);

    *look = (struct sheet_look){ .title = title, .columns = columns, .n = n };
    return look;
}

const struct sheet_look *place_sheet_look(const struct work *w, enum lang lang)
{
    size_t               n     = w->practice ? w->practice->n_place_kinds : 0;
    struct str          *kinds = ARENA_ARRAY(w->arena, struct str, n);
    struct sheet_column *c = columns_of(w->arena, place_heads[lang], ARRAY_LEN(place_heads[lang]));

    for (size_t i = 0; i < n; i++)
        kinds[i] = text_in(&w->practice->place_kinds[i].title, lang);
    c[PLACE_KIND].choices   = kinds;
    c[PLACE_KIND].n_choices = n;
    return look_of(w->arena, lang == LANG_ZH ? S("地点") : S("places"), c,
                   ARRAY_LEN(place_heads[lang]));
}

const struct sheet_look *org_sheet_look(const struct work *w, enum lang lang)
{
    size_t               n     = w->practice ? w->practice->n_org_kinds : 0;
    struct str          *kinds = ARENA_ARRAY(w->arena, struct str, n);
    struct sheet_column *c     = columns_of(w->arena, org_sheet_heads[lang], ORG_COLUMNS_N);

    for (size_t i = 0; i < n; i++)
        kinds[i] = text_in(&w->practice->org_kinds[i].title, lang);
    c[ORG_KIND].choices   = kinds;
    c[ORG_KIND].n_choices = n;
    return look_of(w->arena, lang == LANG_ZH ? S("组织") : S("organisations"), c, ORG_COLUMNS_N);
}

struct writing {
    struct request              *q;
    const struct tree           *tree;
    const struct tree_sheet_ask *ask;
    struct sheet                *out;
    const struct practice       *practice;
    struct rows                  covers; /* struct covered_row, in the order of the organisations */
    size_t                       covered;
    struct arena                *row; /* cleared between rows */
};

/* -- what is asked for -- */

struct sheet_span { /* of the tree: which rows */
    struct str path, end, kind, part;
    int32_t    day;
};

static enum rc find_span(struct writing *x, struct work *w, struct sheet_span *ret)
{
    struct str  q = x->ask->q.p ? str_trim(x->ask->q) : S("");
    struct node n = { .path = S("") };
    char        room[INT_TEXT];

    if (x->ask->within != NONE_I64)
        TRY(tree_find(w, x->tree, x->ask->within, S("within"), &n));
    if (q.n && utf8_count(q) < PART_LEAST)
        return WORK_FIELD(w, RC_INVALID, &say_too_short, S("q"), int_text(PART_LEAST, room));
    *ret = (struct sheet_span){ n.path, path_end(w->arena, n.path),
                                x->ask->kind.p ? x->ask->kind : S(""), text_pattern(w->arena, q),
                                tree_today(w) };
    return RC_OK;
}

static enum rc check_size(struct work *w, const struct stmt *count, const struct sheet_span *s)
{
    char    is[INT_TEXT], most[INT_TEXT];
    int64_t n;

    TRY(db_one(w->tx, count, ARGS(A(s->path), A(s->end), A(s->kind), A(s->part), A(s->day)), &n));
    if (n > SHEET_MOST)
        return fault(w->faults, RC_INVALID, &say_many, int_text(n, is), int_text(SHEET_MOST, most));
    return RC_OK;
}

/* -- rows -- */

static struct str title_of(const struct writing *x, struct str kind)
{
    const struct practice   *p     = x->practice;
    bool                     place = x->tree == &place_tree;
    const struct place_kind *k     = p && place ? practice_place_kind(p, kind) : NULL;
    const struct org_kind   *o     = p && !place ? practice_org_kind(p, kind) : NULL;

    if (k)
        return text_in(&k->title, x->q->lang);
    return o ? text_in(&o->title, x->q->lang) : kind; /* the pack no longer knows it */
}

/* As the import finds it; nothing where there is none. */
static struct str called(const struct writing *x, struct str code, int64_t id)
{
    return id == NONE_I64 ? STR_NONE : code_or_number(x->row, code, id);
}

static enum rc put_place(void *ctx, const void *row)
{
    const struct place_sheet_row *p = row;
    struct writing               *x = ctx;

    arena_clear(x->row);
    sheet_put(x->out, called(x, p->code, p->id));
    sheet_put(x->out, p->name);
    sheet_put(x->out, called(x, p->parent, p->above));
    sheet_put(x->out, title_of(x, p->kind));
    sheet_put_real(x->out, p->lon);
    sheet_put_real(x->out, p->lat);
    sheet_put_int(x->out, p->households == NONE_I32 ? NONE_I64 : p->households);
    sheet_end_row(x->out);
    return RC_OK;
}

/* The codes of the places that it covers, the first of them first. */
static struct str covers_of(struct writing *x, struct str path)
{
    const struct covered_row *at  = x->covers.at;
    struct str                all = STR_NONE;

    while (x->covered < x->covers.n && str_cmp(at[x->covered].path, path) < 0)
        x->covered++;
    for (; x->covered < x->covers.n && str_eq(at[x->covered].path, path); x->covered++)
        all = arena_fmt(x->row, "%.*s%s%.*s", STR_ARG(all), all.n ? "、" : "",
                        STR_ARG(called(x, at[x->covered].code, at[x->covered].place)));
    return all;
}

static enum rc put_org(void *ctx, const void *row)
{
    const struct org_sheet_row *o = row;
    struct writing             *x = ctx;

    arena_clear(x->row);
    sheet_put(x->out, called(x, o->code, o->id));
    sheet_put(x->out, title_of(x, o->kind));
    sheet_put(x->out, o->name);
    sheet_put(x->out, called(x, o->parent, o->above));
    sheet_put(x->out, called(x, o->place, o->at));
    sheet_put(x->out, covers_of(x, o->path));
    sheet_end_row(x->out);
    return RC_OK;
}

/* -- all of it -- */

static enum rc put_places(struct work *w, void *ctx)
{
    struct writing   *x = ctx;
    struct sheet_span s;

    TRY(find_span(x, w, &s));
    TRY(check_size(w, &stmt_places_sheet_n, &s));
    return db_each(w->tx, &stmt_places_sheet,
                   ARGS(A(s.path), A(s.end), A(s.kind), A(s.part), A(s.day)), put_place, x);
}

static enum rc put_orgs(struct work *w, void *ctx)
{
    struct writing   *x = ctx;
    struct sheet_span s;

    TRY(find_span(x, w, &s));
    TRY(check_size(w, &stmt_orgs_sheet_n, &s));
    TRY(db_all(w->tx, &stmt_orgs_sheet_covers, ARGS(A(s.path), A(s.end), A(s.day)), &x->covers));
    return db_each(w->tx, &stmt_orgs_sheet,
                   ARGS(A(s.path), A(s.end), A(s.kind), A(s.part), A(s.day)), put_org, x);
}

static void free_arena(void *ctx)
{
    arena_free(ctx);
}

static enum rc make(struct request *q, struct work *w, const struct tree *tree,
                    const struct sheet_look *look, work_fn *put)
{
    enum { ROW_ROOM = 16 << 20 };
    struct writing x = {
        .q = q, .tree = tree, .ask = q->query, .practice = w->practice, .row = arena_new(ROW_ROOM)
    };
    struct str *file = ARENA_NEW(w->arena, struct str);

    arena_defer(w->arena, free_arena, x.row);
    TRY(sheet_begin(w->arena, SHEET_XLSX, look, &x.out));
    TRY(work_do(w->services, w->actor, WORK_READ, put, &x, w->faults));
    TRY(sheet_end(x.out, file));
    q->found = file;
    return RC_OK;
}

enum rc places_sheet_before(struct request *q, struct work *w)
{
    return make(q, w, &place_tree, place_sheet_look(w, q->lang), put_places);
}

enum rc orgs_sheet_before(struct request *q, struct work *w)
{
    return make(q, w, &org_tree, org_sheet_look(w, q->lang), put_orgs);
}

enum rc places_sheet_post(struct request *q, struct work *w)
{
    (void)w;
    return reply_download(q, sheet_type(SHEET_XLSX), *(const struct str *)q->found,
                          S("places.xlsx"));
}

enum rc orgs_sheet_post(struct request *q, struct work *w)
{
    (void)w;
    return reply_download(q, sheet_type(SHEET_XLSX), *(const struct str *)q->found,
                          S("organisations.xlsx"));
}
