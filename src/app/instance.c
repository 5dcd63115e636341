#include "app/instance.h"
#include "app/app_rows.h"
#include "app/kept_practice.h"
#include "app/lock.h"
#include "app/wiring.h"
#include "base/log.h"
#include "http/server.h"
#include "work/slow.h"

#include <string.h>
#include <unistd.h>

enum { WHY_MOST = 4096, COMMAND_MAKER = 63, MS_BITS = 21, KB_A_MB = 1024 };

static const struct say no_folder =
    SAY("no_data_folder", "{0}不是Linli的数据目录；可用linli init创建",
        "{0} is not a data folder of Linli; linli init makes one");
static const struct say older =
    SAY("older_database", "数据库的表是较早版本的；启动一次linli serve即可更新",
        "the tables of the database are of an older version; linli serve brings them up to date");
static const struct say newer =
    SAY("newer_database", "数据库的表已由更新的程序升级到{0}；这个程序太旧，请换用新的程序",
        "a newer program brought the tables of the database to {0}; this one is too old for it");
static const struct say altered = SAY(
    "altered_database",
    "sql/{0}.sql与这个数据库建立时的不一致；已经用过的文件不可改动，请用原来的程序",
    "sql/{0}.sql is not what was applied to this database; a file that was applied must stay as "
    "it is: use a program that has it so");
static const struct say why_db = SAY("database", "数据库：{0}", "database: {0}");

static struct str database_url(struct arena *a, struct str dir, struct str database)
{
    struct str file;

    if (!str_starts(database, S("sqlite:")))
        return database;
    file = str_skip(database, sizeof("sqlite:") - 1);
    if (file.n && file.p[0] == '/')
        return database;
    return arena_fmt(a, "sqlite:%.*s/%.*s", STR_ARG(dir), STR_ARG(file));
}

enum rc instance_read(struct cli *c, struct str dir, struct instance *ret)
{
    struct str path = arena_fmt(c->arena, "%.*s/linli.conf", STR_ARG(dir));
    enum rc    rc;

    *ret = (struct instance){ .dir = arena_str(c->arena, dir), .lock_fd = -1 };
    rc   = conf_read(c->arena, path.p, &c->faults, &ret->conf);
    if (rc == RC_NOT_FOUND)
        return fault(&c->faults, rc, &no_folder, dir, STR_NONE);
    TRY(rc);
    ret->url = database_url(c->arena, ret->dir, ret->conf.database);
    return RC_OK;
}

static void on_commit(void *ctx)
{
    struct instance *in = ctx;

    pthread_mutex_lock(&in->wake_lock);
    if (in->wakes)
        runner_wake(&in->s);
    if (in->server)
        stream_wake(in->server);
    pthread_mutex_unlock(&in->wake_lock);
}

/* The last commits come while runner and server end: they wake nobody who is gone. */
static void set_wakes(struct instance *in, bool runner, struct server *server)
{
    pthread_mutex_lock(&in->wake_lock);
    in->wakes  = runner;
    in->server = server;
    pthread_mutex_unlock(&in->wake_lock);
}

void instance_wakes(struct instance *in, struct server *server)
{
    set_wakes(in, true, server);
}

enum rc instance_run(struct instance *in)
{
    enum rc rc;

    pthread_mutex_lock(&in->wake_lock); /* a commit may be waking it */
    rc = runner_start(&in->s);
    pthread_mutex_unlock(&in->wake_lock);
    return rc;
}

/* The database is not for this program: how so? */
static enum rc tell_schema(struct cli *c, const struct instance *in, struct buf *why)
{
    struct schema_state state;

    buf_clear(why);
    if (schema_compare(arena_cstr(c->arena, in->url), NULL, &state, why) != RC_OK)
        return fault(&c->faults, RC_CONFLICT, &why_db, buf_str(why), STR_NONE);
    switch (state.is) {
    case SCHEMA_NEWER:
        return fault(&c->faults, RC_CONFLICT, &newer, str_of(state.file), STR_NONE);
    case SCHEMA_CHANGED:
        return fault(&c->faults, RC_CONFLICT, &altered, str_of(state.file), STR_NONE);
    case SCHEMA_SAME:
    case SCHEMA_OLDER:
    default:
        return fault(&c->faults, RC_CONFLICT, &older, STR_NONE, STR_NONE);
    }
}

static enum rc tell_why(struct cli *c, const struct instance *in, enum rc rc, struct buf *why)
{
    if (rc == RC_CONFLICT)
        rc = tell_schema(c, in, why);
    else if (rc != RC_OK)
        fault(&c->faults, rc, &why_db, buf_str(why), STR_NONE);
    buf_free(why);
    return rc;
}

static void on_trouble(void *ctx, const char *what, enum rc rc, const char *words)
{
    (void)ctx;
    /* What is busy is tried again. */
    log_line(rc == RC_BUSY ? LOG_DEBUG : LOG_WARN, "database: %s: %s: %s", what, rc_name(rc),
             words);
}

static enum rc open_db(struct cli *c, struct instance *in, bool migrate)
{
    struct buf        why;
    struct db_options o = {
        .url              = arena_cstr(c->arena, in->url),
        .stmts            = wiring_stmts,
        .readers          = in->conf.readers,
        .writers          = in->conf.writers,
        .cache_kb         = (int64_t)in->conf.cache_mb * KB_A_MB,
        .after_commit     = on_commit,
        .after_commit_ctx = in,
        .now_at           = clock_now(&clock_system),
        .scratch          = in->scratch,
        .must_migrate_ok  = migrate,
        .trouble          = on_trouble,
    };

