#ifndef LINLI_TESTS_ASSERTS_H
#define LINLI_TESTS_ASSERTS_H
/* asserts: results and texts compared as such, after cmocka's header. */
#include "base/str.h"

/* Two texts are the same; prints both when not. */
#define assert_text(got, want)                                                                     \
    do {                                                                                           \
        struct str got_ = (got), want_ = str_of(want);                                             \
        if (!str_eq(got_, want_))                                                                  \
            fail_msg("got \"%.*s\", not \"%s\"", STR_ARG(got_), (want));                           \
    } while (0)
#define assert_rc(got, want)                                                                       \
    do {                                                                                           \
        enum rc got_rc_ = (got), want_rc_ = (want);                                                \
        if (got_rc_ != want_rc_)                                                                   \
            fail_msg("got %s, not %s", rc_name(got_rc_), rc_name(want_rc_));                       \
    } while (0)

#endif
