#include "base/utf8.h"

#include <string.h>

static bool tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the valid sequence at the front of the n bytes at p, first byte not ASCII; or 0. */
static size_t sequence(const unsigned char *p, size_t n)
{
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        if (n < 3 || !tail(p[1]) || !tail(p[2]))
            return 0;
        if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F))
            return 0; /* overlong; surrogate */
        return 3;
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        return n >= 2 && tail(p[1]) ? 2 : 0;
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        if (n < 4 || !tail(p[1]) || !tail(p[2]) || !tail(p[3]))
            return 0;
        if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
            return 0; /* overlong; above U+10FFFF */
        return 4;
    }
    return 0;
}

size_t utf8_good(struct str s)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    const unsigned char  *p = (const unsigned char *)s.p, *end;
    uint64_t              word;
    size_t                n;

    if (s.n == 0)
        return 0;
    end = p + s.n;
    while (p < end) {
        if (end - p >= 8) {
            memcpy(&word, p, 8);
            /* Eight bytes of plain text: none above 127, none zero. */
            if (!((word | (word - ones)) & tops)) {
                p += 8;
                continue;
            }
        }
        if (*p < 0x80) {
            if (*p == 0)
                break;
            p++;
        } else {
            if ((n = sequence(p, (size_t)(end - p))) == 0)
                break;
            p += n;
        }
    }
    return (size_t)((const char *)p - s.p);
}

bool utf8_ok(struct str s)
{
    return utf8_good(s) == s.n;
}

size_t utf8_count(struct str s)
{
    size_t n = 0, i;

    for (i = 0; i < s.n; i++)
        n += !tail((unsigned char)s.p[i]);
    return n;
}

bool utf8_next(struct str *s, uint32_t *ret_cp)
{
    const unsigned char *p = (const unsigned char *)s->p;
    size_t               n;

    if (s->n == 0)
        return false;
    if (p[0] < 0x80) {
        n       = 1;
        *ret_cp = p[0];
    } else if (p[0] < 0xE0) {
        n       = 2;
        *ret_cp = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    } else if (p[0] < 0xF0) {
        n       = 3;
        *ret_cp = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    } else {
        n       = 4;
        *ret_cp = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                  (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    }
    s->p += n;
    s->n -= n;
    return true;
}

size_t utf8_put(uint32_t cp, char room[4])
{
    if (cp < 0x80) {
        room[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        room[0] = (char)(0xC0 | cp >> 6);
        room[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        room[0] = (char)(0xE0 | cp >> 12);
        room[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        room[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    BUG_ON(cp > 0x10FFFF);
    room[0] = (char)(0xF0 | cp >> 18);
    room[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    room[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    room[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

struct str utf8_head(struct str s, size_t most)
{
    size_t i;

    for (i = 0; i < s.n; i++)
        if (!tail((unsigned char)s.p[i]) && most-- == 0)
            break;
    return (struct str){ s.p, i };
}

/* What may stand before a cut: 2 ends a sentence, 1 a clause or a word, 0 neither. */
static int pause_of(uint32_t cp, struct str rest)
{
    bool in_number =
        (cp == '.' || cp == ',' || cp == ':') && rest.n && rest.p[0] >= '0' && rest.p[0] <= '9';

    switch (in_number ? 0 : cp) {
    case 0x3002: /* 。 */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
    case 0xFF1B: /* ； */
    case '.':
    case '!':
    case '?':
    case ';':
        return 2;
    case 0xFF0C: /* ， */
    case 0x3001: /* 、 */
    case 0xFF1A: /* ： */
    case 0x3000:
    case ',':
    case ':':
    case ' ':
        return 1;
    default:
        return 0;
    }
}

struct str utf8_brief(struct arena *a, struct str s, size_t most)
{
    size_t     least = most / 3, n = 0, cut[3] = { 0 }; /* bytes before the last pause of each */
    struct str rest = s;
    uint32_t   cp;

    if (utf8_count(s) <= most)
        return s;
    while (n + 1 < most) {
        size_t before = s.n - rest.n;
        int    pause;

        if (!utf8_next(&rest, &cp))
            break;
        pause = pause_of(cp, rest);
        if (pause && n >= least)
            cut[pause] = before;
        n++;
    }
    n = cut[2] ? cut[2] : cut[1] ? cut[1] : s.n - rest.n;
    return arena_fmt(a, "%.*s…", (int)n, s.p);
}

bool cp_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x323AF);
}

uint32_t cp_fold(uint32_t cp)
{
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        cp -= 0xFEE0;
    else if (cp == 0x3000)
        cp = ' ';
    return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
}
