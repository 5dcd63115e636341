#include "http/parse.h"
#include "base/utf8.h"

#include <string.h>

static unsigned char lower(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 32) : u;
}

bool str_like(struct str s, const char *low)
{
    size_t n = strlen(low);

    if (s.n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (lower(s.p[i]) != (unsigned char)low[i])
            return false;
    return true;
}

/* tchar of RFC 9110 */
static bool is_token_char(char c)
{
    unsigned char u = (unsigned char)c;

    if ((u >= '0' && u <= '9') || (lower(c) >= 'a' && lower(c) <= 'z'))
        return true;
    return u != 0 && strchr("!#$%&'*+-.^_`|~", u) != NULL;
}

static bool is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_token_char(s.p[i]))
            return false;
    return s.n > 0;
}

static bool text_ok(struct str s, bool lines)
{
    unsigned char high = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char u = (unsigned char)s.p[i];

        if (u == 0x7f || (u < 0x20 && !(lines && (u == '\n' || u == '\r' || u == '\t'))))
            return false;
        high |= u;
    }
    return high < 0x80 || utf8_ok(s);
}

bool text_plain(struct str s)
{
    return text_ok(s, false);
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum rc url_decode(struct arena *a, struct str s, bool plus, struct str *ret)
{
    struct str out = s;
    size_t     n   = 0;
    char      *p;

    if (s.n && (memchr(s.p, '%', s.n) || (plus && memchr(s.p, '+', s.n)))) {
        p = arena_alloc(a, s.n + 1);
        for (size_t i = 0; i < s.n; i++) {
            char c = s.p[i];

            if (c == '%') {
                if (s.n - i < 3 || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
                    return RC_MALFORMED;
                c = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
                i += 2;
            } else if (plus && c == '+') {
                c = ' ';
            }
            p[n++] = c;
        }
        out = (struct str){ p, n };
    }
    if (!text_ok(out, plus))
        return RC_MALFORMED;
    *ret = out;
    return RC_OK;
}

enum rc query_parse(struct arena *a, struct str query, struct pair **ret, size_t *ret_n)
{
    struct pair *at;
    struct str   part, name;
    size_t       n = 0, most = 1;

    for (size_t i = 0; i < query.n; i++)
        most += query.p[i] == '&';
    if (most > QUERY_PAIRS)
        return RC_MALFORMED;
    at = ARENA_ARRAY(a, struct pair, most);
    while (query.n && str_split(&query, '&', &part)) {
        if (part.n == 0)
            continue;
        (void)str_split(&part, '=', &name);
        if (!part.p)
            part = S("");
        TRY(url_decode(a, name, true, &at[n].name));
        TRY(url_decode(a, part, true, &at[n].value));
        if (at[n].name.n == 0)
            return RC_MALFORMED;
        n++;
    }
    *ret   = at;
    *ret_n = n;
    return RC_OK;
}

static bool is_cookie_value(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char u = (unsigned char)s.p[i];

        if (u <= 0x20 || u >= 0x7f || u == '"' || u == ',' || u == ';' || u == '\\')
            return false;
    }
    return true;
}

struct str cookie_find(struct str header, struct str name)
{
    struct str part, key, found = STR_NONE;

    while (str_split(&header, ';', &part)) {
        part = str_trim(part);
        if (part.n == 0)
            continue;
        (void)str_split(&part, '=', &key);
        if (!part.p || !is_token(key))
            return STR_NONE;
        if (part.n >= 2 && part.p[0] == '"' && part.p[part.n - 1] == '"')
            part = (struct str){ part.p + 1, part.n - 2 };
        if (!is_cookie_value(part))
            return STR_NONE;
        if (!str_eq(key, name))
            continue;
        if (found.p && !str_eq(found, part))
            return STR_NONE;
        found = part;
    }
    return found;
}

bool media_is(struct str content_type, const char *type)
{
    struct str first;

    return str_split(&content_type, ';', &first) && str_like(str_trim(first), type);
}

/* Take a quoted string (after its first quote) off the front of `*s`. */
static bool take_quoted(struct arena *a, struct str *s, struct str *ret)
{
    char  *p = arena_alloc(a, s->n + 1);
    size_t n = 0, i = 0;

    for (; i < s->n && s->p[i] != '"'; i++) {
        if (s->p[i] == '\\' && i + 1 < s->n && (s->p[i + 1] == '"' || s->p[i + 1] == '\\'))
            i++;
        p[n++] = s->p[i];
    }
    if (i == s->n)
        return false;
    *s   = str_skip(*s, i + 1);
    *ret = (struct str){ p, n };
    return true;
}

struct str media_param(struct arena *a, struct str header, const char *name)
{
    struct str part, key, value;

    if (!str_split(&header, ';', &part))
        return STR_NONE;
    while (header.p && str_trim(header).n) {
        header = str_trim(header);
        if (header.p[0] == ';') {
            header = str_skip(header, 1);
            continue;
        }
        if (str_find(header, S("=")) == SIZE_MAX)
            return STR_NONE;
        (void)str_split(&header, '=', &key);
        key = str_trim(key);
        if (!is_token(key))
            return STR_NONE;
        if (header.n && header.p[0] == '"') {
            header = str_skip(header, 1);
            if (!take_quoted(a, &header, &value))
                return STR_NONE;
            header = str_trim(header);
            if (header.n && header.p[0] != ';')
                return STR_NONE;
        } else {
            (void)str_split(&header, ';', &value);
            value = str_trim(value);
        }
        if (str_like(key, name))
            return value;
    }
    return STR_NONE;
}

/* The weight of one language range in thousandths; 0 for what is not by the book. */
static int weight_of(struct str q)
{
    double v;

    q = str_trim(q);
    if (q.n == 0)
        return 1000;
    if (!(str_starts(q, S("q=")) || str_starts(q, S("Q="))))
        return 0;
    q = str_skip(q, 2);
    if (q.n == 0 || q.n > 5 || str_real(q, &v) != RC_OK || !(v >= 0 && v <= 1))
        return 0;
    return (int)(v * 1000 + 0.5);
}

enum lang lang_of(struct str accept)
{
    int        zh = 0, en = 0, any = 0;
    struct str part, tag, primary;

    if (!accept.p)
        return LANG_ZH;
    while (str_split(&accept, ',', &part)) {
        int w;

        (void)str_split(&part, ';', &tag);
        w       = part.p ? weight_of(part) : 1000;
        tag     = str_trim(tag);
        primary = tag;
        (void)str_split(&tag, '-', &primary);
        if (str_like(primary, "zh") && w > zh)
            zh = w;
        else if (str_like(primary, "en") && w > en)
            en = w;
        else if (str_is(primary, "*") && w > any)
            any = w;
    }
    if (zh == 0)
        zh = any;
    return en > zh ? LANG_EN : LANG_ZH;
}

bool coding_taken(struct str list, const char *coding)
{
    struct str one, name;

    while (str_split(&list, ',', &one)) {
        one = str_trim(one);
        if (!str_split(&one, ';', &name) || !str_is(str_trim(name), coding))
            continue;
        one = str_trim(one);
        return !(str_is(one, "q=0") || str_is(one, "q=0.0") || str_is(one, "q=0.00") ||
                 str_is(one, "q=0.000"));
    }
    return false;
}

struct str disposition_of(struct arena *a, struct str name)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char head[] = "attachment; filename=\"", mid[] = "\"; filename*=UTF-8''";
    char             *p    = arena_alloc(a, sizeof(head) + sizeof(mid) + name.n * 4);
    size_t            n    = sizeof(head) - 1;
    bool              same = true;

    memcpy(p, head, n);
    for (size_t i = 0; i < name.n; i++) {
        unsigned char u  = (unsigned char)name.p[i];
        bool          ok = u >= 0x20 && u < 0x7f && u != '"' && u != '\\' && u != '%';

        if ((u & 0xc0) == 0x80) /* the rest of one character: it has its mark already */
            continue;
        p[n++] = ok ? (char)u : '_';
        same   = same && ok;
    }
    if (same) {
        p[n++] = '"';
        return (struct str){ p, n };
    }
    memcpy(p + n, mid, sizeof(mid) - 1);
    n += sizeof(mid) - 1;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char u = (unsigned char)name.p[i];

        if (is_token_char((char)u) && u != '*' && u != '\'' && u != '%') {
            p[n++] = (char)u;
            continue;
        }
        p[n++] = '%';
        p[n++] = digits[u >> 4];
        p[n++] = digits[u & 15];
    }
    return (struct str){ p, n };
}
