/* edit: adding, naming, moving and ending nodes of both trees. */
#include "territory/code.h"
#include "territory/org_rows.h"
#include "territory/path.h"
#include "territory/place_rows.h"

#include <math.h>

static const struct say say_nothing =
    SAY("nothing_changes", "没有要改的内容", "nothing would change");
static const struct say say_below = SAY("has_below", "下面还有{0}个，请先移走或一并结束",
                                        "{0} are below: move them first, or end them too");

#define NAME_FIELD(T, m, ...) F(T, m, .min = 1, .max = NAME_MOST, __VA_ARGS__)
#define CODE_FIELD(T, m)      F(T, m, .opt = true, .min = 1, .max = CODE_MOST)
#define SEEN_FIELD(T)         F(T, version, .opt = true, .min = 1, .doc = "that the caller saw")
#define ON_FIELD(T)                                                                                \
    F(T, on, .as = AS_DAY, .opt = true, .doc = "the day from which it is so; today if absent")
#define POINT_FIELDS(T)                                                                            \
    F(T, lon, .opt = true, .doc = "a point in it, WGS-84"), F(T, lat, .opt = true),                \
        F(T, households, .opt = true, .min = 0, .max = HOUSEHOLDS_MOST)

static const struct field place_new_fields[] = {
    F(struct place_new, parent, .as = AS_ID, .opt = true, .doc = "absent: at the top"),
    F(struct place_new, kind, .max = 40),
    CODE_FIELD(struct place_new, code),
    NAME_FIELD(struct place_new, name),
    F(struct place_new, from, .as = AS_DAY, .opt = true, .doc = "today if absent"),
    POINT_FIELDS(struct place_new),
};
const struct shape place_new_shape = SHAPE(struct place_new, place_new_fields);

static const struct field place_edit_fields[] = {
    SEEN_FIELD(struct place_edit),
    ON_FIELD(struct place_edit),
    CODE_FIELD(struct place_edit, code),
    POINT_FIELDS(struct place_edit),
};
const struct shape place_edit_shape = SHAPE(struct place_edit, place_edit_fields);

static const struct field org_new_fields[] = {
    F(struct org_new, parent, .as = AS_ID, .opt = true, .doc = "absent: at the top"),
    F(struct org_new, kind, .max = 40),
    CODE_FIELD(struct org_new, code),
    NAME_FIELD(struct org_new, name),
    F(struct org_new, place, .as = AS_ID, .opt = true,
      .doc = "where it sits or what it serves first"),
    F(struct org_new, from, .as = AS_DAY, .opt = true, .doc = "today if absent"),
};
const struct shape org_new_shape = SHAPE(struct org_new, org_new_fields);

static const struct field org_edit_fields[] = {
    SEEN_FIELD(struct org_edit),
    ON_FIELD(struct org_edit),
    CODE_FIELD(struct org_edit, code),
    F(struct org_edit, place, .as = AS_ID, .opt = true),
};
const struct shape org_edit_shape = SHAPE(struct org_edit, org_edit_fields);

static const struct field node_rename_fields[] = {
    SEEN_FIELD(struct node_rename),
    ON_FIELD(struct node_rename),
    NAME_FIELD(struct node_rename, name),
};
const struct shape node_rename_shape = SHAPE(struct node_rename, node_rename_fields);

static const struct field node_move_fields[] = {
    SEEN_FIELD(struct node_move),
    ON_FIELD(struct node_move),
    F(struct node_move, parent, .as = AS_ID, .opt = true, .doc = "absent: to the top"),
};
const struct shape node_move_shape = SHAPE(struct node_move, node_move_fields);

static const struct field node_end_fields[] = {
    SEEN_FIELD(struct node_end),
    F(struct node_end, on, .as = AS_DAY, .opt = true,
      .doc = "the first day it holds no more; may lie ahead; today if absent"),
    F(struct node_end, below, .opt = true, .doc = "what is below ends too"),
};
const struct shape node_end_shape = SHAPE(struct node_end, node_end_fields);

