#ifndef LINLI_CASES_LOADS_H
#define LINLI_CASES_LOADS_H
/* loads: what lies with each unit in a subtree now. For this room. */
#include "cases/cases.h"

struct load_query {
    int64_t place;
};
extern const struct shape load_query_shape;

struct unit_load {
    int64_t    unit;
    struct str name;
    int64_t    open, late;
};
extern const struct shape unit_load_shape;

/* Rows of struct unit_load, the most laden first; confidential cases are not counted. RC_DENIED
 * where the actor may not read cases. */
CHECKED enum rc unit_loads(struct work *w, int64_t place, struct rows *ret);

#endif
