#include "shape/csv.h"
#include "base/utf8.h"

#include <iconv.h>
#include <string.h>

static const struct say bad_code =
    SAY("bad_encoding", "文件既不是UTF-8也不是GB18030编码，或含有零字符",
        "the file is neither UTF-8 nor GB18030, or holds a zero character");
static const struct say open_quote =
    SAY("open_quote", "第{0}行：引号没有结束", "line {0}: a quote is not closed");
static const struct say too_many_fields =
    SAY("too_many_fields", "第{0}行：超过{1}列", "line {0}: more than {1} columns");

static bool convert(struct arena *a, struct str text, const char *code, struct str *ret_text)
{
    /* In both codes two bytes become three at most, and four become four. */
    size_t  room = text.n / 2 * 3 + 4, left = room, in_left = text.n, bad;
    char   *in = (char *)(uintptr_t)text.p, *p = arena_alloc(a, room), *out = p;
    iconv_t cd = iconv_open("UTF-8", code);

    BUG_ON(cd == (iconv_t)-1); /* part of the C library */
    bad = iconv(cd, &in, &in_left, &out, &left);
    iconv_close(cd);
    if (bad == (size_t)-1 || in_left)
        return false;
    *ret_text = (struct str){ p, room - left };
    return utf8_ok(*ret_text);
}

static char separator(struct str text)
{
    size_t commas = 0, tabs = 0, i;
    bool   quoted = false;

    for (i = 0; i < text.n; i++) {
        char c = text.p[i];

        if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '\n' || c == '\r')
            break;
        commas += c == ',';
        tabs += c == '\t';
    }
    return tabs > commas ? '\t' : ',';
}

enum rc csv_open(struct csv *c, struct arena *a, struct str text, struct faults *f)
{
    struct str mark = S("\xEF\xBB\xBF");

    if (!text.p)
        text = S("");
    if (str_starts(text, S("\xFF\xFE")) || str_starts(text, S("\xFE\xFF"))) {
        if (!convert(a, text, "UTF-16", &text))
            return fault(f, RC_MALFORMED, &bad_code, STR_NONE, STR_NONE);
    } else if (!utf8_ok(text) && !convert(a, text, "GB18030", &text)) {
        return fault(f, RC_MALFORMED, &bad_code, STR_NONE, STR_NONE);
    }
    if (str_starts(text, mark))
        text = str_skip(text, mark.n);
    *c = (struct csv){ .rest = text, .sep = separator(text), .line_next = 1, .arena = a };
    return RC_OK;
}

/* At a row's end: step over CR LF, LF or CR. */
static void end_row(struct csv *c)
{
    if (c->rest.n) {
        c->rest = str_skip(c->rest, str_starts(c->rest, S("\r\n")) ? 2 : 1);
        c->line_next++;
    }
}

/* Bytes before the next separator or row's end. */
static size_t plain_run(const struct csv *c)
{
    size_t i = 0;

    while (i < c->rest.n && c->rest.p[i] != c->sep && c->rest.p[i] != '\n' && c->rest.p[i] != '\r')
        i++;
    return i;
}

/* Line ends within quotes: LF, CR LF and CR each count once. */
static size_t count_lines(struct str s)
{
    size_t n = 0, i;

    for (i = 0; i < s.n; i++)
        n += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return n;
}

/* `c->rest` begins with a quote. */
static enum rc quoted(struct csv *c, struct faults *f, struct str *ret_field)
{
    struct str  s = str_skip(c->rest, 1);
    const char *end;
    size_t      n = 0, doubled = 0, tail, i;
    char       *p, room[INT_TEXT];

    for (;; n += 2, doubled++) {
        end = n < s.n ? memchr(s.p + n, '"', s.n - n) : NULL;
        if (!end)
            return fault(f, RC_MALFORMED, &open_quote, int_text((int64_t)c->line_next, room),
                         STR_NONE);
        n = (size_t)(end - s.p);
        if (n + 1 == s.n || s.p[n + 1] != '"')
            break;
    }
    c->rest = str_skip(s, n + 1);
    if (!c->by_row)
        c->line_next += count_lines(str_head(s, n));
    tail       = plain_run(c);
    *ret_field = str_head(s, n);
    if (doubled || tail) {
        p            = arena_alloc(c->arena, n + tail);
        ret_field->p = p;
        for (i = 0; i < n; i++) {
            *p++ = s.p[i];
            i += s.p[i] == '"';
        }
        memcpy(p, c->rest.p, tail);
        ret_field->n = n - doubled + tail;
        c->rest      = str_skip(c->rest, tail);
    }
    return RC_OK;
}

