#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

/* Under the address sanitizer what was not handed out is poisoned, with a gap after each piece,
 * so that a step beyond one is caught as it would be with malloc. */
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#define HIDE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
enum { GAP = 0 };
#define HIDE(p, n) ((void)(p), (void)(n))
#define SHOW(p, n) ((void)(p), (void)(n))
#endif

enum { ALIGN = 16, BLOCK_FIRST = 16 << 10, BLOCK_MOST = 1 << 20 };

struct block {
    struct block *before;
    size_t        n, cap;
    _Alignas(ALIGN) char room[];
};

struct deferred {
    struct deferred *before;
    void (*fn)(void *ctx);
    void *ctx;
};

struct arena {
    struct block    *top;
    struct deferred *deferred;
    size_t           used, ceiling, next_cap;
};

static struct block *block_new(struct block *before, size_t cap)
{
    struct block *b = malloc(sizeof(*b) + cap);

    BUG_ON(!b); /* out of memory */
    b->before = before;
    b->n      = 0;
    b->cap    = cap;
    HIDE(b->room, cap);
    return b;
}

static void block_free(struct block *b)
{
    SHOW(b->room, b->cap);
    free(b);
}

struct arena *arena_new(size_t ceiling)
{
    struct arena *a = malloc(sizeof(*a));

    BUG_ON(!a);
    *a = (struct arena){ .ceiling = ceiling, .next_cap = BLOCK_FIRST };
    return a;
}

static void run_deferred(struct arena *a)
{
    while (a->deferred) {
        struct deferred d = *a->deferred;

        a->deferred = d.before;
        d.fn(d.ctx);
    }
}

void arena_free(struct arena *a)
{
    struct block *b, *before;

    if (!a)
        return;
    run_deferred(a);
    for (b = a->top; b; b = before) {
        before = b->before;
        block_free(b);
    }
    free(a);
}

void arena_clear(struct arena *a)
{
    run_deferred(a);
    while (a->top && a->top->before) {
        struct block *b = a->top;

        a->top = b->before;
        block_free(b);
    }
    if (a->top) {
        a->top->n = 0;
        HIDE(a->top->room, a->top->cap);
    }
    a->used     = 0;
    a->next_cap = BLOCK_FIRST * 2;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

static struct block *block_for(struct arena *a, size_t n)
{
    size_t cap = a->next_cap;

    if (n > cap)
        cap = n;
    else if (a->next_cap < BLOCK_MOST)
        a->next_cap *= 2;
    a->top = block_new(a->top, cap);
    return a->top;
}

void *arena_alloc(struct arena *a, size_t n)
{
    struct block *b = a->top;
    size_t        whole;
    void         *p;

    BUG_ON(n > a->ceiling || a->used > a->ceiling - n);
    whole = (n + GAP + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!b || b->cap - b->n < whole)
        b = block_for(a, whole);
    p = b->room + b->n;
    b->n += whole;
    a->used += n;
    SHOW(p, n);
    return memset(p, 0, n);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    size_t n;

    BUG_ON(__builtin_mul_overflow(count, size, &n));
    return arena_alloc(a, n);
}

struct str arena_str(struct arena *a, struct str s)
{
    char *p;

    if (!s.p)
        return s;
    p = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){ p, s.n };
}

char *arena_cstr(struct arena *a, struct str s)
{
    char *p;

    if (!s.p)
        return NULL;
    p = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return p;
}

struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
    char    small[256], *p;
    va_list ap;
    int     n;

    va_start(ap, fmt);
    n = vsnprintf(small, sizeof(small), fmt, ap);
    va_end(ap);
    BUG_ON(n < 0);
    p = arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof(small)) {
        memcpy(p, small, (size_t)n);
    } else {
        va_start(ap, fmt);
        vsnprintf(p, (size_t)n + 1, fmt, ap);
        va_end(ap);
    }
    return (struct str){ p, (size_t)n };
}

void arena_defer(struct arena *a, void (*fn)(void *ctx), void *ctx)
{
    struct deferred *d = ARENA_NEW(a, struct deferred);

    *d          = (struct deferred){ a->deferred, fn, ctx };
    a->deferred = d;
}

void *arena_grow(struct arena *a, void *old, size_t *cap, size_t size)
{
    size_t more = *cap ? *cap * 2 : 8;
    void  *p;

    BUG_ON(more < *cap);
    p = arena_array(a, more, size);
    if (*cap)
        memcpy(p, old, *cap * size);
    *cap = more;
    return p;
}

static void free_buf(void *b)
{
    buf_free(b);
}

struct buf *arena_buf(struct arena *a, size_t most)
{
    struct buf *b = ARENA_NEW(a, struct buf);

    buf_init(b, most);
    arena_defer(a, free_buf, b);
    return b;
}
