#include "town.h"
#include "cases/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct count {
    int64_t n;
};
static const struct field count_fields[] = { F(struct count, n) };
static const struct shape count_shape    = SHAPE(struct count, count_fields);

static const struct stmt stmt_messages = {
    .name = "town_messages",
    .mode = TX_READ,
    .in   = "i",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) AS n FROM message WHERE account = $1",
};
struct gauge {
    int64_t open, late;
};
static const struct field gauge_fields[] = { F(struct gauge, open), F(struct gauge, late) };
static const struct shape gauge_shape    = SHAPE(struct gauge, gauge_fields);

static const struct stmt stmt_gauge = {
    .name = "town_gauge",
    .mode = TX_READ,
    .in   = "ss",
    .out  = &gauge_shape,
    .sql = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN late > 0 THEN 1 ELSE 0 END), 0) AS BIGINT)"
           " FROM civic_case WHERE state = 0 AND place_path >= $1 AND place_path < $2",
};
static const struct stmt *const town_stmts[] = { &stmt_messages, &stmt_gauge, NULL };

/* A program may have statements of its own. */
#ifdef TOWN_MORE_STMTS
extern const struct stmt *const TOWN_MORE_STMTS[];
#else
#define TOWN_MORE_STMTS no_more_stmts
static const struct stmt *const no_more_stmts[] = { NULL };
#endif

static struct fixture_with with = {
    .stmts     = { people_stmts, notice_stmts, case_stmts, case_same_stmts, case_list_stmts,
                   case_text_stmts, case_document_stmts, case_file_stmts, case_import_stmts,
                   figures_stmts, town_stmts, TOWN_MORE_STMTS },
    .followers = { &people_follower, &case_places_follower, &case_notice_follower,
                   &figures_follower },
    .timers    = { &case_unit_timer, &case_deadline_timer, &case_clock_timer, &case_file_timer,
                   &notice_timer },
    .start     = { people_start, cases_start, figures_start },
    .stop      = { people_stop, cases_stop, figures_stop },
};

/* -- building it -- */

static enum rc add_place(struct work *w, int64_t parent, const char *kind, const char *name,
                         const char *code, double lon, int64_t *ret)
{
    struct place_new n = {
        .parent     = parent,
        .kind       = str_of(kind),
        .name       = str_of(name),
        .code       = str_of(code),
        .from       = NONE_I32,
        .lon        = lon,
        .lat        = isnan(lon) ? NAN : 39.74,
        .households = NONE_I32,
    };
    struct place p;

    TRY(place_add(w, &n, &p));
    *ret = p.id;
    return RC_OK;
}

/* The grids have no borders; their middles lie 850 m apart, from west to east. */
static enum rc add_places(struct work *w, struct town *t)
{
    TRY(add_place(w, NONE_I64, "street", "示范街道", "S1", NAN, &t->street));
    TRY(add_place(w, t->street, "community", "东社区", "C1", NAN, &t->community));
    TRY(add_place(w, t->community, "grid", "东一网格", "G1", 98.51, &t->grid));
    TRY(add_place(w, t->community, "grid", "东二网格", "G2", 98.52, &t->other_grid));
    TRY(add_place(w, t->street, "community", "西社区", "C2", NAN, &t->second));
    return add_place(w, t->second, "grid", "西一网格", "G3", 98.50, &t->far_grid);
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
    static const char *const logins[PEOPLE] = { "clerk", "handler",   "helper",   "head",
                                                "head2", "secretary", "resident", "clerk2",
                                                "chief", "neighbour" };
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
    TRY(give(w, t, FAR_CLERK, "clerk", t->second, NONE_I64));
    TRY(give(w, t, CHIEF, "secretary", t->street, NONE_I64));
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
    return town_make_by(state, NULL);
}

