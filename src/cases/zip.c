#include "cases/zip.h"
#include "base/utf8.h"

enum {
    LOCAL_SIGN   = 0x04034b50,
    CENTRAL_SIGN = 0x02014b50,
    END_SIGN     = 0x06054b50,
    LOCAL_HEAD   = 30,
    CENTRAL_HEAD = 46,
    END_HEAD     = 22,
    COMMENT_MOST = 65535,
    STORED       = 0,
    DEFLATED     = 8,
    ENCRYPTED    = 1 | 1 << 6 | 1 << 13,
};

static uint32_t u16(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32(struct str s, size_t at)
{
    return u16(s, at) | u16(s, at + 2) << 16;
}

static struct str part(struct str s, size_t at, size_t n)
{
    return str_head(str_skip(s, at), n);
}

struct ending {
    size_t   list, list_end; /* of the central directory */
    uint32_t members;
};

static bool end_at(struct str zip, size_t at, struct ending *ret)
{
    uint32_t here, all, size, from;

    if (u32(zip, at) != END_SIGN || at + END_HEAD + u16(zip, at + 20) != zip.n)
        return false;
    here = u16(zip, at + 8);
    all  = u16(zip, at + 10);
    size = u32(zip, at + 12);
    from = u32(zip, at + 16);
    /* One disk, nothing between the list and its end. */
    if (u16(zip, at + 4) != 0 || u16(zip, at + 6) != 0 || here != all || all == 0 ||
        all > ZIP_MEMBERS_MOST || from > at || size != at - from)
        return false;
    *ret = (struct ending){ from, at, all };
    return true;
}

static bool find_end(struct str zip, struct ending *ret)
{
    size_t least = zip.n > END_HEAD + COMMENT_MOST ? zip.n - END_HEAD - COMMENT_MOST : 0;

    if (zip.n < END_HEAD)
        return false;
    for (size_t at = zip.n - END_HEAD + 1; at-- > least;)
        if (end_at(zip, at, ret))
            return true;
    return false;
}

static bool name_ok(struct str name)
{
    struct str rest = name, step;

    if (name.n == 0 || name.p[0] == '/' || !utf8_ok(name))
        return false;
    while (str_split(&rest, '/', &step))
        if (str_is(step, "..") || str_find(step, S("\\")) != SIZE_MAX)
            return false;
    return true;
}

struct member {
    struct str name;
    uint32_t   packed, whole, from;
    size_t     length; /* of its record in the list */
};

static bool read_member(struct str zip, size_t at, size_t list_end, struct member *ret)
{
    uint32_t flags, method, name_n;

    if (list_end - at < CENTRAL_HEAD || u32(zip, at) != CENTRAL_SIGN)
        return false;
    flags       = u16(zip, at + 8);
    method      = u16(zip, at + 10);
    name_n      = u16(zip, at + 28);
    ret->packed = u32(zip, at + 20);
    ret->whole  = u32(zip, at + 24);
    ret->from   = u32(zip, at + 42);
    ret->length = CENTRAL_HEAD + (size_t)name_n + u16(zip, at + 30) + u16(zip, at + 32);
    if (list_end - at < ret->length || flags & ENCRYPTED ||
        (method != STORED && method != DEFLATED))
        return false;
    ret->name = part(zip, at + CENTRAL_HEAD, name_n);
    return name_ok(ret->name);
}

/* How many bytes it takes before the list; 0 when what stands there is something else. */
static size_t member_size(struct str zip, size_t list, const struct member *m)
{
    size_t size;

    if (m->from > list || list - m->from < LOCAL_HEAD || u32(zip, m->from) != LOCAL_SIGN)
        return 0;
    size = LOCAL_HEAD + (size_t)u16(zip, m->from + 26) + u16(zip, m->from + 28) + m->packed;
    if (size > list - m->from || u16(zip, m->from + 26) != m->name.n ||
        !str_eq(part(zip, m->from + LOCAL_HEAD, m->name.n), m->name))
        return 0;
    return size;
}

enum rc zip_look(struct str zip, void (*each)(void *ctx, struct str name), void *ctx)
{
    struct ending end;
    size_t        at, taken = 0;
    uint64_t      whole = 0;
    bool          first = false;

    if (!find_end(zip, &end))
        return RC_MALFORMED;
    at = end.list;
    for (uint32_t i = 0; i < end.members; i++) {
        struct member m;
        size_t        size;

        if (!read_member(zip, at, end.list_end, &m))
            return RC_MALFORMED;
        size = member_size(zip, end.list, &m);
        taken += size;
        whole += m.whole;
        /* Together they fit before the list, so none lies over another. */
        if (size == 0 || taken > end.list || whole > ZIP_WHOLE_MOST)
            return RC_MALFORMED;
        first = first || m.from == 0;
        each(ctx, m.name);
        at += m.length;
    }
    return first && at == end.list_end ? RC_OK : RC_MALFORMED;
}
