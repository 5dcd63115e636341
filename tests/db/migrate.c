/* Migrations: each once, in order, whole or not at all, and never another than was applied. */
#include "empty.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define M1                                                                                         \
    {                                                                                              \
        1, "one", S("CREATE TABLE one (id @key, name @text NOT NULL)")                             \
    }
#define M2                                                                                         \
    {                                                                                              \
        2, "two",                                                                                  \
            S("CREATE TABLE two (id @key); INSERT INTO one (id, name) VALUES (1, '@key ; it''s')") \
    }

static const struct migration first[]  = { M1, { 0 } };
static const struct migration second[] = { M1, M2, { 0 } };

struct named {
    int64_t    id;
    struct str name;
};
static const struct field named_fields[] = { F(struct named, id), F(struct named, name) };
static const struct shape named_shape    = SHAPE(struct named, named_fields);
static const struct stmt  all_ones       = {
           .name = "all_ones",
           .mode = TX_READ,
           .out  = &named_shape,
           .sql  = "SELECT id, name FROM one ORDER BY name",
};
static const struct stmt all_applied = {
    .name = "all_applied",
    .mode = TX_READ,
    .out  = &named_shape,
    .sql  = "SELECT applied_at AS id, name FROM schema_migration ORDER BY number",
};
static const struct stmt *const        table[]  = { &all_ones, &all_applied, NULL };
static const struct stmt *const *const tables[] = { table, NULL };

static void migrate(const struct fresh *f, const struct migration *m, int64_t now, enum rc want,
                    const char *words)
{
    struct buf why;
    enum rc    rc;

    buf_init(&why, 4096);
    rc = db_migrate(f->url, m, now, &why);
    buf_add1(&why, '\0');
    if (rc != want || !strstr(why.p, words))
        fail_msg("%s, not %s: “%s” should hold “%s”", rc_name(rc), rc_name(want), why.p, words);
    buf_free(&why);
}

static struct rows rows_of(const struct fresh *f, const struct migration *m, const struct stmt *s,
                           struct arena *a)
{
    struct db  *db = fresh_open(f, m, tables, NULL);
    struct rows rows;
    struct tx  *tx;

    assert_int_equal(db_read_begin(db, a, &tx), RC_OK);
    assert_int_equal(db_all(tx, s, NO_ARGS, &rows), RC_OK);
    db_read_end(tx);
    db_close(db);
    return rows;
}

static void migrating_twice_changes_nothing(void **state)
{
    struct arena       *a = arena_new(1 << 20);
    struct rows         rows;
    const struct named *is;

    migrate(*state, first, 1000, RC_OK, "");
    migrate(*state, second, 2000, RC_OK, "");
    migrate(*state, second, 3000, RC_OK, "");
    rows = rows_of(*state, second, &all_applied, a);
    is   = rows.at;
    assert_int_equal(rows.n, 2);
    assert_true(is[0].id == 1000 && str_is(is[0].name, "one"));
    assert_true(is[1].id == 2000 && str_is(is[1].name, "two"));
    rows = rows_of(*state, second, &all_ones, a);
    is   = rows.at;
    assert_int_equal(rows.n, 1);
    assert_true(str_is(is[0].name, "@key ; it's"));
    arena_free(a);
}

static void an_applied_migration_that_was_changed_is_refused(void **state)
{
    static const struct migration changed[] = {
        { 1, "one", S("CREATE TABLE one (id @key, name @text)") }, M2, { 0 }
    };

    migrate(*state, first, 1, RC_OK, "");
    migrate(*state, changed, 1, RC_CONFLICT, "0001_one");
    migrate(*state, changed, 1, RC_CONFLICT, "must not be changed");
    migrate(*state, second, 1, RC_OK, "");
}

static void a_migration_put_in_before_an_applied_one_is_refused(void **state)
{
    static const struct migration gap[]    = { M1,
                                               { 3, "three", S("CREATE TABLE three (id @key)") },
                                               { 0 } };
    static const struct migration filled[] = {
        M1, M2, { 3, "three", S("CREATE TABLE three (id @key)") }, { 0 }
    };

    migrate(*state, gap, 1, RC_OK, "");
    migrate(*state, filled, 1, RC_CONFLICT, "takes the next number");
}

static void a_database_of_a_newer_program_is_refused(void **state)
{
    struct fresh     *f = *state;
    struct db_options o = { .url = f->url, .migrations = first };
    struct db        *db;
    struct buf        why;

    migrate(f, second, 1, RC_OK, "");
    migrate(f, first, 1, RC_CONFLICT, "newer program");
    buf_init(&why, 4096);
    assert_int_equal(db_open(&o, &db, &why), RC_CONFLICT);
    buf_add1(&why, '\0');
    assert_non_null(strstr(why.p, "newer program"));
    buf_free(&why);
}

