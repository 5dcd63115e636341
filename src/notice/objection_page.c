/* Objecting to a notice, and reading the answer, on plain pages. */
#include "base/utf8.h"
#include "http/page.h"
#include "notice/notice_routes.h"

#include <string.h>

enum {
    WORDS_MOST  = 2000,
    NAME_MOST   = 40,
    PHONE_MOST  = 20,
    CODE_MOST   = 20,
    NUMBER_MOST = 32,
    GROUP       = 3
};

/* -- objecting -- */

static const struct field objection_form_fields[] = {
    F(struct objection_form, words, .opt = true, .doc = "2000 characters at most"),
    F(struct objection_form, name, .opt = true, .doc = "40 at most"),
    F(struct objection_form, phone, .opt = true, .doc = "20 at most"),
};
const struct shape objection_form_shape = SHAPE(struct objection_form, objection_form_fields);

static const struct say say_object  = SAY("object", "提出异议", "Object");
static const struct say say_comment = SAY("comment", "提出意见", "Comment");
static const struct say say_send    = SAY("send", "提交", "Send");

static struct str wrong_with(struct page *p, const struct faults *wrong, const char *field)
{
    struct buf *b = arena_buf(p->q->arena, 4 * FAULT_ROOM);

    for (size_t i = 0; wrong && i < wrong->n; i++)
        if (strcmp(wrong->at[i].field, field) == 0)
            fault_render(&wrong->at[i], p->lang, b);
    return buf_str(b);
}

void page_objection(struct page *p, const struct notice_row *n, const struct objection_form *typed,
                    const struct faults *wrong)
{
    static const struct say words = SAY("what", "您的意见和理由", "What you say, and why");
    static const struct say name  = SAY("your_name", "您的姓名", "Your name");
    static const struct say phone = SAY("your_phone", "您的电话", "Your telephone");
    static const struct say most = SAY("words_hint", "最多2000字。", "2000 characters at most.");
    static const struct say who  = SAY("who_reads", "只给办理的人看，不公开。",
                                       "Read by those who deal with it only, and not published.");

    PAGE_SAY(p, "h2 class=\"screen\"", n->comments ? &say_comment : &say_object, STR_NONE);
    page_form(p, true, arena_fmt(p->q->arena, "notices/%lld/objections", (long long)n->id));
    page_input(p, &(struct page_input){ .name   = "words",
                                        .label  = &words,
                                        .hint   = &most,
                                        .value  = typed->words,
                                        .wrong  = wrong_with(p, wrong, "words"),
                                        .most   = WORDS_MOST,
                                        .lines  = 6,
                                        .needed = true });
    page_input(p, &(struct page_input){ .name  = "name",
                                        .label = &name,
                                        .hint  = &who,
                                        .value = typed->name,
                                        .wrong = wrong_with(p, wrong, "name"),
                                        .most  = NAME_MOST,
                                        .fill  = "name" });
    page_input(p, &(struct page_input){ .name  = "phone",
                                        .label = &phone,
                                        .hint  = &who,
                                        .value = typed->phone,
                                        .wrong = wrong_with(p, wrong, "phone"),
                                        .most  = PHONE_MOST,
                                        .kind  = "tel",
                                        .fill  = "tel" });
    page_form_end(p, &say_send);
}

static enum rc not_longer(struct work *w, const char *field, struct str text, size_t most)
{
    char room[INT_TEXT];

    if (utf8_count(text) <= most)
        return RC_OK;
    return WORK_FIELD(w, RC_INVALID, &say_too_long, str_of(field), int_text((int64_t)most, room));
}

static enum rc take(struct work *w, int64_t notice, const struct objection_form *in,
                    int64_t *ret_id, struct str *ret_code)
{
    TRY(not_longer(w, "name", in->name, NAME_MOST));
    TRY(not_longer(w, "phone", in->phone, PHONE_MOST));
    return objection_add(w, notice, &(struct objection_new){ in->words, in->name, in->phone },
                         ret_id, ret_code);
}

