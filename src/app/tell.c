/* tell: what a command shows to the person at the terminal, and help. */
#include "app/command.h"

#include <stdio.h>

enum { LINE_MOST = 64 << 10, OPTION_COLUMN = 26 };

static const struct say failed[RC_COUNT] = {
    [RC_MALFORMED]   = SAY("malformed", "内容格式不对", "the input is malformed"),
    [RC_DENIED]      = SAY("denied", "没有权限", "not permitted"),
    [RC_NOT_FOUND]   = SAY("not_found", "找不到", "not found"),
    [RC_CONFLICT]    = SAY("conflict", "与现状冲突", "it conflicts with what is there"),
    [RC_TOO_LARGE]   = SAY("too_large", "太大", "too large"),
    [RC_UNSUPPORTED] = SAY("unsupported", "不支持这种文件", "this kind of file is not taken"),
    [RC_INVALID]     = SAY("invalid", "内容有误", "something in it is wrong"),
    [RC_DB]          = SAY("db", "数据库出错", "the database failed"),
    [RC_IO]          = SAY("io", "读写出错", "reading or writing failed"),
    [RC_BUSY] = SAY("busy", "数据库正忙，请再试一次", "the database is busy; try again"),
    [RC_NO_SPACE] = SAY("no_space", "磁盘已满", "the disk is full"),
};
static const struct say failed_otherwise = SAY("failed", "没有做成", "it failed");

static const struct words usage        = { "用法：", "usage: " };
static const struct words commands_are = { "命令：", "commands:" };
static const struct words more         = { "linli help 命令 显示各选项。",
                                           "linli help COMMAND shows the options." };
static const struct words about        = {
           "Linli 邻里：社区治理平台。", "Linli 邻里: the platform on which a neighbourhood is governed."
};

static const char *in(const struct words *w, enum lang lang)
{
    return lang == LANG_ZH ? w->zh : w->en;
}

static void show(FILE *to, struct buf *b)
{
    buf_add1(b, '\n');
    fwrite(b->p, 1, b->n, to);
    fflush(to);
    buf_free(b);
}

static void say_on(FILE *to, struct cli *c, const struct say *say, struct str a0, struct str a1)
{
    struct buf b;

    buf_init(&b, LINE_MOST);
    say_render(say, c->lang, (struct str[]){ a0, a1 }, 2, &b);
    show(to, &b);
}

void cli_say(struct cli *c, const struct say *say, struct str a0, struct str a1)
{
    say_on(stdout, c, say, a0, a1);
}

void cli_warn(struct cli *c, const struct say *say, struct str a0, struct str a1)
{
    say_on(stderr, c, say, a0, a1);
}

int cli_fail(struct cli *c, enum rc rc)
{
    struct buf b;

    for (size_t i = 0; i < c->faults.n; i++) {
        const struct fault *f = &c->faults.at[i];

        buf_init(&b, LINE_MOST);
        if (f->field[0])
            buf_addf(&b, "%s: ", f->field);
        fault_render(f, c->lang, &b);
        show(stderr, &b);
    }
    if (c->faults.n == 0)
        cli_warn(c, failed[rc].key ? &failed[rc] : &failed_otherwise, STR_NONE, STR_NONE);
    return EXIT_FAILED;
}

enum rc cli_out(const struct buf *b)
{
    TRY(buf_check(b));
    if (fwrite(b->p, 1, b->n, stdout) != b->n || fflush(stdout) != 0)
        return RC_IO;
    return RC_OK;
}

static void pad_to(struct buf *out, size_t from, size_t column)
{
    size_t n = out->n - from;

    do
        buf_add1(out, ' ');
    while (++n < column);
}

void help_one(const struct command *cmd, enum lang lang, struct buf *out)
{
    buf_addf(out, "%slinli %s", in(&usage, lang), cmd->words);
    if (*cmd->takes)
        buf_addf(out, " %s", cmd->takes);
    for (const struct option *o = cmd->options; o && o->name; o++)
        buf_addf(out, o->need ? " --%s%s%s" : " [--%s%s%s]", o->name, o->value ? " " : "",
                 o->value ? o->value : "");
    buf_addf(out, "\n\n%s\n", in(&cmd->about, lang));
    if (cmd->options)
        buf_add1(out, '\n');
    for (const struct option *o = cmd->options; o && o->name; o++) {
        size_t from = out->n;

        buf_addf(out, "  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        pad_to(out, from, OPTION_COLUMN);
        buf_addf(out, "%s\n", in(&o->about, lang));
    }
}

void help_all(const struct command *const *table, enum lang lang, struct buf *out)
{
    buf_addf(out, "%s\n\n%s\n", in(&about, lang), in(&commands_are, lang));
    for (; *table; table++) {
        size_t from = out->n;

        buf_addf(out, "  %s %s", (*table)->words, (*table)->takes);
        pad_to(out, from, OPTION_COLUMN);
        buf_addf(out, "%s\n", in(&(*table)->about, lang));
    }
    buf_addf(out, "\n%s\n", in(&more, lang));
}
