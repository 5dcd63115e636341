#include "territory/path.h"
#include "territory/territory.h"

#include <string.h>

static const char digits[] = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

struct str path_child(struct arena *a, struct str above, int64_t n)
{
    char *p = arena_alloc(a, above.n + PATH_WORD + 1);

    BUG_ON(n < 0 || n >= PATH_CHILDREN);
    if (above.n)
        memcpy(p, above.p, above.n);
    for (int i = PATH_WORD; i-- > 0; n /= 64)
        p[above.n + (size_t)i] = digits[n % 64];
    return (struct str){ p, above.n + PATH_WORD };
}

size_t path_depth(struct str path)
{
    return path.n / PATH_WORD;
}
