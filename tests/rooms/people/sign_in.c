/* Coming and going: passwords, locks, sessions, forms, codes. */
#include "people_test.h"

#include "people/people_rows.h"
#include "people/signin.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SESSION "/api/v1/session"

static struct answer try_in(struct test *t, const char *login, const char *password)
{
    char body[300];

    snprintf(body, sizeof(body), "{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
    return call(t, NULL, "POST", SESSION, body);
}

static void whoever_signs_in_is_told_who_they_are_and_what_they_may_do(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller c;
    struct answer a;

    add_post(t, id, "grid_head", t->north1, NONE_I64);
    c = sign_in(t, "Fang"); /* logins have no case */
    a = call(t, &c, "GET", "/api/v1/me", NULL);
    assert_status(a, 200);
    assert_said(t, a, "login", "fang");
    assert_said(t, a, "role", "none");
    assert_said(t, a, "posts[0].post", "grid_head");
    assert_said(t, a, "posts[0].there", "北一网格");
    assert_said(t, a, "posts[0].can[1]", "case.open");
    assert_said(t, a, "can[0]", "case.read");
    assert_said(t, a, "csrf", c.csrf);
    assert_said(t, a, "must_change", "false");
}

static void the_cookie_is_not_for_scripts_and_not_sent_from_other_sites(void **state)
{
    struct test  *t = *state;
    struct answer a;

    add_account(t, "fang", ROLE_NONE);
    a = try_in(t, "fang", PASSWORD);
    assert_true(str_find(a.head, S("; HttpOnly; SameSite=Lax; Max-Age=43200")) != SIZE_MAX);
    assert_true(str_find(a.head, S("Secure")) == SIZE_MAX);
}

static void the_database_has_no_token_and_no_password(void **state)
{
    struct test  *t = *state;
    struct caller c;
    char          sql[400];

    add_account(t, "fang", ROLE_NONE);
    c = sign_in(t, "fang");
    /* Each of the first two would insert the row that the third inserts, and that works once. */
    snprintf(sql, sizeof(sql),
             "INSERT INTO sign_in_failure (login, n, last) SELECT 'found', 1, 1 FROM"
             " account_session WHERE digest = '%s'",
             c.cookie + strlen("linli="));
    fresh_sql(&t->f->fresh, sql);
    fresh_sql(&t->f->fresh, "INSERT INTO sign_in_failure (login, n, last) SELECT 'found', 1, 1"
                            " FROM account WHERE hash NOT LIKE '$argon2id$%'");
    fresh_sql(&t->f->fresh, "INSERT INTO sign_in_failure (login, n, last) VALUES ('found', 1, 1)");
}

static void an_unknown_login_is_answered_like_a_wrong_password(void **state)
{
    struct test  *t = *state;
    struct answer wrong, unknown;

    add_account(t, "fang", ROLE_NONE);
    wrong   = try_in(t, "fang", "Autumn-2026");
    unknown = try_in(t, "gang", "Autumn-2026");
    assert_status(wrong, 401);
    assert_status(unknown, 401);
    assert_true(str_eq(wrong.body, unknown.body));
    assert_said(t, wrong, "reason", "wrong_sign_in");
}

/* So that it takes as long, the hash that an unknown login is compared with must be one. */
static void the_hash_of_nobody_is_one_and_nobodys(void **state)
{
    struct test        *t = *state;
    struct room_people *room;
    bool                again;
    void               *own = t->f->s.room[ROOM_PEOPLE];

    assert_rc(people_start(&t->f->s), RC_OK); /* with the limits that it has in earnest */
    room = people_room(&t->f->s);
    assert_int_equal(crypto_pwhash_str_needs_rehash(room->nobody, room->hash_ops, room->hash_bytes),
                     0);
    assert_false(password_is(&t->f->s, S(""), STR_NONE, t->f->arena, &again));
    assert_false(password_is(&t->f->s, S(PASSWORD), str_of(room->nobody), t->f->arena, &again));
    people_stop(&t->f->s);
    t->f->s.room[ROOM_PEOPLE] = own;
}

/* Five wrong ones, then locked for a quarter of an hour, the right one included; and whoever does
 * not exist just the same. */
static void after_five_wrong_passwords_a_login_is_locked_for_a_while(void **state)
{
    struct test  *t = *state;
    struct answer fang, gang;

    add_account(t, "fang", ROLE_NONE);
    for (int i = 1; i <= 5; i++) {
        fang = try_in(t, "fang", "Autumn-2026");
        gang = try_in(t, "gang", "Autumn-2026");
        assert_status(fang, i < 5 ? 401 : 429);
        assert_true(str_eq(fang.body, gang.body));
    }
    fang = try_in(t, "fang", PASSWORD);
    assert_status(fang, 429);
    assert_said(t, fang, "reason", "locked");
    assert_int_equal(noted(t, "account.sign_in_failed"), 4);
    assert_int_equal(noted(t, "account.locked"), 1);
    turn_clock(t, 15 * US_MINUTE);
    assert_status(try_in(t, "fang", PASSWORD), 201);
    assert_status(try_in(t, "gang", "Autumn-2026"), 401);
}

static void a_right_password_forgets_the_wrong_ones(void **state)
{
    struct test *t = *state;

    add_account(t, "fang", ROLE_NONE);
    for (int i = 0; i < 3; i++) {
        assert_status(try_in(t, "fang", "Autumn-2026"), 401);
        assert_status(try_in(t, "fang", "Autumn-2026"), 401);
        assert_status(try_in(t, "fang", PASSWORD), 201);
    }
}

static void nothing_is_changed_by_a_cookie_without_the_form_token(void **state)
{
    struct test  *t = *state;
    struct caller c, without;
    struct answer a;

    add_account(t, "fang", ROLE_NONE);
    c               = sign_in(t, "fang");
    without         = c;
    without.csrf[0] = 0;
    a               = call(t, &without, "DELETE", "/api/v1/me/sessions", NULL);
    assert_status(a, 403);
    assert_said(t, a, "reason", "csrf");
    without.csrf[0] = 'x';
    assert_status(call(t, &without, "DELETE", "/api/v1/me/sessions", NULL), 403);
    snprintf(without.csrf, sizeof(without.csrf), "%s", c.csrf);
    without.csrf[5] ^= 1;
    assert_status(call(t, &without, "DELETE", "/api/v1/me/sessions", NULL), 403);
    assert_status(call(t, &c, "GET", "/api/v1/me", NULL), 200);
    assert_status(call(t, &c, "DELETE", "/api/v1/me/sessions", NULL), 204);
}

static void the_form_token_of_another_session_does_not_serve(void **state)
{
    struct test  *t = *state;
    struct caller a, b;

    add_account(t, "fang", ROLE_NONE);
    a = sign_in(t, "fang");
    b = sign_in(t, "fang");
    memcpy(a.csrf, b.csrf, sizeof(a.csrf));
    assert_status(call(t, &a, "DELETE", "/api/v1/me/sessions", NULL), 403);
}

static void after_signing_out_the_cookie_is_nobodys_at_once(void **state)
{
    struct test  *t = *state;
    struct caller one, two;

    add_account(t, "fang", ROLE_NONE);
    one = sign_in(t, "fang");
    two = sign_in(t, "fang");
    assert_status(call(t, &one, "GET", "/api/v1/me", NULL), 200); /* in the cache now */
    assert_status(call(t, &two, "GET", "/api/v1/me", NULL), 200);
    assert_status(call(t, &one, "DELETE", SESSION, NULL), 204);
    assert_status(call(t, &one, "GET", "/api/v1/me", NULL), 401);
    assert_status(call(t, &two, "GET", "/api/v1/me", NULL), 200);
    assert_status(call(t, &two, "DELETE", "/api/v1/me/sessions", NULL), 204);
    assert_status(call(t, &two, "GET", "/api/v1/me", NULL), 401);
}

static void one_session_can_be_ended_from_another(void **state)
{
    struct test  *t = *state;
    struct caller one, two;
    struct answer a;
    int64_t       id;

    add_account(t, "fang", ROLE_NONE);
    one = sign_in(t, "fang");
    turn_clock(t, US_SECOND);
    two = sign_in(t, "fang");
    a   = call(t, &two, "GET", "/api/v1/me/sessions", NULL);
    assert_status(a, 200);
    assert_said(t, a, "items[0].address", "127.0.0.1");
    assert_said(t, a, "items[0].here", "false");
    assert_said(t, a, "items[1].here", "true");
    id = the_id(t, &a, "items[0].id");
    assert_status(callf(t, &two, "DELETE", NULL, "/api/v1/me/sessions/%lld", (long long)id), 204);
    assert_status(call(t, &one, "GET", "/api/v1/me", NULL), 401);
    assert_status(callf(t, &two, "DELETE", NULL, "/api/v1/me/sessions/%lld", (long long)id), 404);
}

static void who_knows_the_password_of_a_closed_account_is_told_that_it_is_closed(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller sys;
    struct answer a;

    add_account(t, "sys", ROLE_SYSTEM);
    sys = sign_in(t, "sys");
    a   = callf(t, &sys, "POST", NULL, "/api/v1/accounts/%lld/close", (long long)id);
    assert_status(a, 204);
    a = try_in(t, "fang", PASSWORD);
    assert_status(a, 401);
    assert_said(t, a, "reason", "account_closed");
    a = try_in(t, "fang", "Autumn-2026");
    assert_status(a, 401);
    assert_said(t, a, "reason", "wrong_sign_in");
    a = callf(t, &sys, "POST", NULL, "/api/v1/accounts/%lld/open", (long long)id);
    assert_status(a, 204);
    sign_in(t, "fang");
}

static void a_session_of_somebody_else_cannot_be_ended(void **state)
{
    struct test  *t = *state;
    struct caller one, two;
    struct answer a;
    int64_t       id;

    add_account(t, "fang", ROLE_NONE);
    add_account(t, "gang", ROLE_NONE);
    one = sign_in(t, "fang");
    two = sign_in(t, "gang");
    a   = call(t, &one, "GET", "/api/v1/me/sessions", NULL);
    id  = the_id(t, &a, "items[0].id");
    assert_status(callf(t, &two, "DELETE", NULL, "/api/v1/me/sessions/%lld", (long long)id), 404);
    assert_status(call(t, &one, "GET", "/api/v1/me", NULL), 200);
}

static enum rc seen_last(struct work *w, void *ctx)
{
    struct session_row *row;
    struct rows         rows;
    int64_t            *at = ctx;

