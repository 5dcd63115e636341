/*
 * territory: the map of this process, and what keeps it fresh.
 *
 * Whoever asks holds a read lock for the microsecond that asking takes; a new
 * map is made beside the old one and put in its place under the write lock,
 * after which nobody can be in the old one any more.
 */
#include "territory/map.h"
#include "territory/org_rows.h"
#include "territory/place_rows.h"

#include <pthread.h>
#include <stdlib.h>

struct territory {
    pthread_rwlock_t lock;
    struct map      *map;
    _Atomic int32_t  day; /* of the map */
};

static struct territory *state_of(struct services *s)
{
    struct territory *t = s->room[ROOM_TERRITORY];

    BUG_ON(!t);
    return t;
}

/* -- loading -- */

struct loading {
    const struct practice *practice;
    struct map_maker      *maker;
};

static enum rc load_row(void *ctx, const void *row)
{
    struct loading          *l = ctx;
    const struct map_row    *r = row;
    const struct place_kind *k = practice_place_kind(l->practice, r->kind);
    struct map_place         p = { r->place, r->path, 0, r->lon, r->lat, r->m2, r->wkb };

    if (!k || !k->takes_cases)
        return RC_OK;
    p.rank = k->rank;
    return map_add(l->maker, &p);
}

static enum rc load(struct work *w, void *ctx)
{
    struct territory *t   = state_of(w->services);
    struct loading    l   = { w->practice, map_begin() };
    int32_t           day = tree_today(w);
    struct map       *map, *old;
    enum rc           rc = RC_OK;

    (void)ctx;
    if (w->practice)
        rc = db_each(w->tx, &stmt_map, ARGS(A(day)), load_row, &l);
    if (rc != RC_OK) {
        map_give_up(l.maker);
        return rc;
    }
    map = map_finish(l.maker);
    pthread_rwlock_wrlock(&t->lock);
    old    = t->map;
    t->map = map;
    t->day = day;
    pthread_rwlock_unlock(&t->lock);
    map_free(old);
    return RC_OK;
}

enum rc territory_start(struct services *s)
{
    struct territory    *t = calloc(1, sizeof(*t));
    pthread_rwlockattr_t attr;

    BUG_ON(!t || s->room[ROOM_TERRITORY]);
    pthread_rwlockattr_init(&attr);
    /* readers come without end; the new map must not wait for a pause between them */
    pthread_rwlockattr_setkind_np(&attr, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&t->lock, &attr);
    pthread_rwlockattr_destroy(&attr);
    s->room[ROOM_TERRITORY] = t;
    return work_do(s, &actor_system, WORK_READ, load, NULL, NULL);
}

void territory_stop(struct services *s)
{
    struct territory *t = s->room[ROOM_TERRITORY];

    if (!t)
        return;
    map_free(t->map);
    pthread_rwlock_destroy(&t->lock);
    free(t);
    s->room[ROOM_TERRITORY] = NULL;
}

/* -- asking -- */

enum rc territory_locate(struct services *s, double lon, double lat, double most_m,
                         struct located *ret)
{
    struct territory *t = state_of(s);
    enum rc           rc;

    pthread_rwlock_rdlock(&t->lock);
    rc = map_locate(t->map, (struct lonlat){ lon, lat }, most_m, ret);
    pthread_rwlock_unlock(&t->lock);
    return rc;
}

/* -- keeping it fresh -- */

static bool touches_map(struct str kind)
{
    /* a rename does not, but the others may: a new place with a centre, another parent, an end */
    if (str_is(kind, "practice.enforced"))
        return true;
    return str_starts(kind, S("place.")) && !str_is(kind, "place.renamed");
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    for (size_t i = 0; i < n; i++)
        if (touches_map(e[i].kind))
            return load(w, ctx);
    return RC_OK;
}

const struct follower territory_follower = {
    .name = "territory", .batch = 1000, .here = true, .run = follow
};

/* What holds from tomorrow on is another map. */
static enum rc next_day(struct work *w, void *ctx, int64_t *ret_at)
{
    (void)ctx;
    *ret_at = day_start(state_of(w->services)->day + 1);
    return RC_OK;
}

static enum rc new_day(struct work *w, void *ctx, bool *ret_more)
{
    struct territory *t     = state_of(w->services);
    int32_t           today = tree_today(w);
    struct count_row  turned;

    *ret_more = false;
    TRY(db_one(w->tx, &stmt_map_turned, ARGS(A((int32_t)t->day), A(today)), &turned));
    if (turned.n)
        return load(w, ctx);
    t->day = today;
    return RC_OK;
}

const struct timer territory_timer = { .name = "territory", .next = next_day, .run = new_day };

#define X_PLACE(what) &stmt_place_##what,
#define X_ORG(what)   &stmt_org_##what,
#define X(what)       &stmt_##what,
const struct stmt *const territory_stmts[] = {
    TREE_STMT_LIST(X_PLACE) TREE_STMT_LIST(X_ORG) PLACE_STMT_LIST(X) ORG_STMT_LIST(X) NULL,
};
