/* import_report: telling the person what came of an import. */
#include "app/import.h"
#include "base/fd.h"

#include <fcntl.h>
#include <unistd.h>

enum { SHOWN_MOST = 20 };

static const struct say counts     = SAY("import_counts", "{0}", "{0}");
static const struct say altogether = SAY("import_all", "合计：{0}", "altogether: {0}");
static const struct say dry_run =
    SAY("dry_run", "试运行，没有写入任何内容", "a dry run: nothing was written");
static const struct say line_is      = SAY("line", "第{0}行：{1}", "line {0}: {1}");
static const struct say file_line_is = SAY("file_line", "{0}:{1}", "{0}: {1}");
static const struct say in_file =
    SAY("errors_in", "被拒绝的行已写入{0}", "the refused rows are in {0}");
static const struct say unwritten = SAY("no_errors_file", "无法写入{0}", "{0} cannot be written");

void import_tell_file_line(struct cli *c, struct str file, int64_t line, struct str why)
{
    cli_warn(c, &file_line_is, arena_fmt(c->arena, "%.*s:%lld", STR_ARG(file), (long long)line),
             why);
}

void import_tell_line(struct cli *c, int64_t line, struct str why)
{
    char room[INT_TEXT];

    cli_warn(c, &line_is, int_text(line, room), why);
}

static enum rc write_errors(struct cli *c, struct str path, struct str csv)
{
    int  fd = open(arena_cstr(c->arena, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0;

    /* By the mark a spreadsheet knows that CSV is UTF-8; a workbook says so itself. */
    if (ok && !str_starts(csv, S("PK\x03\x04")))
        ok = fd_write(fd, S("\xef\xbb\xbf")) == RC_OK;
    ok = ok && fd_write(fd, csv) == RC_OK;
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    if (!ok)
        return fault(&c->faults, RC_IO, &unwritten, path, STR_NONE);
    cli_say(c, &in_file, path, STR_NONE);
    return RC_OK;
}

#define COUNTS_ZH "给出%lld行：%lld 新增，%lld 更改，%lld 未变，%lld 拒绝"
#define COUNTS_EN "%lld rows given: %lld added, %lld changed, %lld as they were, %lld refused"

static struct str counted(struct cli *c, const struct import_count *n)
{
    return arena_fmt(c->arena, c->lang == LANG_ZH ? COUNTS_ZH : COUNTS_EN, (long long)n->given,
                     (long long)n->added, (long long)n->changed, (long long)n->same,
                     (long long)n->refused);
}

static enum rc tell_refused(struct cli *c, const struct import_given *g, struct str csv)
{
    return g->errors.p && csv.p ? write_errors(c, g->errors, csv) : RC_OK;
}

enum rc import_tell(struct cli *c, const struct import_given *g, const struct import_count *n,
                    struct str refused_csv)
{
    cli_say(c, &counts, counted(c, n), STR_NONE);
    if (g->dry)
        cli_say(c, &dry_run, STR_NONE, STR_NONE);
    return tell_refused(c, g, refused_csv);
}

enum rc import_tell_file(struct cli *c, const struct import_given *g, const struct import_count *n,
                         struct str refused_csv)
{
    cli_say(c, &file_line_is, g->file, counted(c, n));
    return tell_refused(c, g, refused_csv);
}

void import_tell_all(struct cli *c, bool dry, const struct import_count *n)
{
    cli_say(c, &altogether, counted(c, n), STR_NONE);
    if (dry)
        cli_say(c, &dry_run, STR_NONE, STR_NONE);
}

enum rc import_rows(struct cli *c, struct instance *in, const struct import_given *g,
                    const struct row_kind *kind, const void *ctx)
{
    struct row_import i = { .kind = kind,
                            .text = g->text,
                            .dry  = g->dry,
                            .lang = c->lang,
                            .on   = g->on,
                            .ctx  = ctx,
                            .out  = c->arena };
    struct row_report r;

    TRY(row_import(&in->s, &i, &c->faults, &r));
    for (size_t k = 0; k < r.told.n && k < SHOWN_MOST; k++)
        import_tell_line(c, r.told.at[k].line, r.told.at[k].why);
    return import_tell(
        c, g, &(struct import_count){ r.given, r.added, r.changed, r.same, r.refused }, r.back);
}
