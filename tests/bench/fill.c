/*
 * fill: a data folder of the bench's district gets cases, through the same
 * actions that the server's routes call.
 *
 *   bench_fill DIR CASES [OPEN_IN]
 *
 * DIR was just made from tests/bench/pack, territory included, as of
 * FILL_DAYS ago. The cases come evenly over that time, all over the grids,
 * in mixed classes. All but one in OPEN_IN, or a twentieth, are ended by one
 * move; what is left open lies together, OPEN_A_GRID in a grid while there are
 * grids enough, so that a list of 25 open ones is full whatever CASES is. Clocks ring and followers
 * follow as time passes. The same arguments give the same cases.
 */
#include "app/instance.h"
#include "base/rng.h"
#include "cases/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILL_DAYS = 730, UNIT = 500, OPEN_IN_USUAL = 20, OPEN_A_GRID = 30 };

struct fill {
    const struct place *grids;
    size_t              n_grids, n_busy; /* the busy ones have what is open */
    struct rng          rng;
    int64_t             n, at_case, begin_at, end_at;
    int64_t             open_in;    /* one in so many stays open */
    int64_t             unit_first; /* and the generator's state then: a unit may be run again */
    struct rng          unit_rng;
};

static const char *const what[] = {
    "路灯不亮", "楼道灯损坏", "垃圾堆放",   "井盖松动", "噪音扰民",
    "占道经营", "电梯故障",   "供水不足",   "树枝压线", "墙面脱落",
    "宠物扰民", "车辆乱停",   "下水道堵塞", "屋面漏水", "扬尘污染"
};
static const char *const where[] = { "小区东门",     "2号楼前",  "菜市场旁", "学校路口",
                                     "地下车库入口", "公园北侧", "3单元2楼", "公交站附近",
                                     "沿河步道",     "快递柜边" };
static const char *const wish[] = { "影响出行,请尽快处理。", "已经持续三天,希望有人来看看。",
                                    "邻居们都反映过,一直没有结果。", "夜间尤其严重,存在安全隐患。",
                                    "请社区联系相关单位维修。" };

static const char *one_of(struct fill *f, const char *const *words, size_t n)
{
    return words[rng_below(&f->rng, n)];
}

static int64_t time_of(const struct fill *f, int64_t nth)
{
    return f->begin_at + (int64_t)((double)(f->end_at - f->begin_at) * (double)nth / (double)f->n);
}

/* As a phone names a sending: a UUID of version 7. */
static struct str token_at(struct work *w, struct fill *f)
{
    unsigned long long ms = (unsigned long long)(w->now / 1000), x = rng_next(&f->rng);

    return arena_fmt(w->arena, "%08llx-%04llx-7%03llx-8%03llx-%012llx", ms >> 16, ms & 0xffff,
                     x >> 52, x >> 40 & 0xfff, (unsigned long long)f->at_case);
}

/* A report about something within half a minute of arc of the grid's centre. */
static enum rc report(struct work *w, struct fill *f, bool open, struct opened *ret)
{
    const struct place *g = open ? &f->grids[(size_t)(f->at_case / f->open_in) % f->n_busy]
                                 : &f->grids[rng_below(&f->rng, f->n_grids)];
    struct case_in      in;

    shape_clear(&case_in_shape, &in);
    in.class        = arena_fmt(w->arena, "d.%02d", 1 + (int)rng_below(&f->rng, 8));
    in.words        = arena_fmt(w->arena, "%s%s,%s", one_of(f, where, ARRAY_LEN(where)),
                                one_of(f, what, ARRAY_LEN(what)), one_of(f, wish, ARRAY_LEN(wish)));
    in.lon          = g->lon + (rng_real(&f->rng) - 0.5) * 1e-3;
    in.lat          = g->lat + (rng_real(&f->rng) - 0.5) * 1e-3;
    in.client_token = token_at(w, f);
    return case_open(w, &in, ret);
}

static enum rc end_it(struct work *w, const struct opened *o)
{
    struct move_in  in = { .move      = S("refuse"),
                           .version   = 1,
                           .task      = NONE_I64,
                           .form.text = S("{\"reason\":\"不属于本社区办理范围\"}") };
    struct case_row row;

    return case_carry(w, o->id, &in, &row);
}

static enum rc some_cases(struct work *w, void *ctx)
{
    struct fill *f = ctx;

    f->at_case = f->unit_first;
    f->rng     = f->unit_rng;
    for (int i = 0; i < UNIT && f->at_case < f->n; i++, f->at_case++) {
        bool          open = f->at_case % f->open_in == 0;
        struct opened o;

        w->now = time_of(f, f->at_case);
        TRY(report(w, f, open, &o));
        if (!open) {
            w->now += 20 * US_MINUTE;
            TRY(end_it(w, &o));
        }
    }
    return RC_OK;
}

static enum rc learn_grids(struct work *w, void *ctx)
{
    struct fill *f    = ctx;
    struct rows  rows = { 0 };

    for (size_t i = w->practice->n_place_kinds; i-- > 0 && rows.n == 0;)
        if (w->practice->place_kinds[i].takes_cases)
            TRY(places_of_kind(w, w->practice->place_kinds[i].name, &rows));
    if (rows.n == 0)
        return RC_NOT_FOUND;
    f->grids   = memcpy(malloc(rows.n * sizeof(*f->grids)), rows.at, rows.n * sizeof(*f->grids));
    f->n_grids = rows.n;
    f->n_busy  = (size_t)(f->n / f->open_in / OPEN_A_GRID);
    if (f->n_busy == 0 || f->n_busy > f->n_grids)
        f->n_busy = f->n_grids;
    return RC_OK;
}

static enum rc fill(struct cli *c, struct instance *in, struct fill *f)
{
    TRY(work_do(&in->s, &actor_system, WORK_READ, learn_grids, f, &c->faults));
    for (; f->at_case < f->n; f->unit_first = f->at_case) {
        f->unit_rng  = f->rng;
        in->clock.at = time_of(f, f->unit_first);
        TRY(work_do(&in->s, &actor_system, WORK_WRITE, some_cases, f, &c->faults));
        TRY(runner_settle(&in->s));
        if (f->at_case % 100000 == 0)
            fprintf(stderr, "%lld cases\n", (long long)f->at_case);
    }
    return instance_turn(in, f->end_at);
}

int main(int argc, char **argv)
{
    struct cli      c = { .lang = LANG_EN, .arena = arena_new((size_t)1 << 30) };
    struct fill     f = { .end_at = clock_now(&clock_system) };
    struct instance in;
    enum rc         rc;

    if (argc != 3 && argc != 4)
        return EXIT_USAGE;
    f.n       = strtoll(argv[2], NULL, 10);
    f.open_in = argc == 4 ? strtoll(argv[3], NULL, 10) : OPEN_IN_USUAL;
    if (f.open_in < 1)
        return EXIT_USAGE;
    f.begin_at = f.end_at - FILL_DAYS * US_DAY;
    rng_seed(&f.rng, 8311);
    rc = instance_read(&c, str_of(argv[1]), &in);
    if (rc == RC_OK)
        rc = instance_open(&c, USE_WRITE, f.begin_at, &in);
    if (rc != RC_OK)
        return cli_fail(&c, rc);
    rc = fill(&c, &in, &f);
    instance_close(&in);
    free((void *)(uintptr_t)f.grids);
    return rc == RC_OK ? EXIT_DONE : cli_fail(&c, rc);
}
