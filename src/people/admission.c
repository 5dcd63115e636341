/*
 * admission: who a request comes from.
 *
 * A browser has a cookie, a program a bearer token. Both are looked up in
 * the cache; only what is not there is read from the database. That somebody
 * was seen is written once a minute, and nobody waits for it.
 *
 * A cookie is sent by the browser whoever made the page, so a call that
 * changes something needs the session's form token as well (X-CSRF-Token).
 */
#include "people/api_token.h"
#include "people/cache.h"
#include "people/people_rows.h"

#include <stdlib.h>

/* -- writing down that a token was used -- */

struct touch {
    struct db_unit     unit;
    const struct stmt *stmt;
    int64_t            id, at;
};

static enum rc touch_run(struct db_unit *u, struct tx *tx)
{
    struct touch *t = (struct touch *)u;

    return db_run(tx, t->stmt, ARGS(A(t->id), A(t->at)), NULL);
}

static void touch_done(struct db_unit *u, enum rc rc)
{
    (void)rc; /* not worth more than it cost */
    free(u);
}

static void touch(struct services *s, bool token, int64_t id, int64_t at)
{
    struct touch *t = calloc(1, sizeof(*t));

    if (!t)
        return;
    t->unit.run  = touch_run;
    t->unit.done = touch_done;
    t->stmt      = token ? &stmt_token_seen : &stmt_session_seen;
    t->id        = id;
    t->at        = at;
    db_submit(s->db, &t->unit);
}

/* -- what is not in the cache -- */

struct look {
    struct str       token;
    bool             program;
    struct cache_put put;
};

static enum rc look_session(struct work *w, struct look *l)
{
    struct session_row row;
    struct policy      p;

    TRY(db_one(w->tx, &stmt_session_by_digest, ARGS(A(token_digest(w->arena, l->token))), &row));
    TRY(policy_get(w, &p));
    /* `seen` is written to the minute only. */
    if (row.ends_at <= w->now || w->now - row.seen_at > p.idle_minutes * US_MINUTE + US_MINUTE)
        return RC_NOT_FOUND;
    l->put.id      = row.id;
    l->put.seen_at = row.seen_at;
    l->put.until   = row.ends_at;
    return kept_make(w, row.account, NULL, true, &l->put.kept);
}

static enum rc look_token(struct work *w, struct look *l)
{
    struct token_row row;

    TRY(db_one(w->tx, &stmt_token_by_digest, ARGS(A(token_digest(w->arena, l->token))), &row));
    l->put.id      = row.id;
    l->put.seen_at = row.seen_at == NONE_I64 ? 0 : row.seen_at;
    l->put.until   = row.ends_at;
    return token_actor(w, &row, &l->put.kept);
}

static enum rc look(struct work *w, void *ctx)
{
    struct look *l = ctx;

    return l->program ? look_token(w, l) : look_session(w, l);
}

/* RC_NOT_FOUND: nobody's, or no longer. */
static enum rc find(struct services *s, struct str token, bool program, struct cache_hit *ret)
{
    struct cache    *c   = people_room(s)->cache;
    struct cache_key key = cache_key_of(c, token);
    int64_t          now = clock_now(s->clock);
    struct look      l   = { .token = token, .program = program, .put.turn = cache_turn(c) };

    if (!cache_find(c, &key, now, ret)) {
        TRY(work_do(s, &actor_system, WORK_READ, look, &l, NULL));
        *ret = (struct cache_hit){ l.put.kept, l.put.id, now - l.put.seen_at > US_MINUTE };
        if (ret->stale)
            l.put.seen_at = now;
        cache_put(c, &key, &l.put, now);
    }
    if (ret->stale)
        touch(s, program, ret->id, now);
    return RC_OK;
}

/* -- the request -- */

static bool changes(const struct request *q)
{
    return q->route->on != GET;
}

static struct str bearer(const struct request *q)
{
    struct str h = request_header(q, "Authorization");

    return str_starts(h, S("Bearer ")) ? str_trim(str_skip(h, 7)) : STR_NONE;
}

/* A session's form token: there and right, absent, or wrong. */
enum csrf { CSRF_RIGHT, CSRF_NONE, CSRF_WRONG };
static enum csrf csrf_sent(const struct request *q, struct str token)
{
    struct str given = request_header(q, "X-CSRF-Token");

    if (!given.p)
        return CSRF_NONE;
    return csrf_is(token, given) ? CSRF_RIGHT : CSRF_WRONG;
}

static enum rc by_program(struct services *s, struct request *q, struct str token,
                          struct cache_hit *ret)
{
    static const struct say no_token =
        SAY("token", "访问令牌无效或已到期", "the token is not valid, or no longer");
    enum rc rc = token.n <= TOKEN_MOST ? find(s, token, true, ret) : RC_NOT_FOUND;

    return rc == RC_NOT_FOUND ? fault(&q->faults, RC_NO_ACTOR, &no_token, STR_NONE, STR_NONE) : rc;
}

/* RC_NOT_FOUND: as if there were no cookie. */
static enum rc by_browser(struct services *s, struct request *q, struct cache_hit *ret)
{
    static const struct say no_form = SAY("csrf", "缺少或错误的X-CSRF-Token，请刷新页面后再试",
                                          "X-CSRF-Token is absent or wrong; load the page again");
    struct str              token = request_cookie(q, COOKIE_NAME);
    enum csrf               form;

    if (token.n != TOKEN_LEN)
        return RC_NOT_FOUND;
    if (changes(q)) {
        form = csrf_sent(q, token);
        /* What anybody may do is done in nobody's name. */
        if (form == CSRF_NONE && q->route->can == CAP_ANYBODY)
            return RC_NOT_FOUND;
        if (form != CSRF_RIGHT)
            return fault(&q->faults, RC_DENIED, &no_form, STR_NONE, STR_NONE);
    }
    return find(s, token, false, ret);
}

/* Before anything that needs a right, what the account owes. */
static enum rc duties(struct request *q, const struct kept *k)
{
    static const struct say must_change =
        SAY("change_password", "请先修改密码", "please change the password first");
    static const struct say must_enrol =
        SAY("second_factor_missing", "管理员须先启用动态口令",
            "an administrator has to set up a second factor first");

    if (q->route->can == CAP_ANYBODY || q->route->can == CAP_SIGNED_IN)
        return RC_OK;
    if (k->must_change)
        return fault(&q->faults, RC_DENIED, &must_change, STR_NONE, STR_NONE);
    if (k->must_enrol)
        return fault(&q->faults, RC_DENIED, &must_enrol, STR_NONE, STR_NONE);
    return RC_OK;
}

static enum rc who(struct services *s, struct request *q, const struct actor **ret,
                   void (**ret_release)(const struct actor *))
{
    struct cache_hit hit;
    struct str       token = bearer(q);
    enum rc          rc    = token.p ? by_program(s, q, token, &hit) : by_browser(s, q, &hit);

    q->view.most = KEEP_PUBLIC;
    if (rc == RC_NOT_FOUND) {
        *ret         = actor_nobody();
        *ret_release = NULL;
        return RC_OK;
    }
    TRY(rc);
    rc = duties(q, hit.kept);
    if (rc != RC_OK) {
        kept_let_go(&hit.kept->actor);
        return rc;
    }
    if (!token.p) /* a program says what it wants with each call */
        q->lang = hit.kept->lang;
    if (hit.kept->actor.n_posts)
        q->view.most = KEEP_OFFICE;
    *ret         = &hit.kept->actor;
    *ret_release = kept_let_go;
    return RC_OK;
}

const struct admission people_admission = { who };
