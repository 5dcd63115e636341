/* user: accounts and posts from the command line, for whoever owns the machine. */
#include "app/app_rows.h"
#include "app/commands.h"
#include "app/instance.h"
#include "app/node.h"
#include "app/secret.h"
#include "people/people.h"

static const struct say no_account = SAY("no_account", "没有账号{0}", "there is no account {0}");
static const struct say done       = SAY("done", "{0}：已完成", "{0}: done");
static const struct say code_is = SAY("code_is", "{0}：一次性口令 {1}（三天内有效）",
                                      "{0}: one-time code {1}, good for three days");

struct user_task {
    struct cli *c;
    struct str  login, hash, secret;
    int32_t     role;
    struct str  code; /* made */
};

/* Open, run one unit of work, close. */
static int run_unit(struct cli *c, work_fn *fn, struct user_task *t, const struct say *end)
{
    struct instance in;
    enum rc         rc = instance_read(c, cli_value(c, "data"), &in);

    if (rc == RC_OK)
        rc = instance_open(c, USE_WRITE, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    if (t->secret.p)
        rc = people_hash(&in.s, t->secret, c->arena, &t->hash);
    if (rc == RC_OK)
        rc = work_do(&in.s, &actor_system, WORK_WRITE, fn, t, &c->faults);
    instance_close(&in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    cli_say(c, end, t->login, t->code);
    return EXIT_DONE;
}

static enum rc find(struct work *w, struct user_task *t, struct account *ret)
{
    enum rc rc = account_by_login(w, t->login, ret);

    if (rc == RC_NOT_FOUND)
        return fault(w->faults, rc, &no_account, t->login, STR_NONE);
    return rc;
}

static enum rc check_secret(struct work *w, const struct user_task *t)
{
    struct policy p;

    if (!t->secret.p)
        return RC_OK;
    TRY(policy_get(w, &p));
    return password_check(w, &p, t->login, t->secret, S("password"));
}

/* Kept behind the unit's end. */
static enum rc make_code(struct work *w, struct user_task *t, int64_t account)
{
    struct str code;

    TRY(account_code(w, account, &code));
    t->code = arena_str(t->c->arena, code);
    return RC_OK;
}

/* -- add -- */

static enum rc add(struct work *w, void *ctx)
{
    struct user_task  *t    = ctx;
    struct str         name = cli_value(t->c, "name");
    struct account_new in   = {
          .login = t->login,
          .name  = name.p ? name : t->login,
          .phone = cli_value(t->c, "phone"),
          .hash  = t->hash,
          .role  = t->role,
          .lang  = (int32_t)t->c->lang,
    };
    int64_t id;

    TRY(check_secret(w, t));
    TRY(account_add(w, &in, &id));
    return t->secret.p ? RC_OK : make_code(w, t, id);
}

static enum rc role_of(struct cli *c, int32_t *ret)
{
    struct str word = cli_value(c, "role");

    *ret = ROLE_NONE;
    for (int32_t i = 0; word.p && role_words[i]; i++)
        if (str_is(word, role_words[i])) {
            *ret = i;
            return RC_OK;
        }
    if (!word.p)
        return RC_OK;
    return fault_field(&c->faults, RC_INVALID, &say_not_one_of, S("--role"),
                       S("none, system, security, audit"));
}

static int run_add(struct cli *c)
{
    struct user_task t  = { .c = c, .login = c->args[0] };
    enum rc          rc = role_of(c, &t.role);

    if (rc == RC_OK && !cli_given(c, "code"))
        rc = secret_ask(c, cli_value(c, "password-file"), &t.secret);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    return run_unit(c, add, &t, t.secret.p ? &done : &code_is);
}

/* -- password, code, lock, close -- */

static enum rc set_password(struct work *w, void *ctx)
{
    struct user_task *t = ctx;
    struct account    a;

    TRY(find(w, t, &a));
    TRY(check_secret(w, t));
    return account_set_hash(w, a.id, t->hash, false);
}

static int run_password(struct cli *c)
{
    struct user_task t  = { .c = c, .login = c->args[0] };
    enum rc          rc = secret_ask(c, cli_value(c, "password-file"), &t.secret);

    return rc == RC_OK ? run_unit(c, set_password, &t, &done) : cli_fail(c, rc);
}

static enum rc new_code(struct work *w, void *ctx)
{
    struct user_task *t = ctx;
    struct account    a;

    TRY(find(w, t, &a));
    return make_code(w, t, a.id);
}

static int run_code(struct cli *c)
{
    struct user_task t = { .c = c, .login = c->args[0] };

    return run_unit(c, new_code, &t, &code_is);
}

static enum rc lock_account(struct work *w, void *ctx)
{
    struct user_task *t = ctx;
    struct account    a;

    TRY(find(w, t, &a));
    return account_lock(w, a.id);
}

static int run_lock(struct cli *c)
{
    struct user_task t = { .c = c, .login = c->args[0] };

    return run_unit(c, lock_account, &t, &done);
}

static enum rc close_account(struct work *w, void *ctx)
{
    struct user_task *t = ctx;
    struct account    a;

    TRY(find(w, t, &a));
    return account_close(w, a.id);
}

static int run_close(struct cli *c)
{
    struct user_task t = { .c = c, .login = c->args[0] };

    return run_unit(c, close_account, &t, &done);
}

/* -- post -- */

static enum rc give_post(struct work *w, void *ctx)
{
    struct user_task  *t  = ctx;
    struct posting_new in = { .post = t->c->args[1], .concurrent = cli_given(t->c, "concurrent") };
    struct account     a;
    int64_t            id;

    TRY(cli_day(t->c, "from", &in.from));
    TRY(cli_day(t->c, "to", &in.to));
    TRY(find(w, t, &a));
    TRY(node_by_code(w, cli_value(t->c, "at"), &in.place, &in.org));
    in.account = a.id;
    return posting_add(w, &in, &id);
}

static int run_post(struct cli *c)
{
    struct user_task t = { .c = c, .login = c->args[0] };

    return run_unit(c, give_post, &t, &done);
}

/* -- list -- */

enum { LIST_MOST = 256 << 20 };

static enum rc list_one(void *ctx, const void *row)
{
    const struct listed_account *a   = row;
    struct buf                  *out = ctx;

    buf_addf(out, "%-24.*s %-9s %-7s ", STR_ARG(a->login), role_words[a->role],
             account_states[a->state]);
    buf_add(out, a->name);
    buf_add1(out, '\n');
    return buf_check(out);
}

static enum rc list(struct work *w, void *ctx)
{
    return db_each(w->tx, &stmt_listed_accounts, NO_ARGS, list_one, ctx);
}

static int run_list(struct cli *c)
{
    struct instance in;
    struct buf      out;
    enum rc         rc = instance_read(c, cli_value(c, "data"), &in);

    if (rc == RC_OK)
        rc = instance_open(c, USE_READ, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    buf_init(&out, LIST_MOST);
    rc = work_do(&in.s, &actor_system, WORK_READ, list, &out, &c->faults);
    if (rc == RC_OK)
        rc = cli_out(&out);
    buf_free(&out);
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

/* -- the table -- */

static const struct option add_options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "name", "NAME", false, { "显示的姓名", "the name that is shown" } },
    { "phone", "NUMBER", false, { "电话", "telephone" } },
    { "role", "ROLE", false, { "system、security或audit", "system, security or audit" } },
    { "password-file", "FILE", false, { "从文件读取密码", "take the password from a file" } },
    { "code", NULL, false, { "不设密码，给出一次性口令", "no password: print a one-time code" } },
    { 0 },
};
const struct command cmd_user_add = {
    .words   = "user add",
    .takes   = "LOGIN",
    .least   = 1,
    .most    = 1,
    .about   = { "添加账号", "add an account" },
    .options = add_options,
    .run     = run_add,
};

static const struct option password_options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "password-file", "FILE", false, { "从文件读取密码", "take the password from a file" } },
    { 0 },
};
const struct command cmd_user_password = {
    .words   = "user password",
    .takes   = "LOGIN",
    .least   = 1,
    .most    = 1,
    .about   = { "设置密码", "set the password" },
    .options = password_options,
    .run     = run_password,
};

