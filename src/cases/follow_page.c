/* How a case goes on, as plain pages: for whoever holds its code. */
#include "cases/acts.h"
#include "cases/case_pages.h"
#include "cases/document.h"
#include "cases/publicity.h"
#include "cases/show.h"
#include "cases/why.h"
#include "http/qr.h"

enum { BY_CODE_A_MINUTE = 60, CODE_MOST = 20 };

static const struct say say_class  = SAY("class", "类别", "Class");
static const struct say say_place  = SAY("place", "地点", "Place");
static const struct say say_unit   = SAY("unit", "办理单位", "Handled by");
static const struct say say_opened = SAY("opened", "上报时间", "Reported");
static const struct say say_due    = SAY("due", "本环节到期", "This step is due");
static const struct say say_closed = SAY("closed", "办结时间", "Ended");
static const struct say say_number = SAY("case_number", "事项 {0}", "Case {0}");
static const struct say say_stands = SAY("stands_now", "现在的情况", "Where it stands");

/* -- asking -- */

struct follow_query {
    struct str code;
    int32_t    lang;
};
static const struct field follow_query_fields[] = {
    F(struct follow_query, code, .opt = true, .max = CODE_MOST, .doc = "told when it was reported"),
    PAGE_LANG(struct follow_query),
};
static const struct shape follow_query_shape = SHAPE(struct follow_query, follow_query_fields);

/* `code` was asked for and is of no case, unless it is empty: it stands there to be mended. */
static enum rc reply_ask(struct request *q, struct str code_asked)
{
    static const struct say title = SAY("follow", "查办理进度", "How a case goes on");
    static const struct say code  = SAY("code", "查询码", "Code");
    static const struct say hint = SAY("code_hint", "上报成功时显示过，大小写都可以。",
                                       "It was shown when you reported; small letters will do.");
    static const struct say see = SAY("see", "查看", "See");
    static const struct say wrong = SAY("code_unknown", "没有这个查询码的事项，请核对。",
                                        "No case has this code; please check it.");
    struct page             p;

    page_begin(&p, q, say_bare(&title, q->lang));
    page_form(&p, false, S("follow"));
    page_input(&p, &(struct page_input){ .name   = "code",
                                         .label  = &code,
                                         .hint   = &hint,
                                         .value  = code_asked,
                                         .wrong  = code_asked.n ? page_said(&p, &wrong) : STR_NONE,
                                         .most   = CODE_MOST,
                                         .fill   = "off",
                                         .needed = true });
    page_form_end(&p, &see);
    return page_send(&p, code_asked.n ? 404 : 200);
}

/* -- telling -- */

void page_way(struct page *p, const struct list *steps)
{
    static const struct say   title    = SAY("way", "办理经过", "What happened");
    static const struct say   reported = SAY("reported", "{0} 上报", "{0}: reported");
    static const struct say   went     = SAY("went", "{0} 进入“{1}”", "{0}: to “{1}”");
    const struct public_step *s        = steps->at;

    if (!steps->n)
        return;
    PAGE_SAY(p, "h2", &title, STR_NONE);
    page_put(p, "<ol>\n");
    for (size_t i = 0; i < steps->n; i++)
        PAGE_SAY(p, "li", s[i].step.n ? &went : &reported, page_time(p, s[i].at), s[i].step);
    page_put(p, "</ol>\n");
}

static void put_state(struct page *p, int32_t state, bool late_now)
{
    static const struct say ended = SAY("is_ended", "✓ 已办结", "✓ Ended");
    static const struct say late =
        SAY("is_late", "■ 办理中，本环节已超期", "■ Under way; this step is overdue");
    static const struct say goes = SAY("goes_on", "● 办理中", "● Under way");

    if (state == CASE_ENDED)
        PAGE_SAY(p, "p class=\"state past\"", &ended, STR_NONE);
    else if (late_now)
        PAGE_SAY(p, "p class=\"state off\"", &late, STR_NONE);
    else
        PAGE_SAY(p, "p class=\"state on\"", &goes, STR_NONE);
}

/* Evaluating takes a form of the pack, which the pages for telephones draw. */
static void put_evaluate(struct page *p, struct str code)
{
    static const struct say go =
        SAY("evaluate_there", "去评价（手机版，需要浏览器能运行脚本）",
            "Evaluate it (on the pages for telephones; they need scripts)");

    page_put(p, "<p class=\"screen\">");
    page_link_beyond(p, arena_fmt(p->q->arena, "./#/follow/%.*s", STR_ARG(code)),
                     page_said(p, &go));
    page_put(p, "</p>\n");
}

/* Where it stands, who has it, by when: in sentences. Which unit is only suggested is for those who
 * dispatch it. */
static enum rc put_standing(struct page *p, struct run *r, struct str code)
{
    struct why_query  all = { .all = false };
    struct case_why   why;
    const struct str *words;

