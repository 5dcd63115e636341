#include "base/utf8.h"
#include "shape/shape.h"

#define STARS S("****")

static struct str utf8_tail(struct str s, size_t count, size_t most)
{
    return str_skip(s, utf8_head(s, count - most).n);
}

/* The first and last characters; nothing when they would be most of it. */
static void mask_middle(struct str s, size_t first, size_t last, struct buf *out)
{
    size_t count = utf8_count(s);

    if (count < first + last + 3) {
        buf_add(out, STARS);
        return;
    }
    buf_add(out, utf8_head(s, first));
    buf_add(out, STARS);
    buf_add(out, utf8_tail(s, count, last));
}

static bool ends_road(uint32_t cp)
{
    return cp == 0x8DEF /* 路 */ || cp == 0x8857 /* 街 */ || cp == 0x9053 /* 道 */ ||
           cp == 0x5DF7 /* 巷 */ || cp == 0x53F7 /* 号 */;
}

/* Up to the road; without one, six characters of a longer text. */
static void mask_address(struct str s, struct buf *out)
{
    enum { FIRST = 6 };
    struct str rest = s, after;
    uint32_t   cp;

    while (utf8_next(&rest, &cp)) {
        if (!ends_road(cp))
            continue;
        after = rest;
        /* 街道 is one word. */
        if (cp == 0x8857 && utf8_next(&after, &cp) && cp == 0x9053)
            rest = after;
        buf_add(out, str_head(s, s.n - rest.n));
        buf_add(out, STARS);
        return;
    }
    if (utf8_count(s) > FIRST)
        buf_add(out, utf8_head(s, FIRST));
    buf_add(out, STARS);
}

void mask_text(enum mask how, struct str text, struct buf *out)
{
    if (text.n == 0)
        return;
    switch (how) {
    case MASK_NAME:
        if (utf8_count(text) > 1)
            buf_add(out, utf8_head(text, 1));
        buf_add1(out, '*');
        return;
    case MASK_PHONE:
    case MASK_PAPER:
        mask_middle(text, 3, 4, out);
        return;
    case MASK_ADDRESS:
        mask_address(text, out);
        return;
    case MASK_ALL:
        break;
    }
    buf_add(out, STARS);
}
