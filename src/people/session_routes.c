/* Coming and going. */
#include "people/people_routes.h"
#include "people/people_rows.h"
#include "people/signin.h"

/* -- small things that every file of handlers uses -- */

static const struct field id_told_fields[] = { F(struct id_told, id, .as = AS_ID) };
const struct shape        id_told_shape    = SHAPE(struct id_told, id_told_fields);

enum rc reply_id(struct request *q, int64_t id)
{
    return reply(q, 201, &id_told_shape, &(struct id_told){ id });
}

static const struct field page_fields[] = { PAGE_FIELDS(struct page_in, ) };
const struct shape        page_shape    = SHAPE(struct page_in, page_fields);

int64_t page_after(const struct page_in *p)
{
    return p->after == NONE_I64 ? 0 : p->after;
}

enum rc in_person(struct work *w)
{
    static const struct say not_by_token =
        SAY("not_by_token", "这项操作须本人登录后进行，不能用访问令牌",
            "sign in for this; a token may not do it");

    return w->actor->token ? WORK_FAULT(w, RC_DENIED, &not_by_token) : RC_OK;
}

static enum rc read_policy(struct work *w, void *ctx)
{
    return policy_get(w, ctx);
}

enum rc password_new(struct request *q, struct work *w, struct str login, struct str password,
                     struct str *ret_hash)
{
    struct policy p;

    TRY(work_do(w->services, &actor_system, WORK_READ, read_policy, &p, w->faults));
    TRY(password_check(w, &p, login, password, S("password")));
    return people_hash(w->services, password, q->arena, ret_hash);
}

/* -- the cookie -- */

static void set_cookie(struct request *q, struct str token, int64_t seconds)
{
    bool secure = str_is(request_header(q, "X-Forwarded-Proto"), "https");

    reply_header(q, "Set-Cookie",
                 arena_fmt(q->arena,
                           COOKIE_NAME "=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                                       "%lld%s",
                           STR_ARG(token), (long long)seconds, secure ? "; Secure" : ""));
}

/* -- who one is -- */

struct me_post {
    int64_t     posting;
    struct str  post, title;
    int64_t     place, org;
    struct str  there;
    struct list can; /* struct str */
};
static const struct field me_post_fields[] = {
    F(struct me_post, posting, .as = AS_ID),
    F(struct me_post, post),
    F(struct me_post, title),
    F(struct me_post, place, .as = AS_ID, .opt = true),
    F(struct me_post, org, .as = AS_ID, .opt = true),
    F(struct me_post, there, .doc = "name of the place or organisation"),
    F(struct me_post, can, .each = K_STR),
};
static const struct shape me_post_shape = SHAPE(struct me_post, me_post_fields);

struct me {
    int64_t     account;
    struct str  login, name, phone;
    int32_t     lang, role;
    int64_t     version;
    bool        must_change, must_enrol, second_factor;
    int64_t     recovery_left;
    struct list posts; /* me_post */
    struct list can;   /* struct str */
    struct str  csrf;
};
static const struct field me_fields[] = {
    F(struct me, account, .as = AS_ID),
    F(struct me, login),
    F(struct me, name),
    F(struct me, phone, .opt = true),
    F(struct me, lang, .words = lang_words),
    F(struct me, role, .words = role_words),
    F(struct me, version),
    F(struct me, must_change, .doc = "the password, before anything else"),
    F(struct me, must_enrol, .doc = "a second factor, before anything else"),
    F(struct me, second_factor, .doc = "is in use"),
    F(struct me, recovery_left, .doc = "unused recovery codes"),
    F(struct me, posts, .of = &me_post_shape),
    F(struct me, can, .each = K_STR, .doc = "all capabilities, wherever they are held"),
    F(struct me, csrf, .opt = true, .doc = "to be sent as X-CSRF-Token with every change"),
};
const struct shape me_shape = SHAPE(struct me, me_fields);

static struct list caps_told(struct arena *a, const struct caps *caps)
{
    struct str *at = ARENA_ARRAY(a, struct str, CAP_COUNT);
    size_t      n  = 0;

    for (int i = CAP_SIGNED_IN + 1; i < CAP_COUNT; i++)
        if (caps_has(caps, (enum cap)i))
            at[n++] = str_of(cap_word(i));
    return (struct list){ at, n };
}

static enum rc posts_told(struct work *w, int64_t account, enum lang lang, struct list *ret)
{
    struct rows         rows;
    struct posting_row *row;
    struct me_post     *out;

