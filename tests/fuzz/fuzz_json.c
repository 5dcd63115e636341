/* Whatever parses is written and read again as the same; so is what binds to a shape. */
#include "fuzz.h"
#include "shape/shape.h"

struct point {
    double lng, lat;
};
static const struct field point_fields[] = {
    F(struct point, lng, .min = -180, .max = 180),
    F(struct point, lat, .min = -90, .max = 90),
};
static const struct shape point_shape = SHAPE(struct point, point_fields);

struct thing {
    int64_t      id, n, made_at;
    int32_t      kind, day, small;
    bool         open;
    double       size;
    struct str   title, phone;
    struct json  more;
    struct list  tags, ids, sizes, corners;
    struct point at;
};
static const char *const  kinds[]        = { "road", "light", "绿化", NULL };
static const struct field thing_fields[] = {
    F(struct thing, id, .as = AS_ID, .opt = true),
    F(struct thing, n, .opt = true, .min = -5),
    F(struct thing, made_at, .as = AS_TIME, .opt = true),
    F(struct thing, kind, .words = kinds, .opt = true),
    F(struct thing, day, .as = AS_DAY, .opt = true),
    F(struct thing, small, .opt = true),
    F(struct thing, open, .opt = true),
    F(struct thing, size, .opt = true),
    F(struct thing, title, .opt = true, .min = 1, .max = 20),
    F(struct thing, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(struct thing, more, .opt = true),
    F(struct thing, tags, .each = K_STR, .opt = true, .max = 5),
    F(struct thing, ids, .each = K_I64, .as = AS_ID, .opt = true),
    F(struct thing, sizes, .each = K_REAL, .opt = true),
    F(struct thing, corners, .of = &point_shape, .opt = true),
    F_OBJ(struct thing, at, &point_shape, .opt = true),
};
static const struct shape thing_shape = SHAPE(struct thing, thing_fields);

static void read_again(struct arena *a, const struct jval *v, struct buf *one, struct buf *two)
{
    const struct jval *again;
    struct jw          w;

    jw_init(&w, one);
    jw_val(&w, v);
    need(json_parse(a, buf_str(one), NULL, &again) == RC_OK);
    jw_init(&w, two);
    jw_val(&w, again);
    need(str_eq(buf_str(one), buf_str(two)));
}

static void bind_again(struct arena *a, const struct thing *t, struct buf *one, struct buf *two)
{
    const struct view  all = { KEEP_MINOR }, few = { KEEP_PUBLIC };
    const struct jval *v;
    struct thing       again;
    struct jw          w;

    buf_clear(one);
    buf_clear(two);
    jw_init(&w, one);
    shape_to_json(&thing_shape, t, all, &w);
    need(json_parse(a, buf_str(one), NULL, &v) == RC_OK);
    need(shape_from_json(&thing_shape, v, a, NULL, &again) == RC_OK);
    jw_init(&w, two);
    shape_to_json(&thing_shape, &again, all, &w);
    need(str_eq(buf_str(one), buf_str(two)));
    buf_clear(two);
    jw_init(&w, two);
    shape_to_json(&thing_shape, t, few, &w);
    need(json_parse(a, buf_str(two), NULL, &v) == RC_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena      *a = arena_new((size_t)1 << 30);
    struct faults      f = { 0 };
    const struct jval *v;
    struct thing       t;
    struct buf         one, two;
    size_t             i;

    buf_init(&one, (size_t)1 << 28);
    buf_init(&two, (size_t)1 << 28);
    if (json_parse(a, (struct str){ (const char *)data, size }, &f, &v) == RC_OK) {
        need(f.n == 0);
        read_again(a, v, &one, &two);
        if (shape_from_json(&thing_shape, v, a, &f, &t) == RC_OK)
            bind_again(a, &t, &one, &two);
        else
            need(f.n > 0);
    } else {
        need(f.n == 1);
    }
    buf_clear(&one);
    for (i = 0; i < f.n; i++) {
        fault_render(&f.at[i], LANG_ZH, &one);
        fault_render(&f.at[i], LANG_EN, &one);
    }
    buf_free(&one);
    buf_free(&two);
    arena_free(a);
    return 0;
}
