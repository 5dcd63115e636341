/* Tokens for programs, and how soon a change of posts is felt. */
#include "people_test.h"

#include <stdio.h>
#include <string.h>

#define ME "/api/v1/me"

/* -- tokens -- */

static struct caller program_of(struct test *t, const struct caller *c, const char *body)
{
    struct caller p = { .lang = "en" };
    struct answer a = call(t, c, "POST", "/api/v1/me/tokens", body);

    assert_status(a, 201);
    snprintf(p.bearer, sizeof(p.bearer), "%.*s", STR_ARG(at(t, &a, "token")));
    return p;
}

static void a_token_may_do_what_its_scope_says_and_no_more(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller fang, p;
    struct answer a;

    add_post(t, id, "secretary", t->north, NONE_I64);
    fang = sign_in(t, "fang");
    p    = program_of(t, &fang,
                      "{\"name\":\"import\",\"caps\":[\"account.read\",\"case.read\"],\"days\":30}");
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 200);
    assert_status(call(t, &p, "POST", "/api/v1/postings", "{}"), 403);
    a = call(t, &p, "GET", ME, NULL);
    assert_status(a, 200);
    assert_said(t, a, "can[0]", "case.read");
    assert_said(t, a, "can[1]", "account.read");
    assert_false(at(t, &a, "can[2]").p);
    assert_false(at(t, &a, "csrf").p);
}

static void a_token_does_not_do_what_only_the_person_does(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller fang, p;
    struct answer a;

    add_post(t, id, "secretary", t->north, NONE_I64);
    fang = sign_in(t, "fang");
    p    = program_of(t, &fang, "{\"name\":\"x\",\"caps\":[\"case.read\"],\"days\":1}");
    a    = call(t, &p, "POST", "/api/v1/me/tokens",
                "{\"name\":\"y\",\"caps\":[\"case.read\"],\"days\":300}");
    assert_status(a, 403);
    assert_said(t, a, "reason", "not_by_token");
    assert_status(call(t, &p, "POST", "/api/v1/me/password",
                       "{\"old\":\"" PASSWORD "\",\"password\":\"Autumn-2026\"}"),
                  403);
    assert_status(call(t, &p, "POST", "/api/v1/me/second-factor", NULL), 403);
    assert_status(call(t, &p, "DELETE", "/api/v1/me/sessions", NULL), 403);
    assert_status(call(t, &p, "PUT", "/api/v1/me/consents/board_phone", NULL), 403);
}

static void a_token_ends_with_its_days_or_when_it_is_ended(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller fang, p, q;
    struct answer a;

    add_post(t, id, "secretary", t->north, NONE_I64);
    fang = sign_in(t, "fang");
    p    = program_of(t, &fang, "{\"name\":\"p\",\"caps\":[\"account.read\"],\"days\":1}");
    q    = program_of(t, &fang, "{\"name\":\"q\",\"caps\":[\"account.read\"],\"days\":2}");
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 200);
    turn_clock(t, US_DAY);
    a = call(t, &p, "GET", "/api/v1/accounts", NULL);
    assert_status(a, 401);
    assert_said(t, a, "reason", "token");
    assert_status(call(t, &q, "GET", "/api/v1/accounts", NULL), 200);
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "GET", "/api/v1/me/tokens", NULL);
    assert_said(t, a, "items[1].name", "q");
    assert_false(at(t, &a, "items[1].token").p); /* told once */
    assert_status(callf(t, &fang, "DELETE", NULL, "/api/v1/me/tokens/%lld",
                        (long long)the_id(t, &a, "items[1].id")),
                  204);
    assert_status(call(t, &q, "GET", "/api/v1/accounts", NULL), 401);
}

struct goes_on {
    int64_t account, token;
    enum rc rc;
    bool    reads_accounts, reads_cases;
};

static enum rc act_by_token(struct work *w, void *ctx)
{
    struct goes_on     *g = ctx;
    const struct actor *a;

    g->rc = people_actor_by(w, g->account, g->token, &a);
    if (g->rc != RC_OK)
        return RC_OK;
    g->reads_accounts = caps_has(&a->any, CAP_ACCOUNT_READ);
    g->reads_cases    = caps_has(&a->any, CAP_CASE_READ);
    people_actor_release(a);
    return RC_OK;
}

