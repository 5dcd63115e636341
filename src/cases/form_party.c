/*
 * form_party: who the parties are, and what each of them says.
 *
 * A party who has an account answers for themselves and for nobody else; for
 * the others answers whoever holds the step, and says how they know. A paper
 * signed at the door is entered later with its true date.
 */
#include "base/utf8.h"
#include "cases/form_own.h"
#include "people/people.h"

static const struct say say_not_account = SAY("party_account", "只有工作人员可以登记他人的账号",
                                              "only staff can name somebody else's account");
static const struct say say_twice = SAY("party_twice", "同一当事人登记了两次", "named twice");
static const struct say say_only_self =
    SAY("party_self", "当事人只能替自己表态", "a party answers for themselves only");
static const struct say say_online =
    SAY("party_online", "online 是当事人用自己的账号表态；代为登记请写 signed、fingerprint 或 oral",
        "online is what a party says by their own account: signed, fingerprint or oral here");
static const struct say say_future = SAY("party_future", "日期不能晚于今天", "not after today");
static const struct say say_before =
    SAY("party_before", "日期不能早于事项登记之日{0}", "not before the case, {0}");
static const struct say say_today =
    SAY("party_today", "本人在线表态的日期就是今天", "what is said online is said today");
static const struct say say_missing =
    SAY("party_missing", "还有当事人没有表态：{0}", "not every party has answered: {0}");
static const struct say say_nobody =
    SAY("party_nobody", "还没有登记当事人", "no party has been named");
static const struct say want_parties =
    SAY("wrong_type", "应为当事人的列表", "a list of parties expected");
static const struct say want_answers =
    SAY("wrong_type", "应为各当事人意愿的列表", "a list of the parties' answers expected");

/* -- who they are -- */

struct party_in {
    int64_t    id, account;
    struct str name, phone, paper, side;
};
#define T struct party_in
static const struct field party_in_fields[] = {
    F(T, id, .as = AS_ID, .opt = true, .doc = "of one named before; without a name it stays"),
    F(T, name, .opt = true, .max = 50),
    F(T, phone, .opt = true, .max = 24),
    F(T, paper, .opt = true, .max = 18),
    F(T, account, .as = AS_ID, .opt = true, .doc = "theirs, so that they can act"),
    F(T, side, .opt = true, .max = 50),
};
static const struct shape party_in_shape = SHAPE(T, party_in_fields);
#undef T

static enum rc check_account(struct checking *c, size_t i, int64_t account)
{
    const struct actor *a    = c->r->w->actor;
    size_t              said = c->r->w->faults->n;
    struct account      row;
    enum rc             rc;

    if (account == NONE_I64 || account == a->account || c->r->comes_from != NONE_I64)
        return RC_OK; /* what another case hands over was said there by somebody who may */
    if (!a->system && a->n_posts == 0) {
        answer_wrong_at(c, i, "account", &say_not_account, STR_NONE);
        return RC_OK;
    }
    rc = account_get(c->r->w, account, &row);
    if (rc != RC_NOT_FOUND)
        return rc;
    c->r->w->faults->n = said;
    answer_wrong_at(c, i, "account", &say_no_row,
                    arena_fmt(c->r->w->arena, "%lld", (long long)account));
    return RC_OK;
}

static const struct party_row *row_of(const struct rows *rows, int64_t id)
{
    const struct party_row *p = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        if (p[i].id == id)
            return &p[i];
    return NULL;
}

static enum rc check_party(struct checking *c, size_t i, const struct party_in *in,
                           const struct rows *known)
{
    const struct party_row *had = in->id == NONE_I64 ? NULL : row_of(known, in->id);

    if (in->id != NONE_I64 && (!had || !str_eq(had->field, c->v->f->name)))
        answer_wrong_at(c, i, "id", &say_no_row,
                        arena_fmt(c->r->w->arena, "%lld", (long long)in->id));
    if (in->id == NONE_I64 && !(in->name.p && str_trim(in->name).n))
        answer_wrong_at(c, i, "name", &say_needed, STR_NONE);
    if (in->phone.p && !answer_is_phone(in->phone))
        answer_wrong_at(c, i, "phone", &say_bad_phone, STR_NONE);
    if (in->paper.p && !answer_is_paper(in->paper))
        answer_wrong_at(c, i, "paper", &say_bad_paper, STR_NONE);
    return check_account(c, i, in->account);
}

static void check_twice(struct checking *c, const struct party_row *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (at[i].id == at[k].id ||
                (at[i].account != NONE_I64 && at[i].account == at[k].account)) {
                answer_wrong_at(c, i, at[i].id == at[k].id ? "id" : "account", &say_twice,
                                STR_NONE);
                break;
            }
}

