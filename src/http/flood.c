#include "http/flood.h"
#include "base/rc.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { SETS = 8192, WAYS = 4, TAG_BITS = 28, MINUTE_BITS = 14, COUNT_BITS = 22 };

/* A slot is one word: tag of the key, minute (mod 2^14), count. Zero is an empty slot. */
#define COUNT_MAX  ((UINT64_C(1) << COUNT_BITS) - 1)
#define MINUTE_MAX ((UINT64_C(1) << MINUTE_BITS) - 1)
#define TAG_MAX    ((UINT64_C(1) << TAG_BITS) - 1)

struct flood {
    _Atomic uint64_t slot[SETS][WAYS];
};

struct flood *flood_new(void)
{
    struct flood *f = calloc(1, sizeof(*f));

    BUG_ON(!f);
    return f;
}

void flood_free(struct flood *f)
{
    free(f);
}

static uint64_t slot_of(uint64_t tag, uint64_t minute, uint64_t count)
{
    return tag << (MINUTE_BITS + COUNT_BITS) | minute << COUNT_BITS | count;
}

/* The slot that holds tag and minute, or the one to be given away. */
static unsigned way_of(_Atomic uint64_t *set, uint64_t tag, uint64_t minute, uint64_t *ret_seen)
{
    uint64_t want = slot_of(tag, minute, 0) >> COUNT_BITS, least = UINT64_MAX;
    unsigned way = 0;

    for (unsigned i = 0; i < WAYS; i++) {
        uint64_t v    = atomic_load_explicit(&set[i], memory_order_relaxed);
        uint64_t rank = (v >> COUNT_BITS & MINUTE_MAX) == minute ? v & COUNT_MAX : 0;

        if (v >> COUNT_BITS == want) {
            *ret_seen = v;
            return i;
        }
        if (rank < least) {
            least     = rank;
            way       = i;
            *ret_seen = v;
        }
    }
    return way;
}

bool flood_take(struct flood *f, uint64_t key, uint32_t minute, uint32_t most)
{
    _Atomic uint64_t *set = f->slot[key % SETS];
    uint64_t          tag = key >> (64 - TAG_BITS) & TAG_MAX, min = minute & MINUTE_MAX;
    uint64_t          seen, count;
    unsigned          way;

    do {
        way   = way_of(set, tag, min, &seen);
        count = seen >> COUNT_BITS == slot_of(tag, min, 0) >> COUNT_BITS ? seen & COUNT_MAX : 0;
        if (count >= most)
            return false;
        if (count < COUNT_MAX)
            count++;
    } while (!atomic_compare_exchange_weak_explicit(&set[way], &seen, slot_of(tag, min, count),
                                                    memory_order_relaxed, memory_order_relaxed));
    return true;
}
