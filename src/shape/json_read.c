#include "base/utf8.h"
#include "shape/json.h"
#include "shape/json_scan.h"

#include <stdlib.h>
#include <string.h>

/* {0} is the line, {1} the column. */
#define AT_ZH          "第{0}行第{1}列："
#define AT_EN          "line {0}, column {1}: "
#define SAY_AT(zh, en) SAY("malformed_json", AT_ZH zh, AT_EN en)
static const struct say not_utf8 = SAY_AT("不是有效的UTF-8文字", "not valid UTF-8, or a zero byte");
static const struct say no_value = SAY_AT("应为一个JSON值", "a JSON value expected");
static const struct say no_name = SAY_AT("应为带双引号的名称", "a name in double quotes expected");
static const struct say no_colon = SAY_AT("名称后应为冒号", "a colon expected after the name");
static const struct say no_more   = SAY_AT("应为逗号或]", "a comma or ] expected");
static const struct say no_member = SAY_AT("应为逗号或}", "a comma or } expected");
static const struct say no_end = SAY_AT("JSON值之后还有内容", "text after the end of the value");
static const struct say not_closed = SAY_AT("字符串没有结束", "this string does not end");
static const struct say raw_control =
    SAY_AT("字符串中的控制字符必须转义", "a control character in a string must be escaped");
static const struct say bad_escape = SAY_AT("没有这种转义", "no such escape");
static const struct say half_pair = SAY_AT("代理对不完整", "half of a surrogate pair stands alone");
static const struct say zero_char = SAY_AT("不接受零字符", "the zero character is not taken");
static const struct say bad_number = SAY_AT("不是JSON数字", "not a JSON number");
static const struct say twice =
    SAY_AT("名称“{2}”出现了两次", "the name \"{2}\" stands twice in one object");
static const struct say too_deep = SAY_AT("嵌套超过{2}层", "nested more than {2} deep");
static const struct say too_many = SAY_AT("超过{2}个值", "more than {2} values");

struct reader {
    const char    *p, *end;
    const char    *mark; /* line and col are of this place */
    uint32_t       line, col;
    struct arena  *a;
    struct faults *f;
    size_t         values, most;
    unsigned       depth;
};

static enum rc wrong_at(struct reader *r, uint32_t line, uint32_t col, const struct say *say,
                        struct str more)
{
    char lines[INT_TEXT], cols[INT_TEXT];

    return fault_full(r->f, RC_MALFORMED, say, STR_NONE,
                      (struct str[]){ int_text(line, lines), int_text(col, cols), more }, 3);
}

/* Bring line and col to `p`, which is not before the mark and on the same line. */
static void mark(struct reader *r, const char *p)
{
    r->col += (uint32_t)utf8_count((struct str){ r->mark, (size_t)(p - r->mark) });
    r->mark = p;
}

static enum rc wrong(struct reader *r, const char *p, const struct say *say)
{
    mark(r, p);
    return wrong_at(r, r->line, r->col, say, STR_NONE);
}

static enum rc wrong_limit(struct reader *r, const struct say *say, size_t limit)
{
    char room[INT_TEXT];

    mark(r, r->p);
    return wrong_at(r, r->line, r->col, say, int_text((int64_t)limit, room));
}

static void skip_space(struct reader *r)
{
    for (; r->p < r->end; r->p++) {
        if (*r->p == '\n') {
            r->line++;
            r->col  = 1;
            r->mark = r->p + 1;
        } else if (*r->p != ' ' && *r->p != '\t' && *r->p != '\r') {
            break;
        }
    }
}

static bool at(const struct reader *r, char c)
{
    return r->p < r->end && *r->p == c;
}

static bool hex4(const char *p, const char *end, uint32_t *ret_v)
{
    uint32_t v = 0;
    int      i;

    if (end - p < 4)
        return false;
    for (i = 0; i < 4; i++) {
        char c = p[i];

        if (c >= '0' && c <= '9')
            v = v << 4 | (uint32_t)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            v = v << 4 | (uint32_t)((c | 32) - 'a' + 10);
        else
            return false;
    }
    *ret_v = v;
    return true;
}

/* What follows "\u" at *p, a second escape of a pair included; *p goes behind it. */
static enum rc unicode_escape(struct reader *r, const char **p, const char *end, uint32_t *ret_cp)
{
    const char *from = *p - 2;
    uint32_t    cp, low;

