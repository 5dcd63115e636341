/* Figures that anybody may read, as a plain page: those that the practice's own source reports. */
#include "figures/figures.h"
#include "http/page.h"
#include "work/work.h"

#include <math.h>

static const struct say says[] = {
    [FIG_EXACT]    = SAY("exact", "{0}[ {1}]", "{0}[ {1}]"),
    [FIG_AT_LEAST] = SAY("at_least", "至少 {0}[ {1}]", "at least {0}[ {1}]"),
    [FIG_ABOUT]    = SAY("about", "约 {0}[ {1}]", "about {0}[ {1}]"),
    [FIG_UNKNOWN]  = SAY("unknown", "来源没有给出", "the source does not say"),
};

static void put_figure(struct page *p, const struct reported *r)
{
    static const struct say when  = SAY("period", "时间：{0}", "When: {0}");
    static const struct say from  = SAY("source", "来源：{0}", "Source: {0}");
    struct str              value = STR_NONE;

    if (!isnan(r->value))
        value = arena_fmt(p->q->arena, "%.15g", r->value);
    page_el(p, "h2", text_in(&r->title, p->lang));
    PAGE_SAY(p, "p class=\"state\"", &says[r->sort], value, r->unit);
    if (r->period.n)
        PAGE_SAY(p, "p", &when, r->period);
    PAGE_SAY(p, "p class=\"small\"", &from, r->source);
}

static enum rc get_figures(struct request *q, struct work *w)
{
    static const struct say title = SAY("figures", "公开数据", "Public figures");
    static const struct say about = SAY(
        "about_figures",
        "下面的数据是来源自己报告的，不是本系统统计的；“至少”“约”和没有给出的，都照来源写明。",
        "These are figures that the source itself reports, not counted by this program; where it "
        "says “at least”, “about” or nothing, so does this page.");
    static const struct say none = SAY("no_figures", "现在没有公开的数据。", "There are none now.");
    const struct practice *p = w->practice;
    struct page            page;

    page_begin(&page, q, str_of(q->lang == LANG_EN ? title.en : title.zh));
    PAGE_SAY(&page, "p", p && p->n_reported ? &about : &none, STR_NONE);
    for (size_t i = 0; p && i < p->n_reported; i++)
        put_figure(&page, &p->reported[i]);
    return page_send(&page, 200);
}

const struct route figures_pages[] = {
    { .on         = GET,
      .path       = "/figures",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &page_query_shape,
      .reply_type = PAGE_TYPE,
      .run        = get_figures,
      .doc        = "Figures that the practice's own source reports, as a plain page." },
    { 0 },
};
