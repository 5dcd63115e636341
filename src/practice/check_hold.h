#ifndef LINLI_PRACTICE_CHECK_HOLD_H
#define LINLI_PRACTICE_CHECK_HOLD_H
/*
 * check_hold: whether a condition can ever hold, told by trying all values
 * that differ. What is said never to hold never does; of what is too much to
 * try it is said that it may. For the checker.
 */
#include "practice/check.h"

struct asked_of {
    const struct form *own;     /* what is being answered beside what the case holds; NULL */
    const struct form *answers; /* names are its fields, in order, not those of a case; NULL */
    int32_t            level;   /* of the ladder, from 1; 0: any */
    bool               fails;   /* ask whether it may fail instead */
};

/* At the step that is being checked, or anywhere; NULL `of`: nothing beside. */
bool check_may_hold(struct check *c, const struct expr *e, const struct asked_of *of);
/* All of them at once; those that are NULL always do. */
bool check_may_hold_all(struct check *c, const struct expr *const *all, size_t n,
                        const struct asked_of *of);
bool check_always_holds(struct check *c, const struct expr *e);
/* Its texts exist, it may hold, and so may every part that `or` joins. False: it never holds. */
bool check_condition(struct check *c, struct mark at, const struct expr *e,
                     const struct asked_of *of);
/* Whether a way leads to this step on which the field, one of the process, may have been filled in.
 */
bool check_may_be_known(struct check *c, const struct form_field *f);

#endif
