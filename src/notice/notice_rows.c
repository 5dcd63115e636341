#include "notice/notice_rows.h"

const char *const notice_states[] = { "draft", "open", "closed", "withdrawn", NULL };

static const struct field message_fields[] = {
    F(struct message_row, id),
    F(struct message_row, zh),
    F(struct message_row, en, .opt = true),
    F(struct message_row, about, .opt = true),
    F(struct message_row, subject, .opt = true),
    F(struct message_row, told_at),
    F(struct message_row, seen_at, .opt = true),
};
static const struct shape message_row_shape = SHAPE(struct message_row, message_fields);

static const struct field notice_fields[] = {
    F(struct notice_row, id),
    F(struct notice_row, place),
    F(struct notice_row, place_path),
    F(struct notice_row, place_name),
    F(struct notice_row, title),
    F(struct notice_row, body),
    F(struct notice_row, names, .opt = true),
    F(struct notice_row, days),
    F(struct notice_row, objection_days),
    F(struct notice_row, state, .words = notice_states),
    F(struct notice_row, made_at),
    F(struct notice_row, maker, .opt = true),
    F(struct notice_row, opened_at, .opt = true),
    F(struct notice_row, from_day, .opt = true),
    F(struct notice_row, to_day, .opt = true),
    F(struct notice_row, objections_to, .opt = true),
    F(struct notice_row, frozen, .opt = true),
    F(struct notice_row, digest, .opt = true),
    F(struct notice_row, closed_at, .opt = true),
    F(struct notice_row, result, .opt = true),
    F(struct notice_row, version),
    F(struct notice_row, comments),
};
static const struct shape notice_row_shape = SHAPE(struct notice_row, notice_fields);

static const struct field objection_fields[] = {
    F(struct objection_row, id),
    F(struct objection_row, notice),
    F(struct objection_row, words),
    F(struct objection_row, name, .opt = true),
    F(struct objection_row, phone, .opt = true),
    F(struct objection_row, account, .opt = true),
    F(struct objection_row, code),
    F(struct objection_row, made_at),
    F(struct objection_row, answer, .opt = true),
    F(struct objection_row, answered_at, .opt = true),
    F(struct objection_row, answerer, .opt = true),
};
static const struct shape objection_row_shape = SHAPE(struct objection_row, objection_fields);

static const struct field number_fields[] = { F(struct notice_number, n, .opt = true) };
static const struct shape number_shape    = SHAPE(struct notice_number, number_fields);

/* -- messages -- */

#define MESSAGE_COLUMNS "id, zh, en, about, subject, told, seen"

const struct stmt stmt_message_put = {
    .name = "message_put",
    .mode = TX_WRITE,
    .in   = "iisssii",
    .sql  = "INSERT INTO message (id, account, zh, en, about, subject, told)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
};
const struct stmt stmt_message_of = {
    .name = "message_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &message_row_shape,
    .sql  = "SELECT " MESSAGE_COLUMNS " FROM message WHERE account = $1 AND id < $2"
            " ORDER BY id DESC LIMIT $3",
};
const struct stmt stmt_message_unread_of = {
    .name = "message_unread_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &message_row_shape,
    .sql  = "SELECT " MESSAGE_COLUMNS " FROM message WHERE account = $1 AND id < $2"
            " AND seen IS NULL ORDER BY id DESC LIMIT $3",
};
const struct stmt stmt_message_count = {
    .name = "message_count",
    .mode = TX_READ,
    .in   = "i",
    .out  = &number_shape,
    .sql  = "SELECT count(*) FROM message WHERE account = $1 AND seen IS NULL",
};
const struct stmt stmt_message_read = {
    .name = "message_read",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE message SET seen = COALESCE(seen, $3) WHERE id = $1 AND account = $2",
};
const struct stmt stmt_message_read_to = {
    .name = "message_read_to",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE message SET seen = $3 WHERE account = $2 AND id <= $1 AND seen IS NULL",
};

/* -- public notices -- */

#define NOTICE_SELECT                                                                              \
    "SELECT n.id, n.place, l.path AS place_path, l.name AS place_name, n.title, n.body, n.names,"  \
    " n.days, n.objection_days, n.state, n.made, n.maker, n.opened, n.from_day, n.to_day,"         \
    " n.objections_to, n.frozen, n.digest, n.closed, n.result, n.version, n.comments"              \
    " FROM public_notice n JOIN place l ON l.id = n.place"

