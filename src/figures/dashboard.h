#ifndef LINLI_FIGURES_DASHBOARD_H
#define LINLI_FIGURES_DASHBOARD_H
/* dashboard: one place's figures, written out. For this room. */
#include "figures/figure_rows.h"

struct dashboard_of {
    int64_t    place;
    int32_t    days, last; /* so many up to this one, which is counted; NONE_I32: up to today */
    struct str process;    /* only this one's cases; absent: all */
    enum lang  lang;
    bool       gzip; /* packed */
};
/* Append what is kept of a period of a place, as JSON, if that is as of now: false if it is not.
 * *ret_path is where the place lies, for the caller to ask permission. Nothing is asked of the
 * database. */
bool dashboard_kept(struct work *w, const struct dashboard_of *of, struct str *ret_path,
                    struct buf *out);
/* Make it, append it and keep it. `p` is of->place; the caller has asked for permission. */
CHECKED enum rc dashboard_page(struct work *w, const struct place *p, const struct dashboard_of *of,
                               struct buf *out);

#endif