/* The same form again, with what was typed and what is wrong with it. Nothing was written. */
static enum rc reply_again(struct request *q, struct work *w, const struct notice_row *n,
                           const struct objection_form *in)
{
    static const struct say title = SAY("not_sent", "还没有提交：请改正标出的地方",
                                        "Not sent yet: please correct what is marked");
    struct page             p;

    page_begin(&p, q, say_bare(&title, q->lang));
    page_el(&p, "p", n->title);
    page_objection(&p, n, in, w->faults);
    return page_send(&p, 422);
}

/* In groups, as it is read out and written down. */
static struct str number_text(struct arena *a, int64_t id)
{
    char        room[INT_TEXT];
    struct str  s = int_text(id, room);
    struct buf *b = arena_buf(a, 64);

    for (size_t i = 0; i < s.n; i++) {
        if (i && (s.n - i) % GROUP == 0)
            buf_add1(b, ' ');
        buf_add1(b, s.p[i]);
    }
    return buf_str(b);
}

static enum rc number_read(struct arena *a, struct str text, int64_t *ret)
{
    struct buf *b = arena_buf(a, NUMBER_MOST * 4);

    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ')
            buf_add1(b, text.p[i]);
    return str_int(buf_str(b), ret);
}

static enum rc reply_taken(struct request *q, const struct notice_row *n, int64_t id,
                           struct str code)
{
    static const struct say title = SAY("taken", "已经收到", "It was received");
    static const struct say keep = SAY("keep_code", "请记下或打印下面的查询码，只显示这一次：",
                                       "Write down or print this code; it is shown only now:");
    static const struct say with = SAY("with_code", "凭它可以看到答复。查询号：{0}",
                                       "With it you can read the answer. Number: {0}");
    static const struct say see  = SAY("see_answer", "看答复（可以收藏这个链接）",
                                       "See the answer (you may bookmark this link)");
    static const struct say back = SAY("back_to_notice", "回到公示", "Back to the notice");
    struct page             p;

    page_begin(&p, q, say_bare(&title, q->lang));
    page_el(&p, "p", n->title);
    PAGE_SAY(&p, "p", &keep, STR_NONE);
    page_el(&p, "p class=\"code\"", code);
    PAGE_SAY(&p, "p", &with, number_text(q->arena, id));
    page_put(&p, "<p class=\"screen\">");
    page_link(&p, arena_fmt(q->arena, "objections/%lld?code=%.*s", (long long)id, STR_ARG(code)),
              page_said(&p, &see));
    page_put(&p, "</p>\n<p class=\"screen\">");
    page_link(&p, arena_fmt(q->arena, "notices/%lld", (long long)n->id), page_said(&p, &back));
    page_put(&p, "</p>\n");
    return page_send(&p, 201);
}

enum rc page_objection_post(struct request *q, struct work *w)
{
    const struct objection_form *in = q->body;
    struct notice_row            n;
    int64_t                      id;
    struct str                   code;
    enum rc                      rc;

    TRY(notice_for_all(w, q->path.id, &n));
    rc = take(w, n.id, in, &id, &code);
    if (rc == RC_INVALID)
        return reply_again(q, w, &n, in);
    TRY(rc);
    return reply_taken(q, &n, id, code);
}

/* -- the answer -- */

struct objection_page {
    struct str number, code;
    int32_t    lang;
};
static const struct field objection_page_fields[] = {
    F(struct objection_page, number, .opt = true, .max = NUMBER_MOST,
      .doc = "as told when it was made, where the path does not say it"),
    F(struct objection_page, code, .opt = true, .max = CODE_MOST, .doc = "told with it"),
    PAGE_LANG(struct objection_page),
};
const struct shape objection_page_shape = SHAPE(struct objection_page, objection_page_fields);