    TRY(db_all(w->tx, &stmt_posting_of_account,
               ARGS(A(account), A((int64_t)0), A(STR_NONE), A((int64_t)day_of(w->now)),
                    A((int64_t)PAGE_MOST)),
               &rows));
    row = rows.at;
    out = ARENA_ARRAY(w->arena, struct me_post, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++) {
        const struct post *p = w->practice ? practice_post(w->practice, row[i].post) : NULL;

        out[i] = (struct me_post){ .posting = row[i].id,
                                   .post    = row[i].post,
                                   .title   = p ? text_in(&p->title, lang) : row[i].post,
                                   .place   = row[i].place,
                                   .org     = row[i].org,
                                   .there   = row[i].there };
        if (p)
            out[i].can = (struct list){ (void *)(uintptr_t)p->can, p->n_can };
    }
    *ret = (struct list){ out, rows.n };
    return RC_OK;
}

/* `token`: of the session, absent when there is none. */
static enum rc reply_me(struct request *q, struct work *w, int status, const struct kept *k,
                        struct str token)
{
    char              csrf[CSRF_LEN + 1];
    struct secret_row a;
    struct count_row  left;
    struct me         me;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(k->actor.account)), &a));
    TRY(db_one(w->tx, &stmt_recovery_left, ARGS(A(k->actor.account), A(STR_NONE)), &left));
    me = (struct me){ .account       = a.account.id,
                      .login         = a.account.login,
                      .name          = a.account.name,
                      .phone         = a.account.phone,
                      .lang          = a.account.lang,
                      .role          = a.account.role,
                      .version       = a.account.version,
                      .must_change   = k->must_change,
                      .must_enrol    = k->must_enrol,
                      .second_factor = a.totp_on,
                      .recovery_left = left.n,
                      .can           = caps_told(w->arena, &k->actor.any) };
    TRY(posts_told(w, k->actor.account, (enum lang)a.account.lang, &me.posts));
    if (token.p) {
        csrf_of(token, csrf);
        me.csrf = str_of(csrf);
    }
    q->view.most = KEEP_PERSONAL; /* one's own */
    return reply(q, status, &me_shape, &me);
}

enum rc me_get(struct request *q, struct work *w)
{
    struct str token = request_cookie(q, COOKIE_NAME);

    return reply_me(q, w, 200, (const struct kept *)(const void *)w->actor,
                    w->actor->token ? STR_NONE : token);
}

/* -- signing in and out -- */

struct sign_in {
    struct str login, password, code;
};
static const struct field sign_in_fields[] = {
    F(struct sign_in, login, .max = 100),
    F(struct sign_in, password, .max = 200),
    F(struct sign_in, code, .opt = true, .max = 20,
      .doc = "of the second factor, or a recovery code; asked for with the reason"
             " second_factor_needed"),
};
const struct shape sign_in_shape = SHAPE(struct sign_in, sign_in_fields);

enum rc session_post_before(struct request *q, struct work *w)
{
    const struct sign_in *in    = q->body;
    struct signin        *found = ARENA_NEW(q->arena, struct signin);

    TRY(signin_check(w->services,
                     &(struct signin_in){ in->login, in->password, in->code, q->address }, q->arena,
                     w->faults, found));
    q->found = found;
    return RC_OK;
}

enum rc session_post(struct request *q, struct work *w)
{
    const struct signin *found = q->found;
    struct str           old   = request_cookie(q, COOKIE_NAME), token;
    struct kept         *k;
    int64_t              ends_at;
    enum rc              rc;

    TRY(signin_done(w, found));
    if (old.n == TOKEN_LEN)
        TRY(db_run(w->tx, &stmt_session_drop, ARGS(A(token_digest(w->arena, old))), NULL));
    TRY(session_begin(w, found->account, q->address, request_header(q, "User-Agent"), &token,
                      &ends_at));
    set_cookie(q, token, (ends_at - w->now) / US_SECOND);
    TRY(kept_make(w, found->account, NULL, true, &k));
    rc = reply_me(q, w, 201, k, token);
    kept_let_go(&k->actor);
    return rc;
}

enum rc session_delete(struct request *q, struct work *w)
{
    struct str token = request_cookie(q, COOKIE_NAME);

    TRY(in_person(w));
    TRY(db_run(w->tx, &stmt_session_drop, ARGS(A(token_digest(w->arena, token))), NULL));
    people_forget(w, w->actor->account);
    TRY(work_note(w, (struct entry){ .kind    = S("account.signed_out"),
                                     .on      = S("account"),
                                     .subject = w->actor->account }));
    set_cookie(q, S(""), 0);
    return reply_empty(q);
}

