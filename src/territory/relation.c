/* relation: what joins organisations and places, dated, of a kind from the practice. */
#include "territory/org_rows.h"

static const struct say say_no_kind =
    SAY("no_relation_kind", "实践包里没有这种关系：{0}", "the practice has no such relation: {0}");
static const struct say say_one_of_two =
    SAY("one_of_two", "{0}两项中要填、且只能填一项", "give one of {0}, and only one");
static const struct say say_principal =
    SAY("no_principal", "“{0}”这种关系不分主次", "{0} has no principal");
static const struct say say_twice =
    SAY("relation_twice", "这个关系已经有了", "they are related so already");
static const struct say say_itself =
    SAY("relation_itself", "不能和自己建立关系", "not with itself");
static const struct say say_none = SAY("no_relation", "没有这个关系", "there is no such relation");
static const struct say say_over =
    SAY("relation_over", "这个关系到{0}为止", "the relation ended on {0}");
static const struct say say_begun =
    SAY("relation_begun", "不能早于开始的日期{0}", "not before it began, on {0}");

static const struct field relation_new_fields[] = {
    F(struct relation_new, kind, .max = 40),
    F(struct relation_new, a_place, .as = AS_ID, .opt = true),
    F(struct relation_new, a_org, .as = AS_ID, .opt = true, .doc = "who covers, is a member …"),
    F(struct relation_new, b_place, .as = AS_ID, .opt = true, .doc = "what is covered …"),
    F(struct relation_new, b_org, .as = AS_ID, .opt = true),
    F(struct relation_new, principal, .opt = true, .doc = "the first among several"),
    F(struct relation_new, from, .as = AS_DAY, .opt = true, .doc = "today if absent"),
};
const struct shape relation_new_shape = SHAPE(struct relation_new, relation_new_fields);

static const struct field relation_end_fields[] = {
    F(struct relation_end, version, .opt = true, .min = 1),
    F(struct relation_end, on, .as = AS_DAY, .opt = true, .doc = "may lie ahead; today if absent"),
};
const struct shape relation_end_shape = SHAPE(struct relation_end, relation_end_fields);

static const struct relation_kind *find_kind(const struct practice *p, struct str name)
{
    for (size_t i = 0; i < p->n_relations; i++)
        if (str_eq(p->relations[i].name, name))
            return &p->relations[i];
    return NULL;
}

/* One end of it: a place or an organisation that holds now. */
static enum rc find_end(struct work *w, int64_t place, int64_t org, struct str fields,
                        struct str field, struct node *ret)
{
    if ((place == NONE_I64) == (org == NONE_I64))
        return WORK_FIELD(w, RC_INVALID, &say_one_of_two, field, fields);
    if (place != NONE_I64)
        return tree_find(w, &place_tree, place, field, ret);
    return tree_find(w, &org_tree, org, field, ret);
}

/* Whoever may edit organisations at either end may join them. */
static enum rc may_join(struct work *w, bool a_place, const struct node *a, bool b_place,
                        const struct node *b)
{
    if (work_may(w, CAP_ORG_EDIT, a_place ? a->path : a->place_path, a_place ? STR_NONE : a->path))
        return RC_OK;
    return work_need(w, CAP_ORG_EDIT, b_place ? b->path : b->place_path,
                     b_place ? STR_NONE : b->path);
}

static enum rc note(struct work *w, const char *kind, const struct relation *r,
                    const struct node *a, const struct node *b)
{
    struct entry e = { .kind = str_of(kind), .on = S("relation"), .subject = r->id };

    e.place_path = r->b_place != NONE_I64 ? b->path : r->a_place != NONE_I64 ? a->path : STR_NONE;
    e.org_path   = r->a_org != NONE_I64 ? a->path : r->b_org != NONE_I64 ? b->path : STR_NONE;
    return work_note_row(w, e, &relation_shape, r);
}

/* Not the same twice; one principal at a time, and the first is it unless another is. */
static enum rc fit_in(struct work *w, bool has_principal, struct relation *r)
{
    struct rows            rows;
    const struct relation *o;
    bool                   led = false;

