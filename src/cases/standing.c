#include "cases/standing_rows.h"

enum rc standing_cases(struct work *w, struct rows *ret)
{
    return db_all(w->tx, &stmt_standing_cases, NO_ARGS, ret);
}

enum rc standing_steps(struct work *w, struct str process, struct rows *ret)
{
    return db_all(w->tx, &stmt_standing_steps, ARGS(A(process)), ret);
}

enum rc standing_clocks(struct work *w, struct rows *ret)
{
    return db_all(w->tx, &stmt_standing_clocks, NO_ARGS, ret);
}

enum rc standing_classes(struct work *w, struct rows *ret)
{
    return db_all(w->tx, &stmt_standing_classes, NO_ARGS, ret);
}
