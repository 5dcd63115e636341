#include "notice/public.h"
#include "base/utf8.h"

enum {
    TITLE_MOST  = 100,
    BODY_MOST   = 20000,
    NAME_MOST   = 40,
    WORDS_MOST  = 2000,
    REASON_MOST = 200,
    CLOSE_BATCH = 100,
};

static enum rc note(struct work *w, struct str kind, const struct notice_row *n)
{
    return work_note(
        w, (struct entry){
               .kind = kind, .on = S("notice"), .subject = n->id, .place_path = n->place_path });
}

/* -- drafting -- */

static bool has_control(struct str s, bool lines)
{
    uint32_t cp;

    while (utf8_next(&s, &cp))
        if ((cp < 0x20 && !(lines && (cp == '\n' || cp == '\t'))) || (cp >= 0x7f && cp < 0xa0))
            return true;
    return false;
}

/* `lines`: more than one is allowed. */
static enum rc need(struct work *w, const char *field, struct str text, size_t most, bool lines)
{
    static const struct say no_control =
        SAY("control_character", "含有不可用的控制字符或换行",
            "holds a control character, or a line break where none is allowed");
    char       room[INT_TEXT];
    struct str path = str_of(field);

    if (str_trim(text).n == 0)
        return WORK_FIELD(w, RC_INVALID, &say_needed, path, STR_NONE);
    if (utf8_count(text) > most)
        return WORK_FIELD(w, RC_INVALID, &say_too_long, path, int_text((int64_t)most, room));
    if (has_control(text, lines))
        return WORK_FIELD(w, RC_INVALID, &no_control, path, STR_NONE);
    return RC_OK;
}

static enum rc need_text(struct work *w, const char *field, struct str text, size_t most)
{
    return need(w, field, text, most, true);
}

static enum rc need_line(struct work *w, const char *field, struct str text, size_t most)
{
    return need(w, field, text, most, false);
}

/* A line each. */
static enum rc join_names(struct work *w, const struct list *names, struct str *ret)
{
    const struct str *at  = names->at;
    struct str        all = STR_NONE;

    for (size_t i = 0; i < names->n; i++) {
        TRY(need_line(w, "names", at[i], NAME_MOST));
        all = arena_fmt(w->arena, "%.*s%s%.*s", STR_ARG(all), i ? "\n" : "", STR_ARG(at[i]));
    }
    *ret = all;
    return RC_OK;
}

static enum rc check(struct work *w, const struct notice_new *in, struct place *ret_place,
                     struct str *ret_names)
{
    static const struct say too_long = SAY("objections_after_end", "异议期不能长于公示期",
                                           "objections are not taken longer than the notice lasts");
    enum rc                 rc       = place_get(w, in->place, ret_place);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_INVALID, &say_not_found, S("place"), STR_NONE);
    TRY(rc);
    TRY(work_need(w, CAP_NOTICE_EDIT, ret_place->path, STR_NONE));
    TRY(need_line(w, "title", in->title, TITLE_MOST));
    TRY(need_text(w, "body", in->body, BODY_MOST));
    if (in->objection_days > in->days)
        return WORK_FIELD(w, RC_INVALID, &too_long, S("objection_days"), STR_NONE);
    return join_names(w, &in->names, ret_names);
}

enum rc notice_add(struct work *w, const struct notice_new *in, int64_t *ret_id)
{
    struct notice_row n = { .id = work_id(w) };
    struct place      p;
    struct str        names;

    TRY(check(w, in, &p, &names));
    n.place_path = p.path;
    TRY(db_run(w->tx, &stmt_notice_put,
               ARGS(A(n.id), A(in->place), A(in->title), A(in->body), A(names), A(in->days),
                    A(in->objection_days), A(w->now), A(w->actor->account),
                    A((int64_t)in->comments)),
               NULL));
    *ret_id = n.id;
    return note(w, S("notice.drafted"), &n);
}

enum rc notice_for_office(struct work *w, int64_t id, struct notice_row *ret)
{
    TRY(db_one(w->tx, &stmt_notice_get, ARGS(A(id)), ret));
    return work_may(w, CAP_NOTICE_EDIT, ret->place_path, STR_NONE) ? RC_OK : RC_NOT_FOUND;
}

