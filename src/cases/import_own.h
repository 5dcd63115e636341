#ifndef LINLI_CASES_IMPORT_OWN_H
#define LINLI_CASES_IMPORT_OWN_H
/* import_own: what the files of the import share. For this room. */
#include "cases/case_rows.h"
#include "cases/import.h"
#include "cases/import_map.h"

extern const char *const import_reason_heads[2][3]; /* by language: line, column, reason */

enum row_state { ROW_WAITS, ROW_TAKEN, ROW_AGAIN, ROW_REFUSED };
struct import_row {
    int64_t                      line;
    const struct str            *cells;
    size_t                       n;
    enum row_state               state;
    struct str                   outside, number;
    VEC(struct case_import_told) told;
};

struct importing {
    struct services           *s;
    const struct actor        *actor;
    const struct case_import  *in;
    struct arena              *a; /* what lasts; units have their own */
    struct faults             *f;
    const struct practice     *p;
    struct sheet_text          text;
    const struct str          *heads;
    size_t                     n_heads;
    struct column             *columns; /* one a heading */
    VEC(struct import_row)     rows;
    size_t                     next, until; /* the batch at hand */
    uint32_t                  *seen; /* of a dry run: rows by their outside number, 1 = the first */
    size_t                     seen_room;
    uint64_t                   seed;
    bool                       withdrawn; /* whole, and a row was refused: nothing was filed */
    struct case_import_report *report;
};

/* -- import_read.c -- */
/* The file into k->rows. RC_MALFORMED, RC_INVALID, RC_TOO_LARGE with a fault. */
CHECKED enum rc case_import_read(struct importing *k);
/* One row as a case to be opened. RC_INVALID with every fault of it; their fields are
 * import_targets or "form.NAME". */
CHECKED enum rc case_import_row_in(struct importing *k, struct work *w,
                                   const struct import_row *row, struct case_in *ret);
/* The cell of that target, trimmed; absent when there is no such column or nothing in it. */
struct str case_import_cell(const struct importing *k, const struct import_row *row,
                            enum target to);
/* A column that we put behind refused rows: in a file that was mended it is there again. */
bool case_import_ours(struct str head);
/* The heading under which a fault's field was read; the field itself when it was not. */
struct str case_import_head(const struct importing *k, struct str field);

/* -- import_template.c -- */
extern const struct str import_title[2], import_reason_title[2]; /* of sheets, by language */
/* A column as the pack knows it: what may be chosen, what is to be written. */
struct sheet_column case_import_column(struct arena *a, const struct practice *p,
                                       struct str process, enum lang lang, struct str head);
/* An empty workbook to be filled in. */
CHECKED enum rc case_import_template(struct work *w, struct str process, enum lang lang,
                                     struct str *ret);

/* -- import_rows.c -- */
struct outside_row {
    int64_t    case_id;
    struct str number; /* ours */
};
extern const struct stmt stmt_outside_get, stmt_outside_put;

#endif