/* `wrong`: what was typed is of no objection; it stands there to be mended. */
static enum rc reply_ask(struct request *q, const struct objection_page *in, bool wrong)
{
    static const struct say title =
        SAY("ask_answer", "查异议或意见的答复", "The answer to an objection or comment");
    static const struct say number = SAY("number", "查询号", "Number");
    static const struct say code   = SAY("code", "查询码", "Code");
    static const struct say hint   = SAY("code_hint", "提交时显示过，大小写都可以。",
                                         "It was shown when you sent it; small letters will do.");
    static const struct say see    = SAY("see", "查看", "See");
    static const struct say none =
        SAY("no_objection", "查询号或查询码不对，请核对。", "The number or the code is not right.");
    int64_t     id = q->path.id;
    struct page p;

    page_begin(&p, q, say_bare(&title, q->lang));
    page_form(&p, false,
              id == NONE_I64 ? S("objections")
                             : arena_fmt(q->arena, "objections/%lld", (long long)id));
    if (id == NONE_I64)
        page_input(&p, &(struct page_input){ .name   = "number",
                                             .label  = &number,
                                             .value  = in->number,
                                             .most   = NUMBER_MOST,
                                             .needed = true });
    page_input(&p, &(struct page_input){ .name   = "code",
                                         .label  = &code,
                                         .hint   = &hint,
                                         .value  = in->code,
                                         .wrong  = wrong ? page_said(&p, &none) : STR_NONE,
                                         .most   = CODE_MOST,
                                         .fill   = "off",
                                         .needed = true });
    page_form_end(&p, &see);
    return page_send(&p, wrong ? 404 : 200);
}

static void put_answer(struct page *p, const struct objection_row *o)
{
    static const struct say answer = SAY("answer", "答复", "The answer");
    static const struct say at     = SAY("answered_at", "答复时间：{0}", "Answered {0}");
    static const struct say waiting = SAY("no_answer", "还没有答复。", "There is no answer yet.");

    PAGE_SAY(p, "h2", &answer, STR_NONE);
    if (!o->answer.n) {
        PAGE_SAY(p, "p", &waiting, STR_NONE);
        return;
    }
    page_words(p, o->answer);
    PAGE_SAY(p, "p", &at, page_time(p, o->answered_at));
}

static enum rc reply_answer(struct request *q, struct work *w, const struct objection_row *o)
{
    static const struct say title = SAY("objection", "您的异议", "Your objection");
    static const struct say other = SAY("comment_made", "您的意见", "Your comment");
    static const struct say sent  = SAY("sent_at", "提交时间：{0}", "Sent {0}");
    struct notice_row       n;
    const struct say       *t;
    struct page             p;

    TRY(notice_for_all(w, o->notice, &n));
    t = n.comments ? &other : &title;
    page_begin(&p, q, say_bare(t, q->lang));
    page_put(&p, "<p>");
    page_link(&p, arena_fmt(q->arena, "notices/%lld", (long long)n.id), n.title);
    page_put(&p, "</p>\n");
    PAGE_SAY(&p, "p", &sent, page_time(&p, o->made_at));
    page_words(&p, o->words);
    put_answer(&p, o);
    return page_send(&p, 200);
}

enum rc page_objection_get(struct request *q, struct work *w)
{
    const struct objection_page *in = q->query;
    int64_t                      id = q->path.id;
    struct objection_row         o;
    enum rc                      rc;

    if (!in->code.n || (id == NONE_I64 && !in->number.n))
        return reply_ask(q, in, false);
    if (id == NONE_I64 && number_read(w->arena, in->number, &id) != RC_OK)
        return reply_ask(q, in, true);
    rc = objection_by_code(w, id, in->code, &o);
    if (rc == RC_NOT_FOUND) {
        w->faults->n = 0;
        return reply_ask(q, in, true);
    }
    TRY(rc);
    return reply_answer(q, w, &o);
}
