#include "people_test.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char pack_text[] =
    "pack: test\n"
    "title: {zh: 示范街道, en: A subdistrict}\n"
    "calendar:\n"
    "  hours: [\"08:30-12:00\", \"14:00-17:30\"]\n"
    "places:\n"
    "  street:    {zh: 街道, en: Subdistrict}\n"
    "  community: {title: {zh: 社区, en: Community}, grid: 1, head: secretary}\n"
    "  grid:      {title: {zh: 网格, en: Grid}, grid: 2, cases: yes, head: grid_head}\n"
    "organisations:\n"
    "  department: {zh: 职能部门, en: Department}\n"
    "  cleaning:   {title: {zh: 环卫, en: Cleaning}, of: department}\n"
    "posts:\n"
    "  secretary:\n"
    "    title: {zh: 书记, en: Secretary}\n"
    "    at: [street, community]\n"
    "    can: [case.read, case.move, post.edit, territory.read, account.read, account.edit]\n"
    "  keeper:\n"
    "    title: {zh: 档案员, en: Keeper}\n"
    "    at: community\n"
    "    can: [person.read, person.edit, field.unmask]\n"
    "  guardian:\n"
    "    title: {zh: 儿童主任, en: Guardian}\n"
    "    at: community\n"
    "    can: [person.read, field.unmask, field.sensitive]\n"
    "  announcer:\n"
    "    title: {zh: 公示员, en: Announcer}\n"
    "    at: community\n"
    "    can: [notice.edit, field.unmask]\n"
    "  grid_head:\n"
    "    title: {zh: 网格长, en: Grid head}\n"
    "    at: grid\n"
    "    can: [case.read, case.open, case.move]\n"
    "    duties: [{zh: 走访入户, en: Visits homes}, 矛盾调解]\n"
    "    norm: {least: 1, most: 1}\n"
    "  grid_worker:\n"
    "    title: {zh: 网格员, en: Grid worker}\n"
    "    at: grid\n"
    "    can: [case.read]\n"
    "  handler:\n"
    "    title: {zh: 经办人, en: Handler}\n"
    "    at: department\n"
    "    can: [case.read, case.move]\n"
    "    norm: {least: 2}\n"
    "teams:\n"
    "  grid_team:\n"
    "    title: {zh: 网格队伍, en: Grid team}\n"
    "    at: grid\n"
    "    slots:\n"
    "      head:   {title: {zh: 网格长, en: Head}, post: grid_head, least: 1, most: 1}\n"
    "      helper: {title: {zh: 网格员, en: Helper}, post: grid_worker, least: 2, most: 5}\n"
    "      other:  {empty: 示例文件第三条}\n"
    "texts:\n"
    "  told: {zh: \"{number}有新进展\", en: \"There is news of {number}\"}\n"
    "  only_zh: \"只有中文{number}\"\n";

/* -- making it -- */

static enum rc store_practice(struct work *w, void *ctx)
{
    struct pack_file file = { S("test"), S("pack.yaml"), S("") };
    int64_t          version;
    bool             made;

    (void)ctx;
    file.text = str_of(pack_text);
    TRY(practice_store(w, &file, 1, &version, &made));
    return practice_enforce(w, version, w->practice_number, STR_NONE);
}

static enum rc add_place(struct work *w, int64_t parent, const char *kind, const char *code,
                         const char *name, int64_t *ret)
{
    struct place_new in = { .parent     = parent,
                            .kind       = str_of(kind),
                            .code       = str_of(code),
                            .name       = str_of(name),
                            .from       = NONE_I32,
                            .lon        = __builtin_nan(""),
                            .lat        = __builtin_nan(""),
                            .households = NONE_I32 };
    struct place     p;

    TRY(place_add(w, &in, &p));
    *ret = p.id;
    return RC_OK;
}

static enum rc make_places(struct work *w, void *ctx)
{
    struct test *t = ctx;
    struct org   o;

    TRY(add_place(w, NONE_I64, "street", "990101001", "示范街道", &t->street));
    TRY(add_place(w, t->street, "community", "990101001001", "北社区", &t->north));
    TRY(add_place(w, t->street, "community", "990101001002", "南社区", &t->south));
    TRY(add_place(w, t->north, "grid", "99010100100101", "北一网格", &t->north1));
    TRY(add_place(w, t->north, "grid", "99010100100102", "北二网格", &t->north2));
    TRY(add_place(w, t->south, "grid", "99010100100201", "南一网格", &t->south1));
    TRY(org_add(w,
                &(struct org_new){ .parent = NONE_I64,
                                   .kind   = S("cleaning"),
                                   .code   = S("QC01"),
                                   .name   = S("清洁所"),
                                   .place  = t->street,
                                   .from   = NONE_I32 },
                &o));
    t->cleaning = o.id;
    return RC_OK;
}

