#include "territory/tree_rows.h"

static const struct field node_fields[] = {
    F(struct node, id, .as = AS_ID),
    F(struct node, parent, .as = AS_ID, .opt = true),
    F(struct node, path),
    F(struct node, kind),
    F(struct node, code, .opt = true),
    F(struct node, name),
    F(struct node, from, .as = AS_DAY),
    F(struct node, to, .as = AS_DAY, .opt = true),
    F(struct node, version),
    F(struct node, place, .as = AS_ID, .opt = true),
    F(struct node, place_path, .opt = true),
};
const struct shape node_shape = SHAPE(struct node, node_fields);

static const struct field count_fields[] = { F(struct count_row, n) };
const struct shape        count_shape    = SHAPE(struct count_row, count_fields);
static const struct field kind_fields[]  = { F(struct kind_row, kind), F(struct kind_row, n) };
const struct shape        kind_shape     = SHAPE(struct kind_row, kind_fields);
static const struct field name_fields[]  = { F(struct node_name, id), F(struct node_name, name) };
static const struct shape name_shape     = SHAPE(struct node_name, name_fields);
static const struct field day_fields[]   = { F(struct day_row, day, .as = AS_DAY, .opt = true) };
static const struct shape day_shape      = SHAPE(struct day_row, day_fields);

static const struct field past_fields[] = {
    F(struct past_row, id, .as = AS_ID),
    F(struct past_row, from, .as = AS_DAY, .doc = "the first day it was so"),
    F(struct past_row, to, .as = AS_DAY, .doc = "the first day it was so no more"),
    F(struct past_row, parent, .as = AS_ID, .opt = true),
    F(struct past_row, kind),
    F(struct past_row, code, .opt = true),
    F(struct past_row, name),
};
const struct shape past_shape = SHAPE(struct past_row, past_fields);

#define NODE(t, place, place_path)                                                                 \
    "SELECT " t ".id, " t ".parent, " t ".path, " t ".kind, " t ".code, " t ".name, " t            \
    ".from_day, " t ".to_day, " t ".version, " place " AS place, " place_path " AS place_path"
#define PLACE_NODE NODE("n", "CAST(NULL AS BIGINT)", "CAST(NULL AS TEXT)")
#define ORG_NODE   NODE("n", "n.place", "(SELECT p.path FROM place p WHERE p.id = n.place)")

#define RELATION                                                                                   \
    "SELECT r.id, r.kind, r.a_place, r.a_org, r.b_place, r.b_org, r.principal, r.from_day,"        \
    " r.to_day, r.version FROM relation r"

/* The statement `T_what`. */
#define STMT(T, what, tx, signature, row, ...)                                                     \
    const struct stmt stmt_##T##_##what = {                                                        \
        .name = "node_" #T "_" #what, .mode = tx, .in = signature, .out = row, .sql = __VA_ARGS__  \
    };

#define SET(T, column)                                                                             \
    "UPDATE " #T " SET " column " = $3, version = version + 1 WHERE id = $1 AND version = $2"

