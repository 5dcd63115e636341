/* A part of a unit of work is done, or undone wholly; the rest goes on from where it was. */
#include "../fixture.h"
#include "work/journal.h"

static int setup(void **state)
{
    return fixture_make(state, &fixture_plain);
}
static int teardown(void **state)
{
    return fixture_drop(state);
}

static enum rc tell(struct work *w, const char *kind)
{
    return work_note(w, (struct entry){ .kind = str_of(kind), .on = S("test"), .subject = 1 });
}

/* What the journal says of tests, one word each. */
struct said {
    struct arena *arena;
    struct str    words;
    int64_t       n, seq;
};

static enum rc read_said(struct work *w, void *ctx)
{
    struct said        *s = ctx;
    struct rows         rows;
    const struct entry *e;

    TRY(journal_after(w, 0, 1000, &rows));
    e        = rows.at;
    s->words = S("");
    for (size_t i = 0; i < rows.n; i++)
        if (str_is(e[i].on, "test"))
            s->words = arena_fmt(s->arena, "%.*s %.*s", STR_ARG(s->words), STR_ARG(e[i].kind));
    return journal_verify(w, &s->n, &s->seq);
}

/* And the chain is whole. */
static void says(struct fixture *f, const char *words)
{
    struct said s = { .arena = f->arena };

    fixture_settle(f);
    assert_rc(fixture_read(f, &actor_system, read_said, &s), RC_OK);
    assert_text(s.words, words);
}

/* -- parts -- */

static enum rc tell_well(struct work *w, void *ctx)
{
    return tell(w, ctx);
}

static enum rc tell_and_fail(struct work *w, void *ctx)
{
    TRY(tell(w, ctx));
    return RC_GONE;
}

static enum rc fail_between(struct work *w, void *ctx)
{
    (void)ctx;
    TRY(tell(w, "before"));
    if (work_part(w, tell_and_fail, (char[]){ "lost" }) != RC_GONE)
        return RC_DB;
    TRY(tell(w, "between"));
    TRY(work_part(w, tell_well, (char[]){ "well" }));
    return tell(w, "after");
}

static void a_part_that_fails_leaves_nothing_and_the_journal_goes_on(void **state)
{
    struct fixture *f = *state;

    assert_rc(fixture_write(f, &actor_system, fail_between, NULL), RC_OK);
    says(f, " before between well after");
}

/* The journal is first touched within the part. */
static enum rc fail_first(struct work *w, void *ctx)
{
    (void)ctx;
    if (work_part(w, tell_and_fail, (char[]){ "lost" }) != RC_GONE)
        return RC_DB;
    return tell(w, "after");
}

static void a_part_may_be_the_first_to_touch_the_journal(void **state)
{
    struct fixture *f = *state;

    assert_rc(fixture_write(f, &actor_system, fail_first, NULL), RC_OK);
    says(f, " after");
}

static enum rc inner_kept_outer_fails(struct work *w, void *ctx)
{
    TRY(tell(w, "outer"));
    TRY(work_part(w, tell_well, ctx));
    TRY(tell(w, "outer"));
    return RC_GONE;
}

static enum rc nest(struct work *w, void *ctx)
{
    (void)ctx;
    TRY(tell(w, "before"));
    if (work_part(w, inner_kept_outer_fails, (char[]){ "inner" }) != RC_GONE)
        return RC_DB;
    return tell(w, "after");
}

static void a_part_within_a_part_is_undone_with_it(void **state)
{
    struct fixture *f = *state;

    assert_rc(fixture_write(f, &actor_system, nest, NULL), RC_OK);
    says(f, " before after");
}

static enum rc rehearse(struct work *w, void *ctx)
{
    (void)ctx;
    TRY(tell(w, "before"));
    TRY(work_rehearse(w, tell_well, (char[]){ "rehearsed" }));
    return tell(w, "after");
}

static void what_is_rehearsed_is_undone_though_it_succeeded(void **state)
{
    struct fixture *f = *state;

    assert_rc(fixture_write(f, &actor_system, rehearse, NULL), RC_OK);
    says(f, " before after");
}

/* -- what the part set in the unit -- */

static const struct actor somebody = { .account = 7, .name = { "某人", sizeof("某人") - 1 } };

struct changing {
    struct arena *own;
    enum rc       with;
    bool          same; /* afterwards all is as it was */
};

static enum rc change(struct work *w, void *ctx)
{
    struct changing *c = ctx;

    w->actor  = &somebody;
    w->arena  = c->own;
    w->reason = S("because");
    w->now += US_DAY;
    tx_set_arena(w->tx, c->own);
    TRY(tell(w, "changed"));
    return c->with;
}

static enum rc change_in_part(struct work *w, void *ctx)
{
    struct changing *c      = ctx;
    struct work      before = *w;

    if (work_part(w, change, c) != c->with)
        return RC_DB;
    c->same = w->actor == before.actor && w->arena == before.arena && w->now == before.now &&
              !w->reason.p && tx_arena(w->tx) == before.arena;
    return tell(w, "after");
}

static void a_part_changes_nothing_of_the_unit_itself(void **state)
{
    struct fixture *f    = *state;
    const enum rc   rc[] = { RC_OK, RC_GONE };

    for (size_t i = 0; i < ARRAY_LEN(rc); i++) {
        struct changing c = { .own = arena_new(1 << 20), .with = rc[i] };

        assert_rc(fixture_write(f, &actor_system, change_in_part, &c), RC_OK);
        arena_free(c.own);
        assert_true(c.same);
    }
    says(f, " changed after after");
}

/* -- what cannot be undone alone -- */

static enum rc lose(struct work *w, void *ctx)
{
    TRY(tell(w, "lost"));
    return *(const enum rc *)ctx;
}

static enum rc lose_in_part(struct work *w, void *ctx)
{
    TRY(tell(w, "before"));
    return work_part(w, lose, ctx);
}

static void what_the_database_lost_ends_the_whole_unit(void **state)
{
    struct fixture *f  = *state;
    enum rc         rc = RC_DB;

    assert_rc(fixture_write(f, &actor_system, lose_in_part, &rc), RC_DB);
    says(f, "");
    assert_true(work_lost(RC_DB) && work_lost(RC_BUSY) && work_lost(RC_NO_SPACE));
    assert_false(work_lost(RC_OK) || work_lost(RC_CONFLICT) || work_lost(RC_INVALID));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_part_that_fails_leaves_nothing_and_the_journal_goes_on),
        T(a_part_may_be_the_first_to_touch_the_journal),
        T(a_part_within_a_part_is_undone_with_it),
        T(what_is_rehearsed_is_undone_though_it_succeeded),
        T(a_part_changes_nothing_of_the_unit_itself),
        T(what_the_database_lost_ends_the_whole_unit),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
