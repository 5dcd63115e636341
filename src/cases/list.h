#ifndef LINLI_CASES_LIST_H
#define LINLI_CASES_LIST_H
/* list: what may be asked of lists of cases. For this room. */
#include "cases/cases.h"

enum { LIST_USUAL = 25, LIST_MOST = 200 };
enum list_order { ORDER_RECENT, ORDER_DUE };

struct list_query {
    int64_t place, unit;
    int32_t state; /* -1: any */
    struct str class, step, process;
    int32_t    card; /* at least */
    bool       late;
    struct str number, q;
    int32_t    order;
    int64_t    before;    /* the last id seen (ORDER_DUE: with due_after) */
    int64_t    due_after; /* the last due seen */
    int64_t    limit;
};
extern const struct shape list_query_shape;

/* RC_DENIED outside the actor's subtrees. Rows of struct case_brief; *ret_next is `before` of the
 * page after, NONE_I64 when this is the last. Confidential ones are left out: whoever has a part in
 * one finds it among their tasks and reports. */
CHECKED enum rc case_list(struct work *w, const struct list_query *q, struct rows *ret,
                          int64_t *ret_next);
CHECKED enum rc case_list_mine(struct work *w, int64_t before, int64_t limit, struct rows *ret);
/* Open tasks that are the actor's, what is due first first and what never is last, after the task
 * `before` that is due at `due_after` (NONE_I64: never). Rows of struct todo_row; *ret_next is
 * `before` of the page after, NONE_I64 when this is the last. */
struct todo_query {
    int64_t before, due_after, limit;
};
extern const struct shape todo_query_shape;
CHECKED enum rc           case_todo(struct work *w, const struct todo_query *q, struct rows *ret,
                                    int64_t *ret_next);

#endif
