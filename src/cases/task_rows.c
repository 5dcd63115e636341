/* task_rows: tasks, clocks, extensions, evaluations. */
#include "cases/case_rows.h"

const char *const        task_state_words[] = { "open", "done", "given_back", "fell_away", NULL };
static const char *const extension_words[]  = { "asked", "granted", "refused", NULL };

#define T struct task_row
static const struct field task_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the task"),
    F(T, case_id, .as = AS_ID),
    F(T, step),
    F(T, round, .doc = "which visit to a step"),
    F(T, seat, .doc = "tasks of one seat are alternatives"),
    F(T, post, .opt = true, .doc = "whoever holds this post …"),
    F(T, place, .as = AS_ID, .opt = true, .doc = "… at this place …"),
    F(T, org, .as = AS_ID, .opt = true, .doc = "… or in this organisation"),
    F(T, account, .as = AS_ID, .opt = true, .doc = "or only this account"),
    F(T, lead, .doc = "the lead unit's"),
    F(T, state, .words = task_state_words),
    F(T, since, .as = AS_TIME),
    F(T, due, .as = AS_TIME, .opt = true),
    F(T, ended, .as = AS_TIME, .opt = true),
    F(T, ended_by, .as = AS_ID, .opt = true),
    F(T, move, .opt = true, .doc = "with which it was done"),
    F(T, signed_at, .as = AS_TIME, .opt = true, .doc = "presence proved"),
};
const struct shape task_row_shape = SHAPE(T, task_fields);
#undef T

#define TASK_COLUMNS                                                                               \
    "id, case_id, step, round, seat, post, place, org, account, lead, state, since, due, ended,"   \
    " ended_by, move, signed"

static const struct field id_fields[]     = { F(struct id_row, id) };
static const struct shape id_shape        = SHAPE(struct id_row, id_fields);
static const struct field number_fields[] = { F(struct number_row, n, .opt = true) };
static const struct shape number_shape    = SHAPE(struct number_row, number_fields);

const struct stmt stmt_task_put = {
    .name = "task_put",
    .mode = TX_WRITE,
    .in   = "iisiisiiiiiiiiisi",
    .sql  = "INSERT INTO case_task (" TASK_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13, $14, $15, $16, $17)",
};
const struct stmt stmt_task_open = {
    .name = "task_open",
    .mode = TX_READ,
    .in   = "i",
    .out  = &task_row_shape,
    .sql  = "SELECT " TASK_COLUMNS " FROM case_task WHERE case_id = $1 AND state = 0 ORDER BY id",
};
const struct stmt stmt_task_all = {
    .name = "task_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &task_row_shape,
    .sql  = "SELECT " TASK_COLUMNS " FROM case_task WHERE case_id = $1 ORDER BY id",
};
const struct stmt stmt_task_end = {
    .name = "task_end",
    .mode = TX_WRITE,
    .in   = "iiiis",
    .sql  = "UPDATE case_task SET state = $2, ended = $3, ended_by = $4, move = $5"
            " WHERE id = $1 AND state = 0",
};
/* The alternatives of one seat, or with seat NULL all that are open. */
const struct stmt stmt_task_fall = {
    .name = "task_fall",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE case_task SET state = 3, ended = $3 WHERE case_id = $1 AND state = 0"
            " AND ($2 IS NULL OR seat = $2)",
};
/* Those of an organisation. */
const struct stmt stmt_task_fall_of = {
    .name = "task_fall_of",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE case_task SET state = 3, ended = $3 WHERE case_id = $1 AND org = $2"
            " AND state = 0",
};
const struct stmt stmt_task_sign = {
    .name = "task_sign",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE case_task SET signed = $2 WHERE id = $1 AND signed IS NULL",
};
const struct stmt stmt_task_due = {
    .name = "task_due",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE case_task SET due = $3 WHERE case_id = $1 AND state = 0"
            " AND ($2 IS NULL OR id = $2)",
};
const struct stmt stmt_task_place = {
    .name = "task_place",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE case_task SET place = $2 WHERE id = $1",
};
/* Did this account carry a move out of that step of this case? */
const struct stmt stmt_task_acted = {
    .name = "task_acted",
    .mode = TX_READ,
    .in   = "isi",
    .out  = &id_shape,
    .sql  = "SELECT id FROM case_task WHERE case_id = $1 AND step = $2 AND ended_by = $3 LIMIT 1",
};

#define T struct clock_row
static const struct field clock_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, case_id, .as = AS_ID),
    F(T, task, .as = AS_ID, .opt = true),
    F(T, step),
    F(T, rule, .opt = true),
    F(T, started, .as = AS_TIME),
    F(T, span_n),
    F(T, span_unit),
    F(T, due, .as = AS_TIME),
    F(T, stage),
    F(T, next_at, .as = AS_TIME, .opt = true),
    F(T, paused, .as = AS_TIME, .opt = true),
    F(T, pause, .opt = true),
    F(T, left_us, .opt = true),
    F(T, paused_us),
    F(T, extended),
    F(T, provisional),
    F(T, late),
    F(T, stopped, .as = AS_TIME, .opt = true),
    F(T, reckoned, .doc = "the version of the practice by whose days it was computed"),
};
const struct shape clock_row_shape = SHAPE(T, clock_fields);
#undef T

