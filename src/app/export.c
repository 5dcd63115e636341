/* export: cases, territory and the journal as CSV, for spreadsheets and other systems. */
#include "cases/export.h"
#include "app/app_rows.h"
#include "app/commands.h"
#include "app/instance.h"
#include "shape/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 8 << 20 };

static const struct say no_kind =
    SAY("export_kind", "可导出的有：cases, territory, organisations, journal",
        "what can be exported: cases, territory, organisations, journal");
static const struct say there     = SAY("file_there", "{0}已存在", "{0} is there already");
static const struct say unwritten = SAY("unwritten", "无法写入{0}", "{0} cannot be written");

struct exporting {
    struct cli      *c;
    struct instance *in;
    FILE            *to;
    struct buf       line;
};

/* -- a line -- */

static enum rc put_line(struct exporting *x)
{
    enum rc rc = buf_check(&x->line);

    if (rc == RC_OK && fwrite(x->line.p, 1, x->line.n, x->to) != x->line.n)
        rc = errno == ENOSPC ? RC_NO_SPACE : RC_IO;
    buf_clear(&x->line);
    return rc;
}

static void put_int(struct exporting *x, int64_t v, bool first)
{
    char room[INT_TEXT];

    csv_put(&x->line, v == NONE_I64 ? S("") : int_text(v, room), first);
}

static void put_real(struct exporting *x, double v)
{
    char room[40];

    /* NAN is a value that is not known. */
    csv_put(&x->line,
            v == v ? (struct str){ room, (size_t)snprintf(room, sizeof(room), "%.7f", v) } : S(""),
            false);
}

static enum rc put_heads(struct exporting *x, const char *const *heads)
{
    buf_addc(&x->line, "\xef\xbb\xbf"); /* by it a spreadsheet knows that it is UTF-8 */
    for (size_t i = 0; heads[i]; i++)
        csv_put(&x->line, str_of(heads[i]), i == 0);
    buf_add1(&x->line, '\n');
    return put_line(x);
}

/* -- territory: what `import territory` reads -- */

static enum rc put_place(void *ctx, const void *row)
{
    struct exporting           *x = ctx;
    const struct exported_node *p = row;

    csv_put(&x->line, p->code, true);
    csv_put(&x->line, p->kind, false);
    csv_put(&x->line, p->name, false);
    csv_put(&x->line, p->parent, false);
    put_real(x, p->lon);
    put_real(x, p->lat);
    put_int(x, p->households, false);
    buf_add1(&x->line, '\n');
    return put_line(x);
}

static enum rc places(struct work *w, void *ctx)
{
    static const char *const heads[] = { "code", "kind", "name",       "parent",
                                         "lon",  "lat",  "households", NULL };

    TRY(put_heads(ctx, heads));
    return db_each(w->tx, &stmt_exported_places, NO_ARGS, put_place, ctx);
}

static enum rc put_org(void *ctx, const void *row)
{
    struct exporting          *x = ctx;
    const struct exported_org *o = row;

    csv_put(&x->line, o->code, true);
    csv_put(&x->line, o->kind, false);
    csv_put(&x->line, o->name, false);
    csv_put(&x->line, o->parent, false);
    csv_put(&x->line, o->place, false);
    buf_add1(&x->line, '\n');
    return put_line(x);
}

static enum rc orgs(struct work *w, void *ctx)
{
    static const char *const heads[] = { "code", "kind", "name", "parent", "place", NULL };

    TRY(put_heads(ctx, heads));
    return db_each(w->tx, &stmt_exported_orgs, NO_ARGS, put_org, ctx);
}

/* -- the journal -- */

enum { JOURNAL_PAGE = 1000 };

static enum rc put_entry(struct exporting *x, const struct entry *e)
{
    char room[TIME_TEXT];

    put_int(x, e->seq, true);
    csv_put(&x->line, time_text(e->at, room), false);
    put_int(x, e->account, false);
    csv_put(&x->line, e->who, false);
    csv_put(&x->line, e->kind, false);
    csv_put(&x->line, e->on, false);
    put_int(x, e->subject, false);
    csv_put(&x->line, e->data.text, false);
    buf_add1(&x->line, '\n');
    return put_line(x);
}

struct journal_page {
    struct exporting *x;
    int64_t           after;
    size_t            n;
};

static enum rc journal_page(struct work *w, void *ctx)
{
    struct journal_page *p = ctx;
    struct rows          rows;
    const struct entry  *e;

    TRY(journal_after(w, p->after, JOURNAL_PAGE, &rows));
    e    = rows.at;
    p->n = rows.n;
    for (size_t i = 0; i < rows.n; i++)
        TRY(put_entry(p->x, &e[i]));
    if (rows.n)
        p->after = e[rows.n - 1].seq;
    return RC_OK;
}

static enum rc journal(struct exporting *x)
{
    static const char *const heads[] = { "seq", "at",      "account", "who", "kind",
                                         "on",  "subject", "data",    NULL };
    struct journal_page      p       = { .x = x, .n = JOURNAL_PAGE };

    TRY(put_heads(x, heads));
    while (p.n == JOURNAL_PAGE)
        TRY(work_do(&x->in->s, &actor_system, WORK_READ, journal_page, &p, &x->c->faults));
    return RC_OK;
}

/* -- cases: by their room -- */

