#include "base/utf8.h"
#include "shape/shape.h"
#include "shape/shape_read.h"

#include <math.h>
#include <string.h>

const struct say say_want_whole = SAY("wrong_type", "应为整数", "a whole number expected");
const struct say say_want_real  = SAY("wrong_type", "应为数字", "a number expected");
const struct say say_want_bool  = SAY("wrong_type", "应为true或false", "true or false expected");
const struct say say_want_text  = SAY("wrong_type", "应为文字", "a text expected");
const struct say say_want_obj   = SAY("wrong_type", "应为对象", "an object expected");
const struct say say_want_id =
    SAY("wrong_type", "应为编号（带引号的数字）", "an id expected: digits in quotes");
const struct say say_want_time = SAY("wrong_type", "应为时间，如2026-01-31T08:30:00+08:00",
                                     "a time expected, such as 2026-01-31T08:30:00+08:00");
const struct say say_want_day =
    SAY("wrong_type", "应为日期，如2026-01-31", "a date expected, such as 2026-01-31");
static const struct say want_list    = SAY("wrong_type", "应为列表", "a list expected");
static const struct say few_members  = SAY("too_few", "至少要{0}项", "at least {0} entries");
static const struct say many_members = SAY("too_many", "不能超过{0}项", "at most {0} entries");

static void put_step(struct buf *b, const struct path *p)
{
    if (p->up)
        put_step(b, p->up);
    if (p->name.p) {
        if (b->n)
            buf_add1(b, '.');
        buf_add(b, p->name);
    } else if (p->index != SIZE_MAX) {
        buf_add1(b, '[');
        buf_addi(b, (int64_t)p->index);
        buf_add1(b, ']');
    }
}

enum rc shape_wrong(struct binder *b, const struct path *p, const struct say *say, struct str arg)
{
    struct buf text;

    b->wrong++;
    if (!b->f || b->f->n == FAULTS_MOST)
        return RC_INVALID;
    buf_init(&text, 4096);
    put_step(&text, p);
    fault_field(b->f, RC_INVALID, say, buf_str(&text), arg);
    buf_free(&text);
    return RC_INVALID;
}

bool shape_enough(const struct binder *b)
{
    return b->wrong && (!b->f || b->f->n == FAULTS_MOST);
}

static enum rc wrong_limit(struct binder *b, const struct path *p, const struct say *say,
                           int64_t limit)
{
    char room[INT_TEXT];

    return shape_wrong(b, p, say, int_text(limit, room));
}

static enum rc check_range(struct binder *b, const struct field *fd, const struct path *p,
                           int64_t v)
{
    if ((fd->min || fd->max) && v < fd->min)
        return wrong_limit(b, p, &say_too_small, fd->min);
    if (shape_has_max(fd) && v > fd->max)
        return wrong_limit(b, p, &say_too_big, fd->max);
    return RC_OK;
}

static enum rc put_i32(struct binder *b, const struct field *fd, const struct path *p, int64_t v,
                       void *ret)
{
    if (v <= INT32_MIN)
        return wrong_limit(b, p, &say_too_small, INT32_MIN + 1);
    if (v > INT32_MAX)
        return wrong_limit(b, p, &say_too_big, INT32_MAX);
    TRY(check_range(b, fd, p, v));
    *(int32_t *)ret = (int32_t)v;
    return RC_OK;
}

static enum rc put_i64(struct binder *b, const struct field *fd, const struct path *p, int64_t v,
                       void *ret)
{
    if (v == NONE_I64)
        return wrong_limit(b, p, &say_too_small, NONE_I64 + 1);
    TRY(check_range(b, fd, p, v));
    *(int64_t *)ret = v;
    return RC_OK;
}

static enum rc put_real(struct binder *b, const struct field *fd, const struct path *p, double v,
                        void *ret)
{
    if ((fd->min || fd->max) && v < (double)fd->min)
        return wrong_limit(b, p, &say_too_small, fd->min);
    if (shape_has_max(fd) && v > (double)fd->max)
        return wrong_limit(b, p, &say_too_big, fd->max);
    *(double *)ret = v;
    return RC_OK;
}

static enum rc put_word(struct binder *b, const struct field *fd, const struct path *p,
                        struct str text, void *ret)
{
    struct buf words;
    enum rc    rc;
    int32_t    i;

    for (i = 0; fd->words[i]; i++)
        if (str_is(text, fd->words[i])) {
            *(int32_t *)ret = i;
            return RC_OK;
        }
    buf_init(&words, 4096);
    for (i = 0; fd->words[i]; i++) {
        if (i)
            buf_addc(&words, ", ");
        buf_addc(&words, fd->words[i]);
    }
    rc = shape_wrong(b, p, &say_not_one_of, buf_str(&words));
    buf_free(&words);
    return rc;
}

static enum rc put_text(struct binder *b, const struct field *fd, const struct path *p,
                        struct str text, void *ret)
{
    if (fd->min || fd->max) {
        int64_t n = (int64_t)utf8_count(text);

        /* An empty text where at least one character is due is simply not there. */
        if (n < fd->min)
            return n ? wrong_limit(b, p, &say_too_short, fd->min)
                     : shape_wrong(b, p, &say_needed, STR_NONE);
        if (shape_has_max(fd) && n > fd->max)
            return wrong_limit(b, p, &say_too_long, fd->max);
    }
    *(struct str *)ret = text;
    return RC_OK;
}

