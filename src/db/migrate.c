/*
 * migrate: bringing the schema up to the program's.
 *
 * Forward only. Each migration runs in one transaction with the row that
 * records it, so that a database never stands between two. The record keeps
 * a digest: a migration that was applied must not be edited afterwards.
 */
#include "base/digest.h"
#include "db/engine.h"

#include <stdio.h>

struct applied {
    int64_t    number;
    struct str name, checksum;
};
static const struct field applied_fields[] = {
    F(struct applied, number),
    F(struct applied, name),
    F(struct applied, checksum),
};
static const struct shape applied_shape = SHAPE(struct applied, applied_fields);

static const struct stmt applied_all = {
    .name = "migration_all",
    .mode = TX_READ,
    .out  = &applied_shape,
    .sql  = "SELECT number, name, checksum FROM schema_migration ORDER BY number",
};
static const struct stmt applied_add = {
    .name = "migration_add",
    .mode = TX_WRITE,
    .in   = "issi",
    .sql  = "INSERT INTO schema_migration (number, name, checksum, applied_at)"
            " VALUES ($1, $2, $3, $4)",
};
static const struct stmt *const        migrate_stmts[]  = { &applied_all, &applied_add, NULL };
static const struct stmt *const *const migrate_tables[] = { migrate_stmts, NULL };

static const char record_sql[] =
    "CREATE TABLE IF NOT EXISTS schema_migration (number @key, name @text NOT NULL,"
    " checksum @text NOT NULL, applied_at @int NOT NULL)";

static struct schema_state state_by(enum schema is, int64_t number, struct str name)
{
    struct schema_state s = { .is = is };

    (void)snprintf(s.file, sizeof(s.file), "%04lld_%.*s", (long long)number, STR_ARG(name));
    return s;
}

/* Compare what was applied with what the program has; *ret_n: how many of `m` are applied. */
static enum rc compare(const struct rows *rows, const struct migration *m, struct schema_state *ret,
                       size_t *ret_n, struct buf *why)
{
    const struct applied *had = rows->at;
    size_t                n   = 0;

    for (; n < rows->n && m[n].number; n++) {
        struct digest d = digest_of(m[n].sql);
        char          hex[DIGEST_HEX + 1];

        if (had[n].number > m[n].number) {
            buf_addf(
                why,
                "migration %04d_%s comes before %04lld_%.*s, which was applied to this database"
                " already; a new migration takes the next number",
                m[n].number, m[n].name, (long long)had[n].number, STR_ARG(had[n].name));
            *ret = state_by(SCHEMA_CHANGED, m[n].number, str_of(m[n].name));
            return RC_OK;
        }
        if (had[n].number != m[n].number || !str_eq(had[n].checksum, digest_hex(&d, hex))) {
            buf_addf(why,
                     "migration %04lld_%.*s was applied to this database with another text than"
                     " %04d_%s has now; an applied migration must not be changed, write a new one",
                     (long long)had[n].number, STR_ARG(had[n].name), m[n].number, m[n].name);
            *ret = state_by(SCHEMA_CHANGED, had[n].number, had[n].name);
            return RC_OK;
        }
    }
    if (n < rows->n) {
        buf_addf(why,
                 "this database was migrated to %04lld_%.*s by a newer program; this one knows"
                 " migrations up to %04d",
                 (long long)had[rows->n - 1].number, STR_ARG(had[rows->n - 1].name),
                 n > 0 ? m[n - 1].number : 0);
        *ret = state_by(SCHEMA_NEWER, had[rows->n - 1].number, had[rows->n - 1].name);
        return RC_OK;
    }
    *ret   = (struct schema_state){ .is = m[n].number ? SCHEMA_OLDER : SCHEMA_SAME, .applied = n };
    *ret_n = n;
    return RC_OK;
}

/* What was applied, read within the transaction that is open. */
static enum rc read_applied(struct db *db, struct conn *c, struct arena *a, struct rows *ret)
{
    struct tx tx = { .db = db, .conn = c, .arena = a, .mode = TX_READ };

