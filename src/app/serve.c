/* serve: the server's life, from the data folder to an orderly stop. */
#include "app/commands.h"
#include "app/test_mode.h"
#include "app/wiring.h"
#include "base/log.h"
#include "people/people.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { WHY_MOST = 4096, TABLES_MOST = 32 };

static const struct say listening = SAY("listening", "服务地址 {0}", "listening on {0}");
static const struct say no_server =
    SAY("no_server", "服务无法启动：{0}", "the server cannot start: {0}");
static const struct say no_spool =
    SAY("no_spool", "无法创建目录{0}", "the folder {0} cannot be made");

static void log_by(struct str word)
{
    static const char *const levels[] = { "debug", "info", "warning", "error" };

    for (size_t i = 0; i < ARRAY_LEN(levels); i++)
        if (str_is(word, levels[i]))
            log_set((enum log_level)i);
}

/* Every thread made after this leaves the signals to the one that waits for them. */
static void signals_block(sigset_t *ret_end)
{
    sigset_t all;

    sigemptyset(ret_end);
    sigaddset(ret_end, SIGTERM);
    sigaddset(ret_end, SIGINT);
    all = *ret_end;
    sigaddset(&all, SIGHUP);
    sigaddset(&all, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

static enum rc start_server(struct cli *c, struct instance *in, const struct route *const *tables,
                            const struct admission *who, int port, struct server **ret)
{
    struct conf          *conf  = &in->conf;
    struct str            spool = arena_fmt(c->arena, "%.*s/spool", STR_ARG(in->dir));
    struct buf            why;
    enum rc               rc;
    struct server_options o = {
        .address       = arena_cstr(c->arena, conf->listen),
        .port          = port,
        .threads       = conf->threads,
        .tables        = tables,
        .base_path     = arena_cstr(c->arena, conf->base_path),
        .trusted_proxy = conf->trusted_proxy.n ? arena_cstr(c->arena, conf->trusted_proxy) : NULL,
        .spool         = spool.p,
        .per_minute    = conf->per_minute,
    };

    if (mkdir(spool.p, 0700) != 0 && errno != EEXIST)
        return fault(&c->faults, RC_IO, &no_spool, spool, STR_NONE);
    gate_init(&o.gate, &in->s, who);
    buf_init(&why, WHY_MOST);
    rc = server_start(&o, ret, &why);
    if (rc != RC_OK)
        fault(&c->faults, rc, &no_server, buf_str(&why), STR_NONE);
    buf_free(&why);
    return rc;
}

static void tell_where(struct cli *c, const struct instance *in, struct server *server)
{
    bool       v6 = str_find(in->conf.listen, S(":")) != SIZE_MAX;
    struct str url =
        arena_fmt(c->arena, v6 ? "http://[%.*s]:%d%.*s" : "http://%.*s:%d%.*s",
                  STR_ARG(in->conf.listen), server_port(server), STR_ARG(in->conf.base_path));

    cli_say(c, &listening, url, STR_NONE);
}

static enum rc serve(struct cli *c, struct instance *in, int port, bool test, const sigset_t *end)
{
    const struct route *tables[TABLES_MOST];
    struct server      *server;
    size_t              n = 0;
    int                 got;

    for (; wiring_routes[n]; n++)
        tables[n] = wiring_routes[n];
    if (test)
        tables[n++] = test_routes;
    BUG_ON(n >= TABLES_MOST);
    tables[n] = NULL;
    TRY(start_server(c, in, tables, test ? &test_admission : &people_admission, port, &server));
    instance_wakes(in, server);
    if (!test) {
        enum rc rc = instance_run(in);

        if (rc != RC_OK) {
            instance_wakes(in, NULL);
            server_stop(server);
            return rc;
        }
    }
    tell_where(c, in, server);
    while (sigwait(end, &got) != 0)
        ;
    log_info("ending: %s", strsignal(got));
    instance_wakes(in, NULL);
    server_stop(server);
    return RC_OK;
}

static int run(struct cli *c)
{
    struct instance in;
    sigset_t        end;
    int64_t         port, at = NONE_I64;
    bool            test = cli_given(c, "test-clock");
    enum rc         rc   = instance_read(c, cli_value(c, "data"), &in);

    if (rc == RC_OK)
        rc = cli_int(c, "port", 0, 65535, in.conf.port, &port);
    if (rc == RC_OK && test)
        rc = test_mode_begin(c, &in.conf, &at);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    log_by(in.conf.log);
    signals_block(&end);
    rc = instance_open(c, USE_SERVE, at, &in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = serve(c, &in, (int)port, test, &end);
    instance_close(&in);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "port", "N", false, { "端口（代替配置文件中的）", "the port, instead of the file's" } },
    { "test-clock",
      "TIME",
      false,
      { "仅供测试：从此时刻开始的、可拨动的时钟",
        "for tests: a clock that begins there and is turned" } },
    { 0 },
};
const struct command cmd_serve = {
    .words   = "serve",
    .takes   = "",
    .about   = { "启动服务", "serve a data folder" },
    .options = options,
    .run     = run,
};
