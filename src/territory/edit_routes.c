/* edit_routes: changing both trees; each call is one action. */
#include "territory/territory_routes.h"

/* How it is now, after the change. */
static enum rc reply_node(struct request *q, struct work *w, const struct tree *t, int64_t id)
{
    struct place p;
    struct org   o;

    if (t->is_place) {
        TRY(place_get(w, id, &p));
        return reply(q, 200, &place_shape, &p);
    }
    TRY(org_get(w, id, &o));
    return reply(q, 200, &org_shape, &o);
}

enum rc place_post(struct request *q, struct work *w)
{
    struct place p;

    TRY(place_add(w, q->body, &p));
    return reply(q, 201, &place_shape, &p);
}

enum rc place_patch(struct request *q, struct work *w)
{
    struct place p;

    TRY(place_edit(w, q->path.id, q->body, &p));
    return reply(q, 200, &place_shape, &p);
}

enum rc org_post(struct request *q, struct work *w)
{
    struct org o;

    TRY(org_add(w, q->body, &o));
    return reply(q, 201, &org_shape, &o);
}

enum rc org_patch(struct request *q, struct work *w)
{
    struct org o;

    TRY(org_edit(w, q->path.id, q->body, &o));
    return reply(q, 200, &org_shape, &o);
}

static enum rc rename_post(struct request *q, struct work *w, const struct tree *t)
{
    TRY(node_rename(w, t, q->path.id, q->body));
    return reply_node(q, w, t, q->path.id);
}

static enum rc move_post(struct request *q, struct work *w, const struct tree *t)
{
    TRY(node_move(w, t, q->path.id, q->body));
    return reply_node(q, w, t, q->path.id);
}

static enum rc end_post(struct request *q, struct work *w, const struct tree *t)
{
    TRY(node_end(w, t, q->path.id, q->body));
    return reply_node(q, w, t, q->path.id);
}

static enum rc split_post(struct request *q, struct work *w, const struct tree *t)
{
    struct rows    ids;
    const int64_t *id;
    struct place  *places;
    struct org    *orgs;

    TRY(node_split(w, t, q->path.id, q->body, &ids));
    id = ids.at;
    if (t->is_place) {
        places = ARENA_ARRAY(w->arena, struct place, ids.n);
        for (size_t i = 0; i < ids.n; i++)
            TRY(place_get(w, id[i], &places[i]));
        return reply_list(q, &place_shape, &(struct rows_view){ places, ids.n }, STR_NONE,
                          STR_NONE);
    }
    orgs = ARENA_ARRAY(w->arena, struct org, ids.n);
    for (size_t i = 0; i < ids.n; i++)
        TRY(org_get(w, id[i], &orgs[i]));
    return reply_list(q, &org_shape, &(struct rows_view){ orgs, ids.n }, STR_NONE, STR_NONE);
}

static enum rc split_plan_post(struct request *q, struct work *w, const struct tree *t)
{
    struct fork_plan plan;

    TRY(node_split_plan(w, t, q->path.id, q->body, &plan));
    return reply(q, 200, &fork_plan_shape, &plan);
}

static enum rc merge_post(struct request *q, struct work *w, const struct tree *t)
{
    int64_t id;

    TRY(node_merge(w, t, q->body, &id));
    return reply_node(q, w, t, id);
}

static enum rc merge_plan_post(struct request *q, struct work *w, const struct tree *t)
{
    struct fork_plan plan;

    TRY(node_merge_plan(w, t, q->body, &plan));
    return reply(q, 200, &fork_plan_shape, &plan);
}

#define BOTH(what)                                                                                 \
    enum rc place_##what(struct request *q, struct work *w)                                        \
    {                                                                                              \
        return what(q, w, &place_tree);                                                            \
    }                                                                                              \
    enum rc org_##what(struct request *q, struct work *w)                                          \
    {                                                                                              \
        return what(q, w, &org_tree);                                                              \
    }

BOTH(rename_post)
BOTH(move_post)
BOTH(end_post)
BOTH(split_post)
BOTH(split_plan_post)
BOTH(merge_post)
BOTH(merge_plan_post)
