#ifndef LINLI_FIGURES_DASHBOARD_H
#define LINLI_FIGURES_DASHBOARD_H
/* dashboard: one place's figures, written out. For this room. */
#include "figures/figure_rows.h"

/* Append the last `days` days of a place, as JSON. The caller has asked for permission. */
CHECKED enum rc dashboard_page(struct work *w, const struct place *p, int32_t days, enum lang lang,
                               struct buf *out);

#endif
