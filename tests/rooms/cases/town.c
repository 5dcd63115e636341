#include "town.h"
#include "cases/file.h"

#include <stdlib.h>
#include <string.h>

/* A program may have statements of its own. */
#ifdef TOWN_MORE_STMTS
extern const struct stmt *const TOWN_MORE_STMTS[];
#else
#define TOWN_MORE_STMTS no_more_stmts
static const struct stmt *const no_more_stmts[] = { NULL };
#endif

static const struct fixture_with with = {
    .stmts     = { people_stmts, notice_stmts, case_stmts, case_file_stmts, case_import_stmts,
                   figures_stmts, TOWN_MORE_STMTS },
    .followers = { &people_follower, &case_practice_follower, &figures_follower },
    .timers    = { &case_clock_timer, &case_file_timer },
    .start     = { people_start, cases_start, figures_start },
    .stop      = { people_stop, cases_stop, figures_stop },
};

/* -- building it -- */

static enum rc add_places(struct work *w, struct town *t)
{
    struct place_new n = {
        .parent = NONE_I64, .from = NONE_I32, .lon = NAN, .lat = NAN, .households = NONE_I32
    };
    struct place p;

    n.kind = S("street"), n.name = S("示范街道"), n.code = S("S1");
    TRY(place_add(w, &n, &p));
    t->street = n.parent = p.id;
    n.kind = S("community"), n.name = S("东社区"), n.code = S("C1");
    TRY(place_add(w, &n, &p));
    t->community = n.parent = p.id;
    n.kind = S("grid"), n.name = S("东一网格"), n.code = S("G1");
    TRY(place_add(w, &n, &p));
    t->grid = p.id;
    n.name = S("东二网格"), n.code = S("G2");
    TRY(place_add(w, &n, &p));
    t->other_grid = p.id;
    return RC_OK;
}

static enum rc add_orgs(struct work *w, struct town *t)
{
    struct org_new      n   = { .parent = NONE_I64, .from = NONE_I32, .place = t->community };
    struct relation_new rel = { .kind    = S("covers"),
                                .a_place = NONE_I64,
                                .b_org   = NONE_I64,
                                .b_place = t->community,
                                .from    = NONE_I32 };
    struct relation     r;
    struct org          o;

    n.kind = S("property_company"), n.name = S("东物业"), n.code = S("P1");
    TRY(org_add(w, &n, &o));
    t->company = rel.a_org = o.id;
    TRY(relation_add(w, &rel, &r));
    n.kind = S("urban_management"), n.name = S("城管中队"), n.code = S("U1");
    TRY(org_add(w, &n, &o));
    t->office = rel.a_org = o.id;
    return relation_add(w, &rel, &r);
}

static enum rc give(struct work *w, struct town *t, enum person who, const char *post,
                    int64_t place, int64_t org)
{
    struct posting_new in = { .account = t->account[who],
                              .place   = place,
                              .org     = org,
                              .post    = str_of(post),
                              .from    = NONE_I32,
                              .to      = NONE_I32 };
    int64_t            id;

    return posting_add(w, &in, &id);
}

static enum rc build(struct work *w, void *ctx)
{
    static const char *const logins[PEOPLE] = { "clerk", "handler",   "helper",  "head",
                                                "head2", "secretary", "resident" };
    struct town             *t              = ctx;

    TRY(add_places(w, t));
    TRY(add_orgs(w, t));
    for (int i = 0; i < PEOPLE; i++) {
        struct account_new in = { .login = str_of(logins[i]), .name = str_of(logins[i]) };

        TRY(account_add(w, &in, &t->account[i]));
    }
    TRY(give(w, t, CLERK, "clerk", t->community, NONE_I64));
    TRY(give(w, t, SECRETARY, "secretary", t->community, NONE_I64));
    TRY(give(w, t, HEAD, "grid_head", t->grid, NONE_I64));
    TRY(give(w, t, OTHER_HEAD, "grid_head", t->other_grid, NONE_I64));
    TRY(give(w, t, HANDLER, "handler", NONE_I64, t->company));
    return give(w, t, HELPER, "handler", NONE_I64, t->office);
}

static enum rc find_actors(struct work *w, void *ctx)
{
    struct town *t = ctx;

