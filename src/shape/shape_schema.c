#include "shape/shape.h"
#include "shape/shape_read.h"

#include <stdio.h>
#include <string.h>

struct str shape_public_name(const struct shape *s)
{
    struct str name = str_of(s->name), prefix = S("struct ");

    return str_starts(name, prefix) ? str_skip(name, prefix.n) : name;
}

static void put_pair(struct jw *w, const char *key, const char *text)
{
    jw_keyc(w, key);
    jw_cstr(w, text);
}

static void put_limit(struct jw *w, const char *key, int64_t v)
{
    jw_keyc(w, key);
    jw_int(w, v);
}

static void put_range(const struct field *fd, struct jw *w)
{
    if (fd->min || fd->max)
        put_limit(w, "minimum", fd->min);
    if (shape_has_max(fd))
        put_limit(w, "maximum", fd->max);
}

static void put_count(const struct field *fd, const char *least, const char *most, struct jw *w)
{
    if (fd->min)
        put_limit(w, least, fd->min);
    if (shape_has_max(fd))
        put_limit(w, most, fd->max);
}

static void put_ref(const struct shape *s, struct jw *w)
{
    char       room[160];
    struct str name = shape_public_name(s);

    snprintf(room, sizeof(room), "#/components/schemas/%.*s", STR_ARG(name));
    put_pair(w, "$ref", room);
}

static void put_whole(const struct field *fd, const char *format, struct jw *w)
{
    put_pair(w, "type", "integer");
    put_pair(w, "format", format);
    put_range(fd, w);
}

/* What there is to say of one value; the limits of a list are not those of its entries. */
static void put_plain(const struct field *fd, enum kind kind, struct jw *w)
{
    size_t i;

    switch (kind) {
    case K_I64:
        if (fd->as == AS_ID) {
            put_pair(w, "type", "string");
            put_pair(w, "pattern", "^[0-9]{1,19}$");
        } else if (fd->as == AS_TIME) {
            put_pair(w, "type", "string");
            put_pair(w, "format", "date-time");
        } else {
            put_whole(fd, "int64", w);
        }
        break;
    case K_I32:
        if (fd->words) {
            put_pair(w, "type", "string");
            jw_keyc(w, "enum");
            jw_list(w);
            for (i = 0; fd->words[i]; i++)
                jw_cstr(w, fd->words[i]);
            jw_list_end(w);
        } else if (fd->as == AS_DAY) {
            put_pair(w, "type", "string");
            put_pair(w, "format", "date");
        } else {
            put_whole(fd, "int32", w);
        }
        break;
    case K_BOOL:
        put_pair(w, "type", "boolean");
        break;
    case K_REAL:
        put_pair(w, "type", "number");
        put_range(fd, w);
        break;
    case K_STR:
        put_pair(w, "type", "string");
        put_count(fd, "minLength", "maxLength", w);
        break;
    default: /* K_JSON: anything */
        break;
    }
}

static void put_field(const struct field *fd, struct jw *w)
{
    static const char *const keeps[] = { "public", "office", "personal", "sensitive", "minor" };
    struct field             bare    = { .as = fd->as };

    jw_obj(w);
    if (fd->kind == K_OBJ) {
        put_ref(fd->of, w);
    } else if (fd->kind == K_LIST) {
        put_pair(w, "type", "array");
        put_count(fd, "minItems", "maxItems", w);
        jw_keyc(w, "items");
        jw_obj(w);
        if (fd->of)
            put_ref(fd->of, w);
        else
            put_plain(&bare, fd->each, w);
        jw_obj_end(w);
    } else {
        put_plain(fd, fd->kind, w);
    }
    if (fd->doc)
        put_pair(w, "description", fd->doc);
    if (fd->keep != KEEP_PUBLIC)
        put_pair(w, "x-class", keeps[fd->keep]);
    jw_obj_end(w);
}

