/*
 * look: the n-th call of the database fails, for each n, while somebody looks
 * at a case, asks for others like it, corrects it, or has it decided by rules.
 * None of it is overlooked: what could not be read is an error and never an answer.
 */
#include "../rooms/cases/town.h"
#include "cases/show.h"

const struct stmt *const town_more_stmts[] = { NULL };

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

/* A case that the program would dispatch, had the rules a unit for it. */
static enum rc open_one(struct work *w, void *ctx)
{
    struct act    *a  = ctx;
    struct case_in in = town_blank();

    in.process = S("auto");
    in.class   = S("03");
    in.place   = a->other;
    in.words   = S("楼前堆放杂物");
    return case_open(w, &in, &a->opened);
}

static enum rc look_at(struct work *w, void *ctx)
{
    struct act      *a = ctx;
    struct run       r;
    struct case_view v;

    TRY(run_load(w, a->id, &r));
    TRY(run_visible(&r));
    return case_show(&r, LANG_ZH, (struct view){ KEEP_OFFICE }, &v);
}

static enum rc ask_for_a_unit(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_suggestion(w, a->id, &a->other);
}

static enum rc ask_for_the_same(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct same_query q;

    shape_clear(&same_query_shape, &q);
    q.place   = a->other;
    q.process = S("plain");
    q.words   = S("楼前堆放杂物");
    return case_same(w, &q, &a->rows);
}

/* To the other grid, wherever it lies. */
static enum rc correct(struct work *w, void *ctx)
{
    struct act    *a = ctx;
    struct edit_in in;

    TRY(case_get(w, a->id, &a->row));
    shape_clear(&edit_in_shape, &in);
    in.version = a->row.version;
    in.class   = S("02.01");
    in.place   = a->row.place == a->t->grid ? a->t->other_grid : a->t->grid;
    return case_edit(w, a->id, &in, &a->row);
}

typedef enum rc doing(struct fixture *f, const struct actor *a, work_fn *fn, void *ctx);

/* Each of the calls that it makes is one that it cannot do without. */
static void none_is_overlooked(struct town *t, doing *how, work_fn *fn, struct act *a)
{
    struct act fresh = *a;
    int64_t    n     = how == fixture_read ? 1 : 0; /* a fixture's reading must begin */
    int64_t    calls = db_calls(t->f->s.db);
    enum rc    rc    = RC_DB;

    assert_rc(how(t->f, t->actor[CLERK], fn, a), RC_OK);
    calls = db_calls(t->f->s.db) - calls;
    assert_true(calls > 2);
    while (rc != RC_OK) {
        *a = fresh;
        db_fail_at(t->f->s.db, ++n, RC_DB);
        rc = how(t->f, t->actor[CLERK], fn, a);
        db_fail_at(t->f->s.db, 0, RC_OK);
        if (rc != RC_OK)
            assert_rc(rc, RC_DB);
    }
    assert_int_equal(n, calls + 1);
}

static void what_cannot_be_read_is_never_an_answer(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .t = t, .other = t->community };

    assert_rc(by(t, RESIDENT, open_one, &a), RC_OK);
    a = (struct act){ .id = a.opened.id };
    none_is_overlooked(t, fixture_read, look_at, &a);
    none_is_overlooked(t, fixture_read, ask_for_a_unit, &a);
    a = (struct act){ .other = t->grid };
    none_is_overlooked(t, fixture_read, ask_for_the_same, &a);
}

static void rules_that_cannot_be_read_decide_nothing(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .t = t, .other = t->grid };

    assert_rc(by(t, CLERK, open_one, &a), RC_OK); /* the day's first number costs one call more */
    none_is_overlooked(t, fixture_write, open_one, &a);
    assert_true(town_case(t, a.opened.id).unit == t->office);
}

static void a_correction_that_cannot_be_checked_is_no_mistake_of_the_person(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .t = t, .other = t->community };

    assert_rc(by(t, RESIDENT, open_one, &a), RC_OK);
    a = (struct act){ .t = t, .id = a.opened.id };
    assert_rc(by(t, CLERK, correct, &a), RC_OK);
    none_is_overlooked(t, fixture_write, correct, &a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(what_cannot_be_read_is_never_an_answer),
        T(a_correction_that_cannot_be_checked_is_no_mistake_of_the_person),
        T(rules_that_cannot_be_read_decide_nothing),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
