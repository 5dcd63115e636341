#include "people/signin.h"
#include "base/utf8.h"
#include "people/people_rows.h"
#include "people/seal.h"

#include <stdio.h>

enum { AGENT_MOST = 200 };

static const struct say wrong_sign_in =
    SAY("wrong_sign_in", "账号或密码不对", "the login or the password is wrong");

struct from_note {
    struct str from; /* address */
};
static const struct field from_note_fields[] = { F(struct from_note, from, .opt = true) };
static const struct shape from_note_shape    = SHAPE(struct from_note, from_note_fields);

static enum rc note_from(struct work *w, struct str kind, int64_t account, struct str address)
{
    return work_note_row(w, (struct entry){ .kind = kind, .on = S("account"), .subject = account },
                         &from_note_shape, &(struct from_note){ address });
}

/* Nobody is known when a sign-in begins; that it went well is told of the account itself. */
static enum rc note_signed_in(struct work *w, int64_t account, struct str address)
{
    const struct actor *before = w->actor;
    struct actor       *self   = ARENA_NEW(w->arena, struct actor);
    struct account      a;
    enum rc             rc;

    TRY(account_get(w, account, &a));
    *self         = *before;
    self->account = account;
    self->name    = a.name;
    w->actor      = self;
    rc            = note_from(w, S("account.signed_in"), account, address);
    w->actor      = before;
    return rc;
}

/* -- failures and locks -- */

struct failing {
    struct str login; /* as typed, folded */
    int64_t    account;
    struct str address;
    int64_t    locked_until;
};

static enum rc fail(struct work *w, void *ctx)
{
    struct failing  *f = ctx;
    struct policy    p;
    struct count_row row;
    struct str       key = token_digest(w->arena, f->login);

    TRY(policy_get(w, &p));
    TRY(db_one(w->tx, &stmt_failure_add, ARGS(A(key), A(w->now), A(w->now - US_DAY)), &row));
    f->locked_until = NONE_I64;
    if (row.n >= p.failures) {
        f->locked_until = w->now + p.lock_minutes * US_MINUTE;
        TRY(db_run(w->tx, &stmt_failure_lock, ARGS(A(key), A(f->locked_until)), NULL));
    }
    if (f->account == NONE_I64)
        return RC_OK;
    return note_from(
        w, f->locked_until == NONE_I64 ? S("account.sign_in_failed") : S("account.locked"),
        f->account, f->address);
}

/* To the next whole minute: then it is over for sure. */
static enum rc say_locked(struct faults *f, int64_t until)
{
    static const struct say locked =
        SAY("locked", "连续输错次数过多，请在{0}以后再登录，急用请找管理员解锁",
            "too many wrong tries; sign in after {1}, or ask an administrator to unlock it");
    int64_t     at     = until + US_MINUTE - 1;
    struct date d      = date_from_day(day_of(at));
    int         minute = (int)((at - day_start(day_of(at))) / US_MINUTE);
    char        zh[40], en[40];

    snprintf(zh, sizeof(zh), "%d月%d日%02d:%02d", d.m, d.d, minute / 60, minute % 60);
    snprintf(en, sizeof(en), "%02d:%02d on %d %s", minute / 60, minute % 60, d.d, month_name(d.m));
    return fault(f, RC_TOO_MANY, &locked, str_of(zh), str_of(en));
}

/* Count one more, in a unit of work of its own, and say what to say. */
static enum rc failed(struct services *s, struct failing *f, const struct say *say,
                      struct faults *faults)
{
    TRY(work_do(s, &actor_system, WORK_WRITE, fail, f, faults));
    if (f->locked_until != NONE_I64)
        return say_locked(faults, f->locked_until);
    return fault(faults, RC_NO_ACTOR, say, STR_NONE, STR_NONE);
}

/* -- looking an account up -- */

struct looked_up {
    struct arena     *keep; /* outlives the unit of work */
    struct str        login;
    int64_t           id; /* instead of the login */
    bool              there;
    struct secret_row row;
    int64_t           locked_until;
    bool              recovery; /* the code is one of the recovery codes */
    struct str        code;
};

