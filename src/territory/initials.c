#include "db/pinyin.h"
#include "territory/initials_rows.h"

enum { INITIALS_BATCH = 500 };

enum rc initials_next(struct work *w, void *ctx, int64_t *ret_at)
{
    const struct initials *of = ctx;
    struct rows            rows;

    TRY(db_all(w->tx, of->untold, ARGS(A((int64_t)1)), &rows));
    *ret_at = rows.n ? w->now : NONE_I64;
    return RC_OK;
}

/* One piece a round: the other timers have their turn, and the next round goes on. */
enum rc initials_some(struct work *w, void *ctx, bool *ret_more)
{
    const struct initials *of = ctx;
    struct rows            rows;
    struct untold         *at;

    TRY(db_all(w->tx, of->untold, ARGS(A((int64_t)INITIALS_BATCH)), &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(db_run(w->tx, of->tell, ARGS(A(at[i].id), A(pinyin_key(w->arena, at[i].name))), NULL));
    *ret_more = false;
    return RC_OK;
}

static struct initials place_initials = { &stmt_place_untold, &stmt_place_tell };
static struct initials org_initials   = { &stmt_org_untold, &stmt_org_tell };

const struct timer place_initials_timer = { .name = "initials of places",
                                            .next = initials_next,
                                            .run  = initials_some,
                                            .ctx  = &place_initials };
const struct timer org_initials_timer   = { .name = "initials of organisations",
                                            .next = initials_next,
                                            .run  = initials_some,
                                            .ctx  = &org_initials };
