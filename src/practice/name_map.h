#ifndef LINLI_PRACTICE_NAME_MAP_H
#define LINLI_PRACTICE_NAME_MAP_H
/* name_map: from a name to its number. Names are borrowed. For this room. */
#include "base/arena.h"

struct name_slot {
    struct str name;
    size_t     i;
};
struct name_map {
    struct name_slot *at;
    size_t            n, slots; /* at least half of the slots stay empty */
};

#define NAME_NONE SIZE_MAX

/* NAME_NONE, or the number that has the name already. */
size_t name_map_put(struct name_map *m, struct arena *a, struct str name, size_t i);
void   name_map_set(struct name_map *m, struct str name, size_t i); /* which is there */
size_t name_map_get(const struct name_map *m, struct str name);     /* NAME_NONE: nobody */

#endif
