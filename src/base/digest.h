#ifndef LINLI_BASE_DIGEST_H
#define LINLI_BASE_DIGEST_H
/*
 * digest: SM3 (GB/T 32905-2016), 32 bytes, and random bytes.
 *
 * Chains the journal, names stored files and tokens. Not for passwords:
 * those are Argon2id, in people.
 */
#include "base/str.h"

enum { DIGEST_LEN = 32, DIGEST_HEX = 2 * DIGEST_LEN };
struct digest {
    uint8_t b[DIGEST_LEN];
};

struct digest digest_of(struct str s);
struct digest digest_chain(const struct digest *before, struct str s); /* of before || s */
struct str    digest_hex(const struct digest *d, char room[DIGEST_HEX + 1]);

struct digest_stream; /* for files */
struct digest_stream *digest_begin(void);
void                  digest_more(struct digest_stream *s, struct str part);
struct digest         digest_end(struct digest_stream *s); /* frees it */
/* Of a file from where `fd` stands to its end; *ret_n: bytes. RC_IO. */
CHECKED enum rc fd_digest(int fd, struct digest *ret, int64_t *ret_n);

void random_bytes(void *p, size_t n); /* from the system, fit for secrets */
/* `n` random characters, no NUL, of the alphabet that nobody misreads (no 0 O 1 I L). */
void random_code(char *room, size_t n);
/* The same alphabet, drawn from a digest: the same each time. At most 16 characters. */
void digest_code(const struct digest *d, char *room, size_t n);

#endif
