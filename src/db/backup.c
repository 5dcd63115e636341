/*
 * backup: a copy of the whole database in one file, and back.
 *
 * SQLite's copy is a SQLite database. PostgreSQL's is a text:
 *
 *   linli backup 1
 *   migration 1 0001's-digest
 *   table NAME COLUMN,COLUMN,…
 *   … its rows, as COPY writes them …
 *   \.
 *   rows N
 *   end TABLES ROWS DIGEST
 *
 * The digest is SM3 of everything before the last line. A copy is written
 * beside its place and only then put there; before anything is restored the
 * whole file is read and proved.
 */
#include "base/digest.h"
#include "db/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* -- the place of a copy -- */

static enum rc sync_path(const char *path, int flags)
{
    int  fd = open(path, flags | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return ok ? RC_OK : RC_IO;
}

/* Durable: the file, its name, the directory that holds the name. */
static enum rc put_in_place(const char *part, const char *path)
{
    char   *folder = strdup(path);
    char   *slash;
    enum rc rc;

    BUG_ON(!folder);
    slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    rc = sync_path(part, O_RDONLY);
    if (rc == RC_OK && rename(part, path) != 0)
        rc = RC_IO;
    if (rc == RC_OK)
        rc = sync_path(slash ? folder : ".", O_RDONLY | O_DIRECTORY);
    free(folder);
    return rc;
}

enum rc db_backup(struct db *db, const char *path, struct buf *ret_why)
{
    size_t  n    = strlen(path) + sizeof(".part");
    char   *part = malloc(n);
    enum rc rc;

    BUG_ON(!part);
    snprintf(part, n, "%s.part", path);
    rc = db->engine->backup(db, part, ret_why);
    if (rc == RC_OK) {
        rc = put_in_place(part, path);
        if (rc != RC_OK)
            buf_addf(ret_why, "cannot write “%s”: %s", path, strerror(errno));
    }
    if (rc != RC_OK)
        (void)unlink(part);
    free(part);
    return rc;
}

enum rc db_restore(const char *url, const char *path, const struct migration *m, int64_t now_at,
                   struct buf *ret_why)
{
    struct db_options o = { .url = url };
    struct db        *db;
    enum rc           rc;

    TRY(db_make(&o, &db, ret_why));
    rc = db->engine->restore(db, path, m, now_at, ret_why);
    db_unmake(db);
    return rc;
}

/* -- what a copy of tables holds -- */

struct part_table {
    struct str name, columns;
};
static const struct field part_fields[] = {
    F(struct part_table, name),
    F(struct part_table, columns),
};
static const struct shape part_shape = SHAPE(struct part_table, part_fields);

/* In the order in which they were made, so that a table comes after those that it refers to. */
static const struct stmt all_tables = {
    .name = "backup_tables",
    .mode = TX_READ,
    .out  = &part_shape,
    .sql  = "SELECT '\"' || t.relname || '\"' AS name,"
            " string_agg('\"' || a.attname || '\"', ',' ORDER BY a.attnum) AS columns"
            " FROM pg_catalog.pg_class t"
            " JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace"
            " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid"
            " WHERE s.nspname = current_schema() AND t.relkind = 'r' AND a.attnum > 0"
            " AND NOT a.attisdropped AND t.relname <> 'schema_migration'"
            " GROUP BY t.oid, t.relname ORDER BY t.oid",
};
struct part_migration {
    int64_t    number;
    struct str checksum;
};
static const struct field part_migration_fields[] = {
    F(struct part_migration, number),
    F(struct part_migration, checksum),
};
static const struct shape part_migration_shape =
    SHAPE(struct part_migration, part_migration_fields);
static const struct stmt all_migrations = {
    .name = "backup_migrations",
    .mode = TX_READ,
    .out  = &part_migration_shape,
    .sql  = "SELECT number, checksum FROM schema_migration ORDER BY number",
};
static const struct stmt *const        backup_stmts[]  = { &all_tables, &all_migrations, NULL };
static const struct stmt *const *const backup_tables[] = { backup_stmts, NULL };

/* -- writing -- */

struct copy {
    FILE                 *file;
    struct digest_stream *digest;
    int64_t               rows, all_rows, tables;
};

static enum rc copy_text(void *ctx, struct str part)
{
    struct copy *c = ctx;

