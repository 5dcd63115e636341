/* Accounts and the three administrators. */
#include "people_test.h"

#include <stdio.h>
#include <string.h>

#define ME "/api/v1/me"

/* -- accounts -- */

static void an_account_is_made_with_a_code_and_its_holder_sets_the_password(void **state)
{
    struct test  *t = *state;
    struct caller admin;
    struct answer a;
    char          body[200];

    add_account(t, "sys", ROLE_SYSTEM);
    admin = sign_in(t, "sys");
    a     = call(t, &admin, "POST", "/api/v1/accounts",
                 "{\"login\":\"Fang\",\"name\":\" 王芳 \",\"phone\":\"13800000000\"}");
    assert_status(a, 201);
    snprintf(body, sizeof(body),
             "{\"login\":\"fang\",\"code\":\"%.*s\",\"password\":\"" PASSWORD "\"}",
             STR_ARG(at(t, &a, "code")));
    assert_status(call(t, NULL, "POST", "/api/v1/session/code", body), 204);
    sign_in(t, "fang");
    a = callf(t, &admin, "GET", NULL, "/api/v1/accounts/%lld", (long long)the_id(t, &a, "id"));
    assert_said(t, a, "name", "王芳");
    assert_said(t, a, "phone", "138****0000");
    assert_said(t, a, "login", "fang");
}

static void a_login_is_taken_once(void **state)
{
    struct test  *t = *state;
    struct caller admin;
    struct answer a;

    add_account(t, "sys", ROLE_SYSTEM);
    add_account(t, "fang", ROLE_NONE);
    admin = sign_in(t, "sys");
    a     = call(t, &admin, "POST", "/api/v1/accounts", "{\"login\":\"FANG\",\"name\":\"方\"}");
    assert_status(a, 409);
    assert_said(t, a, "fields[0].path", "login");
    assert_said(t, a, "fields[0].code", "login_taken");
}

static void an_account_that_was_changed_meanwhile_is_not_overwritten(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller admin;
    struct answer a;

    add_account(t, "sys", ROLE_SYSTEM);
    admin = sign_in(t, "sys");
    a = callf(t, &admin, "PATCH", "{\"name\":\"王芳\",\"version\":1}", "/api/v1/accounts/%lld",
              (long long)id);
    assert_status(a, 200);
    assert_said(t, a, "version", "2");
    a = callf(t, &admin, "PATCH", "{\"name\":\"李芳\",\"version\":1}", "/api/v1/accounts/%lld",
              (long long)id);
    assert_status(a, 409);
    a = callf(t, &admin, "GET", NULL, "/api/v1/accounts/%lld", (long long)id);
    assert_said(t, a, "name", "王芳");
}

static void accounts_are_found_by_a_part_of_name_or_login(void **state)
{
    struct test  *t = *state;
    struct caller admin;
    struct answer a;
    int64_t       fang;

    add_account(t, "sys", ROLE_SYSTEM);
    fang = add_account(t, "fang_1", ROLE_NONE);
    add_account(t, "fang21", ROLE_NONE);
    admin = sign_in(t, "sys");
    a     = call(t, &admin, "GET", "/api/v1/accounts?find=ang_", NULL);
    assert_status(a, 200);
    assert_said(t, a, "items[0].login", "fang_1");
    assert_false(at(t, &a, "items[1]").p); /* an underscore is no wild card */
    a = call(t, &admin, "GET", "/api/v1/accounts?find=%25", NULL);
    assert_false(at(t, &a, "items[0]").p);
    a = call(t, &admin, "GET", "/api/v1/accounts?role=none&limit=1", NULL);
    assert_said(t, a, "items[0].login", "fang_1");
    assert_true(the_id(t, &a, "next") == fang);
    a = callf(t, &admin, "GET", NULL, "/api/v1/accounts?role=none&limit=1&after=%lld",
              (long long)fang);
    assert_said(t, a, "items[0].login", "fang21");
}

