/* The inbox. */
#include "notice/notice_routes.h"

int64_t before_of(int64_t before)
{
    return before == NONE_I64 ? INT64_MAX : before;
}

/* -- the inbox -- */

struct inbox_ask {
    bool    unread;
    int64_t before;
    int32_t limit;
};
static const struct field inbox_ask_fields[] = {
    F(struct inbox_ask, unread, .opt = true, .doc = "only what was not read"),
    F(struct inbox_ask, before, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),
    F(struct inbox_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said"),
};
const struct shape inbox_ask_shape = SHAPE(struct inbox_ask, inbox_ask_fields);

struct message {
    int64_t    id;
    struct str words, about;
    int64_t    subject, told_at, read_at;
};
static const struct field message_fields[] = {
    F(struct message, id, .as = AS_ID),
    F(struct message, words),
    F(struct message, about, .opt = true, .doc = "the kind of thing it is about: case, notice"),
    F(struct message, subject, .as = AS_ID, .opt = true),
    F(struct message, told_at, .as = AS_TIME),
    F(struct message, read_at, .as = AS_TIME, .opt = true),
};
const struct shape message_shape = SHAPE(struct message, message_fields);

enum rc messages_get(struct request *q, struct work *w)
{
    const struct inbox_ask *in    = q->query;
    int64_t                 limit = page_limit(in->limit);
    struct message_row     *row;
    struct message         *out;
    struct notice_number    unread;
    struct rows             rows;

    TRY(db_all(w->tx, in->unread ? &stmt_message_unread_of : &stmt_message_of,
               ARGS(A(w->actor->account), A(before_of(in->before)), A(limit)), &rows));
    TRY(db_one(w->tx, &stmt_message_count, ARGS(A(w->actor->account)), &unread));
    row = rows.at;
    out = ARENA_ARRAY(w->arena, struct message, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = (struct message){
            row[i].id,      q->lang == LANG_EN && row[i].en.p ? row[i].en : row[i].zh,
            row[i].about,   row[i].subject,
            row[i].told_at, row[i].seen_at
        };
    rows.at = out;
    return reply_page(q, &message_shape, &rows, limit,
                      arena_fmt(w->arena, "\"unread\":%lld", (long long)unread.n));
}

enum rc message_read_post(struct request *q, struct work *w)
{
    int64_t changed;

    TRY(db_run(w->tx, &stmt_message_read, ARGS(A(q->path.id), A(w->actor->account), A(w->now)),
               &changed));
    return changed ? reply_empty(q) : RC_NOT_FOUND;
}

struct read_to {
    int64_t to;
};
static const struct field read_to_fields[] = {
    F(struct read_to, to, .as = AS_ID, .doc = "this message and all before it"),
};
const struct shape read_to_shape = SHAPE(struct read_to, read_to_fields);

enum rc messages_read_post(struct request *q, struct work *w)
{
    const struct read_to *in = q->body;

    TRY(db_run(w->tx, &stmt_message_read_to, ARGS(A(in->to), A(w->actor->account), A(w->now)),
               NULL));
    return reply_empty(q);
}