enum rc notice_for_all(struct work *w, int64_t id, struct notice_row *ret)
{
    TRY(db_one(w->tx, &stmt_notice_get, ARGS(A(id)), ret));
    return ret->state == NOTICE_DRAFT ? RC_NOT_FOUND : RC_OK;
}

static enum rc not_so(struct work *w)
{
    static const struct say no = SAY("notice_state", "公示已不是草稿，或已被别人改动",
                                     "it is no draft any more, or somebody changed it");

    return WORK_FAULT(w, RC_CONFLICT, &no);
}

enum rc notice_change(struct work *w, int64_t id, const struct notice_new *in, int64_t version)
{
    struct notice_row n;
    struct place      p;
    struct str        names;
    int64_t           changed;

    TRY(notice_for_office(w, id, &n));
    TRY(check(w, in, &p, &names));
    TRY(db_run(w->tx, &stmt_notice_edit,
               ARGS(A(id), A(in->place), A(in->title), A(in->body), A(names), A(in->days),
                    A(in->objection_days), A(version), A((int64_t)in->comments)),
               &changed));
    return changed ? note(w, S("notice.edited"), &n) : not_so(w);
}

/* -- publishing -- */

/* What is published, and digested: title, text, names as anybody may read them, days. The dates
 * stand in it because a notice that was up for fewer days is another notice. */
static struct str freeze(struct arena *a, const struct notice_row *n, int32_t from, int32_t to)
{
    struct date first = date_from_day(from), last = date_from_day(to - 1);
    struct buf  masked;
    struct str  rest = n->names, name, text;

    buf_init(&masked, 4 << 20);
    while (str_split(&rest, '\n', &name)) {
        mask_text(MASK_NAME, name, &masked);
        buf_add1(&masked, '\n');
    }
    if (masked.n)
        buf_add1(&masked, '\n');
    text = arena_fmt(a, "%.*s\n\n%.*s\n\n%.*s%d年%d月%d日至%d年%d月%d日\n", STR_ARG(n->title),
                     STR_ARG(n->body), STR_ARG(buf_str(&masked)), first.y, first.m, first.d, last.y,
                     last.m, last.d);
    buf_free(&masked);
    return text;
}

static enum rc open_row(struct work *w, const struct notice_row *n, int64_t version)
{
    char          hex[DIGEST_HEX + 1];
    int32_t       from = day_of(w->now), to = from + n->days;
    struct str    frozen = freeze(w->arena, n, from, to);
    struct digest digest = digest_of(frozen);
    int64_t       changed;

    TRY(db_run(w->tx, &stmt_notice_open,
               ARGS(A(n->id), A(w->now), A(from), A(to), A(from + n->objection_days), A(frozen),
                    A(digest_hex(&digest, hex)), A(version)),
               &changed));
    return changed ? note(w, S("notice.opened"), n) : not_so(w);
}

enum rc notice_open(struct work *w, int64_t id, int64_t version)
{
    struct notice_row n;

    TRY(notice_for_office(w, id, &n));
    return open_row(w, &n, version);
}

static enum rc end(struct work *w, const struct notice_row *n, enum notice_state state,
                   struct str result)
{
    static const struct say not_open =
        SAY("notice_not_open", "公示不在公示期内", "the notice is not open");
    int64_t changed;

    TRY(db_run(w->tx, &stmt_notice_end, ARGS(A(n->id), A((int64_t)state), A(w->now), A(result)),
               &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &not_open);
    return note(w, state == NOTICE_CLOSED ? S("notice.closed") : S("notice.withdrawn"), n);
}

enum rc notice_withdraw(struct work *w, int64_t id, struct str why)
{
    struct notice_row n;

    TRY(notice_for_office(w, id, &n));
    TRY(need_text(w, "why", why, WORDS_MOST));
    return end(w, &n, NOTICE_WITHDRAWN, why);
}

/* -- by the pack -- */

enum rc notice_show(struct work *w, const struct notice_new *in, int64_t *ret_id)
{
    struct notice_row n = { .id             = work_id(w),
                            .title          = in->title,
                            .body           = in->body,
                            .days           = in->days,
                            .objection_days = in->objection_days };
    struct place      p;

