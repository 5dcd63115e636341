/* account: who can sign in, the administrators' roles, leavers, and the policy. */
#include "people/people_rows.h"
#include "people/signin.h"

enum { NAME_MOST = 40 };
#define CODE_VALID_US (3 * US_DAY)

enum rc account_get(struct work *w, int64_t id, struct account *ret)
{
    return db_one(w->tx, &stmt_account_get, ARGS(A(id)), ret);
}

enum rc account_by_login(struct work *w, struct str login, struct account *ret)
{
    return db_one(w->tx, &stmt_account_by_login, ARGS(A(login)), ret);
}

static enum rc note(struct work *w, struct str kind, int64_t account)
{
    return work_note(w, (struct entry){ .kind = kind, .on = S("account"), .subject = account });
}

struct role_note {
    int32_t role;
};
static const struct field role_note_fields[] = { F(struct role_note, role, .words = role_words) };
static const struct shape role_note_shape    = SHAPE(struct role_note, role_note_fields);

static enum rc note_role(struct work *w, int64_t account, int32_t role)
{
    return work_note_row(
        w, (struct entry){ .kind = S("account.role_set"), .on = S("account"), .subject = account },
        &role_note_shape, &(struct role_note){ role });
}

enum rc account_add(struct work *w, const struct account_new *in, int64_t *ret_id)
{
    static const struct say taken = SAY("login_taken", "账号{0}已被使用", "the login {0} is taken");
    struct account          other;
    struct str              login, name;
    int64_t                 id;
    enum rc                 rc;

    TRY(login_check(w, in->login, &login));
    TRY(text_check(w, S("name"), in->name, NAME_MOST, &name));
    if (in->phone.p)
        TRY(phone_check(w, S("phone"), in->phone));
    rc = account_by_login(w, login, &other);
    if (rc == RC_OK)
        return WORK_FIELD(w, RC_CONFLICT, &taken, S("login"), login);
    if (rc != RC_NOT_FOUND)
        return rc;
    id = work_id(w);
    TRY(db_run(w->tx, &stmt_account_put,
               ARGS(A(id), A(login), A(name), A(in->phone), A((int64_t)in->lang),
                    A((int64_t)in->role), A(w->now), A(in->hash), A(in->hash.p ? w->now : NONE_I64),
                    A(in->must_change)),
               NULL));
    TRY(note(w, S("account.made"), id));
    if (in->role != ROLE_NONE)
        TRY(note_role(w, id, in->role));
    *ret_id = id;
    return RC_OK;
}

enum rc account_lock(struct work *w, int64_t account)
{
    static const struct say closed = SAY("account_closed", "账号已停用", "the account is closed");
    struct account          a;

    TRY(account_get(w, account, &a));
    if (a.state == ACCOUNT_LOCKED)
        return RC_OK;
    if (a.state == ACCOUNT_CLOSED)
        return WORK_FAULT(w, RC_CONFLICT, &closed);
    TRY(db_run(w->tx, &stmt_account_state, ARGS(A(account), A((int64_t)ACCOUNT_LOCKED)), NULL));
    TRY(sessions_end(w, account, STR_NONE));
    return note(w, S("account.locked_by_hand"), account);
}

/* A session that began while it was being locked ends, too. */
static enum rc unlock(struct work *w, int64_t account)
{
    TRY(db_run(w->tx, &stmt_account_state, ARGS(A(account), A((int64_t)ACCOUNT_OPEN)), NULL));
    TRY(sessions_end(w, account, STR_NONE));
    return note(w, S("account.unlocked"), account);
}

enum rc account_code(struct work *w, int64_t account, struct str *ret_code)
{
    struct account a;

    TRY(account_get(w, account, &a));
    if (a.state == ACCOUNT_LOCKED)
        TRY(unlock(w, account));
    TRY(db_run(w->tx, &stmt_failure_clear, ARGS(A(token_digest(w->arena, a.login))), NULL));
    TRY(code_make(w, S("password"), account, CODE_VALID_US, ret_code));
    return note(w, S("account.code_made"), account);
}

/* An account without a password is a program's, and others may have made tokens for it. When
 * somebody takes it over, these end. */
enum rc account_set_hash(struct work *w, int64_t account, struct str hash, bool must_change)
{
    struct secret_row before;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(account)), &before));
    if (!before.hash.p)
        TRY(db_run(w->tx, &stmt_token_end_all, ARGS(A(account), A(w->now)), NULL));
    TRY(db_run(w->tx, &stmt_account_hash, ARGS(A(account), A(hash), A(w->now), A(must_change)),
               NULL));
    people_forget(w, account);
    return note(w, S("account.password_set"), account);
}

enum rc account_set_role(struct work *w, int64_t account, int32_t role)
{
    static const struct say two_roles = SAY(
        "two_roles", "该账号已是{0}管理员：系统、安全、审计三员须分设（GB/T 22239），先撤销原角色",
        "the account is the {0} administrator: one account cannot be two of the three"
        " (GB/T 22239); take that role away first");
    static const struct say holds_posts =
        SAY("role_and_post", "该账号任有岗位，管理员账号不能兼任岗位",
            "the account holds posts, and an administrator's account holds none");
    static const struct say own = SAY("own_role", "不能修改自己的角色", "not one's own role");
    struct account          a;
    struct count_row        held;
    enum rc                 rc = account_get(w, account, &a);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
    TRY(rc);
    if (account == w->actor->account)
        return WORK_FAULT(w, RC_DENIED, &own);
    if (a.role == role)
        return RC_OK;
    if (a.role != ROLE_NONE && role != ROLE_NONE)
        return WORK_FIELD(w, RC_CONFLICT, &two_roles, S("role"), str_of(role_words[a.role]));
    if (role != ROLE_NONE) {
        TRY(db_one(w->tx, &stmt_posting_any, ARGS(A(account), A((int64_t)day_of(w->now))), &held));
        if (held.n > 0)
            return WORK_FIELD(w, RC_CONFLICT, &holds_posts, S("role"), STR_NONE);
    }
    TRY(db_run(w->tx, &stmt_account_role, ARGS(A(account), A((int64_t)role)), NULL));
    people_forget(w, account);
    return note_role(w, account, role);
}

enum rc account_close(struct work *w, int64_t account)
{
    int64_t today = day_of(w->now);

    TRY(db_run(w->tx, &stmt_account_state, ARGS(A(account), A((int64_t)ACCOUNT_CLOSED)), NULL));
    TRY(db_run(w->tx, &stmt_posting_end_all,
               ARGS(A(account), A(today), A(w->now), A(w->actor->account), A(STR_NONE)), NULL));
    TRY(db_run(w->tx, &stmt_token_end_all, ARGS(A(account), A(w->now)), NULL));
    TRY(sessions_end(w, account, STR_NONE));
    return note(w, S("account.closed"), account);
}

/* -- policy -- */

enum rc policy_get(struct work *w, struct policy *ret)
{
    return db_one(w->tx, &stmt_policy_get, NO_ARGS, ret);
}

enum rc policy_put(struct work *w, const struct policy *p)
{
    int64_t changed;

    TRY(db_run(w->tx, &stmt_policy_put,
               ARGS(A(p->failures), A(p->lock_minutes), A(p->idle_minutes), A(p->session_hours),
                    A(p->password_least), A(p->password_kinds), A(p->password_days),
                    A(p->second_factor), A(p->version),
                    A(p->export_free == NONE_I32 ? NONE_I64 : (int64_t)p->export_free)),
               &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    return work_note_row(
        w, (struct entry){ .kind = S("policy.changed"), .on = S("policy"), .subject = 1 },
        &policy_shape, p);
}
