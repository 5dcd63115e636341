#include "app/test_mode.h"
#include "app/node.h"
#include "people/people.h"

static const struct say not_here =
    SAY("no_test_clock", "--test-clock须在linli.conf中写明test = yes",
        "--test-clock needs test = yes in linli.conf");
static const struct say not_loopback = SAY("test_not_loopback", "测试用的服务只能监听本机地址",
                                           "a server for tests listens at a loopback address only");

enum rc test_mode_begin(struct cli *c, const struct conf *conf, int64_t *ret_at)
{
    if (!conf->test)
        return fault(&c->faults, RC_INVALID, &not_here, STR_NONE, STR_NONE);
    if (!str_starts(conf->listen, S("127.")) && !str_is(conf->listen, "::1"))
        return fault(&c->faults, RC_INVALID, &not_loopback, STR_NONE, STR_NONE);
    if (time_parse(cli_value(c, "test-clock"), ret_at) != RC_OK)
        return fault_field(&c->faults, RC_INVALID, &say_wrong_type, S("--test-clock"),
                           S("2026-03-02T09:00:00+08:00"));
    return RC_OK;
}

/* -- turning the clock -- */

struct clock_in {
    struct str at; /* an instant … */
    struct str by; /* … or "3 hours", "2 workdays" of the first calendar */
};
static const struct field clock_in_fields[] = {
    F(struct clock_in, at, .opt = true, .max = 40, .doc = "an instant"),
    F(struct clock_in, by, .opt = true, .max = 40, .doc = "or how far: 3 hours, 2 workdays"),
};
static const struct shape clock_in_shape = SHAPE(struct clock_in, clock_in_fields);
struct now_out {
    int64_t now;
};
static const struct field now_out_fields[] = { F(struct now_out, now, .as = AS_TIME) };
static const struct shape now_out_shape    = SHAPE(struct now_out, now_out_fields);

static enum rc turn(struct request *q, struct work *w, int64_t at)
{
    struct instance *in = w->services->app;
    struct now_out   out;
    enum rc          rc;

    rc      = instance_turn(in, at);
    out.now = clock_now(w->services->clock);
    TRY(rc);
    return reply(q, 200, &now_out_shape, &out);
}

static enum rc post_clock(struct request *q, struct work *w)
{
    const struct clock_in *in = q->body;
    struct span            by;
    int64_t                at;

    if (in->at.p) {
        if (time_parse(in->at, &at) != RC_OK)
            return WORK_FIELD(w, RC_INVALID, &say_wrong_type, S("at"), S("2026-03-02T09:00:00Z"));
        return turn(q, w, at);
    }
    if (!in->by.p || !w->practice || span_parse(in->by, &by) != RC_OK)
        return WORK_FIELD(w, RC_INVALID, &say_wrong_type, S("by"), S("3 hours"));
    return turn(q, w, calendar_reach(practice_calendar(w->practice, STR_NONE), w->now, by).at);
}

static enum rc post_settle(struct request *q, struct work *w)
{
    return turn(q, w, w->now);
}

/* -- who is asking -- */

struct actor_post {
    struct str post, at;
};
static const struct field actor_post_fields[] = {
    F(struct actor_post, post, .max = 64, .doc = "its name in the pack"),
    F(struct actor_post, at, .max = 64, .doc = "code of the place or organisation"),
};
static const struct shape actor_post_shape = SHAPE(struct actor_post, actor_post_fields);

struct actor_in {
    struct str  login;
    int32_t     role;
    struct list posts;
};
static const struct field actor_in_fields[] = {
    F(struct actor_in, login, .max = 64),
    F(struct actor_in, role, .opt = true, .words = role_words),
    F(struct actor_in, posts, .of = &actor_post_shape, .opt = true),
};
static const struct shape actor_in_shape = SHAPE(struct actor_in, actor_in_fields);

struct actor_out {
    int64_t id;
};
static const struct field actor_out_fields[] = { F(struct actor_out, id, .as = AS_ID) };
static const struct shape actor_out_shape    = SHAPE(struct actor_out, actor_out_fields);

static enum rc add_actor(struct work *w, const struct actor_in *in, int64_t *ret_id)
{
    struct account_new       account = { .login = in->login, .name = in->login };
    const struct actor_post *posts   = in->posts.at;

    account.role = in->role < 0 ? ROLE_NONE : in->role;
    TRY(account_add(w, &account, ret_id));
    for (size_t i = 0; i < in->posts.n; i++) {
        struct posting_new p = { .account    = *ret_id,
                                 .post       = posts[i].post,
                                 .from       = NONE_I32,
                                 .to         = NONE_I32,
                                 .concurrent = i > 0 };
        int64_t            id;

        TRY(node_by_code(w, posts[i].at, &p.place, &p.org));
        TRY(posting_add(w, &p, &id));
    }
    return RC_OK;
}

static enum rc post_actor(struct request *q, struct work *w)
{
    struct actor_out out;

    w->actor = &actor_system;
    TRY(add_actor(w, q->body, &out.id));
    return reply(q, 200, &actor_out_shape, &out);
}

struct asking {
    struct str          login;
    const struct actor *actor;
};

static enum rc find_actor(struct work *w, void *ctx)
{
    struct asking *a = ctx;
    struct account account;

    TRY(account_by_login(w, a->login, &account));
    return people_actor(w, account.id, &a->actor);
}

static enum rc who(struct services *s, struct request *q, const struct actor **ret,
                   void (**ret_release)(const struct actor *))
{
    struct asking a = { .login = request_header(q, "X-Test-Actor") };
    enum rc       rc;

    if (!a.login.p)
        return people_admission.who(s, q, ret, ret_release);
    rc = work_do(s, &actor_system, WORK_READ, find_actor, &a, NULL);
    if (rc == RC_NOT_FOUND)
        return RC_NO_ACTOR;
    TRY(rc);
    q->view.most = a.actor->n_posts ? KEEP_OFFICE : KEEP_PUBLIC;
    *ret         = a.actor;
    *ret_release = people_actor_release;
    return RC_OK;
}
const struct admission test_admission = { who };

const struct route test_routes[] = {
    { .on    = POST,
      .path  = "/test/clock",
      .can   = CAP_ANYBODY,
      .tx    = WORK_NONE,
      .body  = &clock_in_shape,
      .reply = &now_out_shape,
      .run   = post_clock,
      .doc   = "Turn the clock." },
    { .on    = POST,
      .path  = "/test/settle",
      .can   = CAP_ANYBODY,
      .tx    = WORK_NONE,
      .reply = &now_out_shape,
      .run   = post_settle,
      .doc   = "Let followers and timers do what is waiting." },
    { .on    = POST,
      .path  = "/test/actors",
      .can   = CAP_ANYBODY,
      .tx    = WORK_WRITE,
      .body  = &actor_in_shape,
      .reply = &actor_out_shape,
      .run   = post_actor,
      .doc   = "Make an account with posts." },
    { 0 },
};
