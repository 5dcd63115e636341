#ifndef LINLI_PRACTICE_INDEX_H
#define LINLI_PRACTICE_INDEX_H
/* practice_index: what makes the look-ups of practice.h quick. For this room. */
#include "practice/name_map.h"
#include "practice/practice.h"

struct alias_table {
    struct name_map by_from; /* to the row in practice.aliases */
};
struct practice_index {
    struct name_map processes, posts, place_kinds, org_kinds, classes, calendars, texts,
        alias_tables;
    struct alias_table *aliases;
    /* Of each class the numbers between which all below it lie: `from` is its own. */
    struct class_range {
        uint32_t from, to;
    } * ranges;
    const size_t *class_above; /* NAME_NONE at the top */
};
void practice_index_build(struct practice *p);

#endif
