/* fork: carrying out what was planned. */
#include "territory/fork.h"
#include "territory/org_rows.h"
#include "territory/path.h"
#include "territory/place_rows.h"

#include <math.h>

static enum rc make_heir(struct work *w, struct fork *k, size_t i)
{
    const struct heir *h     = &k->details[i];
    const struct area *a     = k->areas[i];
    struct node       *n     = &k->heirs[i];
    bool               given = !isnan(h->lon) || !isnan(h->lat);
    int64_t            number;

    if (n->id != NONE_I64)
        return RC_OK;
    *n = (struct node){ .id         = work_id(w),
                        .parent     = k->above.id,
                        .kind       = k->olds[0].kind,
                        .code       = h->code,
                        .name       = h->name,
                        .from       = k->day,
                        .to         = NONE_I32,
                        .version    = 1,
                        .place      = k->olds[0].place,
                        .place_path = k->olds[0].place_path };
    TRY(tree_allot(w, k->t, k->above.id, 1, &number));
    n->path = path_child(w->arena, k->above.path, number);
    TRY(tree_put(w, k->t, n));
    if (k->t->is_place)
        TRY(db_run(w->tx, &stmt_place_set,
                   ARGS(A(n->id), A(n->version), A(a && !given ? a->inside.lon : h->lon),
                        A(a && !given ? a->inside.lat : h->lat), A(h->households)),
                   NULL));
    return tree_note(w, k->t, "added", n, NULL, NULL);
}

/* Every relation of `old` goes on with `heir` in its place, unless they have it already. */
static enum rc carry_relations(struct work *w, const struct fork *k, const struct node *old,
                               const struct node *heir)
{
    struct rows      rows;
    struct relation *r;

    TRY(db_all(w->tx, k->t->stmts->relations, ARGS(A(old->id), A(k->day)), &rows));
    r = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct rows            alike;
        const struct relation *o;
        bool                   has = false;

        if (k->t->is_place) {
            r[i].a_place = r[i].a_place == old->id ? heir->id : r[i].a_place;
            r[i].b_place = r[i].b_place == old->id ? heir->id : r[i].b_place;
        } else {
            r[i].a_org = r[i].a_org == old->id ? heir->id : r[i].a_org;
            r[i].b_org = r[i].b_org == old->id ? heir->id : r[i].b_org;
        }
        if ((r[i].a_org != NONE_I64 && r[i].a_org == r[i].b_org) ||
            (r[i].a_place != NONE_I64 && r[i].a_place == r[i].b_place))
            continue; /* it was with another that is merged too */
        if (r[i].from < k->day)
            r[i].from = k->day;
        TRY(db_all(w->tx, &stmt_relations_alike,
                   ARGS(A(r[i].kind), A(r[i].b_place), A(r[i].b_org), A(r[i].from)), &alike));
        o = alike.at;
        for (size_t j = 0; j < alike.n; j++) {
            has            = has || (o[j].a_org == r[i].a_org && o[j].a_place == r[i].a_place);
            r[i].principal = r[i].principal && (!o[j].principal || o[j].id == r[i].id);
        }
        if (has)
            continue;
        r[i].id      = work_id(w);
        r[i].version = 1;
        TRY(db_put(w->tx, &stmt_relation_put, &relation_shape, &r[i]));
    }
    return RC_OK;
}

static enum rc move_orgs(struct work *w, const struct fork *k)
{
    for (size_t i = 0; i < k->orgs.n; i++)
        TRY(db_run(w->tx, &stmt_org_rehouse,
                   ARGS(A(k->orgs.at[i].id), A(k->olds[0].id), A(k->heirs[k->orgs.at[i].to].id)),
                   NULL));
    for (size_t i = 0; i < k->n_olds; i++)
        TRY(db_run(w->tx, &stmt_orgs_rehouse,
                   ARGS(A(k->olds[i].id), A(k->day), A(k->heirs[k->rest].id)), NULL));
    return RC_OK;
}

