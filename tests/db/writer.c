/* Writing: groups, retries, what `done` promises, many at once. */
#include "engines.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct migration counters[] = {
    { 1, "counters",
      S("CREATE TABLE counter (id @key, n @int NOT NULL, version @int NOT NULL);"
        "CREATE TABLE mark (id @key, by @int NOT NULL);"
        "CREATE TABLE later (id @key,"
        " mark @int NOT NULL REFERENCES mark (id) DEFERRABLE INITIALLY DEFERRED);"
        "INSERT INTO counter (id, n, version) VALUES (1, 0, 0), (2, 0, 0)") },
    { 0 },
};

struct counter {
    int64_t n, version;
};
static const struct field counter_fields[] = { F(struct counter, n), F(struct counter, version) };
static const struct shape counter_shape    = SHAPE(struct counter, counter_fields);

struct sum {
    int64_t n;
};
static const struct field sum_fields[] = { F(struct sum, n) };
static const struct shape sum_shape    = SHAPE(struct sum, sum_fields);

static const struct stmt get_counter = {
    .name = "get_counter",
    .mode = TX_READ,
    .in   = "i",
    .out  = &counter_shape,
    .sql  = "SELECT n, version FROM counter WHERE id = $1",
};
static const struct stmt set_counter = {
    .name = "set_counter",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE counter SET n = $2, version = version + 1 WHERE id = $1",
};
static const struct stmt put_mark = {
    .name = "put_mark",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "INSERT INTO mark (id, by) VALUES ($1, $2)",
};
static const struct stmt count_marks = {
    .name = "count_marks",
    .mode = TX_READ,
    .out  = &sum_shape,
    .sql  = "SELECT COUNT(*) AS n FROM mark",
};
static const struct stmt has_mark = {
    .name = "has_mark",
    .mode = TX_READ,
    .in   = "i",
    .out  = &sum_shape,
    .sql  = "SELECT by AS n FROM mark WHERE id = $1",
};
static const struct stmt put_later = {
    .name = "put_later",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "INSERT INTO later (id, mark) VALUES ($1, $2)",
};
static const struct stmt *const table[] = { &get_counter, &set_counter, &put_mark, &count_marks,
                                            &has_mark,    &put_later,   NULL };
static const struct stmt *const *const tables[] = { table, NULL };

struct ground {
    struct fresh fresh;
    struct db   *db;
    _Atomic int  commits;
};

static void count_commit(void *ctx)
{
    atomic_fetch_add((_Atomic int *)ctx, 1);
}

static int setup(void **state)
{
    struct ground    *g = calloc(1, sizeof(*g));
    struct db_options o = { .after_commit = count_commit, .after_commit_ctx = &g->commits };

    fresh_make(&g->fresh);
    g->db  = fresh_open(&g->fresh, counters, tables, &o);
    *state = g;
    return 0;
}

static int teardown(void **state)
{
    struct ground *g = *state;

    db_close(g->db);
    fresh_drop(&g->fresh);
    free(g);
    return 0;
}

static int64_t read_one(struct ground *g, const struct stmt *s, const struct arg *args, size_t n)
{
    struct arena *a = arena_new(1 << 20);
    int64_t       row[2]; /* all rows here begin with the number */
    struct tx    *tx;
    enum rc       rc;

    assert_int_equal(db_read_begin(g->db, a, &tx), RC_OK);
    rc = db_one(tx, s, args, n, row);
    db_read_end(tx);
    arena_free(a);
    return rc == RC_OK ? row[0] : -1;
}

static int64_t marks(struct ground *g)
{
    return read_one(g, &count_marks, NO_ARGS);
}

/* A unit that puts marks, and may misbehave. */
struct job {
    struct db_unit unit;
    struct ground *g;
    int64_t        id;
    enum rc        say;  /* what run returns after its work */
    int            busy; /* so many times RC_BUSY first */
    bool           late; /* fail only after having written */
    sem_t         *hold; /* wait for this within run */
    sem_t         *told; /* posted by done */
    _Atomic int    runs;
    enum rc        rc;
    int64_t        seen_in_done;
};

static enum rc job_run(struct db_unit *u, struct tx *tx)
{
    struct job *j = (struct job *)u;

    if (atomic_fetch_add(&j->runs, 1) == 0)
        while (j->hold && sem_wait(j->hold) != 0)
            continue;
    if (j->say != RC_OK && !j->late)
        return j->say;
    TRY(db_run(tx, &put_mark, ARGS(A(j->id), A(INT64_C(0))), NULL));
    if (j->busy > 0) {
        j->busy--;
        return RC_BUSY;
    }
    return j->say;
}

