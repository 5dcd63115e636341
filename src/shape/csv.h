#ifndef LINLI_SHAPE_CSV_H
#define LINLI_SHAPE_CSV_H
/*
 * csv: RFC 4180 text as rows; also tabs, a byte order mark, GB18030, bare LF.
 *
 * The whole text is in memory (its size is limited by whoever read it);
 * fields are views into it or, where quotes had to be undone, in the arena.
 */
#include "shape/shape.h"

struct csv {
    struct str    rest;
    char          sep;
    size_t        line; /* of the row last given, first = 1 */
    struct arena *arena;
};

/*
 * Begin. Text that is not UTF-8 but is GB18030 is converted.
 *   RC_MALFORMED  neither
 */
CHECKED enum rc csv_open(struct csv *c, struct arena *a, struct str text, struct faults *f);
/*
 * The next row that is not empty. *ret_n fields at *ret_at (arena).
 *   RC_OK, RC_NOT_FOUND at the end, RC_MALFORMED an open quote (fault names the line)
 */
CHECKED enum rc csv_row(struct csv *c, struct faults *f, const struct str **ret_at, size_t *ret_n);
/* Append one field, quoted if it must be; cells that a spreadsheet would run as a formula are
 * made harmless. `first` = no separator before it. */
void csv_put(struct buf *out, struct str field, bool first);

#endif
