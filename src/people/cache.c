#include "people/cache.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAYS  = 4,
    SETS  = 4096,
    LOCKS = 64,
    HOLDS = 1024,
};
#define LIVES_US (30 * US_SECOND)
#define SEEN_US  US_MINUTE
#define HOLD_US  (5 * US_SECOND)

struct cached {
    struct cache_key key;
    struct kept     *kept; /* NULL: free */
    int64_t          id, seen_at, until;
};
struct set {
    struct cached at[WAYS];
};
struct stripe {
    _Alignas(64) pthread_mutex_t lock;
};
struct cache {
    unsigned char    secret[crypto_generichash_KEYBYTES];
    struct stripe    locks[LOCKS];
    _Atomic uint64_t turn; /* grows whenever something is forgotten */
    _Atomic int64_t  used;
    /* By a hash of the account: not kept before that instant. */
    _Atomic int64_t hold[HOLDS];
    struct set      sets[SETS];
};

struct cache *cache_new(void)
{
    struct cache *c = aligned_alloc(64, (sizeof(*c) + 63) / 64 * 64);

    BUG_ON(!c);
    memset(c, 0, sizeof(*c));
    random_bytes(c->secret, sizeof(c->secret));
    for (int i = 0; i < LOCKS; i++)
        pthread_mutex_init(&c->locks[i].lock, NULL);
    for (int i = 0; i < HOLDS; i++)
        atomic_init(&c->hold[i], NONE_I64);
    return c;
}

void cache_free(struct cache *c)
{
    if (!c)
        return;
    cache_forget_all(c);
    for (int i = 0; i < LOCKS; i++)
        pthread_mutex_destroy(&c->locks[i].lock);
    sodium_memzero(c->secret, sizeof(c->secret));
    free(c);
}

struct cache_key cache_key_of(const struct cache *c, struct str token)
{
    struct cache_key key;

    crypto_generichash(key.b, sizeof(key.b), (const unsigned char *)token.p, token.n, c->secret,
                       sizeof(c->secret));
    return key;
}

static size_t set_of(const struct cache_key *key)
{
    return ((size_t)key->b[0] << 8 | key->b[1]) % SETS;
}

static pthread_mutex_t *lock_of(struct cache *c, size_t set)
{
    return &c->locks[set % LOCKS].lock;
}

static _Atomic int64_t *hold_of(struct cache *c, int64_t account)
{
    return &c->hold[(uint64_t)account * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (HOLDS - 1)];
}

static void drop(struct cache *c, struct cached *e)
{
    if (!e->kept)
        return;
    kept_let_go(&e->kept->actor);
    *e = (struct cached){ 0 };
    atomic_fetch_sub(&c->used, 1);
}

bool cache_find(struct cache *c, const struct cache_key *key, int64_t now, struct cache_hit *ret)
{
    size_t           n     = set_of(key);
    pthread_mutex_t *lock  = lock_of(c, n);
    bool             found = false;

    pthread_mutex_lock(lock);
    for (int i = 0; i < WAYS && !found; i++) {
        struct cached *e = &c->sets[n].at[i];

        if (!e->kept || memcmp(&e->key, key, sizeof(*key)) != 0)
            continue;
        if (e->until <= now || e->kept->day != day_of(now)) {
            drop(c, e);
            break;
        }
        found = true;
        kept_hold(e->kept);
        *ret = (struct cache_hit){ e->kept, e->id, now - e->seen_at > SEEN_US };
        if (ret->stale)
            e->seen_at = now;
    }
    pthread_mutex_unlock(lock);
    return found;
}

uint64_t cache_turn(struct cache *c)
{
    return atomic_load(&c->turn);
}

/* Its own place, a free one, or that of the entry that ends first. */
static struct cached *place_for(struct set *set, const struct cache_key *key)
{
    struct cached *best = &set->at[0];

    for (int i = 0; i < WAYS; i++) {
        struct cached *e = &set->at[i];

        if (e->kept && memcmp(&e->key, key, sizeof(*key)) == 0)
            return e;
        if (best->kept && (!e->kept || e->until < best->until))
            best = e;
    }
    return best;
}

void cache_put(struct cache *c, const struct cache_key *key, const struct cache_put *in,
               int64_t now)
{
    size_t           n     = set_of(key);
    pthread_mutex_t *lock  = lock_of(c, n);
    int64_t          until = in->until < now + LIVES_US ? in->until : now + LIVES_US;

    pthread_mutex_lock(lock);
    /* Looked at under the lock: who forgets sets these before taking the locks. */
    if (atomic_load(&c->turn) == in->turn &&
        atomic_load(hold_of(c, in->kept->actor.account)) <= now) {
        struct cached *e = place_for(&c->sets[n], key);

        drop(c, e);
        kept_hold(in->kept);
        *e = (struct cached){ *key, in->kept, in->id, in->seen_at, until };
        atomic_fetch_add(&c->used, 1);
    }
    pthread_mutex_unlock(lock);
}

/* NONE_I64: of all accounts. */
static void sweep(struct cache *c, int64_t account)
{
    atomic_fetch_add(&c->turn, 1);
    if (atomic_load(&c->used) == 0)
        return;
    for (size_t l = 0; l < LOCKS; l++) {
        pthread_mutex_lock(&c->locks[l].lock);
        for (size_t n = l; n < SETS; n += LOCKS)
            for (int i = 0; i < WAYS; i++) {
                struct cached *e = &c->sets[n].at[i];

                if (e->kept && (account == NONE_I64 || e->kept->actor.account == account))
                    drop(c, e);
            }
        pthread_mutex_unlock(&c->locks[l].lock);
    }
}

void cache_hold(struct cache *c, int64_t account, int64_t now)
{
    atomic_store(hold_of(c, account), now + HOLD_US);
    sweep(c, account);
}

void cache_forget(struct cache *c, int64_t account)
{
    sweep(c, account);
}

void cache_forget_all(struct cache *c)
{
    sweep(c, NONE_I64);
}
