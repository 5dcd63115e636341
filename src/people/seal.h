#ifndef LINLI_PEOPLE_SEAL_H
#define LINLI_PEOPLE_SEAL_H
/*
 * seal: secrets that have to be read again, encrypted for the database.
 *
 * XChaCha20-Poly1305 of libsodium with one key, the file `secret.key` of the
 * data folder, which only its owner may read. Whoever has the database alone
 * has no second factor. The key is made when the first secret is sealed.
 * Any thread.
 */
#include "work/services.h"

#define SEAL_FILE "secret.key"

/* False of a secret that was kept before there was a key, as it is. */
bool seal_is(struct str s);
/* `secret` for account `owner`; *ret in the arena.
 *   RC_IO        the key cannot be read or made
 *   RC_INTERNAL  the file is no key, or others may read it; said in `f` like the one before */
CHECKED enum rc seal_put(struct services *s, int64_t owner, struct str secret, struct arena *a,
                         struct faults *f, struct str *ret);
/* Back again. RC_INTERNAL also: sealed with another key, for another account, or changed. */
CHECKED enum rc seal_get(struct services *s, int64_t owner, struct str sealed, struct arena *a,
                         struct faults *f, struct str *ret);

#endif