static void a_leaver_loses_everything_at_once(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller admin, fang, program = { .lang = "en" };
    struct answer a;

    add_account(t, "sys", ROLE_SYSTEM);
    add_post(t, id, "secretary", t->north, NONE_I64);
    admin = sign_in(t, "sys");
    fang  = sign_in(t, "fang");
    a     = call(t, &fang, "POST", "/api/v1/me/tokens",
                 "{\"name\":\"import\",\"caps\":[\"account.read\"],\"days\":30}");
    assert_status(a, 201);
    snprintf(program.bearer, sizeof(program.bearer), "%.*s", STR_ARG(at(t, &a, "token")));
    assert_status(call(t, &program, "GET", "/api/v1/accounts", NULL), 200);
    assert_status(callf(t, &admin, "POST", NULL, "/api/v1/accounts/%lld/close", (long long)id),
                  204);
    assert_status(call(t, &fang, "GET", ME, NULL), 401);
    assert_status(call(t, &program, "GET", "/api/v1/accounts", NULL), 401);
    a = call(t, NULL, "POST", "/api/v1/session",
             "{\"login\":\"fang\",\"password\":\"" PASSWORD "\"}");
    assert_status(a, 401);
    a = callf(t, &admin, "GET", NULL, "/api/v1/postings?account=%lld", (long long)id);
    assert_status(a, 200);
    assert_false(at(t, &a, "items[0]").p);
    /* Back again, they begin without posts. */
    assert_status(callf(t, &admin, "POST", NULL, "/api/v1/accounts/%lld/open", (long long)id), 204);
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "GET", ME, NULL);
    assert_false(at(t, &a, "posts[0]").p);
}

/* account.edit in one community is no right to close the accounts of another. */
static void a_clerk_closes_accounts_of_the_own_subtree_only(void **state)
{
    struct test  *t     = *state;
    int64_t       clerk = add_account(t, "clerk", ROLE_NONE);
    int64_t       near  = add_account(t, "near", ROLE_NONE);
    int64_t       far   = add_account(t, "far", ROLE_NONE);
    int64_t       both  = add_account(t, "both", ROLE_NONE);
    int64_t       admin = add_account(t, "sys", ROLE_SYSTEM);
    struct caller c;

    add_post(t, clerk, "secretary", t->north, NONE_I64);
    add_post(t, near, "grid_head", t->north1, NONE_I64);
    add_post(t, far, "grid_head", t->south1, NONE_I64);
    add_post(t, both, "grid_worker", t->north1, NONE_I64);
    add_post(t, both, "grid_worker", t->south1, NONE_I64);
    c = sign_in(t, "clerk");
#define CLOSE(id) callf(t, &c, "POST", NULL, "/api/v1/accounts/%lld/close", (long long)(id)).status
    assert_int_equal(CLOSE(near), 204);
    assert_int_equal(CLOSE(far), 403);
    assert_int_equal(CLOSE(both), 403);
    assert_int_equal(CLOSE(admin), 403);
    assert_int_equal(CLOSE(clerk), 403);
    assert_int_equal(CLOSE(12345), 404);
#undef CLOSE
}

/* -- administrators -- */

static struct answer give_role(struct test *t, const struct caller *c, int64_t id, const char *role)
{
    char body[60];

    snprintf(body, sizeof(body), "{\"role\":\"%s\"}", role);
    return callf(t, c, "PUT", body, "/api/v1/accounts/%lld/role", (long long)id);
}

static void no_account_is_two_of_the_three_administrators(void **state)
{
    struct test  *t   = *state;
    int64_t       id  = add_account(t, "fang", ROLE_NONE);
    int64_t       own = add_account(t, "sec", ROLE_SECURITY);
    struct caller sec;
    struct answer a;

    sec = sign_in(t, "sec");
    assert_status(give_role(t, &sec, id, "audit"), 200);
    a = give_role(t, &sec, id, "system");
    assert_status(a, 409);
    assert_said(t, a, "fields[0].path", "role");
    assert_said(t, a, "fields[0].code", "two_roles");
    assert_said(t, a, "fields[0].message",
                "the account is the audit administrator: one account cannot be two of the three"
                " (GB/T 22239); take that role away first");
    assert_status(give_role(t, &sec, id, "none"), 200);
    assert_status(give_role(t, &sec, id, "system"), 200);
    assert_status(give_role(t, &sec, own, "none"), 403); /* not one's own */
    assert_int_equal(noted(t, "account.role_set"), 4);   /* the one of setup included */
}

