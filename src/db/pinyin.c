#include "db/pinyin.h"
#include "base/utf8.h"

#include <pthread.h>
#include <string.h>
#include <unicode/utrans.h>

/*
 * ICU takes tens of microseconds a character, so what it said is kept: by the character and the one
 * behind it, each in its one place, where a later pair takes the room of an earlier one.
 */
enum { KEPT = 1 << 16, WINDOW = 2, ROOM = 32 };

struct kept {
    uint64_t key; /* 0: free */
    char     initial;
};
static struct {
    pthread_mutex_t  lock;
    bool             tried;
    UTransliterator *names, *plain; /* NULL: this ICU has none, and nothing has initials */
    struct kept      kept[KEPT];
} icu = { .lock = PTHREAD_MUTEX_INITIALIZER };

static UTransliterator *open_rules(const char *name)
{
    UErrorCode       e = U_ZERO_ERROR;
    UChar            id[ROOM];
    size_t           n = strlen(name);
    UTransliterator *t;

    for (size_t i = 0; i <= n; i++)
        id[i] = (UChar)name[i];
    t = utrans_openU(id, (int32_t)n, UTRANS_FORWARD, NULL, 0, NULL, &e);
    return U_FAILURE(e) ? NULL : t;
}

static int32_t put_unit(UChar *to, uint32_t cp)
{
    if (cp < 0x10000) {
        to[0] = (UChar)cp;
        return 1;
    }
    to[0] = (UChar)(0xD7C0 + (cp >> 10));
    to[1] = (UChar)(0xDC00 + (cp & 0x3FF));
    return 2;
}

/* The letter without its tone: ICU says "ān" and "ér"; no syllable begins with i, u or ü. */
static char plain_letter(UChar c)
{
    static const struct {
        const UChar from[5];
        char        to;
    } toned[] = {
        { { 0x101, 0xE1, 0x1CE, 0xE0, 0 }, 'a' },
        { { 0x113, 0xE9, 0x11B, 0xE8, 0 }, 'e' },
        { { 0x14D, 0xF3, 0x1D2, 0xF2, 0 }, 'o' },
        { { 0x144, 0x148, 0x1F9, 0 }, 'n' },
        { { 0x1E3F, 0 }, 'm' },
    };

    if (c >= 'a' && c <= 'z')
        return (char)c;
    for (size_t i = 0; i < ARRAY_LEN(toned); i++)
        for (size_t k = 0; toned[i].from[k]; k++)
            if (toned[i].from[k] == c)
                return toned[i].to;
    return 0;
}

static char ask(const UTransliterator *rules, uint32_t cp, uint32_t next)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar      text[ROOM];
    int32_t    n = put_unit(text, cp), limit;

    if (next)
        n += put_unit(text + n, next);
    limit = n;
    utrans_transUChars(rules, text, &n, ROOM, 0, &limit, &e);
    return U_FAILURE(e) || n == 0 ? 0 : plain_letter(text[0]);
}

char pinyin_initial(uint32_t cp, uint32_t next, bool first)
{
    uint64_t     key = (uint64_t)cp << 32 | (uint64_t)next << 1 | (first ? 1 : 0);
    struct kept *k   = &icu.kept[key * UINT64_C(0x9E3779B97F4A7C15) >> 48];
    char         initial;

    pthread_mutex_lock(&icu.lock);
    if (!icu.tried) {
        icu.tried = true;
        icu.plain = open_rules("Han-Latin");
        icu.names = open_rules("Han-Latin/Names");
    }
    if (k->key != key && icu.plain && icu.names)
        *k = (struct kept){ key, ask(first ? icu.names : icu.plain, cp, next) };
    initial = k->key == key ? k->initial : 0;
    pthread_mutex_unlock(&icu.lock);
    return initial;
}

/* The Han character at the front of `rest`, 0 when another kind of sign stands there. */
static uint32_t han_next(struct str rest)
{
    uint32_t cp;

    return utf8_next(&rest, &cp) && cp_is_han(cp) ? cp : 0;
}

static size_t put_initials(struct str rest, bool as_name, char *out)
{
    uint32_t cp;
    size_t   n = 0;

    while (utf8_next(&rest, &cp)) {
        char c = 0;

        cp = cp_fold(cp);
        if (cp_is_han(cp))
            c = pinyin_initial(cp, han_next(rest), as_name && n == 0);
        else if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9'))
            c = (char)cp;
        if (c)
            out[n++] = c;
    }
    return n;
}

struct str pinyin_key(struct arena *a, struct str name)
{
    char  *out;
    size_t n, m;

    if (!name.p || !utf8_ok(name))
        return STR_NONE;
    out = arena_alloc(a, 2 * name.n + 2);
    n   = put_initials(name, false, out);
    m   = put_initials(name, true, out + n + 1);
    if (n == 0 || (n == m && memcmp(out, out + n + 1, n) == 0))
        return (struct str){ out, n };
    out[n] = ' ';
    return (struct str){ out, n + 1 + m };
}
