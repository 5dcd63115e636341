/* draw_text: how wide a text is, and where it may be broken. */
#include "practice/draw_own.h"

#include "base/utf8.h"

int32_t ink_size(enum ink ink)
{
    static const int32_t size[] = {
        [INK_TITLE] = 16, [INK_WHO] = 12,   [INK_CLOCK] = 13, [INK_LATE] = 12,
        [INK_NOTE] = 12,  [INK_LABEL] = 13, [INK_END] = 13,   [INK_LANE] = 15,
        [INK_PLACE] = 12, [INK_HEAD] = 20,  [INK_COUNT] = 13,
    };

    return size[ink];
}

int32_t ink_line(enum ink ink)
{
    return ink_size(ink) * 5 / 4 + 1;
}

/* Thousandths of the size, from the space on: as wide as the wider of usual fonts. */
static const uint16_t ascii[95] = {
    300, 300, 400, 600, 600, 930, 720, 220, 360, 360, 420, 620, 300, 360,  300, 320, 600, 600, 600,
    600, 600, 600, 600, 600, 600, 600, 300, 300, 620, 620, 620, 580, 1050, 700, 700, 740, 760, 690,
    640, 800, 760, 310, 530, 700, 600, 870, 770, 810, 690, 810, 740, 690,  650, 750, 690, 980, 690,
    690, 650, 310, 310, 310, 500, 590, 360, 590, 600, 530, 600, 590, 330,  600, 600, 260, 270, 550,
    260, 890, 600, 600, 600, 600, 390, 530, 340, 600, 540, 770, 540, 540,  530, 370, 290, 370, 620,
};

static int32_t cp_width(uint32_t cp, int32_t size)
{
    if (cp < 0x20)
        return size * 300 / 1000;
    if (cp < 0x7f)
        return (size * ascii[cp - 0x20] + 999) / 1000;
    if (cp >= 0x300 && cp < 0x370)
        return 0;
    return cp < 0x1100 ? size * 7 / 10 : size;
}

int32_t text_width(struct str s, int32_t size)
{
    int32_t  w = 0;
    uint32_t cp;

    while (utf8_next(&s, &cp) && w < 1 << 20)
        w += cp_width(cp, size);
    return w;
}

static bool one_of(uint32_t cp, const char *set)
{
    struct str s = str_of(set);
    uint32_t   one;

    while (utf8_next(&s, &one))
        if (one == cp)
            return true;
    return false;
}

/* May a line end between these two? */
static bool may_break(uint32_t a, uint32_t b)
{
    if (a == ' ')
        return true;
    if (one_of(b, "，。；：、？！）》」』”’…·,.;:?!)]}%") || one_of(a, "（《「『“‘([{"))
        return false;
    if (a < 0x1100 && b < 0x1100)
        return a == '-' || a == '/';
    return b != ' ' && !(a >= '0' && a <= '9') && !(b >= '0' && b <= '9' && a < 0x1100);
}

/* Words that the program itself writes next to numbers and limits: none of them is broken. */
static bool within_word(struct str before, struct str after)
{
    static const char *const words[] = { "个工作日", "个工作时", "分钟", "小时",
                                         "个月",     "黄牌",     "红牌", "一次" };

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct str w = str_of(words[i]);

        /* Three bytes a letter. */
        for (size_t n = 3; n < w.n; n += 3)
            if (str_ends(before, str_head(w, n)) && str_starts(after, str_skip(w, n)))
                return true;
    }
    return false;
}

/* Bytes of `s` that go on one line, and of these how many are to be shown. A label is short, and
 * limits are a list: they are broken behind a comma when there is one in the second half of the
 * line. `ret_torn`: a word is longer than the line. */
static size_t one_line(struct str s, enum ink ink, int32_t width, size_t *ret_show, bool *ret_torn)
{
    bool       lists = ink == INK_LABEL || ink == INK_CLOCK || ink == INK_LATE;
    int32_t    size  = ink_size(ink);
    struct str rest  = s;
    uint32_t   cp, last = 0;
    size_t     fits = 0, good = 0, comma = 0;
    int32_t    w = 0;

    while (utf8_next(&rest, &cp)) {
        size_t at = fits;

        if (last && may_break(last, cp) && !within_word(str_head(s, at), str_skip(s, at)))
            good = at;
        if (good == at && last && one_of(last, "，、；,;"))
            comma = at;
        if (cp == '\n') {
            *ret_show = at;
            return at + 1;
        }
        w += cp_width(cp, size);
        if (w > width && at && cp != ' ')
            break;
        fits = s.n - rest.n;
        last = cp;
        if (rest.n == 0)
            good = fits;
    }
    *ret_torn = *ret_torn || !good;
    if (!good)
        good = fits;
    if (lists && good < s.n && comma * 2 >= good)
        good = comma ? comma : good;
    *ret_show = good;
    while (*ret_show && s.p[*ret_show - 1] == ' ')
        --*ret_show;
    return good;
}

static struct str cut_line(struct arena *a, struct str s, int32_t size, int32_t width)
{
    struct str rest = s;
    int32_t    w    = size;
    size_t     n    = 0;
    uint32_t   cp;

    while (utf8_next(&rest, &cp)) {
        w += cp_width(cp, size);
        if (w > width || cp == '\n')
            break;
        n = s.n - rest.n;
    }
    return arena_fmt(a, "%.*s…", (int)n, s.p);
}

static struct lines wrap(struct arena *a, struct str s, enum ink ink, int32_t width, size_t most)
{
    struct str  *at   = ARENA_ARRAY(a, struct str, most);
    struct lines got  = { at, 0, 0, false, false };
    int32_t      size = ink_size(ink);

    while (s.n && got.n < most) {
        size_t     show, used = one_line(s, ink, width, &show, &got.torn);
        struct str line = str_head(s, show);

        if (got.n + 1 == most && used < s.n) {
            line    = cut_line(a, s, size, width);
            used    = s.n;
            got.cut = true;
        }
        at[got.n++] = line;
        if (text_width(line, size) > got.w)
            got.w = text_width(line, size);
        s = str_skip(s, used);
    }
    return got;
}

/* Is its last line so short that it looks lost: a letter or two? */
static bool ends_lost(const struct lines *l)
{
    struct str rest = l->n > 1 && !l->cut ? l->at[l->n - 1] : STR_NONE;
    uint32_t   cp;
    int        n = 0;

    while (utf8_next(&rest, &cp))
        n++;
    return n == 1 || n == 2;
}

struct lines text_wrap(struct arena *a, struct str s, enum ink ink, int32_t width, size_t most)
{
    struct lines got = wrap(a, s, ink, width, most);

    for (int k = 1; k <= 4 && ends_lost(&got); k++) {
        struct lines tried = wrap(a, s, ink, width - k * ink_size(ink), most);

        if (tried.n != got.n || tried.cut || tried.torn)
            break;
        if (!ends_lost(&tried))
            return tried;
    }
    return got;
}

bool text_ends_well(struct str line)
{
    struct str rest = line;
    uint32_t   cp = 0, last = 0;

    while (utf8_next(&rest, &cp))
        last = cp;
    return one_of(last, "，、；,;");
}