static void an_administrator_holds_no_post_and_who_holds_one_is_none(void **state)
{
    struct test  *t    = *state;
    int64_t       head = add_account(t, "head", ROLE_NONE);
    int64_t       sys  = add_account(t, "sys", ROLE_SYSTEM);
    struct caller sec;
    struct answer a;
    char          body[200];

    add_account(t, "sec", ROLE_SECURITY);
    add_post(t, head, "grid_head", t->north1, NONE_I64);
    sec = sign_in(t, "sec");
    a   = give_role(t, &sec, head, "audit");
    assert_status(a, 409);
    assert_said(t, a, "fields[0].code", "role_and_post");
    snprintf(body, sizeof(body), "{\"account\":\"%lld\",\"post\":\"grid_head\",\"place\":\"%lld\"}",
             (long long)sys, (long long)t->north1);
    a = call(t, &sec, "POST", "/api/v1/postings", body);
    assert_status(a, 409);
    assert_said(t, a, "fields[0].code", "role_and_post");
}

static void what_is_one_administrators_is_closed_to_the_others(void **state)
{
    static const struct {
        const char *method, *path;
        int         system, security, audit;
    } calls[] = {
        { "GET", "/api/v1/accounts", 200, 200, 200 },
        { "POST", "/api/v1/accounts", 422, 403, 403 },
        { "GET", "/api/v1/sign-in-policy", 403, 200, 403 },
        { "POST", "/api/v1/postings", 403, 422, 403 },
        { "GET", "/api/v1/persons", 403, 403, 403 },
        { "POST", "/api/v1/persons", 403, 403, 403 },
        { "GET", "/api/v1/office/notices", 403, 403, 403 },
    };
    struct test  *t = *state;
    struct caller sys, sec, aud;

    add_account(t, "sys", ROLE_SYSTEM);
    add_account(t, "sec", ROLE_SECURITY);
    add_account(t, "aud", ROLE_AUDIT);
    sys = sign_in(t, "sys");
    sec = sign_in(t, "sec");
    aud = sign_in(t, "aud");
    for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
        const char *body = calls[i].method[0] == 'P' ? "{}" : NULL;

        assert_int_equal(call(t, &sys, calls[i].method, calls[i].path, body).status,
                         calls[i].system);
        assert_int_equal(call(t, &sec, calls[i].method, calls[i].path, body).status,
                         calls[i].security);
        assert_int_equal(call(t, &aud, calls[i].method, calls[i].path, body).status,
                         calls[i].audit);
    }
}

#define POLICY(days, second, version)                                                              \
    "{\"failures\":5,\"lock_minutes\":15,\"idle_minutes\":30,\"session_hours\":12,"                \
    "\"password_least\":8,\"password_kinds\":3,\"password_days\":" days                            \
    ",\"second_factor\":" second ",\"version\":" version "}"

static void administrators_may_be_asked_for_a_second_factor_first(void **state)
{
    struct test  *t = *state;
    struct caller sec, sys;
    struct answer a;

    add_account(t, "sec", ROLE_SECURITY);
    add_account(t, "sys", ROLE_SYSTEM);
    sec = sign_in(t, "sec");
    sys = sign_in(t, "sys");
    assert_status(call(t, &sys, "GET", "/api/v1/accounts", NULL), 200);
    a = call(t, &sec, "PUT", "/api/v1/sign-in-policy", POLICY("90", "true", "1"));
    assert_status(a, 200);
    assert_said(t, a, "version", "2");
    settle(t);
    a = call(t, &sys, "GET", "/api/v1/accounts", NULL);
    assert_status(a, 403);
    assert_said(t, a, "reason", "second_factor_missing");
    a = call(t, &sys, "GET", ME, NULL);
    assert_said(t, a, "must_enrol", "true");
    assert_status(call(t, &sys, "POST", "/api/v1/me/second-factor", NULL), 201);
}

