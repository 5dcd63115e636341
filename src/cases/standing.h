#ifndef LINLI_CASES_STANDING_H
#define LINLI_CASES_STANDING_H
/*
 * standing: where open cases stand, in numbers, for whoever is about to change
 * the practice. Counts over the whole instance and shows no case.
 */
#include "work/services.h"

struct standing {        /* open cases, or clocks, at one step */
    int64_t    practice; /* the version that they run by */
    struct str process, step;
    int64_t    n;
};
struct standing_class {
    struct str code;
    int64_t    n;
};
struct standing_step { /* open cases of one process at one step, whichever version they run by */
    struct str step;
    int64_t    n, late;
    int64_t since; /* the oldest thing to be done there, or procedure that it waits for; NONE_I64:
                      none */
};
/* Rows of struct standing_step. */
CHECKED enum rc standing_steps(struct work *w, struct str process, struct rows *ret);
/* Rows of struct standing: open cases. */
CHECKED enum rc standing_cases(struct work *w, struct rows *ret);
/* Rows of struct standing: running clocks whose due day was computed across days that were not
 * announced yet, and is computed anew when a version is put in force. */
CHECKED enum rc standing_clocks(struct work *w, struct rows *ret);
/* Rows of struct standing_class: open cases of each class. */
CHECKED enum rc                 standing_classes(struct work *w, struct rows *ret);
extern const struct stmt *const case_standing_stmts[];

#endif
