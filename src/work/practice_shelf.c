/*
 * practice_shelf: the versions of the practice, kept in the database and, once
 * read, in memory.
 *
 * What is on the shelf is committed, so that it never differs from what the
 * database says of that number: a version that a unit of work stored is on it
 * when the unit has ended well and not before.
 */
#include "work/practice_shelf.h"
#include "work/work_rows.h"

#include <pthread.h>
#include <stdlib.h>

enum { SHELF_MOST = 256 };

struct shelved {
    int64_t                number;
    const struct practice *practice;
};
struct shelf {
    pthread_mutex_t                 lock;
    size_t                          n;
    struct shelved                  at[SHELF_MOST];
    _Atomic(const struct shelved *) in_force;
};

struct shelf *shelf_new(void)
{
    struct shelf *sh = calloc(1, sizeof(*sh));

    BUG_ON(!sh);
    pthread_mutex_init(&sh->lock, NULL);
    return sh;
}

void shelf_free(struct shelf *sh)
{
    if (!sh)
        return;
    for (size_t i = 0; i < sh->n; i++)
        practice_free((struct practice *)(uintptr_t)sh->at[i].practice);
    pthread_mutex_destroy(&sh->lock);
    free(sh);
}

static const struct shelved *find(struct shelf *sh, int64_t number)
{
    const struct shelved *got = NULL;

    pthread_mutex_lock(&sh->lock);
    for (size_t i = 0; i < sh->n && !got; i++)
        if (sh->at[i].number == number)
            got = &sh->at[i];
    pthread_mutex_unlock(&sh->lock);
    return got;
}

/* Keep `p`, unless another thread read the same version meanwhile; *ret NULL: there is no room, and
 * `p` is still the caller's. */
static void keep(struct shelf *sh, int64_t number, struct practice *p, const struct shelved **ret)
{
    struct shelved *got = NULL;

    pthread_mutex_lock(&sh->lock);
    for (size_t i = 0; i < sh->n && !got; i++)
        if (sh->at[i].number == number)
            got = &sh->at[i];
    if (got) {
        practice_free(p);
    } else if (sh->n < SHELF_MOST) {
        got  = &sh->at[sh->n++];
        *got = (struct shelved){ number, p };
    }
    pthread_mutex_unlock(&sh->lock);
    *ret = got;
}

static enum rc read_version(struct arena *a, struct tx *tx, int64_t number, struct practice **ret)
{
    struct pack_file *files;
    struct findings   found = { .arena = a };
    size_t            n;

    TRY(version_files(a, tx, number, &files, &n));
    return practice_reload(files, n, &found, ret);
}

/* As it is committed, whatever this unit did. RC_NOT_FOUND. */
static enum rc read_committed(struct work *w, int64_t number, struct practice **ret)
{
    struct tx *tx = w->tx;
    enum rc    rc;

    if (tx_writes(tx))
        TRY(db_read_begin(w->services->db, w->arena, &tx));
    rc = read_version(w->arena, tx, number, ret);
    if (tx != w->tx)
        db_read_end(tx);
    return rc;
}

static void give_back(void *p)
{
    practice_free(p);
}

enum rc practice_version(struct work *w, int64_t version, const struct practice **ret)
{
    struct shelf         *sh = w->services->shelf;
    const struct shelved *got;
    struct practice      *p;
    enum rc               rc;

    if (version == w->practice_number && w->practice) {
        *ret = w->practice;
        return RC_OK;
    }
    got = find(sh, version);
    if (!got) {
        rc = read_committed(w, version, &p);
        if (rc == RC_OK)
            keep(sh, version, p, &got);
        else if (rc == RC_NOT_FOUND && tx_writes(w->tx))
            rc = read_version(w->arena, w->tx, version, &p);
        TRY(rc);
    }
    if (!got) /* this unit's own, or one too many: it lives as long as the unit */
        arena_defer(w->arena, give_back, p);
    *ret = got ? got->practice : p;
    return RC_OK;
}

const struct practice *practice_in_force(struct services *s, int64_t *ret_version)
{
    const struct shelved *got = atomic_load_explicit(&s->shelf->in_force, memory_order_acquire);

    *ret_version = got ? got->number : 0;
    return got ? got->practice : NULL;
}

static enum rc refresh(struct work *w, void *ctx)
{
    struct shelf         *sh = w->services->shelf;
    struct version_row    row;
    const struct shelved *got;
    struct practice      *p;
    enum rc               rc = db_one(w->tx, &stmt_practice_in_force, NO_ARGS, &row);

    (void)ctx;
    BUG_ON(tx_writes(w->tx));
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    got = find(sh, row.number);
    if (!got) {
        TRY(read_version(w->arena, w->tx, row.number, &p));
        keep(sh, row.number, p, &got);
    }
    if (!got) {
        practice_free(p);
        return RC_TOO_MANY;
    }
    atomic_store_explicit(&sh->in_force, got, memory_order_release);
    return RC_OK;
}

enum rc practice_refresh(struct services *s)
{
    return work_do(s, &actor_system, WORK_READ, refresh, NULL, NULL);
}

/* -- whether it would be taken -- */

const struct stmt *const practice_trial_stmts[] = { &stmt_practice_in_force, &stmt_practice_files,
                                                    &stmt_practice_kept, NULL };

struct trying {
    struct findings      *found;
    struct practice_trial trial;
};

static enum rc try_in_force(struct work *w, void *ctx)
{
    struct trying     *t = ctx;
    char               hex[DIGEST_HEX + 1];
    struct version_row in_force;
    struct kept_row    kept;
    struct pack_file  *files;
    struct practice   *p = NULL;
    size_t             n;
    enum rc            rc = db_one(w->tx, &stmt_practice_in_force, NO_ARGS, &in_force);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    TRY(version_files(w->arena, w->tx, in_force.number, &files, &n));
    TRY(db_one(w->tx, &stmt_practice_kept, ARGS(A(in_force.number + 1), A((int64_t)1)), &kept));
    rc = practice_reload(files, n, t->found, &p);
    if (rc != RC_OK && rc != RC_INVALID)
        return rc;
    t->trial =
        (struct practice_trial){ .version = in_force.number,
                                 .taken   = rc == RC_OK,
                                 .altered = !str_eq(pack_digest(files, n, hex), kept.digest) };
    practice_free(p);
    return RC_OK;
}

enum rc practice_try(struct services *s, struct findings *found, struct practice_trial *ret)
{
    struct trying t = { .found = found, .trial.taken = true };

    TRY(work_do(s, &actor_system, WORK_READ, try_in_force, &t, NULL));
    *ret = t.trial;
    return RC_OK;
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(e[i].kind, "practice.enforced"))
            return refresh(w, ctx);
    return RC_OK;
}

const struct follower practice_follower = {
    .name = "practice", .batch = 1000, .here = true, .run = follow
};
