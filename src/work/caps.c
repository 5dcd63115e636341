#include "work/caps.h"

static const char *const words[CAP_COUNT] = { [CAP_UNSAID]    = "unsaid",
                                              [CAP_ANYBODY]   = "anybody",
                                              [CAP_SIGNED_IN] = "signed_in",
#define X(name, word) [CAP_##name] = (word),
                                              CAP_LIST(X)
#undef X
};

_Static_assert(CAP_COUNT <= 128, "struct caps has two words of 64 bits");

const char *cap_word(int cap)
{
    BUG_ON(cap < 0 || cap >= CAP_COUNT);
    return words[cap];
}

enum rc cap_of(struct str word, enum cap *ret)
{
    /* "anybody" and "signed_in" are words of routes; no post gives them. */
    for (int i = CAP_SIGNED_IN + 1; i < CAP_COUNT; i++)
        if (str_is(word, words[i])) {
            *ret = (enum cap)i;
            return RC_OK;
        }
    return RC_INVALID;
}

bool cap_known(struct str word)
{
    enum cap cap;

    return cap_of(word, &cap) == RC_OK;
}
