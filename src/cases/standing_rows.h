#ifndef LINLI_CASES_STANDING_ROWS_H
#define LINLI_CASES_STANDING_ROWS_H
/* The SQL of standing. For this room only. */
#include "cases/standing.h"

extern const struct stmt stmt_standing_cases, stmt_standing_steps, stmt_standing_clocks,
    stmt_standing_classes;

#endif
