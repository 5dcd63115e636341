/*
 * Figures that anybody may read, as a plain page: those of the practice's own
 * indicators that it says are public, and those that its source reports.
 *
 * What is computed is of a whole month that is over, of the whole area, and
 * of no confidential case; months do not overlap, so no two pages give away
 * what lies between them.
 */
#include "figures/formula.h"
#include "http/page.h"
#include "work/work.h"

#include <math.h>

enum { MONTHS_BACK = 24 };

struct figures_query {
    int32_t    lang;
    struct str month;
};
static const struct field figures_query_fields[] = {
    PAGE_LANG(struct figures_query),
    F(struct figures_query, month, .opt = true, .min = 7, .max = 7,
      .doc = "such as 2026-10; the last one that is over unless said"),
};
static const struct shape figures_query_shape = SHAPE(struct figures_query, figures_query_fields);

/* -- computed -- */

struct month {
    int     ago; /* 1: the last one that is over */
    int32_t first, last;
};

static struct month month_ago(int32_t today, int ago)
{
    struct date d     = date_from_day(today);
    int         first = d.y * 12 + d.m - 1 - ago, next = first + 1;

    return (struct month){
        .ago   = ago,
        .first = day_from_date((struct date){ first / 12, first % 12 + 1, 1 }),
        .last  = day_from_date((struct date){ next / 12, next % 12 + 1, 1 }) - 1,
    };
}

/* RC_NOT_FOUND: no month, one that is not over, or one too long ago. */
static enum rc month_asked(struct work *w, struct str text, struct month *ret)
{
    int32_t     first, today = day_of(w->now);
    struct date d, now       = date_from_day(today);
    int         ago = 1;

    if (text.p) {
        if (day_parse(arena_fmt(w->arena, "%.*s-01", STR_ARG(text)), &first) != RC_OK)
            return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
        d   = date_from_day(first);
        ago = (now.y - d.y) * 12 + now.m - d.m;
        if (ago < 1 || ago > MONTHS_BACK)
            return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
    }
    *ret = month_ago(today, ago);
    return RC_OK;
}

struct counted {
    const struct practice *p;
    struct process_sums   *at;
    size_t                 n;
    struct place           place;
    struct month           month;
};

/* Of the processes in force; what is confidential is in no figure that anybody may read. */
static const struct process *open_process(const struct counted *c, size_t i)
{
    const struct process *pr = practice_process(c->p, c->at[i].process);

    return pr && !pr->confidential ? pr : NULL;
}

static void sums_for(const struct counted *c, const struct indicator *ind, struct sums *ret)
{
    *ret = (struct sums){ 0 };
    for (size_t i = 0; i < c->n; i++) {
        if (!open_process(c, i) || (ind->process.p && !str_eq(ind->process, c->at[i].process)))
            continue;
        for (int m = 0; m < M_COUNT; m++)
            ret->m[m] += c->at[i].sums.m[m];
    }
}

static struct str value_words(struct page *p, const struct indicator *ind, const struct sums *s)
{
    static const struct say few = SAY("too_few", "件数太少，不公布", "too few to be published");
    static const struct say none = SAY("nothing_counted", "这个月没有", "none in this month");
    struct str              v = formula_shown(p->q->arena, ind, figures_indicator(ind, s), p->lang);

    if (figures_on_few(ind, s) && v.p)
        return page_said(p, &few);
    return v.p ? v : page_said(p, &none);
}

static void put_value(struct page *p, const struct counted *c, const struct indicator *ind)
{
    struct sums s;

    if (!ind->each) {
        sums_for(c, ind, &s);
        page_el(p, "p class=\"state\"", value_words(p, ind, &s));
        return;
    }
    page_put(p, "<dl>\n");
    for (size_t i = 0; i < c->n; i++) {
        const struct process *pr = open_process(c, i);

        if (pr && !isnan(figures_indicator(ind, &c->at[i].sums)))
            page_row(p, text_in(&pr->title, p->lang), value_words(p, ind, &c->at[i].sums));
    }
    page_put(p, "</dl>\n");
}

static void put_computed(struct page *p, const struct counted *c, const struct indicator *ind)
{
    static const struct say how = SAY("how_computed", "怎么算的：{0}", "How it is computed: {0}");
    static const struct say only = SAY("only_process", "只算“{0}”。", "Only of “{0}”.");
    static const struct say from = SAY("rests_on", "算法依据：{0}", "Computed after: {0}");
    static const struct say why  = SAY("public_by", "公开依据：{0}", "Public because of: {0}");
    const struct process   *pr   = ind->process.p ? practice_process(c->p, ind->process) : NULL;

    page_el(p, "h3", text_in(&ind->title, p->lang));
    put_value(p, c, ind);
    PAGE_SAY(p, "p", &how, formula_words(p->q->arena, ind, p->lang));
    if (pr)
        PAGE_SAY(p, "p", &only, text_in(&pr->title, p->lang));
    if (ind->source.p)
        PAGE_SAY(p, "p class=\"small\"", &from, ind->source);
    PAGE_SAY(p, "p class=\"small\"", &why, text_in(&ind->shared, p->lang));
}

static void put_month_link(struct page *p, const struct say *what, int32_t today, int ago)
{
    struct date d;

    if (ago < 1 || ago > MONTHS_BACK)
        return;
    d = date_from_day(month_ago(today, ago).first);
    page_link(p, arena_fmt(p->q->arena, "figures?month=%04d-%02d", d.y, d.m), page_said(p, what));
}