    buf_init(&why, WHY_MOST);
    return tell_why(c, in, db_open(&o, &in->s.db, &why), &why);
}

/* Begin behind every id there is, whatever the machine's clock says now. */
static enum rc learn_ids(struct work *w, void *ctx)
{
    struct last_id_row row;

    (void)ctx;
    TRY(db_one(w->tx, &stmt_last_id, NO_ARGS, &row));
    if (row.id)
        w->services->ids.last = ((row.id >> MS_BITS) + 1) << MS_BITS;
    return RC_OK;
}

static enum rc start(struct cli *c, struct instance *in, enum instance_use use)
{
    if (use == USE_LOOK)
        return RC_OK;
    TRY(work_do(&in->s, &actor_system, WORK_READ, learn_ids, NULL, NULL));
    TRY(runner_make(&in->s, wiring_followers, wiring_timers));
    set_wakes(in, true, NULL);
    TRY(kept_practice_tell(c, &in->s, practice_refresh(&in->s)));
    TRY(wiring_start(&in->s));
    in->started = true;
    return RC_OK;
}

static void prepare(enum instance_use use, int64_t virtual_at, struct instance *in)
{
    struct services *s = &in->s;

    if (virtual_at != NONE_I64)
        clock_virtual_init(&in->clock, virtual_at);
    s->clock    = virtual_at != NONE_I64 ? &in->clock : &clock_system;
    s->ids.cell = use == USE_SERVE ? in->conf.server_number : COMMAND_MAKER;
    s->data     = in->dir.p;
    s->reports  = in->conf.reports;
    s->app      = in;
    pthread_mutex_init(&in->wake_lock, NULL);
    pthread_mutex_init(&in->turn_lock, NULL);
    services_init(s);
}

enum rc instance_open(struct cli *c, enum instance_use use, int64_t virtual_at, struct instance *in)
{
    enum rc rc;

    if (use > USE_READ)
        TRY(lock_take(c->arena, in->dir, use == USE_SERVE ? LOCK_SERVE : LOCK_COMMAND, &c->faults,
                      &in->lock_fd));
    prepare(use, virtual_at, in);
    rc = use == USE_SERVE ? kept_practice_fits(c, arena_cstr(c->arena, in->url), &in->s) : RC_OK;
    if (rc == RC_OK)
        rc = open_db(c, in, use == USE_SERVE);
    if (rc == RC_OK)
        rc = start(c, in, use);
    if (rc != RC_OK)
        instance_close(in);
    return rc;
}

void instance_close(struct instance *in)
{
    struct services *s = &in->s;

    if (s->shelf) {
        set_wakes(in, false, NULL);
        slow_free(s->jobs); /* they use what goes away below */
        s->jobs = NULL;
        runner_free(s);
        if (in->started)
            wiring_stop(s);
        in->started = false;
        if (s->db)
            db_close(s->db);
        s->db = NULL;
        services_free(s);
        pthread_mutex_destroy(&in->wake_lock);
        pthread_mutex_destroy(&in->turn_lock);
    }
    if (in->lock_fd >= 0)
        close(in->lock_fd);
    in->lock_fd = -1;
}

/* -- turning the clock -- */

struct due {
    int64_t after, at; /* the first that is due after `after` */
};

static enum rc find_due(struct work *w, void *ctx)
{
    struct due *d = ctx;

    d->at = NONE_I64;
    for (const struct timer *const *t = wiring_timers; *t; t++) {
        int64_t at = NONE_I64;

        TRY((*t)->next(w, (*t)->ctx, &at));
        if (at != NONE_I64 && at > d->after && (d->at == NONE_I64 || at < d->at))
            d->at = at;
    }
    return RC_OK;
}

static enum rc turn(struct instance *in, int64_t at)
{
    for (;;) {
        struct due d = { .after = in->clock.at };

        TRY(runner_settle(&in->s));
        TRY(work_do(&in->s, &actor_system, WORK_READ, find_due, &d, NULL));
        if (d.at == NONE_I64 || d.at > at)
            break;
        __atomic_store_n(&in->clock.at, d.at, __ATOMIC_RELEASE);
    }
    if (at > in->clock.at)
        __atomic_store_n(&in->clock.at, at, __ATOMIC_RELEASE);
    return runner_settle(&in->s);
}

enum rc instance_turn(struct instance *in, int64_t at)
{
    enum rc rc;

    pthread_mutex_lock(&in->turn_lock);
    rc = turn(in, at);
    pthread_mutex_unlock(&in->turn_lock);
    return rc;
}

enum rc instance_practice(struct cli *c,
                          enum rc (*run)(struct cli *c, const struct practice *p, void *ctx),
                          void *ctx)
{
    static const struct say none =
        SAY("no_practice", "还没有启用的实践包", "no practice is in force");
    const struct practice *p;
    struct instance        in;
    int64_t                version;
    enum rc                rc;

    TRY(instance_read(c, cli_value(c, "data"), &in));
    TRY(instance_open(c, USE_READ, NONE_I64, &in));
    p  = practice_in_force(&in.s, &version);
    rc = p ? run(c, p, ctx) : fault(&c->faults, RC_NOT_FOUND, &none, STR_NONE, STR_NONE);
    instance_close(&in);
    return rc;
}
