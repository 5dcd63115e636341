#ifndef LINLI_CASES_IMPORT_H
#define LINLI_CASES_IMPORT_H
/*
 * import: cases from an Excel workbook or a CSV file (orders of a hotline, another system's
 * export), for the HTTP route and the command line.
 *
 * A row is filed or refused as a whole, with reasons. A row that carries the
 * number that it has where it came from (`outside_number`) is filed once: sent
 * again it is counted as `again`, and changes nothing. So
 * taken + again + refused = given, always.
 *
 * Columns are known by their headings in Chinese or English; a pack may add
 * spellings in its alias table `import_columns`, and of values in `class`,
 * `place` and `grade`. Headings that are a field of the process's form (its
 * name or title) go there. import_map.h lists what is built in.
 */
#include "cases/cases.h"
#include "sheet/sheet.h"

enum {
    CASE_IMPORT_MOST       = 200000, /* rows */
    CASE_IMPORT_WHOLE_MOST = 2000,   /* when all or nothing: it is one unit of work */
    CASE_IMPORT_TOLD_MOST  = 1000,
};

struct case_import {
    struct str text, file; /* all of it; its name, for the journal */
    int32_t    channel;    /* enum channel: hotline, import … */
    struct str process;    /* of rows that say none; absent: the class's */
    int64_t    place;      /* of rows that say neither place nor point; NONE_I64: what the address
                              tells whoever dispatches at the top */
    bool      dry;         /* change nothing */
    bool      whole;       /* all of it, or nothing when a row is refused */
    int       rows_most;   /* 0: CASE_IMPORT_MOST */
    int64_t   job;         /* that is told how far it is; 0: none */
    enum lang lang;        /* of the reasons */
};

struct case_import_told { /* why a row was refused; a row may have several */
    int64_t    line;      /* of the file, the headings being line 1 */
    struct str column, why;
};
struct case_import_row { /* what a row became */
    int64_t    line;
    struct str outside_number, number;
    bool       again;
};
struct case_import_report {
    int64_t     given, taken, again, refused;
    bool        dry;
    struct list told;   /* struct case_import_told, the first CASE_IMPORT_TOLD_MOST */
    struct list rows;   /* struct case_import_row, as many; none in a dry run but those again */
    struct list unread; /* struct str: columns that were not read */
    struct list unread_sheets; /* struct str: of a workbook only the first is read */
    struct str  digest;        /* SM3 of the file */
    /* The refused rows as they stood, with line, column and reason behind, as a file of the kind
     * that came in; absent if none. Not in the JSON. */
    struct str      back;
    enum sheet_form form;
};
extern const struct shape case_import_report_shape;

/*
 * Opens its own units of work, a few rows each, so that others write in between: not for a thread
 * that is in a writing unit. Everything in `a`.
 *   RC_MALFORMED, RC_INVALID, RC_TOO_LARGE  the file as a whole cannot be read, with a fault
 *   RC_DENIED  without CAP_CASE_IMPORT
 * A failure of the database ends it: what was filed before stays filed, and sent again it is
 * `again` where it has a number.
 */
CHECKED enum rc case_import(struct services *s, const struct actor *actor,
                            const struct case_import *in, struct arena *a, struct faults *f,
                            struct case_import_report *ret);

#endif
