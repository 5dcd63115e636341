#include "base/time.h"
#include "shape/json.h"
#include "shape/json_scan.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DIGITS_MOST = 17 }; /* of a double */

void jw_init(struct jw *w, struct buf *b)
{
    *w = (struct jw){ .b = b };
}

/* Before each value: the comma, unless it is the first or follows its name. */
static void next(struct jw *w)
{
    uint32_t bit;

    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0)
        return;
    bit = UINT32_C(1) << (w->depth - 1);
    if (w->had & bit)
        buf_add1(w->b, ',');
    w->had |= bit;
}

static void open_with(struct jw *w, char c)
{
    next(w);
    BUG_ON(w->depth == JSON_DEPTH);
    w->had &= ~(UINT32_C(1) << w->depth++);
    buf_add1(w->b, c);
}

static void close_with(struct jw *w, char c)
{
    BUG_ON(w->depth == 0 || w->after_key);
    w->depth--;
    buf_add1(w->b, c);
}

void jw_obj(struct jw *w)
{
    open_with(w, '{');
}

void jw_obj_end(struct jw *w)
{
    close_with(w, '}');
}

void jw_list(struct jw *w)
{
    open_with(w, '[');
}

void jw_list_end(struct jw *w)
{
    close_with(w, ']');
}

static void put_escape(struct buf *b, unsigned char c)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt", hex[] = "0123456789abcdef";
    const char       *which = memchr(from, c, sizeof(from) - 1);
    char             *p;

    if (which) {
        if ((p = buf_room(b, 2))) {
            p[0] = '\\';
            p[1] = to[which - from];
            b->n += 2;
        }
    } else if ((p = buf_room(b, 6))) {
        memcpy(p, "\\u00", 4);
        p[4] = hex[c >> 4];
        p[5] = hex[c & 15];
        b->n += 6;
    }
}

static void put_string(struct buf *b, struct str s)
{
    size_t n = json_clean_run(s.p, s.n);
    char  *p;

    if (n == s.n) {
        if ((p = buf_room(b, n + 2))) {
            p[0] = '"';
            memcpy(p + 1, s.p, n);
            p[n + 1] = '"';
            b->n += n + 2;
        }
        return;
    }
    buf_add1(b, '"');
    for (;;) {
        buf_add(b, str_head(s, n));
        if (n == s.n)
            break;
        put_escape(b, (unsigned char)s.p[n]);
        s = str_skip(s, n + 1);
        n = json_clean_run(s.p, s.n);
    }
    buf_add1(b, '"');
}

void jw_key(struct jw *w, struct str name)
{
    next(w);
    put_string(w->b, name.p ? name : S(""));
    buf_add1(w->b, ':');
    w->after_key = true;
}

void jw_keyc(struct jw *w, const char *name)
{
    jw_key(w, str_of(name));
}

void jw_str(struct jw *w, struct str s)
{
    if (!s.p) {
        jw_null(w);
        return;
    }
    next(w);
    put_string(w->b, s);
}

void jw_cstr(struct jw *w, const char *s)
{
    jw_str(w, str_of(s));
}

void jw_int(struct jw *w, int64_t v)
{
    next(w);
    buf_addi(w->b, v);
}

static void put_quoted(struct jw *w, struct str clean)
{
    char *p;

    next(w);
    if ((p = buf_room(w->b, clean.n + 2))) {
        p[0] = '"';
        memcpy(p + 1, clean.p, clean.n);
        p[clean.n + 1] = '"';
        w->b->n += clean.n + 2;
    }
}

void jw_id(struct jw *w, int64_t id)
{
    char room[INT_TEXT];

    if (id == NONE_I64)
        jw_null(w);
    else
        put_quoted(w, int_text(id, room));
}

void jw_time(struct jw *w, int64_t at)
{
    char room[TIME_TEXT];

    if (at == NONE_I64)
        jw_null(w);
    else
        put_quoted(w, time_text(at, room));
}

void jw_day(struct jw *w, int32_t day)
{
    char room[TIME_TEXT];

    put_quoted(w, day_text(day, room));
}