static void job_done(struct db_unit *u, enum rc rc)
{
    struct job *j = (struct job *)u;

    j->rc = rc;
    /* What was acknowledged is there for everybody. */
    if (rc == RC_OK)
        j->seen_in_done = read_one(j->g, &has_mark, ARGS(A(j->id)));
    sem_post(j->told);
}

static void submit(struct ground *g, struct job *j, sem_t *told)
{
    j->g    = g;
    j->told = told;
    j->unit = (struct db_unit){ .run = job_run, .done = job_done };
    db_submit(g->db, &j->unit);
}

static void wait_for(sem_t *s, int n)
{
    while (n > 0)
        n -= sem_wait(s) == 0;
}

static void done_comes_after_the_commit(void **state)
{
    struct ground *g    = *state;
    struct job     j[8] = { 0 };
    sem_t          told;

    sem_init(&told, 0, 0);
    for (int i = 0; i < 8; i++) {
        j[i].id = i;
        submit(g, &j[i], &told);
    }
    wait_for(&told, 8);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(j[i].rc, RC_OK);
        assert_int_equal(j[i].seen_in_done, 0);
    }
    assert_int_equal(marks(g), 8);
}

static void units_that_wait_are_committed_together(void **state)
{
    struct ground *g     = *state;
    struct job     first = { .id = 1000 }, j[50] = { 0 };
    sem_t          told, hold;

    sem_init(&told, 0, 0);
    sem_init(&hold, 0, 0);
    first.hold = &hold;
    submit(g, &first, &told);
    for (int i = 0; i < 50; i++) {
        j[i].id = i;
        submit(g, &j[i], &told);
    }
    sem_post(&hold);
    wait_for(&told, 51);
    assert_int_equal(marks(g), 51);
    /* The writer calls it after `done`: it may still be on its way. */
    for (int i = 0; i < 20000 && atomic_load(&g->commits) == 0; i++)
        usleep(1000);
    assert_in_range(atomic_load(&g->commits), 1, 2);
}

static void units_that_fail_do_no_harm_to_others_of_their_group(void **state)
{
    struct ground *g     = *state;
    struct job     there = { .id = 2000 }, first = { .id = 1000 }, j[30] = { 0 };
    sem_t          told, hold;

    sem_init(&told, 0, 0);
    sem_init(&hold, 0, 0);
    submit(g, &there, &told);
    wait_for(&told, 1);
    first.hold = &hold;
    submit(g, &first, &told);
    for (int i = 0; i < 30; i++) {
        j[i].id   = i;
        j[i].late = i % 2;
        j[i].say  = i % 3 == 0 ? RC_OK : i % 3 == 1 ? RC_DENIED : RC_INVALID;
        if (i % 3 == 0 && i % 2 == 1)
            j[i].id = 2000; /* there already */
        submit(g, &j[i], &told);
    }
    sem_post(&hold);
    wait_for(&told, 31);
    for (int i = 0; i < 30; i++) {
        enum rc want = i % 3 == 0 && i % 2 == 1 ? RC_CONFLICT : j[i].say;

        assert_int_equal(j[i].rc, want);
    }
    assert_int_equal(first.rc, RC_OK);
    assert_int_equal(marks(g), 2 + 5);
}

static void a_commit_that_fails_fails_for_every_unit_of_the_group(void **state)
{
    struct ground *g     = *state;
    struct job     first = { .id = 1000 }, j[6] = { 0 };
    sem_t          told, hold;

    sem_init(&told, 0, 0);
    sem_init(&hold, 0, 0);
    first.hold = &hold;
    submit(g, &first, &told);
    while (atomic_load(&first.runs) == 0)
        usleep(1000);
    for (int i = 0; i < 6; i++) {
        j[i].id  = i;
        j[i].say = i == 2 ? RC_DENIED : RC_OK;
        submit(g, &j[i], &told);
    }
    usleep(50000); /* a group that has run for so long takes nobody more: the six are the next */
    /* The first one's mark and commit; its `done` reads, two calls; begin, five marks, commit. */
    db_fail_at(g->db, 2 + 2 + 1 + 5 + 1, RC_DB);
    sem_post(&hold);
    wait_for(&told, 7);
    assert_int_equal(first.rc, RC_OK);
    for (int i = 0; i < 6; i++)
        assert_int_equal(j[i].rc, RC_DB);
    assert_int_equal(marks(g), 1);
    submit(g, &j[0], &told);
    wait_for(&told, 1);
    assert_int_equal(j[0].rc, RC_OK);
    assert_int_equal(marks(g), 2);
}

static void a_busy_unit_is_run_again_from_nothing(void **state)
{
    struct ground *g = *state;
    struct job     j = { .id = 7, .busy = 3 };
    sem_t          told;

    sem_init(&told, 0, 0);
    submit(g, &j, &told);
    wait_for(&told, 1);
    assert_int_equal(j.rc, RC_OK);
    assert_int_equal(atomic_load(&j.runs), 4);
    assert_int_equal(marks(g), 1);
}

