/*
 * actors: an account as somebody who acts: the posts it holds today, what
 * each lets it do by the pack in force, and where.
 */
#include "people/api_token.h"

#include <stdlib.h>
#include <string.h>

static const struct kept nobody = { .actor = { .account = NONE_I64 }, .refs = 1 };

const struct actor *actor_nobody(void)
{
    return &nobody.actor;
}

static struct kept *kept_of(const struct actor *a)
{
    return (struct kept *)(uintptr_t)a; /* the actor is its first member */
}

void kept_hold(struct kept *k)
{
    atomic_fetch_add_explicit(&k->refs, 1, memory_order_relaxed);
}

void kept_let_go(const struct actor *a)
{
    struct kept *k = kept_of(a);

    if (a != &nobody.actor && atomic_fetch_sub_explicit(&k->refs, 1, memory_order_acq_rel) == 1)
        free(k);
}

/* -- what comes with an administrator's role -- */

void role_caps(int32_t role, struct caps *ret)
{
    static const enum cap system[] = {
        CAP_ADMIN_SYSTEM,   CAP_ACCOUNT_READ,   CAP_ACCOUNT_EDIT,
        CAP_TERRITORY_READ, CAP_TERRITORY_EDIT, CAP_TERRITORY_IMPORT,
        CAP_ORG_EDIT,       CAP_PRACTICE_READ,  CAP_PRACTICE_LOAD,
    };
    /* What a pack says of posts gives rights, and rights are the security administrator's. */
    static const enum cap security[] = { CAP_ADMIN_SECURITY,  CAP_ACCOUNT_READ,   CAP_POST_EDIT,
                                         CAP_EXPORT_APPROVE,  CAP_TERRITORY_READ, CAP_PRACTICE_READ,
                                         CAP_PRACTICE_ENFORCE };
    static const enum cap audit[]    = { CAP_ADMIN_AUDIT, CAP_ACCOUNT_READ, CAP_TERRITORY_READ,
                                         CAP_PRACTICE_READ };
    static const struct {
        const enum cap *at;
        size_t          n;
    } of[] = { [ROLE_NONE]     = { NULL, 0 },
               [ROLE_SYSTEM]   = { system, ARRAY_LEN(system) },
               [ROLE_SECURITY] = { security, ARRAY_LEN(security) },
               [ROLE_AUDIT]    = { audit, ARRAY_LEN(audit) } };

    *ret = (struct caps){ 0 };
    for (size_t i = 0; i < of[role].n; i++)
        caps_add(ret, of[role].at[i]);
}

/* -- posts -- */

typedef VEC(struct held_post) held_vec;

static void caps_of_words(const struct str *words, size_t n, struct caps *ret)
{
    enum cap cap;

    for (size_t i = 0; i < n; i++)
        if (cap_of(words[i], &cap) == RC_OK)
            caps_add(ret, cap);
}

static struct caps caps_both(struct caps a, struct caps b)
{
    return (struct caps){ { a.w[0] & b.w[0], a.w[1] & b.w[1] } };
}

static bool caps_none(struct caps c)
{
    return !(c.w[0] | c.w[1]);
}

/* `to` of a place or organisation. */
static bool has_ended(const struct work *w, int32_t to)
{
    return to != NONE_I32 && to <= day_of(w->now);
}

/* One posting; nothing when its place has ended or the pack knows no such post. */
static enum rc add_posting(struct work *w, const struct held_row *row, held_vec *held)
{
    const struct post *post = w->practice ? practice_post(w->practice, row->post) : NULL;
    struct held_post   h    = { .post = row->post, .place = row->place, .org = row->org };
    bool               ended;
    enum rc            rc;

    if (!post)
        return RC_OK;
    caps_of_words(post->can, post->n_can, &h.caps);
    if (row->place != NONE_I64) {
        struct place p;

        rc     = place_get(w, row->place, &p);
        ended  = rc == RC_OK && has_ended(w, p.to);
        h.path = p.path;
    } else {
        struct org o;

        rc     = org_get(w, row->org, &o);
        ended  = rc == RC_OK && has_ended(w, o.to);
        h.path = o.path;
    }
    if (rc == RC_NOT_FOUND || ended)
        return RC_OK;
    TRY(rc);
    *VEC_PUSH(w->arena, held) = h;
    return RC_OK;
}

/* What an administrator may do is not held anywhere: it is held everywhere. */
static void add_role(struct work *w, int32_t role, held_vec *held)
{
    struct caps caps;

    role_caps(role, &caps);
    if (caps_none(caps))
        return;
    *VEC_PUSH(w->arena, held) = (struct held_post){ STR_NONE, caps, NONE_I64, NONE_I64, S("") };
    *VEC_PUSH(w->arena, held) = (struct held_post){ STR_NONE, caps, NONE_I64, 0, S("") };
}

/* -- the scope of a token -- */

struct bounds {
    struct caps caps;
    int64_t     place, org;
    struct str  path; /* absent: anywhere */
};

static enum rc bounds_of(struct work *w, const struct token_scope *scope, struct bounds *ret)
{
    struct where where;
    struct str   rest = scope->caps, word;
    enum rc      rc;

    *ret = (struct bounds){ .place = scope->place, .org = scope->org };
    while (str_split(&rest, ' ', &word))
        caps_of_words(&word, 1, &ret->caps);
    if (scope->place == NONE_I64 && scope->org == NONE_I64)
        return RC_OK;
    rc = where_get(w, scope->place, scope->org, &where);
    if (rc == RC_INVALID) /* there is no such place any more */
        return RC_NOT_FOUND;
    TRY(rc);
    ret->path = scope->place != NONE_I64 ? where.place_path : where.org_path;
    return RC_OK;
}