static const struct option data_option[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { 0 },
};
const struct command cmd_user_list = {
    .words   = "user list",
    .takes   = "",
    .about   = { "列出账号", "list the accounts" },
    .options = data_option,
    .run     = run_list,
};
const struct command cmd_user_lock = {
    .words = "user lock",
    .takes = "LOGIN",
    .least = 1,
    .most  = 1,
    .about = { "锁定账号并结束其登录", "let an account in no more, until it is unlocked" },
    .options = data_option,
    .run     = run_lock,
};
const struct command cmd_user_unlock = {
    .words   = "user unlock",
    .takes   = "LOGIN",
    .least   = 1,
    .most    = 1,
    .about   = { "解除锁定并给出一次性口令", "end a lock; prints a one-time code" },
    .options = data_option,
    .run     = run_code,
};
const struct command cmd_user_close = {
    .words   = "user close",
    .takes   = "LOGIN",
    .least   = 1,
    .most    = 1,
    .about   = { "注销账号及其岗位", "close an account for good, its posts with it" },
    .options = data_option,
    .run     = run_close,
};

static const struct option post_options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "at", "CODE", true, { "地方或组织的编码", "code of the place or organisation" } },
    { "from", "DAY", false, { "自哪一天起（默认今天）", "the first day; today unless said" } },
    { "to", "DAY", false, { "到哪一天止（不含）", "the first day no more" } },
    { "concurrent", NULL, false, { "兼任", "held besides a post elsewhere" } },
    { 0 },
};
const struct command cmd_user_post = {
    .words   = "user post",
    .takes   = "LOGIN POST",
    .least   = 2,
    .most    = 2,
    .about   = { "授予岗位", "give a post" },
    .options = post_options,
    .run     = run_post,
};
