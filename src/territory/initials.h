#ifndef LINLI_TERRITORY_INITIALS_H
#define LINLI_TERRITORY_INITIALS_H
/*
 * initials: see db/pinyin.h; of the names in a table, told in the background by a timer, some at a
 * time, so that taking in a whole country does not wait for it. Until then a name is found by
 * itself only. A name that is new or changed has NULL for its initials.
 */
#include "work/services.h"

struct untold {
    int64_t    id;
    struct str name;
};
extern const struct shape untold_shape;

/* The statements of a table, one to find what has no initials and one to put them down: */
#define INITIALS_STMTS(TABLE)                                                                      \
    const struct stmt stmt_##TABLE##_untold = {                                                    \
        .name = #TABLE "_untold",                                                                  \
        .mode = TX_READ,                                                                           \
        .in   = "i",                                                                               \
        .out  = &untold_shape,                                                                     \
        .sql  = "SELECT id, name FROM " #TABLE " WHERE initials IS NULL ORDER BY id LIMIT $1",     \
    };                                                                                             \
    const struct stmt stmt_##TABLE##_tell = {                                                      \
        .name = #TABLE "_tell",                                                                    \
        .mode = TX_WRITE,                                                                          \
        .in   = "is",                                                                              \
        .sql  = "UPDATE " #TABLE " SET initials = $2 WHERE id = $1",                               \
    };

CHECKED enum rc initials_next(struct work *w, const struct stmt *untold, int64_t *ret_at);
/* A piece of the work. */
CHECKED enum rc initials_some(struct work *w, const struct stmt *untold, const struct stmt *tell);

/* The timer of a table. One piece a round: the others have their turn, and the next round goes on.
 */
#define INITIALS_TIMER(TABLE, WORDS)                                                               \
    static enum rc next_##TABLE(struct work *w, void *ctx, int64_t *ret_at)                        \
    {                                                                                              \
        (void)ctx;                                                                                 \
        return initials_next(w, &stmt_##TABLE##_untold, ret_at);                                   \
    }                                                                                              \
    static enum rc some_##TABLE(struct work *w, void *ctx, bool *ret_more)                         \
    {                                                                                              \
        (void)ctx;                                                                                 \
        *ret_more = false;                                                                         \
        return initials_some(w, &stmt_##TABLE##_untold, &stmt_##TABLE##_tell);                     \
    }                                                                                              \
    const struct timer TABLE##_initials_timer = { .name = WORDS,                                   \
                                                  .next = next_##TABLE,                            \
                                                  .run  = some_##TABLE }

extern const struct stmt *const initials_stmts[];
extern const struct timer       place_initials_timer, org_initials_timer;

#endif
