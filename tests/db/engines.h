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

/* Decides what main does about the engine: true to go on; else main returns *ret_exit. */
bool engines_begin(int argc, char **argv, int *ret_exit);

#define ENGINES_MAIN(tests)                                                                        \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        int result;                                                                                \
                                                                                                   \
        if (!engines_begin(argc, argv, &result))                                                   \
            return result;                                                                         \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

#endif
