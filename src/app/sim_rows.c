#include "app/sim_rows.h"

#define T struct sim_task_row
static const struct field task_fields[] = {
    F(T, id),
    F(T, case_id),
    F(T, step),
    F(T, post, .opt = true),
    F(T, place, .opt = true),
    F(T, org, .opt = true),
    F(T, account, .opt = true),
    F(T, since),
    F(T, due, .opt = true),
    F(T, signed_at, .opt = true),
    F(T, process),
    F(T, practice),
};
static const struct shape task_shape = SHAPE(T, task_fields);
#undef T
#define T struct sim_case_row
static const struct field case_fields[] = {
    F(T, state),
    F(T, version),
    F(T, practice),
    F(T, process),
    F(T, step),
    F(T, place, .opt = true),
    F(T, unit, .opt = true),
    F(T, initiator, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
};
static const struct shape case_shape = SHAPE(T, case_fields);
#undef T
#define T struct sim_party_row
static const struct field party_fields[] = { F(T, id), F(T, account, .opt = true) };
static const struct shape party_shape    = SHAPE(T, party_fields);
#undef T
#define T struct sim_clock_row
static const struct field clock_fields[] = { F(T, rule, .opt = true), F(T, due) };
static const struct shape clock_shape    = SHAPE(T, clock_fields);
#undef T
#define T struct sim_notice_row
static const struct field notice_fields[] = { F(T, id), F(T, place), F(T, case_id), F(T, days) };
static const struct shape notice_shape    = SHAPE(T, notice_fields);
#undef T
#define T struct sim_end_row
static const struct field end_fields[] = { F(T, process), F(T, ended_as), F(T, cases) };
static const struct shape end_shape    = SHAPE(T, end_fields);
#undef T
#define T struct sim_sum_row
static const struct field sum_fields[] = {
    F(T, process), F(T, opened),    F(T, ended), F(T, on_time),
    F(T, open),    F(T, open_late), F(T, moved),
};
static const struct shape sum_shape = SHAPE(T, sum_fields);
#undef T
#define T struct sim_open_row
static const struct field open_fields[] = {
    F(T, id),
    F(T, process),
    F(T, step),
    F(T, practice),
    F(T, task, .opt = true),
    F(T, post, .opt = true),
    F(T, place, .opt = true),
    F(T, org, .opt = true),
    F(T, account, .opt = true),
    F(T, since, .opt = true),
    F(T, waits),
};
static const struct shape open_shape = SHAPE(T, open_fields);
#undef T
static const struct field state_fields[] = { F(struct sim_state_row, state),
                                             F(struct sim_state_row, due, .opt = true) };
static const struct shape state_shape    = SHAPE(struct sim_state_row, state_fields);

#define TASKS                                                                                      \
    "SELECT t.id AS id, t.case_id AS case_id, t.step AS step, t.post AS post,"                     \
    " t.place AS place, t.org AS org, t.account AS account, t.since AS since, t.due AS due,"       \
    " t.signed AS signed_at, c.process AS process, c.practice AS practice FROM case_task t"        \
    " JOIN civic_case c ON c.id = t.case_id WHERE "
const struct stmt stmt_sim_tasks = {
    .name = "sim_tasks",
    .mode = TX_READ,
    .in   = "i",
    .out  = &task_shape,
    .sql  = TASKS "t.id > $1 AND t.state = 0 ORDER BY t.id",
};
const struct stmt stmt_sim_tasks_of = {
    .name = "sim_tasks_of",
    .mode = TX_READ,
    .in   = "i",
    .out  = &task_shape,
    .sql  = TASKS "t.case_id = $1 AND t.state = 0 ORDER BY t.id",
};
const struct stmt stmt_sim_task_state = {
    .name = "sim_task_state",
    .mode = TX_READ,
    .in   = "i",
    .out  = &state_shape,
    .sql  = "SELECT state, due FROM case_task WHERE id = $1",
};
const struct stmt stmt_sim_case = {
    .name = "sim_case",
    .mode = TX_READ,
    .in   = "i",
    .out  = &case_shape,
    .sql  = "SELECT state, version, practice, process, step, place, unit, initiator, lon, lat"
            " FROM civic_case WHERE id = $1",
};
const struct stmt stmt_sim_parties = {
    .name = "sim_parties",
    .mode = TX_READ,
    .in   = "i",
    .out  = &party_shape,
    .sql  = "SELECT id, account FROM case_party WHERE case_id = $1 AND role = 2 ORDER BY id",
};
const struct stmt stmt_sim_clocks = {
    .name = "sim_clocks",
    .mode = TX_READ,
    .in   = "i",
    .out  = &clock_shape,
    .sql  = "SELECT rule, due FROM case_clock WHERE case_id = $1 AND stopped IS NULL ORDER BY id",
};
const struct stmt stmt_sim_notices = {
    .name = "sim_notices",
    .mode = TX_READ,
    .in   = "i",
    .out  = &notice_shape,
    .sql  = "SELECT n.id AS id, n.place AS place, k.case_id AS case_id, n.objection_days AS days"
            " FROM public_notice n JOIN case_notice k ON k.notice = n.id"
            " WHERE n.id > $1 ORDER BY n.id",
};
const struct stmt stmt_sim_ends = {
    .name = "sim_ends",
    .mode = TX_READ,
    .in   = "i",
    .out  = &end_shape,
    .sql  = "SELECT process, ended_as, COUNT(*) AS cases FROM civic_case"
            " WHERE opened >= $1 AND state = 1 GROUP BY process, ended_as ORDER BY process,"
            " ended_as",
};
const struct stmt stmt_sim_sums = {
    .name = "sim_sums",
    .mode = TX_READ,
    .in   = "i",
    .out  = &sum_shape,
    .sql  = "SELECT process, COUNT(*) AS opened, COUNT(*) FILTER (WHERE state = 1) AS ended,"
            " COUNT(*) FILTER (WHERE state = 1 AND late = 0) AS on_time,"
            " COUNT(*) FILTER (WHERE state = 0) AS open,"
            " COUNT(*) FILTER (WHERE state = 0 AND late > 0) AS open_late,"
            " COUNT(*) FILTER (WHERE version > 1) AS moved"
            " FROM civic_case WHERE opened >= $1 GROUP BY process ORDER BY process",
};
const struct stmt stmt_sim_open = {
    .name = "sim_open",
    .mode = TX_READ,
    .in   = "i",
    .out  = &open_shape,
    .sql  = "SELECT c.id AS id, c.process AS process, c.step AS step, c.practice AS practice,"
            " t.id AS task, t.post AS post, t.place AS place, t.org AS org, t.account AS account,"
            " t.since AS since, CASE WHEN EXISTS (SELECT 1 FROM civic_case k WHERE k.parent = c.id"
            " AND k.state = 0) OR EXISTS (SELECT 1 FROM case_notice s JOIN public_notice n"
            " ON n.id = s.notice WHERE s.case_id = c.id AND n.state = 1) THEN 1 ELSE 0 END AS waits"
            " FROM civic_case c"
            " LEFT JOIN case_task t ON t.case_id = c.id AND t.state = 0"
            " WHERE c.state = 0 AND c.opened >= $1 ORDER BY c.id, t.id",
};
const struct stmt *const sim_stmts[] = {
    &stmt_sim_tasks,
    &stmt_sim_tasks_of,
    &stmt_sim_task_state,
    &stmt_sim_case,
    &stmt_sim_parties,
    &stmt_sim_clocks,
    &stmt_sim_notices,
    &stmt_sim_sums,
    &stmt_sim_ends,
    &stmt_sim_open,
    NULL,
};