enum rc shape_put_text(struct binder *b, const struct field *fd, enum kind kind,
                       const struct path *p, struct str text, void *ret)
{
    int64_t v;
    int32_t day;

    switch (kind) {
    case K_STR:
        return put_text(b, fd, p, text, ret);
    case K_I32:
        if (fd->words)
            return put_word(b, fd, p, text, ret);
        if (fd->as == AS_DAY)
            return day_parse(text, &day) == RC_OK ? put_i32(b, fd, p, day, ret)
                                                  : shape_wrong(b, p, &say_want_day, STR_NONE);
        return str_int(text, &v) == RC_OK ? put_i32(b, fd, p, v, ret)
                                          : shape_wrong(b, p, &say_want_whole, STR_NONE);
    case K_I64:
        if (fd->as == AS_TIME)
            return time_parse(text, &v) == RC_OK ? put_i64(b, fd, p, v, ret)
                                                 : shape_wrong(b, p, &say_want_time, STR_NONE);
        if (str_int(text, &v) != RC_OK || (fd->as == AS_ID && v < 0))
            return shape_wrong(b, p, fd->as == AS_ID ? &say_want_id : &say_want_whole, STR_NONE);
        return put_i64(b, fd, p, v, ret);
    case K_REAL: {
        double real;

        if (str_real(text, &real) != RC_OK)
            return shape_wrong(b, p, &say_want_real, STR_NONE);
        return put_real(b, fd, p, real, ret);
    }
    default:
        break;
    }
    BUG_ON(true); /* callers send the other kinds elsewhere; shape_check() refuses the rest */
    return RC_INTERNAL;
}

/* What is due in place of a value of the wrong JSON kind. */
static const struct say *want(const struct field *fd, enum kind kind)
{
    switch (kind) {
    case K_I32:
        return fd->words ? &say_want_text : fd->as == AS_DAY ? &say_want_day : &say_want_whole;
    case K_I64:
        return fd->as == AS_ID     ? &say_want_id
               : fd->as == AS_TIME ? &say_want_time
                                   : &say_want_whole;
    case K_REAL:
        return &say_want_real;
    case K_BOOL:
        return &say_want_bool;
    case K_LIST:
        return &want_list;
    case K_OBJ:
        return &say_want_obj;
    default:
        return &say_want_text;
    }
}

static enum rc put_plain(struct binder *b, const struct field *fd, enum kind kind,
                         const struct path *p, const struct jval *v, void *ret)
{
    bool    as_text = kind == K_STR || fd->words || (kind != K_REAL && fd->as != AS_PLAIN);
    int64_t whole;
    double  real;

    if (as_text && v->kind == J_STR)
        return shape_put_text(b, fd, kind, p, v->text, ret);
    if (as_text || v->kind != J_NUM)
        return shape_wrong(b, p, want(fd, kind), STR_NONE);
    if (kind == K_REAL)
        return json_real(v, &real) == RC_OK ? put_real(b, fd, p, real, ret)
                                            : shape_wrong(b, p, &say_want_real, STR_NONE);
    if (json_int(v, &whole) != RC_OK)
        return shape_wrong(b, p, &say_want_whole, STR_NONE);
    return kind == K_I32 ? put_i32(b, fd, p, whole, ret) : put_i64(b, fd, p, whole, ret);
}

static enum rc put_obj(struct binder *b, const struct shape *s, const struct path *p,
                       const struct jval *v, void *obj);

enum rc shape_check_count(struct binder *b, const struct field *fd, const struct path *p, size_t n)
{
    int64_t most;

    if ((fd->min || fd->max) && (int64_t)n < fd->min)
        return wrong_limit(b, p, &few_members, fd->min);
    most = shape_has_max(fd) ? fd->max : SHAPE_LIST_MOST;
    if ((int64_t)n > most)
        return wrong_limit(b, p, &many_members, most);
    return RC_OK;
}

static enum rc put_list(struct binder *b, const struct field *fd, const struct path *p,
                        const struct jval *v, struct list *ret)
{
    size_t             size = shape_each_size(fd), i = 0;
    const struct jval *m;
    char              *at;

    if (v->kind != J_LIST)
        return shape_wrong(b, p, &want_list, STR_NONE);
    TRY(shape_check_count(b, fd, p, v->n));
    at = arena_array(b->a, v->n, size);
    for (m = v->first; m && !shape_enough(b); m = m->next, i++) {
        struct path  here = { .up = p, .index = i };
        struct field bare = { .as = fd->as }; /* min and max are of the list */

        /* Each writes down its own fault; the count of them is the result. */
        if (fd->of)
            (void)put_obj(b, fd->of, &here, m, at + i * size);
        else
            (void)put_plain(b, &bare, fd->each, &here, m, at + i * size);
    }
    *ret = (struct list){ at, v->n };
    return RC_OK;
}

