#ifndef LINLI_PEOPLE_API_TOKEN_H
#define LINLI_PEOPLE_API_TOKEN_H
/* api_token: what a program shows instead of a password. For this room only. */
#include "people/people_own.h"
#include "people/people_rows.h"

struct token_in {
    struct str  name;
    struct list caps;       /* struct str: public words */
    int64_t     place, org; /* NONE_I64: wherever the account's posts reach */
    int32_t     days;
};
struct token_told {
    int64_t     id, account;
    struct str  name;
    struct list caps;
    int64_t     place, org, made_at, maker, ends_at, seen_at, ended_at;
    struct str  token; /* only when it is made */
};
extern const struct shape token_in_shape, token_told_shape;

/* It acts as `account`, never as more than that holds. RC_INVALID: a capability that is unknown, an
 * administrator's, or not held. */
CHECKED enum rc token_give(struct work *w, int64_t account, const struct token_in *in,
                           struct token_told *ret);
/* Whoever acts by it, with what it and its account may do now. RC_NOT_FOUND: one of them ended. */
CHECKED enum rc token_actor(struct work *w, const struct token_row *t, struct kept **ret);
CHECKED enum rc token_end(struct work *w, int64_t account, int64_t id);
/* Rows of token_told. */
CHECKED enum rc tokens_of(struct work *w, int64_t account, const struct page_in *page,
                          struct rows *ret);

#endif
