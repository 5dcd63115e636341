/* Whatever happens to many cases in whatever order, the figures are what the rows say. */
#include "../cases/town.h"
#include "base/rng.h"

#include <stdlib.h>

enum { STEPS = 700 };

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static const char *const processes[] = { "plain",   "plain",     "plain",      "timed",  "promise",
                                         "running", "joint_all", "joint_lead", "ladder", "auto",
                                         "caller",  "tip",       "hourly",     "contact" };
static const char *const classes[]   = { NULL, "01.01", "01.02", "02.01", "03" };

struct whatever {
    struct town    *t;
    struct rng      rng;
    int64_t         cases[STEPS];
    size_t          n;
    int64_t         done[4]; /* moves, edits, evaluations, cards that went through */
    struct case_row row;
};

static size_t any(struct whatever *x, size_t n)
{
    return (size_t)rng_below(&x->rng, n);
}

static int64_t any_place(struct whatever *x)
{
    const struct town *t        = x->t;
    const int64_t      places[] = { t->grid, t->other_grid, t->far_grid, t->community, t->second };

    return places[any(x, ARRAY_LEN(places))];
}

/* -- what happens -- */

static enum rc open_one(struct work *w, void *ctx)
{
    struct whatever *x  = ctx;
    struct case_in   in = town_blank();
    const char      *k  = classes[any(x, ARRAY_LEN(classes))];
    struct opened    o;

    in.process   = str_of(processes[any(x, ARRAY_LEN(processes))]);
    in.place     = any_place(x);
    in.words     = S("楼前堆放杂物");
    in.class     = k ? str_of(k) : STR_NONE;
    in.form.text = str_is(in.process, "plain") ? S("{\"people\":2}") : STR_NONE;
    in.opened    = any(x, 4) ? NONE_I64 : w->now - (int64_t)any(x, 40) * US_DAY;
    TRY(case_open(w, &in, &o));
    x->cases[x->n++] = o.id;
    return RC_OK;
}

/* Everything that any move of the pack asks for. */
static struct str answers(struct whatever *x, struct work *w, const struct move *m)
{
    struct buf *b = arena_buf(w->arena, 4000);
    struct jw   jw;

    jw_init(&jw, b);
    jw_obj(&jw);
    for (size_t i = 0; i < m->form.n; i++) {
        struct str name = m->form.at[i].name;

        if (!m->form.at[i].need && any(x, 3))
            continue;
        if (str_is(name, "unit")) {
            jw_key(&jw, name);
            jw_id(&jw, any(x, 2) ? x->t->company : x->t->office);
        } else if (str_is(name, "main_case")) {
            jw_key(&jw, name);
            jw_id(&jw, x->cases[any(x, x->n)]);
        } else if (str_is(name, "place")) {
            jw_key(&jw, name);
            jw_id(&jw, any_place(x));
        } else if (str_is(name, "promised")) {
            jw_key(&jw, name);
            jw_str(&jw, S("2026-04-01"));
        } else if (m->form.at[i].kind == FORM_TEXT) {
            jw_key(&jw, name);
            jw_str(&jw, S("如此"));
        }
    }
    jw_obj_end(&jw);
    return buf_str(b);
}

static enum rc move_one(struct work *w, void *ctx)
{
    struct whatever   *x = ctx;
    struct run         r;
    const struct move *m;
    struct move_in     in = { .task = NONE_I64, .lon = NAN, .lat = NAN };

    TRY(run_load(w, x->cases[any(x, x->n)], &r));
    if (r.c.state != CASE_OPEN || r.step->n_moves == 0)
        return RC_OK;
    m            = &r.step->moves[any(x, r.step->n_moves)];
    in.move      = m->name;
    in.version   = r.c.version;
    in.form.text = answers(x, w, m);
    TRY(case_carry(w, r.c.id, &in, &x->row));
    x->done[0]++;
    return RC_OK;
}

static enum rc edit_one(struct work *w, void *ctx)
{
    struct whatever *x = ctx;
    struct edit_in   in;
    struct run       r;

    TRY(run_load(w, x->cases[any(x, x->n)], &r));
    shape_clear(&edit_in_shape, &in);
    in.version = r.c.version;
    in.place   = any_place(x);
    TRY(case_edit(w, r.c.id, &in, &x->row));
    x->done[1]++;
    return RC_OK;
}

static enum rc evaluate_one(struct work *w, void *ctx)
{
    struct whatever *x = ctx;
    struct run       r;

    for (size_t tries = 0; tries < 20; tries++) {
        TRY(run_load(w, x->cases[any(x, x->n)], &r));
        if (r.c.outcome == OUT_SOLVED && r.pr->evaluate.on)
            break;
    }
    TRY(case_evaluate(w, r.c.id,
                      (struct json){ S("{\"contacted\":true,\"resolved\":false,\"satisfied\":2}") },
                      &x->row));
    x->done[2]++;
    return RC_OK;
}

static enum rc card_one(struct work *w, void *ctx)
{
    struct whatever *x = ctx;