static enum rc put_field(struct binder *b, const struct field *fd, const struct path *p,
                         const struct jval *v, void *ret)
{
    if (v->kind == J_NULL && fd->kind != K_JSON)
        return fd->opt ? RC_OK : shape_wrong(b, p, &say_needed, STR_NONE);
    switch (fd->kind) {
    case K_BOOL:
        if (v->kind != J_BOOL)
            return shape_wrong(b, p, &say_want_bool, STR_NONE);
        *(bool *)ret = v->yes;
        return RC_OK;
    case K_JSON:
        if (v->kind == J_NULL && fd->opt)
            return RC_OK;
        ((struct json *)ret)->text = v->raw;
        return RC_OK;
    case K_LIST:
        return put_list(b, fd, p, v, ret);
    case K_OBJ:
        return put_obj(b, fd->of, p, v, ret);
    default:
        return put_plain(b, fd, fd->kind, p, v, ret);
    }
}

static bool is_name(const struct field *fd, struct str name)
{
    return strncmp(fd->name, name.p, name.n) == 0 && fd->name[name.n] == '\0';
}

const struct field *shape_field(const struct shape *s, struct str name)
{
    size_t i;

    for (i = 0; i < s->n; i++)
        if (is_name(&s->fields[i], name))
            return &s->fields[i];
    return NULL;
}

/* Callers mostly send fields in the order of the table: look first behind the one found last. */
const struct field *shape_field_after(const struct shape *s, struct str name, size_t *hint)
{
    const struct field *fd;

    if (*hint < s->n && is_name(&s->fields[*hint], name))
        return &s->fields[(*hint)++];
    fd = shape_field(s, name);
    if (fd)
        *hint = (size_t)(fd - s->fields) + 1;
    return fd;
}

enum rc shape_unknown(struct binder *b, const struct shape *s, const struct path *p)
{
    enum { NEAR = 3 };
    size_t     best  = NEAR, i;
    struct str guess = STR_NONE;

    for (i = 0; i < s->n && !shape_enough(b); i++) {
        struct str name = str_of(s->fields[i].name);
        size_t     d    = str_distance(name, p->name, NEAR);

        /* Three slips in a name of four letters make it another name. */
        if (d < best && d * 2 < name.n) {
            best  = d;
            guess = name;
        }
    }
    return shape_wrong(b, p, &say_unknown, guess);
}

void shape_all_needed(struct binder *b, const struct shape *s, const struct path *p,
                      const bool *seen)
{
    size_t i;

    for (i = 0; i < s->n && !shape_enough(b); i++) {
        struct path here = { .up = p, .name = str_of(s->fields[i].name) };

        if (!seen[i] && !s->fields[i].opt)
            (void)shape_wrong(b, &here, &say_needed, STR_NONE);
    }
}

static enum rc put_obj(struct binder *b, const struct shape *s, const struct path *p,
                       const struct jval *v, void *obj)
{
    bool               seen[SHAPE_FIELDS] = { false };
    size_t             hint               = 0;
    const struct jval *m;

    BUG_ON(s->n > SHAPE_FIELDS);
    if (v->kind != J_OBJ)
        return shape_wrong(b, p, &say_want_obj, STR_NONE);
    shape_clear(s, obj);
    for (m = v->first; m && !shape_enough(b); m = m->next) {
        const struct field *fd   = shape_field_after(s, m->name, &hint);
        struct path         here = { .up = p, .name = m->name };

        if (!fd) {
            (void)shape_unknown(b, s, &here);
            continue;
        }
        seen[fd - s->fields] = true;
        (void)put_field(b, fd, &here, m, (char *)obj + fd->at);
    }
    shape_all_needed(b, s, p, seen);
    return RC_OK;
}

enum rc shape_from_json(const struct shape *s, const struct jval *v, struct arena *a,
                        struct faults *f, void *ret)
{
    struct binder b   = { .a = a, .f = f };
    struct path   top = { .index = SIZE_MAX };
    void         *obj = arena_alloc(a, s->size);

    TRY(put_obj(&b, s, &top, v, obj));
    if (b.wrong)
        return RC_INVALID;
    memcpy(ret, obj, s->size);
    return RC_OK;
}

void shape_clear_field(const struct field *fd, void *obj)
{
    void *at = (char *)obj + fd->at;

    switch (fd->kind) {
    case K_I64:
        *(int64_t *)at = NONE_I64;
        break;
    case K_I32:
        *(int32_t *)at = fd->words ? -1 : NONE_I32;
        break;
    case K_BOOL:
        *(bool *)at = false;
        break;
    case K_REAL:
        *(double *)at = NAN;
        break;
    case K_STR:
    case K_JSON:
        *(struct str *)at = STR_NONE;
        break;
    case K_LIST:
        *(struct list *)at = (struct list){ 0 };
        break;
    case K_OBJ:
        shape_clear(fd->of, at);
        break;
    case K_NONE:
        BUG_ON(true);
    }
}

void shape_clear(const struct shape *s, void *obj)
{
    size_t i;

    memset(obj, 0, s->size);
    for (i = 0; i < s->n; i++)
        shape_clear_field(&s->fields[i], obj);
}
