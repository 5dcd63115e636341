#include "cases/sniff.h"
#include "base/utf8.h"
#include "cases/zip.h"

#include <strings.h>

enum { PDF_TAIL = 1024, BRANDS_MOST = 64 };

const struct file_kind file_kinds[FILE_TYPES] = {
    [FILE_JPEG] = { "image/jpeg", "jpg", "jpeg" },
    [FILE_PNG]  = { "image/png", "png", "png" },
    [FILE_WEBP] = { "image/webp", "webp", "webp" },
    [FILE_GIF]  = { "image/gif", "gif", "gif" },
    [FILE_HEIC] = { "image/heic", "heic", "heic" },
    [FILE_PDF]  = { "application/pdf", "pdf", NULL },
    [FILE_DOCX] = { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "docx", NULL },
    [FILE_XLSX] = { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
                    NULL },
    [FILE_TEXT] = { "text/plain", "txt", NULL },
    [FILE_CSV]  = { "text/csv", "csv", NULL },
};

/* -- names -- */

static struct str ending_of(struct str name)
{
    for (size_t i = name.n; i-- > 0;)
        if (name.p[i] == '.')
            return str_skip(name, i + 1);
    return STR_NONE;
}

static bool is_ending(struct str s, const char *ending)
{
    struct str e = str_of(ending);

    return s.n == e.n && strncasecmp(s.p, e.p, e.n) == 0;
}

static enum file_type type_by_name(struct str name)
{
    static const struct {
        const char    *ending;
        enum file_type type;
    } also[]          = { { "jpeg", FILE_JPEG }, { "jpe", FILE_JPEG }, { "heif", FILE_HEIC } };
    struct str ending = ending_of(name);

    for (int t = FILE_NONE + 1; ending.p && t < FILE_TYPES; t++)
        if (is_ending(ending, file_kinds[t].ending))
            return (enum file_type)t;
    for (size_t i = 0; ending.p && i < ARRAY_LEN(also); i++)
        if (is_ending(ending, also[i].ending))
            return also[i].type;
    return FILE_NONE;
}

bool sniff_misnamed(struct str name, enum file_type found)
{
    enum file_type said = type_by_name(name);

    if (said == FILE_NONE || said == found)
        return false;
    return !(file_kinds[said].photo && file_kinds[found].photo);
}

enum file_type sniff_type_of(struct str mime)
{
    for (int t = FILE_NONE + 1; t < FILE_TYPES; t++)
        if (str_is(mime, file_kinds[t].mime))
            return (enum file_type)t;
    return FILE_NONE;
}

struct str sniff_name(struct arena *a, struct str name, enum file_type type)
{
    struct str ending = ending_of(name), stem = name;

    if (type == FILE_NONE || type_by_name(name) == type)
        return name;
    if (type_by_name(name) != FILE_NONE) /* a photo that was made another */
        stem = str_head(name, name.n - ending.n - 1);
    return arena_fmt(a, "%.*s.%s", STR_ARG(stem), file_kinds[type].ending);
}

/* -- contents -- */

/* ISO/IEC 14496-12: the first box says which brands the file keeps to. */
static bool is_heic(struct str s)
{
    static const char *const brands[] = { "heic", "heix", "heim", "heis" };
    uint32_t                 size;

    if (s.n < 16 || !str_eq(str_head(str_skip(s, 4), 4), S("ftyp")))
        return false;
    size = (uint32_t)(unsigned char)s.p[0] << 24 | (uint32_t)(unsigned char)s.p[1] << 16 |
           (uint32_t)(unsigned char)s.p[2] << 8 | (uint32_t)(unsigned char)s.p[3];
    if (size < 16 || size > s.n || size > 16 + 4 * BRANDS_MOST)
        return false;
    for (size_t at = 8; at + 4 <= size; at += 4)
        for (size_t i = 0; at != 12 && i < ARRAY_LEN(brands); i++)
            if (str_is(str_head(str_skip(s, at), 4), brands[i]))
                return true;
    return false;
}

static bool is_pdf(struct str s)
{
    struct str tail = s.n > PDF_TAIL ? str_skip(s, s.n - PDF_TAIL) : s;

    return str_starts(s, S("%PDF-")) && str_find(tail, S("%%EOF")) != SIZE_MAX;
}

struct members {
    bool types, word, sheet, macros;
};

static void see_member(void *ctx, struct str name)
{
    struct members *m = ctx;

    m->types = m->types || str_is(name, "[Content_Types].xml");
    m->word  = m->word || (str_starts(name, S("word/document")) && str_ends(name, S(".xml")));
    m->sheet = m->sheet || str_is(name, "xl/workbook.xml");
    m->macros =
        m->macros || str_ends(name, S("vbaProject.bin")) || str_starts(name, S("xl/macrosheets/"));
}

static enum file_type office_type(struct str s)
{
    struct members m = { 0 };

    if (!str_starts(s, S("PK\3\4")) || zip_look(s, see_member, &m) != RC_OK || !m.types ||
        m.macros || m.word == m.sheet)
        return FILE_NONE;
    return m.word ? FILE_DOCX : FILE_XLSX;
}

static bool has_controls(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f)
            return true;
    }
    return false;
}

static bool within(unsigned char c, unsigned char least, unsigned char most)
{
    return c >= least && c <= most;
}

/* GB 18030: one, two or four bytes. */
static bool is_gb18030(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;

    for (size_t i = 0; i < s.n;) {
        size_t left = s.n - i;

        if (p[i] < 0x80) {
            i++;
        } else if (left >= 4 && within(p[i], 0x81, 0xfe) && within(p[i + 1], '0', '9') &&
                   within(p[i + 2], 0x81, 0xfe) && within(p[i + 3], '0', '9')) {
            i += 4;
        } else if (left >= 2 && within(p[i], 0x81, 0xfe) && within(p[i + 1], 0x40, 0xfe) &&
                   p[i + 1] != 0x7f) {
            i += 2;
        } else {
            return false;
        }
    }
    return true;
}

static bool is_text(struct str s)
{
    return s.n > 0 && !has_controls(s) && (utf8_ok(s) || is_gb18030(s));
}

enum file_type sniff(struct str s, struct str name)
{
    enum file_type office;

    if (str_starts(s, S("\xff\xd8\xff")))
        return FILE_JPEG;
    if (str_starts(s, S("\x89PNG\r\n\x1a\n")))
        return FILE_PNG;
    if (str_starts(s, S("GIF87a")) || str_starts(s, S("GIF89a")))
        return FILE_GIF;
    if (str_starts(s, S("RIFF")) && str_eq(str_head(str_skip(s, 8), 4), S("WEBP")))
        return FILE_WEBP;
    if (is_heic(s))
        return FILE_HEIC;
    if (str_starts(s, S("%PDF")))
        return is_pdf(s) ? FILE_PDF : FILE_NONE;
    office = office_type(s);
    if (office != FILE_NONE)
        return office;
    if (!is_text(s))
        return FILE_NONE;
    return type_by_name(name) == FILE_CSV ? FILE_CSV : FILE_TEXT;
}
