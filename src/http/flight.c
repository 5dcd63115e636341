#include "http/flight.h"

#include <stdlib.h>

void fleet_init(struct fleet *f, struct site *site, int64_t deadline_ms, void (*resume)(void *))
{
    *f = (struct fleet){ .site = site, .deadline_ms = deadline_ms, .resume = resume };
    for (size_t i = 0; i < SHARDS_MOST; i++)
        pthread_mutex_init(&f->shard[i].lock, NULL);
}

void fleet_release(struct fleet *f)
{
    for (size_t i = 0; i < SHARDS_MOST; i++) {
        struct flight *next;

        BUG_ON(f->shard[i].n_out != 0);
        for (struct flight *x = f->shard[i].free; x; x = next) {
            next = x->next;
            call_release(&x->call);
            free(x);
        }
        pthread_mutex_destroy(&f->shard[i].lock);
    }
}

static struct shard *shard_mine(struct fleet *f)
{
    static _Thread_local unsigned mine;

    if (!mine)
        mine = 1 + atomic_fetch_add(&f->next_shard, 1);
    return &f->shard[mine % SHARDS_MOST];
}

struct flight *flight_take(struct fleet *fleet)
{
    struct shard  *sh = shard_mine(fleet);
    struct flight *f;

    pthread_mutex_lock(&sh->lock);
    f = sh->free;
    if (f) {
        sh->free = f->next;
        sh->n_free--;
    }
    sh->n_out++;
    pthread_mutex_unlock(&sh->lock);
    if (!f) {
        f = calloc(1, sizeof(*f));
        BUG_ON(!f);
        call_init(&f->call, fleet->site);
        call_clear(&f->call);
        f->fleet = fleet;
        f->shard = sh;
    }
    f->next  = NULL;
    f->begun = false;
    atomic_store(&f->state, FLIGHT_AWAKE);
    atomic_store(&f->refs, 1);
    return f;
}

void flight_drop(struct flight *f)
{
    struct shard *sh = f->shard;
    bool          keep;

    if (atomic_fetch_sub(&f->refs, 1) > 1)
        return;
    if (f->call.stream)
        stream_close(f->call.stream);
    call_clear(&f->call); /* runs what was deferred: files of the spool go now */
    pthread_mutex_lock(&sh->lock);
    keep = sh->n_free < FREE_MOST;
    if (keep) {
        f->next  = sh->free;
        sh->free = f;
        sh->n_free++;
    }
    sh->n_out--;
    pthread_mutex_unlock(&sh->lock);
    if (keep)
        return;
    call_release(&f->call);
    free(f);
}

static void leave(struct shard *sh, struct flight *f)
{
    if (f->before)
        f->before->next = f->next;
    else
        sh->first = f->next;
    if (f->next)
        f->next->before = f->before;
    else
        sh->last = f->before;
    f->next = f->before = NULL;
}

void flight_sleep(struct flight *f, int64_t now_ms)
{
    struct shard *sh = f->shard;

    f->lang = f->call.q.lang;
    atomic_fetch_add(&f->refs, 1);
    pthread_mutex_lock(&sh->lock);
    atomic_store(&f->state, FLIGHT_ASLEEP);
    f->until_ms = now_ms + f->fleet->deadline_ms;
    f->before   = sh->last;
    f->next     = NULL;
    if (sh->last)
        sh->last->next = f;
    else
        sh->first = f;
    sh->last = f;
    sh->n_taken++;
    pthread_mutex_unlock(&sh->lock);
}

void flight_answer(struct flight *f, enum rc rc)
{
    struct shard *sh = f->shard;

    pthread_mutex_lock(&sh->lock);
    if (flight_state(f) == FLIGHT_ASLEEP) {
        leave(sh, f);
        f->call.rc = rc;
        atomic_store(&f->state, FLIGHT_ANSWERED);
        f->fleet->resume(f->conn);
    }
    pthread_mutex_unlock(&sh->lock);
    flight_drop(f);
    /* Last: with none taken the fleet may go. */
    pthread_mutex_lock(&sh->lock);
    sh->n_taken--;
    pthread_mutex_unlock(&sh->lock);
}

enum flight_state flight_state(struct flight *f)
{
    return (enum flight_state)atomic_load(&f->state);
}

void fleet_expire(struct fleet *f, int64_t now_ms)
{
    for (size_t i = 0; i < SHARDS_MOST; i++) {
        struct shard *sh = &f->shard[i];

        pthread_mutex_lock(&sh->lock);
        while (sh->first && sh->first->until_ms <= now_ms) {
            struct flight *x = sh->first;

            leave(sh, x);
            atomic_store(&x->state, FLIGHT_EXPIRED);
            f->resume(x->conn);
        }
        pthread_mutex_unlock(&sh->lock);
    }
}

static size_t sum(struct fleet *f, size_t offset)
{
    size_t n = 0;

    for (size_t i = 0; i < SHARDS_MOST; i++) {
        pthread_mutex_lock(&f->shard[i].lock);
        n += *(size_t *)(void *)((char *)&f->shard[i] + offset);
        pthread_mutex_unlock(&f->shard[i].lock);
    }
    return n;
}

size_t fleet_out(struct fleet *f)
{
    return sum(f, offsetof(struct shard, n_out));
}

size_t fleet_taken(struct fleet *f)
{
    return sum(f, offsetof(struct shard, n_taken));
}
