/* likeness: how alike two texts are, by the pairs of characters that they share. */
#include "cases/likeness.h"
#include "base/utf8.h"

#include <stdlib.h>

/* What two people type differently: case, width, spaces, punctuation. */
bool likeness_counts(uint32_t cp)
{
    return cp_is_han(cp) || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z');
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y ? 1 : 0;
}

void pairs_of(struct str s, struct pairs *ret)
{
    uint32_t before = 0, cp;
    size_t   kept   = 0;

    ret->n = 0;
    while (s.p && ret->n < PAIRS_MOST && utf8_next(&s, &cp)) {
        cp = cp_fold(cp);
        if (!likeness_counts(cp))
            continue;
        if (before)
            ret->at[ret->n++] = (uint64_t)before << 32 | cp;
        before = cp;
    }
    qsort(ret->at, ret->n, sizeof(ret->at[0]), by_value);
    for (size_t i = 0; i < ret->n; i++)
        if (i == 0 || ret->at[i] != ret->at[i - 1])
            ret->at[kept++] = ret->at[i];
    ret->n = kept;
}

static size_t shared(const struct pairs *a, const struct pairs *b)
{
    size_t i = 0, j = 0, both = 0;

    while (i < a->n && j < b->n) {
        if (a->at[i] == b->at[j])
            both++;
        if (a->at[i] <= b->at[j])
            i++;
        else
            j++;
    }
    return both;
}

double likeness_of(const struct pairs *a, const struct pairs *b)
{
    size_t least = a->n < b->n ? a->n : b->n;

    return least ? (double)shared(a, b) / (double)least : 0;
}

double likeness_within(const struct pairs *part, const struct pairs *whole)
{
    return part->n ? (double)shared(part, whole) / (double)part->n : 0;
}
