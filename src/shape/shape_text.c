/* Binding from texts: query parameters, form fields, CSV cells, command line. */
#include "base/utf8.h"
#include "shape/shape.h"
#include "shape/shape_read.h"

#include <string.h>

static const struct say want_bool =
    SAY("wrong_type", "应为true或false（是或否）", "true or false expected");
static const struct say not_text =
    SAY("wrong_type", "这个字段不能以文字给出", "this field cannot be given as a text");
static const struct say twice = SAY("twice", "给出了两次", "given twice");

static enum rc put_bool(struct binder *b, const struct path *p, struct str text, bool *ret)
{
    static const char *const yes[] = { "true", "1", "yes", "on", "是" };
    static const char *const no[]  = { "false", "0", "no", "off", "否" };
    size_t                   i;

    for (i = 0; i < ARRAY_LEN(yes); i++) {
        if (str_is(text, yes[i]) || str_is(text, no[i])) {
            *ret = str_is(text, yes[i]);
            return RC_OK;
        }
    }
    return shape_wrong(b, p, &want_bool, STR_NONE);
}

static enum rc put_json(struct binder *b, const struct path *p, struct str text, struct json *ret)
{
    struct faults      inner = { 0 };
    const struct jval *v;

    if (json_parse(b->a, text, &inner, &v) != RC_OK) {
        struct str args[FAULT_ARGS] = { { inner.at[0].args, inner.at[0].arg_n[0] } };

        args[1] = (struct str){ args[0].p + args[0].n, inner.at[0].arg_n[1] };
        args[2] = (struct str){ args[1].p + args[1].n, inner.at[0].arg_n[2] };
        b->wrong++;
        return fault_full(b->f, RC_INVALID, inner.at[0].say, p->name, args, FAULT_ARGS);
    }
    ret->text = v->raw;
    return RC_OK;
}

/* `text` is not empty and valid UTF-8. */
static enum rc put(struct binder *b, const struct field *fd, const struct path *p, struct str text,
                   void *ret)
{
    switch (fd->kind) {
    case K_STR:
        return shape_put_text(b, fd, K_STR, p, text, ret);
    case K_BOOL:
        return put_bool(b, p, str_trim(text), ret);
    case K_JSON:
        return put_json(b, p, text, ret);
    case K_I32:
    case K_I64:
    case K_REAL:
        return shape_put_text(b, fd, fd->kind, p, str_trim(text), ret);
    default:
        return shape_wrong(b, p, &not_text, STR_NONE);
    }
}

/* One more entry for a list of plain values. */
static enum rc put_entry(struct binder *b, const struct field *fd, const struct path *p,
                         struct str text, struct list *list, size_t *cap)
{
    struct field bare = { .as = fd->as };
    size_t       size = shape_each_size(fd);

    if (fd->of)
        return shape_wrong(b, p, &not_text, STR_NONE);
    if (list->n == *cap)
        list->at = arena_grow(b->a, list->at, cap, size);
    return shape_put_text(b, &bare, fd->each, p, fd->each == K_STR ? text : str_trim(text),
                          (char *)list->at + list->n++ * size);
}

static void check_lists(struct binder *b, const struct shape *s, const bool *seen, const char *obj)
{
    size_t i;

    for (i = 0; i < s->n && !shape_enough(b); i++) {
        const struct field *fd   = &s->fields[i];
        struct path         here = { .name = str_of(fd->name) };

        if (seen[i] && fd->kind == K_LIST)
            (void)shape_check_count(b, fd, &here,
                                    ((const struct list *)(const void *)(obj + fd->at))->n);
    }
}

enum rc shape_from_pairs(const struct shape *s, const struct pair *at, size_t n, struct arena *a,
                         struct faults *f, void *ret)
{
    struct binder b                  = { .a = a, .f = f };
    struct path   top                = { .index = SIZE_MAX };
    bool          seen[SHAPE_FIELDS] = { false };
    size_t        cap[SHAPE_FIELDS] = { 0 }, hint = 0, i;
    char         *obj = arena_alloc(a, s->size);

    BUG_ON(s->n > SHAPE_FIELDS);
    shape_clear(s, obj);
    for (i = 0; i < n && !shape_enough(&b); i++) {
        struct path         here = { .name = at[i].name.p ? at[i].name : S("") };
        bool                good = utf8_ok(here.name);
        const struct field *fd   = good ? shape_field_after(s, here.name, &hint) : NULL;
        size_t              k;

        if (!good) {
            (void)shape_wrong(&b, &top, &say_bad_utf8, STR_NONE);
        } else if (!fd) {
            (void)shape_unknown(&b, s, &here);
        } else if (!utf8_ok(at[i].value)) {
            seen[fd - s->fields] = true;
            (void)shape_wrong(&b, &here, &say_bad_utf8, STR_NONE);
        } else if (at[i].value.n) {
            k = (size_t)(fd - s->fields);
            if (fd->kind == K_LIST)
                (void)put_entry(&b, fd, &here, at[i].value, (void *)(obj + fd->at), &cap[k]);
            else if (seen[k])
                (void)shape_wrong(&b, &here, &twice, STR_NONE);
            else
                (void)put(&b, fd, &here, at[i].value, obj + fd->at);
            seen[k] = true;
        }
    }
    check_lists(&b, s, seen, obj);
    shape_all_needed(&b, s, NULL, seen);
    if (b.wrong)
        return RC_INVALID;
    memcpy(ret, obj, s->size);
    return RC_OK;
}

/* The separators of lists in a cell: , ; and their wide sisters 、 , ; */
static bool is_separator(uint32_t cp)
{
    return cp == ',' || cp == ';' || cp == 0x3001 || cp == 0xFF0C || cp == 0xFF1B;
}

static enum rc put_cell_list(struct binder *b, const struct field *fd, const struct path *p,
                             struct str text, struct list *ret)
{
    struct list list = { 0 };
    size_t      cap  = 0;

    while (text.n && !shape_enough(b)) {
        struct str part = text;
        uint32_t   cp;

        part.n = 0;
        for (;;) {
            struct str before = text;

            if (!utf8_next(&text, &cp) || is_separator(cp))
                break;
            part.n += before.n - text.n;
        }
        part = str_trim(part);
        if (part.n)
            (void)put_entry(b, fd, p, part, &list, &cap);
    }
    TRY(shape_check_count(b, fd, p, list.n));
    if (b->wrong)
        return RC_INVALID;
    *ret = list;
    return RC_OK;
}

enum rc shape_set(const struct shape *s, const struct field *fd, struct str text, struct arena *a,
                  struct faults *f, struct str path, void *obj)
{
    struct binder b    = { .a = a, .f = f };
    struct path   here = { .name = path.p ? path : str_of(fd->name) };
    void         *at   = (char *)obj + fd->at;

    BUG_ON(fd < s->fields || fd >= s->fields + s->n);
    if (!utf8_ok(text))
        return shape_wrong(&b, &here, &say_bad_utf8, STR_NONE);
    if (text.n == 0) {
        if (!fd->opt)
            return shape_wrong(&b, &here, &say_needed, STR_NONE);
        shape_clear_field(fd, obj);
        return RC_OK;
    }
    return fd->kind == K_LIST ? put_cell_list(&b, fd, &here, text, at)
                              : put(&b, fd, &here, text, at);
}
