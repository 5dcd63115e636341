#include "db/pinyin.h"
#include "territory/initials_rows.h"

enum { INITIALS_BATCH = 500 };

enum rc initials_next(struct work *w, const struct stmt *untold, int64_t *ret_at)
{
    struct rows rows;

    TRY(db_all(w->tx, untold, ARGS(A((int64_t)1)), &rows));
    *ret_at = rows.n ? w->now : NONE_I64;
    return RC_OK;
}

enum rc initials_some(struct work *w, const struct stmt *untold, const struct stmt *tell)
{
    struct rows          rows;
    const struct untold *at;

    TRY(db_all(w->tx, untold, ARGS(A((int64_t)INITIALS_BATCH)), &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(db_run(w->tx, tell, ARGS(A(at[i].id), A(pinyin_key(w->arena, at[i].name))), NULL));
    return RC_OK;
}

INITIALS_TIMER(place, "initials of places");
INITIALS_TIMER(org, "initials of organisations");
