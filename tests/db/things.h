#ifndef LINLI_TESTS_THINGS_H
#define LINLI_TESTS_THINGS_H
/*
 * things: a table with everything in it, a database that has it, and writing
 * and reading its rows; for tests of the port's calls.
 */
#include "engines.h"

struct thing {
    int64_t     id;
    int64_t     count;
    int32_t     day;
    int32_t     colour;
    bool        open;
    double      weight;
    struct str  name;
    struct json extra;
    struct str  raw;
};
extern const struct shape thing_shape;

struct number {
    int64_t n;
};

extern const struct stmt put_thing, get_thing, all_things, rename_thing, close_below, put_part,
    spoil_thing, null_open, null_number, count_things;

struct ground {
    struct fresh  fresh;
    struct db    *db;
    struct arena *arena;
    char          trouble[600];
};

/* The fixture of these tests; *state is a struct ground. */
int setup(void **state);
int teardown(void **state);

/* A unit from a function. */
struct job {
    struct db_unit unit;
    struct ground *g;
    enum rc (*fn)(struct job *j, struct tx *tx);
    int          runs;
    struct thing row;
    int64_t      n;
};

enum rc write_it(struct job *j, struct ground *g, enum rc (*fn)(struct job *, struct tx *));

struct thing thing_plain(int64_t id, const char *name);
enum rc      put_row(struct job *j, struct tx *tx); /* the job's, as a unit */
void         put(struct ground *g, struct thing row);
enum rc      get(struct ground *g, int64_t id, struct thing *ret);
int64_t      count(struct ground *g);

#endif
