/* init: a new data folder from a practice pack. */
#include "app/commands.h"
#include "app/import.h"
#include "app/pack.h"
#include "app/read_file.h"
#include "app/secret.h"
#include "people/people.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONF_MOST = 64 << 10, ADMINS = 3 };

static const struct say not_empty = SAY("not_empty", "{0}不是空目录，也不是Linli的数据目录",
                                        "{0} is neither empty nor a data folder of Linli");
static const struct say ready = SAY("already_set_up", "{0}已经设置好了", "{0} is set up already");
static const struct say no_make = SAY("cannot_make", "无法创建{0}", "{0} cannot be made");
static const struct say no_secret =
    SAY("no_secret", "文件{0}中没有{1}的密码", "{0} holds no password for {1}");
static const struct say made = SAY("made", "已创建{0}", "{0} is made");
static const struct say shown =
    SAY("shown_once", "三位管理员的密码只显示这一次，首次登录后须修改：",
        "the administrators' passwords, shown this once; each must be"
        " changed at the first sign-in:");
static const struct say one_admin = SAY("one_admin", "  {0}  {1}", "  {0}  {1}");

struct admin {
    const char *login, *name;
    enum role   role;
};
/* The three that GB/T 22239 keeps apart. Their names are data, not words of this command: they are
 * in the first language of every practice, whatever the terminal speaks. */
static const struct admin admins[ADMINS] = {
    { "sys_admin", "系统管理员", ROLE_SYSTEM },
    { "sec_admin", "安全管理员", ROLE_SECURITY },
    { "audit_admin", "审计管理员", ROLE_AUDIT },
};

struct setting_up {
    struct cli *c;
    struct pack pack;
    struct str  secrets[ADMINS], hashes[ADMINS];
    bool        given; /* the secrets come from a file */
    bool        done;  /* there was a practice in force already */
};

/* -- the folder -- */

static bool is_empty(const char *path)
{
    DIR           *d = opendir(path);
    struct dirent *e;
    bool           empty = d != NULL;

    while (d && empty && (e = readdir(d)))
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (d)
        closedir(d);
    return empty;
}

static enum rc write_new(const char *path, struct str text)
{
    int     fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    enum rc rc;

    if (fd < 0)
        return RC_IO;
    rc = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0 ? RC_OK : RC_IO;
    if (close(fd) != 0)
        rc = RC_IO;
    return rc;
}

/* A folder that another init began and did not end is taken up again. */
static enum rc make_folder(struct cli *c, struct str dir)
{
    struct str  db    = cli_value(c, "db");
    struct str  conf  = arena_fmt(c->arena, "%.*s/linli.conf", STR_ARG(dir));
    struct str  files = arena_fmt(c->arena, "%.*s/files", STR_ARG(dir));
    char       *path  = arena_cstr(c->arena, dir);
    struct buf  text;
    struct stat st;
    enum rc     rc;

    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return fault(&c->faults, RC_IO, &no_make, dir, STR_NONE);
    if (stat(conf.p, &st) == 0)
        return RC_OK;
    if (!is_empty(path))
        return fault(&c->faults, RC_CONFLICT, &not_empty, dir, STR_NONE);
    buf_init(&text, CONF_MOST);
    conf_example(db.p ? arena_cstr(c->arena, db) : "sqlite:linli.db", &text);
    rc = write_new(conf.p, buf_str(&text));
    buf_free(&text);
    if (rc != RC_OK || (mkdir(files.p, 0700) != 0 && errno != EEXIST))
        return fault(&c->faults, RC_IO, &no_make, conf, STR_NONE);
    return RC_OK;
}

/* -- the administrators -- */

/* Lines "login password". */
static enum rc secret_of(struct cli *c, struct str file, struct str text, const char *login,
                         struct str *ret)
{
    struct str line, name;

    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (str_split(&line, ' ', &name) && str_is(name, login) && line.n) {
            *ret = str_trim(line);
            return RC_OK;
        }
    }
    return fault(&c->faults, RC_INVALID, &no_secret, file, str_of(login));
}

static enum rc find_secrets(struct cli *c, struct setting_up *up)
{
    struct str file = cli_value(c, "password-file"), text;

    up->given = file.p != NULL;
    if (up->given)
        TRY(read_file(c->arena, arena_cstr(c->arena, file), CONF_MOST, &text));
    for (size_t i = 0; i < ADMINS; i++)
        if (up->given)
            TRY(secret_of(c, file, text, admins[i].login, &up->secrets[i]));
        else
            up->secrets[i] = secret_random(c->arena);
    return RC_OK;
}

