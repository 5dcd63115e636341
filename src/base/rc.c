#include "base/rc.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    int         status;
    const char *code, *name;
} rows[] = {
#define X(name, status, code) [RC_##name] = { status, code, "RC_" #name },
    RC_LIST(X)
#undef X
};

int rc_status(enum rc rc)
{
    BUG_ON((size_t)rc >= ARRAY_LEN(rows));
    return rows[rc].status;
}

const char *rc_code(enum rc rc)
{
    BUG_ON((size_t)rc >= ARRAY_LEN(rows));
    return rows[rc].code;
}

const char *rc_name(enum rc rc)
{
    return (size_t)rc < ARRAY_LEN(rows) ? rows[rc].name : "RC_?";
}

void bug_at(const char *file, int line, const char *cond)
{
    fprintf(stderr, "linli: bug at %s:%d: %s\n", file, line, cond);
    abort();
}
