#include "app/archive.h"
#include "app/tar.h"
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

enum { CHUNK = 256 << 10, LEVEL = 3 };

struct archive_out {
    char      *path, *part;
    int        fd;
    ZSTD_CCtx *zstd;
    char      *packed; /* CHUNK */
    char      *chunk;  /* CHUNK */
};

static char *copy_of(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    char  *p = malloc(n + m + 1);

    BUG_ON(!p);
    memcpy(p, a, n);
    memcpy(p + n, b, m + 1);
    return p;
}

static enum rc pack(struct archive_out *o, const char *p, size_t n, ZSTD_EndDirective end)
{
    ZSTD_inBuffer in   = { p, n, 0 };
    size_t        left = 1;

    while (in.pos < in.size || (end == ZSTD_e_end && left)) {
        ZSTD_outBuffer out = { o->packed, CHUNK, 0 };

        left = ZSTD_compressStream2(o->zstd, &out, &in, end);
        if (ZSTD_isError(left))
            return RC_INTERNAL;
        TRY(fd_write(o->fd, (struct str){ o->packed, out.pos }));
    }
    return RC_OK;
}

enum rc archive_create(const char *path, struct archive_out **ret)
{
    struct archive_out *o;
    struct stat         st;

    if (stat(path, &st) == 0)
        return RC_CONFLICT;
    o = calloc(1, sizeof(*o));
    BUG_ON(!o);
    o->path = copy_of(path, "");
    o->part = copy_of(path, ".part");
    o->fd   = open(o->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (o->fd < 0) {
        enum rc rc = fd_refused();

        archive_abandon(o);
        return rc;
    }
    o->zstd   = ZSTD_createCCtx();
    o->packed = malloc(CHUNK);
    o->chunk  = malloc(CHUNK);
    BUG_ON(!o->zstd || !o->packed || !o->chunk);
    ZSTD_CCtx_setParameter(o->zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(o->zstd, ZSTD_c_checksumFlag, 1);
    *ret = o;
    return RC_OK;
}

static enum rc put_header(struct archive_out *o, struct str name, int64_t size, int64_t at)
{
    char block[TAR_BLOCK];

    BUG_ON(name.n == 0 || name.n > ARCHIVE_NAME_MOST);
    tar_header(name, size, at, block);
    return pack(o, block, sizeof(block), ZSTD_e_continue);
}

static enum rc put_padding(struct archive_out *o, int64_t size)
{
    static const char zeros[TAR_BLOCK];
    size_t            rest = (size_t)(size % TAR_BLOCK);

    return rest ? pack(o, zeros, TAR_BLOCK - rest, ZSTD_e_continue) : RC_OK;
}

enum rc archive_add_text(struct archive_out *o, struct str name, struct str text, int64_t at)
{
    TRY(put_header(o, name, (int64_t)text.n, at));
    TRY(pack(o, text.p, text.n, ZSTD_e_continue));
    return put_padding(o, (int64_t)text.n);
}

/* Exactly `size` bytes, whatever the file has grown to. */
static enum rc put_contents(struct archive_out *o, int fd, int64_t size)
{
    int64_t left = size;

    while (left) {
        size_t want = left < CHUNK ? (size_t)left : CHUNK, got;

        TRY(fd_read(fd, o->chunk, want, &got));
        if (got < want)
            return RC_IO;
        TRY(pack(o, o->chunk, got, ZSTD_e_continue));
        left -= (int64_t)got;
    }
    return put_padding(o, size);
}

enum rc archive_add_file(struct archive_out *o, struct str name, const char *path, int64_t at)
{
    struct stat st;
    int         fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    enum rc     rc;

    if (fd < 0)
        return errno == ENOENT ? RC_NOT_FOUND : RC_IO;
    rc = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? RC_OK : RC_IO;
    if (rc == RC_OK)
        rc = put_header(o, name, st.st_size, at);
    if (rc == RC_OK)
        rc = put_contents(o, fd, st.st_size);
    close(fd);
    return rc;
}

static void release(struct archive_out *o)
{
    if (o->fd >= 0)
        close(o->fd);
    ZSTD_freeCCtx(o->zstd);
    free(o->packed);
    free(o->chunk);
    free(o->path);
    free(o->part);
    free(o);
}

void archive_abandon(struct archive_out *o)
{
    unlink(o->part);
    release(o);
}

/* The name of a file is durable when its folder is. */
static enum rc sync_folder(const char *path)
{
    const char *slash  = strrchr(path, '/');
    char       *folder = copy_of(slash ? path : ".", "");
    int         fd;
    enum rc     rc;

    if (slash)
        folder[slash == path ? 1 : slash - path] = '\0';
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    rc = fd >= 0 && fsync(fd) == 0 ? RC_OK : RC_IO;
    if (fd >= 0)
        close(fd);
    free(folder);
    return rc;
}

static enum rc finish(struct archive_out *o)
{
    static const char zeros[TAR_BLOCK];

    TRY(pack(o, zeros, TAR_BLOCK, ZSTD_e_continue));
    TRY(pack(o, zeros, TAR_BLOCK, ZSTD_e_end));
    if (fsync(o->fd) != 0)
        return fd_refused();
    /* link, not rename: it must not replace a file that came there meanwhile. */
    if (link(o->part, o->path) != 0)
        return errno == EEXIST ? RC_CONFLICT : RC_IO;
    unlink(o->part);
    return sync_folder(o->path);
}

enum rc archive_finish(struct archive_out *o)
{
    enum rc rc = finish(o);

    if (rc != RC_OK)
        unlink(o->part);
    release(o);
    return rc;
}