/* Where, of when, and as of when; what else is to be known of all of them. */
static void put_frame(struct page *p, struct work *w, const struct counted *c)
{
    static const struct say where  = SAY("figures_place", "范围", "Area");
    static const struct say when   = SAY("figures_period", "统计期", "Period");
    static const struct say at     = SAY("figures_at", "计算时间", "Computed");
    static const struct say span   = SAY("figures_span", "{0}至{1}", "{0} to {1}");
    static const struct say before = SAY("month_before", "上一个月", "The month before");
    static const struct say after  = SAY("month_after", "下一个月", "The month after");
    static const struct say months = SAY("months", "月份", "Months");
    static const struct say rule   = SAY(
          "few_rule",
          "由本系统从办理记录按月算出。为了不让人从数里认出谁：一至四件的数不公布，"
            "拿这样的数作分子或者分母的比率和平均数也不公布；保密的事项不计入。",
          "Computed by month from the records of what was done. So that nobody can be recognised by "
            "a "
            "number: "
            "a count from one to four is not published, nor a rate or a mean that is made with such a "
            "count; confidential matters are left out.");
    int32_t     today = day_of(w->now);
    struct buf *b     = arena_buf(w->arena, 256);

    say_render(&span, p->lang,
               (const struct str[]){ page_day(p, c->month.first), page_day(p, c->month.last) }, 2,
               b);
    PAGE_SAY(p, "p", &rule, STR_NONE);
    page_put(p, "<dl>\n");
    page_fact(p, &where, c->place.name);
    page_fact(p, &when, buf_str(b));
    page_fact(p, &at, page_time(p, w->now));
    page_put(p, "</dl>\n<nav aria-label=\"");
    page_escape(p->b, page_said(p, &months));
    page_put(p, "\">\n");
    put_month_link(p, &before, today, c->month.ago + 1);
    put_month_link(p, &after, today, c->month.ago - 1);
    page_put(p, "</nav>\n");
}

static size_t count_shared(const struct practice *p)
{
    size_t n = 0;

    for (size_t i = 0; p && i < p->n_indicators; i++)
        n += p->indicators[i].shared.zh.p != NULL;
    return n;
}

static enum rc put_all_computed(struct page *p, struct work *w, const struct month *month)
{
    static const struct say head = SAY("computed", "本系统算出的数据", "Computed by this program");
    struct counted          c  = { .p = w->practice, .month = *month };
    enum rc                 rc = place_top(w, &c.place);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    TRY(figures_processes(w, c.place.id, c.month.first, c.month.last, &c.at, &c.n));
    page_el(p, "h2", page_said(p, &head));
    put_frame(p, w, &c);
    for (size_t i = 0; i < c.p->n_indicators; i++)
        if (c.p->indicators[i].shared.zh.p)
            put_computed(p, &c, &c.p->indicators[i]);
    return RC_OK;
}

/* -- reported -- */

static const struct say says[] = {
    [FIG_EXACT]    = SAY("exact", "{0}[ {1}]", "{0}[ {1}]"),
    [FIG_AT_LEAST] = SAY("at_least", "至少 {0}[ {1}]", "at least {0}[ {1}]"),
    [FIG_ABOUT]    = SAY("about", "约 {0}[ {1}]", "about {0}[ {1}]"),
    [FIG_UNKNOWN]  = SAY("unknown", "来源没有给出", "the source does not say"),
};

static void put_reported(struct page *p, const struct reported *r)
{
    static const struct say when  = SAY("period", "时间：{0}", "When: {0}");
    static const struct say from  = SAY("source", "来源：{0}", "Source: {0}");
    struct str              value = STR_NONE;

    if (!isnan(r->value))
        value = arena_fmt(p->q->arena, "%.15g", r->value);
    page_el(p, "h3", text_in(&r->title, p->lang));
    PAGE_SAY(p, "p class=\"state\"", &says[r->sort], value, text_in(&r->unit, p->lang));
    if (r->period.zh.n)
        PAGE_SAY(p, "p", &when, text_in(&r->period, p->lang));
    PAGE_SAY(p, "p class=\"small\"", &from, r->source);
}

static void put_all_reported(struct page *p, const struct practice *pr)
{
    static const struct say head = SAY("reported", "来源报告的数据", "Reported by the source");
    static const struct say about = SAY(
        "about_figures",
        "下面的数据是来源自己报告的，不是本系统统计的；“至少”“约”和没有给出的，都照来源写明。",
        "These are figures that the source itself reports, not counted by this program; where it "
        "says “at least”, “about” or nothing, so does this page.");

    page_el(p, "h2", page_said(p, &head));
    PAGE_SAY(p, "p", &about, STR_NONE);
    for (size_t i = 0; i < pr->n_reported; i++)
        put_reported(p, &pr->reported[i]);
}

static enum rc get_figures(struct request *q, struct work *w)
{
    static const struct say title = SAY("figures", "公开数据", "Public figures");
    static const struct say none = SAY("no_figures", "现在没有公开的数据。", "There are none now.");
    const struct figures_query *in = q->query;
    const struct practice      *p  = w->practice;
    struct month                month;
    struct page                 page;

    TRY(month_asked(w, in->month, &month));
    page_begin(&page, q, say_bare(&title, q->lang));
    if (!count_shared(p) && !(p && p->n_reported))
        PAGE_SAY(&page, "p", &none, STR_NONE);
    if (count_shared(p))
        TRY(put_all_computed(&page, w, &month));
    if (p && p->n_reported)
        put_all_reported(&page, p);
    return page_send(&page, 200);
}

const struct route figures_pages[] = {
    { .on         = GET,
      .path       = "/figures",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &figures_query_shape,
      .reply_type = PAGE_TYPE,
      .run        = get_figures,
      .doc        = "Figures of a month that the practice makes public, and those that its own "
                    "source reports, as a plain page." },
    { 0 },
};
