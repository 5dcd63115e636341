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
#include "db/pinyin.h"

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

/* What is being built: tokens, each once, a space between. */
struct tokens {
    struct seen seen;
    char       *out;
    size_t      n;
};

static void tokens_init(struct arena *a, size_t most, size_t bytes, struct tokens *ret)
{
    *ret = (struct tokens){ .seen = { .mask = 15 } };
    while (ret->seen.mask < 2 * most)
        ret->seen.mask = 2 * ret->seen.mask + 1;
    ret->seen.hash = ARENA_ARRAY(a, uint64_t, ret->seen.mask + 1);
    ret->out       = arena_alloc(a, bytes + 1);
}

static void tokens_add(struct tokens *t, struct str token)
{
    if (seen_before(&t->seen, token))
        return;
    if (t->n > 0)
        t->out[t->n++] = ' ';
    memcpy(t->out + t->n, token.p, token.n);
    t->n += token.n;
}

static void tokens_of_text(struct tokens *to, struct str text)
{
    struct walk  w = { .rest = text };
    struct token t;

    while (walk_next(&w, &t))
        tokens_add(to, t.text);
}

/*
 * Initials are tokens of their own, behind a mark that no word has, for it is a sign: from each Han
 * character of a name to the end of its run, or INITIALS_MOST of them. Whatever part of a name is
 * typed by its initials is then the beginning of a token.
 */
#define MARK "\xCB\x89" /* U+02C9 */
enum { INITIALS_MOST = 8, INITIALS_LEAST = 2, MARK_SIZE = 2 };

/* The initials from here, at a Han character; 0: too few. */
static size_t initials_at(struct str rest, bool first, char out[INITIALS_MOST])
{
    uint32_t   cp, next;
    struct str after, behind;
    enum glyph g, g2;
    size_t     n = 0;

    while (n < INITIALS_MOST && peek(rest, &cp, &after, &g) && g != GLYPH_NONE) {
        char c = cp < 0x80 ? (char)cp : 0;

        if (g == GLYPH_HAN) {
            if (!peek(after, &next, &behind, &g2) || g2 != GLYPH_HAN)
                next = 0;
            c = pinyin_initial(cp, next, first && n == 0);
        }
        if (!c)
            break;
        out[n++] = c;
        rest     = after;
    }
    return n >= INITIALS_LEAST ? n : 0;
}

static void tokens_of_initials(struct tokens *to, struct str names)
{
    char       room[MARK_SIZE + INITIALS_MOST];
    uint32_t   cp;
    struct str after;
    enum glyph g;
    bool       first = true;

    memcpy(room, MARK, MARK_SIZE);
    for (; peek(names, &cp, &after, &g); names = after) {
        for (int as_name = 0; g == GLYPH_HAN && as_name <= (first ? 1 : 0); as_name++) {
            size_t n = initials_at(names, as_name, room + MARK_SIZE);

            if (n)
                tokens_add(to, (struct str){ room, MARK_SIZE + n });
        }
        first = g == GLYPH_NONE;
    }
}

struct str search_grams_named(struct arena *a, struct str text, struct str names)
{
    struct tokens t;

    if (!text.p || !utf8_ok(text) || (names.p && !utf8_ok(names)))
        return STR_NONE;
    /* A token a character at most, of two characters and a space; of a name two more, of initials.
     */
    tokens_init(a, text.n + 2 * names.n,
                3 * text.n + (MARK_SIZE + INITIALS_MOST + 1) * 2 * names.n + 1, &t);
    tokens_of_text(&t, text);
    if (names.p)
        tokens_of_initials(&t, names);
    return (struct str){ t.out, t.n };
}

struct str search_grams(struct arena *a, struct str text)
{
    return search_grams_named(a, text, STR_NONE);
}

static size_t put(char *out, size_t n, struct str s)
{
    memcpy(out + n, s.p, s.n);
    return n + s.n;
}

/* Could these be the initials of a name? Digits alone are none. */
static bool may_be_initials(struct str s)
{
    bool letter = false;

    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
        letter = letter || s.p[i] >= 'a';
    }
    return letter && s.n >= INITIALS_LEAST && s.n <= INITIALS_MOST;
}

struct str search_query(struct db *db, struct arena *a, struct str text)
{
    bool lite      = db->engine == &engine_sqlite;
    struct str and = lite ? S(" AND ") : S(" & "), quote = lite ? S("\"") : S("'");
    struct str or      = lite ? S(" OR ") : S(" | ");
    struct str   begin = lite ? S("*") : S(":*"); /* after a token: whatever begins so */
    struct walk  w     = { .rest = text, .query = true };
    struct token t;
    char        *out;
    size_t       n = 0;

    if (!text.p || !utf8_ok(text))
        return STR_NONE;
    out = arena_alloc(a, QUERY_MOST * (sizeof(w.room) + 48));
    for (int k = 0; k < QUERY_MOST && walk_next(&w, &t); k++) {
        bool both = may_be_initials(t.text);

        n = put(out, n, k > 0 ? and : S(""));
        n = put(out, n, both ? S("(") : S(""));
        n = put(out, n, quote);
        n = put(out, n, t.text);
        n = put(out, n, quote);
        n = put(out, n, t.prefix ? begin : S(""));
        if (!both)
            continue;
        n = put(out, n, or);
        n = put(out, n, quote);
        n = put(out, n, S(MARK));
        n = put(out, n, t.text);
        n = put(out, n, quote);
        n = put(out, n, begin);
        n = put(out, n, S(")"));
    }
    return n > 0 ? (struct str){ out, n } : STR_NONE;
}
