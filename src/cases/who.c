/*
 * who: from "clerk @ community" to the places and organisations where that
 * post is held, and from an actor to whether they are meant.
 */
#include "cases/engine.h"

static void add_seat(struct run *r, struct seats *s, struct seat seat)
{
    if (s->n == s->cap)
        s->at = arena_grow(r->w->arena, s->at, &s->cap, sizeof(*s->at));
    s->at[s->n++] = seat;
}

static struct seat seat_of(struct str post, int64_t number)
{
    return (struct seat){
        .post = post, .place = NONE_I64, .org = NONE_I64, .account = NONE_I64, .number = number
    };
}

static bool post_at_kind(const struct post *post, struct str kind)
{
    for (size_t i = 0; post && i < post->n_at; i++)
        if (str_eq(post->at[i], kind))
            return true;
    return false;
}

/* Which of the line is meant, counted from the top; n when none is. */
static size_t meant(struct run *r, const struct who *who, const struct place *at, size_t n)
{
    const struct post *post = practice_post(r->p, who->post);

    for (size_t i = n; i-- > 0;) {
        bool hit = false;

        switch (who->at) {
        case AT_KIND:
            hit = str_eq(at[i].kind, who->name);
            break;
        case AT_LEVEL:
            hit = r->c.level < (int64_t)r->pr->n_ladder &&
                  str_eq(at[i].kind, r->pr->ladder[r->c.level]);
            break;
        default: /* AT_PLACE: the nearest where that post may be held */
            hit = post_at_kind(post, at[i].kind);
        }
        if (hit)
            return i >= (size_t)who->above ? i - (size_t)who->above : 0;
    }
    return n;
}

static enum rc place_seat(struct run *r, const struct who *who, int64_t number, struct seats *ret)
{
    struct rows         rows;
    const struct place *at;
    struct seat         s = seat_of(who->post, number);
    size_t              i;

    if (r->c.place == NONE_I64)
        return RC_OK;
    TRY(run_line(r, r->c.place, &rows));
    at = rows.at;
    i  = meant(r, who, at, rows.n);
    /* A case that lies higher than the post's level is not lost: it waits at its own place. */
    s.place = i < rows.n ? at[i].id : r->c.place;
    s.lead  = true;
    add_seat(r, ret, s);
    return RC_OK;
}

/* One that is named twice, as lead and as assisting, still sits once; one that has ended, never. */
static enum rc add_org(struct run *r, const struct who *who, struct str id, int64_t number,
                       struct seats *ret)
{
    struct seat s = seat_of(who->post, number);
    struct org  o;

    if (str_int(id, &s.org) != RC_OK)
        return RC_OK;
    for (size_t i = 0; i < ret->n; i++)
        if (ret->at[i].org == s.org && str_eq(ret->at[i].post, s.post))
            return RC_OK;
    TRY(org_get(r->w, s.org, &o));
    if (!run_over(r, o.to))
        add_seat(r, ret, s);
    return RC_OK;
}

/* Organisations named in a field of the case's form: one seat each. */
static enum rc field_seats(struct run *r, const struct who *who, struct str field, int64_t number,
                           struct seats *ret)
{
    const struct jval *v = r->form ? json_get_str(r->form, field) : NULL;

    if (v && v->kind == J_STR)
        TRY(add_org(r, who, v->text, number, ret));
    for (const struct jval *m = v && v->kind == J_LIST ? v->first : NULL; m; m = m->next)
        TRY(add_org(r, who, m->text, number++, ret));
    return RC_OK;
}

static enum rc unit_seats(struct run *r, const struct who *who, int64_t number, struct seats *ret)
{
    struct seat s = seat_of(who->post, number);

    if (r->c.unit != NONE_I64) {
        s.org  = r->c.unit;
        s.lead = true;
        add_seat(r, ret, s);
    }
    if (who->at == AT_UNITS)
        return field_seats(r, who, S("assist"), number + 1, ret);
    return RC_OK;
}

static bool may_be_held_at(const struct run *r, const struct who *who, struct str kind)
{
    const struct post *post = practice_post(r->p, who->post);

    for (size_t i = 0; post && i < post->n_at; i++)
        if (str_eq(post->at[i], kind) || practice_org_is(r->p, kind, post->at[i]))
            return true;
    return !who->post.p;
}

/* The post where one of the opener's posts is held, when it may be held there. */
static enum rc beside(struct run *r, const struct who *who, const struct held_post *h,
                      struct seats *ret)
{
    struct seat  s = seat_of(who->post, 0);
    struct place place;
    struct org   org;
    struct str   kind;

    if (h->org == NONE_I64) {
        TRY(place_get(r->w, h->place, &place));
        kind    = place.kind;
        s.place = h->place;
    } else {
        TRY(org_get(r->w, h->org, &org));
        kind  = org.kind;
        s.org = h->org;
    }
    s.lead = true;
    if (may_be_held_at(r, who, kind))
        add_seat(r, ret, s);
    return RC_OK;
}

/* Where whoever opened it holds a post; they themselves when they hold none. */
static enum rc opener_seats(struct run *r, const struct who *who, struct seats *ret)
{
    struct seat         self = seat_of(STR_NONE, 0);
    size_t              had  = ret->n;
    const struct actor *a;
    enum rc             rc = RC_OK;

