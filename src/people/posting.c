/* posting: giving a post, ending it, and who holds it. */
#include "people/posting.h"

static const struct field posting_said_fields[] = {
    F(struct posting_said, posting, .as = AS_ID),
    F(struct posting_said, post),
    F(struct posting_said, place, .as = AS_ID, .opt = true),
    F(struct posting_said, org, .as = AS_ID, .opt = true),
    F(struct posting_said, from, .as = AS_DAY, .opt = true),
    F(struct posting_said, to, .as = AS_DAY, .opt = true),
    F(struct posting_said, why, .opt = true),
};
static const struct shape posting_said_shape = SHAPE(struct posting_said, posting_said_fields);

enum rc posting_note(struct work *w, struct str kind, int64_t account, const struct where *where,
                     const struct posting_said *n)
{
    return work_note_row(w,
                         (struct entry){ .kind       = kind,
                                         .on         = S("account"),
                                         .subject    = account,
                                         .place_path = where->place_path,
                                         .org_path   = where->org_path },
                         &posting_said_shape, n);
}

/* -- giving -- */

static struct str join(struct arena *a, const struct str *at, size_t n)
{
    struct str all = S("");

    for (size_t i = 0; i < n; i++)
        all = arena_fmt(a, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(at[i]));
    return all;
}

/* The name that was meant, by the fewest changes; absent when none is near. */
static struct str suggest(const struct practice *p, struct str name)
{
    struct str best = STR_NONE;
    size_t     most = 2;

    for (size_t i = 0; i < p->n_posts; i++) {
        size_t d = str_distance(p->posts[i].name, name, most);

        if (d > most)
            continue;
        best = p->posts[i].name;
        most = d;
    }
    return best;
}

static enum rc check_post(struct work *w, struct str name, const struct where *where)
{
    static const struct say no_post = SAY("unknown_post", "制度包中没有岗位{0}[，是不是{1}？]",
                                          "the practice has no post {0}[; did you mean {1}?]");
    static const struct say not_at =
        SAY("post_not_held_there", "岗位{0}只能设在：{1}", "the post {0} is held at: {1}");
    const struct post *post = w->practice ? practice_post(w->practice, name) : NULL;

    if (!post)
        return fault_full(
            w->faults, RC_INVALID, &no_post, S("post"),
            (struct str[]){ name, w->practice ? suggest(w->practice, name) : STR_NONE }, 2);
    for (size_t i = 0; i < post->n_at; i++) {
        if (str_eq(post->at[i], where->kind) ||
            (where->org != NONE_I64 && practice_org_is(w->practice, where->kind, post->at[i])))
            return RC_OK;
    }
    if (post->n_at == 0)
        return RC_OK;
    return fault_full(w->faults, RC_INVALID, &not_at,
                      where->place != NONE_I64 ? S("place") : S("org"),
                      (struct str[]){ name, join(w->arena, post->at, post->n_at) }, 2);
}

static enum rc check_holder(struct work *w, int64_t account)
{
    static const struct say administrator =
        SAY("role_and_post", "这是管理员账号，不能兼任岗位",
            "this is an administrator's account, which holds no post");
    static const struct say closed = SAY("account_closed", "账号已停用", "the account is closed");
    static const struct say own    = SAY("own_post", "不能给自己任职", "not to oneself");
    struct account          a;
    enum rc                 rc = account_get(w, account, &a);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_INVALID, &say_not_found, S("account"), STR_NONE);
    TRY(rc);
    if (a.state != ACCOUNT_OPEN)
        return WORK_FIELD(w, RC_INVALID, &closed, S("account"), STR_NONE);
    if (a.role != ROLE_NONE)
        return WORK_FIELD(w, RC_CONFLICT, &administrator, S("account"), STR_NONE);
    if (account == w->actor->account)
        return WORK_FIELD(w, RC_DENIED, &own, S("account"), STR_NONE);
    return RC_OK;
}

static enum rc check_same(struct work *w, const struct posting_new *in, int32_t from)
{
    static const struct say held =
        SAY("held_already", "此人在这里已任该岗位", "they hold this post here already");
    struct count_row n;

    TRY(db_one(w->tx, &stmt_posting_same,
               ARGS(A(in->account), A(in->post), A(in->place), A(in->org), A(from), A(in->to)),
               &n));
    return n.n ? WORK_FIELD(w, RC_CONFLICT, &held, S("post"), STR_NONE) : RC_OK;
}

enum rc posting_add(struct work *w, const struct posting_new *in, int64_t *ret_id)
{
    static const struct say gone = SAY("ended", "那时已不存在", "it is there no more by then");
    static const struct say ends_first =
        SAY("ends_before_it_begins", "结束日须在开始日之后", "it ends before it begins");
    int32_t      from = in->from == NONE_I32 ? day_of(w->now) : in->from;
    int64_t      id;
    struct where where;

    TRY(where_get(w, in->place, in->org, &where));
    TRY(work_need(w, CAP_POST_EDIT, where.place_path, where.org_path));
    if (where.to != NONE_I32 && where.to <= from)
        return WORK_FIELD(w, RC_INVALID, &gone, in->place != NONE_I64 ? S("place") : S("org"),
                          STR_NONE);
    TRY(check_holder(w, in->account));
    TRY(check_post(w, in->post, &where));
    if (in->to != NONE_I32 && in->to <= from)
        return WORK_FIELD(w, RC_INVALID, &ends_first, S("to"), STR_NONE);
    TRY(check_same(w, in, from));
    id = work_id(w);
    TRY(db_run(w->tx, &stmt_posting_put,
               ARGS(A(id), A(in->account), A(in->post), A(in->place), A(in->org), A(from),
                    A(in->to), A(in->concurrent), A(w->now), A(w->actor->account)),
               NULL));
    people_forget(w, in->account);
    *ret_id = id;
    return posting_note(
        w, S("posting.begun"), in->account, &where,
        &(struct posting_said){ id, in->post, in->place, in->org, from, in->to, STR_NONE });
}