int town_make_by(void **state, const char *pack)
{
    struct town *t = calloc(1, sizeof(*t));

    with.pack = pack;
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
                           .task      = a->task ? a->task : NONE_I64,
                           .lon       = a->lon == 0 ? NAN : a->lon,
                           .lat       = a->lat == 0 ? NAN : a->lat,
                           .form.text = a->form ? str_of(a->form) : STR_NONE };
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

enum rc by_program(struct town *t, work_fn *fn, struct act *a)
{
    a->t = t;
    return fixture_write(t->f, &actor_system, fn, a);
}

enum rc by_nobody(struct town *t, work_fn *fn, struct act *a)
{
    static const struct actor nobody = { .account = NONE_I64 };

    a->t = t;
    return fixture_write(t->f, &nobody, fn, a);
}

struct giving {
    struct town *t;
    enum person  who;
    const char  *post;
    int64_t      place, org;
};

static enum rc give_more(struct work *w, void *ctx)
{
    struct giving *g = ctx;

    return give(w, g->t, g->who, g->post, g->place, g->org);
}

void town_look_again(struct town *t)
{
    fixture_settle(t->f); /* forgets what actors were known to hold */
    for (int i = 0; i < PEOPLE; i++)
        people_actor_release(t->actor[i]);
    assert_rc(fixture_read(t->f, &actor_system, find_actors, t), RC_OK);
}

void town_give(struct town *t, enum person who, const char *post, int64_t place, int64_t org)
{
    struct giving g = { t, who, post, place, org };

    assert_rc(fixture_write(t->f, &actor_system, give_more, &g), RC_OK);
    town_look_again(t);
}

struct case_in town_blank(void)
{
    struct case_in in;

    shape_clear(&case_in_shape, &in);
    return in;
}

static void must(struct town *t, const char *what, enum rc rc)
{
    struct buf b;

    if (rc == RC_OK)
        return;
    buf_init(&b, 4000);
    for (size_t i = 0; i < t->f->faults.n; i++) {
        buf_addf(&b, " %s: ", t->f->faults.at[i].field);
        fault_render(&t->f->faults.at[i], LANG_EN, &b);
    }
    fail_msg("%s: %s:%.*s", what, rc_name(rc), STR_ARG(buf_str(&b)));
}

int64_t town_report(struct town *t, const char *class, const char *words)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.class = str_of(class);
    in.place = t->grid;
    in.words = str_of(words);
    must(t, "reporting", by(t, RESIDENT, act_open, &a));
    return a.opened.id;
}

int64_t town_open(struct town *t, const char *process, const char *form)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = str_of(process);
    in.place     = t->grid;
    in.form.text = form ? str_of(form) : STR_NONE;
    must(t, process, by(t, RESIDENT, act_open, &a));
    return a.opened.id;
}

void town_move(struct town *t, enum person who, int64_t id, const char *move, const char *form)
{
    struct act a = { .id = id, .move = move, .form = form };

    must(t, move, by(t, who, act_move, &a));
}

void town_refused(struct town *t, enum person who, int64_t id, const char *move, const char *form,
                  enum rc rc, const char *key, const char *field)
{
    struct case_row before = town_case(t, id), after;
    struct act      a      = { .id = id, .move = move, .form = form };

    assert_rc(by(t, who, act_move, &a), rc);
    assert_fault(t->f, key, field);
    after = town_case(t, id);
    assert_int_equal(before.version, after.version);
    assert_true(str_eq(before.step, after.step));
}

struct case_row town_case(struct town *t, int64_t id)
{
    struct act a = { .id = id, .t = t };

    assert_rc(fixture_read(t->f, &actor_system, act_get, &a), RC_OK);
    return a.row;
}

struct rows town_clocks(struct town *t, int64_t id)
{
    struct act a = { .id = id, .t = t };

    assert_rc(fixture_read(t->f, &actor_system, act_clocks, &a), RC_OK);
    return a.rows;
}

static enum rc all_tasks(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_task_all, ARGS(A(a->id)), &a->rows);
}

