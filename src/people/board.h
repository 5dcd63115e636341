#ifndef LINLI_PEOPLE_BOARD_H
#define LINLI_PEOPLE_BOARD_H
/* board: the public board of a grid: who sees to it, and what their duties are. */
#include "people/people.h"

struct board_person {
    struct str  name, post, title;
    struct str  phone; /* only with consent */
    bool        head;
    struct list duties; /* struct str */
};
struct board {
    int64_t     place;
    struct str  name, kind, kind_title, code;
    int32_t     households;
    struct list people; /* board_person */
};
extern const struct shape board_shape;
/* RC_NOT_FOUND: no such place. */
CHECKED enum rc board_at(struct work *w, int64_t place, enum lang lang, struct board *ret);

#endif