static void the_policy_has_bounds_and_a_version(void **state)
{
    struct test  *t = *state;
    struct caller sec;
    struct answer a;

    add_account(t, "sec", ROLE_SECURITY);
    sec = sign_in(t, "sec");
    a   = call(t, &sec, "PUT", "/api/v1/sign-in-policy", POLICY("9999", "false", "1"));
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "password_days");
    assert_status(call(t, &sec, "PUT", "/api/v1/sign-in-policy", POLICY("0", "false", "7")), 409);
    assert_status(call(t, &sec, "PUT", "/api/v1/sign-in-policy", POLICY("0", "false", "1")), 200);
    assert_status(call(t, &sec, "PUT", "/api/v1/sign-in-policy", POLICY("0", "false", "1")), 409);
}

static void somebody_locked_out_gets_a_code_from_the_security_administrator(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller sec;
    struct answer a;
    char          body[200];

    add_account(t, "sec", ROLE_SECURITY);
    for (int i = 0; i < 5; i++)
        call(t, NULL, "POST", "/api/v1/session", "{\"login\":\"fang\",\"password\":\"x\"}");
    sec = sign_in(t, "sec");
    a   = callf(t, &sec, "POST", NULL, "/api/v1/accounts/%lld/code", (long long)id);
    assert_status(a, 201);
    sign_in(t, "fang"); /* the old password still serves, and the lock is gone */
    snprintf(body, sizeof(body), "{\"login\":\"fang\",\"code\":\"%.*s\",\"password\":\"Autumn-1\"}",
             STR_ARG(at(t, &a, "code")));
    assert_status(call(t, NULL, "POST", "/api/v1/session/code", body), 204);
    a = call(t, NULL, "POST", "/api/v1/session",
             "{\"login\":\"fang\",\"password\":\"" PASSWORD "\"}");
    assert_status(a, 401);
}

/* -- locked by hand -- */

static enum rc lock(struct work *w, void *ctx)
{
    return account_lock(w, *(const int64_t *)ctx);
}

static enum rc set_free(struct work *w, void *ctx)
{
    struct str code;

    return account_code(w, *(const int64_t *)ctx, &code);
}

static void nothing_lets_a_locked_account_in_until_it_is_unlocked(void **state)
{
    static const char signing_in[] = "{\"login\":\"fang\",\"password\":\"" PASSWORD "\"}";
    struct test      *t            = *state;
    int64_t           id           = add_account(t, "fang", ROLE_NONE);
    struct caller     fang, sec, program = { .lang = "en" };
    struct answer     a;
    char              coded[200];

    add_post(t, id, "secretary", t->north, NONE_I64);
    add_account(t, "sec", ROLE_SECURITY);
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "POST", "/api/v1/me/tokens",
                "{\"name\":\"import\",\"caps\":[\"account.read\"],\"days\":30}");
    assert_status(a, 201);
    snprintf(program.bearer, sizeof(program.bearer), "%.*s", STR_ARG(at(t, &a, "token")));
    assert_status(call(t, &program, "GET", "/api/v1/accounts", NULL), 200);
    sec = sign_in(t, "sec");
    a   = callf(t, &sec, "POST", NULL, "/api/v1/accounts/%lld/code", (long long)id);
    assert_status(a, 201);
    snprintf(coded, sizeof(coded),
             "{\"login\":\"fang\",\"code\":\"%.*s\",\"password\":\"Autumn-2026\"}",
             STR_ARG(at(t, &a, "code")));
    act(t, WORK_WRITE, lock, &id);
    assert_int_equal(noted(t, "account.locked_by_hand"), 1);
    assert_status(call(t, &fang, "GET", "/api/v1/me", NULL), 401);
    assert_status(call(t, &program, "GET", "/api/v1/accounts", NULL), 401);
    assert_status(call(t, NULL, "POST", "/api/v1/session", signing_in), 401);
    assert_status(call(t, NULL, "POST", "/api/v1/session/code", coded), 401);
    act(t, WORK_WRITE, set_free, &id);
    assert_int_equal(noted(t, "account.unlocked"), 1);
    assert_status(call(t, &fang, "GET", "/api/v1/me", NULL), 401); /* the session ended for good */
    fang = sign_in(t, "fang");
    a    = call(t, &fang, "GET", "/api/v1/me", NULL);
    assert_said(t, a, "posts[0].post", "secretary");
    assert_status(call(t, &program, "GET", "/api/v1/accounts", NULL), 200);
}