    if (!hex4(*p, end, &cp))
        return wrong(r, from, &bad_escape);
    *p += 4;
    if (cp == 0)
        return wrong(r, from, &zero_char);
    if (cp >= 0xDC00 && cp <= 0xDFFF)
        return wrong(r, from, &half_pair);
    if (cp >= 0xD800 && cp <= 0xDBFF) {
        if (end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u' || !hex4(*p + 2, end, &low) ||
            low < 0xDC00 || low > 0xDFFF)
            return wrong(r, from, &half_pair);
        *p += 6;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    *ret_cp = cp;
    return RC_OK;
}

/* Undo the escapes between `p` and `end`. */
static enum rc unescape(struct reader *r, const char *p, const char *end, struct str *ret_text)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char             *room = arena_alloc(r->a, (size_t)(end - p)), *out = room;

    while (p < end) {
        size_t      n = json_clean_run(p, (size_t)(end - p));
        const char *which;

        memcpy(out, p, n);
        out += n;
        p += n;
        if (p == end)
            break;
        p += 2; /* the caller saw that the backslash is not the last */
        if (p[-1] == 'u') {
            uint32_t cp;

            TRY(unicode_escape(r, &p, end, &cp));
            out += utf8_put(cp, out);
        } else if ((which = memchr(from, p[-1], sizeof(from) - 1))) {
            *out++ = to[which - from];
        } else {
            return wrong(r, p - 2, &bad_escape);
        }
    }
    *ret_text = (struct str){ room, (size_t)(out - room) };
    return RC_OK;
}

/* At the opening quote. */
static enum rc string(struct reader *r, struct str *ret_text)
{
    const char *begin = r->p + 1, *p = begin;
    bool        escapes = false;

    for (;;) {
        p += json_clean_run(p, (size_t)(r->end - p));
        if (p == r->end)
            return wrong(r, r->p, &not_closed);
        if (*p == '"')
            break;
        if (*p != '\\')
            return wrong(r, p, &raw_control);
        if (r->end - p < 2)
            return wrong(r, r->p, &not_closed);
        if ((unsigned char)p[1] < 32)
            return wrong(r, p + 1, &raw_control);
        escapes = true;
        p += 2;
    }
    if (escapes)
        TRY(unescape(r, begin, p, ret_text));
    else
        *ret_text = (struct str){ begin, (size_t)(p - begin) };
    r->p = p + 1;
    return RC_OK;
}

static const char *digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    return p;
}

static enum rc number(struct reader *r, struct str *ret_text)
{
    const char *p = r->p + (*r->p == '-'), *q = digits(p, r->end);

    if (q == p || (*p == '0' && q - p > 1))
        return wrong(r, r->p, &bad_number);
    p = q;
    if (p < r->end && *p == '.') {
        q = digits(p + 1, r->end);
        if (q == p + 1)
            return wrong(r, r->p, &bad_number);
        p = q;
    }
    if (p < r->end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < r->end && (*p == '+' || *p == '-'))
            p++;
        q = digits(p, r->end);
        if (q == p)
            return wrong(r, r->p, &bad_number);
        p = q;
    }
    *ret_text = (struct str){ r->p, (size_t)(p - r->p) };
    r->p      = p;
    return RC_OK;
}

static bool word(struct reader *r, const char *w)
{
    size_t n = strlen(w);

    if ((size_t)(r->end - r->p) < n || memcmp(r->p, w, n) != 0)
        return false;
    r->p += n;
    return true;
}

static enum rc value(struct reader *r, struct jval **ret_v);

static enum rc list(struct reader *r, struct jval *v)
{
    struct jval **last = &v->first;

    v->kind = J_LIST;
    r->p++;
    skip_space(r);
    if (at(r, ']')) {
        r->p++;
        return RC_OK;
    }
    for (;;) {
        TRY(value(r, last));
        last = &(*last)->next;
        v->n++;
        skip_space(r);
        if (at(r, ']'))
            break;
        if (!at(r, ','))
            return wrong(r, r->p, &no_more);
        r->p++;
        skip_space(r);
    }
    r->p++;
    return RC_OK;
}

static int by_name(const void *a, const void *b)
{
    const struct jval *const *x = a, *const *y = b;

    return str_cmp((*x)->name, (*y)->name);
}

/* Large objects are sorted, so that a hostile one does not cost the square of its size. */
static enum rc no_name_twice(struct reader *r, const struct jval *obj)
{
    enum { FEW = 12 };
    const struct jval *few[FEW], **all = few, *m;
    size_t             n = 0, i, j;

    if (obj->n > FEW)
        all = ARENA_ARRAY(r->a, const struct jval *, obj->n);
    for (m = obj->first; m; m = m->next)
        all[n++] = m;
    if (n > FEW)
        qsort(all, n, sizeof(const struct jval *), by_name);
    for (i = 1; i < n; i++)
        for (j = n > FEW ? i - 1 : 0; j < i; j++)
            if (str_eq(all[j]->name, all[i]->name))
                return wrong_at(r, all[i]->line, all[i]->col, &twice, all[i]->name);
    return RC_OK;
}

