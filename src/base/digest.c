#include "base/digest.h"
#include "base/fd.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t  at_thread_end;
static EVP_MD        *sm3;

/* One context a thread: making one costs more than the digest of a short text. */
static _Thread_local EVP_MD_CTX *mine;

static void free_context(void *ctx)
{
    EVP_MD_CTX_free(ctx);
}

static void set_up(void)
{
    sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
    BUG_ON(!sm3); /* an OpenSSL without SM3 */
    BUG_ON(pthread_key_create(&at_thread_end, free_context) != 0);
    BUG_ON(sodium_init() < 0);
}

static EVP_MD_CTX *context_new(void)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();

    BUG_ON(!ctx || !EVP_DigestInit_ex2(ctx, sm3, NULL));
    return ctx;
}

static EVP_MD_CTX *context(void)
{
    if (!mine) {
        pthread_once(&once, set_up);
        mine = context_new();
        BUG_ON(pthread_setspecific(at_thread_end, mine) != 0);
    } else {
        BUG_ON(!EVP_DigestInit_ex2(mine, NULL, NULL));
    }
    return mine;
}

static struct digest finish(EVP_MD_CTX *ctx)
{
    struct digest d;
    unsigned      n = 0;

    BUG_ON(!EVP_DigestFinal_ex(ctx, d.b, &n) || n != DIGEST_LEN);
    return d;
}

struct digest digest_of(struct str s)
{
    EVP_MD_CTX *ctx = context();

    BUG_ON(!EVP_DigestUpdate(ctx, s.p, s.n));
    return finish(ctx);
}

struct digest digest_chain(const struct digest *before, struct str s)
{
    EVP_MD_CTX *ctx = context();

    BUG_ON(!EVP_DigestUpdate(ctx, before->b, DIGEST_LEN));
    BUG_ON(!EVP_DigestUpdate(ctx, s.p, s.n));
    return finish(ctx);
}

struct str digest_hex(const struct digest *d, char room[DIGEST_HEX + 1])
{
    static const char hex[] = "0123456789abcdef";
    size_t            i;

    for (i = 0; i < DIGEST_LEN; i++) {
        room[2 * i]     = hex[d->b[i] >> 4];
        room[2 * i + 1] = hex[d->b[i] & 15];
    }
    room[DIGEST_HEX] = '\0';
    return (struct str){ room, DIGEST_HEX };
}

struct digest_stream {
    EVP_MD_CTX *ctx;
};

struct digest_stream *digest_begin(void)
{
    struct digest_stream *s = malloc(sizeof(*s));

    BUG_ON(!s);
    pthread_once(&once, set_up);
    s->ctx = context_new();
    return s;
}

void digest_more(struct digest_stream *s, struct str part)
{
    BUG_ON(!EVP_DigestUpdate(s->ctx, part.p, part.n));
}

struct digest digest_end(struct digest_stream *s)
{
    struct digest d = finish(s->ctx);

    EVP_MD_CTX_free(s->ctx);
    free(s);
    return d;
}

enum rc fd_digest(int fd, struct digest *ret, int64_t *ret_n)
{
    char                  room[64 << 10];
    struct digest_stream *s   = digest_begin();
    size_t                got = sizeof(room);
    int64_t               n   = 0;
    enum rc               rc  = RC_OK;
    struct digest         d;

    while (rc == RC_OK && got == sizeof(room)) {
        rc = fd_read(fd, room, sizeof(room), &got);
        if (rc == RC_OK) {
            digest_more(s, (struct str){ room, got });
            n += (int64_t)got;
        }
    }
    d = digest_end(s);
    TRY(rc);
    *ret   = d;
    *ret_n = n;
    return RC_OK;
}

void random_bytes(void *p, size_t n)
{
    pthread_once(&once, set_up);
    randombytes_buf(p, n);
}

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/* Two bytes a letter, so that all letters come as often but for one part in two thousand. */
void digest_code(const struct digest *d, char *room, size_t n)
{
    BUG_ON(2 * n > DIGEST_LEN);
    for (size_t i = 0; i < n; i++)
        room[i] = letters[(size_t)(d->b[2 * i] << 8 | d->b[2 * i + 1]) % (sizeof(letters) - 1)];
}

/* Bytes are drawn many at a time: each draw is a call of the system. Those above the last whole
 * round of letters are left out, so that all letters come as often. */
void random_code(char *room, size_t n)
{
    const size_t  n_letters = sizeof(letters) - 1, fair = 256 / n_letters * n_letters;
    unsigned char drawn[32];
    size_t        at = sizeof(drawn), i = 0;

    while (i < n) {
        if (at == sizeof(drawn)) {
            random_bytes(drawn, sizeof(drawn));
            at = 0;
        }
        if (drawn[at] < fair)
            room[i++] = letters[drawn[at] % n_letters];
        at++;
    }
    sodium_memzero(drawn, sizeof(drawn));
}
