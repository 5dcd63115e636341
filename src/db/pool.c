/*
 * pool: the reading connections.
 *
 * Taking one is a look at the place that this thread had last and one
 * exchange of a flag. Only when all are taken does a thread wait.
 */
#include "db/engine.h"

#include <stdlib.h>

enum rc pool_init(struct db *db)
{
    struct pool *p = &db->pool;

    p->n  = db->o.readers > POOL_MOST ? POOL_MOST : (unsigned)db->o.readers;
    p->at = aligned_alloc(64, p->n * sizeof(*p->at));
    BUG_ON(!p->at);
    memset(p->at, 0, p->n * sizeof(*p->at));
    BUG_ON(pthread_mutex_init(&p->lock, NULL) != 0);
    BUG_ON(pthread_cond_init(&p->freed, NULL) != 0);
    for (unsigned i = 0; i < POOL_HINTS; i++)
        atomic_store(&p->hint[i], (uint8_t)(i % p->n));
    return RC_OK;
}

static struct slot *pool_try(struct pool *p, _Atomic uint8_t *hint)
{
    unsigned first = atomic_load_explicit(hint, memory_order_relaxed);

    for (unsigned i = 0; i < p->n; i++) {
        unsigned     k = (first + i) % p->n;
        struct slot *s = &p->at[k];

        if (!atomic_load_explicit(&s->busy, memory_order_relaxed) &&
            !atomic_exchange(&s->busy, true)) {
            if (i > 0)
                atomic_store_explicit(hint, (uint8_t)k, memory_order_relaxed);
            return s;
        }
    }
    return NULL;
}

static struct slot *pool_take(struct pool *p)
{
    uint64_t         who  = (uint64_t)pthread_self() * UINT64_C(0x9E3779B97F4A7C15);
    _Atomic uint8_t *hint = &p->hint[(who >> 40) % POOL_HINTS];
    struct slot     *s    = pool_try(p, hint);

    if (s)
        return s;
    pthread_mutex_lock(&p->lock);
    atomic_fetch_add(&p->waiting, 1);
    while (!(s = pool_try(p, hint)))
        pthread_cond_wait(&p->freed, &p->lock);
    atomic_fetch_sub(&p->waiting, 1);
    pthread_mutex_unlock(&p->lock);
    return s;
}

static void pool_give(struct pool *p, struct slot *s)
{
    atomic_store(&s->busy, false);
    if (atomic_load(&p->waiting) > 0) {
        /* Whoever counted itself as waiting holds the lock until it sleeps. */
        pthread_mutex_lock(&p->lock);
        pthread_cond_signal(&p->freed);
        pthread_mutex_unlock(&p->lock);
    }
}

static enum rc slot_connect(struct db *db, struct slot *s)
{
    struct buf why;
    enum rc    rc;

    buf_init(&why, 4096);
    rc = db_connect(db, CONN_READ, &s->conn, &why);
    if (rc != RC_OK && db->o.trouble) {
        buf_add1(&why, '\0');
        db->o.trouble(db->o.trouble_ctx, "connect", rc, buf_str(&why).p);
    }
    buf_free(&why);
    return rc;
}

enum rc db_read_begin(struct db *db, struct arena *a, struct tx **ret)
{
    struct slot *s;
    enum rc      rc;

    TRY(db_count(db));
    s = pool_take(&db->pool);
    if (s->conn && db->engine->lost(s->conn)) {
        db->engine->close(s->conn);
        s->conn = NULL;
    }
    rc = s->conn ? RC_OK : slot_connect(db, s);
    if (rc == RC_OK) {
        s->tx = (struct tx){ .db = db, .conn = s->conn, .arena = a, .mode = TX_READ, .slot = s };
        rc    = db->engine->begin(s->conn, TX_READ);
        if (rc != RC_OK)
            db_trouble(db, s->conn, "begin", rc);
    }
    if (rc != RC_OK) {
        pool_give(&db->pool, s);
        return rc;
    }
    *ret = &s->tx;
    return RC_OK;
}

void db_read_end(struct tx *tx)
{
    struct slot *s  = tx->slot;
    struct db   *db = tx->db;

    BUG_ON(!s || tx->walking);
    db->engine->rollback(tx->conn);
    pool_give(&db->pool, s);
}

void pool_free(struct db *db)
{
    struct pool *p = &db->pool;

    for (unsigned i = 0; i < p->n; i++) {
        pthread_mutex_lock(&p->lock);
        atomic_fetch_add(&p->waiting, 1);
        while (atomic_exchange(&p->at[i].busy, true))
            pthread_cond_wait(&p->freed, &p->lock);
        atomic_fetch_sub(&p->waiting, 1);
        pthread_mutex_unlock(&p->lock);
        if (p->at[i].conn)
            db->engine->close(p->at[i].conn);
    }
    pthread_cond_destroy(&p->freed);
    pthread_mutex_destroy(&p->lock);
    free(p->at);
    p->at = NULL;
}
