#ifndef LINLI_FIGURES_DASHBOARD_H
#define LINLI_FIGURES_DASHBOARD_H
/* dashboard: one place's figures, written out. For this room. */
#include "figures/figure_rows.h"

struct dashboard_of {
    int32_t    days, last; /* so many up to this one, which is counted; NONE_I32: up to today */
    struct str process;    /* only this one's cases; absent: all */
};
/* Append a period of a place, as JSON. The caller has asked for permission. */
CHECKED enum rc dashboard_page(struct work *w, const struct place *p, const struct dashboard_of *of,
                               enum lang lang, struct buf *out);

#endif