struct noting {
    const struct export_query *q;
    const struct exported     *e;
};

static enum rc note(struct work *w, void *ctx)
{
    const struct noting *n = ctx;

    return case_export_note(w, n->q, n->e);
}

static enum rc day_option(struct cli *c, const char *name, int64_t *ret_at)
{
    int32_t day;

    TRY(cli_day(c, name, &day));
    *ret_at = day == NONE_I32 ? NONE_I64 : day_start(day);
    return RC_OK;
}

static enum rc copy_draft(struct exporting *x, const struct draft *d)
{
    char    room[64 << 10];
    ssize_t got;

    if (lseek(d->fd, 0, SEEK_SET) != 0)
        return RC_IO;
    while ((got = read(d->fd, room, sizeof(room))) > 0)
        if (fwrite(room, 1, (size_t)got, x->to) != (size_t)got)
            return RC_IO;
    return got == 0 ? RC_OK : RC_IO;
}

/* It goes on record before anybody has it. */
static enum rc cases(struct exporting *x)
{
    struct cli         *c = x->c;
    struct export_query q = { .place        = NONE_I64,
                              .closed_since = NONE_I64,
                              .channel      = -1,
                              .reason       = cli_value(c, "reason"),
                              .unmask       = cli_given(c, "unmask") };
    struct exported     e;
    struct work         w = { .arena    = c->arena,
                              .actor    = &actor_system,
                              .faults   = &c->faults,
                              .services = &x->in->s,
                              .now      = clock_now(x->in->s.clock) };

    TRY(day_option(c, "since", &q.since));
    TRY(day_option(c, "until", &q.until));
    w.practice = practice_in_force(w.services, &w.practice_number);
    TRY(case_export(
        &w, &q,
        export_mark_text(
            c->arena,
            &(struct export_mark){ .who = S("linli export"), .at = w.now, .purpose = q.reason },
            c->lang),
        EXPORT_MOST, c->lang, &e));
    TRY(work_do(w.services, &actor_system, WORK_WRITE, note, &(struct noting){ &q, &e },
                &c->faults));
    return copy_draft(x, &e.file);
}

/* -- the command -- */

static enum rc export_kind(struct exporting *x, struct str kind)
{
    struct services *s = &x->in->s;

    if (str_is(kind, "cases"))
        return cases(x);
    if (str_is(kind, "journal"))
        return journal(x);
    return work_do(s, &actor_system, WORK_READ, str_is(kind, "territory") ? places : orgs, x,
                   &x->c->faults);
}

static enum rc open_out(struct exporting *x, struct str path)
{
    int fd;

    x->to = stdout;
    if (!path.p)
        return RC_OK;
    fd    = open(arena_cstr(x->c->arena, path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    x->to = fd < 0 ? NULL : fdopen(fd, "w");
    if (x->to)
        return RC_OK;
    return fault(&x->c->faults, errno == EEXIST ? RC_CONFLICT : RC_IO,
                 errno == EEXIST ? &there : &unwritten, path, STR_NONE);
}

/* What was not written whole is not left behind. */
static enum rc close_out(struct exporting *x, struct str path, enum rc rc)
{
    bool ok = fflush(x->to) == 0;

    if (path.p && fclose(x->to) != 0)
        ok = false;
    if (rc == RC_OK && !ok)
        rc = fault(&x->c->faults, RC_IO, &unwritten, path.p ? path : S("stdout"), STR_NONE);
    if (rc != RC_OK && path.p)
        unlink(arena_cstr(x->c->arena, path));
    return rc;
}

static bool is_kind(struct str kind)
{
    static const char *const kinds[] = { "cases", "territory", "organisations", "journal", NULL };

    return str_is_word(kind, kinds);
}

static int run(struct cli *c)
{
    struct instance  in;
    struct exporting x    = { .c = c, .in = &in };
    struct str       path = cli_value(c, "out");
    bool             uses = str_is(c->args[0], "cases"); /* which leaves a line in the journal */
    enum rc          rc   = RC_OK;

    if (!is_kind(c->args[0]))
        return cli_fail(c, fault(&c->faults, RC_INVALID, &no_kind, STR_NONE, STR_NONE));
    rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, uses ? USE_WRITE : USE_READ, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = open_out(&x, path);
    if (rc == RC_OK) {
        buf_init(&x.line, LINE_MOST);
        rc = close_out(&x, path, export_kind(&x, c->args[0]));
        buf_free(&x.line);
    }
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "out",
      "FILE",
      false,
      { "写入此文件（默认为标准输出）", "write to this file; else standard output" } },
    { "since", "DAY", false, { "cases：自这一天起上报的", "cases: reported from that day on" } },
    { "until", "DAY", false, { "cases：这一天之前上报的", "cases: reported before that day" } },
    { "unmask",
      NULL,
      false,
      { "cases：姓名、电话、地址不遮盖", "cases: names, telephones and addresses whole" } },
    { "reason",
      "WORDS",
      false,
      { "cases：不遮盖的理由，会留下记录", "cases: what --unmask is for; it goes on record" } },
    { 0 },
};
const struct command cmd_export = {
    .words   = "export",
    .takes   = "KIND",
    .least   = 1,
    .most    = 1,
    .about   = { "导出cases、territory、organisations或journal为CSV",
                 "write cases, territory, organisations or the journal as CSV" },
    .options = options,
    .run     = run,
};
