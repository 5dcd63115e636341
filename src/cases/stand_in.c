/*
 * stand_in: who has a step that waits only for organisations that are no more.
 *
 * Nothing gives it to another unit at the first step of a case. So it is theirs whom a move that
 * leads on names besides, such as the secretary who may say that a member has left; else whoever's
 * who dispatches there, by the capabilities that the pack gives to posts, or supervises where
 * nobody dispatches. They have a task as others have, make its moves and are told.
 */
#include "cases/engine.h"
#include "work/caps.h"

static bool waits_for_orgs(const struct step *s)
{
    for (size_t i = 0; i < s->who.n; i++)
        if (s->who.at[i].kind != WHO_POST ||
            (s->who.at[i].at != AT_UNIT && s->who.at[i].at != AT_UNITS &&
             s->who.at[i].at != AT_FIELD))
            return false;
    return s->who.n > 0;
}

/* Several moves may name the same. */
static void each_once(struct seats *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct seat *a    = &s->at[i];
        bool               once = true;

        for (size_t k = 0; k < n && once; k++)
            once = !str_eq(s->at[k].post, a->post) || s->at[k].place != a->place ||
                   s->at[k].org != a->org || s->at[k].account != a->account;
        if (once)
            s->at[n++] = *a;
    }
    s->n = n;
}

/* Posts that a move of its own names; those of organisations that are no more have no seat. */
static enum rc named_besides(struct run *r, struct seats *ret)
{
    for (size_t i = 0; i < r->step->n_moves; i++) {
        const struct move *m   = &r->step->moves[i];
        struct who_list    one = m->who;

        if (m->to == TO_STAY || m->scope != MOVE_CASE)
            continue;
        for (size_t k = 0; k < m->who.n; k++) {
            one.at = &m->who.at[k];
            one.n  = 1;
            if (one.at->kind == WHO_POST)
                TRY(who_seats(r, &one, ret));
        }
    }
    each_once(ret);
    return RC_OK;
}

static bool has_cap(const struct post *p, enum cap cap)
{
    for (size_t i = 0; i < p->n_can; i++)
        if (str_is(p->can[i], cap_word(cap)))
            return true;
    return false;
}

static bool may_stand_in(const struct post *p, enum cap cap, struct str kind)
{
    if (!has_cap(p, cap) || !has_cap(p, CAP_CASE_MOVE))
        return false;
    for (size_t i = 0; i < p->n_at; i++)
        if (str_eq(p->at[i], kind))
            return true;
    return false;
}

/* Those posts at `place`, only those that somebody holds if any is; they are alternatives, one
 * seat. */
static enum rc seats_at(struct run *r, const struct place *place, enum cap cap, struct seats *ret,
                        bool *ret_held)
{
    *ret      = (struct seats){ 0 };
    *ret_held = false;
    for (size_t i = 0; i < r->p->n_posts; i++) {
        const struct post *p = &r->p->posts[i];
        struct rows        holders;

        if (!may_stand_in(p, cap, place->kind))
            continue;
        TRY(people_holders(r->w, p->name, place->id, NONE_I64, &holders));
        if (*ret_held && !holders.n)
            continue;
        if (holders.n && !*ret_held)
            ret->n = 0;
        *ret_held = holders.n > 0;
        if (ret->n == ret->cap)
            ret->at = arena_grow(r->w->arena, ret->at, &ret->cap, sizeof(*ret->at));
        ret->at[ret->n++] = (struct seat){
            .post = p->name, .place = place->id, .org = NONE_I64, .account = NONE_I64, .lead = true
        };
    }
    return RC_OK;
}

/* The nearest up from the case's place where somebody holds one; where nobody does, the nearest. */
static enum rc nearest(struct run *r, enum cap cap, struct seats *ret)
{
    struct rows         line;
    const struct place *at;

    TRY(run_line(r, r->c.place, &line));
    at = line.at;
    for (size_t i = line.n; i-- > 0;) {
        struct seats here;
        bool         held;

        TRY(seats_at(r, &at[i], cap, &here, &held));
        if (here.n && (held || !ret->n))
            *ret = here;
        if (held)
            break;
    }
    return RC_OK;
}

enum rc stand_in(struct run *r, struct seats *ret)
{
    if (r->c.place == NONE_I64 || !waits_for_orgs(r->step))
        return RC_OK;
    TRY(named_besides(r, ret));
    if (!ret->n)
        TRY(nearest(r, CAP_CASE_DISPATCH, ret));
    return ret->n ? RC_OK : nearest(r, CAP_CASE_SUPERVISE, ret);
}