    TRY(case_card(w, x->cases[any(x, x->n)], &(struct card_in){ .card = (int32_t)any(x, 3) },
                  &x->row));
    x->done[3]++;
    return RC_OK;
}

static enum rc move_grid(struct work *w, void *ctx)
{
    struct whatever *x = ctx;

    return node_move(w, &place_tree, x->t->other_grid,
                     &(struct node_move){ .version = NONE_I64,
                                          .on      = NONE_I32,
                                          .parent  = any(x, 2) ? x->t->second : x->t->community });
}

static void happen(struct whatever *x)
{
    static work_fn *const acts[] = { move_one, move_one,     move_one, move_one,
                                     edit_one, evaluate_one, card_one, open_one };
    struct fixture       *f      = x->t->f;
    size_t                n      = any(x, 30);
    work_fn              *fn     = x->n == 0 ? open_one : acts[any(x, ARRAY_LEN(acts))];
    enum rc               rc;

    if (n == 0) {
        f->clock.at += (int64_t)any(x, 60) * US_HOUR;
        fixture_settle(f);
        return;
    }
    rc = fixture_write(f, &actor_system, n == 1 ? move_grid : fn, x);
    /* What is not possible is refused, cleanly: nothing else. */
    if (rc != RC_OK && rc != RC_INVALID && rc != RC_CONFLICT && rc != RC_NOT_FOUND)
        fail_msg("step: %s", rc_name(rc));
}

/* -- what must hold -- */

static void assert_gauges(struct whatever *x)
{
    const struct town *t        = x->t;
    const int64_t      places[] = { t->street, t->community,  t->second,
                                    t->grid,   t->other_grid, t->far_grid };

    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct sums s = town_sums(x->t, places[i], NULL);
        int64_t     open, late;

        town_gauge(x->t, places[i], &open, &late);
        if (s.m[M_OPEN] != open || s.m[M_OPEN_LATE] != late)
            fail_msg("place %zu: %lld open, %lld late, but %lld and %lld are there", i,
                     (long long)s.m[M_OPEN], (long long)s.m[M_OPEN_LATE], (long long)open,
                     (long long)late);
    }
}

/* The journal, read anew and counted plainly. */
struct recount {
    int64_t after;
    int64_t opened, closed, reopened, yellow, red, evaluated;
};

static bool says(const struct entry *e, const char *words)
{
    return str_find(e->data.text, str_of(words)) < e->data.text.n;
}

static enum rc recount(struct work *w, void *ctx)
{
    struct recount     *c = ctx;
    struct rows         rows;
    const struct entry *e;

    do {
        TRY(journal_after(w, c->after, 1000, &rows));
        e = rows.at;
        for (size_t i = 0; i < rows.n; i++) {
            c->after = e[i].seq;
            c->opened += str_is(e[i].kind, "case.opened");
            c->closed += str_is(e[i].kind, "case.closed");
            c->reopened += str_is(e[i].kind, "case.reopened");
            c->evaluated += str_is(e[i].kind, "case.evaluated");
            if (str_is(e[i].kind, "case.card")) {
                c->yellow += says(&e[i], "\"card\":\"yellow\"");
                c->red += says(&e[i], "\"card\":\"red\"");
            }
        }
    } while (rows.n == 1000);
    return RC_OK;
}

static void whatever_happens_the_figures_are_what_the_rows_say(void **state)
{
    struct whatever *x = calloc(1, sizeof(*x));
    struct recount   c = { 0 };
    struct sums      all;

    x->t = town_of(state);
    rng_seed(&x->rng, 20260302);
    for (size_t i = 0; i < STEPS; i++) {
        happen(x);
        if (i % 50 == 49)
            assert_gauges(x);
    }
    all = town_sums(x->t, x->t->street, NULL);
    assert_rc(fixture_read(x->t->f, &actor_system, recount, &c), RC_OK);
    assert_int_equal(all.m[M_OPENED], c.opened);
    assert_int_equal(all.m[M_CLOSED], c.closed - c.reopened); /* what was opened again is not */
    assert_int_equal(all.m[M_REOPENED], c.reopened);
    assert_int_equal(all.m[M_YELLOW], c.yellow);
    assert_int_equal(all.m[M_RED], c.red);
    assert_int_equal(all.m[M_EVALUATED], c.evaluated);
    assert_int_equal(all.m[M_OPENED] - all.m[M_CLOSED], all.m[M_OPEN]);
    assert_int_equal(all.m[M_CLOSED], all.m[M_CLOSED_ON_TIME] + all.m[M_CLOSED_LATE]);
    assert_true(all.m[M_FILED] <= all.m[M_OPENED]);
    /* And enough did happen to mean something. */
    assert_true(c.opened > 30 && c.closed > 15 && c.reopened > 0 && c.yellow > 5);
    assert_true(x->done[0] > 60 && x->done[1] > 10 && x->done[2] > 0 && x->done[3] > 5);
    free(x);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(whatever_happens_the_figures_are_what_the_rows_say),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
