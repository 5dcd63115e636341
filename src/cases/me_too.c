/*
 * me_too: a case concerns somebody else as well, who says so once.
 *
 * Whoever has an account counts by it. Whoever has none counts by a secret of their device, of
 * which only the digest is kept, the same for every case: so that one device is one voice also
 * when two cases that it joined become one. With the code that follows from the secret they see
 * how the case goes on, and nothing of what was written in it.
 */
#include "base/digest.h"
#include "cases/acts.h"

enum { TOKEN_LEAST = 32, TOKEN_MOST = 64, TOKEN_HEX = 32 };
enum { MERGED_MOST = 64 }; /* into each other, one after the other */

static const struct say say_private =
    SAY("private", "该事项不公开，不能附议", "this case is not public");
static const struct say say_ended = SAY("case_ended", "事项已办结", "the case has ended");
static const struct say say_account =
    SAY("account_needed", "这类事项要登录后才能附议", "sign in to say so of a matter of this kind");
static const struct say say_token =
    SAY("bad_token", "不登录时，client_token 应为32到64个字符",
        "without an account, client_token takes 32 to 64 characters");
static const struct say say_no_code = SAY("no_case", "没有这个事项", "there is no such case");

static const struct field me_too_in_fields[] = {
    F(struct me_too_in, client_token, .opt = true, .max = TOKEN_MOST,
      .doc = "needed without an account: a secret of your device, of 32 characters or more; sent "
             "twice for one case, it counts once"),
};
const struct shape me_too_in_shape = SHAPE(struct me_too_in, me_too_in_fields);

static const struct field me_too_fields[] = {
    F(struct me_too, number, .doc = "of the case, as people read it out"),
    F(struct me_too, code, .opt = true,
      .doc = "without an account: with it anybody may follow the case's progress"),
    F(struct me_too, again, .doc = "it was known to concern you; nothing was counted now"),
};
const struct shape me_too_shape = SHAPE(struct me_too, me_too_fields);

/* Open ones that are not confidential anybody finds who types the same; of others those know who
 * may see them, and to the rest they are like none. */
static enum rc check_joinable(struct run *r)
{
    if (r->c.confidential || r->c.state != CASE_OPEN)
        TRY(run_visible(r));
    if (r->c.confidential)
        return WORK_FAULT(r->w, RC_DENIED, &say_private);
    if (r->c.state != CASE_OPEN)
        return WORK_FAULT(r->w, RC_CONFLICT, &say_ended);
    return RC_OK;
}

/* -- with an account -- */

static enum rc by_account(struct run *r, struct me_too *ret)
{
    int64_t       account = r->w->actor->account;
    struct id_row row;
    enum rc       rc = db_one(r->w->tx, &stmt_party_of,
                              ARGS(A(r->c.id), A(account), A((int64_t)PARTY_ME_TOO)), &row);

    if (rc == RC_OK || (rc == RC_NOT_FOUND && r->c.initiator == account)) {
        *ret = (struct me_too){ .number = r->c.number, .again = true };
        return RC_OK;
    }
    if (rc != RC_NOT_FOUND)
        return rc;
    TRY(check_joinable(r));
    TRY(case_party_add(r, PARTY_ME_TOO, account, STR_NONE, STR_NONE));
    *ret = (struct me_too){ .number = r->c.number };
    return run_note(r, "case.me_too", STR_NONE);
}

/* -- without -- */

static struct digest digest_said(const char *what, struct str token)
{
    struct digest_stream *s = digest_begin();

    digest_more(s, str_of(what));
    digest_more(s, token);
    return digest_end(s);
}

static struct str token_digest(struct arena *a, struct str token)
{
    struct digest d = digest_said("me too:", token);

    return str_head(digest_hex(&d, arena_alloc(a, DIGEST_HEX + 1)), TOKEN_HEX);
}

/* The same for the same device and case, so that it is told again when the reply was lost. */
static struct str code_of(const struct run *r, struct str token)
{
    char         *room = arena_alloc(r->w->arena, CODE_CHARS + 1);
    struct digest d =
        digest_said(arena_fmt(r->w->arena, "me too code:%lld:", (long long)r->c.id).p, token);

