/* The SQL of posts. */
#include "people/people_rows.h"

static const struct field held_fields[] = {
    F(struct held_row, id),
    F(struct held_row, post),
    F(struct held_row, place, .opt = true),
    F(struct held_row, org, .opt = true),
};
static const struct shape held_shape = SHAPE(struct held_row, held_fields);

static const struct field posting_fields[] = {
    F(struct posting_row, id, .as = AS_ID),
    F(struct posting_row, account, .as = AS_ID),
    F(struct posting_row, name),
    F(struct posting_row, phone, .opt = true),
    F(struct posting_row, post),
    F(struct posting_row, place, .as = AS_ID, .opt = true),
    F(struct posting_row, org, .as = AS_ID, .opt = true),
    F(struct posting_row, there),
    F(struct posting_row, from_day, .as = AS_DAY),
    F(struct posting_row, to_day, .as = AS_DAY, .opt = true),
    F(struct posting_row, concurrent),
    F(struct posting_row, made_at, .as = AS_TIME),
    F(struct posting_row, maker, .as = AS_ID, .opt = true),
    F(struct posting_row, ended_at, .as = AS_TIME, .opt = true),
    F(struct posting_row, ender, .as = AS_ID, .opt = true),
    F(struct posting_row, why_ended, .opt = true),
};
static const struct shape posting_row_shape = SHAPE(struct posting_row, posting_fields);

static const struct field staff_fields[] = { F(struct staff_row, id), F(struct staff_row, name),
                                             F(struct staff_row, n) };
static const struct shape staff_shape    = SHAPE(struct staff_row, staff_fields);
static const struct field count_fields[] = { F(struct count_row, n) };
static const struct shape count_shape    = SHAPE(struct count_row, count_fields);

static const struct field holders_fields[] = { F(struct post_holders, post),
                                               F(struct post_holders, n) };
static const struct shape holders_shape    = SHAPE(struct post_holders, holders_fields);

#define POSTING_COLUMNS                                                                            \
    "p.id, p.account, a.name, a.phone, p.post, p.place, p.org, COALESCE(l.name, o.name) AS there," \
    " p.from_day, p.to_day, p.concurrent, p.made, p.maker, p.ended, p.ender, p.why_ended"
#define POSTING_TABLES                                                                             \
    " FROM posting p JOIN account a ON a.id = p.account LEFT JOIN place l ON l.id = p.place"       \
    " LEFT JOIN org o ON o.id = p.org"

const struct stmt stmt_posting_put = {
    .name = "posting_put",
    .mode = TX_WRITE,
    .in   = "iisiiiiiii",
    .sql  = "INSERT INTO posting (id, account, post, place, org, from_day, to_day, concurrent,"
            " made, maker) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
const struct stmt stmt_posting_get = {
    .name = "posting_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &posting_row_shape,
    .sql  = "SELECT " POSTING_COLUMNS POSTING_TABLES " WHERE p.id = $1",
};
const struct stmt stmt_posting_end = {
    .name = "posting_end",
    .mode = TX_WRITE,
    .in   = "iiiis",
    .sql  = "UPDATE posting SET to_day = $2, ended = $3, ender = $4, why_ended = $5"
            " WHERE id = $1 AND (to_day IS NULL OR to_day > $2)",
};
const struct stmt stmt_posting_end_all = {
    .name = "posting_end_all",
    .mode = TX_WRITE,
    .in   = "iiiis",
    .sql  = "UPDATE posting SET to_day = $2, ended = $3, ender = $4, why_ended = $5"
            " WHERE account = $1 AND (to_day IS NULL OR to_day > $2)",
};
/* Held on day $2. */
const struct stmt stmt_posting_held = {
    .name = "posting_held",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &held_shape,
    .sql  = "SELECT id, post, place, org FROM posting WHERE account = $1 AND from_day <= $2"
            " AND (to_day IS NULL OR to_day > $2) ORDER BY id LIMIT 200",
};
/* The same post at the same place on a day from $5 to before $6. */
const struct stmt stmt_posting_same = {
    .name = "posting_same",
    .mode = TX_READ,
    .in   = "isiiii",
    .out  = &count_shape,
    .sql  = "SELECT count(*) FROM posting WHERE account = $1 AND post = $2"
            " AND (place = $3 OR org = $4)"
            " AND (to_day IS NULL OR (to_day > $5 AND to_day > from_day))"
            " AND ($6 IS NULL OR from_day < $6)",
};
/* Held on day $2 or later. One that ended before it began was never held. */
const struct stmt stmt_posting_any = {
    .name = "posting_any",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &count_shape,
    .sql  = "SELECT count(*) FROM posting"
            " WHERE account = $1 AND (to_day IS NULL OR (to_day > $2 AND to_day > from_day))",
};

#define HOLDER_COLUMNS "a.id, a.login, a.name, a.phone, a.lang, a.state, a.role, a.made, a.version"

/* At a place, or in an organisation: by COLUMN of the posting. */
#define HOLDERS(NAME, WORD, COLUMN)                                                                \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = "isi",                                                                             \
        .out  = &account_shape,                                                                    \
        .sql  = "SELECT DISTINCT " HOLDER_COLUMNS                                                  \
               " FROM posting p JOIN account a ON a.id = p.account WHERE p." COLUMN                \
               " = $1 AND ($2 IS NULL OR p.post = $2) AND p.from_day <= $3"                        \
               " AND (p.to_day IS NULL OR p.to_day > $3) AND a.state = 0 ORDER BY a.id",           \
    }
