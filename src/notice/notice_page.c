/* Public notices as plain pages, as on a board and on paper. */
#include "http/page.h"
#include "http/qr.h"
#include "notice/notice_routes.h"

enum { A_PAGE = 20, OBJECTIONS_A_MINUTE = 10 };

/* -- one -- */

static const struct say say_open =
    SAY("notice_open", "● 公示中，到{0}为止（含当天）", "● Open, up to and with {0}");
static const struct say say_over =
    SAY("notice_over", "✓ 公示期已满，最后一天是{0}", "✓ Over; {0} was its last day");
static const struct say say_withdrawn =
    SAY("notice_withdrawn", "▲ 已于{0}撤下", "▲ Taken down on {0}");
static const struct say say_why    = SAY("notice_why", "撤下的说明", "Why it was taken down");
static const struct say say_result = SAY("notice_result", "公示结果", "What came of it");
static const struct say say_whom   = SAY("notice_place", "公示范围", "Whom it concerns");
static const struct say say_days   = SAY("notice_days", "公示期", "Open");
static const struct say say_to     = SAY("from_to", "{0}至{1}", "{0} to {1}");
static const struct say say_seal   = SAY("seal", "（盖章处）", "(seal)");
static const struct say say_digest =
    SAY("digest", "公示时已固定全文，SM3 摘要：{0}",
        "The text was frozen when it was published; SM3 digest: {0}");
static const struct say say_objects =
    SAY("how_to_object",
        "有异议的，请在{0}（含当天）以前提出：在网上填写（扫本页二维码），或向公示单位当面提出。",
        "Whoever objects may do so up to and with {0}: online (scan the code here), or in person "
        "at the office.");
static const struct say say_comments =
    SAY("how_to_comment",
        "有意见的，请在{0}（含当天）以前提出：在网上填写（扫本页二维码），或向公示单位当面提出。",
        "Whoever has a comment may say so up to and with {0}: online (scan the code here), or in "
        "person at the "
        "office.");
static const struct say say_no_more =
    SAY("no_more_objections", "提出异议或意见的期限已过（{0}截止）。",
        "Objections and comments are not taken any more; {0} was the last day.");
static const struct say say_none_taken =
    SAY("no_objections", "这份公示不设异议期。", "This notice takes no objections.");
static const struct say say_answers =
    SAY("see_answers", "提过异议或意见的，查答复", "The answer to an objection or comment");
static const struct say say_all  = SAY("all_notices", "全部公示", "All notices");
static const struct say say_from = SAY("notice_from", "公示日期：{0}", "Published on {0}");

/* Whether objections are taken now. */
static bool notice_takes(const struct notice_row *n, int64_t now)
{
    return n->state == NOTICE_OPEN && day_of(now) < n->objections_to;
}

static void put_state(struct page *p, const struct notice_row *n, int64_t now)
{
    if (n->state == NOTICE_WITHDRAWN) {
        PAGE_SAY(p, "p class=\"state off\"", &say_withdrawn, page_day(p, day_of(n->closed_at)));
        if (n->result.n) {
            PAGE_SAY(p, "h2", &say_why, STR_NONE);
            page_words(p, n->result);
        }
        return;
    }
    if (n->state == NOTICE_OPEN && day_of(now) < n->to_day)
        PAGE_SAY(p, "p class=\"state on\"", &say_open, page_day(p, n->to_day - 1));
    else
        PAGE_SAY(p, "p class=\"state past\"", &say_over, page_day(p, n->to_day - 1));
    if (n->result.n) {
        PAGE_SAY(p, "h2", &say_result, STR_NONE);
        page_words(p, n->result);
    }
}

static struct str period(struct page *p, const struct notice_row *n)
{
    struct buf *b = arena_buf(p->q->arena, 256);

    say_render(&say_to, p->lang,
               (struct str[]){ page_day(p, n->from_day), page_day(p, n->to_day - 1) }, 2, b);
    return buf_str(b);
}

/* What was frozen begins with the title, which the page has as its heading. */
static void put_frozen(struct page *p, const struct notice_row *n)
{
    struct str rest = n->frozen, title;

    (void)str_split(&rest, '\n', &title);
    page_put(p, "<article>\n");
    page_words(p, rest);
    page_put(p, "</article>\n");
}

static void put_sign(struct page *p, const struct notice_row *n)
{
    page_put(p, "<div class=\"sign\">\n");
    PAGE_SAY(p, "span class=\"seal\"", &say_seal, STR_NONE);
    page_el(p, "p", n->place_name);
    PAGE_SAY(p, "p", &say_from, page_day(p, n->from_day));
    page_put(p, "</div>\n");
}

