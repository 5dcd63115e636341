#ifndef LINLI_PRACTICE_CHECK_HOLD_OWN_H
#define LINLI_PRACTICE_CHECK_HOLD_OWN_H
/* check_hold_own: a condition in its atoms, and what each name may make them say. For check_hold.c
 * and check_value.c. */
#include "practice/check_hold.h"
#include "practice/expr_tree.h"

struct atom {
    const struct expr *e;
    size_t             name; /* NAME_FREE: may be either */
};
struct group { /* a name, and what its atoms may say together, a bit each */
    size_t        name;
    size_t        atom; /* the first */
    VEC(uint32_t) said;
};
struct hold {
    struct check          *c;
    const struct asked_of *of;
    VEC(struct atom)       atoms;
    VEC(struct group)      groups;
    struct group          *g;     /* whose values are being tried */
    struct evalue          value; /* of its name */
    size_t                 tries;
    bool                   too_much;
};

#define NAME_FREE SIZE_MAX

/* Of all conditions of a pack. A usual one needs a few dozen. */
enum { TRIES_IN_ALL = 2000000 };

/* Everything that the atoms of the group's name can say together. */
void hold_try(struct hold *h, struct group *g);

#endif
