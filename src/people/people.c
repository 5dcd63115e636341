/* people: the room's state, what it does when the journal moves, and what it deletes in time. */
#include "people/cache.h"
#include "people/people_rows.h"
#include "people/person.h"
#include "territory/initials.h"

#include <oath.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { HASHING_MOST = 4 };

struct room_people *people_room(struct services *s)
{
    return s->room[ROOM_PEOPLE];
}

void people_forget(struct work *w, int64_t account)
{
    cache_hold(people_room(w->services)->cache, account, w->now);
}

/* Half of the processors, since the other half serves. */
static int hashing_most(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN) / 2;

    return n < 1 ? 1 : n > HASHING_MOST ? HASHING_MOST : (int)n;
}

/* A hash that no password has, but that takes as long to compare with as any other. */
static void hash_of_nobody(struct room_people *r)
{
    unsigned char raw[48];
    char          salt[24], sum[48];

    random_bytes(raw, sizeof(raw));
    sodium_bin2base64(salt, sizeof(salt), raw, 16, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    sodium_bin2base64(sum, sizeof(sum), raw + 16, 32, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    snprintf(r->nobody, sizeof(r->nobody), "$argon2id$v=19$m=%zu,t=%llu,p=1$%s$%s",
             r->hash_bytes / 1024, (unsigned long long)r->hash_ops, salt, sum);
}

enum rc people_start(struct services *s)
{
    struct room_people *r = calloc(1, sizeof(*r));

    BUG_ON(!r || sodium_init() < 0 || oath_init() != OATH_OK);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->freed, NULL);
    r->hashing_most      = hashing_most();
    r->hash_ops          = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    r->hash_bytes        = crypto_pwhash_MEMLIMIT_INTERACTIVE;
    r->cache             = cache_new();
    s->room[ROOM_PEOPLE] = r;
    hash_of_nobody(r);
    return RC_OK;
}

void people_stop(struct services *s)
{
    struct room_people *r = people_room(s);

    if (!r)
        return;
    cache_free(r->cache);
    pthread_cond_destroy(&r->freed);
    pthread_mutex_destroy(&r->lock);
    free(r);
    s->room[ROOM_PEOPLE] = NULL;
}

/* -- following -- */

/* Coming and going changes nothing about what an account may do. */
static bool concerns_one(const struct entry *e)
{
    return str_is(e->on, "account") && !str_is(e->kind, "account.signed_in") &&
           !str_is(e->kind, "account.sign_in_failed") && !str_is(e->kind, "account.locked");
}

/* What is no account's own but changes what many may do. */
static bool concerns_all(const struct entry *e)
{
    return str_starts(e->kind, S("place.")) || str_starts(e->kind, S("org.")) ||
           str_is(e->kind, "practice.enforced") || str_is(e->kind, "policy.changed");
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    struct cache *c   = people_room(w->services)->cache;
    bool          all = false;

    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (concerns_one(&e[i]))
            cache_forget(c, e[i].subject);
        else
            all |= concerns_all(&e[i]);
    if (all)
        cache_forget_all(c);
    return RC_OK;
}

const struct follower people_follower = {
    .name = "people", .batch = 500, .here = true, .run = follow
};

/* -- deleting -- */

/* Sessions, codes and failures a day after they ended; persons on their day. */
static enum rc next(struct work *w, void *ctx, int64_t *ret_at)
{
    struct at_row session, person;

    (void)ctx;
    TRY(db_one(w->tx, &stmt_session_next, NO_ARGS, &session));
    TRY(db_one(w->tx, &stmt_person_next, NO_ARGS, &person));
    *ret_at = NONE_I64;
    if (session.at != NONE_I64)
        *ret_at = session.at + US_DAY + 1;
    if (person.at != NONE_I64) {
        int64_t at = day_start((int32_t)person.at);

        if (*ret_at == NONE_I64 || at < *ret_at)
            *ret_at = at;
    }
    return RC_OK;
}

static enum rc sweep(struct work *w, void *ctx, bool *ret_more)
{
    int64_t before = w->now - US_DAY;

    (void)ctx;
    TRY(db_run(w->tx, &stmt_session_sweep, ARGS(A(before)), NULL));
    TRY(db_run(w->tx, &stmt_code_sweep, ARGS(A(before)), NULL));
    TRY(db_run(w->tx, &stmt_failure_sweep, ARGS(A(before)), NULL));
    return persons_delete_due(w, ret_more);
}

const struct timer people_timer = { .name = "people", .next = next, .run = sweep };

INITIALS_TIMER(account, "initials of accounts");
