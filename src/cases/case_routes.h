#ifndef LINLI_CASES_CASE_ROUTES_H
#define LINLI_CASES_CASE_ROUTES_H
/* What the two route tables of this room share. */
#include "cases/case_rows.h"
#include "http/request.h"

extern const struct shape opened_shape;

enum rc case_reply_rows(struct request *q, const struct shape *s, const struct rows *rows);

#endif
