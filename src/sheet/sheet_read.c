/* sheet_read: the first sheet of a workbook as CSV text. */
#include "base/utf8.h"
#include "sheet/sheet_own.h"

#include <math.h>
#include <string.h>

enum {
    OWN_ROOM  = 512 << 20, /* far above what SHARED_TEXT in sheet_book.c allows */
    CELL_MOST = 1 << 20,
    ROWS_MOST = 1048576,
};

static const struct say say_old =
    SAY("sheet_old", "这是旧格式或加了密码的工作簿，请去掉密码并另存为.xlsx",
        "a workbook of the old kind or with a password: save it as .xlsx without one");
static const struct say say_merged =
    SAY("sheet_merged", "标题行有合并的单元格（{0}），请取消合并",
        "cells of the row of headings are merged ({0}): split them");
static const struct say say_many =
    SAY("sheet_text", "工作表太大，请拆成几个文件", "the sheet is too large: split it");

struct reading {
    const struct book *b;
    struct parts      *parts;
    struct buf        *out;
    struct buf         cell;
    size_t             row, column; /* at hand, from 1 and from 0 */
    size_t             written;     /* cells of the row that are in `out` */
    size_t             lines;       /* in `out` */
    size_t             heads;       /* the first row with something in it; 0: none yet */
    size_t             style;
    char               type;     /* of the cell: s shared, i inline, t text, b, e, d, n */
    bool               phonetic; /* as in sheet_book.c */
    struct str         merged;   /* in the headings; absent: none */
};

static bool is(const char *name, const char *wanted)
{
    return strcmp(part_local(name), wanted) == 0;
}

/* -- where a cell is -- */

/* "BC12": column 54, row 12; false when it is nothing of the kind. */
static bool read_ref(struct str ref, size_t *ret_column, size_t *ret_row)
{
    size_t column = 0, row = 0, i = 0;

    for (; i < ref.n && i < 4 && ref.p[i] >= 'A' && ref.p[i] <= 'Z'; i++)
        column = column * 26 + (size_t)(ref.p[i] - 'A' + 1);
    if (column == 0)
        return false;
    for (; i < ref.n && ref.p[i] >= '0' && ref.p[i] <= '9' && row <= ROWS_MOST; i++)
        row = row * 10 + (size_t)(ref.p[i] - '0');
    *ret_column = column - 1;
    *ret_row    = row;
    return i == ref.n && row >= 1 && row <= ROWS_MOST;
}

static bool begin_row(struct reading *r, struct str said)
{
    int64_t n = (int64_t)r->row + 1;

    if (said.p && str_int(said, &n) != RC_OK)
        return false;
    if (n <= (int64_t)r->row || n > ROWS_MOST)
        return false;
    r->row     = (size_t)n;
    r->column  = SIZE_MAX; /* the first cell is one further: 0 */
    r->written = 0;
    return true;
}

static bool begin_cell(struct reading *r, struct str ref)
{
    size_t column = r->column + 1, row = r->row;

    if (ref.p && (!read_ref(ref, &column, &row) || row != r->row ||
                  (r->column != SIZE_MAX && column <= r->column)))
        return false;
    r->column = column;
    return true;
}

/* -- what is in it -- */

/* Days since 1899-12-30, as Excel counts them, as people write times. */
static struct str date_text(const struct reading *r, double v, char room[TIME_TEXT])
{
    double  whole = floor(v);
    int32_t epoch = day_from_date((struct date){ 1899, 12, 30 }), day;
    int64_t s     = llround((v - whole) * 86400);
    char    day_room[TIME_TEXT];
    int     n;