static struct str ids_json(struct run *r, const int64_t *ids, size_t n)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_list(&w);
    for (size_t i = 0; i < n; i++)
        jw_id(&w, ids[i]);
    jw_list_end(&w);
    return buf_str(b);
}

static bool check_how_many(struct checking *c, const struct jval *in)
{
    const struct form_field *f = c->v->f;
    struct arena            *a = c->r->w->arena;

    if (in->kind != J_LIST)
        answer_wrong(c, &want_parties, STR_NONE);
    else if ((int64_t)in->n > f->max)
        answer_wrong(c, &say_too_big, arena_fmt(a, "%lld", (long long)f->max));
    else if ((int64_t)in->n < f->min)
        answer_wrong(c, &say_too_small, arena_fmt(a, "%lld", (long long)f->min));
    else
        return true;
    return false;
}

enum rc answer_parties(struct checking *c, const struct jval *in)
{
    struct run       *r = c->r;
    struct rows       known;
    struct party_row *at;
    int64_t          *ids;
    size_t            n = 0;

    if (!check_how_many(c, in))
        return RC_OK;
    at  = ARENA_ARRAY(r->w->arena, struct party_row, in->n + 1);
    ids = ARENA_ARRAY(r->w->arena, int64_t, in->n + 1);
    TRY(case_parties(r, &known));
    for (const struct jval *m = in->first; m; m = m->next, n++) {
        struct party_in one;

        shape_clear(&party_in_shape, &one);
        if (answer_object(c, n, &party_in_shape, m, &one))
            TRY(check_party(c, n, &one, &known));
        ids[n] = one.id == NONE_I64 ? work_id(r->w) : one.id;
        at[n]  = (struct party_row){ .id      = ids[n],
                                     .account = one.account,
                                     .name    = one.name.p ? str_trim(one.name) : STR_NONE,
                                     .phone   = one.phone,
                                     .paper   = one.paper,
                                     .side    = one.side };
    }
    check_twice(c, at, n);
    c->v->json    = ids_json(r, ids, n);
    c->v->ids     = ids;
    c->v->n_ids   = n;
    c->v->parties = at;
    return RC_OK;
}

/* -- what each says -- */

enum how { HOW_SIGNED, HOW_FINGERPRINT, HOW_ORAL, HOW_ONLINE };
static const char *const how_words[] = { "signed", "fingerprint", "oral", "online", NULL };

struct said {
    int64_t party;
    bool    yes;
    int32_t how; /* -1: not said */
    int32_t on;
};
#define T struct said
static const struct field said_fields[] = {
    F(T, party, .as = AS_ID, .doc = "who"),
    F(T, yes, .doc = "they agree"),
    F(T, how, .words = how_words, .opt = true, .doc = "how they said so"),
    F(T, on, .as = AS_DAY, .opt = true, .doc = "when"),
};
static const struct shape said_shape = SHAPE(T, said_fields);
#undef T

static void check_how(struct checking *c, size_t i, struct said *s, bool own)
{
    if (own && s->how < 0)
        s->how = HOW_ONLINE;
    if (s->how < 0)
        answer_wrong_at(c, i, "how", &say_needed, STR_NONE);
    else if (!own && s->how == HOW_ONLINE)
        answer_wrong_at(c, i, "how", &say_online, STR_NONE);
}

static void check_on(struct checking *c, size_t i, struct said *s, bool own)
{
    struct run *r     = c->r;
    int32_t     today = day_of(r->w->now);
    char        room[TIME_TEXT];

    if (s->on == NONE_I32)
        s->on = today;
    if (s->on > today)
        answer_wrong_at(c, i, "on", &say_future, STR_NONE);
    else if (own && s->how == HOW_ONLINE && s->on != today)
        answer_wrong_at(c, i, "on", &say_today, STR_NONE);
    else if (s->on < day_of(r->c.opened))
        answer_wrong_at(c, i, "on", &say_before, day_text(day_of(r->c.opened), room));
}

static void check_said(struct checking *c, size_t i, struct said *s, const struct rows *parties,
                       int64_t own)
{
    if (!row_of(parties, s->party))
        answer_wrong_at(c, i, "party", &say_no_row,
                        arena_fmt(c->r->w->arena, "%lld", (long long)s->party));
    else if (own != NONE_I64 && s->party != own)
        answer_wrong_at(c, i, "party", &say_only_self, STR_NONE);
    check_how(c, i, s, s->party == own);
    check_on(c, i, s, s->party == own);
}

/* What the case holds of it already. */
static const struct jval *held(const struct run *r, struct str field)
{
    return r->form ? json_get_str(r->form, field) : NULL;
}

