#ifndef LINLI_CASES_TEXT_ROWS_H
#define LINLI_CASES_TEXT_ROWS_H
/* The SQL of text. */
#include "cases/case_rows.h"

extern const struct stmt stmt_text_new, stmt_text_put, stmt_text_later, stmt_text_due,
    stmt_text_done;

#endif
