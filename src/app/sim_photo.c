/*
 * sim_photo: what stands for a photo in a simulation: a plain grey picture
 * and its small one, kept once like any photo that was handed in.
 */
#include "app/sim.h"
#include "base/digest.h"
#include "base/fd.h"

#include <string.h>
#include <zlib.h>

enum {
    WIDTH        = 640,
    HEIGHT       = 480,
    SMALL_WIDTH  = 320,
    SMALL_HEIGHT = 240,
    GREY         = 0xd8,
    PNG_ROOM     = 4096
};

static void put32(struct buf *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add1(b, (char)(v >> shift & 0xff));
}

/* A chunk of a PNG (ISO/IEC 15948): length, name, data, CRC of name and data. */
static void chunk(struct buf *b, const char *name, struct str data)
{
    size_t from;

    put32(b, (uint32_t)data.n);
    from = b->n;
    buf_addc(b, name);
    buf_add(b, data);
    put32(b, (uint32_t)crc32(0, (const Bytef *)b->p + from, (uInt)(b->n - from)));
}

static struct str picture(struct arena *a, uint32_t width, uint32_t height)
{
    size_t     n      = (size_t)height * (width + 1);
    char      *pixels = arena_alloc(a, n), *packed = arena_alloc(a, PNG_ROOM);
    uLongf     len = PNG_ROOM;
    struct buf b, head;
    struct str out;

    memset(pixels, GREY, n);
    for (size_t row = 0; row < height; row++)
        pixels[row * (width + 1)] = 0; /* no filter */
    BUG_ON(compress2((Bytef *)packed, &len, (const Bytef *)pixels, n, 9) != Z_OK);
    buf_init(&b, PNG_ROOM * 2);
    buf_init(&head, 64);
    put32(&head, width);
    put32(&head, height);
    buf_add(&head, (struct str){ "\x08\x00\x00\x00\x00", 5 }); /* 8 bits of grey */
    buf_add(&b, (struct str){ "\x89PNG\r\n\x1a\n", 8 });
    chunk(&b, "IHDR", buf_str(&head));
    chunk(&b, "IDAT", (struct str){ packed, len });
    chunk(&b, "IEND", STR_NONE);
    out = arena_str(a, buf_str(&b));
    buf_free(&b);
    buf_free(&head);
    return out;
}

static enum rc keep(struct sim *m, struct str png, struct kept *ret)
{
    struct draft d;

    TRY(draft_begin(m->s->data, m->arena, (int64_t)png.n, &d));
    TRY(fd_write(d.fd, png));
    return draft_end(&d, m->arena, ret);
}

enum rc sim_photo_make(struct sim *m)
{
    struct receipt   r = { .n = 1 };
    struct received *p = &r.at[0];

    shape_clear(&file_row_shape, &p->row);
    TRY(keep(m, picture(m->arena, WIDTH, HEIGHT), &p->whole));
    TRY(keep(m, picture(m->arena, SMALL_WIDTH, SMALL_HEIGHT), &p->small));
    p->has_small  = true;
    p->row.name   = S("photo.png");
    p->row.type   = S("image/png");
    p->row.size   = p->whole.size;
    p->row.digest = p->whole.digest;
    p->row.small  = p->small.digest;
    p->row.width  = WIDTH;
    p->row.height = HEIGHT;
    /* It waits until the last day for a case that has one. */
    TRY(upload_keep(m->s, &actor_system, &r, m->o->begin_at + m->o->days * US_DAY, m->arena, NULL));
    m->photo = *p;
    return RC_OK;
}

enum rc sim_photo_take(struct work *w, struct sim *m, int64_t *ret_id)
{
    struct receipt r = { .n = 1 };

    r.at[0] = m->photo;
    TRY(upload_record(w, &r));
    *ret_id = r.at[0].row.id;
    return RC_OK;
}