/* Narrow a post to the token's bounds; false when nothing is left of it. Where only a part of the
 * post's subtree is left it is no longer that post: nobody acts as the secretary of a street with
 * a token for one community. */
static bool narrow(struct held_post *h, const struct bounds *b)
{
    h->caps = caps_both(h->caps, b->caps);
    if (caps_none(h->caps))
        return false;
    if (!b->path.p)
        return true;
    if ((h->org == NONE_I64) != (b->org == NONE_I64))
        return false;
    if (path_within(h->path, b->path))
        return true;
    if (!path_within(b->path, h->path))
        return false;
    h->post  = STR_NONE;
    h->place = b->place;
    h->org   = b->org;
    h->path  = b->path;
    return true;
}

static enum rc narrow_all(struct work *w, const struct token_scope *scope, held_vec *held)
{
    struct bounds b;
    size_t        n = 0;

    TRY(bounds_of(w, scope, &b));
    for (size_t i = 0; i < held->n; i++)
        if (narrow(&held->at[i], &b))
            held->at[n++] = held->at[i];
    held->n = n;
    return RC_OK;
}

/* -- putting it together -- */

static size_t room_for(const struct secret_row *a, const held_vec *held)
{
    size_t n = sizeof(struct kept) + held->n * sizeof(struct held_post) + a->account.name.n;

    for (size_t i = 0; i < held->n; i++)
        n += held->at[i].post.n + held->at[i].path.n;
    return n;
}

static struct str copy_to(char **at, struct str s)
{
    struct str c = { *at, s.n };

    if (!s.p)
        return s;
    memcpy(*at, s.p, s.n);
    *at += s.n;
    return c;
}

/* In one piece, so that it is freed as one. */
static struct kept *put_together(const struct secret_row *a, const held_vec *held)
{
    struct kept      *k = calloc(1, room_for(a, held));
    struct held_post *posts;
    char             *text;

    BUG_ON(!k);
    posts = (struct held_post *)(k + 1);
    text  = (char *)(posts + held->n);
    for (size_t i = 0; i < held->n; i++) {
        posts[i]      = held->at[i];
        posts[i].post = copy_to(&text, posts[i].post);
        posts[i].path = copy_to(&text, posts[i].path);
        for (size_t c = 0; c < ARRAY_LEN(posts[i].caps.w); c++)
            k->actor.any.w[c] |= posts[i].caps.w[c];
    }
    k->actor.account = a->account.id;
    k->actor.name    = copy_to(&text, a->account.name);
    k->actor.posts   = posts;
    k->actor.n_posts = held->n;
    k->lang          = (enum lang)a->account.lang;
    atomic_init(&k->refs, 1);
    return k;
}

static enum rc find_posts(struct work *w, const struct secret_row *a,
                          const struct token_scope *scope, held_vec *held)
{
    struct rows      rows;
    struct held_row *row;

    TRY(db_all(w->tx, &stmt_posting_held, ARGS(A(a->account.id), A((int64_t)day_of(w->now))),
               &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(add_posting(w, &row[i], held));
    if (scope)
        return narrow_all(w, scope, held);
    add_role(w, a->account.role, held);
    return RC_OK;
}

static enum rc find_duties(struct work *w, const struct secret_row *a, bool *ret_must_change,
                           bool *ret_must_enrol)
{
    struct policy p;

    TRY(policy_get(w, &p));
    *ret_must_change = a->must_change || (a->hash.p && p.password_days > 0 &&
                                          w->now - a->hash_at > (int64_t)p.password_days * US_DAY);
    *ret_must_enrol  = p.second_factor && a->account.role != ROLE_NONE && !a->totp_on;
    return RC_OK;
}

enum rc kept_make(struct work *w, int64_t account, const struct token_scope *scope, bool signed_in,
                  struct kept **ret)
{
    struct secret_row a;
    held_vec          held        = { 0 };
    bool              must_change = false, must_enrol = false;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(account)), &a));
    if (a.account.state != ACCOUNT_OPEN)
        return RC_NOT_FOUND;
    if (signed_in)
        TRY(find_duties(w, &a, &must_change, &must_enrol));
    if (!must_change && !must_enrol)
        TRY(find_posts(w, &a, scope, &held));
    *ret                = put_together(&a, &held);
    (*ret)->actor.token = scope ? scope->id : 0;
    (*ret)->day         = day_of(w->now);
    (*ret)->must_change = must_change;
    (*ret)->must_enrol  = must_enrol;
    return RC_OK;
}

enum rc token_actor(struct work *w, const struct token_row *t, struct kept **ret)
{
    if (t->ends_at <= w->now || t->ended_at != NONE_I64)
        return RC_NOT_FOUND;
    return kept_make(
        w, t->account,
        &(struct token_scope){ .id = t->id, .caps = t->caps, .place = t->place, .org = t->org },
        false, ret);
}

enum rc people_actor(struct work *w, int64_t account, const struct actor **ret)
{
    struct kept *k;

    TRY(kept_make(w, account, NULL, false, &k));
    *ret = &k->actor;
    return RC_OK;
}

enum rc people_actor_by(struct work *w, int64_t account, int64_t token, const struct actor **ret)
{
    struct token_row row;
    struct kept     *k;

    if (!token)
        return people_actor(w, account, ret);
    TRY(db_one(w->tx, &stmt_token_get, ARGS(A(token), A(account)), &row));
    TRY(token_actor(w, &row, &k));
    *ret = &k->actor;
    return RC_OK;
}

void people_actor_release(const struct actor *a)
{
    kept_let_go(a);
}
