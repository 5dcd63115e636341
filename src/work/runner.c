/*
 * runner: one thread that lets the journal's followers catch up and the
 * timers ring.
 *
 * It wakes when something was committed, waits a moment so that a burst is
 * one piece of work, and at the latest looks after a second, since another
 * server of the same database may have written. Under load the moment is
 * longer: what is added up together is written once. One that fails is tried
 * again and keeps none of the others from their work.
 *
 * The entries are read once for all followers, by a reading connection: the
 * journal is only ever added to, so what was read stays true, and the writer
 * is left the effects.
 */
#include "base/log.h"
#include "work/journal.h"
#include "work/practice_shelf.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

enum {
    GATHER_MS      = 20,
    GATHER_BUSY_MS = 200,
    BUSY           = 50, /* entries that a round found */
    WINDOW         = 1000,
    WINDOW_SETTLED = 5000, /* nobody waits for the writer then */
    LOOK_MS        = 1000,
    SEAL_BATCH     = 1000,
    FOLLOWERS_MOST = 32,
    WINDOW_CEILING = 512 << 20,
};

struct pace { /* one follower's */
    const struct follower *f;
    _Atomic int64_t        seq; /* what it has seen; of one that is not `here`, the last known */
    bool                   known;
};

struct window { /* the entries from + 1 … from + n of the journal */
    struct arena       *arena;
    const struct entry *at;
    size_t              n;
    int64_t             from;
};

struct runner {
    struct services           *s;
    struct window              window;
    struct pace                followers[FOLLOWERS_MOST];
    size_t                     n;
    int64_t                    last, found; /* the journal's end, and what the last round found */
    const struct timer *const *timers;
    pthread_t                  thread;
    pthread_mutex_t            lock;
    pthread_cond_t             cond;
    const char                *failed; /* who did, first, in the last round */
    bool                       started, woken, settles;
    _Atomic bool               stop;
};

/* -- one round -- */

struct round {
    struct runner      *r;
    struct pace        *p;
    int64_t             last; /* of the journal */
    int64_t             seen;
    bool                more;
    bool                raced; /* the cursor had been moved by another server */
    const struct timer *t;
    int64_t             at;
};

static enum rc seal(struct work *w, void *ctx)
{
    struct round *o = ctx;
    int64_t       n;

    TRY(journal_seal(w, SEAL_BATCH, &n));
    o->more = n == SEAL_BATCH;
    return RC_OK;
}

static enum rc find_last(struct work *w, void *ctx)
{
    struct round *o = ctx;

    return journal_last(w, &o->last);
}

static enum rc find_cursor(struct work *w, void *ctx)
{
    struct round *o = ctx;

    if (o->p->f->here)
        return journal_last(w, &o->seen);
    return cursor_get(w, str_of(o->p->f->name), &o->seen);
}

static enum rc learn_cursor(struct runner *r, struct pace *p)
{
    struct round o = { .r = r, .p = p };

    TRY(work_do(r->s, &actor_system, WORK_READ, find_cursor, &o, NULL));
    p->seq   = o.seen;
    p->known = true;
    return RC_OK;
}

static enum rc read_window(struct work *w, void *ctx)
{
    struct round  *o   = ctx;
    struct window *win = &o->r->window;
    struct rows    rows;

    tx_set_arena(w->tx, win->arena);
    TRY(journal_after(w, win->from, o->r->settles ? WINDOW_SETTLED : WINDOW, &rows));
    win->at = rows.at;
    win->n  = rows.n;
    return RC_OK;
}

static void window_forget(struct window *win)
{
    win->n = 0;
    arena_clear(win->arena);
}

/* See that the window holds what comes after `seq`. */
static enum rc window_reach(struct runner *r, int64_t seq)
{
    struct window *win = &r->window;
    struct round   o   = { .r = r };

    if (seq >= win->from && seq < win->from + (int64_t)win->n)
        return RC_OK;
    window_forget(win);
    win->from = seq;
    return work_do(r->s, &actor_system, WORK_READ, read_window, &o, NULL);
}

