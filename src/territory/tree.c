#include "territory/tree.h"
#include "territory/code.h"
#include "territory/path.h"
#include "territory/tree_rows.h"

static const struct say no_place = SAY("no_place", "没有这个地点", "there is no such place");
static const struct say no_org = SAY("no_org", "没有这个组织", "there is no such organisation");
static const struct say say_ended =
    SAY("node_ended", "“{0}”到{1}为止，已不能再改", "{0} ended on {1} and cannot be changed");
static const struct say say_not_yet =
    SAY("node_not_yet", "“{0}”从{1}才开始", "{0} begins only on {1}");
static const struct say say_no_kind =
    SAY("no_kind", "实践包里没有这种类型：{0}", "the practice has no such kind: {0}");
static const struct say say_rank =
    SAY("kind_rank", "“{0}”不能放在“{1}”之下", "a {0} cannot lie under a {1}");
static const struct say say_ahead =
    SAY("day_ahead", "只能填今天或以前的日期", "the day must be today or before");
static const struct say say_since = SAY("day_before_last_change", "不能早于上一次变更的日期{0}",
                                        "not before the last change, on {0}");
static const struct say say_full =
    SAY("children_full", "下级太多：最多{0}个", "at most {0} below one");
static const struct say say_deep =
    SAY("tree_deep", "层级太多：最多{0}层", "at most {0} generations");
static const struct say say_taken = SAY("code_taken", "编码“{0}”已被使用", "the code {0} is taken");
static const struct say say_top = SAY("top_needs_admin", "最上一级只能由系统管理员设立",
                                      "only the system administrator adds at the top");
static const struct say say_within =
    SAY("within_itself", "不能移到自己的下级", "it cannot lie under itself");

const struct tree place_tree = { "place", CAP_TERRITORY_EDIT, &place_tree_stmts, &no_place, true };
const struct tree org_tree   = { "org", CAP_ORG_EDIT, &org_tree_stmts, &no_org, false };

int32_t tree_today(const struct work *w)
{
    return day_of(w->now);
}

/* -- finding -- */

enum rc tree_find(struct work *w, const struct tree *t, int64_t id, struct str field,
                  struct node *ret)
{
    enum rc rc = db_one(w->tx, t->stmts->get, ARGS(A(id)), ret);

    return rc == RC_NOT_FOUND ? WORK_FIELD(w, rc, t->none, field, STR_NONE) : rc;
}

static enum rc tree_may(struct work *w, const struct tree *t, const struct node *n)
{
    if (t->is_place)
        return work_need(w, t->edit, n->path, STR_NONE);
    return work_need(w, t->edit, n->place_path, n->path);
}

enum rc tree_take(struct work *w, const struct tree *t, int64_t id, int64_t version,
                  struct str field, struct node *ret)
{
    char        seen[INT_TEXT], now[INT_TEXT], day[TIME_TEXT];
    struct node n;

    TRY(tree_find(w, t, id, field, &n));
    TRY(tree_may(w, t, &n));
    if (version != NONE_I64 && version != n.version)
        return fault_full(w->faults, RC_CONFLICT, &say_changed, field,
                          (struct str[]){ int_text(version, seen), int_text(n.version, now) }, 2);
    if (n.to != NONE_I32 && n.to <= tree_today(w))
        return fault_full(w->faults, RC_CONFLICT, &say_ended, field,
                          (struct str[]){ n.name, day_text(n.to, day) }, 2);
    *ret = n;
    return RC_OK;
}

enum rc tree_kind(struct work *w, const struct tree *t, struct str kind, const struct node *parent)
{
    const struct place_kind *k, *above;

    if (!t->is_place) {
        if (practice_org_kind(w->practice, kind))
            return RC_OK;
        return WORK_FIELD(w, RC_INVALID, &say_no_kind, S("kind"), kind);
    }
    k = practice_place_kind(w->practice, kind);
    if (!k)
        return WORK_FIELD(w, RC_INVALID, &say_no_kind, S("kind"), kind);
    above = parent->path.p ? practice_place_kind(w->practice, parent->kind) : NULL;
    if (above && above->rank >= k->rank)
        return fault_full(w->faults, RC_INVALID, &say_rank, S("kind"),
                          (struct str[]){ k->title.zh, above->title.zh }, 2);
    return RC_OK;
}

enum rc tree_under(struct work *w, const struct tree *t, int64_t parent, struct str kind,
                   struct node *ret)
{
    struct node n = { .id = NONE_I64, .parent = NONE_I64, .place = NONE_I64 };
    char        room[INT_TEXT];

    if (parent != NONE_I64)
        TRY(tree_take(w, t, parent, NONE_I64, S("parent"), &n));
    else if (!w->actor->system && !caps_has(&w->actor->any, CAP_ADMIN_SYSTEM))
        return WORK_FIELD(w, RC_DENIED, &say_top, S("parent"), STR_NONE);
    if (path_depth(n.path) >= PATH_DEPTH)
        return WORK_FIELD(w, RC_INVALID, &say_deep, S("parent"), int_text(PATH_DEPTH, room));
    TRY(tree_kind(w, t, kind, &n));
    *ret = n;
    return RC_OK;
}

enum rc tree_day(struct work *w, int32_t day, int32_t *ret)
{
    int32_t today = tree_today(w);

    if (day != NONE_I32 && day > today)
        return WORK_FIELD(w, RC_INVALID, &say_ahead, S("on"), STR_NONE);
    *ret = day == NONE_I32 ? today : day;
    return RC_OK;
}

/* -- changing -- */