    digest_code(&d, room, CODE_CHARS);
    return (struct str){ room, CODE_CHARS };
}

/* What nobody reports without an account, nobody joins without one. */
static enum rc check_reportable(struct run *r)
{
    bool may = r->pr->channels >> CH_ANYONE & 1;

    if (may && r->pr->open.n)
        TRY(who_is(r, &r->pr->open, &may));
    return may ? RC_OK : WORK_FAULT(r->w, RC_NO_ACTOR, &say_account);
}

static enum rc by_token(struct run *r, struct str token, struct me_too *ret)
{
    struct arena *a = r->w->arena;
    struct str    secret, code;
    struct id_row row;
    enum rc       rc;

    if (!token.p || token.n < TOKEN_LEAST)
        return WORK_FIELD(r->w, RC_INVALID, &say_token, S("client_token"), STR_NONE);
    secret = token_digest(a, token);
    code   = code_of(r, token);
    rc     = db_one(r->w->tx, &stmt_party_by_token, ARGS(A(r->c.id), A(secret)), &row);
    if (rc == RC_OK) {
        *ret = (struct me_too){ r->c.number, code, true };
        return RC_OK;
    }
    if (rc != RC_NOT_FOUND)
        return rc;
    TRY(check_joinable(r));
    TRY(check_reportable(r));
    rc = db_run(r->w->tx, &stmt_party_put_nobody,
                ARGS(A(work_id(r->w)), A(r->c.id), A((int64_t)PARTY_ME_TOO), A(r->w->now),
                     A(secret), A(case_code_digest(a, code))),
                NULL);
    if (rc == RC_CONFLICT)
        return RC_BUSY; /* said twice at one instant: the slower finds it */
    TRY(rc);
    *ret = (struct me_too){ .number = r->c.number, .code = code };
    return run_note(r, "case.me_too", S("\"anonymous\":true"));
}

enum rc case_me_too(struct work *w, int64_t id, const struct me_too_in *in, struct me_too *ret)
{
    struct run r;

    TRY(run_load(w, id, &r));
    return w->actor->account == NONE_I64 ? by_token(&r, in->client_token, ret)
                                         : by_account(&r, ret);
}

/* -- what came of it -- */

enum rc case_by_me_too(struct work *w, struct str code, struct case_row *ret)
{
    struct case_row c;
    enum rc         rc =
        db_one(w->tx, &stmt_case_by_party_code, ARGS(A(case_code_digest(w->arena, code))), &c);

    /* It may have been made confidential since: then not even its steps are for others. */
    if (rc == RC_NOT_FOUND || (rc == RC_OK && c.confidential))
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_code);
    TRY(rc);
    *ret = c;
    return RC_OK;
}

enum rc case_surviving(struct work *w, struct case_row *c)
{
    for (int i = 0; i < MERGED_MOST && c->merged != NONE_I64; i++) {
        struct case_row into;

        TRY(db_one(w->tx, &stmt_case_get, ARGS(A(c->merged)), &into));
        if (into.confidential)
            return RC_OK;
        *c = into;
    }
    return RC_OK;
}

/* A voice counts in the main case what it counted in the merged one; its code leads there by the
 * merged one (case_surviving). */
enum rc case_voices_follow(struct run *from, struct run *to)
{
    struct rows             rows;
    const struct voice_row *v;

    TRY(db_all(from->w->tx, &stmt_party_voices, ARGS(A(from->c.id)), &rows));
    v = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct id_row row;
        enum rc       rc =
            db_one(to->w->tx, &stmt_party_by_token, ARGS(A(to->c.id), A(v[i].token)), &row);

        if (rc == RC_NOT_FOUND)
            rc = db_run(to->w->tx, &stmt_party_put_nobody,
                        ARGS(A(work_id(to->w)), A(to->c.id), A((int64_t)PARTY_ME_TOO),
                             A(v[i].since), A(v[i].token), A(STR_NONE)),
                        NULL);
        if (rc == RC_CONFLICT)
            return RC_BUSY; /* said there at this instant: begin again */
        TRY(rc);
    }
    return RC_OK;
}