    return db_all(&tx, &applied_all, NO_ARGS, ret);
}

static enum rc make_record(struct db *db, struct conn *c, struct buf *why)
{
    struct buf sql;
    enum rc    rc;

    buf_init(&sql, 4096);
    rc = words_put(db->engine, str_of(record_sql), &sql, why);
    buf_add1(&sql, '\0');
    if (rc == RC_OK)
        rc = db->engine->script(c, sql.p);
    buf_free(&sql);
    return rc;
}

/* Open for the purpose. `db` needs the record's statements, so the record must be there. */
static enum rc migrate_open(const char *url, enum conn_use use, struct db **ret_db,
                            struct conn **ret, bool *ret_has, struct buf *why)
{
    struct db_options o = { .url = url, .stmts = migrate_tables };
    struct db        *db;
    struct conn      *c;
    enum rc           rc;

    TRY(db_make(&o, &db, why));
    rc = db->engine->open(db, use, &c, why);
    if (rc != RC_OK) {
        db_unmake(db);
        return rc;
    }
    rc = db->engine->has_table(c, "schema_migration", ret_has);
    if (rc == RC_OK && !*ret_has && use == CONN_MAKE) {
        rc = make_record(db, c, why);
        /* On PostgreSQL two who make it at the same time may hinder each other all the same, in
         * several ways: what counts is whether it is there. */
        if (db->engine->has_table(c, "schema_migration", ret_has) == RC_OK && *ret_has)
            rc = RC_OK;
    }
    if (rc != RC_OK)
        buf_addc(why, c->words);
    if (rc == RC_OK && *ret_has)
        rc = db->engine->prepare(c, why);
    if (rc != RC_OK) {
        db->engine->close(c);
        db_unmake(db);
        return rc;
    }
    *ret_db = db;
    *ret    = c;
    return RC_OK;
}

enum rc schema_compare(const char *url, const struct migration *m, struct schema_state *ret,
                       struct buf *why)
{
    struct arena *a;
    struct db    *db;
    struct conn  *c;
    struct rows   rows = { 0 };
    size_t        n;
    bool          has;
    enum rc       rc;

    TRY(migrate_open(url, CONN_WRITE, &db, &c, &has, why));
    a  = arena_new(1 << 24);
    rc = has ? read_applied(db, c, a, &rows) : RC_OK;
    if (rc == RC_OK)
        rc = compare(&rows, m ? m : db_migrations, ret, &n, why);
    else
        buf_addc(why, c->words);
    arena_free(a);
    db->engine->close(c);
    db_unmake(db);
    return rc;
}

static enum rc apply(struct db *db, struct conn *c, const struct migration *m, int64_t now_at,
                     struct buf *why)
{
    struct digest d = digest_of(m->sql);
    char          hex[DIGEST_HEX + 1];
    struct tx     tx = { .db = db, .conn = c, .mode = TX_WRITE };
    struct buf    sql;
    enum rc       rc;

    buf_init(&sql, 1 << 22);
    rc = words_put(db->engine, m->sql, &sql, why);
    buf_add1(&sql, '\0');
    if (rc == RC_OK) {
        c->words[0] = '\0';
        rc          = db->engine->script(c, sql.p);
        if (rc == RC_OK)
            rc = db_run(
                &tx, &applied_add,
                ARGS(A((int64_t)m->number), A(str_of(m->name)), A(digest_hex(&d, hex)), A(now_at)),
                NULL);
        if (rc != RC_OK)
            buf_addc(why, c->words);
    }
    buf_free(&sql);
    if (rc != RC_OK)
        buf_addf(why, " (migration %04d_%s)", m->number, m->name);
    return rc;
}

/* One step in one transaction; RC_NOT_FOUND when there is none to take. Another process may be at
 * it too, so what was applied is read with the lock held. */
