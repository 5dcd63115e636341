#ifndef LINLI_WORK_PRACTICE_VOTE_H
#define LINLI_WORK_PRACTICE_VOTE_H
/* practice_vote: the rule of a vote, for faces that ask for its sums. For this room. */
#include "practice/vote.h"

struct vote_view {
    struct str  name, title, source;
    struct list measures, take_part, decide;
    int64_t     notice_days;
    bool        roll;
};
extern const struct shape vote_view_shape;
/* All of it absent where `v` is NULL. */
struct vote_view vote_view_of(struct arena *a, const struct vote *v, enum lang lang);

#endif