const struct stmt stmt_notice_put = {
    .name = "notice_put",
    .mode = TX_WRITE,
    .in   = "iisssiiiii",
    .sql  = "INSERT INTO public_notice (id, place, title, body, names, days, objection_days, made,"
            " maker, comments, state, version)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 1)",
};
const struct stmt stmt_notice_get = {
    .name = "notice_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &notice_row_shape,
    .sql  = NOTICE_SELECT " WHERE n.id = $1",
};
const struct stmt stmt_notice_frozen = {
    .name = "notice_frozen",
    .mode = TX_READ,
    .in   = "",
    .out  = &notice_row_shape,
    .sql  = NOTICE_SELECT " WHERE n.frozen IS NOT NULL ORDER BY n.id",
};
const struct stmt stmt_notice_edit = {
    .name = "notice_edit",
    .mode = TX_WRITE,
    .in   = "iisssiiii",
    .sql  = "UPDATE public_notice SET place = $2, title = $3, body = $4, names = $5, days = $6,"
            " objection_days = $7, comments = $9, version = version + 1"
            " WHERE id = $1 AND version = $8 AND state = 0",
};
const struct stmt stmt_notice_open = {
    .name = "notice_open",
    .mode = TX_WRITE,
    .in   = "iiiiissi",
    .sql  = "UPDATE public_notice SET state = 1, opened = $2, from_day = $3, to_day = $4,"
            " objections_to = $5, frozen = $6, digest = $7, version = version + 1"
            " WHERE id = $1 AND version = $8 AND state = 0",
};
/* The names are forgotten: what was published stays, masked. */
const struct stmt stmt_notice_end = {
    .name = "notice_end",
    .mode = TX_WRITE,
    .in   = "iiis",
    .sql  = "UPDATE public_notice SET state = $2, closed = $3, result = $4, names = NULL,"
            " version = version + 1 WHERE id = $1 AND state = 1",
};
const struct stmt stmt_notice_result = {
    .name = "notice_result",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "UPDATE public_notice SET result = $2, version = version + 1"
            " WHERE id = $1 AND state = 2 AND result IS NULL",
};
/* What concerns whoever is at a path: at it, below it, or above it. The newest first. */
const struct stmt stmt_notice_public = {
    .name = "notice_public",
    .mode = TX_READ,
    .in   = "iissi",
    .out  = &notice_row_shape,
    .sql  = NOTICE_SELECT " WHERE n.state = $1 AND n.id < $2"
                          " AND ($3 IS NULL OR (l.path >= $3 AND l.path < $4)"
                          " OR substr($3, 1, length(l.path)) = l.path)"
                          " ORDER BY n.id DESC LIMIT $5",
};
const struct stmt stmt_notice_office = {
    .name = "notice_office",
    .mode = TX_READ,
    .in   = "iissi",
    .out  = &notice_row_shape,
    .sql  = NOTICE_SELECT " WHERE ($1 IS NULL OR n.state = $1) AND n.id < $2"
                          " AND l.path >= $3 AND l.path < $4 ORDER BY n.id DESC LIMIT $5",
};
const struct stmt stmt_notice_next = {
    .name = "notice_next",
    .mode = TX_READ,
    .in   = "",
    .out  = &number_shape,
    .sql  = "SELECT MIN(to_day) FROM public_notice WHERE state = 1",
};
const struct stmt stmt_notice_due = {
    .name = "notice_due",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &notice_row_shape,
    .sql  = NOTICE_SELECT " WHERE n.state = 1 AND n.to_day <= $1 ORDER BY n.to_day LIMIT $2",
};

/* -- objections -- */

#define OBJECTION_COLUMNS                                                                          \
    "id, notice, words, name, phone, account, code, made, answer, answered, answerer"

const struct stmt stmt_objection_put = {
    .name = "objection_put",
    .mode = TX_WRITE,
    .in   = "iisssisi",
    .sql  = "INSERT INTO objection (id, notice, words, name, phone, account, code, made)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
};
const struct stmt stmt_objection_get = {
    .name = "objection_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &objection_row_shape,
    .sql  = "SELECT " OBJECTION_COLUMNS " FROM objection WHERE id = $1",
};
const struct stmt stmt_objection_of = {
    .name = "objection_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &objection_row_shape,
    .sql  = "SELECT " OBJECTION_COLUMNS " FROM objection WHERE notice = $1 AND id > $2"
            " ORDER BY id LIMIT $3",
};
const struct stmt stmt_objection_answer = {
    .name = "objection_answer",
    .mode = TX_WRITE,
    .in   = "isii",
    .sql  = "UPDATE objection SET answer = $2, answered = $3, answerer = $4"
            " WHERE id = $1 AND answer IS NULL",
};

const struct stmt *const notice_stmts[] = {
    &stmt_message_put,       &stmt_message_of,
    &stmt_message_unread_of, &stmt_message_count,
    &stmt_message_read,      &stmt_message_read_to,
    &stmt_notice_put,        &stmt_notice_get,
    &stmt_notice_edit,       &stmt_notice_frozen,
    &stmt_notice_open,       &stmt_notice_end,
    &stmt_notice_result,     &stmt_notice_public,
    &stmt_notice_office,     &stmt_notice_next,
    &stmt_notice_due,        &stmt_objection_put,
    &stmt_objection_get,     &stmt_objection_of,
    &stmt_objection_answer,  NULL,
};
