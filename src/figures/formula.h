#ifndef LINLI_FIGURES_FORMULA_H
#define LINLI_FIGURES_FORMULA_H
/* formula: how an indicator is computed and what came of it, in people's words. For this room. */
#include "figures/figures.h"

/* "按期办结 ÷ (办结 + 逾期在办)" */
struct str formula_words(struct arena *a, const struct indicator *i, enum lang lang);
/* A value of it as it is shown: "83.3%", "3.2天"; absent: NAN. */
struct str formula_shown(struct arena *a, const struct indicator *i, double value, enum lang lang);

#endif
