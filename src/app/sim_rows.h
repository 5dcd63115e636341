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
    int64_t state, due;
};
struct sim_case_row {
    int64_t    state, version, practice;
    struct str process, step;
    int64_t    place, unit, initiator;
    double     lon, lat;
};
struct sim_party_row {
    int64_t id, account;
};
struct sim_clock_row {
    struct str rule;
    int64_t    due;
};
struct sim_notice_row {
    int64_t id, place, case_id;
    int32_t days; /* in which objections are taken */
};
struct sim_sum_row {
    struct str process;
    int64_t    opened, ended, on_time, open, open_late, moved;
};
struct sim_end_row {
    struct str process, ended_as;
    int64_t    cases;
};
struct sim_open_row {
    int64_t    id;
    struct str process, step;
    int64_t    practice, task;
    struct str post;
    int64_t    place, org, account, since;
    bool       waits; /* for a case that it called, or for a notice */
};
extern const struct stmt stmt_sim_tasks;    /* open ones that are newer than $1 */
extern const struct stmt stmt_sim_tasks_of; /* open ones of a case */
extern const struct stmt stmt_sim_task_state, stmt_sim_case;
extern const struct stmt stmt_sim_parties, stmt_sim_clocks; /* of a case */
extern const struct stmt stmt_sim_notices;                  /* of cases, newer than $1 */
/* Of cases opened from $1 on. */
extern const struct stmt        stmt_sim_sums, stmt_sim_ends, stmt_sim_open;
extern const struct stmt *const sim_stmts[];

#endif
