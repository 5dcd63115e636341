/*
 * initials: of the names of places and organisations, told in the background, some at a time, so
 * that taking in a whole country does not wait for it. Until then a name is found by itself only.
 */
#include "db/pinyin.h"
#include "territory/initials_rows.h"

enum { INITIALS_BATCH = 500 };

static enum rc next_of(struct work *w, const struct stmt *untold, int64_t *ret_at)
{
    struct rows rows;

    TRY(db_all(w->tx, untold, ARGS(A((int64_t)1)), &rows));
    *ret_at = rows.n ? w->now : NONE_I64;
    return RC_OK;
}

static enum rc some_of(struct work *w, const struct stmt *untold, const struct stmt *tell)
{
    struct rows          rows;
    const struct untold *at;

    TRY(db_all(w->tx, untold, ARGS(A((int64_t)INITIALS_BATCH)), &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(db_run(w->tx, tell, ARGS(A(at[i].id), A(pinyin_key(w->arena, at[i].name))), NULL));
    return RC_OK;
}

/* One piece a round: the other timers have their turn, and the next round goes on. */
#define TIMER(TREE, WORDS)                                                                         \
    static enum rc next_##TREE(struct work *w, void *ctx, int64_t *ret_at)                         \
    {                                                                                              \
        (void)ctx;                                                                                 \
        return next_of(w, &stmt_##TREE##_untold, ret_at);                                          \
    }                                                                                              \
    static enum rc some_##TREE(struct work *w, void *ctx, bool *ret_more)                          \
    {                                                                                              \
        (void)ctx;                                                                                 \
        *ret_more = false;                                                                         \
        return some_of(w, &stmt_##TREE##_untold, &stmt_##TREE##_tell);                             \
    }                                                                                              \
    const struct timer TREE##_initials_timer = { .name = WORDS,                                    \
                                                 .next = next_##TREE,                              \
                                                 .run  = some_##TREE }

TIMER(place, "initials of places");
TIMER(org, "initials of organisations");
