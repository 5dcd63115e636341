#ifndef LINLI_APP_VERIFY_ROWS_H
#define LINLI_APP_VERIFY_ROWS_H
/* verify_rows: the statements of `linli verify`. They look across the rooms, and only look. */
#include "db/db.h"

struct count_row {
    int64_t n;
};
/* Counts rows that point at something that is not there. */
struct orphan_check {
    const char        *about; /* "posting.account" */
    const struct stmt *count;
};
extern const struct orphan_check orphan_checks[]; /* ended by a NULL statement */

struct version_number {
    int64_t    number;
    struct str digest; /* of its files, as they were kept */
};
extern const struct stmt stmt_verify_versions; /* of the practice; struct version_number */
extern const struct stmt stmt_verify_loose;    /* entries that are not sealed yet; count_row */

struct stored_file {
    struct str digest; /* once each */
};
extern const struct stmt stmt_verify_files;

extern const struct stmt *const verify_stmts[];

#endif
