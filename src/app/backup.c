/*
 * backup: the whole of a data folder in one file, while it is in use.
 *
 * First a consistent copy of the database, then every attachment: a file is
 * on the disk before its row is committed and never changes, so the copy's
 * rows all have theirs.
 */
#include "app/archive.h"
#include "app/commands.h"
#include "app/instance.h"
#include "people/seal.h"
#include "shape/json.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WHY_MOST = 4096, DEPTH_MOST = 4, MANIFEST_MOST = 4096 };

static const struct say there = SAY("file_there", "{0}已存在", "{0} is there already");
static const struct say saved =
    SAY("backup_saved", "已备份到{0}[（{1}个附件）]", "saved in {0}[ with {1} attachments]");
static const struct say no_copy =
    SAY("backup_failed", "数据库无法复制：{0}", "the database cannot be copied: {0}");
static const struct say odd_name =
    SAY("odd_file", "附件目录中有不认识的文件{0}",
        "there is a file among the attachments that is not ours: {0}");

struct saving {
    struct cli         *c;
    struct instance    *in;
    struct archive_out *out;
    int64_t             at, files;
};

static enum rc add_manifest(struct saving *s)
{
    struct buf b;
    struct jw  w;
    enum rc    rc;

    buf_init(&b, MANIFEST_MOST);
    jw_init(&w, &b);
    jw_obj(&w);
    jw_keyc(&w, "linli");
    jw_cstr(&w, LINLI_VERSION);
    jw_keyc(&w, "engine");
    jw_cstr(&w, db_engine(s->in->s.db));
    jw_keyc(&w, "at");
    jw_time(&w, s->at);
    jw_obj_end(&w);
    rc = archive_add_text(s->out, S("manifest.json"), buf_str(&b), s->at);
    buf_free(&b);
    return rc;
}

static enum rc add_database(struct saving *s)
{
    struct arena *a    = s->c->arena;
    struct str    copy = arena_fmt(a, "%.*s/backup-%d.tmp", STR_ARG(s->in->dir), (int)getpid());
    struct buf    why;
    enum rc       rc;

    buf_init(&why, WHY_MOST);
    rc = db_backup(s->in->s.db, copy.p, &why);
    if (rc != RC_OK)
        fault(&s->c->faults, rc, &no_copy, buf_str(&why), STR_NONE);
    buf_free(&why);
    if (rc == RC_OK)
        rc = archive_add_file(s->out, S("database"), copy.p, s->at);
    unlink(copy.p);
    return rc;
}

/* `name` is the way from the data folder: "files", "files/3f". */
static enum rc add_folder(struct saving *s, struct str name, int depth);

static enum rc add_entry(struct saving *s, struct str name, int depth)
{
    struct str  path = arena_fmt(s->c->arena, "%.*s/%.*s", STR_ARG(s->in->dir), STR_ARG(name));
    struct stat st;
    enum rc     rc;

    if (lstat(path.p, &st) != 0)
        return errno == ENOENT ? RC_OK : RC_IO; /* retention deleted it meanwhile */
    if (S_ISDIR(st.st_mode) && depth < DEPTH_MOST)
        return add_folder(s, name, depth + 1);
    if (!S_ISREG(st.st_mode) || name.n > ARCHIVE_NAME_MOST)
        return fault(&s->c->faults, RC_INVALID, &odd_name, path, STR_NONE);
    rc = archive_add_file(s->out, name, path.p, s->at);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    s->files++;
    return rc;
}

static enum rc add_folder(struct saving *s, struct str name, int depth)
{
    struct str     path = arena_fmt(s->c->arena, "%.*s/%.*s", STR_ARG(s->in->dir), STR_ARG(name));
    DIR           *d    = opendir(path.p);
    struct dirent *e;
    enum rc        rc = RC_OK;

    if (!d)
        return errno == ENOENT ? RC_OK : RC_IO;
    while (rc == RC_OK && (e = readdir(d)))
        if (e->d_name[0] != '.')
            rc = add_entry(s, arena_fmt(s->c->arena, "%.*s/%s", STR_ARG(name), e->d_name), depth);
    closedir(d);
    return rc;
}

/* There is none before the first second factor. Without it those of the database are lost. */
static enum rc add_key(struct saving *s)
{
    struct str key = arena_fmt(s->c->arena, "%.*s/" SEAL_FILE, STR_ARG(s->in->dir));
    enum rc    rc  = archive_add_file(s->out, S(SEAL_FILE), key.p, s->at);

    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc save(struct saving *s)
{
    struct str conf = arena_fmt(s->c->arena, "%.*s/linli.conf", STR_ARG(s->in->dir));

    TRY(add_manifest(s));
    TRY(archive_add_file(s->out, S("linli.conf"), conf.p, s->at));
    TRY(add_key(s));
    TRY(add_database(s));
    return add_folder(s, S("files"), 0);
}

static int run(struct cli *c)
{
    struct instance in;
    struct saving   s    = { .c = c, .in = &in, .at = clock_now(&clock_system) };
    char           *path = arena_cstr(c->arena, c->args[0]), room[INT_TEXT];
    enum rc         rc   = instance_read(c, cli_value(c, "data"), &in);

    if (rc == RC_OK)
        rc = instance_open(c, USE_LOOK, NONE_I64, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = archive_create(path, &s.out);
    if (rc == RC_OK) {
        rc = save(&s);
        if (rc == RC_OK)
            rc = archive_finish(s.out);
        else
            archive_abandon(s.out);
    }
    instance_close(&in);
    if (rc == RC_CONFLICT && !c->faults.n)
        fault(&c->faults, rc, &there, c->args[0], STR_NONE);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    cli_say(c, &saved, c->args[0], int_text(s.files, room));
    return EXIT_DONE;
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { 0 },
};
const struct command cmd_backup = {
    .words   = "backup",
    .takes   = "FILE",
    .least   = 1,
    .most    = 1,
    .about   = { "备份到一个文件（服务可以照常运行）",
                 "save everything in one file, while it is served" },
    .options = options,
    .run     = run,
};
