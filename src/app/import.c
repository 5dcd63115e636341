/* import: taking in files of rows from the command line. */
#include "app/import.h"
#include "app/commands.h"
#include "app/read_file.h"
#include "app/secret.h"
#include "people/people.h"

enum { FILE_MOST = 1 << 29 };

static const struct say no_file = SAY("no_file", "无法读取{0}", "{0} cannot be read");
static const struct say no_kind = SAY("import_kind", "可导入的有:{0}", "what can be imported: {0}");

enum rc import_read(struct cli *c, struct str path, struct str *ret)
{
    enum rc rc = read_file_gz(c->arena, arena_cstr(c->arena, path), FILE_MOST, ret);

    return rc == RC_OK ? rc : fault(&c->faults, rc, &no_file, path, STR_NONE);
}

/* -- what there is -- */

static enum rc places(struct cli *c, struct instance *in, const struct import_given *g)
{
    const struct place_options o = {
        .under  = cli_value(c, "under"),
        .kind   = cli_value(c, "kind"),
        .levels = cli_value(c, "levels"),
        .top    = cli_given(c, "top"),
    };

    return import_places(c, in, g, &o);
}

static enum rc orgs(struct cli *c, struct instance *in, const struct import_given *g)
{
    return import_rows(c, in, g, &org_rows, NULL);
}

static enum rc accounts(struct cli *c, struct instance *in, const struct import_given *g)
{
    struct account_ctx ctx = { 0 };
    struct str         secret;

    if (cli_given(c, "password-file")) {
        TRY(secret_ask(c, cli_value(c, "password-file"), &secret));
        TRY(people_hash(&in->s, secret, c->arena, &ctx.hash));
    }
    return import_rows(c, in, g, &account_rows, &ctx);
}

static enum rc cases(struct cli *c, struct instance *in, const struct import_given *g)
{
    const struct case_options o = {
        .hotline = str_is(c->args[0], "hotline"),
        .process = cli_value(c, "process"),
        .place   = cli_value(c, "under"),
    };

    return import_cases(c, in, g, &o);
}

struct importer {
    const char *kind;
    enum rc (*run)(struct cli *c, struct instance *in, const struct import_given *g);
};
static const struct importer importers[] = {
    { "territory", places }, { "organisations", orgs }, { "accounts", accounts },
    { "hotline", cases },    { "cases", cases },
};

/* -- the command -- */

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

static enum rc given(struct cli *c, struct import_given *ret)
{
    *ret = (struct import_given){
        .file   = c->args[1],
        .errors = cli_value(c, "errors"),
        .dry    = cli_given(c, "dry-run"),
    };
    TRY(cli_day(c, "on", &ret->on));
    return import_read(c, c->args[1], &ret->text);
}

static int run(struct cli *c)
{
    const struct importer *i = find_importer(c);
    struct instance        in;
    struct import_given    g;
    enum rc                rc;

    if (!i)
        return cli_fail(c, RC_INVALID);
    rc = given(c, &g);
    if (rc == RC_OK)
        rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = i->run(c, &in, &g);
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "dry-run", NULL, false, { "只检查,不写入", "check only, write nothing" } },
    { "errors", "FILE", false, { "被拒绝的行写入此CSV", "write the refused rows here, as CSV" } },
    { "on",
      "DAY",
      false,
      { "自哪一天起(默认今天)", "the day from which it is so; today unless said" } },
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
      { "territory:没有上级的行放在其下;hotline、cases:没有地点的行归于此处",
        "territory: where rows go that name none above; hotline, cases: that name no place" } },
    { "process",
      "NAME",
      false,
      { "hotline、cases:没有流程的行的流程",
        "hotline, cases: the process of rows that say none" } },
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
    .words = "import",
    .takes = "KIND FILE",
    .least = 2,
    .most  = 2,
    .about = { "导入territory、organisations、accounts、hotline、cases(CSV、GeoJSON,可为.gz)",
               "take in territory, organisations, accounts, hotline, cases (CSV, GeoJSON, .gz)" },
    .options = options,
    .run     = run,
};
