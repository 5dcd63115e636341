/* The SQL of the wall. */
#include "cases/wall.h"

#define T struct wall_row
static const struct field row_fields[] = {
    F(T, id),
    F(T, number),
    F(T, process),
    F(T, practice),
    F(T, step),
    F(T, class, .opt = true),
    F(T, place, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
    F(T, unit, .opt = true),
    F(T, opened),
    F(T, due, .opt = true),
    F(T, late),
    F(T, card),
};
static const struct shape row_shape = SHAPE(T, row_fields);
#undef T

#define COLUMNS                                                                                    \
    "c.id, c.number, c.process, c.practice, c.step, c.class, c.place, c.lon, c.lat, c.unit,"       \
    " c.opened, c.due, c.late, c.card"
#define SHOWN " c.place_path >= $1 AND c.place_path < $2 AND c.state = 0 AND c.confidential = 0"

/* Late ones first, those longest due before the others; without a due day last. */
const struct stmt stmt_wall_open = {
    .name = "wall_open",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &row_shape,
    .sql  = "SELECT " COLUMNS " FROM civic_case c WHERE" SHOWN
           " ORDER BY CASE WHEN c.late > 0 THEN 0 ELSE 1 END,"
           " CASE WHEN c.due IS NULL THEN 1 ELSE 0 END, c.due, c.id LIMIT $3",
};
const struct stmt stmt_wall_asked = {
    .name = "wall_asked",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &row_shape,
    .sql  = "SELECT " COLUMNS " FROM civic_case c WHERE" SHOWN
           " AND c.id IN (SELECT e.case_id FROM case_extension e WHERE e.state = 0)"
           " ORDER BY c.id LIMIT $3",
};

const struct stmt *const case_wall_stmts[] = { &stmt_wall_open, &stmt_wall_asked, NULL };
