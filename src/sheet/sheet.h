#ifndef LINLI_SHEET_SHEET_H
#define LINLI_SHEET_SHEET_H
/*
 * sheet: tables out as Excel workbooks or as CSV, and in from both.
 *
 * In: the first sheet of a workbook becomes CSV text, one line a row, so that
 * whoever reads CSV reads it too and says the same of it. What a workbook may
 * hold to do harm (a bomb, a document type, members over each other) ends it
 * with a fault. Formulas count as what they last came to.
 *
 * Out: rows are written as they come and are not kept; a cell is text unless
 * it is put as a number or a time, so long numbers keep their digits and
 * nothing is ever run as a formula.
 *
 * No database; any thread, one at a time per sheet.
 */
#include "base/time.h"
#include "shape/csv.h"

enum {
    SHEET_TEXT_MOST = 16 << 20, /* bytes of a workbook's first sheet as CSV */
    SHEET_ROWS_MOST = 1048575,  /* below the headings: a workbook cannot hold more */
};

enum sheet_form { SHEET_CSV, SHEET_XLSX };
extern const char *const sheet_form_words[];               /* "csv", "xlsx", NULL */
const char              *sheet_type(enum sheet_form form); /* for Content-Type */

/* -- in -- */

struct sheet_text {
    struct str      text;   /* CSV; what is no workbook is here as it came */
    enum sheet_form form;   /* what it was */
    struct list     others; /* struct str: names of the sheets that were not read */
};
/*
 * By content, not by name. Everything in `a`.
 *   RC_UNSUPPORTED  a workbook of the old kind, or locked by a password
 *   RC_MALFORMED    no workbook though it begins like one
 *   RC_INVALID      merged cells in the row of headings
 *   RC_TOO_LARGE
 */
CHECKED enum rc sheet_read(struct arena *a, struct str file, struct faults *f,
                           struct sheet_text *ret);
/* Read its rows; c->line counts rows as the spreadsheet does. As csv_open(). */
CHECKED enum rc sheet_csv(struct csv *c, struct arena *a, const struct sheet_text *t,
                          struct faults *f);

/* -- out -- */

struct sheet_column {
    struct str        head;
    const struct str *choices; /* a drop-down; any other cell is taken after a warning */
    size_t            n_choices;
    struct str        hint;    /* shown beside the cell that is filled in; absent: nothing */
    int               width;   /* in half-width characters; 0: by the heading */
    bool              as_text; /* also what will be typed: long numbers keep their digits */
    bool              red;     /* heading and cells: why a row was refused */
};
struct sheet_look {
    struct str                 title; /* of the sheet */
    const struct str          *notes; /* lines above the headings: source, period */
    size_t                     n_notes;
    const struct sheet_column *columns;
    size_t                     n;
};
struct sheet;

/* Goes away with the arena. RC_IO */
CHECKED enum rc sheet_begin(struct arena *a, enum sheet_form form, const struct sheet_look *look,
                            struct sheet **ret);
/* The cells of a row from left to right; absent texts, NONE_… and NAN leave one empty. */
void sheet_put(struct sheet *s, struct str text);
void sheet_put_int(struct sheet *s, int64_t v);
void sheet_put_real(struct sheet *s, double v);
void sheet_put_day(struct sheet *s, int32_t day);
void sheet_put_time(struct sheet *s, int64_t at);
void sheet_end_row(struct sheet *s);
/* What a download holds: CSV begins with the mark by which spreadsheets see that it is UTF-8. */
struct str sheet_bytes(struct arena *a, enum sheet_form form, struct str file);
/* "orders" is "orders.xlsx" as a file. */
struct str sheet_name(struct arena *a, struct str stem, enum sheet_form form);
/* The file, in the arena; CSV without a byte order mark. RC_TOO_LARGE, RC_IO, RC_NO_SPACE */
CHECKED enum rc sheet_end(struct sheet *s, struct str *ret_file);

#endif
