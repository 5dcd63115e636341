/* fork_plan: what a split or a merge would do. */
#include "territory/code.h"
#include "territory/fork.h"
#include "territory/org_rows.h"
#include "territory/place_rows.h"

#include <math.h>

enum { HEIRS_MOST = 50, SHARES_MOST = 2000, MERGED_MOST = 50 };

static const struct say say_two = SAY("split_two", "至少要分成两个", "split into two at least");
static const struct say say_heir = SAY("no_heir", "序号{0}不在新设的{1}个之内（从0数起）",
                                       "{0} is none of the {1} new ones, counted from 0");
static const struct say say_left =
    SAY("children_left", "“{0}”归到哪一个还没有指定", "it is not said where {0} goes");
static const struct say say_not_child =
    SAY("not_below", "{0}不是它的直接下级", "{0} is not directly below it");
static const struct say say_not_there =
    SAY("not_seated", "组织{0}不设在这里", "organisation {0} does not sit there");
static const struct say say_no_area =
    SAY("org_area", "组织没有边界", "an organisation has no area");
static const struct say say_kinds =
    SAY("merge_kinds", "只能合并同一类型的：“{0}”不同", "only what is of one kind: {0} is not");
static const struct say say_few = SAY("merge_two", "至少要选两个", "two at least");
static const struct say say_keep =
    SAY("merge_keep", "保留的必须是所选的其中一个", "the one to keep must be one of those chosen");
static const struct say say_same =
    SAY("merge_twice", "同一个选了两次", "the same was chosen twice");
static const struct say say_inside =
    SAY("merge_inside", "“{0}”在另一个之内", "{0} lies within another");

#define HEIR_FIELDS(T)                                                                             \
    F(T, code, .opt = true, .min = 1, .max = CODE_MOST), F(T, name, .min = 1, .max = NAME_MOST),   \
        F(T, lon, .opt = true), F(T, lat, .opt = true),                                            \
        F(T, households, .opt = true, .min = 0, .max = HOUSEHOLDS_MOST),                           \
        F(T, area, .opt = true, .doc = "of a place: a GeoJSON Polygon or MultiPolygon, WGS-84")

static const struct field heir_fields[]  = { HEIR_FIELDS(struct heir) };
static const struct shape heir_shape     = SHAPE(struct heir, heir_fields);
static const struct field share_fields[] = {
    F(struct share, id, .as = AS_ID),
    F(struct share, to, .min = 0, .max = HEIRS_MOST, .doc = "which of `into`, counted from 0"),
};
static const struct shape share_shape = SHAPE(struct share, share_fields);

static const struct field node_split_fields[] = {
    F(struct node_split, version, .opt = true, .min = 1),
    F(struct node_split, on, .as = AS_DAY, .opt = true, .doc = "today if absent"),
    F(struct node_split, into, .of = &heir_shape, .min = 2, .max = HEIRS_MOST),
    F(struct node_split, children, .of = &share_shape, .opt = true, .max = SHARES_MOST,
      .doc = "what is directly below, and where it goes"),
    F(struct node_split, orgs, .of = &share_shape, .opt = true, .max = SHARES_MOST,
      .doc = "organisations that sit there, and where they go"),
    F(struct node_split, rest, .opt = true, .min = 0, .max = HEIRS_MOST,
      .doc = "which of `into` takes all that is not named"),
};
const struct shape node_split_shape = SHAPE(struct node_split, node_split_fields);

static const struct field version_of_fields[] = {
    F(struct version_of, id, .as = AS_ID),
    F(struct version_of, version, .opt = true, .min = 1),
};
static const struct shape version_of_shape    = SHAPE(struct version_of, version_of_fields);
static const struct field node_merge_fields[] = {
    F(struct node_merge, on, .as = AS_DAY, .opt = true, .doc = "today if absent"),
    F(struct node_merge, nodes, .of = &version_of_shape, .min = 2, .max = MERGED_MOST),
    F(struct node_merge, keep, .as = AS_ID, .opt = true,
      .doc = "one of them that goes on and takes the others in; absent: a new one"),
    F(struct node_merge, parent, .as = AS_ID, .opt = true,
      .doc = "of the new one; that of the first if absent"),
    F(struct node_merge, code, .opt = true, .min = 1, .max = CODE_MOST),
    F(struct node_merge, name, .opt = true, .min = 1, .max = NAME_MOST),
    F(struct node_merge, lon, .opt = true),
    F(struct node_merge, lat, .opt = true),
    F(struct node_merge, households, .opt = true, .min = 0, .max = HOUSEHOLDS_MOST),
};
const struct shape node_merge_shape = SHAPE(struct node_merge, node_merge_fields);