    for (int i = 0; i < PEOPLE; i++)
        TRY(people_actor(w, t->account[i], &t->actor[i]));
    return RC_OK;
}

static struct town *the_town;

int town_make(void **state)
{
    struct town *t = calloc(1, sizeof(*t));

    if (fixture_make(state, &with) != 0)
        return -1;
    t->f = *state;
    assert_rc(fixture_write(t->f, &actor_system, build, t), RC_OK);
    assert_rc(fixture_read(t->f, &actor_system, find_actors, t), RC_OK);
    the_town = t;
    return 0;
}

int town_drop(void **state)
{
    for (int i = 0; i < PEOPLE; i++)
        people_actor_release(the_town->actor[i]);
    free(the_town);
    the_town = NULL;
    return fixture_drop(state);
}

struct town *town_of(void **state)
{
    (void)state;
    return the_town;
}

/* -- acts -- */

enum rc act_open(struct work *w, void *ctx)
{
    struct act    *a = ctx;
    struct case_in in;

    if (a->in)
        return case_open(w, a->in, &a->opened);
    shape_clear(&case_in_shape, &in);
    in.class = S("02.02");
    in.place = a->t->grid;
    in.words = str_of(a->form);
    return case_open(w, &in, &a->opened);
}

enum rc act_get(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_get(w, a->id, &a->row);
}

enum rc act_tasks(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_tasks(w, a->id, &a->rows);
}

enum rc act_clocks(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_clock_all, ARGS(A(a->id)), &a->rows);
}

enum rc act_move(struct work *w, void *ctx)
{
    struct act     *a  = ctx;
    struct move_in  in = { .move      = str_of(a->move),
                           .version   = a->version,
                           .task      = NONE_I64,
                           .lon       = NAN,
                           .lat       = NAN,
                           .form.text = str_of(a->form) };
    struct case_row row;

    if (!in.version) {
        TRY(db_one(w->tx, &stmt_case_get, ARGS(A(a->id)), &row));
        in.version = row.version;
    }
    return case_carry(w, a->id, &in, &a->row);
}

enum rc by(struct town *t, enum person who, work_fn *fn, struct act *a)
{
    a->t = t;
    return fixture_write(t->f, t->actor[who], fn, a);
}

int64_t town_report(struct town *t, const char *class, const char *words)
{
    struct case_in in;
    struct act     a = { .in = &in };

    shape_clear(&case_in_shape, &in);
    in.class = str_of(class);
    in.place = t->grid;
    in.words = str_of(words);
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    return a.opened.id;
}

void town_move(struct town *t, enum person who, int64_t id, const char *move, const char *form)
{
    struct act a  = { .id = id, .move = move, .form = form };
    enum rc    rc = by(t, who, act_move, &a);

    if (rc != RC_OK) {
        struct buf b;

        buf_init(&b, 4000);
        for (size_t i = 0; i < t->f->faults.n; i++) {
            buf_addf(&b, " %s: ", t->f->faults.at[i].field);
            fault_render(&t->f->faults.at[i], LANG_EN, &b);
        }
        fail_msg("%s: %s:%.*s", move, rc_name(rc), STR_ARG(buf_str(&b)));
    }
}

struct case_row town_case(struct town *t, int64_t id)
{
    struct act a = { .id = id, .t = t };

    assert_rc(fixture_read(t->f, &actor_system, act_get, &a), RC_OK);
    return a.row;
}

static enum rc put_photo(struct work *w, void *ctx)
{
    struct act     *a = ctx;
    struct file_row f;

    shape_clear(&file_row_shape, &f);
    f.id = a->id = work_id(w);
    f.account    = w->actor->account;
    f.type       = S("image/jpeg");
    f.digest     = S("0");
    f.size       = 1;
    f.since      = w->now;
    return db_put(w->tx, &stmt_file_put, &file_row_shape, &f);
}

int64_t town_photo(struct town *t, enum person who)
{
    struct act a = { 0 };

    assert_rc(by(t, who, put_photo, &a), RC_OK);
    return a.id;
}

struct str town_photos(struct town *t, enum person who)
{
    return arena_fmt(t->f->arena, "[\"%lld\"]", (long long)town_photo(t, who));
}