    TRY(place_get(w, in->place, &p));
    n.place_path = p.path;
    TRY(need_line(w, "title", in->title, TITLE_MOST));
    TRY(need_text(w, "body", in->body, BODY_MOST));
    /* Nobody's: who is to know of objections is for the case to say. */
    TRY(db_run(w->tx, &stmt_notice_put,
               ARGS(A(n.id), A(in->place), A(in->title), A(in->body), A(STR_NONE), A(in->days),
                    A(in->objection_days), A(w->now), A(NONE_I64), A((int64_t)in->comments)),
               NULL));
    *ret_id = n.id;
    return open_row(w, &n, 1);
}

enum rc notice_take_down(struct work *w, int64_t id, struct str why)
{
    struct notice_row n;

    TRY(db_one(w->tx, &stmt_notice_get, ARGS(A(id)), &n));
    if (n.state != NOTICE_OPEN)
        return RC_OK;
    if (n.to_day <= day_of(w->now))
        return end(w, &n, NOTICE_CLOSED, STR_NONE);
    return end(w, &n, NOTICE_WITHDRAWN, why);
}

enum rc notice_result(struct work *w, int64_t id, struct str result)
{
    static const struct say not_now =
        SAY("notice_result", "公示结束后才能登记结果，且只登记一次",
            "the result is recorded once, after the notice has closed");
    struct notice_row n;
    int64_t           changed;

    TRY(notice_for_office(w, id, &n));
    TRY(need_text(w, "result", result, WORDS_MOST));
    TRY(db_run(w->tx, &stmt_notice_result, ARGS(A(id), A(result)), &changed));
    return changed ? note(w, S("notice.result"), &n) : WORK_FAULT(w, RC_CONFLICT, &not_now);
}

/* -- objections -- */

static enum rc tell_maker(struct work *w, const struct notice_row *n)
{
    struct text words = { S("公示“{title}”收到一条异议"),
                          S("There is an objection to the notice “{title}”.") };
    struct pair title = { S("title"), n->title };

    if (n->maker == NONE_I64)
        return RC_OK;
    return notice_tell(w, &(struct tell_in){ .account  = n->maker,
                                             .words    = &words,
                                             .params   = &title,
                                             .n_params = 1,
                                             .on       = S("notice"),
                                             .subject  = n->id });
}

/* As somebody types it: without spaces and hyphens, in capitals; and as it is kept. */
static struct str code_digest(struct arena *a, int64_t id, struct str code)
{
    struct buf    b;
    struct digest d;

    buf_init(&b, 256);
    buf_addi(&b, id);
    buf_add1(&b, '/');
    for (size_t i = 0; i < code.n && i < 64; i++)
        if (code.p[i] != ' ' && code.p[i] != '-')
            buf_add1(&b, code.p[i] >= 'a' && code.p[i] <= 'z' ? (char)(code.p[i] - 32) : code.p[i]);
    d = digest_of(buf_str(&b));
    buf_free(&b);
    return digest_hex(&d, arena_alloc(a, DIGEST_HEX + 1));
}

static struct str absent_if_empty(struct str s)
{
    return s.n ? s : STR_NONE;
}

enum rc objection_add(struct work *w, int64_t notice, const struct objection_new *in,
                      int64_t *ret_id, struct str *ret_code)
{
    static const struct say over =
        SAY("objections_over", "异议期已过", "objections are not taken any more");
    char             *room = arena_alloc(w->arena, CODE_LEN + 1);
    struct str        code = { room, CODE_LEN };
    int64_t           id   = work_id(w);
    struct notice_row n;

    TRY(notice_for_all(w, notice, &n));
    if (n.state != NOTICE_OPEN || day_of(w->now) >= n.objections_to)
        return WORK_FAULT(w, RC_CONFLICT, &over);
    TRY(need_text(w, "words", in->words, WORDS_MOST));
    random_code(room, CODE_LEN);
    TRY(db_run(w->tx, &stmt_objection_put,
               ARGS(A(id), A(notice), A(in->words), A(absent_if_empty(in->name)),
                    A(absent_if_empty(in->phone)), A(w->actor->account),
                    A(code_digest(w->arena, id, code)), A(w->now)),
               NULL));
    TRY(tell_maker(w, &n));
    *ret_id   = id;
    *ret_code = code;
    return note(w, S("notice.objection"), &n);
}

static enum rc objection_for_office(struct work *w, int64_t id, struct objection_row *ret,
                                    struct notice_row *ret_notice)
{
    TRY(db_one(w->tx, &stmt_objection_get, ARGS(A(id)), ret));
    return notice_for_office(w, ret->notice, ret_notice);
}

enum rc objection_answer(struct work *w, int64_t id, struct str answer)
{
    static const struct say twice =
        SAY("answered", "这条异议已经答复", "this objection was answered already");
    struct objection_row o;
    struct notice_row    n;
    int64_t              changed;