    TRY(case_why(r, p->lang, &all, &why));
    words = why.words.at;
    PAGE_SAY(p, "h2", &say_stands, STR_NONE);
    if (r->c.merged == NONE_I64) /* no tick for what goes on elsewhere */
        put_state(p, r->c.state, r->c.due != NONE_I64 && r->c.due <= r->w->now);
    for (size_t i = 0; i + (r->c.state == CASE_ENDED ? 0 : why.suggestion.n) < why.words.n; i++)
        page_el(p, "p", words[i]);
    if (why.evaluate_until != NONE_I64 && why.evaluate_until > r->w->now)
        put_evaluate(p, code);
    return RC_OK;
}

/* How the case goes on into which this one went. What is in it is not shown: others reported it. */
static enum rc put_into(struct page *p, struct run *r, struct str code)
{
    static const struct say title =
        SAY("went_into_title", "并入的事项 {0}", "Case {0}, into which it went");
    struct progress   v;
    const struct str *says;

    if (r->c.merged == NONE_I64)
        return RC_OK;
    TRY(case_progress(r->w, code, p->lang, &v));
    if (!v.joined.p)
        return RC_OK;
    PAGE_SAY(p, "h2", &title, v.number);
    put_state(p, v.state, v.due != NONE_I64 && v.due <= r->w->now);
    page_el(p, "p", v.step_title);
    says = v.says.at;
    for (size_t i = 0; i < v.says.n; i++)
        page_el(p, "p", says[i]);
    return RC_OK;
}

static void put_facts(struct page *p, const struct case_view *v)
{
    page_put(p, "<dl>\n");
    page_fact(p, &say_class, v->class_title);
    page_fact(p, &say_place, v->brief.place_name);
    page_fact(p, &say_unit, v->brief.unit_name);
    page_fact(p, &say_opened, page_time(p, v->brief.opened));
    if (v->brief.state == CASE_OPEN && v->brief.due != NONE_I64)
        page_fact(p, &say_due, page_time(p, v->brief.due));
    if (v->brief.closed != NONE_I64)
        page_fact(p, &say_closed, page_time(p, v->brief.closed));
    page_put(p, "</dl>\n");
}

