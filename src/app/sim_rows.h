#ifndef LINLI_APP_SIM_ROWS_H
#define LINLI_APP_SIM_ROWS_H
/* sim_rows: what the simulator looks up by itself. */
#include "db/db.h"

struct sim_task_row {
    int64_t    id, case_id;
    struct str step, post;
    int64_t    place, org, account, since, due, signed_at;
    struct str process;
    int64_t    practice;
};
struct sim_state_row {
    int64_t state;
};
struct sim_notice_row {
    int64_t notice;
};
struct sim_case_row {
    int64_t    state, version, practice;
    struct str process, step;
    int64_t    place, unit, initiator;
    double     lon, lat;
};
struct sim_sum_row {
    struct str process;
    int64_t    opened, ended, on_time, open, open_late;
};
struct sim_open_row {
    struct str process, step;
    int64_t    practice, task;
    struct str post;
    int64_t    place, org, account, since;
};
extern const struct stmt        stmt_sim_tasks; /* open ones that are newer than $1 */
extern const struct stmt        stmt_sim_task_state, stmt_sim_case;
extern const struct stmt        stmt_sim_notice; /* the last that was shown of case $1 */
extern const struct stmt        stmt_sim_sums, stmt_sim_open; /* of cases opened from $1 on */
extern const struct stmt *const sim_stmts[];

#endif