static enum rc step(struct db *db, struct conn *c, const struct migration *m, int64_t now_at,
                    struct arena *a, struct buf *why)
{
    const struct engine *e = db->engine;
    struct rows          rows;
    struct schema_state  is = { .is = SCHEMA_CHANGED };
    size_t               n  = 0;
    bool                 unsure;
    enum rc              rc = e->begin(c, TX_WRITE);

    if (rc == RC_OK && e == &engine_postgres)
        rc = e->script(c, "LOCK TABLE schema_migration IN EXCLUSIVE MODE");
    if (rc == RC_OK)
        rc = read_applied(db, c, a, &rows);
    if (rc != RC_OK) {
        buf_addc(why, c->words);
        e->rollback(c);
        return rc;
    }
    rc = compare(&rows, m, &is, &n, why);
    if (rc == RC_OK && is.is != SCHEMA_OLDER)
        rc = is.is == SCHEMA_SAME ? RC_NOT_FOUND : RC_CONFLICT;
    if (rc == RC_OK)
        rc = apply(db, c, &m[n], now_at, why);
    if (rc == RC_OK) {
        rc = e->commit(c, &unsure);
        if (rc != RC_OK)
            buf_addf(why, "%s (migration %04d_%s)", c->words, m[n].number, m[n].name);
    }
    if (rc != RC_OK)
        e->rollback(c);
    return rc;
}

enum rc db_migrate(const char *url, const struct migration *m, int64_t now_at, struct buf *ret_why)
{
    struct arena *a;
    struct db    *db;
    struct conn  *c;
    bool          has;
    enum rc       rc;

    for (size_t i = 1; m[0].number && m[i].number; i++)
        BUG_ON(m[i].number <= m[i - 1].number);
    TRY(migrate_open(url, CONN_MAKE, &db, &c, &has, ret_why));
    a = arena_new(1 << 24);
    do {
        rc = step(db, c, m, now_at, a, ret_why);
        arena_clear(a);
    } while (rc == RC_OK);
    arena_free(a);
    db->engine->close(c);
    db_unmake(db);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* The first statement of `c` in its transaction makes the record, so that whoever made one
 * meanwhile is met before anything else. */
static enum rc fill(struct db *db, struct conn *c, const struct migration *m, int at,
                    int64_t now_at, schema_put *put, void *ctx, struct buf *why)
{
    enum rc rc = make_record(db, c, why);

    if (rc != RC_OK) {
        buf_addc(why, c->words);
        return rc;
    }
    TRY(db->engine->prepare(c, why));
    for (; m->number && m->number <= at; m++)
        TRY(apply(db, c, m, now_at, why));
    TRY(put(ctx, c, why));
    for (; m->number; m++)
        TRY(apply(db, c, m, now_at, why));
    return RC_OK;
}

enum rc schema_fill(const char *url, const struct migration *m, int at, int64_t now_at,
                    schema_put *put, void *ctx, struct buf *why)
{
    struct db_options    o = { .url = url, .stmts = migrate_tables };
    const struct engine *e;
    struct db           *db;
    struct conn         *c;
    bool                 has, unsure;
    enum rc              rc;

    TRY(db_make(&o, &db, why));
    e  = db->engine;
    rc = e->open(db, CONN_MAKE, &c, why);
    if (rc != RC_OK) {
        db_unmake(db);
        return rc;
    }
    rc = e->has_table(c, "schema_migration", &has);
    if (rc == RC_OK && has) {
        buf_addc(why, "the database to restore into is not empty");
        rc = RC_CONFLICT;
    }
    if (rc == RC_OK)
        rc = e->begin(c, TX_WRITE);
    if (rc == RC_OK) {
        rc = fill(db, c, m, at, now_at, put, ctx, why);
        if (rc == RC_OK && (rc = e->commit(c, &unsure)) != RC_OK)
            buf_addc(why, c->words);
        if (rc != RC_OK)
            e->rollback(c);
    }
    if (rc == RC_OK)
        rc = e->script(c, "ANALYZE");
    e->close(c);
    db_unmake(db);
    return rc;
}
