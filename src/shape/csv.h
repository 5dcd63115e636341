#ifndef LINLI_SHAPE_CSV_H
#define LINLI_SHAPE_CSV_H
/*
 * csv: RFC 4180 text as rows; also tabs, a byte order mark, GB18030, UTF-16
 * with its mark ("Unicode text" of spreadsheets), bare LF and bare CR.
 *
 * The whole text is in memory (its size is limited by whoever read it);
 * fields are views into it or, where quotes had to be undone, in the arena.
 * A long import may put another arena into `arena` after csv_open() and
 * clear it between rows.
 */
#include "shape/shape.h"

enum { CSV_FIELDS_MOST = 1000 }; /* in one row */

struct csv {
    struct str    rest;
    char          sep;
    size_t        line;      /* where the row last given begins, first = 1 */
    size_t        line_next; /* where the rest begins */
    bool          by_row;    /* lines within quotes do not count: a spreadsheet's rows */
    struct arena *arena;
};

/*
 * Begin. Text that is not UTF-8 but is GB18030 is converted. Tabs separate when the first row has
 * more of them than of commas.
 *   RC_MALFORMED  neither, or a zero character
 */
CHECKED enum rc csv_open(struct csv *c, struct arena *a, struct str text, struct faults *f);
/*
 * The next row with something in it. *ret_n fields at *ret_at (arena). Text behind a closing quote
 * is taken as if it stood inside, a quote within an open field as it is.
 *   RC_OK, RC_NOT_FOUND at the end, RC_MALFORMED an open quote or too many fields (fault names the
 *   line)
 */
CHECKED enum rc csv_row(struct csv *c, struct faults *f, const struct str **ret_at, size_t *ret_n);
/* Append one field, quoted if it must be; cells that a spreadsheet would run as a formula are
 * made harmless. `first` = no separator before it. */
void csv_put(struct buf *out, struct str field, bool first);

#endif
