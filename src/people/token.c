/*
 * token: secrets that are told once and kept as digests: the tokens of
 * sessions and programs, and codes that people type.
 */
#include "people/people_own.h"
#include "people/people_rows.h"

#include <sodium.h>
#include <string.h>

struct str token_make(struct arena *a, struct str prefix)
{
    unsigned char raw[32];
    char         *room = arena_alloc(a, prefix.n + TOKEN_LEN + 1);

    random_bytes(raw, sizeof(raw));
    if (prefix.n)
        memcpy(room, prefix.p, prefix.n);
    sodium_bin2base64(room + prefix.n, TOKEN_LEN + 1, raw, sizeof(raw),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(raw, sizeof(raw));
    return (struct str){ room, prefix.n + TOKEN_LEN };
}

struct str token_digest(struct arena *a, struct str token)
{
    struct digest d = digest_of(token);

    return digest_hex(&d, arena_alloc(a, DIGEST_HEX + 1));
}

void csrf_of(struct str token, char room[CSRF_LEN + 1])
{
    static const unsigned char use[] = "linli: form token of a session";
    unsigned char              raw[CSRF_LEN / 2];

    crypto_generichash(raw, sizeof(raw), (const unsigned char *)token.p, token.n, use,
                       sizeof(use) - 1);
    sodium_bin2hex(room, CSRF_LEN + 1, raw, sizeof(raw));
}

bool csrf_is(struct str token, struct str given)
{
    char room[CSRF_LEN + 1];

    csrf_of(token, room);
    return given.n == CSRF_LEN && sodium_memcmp(given.p, room, CSRF_LEN) == 0;
}

/* -- codes -- */

enum { CODE_TRIES = 5 };

struct str code_fold(struct arena *a, struct str code)
{
    char  *p = arena_alloc(a, code.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (c == ' ' || c == '-')
            continue;
        p[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    return (struct str){ p, n };
}

/* A code is short, so its digest is bound to what it is for. */
static struct str code_digest(struct arena *a, struct str purpose, int64_t subject, struct str code)
{
    struct str folded = code_fold(a, code);

    return token_digest(
        a, arena_fmt(a, "%.*s/%lld/%.*s", STR_ARG(purpose), (long long)subject, STR_ARG(folded)));
}

enum rc code_make(struct work *w, struct str purpose, int64_t subject, int64_t valid_us,
                  struct str *ret_code)
{
    char      *room = arena_alloc(w->arena, CODE_LEN + 1);
    struct str code = { room, CODE_LEN };

    random_code(room, CODE_LEN);
    TRY(db_run(w->tx, &stmt_code_put,
               ARGS(A(purpose), A(subject), A(code_digest(w->arena, purpose, subject, code)),
                    A(w->now + valid_us), A((int64_t)CODE_TRIES)),
               NULL));
    *ret_code = code;
    return RC_OK;
}

enum rc code_use(struct work *w, struct str purpose, int64_t subject, struct str code,
                 bool *ret_right)
{
    struct str      digest = code_digest(w->arena, purpose, subject, code);
    struct code_row row;
    int64_t         changed;
    enum rc         rc = db_one(w->tx, &stmt_code_get, ARGS(A(purpose), A(subject)), &row);

    *ret_right = false;
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    if (row.ends_at <= w->now || row.tries <= 0)
        return RC_OK;
    if (!str_eq(row.digest, digest))
        return db_run(w->tx, &stmt_code_tried, ARGS(A(purpose), A(subject)), NULL);
    /* Two who use it at once: one of them deletes it. */
    TRY(db_run(w->tx, &stmt_code_drop, ARGS(A(purpose), A(subject), A(digest)), &changed));
    *ret_right = changed == 1;
    return RC_OK;
}
