/* simulate: live some days of the practice in a data folder, or two ways of staffing it. */
#include "app/commands.h"
#include "app/read_file.h"
#include "app/sim_side.h"

#include <math.h>

enum { OUT_MOST = 16 << 20, ASKED_MOST = 1 << 20, LINE_MOST = 4096 };
#define REPORT_MOST ((size_t)64 << 20)

static const struct say lived = SAY("lived", "模拟了{0}天，种子{1}", "lived {0} days, seed {1}");
static const struct say first_reason =
    SAY("lived_reason", "首个原因：{0}", "the first reason: {0}");
static const struct say as_it_is = SAY("finding", "{0}", "{0}");
static const struct say no_read  = SAY("cannot_read", "无法读取{0}", "{0} cannot be read");
static const struct say bad_day  = SAY("bad_day", "{0}不是日期", "{0} is not a date");
static const struct say bad_staff = SAY("bad_staff", "{0}应为0到1之间的数，或 岗位=倍数",
                                        "{0} must be a number between 0 and 1, or POST=FACTOR");
static const struct say no_practice =
    SAY("no_practice", "还没有启用的实践包", "no practice is in force");

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "days", "N", false, { "模拟多少天，缺省180", "how many days, 180 unless said" } },
    { "seed", "N", false, { "随机种子，缺省1", "the seed, 1 unless said" } },
    { "from",
      "DAY",
      false,
      { "从哪天开始，缺省使模拟到今天为止", "the first day; else it ends today" } },
    { "per-day", "N", false, { "每个工作日上报多少件", "cases on a usual working day" } },
    { "staff",
      "STAFF",
      false,
      { "人手：1为每岗一人，0.5为减半；岗位=倍数（可用逗号分隔）为对比",
        "staff: 1 is one a post, 0.5 is half; POST=FACTOR,… compares with that" } },
    { "what-if",
      "FILE",
      false,
      { "与文件中的人手、工时、来件对比", "compare with the staff, hours and load of a file" } },
    { "json", NULL, false, { "以JSON输出", "print JSON" } },
    { NULL },
};

/* Two runs, in copies; else one, in the folder itself. */
static bool compares(struct cli *c)
{
    struct str staff = cli_value(c, "staff");

    return cli_given(c, "what-if") || (staff.p && str_find(staff, S("=")) != SIZE_MAX);
}

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
    if (staff.p && !compares(c) &&
        (str_real(staff, &o->staff) != RC_OK || o->staff <= 0 || o->staff > 1))
        return fault(&c->faults, RC_INVALID, &bad_staff, staff, STR_NONE);
    o->other    = what_if_nothing();
    o->begin_at = day_start(first);
    o->days     = (int32_t)days;
    o->seed     = (uint64_t)seed;
    o->per_day  = (double)per_day;
    o->lang     = c->lang;
    o->progress = !cli_given(c, "json");
    return RC_OK;
}

/* -- what is asked -- */

static void show_findings(struct cli *c, const struct findings *found)
{
    struct buf b;

    for (size_t i = 0; i < found->list.n; i++) {
        buf_init(&b, LINE_MOST);
        finding_render(&found->list.at[i], c->lang, &b);
        cli_warn(c, &as_it_is, buf_str(&b), STR_NONE);
        buf_free(&b);
    }
}

static enum rc read_asked(struct cli *c, const struct practice *p, struct what_if *io)
{
    struct findings found = { .arena = c->arena };
    struct str      path  = cli_value(c, "what-if"), text;
    enum rc         rc;

    if (!path.p)
        return RC_OK;
    rc = read_file(c->arena, arena_cstr(c->arena, path), ASKED_MOST, &text);
    if (rc != RC_OK)
        return fault(&c->faults, rc, &no_read, path, STR_NONE);
    rc = what_if_read(c->arena, p, path, text, &found, io);
    show_findings(c, &found);
    return rc;
}

static enum rc read_question(struct cli *c, const struct practice *p, struct what_if *ret)
{
    struct str staff = cli_value(c, "staff");

    *ret = what_if_nothing();
    TRY(read_asked(c, p, ret));
    if (staff.p)
        TRY(what_if_words(c->arena, p, staff, &c->faults, ret));
    return RC_OK;
}

/* -- one run, or two -- */

static enum rc compare(struct cli *c, struct instance *in, struct sim_side sides[2])
{
    int64_t                version;
    const struct practice *p;
    enum rc                rc = instance_open(c, USE_READ, NONE_I64, in);

    TRY(rc);
    p = practice_in_force(&in->s, &version);
    if (p)
        rc = read_question(c, p, &sides[1].options.other);
    else
        rc = fault(&c->faults, RC_CONFLICT, &no_practice, STR_NONE, STR_NONE);
    if (rc == RC_OK)
        rc = sim_compare(c, in, sides);
    instance_close(in);
    return rc;
}

static enum rc live_one(struct cli *c, struct instance *in, struct sim_side *side)
{
    enum rc rc = instance_open(c, USE_WRITE, side->options.begin_at, in);

    TRY(rc);
    side->arena = arena_new(REPORT_MOST);
    rc = simulate(&in->s, &in->clock, &side->options, side->arena, &c->faults, &side->report);
    instance_close(in);
    return rc;
}

static enum rc say_all(struct cli *c, const struct sim_side *sides, size_t n)
{
    const struct sim_options *o = &sides[0].options;
    const struct sim_report  *r = &sides[n - 1].report;
    char                      days[INT_TEXT], seed[INT_TEXT];
    struct buf                out;
    enum rc                   rc;

    buf_init(&out, OUT_MOST);
    if (cli_given(c, "json")) {
        sim_json(sides, n, &out);
    } else {
        cli_say(c, &lived, int_text(o->days, days), int_text((int64_t)o->seed, seed));
        sim_table(c->lang, sides, n, &out);
        if (r->why[0])
            cli_say(c, &first_reason, str_of(r->why), STR_NONE);
        if (r->why_not[0])
            cli_say(c, &first_reason, str_of(r->why_not), STR_NONE);
    }
    rc = buf_check(&out);
    if (rc == RC_OK)
        rc = cli_out(&out);
    buf_free(&out);
    return rc;
}

static int run(struct cli *c)
{
    struct sim_side sides[2] = { { .name = "as_is" }, { .name = "what_if" } };
    size_t          n        = compares(c) ? 2 : 1;
    struct instance in;
    enum rc         rc = read_options(c, &sides[0].options);

    sides[1].options = sides[0].options;
    if (rc == RC_OK)
        rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = n == 2 ? compare(c, &in, sides) : live_one(c, &in, &sides[0]);
    if (rc == RC_OK)
        rc = say_all(c, sides, n);
    sim_side_free(&sides[0]);
    sim_side_free(&sides[1]);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

const struct command cmd_simulate = {
    .words   = "simulate",
    .takes   = "",
    .about   = { "在虚拟时钟上按制度运行若干天，或对比两种人手",
                 "live some days of the practice on a virtual clock, or compare two ways to staff "
                   "it" },
    .options = options,
    .run     = run,
};
