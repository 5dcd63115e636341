#ifndef LINLI_PRACTICE_FINDING_H
#define LINLI_PRACTICE_FINDING_H
/* finding: noting what is wrong with a pack, and the name that was meant. For this room. */
#include "practice/load.h"

/* The nearest of several names, for "did you mean". */
struct nearest {
    struct str wanted, best;
    size_t     distance;
};
/* Looks no further when `f` is full: nobody would be told. */
struct nearest nearest_to(const struct findings *f, struct str wanted);
void           nearest_try(struct nearest *n, struct str name);

/* Texts are copied. Only the first FINDINGS_MOST are kept. */
enum { FINDINGS_MOST = 200 };
void find_wrong(struct findings *f, struct mark at, const struct say *say, struct str a0,
                struct str a1, struct str suggest);
void find_warn(struct findings *f, struct mark at, const struct say *say, struct str a0,
               struct str a1);
/* A fault of the expression that stands there. */
void find_fault(struct findings *f, struct mark at, const struct fault *fault);
/* Whether anything but warnings was noted. */
bool findings_bad(const struct findings *f);

#endif
