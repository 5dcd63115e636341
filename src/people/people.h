#ifndef LINLI_PEOPLE_PEOPLE_H
#define LINLI_PEOPLE_PEOPLE_H
/*
 * people: persons, accounts, sessions, tokens and posts (domain B.1 POST,
 * CARE, SEC; GB/T 22239 as far as identity and access go).
 *
 * Finds who is asking and what they may do. An actor is built once from the
 * posts held today and kept until somebody's posts change. A password is
 * hashed before a unit of work, never within one: it takes a tenth of a
 * second, and there is one writer.
 */
#include "http/server.h"
#include "territory/territory.h"
#include "work/services.h"

/* -- who is asking -- */

/* For gate_init: who a request comes from. Nobody is an actor too (account NONE_I64). */
extern const struct admission people_admission;

/* The actor of an account, for the command line and the simulator; give it back. */
CHECKED enum rc people_actor(struct work *w, int64_t account, const struct actor **ret);
/* The same by one of its API tokens (actor.token; 0: by none), with what both may do now.
 * RC_NOT_FOUND: the account is closed, or the token has ended. */
CHECKED enum rc people_actor_by(struct work *w, int64_t account, int64_t token,
                                const struct actor **ret);
void            people_actor_release(const struct actor *a);

/* -- accounts -- */

enum account_state { ACCOUNT_OPEN, ACCOUNT_CLOSED, ACCOUNT_LOCKED };
extern const char *const account_states[]; /* "open", "closed", "locked" */

/* The three administrators. An account has at most one, and then holds no post. */
enum role { ROLE_NONE, ROLE_SYSTEM, ROLE_SECURITY, ROLE_AUDIT };
extern const char *const role_words[]; /* "none", "system", "security", "audit" */
extern const char *const lang_words[]; /* by enum lang: "zh", "en" */

struct account {
    int64_t    id;
    struct str login, name; /* name: as shown to colleagues */
    struct str phone;
    int32_t    lang;  /* enum lang */
    int32_t    state; /* enum account_state */
    int32_t    role;  /* enum role */
    int64_t    made_at;
    int64_t    version;
};
extern const struct shape account_shape;
/* RC_NOT_FOUND without a fault. */
CHECKED enum rc account_get(struct work *w, int64_t id, struct account *ret);
CHECKED enum rc account_by_login(struct work *w, struct str login, struct account *ret);

struct account_new {
    struct str login, name, phone; /* login: 3 to 64 of a-z 0-9 . _ - @; phone may be absent */
    struct str hash;               /* of people_hash, as old as now; absent: see account_code */
    int32_t    role;               /* enum role */
    int32_t    lang;               /* enum lang */
    bool       must_change;        /* the password, before anything else */
};
/*   RC_INVALID   a field, said in the faults
 *   RC_CONFLICT  the login is taken */
CHECKED enum rc account_add(struct work *w, const struct account_new *in, int64_t *ret_id);
/* A code with which the holder sets a password within three days. Not for who may not: the caller
 * has seen to that. It ends the lock of an account, too. */
CHECKED enum rc account_code(struct work *w, int64_t account, struct str *ret_code);
/* RC_CONFLICT: it has another role, or holds posts (GB/T 22239, separation of administrators). */
CHECKED enum rc account_set_role(struct work *w, int64_t account, int32_t role);
CHECKED enum rc account_set_hash(struct work *w, int64_t account, struct str hash,
                                 bool must_change);
/* By hand, until account_code ends it: the sessions end, and neither password, code nor token lets
 * anybody in. Posts and tokens stay for afterwards. RC_CONFLICT: it is closed. */
CHECKED enum rc account_lock(struct work *w, int64_t account);
/* A leaver: ends posts, sessions and tokens with it. */
CHECKED enum rc account_close(struct work *w, int64_t account);

/* -- passwords -- */

/* Argon2id, for storing. Takes a tenth of a second and 64 MiB; waits while others hash. Any thread
 * that may be slow. RC_BUSY: no memory. */
CHECKED enum rc people_hash(struct services *s, struct str password, struct arena *a,
                            struct str *ret);

struct policy { /* what the security administrator decides */
    int32_t failures, lock_minutes, idle_minutes, session_hours;
    int32_t password_least, password_kinds;
    int32_t password_days; /* 0: for ever */
    bool    second_factor; /* administrators must have one */
    int32_t export_free;   /* cases without personal fields that leave without approval; 0: none */
    int64_t version;
};
extern const struct shape policy_shape;
CHECKED enum rc           policy_get(struct work *w, struct policy *ret);
CHECKED enum rc           policy_put(struct work *w, const struct policy *p);
/* RC_INVALID and a fault under `field`. */
CHECKED enum rc password_check(struct work *w, const struct policy *p, struct str login,
                               struct str password, struct str field);

/* -- one-time codes, for whoever needs one: a password, a link for a contractor -- */

/* Makes one for (purpose, subject) in place of an older one. *ret_code: CODE_LEN characters that
 * nobody misreads; arena. */
enum { CODE_LEN = 10 };
CHECKED enum rc code_make(struct work *w, struct str purpose, int64_t subject, int64_t valid_us,
                          struct str *ret_code);
/* Is it right? A right one is used up. A wrong one costs one of five tries, so the unit of work
 * must be committed whatever the answer is. */
CHECKED enum rc code_use(struct work *w, struct str purpose, int64_t subject, struct str code,
                         bool *ret_right);

/* -- posts -- */

/* Who holds `post` (absent: any) at that place or organisation today. Rows of struct account,
 * nobody twice. */
CHECKED enum rc people_holders(struct work *w, struct str post, int64_t place, int64_t org,
                               struct rows *ret);
/* Give a post. The other of place and org is NONE_I64. */
struct posting_new {
    int64_t    account, place, org;
    struct str post;
    int32_t    from, to;   /* days; from NONE_I32: today; to NONE_I32: until ended */
    bool       concurrent; /* held besides a post elsewhere */
};
/*   RC_INVALID   no such account, post or place; not held at places of that kind; dates
 *   RC_CONFLICT  they hold it there already; an administrator's account
 *   RC_DENIED    one's own, or outside the actor's subtree */
CHECKED enum rc posting_add(struct work *w, const struct posting_new *in, int64_t *ret_id);
/* `day` is the first on which it is held no more; NONE_I32: today. */
CHECKED enum rc posting_end(struct work *w, int64_t id, int32_t day, struct str why);
struct post_holders {
    struct str post;
    int64_t    n;
};
/* How many postings there are of each post, today or later: rows of struct post_holders. Posts that
 * the practice in force does not know are among them. */
CHECKED enum rc postings_by_post(struct work *w, struct rows *ret);

/* -- consent -- */

#define CONSENT_BOARD_PHONE "board_phone" /* an account's: its telephone on the public board */
/* Is there a consent that was not withdrawn? */
CHECKED enum rc consent_holds(struct work *w, struct str about, int64_t subject, struct str purpose,
                              bool *ret);

/* -- the room's hooks -- */

CHECKED enum rc                 people_start(struct services *s);
void                            people_stop(struct services *s);
extern const struct route       people_routes[];
extern const struct stmt *const people_stmts[];
extern const struct follower people_follower;  /* `here`: forgets kept actors when posts changed */
extern const struct follower posting_follower; /* carries posts to what places were merged into */
extern const struct timer    people_timer;     /* deletes what may be kept no longer */
extern const struct timer    account_initials_timer;

#endif
