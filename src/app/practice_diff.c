/* practice_diff: what another version of a practice pack changes. */
#include "app/commands.h"
#include "app/instance.h"
#include "app/pack.h"
#include "practice/compare.h"

enum { OUT_MOST = 64 << 20 };

static const struct say two =
    SAY("two_folders", "请给出旧包和新包的目录，或新包的目录和--data",
        "give the folders of the old and the new pack, or that of the new one and --data");

/* What a pack that cannot be compared ends with; its findings were shown. */
static int not_loaded(struct cli *c, enum rc rc)
{
    if (c->faults.n)
        (void)cli_fail(c, rc);
    return EXIT_USAGE;
}

static enum rc compare(struct cli *c, const struct practice *before, const struct practice *after)
{
    struct buf out;
    bool       different;
    enum rc    rc;

    buf_init(&out, OUT_MOST);
    rc = practice_compare(before, after, c->lang, &out, &different);
    if (rc == RC_OK)
        rc = cli_out(&out);
    buf_free(&out);
    return rc;
}

static enum rc compare_in_force(struct cli *c, const struct practice *before, void *ctx)
{
    return compare(c, before, ctx);
}

static int run_diff(struct cli *c)
{
    bool        data   = cli_given(c, "data");
    struct pack before = { 0 }, after = { 0 };
    enum rc     rc;

    if (c->n_args != (data ? 1 : 2)) {
        (void)fault(&c->faults, RC_INVALID, &two, STR_NONE, STR_NONE);
        (void)cli_fail(c, RC_INVALID);
        return EXIT_USAGE;
    }
    rc = pack_load(c, c->args[c->n_args - 1], false, &after);
    if (rc == RC_OK && !data)
        rc = pack_load(c, c->args[0], false, &before);
    if (rc == RC_OK) {
        rc = data ? instance_practice(c, compare_in_force, after.practice)
                  : compare(c, before.practice, after.practice);
        practice_free(before.practice);
        practice_free(after.practice);
        return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
    }
    practice_free(after.practice);
    return not_loaded(c, rc);
}

static const struct option diff_options[] = {
    { "data", "DIR", false, { "与该数据目录中启用的比较", "compare with what is in force there" } },
    { 0 },
};
const struct command cmd_practice_diff = {
    .words   = "practice diff",
    .takes   = "[OLD] NEW",
    .least   = 1,
    .most    = 2,
    .about   = { "说明新包改了什么，对已经发起的事项意味着什么",
                 "say what a new pack changes, and what that means for running cases" },
    .options = diff_options,
    .run     = run_diff,
};
