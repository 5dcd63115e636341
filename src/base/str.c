#include "base/str.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct str str_of(const char *cstr)
{
    return cstr ? (struct str){ cstr, strlen(cstr) } : STR_NONE;
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && !a.p == !b.p && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *cstr)
{
    return str_eq(a, str_of(cstr));
}

bool str_is_word(struct str s, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

bool str_is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

int str_cmp(struct str a, struct str b)
{
    size_t n     = a.n < b.n ? a.n : b.n;
    int    order = n ? memcmp(a.p, b.p, n) : 0;

    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

struct str str_skip(struct str s, size_t n)
{
    if (!s.p)
        return s;
    if (n > s.n)
        n = s.n;
    return (struct str){ s.p + n, s.n - n };
}

struct str str_head(struct str s, size_t n)
{
    return n < s.n ? (struct str){ s.p, n } : s;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

size_t str_find(struct str s, struct str needle)
{
    const char *hit;

    if (needle.n == 0)
        return 0;
    if (needle.n > s.n)
        return SIZE_MAX;
    hit = memmem(s.p, s.n, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

bool str_split(struct str *s, char sep, struct str *ret_part)
{
    const char *hit;

    if (!s->p)
        return false;
    hit = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (hit) {
        size_t n  = (size_t)(hit - s->p);
        *ret_part = (struct str){ s->p, n };
        *s        = str_skip(*s, n + 1);
    } else {
        *ret_part = *s;
        *s        = STR_NONE;
    }
    return true;
}

enum rc str_int(struct str s, int64_t *ret_v)
{
    bool    minus = s.n && s.p[0] == '-';
    int64_t v     = 0;
    size_t  i     = minus;

    if (i == s.n)
        return RC_INVALID;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';

        if (digit < 0 || digit > 9)
            return RC_INVALID;
        /* Negative all the way: the most negative number has no positive twin. */
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v))
            return RC_INVALID;
    }
    if (!minus && __builtin_sub_overflow(0, v, &v))
        return RC_INVALID;
    *ret_v = v;
    return RC_OK;
}

static size_t digits_at(struct str s, size_t i)
{
    size_t n = 0;

    while (i + n < s.n && s.p[i + n] >= '0' && s.p[i + n] <= '9')
        n++;
    return n;
}

enum rc str_real(struct str s, double *ret_v)
{
    char   room[512];
    size_t i = s.n && s.p[0] == '-', whole, part = 0;
    double v;

    if (s.n >= sizeof(room))
        return RC_INVALID;
    i += whole = digits_at(s, i);
    if (i < s.n && s.p[i] == '.')
        i += 1 + (part = digits_at(s, i + 1));
    if (whole + part == 0)
        return RC_INVALID;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        size_t power;

        i++;
        if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
            i++;
        i += power = digits_at(s, i);
        if (power == 0)
            return RC_INVALID;
    }
    if (i != s.n)
        return RC_INVALID;
    memcpy(room, s.p, s.n);
    room[s.n] = '\0';
    v         = strtod(room, NULL);
    if (!isfinite(v))
        return RC_INVALID;
    *ret_v = v;
    return RC_OK;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    __uint128_t m = (__uint128_t)a * b;

    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

uint64_t str_hash(struct str s, uint64_t seed)
{
    static const uint64_t k0 = UINT64_C(0x9E3779B97F4A7C15), k1 = UINT64_C(0xD6E8FEB86659FD93);
    uint64_t              h = seed ^ k0, word;
    const char           *p = s.p;
    size_t                n = s.n;

    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&word, p, 8);
        h = mix(h ^ word, k1);
    }
    if (n) {
        word = 0;
        memcpy(&word, p, n);
        h = mix(h ^ word, k1);
    }
    return mix(h ^ s.n, k0);
}

enum { DISTANCE_LONGEST = 64 };

static bool code_points(struct str s, uint32_t *room, size_t *ret_n)
{
    size_t n = 0;

    if (!utf8_ok(s))
        return false;
    while (n < DISTANCE_LONGEST && utf8_next(&s, &room[n]))
        n++;
    *ret_n = n;
    return s.n == 0;
}

size_t str_distance(struct str a, struct str b, size_t most)
{
    uint32_t x[DISTANCE_LONGEST], y[DISTANCE_LONGEST];
    size_t   rows[3][DISTANCE_LONGEST + 1], xn, yn, i, j, d;

    if (!code_points(a, x, &xn) || !code_points(b, y, &yn))
        return str_eq(a, b) ? 0 : most + 1;
    for (j = 0; j <= yn; j++)
        rows[0][j] = j;
    for (i = 1; i <= xn; i++) {
        size_t *now = rows[i % 3], *up = rows[(i + 2) % 3], *upper = rows[(i + 1) % 3];

        now[0] = i;
        for (j = 1; j <= yn; j++) {
            d = up[j - 1] + (x[i - 1] != y[j - 1]);
            if (up[j] + 1 < d)
                d = up[j] + 1;
            if (now[j - 1] + 1 < d)
                d = now[j - 1] + 1;
            /* Two neighbours exchanged are one slip of the finger. */
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] &&
                upper[j - 2] + 1 < d)
                d = upper[j - 2] + 1;
            now[j] = d;
        }
    }
    d = rows[xn % 3][yn];
    return d > most ? most + 1 : d;
}
