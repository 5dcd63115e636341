#ifndef LINLI_FIGURES_FEED_H
#define LINLI_FIGURES_FEED_H
/* feed: the live events of the journal, as a stream. */
#include "figures/figures.h"

extern const struct route feed_routes[];

#endif
