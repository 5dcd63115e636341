#ifndef LINLI_HTTP_FLOOD_H
#define LINLI_HTTP_FLOOD_H
/*
 * flood: how often has this key come this minute?
 *
 * A table of fixed size, whoever calls: sets of a few slots, found by hash.
 * When a set is full, the slot of an old minute, else the least used one, is
 * given away; so a flood of addresses costs precision, never memory. No
 * locks; any thread.
 */
#include <stdbool.h>
#include <stdint.h>

struct flood;

struct flood *flood_new(void);
void          flood_free(struct flood *f);
/* Count one call of `key` (a hash) in `minute`. True while there were at most `most`. */
bool flood_take(struct flood *f, uint64_t key, uint32_t minute, uint32_t most);

#endif
