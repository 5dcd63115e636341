#ifndef LINLI_NOTICE_NOTICE_ROWS_H
#define LINLI_NOTICE_NOTICE_ROWS_H
/* The SQL of `notice`. For this room only. */
#include "notice/notice.h"

struct message_row {
    int64_t    id;
    struct str zh, en, about;
    int64_t    subject, told_at, seen_at;
};
struct notice_row {
    int64_t    id, place;
    struct str place_path, place_name, title, body, names;
    int32_t    days, objection_days, state;
    int64_t    made_at, maker, opened_at;
    int32_t    from_day, to_day, objections_to;
    struct str frozen, digest;
    int64_t    closed_at;
    struct str result;
    int64_t    version;
    bool       comments;
};
struct objection_row {
    int64_t    id, notice;
    struct str words, name, phone;
    int64_t    account;
    struct str code;
    int64_t    made_at;
    struct str answer;
    int64_t    answered_at, answerer;
};
struct notice_number {
    int64_t n; /* NONE_I64: of nothing */
};

extern const struct stmt stmt_message_put, stmt_message_of, stmt_message_unread_of,
    stmt_message_count, stmt_message_read, stmt_message_read_to;
extern const struct stmt stmt_notice_put, stmt_notice_get, stmt_notice_frozen, stmt_notice_edit,
    stmt_notice_open, stmt_notice_end, stmt_notice_result, stmt_notice_public, stmt_notice_office,
    stmt_notice_next, stmt_notice_due;
extern const struct stmt stmt_objection_put, stmt_objection_get, stmt_objection_of,
    stmt_objection_answer;

#endif
