/* restore: a data folder from a backup. */
#include "app/archive.h"
#include "app/commands.h"
#include "app/conf.h"
#include "app/instance.h"
#include "app/verify.h"
#include "people/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT_MOST = 64 << 10, WHY_MOST = 4096 };

static const struct say there = SAY("folder_there", "{0}已存在", "{0} is there already");
static const struct say no_backup =
    SAY("no_backup", "{0}不是完整的备份", "{0} is not a whole backup");
static const struct say no_db =
    SAY("restore_failed", "数据库无法恢复：{0}", "the database cannot be restored: {0}");
static const struct say need_db =
    SAY("restore_db", "这是PostgreSQL的备份，请用--db给出一个空的数据库",
        "this is a backup of PostgreSQL: name an empty database with --db");
static const struct say restored = SAY("restored", "已恢复到{0}", "restored in {0}");

struct bringing {
    struct cli *c;
    struct str  dir;
    struct str  conf; /* the backup's */
    bool        has_database;
};

static struct str path_in(struct bringing *b, struct str name)
{
    return arena_fmt(b->c->arena, "%.*s/%.*s", STR_ARG(b->dir), STR_ARG(name));
}

/* The folders above `name`, from the data folder down. */
static enum rc make_above(struct bringing *b, struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        struct str path;

        if (name.p[i] != '/')
            continue;
        path = path_in(b, str_head(name, i));
        if (mkdir(path.p, 0700) != 0 && errno != EEXIST)
            return RC_IO;
    }
    return RC_OK;
}

static enum rc bring_one(struct bringing *b, struct archive_in *in, struct str name)
{
    struct str text;

    if (str_is(name, "manifest.json"))
        return archive_text(in, b->c->arena, TEXT_MOST, &text);
    if (str_is(name, "linli.conf"))
        return archive_text(in, b->c->arena, TEXT_MOST, &b->conf);
    if (str_is(name, "database")) {
        b->has_database = true;
        return archive_extract(in, path_in(b, S("restore.tmp")).p);
    }
    if (str_is(name, SEAL_FILE))
        return archive_extract(in, path_in(b, name).p);
    if (!str_starts(name, S("files/")))
        return RC_MALFORMED;
    TRY(make_above(b, name));
    return archive_extract(in, path_in(b, name).p);
}

static enum rc bring_all(struct bringing *b, const char *file)
{
    struct archive_in *in;
    struct str         name;
    int64_t            size;
    enum rc            rc;

    TRY(archive_open(file, &in));
    while ((rc = archive_next(in, &name, &size)) == RC_OK)
        if ((rc = bring_one(b, in, arena_str(b->c->arena, name))) != RC_OK)
            break;
    archive_close(in);
    if (rc == RC_NOT_FOUND)
        rc = b->has_database && b->conf.p ? RC_OK : RC_MALFORMED;
    return rc;
}

/* The configuration as it was, but for where the database is. */
static enum rc write_conf(struct bringing *b, struct str database)
{
    struct str path = path_in(b, S("linli.conf")), rest = b->conf, line, key;
    int        fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct buf out;
    enum rc    rc;

    if (fd < 0)
        return RC_IO;
    buf_init(&out, 2 * TEXT_MOST);
    buf_addf(&out, "database = %.*s\n", STR_ARG(database));
    while (str_split(&rest, '\n', &line)) {
        struct str copy = line;

        if (str_split(&copy, '=', &key) && str_is(str_trim(key), "database"))
            continue;
        buf_add(&out, line);
        if (rest.p)
            buf_add1(&out, '\n');
    }
    rc = write(fd, out.p, out.n) == (ssize_t)out.n && fsync(fd) == 0 ? RC_OK : RC_IO;
    buf_free(&out);
    close(fd);
    return rc;
}

static enum rc choose_database(struct bringing *b, struct str *ret)
{
    struct conf conf;
    struct str  given = cli_value(b->c, "db");

    if (given.p) {
        *ret = given;
        return RC_OK;
    }
    TRY(conf_parse(b->c->arena, S("linli.conf"), b->conf, &b->c->faults, &conf));
    if (!str_starts(conf.database, S("sqlite:")))
        return fault(&b->c->faults, RC_INVALID, &need_db, STR_NONE, STR_NONE);
    *ret = S("sqlite:linli.db");
    return RC_OK;
}

static enum rc bring_database(struct bringing *b)
{
    struct instance in;
    struct str      copy = path_in(b, S("restore.tmp"));
    struct buf      why;
    enum rc         rc;

    TRY(instance_read(b->c, b->dir, &in));
    buf_init(&why, WHY_MOST);
    rc = db_restore(arena_cstr(b->c->arena, in.url), copy.p, db_migrations,
                    clock_now(&clock_system), &why);
    if (rc != RC_OK)
        fault(&b->c->faults, rc, &no_db, buf_str(&why), STR_NONE);
    buf_free(&why);
    unlink(copy.p);
    return rc;
}

static enum rc bring(struct bringing *b)
{
    struct str database;
    enum rc    rc = bring_all(b, arena_cstr(b->c->arena, b->c->args[0]));

    if (rc == RC_MALFORMED || rc == RC_NOT_FOUND)
        return fault(&b->c->faults, rc, &no_backup, b->c->args[0], STR_NONE);
    TRY(rc);
    TRY(choose_database(b, &database));
    TRY(write_conf(b, database));
    return bring_database(b);
}

static int drop_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    (void)remove(path);
    return 0;
}

/* The folder is ours: it was not there before. What cannot be taken away stays, and is told as
 * there the next time. */
static void drop_folder(struct bringing *b)
{
    (void)nftw(arena_cstr(b->c->arena, b->dir), drop_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int run(struct cli *c)
{
    struct bringing b = { .c = c, .dir = cli_value(c, "data") };
    enum rc         rc;

    if (mkdir(arena_cstr(c->arena, b.dir), 0700) != 0) {
        rc = errno == EEXIST ? RC_CONFLICT : RC_IO;
        if (errno == EEXIST)
            fault(&c->faults, rc, &there, b.dir, STR_NONE);
        return cli_fail(c, rc);
    }
    rc = bring(&b);
    if (rc != RC_OK) {
        drop_folder(&b);
        return cli_fail(c, rc);
    }
    cli_say(c, &restored, b.dir, STR_NONE);
    return verify_folder(c, b.dir);
}

static const struct option options[] = {
    { "data", "DIR", true, { "要创建的数据目录", "the data folder to make" } },
    { "db",
      "URL",
      false,
      { "恢复到这个（空的）数据库", "restore into this database, which must be empty" } },
    { 0 },
};
const struct command cmd_restore = {
    .words   = "restore",
    .takes   = "FILE",
    .least   = 1,
    .most    = 1,
    .about   = { "从备份恢复并核对", "make a data folder from a backup, and verify it" },
    .options = options,
    .run     = run,
};