    TRY(db_all(w->tx, &stmt_session_of, ARGS(A(*at), A((int64_t)0), A((int64_t)100)), &rows));
    row = rows.at;
    *at = 0;
    for (size_t i = 0; i < rows.n; i++)
        if (row[i].seen_at > *at)
            *at = row[i].seen_at;
    return RC_OK;
}

/* That somebody was seen is written by the way; wait until it is there. */
static void wait_seen(struct test *t, int64_t account)
{
    int64_t at = 0;

    for (int i = 0; i < 10000 && at != t->f->clock.at; i++) {
        at = account;
        act(t, WORK_READ, seen_last, &at);
        usleep(2000);
    }
    assert_true(at == t->f->clock.at);
}

static void a_session_ends_when_it_is_idle_and_after_its_hours(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller idle, busy;

    idle = sign_in(t, "fang");
    busy = sign_in(t, "fang");
    for (int minutes = 0; minutes < 12 * 60; minutes += 20) {
        assert_status(call(t, &busy, "GET", "/api/v1/me", NULL), 200);
        wait_seen(t, id);
        turn_clock(t, 20 * US_MINUTE);
    }
    assert_status(call(t, &busy, "GET", "/api/v1/me", NULL), 401);
    assert_status(call(t, &idle, "GET", "/api/v1/me", NULL), 401);
}

static void an_idle_session_ends_after_half_an_hour(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller c;

    c = sign_in(t, "fang");
    turn_clock(t, 29 * US_MINUTE);
    assert_status(call(t, &c, "GET", "/api/v1/me", NULL), 200);
    wait_seen(t, id);
    turn_clock(t, 32 * US_MINUTE);
    assert_status(call(t, &c, "GET", "/api/v1/me", NULL), 401);
}

/* -- passwords -- */

static void a_changed_password_ends_the_other_sessions(void **state)
{
    struct test  *t = *state;
    struct caller here, there;
    struct answer a;

    add_account(t, "fang", ROLE_NONE);
    here  = sign_in(t, "fang");
    there = sign_in(t, "fang");
    a     = call(t, &here, "POST", "/api/v1/me/password",
                 "{\"old\":\"" PASSWORD "\",\"password\":\"Autumn-2026\"}");
    assert_status(a, 204);
    assert_status(call(t, &here, "GET", "/api/v1/me", NULL), 200);
    assert_status(call(t, &there, "GET", "/api/v1/me", NULL), 401);
    assert_status(try_in(t, "fang", PASSWORD), 401);
    assert_status(try_in(t, "fang", "Autumn-2026"), 201);
}

static void a_new_password_needs_the_old_one_and_keeps_the_rules(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct answer a;

    add_account(t, "fang", ROLE_NONE);
    c = sign_in(t, "fang");
    a = call(t, &c, "POST", "/api/v1/me/password",
             "{\"old\":\"Autumn-2026\",\"password\":\"Winter-2026\"}");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "old");
    a = call(t, &c, "POST", "/api/v1/me/password",
             "{\"old\":\"" PASSWORD "\",\"password\":\"winterwinter\"}");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "password");
    assert_said(t, a, "fields[0].code", "password_plain");
    a = call(t, &c, "POST", "/api/v1/me/password",
             "{\"old\":\"" PASSWORD "\",\"password\":\"" PASSWORD "\"}");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].code", "password_same");
    assert_status(try_in(t, "fang", PASSWORD), 201);
}

