#ifndef LINLI_TESTS_PEOPLE_TEST_H
#define LINLI_TESTS_PEOPLE_TEST_H
/*
 * people_test: a small subdistrict with a practice, its people, and a server
 * to call, for the tests of people and notice.
 *
 *   street ── north ── north1, north2 (grids)      cleaning (an organisation of the street)
 *          └─ south ── south1
 *
 * It is noon of Monday 2026-03-02, until a test turns the clock. Passwords are hashed with small
 * limits, so that a test takes no second; every account's password is PASSWORD.
 */
#include "fixture.h"

#include "notice/notice.h"
#include "people/people_own.h"
#include "shape/json.h"
#include "territory/edit.h"

#define PASSWORD "Spring-2026"

struct test {
    struct fixture *f;
    struct server  *server;
    int             port;
    int64_t         street, north, north1, north2, south, south1, cleaning;
};

int setup(void **state);
int teardown(void **state);

/* -- behind HTTP -- */

/* Run `fn` as the program; fails the test unless it returns RC_OK. */
void act(struct test *t, enum work_mode mode, work_fn *fn, void *ctx);
/* An account that can sign in. */
int64_t add_account(struct test *t, const char *login, int32_t role);
/* From today on. One of place and org NONE_I64. */
int64_t add_post(struct test *t, int64_t account, const char *post, int64_t place, int64_t org);
void    end_post(struct test *t, int64_t posting);
/* Let followers and timers do all that waits. */
void settle(struct test *t);
void turn_clock(struct test *t, int64_t by_us);
/* How many entries of that kind the journal has, and the data of the last. */
int64_t    noted(struct test *t, const char *kind);
struct str noted_data(struct test *t, const char *kind);

/* -- over HTTP -- */

struct caller {
    char cookie[200]; /* "linli=…", or "" */
    char csrf[80];
    char bearer[80]; /* instead of a cookie */
    char lang[8];
};
struct answer {
    int        status;
    struct str head, body;
};
/* `body` NULL: none. */
struct answer call(struct test *t, const struct caller *c, const char *method, const char *path,
                   const char *body);
/* The same with a path or body made from a format. */
struct answer callf(struct test *t, const struct caller *c, const char *method, const char *body,
                    const char *path, ...) __attribute__((format(printf, 5, 6)));
/* The text of a value in the answer: "posts[0].post"; absent when there is none. */
struct str at(struct test *t, const struct answer *a, const char *path);
int64_t    the_id(struct test *t, const struct answer *a, const char *path);
/* Signs in and keeps cookie and form token; fails the test when it cannot. */
struct caller sign_in(struct test *t, const char *login);

#define assert_status(a, want)                                                                     \
    do {                                                                                           \
        if ((a).status != (want))                                                                  \
            fail_msg("status %d, not %d: %.*s", (a).status, (want), STR_ARG((a).body));            \
    } while (0)
#define assert_said(t, a, path, want)                                                              \
    do {                                                                                           \
        struct str said_ = at((t), &(a), (path));                                                  \
        if (!str_is(said_, (want)))                                                                \
            fail_msg("%s is \"%.*s\", not \"%s\": %.*s", (path), STR_ARG(said_), (want),           \
                     STR_ARG((a).body));                                                           \
    } while (0)

#endif
