#ifndef LINLI_APP_TEST_MODE_H
#define LINLI_APP_TEST_MODE_H
/*
 * test_mode: a server whose clock may be turned and to which a test may say
 * who is asking.
 *
 * Only when it was asked for twice, by `serve --test-clock` and by
 * `test = yes` in linli.conf, and only at a loopback address. Then:
 *
 *   POST /test/clock    {"at": "2026-03-02T09:00:00+08:00"} or {"by": "3 hours"}
 *   POST /test/settle   followers and timers do all that is waiting now
 *   POST /test/actors   {"login": …, "posts": [{"post": …, "at": code}]}
 *   X-Test-Actor: LOGIN on any call: that account is asking
 */
#include "app/instance.h"
#include "http/server.h"

extern const struct route     test_routes[];
extern const struct admission test_admission;

/* RC_INVALID with a fault: not allowed here. *ret_at: where the clock begins. */
CHECKED enum rc test_mode_begin(struct cli *c, const struct conf *conf, int64_t *ret_at);

#endif
