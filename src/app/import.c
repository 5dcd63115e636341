/* import: taking in files of rows from the command line. */
#include "app/import.h"
#include "app/commands.h"
#include "app/read_file.h"
#include "app/secret.h"
#include "people/people.h"
#include "territory/import.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 29, LEVELS_MOST = 16, SHOWN_MOST = 20 };

static const struct say no_file = SAY("no_file", "无法读取{0}", "{0} cannot be read");
static const struct say no_kind = SAY("import_kind", "可导入的有:{0}", "what can be imported: {0}");
static const struct say counts = SAY("import_counts", "给出{0}行:{1}", "{0} rows given: {1}");
static const struct say dry_run =
    SAY("dry_run", "试运行,没有写入任何内容", "a dry run: nothing was written");
static const struct say line_is = SAY("line", "第{0}行:{1}", "line {0}: {1}");
static const struct say in_file =
    SAY("errors_in", "被拒绝的行已写入{0}", "the refused rows are in {0}");
static const struct say no_errors = SAY("no_errors_file", "无法写入{0}", "{0} cannot be written");

static struct str with_counts(struct cli *c, int64_t added, int64_t changed, int64_t same,
                              int64_t refused)
{
    return arena_fmt(c->arena,
                     c->lang == LANG_ZH
                         ? "新增%lld,更改%lld,未变%lld,拒绝%lld"
                         : "%lld added, %lld changed, %lld as they were, %lld refused",
                     (long long)added, (long long)changed, (long long)same, (long long)refused);
}

static struct str decimal(struct cli *c, int64_t n)
{
    return arena_fmt(c->arena, "%lld", (long long)n);
}

static enum rc write_errors(struct cli *c, struct str path, struct str csv)
{
    int  fd;
    bool ok;

