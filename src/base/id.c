#include "base/id.h"

enum { CELL_BITS = 6, COUNT_BITS = 15, LOW_BITS = CELL_BITS + COUNT_BITS };

static const int64_t epoch_at = INT64_C(1577836800) * US_SECOND; /* 2020-01-01 UTC */

int64_t id_make(struct id_maker *m, int64_t now_at)
{
    int64_t ms   = now_at < epoch_at ? 0 : (now_at - epoch_at) / 1000;
    int64_t cell = (int64_t)m->cell << COUNT_BITS, id, last;

    BUG_ON(m->cell < 0 || m->cell >> CELL_BITS);
    last = atomic_load_explicit(&m->last, memory_order_relaxed);
    do {
        id = ms << LOW_BITS | cell;
        if (id <= last) {
            int64_t count = (last & ((1 << COUNT_BITS) - 1)) + 1;

            id = last >> LOW_BITS << LOW_BITS | cell;
            /* The counter ran out: borrow from the next millisecond. */
            id += count >> COUNT_BITS ? INT64_C(1) << LOW_BITS : count;
        }
        BUG_ON(id < 0);
    } while (!atomic_compare_exchange_weak_explicit(&m->last, &last, id, memory_order_relaxed,
                                                    memory_order_relaxed));
    return id;
}

int64_t id_time(int64_t id)
{
    return (id >> LOW_BITS) * 1000 + epoch_at;
}

int64_t id_at(int64_t at)
{
    return at < epoch_at ? 0 : (at - epoch_at) / 1000 << LOW_BITS;
}