static void put_how(struct page *p, const struct notice_row *n, int64_t now)
{
    if (n->objections_to <= n->from_day)
        PAGE_SAY(p, "p", &say_none_taken, STR_NONE);
    else if (notice_takes(n, now))
        PAGE_SAY(p, "p", n->comments ? &say_comments : &say_objects,
                 page_day(p, n->objections_to - 1));
    else if (n->state != NOTICE_WITHDRAWN)
        PAGE_SAY(p, "p", &say_no_more, page_day(p, n->objections_to - 1));
}

static enum rc get_notice(struct request *q, struct work *w)
{
    struct notice_row n;
    struct page       p;

    TRY(notice_for_all(w, q->path.id, &n));
    page_begin(&p, q, n.title);
    put_state(&p, &n, w->now);
    put_frozen(&p, &n);
    page_put(&p, "<dl>\n");
    page_fact(&p, &say_whom, n.place_name);
    page_fact(&p, &say_days, period(&p, &n));
    page_put(&p, "</dl>\n");
    put_how(&p, &n, w->now);
    page_put(&p, "<div class=\"foot\">\n");
    page_qr(&p, arena_fmt(q->arena, "notices/%lld", (long long)n.id));
    put_sign(&p, &n);
    page_put(&p, "</div>\n");
    PAGE_SAY(&p, "p class=\"small\"", &say_digest, n.digest);
    if (notice_takes(&n, w->now))
        page_objection(&p, &n, &(struct objection_form){ 0 }, NULL);
    page_put(&p, "<p class=\"screen\">");
    page_link(&p, S("objections"), page_said(&p, &say_answers));
    page_put(&p, "</p>\n<p class=\"screen\">");
    page_link(&p, S("notices"), page_said(&p, &say_all));
    page_put(&p, "</p>\n");
    return page_send(&p, 200);
}

static enum rc get_notice_qr(struct request *q, struct work *w)
{
    struct notice_row n;

    TRY(notice_for_all(w, q->path.id, &n));
    return reply_page_qr(q);
}

/* -- the list -- */

struct notices_ask {
    int64_t place;
    int32_t state;
    int64_t before;
    int32_t lang;
};
static const struct field notices_ask_fields[] = {
    F(struct notices_ask, place, .as = AS_ID, .opt = true,
      .doc = "what concerns it: at it, below it and above it"),
    F(struct notices_ask, state, .words = notice_states, .opt = true, .doc = "open unless said"),
    F(struct notices_ask, before, .as = AS_ID, .opt = true, .doc = "where the page goes on"),
    PAGE_LANG(struct notices_ask),
};
static const struct shape notices_ask_shape = SHAPE(struct notices_ask, notices_ask_fields);

static const struct say say_line = SAY("notice_line", "{0}，{1}至{2}", "{0}, {1} to {2}");