/* clang-format off */
#define TREE_STMTS(T, SELECT_NODE)                                                                 \
    STMT(T, get, TX_READ, "i", &node_shape, SELECT_NODE " FROM " #T " n WHERE n.id = $1")          \
    STMT(T, names, TX_READ, "iiiiiiiiiiiiiiii", &name_shape,                                       \
         "SELECT id, name FROM " #T " WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"  \
         " $12, $13, $14, $15, $16)")                                                              \
    STMT(T, taken, TX_READ, "si", &count_shape,                                                    \
         "SELECT id FROM " #T " WHERE code = $1 AND to_day IS NULL"                                \
         " UNION ALL SELECT id FROM " #T " WHERE code = $1 AND to_day IS NOT NULL AND to_day > $2")\
    STMT(T, children, TX_READ, "ii", &node_shape,                                                  \
         SELECT_NODE " FROM " #T " n WHERE n.parent = $1 AND " LASTS("n", "$2") " ORDER BY n.path")\
    STMT(T, below, TX_READ, "ssi", &count_shape,                                                   \
         "SELECT COUNT(*) FROM " #T " n WHERE n.path > $1 AND n.path < $2 AND " LASTS("n", "$3"))  \
    STMT(T, kinds, TX_READ, "ssi", &kind_shape,                                                    \
         "SELECT n.kind, COUNT(*) FROM " #T " n WHERE n.path > $1 AND n.path < $2"                 \
         " AND " HOLDS("n", "$3") " GROUP BY n.kind")                                              \
    STMT(T, take, TX_WRITE, "ii", &count_shape,                                                    \
         "UPDATE " #T " SET next_child = next_child + $2 WHERE id = $1 RETURNING next_child")      \
    STMT(T, take_top, TX_WRITE, "i", &count_shape,                                                 \
         "UPDATE tree_top SET next_child = next_child + $1 WHERE tree = '" #T "'"                  \
         " RETURNING next_child")                                                                  \
    STMT(T, set_name, TX_WRITE, "iis", NULL, SET(T, "initials = NULL, name"))                      \
    STMT(T, set_code, TX_WRITE, "iis", NULL, SET(T, "code"))                                       \
    STMT(T, set_parent, TX_WRITE, "iii", NULL, SET(T, "parent"))                                   \
    STMT(T, set_end, TX_WRITE, "iii", NULL, SET(T, "to_day"))                                      \
    STMT(T, end_below, TX_WRITE, "ssi", NULL,                                                      \
         "UPDATE " #T " SET to_day = $3, version = version + 1"                                    \
         " WHERE path > $1 AND path < $2 AND " LASTS(#T, "$3"))                                    \
    STMT(T, rebase, TX_WRITE, "siss", NULL,                                                        \
         "UPDATE " #T " SET path = $1 || SUBSTR(path, CAST($2 AS INTEGER))"                        \
         " WHERE path >= $3 AND path < $4")                                                        \
    STMT(T, past_put, TX_WRITE, "iiiisss", NULL,                                                   \
         "INSERT INTO " #T "_past (" #T ", from_day, to_day, parent, kind, code, name)"            \
         " VALUES ($1, $2, $3, $4, $5, $6, $7)")                                                   \
    STMT(T, past_last, TX_READ, "i", &day_shape,                                                   \
         "SELECT MAX(to_day) FROM " #T "_past WHERE " #T " = $1")                                  \
    STMT(T, past_all, TX_READ, "i", &past_shape,                                                   \
         "SELECT " #T ", from_day, to_day, parent, kind, code, name FROM " #T "_past"              \
         " WHERE " #T " = $1 ORDER BY to_day")                                                     \
    STMT(T, heir_put, TX_WRITE, "iisi", NULL,                                                      \
         "INSERT INTO " #T "_heir (old, heir, how, day) VALUES ($1, $2, $3, $4)")                  \
    STMT(T, heirs, TX_READ, "i", &node_shape,                                                      \
         SELECT_NODE " FROM " #T "_heir h JOIN " #T " n ON n.id = h.heir WHERE h.old = $1"         \
         " ORDER BY n.id")                                                                         \
    STMT(T, old, TX_READ, "i", &node_shape,                                                        \
         SELECT_NODE " FROM " #T "_heir h JOIN " #T " n ON n.id = h.old WHERE h.heir = $1"         \
         " ORDER BY n.id")                                                                         \
    STMT(T, relations, TX_READ, "ii", &relation_shape,                                             \
         RELATION " WHERE (r.a_" #T " = $1 OR r.b_" #T " = $1) AND " LASTS("r", "$2")              \
         " ORDER BY r.id")                                                                         \
    STMT(T, relations_n, TX_READ, "ii", &count_shape,                                              \
         "SELECT COUNT(*) FROM relation r WHERE (r.a_" #T " = $1 OR r.b_" #T " = $1)"              \
         " AND " LASTS("r", "$2"))                                                                 \
    STMT(T, relations_end, TX_WRITE, "ii", NULL,                                                   \
         "UPDATE relation SET to_day = $2, version = version + 1"                                  \
         " WHERE (a_" #T " = $1 OR b_" #T " = $1) AND " LASTS("relation", "$2"))                   \
    STMT(T, relations_end_below, TX_WRITE, "ssi", NULL,                                            \
         "UPDATE relation SET to_day = $3, version = version + 1"                                  \
         " WHERE (a_" #T " IN (SELECT n.id FROM " #T " n WHERE n.path > $1 AND n.path < $2)"       \
         " OR b_" #T " IN (SELECT n.id FROM " #T " n WHERE n.path > $1 AND n.path < $2))"          \
         " AND " LASTS("relation", "$3"))
/* clang-format on */

STMT(place, put, TX_WRITE, "iissssi", NULL,
     "INSERT INTO place (id, parent, path, next_child, kind, code, name, from_day, version)"
     " VALUES ($1, $2, $3, 0, $4, $5, $6, $7, 1)")
STMT(org, put, TX_WRITE, "iissssii", NULL,
     "INSERT INTO org (id, parent, path, next_child, kind, code, name, from_day, place, version)"
     " VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, 1)")

TREE_STMTS(place, PLACE_NODE)
TREE_STMTS(org, ORG_NODE)

#define X(what) .what = &stmt_place_##what,
const struct tree_stmts place_tree_stmts = { TREE_STMT_LIST(X) };
#undef X
#define X(what) .what = &stmt_org_##what,
const struct tree_stmts org_tree_stmts = { TREE_STMT_LIST(X) };
#undef X
