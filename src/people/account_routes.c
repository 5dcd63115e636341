/* Accounts of others, and the policy. */
#include "people/api_token.h"
#include "people/people_routes.h"
#include "people/signin.h"

/* Another account, to be changed with `cap`: an administrator's only by the security
 * administrator; one that holds posts only by whoever may do so wherever they are held. */
static enum rc find_for(struct work *w, int64_t id, enum cap cap, struct account *ret)
{
    struct rows      rows;
    struct held_row *held;

    TRY(account_get(w, id, ret));
    if (ret->role != ROLE_NONE)
        return work_need(w, CAP_ADMIN_SECURITY, S(""), S(""));
    TRY(db_all(w->tx, &stmt_posting_held, ARGS(A(id), A((int64_t)day_of(w->now))), &rows));
    held = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct where where;

        TRY(where_get(w, held[i].place, held[i].org, &where));
        TRY(work_need(w, cap, where.place_path, where.org_path));
    }
    return RC_OK;
}

/* -- finding -- */

struct account_ask {
    struct page_in page;
    struct str     find;
    int32_t        state, role;
};
static const struct field account_ask_fields[] = {
    { .name = "after",
      .kind = K_I64,
      .at   = offsetof(struct account_ask, page.after),
      .as   = AS_ID,
      .opt  = true,
      .doc  = "the `next` of the page before" },
    { .name = "limit",
      .kind = K_I32,
      .at   = offsetof(struct account_ask, page.limit),
      .opt  = true,
      .min  = 1,
      .max  = PAGE_MOST,
      .doc  = "50 unless said" },
    F(struct account_ask, find, .opt = true, .max = 40,
      .doc = "a part of the name or login, or of the name's pinyin initials"),
    F(struct account_ask, state, .words = account_states, .opt = true, .doc = "any unless said"),
    F(struct account_ask, role, .words = role_words, .opt = true, .doc = "any unless said"),
};
const struct shape account_ask_shape = SHAPE(struct account_ask, account_ask_fields);

/* As a pattern that finds `s` anywhere, in letters of either case; absent finds all. */
static struct str pattern_of(struct arena *a, struct str s)
{
    char  *p = arena_alloc(a, s.n * 2 + 2);
    size_t n = 0;

    if (!s.p || s.n == 0)
        return STR_NONE;
    p[n++] = '%';
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '%' || s.p[i] == '_' || s.p[i] == '!')
            p[n++] = '!';
        p[n++] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 'a' - 'A') : s.p[i];
    }
    p[n++] = '%';
    return (struct str){ p, n };
}

static int64_t word_or_none(int32_t v)
{
    return v < 0 ? NONE_I64 : v;
}

enum rc accounts_get(struct request *q, struct work *w)
{
    const struct account_ask *in    = q->query;
    int64_t                   limit = page_limit(in->page.limit);
    struct rows               rows;

    TRY(db_all(w->tx, &stmt_account_find,
               ARGS(A(page_after(&in->page)), A(pattern_of(w->arena, in->find)),
                    A(word_or_none(in->state)), A(word_or_none(in->role)), A(limit)),
               &rows));
    return reply_page(q, &account_shape, &rows, limit, STR_NONE);
}

enum rc account_one_get(struct request *q, struct work *w)
{
    struct account a;

    TRY(account_get(w, q->path.id, &a));
    return reply(q, 200, &account_shape, &a);
}

/* -- making and changing -- */

struct account_in {
    struct str login, name, phone;
    int32_t    lang;
};
static const struct field account_in_fields[] = {
    F(struct account_in, login, .max = 64, .doc = "a to z, 0 to 9, and . - _ @"),
    F(struct account_in, name, .max = 40, .doc = "as shown to colleagues"),
    F(struct account_in, phone, .opt = true, .max = 20),
    F(struct account_in, lang, .words = lang_words, .opt = true),
};
const struct shape account_in_shape = SHAPE(struct account_in, account_in_fields);

struct account_made {
    int64_t    id;
    struct str code;
};
static const struct field account_made_fields[] = {
    F(struct account_made, id, .as = AS_ID),
    F(struct account_made, code, .doc = "with it the holder sets a password within three days"),
};
const struct shape account_made_shape = SHAPE(struct account_made, account_made_fields);