static void who_edits_accounts_does_not_end_a_lock(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller sys;
    struct answer a;

    add_account(t, "sys", ROLE_SYSTEM);
    sys = sign_in(t, "sys");
    act(t, WORK_WRITE, lock, &id);
    a = callf(t, &sys, "POST", NULL, "/api/v1/accounts/%lld/open", (long long)id);
    assert_status(a, 409);
    a = callf(t, &sys, "GET", NULL, "/api/v1/accounts/%lld", (long long)id);
    assert_said(t, a, "state", "locked");
}

/* -- what administrators see -- */

static void the_security_administrator_sees_how_an_account_signs_in(void **state)
{
    struct test  *t  = *state;
    long long     id = (long long)add_account(t, "fang", ROLE_NONE);
    struct caller sec;
    struct answer a;

    add_account(t, "sec", ROLE_SECURITY);
    sign_in(t, "fang");
    for (int i = 0; i < 5; i++)
        call(t, NULL, "POST", "/api/v1/session", "{\"login\":\"fang\",\"password\":\"x\"}");
    sec = sign_in(t, "sec");
    a   = callf(t, &sec, "GET", NULL, "/api/v1/accounts/%lld/sign-in", id);
    assert_status(a, 200);
    assert_said(t, a, "password", "true");
    assert_said(t, a, "failures", "5");
    assert_said(t, a, "locked_until", "2026-03-02T12:15:00+08:00");
    assert_said(t, a, "sessions", "1");
    assert_said(t, a, "seen_at", "2026-03-02T12:00:00+08:00");
}

static void the_audit_administrator_reads_who_did_what(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller aud, sec;
    struct answer a;

    add_account(t, "aud", ROLE_AUDIT);
    add_account(t, "sec", ROLE_SECURITY);
    sec = sign_in(t, "sec");
    assert_status(give_role(t, &sec, id, "system"), 200);
    aud = sign_in(t, "aud");
    settle(t);
    a = call(t, &aud, "GET", "/api/v1/journal?kind=account.role_set&limit=1", NULL);
    assert_status(a, 200);
    assert_said(t, a, "items[0].who", "sec");
    assert_said(t, a, "items[0].data.role", "system");
    assert_true(the_id(t, &a, "items[0].subject") == id);
    a = callf(t, &aud, "GET", NULL, "/api/v1/journal?kind=account.role_set&limit=1&before=%lld",
              (long long)the_id(t, &a, "next"));
    assert_said(t, a, "items[0].data.role", "security");
    a = callf(t, &aud, "GET", NULL, "/api/v1/journal?about=account&subject=%lld", (long long)id);
    assert_said(t, a, "items[0].kind", "account.role_set");
    assert_said(t, a, "items[1].kind", "account.made");
    assert_false(at(t, &a, "items[2]").p);
    assert_false(at(t, &a, "next").p);
    assert_status(call(t, &sec, "GET", "/api/v1/journal", NULL), 403);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(an_account_is_made_with_a_code_and_its_holder_sets_the_password),
        T(a_login_is_taken_once),
        T(an_account_that_was_changed_meanwhile_is_not_overwritten),
        T(accounts_are_found_by_a_part_of_name_or_login),
        T(a_leaver_loses_everything_at_once),
        T(a_clerk_closes_accounts_of_the_own_subtree_only),
        T(no_account_is_two_of_the_three_administrators),
        T(an_administrator_holds_no_post_and_who_holds_one_is_none),
        T(what_is_one_administrators_is_closed_to_the_others),
        T(administrators_may_be_asked_for_a_second_factor_first),
        T(the_policy_has_bounds_and_a_version),
        T(somebody_locked_out_gets_a_code_from_the_security_administrator),
        T(nothing_lets_a_locked_account_in_until_it_is_unlocked),
        T(who_edits_accounts_does_not_end_a_lock),
        T(the_security_administrator_sees_how_an_account_signs_in),
        T(the_audit_administrator_reads_who_did_what),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
