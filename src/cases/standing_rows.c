/* The SQL of standing. */
#include "cases/standing_rows.h"

#define T struct standing
static const struct field standing_fields[] = { F(T, practice), F(T, process), F(T, step),
                                                F(T, n) };
static const struct shape standing_shape    = SHAPE(T, standing_fields);
#undef T
#define T struct standing_step
static const struct field step_fields[] = { F(T, step), F(T, n), F(T, late),
                                            F(T, since, .opt = true) };
static const struct shape step_shape    = SHAPE(T, step_fields);
#undef T
#define T struct standing_class
static const struct field class_fields[] = { F(T, code), F(T, n) };
static const struct shape class_shape    = SHAPE(T, class_fields);
#undef T

const struct stmt stmt_standing_cases = {
    .name = "standing_cases",
    .mode = TX_READ,
    .in   = "",
    .out  = &standing_shape,
    .sql  = "SELECT practice, process, step, count(*) AS n FROM civic_case WHERE state = 0"
            " GROUP BY practice, process, step ORDER BY practice, process, step",
};
const struct stmt stmt_standing_steps = {
    .name = "standing_steps",
    .mode = TX_READ,
    .in   = "s",
    .out  = &step_shape,
    .sql  = "SELECT c.step, COUNT(*), SUM(CASE WHEN c.late > 0 THEN 1 ELSE 0 END),"
            " MIN(COALESCE((SELECT MIN(t.since) FROM case_task t WHERE t.case_id = c.id"
            " AND t.state = 0 AND t.step = c.step), (SELECT MIN(k.opened) FROM civic_case k"
            " WHERE k.parent = c.id AND k.state = 0))) FROM civic_case c WHERE c.state = 0 AND "
            "c.process = $1"
            " GROUP BY c.step ORDER BY c.step",
};
const struct stmt stmt_standing_clocks = {
    .name = "standing_clocks",
    .mode = TX_READ,
    .in   = "",
    .out  = &standing_shape,
    .sql  = "SELECT c.practice, c.process, k.step, count(*) AS n FROM case_clock k"
            " JOIN civic_case c ON c.id = k.case_id WHERE k.stopped IS NULL AND k.provisional = 1"
            " GROUP BY c.practice, c.process, k.step ORDER BY c.practice, c.process, k.step",
};
const struct stmt stmt_standing_classes = {
    .name = "standing_classes",
    .mode = TX_READ,
    .in   = "",
    .out  = &class_shape,
    .sql  = "SELECT class, count(*) AS n FROM civic_case WHERE state = 0 AND class IS NOT NULL"
            " GROUP BY class ORDER BY class",
};

const struct stmt *const case_standing_stmts[] = { &stmt_standing_cases, &stmt_standing_steps,
                                                   &stmt_standing_clocks, &stmt_standing_classes,
                                                   NULL };