enum rc posting_end(struct work *w, int64_t id, int32_t day, struct str why)
{
    static const struct say ended = SAY("ended", "任职已经结束", "it has ended already");
    static const struct say early = SAY("too_small", "不能早于开始日{0}", "not before {0}");
    char                    room[TIME_TEXT];
    struct posting_row      row;
    struct where            where;
    int64_t                 changed;

    TRY(db_one(w->tx, &stmt_posting_get, ARGS(A(id)), &row));
    TRY(where_get(w, row.place, row.org, &where));
    TRY(work_need(w, CAP_POST_EDIT, where.place_path, where.org_path));
    if (day == NONE_I32)
        day = day_of(w->now) < row.from_day ? row.from_day : day_of(w->now);
    if (day < row.from_day)
        return WORK_FIELD(w, RC_INVALID, &early, S("day"), day_text(row.from_day, room));
    TRY(db_run(w->tx, &stmt_posting_end,
               ARGS(A(id), A(day), A(w->now), A(w->actor->account), A(why)), &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &ended);
    people_forget(w, row.account);
    return posting_note(
        w, S("posting.ended"), row.account, &where,
        &(struct posting_said){ id, row.post, row.place, row.org, row.from_day, day, why });
}

/* -- finding -- */

enum rc people_holders(struct work *w, struct str post, int64_t place, int64_t org,
                       struct rows *ret)
{
    bool at_place = place != NONE_I64;

    return db_all(w->tx, at_place ? &stmt_holders_place : &stmt_holders_org,
                  ARGS(A(at_place ? place : org), A(post), A((int64_t)day_of(w->now))), ret);
}

enum rc postings_find(struct work *w, const struct posting_ask *ask, struct rows *ret)
{
    const struct stmt *at;
    struct where       where;
    int64_t            id = ask->account;
    struct str         path;

    if (ask->account != NONE_I64) {
        at = &stmt_posting_of_account;
    } else {
        TRY(where_get(w, ask->place, ask->org, &where));
        id = ask->place != NONE_I64 ? ask->place : ask->org;
        at = ask->place != NONE_I64 ? &stmt_posting_at_place : &stmt_posting_at_org;
    }
    if (ask->account != NONE_I64 || !ask->below)
        return db_all(w->tx, at,
                      ARGS(A(id), A(ask->after), A(ask->post), A(ask->day), A(ask->limit)), ret);
    path = ask->place != NONE_I64 ? where.place_path : where.org_path;
    at   = ask->place != NONE_I64 ? &stmt_posting_below_place : &stmt_posting_below_org;
    return db_all(w->tx, at,
                  ARGS(A(path), A(ask->after), A(ask->post), A(ask->day), A(ask->limit),
                       A(path_end(w->arena, path))),
                  ret);
}

struct rows postings_told(struct work *w, const struct rows *rows, enum lang lang)
{
    const struct posting_row *in  = rows->at;
    struct posting           *out = ARENA_ARRAY(w->arena, struct posting, rows->n ? rows->n : 1);

    for (size_t i = 0; i < rows->n; i++) {
        const struct posting_row *r    = &in[i];
        const struct post        *post = w->practice ? practice_post(w->practice, r->post) : NULL;

        out[i] = (struct posting){
            .id         = r->id,
            .account    = r->account,
            .name       = r->name,
            .phone      = r->phone,
            .post       = r->post,
            .title      = post ? text_in(&post->title, lang) : r->post,
            .place      = r->place,
            .org        = r->org,
            .there      = r->there,
            .from       = r->from_day,
            .to         = r->to_day,
            .concurrent = r->concurrent,
            .made_at    = r->made_at,
            .maker      = r->maker,
            .ended_at   = r->ended_at,
            .ender      = r->ender,
            .why_ended  = r->why_ended,
        };
    }
    return (struct rows){ out, rows->n };
}

static const struct field posting_fields[] = {
    F(struct posting, id, .as = AS_ID),
    F(struct posting, account, .as = AS_ID),
    F(struct posting, name, .doc = "of the holder"),
    F(struct posting, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(struct posting, post, .doc = "its name in the practice"),
    F(struct posting, title, .doc = "its name for people"),
    F(struct posting, place, .as = AS_ID, .opt = true),
    F(struct posting, org, .as = AS_ID, .opt = true),
    F(struct posting, there, .doc = "name of the place or organisation"),
    F(struct posting, from, .as = AS_DAY),
    F(struct posting, to, .as = AS_DAY, .opt = true, .doc = "the first day no more"),
    F(struct posting, concurrent, .doc = "held besides a post elsewhere"),
    F(struct posting, made_at, .as = AS_TIME),
    F(struct posting, maker, .as = AS_ID, .opt = true),
    F(struct posting, ended_at, .as = AS_TIME, .opt = true),
    F(struct posting, ender, .as = AS_ID, .opt = true),
    F(struct posting, why_ended, .opt = true, .keep = KEEP_OFFICE),
};
const struct shape posting_shape = SHAPE(struct posting, posting_fields);

enum rc postings_by_post(struct work *w, struct rows *ret)
{
    return db_all(w->tx, &stmt_posting_by_post, ARGS(A(day_of(w->now))), ret);
}
