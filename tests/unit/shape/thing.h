#ifndef LINLI_TESTS_UNIT_SHAPE_THING_H
#define LINLI_TESTS_UNIT_SHAPE_THING_H
/* thing: a struct with a field of every kind, for the tests of this room. */
#include "shape/shape.h"

struct point {
    double lng, lat;
};
struct thing {
    int64_t      id, version, made_at;
    int32_t      kind, day, floor;
    bool         open;
    double       size;
    struct str   title, phone;
    struct json  more;
    struct list  tags, ids, sizes, corners;
    struct point at;
};

static const struct field point_fields[] = {
    F(struct point, lng, .min = -180, .max = 180, .doc = "degrees east, WGS 84"),
    F(struct point, lat, .min = -90, .max = 90),
};
static const struct shape point_shape = SHAPE(struct point, point_fields);

static const char *const  thing_kinds[]  = { "road", "light", "绿化", NULL };
static const struct field thing_fields[] = {
    F(struct thing, id, .as = AS_ID),
    F(struct thing, version, .min = 1),
    F(struct thing, made_at, .as = AS_TIME, .opt = true),
    F(struct thing, kind, .words = thing_kinds, .opt = true),
    F(struct thing, day, .as = AS_DAY, .opt = true),
    F(struct thing, floor, .opt = true, .min = -3, .max = 120),
    F(struct thing, open, .opt = true),
    F(struct thing, size, .opt = true),
    F(struct thing, title, .opt = true, .min = 2, .max = 5, .doc = "what people call it"),
    F(struct thing, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(struct thing, more, .opt = true, .keep = KEEP_SENSITIVE),
    F(struct thing, tags, .each = K_STR, .opt = true, .min = 1, .max = 3),
    F(struct thing, ids, .each = K_I64, .as = AS_ID, .opt = true),
    F(struct thing, sizes, .each = K_REAL, .opt = true),
    F(struct thing, corners, .of = &point_shape, .opt = true),
    F_OBJ(struct thing, at, &point_shape, .opt = true),
};
static const struct shape thing_shape = SHAPE(struct thing, thing_fields);

#endif
