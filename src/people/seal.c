#include "people/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "x1." /* which sealing this is */

enum {
    KEY    = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE  = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG    = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SEALED = 1000, /* bytes at most */
    BASE64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
};

static const struct say say_no_key = SAY("no_secret_key", "数据目录中的密钥文件{0}无法使用：{1}",
                                         "the key file {0} of the data folder cannot be used: {1}");
static const struct say say_other_key =
    SAY("other_secret_key", "密钥文件{0}不是加密时所用的那一个",
        "the key file {0} is not the one that this was encrypted with");

static enum rc no_key(struct faults *f, enum rc rc, const char *why)
{
    return fault(f, rc, &say_no_key, S(SEAL_FILE), str_of(why));
}

/* -- the key -- */

/* Under another name first: whoever sees the file sees a whole key, and who is second takes the
 * first one's. */
static enum rc make_key(int dir, struct arena *a)
{
    struct str    name = arena_fmt(a, SEAL_FILE ".%d.tmp", (int)getpid());
    unsigned char key[KEY];
    int           fd = openat(dir, name.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool          ok;

    if (fd < 0)
        return RC_IO;
    random_bytes(key, sizeof(key));
    ok = write(fd, key, sizeof(key)) == (ssize_t)sizeof(key) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    sodium_memzero(key, sizeof(key));
    ok = ok && (linkat(dir, name.p, dir, SEAL_FILE, 0) == 0 || errno == EEXIST) && fsync(dir) == 0;
    unlinkat(dir, name.p, 0);
    return ok ? RC_OK : RC_IO;
}

static enum rc read_key(int dir, struct faults *f, unsigned char ret[KEY])
{
    int         fd = openat(dir, SEAL_FILE, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat st;
    enum rc     rc = RC_OK;

    if (fd < 0 && errno == ENOENT)
        return RC_NOT_FOUND;
    if (fd < 0 || fstat(fd, &st) != 0)
        rc = no_key(f, RC_IO, strerror(errno));
    else if (!S_ISREG(st.st_mode) || st.st_size != KEY || read(fd, ret, KEY) != KEY)
        rc = no_key(f, RC_INTERNAL, "32 bytes");
    else if (st.st_mode & 077)
        rc = no_key(f, RC_INTERNAL, "chmod 600");
    if (fd >= 0)
        close(fd);
    return rc;
}

static enum rc key_get(struct services *s, bool make, struct arena *a, struct faults *f,
                       unsigned char ret[KEY])
{
    int     dir = open(s->data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum rc rc;

    if (dir < 0)
        return no_key(f, RC_IO, strerror(errno));
    rc = read_key(dir, f, ret);
    if (rc == RC_NOT_FOUND && make) {
        rc = make_key(dir, a);
        rc = rc == RC_OK ? read_key(dir, f, ret) : no_key(f, rc, strerror(errno));
    }
    close(dir);
    return rc == RC_NOT_FOUND ? no_key(f, RC_IO, strerror(ENOENT)) : rc;
}

/* -- sealing -- */

bool seal_is(struct str s)
{
    return str_starts(s, S(MARK));
}

/* What is sealed belongs to one account, and is nothing in the row of another. */
static struct str bound_to(struct arena *a, int64_t owner)
{
    return arena_fmt(a, "totp %lld", (long long)owner);
}

enum rc seal_put(struct services *s, int64_t owner, struct str secret, struct arena *a,
                 struct faults *f, struct str *ret)
{
    struct str         bound = bound_to(a, owner);
    unsigned char      key[KEY], *raw = arena_alloc(a, NONCE + secret.n + TAG);
    unsigned long long n    = 0;
    size_t             room = sodium_base64_encoded_len(NONCE + secret.n + TAG, BASE64);
    char              *text = arena_alloc(a, room);

    BUG_ON(secret.n > SEALED - NONCE - TAG);
    TRY(key_get(s, true, a, f, key));
    random_bytes(raw, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw + NONCE, &n, (const unsigned char *)secret.p,
                                               secret.n, (const unsigned char *)bound.p, bound.n,
                                               NULL, raw, key);
    sodium_memzero(key, sizeof(key));
    sodium_bin2base64(text, room, raw, NONCE + (size_t)n, BASE64);
    *ret = arena_fmt(a, MARK "%s", text);
    return RC_OK;
}

enum rc seal_get(struct services *s, int64_t owner, struct str sealed, struct arena *a,
                 struct faults *f, struct str *ret)
{
    struct str         bound = bound_to(a, owner), text;
    unsigned char      key[KEY], *raw = arena_alloc(a, SEALED), *plain = arena_alloc(a, SEALED);
    unsigned long long n  = 0;
    size_t             in = 0;
    int                bad;

    text = seal_is(sealed) ? str_skip(sealed, strlen(MARK)) : STR_NONE;
    if (!text.p || sodium_base642bin(raw, SEALED, text.p, text.n, NULL, &in, NULL, BASE64) != 0 ||
        in < NONCE + TAG)
        return fault(f, RC_INTERNAL, &say_other_key, S(SEAL_FILE), STR_NONE);
    TRY(key_get(s, false, a, f, key));
    bad = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &n, NULL, raw + NONCE, in - NONCE,
                                                     (const unsigned char *)bound.p, bound.n, raw,
                                                     key);
    sodium_memzero(key, sizeof(key));
    if (bad)
        return fault(f, RC_INTERNAL, &say_other_key, S(SEAL_FILE), STR_NONE);
    *ret = (struct str){ (const char *)plain, (size_t)n };
    return RC_OK;
}