void shape_schema(const struct shape *s, struct jw *w)
{
    bool   any = false;
    size_t i;

    jw_obj(w);
    put_pair(w, "type", "object");
    jw_keyc(w, "properties");
    jw_obj(w);
    for (i = 0; i < s->n; i++) {
        jw_keyc(w, s->fields[i].name);
        put_field(&s->fields[i], w);
        any |= !s->fields[i].opt;
    }
    jw_obj_end(w);
    if (any) {
        jw_keyc(w, "required");
        jw_list(w);
        for (i = 0; i < s->n; i++)
            if (!s->fields[i].opt)
                jw_cstr(w, s->fields[i].name);
        jw_list_end(w);
    }
    jw_keyc(w, "additionalProperties");
    jw_bool(w, false);
    jw_obj_end(w);
}

static size_t kind_size(const struct field *fd)
{
    switch (fd->kind) {
    case K_I64:
        return sizeof(int64_t);
    case K_I32:
        return sizeof(int32_t);
    case K_BOOL:
        return sizeof(bool);
    case K_REAL:
        return sizeof(double);
    case K_STR:
    case K_JSON:
        return sizeof(struct str);
    case K_LIST:
        return sizeof(struct list);
    case K_OBJ:
        return fd->of->size;
    case K_NONE:
        break;
    }
    return 0;
}

static const char *as_mistake(const struct field *fd)
{
    enum kind kind = fd->kind == K_LIST ? fd->each : fd->kind;

    if ((fd->as == AS_ID || fd->as == AS_TIME) && kind != K_I64)
        return "ids and times are int64_t";
    if (fd->as == AS_DAY && fd->kind != K_I32)
        return "days are int32_t";
    return NULL;
}

static const char *field_mistake(const struct field *fd)
{
    if (!fd->name || !fd->name[0])
        return "a field has no name";
    if (fd->kind == K_NONE)
        return "its C type has no kind; F_OBJ() is for a struct inside";
    if (fd->words && fd->kind != K_I32)
        return "words are for int32_t";
    if (fd->kind == K_OBJ && !fd->of)
        return "an object needs `of`";
    if (fd->of && fd->kind != K_OBJ && fd->kind != K_LIST)
        return "`of` is for objects and lists";
    if (fd->kind == K_LIST && !fd->of == !fd->each)
        return "a list needs one of `of` and `each`";
    if (fd->each &&
        (fd->kind != K_LIST || (fd->each != K_STR && fd->each != K_I64 && fd->each != K_REAL)))
        return "`each` is K_STR, K_I64 or K_REAL, of a list";
    if (fd->min > fd->max && fd->max != 0)
        return "min is above max";
    if ((fd->kind == K_STR || fd->kind == K_LIST) && fd->min < 0)
        return "a count is never below 0";
    if (fd->keep > KEEP_MINOR || fd->mask > MASK_ADDRESS)
        return "no such class or mask";
    if (fd->keep != KEEP_PUBLIC && fd->kind != K_STR && !fd->opt)
        return "what is left out for some must be opt";
    return as_mistake(fd);
}

static const char *mistake(const struct shape *s, int depth, char *room, size_t room_n)
{
    const char *what, *name = s->name ? s->name : "(no name)";
    size_t      i, j;

    if (!s->name || !s->fields || s->n == 0 || s->n > SHAPE_FIELDS) {
        snprintf(room, room_n, "%s: a shape has a name and 1 to %d fields", name, SHAPE_FIELDS);
        return room;
    }
    for (i = 0; i < s->n; i++) {
        const struct field *fd = &s->fields[i];

        what = field_mistake(fd);
        for (j = 0; !what && j < i; j++)
            if (strcmp(s->fields[j].name, fd->name) == 0)
                what = "stands twice";
        if (!what && (fd->at > s->size || s->size - fd->at < kind_size(fd)))
            what = "lies outside the struct";
        if (what) {
            snprintf(room, room_n, "%s.%s: %s", name, fd->name ? fd->name : "?", what);
            return room;
        }
        /* A tree may hold its own kind: once round is enough. */
        if (fd->of && fd->of != s && depth > 0 && (what = mistake(fd->of, depth - 1, room, room_n)))
            return what;
    }
    return NULL;
}

const char *shape_check(const struct shape *s)
{
    static _Thread_local char room[256];

    return mistake(s, 4, room, sizeof(room));
}
