#include "app/archive.h"
#include "app/tar.h"
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

enum { CHUNK = 256 << 10 };

struct archive_in {
    int           fd;
    ZSTD_DCtx    *zstd;
    char         *packed; /* CHUNK */
    ZSTD_inBuffer in;
    size_t        hint; /* 0: the frame is complete, its checksum was right */
    char          block[TAR_BLOCK];
    int64_t       left; /* of the present file */
    size_t        padding;
};

enum rc archive_open(const char *path, struct archive_in **ret)
{
    int                fd = open(path, O_RDONLY | O_CLOEXEC);
    struct archive_in *in;

    if (fd < 0)
        return errno == ENOENT ? RC_NOT_FOUND : RC_IO;
    in = calloc(1, sizeof(*in));
    BUG_ON(!in);
    in->fd     = fd;
    in->zstd   = ZSTD_createDCtx();
    in->packed = malloc(CHUNK);
    in->hint   = 1;
    BUG_ON(!in->zstd || !in->packed);
    in->in.src = in->packed;
    *ret       = in;
    return RC_OK;
}

void archive_close(struct archive_in *in)
{
    if (!in)
        return;
    close(in->fd);
    ZSTD_freeDCtx(in->zstd);
    free(in->packed);
    free(in);
}

static enum rc fill(struct archive_in *in)
{
    ssize_t got;

    do
        got = read(in->fd, in->packed, CHUNK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return RC_IO;
    in->in.size = (size_t)got;
    in->in.pos  = 0;
    return got ? RC_OK : RC_MALFORMED; /* cut off */
}

/* Up to `n` bytes, at least one; 0 when the frame ended. */
static enum rc unpack(struct archive_in *in, char *to, size_t n, size_t *ret_n)
{
    ZSTD_outBuffer out = { to, n, 0 };

    while (out.pos == 0 && in->hint) {
        if (in->in.pos == in->in.size)
            TRY(fill(in));
        in->hint = ZSTD_decompressStream(in->zstd, &out, &in->in);
        if (ZSTD_isError(in->hint))
            return RC_MALFORMED;
    }
    *ret_n = out.pos;
    return RC_OK;
}

static enum rc unpack_all(struct archive_in *in, char *to, size_t n)
{
    while (n) {
        size_t got;

        TRY(unpack(in, to, n, &got));
        if (got == 0)
            return RC_MALFORMED;
        to += got;
        n -= got;
    }
    return RC_OK;
}

static enum rc skip(struct archive_in *in)
{
    char room[4096];

    while (in->left) {
        size_t n = in->left < (int64_t)sizeof(room) ? (size_t)in->left : sizeof(room);

        TRY(unpack_all(in, room, n));
        in->left -= (int64_t)n;
    }
    TRY(unpack_all(in, room, in->padding));
    in->padding = 0;
    return RC_OK;
}

/* Behind the first block of zeros: one more, then the end of the frame and of the file. */
static enum rc check_end(struct archive_in *in)
{
    size_t got;
    char   one;

    TRY(unpack_all(in, in->block, TAR_BLOCK));
    if (!tar_is_end(in->block))
        return RC_MALFORMED;
    TRY(unpack(in, &one, 1, &got));
    if (got || in->in.pos != in->in.size || read(in->fd, &one, 1) != 0)
        return RC_MALFORMED;
    return RC_NOT_FOUND;
}

/* Relative, and every part a plain name. */
static bool name_is_ours(struct str name)
{
    struct str part;

    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            !strchr("._-/", c))
            return false;
    }
    while (str_split(&name, '/', &part))
        if (part.n == 0 || part.p[0] == '.')
            return false;
    return true;
}

enum rc archive_next(struct archive_in *in, struct str *ret_name, int64_t *ret_size)
{
    struct str name;
    int64_t    size;

    TRY(skip(in));
    TRY(unpack_all(in, in->block, TAR_BLOCK));
    if (tar_is_end(in->block))
        return check_end(in);
    TRY(tar_parse(in->block, &name, &size));
    if (!name_is_ours(name))
        return RC_MALFORMED;
    in->left    = size;
    in->padding = (size_t)((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
    *ret_name   = name;
    *ret_size   = size;
    return RC_OK;
}

enum rc archive_text(struct archive_in *in, struct arena *a, size_t most, struct str *ret)
{
    size_t n = (size_t)in->left;
    char  *p;

    if ((uint64_t)in->left > most)
        return RC_TOO_LARGE;
    p = arena_alloc(a, n + 1);
    TRY(unpack_all(in, p, n));
    in->left = 0;
    *ret     = (struct str){ p, n };
    return RC_OK;
}

static enum rc write_out(struct archive_in *in, int fd)
{
    char room[16384];

    while (in->left) {
        size_t n = in->left < (int64_t)sizeof(room) ? (size_t)in->left : sizeof(room);

        TRY(unpack_all(in, room, n));
        TRY(fd_write(fd, (struct str){ room, n }));
        in->left -= (int64_t)n;
    }
    return fsync(fd) == 0 ? RC_OK : RC_IO;
}

enum rc archive_extract(struct archive_in *in, const char *path)
{
    int     fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    enum rc rc;

    if (fd < 0)
        return errno == EEXIST ? RC_CONFLICT : RC_IO;
    rc = write_out(in, fd);
    if (close(fd) != 0 && rc == RC_OK)
        rc = RC_IO;
    return rc;
}