/* -- what the journal keeps -- */

struct named_note {
    int32_t    on;
    struct str before, after;
};
static const struct field named_fields[] = {
    F(struct named_note, on, .as = AS_DAY),
    F(struct named_note, before, .opt = true),
    F(struct named_note, after, .opt = true),
};
static const struct shape named_shape = SHAPE(struct named_note, named_fields);

struct ended_note {
    int32_t on;
    int64_t below;
};
static const struct field ended_fields[] = {
    F(struct ended_note, on, .as = AS_DAY),
    F(struct ended_note, below, .doc = "how many below ended with it"),
};
static const struct shape ended_shape = SHAPE(struct ended_note, ended_fields);

/* -- places -- */

enum rc place_code_check(struct work *w, struct str kind, struct str code, struct str above,
                         struct str field)
{
    const struct place_kind *k = practice_place_kind(w->practice, kind);

    return code.p && k ? code_check(k->codes, code, above, w->faults, field) : RC_OK;
}

/* Both or none, and on the globe. */
static enum rc check_point(struct work *w, double lon, double lat)
{
    struct lonlat p = { lon, lat };

    if (isnan(lon) != isnan(lat))
        return WORK_FIELD(w, RC_INVALID, &say_needed, isnan(lon) ? S("lon") : S("lat"), STR_NONE);
    return isnan(lon) ? RC_OK : point_check(p, CRS_WGS84, w->faults, S("lon"), &p);
}

enum rc place_add(struct work *w, const struct place_new *in, struct place *ret)
{
    const struct tree *t = &place_tree;
    struct node        above, n = { .id      = work_id(w),
                                    .parent  = in->parent,
                                    .kind    = in->kind,
                                    .code    = in->code,
                                    .name    = in->name,
                                    .from    = in->from == NONE_I32 ? tree_today(w) : in->from,
                                    .to      = NONE_I32,
                                    .version = 1,
                                    .place   = NONE_I64 };
    int64_t            number;

    TRY(tree_under(w, t, in->parent, in->kind, &above));
    TRY(place_code_check(w, n.kind, n.code, above.code, S("code")));
    TRY(tree_code_free(w, t, n.code, n.from, n.id, S("code")));
    TRY(check_point(w, in->lon, in->lat));
    TRY(tree_allot(w, t, above.id, 1, &number));
    n.path = path_child(w->arena, above.path, number);
    TRY(tree_put(w, t, &n));
    if (!isnan(in->lon) || in->households != NONE_I32)
        TRY(db_run(w->tx, &stmt_place_set,
                   ARGS(A(n.id), A(n.version), A(in->lon), A(in->lat), A(in->households)), NULL));
    TRY(place_get(w, n.id, ret));
    return tree_note(w, t, "added", &n, &place_shape, ret);
}

enum rc place_edit(struct work *w, int64_t id, const struct place_edit *in, struct place *ret)
{
    const struct tree *t = &place_tree;
    struct node        n, above = { 0 };
    struct place       p;
    int32_t            day;

    TRY(tree_day(w, in->on, &day));
    TRY(tree_take(w, t, id, in->version, S("id"), &n));
    TRY(check_point(w, in->lon, in->lat));
    if (!in->code.p && isnan(in->lon) && in->households == NONE_I32)
        return WORK_FAULT(w, RC_INVALID, &say_nothing);
    if (in->code.p && !str_eq(in->code, n.code)) {
        if (n.parent != NONE_I64)
            TRY(tree_find(w, t, n.parent, S("parent"), &above));
        TRY(place_code_check(w, n.kind, in->code, above.code, S("code")));
        TRY(tree_code_free(w, t, in->code, day, n.id, S("code")));
        TRY(tree_set_code(w, t, &n, in->code, day));
    }
    TRY(place_get(w, id, &p));
    if (!isnan(in->lon)) {
        p.lon = in->lon;
        p.lat = in->lat;
    }
    if (in->households != NONE_I32)
        p.households = in->households;
    TRY(db_run(w->tx, &stmt_place_set,
               ARGS(A(id), A(p.version), A(p.lon), A(p.lat), A(p.households)), NULL));
    TRY(place_get(w, id, ret));
    return tree_note(w, t, "edited", &n, &place_edit_shape, in);
}

