/* The SQL of accounts, failures to sign in, and the policy. */
#include "people/people_rows.h"
#include "territory/initials.h"

const char *const account_states[] = { "open", "closed", "locked", NULL };
const char *const role_words[]     = { "none", "system", "security", "audit", NULL };
const char *const lang_words[]     = { "zh", "en", NULL };

#define ACCOUNT_FIELDS(T, m)                                                                       \
    F(T, m id, .as = AS_ID), F(T, m login, .keep = KEEP_OFFICE), F(T, m name),                     \
        F(T, m phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),                     \
        F(T, m lang, .words = lang_words), F(T, m state, .words = account_states),                 \
        F(T, m role, .words = role_words), F(T, m made_at, .as = AS_TIME), F(T, m version)

static const struct field account_fields[] = { ACCOUNT_FIELDS(struct account, ) };
const struct shape        account_shape    = SHAPE(struct account, account_fields);

static const struct field secret_fields[] = { ACCOUNT_FIELDS(struct secret_row, account.),
                                              F(struct secret_row, hash, .opt = true),
                                              F(struct secret_row, totp, .opt = true),
                                              F(struct secret_row, hash_at, .opt = true),
                                              F(struct secret_row, must_change),
                                              F(struct secret_row, totp_on),
                                              F(struct secret_row, totp_step) };
static const struct shape secret_shape    = SHAPE(struct secret_row, secret_fields);

static const struct field failure_fields[] = { F(struct failure_row, n),
                                               F(struct failure_row, locked_at, .opt = true) };
static const struct shape failure_shape    = SHAPE(struct failure_row, failure_fields);
static const struct field count_fields[]   = { F(struct count_row, n) };
static const struct shape count_shape      = SHAPE(struct count_row, count_fields);

static const struct field policy_fields[] = {
    F(struct policy, failures, .min = 3, .max = 20,
      .doc = "wrong passwords in a row, then the account is locked"),
    F(struct policy, lock_minutes, .min = 1, .max = 1440),
    F(struct policy, idle_minutes, .min = 5, .max = 1440),
    F(struct policy, session_hours, .min = 1, .max = 720),
    F(struct policy, password_least, .min = 8, .max = 64, .doc = "characters"),
    F(struct policy, password_kinds, .min = 1, .max = 4,
      .doc = "of lower case, upper case, digits, others"),
    F(struct policy, password_days, .min = 0, .max = 3650, .doc = "0: for ever"),
    F(struct policy, second_factor, .doc = "administrators must have one"),
    F(struct policy, export_free, .opt = true, .min = 0, .max = 200000,
      .doc = "so many cases without personal fields leave without approval; 0: none; as before "
             "unless said"),
    F(struct policy, version),
};
const struct shape policy_shape = SHAPE(struct policy, policy_fields);

#define ACCOUNT_COLUMNS "id, login, name, phone, lang, state, role, made, version"
#define SECRET_COLUMNS  ACCOUNT_COLUMNS ", hash, totp, hash_at, must_change, totp_on, totp_step"

