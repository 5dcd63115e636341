/*
 * search: text as tokens that both engines index alike.
 *
 * Chinese is written without spaces, so the index holds every pair of
 * neighbouring Han characters, and each run's last character alone; any
 * character is then the beginning of some token, and one asked for alone is
 * found by prefix. Everything else is split into words. Case and width are
 * folded. Tokens hold letters, digits and nothing else, so text from outside
 * can never become an operator of a query.
 */
#include "base/utf8.h"
#include "db/engine.h"

enum {
    WORD_MOST  = 64, /* code points of a word; the rest of it is left out */
    QUERY_MOST = 32, /* tokens of a query; more do not narrow it further */
};

enum glyph { GLYPH_NONE, GLYPH_WORD, GLYPH_HAN };

/* Signs, spaces and pictures, as ranges; every other character belongs to a word. */
static const struct {
    uint32_t from, to;
} signs[] = {
    { 0x0000, 0x002F }, { 0x003A, 0x0040 },   { 0x005B, 0x0060 },    { 0x007B, 0x00A9 },
    { 0x00AB, 0x00B4 }, { 0x00B6, 0x00B9 },   { 0x00BB, 0x00BF },    { 0x00D7, 0x00D7 },
    { 0x00F7, 0x00F7 }, { 0x02C2, 0x02DF },   { 0x060C, 0x060C },    { 0x061B, 0x061F },
    { 0x066A, 0x066D }, { 0x06D4, 0x06D4 },   { 0x0F04, 0x0F14 },    { 0x1680, 0x1680 },
    { 0x1800, 0x180A }, { 0x2000, 0x2BFF },   { 0x2E00, 0x2FFF },    { 0x3000, 0x3004 },
    { 0x3008, 0x3020 }, { 0x3030, 0x3030 },   { 0x303D, 0x303F },    { 0x30FB, 0x30FB },
    { 0x3200, 0x33FF }, { 0xD800, 0xF8FF },   { 0xFD3E, 0xFD3F },    { 0xFE00, 0xFE6F },
    { 0xFEFF, 0xFF0F }, { 0xFF1A, 0xFF20 },   { 0xFF3B, 0xFF40 },    { 0xFF5B, 0xFF65 },
    { 0xFFE0, 0xFFFF }, { 0x1F000, 0x1FFFF }, { 0xE0000, 0x10FFFF },
};

static enum glyph glyph_of(uint32_t cp)
{
    size_t low = 0, high = ARRAY_LEN(signs);

    if (cp_is_han(cp))
        return GLYPH_HAN;
    while (low < high) {
        size_t mid = (low + high) / 2;

        if (cp > signs[mid].to)
            low = mid + 1;
        else
            high = mid;
    }
    return low < ARRAY_LEN(signs) && cp >= signs[low].from ? GLYPH_NONE : GLYPH_WORD;
}

struct token {
    struct str text;
    bool       prefix; /* one Han character: whatever begins with it */
};

/* Walks over text, token by token. */
struct walk {
    struct str rest;
    bool       query;  /* a run's last character stands for itself only in an index */
    bool       in_run; /* the character before was Han, and began a token */
    char       room[WORD_MOST * 4];
};

static bool peek(struct str s, uint32_t *ret_cp, struct str *ret_after, enum glyph *ret_glyph)
{
    if (!utf8_next(&s, ret_cp))
        return false;
    *ret_cp    = cp_fold(*ret_cp);
    *ret_after = s;
    *ret_glyph = glyph_of(*ret_cp);
    return true;
}

static void walk_word(struct walk *w, struct token *ret)
{
    uint32_t   cp;
    struct str after;
    enum glyph g;
    size_t     n = 0;

    for (size_t i = 0; peek(w->rest, &cp, &after, &g) && g == GLYPH_WORD; i++) {
        if (i < WORD_MOST)
            n += utf8_put(cp, w->room + n);
        w->rest = after;
    }
    *ret = (struct token){ .text = { w->room, n } };
}

/* At a Han character: the pair that it begins, or itself. False: nothing to say about it. */
static bool walk_han(struct walk *w, uint32_t cp, struct str after, struct token *ret)
{
    uint32_t   next;
    struct str behind;
    enum glyph g;
    bool       first = !w->in_run;
    size_t     n     = utf8_put(cp, w->room);

    w->rest = after;
    if (peek(after, &next, &behind, &g) && g == GLYPH_HAN) {
        n += utf8_put(next, w->room + n);
        w->in_run = true;
        *ret      = (struct token){ .text = { w->room, n } };
        return true;
    }
    w->in_run = false;
    *ret      = (struct token){ .text = { w->room, n }, .prefix = true };
    return first || !w->query;
}

static bool walk_next(struct walk *w, struct token *ret)
{
    uint32_t   cp;
    struct str after;
    enum glyph g;

    while (peek(w->rest, &cp, &after, &g)) {
        if (g == GLYPH_HAN) {
            if (walk_han(w, cp, after, ret))
                return true;
            continue;
        }
        if (g == GLYPH_WORD) {
            walk_word(w, ret);
            return true;
        }
        w->rest = after;
    }
    return false;
}

/* A set of tokens seen; they point into the text that is being built, so by offset. */
struct seen {
    uint64_t *hash; /* 0 = free */
    size_t    mask;
};

/* Two tokens with one 64-bit hash would lose the second: never, in practice. */
static bool seen_before(struct seen *s, struct str token)
{
    uint64_t h = str_hash(token, 0) | 1;
    size_t   i = (size_t)(h >> 7) & s->mask;

    for (; s->hash[i]; i = (i + 1) & s->mask)
        if (s->hash[i] == h)
            return true;
    s->hash[i] = h;
    return false;
}

struct str search_grams(struct arena *a, struct str text)
{
    struct walk  w    = { .rest = text };
    struct seen  seen = { .mask = 15 };
    struct token t;
    char        *out;
    size_t       n = 0;

    if (!text.p || !utf8_ok(text))
        return STR_NONE;
    /* A token a character at most, of two characters and a space. */
    while (seen.mask < 2 * text.n)
        seen.mask = 2 * seen.mask + 1;
    seen.hash = ARENA_ARRAY(a, uint64_t, seen.mask + 1);
    out       = arena_alloc(a, 3 * text.n + 2);
    while (walk_next(&w, &t)) {
        if (seen_before(&seen, t.text))
            continue;
        if (n > 0)
            out[n++] = ' ';
        memcpy(out + n, t.text.p, t.text.n);
        n += t.text.n;
    }
    return (struct str){ out, n };
}

static size_t put(char *out, size_t n, struct str s)
{
    memcpy(out + n, s.p, s.n);
    return n + s.n;
}

struct str search_query(struct db *db, struct arena *a, struct str text)
{
    bool lite      = db->engine == &engine_sqlite;
    struct str and = lite ? S(" AND ") : S(" & "), quote = lite ? S("\"") : S("'");
    struct str   begin = lite ? S("*") : S(":*"); /* after a token: whatever begins so */
    struct walk  w     = { .rest = text, .query = true };
    struct token t;
    char        *out;
    size_t       n = 0;

    if (!text.p || !utf8_ok(text))
        return STR_NONE;
    out = arena_alloc(a, QUERY_MOST * (sizeof(w.room) + 16));
    for (int k = 0; k < QUERY_MOST && walk_next(&w, &t); k++) {
        n = put(out, n, k > 0 ? and : S(""));
        n = put(out, n, quote);
        n = put(out, n, t.text);
        n = put(out, n, quote);
        n = put(out, n, t.prefix ? begin : S(""));
    }
    return n > 0 ? (struct str){ out, n } : STR_NONE;
}