static enum rc object(struct reader *r, struct jval *v)
{
    struct jval **last = &v->first;
    struct str    name;

    v->kind = J_OBJ;
    r->p++;
    skip_space(r);
    if (at(r, '}')) {
        r->p++;
        return RC_OK;
    }
    for (;;) {
        if (!at(r, '"'))
            return wrong(r, r->p, &no_name);
        TRY(string(r, &name));
        skip_space(r);
        if (!at(r, ':'))
            return wrong(r, r->p, &no_colon);
        r->p++;
        skip_space(r);
        TRY(value(r, last));
        (*last)->name = name;
        last          = &(*last)->next;
        v->n++;
        skip_space(r);
        if (at(r, '}'))
            break;
        if (!at(r, ','))
            return wrong(r, r->p, &no_member);
        r->p++;
        skip_space(r);
    }
    r->p++;
    return no_name_twice(r, v);
}

static enum rc nested(struct reader *r, struct jval *v)
{
    if (r->depth == JSON_DEPTH)
        return wrong_limit(r, &too_deep, JSON_DEPTH);
    r->depth++;
    TRY(*r->p == '{' ? object(r, v) : list(r, v));
    r->depth--;
    return RC_OK;
}

/* At the first character of a value. */
static enum rc value(struct reader *r, struct jval **ret_v)
{
    const char  *begin = r->p;
    struct jval *v;

    if (r->p == r->end)
        return wrong(r, r->p, &no_value);
    if (r->values++ == r->most)
        return wrong_limit(r, &too_many, r->most);
    v = ARENA_NEW(r->a, struct jval);
    mark(r, r->p);
    v->line = r->line;
    v->col  = r->col;
    if (*r->p == '{' || *r->p == '[') {
        TRY(nested(r, v));
    } else if (*r->p == '"') {
        v->kind = J_STR;
        TRY(string(r, &v->text));
    } else if (*r->p == '-' || (*r->p >= '0' && *r->p <= '9')) {
        v->kind = J_NUM;
        TRY(number(r, &v->text));
    } else if (word(r, "true")) {
        v->kind = J_BOOL;
        v->yes  = true;
    } else if (word(r, "false")) {
        v->kind = J_BOOL;
    } else if (!word(r, "null")) {
        return wrong(r, r->p, &no_value);
    }
    v->raw = (struct str){ begin, (size_t)(r->p - begin) };
    *ret_v = v;
    return RC_OK;
}

enum rc json_parse_most(struct arena *a, struct str text, size_t most_values, struct faults *f,
                        const struct jval **ret_v)
{
    const char   *begin = text.p ? text.p : "";
    struct reader r     = { .p    = begin,
                            .end  = begin + text.n,
                            .mark = begin,
                            .line = 1,
                            .col  = 1,
                            .a    = a,
                            .f    = f,
                            .most = most_values };
    size_t        good  = utf8_good(text);
    struct jval  *v;

    if (good < text.n) {
        r.end = begin + good;
        while ((r.p = memchr(r.mark, '\n', (size_t)(r.end - r.mark)))) {
            r.line++;
            r.mark = r.p + 1;
        }
        return wrong(&r, r.end, &not_utf8);
    }
    skip_space(&r);
    TRY(value(&r, &v));
    skip_space(&r);
    if (r.p < r.end)
        return wrong(&r, r.p, &no_end);
    *ret_v = v;
    return RC_OK;
}

enum rc json_parse(struct arena *a, struct str text, struct faults *f, const struct jval **ret_v)
{
    return json_parse_most(a, text, JSON_VALUES, f, ret_v);
}

const struct jval *json_get_str(const struct jval *obj, struct str name)
{
    const struct jval *m;

    if (!obj || obj->kind != J_OBJ)
        return NULL;
    for (m = obj->first; m; m = m->next)
        if (str_eq(m->name, name))
            return m;
    return NULL;
}

const struct jval *json_get(const struct jval *obj, const char *name)
{
    return json_get_str(obj, str_of(name));
}

enum rc json_int(const struct jval *v, int64_t *ret_v)
{
    /* Up to here every whole number has a double of its own. */
    static const double exact = 9007199254740992.0;
    double              real;

    if (!v || v->kind != J_NUM)
        return RC_INVALID;
    if (str_int(v->text, ret_v) == RC_OK)
        return RC_OK;
    TRY(str_real(v->text, &real)); /* 1.0 and 1e3 are whole, too */
    if (real < -exact || real > exact || real != (double)(int64_t)real)
        return RC_INVALID;
    *ret_v = (int64_t)real;
    return RC_OK;
}

enum rc json_real(const struct jval *v, double *ret_v)
{
    return v && v->kind == J_NUM ? str_real(v->text, ret_v) : RC_INVALID;
}
