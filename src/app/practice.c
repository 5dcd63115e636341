/* practice: checking and loading a practice pack. */
#include "app/commands.h"
#include "app/instance.h"
#include "app/pack.h"

static const struct say checked =
    SAY("pack_checked", "{0}：没有错误[，{1}条提醒]", "{0}: no errors[, {1} warnings]");
static const struct say wrong = SAY("pack_wrong", "{0}:{1}处错误", "{0}: {1} errors");
static const struct say in_use =
    SAY("practice_enforced", "第{0}版已启用", "version {0} is in force");
static const struct say stored =
    SAY("practice_stored", "已存为第{0}版，尚未启用", "stored as version {0}, not in force");
static const struct say same =
    SAY("practice_same", "与现行的第{0}版相同，没有改动",
        "the same as version {0}, which is in force; nothing was changed");

static int run_check(struct cli *c)
{
    struct pack p;
    char        room[INT_TEXT];
    enum rc     rc = pack_load(c, c->args[0], true, &p);

    if (rc != RC_OK && c->faults.n)
        return cli_fail(c, rc);
    if (rc != RC_OK) {
        cli_warn(c, &wrong, c->args[0], int_text((int64_t)p.errors, room));
        return EXIT_FAILED;
    }
    cli_say(c, &checked, c->args[0], p.warnings ? int_text((int64_t)p.warnings, room) : STR_NONE);
    practice_free(p.practice);
    return EXIT_DONE;
}

struct loading {
    struct pack *pack;
    struct str   note;
    bool         enforce, same;
    int64_t      version;
};

static enum rc load(struct work *w, void *ctx)
{
    struct loading *l = ctx;
    bool            made;

    TRY(practice_store(w, l->pack->files, l->pack->n, &l->version, &made));
    l->same = l->version == w->practice_number;
    return l->enforce && !l->same ? practice_enforce(w, l->version, w->practice_number, l->note)
                                  : RC_OK;
}

static int run_load(struct cli *c)
{
    struct instance in;
    struct pack     p;
    struct loading  l = { .pack    = &p,
                          .note    = cli_value(c, "note"),
                          .enforce = !cli_given(c, "only-store") };
    char            room[INT_TEXT];
    enum rc         rc = pack_load(c, c->args[0], false, &p);

    if (rc != RC_OK)
        return c->faults.n ? cli_fail(c, rc) : EXIT_FAILED;
    rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, NONE_I64, &in);
    if (rc == RC_OK) {
        rc = work_do(&in.s, &actor_system, WORK_WRITE, load, &l, &c->faults);
        instance_close(&in);
    }
    practice_free(p.practice);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    cli_say(c, l.same ? &same : l.enforce ? &in_use : &stored, int_text(l.version, room), STR_NONE);
    return EXIT_DONE;
}

const struct command cmd_practice_check = {
    .words = "practice check",
    .takes = "FOLDER",
    .least = 1,
    .most  = 1,
    .about = { "检查实践包", "check a practice pack" },
    .run   = run_check,
};

static const struct option load_options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "only-store", NULL, false, { "只存储，不启用", "store it, but do not put it in force" } },
    { "note", "TEXT", false, { "启用时记入日志的说明", "what the journal is to say of it" } },
    { 0 },
};
const struct command cmd_practice_load = {
    .words = "practice load",
    .takes = "FOLDER",
    .least = 1,
    .most  = 1,
    .about = { "存储并启用实践包的新版本", "store a new version of the pack and put it in force" },
    .options = load_options,
    .run     = run_load,
};
