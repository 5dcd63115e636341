#ifndef LINLI_APP_ROW_IMPORT_H
#define LINLI_APP_ROW_IMPORT_H
/*
 * row_import: an Excel workbook or a CSV file row by row, in one unit of work.
 *
 * Each row is bound by a shape, headings being the fields' names or their
 * Chinese names, and taken or refused on its own, with a reason; what was
 * given is what was taken and what was refused. Nothing is kept of a dry run.
 */
#include "shape/shape.h"
#include "sheet/sheet.h"
#include "work/work.h"

struct row_import;
/* What became of a row; that it was added need not be said. */
enum row_came { ROW_ADDED, ROW_CHANGED, ROW_SAME };
struct row_kind {
    const struct shape *shape;
    const char *const  *zh;   /* beside the shape's fields */
    size_t              keys; /* the first so many columns must be there */
    enum rc (*take)(struct work *w, const struct row_import *in, const void *row,
                    enum row_came *ret);
};
struct row_import {
    const struct row_kind *kind;
    const struct actor    *actor; /* NULL: the program */
    struct str             text;
    bool                   dry;
    enum lang              lang; /* of the reasons */
    int32_t                on;   /* the day from which it is so; NONE_I32: today */
    const void            *ctx;  /* the kind's */
    struct arena          *out;  /* of the report; outlives the unit of work */
    /* Told of each row: how many so far. NULL: nobody asks. */
    void (*far)(void *ctx, int64_t given, int64_t done);
    void *far_ctx;
};

struct row_told {
    int64_t    line;
    struct str why;
};
struct row_report {
    int64_t              given, added, changed, same, refused;
    VEC(struct row_told) told;          /* the first ROWS_TOLD */
    struct list          unread_sheets; /* struct str: of a workbook only the first is read */
    /* The refused rows as they stood, line and reason behind, as a file of the kind that came in;
     * absent if none. */
    struct str      back;
    enum sheet_form form;
};
enum { ROWS_TOLD = 1000 };

/*
 *   RC_OK         taken; or a dry run, nothing was written though *ret says what would be
 *   RC_MALFORMED, RC_UNSUPPORTED, RC_TOO_LARGE  not to be read
 *   RC_INVALID    a heading is missing or not known
 */
CHECKED enum rc row_import(struct services *s, const struct row_import *in, struct faults *f,
                           struct row_report *ret);

#endif
