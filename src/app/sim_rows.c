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
#define T struct sim_sum_row
static const struct field sum_fields[] = {
    F(T, process), F(T, opened), F(T, ended), F(T, on_time), F(T, open), F(T, open_late),
};
static const struct shape sum_shape = SHAPE(T, sum_fields);
#undef T
#define T struct sim_open_row
static const struct field open_fields[] = {
    F(T, process),
    F(T, step),
    F(T, practice),
    F(T, task, .opt = true),
    F(T, post, .opt = true),
    F(T, place, .opt = true),
    F(T, org, .opt = true),
    F(T, account, .opt = true),
    F(T, since, .opt = true),
};
static const struct shape open_shape = SHAPE(T, open_fields);
#undef T
static const struct field state_fields[] = { F(struct sim_state_row, state) };
static const struct shape state_shape    = SHAPE(struct sim_state_row, state_fields);

static const struct field notice_fields[] = { F(struct sim_notice_row, notice) };
static const struct shape notice_shape    = SHAPE(struct sim_notice_row, notice_fields);

const struct stmt stmt_sim_tasks = {
    .name = "sim_tasks",
    .mode = TX_READ,
    .in   = "i",
    .out  = &task_shape,
    .sql  = "SELECT t.id AS id, t.case_id AS case_id, t.step AS step, t.post AS post,"
            " t.place AS place, t.org AS org, t.account AS account, t.since AS since, t.due AS due,"
            " t.signed AS signed_at, c.process AS process, c.practice AS practice FROM case_task t"
            " JOIN civic_case c ON c.id = t.case_id WHERE t.id > $1 AND t.state = 0 ORDER BY t.id",
};
const struct stmt stmt_sim_task_state = {
    .name = "sim_task_state",
    .mode = TX_READ,
    .in   = "i",
    .out  = &state_shape,
    .sql  = "SELECT state FROM case_task WHERE id = $1",
};
const struct stmt stmt_sim_case = {
    .name = "sim_case",
    .mode = TX_READ,
    .in   = "i",
    .out  = &case_shape,
    .sql  = "SELECT state, version, practice, process, step, place, unit, initiator, lon, lat"
            " FROM civic_case WHERE id = $1",
};
const struct stmt stmt_sim_notice = {
    .name = "sim_notice",
    .mode = TX_READ,
    .in   = "i",
    .out  = &notice_shape,
    .sql  = "SELECT notice FROM case_notice WHERE case_id = $1 ORDER BY notice DESC LIMIT 1",
};
const struct stmt stmt_sim_sums = {
    .name = "sim_sums",
    .mode = TX_READ,
    .in   = "i",
    .out  = &sum_shape,
    .sql  = "SELECT process, COUNT(*) AS opened, COUNT(*) FILTER (WHERE state = 1) AS ended,"
            " COUNT(*) FILTER (WHERE state = 1 AND late = 0) AS on_time,"
            " COUNT(*) FILTER (WHERE state = 0) AS open,"
            " COUNT(*) FILTER (WHERE state = 0 AND late > 0) AS open_late"
            " FROM civic_case WHERE opened >= $1 GROUP BY process ORDER BY process",
};
const struct stmt stmt_sim_open = {
    .name = "sim_open",
    .mode = TX_READ,
    .in   = "i",
    .out  = &open_shape,
    .sql  = "SELECT c.process AS process, c.step AS step, c.practice AS practice, t.id AS task,"
            " t.post AS post, t.place AS place, t.org AS org, t.account AS account,"
            " t.since AS since FROM civic_case c"
            " LEFT JOIN case_task t ON t.case_id = c.id AND t.state = 0"
            " WHERE c.state = 0 AND c.opened >= $1 ORDER BY c.id, t.id",
};
const struct stmt *const sim_stmts[] = {
    &stmt_sim_tasks, &stmt_sim_task_state, &stmt_sim_case, &stmt_sim_notice,
    &stmt_sim_sums,  &stmt_sim_open,       NULL,
};