static void what_a_token_began_goes_on_by_it_while_it_lasts(void **state)
{
    struct test   *t  = *state;
    int64_t        id = add_account(t, "fang", ROLE_NONE);
    struct goes_on g  = { .account = id };
    struct caller  fang;
    struct answer  a;

    add_post(t, id, "secretary", t->north, NONE_I64);
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "POST", "/api/v1/me/tokens",
                "{\"name\":\"p\",\"caps\":[\"account.read\"],\"days\":9}");
    assert_status(a, 201);
    act(t, WORK_READ, act_by_token, &g);
    assert_true(g.rc == RC_OK && g.reads_accounts && g.reads_cases);
    g.token = the_id(t, &a, "id");
    act(t, WORK_READ, act_by_token, &g);
    assert_true(g.rc == RC_OK && g.reads_accounts && !g.reads_cases);
    g.account++; /* somebody else's */
    act(t, WORK_READ, act_by_token, &g);
    assert_rc(g.rc, RC_NOT_FOUND);
    g.account = id;
    assert_status(callf(t, &fang, "DELETE", NULL, "/api/v1/me/tokens/%lld", (long long)g.token),
                  204);
    act(t, WORK_READ, act_by_token, &g);
    assert_rc(g.rc, RC_NOT_FOUND);
}

static void a_token_holds_nothing_that_its_account_has_lost(void **state)
{
    struct test  *t    = *state;
    int64_t       id   = add_account(t, "fang", ROLE_NONE);
    int64_t       post = add_post(t, id, "secretary", t->north, NONE_I64);
    struct caller fang, p;

    fang = sign_in(t, "fang");
    p    = program_of(t, &fang, "{\"name\":\"p\",\"caps\":[\"account.read\"],\"days\":9}");
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 200);
    end_post(t, post);
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 403);
}

static void a_token_for_one_place_reaches_no_further(void **state)
{
    struct test  *t    = *state;
    int64_t       id   = add_account(t, "fang", ROLE_NONE);
    int64_t       gang = add_account(t, "gang", ROLE_NONE);
    struct caller fang, p;
    char          body[200];

    add_post(t, id, "secretary", t->street, NONE_I64);
    fang = sign_in(t, "fang");
    snprintf(body, sizeof(body),
             "{\"name\":\"p\",\"caps\":[\"post.edit\"],\"place\":\"%lld\",\"days\":9}",
             (long long)t->north);
    p = program_of(t, &fang, body);
    snprintf(body, sizeof(body), "{\"account\":\"%lld\",\"post\":\"grid_head\",\"place\":\"%lld\"}",
             (long long)gang, (long long)t->south1);
    assert_status(call(t, &p, "POST", "/api/v1/postings", body), 403);
    assert_status(call(t, &fang, "POST", "/api/v1/postings", body), 201);
    snprintf(body, sizeof(body), "{\"account\":\"%lld\",\"post\":\"grid_head\",\"place\":\"%lld\"}",
             (long long)gang, (long long)t->north1);
    assert_status(call(t, &p, "POST", "/api/v1/postings", body), 201);
}

static void nobody_gives_a_token_what_they_do_not_hold(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller fang, sec;
    struct answer a;

    add_account(t, "sec", ROLE_SECURITY);
    add_post(t, id, "grid_head", t->north1, NONE_I64);
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "POST", "/api/v1/me/tokens",
                "{\"name\":\"p\",\"caps\":[\"account.read\"],\"days\":9}");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].code", "capability_not_held");
    a = call(t, &fang, "POST", "/api/v1/me/tokens",
             "{\"name\":\"p\",\"caps\":[\"case.reed\"],\"days\":9}");
    assert_said(t, a, "fields[0].code", "unknown_capability");
    sec = sign_in(t, "sec");
    a   = call(t, &sec, "POST", "/api/v1/me/tokens",
               "{\"name\":\"p\",\"caps\":[\"admin.security\"],\"days\":9}");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].code", "admin_capability");
}

