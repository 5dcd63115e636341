#ifndef LINLI_WORK_PAGES_H
#define LINLI_WORK_PAGES_H
/*
 * pages: rows as the reply to a list: how many make a page, and where the next
 * one begins. For handlers.
 */
#include "http/request.h"
#include "work/work.h"

enum { PAGE_USUAL = 50, PAGE_MOST = 200 };
static inline int64_t page_limit(int32_t limit) /* NONE_I32: not said */
{
    return limit == NONE_I32 ? PAGE_USUAL : limit;
}

/* All there are. */
enum rc reply_rows(struct request *q, const struct shape *s, const struct rows *rows);
/* The next page begins at `next`; NONE_I64: this is the last. */
enum rc reply_rows_next(struct request *q, const struct shape *s, const struct rows *rows,
                        int64_t next);
/* Rows whose first member is an id: the next page begins behind the last when there are `limit`.
 * `more`: further members of the reply, as JSON without braces. */
enum rc reply_page(struct request *q, const struct shape *s, const struct rows *rows, int64_t limit,
                   struct str more);

#endif
