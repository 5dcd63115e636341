#ifndef LINLI_TESTS_ZIP_MAKE_H
#define LINLI_TESTS_ZIP_MAKE_H
/* zip_make: archives for tests, sound or with something wrong. */
#include "base/str.h"

struct zip_member {
    const char *name, *content;
    const char *other_name;           /* in the local head; NULL: the same */
    uint32_t    flags, method, whole; /* whole 0: as long as the content */
};

static inline void zip_u16(struct buf *b, uint32_t v)
{
    buf_add1(b, (char)(v & 0xff));
    buf_add1(b, (char)(v >> 8 & 0xff));
}
static inline void zip_u32(struct buf *b, uint32_t v)
{
    zip_u16(b, v & 0xffff);
    zip_u16(b, v >> 16);
}

static inline void zip_head(struct buf *b, const struct zip_member *m, struct str name)
{
    struct str content = str_of(m->content);

    zip_u16(b, m->flags);
    zip_u16(b, m->method);
    zip_u32(b, 0); /* time and day */
    zip_u32(b, 0); /* checksum */
    zip_u32(b, (uint32_t)content.n);
    zip_u32(b, m->whole ? m->whole : (uint32_t)content.n);
    zip_u16(b, (uint32_t)name.n);
    zip_u16(b, 0);
}

/* Appends to `b`; offsets count from `from`. */
static inline void zip_make(struct buf *b, size_t from, const struct zip_member *m, size_t n,
                            const char *comment)
{
    uint32_t at[16], list, size;

    for (size_t i = 0; i < n; i++) {
        struct str name = str_of(m[i].other_name ? m[i].other_name : m[i].name);

        at[i] = (uint32_t)(b->n - from);
        buf_add(b, S("PK\3\4\x14"));
        buf_add1(b, 0);
        zip_head(b, &m[i], name);
        buf_add(b, name);
        buf_addc(b, m[i].content);
    }
    list = (uint32_t)(b->n - from);
    for (size_t i = 0; i < n; i++) {
        buf_add(b, S("PK\1\2\x14"));
        buf_add1(b, 0);
        zip_u16(b, 20);
        zip_head(b, &m[i], str_of(m[i].name));
        zip_u16(b, 0); /* comment */
        zip_u16(b, 0); /* disk */
        zip_u16(b, 0);
        zip_u32(b, 0);
        zip_u32(b, at[i]);
        buf_addc(b, m[i].name);
    }
    size = (uint32_t)(b->n - from) - list;
    buf_add(b, S("PK\5\6"));
    zip_u32(b, 0);
    zip_u16(b, (uint32_t)n);
    zip_u16(b, (uint32_t)n);
    zip_u32(b, size);
    zip_u32(b, list);
    zip_u16(b, (uint32_t)str_of(comment).n);
    buf_addc(b, comment);
}

#endif
