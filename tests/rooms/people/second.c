/* The second factor: setting it up, signing in with it, how its secret is kept. */
#include "people_test.h"

#include "people/people_rows.h"
#include "people/seal.h"
#include "people/signin.h"

#include <oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SESSION "/api/v1/session"

static struct answer try_in(struct test *t, const char *login, const char *password)
{
    char body[300];

    snprintf(body, sizeof(body), "{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
    return call(t, NULL, "POST", SESSION, body);
}

/* The code of now, from the secret in base 32. */
static void totp(struct test *t, struct str secret, char room[7])
{
    char  *raw;
    size_t n;

    assert_int_equal(oath_base32_decode(secret.p, secret.n, &raw, &n), OATH_OK);
    assert_int_equal(
        oath_totp_generate(raw, n, (time_t)(t->f->clock.at / US_SECOND), 30, 0, 6, room), OATH_OK);
    free(raw);
}

static struct answer try_both(struct test *t, const char *password, const char *code)
{
    char body[300];

    snprintf(body, sizeof(body), "{\"login\":\"fang\",\"password\":\"%s\",\"code\":\"%s\"}",
             password, code);
    return call(t, NULL, "POST", SESSION, body);
}

/* Sets it up for fang; the first recovery code goes to `room`. */
static struct str enrol(struct test *t, struct caller *c, char room[20])
{
    struct answer a;
    struct str    secret;
    char          code[7], body[50];

    *c = sign_in(t, "fang");
    a  = call(t, c, "POST", "/api/v1/me/second-factor", NULL);
    assert_status(a, 201);
    secret = at(t, &a, "secret");
    assert_true(str_starts(at(t, &a, "uri"), S("otpauth://totp/Linli:fang?secret=")));
    totp(t, secret, code);
    snprintf(body, sizeof(body), "{\"code\":\"%s\"}", code);
    a = call(t, c, "POST", "/api/v1/me/second-factor/confirm", body);
    assert_status(a, 200);
    snprintf(room, 20, "%.*s", STR_ARG(at(t, &a, "codes[0]")));
    assert_true(at(t, &a, "codes[9]").p && !at(t, &a, "codes[10]").p);
    return secret;
}

static void with_a_second_factor_the_password_alone_does_not_do(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct answer a;
    struct str    secret;
    char          recovery[20], code[7];

    add_account(t, "fang", ROLE_NONE);
    secret = enrol(t, &c, recovery);
    a      = try_in(t, "fang", PASSWORD);
    assert_status(a, 401);
    assert_said(t, a, "reason", "second_factor_needed");
    assert_status(try_both(t, PASSWORD, "000000"), 401);
    turn_clock(t, 30 * US_SECOND);
    totp(t, secret, code);
    assert_status(try_both(t, "Autumn-2026", code), 401);
    assert_status(try_both(t, PASSWORD, code), 201);
    a = try_both(t, PASSWORD, code); /* over the shoulder */
    assert_status(a, 401);
    assert_said(t, a, "reason", "second_factor_code");
}

/* -- how the secret lies in the database -- */

struct kept_secret {
    struct arena *arena;
    struct str    text, set; /* set: put there first */
};

static enum rc look_at_secret(struct work *w, void *ctx)
{
    struct kept_secret *k = ctx;
    struct secret_row   row;

    TRY(db_one(w->tx, &stmt_account_secret_by_login, ARGS(A(S("fang"))), &row));
    if (k->set.p)
        TRY(db_run(w->tx, &stmt_account_totp_seal, ARGS(A(row.account.id), A(k->set)), NULL));
    k->text = arena_str(k->arena, row.totp);
    return RC_OK;
}

static struct str kept_secret(struct test *t)
{
    struct kept_secret k = { .arena = t->f->arena };

