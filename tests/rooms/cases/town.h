#ifndef LINLI_TESTS_ROOMS_TOWN_H
#define LINLI_TESTS_ROOMS_TOWN_H
/*
 * town: a street with one community and two grids, a property company, and
 * people who hold posts there; and the acts of the room as one call each.
 */
#include "../fixture.h"
#include "cases/acts.h"
#include "figures/figures.h"
#include "people/people.h"
#include "territory/edit.h"
#include "work/journal.h"

#include <math.h>

enum person { CLERK, HANDLER, HELPER, HEAD, OTHER_HEAD, SECRETARY, RESIDENT, PEOPLE };

struct town {
    struct fixture     *f;
    int64_t             street, community, grid, other_grid, company, office;
    int64_t             account[PEOPLE];
    const struct actor *actor[PEOPLE];
};

int          town_make(void **state);
int          town_drop(void **state);
struct town *town_of(void **state);

/* One act as somebody; what came of it is in the act. */
struct act {
    struct town          *t;
    int64_t               id, other, version;
    const char           *move, *form;
    const struct case_in *in;
    struct opened         opened;
    struct case_row       row;
    struct rows           rows;
    struct extension_row  extension;
};
enum rc act_open(struct work *w, void *ctx);   /* in, or a demand in `grid` by words */
enum rc act_move(struct work *w, void *ctx);   /* id, move, form; version 0: the one it has */
enum rc act_get(struct work *w, void *ctx);    /* id -> row */
enum rc act_tasks(struct work *w, void *ctx);  /* id -> rows */
enum rc act_clocks(struct work *w, void *ctx); /* id -> rows of struct clock_row */

enum rc by(struct town *t, enum person who, work_fn *fn, struct act *a);

/* A demand reported by the resident; its id. */
int64_t town_report(struct town *t, const char *class, const char *words);
/* Carry it; the test fails if it is not possible. */
void town_move(struct town *t, enum person who, int64_t id, const char *move, const char *form);
struct case_row town_case(struct town *t, int64_t id);

/* A file that stands for a photo, of somebody, not yet of a case. */
int64_t    town_photo(struct town *t, enum person who);
struct str town_photos(struct town *t, enum person who); /* ["id"] */

#endif
