#ifndef LINLI_PEOPLE_CACHE_H
#define LINLI_PEOPLE_CACHE_H
/*
 * cache: which token belongs to which actor, for a short time.
 *
 * A fixed table, so that strangers cannot make it grow: sets of a few
 * entries, a lock for every 64 sets, the oldest entry gives way. A key is a
 * keyed hash of the token, under a key that is made anew with each process;
 * the tokens themselves are not kept.
 *
 * What changes an account calls cache_hold within its transaction. From then
 * on the account's actors are not kept for a few seconds, so that what
 * another thread read before the commit cannot come back; and the room's
 * follower calls cache_forget when the change is in the journal, whichever
 * process made it. An entry lives half a minute at most. Any thread.
 */
#include "people/people_own.h"

enum { CACHE_KEY = 32 };
struct cache_key {
    uint8_t b[CACHE_KEY];
};
struct cache_hit {
    struct kept *kept;  /* held for the caller */
    int64_t      id;    /* of the session or token */
    bool         stale; /* its `seen` was last written a minute ago: the caller writes it */
};

struct cache *cache_new(void);
void          cache_free(struct cache *c);

struct cache_key cache_key_of(const struct cache *c, struct str token);
bool cache_find(struct cache *c, const struct cache_key *key, int64_t now, struct cache_hit *ret);
/* Take it before reading what will be put: what was forgotten meanwhile is then not kept. */
uint64_t cache_turn(struct cache *c);
struct cache_put {
    struct kept *kept; /* held for the cache */
    int64_t      id, seen_at;
    int64_t      until; /* or half a minute */
    uint64_t     turn;
};
void cache_put(struct cache *c, const struct cache_key *key, const struct cache_put *in,
               int64_t now);
void cache_hold(struct cache *c, int64_t account, int64_t now);
void cache_forget(struct cache *c, int64_t account);
void cache_forget_all(struct cache *c);

#endif
