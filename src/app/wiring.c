#include "app/wiring.h"
#include "app/app_rows.h"

const struct stmt *const *const wiring_stmts[] = {
    work_stmts,
    app_stmts,
    NULL,
};

const struct route *const wiring_routes[] = {
    NULL,
};

const struct follower *const wiring_followers[] = {
    NULL,
};

const struct timer *const wiring_timers[] = {
    NULL,
};

struct hooks {
    enum rc (*start)(struct services *s);
    void (*stop)(struct services *s);
};
static const struct hooks hooks[] = {
    { NULL, NULL },
};

static void stop_first(struct services *s, size_t n)
{
    while (n-- > 0)
        hooks[n].stop(s);
}

enum rc wiring_start(struct services *s)
{
    for (size_t i = 0; hooks[i].start; i++) {
        enum rc rc = hooks[i].start(s);

        if (rc != RC_OK) {
            stop_first(s, i);
            return rc;
        }
    }
    return RC_OK;
}

void wiring_stop(struct services *s)
{
    size_t n = 0;

    while (hooks[n].start)
        n++;
    stop_first(s, n);
}
