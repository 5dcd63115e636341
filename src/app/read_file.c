#include "app/read_file.h"
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static void close_fd(void *ctx)
{
    close((int)(intptr_t)ctx);
}

enum rc read_file(struct arena *a, const char *path, size_t most, struct str *ret)
{
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    char       *p;
    size_t      n;

    if (fd < 0)
        return errno == ENOENT ? RC_NOT_FOUND : RC_IO;
    arena_defer(a, close_fd, (void *)(intptr_t)fd);
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return RC_IO;
    if ((uint64_t)st.st_size > most)
        return RC_TOO_LARGE;
    p = arena_alloc(a, (size_t)st.st_size + 1);
    TRY(fd_read(fd, p, (size_t)st.st_size, &n));
    *ret = (struct str){ p, n };
    return RC_OK;
}

enum { GZIP_WINDOW = 16 + MAX_WBITS, STEP = 256 << 10 };

static void end_stream(void *z)
{
    inflateEnd(z);
}

static void free_out(void *b)
{
    buf_free(b);
}

static enum rc inflate_all(struct arena *a, struct str packed, size_t most, struct str *ret)
{
    z_stream   *z   = ARENA_NEW(a, z_stream);
    struct buf *out = ARENA_NEW(a, struct buf);
    int         got = Z_OK;

    buf_init(out, most);
    arena_defer(a, free_out, out);
    z->next_in  = (Bytef *)(uintptr_t)packed.p;
    z->avail_in = (uInt)packed.n;
    if (inflateInit2(z, GZIP_WINDOW) != Z_OK)
        return RC_IO;
    arena_defer(a, end_stream, z);
    while (got != Z_STREAM_END) {
        size_t want = most - out->n < STEP ? most - out->n : STEP;
        char  *room = want ? buf_room(out, want) : NULL;
        char   one; /* is there more than `most`? */

        z->next_out  = room ? (Bytef *)room : (Bytef *)&one;
        z->avail_out = room ? (uInt)want : 1;
        got          = inflate(z, Z_NO_FLUSH);
        if (got != Z_OK && got != Z_STREAM_END)
            return RC_MALFORMED;
        if (!room && z->avail_out == 0)
            return RC_TOO_LARGE;
        if (room)
            out->n += want - z->avail_out;
        /* gzip files may stand one behind the other */
        if (got == Z_STREAM_END && z->avail_in) {
            if (inflateReset(z) != Z_OK)
                return RC_MALFORMED;
            got = Z_OK;
        }
    }
    *ret = buf_str(out);
    return RC_OK;
}

enum rc read_file_gz(struct arena *a, const char *path, size_t most, struct str *ret)
{
    struct str raw;

    TRY(read_file(a, path, most, &raw));
    if (raw.n >= 2 && (uint8_t)raw.p[0] == 0x1f && (uint8_t)raw.p[1] == 0x8b) {
        if (raw.n > UINT32_MAX)
            return RC_TOO_LARGE;
        return inflate_all(a, raw, most, ret);
    }
    *ret = raw;
    return RC_OK;
}
