#ifndef LINLI_FIGURES_FOLLOW_CLOSED_H
#define LINLI_FIGURES_FOLLOW_CLOSED_H
/* follow_closed: what is opened again has not been closed. For follow.c. */
#include "figures/figure_rows.h"

/* Take back the closing that entry `again`, of the kind case.reopened, undid. What was counted
 * before it must be written. */
CHECKED enum rc follow_reopened(struct work *w, const struct entry *again);

#endif