static void put_notices(struct page *p, const struct list *notices)
{
    static const struct say title = SAY("its_notices", "公示", "Public notices");
    const struct shown_row *n     = notices->at;

    if (!notices->n)
        return;
    PAGE_SAY(p, "h2", &title, STR_NONE);
    page_put(p, "<ul class=\"list\">\n");
    for (size_t i = 0; i < notices->n; i++) {
        page_put(p, "<li>");
        page_link(p, arena_fmt(p->q->arena, "notices/%lld", (long long)n[i].notice), n[i].title);
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul>\n");
}

static enum rc put_documents(struct page *p, struct work *w, int64_t id, struct str code)
{
    static const struct say    title    = SAY("its_documents", "文书", "Documents");
    static const struct say    one      = SAY("document", "{0} {1}", "{0} {1}");
    static const struct say    annulled = SAY("annulled", "（已作废）", "(annulled)");
    const struct document_row *d;
    struct rows                rows;

    TRY(document_list(w, id, &rows));
    d = rows.at;
    if (!rows.n)
        return RC_OK;
    PAGE_SAY(p, "h2", &title, STR_NONE);
    page_put(p, "<ul class=\"list\">\n");
    for (size_t i = 0; i < rows.n; i++) {
        struct buf *words = arena_buf(w->arena, 1 << 16);

        say_render(&one, p->lang, (struct str[]){ d[i].title, d[i].number }, 2, words);
        if (d[i].state == DOCUMENT_ANNULLED)
            buf_add(words, page_said(p, &annulled));
        page_put(p, "<li>");
        page_link_beyond(p,
                         arena_fmt(w->arena, "documents/%lld/print?code=%.*s", (long long)d[i].id,
                                   STR_ARG(code)),
                         buf_str(words));
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul>\n");
    return RC_OK;
}

static enum rc reply_case(struct request *q, struct run *r, struct str code)
{
    static const struct say reported = SAY("what_was_reported", "上报的内容", "What was reported");
    struct buf             *head     = arena_buf(q->arena, 1024);
    struct case_view        v;
    struct list             steps;
    struct page             p;

    TRY(case_show(r, q->lang, q->view, &v));
    TRY(case_way(r, q->lang, &steps));
    say_render(&say_number, q->lang, &v.brief.number, 1, head);
    page_begin(&p, q, buf_str(head));
    page_el(&p, "p", v.brief.title);
    TRY(put_standing(&p, r, code));
    TRY(put_into(&p, r, code));
    put_facts(&p, &v);
    page_way(&p, &steps);
    put_notices(&p, &v.notices);
    TRY(put_documents(&p, r->w, r->c.id, code));
    if (v.words.n && !str_eq(v.words, v.brief.title)) {
        PAGE_SAY(&p, "h2", &reported, STR_NONE);
        page_words(&p, v.words);
    }
    return page_send(&p, 200);
}

/* -- to whoever joined it -- */

static void put_progress(struct page *p, const struct progress *v, int64_t now)
{
    static const struct say hint =
        SAY("progress_hint", "这是您附议的事项。他人上报的内容不在这里显示。",
            "You said that this concerns you too. What others reported is not shown here.");
    static const struct say went =
        SAY("progress_merged", "事项 {0} 已并入本事项，以下是本事项的进度。",
            "Case {0} was merged into this one; how this one goes on is told here.");
    const struct str *says = v->says.at;

    if (v->joined.p)
        PAGE_SAY(p, "p", &went, v->joined);
    PAGE_SAY(p, "h2", &say_stands, STR_NONE);
    put_state(p, v->state, v->due != NONE_I64 && v->due <= now);
    page_el(p, "p", v->step_title);
    for (size_t i = 0; i < v->says.n; i++)
        page_el(p, "p", says[i]);
    page_put(p, "<dl>\n");
    page_fact(p, &say_class, v->class_title.p ? v->class_title : v->process_title);
    page_fact(p, &say_place, v->place_name);
    page_fact(p, &say_unit, v->unit_name);
    page_fact(p, &say_opened, page_time(p, v->opened));
    if (v->due != NONE_I64)
        page_fact(p, &say_due, page_time(p, v->due));
    if (v->closed != NONE_I64)
        page_fact(p, &say_closed, page_time(p, v->closed));
    page_put(p, "</dl>\n");
    page_way(p, &v->steps);
    PAGE_SAY(p, "p", &hint, STR_NONE);
}

static enum rc reply_progress(struct request *q, struct work *w, struct str code)
{
    struct buf     *head = arena_buf(q->arena, 1024);
    struct progress v;
    struct page     p;

    TRY(case_progress(w, code, q->lang, &v));
    say_render(&say_number, q->lang, &v.number, 1, head);
    page_begin(&p, q, buf_str(head));
    put_progress(&p, &v, w->now);
    return page_send(&p, 200);
}

/* A code is letters and digits; whatever else came is nobody's. */
static struct str code_plain(struct arena *a, struct str code)
{
    struct buf *b = arena_buf(a, 64);

    for (size_t i = 0; i < code.n && i < CODE_MOST; i++)
        if ((code.p[i] >= '0' && code.p[i] <= '9') || (code.p[i] >= 'A' && code.p[i] <= 'Z') ||
            (code.p[i] >= 'a' && code.p[i] <= 'z'))
            buf_add1(b, code.p[i]);
    return buf_str(b);
}

static enum rc by_code(struct request *q, struct work *w, struct str code)
{
    struct case_row c;
    struct run      r;
    enum rc         rc = case_by_me_too(w, code, &c);

    if (rc == RC_OK)
        return reply_progress(q, w, code);
    if (rc != RC_NOT_FOUND)
        return rc;
    w->faults->n = 0;
    TRY(case_by_code(w, code, &c));
    TRY(run_of_row(w, &c, &r));
    return reply_case(q, &r, code_plain(w->arena, code));
}

static enum rc get_follow(struct request *q, struct work *w)
{
    const struct follow_query *in = q->query;
    enum rc                    rc;

    rc = in->code.n ? by_code(q, w, in->code) : reply_ask(q, STR_NONE);
    if (rc != RC_NOT_FOUND)
        return rc;
    w->faults->n = 0;
    return reply_ask(q, in->code);
}

static enum rc get_by_code(struct request *q, struct work *w)
{
    return by_code(q, w, q->path.word[0]);
}

static enum rc get_code_qr(struct request *q, struct work *w)
{
    struct progress v;

    TRY(case_progress(w, q->path.word[0], q->lang, &v)); /* either code */
    return reply_page_qr(q);
}

#define PAGE .on = GET, .can = CAP_ANYBODY, .tx = WORK_READ, .reply_type = PAGE_TYPE
const struct route case_pages[] = {
    { PAGE, .path = "/follow", .query = &follow_query_shape, .per_minute = BY_CODE_A_MINUTE,
      .run = get_follow, .doc = "Ask for a case by its code, as a plain page." },
    { PAGE, .path = "/follow/{code}", .query = &page_query_shape, .per_minute = BY_CODE_A_MINUTE,
      .run = get_by_code, .doc = "How a case goes on, as a plain page." },
    { .on         = GET,
      .path       = "/follow/{code}/qr.svg",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .per_minute = BY_CODE_A_MINUTE,
      .reply_type = "image/svg+xml",
      .run        = get_code_qr,
      .doc        = "The address of that page as a QR code, under the name that the caller used." },
    { PAGE, .path = "/public/cases/{number}", .query = &page_query_shape, .run = page_public_case,
      .doc = "What anybody may read of a case, as a plain page." },
    { 0 },
};
