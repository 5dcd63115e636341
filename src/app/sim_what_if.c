/*
 * sim_what_if: two runs beside each other, each in a copy of its own, so that
 * the data that was asked about stays as it is.
 */
#include "app/sim_side.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIDES = 2, WHY_MOST = 4096, FOLDERS_OPEN = 16 };
#define REPORT_MOST ((size_t)64 << 20)

static const struct say only_sqlite =
    SAY("what_if_sqlite", "两种情形的对比在数据副本上进行，目前只支持SQLite",
        "two runs are compared in copies of the data, which is for SQLite only");
static const struct say no_copy =
    SAY("copy_failed", "无法在{0}复制数据[:{1}]", "the data cannot be copied to {0}[: {1}]");

struct running {
    struct sim_side *side;
    struct instance  in;
    struct faults    faults;
    pthread_t        thread;
    bool             open, started;
    enum rc          rc;
};

void sim_side_free(struct sim_side *s)
{
    if (s->arena)
        arena_free(s->arena);
    s->arena = NULL;
}

static int drop_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

static void drop_folder(const char *path)
{
    (void)nftw(path, drop_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

static enum rc copy_to(struct cli *c, struct instance *from, struct str dir)
{
    struct str file = arena_fmt(c->arena, "%.*s/linli.db", STR_ARG(dir));
    struct buf why;
    enum rc    rc = RC_IO;

    buf_init(&why, WHY_MOST);
    if (mkdir(dir.p, 0700) == 0 && mkdir(arena_fmt(c->arena, "%s/files", dir.p).p, 0700) == 0 &&
        mkdir(arena_fmt(c->arena, "%s/spool", dir.p).p, 0700) == 0)
        rc = db_backup(from->s.db, file.p, &why);
    if (rc != RC_OK)
        fault(&c->faults, rc, &no_copy, dir, buf_str(&why));
    buf_free(&why);
    return rc;
}

static enum rc open_copy(struct cli *c, struct instance *from, struct str dir, struct running *r)
{
    TRY(copy_to(c, from, dir));
    r->in         = (struct instance){ .dir = dir, .conf = from->conf, .lock_fd = -1 };
    r->in.url     = arena_fmt(c->arena, "sqlite:%.*s/linli.db", STR_ARG(dir));
    r->in.scratch = true;
    TRY(instance_open(c, USE_WRITE, r->side->options.begin_at, &r->in));
    r->open        = true;
    r->side->arena = arena_new(REPORT_MOST);
    return RC_OK;
}

static void *live(void *ctx)
{
    struct running *r = ctx;

    r->rc = simulate(&r->in.s, &r->in.clock, &r->side->options, r->side->arena, &r->faults,
                     &r->side->report);
    return NULL;
}

static enum rc live_all(struct cli *c, struct running *at)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; i < SIDES; i++)
        at[i].started = pthread_create(&at[i].thread, NULL, live, &at[i]) == 0;
    for (size_t i = 0; i < SIDES; i++) {
        if (!at[i].started)
            at[i].rc = RC_BUSY;
        else
            pthread_join(at[i].thread, NULL);
        if (rc == RC_OK && at[i].rc != RC_OK) {
            rc        = at[i].rc;
            c->faults = at[i].faults;
        }
    }
    return rc;
}

static enum rc compare_in(struct cli *c, struct instance *in, const char *dir,
                          struct sim_side sides[SIDES])
{
    struct running at[SIDES] = { { .side = &sides[0] }, { .side = &sides[1] } };
    enum rc        rc        = RC_OK;

    for (size_t i = 0; i < SIDES && rc == RC_OK; i++)
        rc = open_copy(c, in, arena_fmt(c->arena, "%s/%s", dir, sides[i].name), &at[i]);
    if (rc == RC_OK)
        rc = live_all(c, at);
    for (size_t i = 0; i < SIDES; i++)
        if (at[i].open)
            instance_close(&at[i].in);
    return rc;
}

enum rc sim_compare(struct cli *c, struct instance *in, struct sim_side sides[SIDES])
{
    const char *tmp = getenv("TMPDIR");
    char       *dir;
    enum rc     rc;

    if (!str_is(str_of(db_engine(in->s.db)), "sqlite"))
        return fault(&c->faults, RC_UNSUPPORTED, &only_sqlite, STR_NONE, STR_NONE);
    dir = arena_cstr(c->arena,
                     arena_fmt(c->arena, "%s/linli-simulate-XXXXXX", tmp && *tmp ? tmp : P_tmpdir));
    if (!mkdtemp(dir))
        return fault(&c->faults, RC_IO, &no_copy, str_of(dir), STR_NONE);
    rc = compare_in(c, in, dir, sides);
    drop_folder(dir);
    return rc;
}
