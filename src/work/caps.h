#ifndef LINLI_WORK_CAPS_H
#define LINLI_WORK_CAPS_H
/*
 * caps: what somebody may be allowed to do.
 *
 * A post in a practice pack lists them by their public word; routes and
 * moves name one. A capability is held through a post, within the subtree of
 * the place or organisation where the post is held, on the dates it is held.
 */
#include "base/str.h"

#define CAP_LIST(X)                                                                                \
    X(CASE_READ, "case.read")           /* see cases of one's subtree */                           \
    X(CASE_OPEN, "case.open")           /* file for oneself or for somebody */                     \
    X(CASE_MOVE, "case.move")           /* carry a case where the process says so */               \
    X(CASE_DISPATCH, "case.dispatch")   /* choose and change the unit */                           \
    X(CASE_EDIT, "case.edit")           /* correct class, place, words */                          \
    X(CASE_LINK, "case.link")           /* merge, split, relate */                                 \
    X(CASE_SUPERVISE, "case.supervise") /* cards, instructions, extensions */                      \
    X(CASE_PUBLISH, "case.publish")                                                                \
    X(CASE_IMPORT, "case.import")                                                                  \
    X(CASE_EXPORT, "case.export")       /* ask for cases as a file, and fetch it */                \
    X(EXPORT_APPROVE, "export.approve") /* let go what somebody else asked for; of no program */   \
    X(FIELD_UNMASK, "field.unmask") /* read a personal field whole, with a reason, on record */    \
    X(FIELD_SENSITIVE, "field.sensitive") /* the same for sensitive fields and minors' */          \
    X(TERRITORY_READ, "territory.read")                                                            \
    X(TERRITORY_EDIT, "territory.edit")                                                            \
    X(TERRITORY_IMPORT, "territory.import")                                                        \
    X(ORG_EDIT, "org.edit")                                                                        \
    X(POST_EDIT, "post.edit")       /* give and end posts */                                       \
    X(ACCOUNT_READ, "account.read") /* find accounts, to give them posts or tasks */               \
    X(ACCOUNT_EDIT, "account.edit") /* make and close accounts; gives nobody a right */            \
    X(PERSON_READ, "person.read")                                                                  \
    X(PERSON_EDIT, "person.edit")                                                                  \
    X(NOTICE_EDIT, "notice.edit")                                                                  \
    X(FIGURES_READ, "figures.read")                                                                \
    X(FIGURES_EDIT, "figures.edit") /* manual figures, with their source */                        \
    X(PRACTICE_READ, "practice.read")                                                              \
    X(PRACTICE_LOAD, "practice.load")       /* keep a new version of the pack */                   \
    X(PRACTICE_ENFORCE, "practice.enforce") /* put a version in force that somebody else kept */   \
    X(FEED_READ, "feed.read")                                                                      \
    X(WALL_READ, "wall.read") /* figures, points and feed of a display: nothing personal */        \
    /* the three administrators; one account cannot hold two of them (GB/T 22239) */               \
    X(ADMIN_SYSTEM, "admin.system")                                                                \
    X(ADMIN_SECURITY, "admin.security")                                                            \
    X(ADMIN_AUDIT, "admin.audit")

enum cap {
    CAP_UNSAID = 0, /* refused at start-up */
    CAP_ANYBODY,    /* no account needed */
    CAP_SIGNED_IN,  /* any account; what is one's own is the room's rule */
#define X(name, word) CAP_##name,
    CAP_LIST(X)
#undef X
        CAP_COUNT
};

struct caps {
    uint64_t w[2];
};
static inline void caps_add(struct caps *c, enum cap cap)
{
    c->w[cap / 64] |= UINT64_C(1) << cap % 64;
}
static inline bool caps_has(const struct caps *c, enum cap cap)
{
    return c->w[cap / 64] >> cap % 64 & 1;
}
const char     *cap_word(int cap);                      /* "case.read", "anybody", "signed_in" */
CHECKED enum rc cap_of(struct str word, enum cap *ret); /* RC_INVALID */
bool            cap_known(struct str word);             /* for practice_load */

#endif
