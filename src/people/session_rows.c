/* The SQL of sessions, tokens and codes. */
#include "people/people_rows.h"

static const struct field session_row_fields[] = {
    F(struct session_row, id, .as = AS_ID),
    F(struct session_row, account, .as = AS_ID),
    F(struct session_row, began_at, .as = AS_TIME),
    F(struct session_row, seen_at, .as = AS_TIME, .doc = "to the minute"),
    F(struct session_row, ends_at, .as = AS_TIME),
    F(struct session_row, address, .opt = true),
    F(struct session_row, agent, .opt = true, .doc = "what the browser calls itself"),
};
static const struct shape session_row_shape = SHAPE(struct session_row, session_row_fields);

static const struct field token_row_fields[] = {
    F(struct token_row, id, .as = AS_ID),
    F(struct token_row, account, .as = AS_ID),
    F(struct token_row, name),
    F(struct token_row, caps),
    F(struct token_row, place, .as = AS_ID, .opt = true),
    F(struct token_row, org, .as = AS_ID, .opt = true),
    F(struct token_row, made_at, .as = AS_TIME),
    F(struct token_row, maker, .as = AS_ID, .opt = true),
    F(struct token_row, ends_at, .as = AS_TIME),
    F(struct token_row, seen_at, .as = AS_TIME, .opt = true),
    F(struct token_row, ended_at, .as = AS_TIME, .opt = true),
};
static const struct shape token_row_shape = SHAPE(struct token_row, token_row_fields);

static const struct field code_fields[] = { F(struct code_row, digest), F(struct code_row, ends_at),
                                            F(struct code_row, tries) };
static const struct shape code_shape    = SHAPE(struct code_row, code_fields);
static const struct field count_fields[] = { F(struct count_row, n) };
static const struct shape count_shape    = SHAPE(struct count_row, count_fields);
static const struct field at_fields[]    = { F(struct at_row, at, .opt = true) };
static const struct shape at_shape       = SHAPE(struct at_row, at_fields);

#define SESSION_COLUMNS "id, account, began, seen, ends, address, agent"

const struct stmt stmt_session_put = {
    .name = "session_put",
    .mode = TX_WRITE,
    .in   = "isiiiss",
    .sql  = "INSERT INTO account_session (id, digest, account, began, seen, ends, address, agent)"
            " VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
};
const struct stmt stmt_session_by_digest = {
    .name = "session_by_digest",
    .mode = TX_READ,
    .in   = "s",
    .out  = &session_row_shape,
    .sql  = "SELECT " SESSION_COLUMNS " FROM account_session WHERE digest = $1",
};
const struct stmt stmt_session_seen = {
    .name = "session_seen",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE account_session SET seen = $2 WHERE id = $1 AND seen < $2",
};
const struct stmt stmt_session_drop = {
    .name = "session_drop",
    .mode = TX_WRITE,
    .in   = "s",
    .sql  = "DELETE FROM account_session WHERE digest = $1",
};
const struct stmt stmt_session_drop_own = {
    .name = "session_drop_own",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "DELETE FROM account_session WHERE id = $1 AND account = $2",
};
/* All of an account, but for the one with that digest. */
const struct stmt stmt_session_drop_all = {
    .name = "session_drop_all",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "DELETE FROM account_session WHERE account = $1 AND ($2 IS NULL OR digest <> $2)",
};
const struct stmt stmt_session_of = {
    .name = "session_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &session_row_shape,
    .sql  = "SELECT " SESSION_COLUMNS " FROM account_session"
            " WHERE account = $1 AND ends > $2 ORDER BY id LIMIT $3",
};
const struct stmt stmt_session_sweep = {
    .name = "session_sweep",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM account_session WHERE ends < $1",
};
const struct stmt stmt_session_next = {
    .name = "session_next",
    .mode = TX_READ,
    .in   = "",
    .out  = &at_shape,
    .sql  = "SELECT MIN(at) FROM (SELECT MIN(ends) AS at FROM account_session"
            " UNION ALL SELECT MIN(ends) FROM one_time_code"
            " UNION ALL SELECT MIN(last) FROM sign_in_failure) t",
};

