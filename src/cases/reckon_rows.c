/* reckon_rows: what moved a clock's due day, and which clocks are to be computed again. */
#include "cases/reckon.h"

#define T struct clock_act_row
static const struct field clock_act_fields[] = {
    F(T, id),
    F(T, case_id),
    F(T, clock),
    F(T, kind),
    F(T, at_us),
    F(T, reason, .opt = true),
    F(T, account, .opt = true),
    F(T, extension, .opt = true),
    F(T, span_n),
    F(T, span_unit),
};
const struct shape clock_act_row_shape = SHAPE(T, clock_act_fields);
#undef T

#define ACT_COLUMNS "id, case_id, clock, kind, at_us, reason, account, extension, span_n, span_unit"

const struct stmt stmt_clock_act_put = {
    .name = "clock_act_put",
    .mode = TX_WRITE,
    .in   = "iiiiisiiii",
    .sql  = "INSERT INTO case_clock_act (" ACT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
            " $9, $10)",
};
const struct stmt stmt_clock_act_all = {
    .name = "clock_act_all",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &clock_act_row_shape,
    .sql  = "SELECT " ACT_COLUMNS " FROM case_clock_act WHERE case_id = $1 AND clock = $2"
            " AND at_us >= $3 ORDER BY id",
};

static const struct field stale_fields[] = { F(struct id_row, id) };
static const struct shape stale_shape    = SHAPE(struct id_row, stale_fields);

/* By the days of another version than this one; up to so many of an older and of a newer. */
const struct stmt stmt_clock_stale = {
    .name = "clock_stale",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &stale_shape,
    .sql  = "SELECT id FROM (SELECT id FROM case_clock WHERE stopped IS NULL AND reckoned < $1"
            " LIMIT $2) older UNION ALL SELECT id FROM (SELECT id FROM case_clock"
            " WHERE stopped IS NULL AND reckoned > $1 LIMIT $2) newer",
};
const struct stmt stmt_clock_reckoned = {
    .name = "clock_reckoned",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE case_clock SET reckoned = $2 WHERE id = $1",
};