static void start_server(struct test *t)
{
    static const struct route *const tables[] = { people_routes, notice_routes, NULL };
    struct server_options            o        = { .address = "127.0.0.1", .threads = 1 };
    struct buf                       why;

    buf_init(&why, 4096);
    o.tables = tables;
    o.spool  = t->f->fresh.dir;
    gate_init(&o.gate, &t->f->s, &people_admission);
    if (server_start(&o, &t->server, &why) != RC_OK)
        fail_msg("server: %.*s", STR_ARG(buf_str(&why)));
    buf_free(&why);
    t->port = server_port(t->server);
}

/* Small limits, so that a test takes no second. */
static enum rc start_people(struct services *s)
{
    struct room_people *room;

    TRY(people_start(s));
    room             = people_room(s);
    room->hash_ops   = 1;
    room->hash_bytes = 8192;
    return RC_OK;
}

int setup(void **state)
{
    static const struct fixture_with with = {
        .stmts     = { people_stmts, notice_stmts },
        .followers = { &people_follower, &posting_follower },
        .timers    = { &people_timer, &notice_timer },
        .start     = { start_people },
        .stop      = { people_stop },
    };
    struct test *t = calloc(1, sizeof(*t));
    void        *f = NULL;

    *state = t;
    if (fixture_make(&f, &with) != 0)
        return -1;
    t->f = f;
    fixture_turn(t->f, "2026-03-02 12:00");
    act(t, WORK_WRITE, store_practice, NULL);
    assert_rc(practice_refresh(&t->f->s), RC_OK);
    act(t, WORK_WRITE, make_places, t);
    start_server(t);
    return 0;
}

int teardown(void **state)
{
    struct test *t = *state;
    void        *f = t->f;

    server_stop(t->server);
    fixture_drop(&f);
    free(t);
    return 0;
}

/* -- behind HTTP -- */

void act(struct test *t, enum work_mode mode, work_fn *fn, void *ctx)
{
    enum rc rc = mode == WORK_WRITE ? fixture_write(t->f, &actor_system, fn, ctx)
                                    : fixture_read(t->f, &actor_system, fn, ctx);

    if (rc == RC_OK)
        return;
    buf_clear(&t->f->said);
    if (t->f->faults.n)
        fault_render(&t->f->faults.at[0], LANG_EN, &t->f->said);
    fail_msg("%s: %.*s", rc_name(rc), STR_ARG(buf_str(&t->f->said)));
}

struct adding {
    struct account_new new;
    struct posting_new post;
    int64_t            id;
};

static enum rc do_add_account(struct work *w, void *ctx)
{
    struct adding *a = ctx;

    return account_add(w, &a->new, &a->id);
}

int64_t add_account(struct test *t, const char *login, int32_t role)
{
    struct adding a = {
        .new = { .login = str_of(login), .name = str_of(login), .role = role, .lang = LANG_EN }
    };

    assert_int_equal(people_hash(&t->f->s, S(PASSWORD), t->f->arena, &a.new.hash), RC_OK);
    act(t, WORK_WRITE, do_add_account, &a);
    return a.id;
}

static enum rc do_add_post(struct work *w, void *ctx)
{
    struct adding *a = ctx;

    return posting_add(w, &a->post, &a->id);
}

int64_t add_post(struct test *t, int64_t account, const char *post, int64_t place, int64_t org)
{
    struct adding a = { .post = { .account = account,
                                  .place   = place,
                                  .org     = org,
                                  .post    = str_of(post),
                                  .from    = NONE_I32,
                                  .to      = NONE_I32 } };

    act(t, WORK_WRITE, do_add_post, &a);
    return a.id;
}

static enum rc do_end_post(struct work *w, void *ctx)
{
    return posting_end(w, *(int64_t *)ctx, NONE_I32, STR_NONE);
}

void end_post(struct test *t, int64_t posting)
{
    act(t, WORK_WRITE, do_end_post, &posting);
}

void settle(struct test *t)
{
    fixture_settle(t->f);
}

void turn_clock(struct test *t, int64_t by_us)
{
    t->f->clock.at += by_us;
}

struct noting {
    struct arena *arena;
    const char   *kind;
    int64_t       n;
    struct str    data;
};

static enum rc count_entries(struct work *w, void *ctx)
{
    struct noting      *n = ctx;
    struct rows         rows;
    const struct entry *e;