/* Guessing through an open session is guessing, too. */
static void wrong_old_passwords_count_as_failures(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct answer a = { 0 };

    add_account(t, "fang", ROLE_NONE);
    c = sign_in(t, "fang");
    for (int i = 0; i < 5; i++)
        a = call(t, &c, "POST", "/api/v1/me/password",
                 "{\"old\":\"Autumn-2026\",\"password\":\"Winter-2026\"}");
    assert_status(a, 429);
    assert_status(try_in(t, "fang", PASSWORD), 429);
}

static void an_old_password_must_be_changed_before_anything_else(void **state)
{
    struct test  *t  = *state;
    int64_t       id = add_account(t, "fang", ROLE_NONE);
    struct caller c;
    struct answer a;

    add_post(t, id, "secretary", t->north, NONE_I64);
    turn_clock(t, 91 * US_DAY);
    c = sign_in(t, "fang");
    a = call(t, &c, "GET", "/api/v1/accounts", NULL);
    assert_status(a, 403);
    assert_said(t, a, "reason", "change_password");
    a = call(t, &c, "GET", "/api/v1/me", NULL);
    assert_said(t, a, "must_change", "true");
    a = call(t, &c, "POST", "/api/v1/me/password",
             "{\"old\":\"" PASSWORD "\",\"password\":\"Autumn-2026\"}");
    assert_status(a, 204);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
}