    TRY(objection_for_office(w, id, &o, &n));
    TRY(need_text(w, "answer", answer, WORDS_MOST));
    TRY(db_run(w->tx, &stmt_objection_answer,
               ARGS(A(id), A(answer), A(w->now), A(w->actor->account)), &changed));
    return changed ? note(w, S("notice.answered"), &n) : WORK_FAULT(w, RC_CONFLICT, &twice);
}

enum rc objection_by_code(struct work *w, int64_t id, struct str code, struct objection_row *ret)
{
    TRY(db_one(w->tx, &stmt_objection_get, ARGS(A(id)), ret));
    return str_eq(ret->code, code_digest(w->arena, id, code)) ? RC_OK : RC_NOT_FOUND;
}

struct unmask_note {
    struct str why;
};
static const struct field unmask_note_fields[] = { F(struct unmask_note, why) };
static const struct shape unmask_note_shape    = SHAPE(struct unmask_note, unmask_note_fields);

enum rc objection_unmask(struct work *w, int64_t id, struct str reason, struct objection_row *ret)
{
    struct notice_row n;

    TRY(objection_for_office(w, id, ret, &n));
    TRY(work_need(w, CAP_FIELD_UNMASK, n.place_path, STR_NONE));
    TRY(need_text(w, "reason", reason, REASON_MOST));
    return work_note_row(w,
                         (struct entry){ .kind       = S("objection.unmasked"),
                                         .on         = S("objection"),
                                         .subject    = id,
                                         .place_path = n.place_path },
                         &unmask_note_shape, &(struct unmask_note){ reason });
}

/* -- closing in time -- */

static enum rc next(struct work *w, void *ctx, int64_t *ret_at)
{
    struct notice_number first;

    (void)ctx;
    TRY(db_one(w->tx, &stmt_notice_next, NO_ARGS, &first));
    *ret_at = first.n == NONE_I64 ? NONE_I64 : day_start((int32_t)first.n);
    return RC_OK;
}

static enum rc close_due(struct work *w, void *ctx, bool *ret_more)
{
    struct rows        rows;
    struct notice_row *n;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_notice_due, ARGS(A((int64_t)day_of(w->now)), A((int64_t)CLOSE_BATCH)),
               &rows));
    n = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(end(w, &n[i], NOTICE_CLOSED, STR_NONE));
    *ret_more = rows.n == CLOSE_BATCH;
    return RC_OK;
}

const struct timer notice_timer = { .name = "notice", .next = next, .run = close_due };

/* -- verifying -- */

struct verifying {
    void (*wrong)(void *ctx, struct str title);
    void   *ctx;
    int64_t n;
};

static enum rc verify_one(void *ctx, const void *row)
{
    const struct notice_row *n      = row;
    struct verifying        *v      = ctx;
    struct digest            digest = digest_of(n->frozen);
    char                     hex[DIGEST_HEX + 1];

    v->n++;
    if (!str_eq(digest_hex(&digest, hex), n->digest))
        v->wrong(v->ctx, n->title);
    return RC_OK;
}

enum rc notices_verify(struct work *w, void (*wrong)(void *ctx, struct str title), void *ctx,
                       int64_t *ret_n)
{
    struct verifying v = { .wrong = wrong, .ctx = ctx };

    TRY(db_each(w->tx, &stmt_notice_frozen, NO_ARGS, verify_one, &v));
    *ret_n = v.n;
    return RC_OK;
}
