/* permit: may this actor do that there? */
#include "work/services.h"

const struct actor actor_system = {
    .account = NONE_I64,
    .system  = true,
    .any     = { { UINT64_MAX, UINT64_MAX } },
};

bool path_within(struct str path, struct str above)
{
    return path.p && above.p && str_starts(path, above);
}

struct str path_end(struct arena *a, struct str path)
{
    /* No word holds a byte above 0x7e, so one byte more ends the subtree and nothing beside it. */
    return arena_fmt(a, "%.*s\x7f", STR_ARG(path));
}

static bool held_where(const struct held_post *h, struct str place_path, struct str org_path)
{
    return h->org == NONE_I64 ? path_within(place_path, h->path) : path_within(org_path, h->path);
}

bool work_may(const struct work *w, enum cap cap, struct str place_path, struct str org_path)
{
    const struct actor *a = w->actor;

    if (a->system)
        return true;
    if (!caps_has(&a->any, cap))
        return false;
    for (size_t i = 0; i < a->n_posts; i++)
        if (caps_has(&a->posts[i].caps, cap) && held_where(&a->posts[i], place_path, org_path))
            return true;
    return false;
}

enum rc work_need(struct work *w, enum cap cap, struct str place_path, struct str org_path)
{
    if (work_may(w, cap, place_path, org_path))
        return RC_OK;
    return WORK_FAULT(w, RC_DENIED, &say_denied);
}

/* Add `path` unless it lies within one that is there; drop those that lie within it. */
static size_t add_outermost(struct str *at, size_t n, struct str path)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (path_within(path, at[i]))
            return n;
    for (size_t i = 0; i < n; i++)
        if (!path_within(at[i], path))
            at[kept++] = at[i];
    at[kept++] = path;
    return kept;
}

struct scope work_scope(struct work *w, enum cap cap)
{
    const struct actor *a      = w->actor;
    size_t              room   = a->system ? 1 : a->n_posts;
    struct str         *places = ARENA_ARRAY(w->arena, struct str, room ? room : 1);
    struct str         *orgs   = ARENA_ARRAY(w->arena, struct str, room ? room : 1);
    struct scope        s      = { places, orgs, 0, 0 };

    if (a->system) {
        places[0]  = S("");
        s.n_places = 1;
        return s;
    }
    for (size_t i = 0; i < a->n_posts; i++) {
        const struct held_post *h = &a->posts[i];

        if (!caps_has(&h->caps, cap))
            continue;
        if (h->org == NONE_I64)
            s.n_places = add_outermost(places, s.n_places, h->path);
        else
            s.n_orgs = add_outermost(orgs, s.n_orgs, h->path);
    }
    return s;
}

bool actor_holds(const struct actor *a, struct str post, int64_t place, int64_t org)
{
    for (size_t i = 0; i < a->n_posts; i++) {
        const struct held_post *h = &a->posts[i];

        if ((post.p && !str_eq(h->post, post)) || h->place != place || h->org != org)
            continue;
        /* A token for reading holds no post: what waits for the post is not the token's to do. */
        if (!a->token || caps_has(&h->caps, CAP_CASE_MOVE))
            return true;
    }
    return false;
}

int64_t work_id(struct work *w)
{
    return id_make(&w->services->ids, w->now);
}