static enum rc look_up(struct work *w, void *ctx)
{
    struct looked_up  *l = ctx;
    struct failure_row failure;
    enum rc            rc;

    rc       = l->id != NONE_I64
                   ? db_one(w->tx, &stmt_account_secret, ARGS(A(l->id)), &l->row)
                   : db_one(w->tx, &stmt_account_secret_by_login, ARGS(A(l->login)), &l->row);
    l->there = rc == RC_OK;
    if (rc != RC_NOT_FOUND)
        TRY(rc);
    if (l->there) {
        l->login             = arena_str(l->keep, l->row.account.login);
        l->row.account.login = l->login;
        l->row.hash          = arena_str(l->keep, l->row.hash);
        l->row.totp          = arena_str(l->keep, l->row.totp);
    }
    l->locked_until = NONE_I64;
    rc = db_one(w->tx, &stmt_failure_get, ARGS(A(token_digest(w->arena, l->login))), &failure);
    if (rc == RC_OK && failure.locked_at != NONE_I64 && failure.locked_at > w->now)
        l->locked_until = failure.locked_at;
    if (rc != RC_NOT_FOUND)
        TRY(rc);
    if (l->there && l->row.totp_on && l->code.p) {
        struct count_row n;

        TRY(db_one(w->tx, &stmt_recovery_left,
                   ARGS(A(l->row.account.id), A(token_digest(w->arena, l->code))), &n));
        l->recovery = n.n > 0;
    }
    return RC_OK;
}

/* Logins are told apart without case. */
static struct str fold(struct arena *a, struct str s)
{
    struct str c = arena_str(a, str_trim(s));

    for (size_t i = 0; i < c.n; i++)
        if (c.p[i] >= 'A' && c.p[i] <= 'Z')
            ((char *)(uintptr_t)c.p)[i] += 32; /* our own copy */
    return c;
}

/* -- signing in -- */

static enum rc check_second(struct services *s, const struct signin_in *in, struct looked_up *l,
                            struct failing *failing, struct arena *a, struct faults *f,
                            struct signin *ret)
{
    static const struct say needed =
        SAY("second_factor_needed", "请输入动态口令", "a code of the second factor is needed");
    static const struct say wrong =
        SAY("second_factor_code", "动态口令不对", "the code of the second factor is wrong");

    struct str secret;

    ret->step     = NONE_I64;
    ret->recovery = STR_NONE;
    ret->sealed   = STR_NONE;
    if (!l->row.totp_on)
        return RC_OK;
    if (!in->code.p || in->code.n == 0)
        return fault(f, RC_NO_ACTOR, &needed, STR_NONE, STR_NONE);
    if (l->recovery) {
        ret->recovery = token_digest(a, l->code);
        return RC_OK;
    }
    TRY(second_open(s, l->row.account.id, l->row.totp, a, f, &secret));
    if (!seal_is(l->row.totp))
        TRY(seal_put(s, l->row.account.id, secret, a, f, &ret->sealed));
    ret->step = second_step(secret, in->code, clock_now(s->clock), a);
    if (ret->step == NONE_I64 || ret->step <= l->row.totp_step)
        return failed(s, failing, &wrong, f);
    return RC_OK;
}

static bool is_open(const struct looked_up *l)
{
    return l->there && l->row.account.state == ACCOUNT_OPEN;
}

/* Only who knows the password learns that the account is there and not open. */
static enum rc check_open(const struct looked_up *l, struct faults *f)
{
    static const struct say closed =
        SAY("account_closed", "账号已注销，需要使用请找系统管理员",
            "the account is closed; ask the system administrator if it is needed");
    static const struct say locked =
        SAY("account_locked", "账号已锁定，请向安全管理员领取一次性口令",
            "the account is locked; the security administrator gives a one-time code");

    if (is_open(l))
        return RC_OK;
    return fault(f, RC_NO_ACTOR, l->row.account.state == ACCOUNT_CLOSED ? &closed : &locked,
                 STR_NONE, STR_NONE);
}

