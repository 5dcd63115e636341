#include "shape/shape.h"

#include <math.h>
#include <string.h>

/* The member of `obj`, read as its type. */
#define AT(T, obj, fd) (*(const T *)(const void *)((const char *)(obj) + (fd)->at))

static bool is_absent(const struct field *fd, const void *obj)
{
    size_t i;

    switch (fd->kind) {
    case K_I64:
        return AT(int64_t, obj, fd) == NONE_I64;
    case K_I32:
        return fd->words ? AT(int32_t, obj, fd) < 0 : AT(int32_t, obj, fd) == NONE_I32;
    case K_REAL:
        return isnan(AT(double, obj, fd));
    case K_STR:
    case K_JSON:
        return !AT(struct str, obj, fd).p;
    case K_BOOL:
        return false;
    case K_LIST:
        return fd->opt && AT(struct list, obj, fd).n == 0;
    case K_OBJ:
        for (i = 0; fd->opt && i < fd->of->n; i++) {
            const struct field *in = &fd->of->fields[i];
            const void         *at = (const char *)obj + fd->at;

            if (in->kind == K_BOOL ? AT(bool, at, in) : !is_absent(in, at))
                return false;
        }
        return fd->opt;
    case K_NONE:
        break;
    }
    BUG_ON(true); /* shape_check() refuses such tables */
}

static const char *word_of(const struct field *fd, int32_t v)
{
    int32_t i;

    for (i = 0; i < v; i++)
        BUG_ON(!fd->words[i]);
    return fd->words[v];
}

static void put_masked(const struct field *fd, struct str text, struct jw *w)
{
    struct buf room;

    buf_init(&room, text.n + 64);
    mask_text(fd->mask, text, &room);
    jw_str(w, buf_str(&room));
    buf_free(&room);
}

static void put_list(const struct field *fd, const struct list *l, struct view v, struct jw *w)
{
    size_t i;

    jw_list(w);
    for (i = 0; i < l->n; i++) {
        if (fd->of)
            shape_to_json(fd->of, (const char *)l->at + i * fd->of->size, v, w);
        else if (fd->each == K_STR)
            jw_str(w, ((const struct str *)l->at)[i]);
        else if (fd->each == K_REAL)
            jw_real(w, ((const double *)l->at)[i]);
        else if (fd->as == AS_ID)
            jw_id(w, ((const int64_t *)l->at)[i]);
        else if (fd->as == AS_TIME)
            jw_time(w, ((const int64_t *)l->at)[i]);
        else
            jw_int(w, ((const int64_t *)l->at)[i]);
    }
    jw_list_end(w);
}

static void put_value(const struct field *fd, const void *obj, struct view v, struct jw *w)
{
    switch (fd->kind) {
    case K_I64:
        if (fd->as == AS_ID)
            jw_id(w, AT(int64_t, obj, fd));
        else if (fd->as == AS_TIME)
            jw_time(w, AT(int64_t, obj, fd));
        else
            jw_int(w, AT(int64_t, obj, fd));
        break;
    case K_I32:
        if (fd->words)
            jw_cstr(w, word_of(fd, AT(int32_t, obj, fd)));
        else if (fd->as == AS_DAY)
            jw_day(w, AT(int32_t, obj, fd));
        else
            jw_int(w, AT(int32_t, obj, fd));
        break;
    case K_BOOL:
        jw_bool(w, AT(bool, obj, fd));
        break;
    case K_REAL:
        jw_real(w, AT(double, obj, fd));
        break;
    case K_STR:
        if (fd->keep > v.most)
            put_masked(fd, AT(struct str, obj, fd), w);
        else
            jw_str(w, AT(struct str, obj, fd));
        break;
    case K_JSON:
        jw_raw(w, AT(struct json, obj, fd).text);
        break;
    case K_LIST:
        put_list(fd, &AT(struct list, obj, fd), v, w);
        break;
    case K_OBJ:
        shape_to_json(fd->of, (const char *)obj + fd->at, v, w);
        break;
    case K_NONE:
        break;
    }
}

void shape_to_json(const struct shape *s, const void *obj, struct view v, struct jw *w)
{
    const struct field *fd = s->fields, *end = fd + s->n;

    jw_obj(w);
    for (; fd < end; fd++) {
        if (is_absent(fd, obj) || (fd->keep > v.most && fd->kind != K_STR))
            continue;
        jw_keyc(w, fd->name);
        put_value(fd, obj, v, w);
    }
    jw_obj_end(w);
}