/* -- codes -- */

struct code_made {
    int64_t    account;
    struct str code;
};

static enum rc make_code(struct work *w, void *ctx)
{
    struct code_made *c = ctx;

    return account_code(w, c->account, &c->code);
}

static const char *code_of(struct test *t, int64_t account)
{
    struct code_made c = { .account = account };

    act(t, WORK_WRITE, make_code, &c);
    return arena_cstr(t->f->arena, c.code);
}

static struct answer with_code(struct test *t, const char *login, const char *code,
                               const char *password)
{
    char body[300];

    snprintf(body, sizeof(body), "{\"login\":\"%s\",\"code\":\"%s\",\"password\":\"%s\"}", login,
             code, password);
    return call(t, NULL, "POST", "/api/v1/session/code", body);
}

static void a_code_sets_a_password_once(void **state)
{
    struct test *t    = *state;
    const char  *code = code_of(t, add_account(t, "fang", ROLE_NONE));

    /* A poor password does not cost the code. */
    assert_status(with_code(t, "fang", code, "autumn"), 422);
    assert_status(with_code(t, "fang", code, "Autumn-2026"), 204);
    assert_status(try_in(t, "fang", "Autumn-2026"), 201);
    assert_status(with_code(t, "fang", code, "Winter-2026"), 401);
    assert_status(try_in(t, "fang", "Winter-2026"), 401);
}

