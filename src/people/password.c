/*
 * password: hashing with Argon2id, and what a password must be like.
 *
 * A hash takes 64 MiB. Few are made at a time, whoever asks: one on a small
 * machine. They are made on the gate's slow threads, so neither the writer
 * nor an event loop waits here.
 */
#include "base/utf8.h"
#include "people/people_own.h"

#include <sodium.h>
#include <string.h>

enum { PASSWORD_MOST = 128 }; /* characters; more is not safer, only slower */

static void hashing_enter(struct room_people *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->hashing == r->hashing_most)
        pthread_cond_wait(&r->freed, &r->lock);
    r->hashing++;
    pthread_mutex_unlock(&r->lock);
}

static void hashing_leave(struct room_people *r)
{
    pthread_mutex_lock(&r->lock);
    r->hashing--;
    pthread_cond_signal(&r->freed);
    pthread_mutex_unlock(&r->lock);
}

enum rc people_hash(struct services *s, struct str password, struct arena *a, struct str *ret)
{
    struct room_people *r = people_room(s);
    char                hash[crypto_pwhash_STRBYTES];
    int                 failed;

    hashing_enter(r);
    failed = crypto_pwhash_str_alg(hash, password.p ? password.p : "", password.n, r->hash_ops,
                                   r->hash_bytes, crypto_pwhash_ALG_ARGON2ID13);
    hashing_leave(r);
    if (failed)
        return RC_BUSY;
    *ret = arena_str(a, str_of(hash));
    return RC_OK;
}

bool password_is(struct services *s, struct str password, struct str hash, struct arena *a,
                 bool *ret_again)
{
    struct room_people *r    = people_room(s);
    char               *text = hash.p ? arena_cstr(a, hash) : r->nobody;
    bool                is;

    hashing_enter(r);
    is = crypto_pwhash_str_verify(text, password.p ? password.p : "", password.n) == 0 && hash.p;
    hashing_leave(r);
    *ret_again = is && crypto_pwhash_str_needs_rehash(text, r->hash_ops, r->hash_bytes) != 0;
    return is;
}

/* -- rules -- */

/* Lower case, upper case, digits, all others: as 1, 2, 4, 8. */
static unsigned kind_of(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return 1;
    if (cp >= 'A' && cp <= 'Z')
        return 2;
    return cp >= '0' && cp <= '9' ? 4 : 8;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool has_login(struct str password, struct str login)
{
    if (login.n < 3)
        return false;
    for (size_t i = 0; i + login.n <= password.n; i++) {
        size_t n = 0;

        while (n < login.n && lower(password.p[i + n]) == lower(login.p[n]))
            n++;
        if (n == login.n)
            return true;
    }
    return false;
}

enum rc password_check(struct work *w, const struct policy *p, struct str login,
                       struct str password, struct str field)
{
    static const struct say too_plain =
        SAY("password_plain", "密码须含小写字母、大写字母、数字、符号中的{0}类",
            "a password has {0} of: lower case, upper case, digits, others");
    static const struct say holds_login =
        SAY("password_login", "密码不能包含账号", "a password may not hold the login");
    static const struct say few_different =
        SAY("password_repeats", "密码中不同的字符太少", "a password has more different characters");
    char       text[INT_TEXT];
    struct str rest  = password;
    unsigned   kinds = 0;
    uint64_t   seen  = 0;
    uint32_t   cp;

    if (!password.p || password.n == 0)
        return WORK_FIELD(w, RC_INVALID, &say_needed, field, STR_NONE);
    if (utf8_count(password) < (size_t)p->password_least)
        return WORK_FIELD(w, RC_INVALID, &say_too_short, field, int_text(p->password_least, text));
    if (utf8_count(password) > PASSWORD_MOST)
        return WORK_FIELD(w, RC_INVALID, &say_too_long, field, int_text(PASSWORD_MOST, text));
    while (utf8_next(&rest, &cp)) {
        kinds |= kind_of(cp);
        seen |= UINT64_C(1) << cp % 64;
    }
    if (__builtin_popcount(kinds) < p->password_kinds)
        return WORK_FIELD(w, RC_INVALID, &too_plain, field, int_text(p->password_kinds, text));
    if (__builtin_popcountll(seen) < 5)
        return WORK_FIELD(w, RC_INVALID, &few_different, field, STR_NONE);
    if (has_login(password, login))
        return WORK_FIELD(w, RC_INVALID, &holds_login, field, STR_NONE);
    return RC_OK;
}