    TRY(journal_after(w, 0, 100000, &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (str_is(e[i].kind, n->kind)) {
            n->n++;
            n->data = arena_str(n->arena, e[i].data.text);
        }
    return RC_OK;
}

static struct noting note_of(struct test *t, const char *kind)
{
    struct noting n = { .arena = t->f->arena, .kind = kind };

    settle(t); /* seals what is loose */
    act(t, WORK_READ, count_entries, &n);
    return n;
}

int64_t noted(struct test *t, const char *kind)
{
    return note_of(t, kind).n;
}

struct str noted_data(struct test *t, const char *kind)
{
    return note_of(t, kind).data;
}

/* -- over HTTP -- */

static void put_request(struct buf *b, const struct caller *c, const char *method, const char *path,
                        const char *body)
{
    buf_addf(b, "%s %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n", method, path);
    if (c && c->cookie[0])
        buf_addf(b, "Cookie: other=1; %s\r\n", c->cookie);
    if (c && c->csrf[0])
        buf_addf(b, "X-CSRF-Token: %s\r\n", c->csrf);
    if (c && c->bearer[0])
        buf_addf(b, "Authorization: Bearer %s\r\n", c->bearer);
    buf_addf(b, "Accept-Language: %s\r\n", c && c->lang[0] ? c->lang : "en");
    if (body)
        buf_addf(b, "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(body),
                 body);
    else
        buf_addc(b, "Content-Length: 0\r\n\r\n");
}

static struct str exchange(struct test *t, struct str request)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)t->port) };
    int                fd = socket(AF_INET, SOCK_STREAM, 0);
    struct buf         in;
    struct str         all;
    ssize_t            n;

    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
    assert_int_equal(send(fd, request.p, request.n, 0), (ssize_t)request.n);
    buf_init(&in, 1 << 20);
    for (;;) {
        char *at = buf_room(&in, 4096);

        assert_non_null(at);
        n = recv(fd, at, 4096, 0);
        if (n <= 0)
            break;
        in.n += (size_t)n;
    }
    close(fd);
    all = arena_str(t->f->arena, buf_str(&in));
    buf_free(&in);
    return all;
}

struct answer call(struct test *t, const struct caller *c, const char *method, const char *path,
                   const char *body)
{
    struct answer a = { 0 };
    struct buf    b;
    struct str    all;
    size_t        cut;
    int64_t       status;

    buf_init(&b, 1 << 20);
    put_request(&b, c, method, path, body);
    all = exchange(t, buf_str(&b));
    buf_free(&b);
    cut = str_find(all, S("\r\n\r\n"));
    assert_true(cut != SIZE_MAX);
    a.head = str_head(all, cut);
    a.body = str_skip(all, cut + 4);
    assert_int_equal(str_int(str_head(str_skip(a.head, 9), 3), &status), RC_OK);
    a.status = (int)status;
    return a;
}

struct answer callf(struct test *t, const struct caller *c, const char *method, const char *body,
                    const char *path, ...)
{
    char    room[500];
    va_list ap;

    va_start(ap, path);
    vsnprintf(room, sizeof(room), path, ap);
    va_end(ap);
    return call(t, c, method, room, body);
}

/* The value that one step of a path names: "posts", "posts[0]". */
static const struct jval *step_into(const struct jval *v, struct str step)
{
    struct str name = step, index = STR_NONE;
    size_t     open = str_find(step, S("["));
    int64_t    i    = -1;

    if (open != SIZE_MAX) {
        name  = str_head(step, open);
        index = str_head(str_skip(step, open + 1), step.n - open - 2);
        assert_int_equal(str_int(index, &i), RC_OK);
    }
    v = json_get_str(v, name);
    for (v = v && i >= 0 ? v->first : v; v && i > 0; i--)
        v = v->next;
    return v;
}

struct str at(struct test *t, const struct answer *a, const char *path)
{
    const struct jval *v;
    struct str         rest = str_of(path), step;

    assert_int_equal(json_parse(t->f->arena, a->body, NULL, &v), RC_OK);
    while (v && str_split(&rest, '.', &step))
        v = step_into(v, step);
    if (!v)
        return STR_NONE;
    return v->kind == J_STR ? v->text : v->raw;
}

int64_t the_id(struct test *t, const struct answer *a, const char *path)
{
    int64_t id = NONE_I64;

    if (str_int(at(t, a, path), &id) != RC_OK)
        fail_msg("no %s in %.*s", path, STR_ARG(a->body));
    return id;
}

static void keep_cookie(const struct answer *a, struct caller *c)
{
    size_t     from = str_find(a->head, S("Set-Cookie: "));
    struct str line, value;

    assert_true(from != SIZE_MAX);
    line = str_skip(a->head, from + 12);
    assert_true(str_split(&line, ';', &value));
    snprintf(c->cookie, sizeof(c->cookie), "%.*s", STR_ARG(value));
}

struct caller sign_in(struct test *t, const char *login)
{
    struct caller c = { .lang = "en" };
    char          body[300];
    struct answer a;

    snprintf(body, sizeof(body), "{\"login\":\"%s\",\"password\":\"" PASSWORD "\"}", login);
    a = call(t, NULL, "POST", "/api/v1/session", body);
    assert_status(a, 201);
    keep_cookie(&a, &c);
    snprintf(c.csrf, sizeof(c.csrf), "%.*s", STR_ARG(at(t, &a, "csrf")));
    return c;
}
