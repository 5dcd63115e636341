#ifndef LINLI_CASES_CASE_PAGES_H
#define LINLI_CASES_CASE_PAGES_H
/* What the plain pages of this room share. */
#include "http/page.h"
#include "work/work.h"

/* Which steps a case went: struct public_step each; nothing when there are none. */
void    page_way(struct page *p, const struct list *steps);
enum rc page_public_case(struct request *q, struct work *w);

#endif