    TRY(db_all(w->tx, &stmt_relations_alike,
               ARGS(A(r->kind), A(r->b_place), A(r->b_org), A(r->from)), &rows));
    o = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (o[i].a_place == r->a_place && o[i].a_org == r->a_org)
            return WORK_FIELD(w, RC_CONFLICT, &say_twice, S("kind"), STR_NONE);
        if (!o[i].principal)
            continue;
        led = true;
        if (r->principal)
            TRY(db_run(w->tx, &stmt_relation_unlead, ARGS(A(o[i].id)), NULL));
    }
    r->principal = has_principal && (r->principal || !led);
    return RC_OK;
}

enum rc relation_there(struct work *w, struct str kind, int64_t org, int64_t place, int32_t on,
                       bool *ret)
{
    struct rows            rows;
    const struct relation *o;
    int32_t                day = on == NONE_I32 ? tree_today(w) : on;
    bool                   is  = false;

    TRY(db_all(w->tx, &stmt_relations_alike, ARGS(A(kind), A(place), A((int64_t)NONE_I64), A(day)),
               &rows));
    o = rows.at;
    for (size_t i = 0; i < rows.n && !is; i++)
        is = o[i].a_org == org;
    *ret = is;
    return RC_OK;
}

enum rc relation_add(struct work *w, const struct relation_new *in, struct relation *ret)
{
    const struct relation_kind *k = find_kind(w->practice, in->kind);
    struct relation             r = { .id        = work_id(w),
                                      .kind      = in->kind,
                                      .a_place   = in->a_place,
                                      .a_org     = in->a_org,
                                      .b_place   = in->b_place,
                                      .b_org     = in->b_org,
                                      .principal = in->principal,
                                      .from      = in->from == NONE_I32 ? tree_today(w) : in->from,
                                      .to        = NONE_I32,
                                      .version   = 1 };
    struct node                 a, b;

    if (!k)
        return WORK_FIELD(w, RC_INVALID, &say_no_kind, S("kind"), in->kind);
    if (in->principal && !k->principal)
        return WORK_FIELD(w, RC_INVALID, &say_principal, S("principal"), k->title.zh);
    TRY(find_end(w, in->a_place, in->a_org, S("a_place, a_org"), S("a_org"), &a));
    TRY(find_end(w, in->b_place, in->b_org, S("b_place, b_org"), S("b_place"), &b));
    if (a.id == b.id)
        return WORK_FIELD(w, RC_INVALID, &say_itself, S("b_org"), STR_NONE);
    TRY(may_join(w, in->a_place != NONE_I64, &a, in->b_place != NONE_I64, &b));
    TRY(fit_in(w, k->principal, &r));
    TRY(db_put(w->tx, &stmt_relation_put, &relation_shape, &r));
    *ret = r;
    return note(w, "relation.added", &r, &a, &b);
}

enum rc relation_end(struct work *w, int64_t id, const struct relation_end *in,
                     struct relation *ret)
{
    struct relation r;
    struct node     a, b;
    int32_t         day = in->on == NONE_I32 ? tree_today(w) : in->on;
    char            seen[INT_TEXT], now[INT_TEXT], room[TIME_TEXT];
    enum rc         rc = db_one(w->tx, &stmt_relation_row, ARGS(A(id)), &r);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, rc, &say_none, S("id"), STR_NONE);
    TRY(rc);
    TRY(find_end(w, r.a_place, r.a_org, S("a"), S("id"), &a));
    TRY(find_end(w, r.b_place, r.b_org, S("b"), S("id"), &b));
    TRY(may_join(w, r.a_place != NONE_I64, &a, r.b_place != NONE_I64, &b));
    if (in->version != NONE_I64 && in->version != r.version)
        return fault(w->faults, RC_CONFLICT, &say_changed, int_text(in->version, seen),
                     int_text(r.version, now));
    if (r.to != NONE_I32 && r.to <= tree_today(w))
        return WORK_FIELD(w, RC_CONFLICT, &say_over, S("on"), day_text(r.to, room));
    if (day < r.from)
        return WORK_FIELD(w, RC_INVALID, &say_begun, S("on"), day_text(r.from, room));
    TRY(db_run(w->tx, &stmt_relation_stop, ARGS(A(id), A(r.version), A(day)), NULL));
    r.to = day;
    r.version++;
    *ret = r;
    return note(w, "relation.ended", &r, &a, &b);
}
