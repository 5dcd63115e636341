/* why_who: who must act, how many they are now, and what a case waits for. */
#include "cases/why.h"
#include "people/people.h"

enum { NAMES_MOST = 20 };

static const struct say say_nobody =
    SAY("nobody_holds", "{0}（目前无人任职）", "{0} (nobody holds this post now)");
static const struct say say_held =
    SAY("held", "{0}（现有{1}人[：{2}]）", "{0} ({1} hold it now[: {2}])");
static const struct say say_post_at  = SAY("post_at", "{1}的{0}", "{0} of {1}");
static const struct say say_any_post = SAY("any_post", "任职人员", "somebody with a post");
static const struct say say_later =
    SAY("seat_later", "{0}（去向未定）", "{0} (where is not settled yet)");
static const struct say say_initiator = SAY("seat_initiator", "反映人", "whoever reported it");
static const struct say say_opener    = SAY("seat_opener", "登记人", "whoever filed it");
static const struct say say_party     = SAY("seat_party", "当事人", "a party");
static const struct say say_anyone    = SAY("seat_anyone", "任何人", "anybody");
static const struct say say_signed_in =
    SAY("seat_signed_in", "任何登录用户", "anybody who is signed in");
static const struct say say_program = SAY("seat_program", "程序", "the program");
static const struct say say_must = SAY("must", "由{0}[在{1}前]办理", "{0} must act[ by {1}]");
static const struct say say_waits =
    SAY("waits", "等待关联事项{0}（{1}）办结", "waits for case {0} ({1}) to end");
static const struct say say_waits_hidden =
    SAY("waits_hidden", "等待另一关联事项办结", "waits for another case to end");

static struct why_seat blank(void)
{
    return (struct why_seat){ .place = NONE_I64, .org = NONE_I64, .holders = NONE_I64 };
}

static enum rc where_names(struct why *y, struct why_seat *s)
{
    struct place p;
    struct org   o;

    if (s->place != NONE_I64) {
        TRY(place_get(y->r->w, s->place, &p));
        s->place_name = p.name;
    }
    if (s->org != NONE_I64) {
        TRY(org_get(y->r->w, s->org, &o));
        s->org_name = o.name;
    }
    return RC_OK;
}

static struct str post_title(struct why *y, struct str name)
{
    const struct post *post = name.p ? practice_post(y->r->p, name) : NULL;

    if (post)
        return text_in(&post->title, y->lang);
    return WHY_SAY(y, &say_any_post, STR_NONE);
}

/* Colleagues are named to those who see the case by a post; how many there are is no secret. */
static enum rc count_holders(struct why *y, struct why_seat *s)
{
    struct rows           rows;
    const struct account *at;
    struct buf           *b = arena_buf(y->a, 64 * 1024);
    struct str           *names, count;
    size_t                n;

    TRY(people_holders(y->r->w, s->post, s->place, s->org, &rows));
    at         = rows.at;
    n          = rows.n < NAMES_MOST ? rows.n : NAMES_MOST;
    names      = ARENA_ARRAY(y->a, struct str, n + 1);
    s->holders = (int64_t)rows.n;
    count      = arena_fmt(y->a, "%zu", rows.n);
    if (rows.n == 0) {
        s->words = WHY_SAY(y, &say_nobody, s->words);
        return RC_OK;
    }
    for (size_t i = 0; i < n && y->inside; i++) {
        names[i] = at[i].name;
        if (i)
            buf_addc(b, y->lang == LANG_ZH ? "、" : ", ");
        buf_add(b, at[i].name);
    }
    if (n < rows.n && y->inside)
        buf_addc(b, "…");
    s->names = (struct list){ names, y->inside ? n : 0 };
    s->words = WHY_SAY(y, &say_held, s->words, count, buf_str(b));
    return RC_OK;
}

static enum rc post_seat(struct why *y, struct str post, int64_t place, int64_t org, bool count,
                         struct why_seat *ret)
{
    struct why_seat s = blank();

    s.who        = S("post");
    s.post       = post;
    s.post_title = post_title(y, post);
    s.place      = place;
    s.org        = org;
    s.mine       = actor_holds(y->r->w->actor, post, place, org);
    TRY(where_names(y, &s));
    s.words = WHY_SAY(y, &say_post_at, s.post_title, s.org_name.p ? s.org_name : s.place_name);
    if (count)
        TRY(count_holders(y, &s));
    *ret = s;
    return RC_OK;
}

/* One person: the case's reporter, whoever filed it, or a party. They are not named. */
static struct why_seat own_seat(struct why *y, int64_t account)
{
    const struct run *r       = y->r;
    bool              reports = account == r->c.initiator, files = account == r->c.opener;
    struct why_seat   s = blank();

    s.who   = reports ? S("initiator") : files ? S("opener") : S("party");
    s.words = WHY_SAY(y, reports ? &say_initiator : files ? &say_opener : &say_party, STR_NONE);
    s.mine  = (account != NONE_I64 && account == r->w->actor->account) ||
             (reports && r->w->follows == r->c.id);
    return s;
}

static enum rc seat_of(struct why *y, const struct seat *s, bool count, struct why_seat *ret)
{
    if (s->account == NONE_I64)
        return post_seat(y, s->post, s->place, s->org, count, ret);
    *ret = own_seat(y, s->account);
    return RC_OK;
}

/* Of a rule that names no post, or one whose place or unit is not known yet. */
static struct why_seat open_seat(struct why *y, const struct who *who)
{
    struct why_seat s = blank();