    act(t, WORK_WRITE, look_at_secret, &k);
    return k.text;
}

static void keep_secret(struct test *t, struct str text)
{
    struct kept_secret k = { .arena = t->f->arena, .set = text };

    act(t, WORK_WRITE, look_at_secret, &k);
}

static char *key_path(struct test *t)
{
    return arena_cstr(t->f->arena, arena_fmt(t->f->arena, "%s/" SEAL_FILE, t->f->s.data));
}

static int sign_in_now(struct test *t, struct str secret)
{
    char code[7];

    turn_clock(t, 30 * US_SECOND);
    totp(t, secret, code);
    return try_both(t, PASSWORD, code).status;
}

static void the_database_alone_is_no_second_factor(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct str    secret;
    struct stat   st;
    char          recovery[20];

    add_account(t, "fang", ROLE_NONE);
    assert_int_not_equal(stat(key_path(t), &st), 0);
    secret = enrol(t, &c, recovery);
    assert_true(str_find(kept_secret(t), secret) == SIZE_MAX);
    assert_int_equal(stat(key_path(t), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 32);
    assert_int_equal(sign_in_now(t, secret), 201);
}

static void a_changed_secret_or_that_of_another_account_does_not_serve(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct str    secret, kept, other;
    char          recovery[20];

    add_account(t, "fang", ROLE_NONE);
    secret = enrol(t, &c, recovery);
    kept   = kept_secret(t);
    assert_rc(seal_put(&t->f->s, 1, secret, t->f->arena, &t->f->faults, &other), RC_OK);
    keep_secret(t, other);
    assert_int_equal(sign_in_now(t, secret), 500);
    keep_secret(t, str_head(kept, kept.n - 4));
    assert_int_equal(sign_in_now(t, secret), 500);
    keep_secret(t, S("x1."));
    assert_int_equal(sign_in_now(t, secret), 500);
    keep_secret(t, kept);
    assert_int_equal(sign_in_now(t, secret), 201);
}

static void a_key_that_others_may_read_or_that_is_none_is_not_used(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct str    secret;
    char          recovery[20], *path = key_path(t);

    add_account(t, "fang", ROLE_NONE);
    secret = enrol(t, &c, recovery);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(sign_in_now(t, secret), 500);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(sign_in_now(t, secret), 201);
    assert_int_equal(truncate(path, 31), 0);
    assert_int_equal(sign_in_now(t, secret), 500);
    assert_int_equal(unlink(path), 0); /* no other is made for what was encrypted with it */
    assert_int_equal(sign_in_now(t, secret), 500);
}

static void a_secret_that_was_kept_plain_is_encrypted_when_it_is_used(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct str    secret;
    char          recovery[20];

    add_account(t, "fang", ROLE_NONE);
    secret = enrol(t, &c, recovery);
    keep_secret(t, secret);
    assert_true(str_eq(kept_secret(t), secret));
    assert_int_equal(sign_in_now(t, secret), 201);
    assert_true(str_find(kept_secret(t), secret) == SIZE_MAX);
    assert_int_equal(sign_in_now(t, secret), 201);
}

static void a_recovery_code_works_once(void **state)
{
    struct test  *t = *state;
    struct caller c;
    struct answer a;
    char          recovery[20];

    add_account(t, "fang", ROLE_NONE);
    enrol(t, &c, recovery);
    a = try_both(t, PASSWORD, recovery);
    assert_status(a, 201);
    assert_said(t, a, "recovery_left", "9");
    assert_status(try_both(t, PASSWORD, recovery), 401);
}

static void the_second_factor_is_taken_off_with_the_password(void **state)
{
    struct test  *t = *state;
    struct caller c;
    char          recovery[20];

    add_account(t, "fang", ROLE_NONE);
    enrol(t, &c, recovery);
    assert_status(call(t, &c, "POST", "/api/v1/me/second-factor", NULL), 409);
    assert_status(
        call(t, &c, "POST", "/api/v1/me/second-factor/off", "{\"password\":\"Autumn-2026\"}"), 422);
    assert_status(
        call(t, &c, "POST", "/api/v1/me/second-factor/off", "{\"password\":\"" PASSWORD "\"}"),
        204);
    assert_status(try_in(t, "fang", PASSWORD), 201);
}

static void a_second_factor_that_was_not_confirmed_is_not_asked_for(void **state)
{
    struct test  *t = *state;
    struct caller c;

    add_account(t, "fang", ROLE_NONE);
    c = sign_in(t, "fang");
    assert_status(call(t, &c, "POST", "/api/v1/me/second-factor", NULL), 201);
    assert_status(call(t, &c, "POST", "/api/v1/me/second-factor/confirm", "{\"code\":\"123456\"}"),
                  422);
    assert_status(try_in(t, "fang", PASSWORD), 201);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(with_a_second_factor_the_password_alone_does_not_do),
        T(the_database_alone_is_no_second_factor),
        T(a_changed_secret_or_that_of_another_account_does_not_serve),
        T(a_key_that_others_may_read_or_that_is_none_is_not_used),
        T(a_secret_that_was_kept_plain_is_encrypted_when_it_is_used),
        T(a_recovery_code_works_once),
        T(the_second_factor_is_taken_off_with_the_password),
        T(a_second_factor_that_was_not_confirmed_is_not_asked_for),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