enum rc tree_allot(struct work *w, const struct tree *t, int64_t above, int64_t n,
                   int64_t *ret_first)
{
    struct count_row next;
    char             room[INT_TEXT];

    if (above == NONE_I64)
        TRY(db_one(w->tx, t->stmts->take_top, ARGS(A(n)), &next));
    else
        TRY(db_one(w->tx, t->stmts->take, ARGS(A(above), A(n)), &next));
    if (next.n > PATH_CHILDREN)
        return WORK_FIELD(w, RC_INVALID, &say_full, S("parent"), int_text(PATH_CHILDREN, room));
    *ret_first = next.n - n;
    return RC_OK;
}

enum rc tree_code_free(struct work *w, const struct tree *t, struct str code, int32_t from,
                       int64_t but, struct str field)
{
    struct rows             rows;
    const struct count_row *id;

    if (!code.p)
        return RC_OK;
    TRY(db_all(w->tx, t->stmts->taken, ARGS(A(code), A(from)), &rows));
    id = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (id[i].n != but)
            return WORK_FIELD(w, RC_CONFLICT, &say_taken, field, code);
    return RC_OK;
}

enum rc tree_put(struct work *w, const struct tree *t, const struct node *n)
{
    const struct arg args[] = { A(n->id),   A(n->parent), A(n->path), A(n->kind),
                                A(n->code), A(n->name),   A(n->from), A(n->place) };

    return db_run(w->tx, t->stmts->put, args, t->is_place ? 7 : 8, NULL);
}

/* Keep how it was until `day`. RC_INVALID when it changed after that day already. */
static enum rc tree_keep_past(struct work *w, const struct tree *t, const struct node *n,
                              int32_t day)
{
    struct day_row last;
    int32_t        since;
    char           room[TIME_TEXT];

    TRY(db_one(w->tx, t->stmts->past_last, ARGS(A(n->id)), &last));
    since = last.day == NONE_I32 ? n->from : last.day;
    if (day < since)
        return WORK_FIELD(w, RC_INVALID, &say_since, S("on"), day_text(since, room));
    if (day == since) /* corrected on the day itself: nobody saw it otherwise */
        return RC_OK;
    return db_run(
        w->tx, t->stmts->past_put,
        ARGS(A(n->id), A(since), A(day), A(n->parent), A(n->kind), A(n->code), A(n->name)), NULL);
}

/* One row, of the version that was seen. */
static enum rc set(struct work *w, const struct stmt *s, struct node *n, struct arg value)
{
    int64_t changed;

    TRY(db_run(w->tx, s, ARGS(A(n->id), A(n->version), value), &changed));
    if (changed != 1)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    n->version++;
    return RC_OK;
}

enum rc tree_set_name(struct work *w, const struct tree *t, struct node *n, struct str name,
                      int32_t day)
{
    TRY(tree_keep_past(w, t, n, day));
    TRY(set(w, t->stmts->set_name, n, A(name)));
    n->name = name;
    return RC_OK;
}

enum rc tree_set_code(struct work *w, const struct tree *t, struct node *n, struct str code,
                      int32_t day)
{
    TRY(tree_keep_past(w, t, n, day));
    TRY(set(w, t->stmts->set_code, n, A(code)));
    n->code = code;
    return RC_OK;
}

struct moved_note { /* paths, so that who keeps one can follow */
    int32_t    on;
    int64_t    parent_before, parent;
    struct str before, after;
};
static const struct field moved_fields[] = {
    F(struct moved_note, on, .as = AS_DAY),
    F(struct moved_note, parent_before, .as = AS_ID, .opt = true),
    F(struct moved_note, parent, .as = AS_ID, .opt = true),
    F(struct moved_note, before, .doc = "its path"),
    F(struct moved_note, after),
};
static const struct shape moved_shape = SHAPE(struct moved_note, moved_fields);

enum rc tree_hang(struct work *w, const struct tree *t, struct node *n, const struct node *parent,
                  int32_t day)
{
    struct moved_note note = { .on = day, .parent_before = n->parent, .before = n->path };
    struct str        old  = n->path, path;
    int64_t           first;

    if (parent->path.p && path_within(parent->path, n->path))
        return WORK_FIELD(w, RC_INVALID, &say_within, S("parent"), STR_NONE);
    TRY(tree_keep_past(w, t, n, day));
    TRY(tree_allot(w, t, parent->id, 1, &first));
    path = path_child(w->arena, parent->path, first);
    TRY(set(w, t->stmts->set_parent, n, A(parent->id)));
    TRY(db_run(w->tx, t->stmts->rebase,
               ARGS(A(path), A((int64_t)old.n + 1), A(old), A(path_end(w->arena, old))), NULL));
    n->parent = note.parent = parent->id;
    n->path = note.after = path;
    return tree_note(w, t, "moved", n, &moved_shape, &note);
}

enum rc tree_close(struct work *w, const struct tree *t, struct node *n, int32_t day)
{
    char room[TIME_TEXT];

    if (day < n->from)
        return fault_full(w->faults, RC_INVALID, &say_not_yet, S("on"),
                          (struct str[]){ n->name, day_text(n->from, room) }, 2);
    TRY(set(w, t->stmts->set_end, n, A(day)));
    n->to = day;
    return RC_OK;
}

enum rc tree_note(struct work *w, const struct tree *t, const char *verb, const struct node *n,
                  const struct shape *s, const void *data)
{
    struct entry e = { .kind    = arena_fmt(w->arena, "%s.%s", t->name, verb),
                       .on      = str_of(t->name),
                       .subject = n->id };

    e.place_path = t->is_place ? n->path : n->place_path;
    e.org_path   = t->is_place ? STR_NONE : n->path;
    return s ? work_note_row(w, e, s, data) : work_note(w, e);
}
