#ifndef LINLI_FIGURES_FIGURE_ROWS_H
#define LINLI_FIGURES_FIGURE_ROWS_H
/* The SQL of `figures`. For this room only. */
#include "figures/figures.h"

struct sum_row {
    int64_t m[M_COUNT];
};
struct child_row { /* a child's sums, for rankings */
    int64_t        place;
    struct sum_row sums;
};
struct process_row {
    struct str     process;
    struct sum_row sums;
};
struct gauge_row {
    int64_t place, open, open_late;
};
struct parent_row {
    int64_t parent; /* 0 at the top */
};
struct below_row { /* of a place, while it lay below one parent */
    struct str process;
    int64_t    open, open_late;
};
struct day_row {
    int64_t day, opened, closed, closed_on_time;
};
struct class_row {
    struct str class;
    int64_t opened, closed, late;
};
struct unit_row {
    int64_t unit, closed, late, returned, seconds, unit_marks, unit_mark_sum;
    double  mark; /* NAN: too few */
};
struct mark_row { /* that a unit has of a case */
    int64_t    day, mark;
    struct str places; /* ids from the top down, a space between */
};
struct manual_row {
    int64_t    id;
    struct str indicator;
    int64_t    place;
    int32_t    first_day, last_day;
    int32_t    sort; /* enum figure_sort */
    double     value;
    struct str source;
    int64_t    account, since;
};
extern const struct shape manual_row_shape, day_row_shape, unit_row_shape;

enum { EVERYWHERE = 0 }; /* instead of a place, in figures of units */

extern const struct stmt stmt_figure_add, stmt_figure_class_add, stmt_figure_unit_add,
    stmt_figure_below, stmt_figure_closed_below, stmt_figure_gauge_add, stmt_figure_sum,
    stmt_figure_gauge, stmt_figure_processes, stmt_figure_process_gauges, stmt_figure_children,
    stmt_figure_child_gauges, stmt_figure_days, stmt_figure_classes, stmt_figure_units,
    stmt_figure_mark, stmt_figure_mark_put, stmt_manual_put, stmt_manual_list;

#endif
