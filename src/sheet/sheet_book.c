/* sheet_book: what a workbook says of its sheets, of the texts that cells share, and of which
 * formats are dates. */
#include "sheet/sheet_own.h"

#include <string.h>

enum {
    SHEETS_MOST = 255,
    STYLES_MOST = 70000,   /* as Excel */
    SHARED_MOST = 2 << 20, /* texts */
    SHARED_TEXT = 64 << 20,
    FORMATS     = 500,
};

static bool is(const char *name, const char *wanted)
{
    return strcmp(part_local(name), wanted) == 0;
}

static void no_end(void *ctx, const char *name)
{
    (void)ctx;
    (void)name;
}

/* -- workbook.xml and where its parts are -- */

struct listing {
    struct book    *b;
    VEC(struct str) ids; /* of relations, beside b->names */
    size_t          nth; /* the first sheet that is not hidden */
    bool            found;
};

static void workbook_start(void *ctx, const char *name, const char **atts)
{
    struct part    *p     = ctx;
    struct listing *l     = p->ctx;
    struct str      state = part_attr(atts, "state"), date = part_attr(atts, "date1904");

    if (is(name, "workbookPr"))
        l->b->from_1904 = str_is(date, "1") || str_is(date, "true");
    if (!is(name, "sheet"))
        return;
    if (l->ids.n == SHEETS_MOST) {
        part_stop(p, RC_MALFORMED);
        return;
    }
    if (!l->found && (!state.p || str_is(state, "visible"))) {
        l->found = true;
        l->nth   = l->ids.n;
    }
    *VEC_PUSH(l->b->a, &l->b->names) = !state.p || str_is(state, "visible")
                                           ? arena_str(l->b->a, part_attr(atts, "name"))
                                           : STR_NONE;
    *VEC_PUSH(l->b->a, &l->ids)      = arena_str(l->b->a, part_attr(atts, "id"));
}

/* Targets are beside workbook.xml, or from the top with a leading slash. */
static struct str member(struct book *b, struct str target)
{
    if (str_starts(target, S("/")))
        return arena_str(b->a, str_skip(target, 1));
    return arena_fmt(b->a, "xl/%.*s", STR_ARG(target));
}

static void rels_start(void *ctx, const char *name, const char **atts)
{
    struct part    *p    = ctx;
    struct listing *l    = p->ctx;
    struct str      type = part_attr(atts, "Type"), target = part_attr(atts, "Target");

    if (!is(name, "Relationship") || !target.p)
        return;
    if (str_ends(type, S("/sharedStrings")))
        l->b->texts = member(l->b, target);
    else if (str_ends(type, S("/styles")))
        l->b->styles = member(l->b, target);
    else if (l->nth < l->ids.n && str_eq(part_attr(atts, "Id"), l->ids.at[l->nth]))
        l->b->first = member(l->b, target);
}

/* -- sharedStrings.xml -- */

struct sharing {
    struct book *b;
    struct buf   text;
    size_t       all;
    bool         phonetic; /* how a name is read aloud: not part of the text */
};

static void shared_start(void *ctx, const char *name, const char **atts)
{
    struct part    *p = ctx;
    struct sharing *s = p->ctx;

    (void)atts;
    if (is(name, "si"))
        buf_clear(&s->text);
    else if (is(name, "rPh"))
        s->phonetic = true;
    else if (is(name, "t") && !s->phonetic)
        p->text = &s->text;
}

static void shared_end(void *ctx, const char *name)
{
    struct part    *p = ctx;
    struct sharing *s = p->ctx;

    if (is(name, "t"))
        p->text = NULL;
    if (is(name, "rPh"))
        s->phonetic = false;
    if (!is(name, "si"))
        return;
    s->all += s->text.n;
    if (s->b->shared.n == SHARED_MOST || s->all > SHARED_TEXT || s->text.full) {
        part_stop(p, RC_TOO_LARGE);
        return;
    }
    *VEC_PUSH(s->b->a, &s->b->shared) = arena_str(s->b->a, buf_str(&s->text));
}

/* -- styles.xml -- */

struct styling {
    struct book *b;
    bool         own[FORMATS]; /* formats of its own, by number, that are dates */
    bool         inside;       /* cellXfs */
};

/* Does the code show a day or a time? Quoted words, colours and what is escaped do not count. */
static bool shows_date(struct str code)
{
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (c == '"' || c == '[') {
            char end = c == '"' ? '"' : ']';

            if (c == '[' && i + 1 < code.n && strchr("hHmMsS", code.p[i + 1]) && code.p[i + 1])
                return true; /* [h]:mm; [Magenta] also begins so, and nobody writes it for amounts
                              */
            while (++i < code.n && code.p[i] != end)
                ;
        } else if (c == '\\' || c == '_' || c == '*') {
            i++;
        } else if (c == ';') {
            return false;
        } else if (strchr("ymdhsYMDHS", c)) {
            return true;
        }
    }
    return false;
}

static bool built_in_date(int64_t id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}

static void styles_start(void *ctx, const char *name, const char **atts)
{
    struct part    *p  = ctx;
    struct styling *s  = p->ctx;
    int64_t         id = -1;

    if (is(name, "cellXfs"))
        s->inside = true;
    if (str_int(part_attr(atts, "numFmtId"), &id) != RC_OK || id < 0)
        id = -1;
    if (is(name, "numFmt") && id >= 0 && id < FORMATS)
        s->own[id] = shows_date(part_attr(atts, "formatCode"));
    if (!is(name, "xf") || !s->inside)
        return;
    if (s->b->is_date.n == STYLES_MOST)
        part_stop(p, RC_MALFORMED);
    else
        *VEC_PUSH(s->b->a, &s->b->is_date) =
            id >= 0 && (built_in_date(id) || (id < FORMATS && s->own[id]));
}

static void styles_end(void *ctx, const char *name)
{
    struct part    *p = ctx;
    struct styling *s = p->ctx;

    if (is(name, "cellXfs"))
        s->inside = false;
}

static enum rc read_texts(struct parts *p, struct book *b)
{
    struct sharing s = { .b = b };
    enum rc        rc;

    buf_init(&s.text, 1 << 20);
    rc = part_read(p, b->texts, shared_start, shared_end, &s);
    buf_free(&s.text);
    return rc;
}

enum rc book_read(struct parts *p, struct book *b)
{
    struct listing l = { .b = b };
    struct styling s = { .b = b };

    TRY(part_read(p, S("xl/workbook.xml"), workbook_start, no_end, &l));
    TRY(part_read(p, S("xl/_rels/workbook.xml.rels"), rels_start, no_end, &l));
    b->nth = l.nth;
    if (!b->first.p)
        return RC_NOT_FOUND;
    if (b->texts.p)
        TRY(read_texts(p, b));
    return b->styles.p ? part_read(p, b->styles, styles_start, styles_end, &s) : RC_OK;
}
