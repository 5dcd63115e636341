#include "things.h"

#include <stdio.h>
#include <stdlib.h>

/* -- the table, and its statements -- */

static const char *const  colours[]      = { "red", "green", "blue", NULL };
static const struct field thing_fields[] = {
    F(struct thing, id, .as = AS_ID),
    F(struct thing, count, .opt = true),
    F(struct thing, day, .as = AS_DAY, .opt = true),
    F(struct thing, colour, .words = colours, .opt = true),
    F(struct thing, open),
    F(struct thing, weight, .opt = true),
    F(struct thing, name, .opt = true),
    F(struct thing, extra, .opt = true),
    F(struct thing, raw, .opt = true),
};
const struct shape thing_shape = SHAPE(struct thing, thing_fields);

static const struct migration things[] = {
    { 1, "things",
      S("CREATE TABLE thing (id @key, count @int, day @int, colour @int, open @int NOT NULL,"
        " weight @real, name @text, extra @text, raw @bytes);"
        "CREATE UNIQUE INDEX thing_name ON thing (name);"
        "CREATE TABLE part (id @key, thing @int NOT NULL REFERENCES thing (id));") },
    { 0 },
};

const struct stmt put_thing = {
    .name = "put_thing",
    .mode = TX_WRITE,
    .in   = "iiiiidssb",
    .sql  = "INSERT INTO thing (id, count, day, colour, open, weight, name, extra, raw)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
const struct stmt get_thing = {
    .name = "get_thing",
    .mode = TX_READ,
    .in   = "i",
    .out  = &thing_shape,
    .sql  = "SELECT id, count, day, colour, open, weight, name, extra, raw FROM thing"
            " WHERE id = $1",
};
const struct stmt all_things = {
    .name = "all_things",
    .mode = TX_READ,
    .out  = &thing_shape,
    .sql  = "SELECT id, count, day, colour, open, weight, name, extra, raw FROM thing ORDER BY id",
};
const struct stmt rename_thing = {
    .name = "rename_thing",
    .mode = TX_WRITE,
    .in   = "si",
    .out  = &thing_shape,
    .sql  = "UPDATE thing SET name = $1 WHERE id = $2"
            " RETURNING id, count, day, colour, open, weight, name, extra, raw",
};
const struct stmt close_below = {
    .name = "close_below",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET open = 0 WHERE id < $1 AND open = 1",
};
const struct stmt put_part = {
    .name = "put_part",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "INSERT INTO part (thing, id) VALUES ($2, $1)",
};
const struct stmt spoil_thing = {
    .name = "spoil_thing",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET colour = 3 WHERE id = $1",
};
const struct stmt null_open = {
    .name = "null_open",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE thing SET open = NULL WHERE id = $1",
};

static const struct field number_fields[] = { F(struct number, n) };
static const struct shape number_shape    = SHAPE(struct number, number_fields);
const struct stmt         null_number     = {
                .name = "null_number",
                .mode = TX_READ,
                .out  = &number_shape,
                .sql  = "SELECT MAX(count) AS n FROM thing",
};
const struct stmt count_things = {
    .name = "count_things",
    .mode = TX_READ,
    .out  = &number_shape,
    .sql  = "SELECT COUNT(*) AS n FROM thing",
};

static const struct stmt *const table[] = {
    &put_thing,   &get_thing, &all_things,  &rename_thing, &close_below, &put_part,
    &spoil_thing, &null_open, &null_number, &count_things, NULL,
};
static const struct stmt *const *const tables[] = { table, NULL };

/* -- a fixture -- */

static void note_trouble(void *ctx, const char *what, enum rc rc, const char *words)
{
    struct ground *g = ctx;

    snprintf(g->trouble, sizeof(g->trouble), "%s %s %s", what, rc_name(rc), words);
}

int setup(void **state)
{
    struct ground    *g = calloc(1, sizeof(*g));
    struct db_options o = { .trouble = note_trouble, .trouble_ctx = g, .readers = 2 };

    fresh_make(&g->fresh);
    g->db    = fresh_open(&g->fresh, things, tables, &o);
    g->arena = arena_new(64 << 20);
    *state   = g;
    return 0;
}

int teardown(void **state)
{
    struct ground *g = *state;

    db_close(g->db);
    fresh_drop(&g->fresh);
    arena_free(g->arena);
    free(g);
    return 0;
}

static enum rc job_run(struct db_unit *u, struct tx *tx)
{
    struct job *j = (struct job *)u;

    j->runs++;
    tx_set_arena(tx, j->g->arena);
    return j->fn(j, tx);
}

enum rc write_it(struct job *j, struct ground *g, enum rc (*fn)(struct job *, struct tx *))
{
    j->unit = (struct db_unit){ .run = job_run };
    j->g    = g;
    j->fn   = fn;
    return db_write(g->db, &j->unit);
}

struct thing thing_plain(int64_t id, const char *name)
{
    return (struct thing){ .id     = id,
                           .count  = 3,
                           .day    = 20000,
                           .colour = 1,
                           .open   = true,
                           .weight = 1.5,
                           .name   = str_of(name) };
}

enum rc put_row(struct job *j, struct tx *tx)
{
    return db_put(tx, &put_thing, &thing_shape, &j->row);
}

void put(struct ground *g, struct thing row)
{
    struct job j = { .row = row };

    assert_int_equal(write_it(&j, g, put_row), RC_OK);
}

enum rc get(struct ground *g, int64_t id, struct thing *ret)
{
    struct tx *tx;
    enum rc    rc;

    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    rc = db_one(tx, &get_thing, ARGS(A(id)), ret);
    db_read_end(tx);
    return rc;
}

int64_t count(struct ground *g)
{
    struct number n;
    struct tx    *tx;

    assert_int_equal(db_read_begin(g->db, g->arena, &tx), RC_OK);
    assert_int_equal(db_one(tx, &count_things, NO_ARGS, &n), RC_OK);
    db_read_end(tx);
    return n.n;
}
