#ifndef LINLI_BASE_RC_H
#define LINLI_BASE_RC_H
/*
 * rc: the result of anything that can fail.
 *
 * One list gives each code its HTTP status and the word that the public API
 * uses for it. A function that can fail returns `enum rc`, is CHECKED, and
 * leaves its outputs untouched unless it returned RC_OK.
 */
#define RC_LIST(X)                                                                                 \
    X(OK, 200, "ok")                                                                               \
    X(MALFORMED, 400, "malformed") /* not JSON, not UTF-8, not a request */                        \
    X(NO_ACTOR, 401, "sign_in")    /* nobody is signed in, or no longer */                         \
    X(DENIED, 403, "denied")       /* somebody is, and may not */                                  \
    X(NOT_FOUND, 404, "not_found") /* also: there, but not for this actor */                       \
    X(NO_METHOD, 405, "no_method")                                                                 \
    X(CONFLICT, 409, "conflict") /* somebody was quicker; the state forbids it */                  \
    X(GONE, 410, "gone")                                                                           \
    X(TOO_LARGE, 413, "too_large")                                                                 \
    X(UNSUPPORTED, 415, "unsupported") /* a content type or file that is not taken */              \
    X(INVALID, 422, "invalid")         /* well formed, but a field is wrong */                     \
    X(TOO_MANY, 429, "too_many")       /* a limit per time was reached */                          \
    X(INTERNAL, 500, "internal")       /* our fault */                                             \
    X(DB, 500, "internal")             /* the database said no for a reason of its own */          \
    X(IO, 500, "internal")                                                                         \
    X(BUSY, 503, "busy") /* soft: the same call may succeed if made again */                       \
    X(NO_SPACE, 507, "no_space")

enum rc {
#define X(name, status, code) RC_##name,
    RC_LIST(X)
#undef X
        RC_COUNT
};

#define CHECKED __attribute__((warn_unused_result))

/* Return from the calling function with the first result that is not RC_OK. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        enum rc try_rc_ = (call);                                                                  \
        if (try_rc_ != RC_OK)                                                                      \
            return try_rc_;                                                                        \
    } while (0)

int         rc_status(enum rc rc); /* the HTTP status */
const char *rc_code(enum rc rc);   /* the public word */
const char *rc_name(enum rc rc);   /* "RC_CONFLICT", for logs and tests */

/* Our own mistake: says where, and aborts. Never for what came from outside. */
#define BUG_ON(cond)                                                                               \
    do {                                                                                           \
        if (__builtin_expect(!!(cond), 0))                                                         \
            bug_at(__FILE__, __LINE__, #cond);                                                     \
    } while (0)
__attribute__((noreturn, cold)) void bug_at(const char *file, int line, const char *cond);

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
