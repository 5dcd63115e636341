/* message: telling accounts something, in the transaction of what happened. */
#include "notice/notice_rows.h"

enum { WORDS_MOST = 4000 }; /* bytes */

static struct str param(const struct pair *params, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(params[i].name, name))
            return params[i].value;
    return STR_NONE;
}

/* Somebody's words end their own sentence, and the text around them would end it once more. */
static bool ends_itself(struct str value, struct str after)
{
    static const char *const ends[] = { "。", "！", "？", ".", "!", "?" };

    if (!str_starts(after, S("。")) && !str_starts(after, S(".")))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends(value, str_of(ends[i])))
            return true;
    return false;
}

struct str text_fill(struct arena *a, struct str text, const struct pair *params, size_t n)
{
    struct buf *b = arena_buf(a, 1 << 20);
    struct str  value;
    size_t      open, shut;

    if (!text.p)
        return STR_NONE;
    while ((open = str_find(text, S("{"))) != SIZE_MAX) {
        struct str rest = str_skip(text, open + 1);

        shut = str_find(rest, S("}"));
        if (shut == SIZE_MAX)
            break;
        buf_add(b, str_head(text, open));
        value = param(params, n, str_head(rest, shut));
        buf_add(b, value);
        text = str_skip(rest, shut + 1);
        if (ends_itself(value, text))
            text = str_skip(text, str_starts(text, S(".")) ? 1 : S("。").n);
    }
    buf_add(b, text);
    return buf_str(b);
}

/* At most so many bytes, not cutting a character. */
static struct str shorten(struct str s)
{
    size_t n = s.n;

    if (n <= WORDS_MOST)
        return s;
    for (n = WORDS_MOST; n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80;)
        n--;
    return str_head(s, n);
}

struct told { /* the words, once for all who are told */
    struct str zh, en;
};

static enum rc find_words(struct work *w, const struct tell_in *in, struct told *ret)
{
    static const struct say no_text =
        SAY("unknown_text", "制度包中没有消息文本{0}", "the practice has no text {0}");
    const struct text *words = in->words;

    if (!words && w->practice)
        words = practice_text(w->practice, in->text);
    if (!words)
        return WORK_FIELD(w, RC_NOT_FOUND, &no_text, STR_NONE, in->text);
    ret->zh =
        shorten(text_fill(w->arena, words->zh.p ? words->zh : words->en, in->params, in->n_params));
    ret->en = shorten(text_fill(w->arena, words->en, in->params, in->n_params));
    return RC_OK;
}

static enum rc put(struct work *w, const struct tell_in *in, const struct told *t, int64_t account)
{
    return db_run(w->tx, &stmt_message_put,
                  ARGS(A(work_id(w)), A(account), A(t->zh), A(t->en), A(in->on),
                       A(in->on.p ? in->subject : NONE_I64), A(w->now)),
                  NULL);
}

static enum rc tell_one(struct work *w, const struct tell_in *in, const struct told *t)
{
    struct account a;

    TRY(account_get(w, in->account, &a));
    return a.state == ACCOUNT_OPEN ? put(w, in, t, a.id) : RC_OK;
}

enum rc notice_tell(struct work *w, const struct tell_in *in)
{
    struct told           t;
    struct rows           rows;
    const struct account *a;

    TRY(find_words(w, in, &t));
    if (in->account != NONE_I64)
        return tell_one(w, in, &t);
    TRY(people_holders(w, in->post, in->place, in->org, &rows));
    a = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(put(w, in, &t, a[i].id));
    return RC_OK;
}