HOLDERS(stmt_holders_place, "holders_place", "place");
HOLDERS(stmt_holders_org, "holders_org", "org");

/* Lists: after $2, post $3 or any, held on day $4 or whenever, at most $5. */
#define LIST_FILTER                                                                                \
    " AND p.id > $2 AND ($3 IS NULL OR p.post = $3)"                                               \
    " AND ($4 IS NULL OR (p.from_day <= $4 AND (p.to_day IS NULL OR p.to_day > $4)))"              \
    " ORDER BY p.id LIMIT $5"

#define POSTINGS(NAME, WORD, IN, WHERE, END)                                                       \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = IN,                                                                                \
        .out  = &posting_row_shape,                                                                \
        .sql  = "SELECT " POSTING_COLUMNS POSTING_TABLES " WHERE " WHERE END,                      \
    }
POSTINGS(stmt_posting_of_account, "posting_of_account", "iisii", "p.account = $1", LIST_FILTER);
POSTINGS(stmt_posting_at_place, "posting_at_place", "iisii", "p.place = $1", LIST_FILTER);
POSTINGS(stmt_posting_at_org, "posting_at_org", "iisii", "p.org = $1", LIST_FILTER);
POSTINGS(stmt_posting_below_place, "posting_below_place", "sisiis", "l.path >= $1 AND l.path < $6",
         LIST_FILTER);
POSTINGS(stmt_posting_below_org, "posting_below_org", "sisiis", "o.path >= $1 AND o.path < $6",
         LIST_FILTER);

/* At the place or organisation beyond day $3. */
const struct stmt stmt_posting_beyond = {
    .name = "posting_beyond",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &posting_row_shape,
    .sql  = "SELECT " POSTING_COLUMNS POSTING_TABLES " WHERE (p.place = $1 OR p.org = $2)"
            " AND (p.to_day IS NULL OR (p.to_day > $3 AND p.to_day > p.from_day)) ORDER BY p.id",
};
/* How many hold it there on day $4. */
const struct stmt stmt_posting_count = {
    .name = "posting_count",
    .mode = TX_READ,
    .in   = "iisi",
    .out  = &count_shape,
    .sql  = "SELECT count(*) FROM posting WHERE (place = $1 OR org = $2) AND post = $3"
            " AND from_day <= $4 AND (to_day IS NULL OR to_day > $4)",
};
/* Held on day $5 or later at what ended by then, in a subtree; after $3, at most $4. */
#define GONE_FILTER                                                                                \
    " AND (p.to_day IS NULL OR (p.to_day > $5 AND p.to_day > p.from_day))"                         \
    " AND p.id > $3 ORDER BY p.id LIMIT $4"
POSTINGS(stmt_posting_gone_places, "posting_gone_places", "ssiii",
         "l.path >= $1 AND l.path < $2 AND l.to_day <= $5", GONE_FILTER);
POSTINGS(stmt_posting_gone_orgs, "posting_gone_orgs", "ssiii",
         "o.path >= $1 AND o.path < $2 AND o.to_day <= $5", GONE_FILTER);

/* Nodes of kind $1 in a subtree where fewer than $6 or more than $7 hold post $4 on day $5. */
#define STAFF(NAME, WORD, NODES)                                                                   \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = "ssssiiiii",                                                                       \
        .out  = &staff_shape,                                                                      \
        .sql  = "SELECT l.id, l.name, count(p.id) AS n FROM " NODES                                \
               " l LEFT JOIN posting p ON p." NODES " = l.id AND p.post = $4"                      \
               " AND p.from_day <= $5 AND (p.to_day IS NULL OR p.to_day > $5)"                     \
               " WHERE l.kind = $1 AND l.path >= $2 AND l.path < $3 AND l.from_day <= $5"          \
               " AND (l.to_day IS NULL OR l.to_day > $5) AND l.id > $8"                            \
               " GROUP BY l.id, l.name HAVING count(p.id) < $6 OR count(p.id) > $7"                \
               " ORDER BY l.id LIMIT $9",                                                          \
    }
STAFF(stmt_staff_places, "staff_places", "place");
STAFF(stmt_staff_orgs, "staff_orgs", "org");

/* Those that are held on day $1 or will be. */
const struct stmt stmt_posting_by_post = {
    .name = "posting_by_post",
    .mode = TX_READ,
    .in   = "i",
    .out  = &holders_shape,
    .sql  = "SELECT post, count(*) AS n FROM posting WHERE (to_day IS NULL OR to_day > $1)"
            " GROUP BY post ORDER BY post",
};
