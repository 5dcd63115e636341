#ifndef LINLI_TESTS_EMPTY_H
#define LINLI_TESTS_EMPTY_H
/* empty: an empty database for each test and nothing else; *state is a struct fresh. */
#include "engines.h"

#include <stdlib.h>

static inline int setup(void **state)
{
    struct fresh *f = calloc(1, sizeof(*f));

    fresh_make(f);
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    fresh_drop(*state);
    free(*state);
    return 0;
}

#endif