enum rc account_post(struct request *q, struct work *w)
{
    const struct account_in *in = q->body;
    struct account_new new      = { .login = in->login,
                                    .name  = in->name,
                                    .phone = in->phone.n ? in->phone : STR_NONE,
                                    .lang  = in->lang < 0 ? LANG_ZH : in->lang };
    struct account_made made;

    TRY(account_add(w, &new, &made.id));
    TRY(account_code(w, made.id, &made.code));
    return reply(q, 201, &account_made_shape, &made);
}

struct account_edit {
    struct str name, phone;
    int32_t    lang;
    int64_t    version;
};
static const struct field account_edit_fields[] = {
    F(struct account_edit, name, .opt = true, .max = 40),
    F(struct account_edit, phone, .opt = true, .max = 20, .doc = "empty: none any more"),
    F(struct account_edit, lang, .words = lang_words, .opt = true),
    F(struct account_edit, version),
};
const struct shape account_edit_shape = SHAPE(struct account_edit, account_edit_fields);

enum rc account_patch(struct request *q, struct work *w)
{
    const struct account_edit *in = q->body;
    struct account             a;
    int64_t                    changed;

    TRY(find_for(w, q->path.id, CAP_ACCOUNT_EDIT, &a));
    if (in->name.p)
        TRY(text_check(w, S("name"), in->name, 40, &a.name));
    if (in->phone.p) {
        TRY(phone_check(w, S("phone"), in->phone));
        a.phone = in->phone.n ? in->phone : STR_NONE;
    }
    if (in->lang >= 0)
        a.lang = in->lang;
    TRY(db_run(w->tx, &stmt_account_edit,
               ARGS(A(a.id), A(a.name), A(a.phone), A((int64_t)a.lang), A(in->version)), &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    people_forget(w, a.id);
    TRY(work_note(
        w, (struct entry){ .kind = S("account.edited"), .on = S("account"), .subject = a.id }));
    TRY(account_get(w, a.id, &a));
    return reply(q, 200, &account_shape, &a);
}

static enum rc not_oneself(struct work *w, int64_t account)
{
    static const struct say own =
        SAY("own_account", "不能对自己的账号做这项操作", "not to one's own account");

    return account == w->actor->account ? WORK_FAULT(w, RC_DENIED, &own) : RC_OK;
}

enum rc account_close_post(struct request *q, struct work *w)
{
    struct account a;

    TRY(not_oneself(w, q->path.id));
    TRY(find_for(w, q->path.id, CAP_ACCOUNT_EDIT, &a));
    TRY(account_close(w, a.id));
    return reply_empty(q);
}

/* Back again, without the posts that it had. */
enum rc account_open_post(struct request *q, struct work *w)
{
    static const struct say locked =
        SAY("account_locked", "账号已锁定，由安全管理员发一次性代码解锁",
            "the account is locked; a code of the security administrator's ends that");
    struct account a;

    TRY(find_for(w, q->path.id, CAP_ACCOUNT_EDIT, &a));
    if (a.state == ACCOUNT_LOCKED)
        return WORK_FAULT(w, RC_CONFLICT, &locked);
    TRY(db_run(w->tx, &stmt_account_state, ARGS(A(a.id), A((int64_t)ACCOUNT_OPEN)), NULL));
    people_forget(w, a.id);
    TRY(work_note(
        w, (struct entry){ .kind = S("account.opened"), .on = S("account"), .subject = a.id }));
    return reply_empty(q);
}

/* -- what only the security administrator does -- */

struct code_told {
    struct str code;
};
static const struct field code_told_fields[] = { F(struct code_told, code) };
const struct shape        code_told_shape    = SHAPE(struct code_told, code_told_fields);

enum rc account_code_post(struct request *q, struct work *w)
{
    struct code_told told;

    TRY(account_code(w, q->path.id, &told.code));
    return reply(q, 201, &code_told_shape, &told);
}

struct role_in {
    int32_t role;
};
static const struct field role_in_fields[] = { F(struct role_in, role, .words = role_words) };
const struct shape        role_in_shape    = SHAPE(struct role_in, role_in_fields);

enum rc account_role_put(struct request *q, struct work *w)
{
    const struct role_in *in = q->body;
    struct account        a;

    TRY(account_set_role(w, q->path.id, in->role));
    TRY(account_get(w, q->path.id, &a));
    return reply(q, 200, &account_shape, &a);
}

enum rc account_sessions_delete(struct request *q, struct work *w)
{
    struct account a;

    TRY(account_get(w, q->path.id, &a));
    TRY(sessions_end(w, a.id, STR_NONE));
    return reply_empty(q);
}

enum rc account_second_delete(struct request *q, struct work *w)
{
    struct account a;

    TRY(not_oneself(w, q->path.id));
    TRY(account_get(w, q->path.id, &a));
    TRY(second_off(w, a.id));
    return reply_empty(q);
}

enum rc account_tokens_get(struct request *q, struct work *w)
{
    const struct page_in *page = q->query;
    struct rows           rows;

    TRY(tokens_of(w, q->path.id, page, &rows));
    return reply_page(q, &token_told_shape, &rows, page_limit(page->limit), STR_NONE);
}

/* Nobody acts in a person's name with a token that the person did not make. */
enum rc account_token_post(struct request *q, struct work *w)
{
    static const struct say persons =
        SAY("token_of_person", "这是个人账号，令牌须由本人创建；程序请用没有密码的专用账号",
            "this is a person's account, who makes tokens personally; programs have accounts of"
            " their own, without a password");
    struct secret_row a;
    struct token_told told;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(q->path.id)), &a));
    if (a.hash.p)
        return WORK_FAULT(w, RC_CONFLICT, &persons);
    TRY(token_give(w, q->path.id, q->body, &told));
    return reply(q, 201, &token_told_shape, &told);
}