static void a_migration_that_fails_leaves_nothing_of_itself(void **state)
{
    static const struct migration broken[] = {
        M1, { 2, "two", S("CREATE TABLE two (id @key); INSERT INTO nowhere VALUES (1)") }, { 0 }
    };

    migrate(*state, broken, 1, RC_DB, "0002_two");
    migrate(*state, broken, 1, RC_DB, "nowhere");
    migrate(*state, second, 1, RC_OK, "");
}

static void an_unknown_word_in_a_migration_is_refused(void **state)
{
    static const struct migration odd[]  = { { 1, "odd", S("CREATE TABLE odd (id @serial)") },
                                             { 0 } };
    static const struct migration open[] = {
        { 1, "open", S("-- only sqlite\n-- only postgres\nSELECT 1;\n") }, { 0 }
    };
    static const struct migration strange[] = { { 1, "strange", S("-- only oracle\n-- end\n") },
                                                { 0 } };

    migrate(*state, odd, 1, RC_INVALID, "@serial");
    migrate(*state, open, 1, RC_INVALID, "-- end");
    migrate(*state, strange, 1, RC_INVALID, "oracle");
}

static void lines_for_one_engine_are_only_for_that(void **state)
{
    static const struct migration both[] = {
        M1,
        { 2, "both",
          S("-- only sqlite\n"
            "INSERT INTO one (id, name) VALUES (1, 'sqlite');\n"
            "-- end\n"
            "-- only postgres\n"
            "INSERT INTO one (id, name) VALUES (1, 'postgres');\n"
            "-- end\n"
            "INSERT INTO one (id, name) VALUES (2, 'zz -- not a comment'); -- it's one\n") },
        { 0 },
    };
    struct arena       *a    = arena_new(1 << 20);
    struct rows         rows = rows_of(*state, both, &all_ones, a);
    const struct named *is   = rows.at;

    assert_int_equal(rows.n, 2);
    assert_true(str_is(is[0].name, engine_tested));
    assert_true(str_is(is[1].name, "zz -- not a comment"));
    arena_free(a);
}

static void text_sorts_by_its_bytes_on_both_engines(void **state)
{
    static const struct migration mixed[] = {
        M1,
        { 2, "mixed",
          S("INSERT INTO one (id, name) VALUES (1, 'b'), (2, 'B'), (3, 'a.1'), (4, 'a1'),"
            " (5, '汉'), (6, 'é')") },
        { 0 },
    };
    static const int    want[] = { 2, 3, 4, 1, 6, 5 };
    struct arena       *a      = arena_new(1 << 20);
    struct rows         rows   = rows_of(*state, mixed, &all_ones, a);
    const struct named *is     = rows.at;

    assert_int_equal(rows.n, 6);
    for (size_t i = 0; i < rows.n; i++)
        assert_int_equal(is[i].id, want[i]);
    arena_free(a);
}

static void *migrate_too(void *f)
{
    struct buf why;
    enum rc    rc;

    buf_init(&why, 4096);
    rc = db_migrate(((struct fresh *)f)->url, second, 1, &why);
    buf_free(&why);
    return (void *)(intptr_t)rc;
}

static void two_processes_that_start_together_both_get_there(void **state)
{
    pthread_t threads[4];
    void     *rc;

    for (size_t i = 0; i < ARRAY_LEN(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, migrate_too, *state), 0);
    for (size_t i = 0; i < ARRAY_LEN(threads); i++) {
        pthread_join(threads[i], &rc);
        assert_int_equal((intptr_t)rc, RC_OK);
    }
}

/* The real ones. Whether they fit the statements of the rooms is seen when the program opens. */
static void the_migrations_of_the_program_apply(void **state)
{
    migrate(*state, db_migrations, 1, RC_OK, "");
    migrate(*state, db_migrations, 1, RC_OK, "");
}

static const struct CMUnitTest tests[] = {
    T(migrating_twice_changes_nothing),
    T(an_applied_migration_that_was_changed_is_refused),
    T(a_migration_put_in_before_an_applied_one_is_refused),
    T(a_database_of_a_newer_program_is_refused),
    T(a_migration_that_fails_leaves_nothing_of_itself),
    T(an_unknown_word_in_a_migration_is_refused),
    T(lines_for_one_engine_are_only_for_that),
    T(text_sorts_by_its_bytes_on_both_engines),
    T(two_processes_that_start_together_both_get_there),
    T(the_migrations_of_the_program_apply),
};
ENGINES_MAIN(tests)
