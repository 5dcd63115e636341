#ifndef LINLI_CASES_LIKENESS_H
#define LINLI_CASES_LIKENESS_H
/*
 * likeness: how alike two texts are, by the pairs of neighbouring characters
 * that they share. Case, width, spaces and punctuation do not count. Pure; any
 * thread. For this room.
 */
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAIRS_MOST = 600 }; /* of a longer text, the beginning */

struct pairs {
    uint64_t at[PAIRS_MOST]; /* sorted, each once */
    size_t   n;
};

bool likeness_counts(uint32_t cp); /* folded: whether it is part of what was said */
void pairs_of(struct str s, struct pairs *ret);
/* Of the shorter one's pairs, how many the other has too: 0 to 1. */
double likeness_of(const struct pairs *a, const struct pairs *b);
/* Of the pairs of `part`, how many `whole` has: 0 to 1. */
double likeness_within(const struct pairs *part, const struct pairs *whole);

#endif