static void a_code_ends_after_three_days_and_after_five_wrong_tries(void **state)
{
    struct test *t    = *state;
    int64_t      id   = add_account(t, "fang", ROLE_NONE);
    const char  *code = code_of(t, id);

    turn_clock(t, 3 * US_DAY);
    assert_status(with_code(t, "fang", code, "Autumn-2026"), 401);
    code = code_of(t, id);
    for (int i = 0; i < 5; i++)
        assert_status(with_code(t, "fang", "AAAAAAAAAA", "Autumn-2026"), 401);
    assert_status(with_code(t, "fang", code, "Autumn-2026"), 401);
    assert_status(try_in(t, "fang", PASSWORD), 201);
}

static void a_code_is_for_one_account(void **state)
{
    struct test *t = *state;
    const char  *code;

    add_account(t, "gang", ROLE_NONE);
    code = code_of(t, add_account(t, "fang", ROLE_NONE));
    assert_status(with_code(t, "gang", code, "Autumn-2026"), 401);
    assert_status(with_code(t, "nobody-here", code, "Autumn-2026"), 401);
    assert_status(with_code(t, "fang", code, "Autumn-2026"), 204);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(whoever_signs_in_is_told_who_they_are_and_what_they_may_do),
        T(the_cookie_is_not_for_scripts_and_not_sent_from_other_sites),
        T(the_database_has_no_token_and_no_password),
        T(an_unknown_login_is_answered_like_a_wrong_password),
        T(the_hash_of_nobody_is_one_and_nobodys),
        T(after_five_wrong_passwords_a_login_is_locked_for_a_while),
        T(a_right_password_forgets_the_wrong_ones),
        T(nothing_is_changed_by_a_cookie_without_the_form_token),
        T(the_form_token_of_another_session_does_not_serve),
        T(after_signing_out_the_cookie_is_nobodys_at_once),
        T(one_session_can_be_ended_from_another),
        T(a_session_of_somebody_else_cannot_be_ended),
        T(a_session_ends_when_it_is_idle_and_after_its_hours),
        T(an_idle_session_ends_after_half_an_hour),
        T(a_changed_password_ends_the_other_sessions),
        T(a_new_password_needs_the_old_one_and_keeps_the_rules),
        T(wrong_old_passwords_count_as_failures),
        T(an_old_password_must_be_changed_before_anything_else),
        T(who_knows_the_password_of_a_closed_account_is_told_that_it_is_closed),
        T(a_code_sets_a_password_once),
        T(a_code_ends_after_three_days_and_after_five_wrong_tries),
        T(a_code_is_for_one_account),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
