/* part: a piece of a unit of work that may be undone alone. */
#include "work/work.h"

bool work_lost(enum rc rc)
{
    return rc == RC_BUSY || rc == RC_DB || rc == RC_NO_SPACE;
}

static enum rc do_part(struct work *w, work_fn *fn, void *ctx, bool keep)
{
    struct work   before = *w, after;
    struct arena *arena  = tx_arena(w->tx);
    enum rc       rc;

    TRY(tx_save(w->tx));
    rc    = fn(w, ctx);
    after = *w;
    *w    = before;
    tx_set_arena(w->tx, arena);
    if (work_lost(rc))
        return rc;
    if (rc != RC_OK || !keep) {
        TRY(tx_save_undo(w->tx));
        return rc;
    }
    w->head = after.head;
    return tx_save_keep(w->tx);
}

enum rc work_part(struct work *w, work_fn *fn, void *ctx)
{
    return do_part(w, fn, ctx, true);
}

enum rc work_rehearse(struct work *w, work_fn *fn, void *ctx)
{
    return do_part(w, fn, ctx, false);
}
