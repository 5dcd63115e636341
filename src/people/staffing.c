/* staffing: how many hold a post against how many should, and who fills the seats of a team. */
#include "people/posting.h"

#include <string.h>

enum { TOO_FEW, TOO_MANY };
const char *const         staffing_verdicts[] = { "too_few", "too_many", NULL };
static const struct field staffing_fields[]   = {
      F(struct staffing, id, .as = AS_ID, .doc = "of the place or organisation"),
      F(struct staffing, post),
      F(struct staffing, title),
      F(struct staffing, kind),
      F(struct staffing, name),
      F(struct staffing, held),
      F(struct staffing, least),
      F(struct staffing, most, .opt = true),
      F(struct staffing, verdict, .words = staffing_verdicts),
};
const struct shape staffing_shape = SHAPE(struct staffing, staffing_fields);

typedef VEC(struct staffing) staffing_vec;

struct norm {
    const struct post *post;
    struct str         kind;
    int32_t            least, most; /* most INT32_MAX: no bound */
};

static enum rc add_norm(struct work *w, const struct norm *n, const struct where *where,
                        int32_t day, enum lang lang, int64_t limit, staffing_vec *out)
{
    bool              at_place = practice_place_kind(w->practice, n->kind) != NULL;
    struct str        path     = at_place ? where->place_path : where->org_path;
    struct rows       rows;
    struct staff_row *row;

    if (!path.p || limit <= (int64_t)out->n)
        return RC_OK;
    TRY(db_all(w->tx, at_place ? &stmt_staff_places : &stmt_staff_orgs,
               ARGS(A(n->kind), A(path), A(path_end(w->arena, path)), A(n->post->name), A(day),
                    A(n->least), A(n->most), A((int64_t)0), A(limit - (int64_t)out->n)),
               &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        *VEC_PUSH(w->arena, out) = (struct staffing){
            .id      = row[i].id,
            .post    = n->post->name,
            .title   = text_in(&n->post->title, lang),
            .kind    = n->kind,
            .name    = row[i].name,
            .held    = (int32_t)row[i].n,
            .least   = n->least,
            .most    = n->most == INT32_MAX ? NONE_I32 : n->most,
            .verdict = row[i].n < n->least ? TOO_FEW : TOO_MANY,
        };
    return RC_OK;
}

/* At every kind where it may be held; of organisations, also at the kinds below that. */
static enum rc add_post(struct work *w, const struct post *post, const struct where *where,
                        int32_t day, enum lang lang, int64_t limit, staffing_vec *out)
{
    struct norm n = { .post = post };

    n.least = post->norm_least == NONE_I32 ? 0 : post->norm_least;
    n.most  = post->norm_most == NONE_I32 ? INT32_MAX : post->norm_most;
    for (size_t k = 0; k < post->n_at; k++) {
        if (practice_place_kind(w->practice, post->at[k])) {
            n.kind = post->at[k];
            TRY(add_norm(w, &n, where, day, lang, limit, out));
            continue;
        }
        for (size_t o = 0; o < w->practice->n_org_kinds; o++) {
            n.kind = w->practice->org_kinds[o].name;
            if (practice_org_is(w->practice, n.kind, post->at[k]))
                TRY(add_norm(w, &n, where, day, lang, limit, out));
        }
    }
    return RC_OK;
}

enum rc staffing_find(struct work *w, const struct where *where, int32_t day, enum lang lang,
                      int64_t limit, struct rows *ret)
{
    staffing_vec out = { 0 };

    for (size_t i = 0; w->practice && i < w->practice->n_posts; i++) {
        const struct post *post = &w->practice->posts[i];

        if (post->norm_least != NONE_I32 || post->norm_most != NONE_I32)
            TRY(add_post(w, post, where, day, lang, limit, &out));
    }
    *ret = (struct rows){ out.at, out.n };
    return RC_OK;
}

/* -- teams -- */

/* What a seat is: named but not defined by the source, without anybody, not enough, filled. */
enum { SEAT_UNDEFINED, SEAT_EMPTY, SEAT_SHORT, SEAT_FILLED };
static const char *const  seat_states[]   = { "undefined", "empty", "short", "filled", NULL };
static const struct field member_fields[] = {
    F(struct team_member, account, .as = AS_ID),
    F(struct team_member, name),
};
static const struct shape member_shape  = SHAPE(struct team_member, member_fields);
static const struct field seat_fields[] = {
    F(struct team_seat, name),
    F(struct team_seat, title, .opt = true),
    F(struct team_seat, post, .opt = true, .doc = "absent: the locality has not said which"),
    F(struct team_seat, least),
    F(struct team_seat, most, .opt = true),
    F(struct team_seat, state, .words = seat_states),
    F(struct team_seat, members, .of = &member_shape),
};
static const struct shape seat_shape    = SHAPE(struct team_seat, seat_fields);
static const struct field team_fields[] = {
    F(struct team_told, name),
    F(struct team_told, title),
    F(struct team_told, complete, .doc = "every seat that is defined has as many as it needs"),
    F(struct team_told, seats, .of = &seat_shape),
};
const struct shape team_told_shape = SHAPE(struct team_told, team_fields);

static int32_t seat_state(const struct team_seat *s)
{
    size_t least = s->least < 1 ? 1 : (size_t)s->least;

    if (!s->post.p)
        return SEAT_UNDEFINED;
    if (s->members.n == 0)
        return SEAT_EMPTY;
    return s->members.n < least ? SEAT_SHORT : SEAT_FILLED;
}

static enum rc fill_seat(struct work *w, const struct team_slot *slot, int64_t place, int32_t day,
                         enum lang lang, struct team_seat *ret)
{
    struct rows         rows = { 0 };
    struct posting_row *row;
    struct team_member *members;

    if (slot->post.p)
        TRY(db_all(w->tx, &stmt_posting_at_place,
                   ARGS(A(place), A((int64_t)0), A(slot->post), A(day), A((int64_t)PAGE_MOST)),
                   &rows));
    row     = rows.at;
    members = ARENA_ARRAY(w->arena, struct team_member, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        members[i] = (struct team_member){ row[i].account, row[i].name };
    *ret       = (struct team_seat){ .name    = slot->name,
                                     .title   = text_in(&slot->title, lang),
                                     .post    = slot->post,
                                     .least   = slot->least,
                                     .most    = slot->most,
                                     .members = { members, rows.n } };
    ret->state = seat_state(ret);
    return RC_OK;
}

static enum rc fill_team(struct work *w, const struct team *team, int64_t place, int32_t day,
                         enum lang lang, struct team_told *ret)
{
    struct team_seat *seats =
        ARENA_ARRAY(w->arena, struct team_seat, team->n_slots ? team->n_slots : 1);

    *ret = (struct team_told){ .name     = team->name,
                               .title    = text_in(&team->title, lang),
                               .complete = true,
                               .seats    = { seats, team->n_slots } };
    for (size_t i = 0; i < team->n_slots; i++) {
        TRY(fill_seat(w, &team->slots[i], place, day, lang, &seats[i]));
        if (seats[i].least > 0 && seats[i].state != SEAT_FILLED && seats[i].state != SEAT_UNDEFINED)
            ret->complete = false;
    }
    return RC_OK;
}

enum rc teams_at(struct work *w, int64_t place, int32_t day, enum lang lang, struct rows *ret)
{
    VEC(struct team_told) out = { 0 };
    struct place          p;

    TRY(place_get(w, place, &p));
    for (size_t i = 0; w->practice && i < w->practice->n_teams; i++)
        if (str_eq(w->practice->teams[i].at, p.kind))
            TRY(fill_team(w, &w->practice->teams[i], place, day, lang, VEC_PUSH(w->arena, &out)));
    *ret = (struct rows){ out.at, out.n };
    return RC_OK;
}