struct rows town_tasks(struct town *t, int64_t id)
{
    struct act a = { .id = id, .t = t };

    assert_rc(fixture_read(t->f, &actor_system, all_tasks, &a), RC_OK);
    return a.rows;
}

struct clock_row town_clock(struct town *t, int64_t id)
{
    struct rows             rows = town_clocks(t, id);
    const struct clock_row *k = rows.at, *runs = NULL;

    for (size_t i = 0; i < rows.n; i++)
        if (k[i].stopped == NONE_I64) {
            assert_null(runs);
            runs = &k[i];
        }
    assert_non_null(runs);
    return *runs;
}

static enum rc history(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return journal_about(w, S("case"), a->id, NONE_I64, 1000, &a->rows);
}

size_t town_history(struct town *t, int64_t id, const char *kind, struct str *ret_last)
{
    struct act          a = { .id = id, .t = t };
    const struct entry *e;
    size_t              n = 0;

    assert_rc(fixture_read(t->f, &actor_system, history, &a), RC_OK);
    e = a.rows.at;
    for (size_t i = 0; i < a.rows.n; i++) {
        if (!str_is(e[i].kind, kind))
            continue;
        n++;
        if (ret_last)
            *ret_last = e[i].data.text;
    }
    return n;
}

static enum rc count_messages(struct work *w, void *ctx)
{
    struct act  *a = ctx;
    struct count c;

    TRY(db_one(w->tx, &stmt_messages, ARGS(A(a->id)), &c));
    a->other = c.n;
    return RC_OK;
}

size_t town_messages(struct town *t, enum person who)
{
    struct act a = { .id = t->account[who] };

    assert_rc(fixture_read(t->f, &actor_system, count_messages, &a), RC_OK);
    return (size_t)a.other;
}

static enum rc read_gauge(struct work *w, void *ctx)
{
    struct act  *a = ctx;
    struct place p;
    struct gauge g;

    TRY(place_get(w, a->id, &p));
    TRY(db_one(w->tx, &stmt_gauge, ARGS(A(p.path), A(path_end(w->arena, p.path))), &g));
    a->other   = g.open;
    a->version = g.late;
    return RC_OK;
}

void town_gauge(struct town *t, int64_t place, int64_t *ret_open, int64_t *ret_late)
{
    struct act a = { .id = place };

    assert_rc(fixture_read(t->f, &actor_system, read_gauge, &a), RC_OK);
    *ret_open = a.other;
    *ret_late = a.version;
}

/* More days than any test lives; each is looked up. */
enum { DAY_FIRST = 19000, DAY_LAST = 23000 }; /* 2022 to 2032 */

struct summing {
    int64_t     place;
    const char *process;
    struct sums sums;
};

static enum rc read_sums(struct work *w, void *ctx)
{
    struct summing *s = ctx;

    return figures_sum(w, s->place, s->process ? str_of(s->process) : STR_NONE, DAY_FIRST, DAY_LAST,
                       &s->sums);
}

struct sums town_sums(struct town *t, int64_t place, const char *process)
{
    struct summing s = { .place = place, .process = process };

    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, read_sums, &s), RC_OK);
    return s.sums;
}

void town_is_at(int64_t at, const char *when, const char *file, int line)
{
    char    room[TIME_TEXT];
    int64_t wanted;

    assert_rc(time_parse(str_of(when), &wanted), RC_OK);
    if (at == NONE_I64)
        fail_msg("%s:%d: never, not %s", file, line, when);
    if (at != wanted)
        fail_msg("%s:%d: %.*s, not %s", file, line, STR_ARG(time_text(at, room)), when);
}

const char *town_form(struct town *t, const char *format, ...)
{
    char    room[4000];
    va_list args;
    int     n;

    va_start(args, format);
    n = vsnprintf(room, sizeof(room), format, args);
    va_end(args);
    assert_true(n > 0 && n < (int)sizeof(room));
    return arena_cstr(t->f->arena, str_of(room));
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