static enum rc add_admin(struct work *w, struct setting_up *up, size_t i)
{
    struct account_new in = {
        .login       = str_of(admins[i].login),
        .name        = str_of(admins[i].name),
        .hash        = up->hashes[i],
        .role        = admins[i].role,
        .lang        = (int32_t)up->c->lang,
        .must_change = !up->given,
    };
    struct policy p;
    int64_t       id;

    TRY(policy_get(w, &p));
    TRY(password_check(w, &p, in.login, up->secrets[i], in.login));
    return account_add(w, &in, &id);
}

static enum rc set_up(struct work *w, void *ctx)
{
    struct setting_up *up = ctx;
    int64_t            version;
    bool               fresh;

    up->done = w->practice != NULL;
    if (up->done)
        return RC_OK;
    TRY(practice_store(w, up->pack.files, up->pack.n, &version, &fresh));
    TRY(practice_enforce(w, version, w->practice_number, STR_NONE));
    for (size_t i = 0; i < ADMINS; i++)
        TRY(add_admin(w, up, i));
    return RC_OK;
}

/* -- the demo -- */

static const struct say demo_secret =
    SAY("demo_password", "示例账号的密码都是{0}", "the password of every demo account is {0}");

static enum rc add_demo(struct cli *c, struct instance *in)
{
    struct str         secret   = secret_random(c->arena);
    struct account_ctx accounts = { .keep_hash = true };

    /* The practice that was just put in force. */
    TRY(practice_refresh(&in->s));
    TRY(people_hash(&in->s, secret, c->arena, &accounts.hash));
    TRY(import_demo(c, in, cli_value(c, "practice"), &accounts));
    cli_say(c, &demo_secret, secret, STR_NONE);
    return RC_OK;
}

/* -- all of it -- */

/* NONE_I64: now. A demo that is to have a past begins on that day. */
static enum rc begin_at(struct cli *c, int64_t *ret_at)
{
    int32_t day;

    TRY(cli_day(c, "on", &day));
    *ret_at = day == NONE_I32 ? NONE_I64 : day_start(day);
    return RC_OK;
}

static enum rc set_up_in(struct cli *c, struct str dir, struct setting_up *up)
{
    struct instance in;
    int64_t         at;
    enum rc         rc = RC_OK;

    TRY(begin_at(c, &at));
    TRY(make_folder(c, dir));
    TRY(instance_read(c, dir, &in));
    TRY(instance_open(c, USE_SERVE, at, &in));
    for (size_t i = 0; i < ADMINS && rc == RC_OK; i++)
        rc = people_hash(&in.s, up->secrets[i], c->arena, &up->hashes[i]);
    if (rc == RC_OK)
        rc = work_do(&in.s, &actor_system, WORK_WRITE, set_up, up, &c->faults);
    if (rc == RC_OK && !up->done && cli_given(c, "demo"))
        rc = add_demo(c, &in);
    instance_close(&in);
    if (rc == RC_OK && up->done)
        rc = fault(&c->faults, RC_CONFLICT, &ready, dir, STR_NONE);
    return rc;
}

static int run(struct cli *c)
{
    struct setting_up up  = { .c = c };
    struct str        dir = cli_value(c, "data");
    enum rc           rc  = pack_load(c, cli_value(c, "practice"), false, &up.pack);

    if (rc != RC_OK)
        return c->faults.n ? cli_fail(c, rc) : EXIT_FAILED;
    rc = find_secrets(c, &up);
    if (rc == RC_OK)
        rc = set_up_in(c, dir, &up);
    practice_free(up.pack.practice);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    cli_say(c, &made, dir, STR_NONE);
    if (!up.given)
        cli_say(c, &shown, STR_NONE, STR_NONE);
    for (size_t i = 0; i < ADMINS && !up.given; i++)
        cli_say(c, &one_admin, str_of(admins[i].login), up.secrets[i]);
    return EXIT_DONE;
}

static const struct option options[] = {
    { "data", "DIR", true, { "要创建的数据目录", "the data folder to make" } },
    { "practice", "FOLDER", true, { "实践包", "the practice pack" } },
    { "db",
      "URL",
      false,
      { "数据库（默认为目录中的SQLite）", "the database; SQLite in the folder unless said" } },
    { "password-file",
      "FILE",
      false,
      { "管理员密码，每行“登录名 密码”",
        "the administrators' passwords, lines of \"login password\"" } },
    { "demo",
      NULL,
      false,
      { "导入实践包demo目录中的示例", "take in what is in the pack's folder demo" } },
    { "on",
      "DAY",
      false,
      { "如同在这一天设置（用于模拟）", "as if it were set up on that day, for a simulation" } },
    { 0 },
};
const struct command cmd_init = {
    .words   = "init",
    .takes   = "",
    .about   = { "按实践包创建数据目录", "make a data folder from a practice pack" },
    .options = options,
    .run     = run,
};
