#ifndef LINLI_PEOPLE_PEOPLE_H
#define LINLI_PEOPLE_PEOPLE_H
/*
 * people: persons, accounts, sessions, tokens and posts (domain B.1 POST,
 * SEC; GB/T 22239 as far as identity and access go).
 *
 * Finds who is asking and what they may do. An actor is built once from the
 * posts held today and kept until somebody's posts change.
 */
#include "http/server.h"
#include "work/services.h"

/* For gate_init: who a request comes from. Nobody is an actor too (account NONE_I64). */
extern const struct admission people_admission;

/* The actor of an account, for the command line and the simulator; give it back. */
CHECKED enum rc people_actor(struct work *w, int64_t account, const struct actor **ret);
void            people_actor_release(const struct actor *a);

struct account {
    int64_t    id;
    struct str login, name; /* name: as shown to colleagues */
    struct str phone;
    struct str lang;
    int32_t    state; /* account_states */
    int64_t    version;
};
extern const struct shape account_shape;
CHECKED enum rc           account_get(struct work *w, int64_t id, struct account *ret);
CHECKED enum rc           account_by_login(struct work *w, struct str login, struct account *ret);
struct account_new {
    struct str login, password, name, phone; /* password absent: cannot sign in until one is set */
    struct str role;                         /* "", "system", "security", "audit" */
};
CHECKED enum rc account_add(struct work *w, const struct account_new *in, int64_t *ret_id);

/* Who holds `post` at that place or organisation today. Rows of struct account. */
CHECKED enum rc people_holders(struct work *w, struct str post, int64_t place, int64_t org,
                               struct rows *ret);
/* Give a post. The other of place and org is NONE_I64. */
struct posting_new {
    int64_t    account, place, org;
    struct str post;
    int32_t    from, to;   /* days; to NONE_I32: until ended */
    bool       concurrent; /* 双向进入, 交叉任职: held besides a post elsewhere */
};
CHECKED enum rc posting_add(struct work *w, const struct posting_new *in, int64_t *ret_id);

CHECKED enum rc                 people_start(struct services *s);
void                            people_stop(struct services *s);
extern const struct route       people_routes[];
extern const struct stmt *const people_stmts[];
extern const struct follower    people_follower; /* `here`: forgets kept actors when posts changed */

#endif
