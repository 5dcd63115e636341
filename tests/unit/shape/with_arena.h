#ifndef LINLI_TESTS_WITH_ARENA_H
#define LINLI_TESTS_WITH_ARENA_H
/* with_arena: an arena for each test. */
#include "../unit.h"

#include "base/arena.h"

static struct arena *a;

static inline int set_up(void **state)
{
    (void)state;
    a = arena_new(64 << 20);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_free(a);
    return 0;
}

#endif