enum rc signin_check(struct services *s, const struct signin_in *in, struct arena *a,
                     struct faults *f, struct signin *ret)
{
    struct looked_up l       = { .keep  = a,
                                 .login = fold(a, in->login),
                                 .id    = NONE_I64,
                                 .code  = in->code.p ? code_fold(a, in->code) : STR_NONE };
    struct failing   failing = { .login = l.login, .account = NONE_I64, .address = in->address };
    bool             again;

    TRY(work_do(s, &actor_system, WORK_READ, look_up, &l, f));
    if (l.locked_until != NONE_I64)
        return say_locked(f, l.locked_until);
    if (l.there)
        failing.account = l.row.account.id;
    if (!password_is(s, in->password, l.there ? l.row.hash : STR_NONE, a, &again))
        return failed(s, &failing, &wrong_sign_in, f);
    TRY(check_open(&l, f));
    TRY(check_second(s, in, &l, &failing, a, f, ret));
    ret->account = l.row.account.id;
    ret->login   = l.login;
    ret->hash    = STR_NONE;
    return again ? people_hash(s, in->password, a, &ret->hash) : RC_OK;
}

enum rc signin_done(struct work *w, const struct signin *in)
{
    int64_t changed = 1;

    if (in->step != NONE_I64)
        TRY(db_run(w->tx, &stmt_account_totp_step, ARGS(A(in->account), A(in->step)), &changed));
    if (in->recovery.p)
        TRY(db_run(w->tx, &stmt_recovery_use, ARGS(A(in->account), A(in->recovery), A(w->now)),
                   &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_NO_ACTOR, &wrong_sign_in);
    if (in->sealed.p)
        TRY(db_run(w->tx, &stmt_account_totp_seal, ARGS(A(in->account), A(in->sealed)), NULL));
    TRY(db_run(w->tx, &stmt_failure_clear, ARGS(A(token_digest(w->arena, in->login))), NULL));
    if (in->hash.p)
        TRY(db_run(w->tx, &stmt_account_rehash, ARGS(A(in->account), A(in->hash)), NULL));
    return RC_OK;
}

enum rc signin_again(struct services *s, int64_t account, struct str password, struct str field,
                     struct arena *a, struct faults *f)
{
    static const struct say wrong = SAY("wrong_password", "密码不对", "the password is wrong");
    struct looked_up        l     = { .keep = a, .id = account };
    struct failing          failing = { .account = account };
    bool                    again;

    TRY(work_do(s, &actor_system, WORK_READ, look_up, &l, f));
    if (l.locked_until != NONE_I64)
        return say_locked(f, l.locked_until);
    if (password_is(s, password, is_open(&l) ? l.row.hash : STR_NONE, a, &again))
        return RC_OK;
    failing.login = l.login;
    TRY(work_do(s, &actor_system, WORK_WRITE, fail, &failing, f));
    if (failing.locked_until != NONE_I64)
        return say_locked(f, failing.locked_until);
    return fault_field(f, RC_INVALID, &wrong, field, STR_NONE);
}

/* -- sessions -- */

enum rc session_begin(struct work *w, int64_t account, struct str address, struct str agent,
                      struct str *ret_token, int64_t *ret_ends_at)
{
    struct policy p;
    struct str    token = token_make(w->arena, STR_NONE);
    int64_t       id    = work_id(w), ends_at;

    TRY(policy_get(w, &p));
    ends_at = w->now + p.session_hours * US_HOUR;
    TRY(db_run(w->tx, &stmt_session_put,
               ARGS(A(id), A(token_digest(w->arena, token)), A(account), A(w->now), A(ends_at),
                    A(address), A(utf8_ok(agent) ? utf8_head(agent, AGENT_MOST) : STR_NONE)),
               NULL));
    TRY(note_signed_in(w, account, address));
    *ret_token   = token;
    *ret_ends_at = ends_at;
    return RC_OK;
}

enum rc sessions_end(struct work *w, int64_t account, struct str but)
{
    int64_t n;

    TRY(db_run(w->tx, &stmt_session_drop_all,
               ARGS(A(account), A(but.p ? token_digest(w->arena, but) : STR_NONE)), &n));
    people_forget(w, account);
    if (n == 0)
        return RC_OK;
    return work_note(
        w,
        (struct entry){ .kind = S("account.signed_out"), .on = S("account"), .subject = account });
}
