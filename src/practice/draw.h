#ifndef LINLI_PRACTICE_DRAW_H
#define LINLI_PRACTICE_DRAW_H
/*
 * draw: a process as an SVG picture: a lane for each actor, steps with their
 * clocks as boxes, moves as arrows, ends by outcome.
 *
 * The layout is this room's own and depends on the process and the language
 * alone, so the same process gives the same bytes. There is no script, link
 * or foreign resource in the picture; texts are escaped; it may be shown as
 * <img>. Pure; any thread.
 */
#include "practice/practice.h"

struct draw_how {
    enum lang lang;
    /* The number that a step carries, such as cases that lie there; negative: none. NULL: no step
     * carries one. */
    int64_t (*number)(void *ctx, size_t step);
    void *ctx;
};

/* RC_TOO_LARGE when `out` is too small for it, or it has more than a thousand arrows. */
CHECKED enum rc process_draw(const struct practice *p, const struct process *pr,
                             const struct draw_how *how, struct buf *out);

#endif
