#include "app/verify.h"
#include "app/commands.h"
#include "app/lock.h"
#include "app/verify_own.h"
#include "app/verify_rows.h"
#include "app/wiring.h"
#include "cases/cases.h"
#include "notice/notice.h"
#include "work/journal.h"

#include <time.h>

static const struct say ok_chain =
    SAY("chain", "完好  日志链：{0}条", "ok      journal: {0} entries chained");
static const struct say bad_chain = SAY("chain_broken", "损坏  日志链：在第{0}条断开",
                                        "BROKEN  journal: the chain breaks at entry {0}");
static const struct say ok_loose =
    SAY("sealed", "完好  日志：[{0}条待封存]", "ok      journal:[ {0} entries wait to be sealed]");
static const struct say ok_rows = SAY("rows", "完好  关联：{0}种", "ok      references: {0} kinds");
static const struct say bad_rows =
    SAY("rows_orphaned", "损坏  关联{0}:{1}行", "BROKEN  reference {0}: {1} rows");
static const struct say ok_follow =
    SAY("follower", "完好  跟随者{0}[：尚有{1}条]", "ok      follower {0}[: {1} entries to go]");
static const struct say bad_follow =
    SAY("follower_wrong", "损坏  跟随者{0}：与日志相差{1}条",
        "BROKEN  follower {0}: {1} entries from the journal's end");
static const struct say ok_packs =
    SAY("versions", "完好  实践包：{0}版", "ok      practice: {0} versions");
static const struct say bad_packs = SAY("version_unreadable", "损坏  实践包：第{0}版无法读取",
                                        "BROKEN  practice: version {0} cannot be read");

static const struct say ok_frozen = SAY("frozen", "完好  文书{0}份、公示{1}则与其摘要相符",
                                        "ok      documents: {0}, notices: {1} as digested");
static const struct say bad_document = SAY("document_wrong", "损坏  文书{0}：与摘要不符",
                                           "BROKEN  document {0}: not what was digested");
static const struct say bad_notice = SAY("notice_wrong", "损坏  公示“{0}”：与摘要不符",
                                         "BROKEN  notice '{0}': not what was digested");

static struct str number(struct checking *k, int64_t n)
{
    return arena_fmt(k->c->arena, "%lld", (long long)n);
}

void verify_broken(struct checking *k, const struct say *say, struct str a0, struct str a1)
{
    k->broken++;
    cli_say(k->c, say, a0, a1);
}

static enum rc check_chain(struct work *w, void *ctx)
{
    struct checking *k = ctx;
    int64_t          n, seq;
    struct count_row loose;
    enum rc          rc = journal_verify(w, &n, &seq);

    if (rc == RC_CONFLICT)
        verify_broken(k, &bad_chain, number(k, seq), STR_NONE);
    else
        TRY(rc);
    if (rc == RC_OK)
        cli_say(k->c, &ok_chain, number(k, n), STR_NONE);
    TRY(db_one(w->tx, &stmt_verify_loose, NO_ARGS, &loose));
    if (loose.n)
        cli_say(k->c, &ok_loose, number(k, loose.n), STR_NONE);
    return RC_OK;
}

static enum rc check_rows(struct work *w, void *ctx)
{
    struct checking *k = ctx;
    int64_t          n = 0, bad = 0;
    struct count_row row;

    for (const struct orphan_check *o = orphan_checks; o->count; o++, n++) {
        TRY(db_one(w->tx, o->count, NO_ARGS, &row));
        if (row.n == 0)
            continue;
        bad++;
        verify_broken(k, &bad_rows, str_of(o->about), number(k, row.n));
    }
    if (!bad)
        cli_say(k->c, &ok_rows, number(k, n), STR_NONE);
    return RC_OK;
}

/* -- followers -- */

enum { LOOKS = 100, LOOK_MS = 100 };

struct gap {
    const struct follower *f;
    int64_t                last, at; /* of the journal; where it is */
};

static enum rc look(struct work *w, void *ctx)
{
    struct gap *g = ctx;

    TRY(journal_last(w, &g->last));
    return cursor_get(w, str_of(g->f->name), &g->at);
}

