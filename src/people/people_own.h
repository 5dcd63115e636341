#ifndef LINLI_PEOPLE_PEOPLE_OWN_H
#define LINLI_PEOPLE_PEOPLE_OWN_H
/* What the files of this room share. For this room and its tests only. */
#include "people/people.h"
#include "work/pages.h"

#include <pthread.h>
#include <stdatomic.h>

/* -- the room's state -- */

struct cache;
struct room_people {
    struct cache   *cache;
    pthread_mutex_t lock; /* of the three below */
    pthread_cond_t  freed;
    int             hashing, hashing_most;
    uint64_t        hash_ops;    /* Argon2id: passes */
    size_t          hash_bytes;  /* and memory */
    char            nobody[160]; /* a hash that no password has, for logins that do not exist */
};
struct room_people *people_room(struct services *s);
/* Within the transaction that changes what an account is or may do. */
void people_forget(struct work *w, int64_t account);

/* -- passwords -- */

/* Is it the password? Takes as long as people_hash. `hash` absent: compares with one that nothing
 * fits, so that an unknown login takes as long. *ret_again: the limits were raised since. */
bool password_is(struct services *s, struct str password, struct str hash, struct arena *a,
                 bool *ret_again);

/* -- tokens of sessions and of programs -- */

enum { TOKEN_LEN = 43, TOKEN_MOST = 64, CSRF_LEN = 32 };
#define TOKEN_PREFIX "lt_"
#define COOKIE_NAME  "linli"

/* 256 bits from the system as text; arena. */
struct str token_make(struct arena *a, struct str prefix);
struct str token_digest(struct arena *a, struct str token); /* as the database keeps it */
/* A code as people type it: without spaces and hyphens, in capitals. */
struct str code_fold(struct arena *a, struct str code);
/* What a browser's script sends along with a session's cookie; follows from the token. */
void csrf_of(struct str token, char room[CSRF_LEN + 1]);
bool csrf_is(struct str token, struct str given);

/* -- actors -- */

/* An actor and what belongs to it, in one piece of memory, counted. */
struct kept {
    struct actor actor; /* first */
    _Atomic int  refs;
    int32_t      day; /* the posts are those of this day */
    enum lang    lang;
    bool         must_change; /* the password is too old or was set by somebody else: no posts */
    bool         must_enrol;  /* a second factor is asked of administrators: no posts */
};
void kept_hold(struct kept *k);
void kept_let_go(const struct actor *a); /* an actor that is the head of a kept one */
const struct actor *actor_nobody(void);

/* What a token allows; NULL stands for everything that the account may do. */
struct token_scope {
    int64_t    id;
    struct str caps; /* words, a space between */
    int64_t    place, org;
};
/* `signed_in`: with a password, which may have to be changed first. RC_NOT_FOUND: no such account,
 * or it is closed. */
CHECKED enum rc kept_make(struct work *w, int64_t account, const struct token_scope *scope,
                          bool signed_in, struct kept **ret);
void            role_caps(int32_t role, struct caps *ret);

/* -- who holds what -- */

struct where { /* the place or organisation of something */
    int64_t    place, org;
    struct str kind, name;
    struct str place_path, org_path;
    int32_t    to; /* the first day it is no more; NONE_I32 */
};
/* RC_INVALID and a fault under "place" or "org" unless exactly one is given and exists. */
CHECKED enum rc where_get(struct work *w, int64_t place, int64_t org, struct where *ret);

/* -- small checks -- */

/* Trimmed; RC_INVALID and a fault when it is empty, longer than `most` characters, or has control
 * characters. */
CHECKED enum rc text_check(struct work *w, struct str field, struct str text, size_t most,
                           struct str *ret);
CHECKED enum rc phone_check(struct work *w, struct str field, struct str phone);
CHECKED enum rc login_check(struct work *w, struct str login, struct str *ret); /* folded */
CHECKED enum rc paper_check(struct work *w, struct str field, struct str paper, int32_t *ret_birth);

/* -- what the handlers share -- */

struct page_in { /* of every list */
    int64_t after;
    int32_t limit; /* NONE_I32: 50 */
};
#define PAGE_FIELDS(T, m)                                                                          \
    F(T, m after, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),               \
        F(T, m limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said")
int64_t page_after(const struct page_in *p);

#endif