    digest_more(c->digest, part);
    c->rows++;
    if (fwrite(part.p, 1, part.n, c->file) == part.n)
        return RC_OK;
    return errno == ENOSPC || errno == EDQUOT ? RC_NO_SPACE : RC_IO;
}

static enum rc copy_line(struct copy *c, struct buf *line)
{
    enum rc rc = buf_check(line);

    if (rc == RC_OK)
        rc = copy_text(c, buf_str(line));
    buf_clear(line);
    return rc;
}

static enum rc copy_head(struct copy *c, const struct rows *migrations, struct buf *line)
{
    const struct part_migration *m = migrations->at;

    buf_addc(line, "linli backup 1\n");
    TRY(copy_line(c, line));
    for (size_t i = 0; i < migrations->n; i++) {
        buf_addf(line, "migration %lld %.*s\n", (long long)m[i].number, STR_ARG(m[i].checksum));
        TRY(copy_line(c, line));
    }
    return RC_OK;
}

static enum rc copy_table(struct copy *c, struct conn *from, const struct part_table *t,
                          struct buf *line)
{
    char   *sql;
    enum rc rc;

    buf_addf(line, "COPY %.*s (%.*s) TO STDOUT", STR_ARG(t->name), STR_ARG(t->columns));
    TRY(buf_check(line));
    sql = strndup(line->p, line->n);
    BUG_ON(!sql);
    buf_clear(line);
    buf_addf(line, "table %.*s %.*s\n", STR_ARG(t->name), STR_ARG(t->columns));
    rc      = copy_line(c, line);
    c->rows = 0;
    if (rc == RC_OK)
        rc = from->db->engine->copy_out(from, sql, copy_text, c); /* a row a time */
    free(sql);
    TRY(rc);
    c->all_rows += c->rows;
    c->tables++;
    buf_addf(line, "\\.\nrows %lld\n", (long long)c->rows);
    return copy_line(c, line);
}

static enum rc copy_all(struct copy *c, struct db *db, struct conn *from, struct arena *a)
{
    struct tx     tx     = { .db = db, .conn = from, .arena = a, .mode = TX_READ };
    struct rows   tables = { 0 }, migrations = { 0 };
    struct buf    line;
    char          hex[DIGEST_HEX + 1];
    struct digest d;
    enum rc       rc = db->engine->begin(from, TX_READ);

    buf_init(&line, 1 << 20);
    if (rc == RC_OK)
        rc = db_all(&tx, &all_migrations, NO_ARGS, &migrations);
    if (rc == RC_OK)
        rc = db_all(&tx, &all_tables, NO_ARGS, &tables);
    if (rc == RC_OK)
        rc = copy_head(c, &migrations, &line);
    for (size_t i = 0; rc == RC_OK && i < tables.n; i++)
        rc = copy_table(c, from, (const struct part_table *)tables.at + i, &line);
    db->engine->rollback(from);
    d         = digest_end(c->digest);
    c->digest = digest_begin(); /* the last line is not part of it */
    buf_addf(&line, "end %lld %lld %.*s\n", (long long)c->tables, (long long)c->all_rows,
             STR_ARG(digest_hex(&d, hex)));
    if (rc == RC_OK)
        rc = copy_line(c, &line);
    buf_free(&line);
    return rc;
}

enum rc table_backup(struct db *db, const char *path, struct buf *why)
{
    struct db_options o = { .url = db->url, .stmts = backup_tables };
    struct copy       c = { 0 };
    struct db        *own;
    struct conn      *from;
    struct arena     *a;
    enum rc           rc;

