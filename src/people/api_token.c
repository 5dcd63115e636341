#include "people/api_token.h"

enum { TOKEN_NAME_MOST = 60, TOKEN_DAYS_MOST = 366 };

static const struct field token_in_fields[] = {
    F(struct token_in, name, .max = TOKEN_NAME_MOST, .doc = "what it is for"),
    F(struct token_in, caps, .each = K_STR, .min = 1, .max = 32,
      .doc = "capabilities, such as case.read"),
    F(struct token_in, place, .as = AS_ID, .opt = true, .doc = "only within this place"),
    F(struct token_in, org, .as = AS_ID, .opt = true, .doc = "only within this organisation"),
    F(struct token_in, days, .min = 1, .max = TOKEN_DAYS_MOST, .doc = "how long it lives"),
};
const struct shape token_in_shape = SHAPE(struct token_in, token_in_fields);

static const struct field token_told_fields[] = {
    F(struct token_told, id, .as = AS_ID),
    F(struct token_told, account, .as = AS_ID),
    F(struct token_told, name),
    F(struct token_told, caps, .each = K_STR),
    F(struct token_told, place, .as = AS_ID, .opt = true),
    F(struct token_told, org, .as = AS_ID, .opt = true),
    F(struct token_told, made_at, .as = AS_TIME),
    F(struct token_told, maker, .as = AS_ID, .opt = true),
    F(struct token_told, ends_at, .as = AS_TIME),
    F(struct token_told, seen_at, .as = AS_TIME, .opt = true),
    F(struct token_told, ended_at, .as = AS_TIME, .opt = true),
    F(struct token_told, token, .opt = true, .doc = "told once, when it is made"),
};
const struct shape token_told_shape = SHAPE(struct token_told, token_told_fields);

struct token_note {
    int64_t    token;
    struct str caps;
};
static const struct field token_note_fields[] = {
    F(struct token_note, token, .as = AS_ID),
    F(struct token_note, caps, .opt = true),
};
static const struct shape token_note_shape = SHAPE(struct token_note, token_note_fields);

static enum rc note(struct work *w, struct str kind, int64_t account, int64_t id, struct str caps)
{
    return work_note_row(w, (struct entry){ .kind = kind, .on = S("account"), .subject = account },
                         &token_note_shape, &(struct token_note){ id, caps });
}

/* The words in one text, each once checked. */
static enum rc check_caps(struct work *w, const struct actor *holder, const struct list *caps,
                          struct str *ret)
{
    static const struct say unknown =
        SAY("unknown_capability", "没有权限项{0}", "there is no capability {0}");
    static const struct say admin = SAY("admin_capability", "管理员权限{0}不能授予令牌",
                                        "{0} is an administrator's and is not given to programs");
    static const struct say lacks =
        SAY("capability_not_held", "该账号没有权限{0}", "the account does not hold {0}");
    const struct str *at  = caps->at;
    struct str        all = S("");

    for (size_t i = 0; i < caps->n; i++) {
        enum cap cap;

        if (cap_of(at[i], &cap) != RC_OK)
            return WORK_FIELD(w, RC_INVALID, &unknown, S("caps"), at[i]);
        if (str_starts(at[i], S("admin.")) || cap == CAP_EXPORT_APPROVE)
            return WORK_FIELD(w, RC_INVALID, &admin, S("caps"), at[i]);
        if (!caps_has(&holder->any, cap))
            return WORK_FIELD(w, RC_INVALID, &lacks, S("caps"), at[i]);
        all = arena_fmt(w->arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "", STR_ARG(at[i]));
    }
    *ret = all;
    return RC_OK;
}

static enum rc check_caps_of(struct work *w, int64_t account, const struct list *caps,
                             struct str *ret)
{
    const struct actor *holder;
    enum rc             rc = people_actor(w, account, &holder);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
    TRY(rc);
    rc = check_caps(w, holder, caps, ret);
    people_actor_release(holder);
    return rc;
}

enum rc token_give(struct work *w, int64_t account, const struct token_in *in,
                   struct token_told *ret)
{
    struct where where;
    struct str   name, caps;
    int64_t      id = work_id(w), ends_at = w->now + in->days * US_DAY;

    TRY(text_check(w, S("name"), in->name, TOKEN_NAME_MOST, &name));
    TRY(check_caps_of(w, account, &in->caps, &caps));
    if (in->place != NONE_I64 || in->org != NONE_I64)
        TRY(where_get(w, in->place, in->org, &where));
    *ret = (struct token_told){ .id       = id,
                                .account  = account,
                                .name     = name,
                                .caps     = in->caps,
                                .place    = in->place,
                                .org      = in->org,
                                .made_at  = w->now,
                                .maker    = w->actor->account,
                                .ends_at  = ends_at,
                                .seen_at  = NONE_I64,
                                .ended_at = NONE_I64,
                                .token    = token_make(w->arena, S(TOKEN_PREFIX)) };
    TRY(db_run(w->tx, &stmt_token_put,
               ARGS(A(id), A(token_digest(w->arena, ret->token)), A(account), A(name), A(caps),
                    A(in->place), A(in->org), A(w->now), A(w->actor->account), A(ends_at)),
               NULL));
    return note(w, S("account.token_made"), account, id, caps);
}

enum rc token_end(struct work *w, int64_t account, int64_t id)
{
    int64_t changed;

    TRY(db_run(w->tx, &stmt_token_end, ARGS(A(id), A(account), A(w->now)), &changed));
    if (changed == 0)
        return RC_NOT_FOUND;
    people_forget(w, account);
    return note(w, S("account.token_ended"), account, id, STR_NONE);
}

static struct list words_of(struct arena *a, struct str text)
{
    VEC(struct str) out = { 0 };
    struct str      word;

    while (str_split(&text, ' ', &word))
        *VEC_PUSH(a, &out) = word;
    return (struct list){ out.at, out.n };
}

enum rc tokens_of(struct work *w, int64_t account, const struct page_in *page, struct rows *ret)
{
    struct token_row  *in;
    struct token_told *out;

    TRY(db_all(w->tx, &stmt_token_of,
               ARGS(A(account), A(page_after(page)), A(page_limit(page->limit))), ret));
    in  = ret->at;
    out = ARENA_ARRAY(w->arena, struct token_told, ret->n ? ret->n : 1);
    for (size_t i = 0; i < ret->n; i++)
        out[i] = (struct token_told){ .id       = in[i].id,
                                      .account  = in[i].account,
                                      .name     = in[i].name,
                                      .caps     = words_of(w->arena, in[i].caps),
                                      .place    = in[i].place,
                                      .org      = in[i].org,
                                      .made_at  = in[i].made_at,
                                      .maker    = in[i].maker,
                                      .ends_at  = in[i].ends_at,
                                      .seen_at  = in[i].seen_at,
                                      .ended_at = in[i].ended_at };
    ret->at = out;
    return RC_OK;
}