static enum rc follow(struct work *w, void *ctx)
{
    struct round          *o    = ctx;
    const struct follower *f    = o->p->f;
    const struct window   *win  = &o->r->window;
    size_t                 skip = (size_t)(o->p->seq - win->from), n = win->n - skip;
    int64_t                from = o->p->seq;
    enum rc                rc;

    if (!o->r->settles && n > (size_t)f->batch)
        n = (size_t)f->batch;
    o->seen  = win->at[skip + n - 1].seq;
    o->raced = false;
    if (f->here)
        return f->run(w, win->at + skip, n, f->ctx);
    TRY(cursor_get(w, str_of(f->name), &from));
    o->raced = from != o->p->seq;
    if (o->raced)
        return RC_CONFLICT;
    TRY(f->run(w, win->at + skip, n, f->ctx));
    rc       = cursor_move(w, str_of(f->name), from, o->seen);
    o->raced = rc == RC_CONFLICT;
    return rc;
}

static enum rc catch_up(struct runner *r, struct pace *p, int64_t last)
{
    if (!p->known)
        TRY(learn_cursor(r, p));
    while (p->seq < last && !r->stop) {
        struct round o = { .r = r, .p = p };
        enum rc      rc;

        TRY(window_reach(r, p->seq));
        if (r->window.n == 0)
            break;
        rc = work_do(r->s, &actor_system, p->f->here ? WORK_READ : WORK_WRITE, follow, &o, NULL);
        if (rc == RC_CONFLICT && o.raced) { /* another server was quicker */
            p->known = false;
            return RC_OK;
        }
        TRY(rc);
        p->seq = o.seen;
    }
    return RC_OK;
}

static enum rc timer_next(struct work *w, void *ctx)
{
    struct round *o = ctx;

    return o->t->next(w, o->t->ctx, &o->at);
}

static enum rc timer_run(struct work *w, void *ctx)
{
    struct round *o = ctx;

    o->more = false;
    return o->t->run(w, o->t->ctx, &o->more);
}

/* Keep the first failure of a round, and whose it was. */
static void keep_first(struct runner *r, enum rc *first, enum rc rc, const char *name)
{
    if (rc == RC_OK || *first != RC_OK)
        return;
    *first    = rc;
    r->failed = name;
}

static enum rc ring_one(struct runner *r, const struct timer *t, int64_t *ret_at, bool *ret_rang)
{
    struct round o = { .r = r, .t = t, .at = NONE_I64, .more = true };

    TRY(work_do(r->s, &actor_system, WORK_READ, timer_next, &o, NULL));
    if (o.at != NONE_I64 && o.at <= clock_now(r->s->clock)) {
        *ret_rang = true;
        while (o.more && !r->stop)
            TRY(work_do(r->s, &actor_system, WORK_WRITE, timer_run, &o, NULL));
        TRY(work_do(r->s, &actor_system, WORK_READ, timer_next, &o, NULL));
    }
    *ret_at = o.at;
    return RC_OK;
}

/* *ret_at: when the next one is due, on the services' clock. */
static enum rc ring(struct runner *r, int64_t *ret_at, bool *ret_rang)
{
    enum rc first = RC_OK;

    *ret_at = NONE_I64;
    for (const struct timer *const *t = r->timers; *t; t++) {
        int64_t at = NONE_I64;

        keep_first(r, &first, ring_one(r, *t, &at, ret_rang), (*t)->name);
        if (at != NONE_I64 && (*ret_at == NONE_I64 || at < *ret_at))
            *ret_at = at;
    }
    return first;
}

static enum rc round_once(struct runner *r, int64_t *ret_next_at, bool *ret_rang)
{
    struct round o     = { .r = r, .more = !db_serial(r->s->db) };
    enum rc      first = RC_OK;

    r->failed = "journal";
    while (o.more && !r->stop)
        TRY(work_do(r->s, &actor_system, WORK_WRITE, seal, &o, NULL));
    TRY(work_do(r->s, &actor_system, WORK_READ, find_last, &o, NULL));
    r->found = o.last - r->last;
    r->last  = o.last;
    for (size_t i = 0; i < r->n; i++) {
        struct pace *p = &r->followers[i];

        keep_first(r, &first, catch_up(r, p, o.last), p->f->name);
    }
    window_forget(&r->window);
    keep_first(r, &first, ring(r, ret_next_at, ret_rang), r->failed);
    return first;
}