    if (!path.p || !csv.p)
        return RC_OK;
    fd = open(arena_cstr(c->arena, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ok = fd >= 0;
    /* A spreadsheet takes it for UTF-8 by the mark. */
    if (ok && write(fd, "\xef\xbb\xbf", 3) != 3)
        ok = false;
    while (ok && csv.n) {
        ssize_t put = write(fd, csv.p, csv.n);

        ok  = put > 0;
        csv = str_skip(csv, put > 0 ? (size_t)put : 0);
    }
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    if (!ok)
        return fault(&c->faults, RC_IO, &no_errors, path, STR_NONE);
    cli_say(c, &in_file, path, STR_NONE);
    return RC_OK;
}

enum rc import_report(struct cli *c, const struct row_report *r, bool dry, struct str errors)
{
    for (size_t i = 0; i < r->told.n; i++)
        cli_warn(c, &line_is, decimal(c, (int64_t)r->told.at[i].line), r->told.at[i].why);
    cli_say(c, &counts, decimal(c, r->given), with_counts(c, r->taken, 0, r->same, r->refused));
    if (dry)
        cli_say(c, &dry_run, STR_NONE, STR_NONE);
    return write_errors(c, errors, r->csv);
}

/* -- territory: its room does it -- */

struct territory_task {
    struct cli             *c;
    struct territory_import in;
    struct str              under;
    struct import_report    report;
};

static enum rc territory(struct work *w, void *ctx)
{
    struct territory_task *t = ctx;
    struct import_report   r;
    struct place           p;
    struct import_told    *told;

    if (t->under.p) {
        TRY(place_by_code(w, t->under, &p));
        t->in.under = p.id;
    }
    TRY(territory_import(w, &t->in, &r));
    t->report     = r;
    t->report.csv = arena_str(t->c->arena, r.csv);
    told          = ARENA_ARRAY(t->c->arena, struct import_told, SHOWN_MOST);
    for (size_t i = 0; i < r.told.n && i < SHOWN_MOST; i++) {
        told[i] = ((const struct import_told *)r.told.at)[i];
        told[i].why =
            arena_fmt(t->c->arena, "%.*s %.*s", STR_ARG(told[i].code), STR_ARG(told[i].why));
    }
    t->report.told.at = told;
    t->report.told.n  = r.told.n < SHOWN_MOST ? r.told.n : SHOWN_MOST;
    return RC_OK;
}

static enum rc tell_territory(struct cli *c, const struct territory_task *t, struct str errors)
{
    const struct import_report *r    = &t->report;
    const struct import_told   *told = r->told.at;

    for (size_t i = 0; i < r->told.n; i++)
        cli_warn(c, &line_is, decimal(c, told[i].line), told[i].why);
    cli_say(c, &counts, decimal(c, r->given),
            with_counts(c, r->added, r->changed, r->same, r->refused));
    if (t->in.dry)
        cli_say(c, &dry_run, STR_NONE, STR_NONE);
    return write_errors(c, errors, r->csv);
}

static enum rc import_territory(struct cli *c, struct instance *in, struct territory_task *t,
                                struct str errors)
{
    TRY(work_do(&in->s, &actor_system, t->in.dry ? WORK_READ : WORK_WRITE, territory, t,
                &c->faults));
    return tell_territory(c, t, errors);
}

static struct territory_task territory_task(struct cli *c, struct str file, struct str text)
{
    struct str start = str_trim(text);

    return (struct territory_task){
        .c  = c,
        .in = { .text  = text,
                .file  = file,
                .lang  = c->lang,
                .under = NONE_I64,
                .on    = NONE_I32,
                .form  = start.n && start.p[0] == '{' ? IMPORT_GEOJSON : IMPORT_CSV },
    };
}

static enum rc territory_by_options(struct cli *c, struct instance *in, struct str text)
{
    struct territory_task t     = territory_task(c, c->args[1], text);
    struct str            level = cli_value(c, "levels");
    struct str           *at    = ARENA_ARRAY(c->arena, struct str, LEVELS_MOST);

    t.under   = cli_value(c, "under");
    t.in.top  = cli_given(c, "top");
    t.in.kind = cli_value(c, "kind");
    t.in.dry  = cli_given(c, "dry-run");
    while (t.in.n_levels < LEVELS_MOST && str_split(&level, ',', &at[t.in.n_levels]))
        t.in.n_levels++;
    t.in.levels = at;
    return import_territory(c, in, &t, cli_value(c, "errors"));
}

/* -- rows -- */

static enum rc rows(struct cli *c, struct instance *in, const struct row_kind *kind, void *ctx,
                    struct str text, bool dry, struct str errors)
{
    struct row_import i = {
        .kind = kind, .text = text, .dry = dry, .lang = c->lang, .ctx = ctx, .out = c->arena
    };
    struct row_report r;

    TRY(row_import(&in->s, &i, &c->faults, &r));
    return import_report(c, &r, dry, errors);
}

static enum rc orgs_by_options(struct cli *c, struct instance *in, struct str text)
{
    return rows(c, in, &org_rows, NULL, text, cli_given(c, "dry-run"), cli_value(c, "errors"));
}

static enum rc accounts_by_options(struct cli *c, struct instance *in, struct str text)
{
    struct account_ctx ctx = { 0 };
    struct str         secret;

    if (cli_given(c, "password-file")) {
        TRY(secret_ask(c, cli_value(c, "password-file"), &secret));
        TRY(people_hash(&in->s, secret, c->arena, &ctx.hash));
    }
    return rows(c, in, &account_rows, &ctx, text, cli_given(c, "dry-run"), cli_value(c, "errors"));
}

/* -- the demo of a pack -- */

static enum rc read_text(struct cli *c, struct str path, struct str *ret)
{
    enum rc rc = read_file_gz(c->arena, arena_cstr(c->arena, path), FILE_MOST, ret);

    return rc == RC_OK ? rc : fault(&c->faults, rc, &no_file, path, STR_NONE);
}

static struct str demo_path(struct cli *c, struct str pack, const char *name)
{
    return arena_fmt(c->arena, "%.*s/demo/%s", STR_ARG(pack), name);
}

static bool is_there(struct str path)
{
    struct stat st;

    return stat(path.p, &st) == 0;
}

static enum rc demo_places(struct cli *c, struct instance *in, struct str pack, const char *name)
{
    struct str            path = demo_path(c, pack, name), text;
    struct territory_task t;

    if (!is_there(path))
        return RC_OK;
    TRY(read_text(c, path, &text));
    t        = territory_task(c, path, text);
    t.in.top = true;
    return import_territory(c, in, &t, STR_NONE);
}

static enum rc demo_rows(struct cli *c, struct instance *in, struct str pack, const char *name,
                         const struct row_kind *kind, const void *ctx)
{
    struct str path = demo_path(c, pack, name), text;

    if (!is_there(path))
        return RC_OK;
    TRY(read_text(c, path, &text));
    return rows(c, in, kind, (void *)(uintptr_t)ctx, text, false, STR_NONE);
}

enum rc import_demo(struct cli *c, struct instance *in, struct str pack,
                    const struct account_ctx *accounts)
{
    TRY(demo_places(c, in, pack, "places.csv"));
    TRY(demo_places(c, in, pack, "places.geojson"));
    TRY(demo_rows(c, in, pack, "organisations.csv", &org_rows, NULL));
    return demo_rows(c, in, pack, "accounts.csv", &account_rows, accounts);
}

/* -- the command -- */

struct importer {
    const char *kind;
    enum rc (*run)(struct cli *c, struct instance *in, struct str text);
};
static const struct importer importers[] = {
    { "territory", territory_by_options },
    { "organisations", orgs_by_options },
    { "accounts", accounts_by_options },
};

static const struct importer *find_importer(struct cli *c)
{
    struct buf all;

    for (size_t i = 0; i < ARRAY_LEN(importers); i++)
        if (str_is(c->args[0], importers[i].kind))
            return &importers[i];
    buf_init(&all, 1000);
    for (size_t i = 0; i < ARRAY_LEN(importers); i++)
        buf_addf(&all, i ? ", %s" : "%s", importers[i].kind);
    fault(&c->faults, RC_INVALID, &no_kind, buf_str(&all), STR_NONE);
    buf_free(&all);
    return NULL;
}

static int run(struct cli *c)
{
    const struct importer *i = find_importer(c);
    struct instance        in;
    struct str             text;
    enum rc                rc;

    if (!i)
        return cli_fail(c, RC_INVALID);
    rc = read_text(c, c->args[1], &text);
    if (rc == RC_OK)
        rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = i->run(c, &in, text);
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "dry-run", NULL, false, { "只检查,不写入", "check only, write nothing" } },
    { "errors", "FILE", false, { "被拒绝的行写入此CSV", "write the refused rows here, as CSV" } },
    { "kind",
      "KIND",
      false,
      { "territory:没有类型列时的类型", "territory: the kind of rows that say none" } },
    { "levels",
      "KINDS",
      false,
      { "territory:“级别”列1、2……对应的类型,逗号分隔",
        "territory: kinds of level 1, 2, … of the column `level`, with commas" } },
    { "under",
      "CODE",
      false,
      { "territory:没有上级的行放在其下", "territory: where rows go that name none above" } },
    { "top",
      NULL,
      false,
      { "territory:没有上级的行放在最上层",
        "territory: rows that name none above go to the top" } },
    { "password-file",
      "FILE",
      false,
      { "accounts:首次登录密码", "accounts: the password for the first sign-in" } },
    { 0 },
};
const struct command cmd_import = {
    .words   = "import",
    .takes   = "KIND FILE",
    .least   = 2,
    .most    = 2,
    .about   = { "导入territory、organisations或accounts(CSV、GeoJSON,可为.gz)",
                 "take in territory, organisations or accounts (CSV, GeoJSON, also .gz)" },
    .options = options,
    .run     = run,
};
