/*
 * sim_world: what happens out there, and how it is put into words.
 *
 * Reports follow the day and the week: few at night, a hump before noon and
 * another after work, fewer at weekends. The words are made up of neutral
 * pieces; nobody's complaint is quoted.
 */
#include "app/sim.h"

#include <math.h>
#include <stdio.h>

/* Shares of a day's reports by hour, in thousandths. */
static const int    by_hour[24]   = { 6,  4,  3,  3,  4,  10, 24, 48, 78, 92, 88, 66,
                                      40, 44, 62, 68, 64, 60, 62, 58, 48, 36, 20, 12 };
static const double by_weekday[8] = { 0, 1.12, 1.05, 1.02, 1.0, 1.0, 0.72, 0.66 };

static double rate_at(const struct sim *m, int64_t at)
{
    int hour = (int)((at + CIVIL_OFFSET_US) % US_DAY / US_HOUR);

    return m->per_day * by_weekday[day_weekday(day_of(at))] * by_hour[hour] / 1000.0; /* an hour */
}

/* The next report after `after`: thinning a stream that is as dense as the densest hour. */
int64_t sim_arrival(struct sim *m, int64_t after)
{
    double most = m->per_day * 1.12 * 0.092;

    for (;;) {
        after += (int64_t)(rng_exp(&m->world, 1.0 / most) * (double)US_HOUR) + 1;
        if (rng_real(&m->world) * most < rate_at(m, after))
            return after;
    }
}

const struct place *sim_some_grid(struct sim *m)
{
    double at = rng_real(&m->world) * m->weight[m->n_grids - 1];
    size_t lo = 0, hi = m->n_grids - 1;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;

        if (m->weight[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return &m->grids[lo];
}

static struct str pick(struct sim *m, const struct str *at, size_t n)
{
    return at[rng_below(&m->world, n)];
}

struct str sim_words(struct sim *m, struct arena *a, struct str about, struct str where)
{
    static const struct str when[] = { S("今天早上"),     S("昨天晚上"), S("这几天"),
                                       S("一个星期以来"), S("刚才"),     S("中午"),
                                       S("从上周起") };
    static const struct str spot[] = { S("单元门口"), S("楼道里"),   S("小区东门"), S("垃圾房旁"),
                                       S("路边"),     S("地下车库"), S("健身角"),   S("菜市场旁") };
    static const struct str effect[] = { S("老人出行不便"),  S("影响通行"),     S("邻居意见很大"),
                                         S("气味很重"),      S("晚上看不清路"), S("担心有危险"),
                                         S("已经有人绕路走") };
    static const struct str ask[] = { S("请尽快派人看看"), S("希望协调解决"), S("请帮忙处理"),
                                      S("麻烦联系一下有关单位") };

    /* Each is drawn once and in this order: STR_ARG names its argument twice. */
    struct str at = pick(m, when, ARRAY_LEN(when)), by = pick(m, spot, ARRAY_LEN(spot));
    struct str so = pick(m, effect, ARRAY_LEN(effect)), please = pick(m, ask, ARRAY_LEN(ask));

    return arena_fmt(a, "%.*s%.*s%.*s，%.*s，%.*s，%.*s。", STR_ARG(at), STR_ARG(where),
                     STR_ARG(by), STR_ARG(about), STR_ARG(so), STR_ARG(please));
}

/* The first reason is kept for the report: a pack that refuses everything should say why. */
void sim_keep_reason(char *room, size_t n, enum lang lang, struct faults *f)
{
    struct buf b;

    if (f->n && !room[0]) {
        buf_init(&b, n - 1);
        if (f->at[0].field[0]) {
            buf_addc(&b, f->at[0].field);
            buf_addc(&b, " ");
        }
        fault_render(&f->at[0], lang, &b);
        snprintf(room, n, "%.*s", STR_ARG(buf_str(&b)));
        buf_free(&b);
    }
    f->n = 0;
}
