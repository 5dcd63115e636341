/* import_write: what was planned, into the tables. */
#include "territory/import_own.h"
#include "territory/path.h"

#include <math.h>

/* Rows that have nothing but a name are put several at a time: over a network each statement is a
 * journey. */
enum { AT_ONCE = 8, ARGS_A_ROW = 7 };

struct writing {
    struct importing    *k;
    VEC(size_t)          moves;
    const struct in_row *plain[AT_ONCE];
    int64_t              parents[AT_ONCE];
    size_t               n_plain;
};

/* The parent of a new row: its id and path, and the number that the row gets below it. */
static enum rc find_slot(struct importing *k, struct in_row *row, int64_t *ret_parent,
                         struct str *ret_path, int64_t *ret_number)
{
    struct in_row *above = row->above == SIZE_MAX ? NULL : &k->rows[row->above];
    struct there  *t     = row->above_was;

    if (above && !above->was) {
        *ret_parent = above->id;
        *ret_path   = above->path;
        *ret_number = above->numbered++;
        return RC_OK;
    }
    if (t->next == NONE_I64)
        TRY(tree_allot(k->w, &place_tree, t->p.id, t->wanted, &t->next));
    *ret_parent = t->p.id;
    *ret_path   = t->p.path;
    *ret_number = t->next++;
    return RC_OK;
}

static enum rc put_area(struct importing *k, int64_t place, const struct area *area)
{
    return db_run(k->w->tx, &stmt_area_put,
                  ARGS(A(place), A(k->day), A((int32_t)NONE_I32),
                       arg_b(area_to_wkb(area, k->arena)), A(area->m2), A(area->west),
                       A(area->south), A(area->east), A(area->north)),
                  NULL);
}

static enum rc put_one(struct importing *k, const struct in_row *row, int64_t parent)
{
    return db_run(k->w->tx, &stmt_place_import,
                  ARGS(A(row->id), A(parent), A(row->path), A(row->children), A(row->kind->name),
                       A(row->code), A(row->name), A(k->day), A(row->lon), A(row->lat),
                       A(row->households)),
                  NULL);
}

static enum rc put_plain(struct writing *o)
{
    struct arg args[1 + AT_ONCE * ARGS_A_ROW] = { A(o->k->day) }, *to = args + 1;
    size_t     n = o->n_plain;

    o->n_plain = 0;
    if (n < AT_ONCE) {
        for (size_t i = 0; i < n; i++)
            TRY(put_one(o->k, o->plain[i], o->parents[i]));
        return RC_OK;
    }
    for (size_t i = 0; i < n; i++) {
        const struct in_row *row = o->plain[i];

        *to++ = A(row->id);
        *to++ = A(o->parents[i]);
        *to++ = A(row->path);
        *to++ = A(row->children);
        *to++ = A(row->kind->name);
        *to++ = A(row->code);
        *to++ = A(row->name);
    }
    return db_run(o->k->w->tx, &stmt_place_import_8, args, ARRAY_LEN(args), NULL);
}

static enum rc add(struct writing *o, struct in_row *row)
{
    struct importing *k = o->k;
    int64_t           parent, number;
    struct str        path;

    TRY(find_slot(k, row, &parent, &path, &number));
    row->id   = work_id(k->w);
    row->path = path_child(k->arena, path, number);
    if (isnan(row->lon) && !row->area && row->households == NONE_I32) {
        o->plain[o->n_plain]     = row;
        o->parents[o->n_plain++] = parent;
        return o->n_plain == AT_ONCE ? put_plain(o) : RC_OK;
    }
    TRY(put_plain(o)); /* the parent may be among them */
    if (isnan(row->lon)) {
        row->lon = row->area ? row->area->inside.lon : NAN;
        row->lat = row->area ? row->area->inside.lat : NAN;
    }
    TRY(put_one(k, row, parent));
    return row->area ? put_area(k, row->id, row->area) : RC_OK;
}

static enum rc change(struct writing *o, size_t i)
{
    struct importing *k   = o->k;
    struct in_row    *row = &k->rows[i];
    struct place     *p   = &row->was->p;
    struct node       n   = { .id      = p->id,
                              .parent  = p->parent,
                              .path    = p->path,
                              .kind    = p->kind,
                              .code    = p->code,
                              .name    = p->name,
                              .from    = p->from,
                              .to      = p->to,
                              .version = p->version,
                              .place   = NONE_I64 };

    if (row->renamed)
        TRY(tree_set_name(k->w, &place_tree, &n, row->name, k->day));
    if (row->redrawn)
        TRY(area_set(k->w, p->id, k->day, row->area));
    if (row->set || row->redrawn) {
        if (row->redrawn && isnan(row->lon)) {
            row->lon = row->area->inside.lon;
            row->lat = row->area->inside.lat;
        }
        if (!isnan(row->lon)) {
            p->lon = row->lon;
            p->lat = row->lat;
        }
        if (row->households != NONE_I32)
            p->households = row->households;
        TRY(db_run(k->w->tx, &stmt_place_set,
                   ARGS(A(p->id), A(n.version), A(p->lon), A(p->lat), A(p->households)), NULL));
    }
    if (row->moved)
        *VEC_PUSH(k->arena, &o->moves) = i;
    return RC_OK;
}

/* Last, when everything that a place may be hung under is there; paths are read anew, since one
 * move carries others along. */
static enum rc move(struct importing *k, const struct in_row *row)
{
    const struct in_row *above = row->above == SIZE_MAX ? NULL : &k->rows[row->above];
    struct node          n, to = { .id = NONE_I64 };
    int64_t              parent = row->above_was ? row->above_was->p.id : NONE_I64;

    if (above)
        parent = above->was ? above->was->p.id : above->id;
    TRY(tree_find(k->w, &place_tree, row->was->p.id, S("code"), &n));
    if (parent != NONE_I64)
        TRY(tree_find(k->w, &place_tree, parent, S("parent"), &to));
    return tree_hang(k->w, &place_tree, &n, &to, k->day);
}

enum rc import_write(struct importing *k)
{
    struct writing o = { .k = k };

    for (size_t i = 0; i < k->n_order; i++) {
        struct in_row *row = &k->rows[k->order[i]];

        import_far(k, k->n - k->n_order + i);
        if (!row->was)
            TRY(add(&o, row));
        else
            TRY(change(&o, k->order[i]));
    }
    TRY(put_plain(&o));
    for (size_t i = 0; i < o.moves.n; i++)
        TRY(move(k, &k->rows[o.moves.at[i]]));
    return RC_OK;
}
