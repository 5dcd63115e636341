#ifndef LINLI_CASES_FILE_H
#define LINLI_CASES_FILE_H
/* file: the rows of what was handed in. For this room. */
#include "cases/case_rows.h"

struct file_row {
    int64_t    id, case_id, account;
    struct str move, field, name, type;
    int64_t    size;
    struct str digest;
    int64_t    width, height;
    struct str small;
    int64_t    since;
};
extern const struct shape file_row_shape;

struct loose_row {
    int64_t    id;
    struct str digest, small;
    int64_t    size;
};
struct file_since {
    int64_t since;
};
struct file_unused {
    struct str digest;
};
extern const struct stmt stmt_file_oldest, stmt_file_expire, stmt_stored_put, stmt_stored_more,
    stmt_stored_less, stmt_stored_oldest, stmt_stored_drop;

#endif