static bool says(const struct jval *one, int64_t party)
{
    const struct jval *id = json_get(one, "party");
    int64_t            v;

    return id && id->kind == J_STR && str_int(id->text, &v) == RC_OK && v == party;
}

static bool is_among(const struct said *at, size_t n, int64_t party)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].party == party)
            return true;
    return false;
}

/* What is said now, and of all others who are still parties what they said before. */
static struct str put_together(struct run *r, const struct jval *before, const struct said *at,
                               size_t n, const struct rows *parties)
{
    const struct party_row *p = parties->at;
    struct buf             *b = run_buf(r);
    struct jw               w;

    jw_init(&w, b);
    jw_list(&w);
    for (size_t i = 0; i < parties->n; i++) {
        for (size_t k = 0; k < n; k++)
            if (at[k].party == p[i].id)
                shape_to_json(&said_shape, &at[k], (struct view){ KEEP_OFFICE }, &w);
        for (const struct jval *m = before ? before->first : NULL; m; m = m->next)
            if (says(m, p[i].id) && !is_among(at, n, p[i].id))
                jw_raw(&w, m->raw);
    }
    jw_list_end(&w);
    return buf_str(b);
}

enum rc answer_each_party(struct checking *c, const struct jval *in)
{
    struct run  *r = c->r;
    struct rows  parties;
    struct said *at;
    int64_t      own;
    size_t       n = 0;

    if (in->kind != J_LIST) {
        answer_wrong(c, &want_answers, STR_NONE);
        return RC_OK;
    }
    TRY(case_parties(r, &parties));
    TRY(case_party_own(r, &own));
    at = ARENA_ARRAY(r->w->arena, struct said, in->n + 1);
    for (const struct jval *m = in->first; m; m = m->next) {
        shape_clear(&said_shape, &at[n]);
        if (!answer_object(c, n, &said_shape, m, &at[n]))
            continue;
        check_said(c, n, &at[n], &parties, own);
        if (is_among(at, n, at[n].party))
            answer_wrong_at(c, n, "party", &say_twice, STR_NONE);
        n++;
    }
    if (!c->failed)
        c->v->json = put_together(r, held(r, c->v->f->name), at, n, &parties);
    return RC_OK;
}

/* -- everybody -- */

static bool has_said(const struct jval *answers, int64_t party)
{
    for (const struct jval *m = answers ? answers->first : NULL; m; m = m->next)
        if (says(m, party))
            return true;
    return false;
}

static struct str missing_names(struct run *r, const struct jval *answers,
                                const struct rows *parties)
{
    const struct party_row *p = parties->at;
    struct buf             *b = run_buf(r);

    for (size_t i = 0; i < parties->n; i++) {
        if (has_said(answers, p[i].id))
            continue;
        if (b->n)
            buf_addc(b, "、");
        if (p[i].side.p) {
            buf_add(b, p[i].side);
            buf_add1(b, ' ');
        }
        if (p[i].name.p)
            mask_text(MASK_NAME, p[i].name, b);
        else
            buf_addf(b, "%zu", i + 1);
    }
    return buf_str(b);
}

enum rc answer_everybody(struct checking *c)
{
    struct run        *r       = c->r;
    const struct jval *answers = held(r, c->v->f->name);
    struct rows        parties;
    struct str         missing;

    if (c->failed)
        return RC_OK;
    if (!r->making || r->making->scope != MOVE_CASE) {
        if (!c->v->given)
            answer_wrong(c, &say_needed, STR_NONE);
        return RC_OK;
    }
    if (c->v->given)
        TRY(json_parse(r->w->arena, c->v->json, r->w->faults, &answers));
    TRY(case_parties(r, &parties));
    missing = missing_names(r, answers, &parties);
    if (parties.n == 0)
        answer_wrong(c, &say_nobody, STR_NONE);
    else if (missing.n)
        answer_wrong(c, &say_missing, missing);
    return RC_OK;
}

enum rc case_parties_say(struct run *r, const struct jval *answers, struct str *ret)
{
    struct rows             parties;
    const struct party_row *p;
    size_t                  yes = 0;

    *ret = STR_NONE;
    TRY(case_parties(r, &parties));
    p = parties.at;
    for (size_t i = 0; i < parties.n; i++) {
        const struct jval *said = NULL, *is;

        for (const struct jval *m = answers ? answers->first : NULL; m; m = m->next)
            said = says(m, p[i].id) ? m : said;
        if (!said)
            return RC_OK;
        is = json_get(said, "yes");
        yes += is && is->kind == J_BOOL && is->yes;
    }
    if (parties.n)
        *ret = str_of(each_party_words[yes == parties.n ? PARTIES_ALL
                                       : yes            ? PARTIES_SOME
                                                        : PARTIES_REFUSED]);
    return RC_OK;
}