static enum rc one_field(struct csv *c, struct faults *f, struct str *ret_field)
{
    size_t n;

    if (c->rest.n && c->rest.p[0] == '"')
        return quoted(c, f, ret_field);
    n          = plain_run(c);
    *ret_field = str_head(c->rest, n);
    c->rest    = str_skip(c->rest, n);
    return RC_OK;
}

/* Fields go to the stack first, so that the arena pays for as many as there are. */
enum { FEW = 64 };
struct row {
    struct str      few[FEW];
    VEC(struct str) many;
    size_t          n;
};

static void add_field(struct csv *c, struct row *r, struct str field)
{
    size_t i;

    if (r->n == FEW)
        for (i = 0; i < FEW; i++)
            *VEC_PUSH(c->arena, &r->many) = r->few[i];
    if (r->n < FEW)
        r->few[r->n] = field;
    else
        *VEC_PUSH(c->arena, &r->many) = field;
    r->n++;
}

/* Up to the row's end; *ret_empty when there is nothing in it. */
static enum rc read_row(struct csv *c, struct faults *f, struct row *r, bool *ret_empty)
{
    struct str field;
    bool       empty = true;
    char       line[INT_TEXT], most[INT_TEXT];

    for (;;) {
        TRY(one_field(c, f, &field));
        if (r->n == CSV_FIELDS_MOST)
            return fault(f, RC_MALFORMED, &too_many_fields, int_text((int64_t)c->line, line),
                         int_text(CSV_FIELDS_MOST, most));
        add_field(c, r, field);
        empty &= field.n == 0;
        if (c->rest.n == 0 || c->rest.p[0] != c->sep)
            break;
        c->rest = str_skip(c->rest, 1);
    }
    end_row(c);
    *ret_empty = empty;
    return RC_OK;
}

enum rc csv_row(struct csv *c, struct faults *f, const struct str **ret_at, size_t *ret_n)
{
    struct row  r;
    bool        empty = true;
    struct str *at;

    while (empty) {
        if (c->rest.n == 0)
            return RC_NOT_FOUND;
        r.n = r.many.n = r.many.cap = 0;
        r.many.at                   = NULL;
        c->line                     = c->line_next;
        TRY(read_row(c, f, &r, &empty));
    }
    at = r.many.at;
    if (r.n <= FEW) {
        at = ARENA_ARRAY(c->arena, struct str, r.n);
        memcpy(at, r.few, r.n * sizeof(*at));
    }
    *ret_at = at;
    *ret_n  = r.n;
    return RC_OK;
}

/* Whether a spreadsheet would take the cell for a formula; its wide signs count in Chinese ones. */
static bool is_formula(struct str s)
{
    static const char *const signs[] = { "=", "+", "-", "@", "=", "+", "-", "@" };
    double                   number;
    size_t                   i;

    if (s.n && (s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
        return true;
    s = str_trim(s);
    if (str_real(s, &number) == RC_OK)
        return false;
    for (i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(s, str_of(signs[i])))
            return true;
    return false;
}

void csv_put(struct buf *out, struct str field, bool first)
{
    bool   formula = is_formula(field), quote = formula;
    size_t i;

    for (i = 0; i < field.n && !quote; i++)
        quote = field.p[i] == ',' || field.p[i] == '"' || field.p[i] == '\n' ||
                field.p[i] == '\r' || field.p[i] == '\t';
    /* Spaces at the ends get lost, and so would a mark at the front of the first cell. */
    if (field.n && (field.p[0] == ' ' || field.p[field.n - 1] == ' ' || field.p[0] == '\xEF'))
        quote = true;
    if (!first)
        buf_add1(out, ',');
    if (!quote) {
        buf_add(out, field);
        return;
    }
    buf_add1(out, '"');
    if (formula)
        buf_add1(out, '\'');
    for (i = 0; i < field.n; i++) {
        if (field.p[i] == '"')
            buf_add1(out, '"');
        buf_add1(out, field.p[i]);
    }
    buf_add1(out, '"');
}