/* A server that is at work reaches, within ten seconds, where the journal ended at first. */
static enum rc check_follower(struct checking *k, const struct follower *f)
{
    struct gap      g     = { .f = f };
    struct timespec pause = { .tv_nsec = LOOK_MS * 1000000L };
    int64_t         goal;

    TRY(work_do(&k->in->s, &actor_system, WORK_READ, look, &g, NULL));
    goal = g.last;
    for (int i = 0; i < LOOKS && k->served && g.at < goal; i++) {
        nanosleep(&pause, NULL);
        TRY(work_do(&k->in->s, &actor_system, WORK_READ, look, &g, NULL));
    }
    if (g.at > g.last || (k->served && g.at < goal))
        verify_broken(k, &bad_follow, str_of(f->name), number(k, g.last - g.at));
    else
        cli_say(k->c, &ok_follow, str_of(f->name),
                g.at < g.last ? number(k, g.last - g.at) : STR_NONE);
    return RC_OK;
}

static enum rc check_followers(struct checking *k)
{
    for (const struct follower *const *f = wiring_followers; *f; f++)
        if (!(*f)->here)
            TRY(check_follower(k, *f));
    return RC_OK;
}

/* -- practice versions -- */

static enum rc check_versions(struct work *w, void *ctx)
{
    struct checking       *k = ctx;
    struct rows            rows;
    struct version_number *v;
    const struct practice *p;
    int64_t                bad = 0;

    TRY(db_all(w->tx, &stmt_verify_versions, NO_ARGS, &rows));
    v = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (practice_version(w, v[i].number, &p) == RC_OK && str_is(v[i].digest, p->digest))
            continue;
        bad++;
        verify_broken(k, &bad_packs, number(k, v[i].number), STR_NONE);
    }
    if (!bad)
        cli_say(k->c, &ok_packs, number(k, (int64_t)rows.n), STR_NONE);
    return RC_OK;
}

/* -- what was frozen when it was made out or published -- */

static void wrong_document(void *ctx, struct str number)
{
    verify_broken(ctx, &bad_document, number, STR_NONE);
}

static void wrong_notice(void *ctx, struct str title)
{
    verify_broken(ctx, &bad_notice, title, STR_NONE);
}

static enum rc check_frozen(struct work *w, void *ctx)
{
    struct checking *k      = ctx;
    int64_t          broken = k->broken, documents, notices;

    TRY(documents_verify(w, wrong_document, k, &documents));
    TRY(notices_verify(w, wrong_notice, k, &notices));
    if (k->broken == broken)
        cli_say(k->c, &ok_frozen, number(k, documents), number(k, notices));
    return RC_OK;
}

/* -- all of it -- */

static enum rc check_all(struct checking *k)
{
    static work_fn *const looks[] = { check_chain, check_rows, check_versions, verify_files,
                                      check_frozen };

    for (size_t i = 0; i < ARRAY_LEN(looks); i++)
        TRY(work_do(&k->in->s, &actor_system, WORK_READ, looks[i], k, &k->c->faults));
    return check_followers(k);
}

int verify_folder(struct cli *c, struct str dir)
{
    struct instance in;
    struct checking k  = { .c = c, .in = &in };
    enum rc         rc = instance_read(c, dir, &in);

    if (rc == RC_OK) {
        k.served = lock_is_held(c->arena, dir, LOCK_SERVE);
        rc       = instance_open(c, USE_LOOK, NONE_I64, &in);
    }
    if (rc != RC_OK)
        return cli_fail(c, rc);
    rc = check_all(&k);
    instance_close(&in);
    if (rc != RC_OK)
        return cli_fail(c, rc);
    return k.broken ? EXIT_FAILED : EXIT_DONE;
}

static int run(struct cli *c)
{
    return verify_folder(c, cli_value(c, "data"));
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { 0 },
};
const struct command cmd_verify = {
    .words   = "verify",
    .takes   = "",
    .about   = { "核对所存的一切是否完好", "prove that what is stored is whole" },
    .options = options,
    .run     = run,
};
