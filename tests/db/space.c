/* No space left: said as such, nothing half done, and fine again when there is some. SQLite. */
#include "empty.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static const struct migration blobs[] = {
    { 1, "blobs",
      S("CREATE TABLE blob (id @key, text @text NOT NULL);"
        "CREATE TABLE twin (id @key, text @text NOT NULL);\n@search_table(blob_words);") },
    { 0 },
};
struct number {
    int64_t n;
};
static const struct field number_fields[] = { F(struct number, n) };
static const struct shape number_shape    = SHAPE(struct number, number_fields);

static const struct stmt put_blob = {
    .name = "put_blob",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "INSERT INTO blob (id, text) VALUES ($1, $2)",
};
static const struct stmt put_twin = {
    .name = "put_twin",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "INSERT INTO twin (id, text) VALUES ($1, $2)",
};
static const struct stmt drop_all = {
    .name = "drop_all",
    .mode = TX_WRITE,
    .sql  = "DELETE FROM blob",
};
static const struct stmt drop_twins = {
    .name = "drop_twins",
    .mode = TX_WRITE,
    .sql  = "DELETE FROM twin",
};
static const struct stmt put_words = {
    .name = "put_words",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "@search_put(blob_words,$1,$2)",
};
static const struct stmt count_uneven = {
    .name = "count_uneven",
    .mode = TX_READ,
    .out  = &number_shape,
    .sql  = "SELECT ABS((SELECT COUNT(*) FROM blob) - (SELECT COUNT(*) FROM twin)) AS n",
};
static const struct stmt count_blobs = {
    .name = "count_blobs",
    .mode = TX_READ,
    .out  = &number_shape,
    .sql  = "SELECT COUNT(*) AS n FROM blob",
};
static const struct stmt *const table[] = { &put_blob,  &put_twin,     &drop_all,    &drop_twins,
                                            &put_words, &count_uneven, &count_blobs, NULL };
static const struct stmt *const *const tables[] = { table, NULL };

struct job {
    struct db_unit unit;
    int64_t        id;
    size_t         n;
    enum rc        rc;
};

static enum rc put_run(struct db_unit *u, struct tx *tx)
{
    struct job *j    = (struct job *)u;
    char       *text = arena_alloc(tx_arena(tx), j->n);
    struct str  s    = { text, j->n };

    memset(text, 'x', j->n);
    TRY(db_run(tx, &put_blob, ARGS(A(j->id), A(s)), NULL));
    TRY(db_run(tx, &put_words, ARGS(A(j->id), A(S("xx yy"))), NULL));
    return db_run(tx, &put_twin, ARGS(A(j->id), A(s)), NULL);
}

static enum rc drop_run(struct db_unit *u, struct tx *tx)
{
    (void)u;
    TRY(db_run(tx, &drop_all, NO_ARGS, NULL));
    return db_run(tx, &drop_twins, NO_ARGS, NULL);
}

static int64_t number_of(struct db *db, const struct stmt *s)
{
    struct arena *a = arena_new(1 << 20);
    struct number is;
    struct tx    *tx;

    assert_int_equal(db_read_begin(db, a, &tx), RC_OK);
    assert_int_equal(db_one(tx, s, NO_ARGS, &is), RC_OK);
    db_read_end(tx);
    arena_free(a);
    return is.n;
}

/* Several at once, so that groups form; *ret_ok of them were done, none failed otherwise. */
static int put_until_full(struct db *db, size_t n, int64_t first)
{
    int ok = 0;

    for (int64_t id = first; id < first + 10000; id++) {
        struct job j  = { .unit = { .run = put_run }, .id = id, .n = n };
        enum rc    rc = db_write(db, &j.unit);

        if (rc == RC_NO_SPACE)
            return ok;
        assert_int_equal(rc, RC_OK);
        ok++;
    }
    fail_msg("never full");
    return ok;
}

static void fill_and_recover(struct db *db)
{
    struct db_unit drop = { .run = drop_run };
    struct job     j    = { .unit = { .run = put_run }, .id = 1, .n = 100 };
    int            ok   = put_until_full(db, 20000, 1000);

    assert_true(ok > 0);
    assert_int_equal(number_of(db, &count_blobs), ok);
    assert_int_equal(number_of(db, &count_uneven), 0);
    assert_int_equal(put_until_full(db, 60000, 90000), 0);
    assert_int_equal(db_write(db, &drop), RC_OK);
    assert_int_equal(db_write(db, &j.unit), RC_OK);
    assert_int_equal(number_of(db, &count_blobs), 1);
    assert_true(put_until_full(db, 20000, 1000) > 0);
}

static void a_database_that_may_not_grow_says_so_and_goes_on_when_there_is_room(void **state)
{
    struct fresh *f = *state;
    struct db    *db;

    snprintf(f->url + strlen(f->url), 20, "?max_pages=200");
    db = fresh_open(f, blobs, tables, NULL);
    fill_and_recover(db);
    db_close(db);
}

/* A disk of 2 MB, where this process may have one. */
static void a_full_disk_says_so_and_goes_on_when_there_is_room(void **state)
{
    struct fresh     *f = *state;
    struct db_options o = { .readers = 1 };
    struct db        *db;
    char              ballast[300];
    FILE             *file;

    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", f->dir, "tmpfs", 0, "size=2m") != 0) {
        print_message("# skipped: no small disk can be had without the rights of root\n");
        skip();
    }
    db = fresh_open(f, blobs, tables, &o);
    /* On a full disk not even deleting works: it is logged first. Room comes from elsewhere. */
    snprintf(ballast, sizeof(ballast), "%s/ballast", f->dir);
    file = fopen(ballast, "wb");
    assert_non_null(file);
    for (int i = 0; i < 600; i++)
        assert_int_equal(fwrite(ballast, sizeof(ballast), 1, file), 1);
    fclose(file);
    assert_true(put_until_full(db, 20000, 1000) > 0);
    assert_int_equal(number_of(db, &count_uneven), 0);
    unlink(ballast);
    assert_true(put_until_full(db, 2000, 50000) > 0);
    assert_int_equal(number_of(db, &count_uneven), 0);
    db_close(db);
    assert_int_equal(umount(f->dir), 0);
}

static const struct CMUnitTest tests[] = {
    T_ONLY(a_database_that_may_not_grow_says_so_and_goes_on_when_there_is_room, ON_SQLITE),
    T_ONLY(a_full_disk_says_so_and_goes_on_when_there_is_room, ON_SQLITE),
};
ENGINES_MAIN(tests)