const struct stmt stmt_account_put = {
    .name = "account_put",
    .mode = TX_WRITE,
    .in   = "isssiiisii",
    .sql  = "INSERT INTO account (id, login, name, phone, lang, role, made, hash, hash_at,"
            " must_change, state, version, totp_on, totp_step)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 1, 0, 0)",
};
const struct stmt stmt_account_get = {
    .name = "account_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &account_shape,
    .sql  = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $1",
};
const struct stmt stmt_account_by_login = {
    .name = "account_by_login",
    .mode = TX_READ,
    .in   = "s",
    .out  = &account_shape,
    .sql  = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE login = $1",
};
const struct stmt stmt_account_secret = {
    .name = "account_secret",
    .mode = TX_READ,
    .in   = "i",
    .out  = &secret_shape,
    .sql  = "SELECT " SECRET_COLUMNS " FROM account WHERE id = $1",
};
const struct stmt stmt_account_secret_by_login = {
    .name = "account_secret_by_login",
    .mode = TX_READ,
    .in   = "s",
    .out  = &secret_shape,
    .sql  = "SELECT " SECRET_COLUMNS " FROM account WHERE login = $1",
};
const struct stmt stmt_account_find = {
    .name = "account_find",
    .mode = TX_READ,
    .in   = "isiii",
    .out  = &account_shape,
    .sql  = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id > $1"
            " AND ($2 IS NULL OR login LIKE $2 ESCAPE '!' OR LOWER(name) LIKE $2 ESCAPE '!'"
            " OR initials LIKE $2 ESCAPE '!')"
            " AND ($3 IS NULL OR state = $3) AND ($4 IS NULL OR role = $4)"
            " ORDER BY id LIMIT $5",
};
const struct stmt stmt_account_edit = {
    .name = "account_edit",
    .mode = TX_WRITE,
    .in   = "issii",
    .sql  = "UPDATE account SET initials = CASE WHEN name = $2 THEN initials END, name = $2,"
            " phone = $3, lang = $4, version = version + 1 WHERE id = $1 AND version = $5",
};
INITIALS_STMTS(account)
const struct stmt stmt_account_state = {
    .name = "account_state",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE account SET state = $2, version = version + 1 WHERE id = $1",
};
const struct stmt stmt_account_role = {
    .name = "account_role",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE account SET role = $2, version = version + 1 WHERE id = $1",
};
const struct stmt stmt_account_hash = {
    .name = "account_hash",
    .mode = TX_WRITE,
    .in   = "isii",
    .sql  = "UPDATE account SET hash = $2, hash_at = $3, must_change = $4 WHERE id = $1",
};
/* The same password under higher limits. */
const struct stmt stmt_account_rehash = {
    .name = "account_rehash",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "UPDATE account SET hash = $2 WHERE id = $1",
};
const struct stmt stmt_account_totp = {
    .name = "account_totp",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "UPDATE account SET totp = $2, totp_on = 0 WHERE id = $1",
};
/* The same secret, encrypted. */
const struct stmt stmt_account_totp_seal = {
    .name = "account_totp_seal",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "UPDATE account SET totp = $2 WHERE id = $1 AND totp_on = 1",
};
const struct stmt stmt_account_totp_on = {
    .name = "account_totp_on",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE account SET totp_on = 1 WHERE id = $1 AND totp IS NOT NULL",
};
/* A code works once: the step only rises. */
const struct stmt stmt_account_totp_step = {
    .name = "account_totp_step",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2",
};

const struct stmt stmt_failure_get = {
    .name = "failure_get",
    .mode = TX_READ,
    .in   = "s",
    .out  = &failure_shape,
    .sql  = "SELECT n, locked FROM sign_in_failure WHERE login = $1",
};
/* Counted anew when a lock ran out, or after $3. */
const struct stmt stmt_failure_add = {
    .name = "failure_add",
    .mode = TX_WRITE,
    .in   = "sii",
    .out  = &count_shape,
    .sql  = "INSERT INTO sign_in_failure (login, n, last) VALUES ($1, 1, $2)"
            " ON CONFLICT (login) DO UPDATE SET last = $2, locked = NULL,"
            " n = CASE WHEN sign_in_failure.locked <= $2 OR sign_in_failure.last < $3 THEN 1"
            " ELSE sign_in_failure.n + 1 END RETURNING n",
};
const struct stmt stmt_failure_lock = {
    .name = "failure_lock",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "UPDATE sign_in_failure SET locked = $2 WHERE login = $1",
};
const struct stmt stmt_failure_clear = {
    .name = "failure_clear",
    .mode = TX_WRITE,
    .in   = "s",
    .sql  = "DELETE FROM sign_in_failure WHERE login = $1",
};
const struct stmt stmt_failure_sweep = {
    .name = "failure_sweep",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM sign_in_failure WHERE last < $1",
};

const struct stmt stmt_policy_get = {
    .name = "policy_get",
    .mode = TX_READ,
    .in   = "",
    .out  = &policy_shape,
    .sql  = "SELECT failures, lock_minutes, idle_minutes, session_hours, password_least,"
            " password_kinds, password_days, second_factor, export_free, version"
            " FROM sign_in_policy WHERE one = 1",
};
const struct stmt stmt_policy_put = {
    .name = "policy_put",
    .mode = TX_WRITE,
    .in   = "iiiiiiiiii",
    .sql  = "UPDATE sign_in_policy SET failures = $1, lock_minutes = $2, idle_minutes = $3,"
            " session_hours = $4, password_least = $5, password_kinds = $6, password_days = $7,"
            " second_factor = $8, version = version + 1, export_free = COALESCE($10, export_free)"
            " WHERE one = 1 AND version = $9",
};
