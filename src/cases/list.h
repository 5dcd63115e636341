#ifndef LINLI_CASES_LIST_H
#define LINLI_CASES_LIST_H
/* list: what may be asked of lists of cases and of tasks. For this room. */
#include "cases/cases.h"

enum { LIST_USUAL = 25, LIST_MOST = 200 };
enum list_order { ORDER_RECENT, ORDER_DUE };

/* The colour of the clock of what is open: its time is over, less than a day is left, more than
 * that; or no time is set, or what was set is paused. In a list of cases it is the earliest clock
 * of the case; in a list of tasks, of the task. */
enum clock_colour { CLOCK_LATE, CLOCK_SOON, CLOCK_CALM, CLOCK_NONE };

/* Also for tasks, where `unit`, `state` and `order` are not looked at. */
struct list_query {
    int64_t place, unit;
    int32_t state; /* -1: any */
    struct str class, step, process;
    int32_t    card;  /* at least */
    bool       late;  /* a clock ran out, now or earlier */
    int32_t    clock; /* enum clock_colour; -1: any. Only what is open has one */
    struct str number, q;
    int32_t    since, until;           /* reported on these days or between them */
    int32_t    closed_from, closed_to; /* ended on these days or between them; of lists of cases */
    int32_t    reopened_from, reopened_to; /* opened again on these days; of lists of cases */
    bool       on_time;                    /* no clock ran out; of lists of cases */
    bool       to_dispatch; /* a move waits that gives it to a unit; of lists of tasks */
    int32_t    order;
    int64_t    before;    /* the last id seen (of tasks and with ORDER_DUE: with due_after) */
    int64_t    due_after; /* the last due seen; NONE_I64: it has none */
    int64_t    limit;
};
extern const struct shape list_query_shape, todo_query_shape;

/* RC_DENIED outside the actor's subtrees. Rows of struct case_brief; *ret_next is `before` of the
 * page after, NONE_I64 when this is the last. Confidential ones are left out: whoever has a part in
 * one finds it among their tasks and reports. */
CHECKED enum rc case_list(struct work *w, const struct list_query *q, struct rows *ret,
                          int64_t *ret_next);
CHECKED enum rc case_list_mine(struct work *w, int64_t before, int64_t limit, struct rows *ret);

/* Say what the places and units of rows of struct case_brief, the places of rows of struct
 * todo_row, are called. */
CHECKED enum rc           case_list_names(struct work *w, struct rows *rows);
CHECKED enum rc           case_todo_names(struct work *w, struct rows *rows);
extern const struct shape case_listed_shape; /* struct case_brief with its names */

/* All that is open and that case_list or case_todo would give, whatever `clock` and the page. */
struct clock_counts {
    int64_t late, soon, calm, none;
};
extern const struct shape clock_counts_shape;
CHECKED enum rc           case_list_counts(struct work *w, const struct list_query *q,
                                           struct clock_counts *ret);
CHECKED enum rc           case_todo_counts(struct work *w, const struct list_query *q,
                                           struct clock_counts *ret);

/* Open tasks that are the actor's, what is due first first and what never is last, after the task
 * `before` that is due at `due_after` (NONE_I64: never). Rows of struct todo_row; *ret_next is
 * `before` of the page after, NONE_I64 when this is the last. RC_NOT_FOUND: no such place. */
CHECKED enum rc case_todo(struct work *w, const struct list_query *q, struct rows *ret,
                          int64_t *ret_next);

struct todo_row {
    int64_t    task;
    struct str post;
    int64_t    at_place, at_org;
    bool       lead;
    int64_t    since, due, id;
    struct str number, process, step;
    int64_t    version;
    struct str class, grade, title;
    int64_t    place;
    double     lon, lat;
    struct str address;
    int32_t    card;
    int64_t    late;
    struct str place_name; /* absent until case_todo_names */
};
extern const struct shape todo_row_shape; /* with the name */

/* What both say to their statements. */
struct due_range {
    int64_t from, to; /* NONE_I64: any. INT64_MAX: none is set */
};
struct due_range list_due_range(const struct work *w, int32_t clock);
struct str       list_class_end(struct arena *a, struct str code);
int64_t          list_since(const struct list_query *q);
int64_t          list_until(const struct list_query *q);
void             list_count_one(const struct work *w, int64_t due, struct clock_counts *n);

#endif