struct session_told {
    int64_t    id, account, began_at, seen_at, ends_at;
    struct str address, agent;
    bool       here;
};
static const struct field session_told_fields[] = {
    F(struct session_told, id, .as = AS_ID),
    F(struct session_told, account, .as = AS_ID),
    F(struct session_told, began_at, .as = AS_TIME),
    F(struct session_told, seen_at, .as = AS_TIME, .doc = "to the minute"),
    F(struct session_told, ends_at, .as = AS_TIME),
    F(struct session_told, address, .opt = true),
    F(struct session_told, agent, .opt = true, .doc = "what the browser calls itself"),
    F(struct session_told, here, .doc = "the one that asks"),
};
const struct shape session_told_shape = SHAPE(struct session_told, session_told_fields);

enum rc my_sessions_get(struct request *q, struct work *w)
{
    struct session_row   here = { .id = NONE_I64 };
    struct session_row  *at;
    struct session_told *told;
    struct rows          rows;
    enum rc              rc;

    TRY(in_person(w));
    /* An actor without a cookie has no session of its own among them. */
    rc = db_one(w->tx, &stmt_session_by_digest,
                ARGS(A(token_digest(w->arena, request_cookie(q, COOKIE_NAME)))), &here);
    if (rc != RC_NOT_FOUND)
        TRY(rc);
    TRY(db_all(w->tx, &stmt_session_of,
               ARGS(A(w->actor->account), A(w->now), A((int64_t)PAGE_MOST)), &rows));
    at   = rows.at;
    told = ARENA_ARRAY(w->arena, struct session_told, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        told[i] = (struct session_told){ .id       = at[i].id,
                                         .account  = at[i].account,
                                         .began_at = at[i].began_at,
                                         .seen_at  = at[i].seen_at,
                                         .ends_at  = at[i].ends_at,
                                         .address  = at[i].address,
                                         .agent    = at[i].agent,
                                         .here     = at[i].id == here.id };
    rows.at = told;
    return reply_rows(q, &session_told_shape, &rows);
}

enum rc my_sessions_delete(struct request *q, struct work *w)
{
    TRY(in_person(w));
    TRY(sessions_end(w, w->actor->account, STR_NONE));
    set_cookie(q, S(""), 0);
    return reply_empty(q);
}

enum rc my_session_delete(struct request *q, struct work *w)
{
    int64_t changed;

    TRY(in_person(w));
    TRY(db_run(w->tx, &stmt_session_drop_own, ARGS(A(q->path.id), A(w->actor->account)), &changed));
    if (changed == 0)
        return RC_NOT_FOUND;
    people_forget(w, w->actor->account);
    TRY(work_note(w, (struct entry){ .kind    = S("account.signed_out"),
                                     .on      = S("account"),
                                     .subject = w->actor->account }));
    return reply_empty(q);
}

/* -- a password by a one-time code -- */

struct code_password {
    struct str login, code, password;
};
static const struct field code_password_fields[] = {
    F(struct code_password, login, .max = 100),
    F(struct code_password, code, .max = 20, .doc = "as handed over by an administrator"),
    F(struct code_password, password, .max = 200, .doc = "the new one"),
};
const struct shape code_password_shape = SHAPE(struct code_password, code_password_fields);

struct coded {
    const struct code_password *in;
    int64_t                     account; /* NONE_I64: no such login, or the code is wrong */
    struct str                  hash;
};

static enum rc use_code(struct work *w, void *ctx)
{
    struct coded  *c = ctx;
    struct account a;
    bool           right;
    struct str     login;
    enum rc        rc;

    c->account = NONE_I64;
    if (login_check(w, c->in->login, &login) != RC_OK)
        return RC_OK;
    rc = account_by_login(w, login, &a);
    if (rc == RC_NOT_FOUND || (rc == RC_OK && a.state != ACCOUNT_OPEN))
        return RC_OK;
    TRY(rc);
    TRY(code_use(w, S("password"), a.id, c->in->code, &right));
    if (right)
        c->account = a.id;
    return RC_OK;
}

/* The password is looked at first, so that a poor one does not cost the code. */
enum rc code_post_before(struct request *q, struct work *w)
{
    static const struct say wrong = SAY("wrong_code", "账号或一次性口令不对，或口令已过期",
                                        "the login or the code is wrong, or the code is too old");
    struct coded           *c = ARENA_NEW(q->arena, struct coded);

    c->in = q->body;
    TRY(password_new(q, w, c->in->login, c->in->password, &c->hash));
    TRY(work_do(w->services, &actor_system, WORK_WRITE, use_code, c, w->faults));
    if (c->account == NONE_I64) {
        w->faults->n = 0;
        return WORK_FAULT(w, RC_NO_ACTOR, &wrong);
    }
    q->found = c;
    return RC_OK;
}

enum rc code_post(struct request *q, struct work *w)
{
    const struct coded *c = q->found;

    TRY(account_set_hash(w, c->account, c->hash, false));
    TRY(sessions_end(w, c->account, STR_NONE));
    return reply_empty(q);
}
