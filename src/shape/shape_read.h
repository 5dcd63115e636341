#ifndef LINLI_SHAPE_SHAPE_READ_H
#define LINLI_SHAPE_SHAPE_READ_H
/*
 * shape_read: what binding from JSON and binding from texts share; private to
 * this room. Every function that finds something wrong writes the fault, counts
 * it and returns RC_INVALID; binding goes on, so that all of them are told.
 */
#include "shape/shape.h"

struct path { /* a step from the outermost object to where we are */
    const struct path *up;
    struct str         name;  /* of a field; absent for an entry of a list */
    size_t             index; /* of an entry; SIZE_MAX for the outermost object */
};

struct binder {
    struct arena  *a;
    struct faults *f;
    size_t         wrong;
};

enum rc shape_wrong(struct binder *b, const struct path *p, const struct say *say, struct str arg);
/* Nobody will hear of more faults: stop looking. */
bool    shape_enough(const struct binder *b);
enum rc shape_unknown(struct binder *b, const struct shape *s, const struct path *p);
void    shape_all_needed(struct binder *b, const struct shape *s, const struct path *p,
                         const bool *seen);
enum rc shape_check_count(struct binder *b, const struct field *fd, const struct path *p, size_t n);
/* One text, number, time, day, id or word, checked against `fd`. `ret` is of `kind`. */
enum rc shape_put_text(struct binder *b, const struct field *fd, enum kind kind,
                       const struct path *p, struct str text, void *ret);
void    shape_clear_field(const struct field *fd, void *obj);
/* *hint counts along the table and must begin at 0. */
const struct field *shape_field_after(const struct shape *s, struct str name, size_t *hint);

static inline bool shape_has_max(const struct field *fd)
{
    return (fd->min || fd->max) && fd->max >= fd->min;
}

static inline size_t shape_each_size(const struct field *fd)
{
    return fd->of              ? fd->of->size
           : fd->each == K_STR ? sizeof(struct str)
           : fd->each == K_I64 ? sizeof(int64_t)
                               : sizeof(double);
}

#endif
