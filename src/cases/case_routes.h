#ifndef LINLI_CASES_CASE_ROUTES_H
#define LINLI_CASES_CASE_ROUTES_H
/* What the two route tables of this room share. */
#include "cases/case_rows.h"
#include "work/pages.h"

extern const struct shape opened_shape;

/* Counts one more report from that address, or what stands for one. RC_TOO_MANY without an account
 * once it had its share of these ten minutes. */
enum rc case_reports_allow(struct request *q, struct work *w);

#endif