static void a_unit_that_is_busy_for_ever_is_given_up(void **state)
{
    struct ground *g = *state;
    struct job     j = { .id = 7, .busy = 1000000 }, other = { .id = 8 };
    sem_t          told;

    sem_init(&told, 0, 0);
    submit(g, &j, &told);
    submit(g, &other, &told);
    wait_for(&told, 2);
    assert_int_equal(j.rc, RC_BUSY);
    assert_int_equal(other.rc, RC_OK);
    assert_in_range(atomic_load(&j.runs), 2, 100);
    assert_int_equal(marks(g), 1);
}

/* -- many at once -- */

static enum rc increase(struct db_unit *u, struct tx *tx)
{
    struct job    *j = (struct job *)u;
    struct counter c;

    TRY(db_one(tx, &get_counter, ARGS(A(j->id)), &c));
    return db_run(tx, &set_counter, ARGS(A(j->id), A(c.n + 1)), NULL);
}

enum { THREADS = 8, EACH = 50 };

static void *increase_often(void *ctx)
{
    struct ground *g    = ctx;
    intptr_t       lost = 0;

    for (int i = 0; i < EACH; i++) {
        struct job j = { .unit = { .run = increase }, .id = 1 + i % 2 };

        /* Contended on purpose: a unit may be given up as busy, and then counts as not done. */
        lost += db_write(g->db, &j.unit) != RC_OK;
    }
    return (void *)lost;
}

static void no_update_is_lost_between_units_that_read_and_write(void **state)
{
    struct ground *g    = *state;
    int64_t        lost = 0, a, b;
    pthread_t      threads[THREADS];
    void          *each;

    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, increase_often, g), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &each);
        lost += (intptr_t)each;
    }
    print_message("# given up as busy: %d of %d\n", (int)lost, THREADS * EACH);
    a = read_one(g, &get_counter, ARGS(A(INT64_C(1))));
    b = read_one(g, &get_counter, ARGS(A(INT64_C(2))));
    assert_int_equal(a + b + lost, THREADS * EACH);
    if (db_serial(g->db))
        assert_int_equal(lost, 0);
}

/* Two rows that are always equal, as every reader must see them. */
static enum rc increase_both(struct db_unit *u, struct tx *tx)
{
    struct counter c;

    (void)u;
    TRY(db_one(tx, &get_counter, ARGS(A(INT64_C(1))), &c));
    TRY(db_run(tx, &set_counter, ARGS(A(INT64_C(1)), A(c.n + 1)), NULL));
    return db_run(tx, &set_counter, ARGS(A(INT64_C(2)), A(c.n + 1)), NULL);
}

struct watch {
    struct ground *g;
    _Atomic bool   stop;
    _Atomic int    looks;
};

static void *compare_both(void *ctx)
{
    struct watch *w   = ctx;
    struct arena *a   = arena_new(1 << 20);
    intptr_t      bad = 0;

    while (!atomic_load(&w->stop)) {
        struct counter one, two;
        struct tx     *tx;

        if (db_read_begin(w->g->db, a, &tx) != RC_OK)
            return (void *)INTPTR_MAX;
        bad += db_one(tx, &get_counter, ARGS(A(INT64_C(1))), &one) != RC_OK;
        bad += db_one(tx, &get_counter, ARGS(A(INT64_C(2))), &two) != RC_OK;
        bad += one.n != two.n;
        db_read_end(tx);
        arena_clear(a);
        atomic_fetch_add(&w->looks, 1);
    }
    arena_free(a);
    return (void *)bad;
}

static void more_readers_than_connections_all_see_whole_states(void **state)
{
    struct ground *g = *state;
    struct watch   w = { .g = g };
    pthread_t      threads[THREADS];
    void          *bad;

    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, compare_both, &w), 0);
    for (int i = 0; i < 100; i++) {
        struct db_unit u = { .run = increase_both };

        assert_int_equal(db_write(g->db, &u), RC_OK);
    }
    while (atomic_load(&w.looks) < 100)
        usleep(1000);
    atomic_store(&w.stop, true);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &bad);
        assert_int_equal((intptr_t)bad, 0);
    }
    assert_int_equal(read_one(g, &get_counter, ARGS(A(INT64_C(1)))), 100);
}

