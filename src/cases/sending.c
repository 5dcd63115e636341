/*
 * sending: what is sent twice is filed once.
 *
 * The sender's token is kept with the case, and the second sending is
 * answered with the first one's number. To whoever has no account it gives the
 * code, too: their first reply may have been lost, and nothing else leads to
 * the case. That code is made of the token, which is never kept itself.
 */
#include "base/digest.h"
#include "base/utf8.h"
#include "cases/engine.h"

#include <ctype.h>

/* A token that nobody guesses gives the code again; a shorter one does not. */
enum { TOKEN_LEAST = 8, TOKEN_MOST = 64, SECRET_LEAST = 32 };

static const struct say say_bad_token =
    SAY("bad_token", "client_token 应为8到64个字符", "client_token takes 8 to 64 characters");
static const struct say say_token_taken =
    SAY("token_taken", "这个 client_token 已用于另一次提交，请换一个",
        "this client_token was used for another sending; take another one");

/* "-:", so many hexadecimal digits of the token, ":", and as many of what was sent. */
#define NOBODYS "-:"
enum { SENDING_HEX = 32 };

/* Of a UUID: its length, and its first digits, which in version 7 tell when it was made, to some
 * 65 seconds (RFC 9562, 5.7). */
enum { UUID_CHARS = 36, UUID_VERSION_AT = 14, UUID_TIME = 8 };

static void digest_part(struct digest_stream *s, struct str part)
{
    char room[INT_TEXT];

    digest_more(s, int_text(part.p ? (int64_t)part.n : -1, room)); /* so that no two run together */
    digest_more(s, S(" "));
    digest_more(s, part);
}

/* Of the words and the place, and of all else that was said. */
static struct str sending_digest(struct arena *a, const struct case_in *in)
{
    const struct str texts[] = { in->process, in->class,     in->grade,    in->title,    in->words,
                                 in->address, in->form.text, in->for_name, in->for_phone };
    struct digest_stream *s  = digest_begin();
    struct digest         d;

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        digest_part(s, texts[i]);
    digest_part(s, arena_fmt(a, "%lld %.9f %.9f", (long long)in->place, in->lon, in->lat));
    d = digest_end(s);
    return str_head(digest_hex(&d, arena_alloc(a, DIGEST_HEX + 1)), SENDING_HEX);
}

/* The token of somebody without an account is a secret of theirs, like the code that it gives: only
 * its digest is kept. */
static struct str secret_digest(struct arena *a, const char *what, const struct case_in *in)
{
    struct digest_stream *s = digest_begin();
    struct digest         d;

    digest_part(s, str_of(what));
    digest_part(s, in->client_token);
    d = digest_end(s);
    return str_head(digest_hex(&d, arena_alloc(a, DIGEST_HEX + 1)), SENDING_HEX);
}

bool sending_code(struct work *w, const struct case_in *in, char *room, size_t n)
{
    struct digest_stream *s;
    struct digest         d;

    if (w->actor->account != NONE_I64 || !in->client_token.p || in->client_token.n < SECRET_LEAST)
        return false;
    s = digest_begin();
    digest_part(s, S("code"));
    digest_part(s, in->client_token);
    digest_part(s, sending_digest(w->arena, in));
    d = digest_end(s);
    digest_code(&d, room, n);
    return true;
}

/* A token that begins with its time is kept behind that time: the index of all tokens, of which
 * there are millions, then grows at its end, and is not written all over. Empty: it does not. */
static struct str time_of_token(struct arena *a, struct str token)
{
    if (token.n != UUID_CHARS || token.p[UUID_VERSION_AT] != '7')
        return S("");
    for (size_t i = 0; i < token.n; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? token.p[i] != '-' : !isxdigit((unsigned char)token.p[i]))
            return S("");
    }
    return arena_fmt(a, "%.*s/", UUID_TIME, token.p);
}

/* How the kept token of somebody without an account begins, whatever was sent with it. */
static struct str nobodys_token(struct arena *a, const struct case_in *in)
{
    return arena_fmt(a, "%.*s" NOBODYS "%.*s:", STR_ARG(time_of_token(a, in->client_token)),
                     STR_ARG(secret_digest(a, "token", in)));
}

enum rc sending_token(struct work *w, const struct case_in *in, struct str *ret)
{
    *ret = STR_NONE;
    if (!in->client_token.p)
        return RC_OK;
    if (in->client_token.n < TOKEN_LEAST || in->client_token.n > TOKEN_MOST)
        return WORK_FIELD(w, RC_INVALID, &say_bad_token, S("client_token"), STR_NONE);
    /* A sender's own: nobody learns of another's case by guessing tokens. Those without an account
     * share one set of them, so of theirs it is told to whoever sends the same again. */
    if (w->actor->account == NONE_I64)
        *ret = arena_fmt(w->arena, "%.*s%.*s", STR_ARG(nobodys_token(w->arena, in)),
                         STR_ARG(sending_digest(w->arena, in)));
    else
        *ret =
            arena_fmt(w->arena, "%.*s%lld:%.*s", STR_ARG(time_of_token(w->arena, in->client_token)),
                      (long long)w->actor->account, STR_ARG(in->client_token));
    return RC_OK;
}

/* RC_CONFLICT when another sending without an account had this token. Two at the very same instant
 * are both filed: they are two reports. */
static enum rc token_free(struct work *w, const struct case_in *in)
{
    struct id_row row;
    struct str    begin;
    enum rc       rc;

    if (w->actor->account != NONE_I64)
        return RC_OK;
    begin = nobodys_token(w->arena, in);
    rc    = db_one(w->tx, &stmt_case_by_token_begin,
                   ARGS(A(begin), A(path_end(w->arena, begin)), A((int64_t)begin.n + SENDING_HEX)),
                   &row);
    if (rc == RC_OK)
        return WORK_FIELD(w, RC_CONFLICT, &say_token_taken, S("client_token"), STR_NONE);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc code_again(struct work *w, const struct case_in *in, const struct case_row *row,
                          struct opened *ret)
{
    char *room = arena_alloc(w->arena, CODE_CHARS + 1);

    if (!sending_code(w, in, room, CODE_CHARS))
        return RC_OK;
    /* Another code may have been given since. */
    if (str_eq(row->code, case_code_digest(w->arena, (struct str){ room, CODE_CHARS })))
        ret->code = (struct str){ room, CODE_CHARS };
    return RC_OK;
}

enum rc sending_before(struct work *w, const struct case_in *in, struct str token,
                       struct opened *ret, bool *ret_before)
{
    struct case_row row;
    enum rc         rc;

    *ret_before = false;
    if (!token.p)
        return RC_OK;
    rc = db_one(w->tx, &stmt_case_by_token, ARGS(A(token)), &row);
    if (rc == RC_NOT_FOUND)
        return token_free(w, in);
    TRY(rc);
    *ret        = (struct opened){ .id = row.id, .number = row.number, .again = true };
    *ret_before = true;
    return code_again(w, in, &row, ret);
}
