/* Opening: what does not fit is found before anything runs. */
#include "empty.h"

#include <stdio.h>
#include <string.h>

struct pair_row {
    int64_t    id, other;
    struct str name;
};
static const struct field pair_fields[] = {
    F(struct pair_row, id),
    F(struct pair_row, other),
    F(struct pair_row, name),
};
static const struct shape pair_shape = SHAPE(struct pair_row, pair_fields);

struct listed {
    struct list all;
};
static const struct field listed_fields[] = { F(struct listed, all, .each = K_STR) };
static const struct shape listed_shape    = SHAPE(struct listed, listed_fields);

static const struct migration pairs[] = {
    { 1, "pairs", S("CREATE TABLE pair (id @key, other @int NOT NULL, name @text NOT NULL)") },
    { 0 },
};

/* Open with these statements; the result must be `want` and the sentence hold `words`. */
static void open_with(const struct fresh *f, const struct stmt *a, const struct stmt *b,
                      enum rc want, const char *words)
{
    const struct stmt *const        table[]  = { a, b, NULL };
    const struct stmt *const *const tables[] = { table, NULL };
    struct db_options               o  = { .url = f->url, .stmts = tables, .migrations = pairs };
    struct db                      *db = NULL;
    struct buf                      why;
    enum rc                         rc;

    o.must_migrate_ok = true;
    buf_init(&why, 4096);
    rc = db_open(&o, &db, &why);
    buf_add1(&why, '\0');
    if (rc != want || !strstr(why.p, words))
        fail_msg("%s, not %s: “%s” lacks “%s”", rc_name(rc), rc_name(want), why.p, words);
    if (rc == RC_OK)
        db_close(db);
    buf_free(&why);
}

static void refuse(void **state, struct stmt s, const char *words)
{
    s.name = "the_one";
    open_with(*state, &s, NULL, RC_INTERNAL, words);
    open_with(*state, &s, NULL, RC_INTERNAL, "the_one");
}

static void a_statement_that_does_not_prepare_is_named_with_the_engines_words(void **state)
{
    refuse(state,
           (struct stmt){ .mode = TX_READ, .out = &pair_shape, .sql = "SELECT * FROM nowhere" },
           "nowhere");
}

static void too_few_and_too_many_columns_are_found(void **state)
{
    refuse(
        state,
        (struct stmt){ .mode = TX_READ, .out = &pair_shape, .sql = "SELECT id, other FROM pair" },
        "2 columns");
    refuse(state, (struct stmt){ .mode = TX_READ, .sql = "SELECT id FROM pair" }, "1 columns");
    refuse(state, (struct stmt){ .mode = TX_WRITE, .out = &pair_shape, .sql = "DELETE FROM pair" },
           "0 columns");
}

static void two_columns_that_were_confused_are_found(void **state)
{
    refuse(state,
           (struct stmt){
               .mode = TX_READ, .out = &pair_shape, .sql = "SELECT other, id, name FROM pair" },
           "column 1 is other");
}

static void a_column_of_another_kind_is_found(void **state)
{
    refuse(state,
           (struct stmt){
               .mode = TX_READ, .out = &pair_shape, .sql = "SELECT id, name AS x, name FROM pair" },
           "column 2");
}

static void a_wrong_number_of_parameters_is_found(void **state)
{
    refuse(state,
           (struct stmt){
               .mode = TX_WRITE, .in = "i", .sql = "UPDATE pair SET other = $1 WHERE id = $2" },
           "2 parameters");
}

static void a_parameter_of_no_known_type_is_found(void **state)
{
    refuse(state,
           (struct stmt){ .mode = TX_WRITE, .in = "x", .sql = "DELETE FROM pair WHERE id = $1" },
           "parameters");
}

static void a_statement_without_mode_is_found(void **state)
{
    refuse(state, (struct stmt){ .sql = "DELETE FROM pair" }, "mode");
}

