#ifndef LINLI_PRACTICE_VOTE_H
#define LINLI_PRACTICE_VOTE_H
/*
 * vote: a rule by which people decide together, and what given sums come to
 * under it.
 *
 * A rule asks twice, in each measure that it names (heads, floor area …): how
 * much takes part, and how much of that, or of all who are due, is in favour.
 * Sums are whole numbers of a measure's smallest unit and thresholds are
 * fractions, so nothing is ever rounded: a half is not more than a half.
 *
 * Pure: it knows no voter, no case and no clock. Any thread.
 */
#include "practice/practice.h"

enum {
    VOTE_MEASURES = 8,
    VOTE_DECIMALS = 4,   /* of a measure, at most */
    VOTE_PARTS    = 1000 /* the lower number of a fraction, at most */
};
#define VOTE_SUM_MOST INT64_C(1000000000000) /* times VOTE_PARTS still fits */

struct vote_measure {
    struct str  name;
    struct text title, unit; /* unit: absent where the title says it */
    int32_t     decimals;    /* digits after the point: 2 counts hundredths */
    struct mark mark;
};
enum vote_base { VOTE_OF_ALL, VOTE_OF_TAKING_PART };
struct vote_threshold {
    size_t         measure; /* in the rule's */
    bool           more;    /* more than num/den; else at least as much */
    int32_t        num, den;
    enum vote_base base;
};
struct vote {
    struct str                   name;
    struct text                  title;
    struct str                   source;
    const struct vote_measure   *measures;
    size_t                       n_measures;
    const struct vote_threshold *take_part; /* all of these, all of VOTE_OF_ALL … */
    size_t                       n_take_part;
    const struct vote_threshold *decide; /* … and all of these */
    size_t                       n_decide;
    int32_t                      notice_days; /* called so long before it is held; 0: not asked */
    bool                         roll;        /* binds only with a certified roll */
    struct mark                  mark;
};
const struct vote *practice_vote(const struct practice *p, struct str name); /* NULL: none */

/* -- what was counted -- */

struct vote_count { /* in a measure's smallest unit */
    int64_t all, taking_part, in_favour, against;
};
struct vote_cast {
    int32_t           announced, held; /* days; announced NONE_I32: not said */
    struct str        roll_by;         /* who certified the roll; absent: there is none */
    int32_t           roll_on;
    struct vote_count at[VOTE_MEASURES];
};

/* -- what it comes to -- */

enum vote_result {
    VOTE_CARRIED,
    VOTE_REJECTED,
    VOTE_NO_QUORUM,
    VOTE_IRREGULAR, /* called too late */
    VOTE_POLL,      /* without the roll that the rule asks for: it decides nothing */
};
extern const char *const vote_result_words[]; /* "carried", … NULL */
struct vote_met {
    const struct vote_threshold *asked;
    int64_t                      of, least, had; /* of so much, the smallest that would do */
    bool                         met;
};
struct vote_outcome {
    struct vote_met  take_part[VOTE_MEASURES], decide[VOTE_MEASURES];
    enum vote_result result;
};
struct vote_outcome vote_evaluate(const struct vote *v, const struct vote_cast *in);
/* Whether a vote by this rule can end so at all. */
bool vote_may_be(const struct vote *v, enum vote_result r);

/* "38211.5" with two decimals is 3821150. RC_INVALID: no such number, or more decimals;
 * RC_TOO_LARGE: more than VOTE_SUM_MOST. */
CHECKED enum rc vote_sum_parse(struct str s, int32_t decimals, int64_t *ret);
struct str      vote_sum_text(struct arena *a, int64_t sum, int32_t decimals);

/* -- in words -- */

/* ">= 2/3 of all", as it stands in a pack. */
struct str vote_threshold_text(struct arena *a, const struct vote_threshold *t);
struct str vote_result_title(enum vote_result r, enum lang lang);
/* What was counted and what came of it, in one sentence. */
struct str vote_sentence(struct arena *a, enum lang lang, const struct vote *v,
                         const struct vote_cast *in, const struct vote_outcome *o);

#endif
