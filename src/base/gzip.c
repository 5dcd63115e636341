#include "base/gzip.h"

#include <zlib.h>

enum { WINDOW = MAX_WBITS + 16, MEMORY = 8 }; /* 16: with the head of gzip */

void gzip_add(struct buf *out, struct str plain)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)plain.p, .avail_in = (uInt)plain.n };
    uLong    most;
    char    *room;

    BUG_ON(plain.n > UINT32_MAX);
    BUG_ON(deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW, MEMORY,
                        Z_DEFAULT_STRATEGY) != Z_OK);
    most = deflateBound(&z, (uLong)plain.n);
    room = buf_room(out, most);
    if (room) { /* else it says at the end that it overflowed */
        z.next_out  = (Bytef *)room;
        z.avail_out = (uInt)most;
        BUG_ON(deflate(&z, Z_FINISH) != Z_STREAM_END);
        out->n += z.total_out;
    }
    deflateEnd(&z);
}