    switch (who->kind) {
    case WHO_ANYONE:
        s.who   = S("anyone");
        s.words = WHY_SAY(y, &say_anyone, STR_NONE);
        s.mine  = true;
        break;
    case WHO_SIGNED_IN:
        s.who   = S("signed_in");
        s.words = WHY_SAY(y, &say_signed_in, STR_NONE);
        s.mine  = y->r->w->actor->account != NONE_I64;
        break;
    case WHO_INITIATOR:
        s = own_seat(y, y->r->c.initiator);
        break;
    case WHO_SYSTEM:
        s.who   = S("program");
        s.words = WHY_SAY(y, &say_program, STR_NONE);
        break;
    case WHO_PARTIES:
        s.who   = S("party");
        s.words = WHY_SAY(y, &say_party, STR_NONE);
        break;
    case WHO_POST:
        s.who        = S("post");
        s.post       = who->post;
        s.post_title = post_title(y, who->post);
        s.words      = WHY_SAY(y, &say_later, s.post_title);
        break;
    }
    return s;
}

enum rc why_seats(struct why *y, const struct who_list *who, bool count, struct list *ret)
{
    VEC(struct why_seat) out = { 0 };

    for (size_t i = 0; i < who->n; i++) {
        struct who_list one   = { .at = &who->at[i], .n = 1 };
        struct seats    seats = { 0 };

        if (who->at[i].kind == WHO_POST)
            TRY(who_seats(y->r, &one, &seats));
        for (size_t k = 0; k < seats.n; k++)
            TRY(seat_of(y, &seats.at[k], count, VEC_PUSH(y->a, &out)));
        if (seats.n == 0)
            *VEC_PUSH(y->a, &out) = open_seat(y, &who->at[i]);
    }
    *ret = (struct list){ out.at, out.n };
    return RC_OK;
}

static enum rc task_seat(struct why *y, const struct task_row *t, bool count, struct why_seat *ret)
{
    struct seat s = { .post = t->post, .place = t->place, .org = t->org, .account = t->account };

    TRY(seat_of(y, &s, count, ret));
    ret->mine = who_has_task(y->r, t);
    return RC_OK;
}

/* Which of the step's rules laid out this task. */
static struct mark rule_of(const struct run *r, const struct task_row *t)
{
    const struct who_list *who = &r->step->who;

    for (size_t i = 0; i < who->n; i++) {
        const struct who *one  = &who->at[i];
        bool              same = one->post.p ? t->post.p && str_eq(one->post, t->post) : !t->post.p;

        if (one->mark.file.n && same && (one->kind == WHO_POST || t->account != NONE_I64))
            return one->mark;
    }
    return who->mark.file.n ? who->mark : r->step->mark;
}

enum rc why_tasks(struct why *y, struct list *ret)
{
    struct run      *r = y->r;
    struct why_task *at;

    TRY(run_tasks(r));
    at = ARENA_ARRAY(y->a, struct why_task, r->n_tasks + 1);
    for (size_t i = 0; i < r->n_tasks; i++) {
        const struct task_row *t = &r->tasks[i];

        at[i] = (struct why_task){ .id    = t->id,
                                   .lead  = t->lead,
                                   .since = t->since,
                                   .due   = t->due,
                                   .rule  = why_mark(y, rule_of(r, t)) };
        TRY(task_seat(y, t, true, &at[i].seat));
        at[i].words = WHY_SAY(y, &say_must, at[i].seat.words,
                              t->due == NONE_I64 ? STR_NONE : why_time(y, t->due));
    }
    *ret = (struct list){ at, r->n_tasks };
    return RC_OK;
}

enum rc why_task_seats(struct why *y, int64_t task, struct list *ret)
{
    struct run      *r = y->r;
    struct why_seat *at;
    size_t           n = 0;

    TRY(run_tasks(r));
    at = ARENA_ARRAY(y->a, struct why_seat, r->n_tasks + 1);
    for (size_t i = 0; i < r->n_tasks; i++)
        if (task == NONE_I64 || r->tasks[i].id == task)
            TRY(task_seat(y, &r->tasks[i], false, &at[n++]));
    *ret = (struct list){ at, n };
    return RC_OK;
}

enum rc why_person(struct why *y, int64_t account, struct str *ret)
{
    struct account a;
    enum rc        rc;

    *ret = STR_NONE;
    if (!y->inside || account == NONE_I64 || account == y->r->c.initiator)
        return RC_OK;
    rc = account_get(y->r->w, account, &a);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = a.name;
    return RC_OK;
}

enum rc why_waiting(struct why *y, struct list *ret)
{
    struct run              *r = y->r;
    struct rows              rows;
    const struct case_brief *c;
    struct why_waits        *at;
    size_t                   n = 0;

    *ret = (struct list){ 0 };
    if (!r->step->waits || r->c.state != CASE_OPEN)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_case_children, ARGS(A(r->c.id)), &rows));
    c  = rows.at;
    at = ARENA_ARRAY(y->a, struct why_waits, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        struct faults         kept = *r->w->faults;
        const struct process *pr   = practice_process(r->p, c[i].process);
        struct case_row       child;
        enum rc               rc;

        if (c[i].state != CASE_OPEN)
            continue;
        rc    = case_get(r->w, c[i].id, &child);
        at[n] = (struct why_waits){ .id = NONE_I64 };
        if (rc == RC_NOT_FOUND) { /* confidential, or out of sight: that there is one is enough */
            *r->w->faults = kept;
            at[n++].words = WHY_SAY(y, &say_waits_hidden, STR_NONE);
            continue;
        }
        TRY(rc);
        at[n].id            = child.id;
        at[n].number        = child.number;
        at[n].process_title = pr ? text_in(&pr->title, y->lang) : child.process;
        at[n].words         = WHY_SAY(y, &say_waits, child.number, at[n].process_title);
        n++;
    }
    *ret = (struct list){ at, n };
    return RC_OK;
}