void page_notices(struct page *p, const struct rows *rows)
{
    const struct notice_row *n = rows->at;

    page_put(p, "<ul class=\"list\">\n");
    for (size_t i = 0; i < rows->n; i++) {
        page_put(p, "<li>\n");
        page_link(p, arena_fmt(p->q->arena, "notices/%lld", (long long)n[i].id), n[i].title);
        PAGE_SAY(p, "p", &say_line, n[i].place_name, page_day(p, n[i].from_day),
                 page_day(p, n[i].to_day - 1));
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul>\n");
}

/* The same list in another state, or further on. */
static void list_link(struct page *p, const struct notices_ask *in, int64_t state, int64_t before,
                      const struct say *words)
{
    struct buf *b = arena_buf(p->q->arena, 512);

    buf_addf(b, "notices?state=%s", notice_states[state]);
    if (in->place != NONE_I64)
        buf_addf(b, "&place=%lld", (long long)in->place);
    if (before != NONE_I64)
        buf_addf(b, "&before=%lld", (long long)before);
    page_put(p, "<p class=\"screen\">");
    page_link(p, buf_str(b), page_said(p, words));
    page_put(p, "</p>\n");
}

static void put_list(struct page *p, const struct notices_ask *in, int64_t state,
                     const struct rows *rows)
{
    static const struct say none = SAY("no_notices", "现在没有这样的公示。", "There is none now.");
    static const struct say more = SAY("older", "更早的", "Older ones");
    static const struct say open = SAY("see_open", "看公示中的", "Those that are open");
    static const struct say over = SAY("see_closed", "看公示期已满的", "Those that are over");
    static const struct say taken =
        SAY("see_withdrawn", "看已撤下的", "Those that were taken down");
    static const struct say  every = SAY("everywhere", "看所有地方的", "Those of all places");
    const struct notice_row *n     = rows->at;

    if (rows->n)
        page_notices(p, rows);
    else
        PAGE_SAY(p, "p", &none, STR_NONE);
    if (rows->n == A_PAGE)
        list_link(p, in, state, n[rows->n - 1].id, &more);
    if (state != NOTICE_OPEN)
        list_link(p, in, NOTICE_OPEN, NONE_I64, &open);
    if (state != NOTICE_CLOSED)
        list_link(p, in, NOTICE_CLOSED, NONE_I64, &over);
    if (state != NOTICE_WITHDRAWN)
        list_link(p, in, NOTICE_WITHDRAWN, NONE_I64, &taken);
    if (in->place != NONE_I64)
        list_link(p, &(struct notices_ask){ .place = NONE_I64 }, state, NONE_I64, &every);
}

static enum rc get_notices(struct request *q, struct work *w)
{
    static const struct say titles[] = {
        [NOTICE_OPEN]      = SAY("open", "公示中", "Public notices"),
        [NOTICE_CLOSED]    = SAY("closed", "公示期已满", "Notices that are over"),
        [NOTICE_WITHDRAWN] = SAY("withdrawn", "已撤下的公示", "Notices taken down")
    };
    const struct notices_ask *in    = q->query;
    int64_t                   state = in->state <= NOTICE_DRAFT ? NOTICE_OPEN : in->state;
    struct rows               rows;
    struct place              at = { 0 };
    struct page               p;

    if (in->place != NONE_I64)
        TRY(place_get(w, in->place, &at));
    TRY(db_all(w->tx, &stmt_notice_public,
               ARGS(A(state), A(before_of(in->before)), A(at.path),
                    A(at.path.p ? path_end(w->arena, at.path) : STR_NONE), A((int64_t)A_PAGE)),
               &rows));
    page_begin(&p, q, say_bare(&titles[state], q->lang));
    if (at.path.p)
        page_el(&p, "p", at.name);
    put_list(&p, in, state, &rows);
    return page_send(&p, 200);
}

#define PAGE .can = CAP_ANYBODY, .reply_type = PAGE_TYPE
#define QR   .on = GET, .can = CAP_ANYBODY, .tx = WORK_READ, .reply_type = "image/svg+xml"
const struct route notice_pages[] = {
    { PAGE, .on = GET, .path = "/notices", .tx = WORK_READ, .query = &notices_ask_shape,
      .run = get_notices, .doc = "Public notices as a plain page." },
    { PAGE, .on = GET, .path = "/notices/{id}", .tx = WORK_READ, .query = &page_query_shape,
      .run = get_notice, .doc = "One public notice as a plain page, to be read and printed." },
    { PAGE, .on = POST, .path = "/notices/{id}/objections", .tx = WORK_WRITE, .takes = BODY_FORM,
      .query = &page_query_shape, .body = &objection_form_shape, .per_minute = OBJECTIONS_A_MINUTE,
      .run = page_objection_post,
      .doc = "Object by the plain page's form; forms of other sites are refused." },
    { PAGE, .on = GET, .path = "/objections", .tx = WORK_READ, .query = &objection_page_shape,
      .per_minute = OBJECTIONS_A_MINUTE, .run = page_objection_get,
      .doc = "Ask for the answer to an objection, by its number and code." },
    { PAGE, .on = GET, .path = "/objections/{id}", .tx = WORK_READ, .query = &objection_page_shape,
      .per_minute = OBJECTIONS_A_MINUTE, .run = page_objection_get,
      .doc = "One's objection and its answer as a plain page." },
    { PAGE, .on = GET, .path = "/grids/{place}", .tx = WORK_READ, .query = &page_query_shape,
      .run = page_grid_get,
      .doc = "The public board of a grid, by its code or id, as a plain "
             "page." },
    { QR, .path = "/notices/{id}/qr.svg", .run = get_notice_qr,
      .doc = "The address of a notice as a QR code, under the name that the caller used." },
    { QR, .path = "/grids/{place}/qr.svg", .run = page_grid_qr,
      .doc = "The address of a grid's public board as a QR code, under the name that the caller "
             "used." },
    { 0 },
};