struct drawn_note {
    int32_t on;
    double  m2; /* NAN: it has no area any more */
};
static const struct field drawn_fields[] = {
    F(struct drawn_note, on, .as = AS_DAY),
    F(struct drawn_note, m2, .opt = true),
};
static const struct shape drawn_shape = SHAPE(struct drawn_note, drawn_fields);

/* The rows of the area alone; the import does this for many. */
enum rc area_set(struct work *w, int64_t place, int32_t day, const struct area *area)
{
    struct area_row row = { .place = place, .from = day, .to = NONE_I32 };

    TRY(db_run(w->tx, &stmt_area_drop, ARGS(A(place), A(day)), NULL));
    TRY(db_run(w->tx, &stmt_area_stop, ARGS(A(place), A(day)), NULL));
    if (!area)
        return RC_OK;
    row.wkb = area_to_wkb(area, w->arena);
    return db_run(w->tx, &stmt_area_put,
                  ARGS(A(row.place), A(row.from), A(row.to), arg_b(row.wkb), A(area->m2),
                       A(area->west), A(area->south), A(area->east), A(area->north)),
                  NULL);
}

enum rc place_draw(struct work *w, int64_t id, int64_t version, int32_t on, const struct area *area)
{
    struct drawn_note note = { .m2 = area ? area->m2 : NAN };
    struct place      p;
    struct node       n;

    TRY(tree_day(w, on, &note.on));
    TRY(tree_take(w, &place_tree, id, version, S("id"), &n));
    TRY(area_set(w, id, note.on, area));
    TRY(place_get(w, id, &p));
    if (area) {
        p.lon = area->inside.lon;
        p.lat = area->inside.lat;
    }
    TRY(db_run(w->tx, &stmt_place_set,
               ARGS(A(id), A(p.version), A(p.lon), A(p.lat), A(p.households)), NULL));
    return tree_note(w, &place_tree, "drawn", &n, &drawn_shape, &note);
}

/* -- organisations -- */

/* The place where an organisation sits, as far as it may be put there. */
static enum rc find_seat(struct work *w, int64_t place, struct node *ret)
{
    struct node n = { .id = NONE_I64 };

    if (place != NONE_I64)
        TRY(tree_find(w, &place_tree, place, S("place"), &n));
    *ret = n;
    return RC_OK;
}

enum rc org_add(struct work *w, const struct org_new *in, struct org *ret)
{
    const struct tree *t     = &org_tree;
    struct node        above = { .id = NONE_I64 }, seat,
                n            = { .id      = work_id(w),
                                 .parent  = in->parent,
                                 .kind    = in->kind,
                                 .code    = in->code,
                                 .name    = in->name,
                                 .from    = in->from,
                                 .to      = NONE_I32,
                                 .version = 1,
                                 .place   = in->place };
    int64_t number;

    if (n.from == NONE_I32)
        n.from = tree_today(w);
    TRY(find_seat(w, in->place, &seat));
    /* whoever may edit organisations where it sits may set one up there, at the top of the tree */
    if (in->parent != NONE_I64 || !work_may(w, t->edit, seat.path, STR_NONE))
        TRY(tree_under(w, t, in->parent, in->kind, &above));
    else
        TRY(tree_kind(w, t, in->kind, &above));
    if (n.code.p)
        TRY(code_check(CODES_LOCAL, n.code, STR_NONE, w->faults, S("code")));
    TRY(tree_code_free(w, t, n.code, n.from, n.id, S("code")));
    TRY(tree_allot(w, t, above.id, 1, &number));
    n.path       = path_child(w->arena, above.path, number);
    n.place_path = seat.path;
    TRY(tree_put(w, t, &n));
    TRY(org_get(w, n.id, ret));
    return tree_note(w, t, "added", &n, &org_shape, ret);
}

