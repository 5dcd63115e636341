/* The public board of a grid as a plain page: what a code at the entrance leads to. */
#include "http/page.h"
#include "http/qr.h"
#include "notice/notice_routes.h"
#include "people/board.h"

enum { NOTICES_MOST = 20 };

static void put_phone(struct page *p, struct str phone)
{
    static const struct say call = SAY("call", "电话：", "Telephone: ");

    if (!phone.n)
        return;
    page_put(p, "<p>");
    page_escape(p->b, page_said(p, &call));
    page_put(p, "<a href=\"tel:");
    for (size_t i = 0; i < phone.n; i++)
        if ((phone.p[i] >= '0' && phone.p[i] <= '9') || phone.p[i] == '+')
            buf_add1(p->b, phone.p[i]);
    page_put(p, "\">");
    page_escape(p->b, phone);
    page_put(p, "</a></p>\n");
}

static void put_person(struct page *p, const struct board_person *one)
{
    static const struct say who    = SAY("post_name", "{0}：{1}", "{0}: {1}");
    const struct str       *duties = one->duties.at;

    PAGE_SAY(p, "h2", &who, one->title, one->name);
    put_phone(p, one->phone);
    if (!one->duties.n)
        return;
    page_put(p, "<ul>\n");
    for (size_t i = 0; i < one->duties.n; i++)
        page_el(p, "li", duties[i]);
    page_put(p, "</ul>\n");
}

static void put_board(struct page *p, const struct board *b)
{
    static const struct say kind  = SAY("kind", "类别", "Kind");
    static const struct say code  = SAY("code", "编码", "Code");
    static const struct say homes = SAY("households", "户数", "Households");
    static const struct say nobody =
        SAY("nobody", "现在没有登记负责的人。", "Nobody is on record for it now.");
    const struct board_person *one = b->people.at;

    for (size_t i = 0; i < b->people.n; i++)
        put_person(p, &one[i]);
    if (!b->people.n)
        PAGE_SAY(p, "p", &nobody, STR_NONE);
    page_put(p, "<dl>\n");
    page_fact(p, &kind, b->kind_title);
    page_fact(p, &code, b->code);
    if (b->households != NONE_I32)
        page_fact(p, &homes, page_int(p, b->households));
    page_put(p, "</dl>\n");
}

/* A word of a path as it may stand in an address. */
static struct str in_address(struct arena *a, struct str word)
{
    struct buf *b = arena_buf(a, 3 * word.n + 1);

    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')
            buf_add1(b, c);
        else
            buf_addf(b, "%%%02X", (unsigned char)c);
    }
    return buf_str(b);
}

/* What is printed and hung up at the entrance leads back to this page. */
static void put_qr(struct page *p, struct str word)
{
    page_qr(p, arena_fmt(p->q->arena, "grids/%.*s", STR_ARG(in_address(p->q->arena, word))));
}

static enum rc put_notices(struct page *p, struct work *w, const struct place *at)
{
    static const struct say title = SAY("notices_here", "与这里有关的公示", "Public notices here");
    static const struct say none = SAY("no_notices", "现在没有公示。", "There is none now.");
    static const struct say more = SAY("more", "更多公示", "More notices");
    struct rows             rows;

    TRY(db_all(w->tx, &stmt_notice_public,
               ARGS(A((int64_t)NOTICE_OPEN), A(INT64_MAX), A(at->path),
                    A(path_end(w->arena, at->path)), A((int64_t)NOTICES_MOST)),
               &rows));
    page_put(p, "<div class=\"screen\">\n"); /* other ones tomorrow: not for the wall */
    PAGE_SAY(p, "h2", &title, STR_NONE);
    if (rows.n)
        page_notices(p, &rows);
    else
        PAGE_SAY(p, "p", &none, STR_NONE);
    page_put(p, "<p class=\"screen\">");
    page_link(p, arena_fmt(p->q->arena, "notices?place=%lld", (long long)at->id),
              page_said(p, &more));
    page_put(p, "</p>\n</div>\n");
    return RC_OK;
}

/* A code at the entrance outlives changes of the tree, so the code comes first. */
static enum rc place_of(struct work *w, struct str word, struct place *ret)
{
    int64_t id;
    enum rc rc = place_by_code(w, word, ret);

    if (rc != RC_NOT_FOUND || str_int(word, &id) != RC_OK)
        return rc;
    return place_get(w, id, ret);
}

enum rc page_grid_get(struct request *q, struct work *w)
{
    struct board b;
    struct place at;
    struct page  p;

    TRY(place_of(w, q->path.word[0], &at));
    TRY(board_at(w, at.id, q->lang, &b));
    page_begin(&p, q, b.name);
    put_board(&p, &b);
    put_qr(&p, q->path.word[0]);
    TRY(put_notices(&p, w, &at));
    return page_send(&p, 200);
}

enum rc page_grid_qr(struct request *q, struct work *w)
{
    struct place at;

    TRY(place_of(w, q->path.word[0], &at));
    return reply_page_qr(q);
}
