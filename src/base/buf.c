#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t most)
{
    *b = (struct buf){ .most = most };
}

void buf_free(struct buf *b)
{
    free(b->p);
    b->p = NULL;
    b->n = b->cap = 0;
}

void buf_clear(struct buf *b)
{
    b->n    = 0;
    b->full = false;
}

static __attribute__((noinline, cold)) bool grow(struct buf *b, size_t n)
{
    size_t cap = b->cap ? b->cap : b->most < 256 ? b->most : 256;

    if (b->full || n > b->most || b->n > b->most - n) {
        b->full = true;
        return false;
    }
    while (cap - b->n < n)
        cap = cap > b->most / 2 ? b->most : cap * 2;
    b->p = realloc(b->p, cap);
    BUG_ON(!b->p); /* out of memory; `most` keeps this from being reached from outside */
    b->cap = cap;
    return true;
}

char *buf_room(struct buf *b, size_t n)
{
    if (__builtin_expect(b->full || b->cap - b->n < n || !b->p, 0) && !grow(b, n))
        return NULL;
    return b->p + b->n;
}

void buf_add(struct buf *b, struct str s)
{
    char *to;

    if (s.n && (to = buf_room(b, s.n))) {
        memcpy(to, s.p, s.n);
        b->n += s.n;
    }
}

void buf_addc(struct buf *b, const char *cstr)
{
    buf_add(b, str_of(cstr));
}

void buf_add1(struct buf *b, char c)
{
    char *to = buf_room(b, 1);

    if (to) {
        *to = c;
        b->n++;
    }
}

void buf_addi(struct buf *b, int64_t v)
{
    char room[INT_TEXT];

    buf_add(b, int_text(v, room));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    char    small[256], *to;
    va_list ap;
    int     n;

    va_start(ap, fmt);
    n = vsnprintf(small, sizeof(small), fmt, ap);
    va_end(ap);
    BUG_ON(n < 0);
    if ((size_t)n < sizeof(small)) {
        buf_add(b, (struct str){ small, (size_t)n });
        return;
    }
    to = malloc((size_t)n + 1);
    BUG_ON(!to);
    va_start(ap, fmt);
    vsnprintf(to, (size_t)n + 1, fmt, ap);
    va_end(ap);
    buf_add(b, (struct str){ to, (size_t)n });
    free(to);
}

struct str buf_str(const struct buf *b)
{
    return (struct str){ b->p ? b->p : "", b->n };
}

enum rc buf_check(const struct buf *b)
{
    return b->full ? RC_TOO_LARGE : RC_OK;
}

struct str int_text(int64_t v, char room[INT_TEXT])
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    uint64_t          u       = v < 0 ? -(uint64_t)v : (uint64_t)v;
    char             *p       = room + INT_TEXT;

    while (u >= 100) {
        p -= 2;
        memcpy(p, pairs + u % 100 * 2, 2);
        u /= 100;
    }
    if (u >= 10) {
        p -= 2;
        memcpy(p, pairs + u * 2, 2);
    } else {
        *--p = (char)('0' + u);
    }
    if (v < 0)
        *--p = '-';
    return (struct str){ p, (size_t)(room + INT_TEXT - p) };
}