    if (r->b->from_1904)
        whole += 1462;
    else if (whole < 60)
        whole++; /* Excel has a 29 February 1900 */
    if (s == 86400) {
        s = 0;
        whole++;
    }
    day = epoch + (int32_t)whole;
    if (v < 1 && !r->b->from_1904)
        n = snprintf(room, TIME_TEXT, "%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60),
                     (int)(s % 60));
    else if (s == 0)
        n = snprintf(room, TIME_TEXT, "%.*s", STR_ARG(day_text(day, day_room)));
    else
        n = snprintf(room, TIME_TEXT, "%.*s %02d:%02d:%02d", STR_ARG(day_text(day, day_room)),
                     (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    return (struct str){ room, (size_t)n };
}

/* Digits that a spreadsheet no longer knew are not made up: such a number stays in its short form,
 * which no check of a long number takes. */
static struct str number_text(const struct reading *r, struct str said, char room[TIME_TEXT])
{
    double v;
    int    n;

    if (str_real(str_trim(said), &v) != RC_OK || !isfinite(v))
        return said;
    if (r->style < r->b->is_date.n && r->b->is_date.at[r->style] && v >= 0 && v < 2958466)
        return date_text(r, v, room);
    if (v == floor(v) && fabs(v) < 1e15)
        n = snprintf(room, TIME_TEXT, "%.0f", v == 0 ? 0 : v);
    else
        n = snprintf(room, TIME_TEXT, "%.15g", v);
    return (struct str){ room, (size_t)n };
}

static struct str cell_text(const struct reading *r, char room[TIME_TEXT])
{
    struct str said = buf_str(&r->cell);
    int64_t    n;

    switch (r->type) {
    case 's':
        if (str_int(str_trim(said), &n) != RC_OK || n < 0 || (size_t)n >= r->b->shared.n)
            return STR_NONE;
        return r->b->shared.at[n];
    case 'b':
        return str_is(str_trim(said), "1") ? S("TRUE") : S("FALSE");
    case 'n':
        return number_text(r, said, room);
    default:
        return said;
    }
}

/* Spreadsheets write what XML cannot hold as _x000D_. */
static size_t escaped(struct str s)
{
    return str_starts(s, S("_x000D_")) || str_starts(s, S("_x000d_")) ? 7 : 0;
}

/* Always quoted, so that a line ends where the row does; `cell` is no formula here and stays. */
static void put_cell(struct reading *r, struct str s)
{
    while (r->lines + 1 < r->row) {
        buf_add1(r->out, '\n');
        r->lines++;
    }
    for (; r->written < r->column; r->written++)
        buf_add1(r->out, ',');
    buf_add1(r->out, '"');
    while (s.n) {
        size_t n = escaped(s);

        if (n) {
            s = str_skip(s, n);
            continue;
        }
        if (s.p[0] == '"')
            buf_add1(r->out, '"');
        buf_add1(r->out, s.p[0]);
        s = str_skip(s, 1);
    }
    buf_add1(r->out, '"');
    if (r->heads == 0)
        r->heads = r->row;
}

static char type_of(struct str t)
{
    if (!t.p || str_is(t, "n"))
        return 'n';
    if (str_is(t, "s") || str_is(t, "b") || str_is(t, "e") || str_is(t, "d"))
        return t.p[0];
    return str_is(t, "inlineStr") ? 'i' : 't';
}

/* -- the sheet -- */

static void merge(struct reading *r, struct str ref)
{
    struct str from, to = ref;
    size_t     column, top, bottom;

    str_split(&to, ':', &from);
    if (!to.p || !read_ref(from, &column, &top) || !read_ref(to, &column, &bottom))
        return;
    if (r->heads && top <= r->heads && bottom >= r->heads && !r->merged.p)
        r->merged = arena_str(r->b->a, ref);
}

static void cell_start(struct part *p, const char **atts)
{
    struct reading *r     = p->ctx;
    struct str      style = part_attr(atts, "s");
    int64_t         n;

    if (!begin_cell(r, part_attr(atts, "r"))) {
        part_stop(p, RC_MALFORMED);
        return;
    }
    buf_clear(&r->cell);
    r->type  = type_of(part_attr(atts, "t"));
    r->style = style.p && str_int(style, &n) == RC_OK && n >= 0 ? (size_t)n : SIZE_MAX;
}

static void sheet_start(void *ctx, const char *name, const char **atts)
{
    struct part    *p = ctx;
    struct reading *r = p->ctx;

    if (is(name, "row")) {
        if (!begin_row(r, part_attr(atts, "r")))
            part_stop(p, RC_MALFORMED);
    } else if (is(name, "c")) {
        cell_start(p, atts);
    } else if (is(name, "rPh")) {
        r->phonetic = true;
    } else if (is(name, "v") || (is(name, "t") && r->type == 'i' && !r->phonetic)) {
        p->text = &r->cell;
    } else if (is(name, "mergeCell")) {
        merge(r, part_attr(atts, "ref"));
    }
}

static void sheet_end_element(void *ctx, const char *name)
{
    struct part    *p = ctx;
    struct reading *r = p->ctx;
    char            room[TIME_TEXT];
    struct str      s;

    if (is(name, "rPh")) {
        r->phonetic = false;
    } else if (is(name, "v") || is(name, "t")) {
        p->text = NULL;
    } else if (is(name, "c")) {
        s = cell_text(r, room);
        if (r->cell.full || (s.n && r->row == 0)) {
            part_stop(p, RC_MALFORMED);
            return;
        }
        if (s.n)
            put_cell(r, s);
        if (r->out->full) {
            fault(p->all->f, RC_TOO_LARGE, &say_many, STR_NONE, STR_NONE);
            part_stop(p, RC_TOO_LARGE);
        }
    }
}

static enum rc read_sheet(struct parts *p, struct book *b, struct buf *out)
{
    struct reading r = { .b = b, .parts = p, .out = out };
    enum rc        rc;

    buf_init(&r.cell, CELL_MOST);
    rc = part_read(p, b->first, sheet_start, sheet_end_element, &r);
    buf_free(&r.cell);
    TRY(rc);
    buf_add1(out, '\n');
    TRY(buf_check(out));
    if (r.merged.p)
        return fault_field(p->f, RC_INVALID, &say_merged, S("file"), r.merged);
    return RC_OK;
}

static struct list other_names(struct arena *a, const struct book *b)
{
    struct str *at = ARENA_ARRAY(a, struct str, b->names.n);
    size_t      n  = 0;

    for (size_t i = 0; i < b->names.n; i++)
        if (i != b->nth && b->names.at[i].p)
            at[n++] = arena_str(a, b->names.at[i]);
    return (struct list){ at, n };
}

static enum rc read_book(struct arena *a, struct parts *p, struct book *b, struct sheet_text *ret)
{
    struct buf *out = arena_buf(a, SHEET_TEXT_MOST);
    enum rc     rc  = book_read(p, b);

    if (rc == RC_OK)
        rc = read_sheet(p, b, out);
    if (rc == RC_NOT_FOUND) /* a part that it names, or a part that it must have */
        return fault(p->f, RC_MALFORMED, &say_sheet_broken, STR_NONE, STR_NONE);
    TRY(rc);
    if (!utf8_ok(buf_str(out)))
        return fault(p->f, RC_MALFORMED, &say_sheet_broken, STR_NONE, STR_NONE);
    *ret = (struct sheet_text){ buf_str(out), SHEET_XLSX, other_names(a, b) };
    return RC_OK;
}

enum rc sheet_read(struct arena *a, struct str file, struct faults *f, struct sheet_text *ret)
{
    struct parts p;
    struct book  b = { 0 };
    enum rc      rc;

    if (str_starts(file, S("\xD0\xCF\x11\xE0")))
        return fault_field(f, RC_UNSUPPORTED, &say_old, S("file"), STR_NONE);
    if (!str_starts(file, S("PK\x03\x04"))) {
        *ret = (struct sheet_text){ .text = file, .form = SHEET_CSV };
        return RC_OK;
    }
    TRY(parts_open(&p, file, f));
    b.a = arena_new(OWN_ROOM);
    rc  = read_book(a, &p, &b, ret);
    arena_free(b.a);
    parts_close(&p);
    return rc;
}

enum rc sheet_csv(struct csv *c, struct arena *a, const struct sheet_text *t, struct faults *f)
{
    TRY(csv_open(c, a, t->text, f));
    if (t->form == SHEET_XLSX) {
        c->sep    = ',';
        c->by_row = true;
    }
    return RC_OK;
}
