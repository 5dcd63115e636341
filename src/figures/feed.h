#ifndef LINLI_FIGURES_FEED_H
#define LINLI_FIGURES_FEED_H
/* feed: the live events of the journal, as a stream. */
#include "figures/figures.h"
#include "http/server.h"

/*
 * What happens to cases in the subtrees where the actor may see it, for some minutes. `next` gives
 * what the buffer holds and leaves the rest for its next call: an event is whole or not there yet.
 * RC_GONE: its time is over. RC_TOO_LARGE: one event alone is more than the buffer holds.
 */
struct stream_source feed_source(struct work *w);
/* The same for a display: that something happened, and to which case, by number, class and place.
 */
struct stream_source feed_source_bare(struct work *w, enum lang lang);

extern const struct route feed_routes[];

#endif