    if (r->c.opener == NONE_I64)
        return RC_OK;
    TRY(people_actor(r->w, r->c.opener, &a));
    for (size_t i = 0; i < a->n_posts && rc == RC_OK; i++)
        rc = beside(r, who, &a->posts[i], ret);
    people_actor_release(a);
    TRY(rc);
    self.account = r->c.opener;
    self.lead    = true;
    if (ret->n == had)
        add_seat(r, ret, self);
    return RC_OK;
}

/* Each party has a task of its own: what one of them has done, no other has. */
static enum rc party_seats(struct run *r, struct seats *ret)
{
    struct rows             rows;
    const struct party_row *p;
    struct seat             s;

    TRY(case_parties(r, &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (p[i].account == NONE_I64)
            continue;
        s         = seat_of(STR_NONE, PARTY_SEATS + (int64_t)i);
        s.account = p[i].account;
        add_seat(r, ret, s);
    }
    return RC_OK;
}

static enum rc rule_seats(struct run *r, const struct who *who, struct seats *ret)
{
    struct seat s = seat_of(STR_NONE, 0);

    switch (who->kind) {
    case WHO_INITIATOR:
        if (r->c.initiator == NONE_I64)
            return RC_OK;
        s.account = r->c.initiator;
        s.lead    = true;
        add_seat(r, ret, s);
        return RC_OK;
    case WHO_PARTIES:
        return party_seats(r, ret);
    case WHO_POST:
        break;
    default: /* anyone, somebody signed in, the program: no list waits for them */
        return RC_OK;
    }
    switch (who->at) {
    case AT_UNIT:
    case AT_UNITS:
        return unit_seats(r, who, 0, ret);
    case AT_FIELD:
        return field_seats(r, who, who->name, 0, ret);
    case AT_OPENER:
        return opener_seats(r, who, ret);
    default:
        return place_seat(r, who, 0, ret);
    }
}

enum rc who_seats(struct run *r, const struct who_list *who, struct seats *ret)
{
    for (size_t i = 0; i < who->n; i++)
        TRY(rule_seats(r, &who->at[i], ret));
    return RC_OK;
}

static bool is_account(const struct actor *a, int64_t account)
{
    return account != NONE_I64 && a->account == account;
}

static bool in_seat(const struct actor *a, const struct seat *s)
{
    if (s->account != NONE_I64)
        return is_account(a, s->account);
    return actor_holds(a, s->post, s->place, s->org);
}

/* Does the actor hold a post of that name at all? If not, nothing need be read. */
static bool holds_named(const struct actor *a, const struct who *who)
{
    bool holds = !who->post.p || who->at == AT_OPENER; /* any post there; an account */

    for (size_t i = 0; i < a->n_posts && !holds; i++)
        holds = str_eq(a->posts[i].post, who->post);
    return holds;
}

static enum rc rule_is(struct run *r, const struct who *who, bool *ret)
{
    const struct actor *a     = r->w->actor;
    struct seats        seats = { 0 };
    int64_t             party;

    switch (who->kind) {
    case WHO_ANYONE:
        *ret = true;
        return RC_OK;
    case WHO_SIGNED_IN:
        *ret = a->account != NONE_I64;
        return RC_OK;
    case WHO_INITIATOR:
        *ret = is_account(a, r->c.initiator) || r->w->follows == r->c.id;
        return RC_OK;
    case WHO_SYSTEM:
        *ret = false;
        return RC_OK;
    case WHO_PARTIES:
        TRY(case_party_own(r, &party));
        *ret = party != NONE_I64;
        return RC_OK;
    case WHO_POST:
        break;
    }
    *ret = false;
    if (!holds_named(a, who))
        return RC_OK;
    TRY(rule_seats(r, who, &seats));
    for (size_t i = 0; i < seats.n && !*ret; i++)
        *ret = in_seat(a, &seats.at[i]);
    return RC_OK;
}

enum rc who_not(struct run *r, const struct who_list *who, bool *ret_barred)
{
    const struct actor *a = r->w->actor;
    struct id_row       row;

    *ret_barred = who->not_initiator && is_account(a, r->c.initiator);
    for (size_t i = 0; i < who->n_not && !*ret_barred && !a->system; i++) {
        enum rc rc =
            db_one(r->w->tx, &stmt_task_acted,
                   ARGS(A(r->c.id), A(r->pr->steps[who->not_step[i]].name), A(a->account)), &row);

        if (rc != RC_NOT_FOUND) {
            TRY(rc);
            *ret_barred = true;
        }
    }
    return RC_OK;
}

enum rc who_is(struct run *r, const struct who_list *who, bool *ret)
{
    bool barred;

    *ret = r->w->actor->system;
    for (size_t i = 0; i < who->n && !*ret; i++)
        TRY(rule_is(r, &who->at[i], ret));
    if (!*ret)
        return RC_OK;
    TRY(who_not(r, who, &barred));
    *ret = !barred;
    return RC_OK;
}

bool who_has_task(const struct run *r, const struct task_row *t)
{
    struct seat s = { .post = t->post, .place = t->place, .org = t->org, .account = t->account };

    if (t->account != NONE_I64 && t->account == r->c.initiator && r->w->follows == r->c.id)
        return true;
    return in_seat(r->w->actor, &s);
}