enum rc org_edit(struct work *w, int64_t id, const struct org_edit *in, struct org *ret)
{
    const struct tree *t = &org_tree;
    struct node        n, seat;
    int32_t            day;

    TRY(tree_day(w, in->on, &day));
    TRY(tree_take(w, t, id, in->version, S("id"), &n));
    TRY(find_seat(w, in->place, &seat));
    if (!in->code.p && in->place == NONE_I64)
        return WORK_FAULT(w, RC_INVALID, &say_nothing);
    if (in->place != NONE_I64) /* not out of one's own area into another's */
        TRY(work_need(w, t->edit, seat.path, n.path));
    if (in->code.p && !str_eq(in->code, n.code)) {
        TRY(code_check(CODES_LOCAL, in->code, STR_NONE, w->faults, S("code")));
        TRY(tree_code_free(w, t, in->code, day, n.id, S("code")));
        TRY(tree_set_code(w, t, &n, in->code, day));
    }
    if (in->place != NONE_I64)
        TRY(db_run(w->tx, &stmt_org_set, ARGS(A(id), A(n.version), A(in->place)), NULL));
    TRY(org_get(w, id, ret));
    return tree_note(w, t, "edited", &n, &org_edit_shape, in);
}

/* -- both -- */

enum rc node_rename(struct work *w, const struct tree *t, int64_t id, const struct node_rename *in)
{
    struct named_note note = { .after = in->name };
    struct node       n;

    TRY(tree_day(w, in->on, &note.on));
    TRY(tree_take(w, t, id, in->version, S("id"), &n));
    note.before = n.name;
    if (str_eq(n.name, in->name))
        return WORK_FIELD(w, RC_INVALID, &say_nothing, S("name"), STR_NONE);
    TRY(tree_set_name(w, t, &n, in->name, note.on));
    return tree_note(w, t, "renamed", &n, &named_shape, &note);
}

enum rc node_move(struct work *w, const struct tree *t, int64_t id, const struct node_move *in)
{
    struct node n, above;
    int32_t     day;

    TRY(tree_day(w, in->on, &day));
    TRY(tree_take(w, t, id, in->version, S("id"), &n));
    TRY(tree_under(w, t, in->parent, n.kind, &above));
    if (n.parent == in->parent)
        return WORK_FIELD(w, RC_INVALID, &say_nothing, S("parent"), STR_NONE);
    return tree_hang(w, t, &n, &above, day);
}

enum rc node_end(struct work *w, const struct tree *t, int64_t id, const struct node_end *in)
{
    struct ended_note note = { .on = in->on == NONE_I32 ? tree_today(w) : in->on };
    struct count_row  below;
    struct node       n;
    struct str        end;
    char              room[INT_TEXT];

    TRY(tree_take(w, t, id, in->version, S("id"), &n));
    end = path_end(w->arena, n.path);
    TRY(db_one(w->tx, t->stmts->below, ARGS(A(n.path), A(end), A(note.on)), &below));
    if (below.n && !in->below)
        return WORK_FIELD(w, RC_CONFLICT, &say_below, S("below"), int_text(below.n, room));
    TRY(tree_close(w, t, &n, note.on));
    TRY(db_run(w->tx, t->stmts->relations_end, ARGS(A(n.id), A(note.on)), NULL));
    if (below.n) {
        TRY(db_run(w->tx, t->stmts->relations_end_below, ARGS(A(n.path), A(end), A(note.on)),
                   NULL));
        TRY(db_run(w->tx, t->stmts->end_below, ARGS(A(n.path), A(end), A(note.on)), NULL));
    }
    note.below = below.n;
    return tree_note(w, t, "ended", &n, &ended_shape, &note);
}
