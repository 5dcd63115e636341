/* The journal's chain: whatever is done to it behind the program's back is seen, and where. */
#include "../fixture.h"
#include "work/journal.h"

static enum rc only_read(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)w;
    (void)e;
    (void)n;
    (void)ctx;
    return RC_OK;
}

static const struct follower     reader = { .name = "reader", .batch = 100, .run = only_read };
static const struct fixture_with with   = { .followers = { &reader } };

static int setup(void **state)
{
    return fixture_make(state, &with);
}
static int teardown(void **state)
{
    return fixture_drop(state);
}

enum { ENTRIES = 20 };

static enum rc write_some(struct work *w, void *ctx)
{
    const int *n = ctx;

    for (int i = 0; i < *n; i++)
        TRY(work_note(w, (struct entry){ .kind       = S("test.happened"),
                                         .on         = S("test"),
                                         .subject    = i + 1,
                                         .place_path = S("000001"),
                                         .data.text  = S("{\"a\":1}") }));
    return RC_OK;
}

struct verified {
    int64_t n, seq;
};

static enum rc verify(struct work *w, void *ctx)
{
    struct verified *v = ctx;

    return journal_verify(w, &v->n, &v->seq);
}

/* Of twenty entries and those that the fixture made before; *ret_first is the first of the twenty.
 */
static void written(struct fixture *f, int64_t *ret_first)
{
    struct verified v;
    int             n = ENTRIES;

    fixture_settle(f);
    assert_rc(fixture_read(f, &actor_system, verify, &v), RC_OK);
    *ret_first = v.n + 1;
    assert_rc(fixture_write(f, &actor_system, write_some, &n), RC_OK);
    fixture_settle(f);
    assert_rc(fixture_read(f, &actor_system, verify, &v), RC_OK);
    assert_int_equal(v.n, *ret_first + ENTRIES - 1);
}

/* After `sql` the chain breaks `at` entries behind the seventh of the twenty. */
static void breaks(struct fixture *f, int64_t first, const char *sql, int64_t at)
{
    struct verified v = { 0 };

    fresh_sql(&f->fresh, arena_cstr(f->arena, str_of(sql)));
    assert_rc(fixture_read(f, &actor_system, verify, &v), RC_CONFLICT);
    if (v.seq != first + 6 + at)
        fail_msg("it breaks at %lld, not at %lld: %s", (long long)v.seq,
                 (long long)(first + 6 + at), sql);
}

/* With the number for each question mark. */
static char *filled(struct fixture *f, const char *format, int64_t seq)
{
    struct str out = S("");
    struct str in  = str_of(format), part;

    while (str_split(&in, '?', &part))
        out = arena_fmt(f->arena, in.p ? "%.*s%.*s%lld" : "%.*s%.*s", STR_ARG(out), STR_ARG(part),
                        (long long)seq);
    return arena_cstr(f->arena, out);
}

static void nothing_breaks_a_chain_that_nobody_touched(void **state)
{
    struct fixture *f = *state;
    struct verified v;
    int64_t         first;

    written(f, &first);
    assert_rc(fixture_read(f, &actor_system, verify, &v), RC_OK);
    assert_int_equal(v.seq, 0);
}

static void a_changed_row_is_seen_whatever_was_changed(void **state)
{
    static const char *const changes[] = {
        "UPDATE journal SET data = '{\"a\":2}' WHERE seq = ?",
        ("UPDATE journal SET data = '{\"a\":1}' WHERE seq = ?; UPDATE journal SET kind ="
         " 'test.happene' WHERE seq = ?"),
        "UPDATE journal SET happened = happened + 1 WHERE seq = ?",
        "UPDATE journal SET account = 1 WHERE seq = ?",
        "UPDATE journal SET who = '张三' WHERE seq = ?",
        "UPDATE journal SET subject = 8 WHERE seq = ?",
        "UPDATE journal SET place_path = NULL WHERE seq = ?",
        "UPDATE journal SET org_path = '' WHERE seq = ?",
        "UPDATE journal SET about = 'tests' WHERE seq = ?",
        "UPDATE journal SET digest = (SELECT digest FROM journal WHERE seq = ? - 1) WHERE seq = ?",
    };

    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        struct fixture *f;
        int64_t         first;

        if (i) { /* each on a journal of its own */
            (void)teardown(state);
            (void)setup(state);
        }
        f = *state;
        written(f, &first);
        breaks(f, first, filled(f, changes[i], first + 6), 0);
    }
}

static void a_removed_row_is_seen(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    written(f, &first);
    breaks(f, first, filled(f, "DELETE FROM journal WHERE seq = ?", first + 6), 0);
}

static void rows_that_were_exchanged_are_seen(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    written(f, &first);
    breaks(f, first,
           filled(f,
                  "UPDATE journal SET seq = -1 WHERE seq = ?;"
                  "UPDATE journal SET seq = ? WHERE seq = ? + 1;"
                  "UPDATE journal SET seq = ? + 1 WHERE seq = -1",
                  first + 6),
           0);
}

static void a_gap_that_was_closed_up_is_seen(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    written(f, &first);
    breaks(f, first,
           filled(f,
                  "DELETE FROM journal WHERE seq = ?;"
                  "UPDATE journal SET seq = -seq + 1 WHERE seq > ?;"
                  "UPDATE journal SET seq = -seq WHERE seq < 0",
                  first + 6),
           0);
}

static void an_end_that_was_cut_off_is_seen(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    /* Whoever followed the journal knows how far it went. */
    written(f, &first);
    breaks(f, first, filled(f, "DELETE FROM journal WHERE seq >= ?", first + 6), 0);
}

static void what_was_added_at_the_end_is_seen(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    written(f, &first);
    breaks(f, first,
           filled(f,
                  "INSERT INTO journal (id, seq, happened, kind, about, subject, digest)"
                  " SELECT id + 1, seq + 1, happened, kind, about, subject, digest FROM journal"
                  " WHERE seq = ? + 13",
                  first + 6),
           14);
}

static void a_digest_that_is_not_there_breaks_it(void **state)
{
    struct fixture *f = *state;
    int64_t         first;

    written(f, &first);
    breaks(f, first, filled(f, "UPDATE journal SET digest = NULL WHERE seq = ?", first + 6), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(nothing_breaks_a_chain_that_nobody_touched),
        T(a_changed_row_is_seen_whatever_was_changed),
        T(a_removed_row_is_seen),
        T(rows_that_were_exchanged_are_seen),
        T(a_gap_that_was_closed_up_is_seen),
        T(an_end_that_was_cut_off_is_seen),
        T(what_was_added_at_the_end_is_seen),
        T(a_digest_that_is_not_there_breaks_it),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
