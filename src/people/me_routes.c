/* What is one's own: particulars, password, second factor, consents, tokens. */
#include "people/api_token.h"
#include "people/people_routes.h"
#include "people/person.h"
#include "people/signin.h"

/* -- particulars -- */

struct me_edit {
    struct str phone;
    int32_t    lang;
    int64_t    version;
};
static const struct field me_edit_fields[] = {
    F(struct me_edit, phone, .opt = true, .max = 20, .doc = "empty: none any more"),
    F(struct me_edit, lang, .words = lang_words, .opt = true),
    F(struct me_edit, version),
};
const struct shape me_edit_shape = SHAPE(struct me_edit, me_edit_fields);

enum rc me_patch(struct request *q, struct work *w)
{
    const struct me_edit *in = q->body;
    struct account        a;
    int64_t               changed;

    TRY(in_person(w));
    TRY(account_get(w, w->actor->account, &a));
    if (in->phone.p)
        TRY(phone_check(w, S("phone"), in->phone));
    if (in->phone.p)
        a.phone = in->phone.n ? in->phone : STR_NONE;
    if (in->lang >= 0)
        a.lang = in->lang;
    TRY(db_run(w->tx, &stmt_account_edit,
               ARGS(A(a.id), A(a.name), A(a.phone), A((int64_t)a.lang), A(in->version)), &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    people_forget(w, a.id);
    TRY(work_note(
        w, (struct entry){ .kind = S("account.edited"), .on = S("account"), .subject = a.id }));
    return reply_empty(q);
}

/* -- password -- */

struct password_in {
    struct str old, password;
};
static const struct field password_fields[] = {
    F(struct password_in, old, .max = 200),
    F(struct password_in, password, .max = 200, .doc = "the new one"),
};
const struct shape password_shape = SHAPE(struct password_in, password_fields);

struct login_of {
    struct arena *keep;
    int64_t       account;
    struct str    login;
};

static enum rc find_login(struct work *w, void *ctx)
{
    struct login_of *l = ctx;
    struct account   a;

    TRY(account_get(w, l->account, &a));
    l->login = arena_str(l->keep, a.login);
    return RC_OK;
}

enum rc password_post_before(struct request *q, struct work *w)
{
    static const struct say same =
        SAY("password_same", "新密码不能与旧密码相同", "the new password is the old one");
    const struct password_in *in   = q->body;
    struct login_of           l    = { q->arena, w->actor->account, STR_NONE };
    struct str               *hash = ARENA_NEW(q->arena, struct str);

    TRY(in_person(w));
    TRY(signin_again(w->services, l.account, in->old, S("old"), q->arena, w->faults));
    if (str_eq(in->old, in->password))
        return WORK_FIELD(w, RC_INVALID, &same, S("password"), STR_NONE);
    TRY(work_do(w->services, &actor_system, WORK_READ, find_login, &l, w->faults));
    TRY(password_new(q, w, l.login, in->password, hash));
    q->found = hash;
    return RC_OK;
}

/* All other sessions end: whoever knew the old password is out. */
enum rc password_post(struct request *q, struct work *w)
{
    const struct str *hash = q->found;

    TRY(account_set_hash(w, w->actor->account, *hash, false));
    TRY(sessions_end(w, w->actor->account, request_cookie(q, COOKIE_NAME)));
    return reply_empty(q);
}

/* -- second factor -- */

static const struct field second_told_fields[] = {
    F(struct second_secret, secret, .doc = "base32, for typing"),
    F(struct second_secret, uri, .doc = "otpauth, for a QR code"),
};
const struct shape second_told_shape = SHAPE(struct second_secret, second_told_fields);

struct second_code {
    struct str code;
};
static const struct field second_code_fields[] = { F(struct second_code, code, .max = 20) };
const struct shape        second_code_shape    = SHAPE(struct second_code, second_code_fields);

struct recovery {
    struct list codes; /* struct str */
};
static const struct field recovery_fields[] = {
    F(struct recovery, codes, .each = K_STR, .doc = "each works once instead of the second factor"),
};
const struct shape recovery_shape = SHAPE(struct recovery, recovery_fields);

struct second_off_in {
    struct str password;
};
static const struct field second_off_fields[] = { F(struct second_off_in, password, .max = 200) };
const struct shape        second_off_shape    = SHAPE(struct second_off_in, second_off_fields);

enum rc second_post(struct request *q, struct work *w)
{
    struct second_secret s;

    TRY(in_person(w));
    TRY(second_begin(w, w->actor->account, &s));
    return reply(q, 201, &second_told_shape, &s);
}

enum rc second_confirm_post(struct request *q, struct work *w)
{
    const struct second_code *in = q->body;
    struct rows               codes;

    TRY(in_person(w));
    TRY(second_confirm(w, w->actor->account, in->code, &codes));
    return reply(q, 200, &recovery_shape, &(struct recovery){ { codes.at, codes.n } });
}

enum rc second_off_before(struct request *q, struct work *w)
{
    const struct second_off_in *in = q->body;

    TRY(in_person(w));
    return signin_again(w->services, w->actor->account, in->password, S("password"), q->arena,
                        w->faults);
}

enum rc second_off_post(struct request *q, struct work *w)
{
    TRY(second_off(w, w->actor->account));
    return reply_empty(q);
}

/* -- consents -- */

enum rc my_consents_get(struct request *q, struct work *w)
{
    struct rows rows;

    TRY(db_all(w->tx, &stmt_consent_of, ARGS(A(S("account")), A(w->actor->account)), &rows));
    return reply_rows(q, &consent_row_shape, &rows);
}

/* The purposes that the program itself asks an account's owner about. */
static enum rc purpose_known(struct work *w, struct str purpose)
{
    static const struct say unknown =
        SAY("unknown_purpose", "没有这种用途：{0}", "no such purpose: {0}");

    return str_is(purpose, CONSENT_BOARD_PHONE)
               ? RC_OK
               : WORK_FIELD(w, RC_NOT_FOUND, &unknown, S("purpose"), purpose);
}

enum rc my_consent_put(struct request *q, struct work *w)
{
    bool    there;
    int64_t id;

    TRY(in_person(w));
    TRY(purpose_known(w, q->path.word[0]));
    TRY(consent_holds(w, S("account"), w->actor->account, q->path.word[0], &there));
    if (!there)
        TRY(consent_give(w, S("account"), w->actor->account, q->path.word[0], WAY_ONLINE, &id));
    return reply_empty(q);
}

enum rc my_consent_delete(struct request *q, struct work *w)
{
    TRY(in_person(w));
    TRY(consent_withdraw(w, S("account"), w->actor->account, q->path.word[0]));
    return reply_empty(q);
}

/* -- tokens -- */

enum rc my_tokens_get(struct request *q, struct work *w)
{
    const struct page_in *page = q->query;
    struct rows           rows;

    TRY(in_person(w));
    TRY(tokens_of(w, w->actor->account, page, &rows));
    return reply_page(q, &token_told_shape, &rows, page_limit(page->limit), STR_NONE);
}

enum rc my_token_post(struct request *q, struct work *w)
{
    struct token_told told;

    TRY(in_person(w));
    TRY(token_give(w, w->actor->account, q->body, &told));
    return reply(q, 201, &token_told_shape, &told);
}

enum rc my_token_delete(struct request *q, struct work *w)
{
    TRY(in_person(w));
    TRY(token_end(w, w->actor->account, q->path.id));
    return reply_empty(q);
}