#define CLOCK_COLUMNS                                                                              \
    "id, case_id, task, step, rule, started, span_n, span_unit, due, stage, next_at, paused, "     \
    "pause,"                                                                                       \
    " left_us, paused_us, extended, provisional, late, stopped, reckoned"

const struct stmt stmt_clock_put = {
    .name = "clock_put",
    .mode = TX_WRITE,
    .in   = "iiissiiiiiiisiiiiiii",
    .sql  = "INSERT INTO case_clock (" CLOCK_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
};
const struct stmt stmt_clock_update = {
    .name = "clock_update",
    .mode = TX_WRITE,
    .in   = "iiissiiiiiiisiiiiiii",
    .sql  = "UPDATE case_clock SET task = $3, step = $4, rule = $5, started = $6,"
            " span_n = $7, span_unit = $8, due = $9, stage = $10, next_at = $11, paused = $12,"
            " pause = $13, left_us = $14, paused_us = $15, extended = $16, provisional = $17,"
            " late = $18, stopped = $19, reckoned = $20 WHERE id = $1 AND case_id = $2",
};
const struct stmt stmt_clock_running = {
    .name = "clock_running",
    .mode = TX_READ,
    .in   = "i",
    .out  = &clock_row_shape,
    .sql  = "SELECT " CLOCK_COLUMNS " FROM case_clock WHERE case_id = $1 AND stopped IS NULL"
            " ORDER BY id",
};
const struct stmt stmt_clock_all = {
    .name = "clock_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &clock_row_shape,
    .sql  = "SELECT " CLOCK_COLUMNS " FROM case_clock WHERE case_id = $1 ORDER BY id",
};
const struct stmt stmt_clock_get = {
    .name = "clock_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &clock_row_shape,
    .sql  = "SELECT " CLOCK_COLUMNS " FROM case_clock WHERE id = $1",
};
const struct stmt stmt_clock_next = {
    .name = "clock_next",
    .mode = TX_READ,
    .in   = "",
    .out  = &number_shape,
    .sql  = "SELECT MIN(next_at) FROM case_clock WHERE next_at IS NOT NULL",
};
const struct stmt stmt_clock_due = {
    .name = "clock_due",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &clock_row_shape,
    .sql  = "SELECT " CLOCK_COLUMNS " FROM case_clock WHERE next_at IS NOT NULL AND next_at <= $1"
            " ORDER BY next_at, id LIMIT $2",
};

#define T struct extension_row
static const struct field extension_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, case_id, .as = AS_ID),
    F(T, clock, .as = AS_ID),
    F(T, span_n),
    F(T, span_unit),
    F(T, reason),
    F(T, asked, .as = AS_TIME),
    F(T, asked_by, .as = AS_ID, .opt = true),
    F(T, state, .words = extension_words),
    F(T, decided, .as = AS_TIME, .opt = true),
    F(T, decided_by, .as = AS_ID, .opt = true),
    F(T, note, .opt = true),
};
const struct shape extension_row_shape = SHAPE(T, extension_fields);
#undef T

#define EXTENSION_COLUMNS                                                                          \
    "id, case_id, clock, span_n, span_unit, reason, asked, asked_by, state, decided, decided_by,"  \
    " note"

const struct stmt stmt_extension_put = {
    .name = "extension_put",
    .mode = TX_WRITE,
    .in   = "iiiiisiiiiis",
    .sql  = "INSERT INTO case_extension (" EXTENSION_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7,"
            " $8, $9, $10, $11, $12)",
};
const struct stmt stmt_extension_get = {
    .name = "extension_get",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &extension_row_shape,
    .sql  = "SELECT " EXTENSION_COLUMNS " FROM case_extension WHERE id = $1 AND case_id = $2",
};
const struct stmt stmt_extension_open = {
    .name = "extension_open",
    .mode = TX_READ,
    .in   = "i",
    .out  = &extension_row_shape,
    .sql  = "SELECT " EXTENSION_COLUMNS " FROM case_extension WHERE clock = $1 AND state = 0",
};
const struct stmt stmt_extension_all = {
    .name = "extension_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &extension_row_shape,
    .sql  = "SELECT " EXTENSION_COLUMNS " FROM case_extension WHERE case_id = $1 ORDER BY id",
};
const struct stmt stmt_extension_decide = {
    .name = "extension_decide",
    .mode = TX_WRITE,
    .in   = "iiiis",
    .sql  = "UPDATE case_extension SET state = $2, decided = $3, decided_by = $4, note = $5"
            " WHERE id = $1 AND state = 0",
};

#define T struct evaluation_row
static const struct field evaluation_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, case_id, .as = AS_ID),
    F(T, round),
    F(T, answers, .doc = "what was asked after the end, by name: any JSON object"),
    F(T, account, .as = AS_ID, .opt = true),
    F(T, at_us, .as = AS_TIME),
};
const struct shape evaluation_row_shape = SHAPE(T, evaluation_fields);
#undef T

const struct stmt stmt_evaluation_put = {
    .name = "evaluation_put",
    .mode = TX_WRITE,
    .in   = "iiisii",
    .sql  = "INSERT INTO case_evaluation (id, case_id, round, answers, account, at_us)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
};
const struct stmt stmt_evaluation_all = {
    .name = "evaluation_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &evaluation_row_shape,
    .sql  = "SELECT id, case_id, round, answers, account, at_us FROM case_evaluation"
            " WHERE case_id = $1 ORDER BY id",
};
