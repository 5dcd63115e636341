#ifndef LINLI_PEOPLE_PEOPLE_ROWS_H
#define LINLI_PEOPLE_PEOPLE_ROWS_H
/* The SQL of `people`. For this room only. */
#include "people/people.h"

/* -- accounts -- */

struct secret_row { /* what signing in needs */
    struct account account;
    struct str     hash, totp;
    int64_t        hash_at;
    bool           must_change, totp_on;
    int64_t        totp_step;
};
struct failure_row {
    int64_t n, locked_at;
};
struct count_row {
    int64_t n;
};
struct id_row {
    int64_t id;
};
struct at_row {
    int64_t at;
};
extern const struct stmt stmt_account_put, stmt_account_get, stmt_account_by_login,
    stmt_account_secret, stmt_account_secret_by_login, stmt_account_find, stmt_account_edit,
    stmt_account_state, stmt_account_role, stmt_account_hash, stmt_account_rehash,
    stmt_account_totp, stmt_account_totp_seal, stmt_account_totp_on, stmt_account_totp_step,
    stmt_account_untold, stmt_account_tell;
extern const struct stmt stmt_failure_get, stmt_failure_add, stmt_failure_lock, stmt_failure_clear,
    stmt_failure_sweep;
extern const struct stmt stmt_policy_get, stmt_policy_put;

/* -- sessions, tokens, codes -- */

struct session_row {
    int64_t    id, account, began_at, seen_at, ends_at;
    struct str address, agent;
};
struct token_row {
    int64_t    id, account;
    struct str name, caps;
    int64_t    place, org, made_at, maker, ends_at, seen_at, ended_at;
};
struct code_row {
    struct str digest;
    int64_t    ends_at, tries;
};
extern const struct stmt stmt_session_put, stmt_session_by_digest, stmt_session_seen,
    stmt_session_drop, stmt_session_drop_own, stmt_session_drop_all, stmt_session_of,
    stmt_session_sweep, stmt_session_next;
extern const struct stmt stmt_token_put, stmt_token_get, stmt_token_by_digest, stmt_token_seen,
    stmt_token_of, stmt_token_end, stmt_token_end_all;
extern const struct stmt stmt_code_put, stmt_code_get, stmt_code_tried, stmt_code_drop,
    stmt_code_sweep;
extern const struct stmt stmt_recovery_put, stmt_recovery_use, stmt_recovery_drop,
    stmt_recovery_left;

/* -- posts -- */

struct held_row {
    int64_t    id;
    struct str post;
    int64_t    place, org;
};
struct posting_row {
    int64_t    id, account;
    struct str name, phone, post; /* name and telephone of the account */
    int64_t    place, org;
    struct str there; /* name of the place or organisation */
    int32_t    from_day, to_day;
    bool       concurrent;
    int64_t    made_at, maker, ended_at, ender;
    struct str why_ended;
};
struct staff_row { /* how many hold a post at a place */
    int64_t    id;
    struct str name;
    int64_t    n;
};
extern const struct stmt stmt_posting_put, stmt_posting_get, stmt_posting_end, stmt_posting_end_all,
    stmt_posting_held, stmt_posting_same, stmt_posting_any, stmt_holders_place, stmt_holders_org,
    stmt_posting_of_account, stmt_posting_at_place, stmt_posting_at_org, stmt_posting_below_place,
    stmt_posting_below_org, stmt_posting_beyond, stmt_posting_count, stmt_posting_gone_places,
    stmt_posting_gone_orgs, stmt_staff_places, stmt_staff_orgs, stmt_posting_by_post;

/* -- persons -- */

struct person_row {
    int64_t    id, place;
    struct str place_path, name, phone, paper, address;
    int32_t    birth;
    struct str purpose;
    int32_t    basis, keep_until;
    int64_t    made_at, maker, version;
};
struct consent_row {
    int64_t    id;
    struct str about;
    int64_t    subject;
    struct str purpose;
    int32_t    way;
    int64_t    given_at, taker, withdrawn_at, withdrawer;
};
extern const struct shape consent_row_shape;
enum { BASIS_CONSENT };                     /* of basis_words */
enum { WAY_ONLINE, WAY_PAPER, WAY_SPOKEN }; /* of way_words */
extern const char *const basis_words[], *const way_words[];
extern const struct stmt stmt_person_put, stmt_person_get, stmt_person_edit, stmt_person_drop,
    stmt_person_below, stmt_person_by_phone, stmt_person_by_name, stmt_person_by_paper,
    stmt_person_due, stmt_person_next, stmt_person_keep;
extern const struct stmt stmt_consent_put, stmt_consent_of, stmt_consent_get, stmt_consent_withdraw,
    stmt_consent_holds, stmt_consent_drop;

#endif
