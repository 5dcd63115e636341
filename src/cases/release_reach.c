/*
 * release_reach: of what an export consists that was asked for without a place.
 *
 * It is the asker's reach at that time: all their posts', or a token's bounds. Whoever agreed saw
 * how many cases that were, so what is fetched stays within it, even by somebody who may do more.
 * The journal keeps it, in the entry of the asking; ids, because paths change with the tree.
 */
#include "cases/engine.h"
#include "cases/release.h"

void release_reach(struct work *w, struct list *ret_places, struct list *ret_orgs)
{
    const struct actor *a      = w->actor;
    int64_t            *places = ARENA_ARRAY(w->arena, int64_t, a->n_posts + 1);
    int64_t            *orgs   = ARENA_ARRAY(w->arena, int64_t, a->n_posts + 1);
    size_t              p = 0, o = 0;

    for (size_t i = 0; i < a->n_posts; i++) {
        const struct held_post *h = &a->posts[i];

        if (!caps_has(&h->caps, CAP_CASE_EXPORT))
            continue;
        if (h->org != NONE_I64)
            orgs[o++] = h->org;
        else
            places[p++] = h->place;
    }
    *ret_places = (struct list){ places, p };
    *ret_orgs   = (struct list){ orgs, o };
}

static enum rc place_path(struct work *w, int64_t id, struct str *ret)
{
    struct place p;

    TRY(place_get(w, id, &p));
    *ret = p.path;
    return RC_OK;
}

static enum rc org_path(struct work *w, int64_t id, struct str *ret)
{
    struct org o;

    TRY(org_get(w, id, &o));
    *ret = o.path;
    return RC_OK;
}

/* Paths of now, in `a`, which lives longer than the unit. */
static enum rc paths_of(struct work *w, const struct jval *ids, struct arena *a,
                        enum rc (*path_of)(struct work *w, int64_t id, struct str *ret),
                        const struct str **ret_at, size_t *ret_n)
{
    struct str *at = ARENA_ARRAY(a, struct str, ids->n + 1), path;
    size_t      n  = 0;

    for (const struct jval *v = ids->first; v; v = v->next) {
        int64_t id;

        TRY(str_int(v->text, &id));
        TRY(path_of(w, id, &path));
        at[n++] = arena_str(a, path);
    }
    *ret_at = at;
    *ret_n  = n;
    return RC_OK;
}

enum rc release_reach_read(struct work *w, int64_t id, struct arena *a, struct scope *ret)
{
    const struct entry *asked;
    const struct jval  *data, *places, *orgs;
    struct rows         rows;

    TRY(journal_about(w, S("export"), id, NONE_I64, 1, &rows));
    asked = rows.at;
    if (rows.n == 0 || !str_is(asked->kind, "export.asked"))
        return RC_NOT_FOUND;
    TRY(json_parse(w->arena, asked->data.text, NULL, &data));
    places = json_get(data, "places");
    orgs   = json_get(data, "orgs");
    if (!places && !orgs)
        return RC_NOT_FOUND;
    *ret = (struct scope){ 0 };
    if (places)
        TRY(paths_of(w, places, a, place_path, &ret->places, &ret->n_places));
    return orgs ? paths_of(w, orgs, a, org_path, &ret->orgs, &ret->n_orgs) : RC_OK;
}