#define TOKEN_COLUMNS "id, account, name, caps, place, org, made, maker, ends, seen, ended"

const struct stmt stmt_token_put = {
    .name = "token_put",
    .mode = TX_WRITE,
    .in   = "isissiiiii",
    .sql  = "INSERT INTO api_token (id, digest, account, name, caps, place, org, made, maker, ends)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
const struct stmt stmt_token_get = {
    .name = "token_get",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &token_row_shape,
    .sql  = "SELECT " TOKEN_COLUMNS " FROM api_token WHERE id = $1 AND account = $2",
};
const struct stmt stmt_token_by_digest = {
    .name = "token_by_digest",
    .mode = TX_READ,
    .in   = "s",
    .out  = &token_row_shape,
    .sql  = "SELECT " TOKEN_COLUMNS " FROM api_token WHERE digest = $1",
};
const struct stmt stmt_token_seen = {
    .name = "token_seen",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE api_token SET seen = $2 WHERE id = $1",
};
const struct stmt stmt_token_of = {
    .name = "token_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &token_row_shape,
    .sql  = "SELECT " TOKEN_COLUMNS " FROM api_token WHERE account = $1 AND id > $2"
            " ORDER BY id LIMIT $3",
};
const struct stmt stmt_token_end = {
    .name = "token_end",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE api_token SET ended = $3 WHERE id = $1 AND account = $2 AND ended IS NULL",
};
const struct stmt stmt_token_end_all = {
    .name = "token_end_all",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE api_token SET ended = $2 WHERE account = $1 AND ended IS NULL",
};

const struct stmt stmt_code_put = {
    .name = "code_put",
    .mode = TX_WRITE,
    .in   = "sisii",
    .sql  = "INSERT INTO one_time_code (purpose, subject, digest, ends, tries)"
            " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (purpose, subject)"
            " DO UPDATE SET digest = $3, ends = $4, tries = $5",
};
const struct stmt stmt_code_get = {
    .name = "code_get",
    .mode = TX_READ,
    .in   = "si",
    .out  = &code_shape,
    .sql  = "SELECT digest, ends, tries FROM one_time_code WHERE purpose = $1 AND subject = $2",
};
const struct stmt stmt_code_tried = {
    .name = "code_tried",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "UPDATE one_time_code SET tries = tries - 1"
            " WHERE purpose = $1 AND subject = $2 AND tries > 0",
};
const struct stmt stmt_code_drop = {
    .name = "code_drop",
    .mode = TX_WRITE,
    .in   = "sis",
    .sql  = "DELETE FROM one_time_code WHERE purpose = $1 AND subject = $2 AND digest = $3",
};
const struct stmt stmt_code_sweep = {
    .name = "code_sweep",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM one_time_code WHERE ends < $1",
};

const struct stmt stmt_recovery_put = {
    .name = "recovery_put",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "INSERT INTO recovery_code (account, digest) VALUES ($1, $2)",
};
const struct stmt stmt_recovery_use = {
    .name = "recovery_use",
    .mode = TX_WRITE,
    .in   = "isi",
    .sql  = "UPDATE recovery_code SET used = $3"
            " WHERE account = $1 AND digest = $2 AND used IS NULL",
};
const struct stmt stmt_recovery_drop = {
    .name = "recovery_drop",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM recovery_code WHERE account = $1",
};
const struct stmt stmt_recovery_left = {
    .name = "recovery_left",
    .mode = TX_READ,
    .in   = "is",
    .out  = &count_shape,
    .sql  = "SELECT count(*) FROM recovery_code WHERE account = $1 AND used IS NULL"
            " AND ($2 IS NULL OR digest = $2)",
};
