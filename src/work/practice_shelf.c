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
    struct rows       rows;
    struct file_row  *row;
    struct pack_file *files;
    struct findings   found = { .arena = a };

    TRY(db_all(tx, &stmt_practice_files, ARGS(A(number)), &rows));
    if (rows.n == 0)
        return RC_NOT_FOUND;
    row   = rows.at;
    files = ARENA_ARRAY(a, struct pack_file, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        files[i] = (struct pack_file){ row[i].pack, row[i].path, row[i].body };
    return practice_load(files, rows.n, cap_known, &found, ret);
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

/* One digest over every file, so that two versions can be told apart and one be named. */
static struct str digest_files(struct arena *a, const struct pack_file *files, size_t n)
{
    struct digest_stream *ds = digest_begin();
    struct digest         d;
    char                 *hex = arena_alloc(a, DIGEST_HEX + 1);

    for (size_t i = 0; i < n; i++) {
        digest_more(ds, files[i].pack);
        digest_more(ds, S("\n"));
        digest_more(ds, files[i].path);
        digest_more(ds, S("\n"));
        digest_more(ds, files[i].text);
    }
    d = digest_end(ds);
    return digest_hex(&d, hex);
}

enum rc practice_store(struct work *w, const struct pack_file *files, size_t n,
                       int64_t *ret_version)
{
    struct version_row last;
    struct str         name, digest = digest_files(w->arena, files, n);
    int64_t            number;

    BUG_ON(n == 0);
    name = files[n - 1].pack; /* the packs that it extends come first */
    TRY(db_one(w->tx, &stmt_practice_last, NO_ARGS, &last));
    number = last.number + 1;
    TRY(db_run(w->tx, &stmt_practice_put,
               ARGS(A(number), A(name), A(digest), A(w->now), A(w->actor->account)), NULL));
    for (size_t i = 0; i < n; i++)
        TRY(db_run(
            w->tx, &stmt_practice_file_put,
            ARGS(A(number), A((int64_t)i), A(files[i].pack), A(files[i].path), A(files[i].text)),
            NULL));
    TRY(work_note(w, (struct entry){ .kind      = S("practice.stored"),
                                     .on        = S("practice"),
                                     .subject   = number,
                                     .data.text = arena_fmt(w->arena, "{\"digest\":\"%.*s\"}",
                                                            STR_ARG(digest)) }));
    *ret_version = number;
    return RC_OK;
}

enum rc practice_enforce(struct work *w, int64_t version)
{
    const struct practice *p;

    TRY(practice_version(w, version, &p));
    TRY(db_run(w->tx, &stmt_practice_unforce, NO_ARGS, NULL));
    TRY(db_run(w->tx, &stmt_practice_force, ARGS(A(version)), NULL));
    return work_note(
        w,
        (struct entry){ .kind = S("practice.enforced"), .on = S("practice"), .subject = version });
}
