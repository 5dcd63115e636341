#ifndef LINLI_CASES_LIST_ROWS_H
#define LINLI_CASES_LIST_ROWS_H
/* The SQL of lists and of their counts. For this room only. */
#include "cases/case_rows.h"
#include "cases/list.h"

/* Who comes under which place, of a unit's cases: told apart so that none is counted twice. */
struct tally_row {
    struct str          place_path;
    struct clock_counts n;
};
/* A task and its case, to be counted. */
struct todo_mark {
    int64_t id, due;
};

extern const struct stmt stmt_list_recent, stmt_list_recent_unit, stmt_list_place, stmt_list_open,
    stmt_list_open_unit, stmt_list_number, stmt_list_number_unit, stmt_list_count_place,
    stmt_list_count_open, stmt_list_count_unit, stmt_list_due, stmt_list_unit, stmt_list_mine,
    stmt_list_found, stmt_list_found_unit, stmt_list_due_unit;
extern const struct stmt stmt_tally_place, stmt_tally_found, stmt_tally_unit, stmt_tally_found_unit;
extern const struct stmt stmt_todo_place, stmt_todo_org, stmt_todo_account, stmt_todo_place_marks,
    stmt_todo_org_marks, stmt_todo_account_marks;

#endif