enum rc runner_settle(struct services *s)
{
    bool    rang = true;
    int64_t next;
    enum rc rc = RC_OK;

    BUG_ON(s->runner->started);
    s->runner->settles = true;
    /* What a timer did is in the journal too, so the followers have another look. */
    while (rang && rc == RC_OK) {
        rang = false;
        rc   = round_once(s->runner, &next, &rang);
    }
    s->runner->settles = false;
    return rc;
}

int64_t runner_seen(const struct services *s, const struct follower *f)
{
    const struct runner *r = s->runner;

    for (size_t i = 0; r && i < r->n; i++)
        if (r->followers[i].f == f)
            return r->followers[i].seq;
    return NONE_I64;
}

/* -- the thread -- */

static void wait_ms(struct runner *r, int64_t ms)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    while (!r->woken && !r->stop)
        if (pthread_cond_timedwait(&r->cond, &r->lock, &until) == ETIMEDOUT)
            break;
}

static void *runner_main(void *ctx)
{
    struct runner *r = ctx;

    pthread_mutex_lock(&r->lock);
    while (!r->stop) {
        int64_t next_at = NONE_I64, wait = LOOK_MS;
        bool    rang = false;
        enum rc rc;

        r->woken = false;
        pthread_mutex_unlock(&r->lock);
        rc = round_once(r, &next_at, &rang);
        if (rc != RC_OK)
            log_error("following the journal: %s: %s; trying again", r->failed, rc_name(rc));
        pthread_mutex_lock(&r->lock);
        if (rc == RC_OK && next_at != NONE_I64) {
            int64_t left = (next_at - clock_now(r->s->clock)) / 1000 + 1;

            if (left < wait)
                wait = left < GATHER_MS ? GATHER_MS : left;
        }
        wait_ms(r, rang ? GATHER_MS : wait);
        if (r->woken && !r->stop) {
            r->woken = false;
            wait_ms(r, r->found >= BUSY ? GATHER_BUSY_MS : GATHER_MS);
        }
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

static void add(struct runner *r, const struct follower *f)
{
    BUG_ON(r->n == FOLLOWERS_MOST);
    r->followers[r->n++].f = f;
}

enum rc runner_make(struct services *s, const struct follower *const *followers,
                    const struct timer *const *timers)
{
    struct runner     *r = calloc(1, sizeof(*r));
    pthread_condattr_t attr;

    BUG_ON(!r || s->runner);
    r->s            = s;
    r->timers       = timers;
    r->window.arena = arena_new(WINDOW_CEILING);
    add(r, &practice_follower);
    for (; *followers; followers++)
        add(r, *followers);
    pthread_mutex_init(&r->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&r->cond, &attr);
    pthread_condattr_destroy(&attr);
    s->runner = r;
    /* What they keep fresh is loaded after this, so nothing is missed between. */
    for (size_t i = 0; i < r->n; i++)
        TRY(learn_cursor(r, &r->followers[i]));
    return RC_OK;
}

enum rc runner_start(struct services *s)
{
    struct runner *r = s->runner;

    BUG_ON(r->started);
    if (pthread_create(&r->thread, NULL, runner_main, r) != 0)
        return RC_BUSY;
    r->started = true;
    return RC_OK;
}

void runner_wake(struct services *s)
{
    struct runner *r = s->runner;

    if (!r || !r->started)
        return;
    pthread_mutex_lock(&r->lock);
    if (!r->woken) {
        r->woken = true;
        pthread_cond_signal(&r->cond);
    }
    pthread_mutex_unlock(&r->lock);
}

void runner_free(struct services *s)
{
    struct runner *r = s->runner;

    if (!r)
        return;
    if (r->started) {
        pthread_mutex_lock(&r->lock);
        r->stop = true;
        pthread_cond_signal(&r->cond);
        pthread_mutex_unlock(&r->lock);
        pthread_join(r->thread, NULL);
    }
    pthread_cond_destroy(&r->cond);
    pthread_mutex_destroy(&r->lock);
    arena_free(r->window.arena);
    free(r);
    s->runner = NULL;
}