    TRY(db_make(&o, &own, why));
    rc = db_connect(own, CONN_READ, &from, why);
    if (rc != RC_OK) {
        db_unmake(own);
        return rc;
    }
    a      = arena_new(1 << 24);
    c.file = fopen(path, "wbe");
    errno  = c.file ? 0 : errno;
    rc     = c.file ? RC_OK : RC_IO;
    if (rc == RC_OK) {
        c.digest = digest_begin();
        rc       = copy_all(&c, own, from, a);
        (void)digest_end(c.digest);
        if (fclose(c.file) != 0 && rc == RC_OK)
            rc = errno == ENOSPC ? RC_NO_SPACE : RC_IO;
    }
    if (rc != RC_OK)
        buf_addf(why, "cannot write the copy “%s”: %s", path,
                 errno ? strerror(errno) : from->words);
    arena_free(a);
    own->engine->close(from);
    db_unmake(own);
    return rc;
}

/* -- reading -- */

struct reader {
    FILE                 *file;
    char                 *line; /* with its end */
    size_t                cap, n;
    struct digest_stream *digest; /* while proving */
    int64_t               rows, all_rows, tables;
    size_t                migrations;
    int                   schema; /* the number of the last */
    struct buf            names;  /* of all tables, for TRUNCATE */
};

static void reader_done(struct reader *r)
{
    if (r->file)
        fclose(r->file);
    free(r->line);
    buf_free(&r->names);
}

static bool reader_line(struct reader *r)
{
    ssize_t n = getline(&r->line, &r->cap, r->file);

    r->n = n > 0 ? (size_t)n : 0;
    return n > 0 && r->line[n - 1] == '\n';
}

/* The line without its end. */
static struct str reader_str(const struct reader *r)
{
    return (struct str){ r->line, r->n - 1 };
}

static bool reader_is(const struct reader *r, const char *line)
{
    return str_is(reader_str(r), line);
}

/* "word NUMBER rest" */
static bool reader_number(const struct reader *r, struct str word, int64_t *ret,
                          struct str *ret_rest)
{
    struct str s = reader_str(r), part;

    if (!str_starts(s, word))
        return false;
    s = str_skip(s, word.n);
    if (!str_split(&s, ' ', &part) || str_int(part, ret) != RC_OK)
        return false;
    *ret_rest = s;
    return true;
}

/* "table NAME COLUMN,…", in quotes each; nothing that could be more SQL than that. */
static bool reader_table(const struct reader *r, struct part_table *ret)
{
    struct str s = reader_str(r);

    if (!str_starts(s, S("table ")))
        return false;
    s = str_skip(s, strlen("table "));
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_\", ", s.p[i]) || !s.p[i])
            return false;
    return str_split(&s, ' ', &ret->name) && (ret->columns = s).n > 0;
}

/* The rows of a table, up to their end. */
static enum rc reader_row(void *ctx, struct str *ret)
{
    struct reader *r = ctx;

    if (!reader_line(r))
        return RC_INVALID;
    if (r->digest)
        digest_more(r->digest, (struct str){ r->line, r->n });
    if (reader_is(r, "\\."))
        return RC_NOT_FOUND;
    r->rows++;
    *ret = (struct str){ r->line, r->n };
    return RC_OK;
}

/* "rows N", as many as there were. */
static bool reader_rows_end(struct reader *r)
{
    int64_t    n;
    struct str rest;

    if (!reader_line(r) || !reader_number(r, S("rows "), &n, &rest) || rest.p || n != r->rows)
        return false;
    if (r->digest)
        digest_more(r->digest, (struct str){ r->line, r->n });
    r->all_rows += n;
    r->tables++;
    return true;
}

/* The last line, and nothing after it. */
static bool reader_end(struct reader *r)
{
    int64_t       tables, rows;
    struct str    rest, part;
    struct digest d = digest_end(r->digest);
    char          hex[DIGEST_HEX + 1];
    bool          fits;

    r->digest = NULL;
    fits      = reader_number(r, S("end "), &tables, &rest) && tables == r->tables &&
           str_split(&rest, ' ', &part) && str_int(part, &rows) == RC_OK && rows == r->all_rows &&
           str_eq(rest, digest_hex(&d, hex));
    return fits && fgetc(r->file) == EOF;
}