struct forked_note {
    int32_t     on;
    struct list olds, heirs; /* ids */
};
static const struct field forked_fields[] = {
    F(struct forked_note, on, .as = AS_DAY),
    F(struct forked_note, olds, .each = K_I64, .as = AS_ID),
    F(struct forked_note, heirs, .each = K_I64, .as = AS_ID),
};
static const struct shape forked_shape = SHAPE(struct forked_note, forked_fields);

static enum rc tell(struct work *w, const struct fork *k)
{
    struct forked_note note  = { .on = k->day };
    int64_t           *olds  = ARENA_ARRAY(w->arena, int64_t, k->n_olds);
    int64_t           *heirs = ARENA_ARRAY(w->arena, int64_t, k->n_heirs);
    const char        *verb  = k->how[0] == 's' ? "split" : "merged";

    for (size_t i = 0; i < k->n_olds; i++)
        olds[i] = k->olds[i].id;
    for (size_t i = 0; i < k->n_heirs; i++)
        heirs[i] = k->heirs[i].id;
    note.olds  = (struct list){ olds, k->n_olds };
    note.heirs = (struct list){ heirs, k->n_heirs };
    for (size_t i = 0; i < k->n_olds; i++)
        TRY(tree_note(w, k->t, verb, &k->olds[i], &forked_shape, &note));
    return RC_OK;
}

static enum rc carry_out(struct work *w, struct fork *k)
{
    for (size_t o = 0; o < k->n_olds; o++) /* first, so that an heir may have the code of one */
        TRY(tree_close(w, k->t, &k->olds[o], k->day));
    for (size_t i = 0; i < k->n_heirs; i++)
        TRY(make_heir(w, k, i));
    for (size_t i = 0; i < k->n_heirs; i++)
        if (k->areas[i])
            TRY(area_set(w, k->heirs[i].id, k->day, k->areas[i]));
    for (size_t i = 0; i < k->n_moving; i++)
        TRY(tree_hang(w, k->t, &k->moving[i].node, &k->heirs[k->moving[i].to], k->day));
    for (size_t o = 0; o < k->n_olds; o++)
        for (size_t h = 0; h < k->n_heirs; h++) {
            TRY(carry_relations(w, k, &k->olds[o], &k->heirs[h]));
            TRY(db_run(w->tx, k->t->stmts->heir_put,
                       ARGS(A(k->olds[o].id), A(k->heirs[h].id), A(str_of(k->how)), A(k->day)),
                       NULL));
        }
    if (k->t->is_place)
        TRY(move_orgs(w, k));
    for (size_t o = 0; o < k->n_olds; o++)
        TRY(db_run(w->tx, k->t->stmts->relations_end, ARGS(A(k->olds[o].id), A(k->day)), NULL));
    return tell(w, k);
}

enum rc node_split_plan(struct work *w, const struct tree *t, int64_t id,
                        const struct node_split *in, struct fork_plan *ret)
{
    struct fork k = { .t = t };

    TRY(fork_plan_split(w, &k, id, in));
    *ret = k.plan;
    return RC_OK;
}

enum rc node_merge_plan(struct work *w, const struct tree *t, const struct node_merge *in,
                        struct fork_plan *ret)
{
    struct fork k = { .t = t };

    TRY(fork_plan_merge(w, &k, in));
    *ret = k.plan;
    return RC_OK;
}

enum rc node_split(struct work *w, const struct tree *t, int64_t id, const struct node_split *in,
                   struct rows *ret_ids)
{
    struct fork k = { .t = t };
    int64_t    *ids;

    TRY(fork_plan_split(w, &k, id, in));
    TRY(carry_out(w, &k));
    ids = ARENA_ARRAY(w->arena, int64_t, k.n_heirs);
    for (size_t i = 0; i < k.n_heirs; i++)
        ids[i] = k.heirs[i].id;
    *ret_ids = (struct rows){ ids, k.n_heirs };
    return RC_OK;
}

enum rc node_merge(struct work *w, const struct tree *t, const struct node_merge *in,
                   int64_t *ret_id)
{
    struct fork k = { .t = t };

    TRY(fork_plan_merge(w, &k, in));
    TRY(carry_out(w, &k));
    *ret_id = k.heirs[0].id;
    return RC_OK;
}