static const struct field heir_plan_fields[] = {
    F(struct heir_plan, name),
    F(struct heir_plan, children, .doc = "that will be directly below it"),
    F(struct heir_plan, below, .doc = "all that moves below it, those included"),
    F(struct heir_plan, m2, .opt = true, .doc = "of its area, if it will have one"),
};
static const struct shape heir_plan_shape    = SHAPE(struct heir_plan, heir_plan_fields);
static const struct field fork_plan_fields[] = {
    F(struct fork_plan, children),
    F(struct fork_plan, below),
    F(struct fork_plan, relations, .doc = "that go on under the heirs"),
    F(struct fork_plan, orgs, .doc = "organisations that sit there"),
    F(struct fork_plan, heirs, .of = &heir_plan_shape),
};
const struct shape fork_plan_shape = SHAPE(struct fork_plan, fork_plan_fields);

/* Children of all olds, and where the list says that they go; SIZE_MAX where it does not. */
static enum rc list_children(struct work *w, struct fork *k)
{
    VEC(struct moving) all = { 0 };

    for (size_t i = 0; i < k->n_olds; i++) {
        struct rows  rows;
        struct node *n;

        TRY(db_all(w->tx, k->t->stmts->children, ARGS(A(k->olds[i].id), A(k->day)), &rows));
        n = rows.at;
        for (size_t c = 0; c < rows.n; c++)
            *VEC_PUSH(w->arena, &all) = (struct moving){ n[c], SIZE_MAX };
    }
    k->moving   = all.at;
    k->n_moving = all.n;
    return RC_OK;
}

static enum rc count(struct work *w, struct fork *k)
{
    struct heir_plan *heirs = ARENA_ARRAY(w->arena, struct heir_plan, k->n_heirs);
    struct count_row  n;

    for (size_t i = 0; i < k->n_heirs; i++) {
        heirs[i].name = k->heirs[i].name;
        heirs[i].m2   = k->areas[i] ? k->areas[i]->m2 : NAN;
    }
    for (size_t i = 0; i < k->n_moving; i++) {
        const struct node *c = &k->moving[i].node;

        TRY(db_one(w->tx, k->t->stmts->below,
                   ARGS(A(c->path), A(path_end(w->arena, c->path)), A(k->day)), &n));
        heirs[k->moving[i].to].children++;
        heirs[k->moving[i].to].below += 1 + n.n;
        k->plan.children++;
        k->plan.below += 1 + n.n;
    }
    for (size_t i = 0; i < k->n_olds; i++) {
        TRY(db_one(w->tx, k->t->stmts->relations_n, ARGS(A(k->olds[i].id), A(k->day)), &n));
        k->plan.relations += n.n;
        if (!k->t->is_place)
            continue;
        TRY(db_one(w->tx, &stmt_orgs_at_n, ARGS(A(k->olds[i].id), A(k->day)), &n));
        k->plan.orgs += n.n;
    }
    k->plan.heirs = (struct list){ heirs, k->n_heirs };
    return RC_OK;
}

static enum rc no_such_heir(struct work *w, struct str field, int32_t to, size_t n)
{
    char a[INT_TEXT], b[INT_TEXT];

    return fault_full(w->faults, RC_INVALID, &say_heir, field,
                      (struct str[]){ int_text(to, a), int_text((int64_t)n, b) }, 2);
}

static enum rc share_children(struct work *w, struct fork *k, const struct node_split *in)
{
    const struct share *s = in->children.at;
    char                room[INT_TEXT];

    for (size_t i = 0; i < in->children.n; i++) {
        struct str field = arena_fmt(w->arena, "children[%zu].to", i);
        size_t     c     = 0;

        if (s[i].to < 0 || (size_t)s[i].to >= k->n_heirs)
            return no_such_heir(w, field, s[i].to, k->n_heirs);
        while (c < k->n_moving && k->moving[c].node.id != s[i].id)
            c++;
        if (c == k->n_moving)
            return WORK_FIELD(w, RC_INVALID, &say_not_child,
                              arena_fmt(w->arena, "children[%zu].id", i), int_text(s[i].id, room));
        k->moving[c].to = (size_t)s[i].to;
    }
    for (size_t c = 0; c < k->n_moving; c++) {
        if (k->moving[c].to != SIZE_MAX)
            continue;
        if (in->rest == NONE_I32)
            return WORK_FIELD(w, RC_INVALID, &say_left, S("children"), k->moving[c].node.name);
        k->moving[c].to = k->rest;
    }
    return RC_OK;
}

