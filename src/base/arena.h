#ifndef LINLI_BASE_ARENA_H
#define LINLI_BASE_ARENA_H
/*
 * arena: memory that is freed all at once.
 *
 * One arena lives as long as one unit of work; nothing in it is freed alone.
 * Its ceiling is above what the input limits allow, so passing it is a bug
 * and aborts. One thread at a time.
 */
#include "base/str.h"

struct arena;

struct arena *arena_new(size_t ceiling);
void          arena_free(struct arena *a);  /* runs what was deferred, last first */
void          arena_clear(struct arena *a); /* the same, and keeps the first block */
size_t        arena_used(const struct arena *a);

/* Zeroed, aligned for anything. */
void *arena_alloc(struct arena *a, size_t n);
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* Copies; the copy ends in NUL, which is not counted. Absent stays absent. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char      *arena_cstr(struct arena *a, struct str s);

/* A buf that lives as long as the arena. */
struct buf *arena_buf(struct arena *a, size_t most);

/* Call fn(ctx) when the arena is freed or cleared: for what is not memory. */
void arena_defer(struct arena *a, void (*fn)(void *ctx), void *ctx);

/*
 * vec: a growing array in an arena. T *at; size_t n, cap.
 *   VEC(struct thing) v = { 0 };
 *   *VEC_PUSH(arena, &v) = thing;
 */
#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T     *at;                                                                                 \
        size_t n, cap;                                                                             \
    }
#define VEC_PUSH(arena, v)                                                                         \
    ((v)->n == (v)->cap                                                                            \
         ? ((v)->at = arena_grow((arena), (v)->at, &(v)->cap, sizeof(*(v)->at)), (void)0)          \
         : (void)0,                                                                                \
     &(v)->at[(v)->n++])
void *arena_grow(struct arena *a, void *old, size_t *cap, size_t size);

#endif
