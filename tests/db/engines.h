#ifndef LINLI_TESTS_ENGINES_H
#define LINLI_TESTS_ENGINES_H
/*
 * engines: a fresh database for each test, on the engine that the program
 * is asked to test: `prog sqlite` or `prog postgres`.
 *
 * SQLite: a file in a directory of its own. PostgreSQL: a schema of its own
 * in the database that LINLI_TEST_PG names (scripts/lib/postgres.sh starts
 * one); without it the program says so and skips.
 */
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* after those */
#include <cmocka.h>

struct fresh {
    char url[1024]; /* of a database that is empty */
    char dir[256];  /* a directory for files; removed with everything in it */
    char schema[64];
};

/* "sqlite" or "postgres", as main was told. */
extern const char *engine_tested;
bool               engine_is_sqlite(void);

void fresh_make(struct fresh *f);
void fresh_drop(struct fresh *f);

/* Migrate with `m` and open with `tables`; fails the test when it cannot. `more` may be NULL;
 * its other options are taken. */
struct db *fresh_open(const struct fresh *f, const struct migration *m,
                      const struct stmt *const *const *tables, const struct db_options *more);

/* Run SQL behind the port's back, for tests that need to see or spoil what is there. */
void fresh_sql(const struct fresh *f, const char *sql);

/* A test with the fixture of its file, on both engines or on one. */
#define T(fn)          cmocka_unit_test_setup_teardown(fn, setup, teardown)
#define T_ONLY(fn, on) cmocka_unit_test_prestate_setup_teardown(fn, setup, teardown, (void *)(on))
#define ON_SQLITE      ((uintptr_t) "sqlite")
#define ON_POSTGRES    ((uintptr_t) "postgres")

/* What main returns: runs the tests that are for the engine asked for. */
int engines_main(int argc, char **argv, const struct CMUnitTest *tests, size_t n);
#define ENGINES_MAIN(tests)                                                                        \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        return engines_main(argc, argv, tests, ARRAY_LEN(tests));                                  \
    }

#endif