static enum rc share_orgs(struct work *w, struct fork *k, const struct node_split *in)
{
    const struct share *s = in->orgs.at;
    char                room[INT_TEXT];

    for (size_t i = 0; i < in->orgs.n; i++) {
        struct str  field = arena_fmt(w->arena, "orgs[%zu].id", i);
        struct node n;

        if (s[i].to < 0 || (size_t)s[i].to >= k->n_heirs)
            return no_such_heir(w, arena_fmt(w->arena, "orgs[%zu].to", i), s[i].to, k->n_heirs);
        TRY(tree_find(w, &org_tree, s[i].id, field, &n));
        if (!k->t->is_place || n.place != k->olds[0].id)
            return WORK_FIELD(w, RC_INVALID, &say_not_there, field, int_text(s[i].id, room));
        *VEC_PUSH(w->arena, &k->orgs) = s[i];
    }
    return RC_OK;
}

/* What ends gives its code free. */
static bool code_of_old(const struct fork *k, struct str code)
{
    for (size_t i = 0; i < k->n_olds; i++)
        if (code.p && k->olds[i].code.p && str_eq(code, k->olds[i].code))
            return true;
    return false;
}

/* May a new one of this code and name be made? */
static enum rc check_heir(struct work *w, struct fork *k, const struct heir *h, struct str at)
{
    struct str    code = arena_fmt(w->arena, "%.*scode", STR_ARG(at));
    struct lonlat p    = { h->lon, h->lat };

    if (k->t->is_place)
        TRY(place_code_check(w, k->olds[0].kind, h->code, k->above.code, code));
    else if (h->code.p)
        TRY(code_check(CODES_LOCAL, h->code, STR_NONE, w->faults, code));
    if (!code_of_old(k, h->code))
        TRY(tree_code_free(w, k->t, h->code, k->day, NONE_I64, code));
    if (h->area.text.p && !k->t->is_place)
        return WORK_FIELD(w, RC_INVALID, &say_no_area, arena_fmt(w->arena, "%.*sarea", STR_ARG(at)),
                          STR_NONE);
    if (isnan(h->lon) && isnan(h->lat))
        return RC_OK;
    return point_check(p, CRS_WGS84, w->faults, arena_fmt(w->arena, "%.*slon", STR_ARG(at)), &p);
}

static enum rc read_area(struct work *w, const struct heir *h, struct str at,
                         const struct area **ret)
{
    struct str         field = arena_fmt(w->arena, "%.*sarea", STR_ARG(at));
    struct area       *area  = ARENA_NEW(w->arena, struct area);
    const struct jval *v;

    *ret = NULL;
    if (!h->area.text.p)
        return RC_OK;
    TRY(json_parse(w->arena, h->area.text, w->faults, &v));
    if (v->kind != J_OBJ)
        return WORK_FIELD(w, RC_INVALID, &say_wrong_type, field, S("Polygon, MultiPolygon"));
    TRY(area_from_json(v, CRS_WGS84, w->arena, w->faults, field, area));
    *ret = area;
    return RC_OK;
}

enum rc fork_plan_split(struct work *w, struct fork *k, int64_t id, const struct node_split *in)
{
    const struct heir *h = in->into.at;

    TRY(tree_day(w, in->on, &k->day));
    k->how    = "split";
    k->olds   = ARENA_NEW(w->arena, struct node);
    k->n_olds = 1;
    TRY(tree_take(w, k->t, id, in->version, S("id"), k->olds));
    TRY(tree_under(w, k->t, k->olds->parent, k->olds->kind, &k->above));
    if (in->into.n < 2)
        return WORK_FIELD(w, RC_INVALID, &say_two, S("into"), STR_NONE);
    if (in->rest != NONE_I32 && (in->rest < 0 || (size_t)in->rest >= in->into.n))
        return no_such_heir(w, S("rest"), in->rest, in->into.n);
    k->rest    = in->rest == NONE_I32 ? 0 : (size_t)in->rest;
    k->details = h;
    k->n_heirs = in->into.n;
    k->heirs   = ARENA_ARRAY(w->arena, struct node, k->n_heirs);
    k->areas   = ARENA_ARRAY(w->arena, const struct area *, k->n_heirs);
    for (size_t i = 0; i < k->n_heirs; i++) {
        struct str at = arena_fmt(w->arena, "into[%zu].", i);

        TRY(check_heir(w, k, &h[i], at));
        TRY(read_area(w, &h[i], at, &k->areas[i]));
        k->heirs[i] = (struct node){ .id = NONE_I64, .name = h[i].name, .code = h[i].code };
    }
    TRY(list_children(w, k));
    TRY(share_children(w, k, in));
    TRY(share_orgs(w, k, in));
    return count(w, k);
}

