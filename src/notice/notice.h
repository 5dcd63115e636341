#ifndef LINLI_NOTICE_NOTICE_H
#define LINLI_NOTICE_NOTICE_H
/*
 * notice: messages to accounts, and public notices with a period and
 * objections (domain B.1 PUB).
 *
 * A message is a row written in the transaction of the action that causes
 * it, so it is told exactly when the action happened. Its words are made when
 * it is told, in every language of the pack: what somebody was told does not
 * change when the pack does. Channels beyond the inbox follow these rows.
 *
 * A public notice is an object: once opened its text is frozen with a digest
 * (SM3), names in it are masked, and it closes by itself when its days are
 * over.
 */
#include "people/people.h"

/* -- messages -- */

/* Whom, what, and about which row. Everything borrowed. */
struct tell_in {
    int64_t    account;    /* this one; or NONE_I64 and whoever holds … */
    struct str post;       /* … this post (absent: any post) … */
    int64_t    place, org; /* … there today; the other is NONE_I64 */

    struct str         text;   /* name of a text of the pack in force */
    const struct text *words;  /* instead of `text`: the words themselves */
    const struct pair *params; /* {name} in the words becomes its value */
    size_t             n_params;

    struct str on; /* the kind of row it is about, "case"; absent: none */
    int64_t    subject;
};
/*
 * Put a message into the inbox of each account that is meant; nobody twice, and not an account
 * that is closed. A {name} without a parameter is left out. That nobody holds the post is RC_OK.
 *   RC_NOT_FOUND  no such text in the pack, no such account
 */
CHECKED enum rc notice_tell(struct work *w, const struct tell_in *in);

/* The words of `text` with its {name}s filled in; a value that ends its own sentence is not
 * followed by a full stop. Arena. */
struct str text_fill(struct arena *a, struct str text, const struct pair *params, size_t n);

/* -- public notices -- */

enum notice_state { NOTICE_DRAFT, NOTICE_OPEN, NOTICE_CLOSED, NOTICE_WITHDRAWN };
extern const char *const notice_states[]; /* "draft", "open", "closed", "withdrawn" */

struct notice_new {
    int64_t     place; /* whom it concerns: everybody within */
    struct str  title, body;
    struct list names;                /* struct str, whole; published masked */
    int32_t     days, objection_days; /* calendar days from the opening on; objections at most so
                                         long */
    bool comments;                    /* what is taken are comments, and called so */
};
/* A draft. RC_DENIED outside the actor's subtree (notice.edit). */
CHECKED enum rc notice_add(struct work *w, const struct notice_new *in, int64_t *ret_id);
/* Publish it: the text is frozen now. RC_CONFLICT: not a draft, or changed meanwhile. */
CHECKED enum rc notice_open(struct work *w, int64_t id, int64_t version);

/*
 * For what runs by the pack: a notice that is open at once, and one that is taken down. Whoever
 * acts need not hold notice.edit, since the pack says what is shown; `names` is not looked at.
 */
CHECKED enum rc notice_show(struct work *w, const struct notice_new *in, int64_t *ret_id);
/* One that is not open is left as it is; one whose days are over closes. `why` is published. */
CHECKED enum rc notice_take_down(struct work *w, int64_t id, struct str why);

/* For `linli verify`: `wrong` is told the title of each notice whose text is not what was digested.
 */
CHECKED enum rc notices_verify(struct work *w, void (*wrong)(void *ctx, struct str title),
                               void *ctx, int64_t *ret_n);

/* -- what is said to them -- */

struct objection_new {
    struct str words, name, phone; /* the last two may be absent */
};
/* By anybody, while they are taken. *ret_code: to follow it with. RC_CONFLICT: not any more. */
CHECKED enum rc objection_add(struct work *w, int64_t notice, const struct objection_new *in,
                              int64_t *ret_id, struct str *ret_code);
/* By whoever may edit the notice. RC_NOT_FOUND; RC_CONFLICT: it was answered. */
CHECKED enum rc objection_answer(struct work *w, int64_t id, struct str answer);

/* -- the room's hooks -- */

extern const struct route       notice_routes[], notice_pages[]; /* the API; plain pages */
extern const struct stmt *const notice_stmts[];
extern const struct timer       notice_timer; /* closes public notices whose days are over */

#endif
