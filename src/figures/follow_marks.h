#ifndef LINLI_FIGURES_FOLLOW_MARKS_H
#define LINLI_FIGURES_FOLLOW_MARKS_H
/* follow_marks: what units were given for their work. For follow.c. */
#include "figures/figure_rows.h"

struct marking { /* a move with which units were marked */
    int64_t    case_id;
    struct str process;
    int64_t    place; /* NONE_I64: nowhere */
    int32_t    day;
};
/* Count `marks` of an entry: [{field, unit, mark}]; NULL when nobody was marked. */
CHECKED enum rc follow_marks(struct work *w, const struct marking *g, const struct jval *marks);

#endif