enum rc account_token_delete(struct request *q, struct work *w)
{
    TRY(token_end(w, q->path.id, q->path.sub));
    return reply_empty(q);
}

struct sign_in_state {
    bool    password, must_change, second_factor;
    int64_t password_at, failures, locked_until, sessions, seen_at;
};
static const struct field sign_in_state_fields[] = {
    F(struct sign_in_state, password, .doc = "there is one"),
    F(struct sign_in_state, password_at, .as = AS_TIME, .opt = true),
    F(struct sign_in_state, must_change),
    F(struct sign_in_state, second_factor),
    F(struct sign_in_state, failures, .doc = "in a row"),
    F(struct sign_in_state, locked_until, .as = AS_TIME, .opt = true),
    F(struct sign_in_state, sessions),
    F(struct sign_in_state, seen_at, .as = AS_TIME, .opt = true),
};
const struct shape sign_in_state_shape = SHAPE(struct sign_in_state, sign_in_state_fields);

enum rc account_sign_in_get(struct request *q, struct work *w)
{
    struct secret_row         a;
    struct failure_row        f = { 0, NONE_I64 };
    struct rows               rows;
    const struct session_row *session;
    struct sign_in_state      told;
    enum rc                   rc;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(q->path.id)), &a));
    rc = db_one(w->tx, &stmt_failure_get, ARGS(A(token_digest(w->arena, a.account.login))), &f);
    if (rc != RC_NOT_FOUND)
        TRY(rc);
    TRY(db_all(w->tx, &stmt_session_of, ARGS(A(a.account.id), A(w->now), A((int64_t)PAGE_MOST)),
               &rows));
    told    = (struct sign_in_state){ .password      = a.hash.p != NULL,
                                      .password_at   = a.hash_at,
                                      .must_change   = a.must_change,
                                      .second_factor = a.totp_on,
                                      .failures      = f.n,
                                      .locked_until  = f.locked_at,
                                      .sessions      = (int64_t)rows.n,
                                      .seen_at       = NONE_I64 };
    session = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (session[i].seen_at > told.seen_at)
            told.seen_at = session[i].seen_at;
    return reply(q, 200, &sign_in_state_shape, &told);
}

/* -- policy -- */

enum rc policy_one_get(struct request *q, struct work *w)
{
    struct policy p;

    TRY(policy_get(w, &p));
    return reply(q, 200, &policy_shape, &p);
}

enum rc policy_one_put(struct request *q, struct work *w)
{
    struct policy p;

    TRY(policy_put(w, q->body));
    TRY(policy_get(w, &p));
    return reply(q, 200, &policy_shape, &p);
}
