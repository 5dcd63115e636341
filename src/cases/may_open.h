#ifndef LINLI_CASES_MAY_OPEN_H
#define LINLI_CASES_MAY_OPEN_H
/* may_open: of which processes somebody may open a case, and by which channels. For this room. */
#include "cases/cases.h"

struct opening {
    struct str  process, title;
    struct list channels; /* struct str, as channel_words */
};
extern const struct shape opening_shape;

struct openings_query {
    int64_t place; /* NONE_I64: somewhere, as far as the caller's posts say */
};
extern const struct shape openings_query_shape;

/* Rows of struct opening, in the pack's order. RC_NOT_FOUND: no such place. */
CHECKED enum rc case_openings(struct work *w, int64_t place, enum lang lang, struct rows *ret);

#endif