/* The copy's migrations are the first of the program's. */
static bool reader_migration(struct reader *r, const struct migration *m)
{
    int64_t       n;
    struct str    sum;
    struct digest d;
    char          hex[DIGEST_HEX + 1];

    m += r->migrations++;
    if (!m->number || !reader_number(r, S("migration "), &n, &sum) || n != m->number)
        return false;
    r->schema = m->number;
    d         = digest_of(m->sql);
    return str_eq(sum, digest_hex(&d, hex));
}

/* Read it all; is it whole, and of a schema that the program knows? */
static enum rc reader_prove(struct reader *r, const struct migration *m, struct buf *why)
{
    struct part_table t;
    struct str        row;

    r->digest = digest_begin();
    while (reader_line(r)) {
        if (str_starts(reader_str(r), S("end ")) && r->migrations > 0) {
            if (reader_end(r))
                return RC_OK;
            break;
        }
        digest_more(r->digest, (struct str){ r->line, r->n });
        if (reader_is(r, "linli backup 1") && r->migrations == 0)
            continue;
        if (str_starts(reader_str(r), S("migration "))) {
            if (reader_migration(r, m))
                continue;
            buf_addf(why, "the copy has a migration that this program has not: %.*s",
                     STR_ARG(reader_str(r)));
            break;
        }
        r->rows = 0;
        if (!reader_table(r, &t))
            break;
        buf_addf(&r->names, "%s%.*s", r->names.n > 0 ? ", " : "TRUNCATE ", STR_ARG(t.name));
        while (reader_row(r, &row) == RC_OK)
            continue;
        if (!reader_rows_end(r))
            break;
    }
    if (r->digest)
        (void)digest_end(r->digest);
    r->digest = NULL;
    if (why->n == 0)
        buf_addc(why, "the copy is cut off, or was changed, or is none");
    return RC_INVALID;
}

/* Fill the empty tables, within the transaction that is open. */
static enum rc reader_fill(void *ctx, struct conn *to, struct buf *why)
{
    struct reader       *r = ctx;
    const struct engine *e = to->db->engine;
    struct part_table    t;
    struct buf           sql;
    enum rc              rc = RC_OK;

    buf_init(&sql, 1 << 20);
    /* Migrations may have put rows, which are in the copy too. */
    if (r->names.n > 0) {
        buf_add1(&r->names, '\0');
        rc = buf_check(&r->names);
        if (rc == RC_OK)
            rc = e->script(to, r->names.p);
        if (rc != RC_OK)
            buf_addc(why, to->words);
    }
    while (rc == RC_OK && reader_line(r)) {
        if (!reader_table(r, &t))
            continue;
        buf_clear(&sql);
        buf_addf(&sql, "COPY %.*s (%.*s) FROM STDIN", STR_ARG(t.name), STR_ARG(t.columns));
        buf_add1(&sql, '\0');
        r->rows = 0;
        if (rc == RC_OK)
            rc = buf_check(&sql);
        if (rc == RC_OK)
            rc = e->copy_in(to, sql.p, reader_row, r);
        if (rc != RC_OK)
            buf_addf(why, "%s: %s", sql.p, to->words);
        else if (!reader_rows_end(r))
            rc = RC_INVALID;
    }
    buf_free(&sql);
    return rc;
}

enum rc table_restore(struct db *db, const char *path, const struct migration *m, int64_t now_at,
                      struct buf *why)
{
    struct reader r = { .file = fopen(path, "rbe") };
    enum rc       rc;

    if (!r.file) {
        buf_addf(why, "cannot read “%s”: %s", path, strerror(errno));
        return RC_NOT_FOUND;
    }
    buf_init(&r.names, 1 << 20);
    rc = reader_prove(&r, m, why);
    rewind(r.file);
    if (rc == RC_OK)
        rc = schema_fill(db->url, m, r.schema, now_at, reader_fill, &r, why);
    reader_done(&r);
    return rc;
}
