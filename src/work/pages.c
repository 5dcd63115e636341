#include "work/pages.h"

static enum rc reply_with(struct request *q, const struct shape *s, const struct rows *rows,
                          int64_t next, struct str more)
{
    char             room[INT_TEXT];
    struct rows_view view = { rows->at, rows->n };

    return reply_list(
        q, s, &view, next == NONE_I64 ? STR_NONE : arena_str(q->arena, int_text(next, room)), more);
}

enum rc reply_rows(struct request *q, const struct shape *s, const struct rows *rows)
{
    return reply_with(q, s, rows, NONE_I64, STR_NONE);
}

enum rc reply_rows_next(struct request *q, const struct shape *s, const struct rows *rows,
                        int64_t next)
{
    return reply_with(q, s, rows, next, STR_NONE);
}

enum rc reply_page(struct request *q, const struct shape *s, const struct rows *rows, int64_t limit,
                   struct str more)
{
    int64_t next = NONE_I64;

    if (rows->n && (int64_t)rows->n == limit)
        next = *(const int64_t *)(const void *)((const char *)rows->at + (rows->n - 1) * s->size);
    return reply_with(q, s, rows, next, more);
}