/* A program's own account has no password; whoever sets one takes it over, and its tokens end. */
static void tokens_for_others_are_made_only_for_accounts_of_programs(void **state)
{
    struct test  *t      = *state;
    int64_t       person = add_account(t, "fang", ROLE_NONE), program;
    struct caller sys, sec, p = { .lang = "en" };
    struct answer a, made;
    char          body[200];

    add_account(t, "sys", ROLE_SYSTEM);
    add_account(t, "sec", ROLE_SECURITY);
    sys  = sign_in(t, "sys");
    sec  = sign_in(t, "sec");
    made = call(t, &sys, "POST", "/api/v1/accounts", "{\"login\":\"hotline\",\"name\":\"12345\"}");
    assert_status(made, 201);
    program = the_id(t, &made, "id");
    add_post(t, person, "secretary", t->north, NONE_I64);
    add_post(t, program, "secretary", t->north, NONE_I64);
#define TOKEN "{\"name\":\"p\",\"caps\":[\"account.read\"],\"days\":9}"
    a = callf(t, &sec, "POST", TOKEN, "/api/v1/accounts/%lld/tokens", (long long)person);
    assert_status(a, 409);
    assert_said(t, a, "reason", "token_of_person");
    a = callf(t, &sec, "POST", TOKEN, "/api/v1/accounts/%lld/tokens", (long long)program);
    assert_status(a, 201);
#undef TOKEN
    snprintf(p.bearer, sizeof(p.bearer), "%.*s", STR_ARG(at(t, &a, "token")));
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 200);
    snprintf(body, sizeof(body),
             "{\"login\":\"hotline\",\"code\":\"%.*s\",\"password\":\"" PASSWORD "\"}",
             STR_ARG(at(t, &made, "code")));
    assert_status(call(t, NULL, "POST", "/api/v1/session/code", body), 204);
    assert_status(call(t, &p, "GET", "/api/v1/accounts", NULL), 401);
}

static void a_token_that_is_none_is_refused_even_where_anybody_may(void **state)
{
    struct test  *t = *state;
    struct caller p = { .bearer = "lt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .lang = "en" };

    assert_status(call(t, &p, "GET", "/api/v1/notices", NULL), 401);
    assert_status(call(t, NULL, "GET", "/api/v1/notices", NULL), 200);
}

/* -- how soon a change is felt -- */

static void a_post_is_felt_at_once_when_given_and_when_ended(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE), post;
    struct caller c  = sign_in(t, "fang");

    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
    post = add_post(t, id, "secretary", t->north, NONE_I64);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    end_post(t, post);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
}

static void a_post_with_an_end_is_gone_at_midnight(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller c, boss;
    char          body[200];

    add_post(t, add_account(t, "boss", ROLE_NONE), "secretary", t->street, NONE_I64);
    boss = sign_in(t, "boss");
    snprintf(body, sizeof(body),
             "{\"account\":\"%lld\",\"post\":\"secretary\",\"place\":\"%lld\","
             "\"from\":\"2026-03-03\",\"to\":\"2026-03-04\"}",
             (long long)id, (long long)t->north);
    assert_status(call(t, &boss, "POST", "/api/v1/postings", body), 201);
    turn_clock(t, 12 * US_HOUR - US_SECOND); /* a second before 3 March */
    c = sign_in(t, "fang");
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
    turn_clock(t, US_SECOND);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    turn_clock(t, US_DAY - US_SECOND);
    c = sign_in(t, "fang");
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    turn_clock(t, US_SECOND);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
}

/* Another process has a cache of its own and tells this one nothing; the journal does. */
static void a_change_by_another_process_is_felt_when_the_journal_is_followed(void **state)
{
    struct test  *t    = *state;
    int64_t       id   = add_account(t, "fang", ROLE_NONE);
    int64_t       post = add_post(t, id, "secretary", t->north, NONE_I64);
    struct caller c    = sign_in(t, "fang");
    void         *own  = t->f->s.room[ROOM_PEOPLE];

    turn_clock(t, 10 * US_SECOND);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    assert_int_equal(people_start(&t->f->s), RC_OK);
    end_post(t, post);
    people_stop(&t->f->s);
    t->f->s.room[ROOM_PEOPLE] = own;
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    settle(t);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_token_may_do_what_its_scope_says_and_no_more),
        T(a_token_does_not_do_what_only_the_person_does),
        T(a_token_ends_with_its_days_or_when_it_is_ended),
        T(what_a_token_began_goes_on_by_it_while_it_lasts),
        T(a_token_holds_nothing_that_its_account_has_lost),
        T(a_token_for_one_place_reaches_no_further),
        T(nobody_gives_a_token_what_they_do_not_hold),
        T(tokens_for_others_are_made_only_for_accounts_of_programs),
        T(a_token_that_is_none_is_refused_even_where_anybody_may),
        T(a_post_is_felt_at_once_when_given_and_when_ended),
        T(a_post_with_an_end_is_gone_at_midnight),
        T(a_change_by_another_process_is_felt_when_the_journal_is_followed),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
