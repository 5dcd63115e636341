/* simulate: live some days of the practice in a data folder. */
#include "app/commands.h"
#include "app/instance.h"
#include "app/simulate.h"

static const struct say lived  = SAY("lived", "模拟了{0}天:{1}", "lived {0} days: {1}");
static const struct say counts = SAY("lived_counts", "{0}人在岗,上报{1}件,办理{2}步",
                                     "{0} people at work, {1} cases reported, {2} moves made");
static const struct say rest =
    SAY("lived_rest", "未受理{0}件,办不成{1}步", "{0} reports not taken, {1} moves not possible");
static const struct say first_reason = SAY("lived_reason", "首个原因:{0}", "the first reason: {0}");
static const struct say longest = SAY("lived_longest", "积压最多的岗位“{0}”还有{1}件在等",
                                      "most waits for the post {0}: {1} tasks");
static const struct say bad_day = SAY("bad_day", "{0}不是日期", "{0} is not a date");
static const struct say bad_staff =
    SAY("bad_staff", "{0}应为0到1之间的数", "{0} must be a number between 0 and 1");

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "days", "N", false, { "模拟多少天,缺省180", "how many days, 180 unless said" } },
    { "seed", "N", false, { "随机种子,缺省1", "the seed, 1 unless said" } },
    { "from",
      "DAY",
      false,
      { "从哪天开始,缺省使模拟到今天为止", "the first day; else it ends today" } },
    { "per-day", "N", false, { "每个工作日上报多少件", "cases on a usual working day" } },
    { "staff",
      "SHARE",
      false,
      { "人手:1为每岗一人,0.5为减半", "staff: 1 is one a post, 0.5 is half" } },
    { NULL },
};

static enum rc read_options(struct cli *c, struct sim_options *o)
{
    struct str from = cli_value(c, "from"), staff = cli_value(c, "staff");
    int64_t    days, seed, per_day;
    int32_t    first;

    TRY(cli_int(c, "days", 1, 3700, 180, &days));
    TRY(cli_int(c, "seed", 0, INT64_MAX, 1, &seed));
    TRY(cli_int(c, "per-day", 1, 1000000, 0, &per_day));
    first = day_of(clock_now(&clock_system)) - (int32_t)days;
    if (from.p && day_parse(from, &first) != RC_OK)
        return fault(&c->faults, RC_INVALID, &bad_day, from, STR_NONE);
    o->staff = 1;
    if (staff.p && (str_real(staff, &o->staff) != RC_OK || o->staff <= 0 || o->staff > 1))
        return fault(&c->faults, RC_INVALID, &bad_staff, staff, STR_NONE);
    o->begin_at = day_start(first);
    o->days     = (int32_t)days;
    o->seed     = (uint64_t)seed;
    o->per_day  = (double)per_day;
    o->progress = true;
    return RC_OK;
}

static struct str number(struct cli *c, int64_t v)
{
    return arena_fmt(c->arena, "%lld", (long long)v);
}

static void say_report(struct cli *c, const struct sim_options *o, const struct sim_report *r)
{
    struct buf b;

    buf_init(&b, 400);
    say_render(&counts, c->lang,
               (struct str[]){ number(c, r->workers), number(c, r->reported), number(c, r->moves) },
               3, &b);
    cli_say(c, &lived, number(c, o->days), buf_str(&b));
    buf_free(&b);
    cli_say(c, &rest, number(c, r->refused), number(c, r->failed));
    if (r->why[0])
        cli_say(c, &first_reason, str_of(r->why), STR_NONE);
    if (r->why_not[0])
        cli_say(c, &first_reason, str_of(r->why_not), STR_NONE);
    if (r->busiest_waiting)
        cli_say(c, &longest, str_of(r->busiest), number(c, r->busiest_waiting));
}

static int run(struct cli *c)
{
    struct sim_options o = { 0 };
    struct sim_report  report;
    struct instance    in;
    enum rc            rc = read_options(c, &o);

    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, o.begin_at, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = simulate(&in.s, &in.clock, &o, &c->faults, &report);
    instance_close(&in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    say_report(c, &o, &report);
    return EXIT_DONE;
}

const struct command cmd_simulate = {
    .words   = "simulate",
    .takes   = "",
    .about   = { "在虚拟时钟上按制度运行若干天",
                 "live some days of the practice on a virtual clock" },
    .options = options,
    .run     = run,
};