static int64_t ten_to(int n)
{
    int64_t v = 1;

    while (n-- > 0)
        v *= 10;
    return v;
}

/* `k` over 10 to the power of `places`, in the shortest way. */
static void put_fixed(struct buf *b, bool minus, int64_t k, int places)
{
    int64_t one = ten_to(places), rest = k % one;
    char    room[INT_TEXT], part[DIGITS_MOST];
    int     n = places;

    for (int i = n; i-- > 0; rest /= 10)
        part[i] = (char)('0' + rest % 10);
    while (n && part[n - 1] == '0')
        n--;
    if (minus)
        buf_add1(b, '-');
    buf_add(b, int_text(k / one, room));
    if (n) {
        buf_add1(b, '.');
        buf_add(b, (struct str){ part, (size_t)n });
    }
}

/*
 * The numbers of everyday life have at most nine decimals, fifteen digits in all. Then the whole
 * number k = v * 1e9 is exact, k / 1e9 is v again, and the digits of k are the shortest text.
 */
static bool put_decimal(struct buf *b, double v)
{
    int64_t k;

    if (!(fabs(v) < 1e6) || (v == 0 && signbit(v)))
        return false;
    k = llround(fabs(v) * 1e9);
    if ((double)k / 1e9 != fabs(v))
        return false;
    put_fixed(b, v < 0, k, 9);
    return true;
}

/*
 * Coordinates that were computed have all the digits of a double. The wider type tells whether 15,
 * 16 or 17 of them lead back to it: they do when they are nearer than half its last bit. What comes
 * too close to that to be sure is left to the C library.
 */
static bool put_coordinate(struct buf *b, double v)
{
    long double x     = fabs(v), half;
    int         whole = 0; /* digits before the point */

    if (LDBL_MANT_DIG < 64 || !(x >= 0.1L && x < 1e6L))
        return false;
    half = ldexpl(0.5L, ilogb(v) - (DBL_MANT_DIG - 1));
    while (x >= (long double)ten_to(whole))
        whole++;
    for (int digits = 15; digits <= DIGITS_MOST; digits++) {
        long double one = (long double)ten_to(digits - whole);
        int64_t     k   = llroundl(x * one);
        long double off = fabsl((long double)k / one - x) / half;

        if (off < 0.999L) {
            put_fixed(b, v < 0, k, digits - whole);
            return true;
        }
        if (off < 1.001L)
            break;
    }
    return false;
}

void jw_real(struct jw *w, double v)
{
    char room[32];
    int  digits, n = 0;

    if (!isfinite(v)) {
        jw_null(w);
        return;
    }
    next(w);
    if (put_decimal(w->b, v) || put_coordinate(w->b, v))
        return;
    for (digits = 15; digits <= 17; digits++) {
        n = snprintf(room, sizeof(room), "%.*g", digits, v);
        if (strtod(room, NULL) == v)
            break;
    }
    buf_add(w->b, (struct str){ room, (size_t)n });
}

void jw_bool(struct jw *w, bool v)
{
    next(w);
    buf_add(w->b, v ? S("true") : S("false"));
}

void jw_null(struct jw *w)
{
    next(w);
    buf_add(w->b, S("null"));
}

void jw_raw(struct jw *w, struct str json)
{
    next(w);
    buf_add(w->b, json.p ? json : S("null"));
}

void jw_val(struct jw *w, const struct jval *v)
{
    const struct jval *m;

    switch (v->kind) {
    case J_NULL:
        jw_null(w);
        break;
    case J_BOOL:
        jw_bool(w, v->yes);
        break;
    case J_NUM:
        jw_raw(w, v->text);
        break;
    case J_STR:
        jw_str(w, v->text);
        break;
    case J_LIST:
        jw_list(w);
        for (m = v->first; m; m = m->next)
            jw_val(w, m);
        jw_list_end(w);
        break;
    case J_OBJ:
        jw_obj(w);
        for (m = v->first; m; m = m->next) {
            jw_key(w, m->name);
            jw_val(w, m);
        }
        jw_obj_end(w);
        break;
    }
}
