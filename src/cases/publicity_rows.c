#include "cases/publicity.h"

#define T struct shown_row
static const struct field shown_fields[] = {
    F(T, notice, .as = AS_ID, .doc = "the public notice"),
    F(T, step, .doc = "in which step it was shown"),
    F(T, round, .doc = "on which visit to it"),
    F(T, why, .opt = true, .keep = KEEP_OFFICE, .doc = "why it was taken down before its time"),
    F(T, title, .doc = "of the notice"),
    F(T, state, .words = notice_states, .doc = "open, closed, withdrawn"),
    F(T, from, .as = AS_DAY, .doc = "from this day on"),
    F(T, to, .as = AS_DAY, .doc = "the first day no more"),
    F(T, objections_to, .as = AS_DAY, .doc = "the same for objections"),
    F(T, comments, .doc = "objections are called comments here"),
    F(T, objections, .opt = true, .doc = "how many came"),
    F(T, objections_open, .opt = true, .doc = "how many of them were not answered"),
};
const struct shape shown_row_shape = {
    .name = "case_notice", .size = sizeof(T), .fields = shown_fields, .n = ARRAY_LEN(shown_fields)
};
#undef T

static const struct field id_fields[] = { F(struct id_row, id) };
static const struct shape id_shape    = SHAPE(struct id_row, id_fields);

const struct stmt stmt_shown_put = {
    .name = "shown_put",
    .mode = TX_WRITE,
    .in   = "iisi",
    .sql  = "INSERT INTO case_notice (notice, case_id, step, round) VALUES ($1, $2, $3, $4)",
};
const struct stmt stmt_shown_why = {
    .name = "shown_why",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "UPDATE case_notice SET why = $2 WHERE notice = $1",
};
const struct stmt stmt_shown_of = {
    .name = "shown_of",
    .mode = TX_READ,
    .in   = "i",
    .out  = &shown_row_shape,
    .sql  = "SELECT c.notice, c.step, c.round, c.why, n.title, n.state, n.from_day, n.to_day,"
            " n.objections_to, n.comments,"
            " (SELECT COUNT(*) FROM objection o WHERE o.notice = c.notice),"
            " (SELECT COUNT(*) FROM objection o WHERE o.notice = c.notice AND o.answer IS NULL)"
            " FROM case_notice c JOIN public_notice n ON n.id = c.notice"
            " WHERE c.case_id = $1 ORDER BY c.notice",
};
const struct stmt stmt_shown_case = {
    .name = "shown_case",
    .mode = TX_READ,
    .in   = "i",
    .out  = &id_shape,
    .sql  = "SELECT case_id FROM case_notice WHERE notice = $1",
};
