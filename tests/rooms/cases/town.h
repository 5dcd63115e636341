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

enum person {
    CLERK,
    HANDLER, /* of the company */
    HELPER,  /* of the office */
    HEAD,
    OTHER_HEAD,
    SECRETARY,
    RESIDENT,
    FAR_CLERK, /* of the second community */
    CHIEF,     /* secretary of the street */
    NEIGHBOUR, /* no post */
    PEOPLE
};

struct town {
    struct fixture     *f;
    int64_t             street, community, grid, other_grid, company, office;
    int64_t             second, far_grid; /* the second community, its grid */
    int64_t             account[PEOPLE];
    const struct actor *actor[PEOPLE];
};

int          town_make(void **state);
int          town_make_by(void **state, const char *pack); /* another than the small pack */
int          town_drop(void **state);
struct town *town_of(void **state);

/* One act as somebody; what came of it is in the act. */
struct act {
    struct town          *t;
    int64_t               id, other, version, task; /* 0: none in particular */
    const char           *move, *form;
    double                lon, lat; /* with a move; both 0: none */
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

/* The program itself, and nobody in particular. */
enum rc by_program(struct town *t, work_fn *fn, struct act *a);
enum rc by_nobody(struct town *t, work_fn *fn, struct act *a);

/* What everybody holds is read anew. */
void town_look_again(struct town *t);
/* Another post for somebody. */
void town_give(struct town *t, enum person who, const char *post, int64_t place, int64_t org);

/* An empty report: no class, no place. */
struct case_in town_blank(void);
/* A demand reported by the resident; its id. */
int64_t town_report(struct town *t, const char *class, const char *words);
/* A case of `process` in `grid`, reported by the resident; its id. */
int64_t town_open(struct town *t, const char *process, const char *form);
/* Carry it; the test fails if it is not possible. */
void town_move(struct town *t, enum person who, int64_t id, const char *move, const char *form);
/* The move must be refused with this result and this fault ("" = in no field). */
void town_refused(struct town *t, enum person who, int64_t id, const char *move, const char *form,
                  enum rc rc, const char *key, const char *field);
struct case_row town_case(struct town *t, int64_t id);
/* Rows of struct clock_row, of struct task_row: of all that the case ever had. */
struct rows      town_clocks(struct town *t, int64_t id);
struct rows      town_tasks(struct town *t, int64_t id);
struct clock_row town_clock(struct town *t, int64_t id); /* the only one that runs */
/* How many entries of that kind the case's history has; their data in *ret_last, if wanted. */
size_t town_history(struct town *t, int64_t id, const char *kind, struct str *ret_last);
/* The messages that somebody got so far. */
size_t town_messages(struct town *t, enum person who);
/* Open cases within a place, and those of them that ran late, as the rows of cases have it. */
void town_gauge(struct town *t, int64_t place, int64_t *ret_open, int64_t *ret_late);
/* All that was ever counted there; of one process, or of all (NULL). Settles first. */
struct sums town_sums(struct town *t, int64_t place, const char *process);
/* Numbers in words: "2026-03-02 11:00"; the test fails when it is another minute. */
void town_is_at(int64_t at, const char *when, const char *file, int line);
#define assert_at(at, when) town_is_at((at), (when), __FILE__, __LINE__)
/* "…%lld…" with ids, in the test's arena. */
const char *town_form(struct town *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A file that stands for a photo, of somebody, not yet of a case. */
int64_t    town_photo(struct town *t, enum person who);
struct str town_photos(struct town *t, enum person who); /* ["id"] */

#endif
