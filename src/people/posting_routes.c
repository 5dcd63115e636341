/* Posts, staffing, teams, boards. */
#include "people/board.h"
#include "people/people_routes.h"
#include "people/posting.h"

struct posting_query {
    int64_t    after, place, org, account;
    int32_t    limit;
    bool       below, ended;
    struct str post;
    int32_t    day;
};
static const struct field posting_ask_fields[] = {
    PAGE_FIELDS(struct posting_query, ),
    F(struct posting_query, place, .as = AS_ID, .opt = true, .doc = "held at this place"),
    F(struct posting_query, org, .as = AS_ID, .opt = true, .doc = "or in this organisation"),
    F(struct posting_query, account, .as = AS_ID, .opt = true,
      .doc = "or by this account; one of the three must be given"),
    F(struct posting_query, below, .opt = true, .doc = "the whole subtree of place or org"),
    F(struct posting_query, post, .opt = true, .max = 64, .doc = "this post only"),
    F(struct posting_query, day, .as = AS_DAY, .opt = true, .doc = "held on it; today unless said"),
    F(struct posting_query, ended, .opt = true, .doc = "whenever it was or will be held"),
};
const struct shape posting_ask_shape = SHAPE(struct posting_query, posting_ask_fields);

static int32_t day_or_today(const struct work *w, int32_t day)
{
    return day == NONE_I32 ? day_of(w->now) : day;
}

enum rc postings_get(struct request *q, struct work *w)
{
    const struct posting_query *in   = q->query;
    struct page_in              page = { in->after, in->limit };
    struct posting_ask          ask  = { .place   = in->place,
                                         .org     = in->org,
                                         .account = in->account,
                                         .below   = in->below,
                                         .post    = in->post,
                                         .day     = in->ended ? NONE_I32 : day_or_today(w, in->day),
                                         .after   = page_after(&page),
                                         .limit   = page_limit(page.limit) };
    struct rows                 rows, told;

    TRY(postings_find(w, &ask, &rows));
    told = postings_told(w, &rows, q->lang);
    return reply_page(q, &posting_shape, &told, ask.limit, STR_NONE);
}

struct unsettled_ask {
    int64_t after, place, org;
    int32_t limit;
};
static const struct field unsettled_ask_fields[] = {
    PAGE_FIELDS(struct unsettled_ask, ),
    F(struct unsettled_ask, place, .as = AS_ID, .opt = true, .doc = "this or org: the subtree"),
    F(struct unsettled_ask, org, .as = AS_ID, .opt = true, .doc = "instead of place"),
};
const struct shape unsettled_ask_shape = SHAPE(struct unsettled_ask, unsettled_ask_fields);

enum rc postings_unsettled_get(struct request *q, struct work *w)
{
    const struct unsettled_ask *in   = q->query;
    struct page_in              page = { in->after, in->limit };
    struct where                where;
    struct rows                 rows;

    TRY(where_get(w, in->place, in->org, &where));
    TRY(work_need(w, CAP_POST_EDIT, in->place == NONE_I64 ? STR_NONE : where.place_path,
                  where.org_path));
    TRY(postings_unsettled(w, &where, page_after(&page), page_limit(page.limit), q->lang, &rows));
    return reply_page(q, &unsettled_shape, &rows, page_limit(page.limit), STR_NONE);
}

static const struct field posting_in_fields[] = {
    F(struct posting_new, account, .as = AS_ID),
    F(struct posting_new, post, .max = 64, .doc = "its name in the practice"),
    F(struct posting_new, place, .as = AS_ID, .opt = true, .doc = "this or org"),
    F(struct posting_new, org, .as = AS_ID, .opt = true),
    F(struct posting_new, from, .as = AS_DAY, .opt = true, .doc = "today unless said"),
    F(struct posting_new, to, .as = AS_DAY, .opt = true, .doc = "the first day no more"),
    F(struct posting_new, concurrent, .opt = true, .doc = "held besides a post elsewhere"),
};
const struct shape posting_in_shape = SHAPE(struct posting_new, posting_in_fields);

enum rc posting_post(struct request *q, struct work *w)
{
    int64_t id;

    TRY(posting_add(w, q->body, &id));
    return reply_id(q, id);
}

struct posting_end_in {
    int32_t    day;
    struct str why;
};
static const struct field posting_end_fields[] = {
    F(struct posting_end_in, day, .as = AS_DAY, .opt = true,
      .doc = "the first day no more; today unless said"),
    F(struct posting_end_in, why, .opt = true, .max = 200),
};
const struct shape posting_end_shape = SHAPE(struct posting_end_in, posting_end_fields);

enum rc posting_end_post(struct request *q, struct work *w)
{
    const struct posting_end_in *in = q->body;

    TRY(posting_end(w, q->path.id, in->day, in->why));
    return reply_empty(q);
}

/* -- staffing and teams -- */

struct staffing_ask {
    int64_t place, org;
    int32_t day, limit;
};
static const struct field staffing_ask_fields[] = {
    F(struct staffing_ask, place, .as = AS_ID, .opt = true, .doc = "this or org: the subtree"),
    F(struct staffing_ask, org, .as = AS_ID, .opt = true, .doc = "instead of place"),
    F(struct staffing_ask, day, .as = AS_DAY, .opt = true, .doc = "today unless said"),
    F(struct staffing_ask, limit, .opt = true, .min = 1, .max = 1000, .doc = "200 unless said"),
};
const struct shape staffing_ask_shape = SHAPE(struct staffing_ask, staffing_ask_fields);

enum rc staffing_get(struct request *q, struct work *w)
{
    const struct staffing_ask *in    = q->query;
    int64_t                    limit = in->limit == NONE_I32 ? PAGE_MOST : in->limit;
    struct where               where;
    struct rows                rows;

    TRY(where_get(w, in->place, in->org, &where));
    if (in->org != NONE_I64)
        where.place_path = STR_NONE;
    TRY(staffing_find(w, &where, day_or_today(w, in->day), q->lang, limit, &rows));
    return reply_rows(q, &staffing_shape, &rows);
}

struct day_ask {
    int32_t day;
};
static const struct field day_ask_fields[] = {
    F(struct day_ask, day, .as = AS_DAY, .opt = true, .doc = "today unless said"),
};
const struct shape day_ask_shape = SHAPE(struct day_ask, day_ask_fields);

enum rc teams_get(struct request *q, struct work *w)
{
    const struct day_ask *in = q->query;
    struct rows           rows;

    TRY(teams_at(w, q->path.id, day_or_today(w, in->day), q->lang, &rows));
    return reply_rows(q, &team_told_shape, &rows);
}

enum rc board_get(struct request *q, struct work *w)
{
    struct board b;

    TRY(board_at(w, q->path.id, q->lang, &b));
    return reply(q, 200, &board_shape, &b);
}