static void a_row_with_a_list_in_it_is_found(void **state)
{
    refuse(state,
           (struct stmt){ .mode = TX_READ, .out = &listed_shape, .sql = "SELECT id FROM pair" },
           "cannot be a column");
}

static void two_statements_of_one_name_are_found(void **state)
{
    struct stmt a = { .name = "twin", .mode = TX_WRITE, .sql = "DELETE FROM pair" }, b = a;

    open_with(*state, &a, &b, RC_INTERNAL, "twin");
    open_with(*state, &a, &a, RC_INTERNAL, "twin");
}

static void an_unknown_word_is_found(void **state)
{
    refuse(state, (struct stmt){ .mode = TX_WRITE, .sql = "DELETE FROM pair WHERE @nothing" },
           "@nothing");
    refuse(state, (struct stmt){ .mode = TX_WRITE, .in = "i", .sql = "@search_put(pair,$1)" },
           "missing");
    refuse(state, (struct stmt){ .mode = TX_WRITE, .in = "i", .sql = "@search_drop(pair;x,$1)" },
           "pair;x");
}

static void what_only_sqlite_can_see_is_found_there(void **state)
{
    refuse(state, (struct stmt){ .mode = TX_READ, .sql = "DELETE FROM pair" }, "writes");
    refuse(state, (struct stmt){ .mode = TX_WRITE, .sql = "DELETE FROM pair; DELETE FROM pair" },
           "not one statement");
    refuse(state,
           (struct stmt){ .mode = TX_WRITE, .in = "ii", .sql = "DELETE FROM pair WHERE id = $1" },
           "$2");
}

static void an_address_of_nothing_is_refused(void **state)
{
    struct fresh *f = *state, other = *f;

    snprintf(other.url, sizeof(other.url), "mysql://x");
    open_with(&other, NULL, NULL, RC_INVALID, "mysql://x");
    if (engine_is_sqlite()) {
        snprintf(other.url, sizeof(other.url), "sqlite:%s/no/such/folder/x.db", f->dir);
        open_with(&other, NULL, NULL, RC_DB, "no/such/folder");
    } else {
        snprintf(other.url, sizeof(other.url), "postgresql:///x?host=%s", f->dir);
        open_with(&other, NULL, NULL, RC_BUSY, "cannot connect");
    }
}

static void a_database_that_is_older_is_not_opened_unless_it_may_be_migrated(void **state)
{
    struct fresh     *f = *state;
    struct db_options o = { .url = f->url, .migrations = pairs };
    struct db        *db;
    struct buf        why;

    buf_init(&why, 4096);
    /* There is no file yet, or an empty schema. */
    assert_int_equal(db_open(&o, &db, &why), engine_is_sqlite() ? RC_NOT_FOUND : RC_CONFLICT);
    assert_true(why.n > 0);
    o.must_migrate_ok = true;
    assert_int_equal(db_open(&o, &db, &why), RC_OK);
    db_close(db);
    o.must_migrate_ok = false;
    assert_int_equal(db_open(&o, &db, &why), RC_OK);
    db_close(db);
    buf_free(&why);
}

static const struct CMUnitTest tests[] = {
    T(a_statement_that_does_not_prepare_is_named_with_the_engines_words),
    T(too_few_and_too_many_columns_are_found),
    T(two_columns_that_were_confused_are_found),
    T(a_column_of_another_kind_is_found),
    T(a_wrong_number_of_parameters_is_found),
    T(a_parameter_of_no_known_type_is_found),
    T(a_statement_without_mode_is_found),
    T(a_row_with_a_list_in_it_is_found),
    T(two_statements_of_one_name_are_found),
    T(an_unknown_word_is_found),
    T_ONLY(what_only_sqlite_can_see_is_found_there, ON_SQLITE),
    T(an_address_of_nothing_is_refused),
    T(a_database_that_is_older_is_not_opened_unless_it_may_be_migrated),
};
ENGINES_MAIN(tests)