static enum rc take_merged(struct work *w, struct fork *k, const struct node_merge *in)
{
    const struct version_of *v = in->nodes.at;

    k->olds = ARENA_ARRAY(w->arena, struct node, in->nodes.n);
    for (size_t i = 0; i < in->nodes.n; i++) {
        struct str   field = arena_fmt(w->arena, "nodes[%zu].id", i);
        struct node *n     = &k->olds[i];

        TRY(tree_take(w, k->t, v[i].id, v[i].version, field, n));
        if (!str_eq(n->kind, k->olds[0].kind))
            return WORK_FIELD(w, RC_INVALID, &say_kinds, field, n->name);
        for (size_t j = 0; j < i; j++) {
            if (n->id == k->olds[j].id)
                return WORK_FIELD(w, RC_INVALID, &say_same, field, STR_NONE);
            if (path_within(n->path, k->olds[j].path) || path_within(k->olds[j].path, n->path))
                return WORK_FIELD(w, RC_INVALID, &say_inside, field, n->name);
        }
    }
    k->n_olds = in->nodes.n;
    return k->n_olds < 2 ? WORK_FIELD(w, RC_INVALID, &say_few, S("nodes"), STR_NONE) : RC_OK;
}

/* Of all that are merged together; none if one of them has none. */
static enum rc join_areas(struct work *w, const struct fork *k, const struct area **ret)
{
    struct str  *wkb  = ARENA_ARRAY(w->arena, struct str, k->n_olds);
    struct area *area = ARENA_NEW(w->arena, struct area);

    *ret = NULL;
    for (size_t i = 0; i < k->n_olds; i++) {
        struct area_row row;
        enum rc         rc = db_one(w->tx, &stmt_area_on, ARGS(A(k->olds[i].id), A(k->day)), &row);

        if (rc == RC_NOT_FOUND)
            return RC_OK;
        TRY(rc);
        wkb[i] = row.wkb;
    }
    TRY(area_join(w->arena, wkb, k->n_olds, w->faults, S("nodes"), area));
    *ret = area;
    return RC_OK;
}

/* Take the one that is kept out of the olds: it is the heir. */
static enum rc keep_one(struct work *w, struct fork *k, int64_t keep)
{
    for (size_t i = 0; i < k->n_olds; i++)
        if (k->olds[i].id == keep) {
            k->heirs[0] = k->olds[i];
            k->olds[i]  = k->olds[--k->n_olds];
            return RC_OK;
        }
    return WORK_FIELD(w, RC_INVALID, &say_keep, S("keep"), STR_NONE);
}

enum rc fork_plan_merge(struct work *w, struct fork *k, const struct node_merge *in)
{
    struct heir *h = ARENA_NEW(w->arena, struct heir);

    TRY(tree_day(w, in->on, &k->day));
    k->how = "merge";
    TRY(take_merged(w, k, in));
    *h       = (struct heir){ .code       = in->code,
                              .name       = in->name,
                              .lon        = in->lon,
                              .lat        = in->lat,
                              .households = in->households };
    k->areas = ARENA_ARRAY(w->arena, const struct area *, 1);
    if (k->t->is_place)
        TRY(join_areas(w, k, &k->areas[0]));
    k->details = h;
    k->n_heirs = 1;
    k->heirs   = ARENA_NEW(w->arena, struct node);
    if (in->keep != NONE_I64) {
        TRY(keep_one(w, k, in->keep));
    } else {
        int64_t parent = in->parent == NONE_I64 ? k->olds[0].parent : in->parent;

        if (!in->name.p)
            return WORK_FIELD(w, RC_INVALID, &say_needed, S("name"), STR_NONE);
        TRY(tree_under(w, k->t, parent, k->olds[0].kind, &k->above));
        TRY(check_heir(w, k, h, S("")));
        k->heirs[0] = (struct node){ .id = NONE_I64, .name = in->name, .code = in->code };
    }
    TRY(list_children(w, k));
    for (size_t i = 0; i < k->n_moving; i++)
        k->moving[i].to = 0;
    return count(w, k);
}
