/* practice_show: a practice pack, or one of its processes, as text or as a picture. */
#include "app/commands.h"
#include "app/instance.h"
#include "app/pack.h"
#include "practice/draw.h"
#include "practice/show_text.h"

#include <stdio.h>

enum { OUT_MOST = 64 << 20 };

static const struct say one_of =
    SAY("folder_or_data", "请给出目录，或--data", "give a folder, or --data");
static const struct say no_process = SAY("no_process", "没有“{0}”这个流程[，是不是想写“{1}”？]",
                                         "there is no process \"{0}\"[; did you mean \"{1}\"?]");
static const struct say which =
    SAY("svg_process", "--svg要写明是哪个流程", "--svg needs the name of a process");
static const struct say no_write = SAY("cannot_write", "无法写入{0}", "{0} cannot be written");

static struct str nearest_process(const struct practice *p, struct str name)
{
    struct str best  = STR_NONE;
    size_t     least = 4;

    for (size_t i = 0; i < p->n_processes; i++) {
        size_t d = str_distance(name, p->processes[i].name, 3);

        if (d < least) {
            least = d;
            best  = p->processes[i].name;
        }
    }
    return best;
}

static enum rc write_file(struct cli *c, struct str path, const struct buf *b)
{
    FILE *to = fopen(arena_cstr(c->arena, path), "wb");
    bool  ok = to && fwrite(b->p, 1, b->n, to) == b->n;

    if (to && fclose(to) != 0)
        ok = false;
    return ok ? RC_OK : fault(&c->faults, RC_IO, &no_write, path, STR_NONE);
}

static enum rc show_process(struct cli *c, const struct practice *p, struct str name,
                            struct buf *out)
{
    const struct draw_how how = { .lang = c->lang };
    const struct process *pr  = practice_process(p, name);
    struct str            svg = cli_value(c, "svg");

    if (!pr)
        return fault(&c->faults, RC_NOT_FOUND, &no_process, name, nearest_process(p, name));
    if (!svg.p) {
        process_text(p, pr, c->lang, out);
        return cli_out(out);
    }
    TRY(process_draw(p, pr, &how, out));
    return str_is(svg, "-") ? cli_out(out) : write_file(c, svg, out);
}

static enum rc show(struct cli *c, const struct practice *p, struct str process)
{
    struct buf out;
    enum rc    rc;

    buf_init(&out, OUT_MOST);
    if (process.p) {
        rc = show_process(c, p, process, &out);
    } else if (cli_given(c, "svg")) {
        rc = fault(&c->faults, RC_INVALID, &which, STR_NONE, STR_NONE);
    } else {
        pack_show(p, c->lang, &out);
        rc = cli_out(&out);
    }
    buf_free(&out);
    return rc;
}

static enum rc show_in_force(struct cli *c, const struct practice *p, void *ctx)
{
    (void)ctx;
    return show(c, p, c->n_args ? c->args[0] : STR_NONE);
}

static int run_show(struct cli *c)
{
    struct pack p;
    enum rc     rc;

    if (cli_given(c, "data") ? c->n_args > 1 : c->n_args == 0) {
        rc = fault(&c->faults, RC_INVALID, &one_of, STR_NONE, STR_NONE);
    } else if (cli_given(c, "data")) {
        rc = instance_practice(c, show_in_force, NULL);
    } else {
        rc = pack_load(c, c->args[0], false, &p);
        if (rc != RC_OK)
            return c->faults.n ? cli_fail(c, rc) : EXIT_FAILED;
        rc = show(c, p.practice, c->n_args > 1 ? c->args[1] : STR_NONE);
        practice_free(p.practice);
    }
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option show_options[] = {
    { "data", "DIR", false, { "显示该数据目录中启用的", "show what is in force there" } },
    { "svg", "FILE", false, { "把流程画成图，写入该文件", "draw the process into that file" } },
    { 0 },
};
const struct command cmd_practice_show = {
    .words   = "practice show",
    .takes   = "[FOLDER] [PROCESS]",
    .most    = 2,
    .about   = { "列出实践包的内容，或说明其中一个流程",
                 "list what a practice pack says, or tell one of its processes" },
    .options = show_options,
    .run     = run_show,
};
