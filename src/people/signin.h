#ifndef LINLI_PEOPLE_SIGNIN_H
#define LINLI_PEOPLE_SIGNIN_H
/*
 * signin: is it them? Passwords, failures and locks, the second factor,
 * sessions. For this room only.
 *
 * Whoever does not exist is answered like whoever mistyped, in the same
 * time, and locked after as many tries.
 */
#include "people/people_own.h"

struct signin_in {
    struct str login, password;
    struct str code; /* of the second factor, or a recovery code; may be absent */
    struct str address;
};
struct signin { /* what was found before the unit of work */
    int64_t    account;
    struct str login;
    struct str hash;     /* made anew because the limits were raised; absent: as it is */
    int64_t    step;     /* the second factor's; NONE_I64: none was used */
    struct str recovery; /* digest of a recovery code; may be absent */
    struct str sealed;   /* its secret, which was kept plain so far; absent: as it is */
};
/* Slow. Everything in `a`. RC_NO_ACTOR wrong, or a code is needed; RC_TOO_MANY locked. */
CHECKED enum rc signin_check(struct services *s, const struct signin_in *in, struct arena *a,
                             struct faults *f, struct signin *ret);
/* In the unit of work: uses up the code. RC_NO_ACTOR: another call used it just now. */
CHECKED enum rc signin_done(struct work *w, const struct signin *in);

/* Is this the password of one who is signed in already? Slow. Counts failures like signing in.
 * RC_INVALID and a fault under `field`. */
CHECKED enum rc signin_again(struct services *s, int64_t account, struct str password,
                             struct str field, struct arena *a, struct faults *f);

/* A session for the account; *ret_token is told once. */
CHECKED enum rc session_begin(struct work *w, int64_t account, struct str address, struct str agent,
                              struct str *ret_token, int64_t *ret_ends_at);
/* All of an account but the one of `but` (a token; absent: all). */
CHECKED enum rc sessions_end(struct work *w, int64_t account, struct str but);

/* -- second factor: TOTP, RFC 6238, 30 s, six digits -- */

enum { RECOVERY_CODES = 10 };
struct second_secret {
    struct str secret; /* base32 */
    struct str uri;    /* for a QR code */
};
/* A new secret, not in use until confirmed. RC_CONFLICT: one is in use. */
CHECKED enum rc second_begin(struct work *w, int64_t account, struct second_secret *ret);
/* RC_INVALID: the code is wrong. *ret_codes: RECOVERY_CODES of struct str. */
CHECKED enum rc second_confirm(struct work *w, int64_t account, struct str code,
                               struct rows *ret_codes);
CHECKED enum rc second_off(struct work *w, int64_t account);
/* The secret in base 32, as the database keeps it for the account. RC_IO, RC_INTERNAL: see seal.h.
 */
CHECKED enum rc second_open(struct services *s, int64_t account, struct str kept, struct arena *a,
                            struct faults *f, struct str *ret);
/* The step whose code this is, one step early or late allowed; NONE_I64: none. */
int64_t second_step(struct str secret, struct str code, int64_t now, struct arena *a);

#endif
