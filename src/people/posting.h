#ifndef LINLI_PEOPLE_POSTING_H
#define LINLI_PEOPLE_POSTING_H
/* posting: reading who holds what; for this room only. Giving and ending is in people.h. */
#include "people/people_own.h"
#include "people/people_rows.h"

struct posting { /* as told to people */
    int64_t    id, account;
    struct str name, phone, post, title; /* title: the post's, in the reader's language */
    int64_t    place, org;
    struct str there; /* name of the place or organisation */
    int32_t    from, to;
    bool       concurrent;
    int64_t    made_at, maker, ended_at, ender;
    struct str why_ended;
};
extern const struct shape posting_shape;
/* Rows of posting_row to rows of posting. */
struct rows postings_told(struct work *w, const struct rows *rows, enum lang lang);

struct posting_ask {
    int64_t    place, org, account; /* one of them */
    bool       below;               /* the subtree of place or org, too */
    struct str post;                /* absent: any */
    int32_t    day;                 /* held on it; NONE_I32: whenever */
    int64_t    after, limit;
};
/* Rows of posting_row. */
CHECKED enum rc postings_find(struct work *w, const struct posting_ask *ask, struct rows *ret);

/* What the journal is told when a posting begins or ends. */
struct posting_said {
    int64_t    posting;
    struct str post;
    int64_t    place, org;
    int32_t    from, to;
    struct str why;
};
CHECKED enum rc posting_note(struct work *w, struct str kind, int64_t account,
                             const struct where *where, const struct posting_said *n);

/* -- postings at places that ended -- */

struct posting_heir {
    int64_t    id;
    struct str name;
};
struct unsettled { /* a posting that goes on at a place or organisation that does not */
    int64_t     id, account;
    struct str  name, post, title;
    int64_t     place, org;
    struct str  there;
    int32_t     gone;
    struct list heirs; /* posting_heir */
};
extern const struct shape unsettled_shape;
/* Of one subtree, today; rows of struct unsettled, by id. */
CHECKED enum rc postings_unsettled(struct work *w, const struct where *where, int64_t after,
                                   int64_t limit, enum lang lang, struct rows *ret);

/* -- staffing norms -- */

struct staffing { /* a place or organisation where the number of holders is not the norm's */
    int64_t    id;
    struct str post, title, kind, name;
    int32_t    held, least, most; /* most NONE_I32: no bound */
    int32_t    verdict;           /* staffing_verdicts */
};
extern const char *const  staffing_verdicts[]; /* "too_few", "too_many" */
extern const struct shape staffing_shape;
/* Of one subtree on `day`, at most `limit`. */
CHECKED enum rc staffing_find(struct work *w, const struct where *where, int32_t day,
                              enum lang lang, int64_t limit, struct rows *ret);

/* -- teams -- */

struct team_member {
    int64_t    account;
    struct str name;
};
struct team_seat {
    struct str  name, title, post;
    int32_t     least, most;
    struct list members; /* team_member */
    int32_t     state;   /* seat_states */
};
struct team_told {
    struct str  name, title;
    bool        complete;
    struct list seats; /* team_seat */
};
extern const struct shape team_told_shape;
/* The teams that the pack knows for such a place, their seats filled by who holds the posts. */
CHECKED enum rc teams_at(struct work *w, int64_t place, int32_t day, enum lang lang,
                         struct rows *ret);

#endif