static void closing_waits_for_units_that_were_taken(void **state)
{
    struct ground *g     = *state;
    struct job     j[20] = { 0 };
    sem_t          told;

    sem_init(&told, 0, 0);
    for (int i = 0; i < 20; i++) {
        j[i].id = i;
        submit(g, &j[i], &told);
    }
    db_close(g->db);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(j[i].rc, RC_OK);
        assert_int_equal(j[i].seen_in_done, 0);
    }
    g->db = fresh_open(&g->fresh, counters, tables, NULL);
    assert_int_equal(marks(g), 20);
}

static void closing_leaves_one_file(void **state)
{
    struct ground *g = *state;
    char           log[1100];
    struct job     j = { .unit = { .run = job_run } };

    snprintf(log, sizeof(log), "%s-wal", g->fresh.url + strlen("sqlite:"));
    assert_int_equal(db_write(g->db, &j.unit), RC_OK);
    assert_int_equal(marks(g), 1);
    assert_int_equal(access(log, F_OK), 0);
    db_close(g->db);
    assert_int_not_equal(access(log, F_OK), 0);
    g->db = fresh_open(&g->fresh, counters, tables, NULL);
}

static enum rc later_unmet(struct db_unit *u, struct tx *tx)
{
    (void)u;
    return db_run(tx, &put_later, ARGS(A(INT64_C(1)), A(INT64_C(404))), NULL);
}

static enum rc later_met(struct db_unit *u, struct tx *tx)
{
    (void)u;
    TRY(db_run(tx, &put_later, ARGS(A(INT64_C(1)), A(INT64_C(2))), NULL));
    return db_run(tx, &put_mark, ARGS(A(INT64_C(2)), A(INT64_C(0))), NULL);
}

static void what_is_owed_at_the_end_of_a_unit_is_a_conflict_of_that_unit_alone(void **state)
{
    struct ground *g   = *state;
    struct db_unit bad = { .run = later_unmet }, good = { .run = later_met };

    assert_int_equal(db_write(g->db, &bad), RC_CONFLICT);
    assert_int_equal(db_write(g->db, &good), RC_OK);
    assert_int_equal(marks(g), 1);
}

/* -- the world outside -- */

static void *hold_lock(void *ctx)
{
    fresh_sql(&((struct ground *)ctx)->fresh,
              "BEGIN IMMEDIATE; UPDATE counter SET n = (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL"
              " SELECT i + 1 FROM c WHERE i < 500000) SELECT MAX(i) FROM c); COMMIT");
    return NULL;
}

static void the_lock_of_another_process_is_waited_for(void **state)
{
    struct ground *g = *state;
    pthread_t      other;

    assert_int_equal(pthread_create(&other, NULL, hold_lock, g), 0);
    for (int i = 0; i < 50; i++) {
        struct job j = { .unit = { .run = job_run }, .id = i };

        assert_int_equal(db_write(g->db, &j.unit), RC_OK);
        usleep(1000);
    }
    pthread_join(other, NULL);
    assert_int_equal(marks(g), 50);
}

static void lost_connections_are_opened_again_and_nothing_acknowledged_is_lost(void **state)
{
    struct ground *g    = *state;
    int64_t        sure = 0, unsure = 0, is;

    for (int i = 0; i < 200; i++) {
        struct job j = { .unit = { .run = job_run }, .id = i };
        enum rc    rc;

        if (i % 20 == 10)
            fresh_sql(&g->fresh, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                 " WHERE application_name = 'linli'");
        rc = db_write(g->db, &j.unit);
        sure += rc == RC_OK;
        unsure += rc == RC_BUSY;
        if (i % 20 == 11)
            assert_in_range(marks(g), 0, 200); /* the reading connections too */
    }
    is = marks(g);
    assert_int_equal(sure + unsure, 200);
    assert_in_range(is, sure, sure + unsure);
    assert_in_range(unsure, 0, 40);
}

static const struct CMUnitTest tests[] = {
    T(done_comes_after_the_commit),
    T_ONLY(units_that_wait_are_committed_together, ON_SQLITE),
    T(units_that_fail_do_no_harm_to_others_of_their_group),
    T_ONLY(a_commit_that_fails_fails_for_every_unit_of_the_group, ON_SQLITE),
    T(a_busy_unit_is_run_again_from_nothing),
    T(a_unit_that_is_busy_for_ever_is_given_up),
    T(no_update_is_lost_between_units_that_read_and_write),
    T(more_readers_than_connections_all_see_whole_states),
    T(closing_waits_for_units_that_were_taken),
    T_ONLY(closing_leaves_one_file, ON_SQLITE),
    T(what_is_owed_at_the_end_of_a_unit_is_a_conflict_of_that_unit_alone),
    T_ONLY(the_lock_of_another_process_is_waited_for, ON_SQLITE),
    T_ONLY(lost_connections_are_opened_again_and_nothing_acknowledged_is_lost, ON_POSTGRES),
};
ENGINES_MAIN(tests)
