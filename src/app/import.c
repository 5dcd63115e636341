/* import: taking in files of rows from the command line. */
#include "app/import.h"
#include "app/commands.h"
#include "app/read_file.h"
#include "app/secret.h"
#include "people/people.h"
#include "territory/import.h"

enum { FILE_MOST = 1 << 29 };

static const struct say no_file = SAY("no_file", "无法读取{0}", "{0} cannot be read");
static const struct say one_file = SAY("import_one_file", "导入{0}一次只能给一个文件，“{1}”多了",
                                       "{0} come from one file at a time; {1} is too much");
static const struct say no_kind =
    SAY("import_kind", "可导入的有：{0}", "what can be imported: {0}");

static enum rc read_within(struct cli *c, struct str path, size_t most, struct str *ret)
{
    enum rc rc = read_file_gz(c->arena, arena_cstr(c->arena, path), most, ret);

    return rc == RC_OK ? rc : fault(&c->faults, rc, &no_file, path, STR_NONE);
}

enum rc import_read(struct cli *c, struct str path, struct str *ret)
{
    return read_within(c, path, FILE_MOST, ret);
}

/* -- what there is -- */

static enum rc places(struct cli *c, struct instance *in, const struct import_given g[])
{
    const struct place_options o = {
        .under  = cli_value(c, "under"),
        .kind   = cli_value(c, "kind"),
        .levels = cli_value(c, "levels"),
        .names  = cli_value(c, "names"),
        .crs    = cli_value(c, "crs"),
        .top    = cli_given(c, "top"),
    };

    return import_places(c, in, g, c->n_args - 1, &o);
}

static enum rc orgs(struct cli *c, struct instance *in, const struct import_given g[])
{
    return import_rows(c, in, g, &org_rows, NULL);
}

static enum rc accounts(struct cli *c, struct instance *in, const struct import_given g[])
{
    struct account_ctx ctx = { 0 };
    struct str         secret;

    if (cli_given(c, "password-file")) {
        TRY(secret_ask(c, cli_value(c, "password-file"), &secret));
        TRY(people_hash(&in->s, secret, c->arena, &ctx.hash));
    }
    return import_rows(c, in, g, &account_rows, &ctx);
}

static enum rc cases(struct cli *c, struct instance *in, const struct import_given g[])
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
    size_t      files; /* at once, at most */
    enum rc (*run)(struct cli *c, struct instance *in, const struct import_given g[]);
};
static const struct importer importers[] = {
    { "territory", IMPORT_FILES_MOST, places },
    { "organisations", 1, orgs },
    { "accounts", 1, accounts },
    { "hotline", 1, cases },
    { "cases", 1, cases },
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

/* Where the refused rows of the n-th of several files go: refused.csv becomes refused-2.csv. */
static struct str errors_of(struct cli *c, size_t n)
{
    struct str path  = cli_value(c, "errors"), end;
    size_t     stem  = path.n;
    bool       alone = c->n_args == 2;

    if (!path.p || alone)
        return path;
    for (size_t i = path.n; i > 0 && path.p[i - 1] != '/'; i--) {
        if (path.p[i - 1] == '.') {
            stem = i - 1;
            break;
        }
    }
    end = str_skip(path, stem);
    return arena_fmt(c->arena, "%.*s-%zu%.*s", STR_ARG(str_head(path, stem)), n, STR_ARG(end));
}

/* All files; together they may be as large as one. */
static enum rc given(struct cli *c, const struct importer *i, struct import_given **ret)
{
    size_t               n = c->n_args - 1, left = FILE_MOST;
    struct import_given *g = ARENA_ARRAY(c->arena, struct import_given, n);
    int32_t              on;

    if (n > i->files)
        return fault(&c->faults, RC_INVALID, &one_file, c->args[0], c->args[2]);
    TRY(cli_day(c, "on", &on));
    for (size_t k = 0; k < n; k++) {
        g[k] = (struct import_given){ .file   = c->args[1 + k],
                                      .errors = errors_of(c, k + 1),
                                      .dry    = cli_given(c, "dry-run"),
                                      .on     = on };
        TRY(read_within(c, g[k].file, left, &g[k].text));
        left -= g[k].text.n;
    }
    *ret = g;
    return RC_OK;
}

static int run(struct cli *c)
{
    const struct importer *i = find_importer(c);
    struct instance        in;
    struct import_given   *g;
    enum rc                rc;

    if (!i)
        return cli_fail(c, RC_INVALID);
    rc = given(c, i, &g);
    if (rc == RC_OK)
        rc = instance_read(c, cli_value(c, "data"), &in);
    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = i->run(c, &in, g);
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "dry-run", NULL, false, { "只检查，不写入", "check only, write nothing" } },
    { "errors",
      "FILE",
      false,
      { "被拒绝的行写入此CSV；多个文件时各写一个：FILE-1、FILE-2……",
        "write the refused rows here, as CSV; of several files into FILE-1, FILE-2, …" } },
    { "on",
      "DAY",
      false,
      { "自哪一天起（默认今天）", "the day from which it is so; today unless said" } },
    { "kind",
      "KIND",
      false,
      { "territory：没有类型列时的类型", "territory: the kind of rows that say none" } },
    { "levels",
      "KINDS",
      false,
      { "territory：“级别”列1、2……对应的类型，逗号分隔；没有此列时按区划代码的长度",
        "territory: kinds of level 1, 2, … of the column `level`, with commas; without the column,"
        " of divisions by the length of their codes" } },
    { "names",
      "LIST",
      false,
      { "territory：哪一列读作哪一列，如code=gb_code,name=title",
        "territory: which column is read as which, as in code=gb_code,name=title" } },
    { "crs",
      "CRS",
      false,
      { "territory：坐标系：wgs84（默认）、gcj02、bd09",
        "territory: of coordinates: wgs84 (unless said), gcj02, bd09" } },
    { "under",
      "CODE",
      false,
      { "territory：没有上级的行放在其下；hotline、cases：没有地点的行归于此处",
        "territory: where rows go that name none above; hotline, cases: that name no place" } },
    { "process",
      "NAME",
      false,
      { "hotline、cases：没有流程的行的流程",
        "hotline, cases: the process of rows that say none" } },
    { "top",
      NULL,
      false,
      { "territory：没有上级的行放在最上层",
        "territory: rows that name none above go to the top" } },
    { "password-file",
      "FILE",
      false,
      { "accounts：首次登录密码", "accounts: the password for the first sign-in" } },
    { 0 },
};
const struct command cmd_import = {
    .words = "import",
    .takes = "KIND FILE...",
    .least = 2,
    .most  = 1 + IMPORT_FILES_MOST,
    .about = { "导入territory（可一次多个文件）、organisations、accounts、hotline、cases（"
               "CSV、GeoJSON，可为.gz）",
               "take in territory (of several files), organisations, accounts, hotline, cases" },
    .options = options,
    .run     = run,
};
