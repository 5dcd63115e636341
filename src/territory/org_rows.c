#include "territory/org_rows.h"

#define ORG_FIELDS(T, m)                                                                           \
    F(T, m id, .as = AS_ID), F(T, m parent, .as = AS_ID, .opt = true), F(T, m path), F(T, m kind), \
        F(T, m code, .opt = true), F(T, m name),                                                   \
        F(T, m place, .as = AS_ID, .opt = true, .doc = "where it sits or what it serves first"),   \
        F(T, m place_path, .opt = true), F(T, m from, .as = AS_DAY),                               \
        F(T, m to, .as = AS_DAY, .opt = true), F(T, m version)

static const struct field org_fields[] = { ORG_FIELDS(struct org, ) };
const struct shape        org_shape    = SHAPE(struct org, org_fields);

static const struct field covering_fields[] = { ORG_FIELDS(struct covering_row, org.),
                                                F(struct covering_row, near),
                                                F(struct covering_row, principal) };
static const struct shape covering_shape    = SHAPE(struct covering_row, covering_fields);

static const struct field relation_fields[] = {
    F(struct relation, id, .as = AS_ID),
    F(struct relation, kind, .doc = "a word of the practice: covers, member_of …"),
    F(struct relation, a_place, .as = AS_ID, .opt = true),
    F(struct relation, a_org, .as = AS_ID, .opt = true),
    F(struct relation, b_place, .as = AS_ID, .opt = true),
    F(struct relation, b_org, .as = AS_ID, .opt = true),
    F(struct relation, principal, .doc = "the first among several"),
    F(struct relation, from, .as = AS_DAY),
    F(struct relation, to, .as = AS_DAY, .opt = true),
    F(struct relation, version),
};
const struct shape relation_shape = SHAPE(struct relation, relation_fields);

static const struct field sheet_row_fields[] = {
    F(struct org_sheet_row, id, .as = AS_ID),
    F(struct org_sheet_row, above, .as = AS_ID, .opt = true),
    F(struct org_sheet_row, at, .as = AS_ID, .opt = true),
    F(struct org_sheet_row, path),
    F(struct org_sheet_row, code, .opt = true),
    F(struct org_sheet_row, kind),
    F(struct org_sheet_row, name),
    F(struct org_sheet_row, parent, .opt = true),
    F(struct org_sheet_row, place, .opt = true),
};
static const struct shape sheet_row_shape  = SHAPE(struct org_sheet_row, sheet_row_fields);
static const struct field covered_fields[] = {
    F(struct covered_row, path),
    F(struct covered_row, place, .as = AS_ID),
    F(struct covered_row, code, .opt = true),
};
static const struct shape covered_shape = SHAPE(struct covered_row, covered_fields);

#define ORG_COLUMNS                                                                                \
    " o.id, o.parent, o.path, o.kind, o.code, o.name, o.place, p.path AS place_path,"              \
    " o.from_day, o.to_day, o.version"
#define ORG "SELECT" ORG_COLUMNS " FROM org o LEFT JOIN place p ON p.id = o.place "
#define RELATION                                                                                   \
    "SELECT r.id, r.kind, r.a_place, r.a_org, r.b_place, r.b_org, r.principal, r.from_day,"        \
    " r.to_day, r.version FROM relation r "

const struct stmt stmt_org_row = {
    .name = "org_row",
    .mode = TX_READ,
    .in   = "i",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.id = $1",
};
const struct stmt stmt_org_coded = {
    .name = "org_coded",
    .mode = TX_READ,
    .in   = "si",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.code = $1 AND o.to_day IS NULL AND o.from_day <= $2 UNION ALL " ORG
               "WHERE o.code = $1 AND o.to_day IS NOT NULL AND o.to_day > $2 AND o.from_day <= $2",
};
const struct stmt stmt_org_became = {
    .name = "org_became",
    .mode = TX_READ,
    .in   = "i",
    .out  = &org_shape,
    .sql  = ORG "JOIN org_heir h ON h.heir = o.id WHERE h.old = $1 ORDER BY o.id",
};
const struct stmt stmt_orgs_a_kind = {
    .name = "orgs_a_kind",
    .mode = TX_READ,
    .in   = "si",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.kind = $1 AND o.from_day <= $2 AND (o.to_day IS NULL OR o.to_day > $2)"
                " ORDER BY o.path",
};
const struct stmt stmt_orgs_gone = {
    .name = "orgs_gone",
    .mode = TX_READ,
    .in   = "i",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.to_day IS NOT NULL AND o.to_day <= $1 AND NOT EXISTS"
                " (SELECT 1 FROM org_heir h WHERE h.old = o.id) ORDER BY o.id",
};
const struct stmt stmt_org_line = {
    .name = "org_line",
    .mode = TX_READ,
    .in   = "i",
    .out  = &org_shape,
    .sql  = "WITH RECURSIVE up (id, parent) AS (SELECT id, parent FROM org WHERE id = $1"
            " UNION ALL SELECT n.id, n.parent FROM org n JOIN up ON n.id = up.parent) " ORG
           "JOIN up ON up.id = o.id ORDER BY o.path",
};
const struct stmt stmt_org_set = {
    .name = "org_set",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE org SET place = $3, version = version + 1 WHERE id = $1 AND version = $2",
};
const struct stmt stmt_orgs_below = {
    .name = "orgs_below",
    .mode = TX_READ,
    .in   = "iisi",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.parent = $1 AND " HOLDS("o", "$2") " AND o.path > $3"
                                                            " ORDER BY o.path LIMIT $4",
};
const struct stmt stmt_orgs_top = {
    .name = "orgs_top",
    .mode = TX_READ,
    .in   = "isi",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.parent IS NULL AND " HOLDS("o", "$1") " AND o.path > $2"
                                                               " ORDER BY o.path LIMIT $3",
};
const struct stmt stmt_orgs_at = {
    .name = "orgs_at",
    .mode = TX_READ,
    .in   = "iisi",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.place = $1 AND " HOLDS("o", "$2") " AND o.path > $3"
                                                           " ORDER BY o.path LIMIT $4",
};
const struct stmt stmt_orgs_in = {
    .name = "orgs_in",
    .mode = TX_READ,
    .in   = "ssisi",
    .out  = &org_shape,
    .sql =
        ORG "WHERE p.path >= $1 AND p.path < $2 AND " HOLDS("o", "$3") " AND o.path > $4"
                                                                       " ORDER BY o.path LIMIT $5",
};
const struct stmt stmt_orgs_at_n = {
    .name = "orgs_at_n",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM org o WHERE o.place = $1 AND " LASTS("o", "$2"),
};
const struct stmt stmt_orgs_rehouse = {
    .name = "orgs_rehouse",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE org SET place = $3, version = version + 1"
            " WHERE place = $1 AND (to_day IS NULL OR to_day > $2)",
};
const struct stmt stmt_org_rehouse = {
    .name = "org_rehouse",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE org SET place = $3, version = version + 1 WHERE id = $1 AND place = $2",
};
const struct stmt stmt_orgs_contain = {
    .name = "orgs_contain",
    .mode = TX_READ,
    .in   = "sisi",
    .out  = &org_shape,
    .sql =
        ORG "WHERE (LOWER(o.name) LIKE $1 ESCAPE '!' OR o.initials LIKE $1 ESCAPE '!') AND " HOLDS(
            "o", "$2") " AND o.path > $3 ORDER BY o.path LIMIT $4",
};
const struct stmt stmt_orgs_code = {
    .name = "orgs_code",
    .mode = TX_READ,
    .in   = "sssi",
    .out  = &org_shape,
    .sql  = ORG "WHERE o.code >= $1 AND o.code < $2 AND o.to_day IS NULL AND o.code > $3"
                " ORDER BY o.code LIMIT $4",
};
/* Of the tree what a sheet holds. */
#define OF_SHEET                                                                                   \
    " WHERE o.path >= $1 AND o.path < $2 AND ($3 = '' OR o.kind = $3)"                             \
    " AND (LOWER(o.name) LIKE $4 ESCAPE '!' OR o.initials LIKE $4 ESCAPE '!')"                     \
    " AND " HOLDS("o", "$5")
const struct stmt stmt_orgs_sheet = {
    .name = "orgs_sheet",
    .mode = TX_READ,
    .in   = "ssssi",
    .out  = &sheet_row_shape,
    .sql  = "SELECT o.id, o.parent AS above, o.place AS at, o.path, o.code, o.kind, o.name,"
            " u.code AS parent, p.code AS place"
            " FROM org o LEFT JOIN org u ON u.id = o.parent"
            " LEFT JOIN place p ON p.id = o.place" OF_SHEET " ORDER BY o.path",
};
const struct stmt stmt_orgs_sheet_n = {
    .name = "orgs_sheet_n",
    .mode = TX_READ,
    .in   = "ssssi",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM org o" OF_SHEET,
};
const struct stmt stmt_orgs_sheet_covers = {
    .name = "orgs_sheet_covers",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &covered_shape,
    .sql  = "SELECT o.path, p.id AS place, p.code FROM org o"
            " JOIN relation r ON r.a_org = o.id AND r.kind = 'covers'"
            " JOIN place p ON p.id = r.b_place"
            " WHERE o.path >= $1 AND o.path < $2 AND " HOLDS(
                "r", "$3") " ORDER BY o.path, r.principal DESC, r.id",
};
/* Those that cover a place of the line, and those that sit at one. */
#define COVERING(also)                                                                             \
    "WITH RECURSIVE up (id, parent, path) AS ("                                                    \
    "SELECT id, parent, path FROM place WHERE id = $1"                                             \
    " UNION ALL SELECT n.id, n.parent, n.path FROM place n JOIN up ON n.id = up.parent)"           \
    " SELECT * FROM (SELECT" ORG_COLUMNS ", LENGTH(up.path) AS near, r.principal"                  \
    " FROM up JOIN relation r ON r.b_place = up.id AND r.kind = 'covers'"                          \
    " JOIN org o ON o.id = r.a_org LEFT JOIN place p ON p.id = o.place"                            \
    " WHERE " HOLDS("r", "$2") " AND " HOLDS("o", "$2") also                                       \
        " UNION ALL SELECT" ORG_COLUMNS ", LENGTH(up.path) AS near, 0 AS principal"                \
        " FROM up JOIN org o ON o.place = up.id JOIN place p ON p.id = o.place"                    \
        " WHERE " HOLDS("o", "$2") also ") c ORDER BY c.near DESC, c.principal DESC, c.path"
const struct stmt stmt_orgs_covering = {
    .name = "orgs_covering",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &covering_shape,
    .sql  = COVERING(""),
};
const struct stmt stmt_orgs_covering_as = {
    .name = "orgs_covering_as",
    .mode = TX_READ,
    .in   = "iis",
    .out  = &covering_shape,
    .sql  = COVERING(" AND o.kind = $3"),
};

const struct stmt stmt_relation_row = {
    .name = "relation_row",
    .mode = TX_READ,
    .in   = "i",
    .out  = &relation_shape,
    .sql  = RELATION "WHERE r.id = $1",
};
const struct stmt stmt_relation_put = {
    .name = "relation_put",
    .mode = TX_WRITE,
    .in   = "isiiiiiiii",
    .sql  = "INSERT INTO relation (id, kind, a_place, a_org, b_place, b_org, principal, from_day,"
            " to_day, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
const struct stmt stmt_relation_stop = {
    .name = "relation_stop",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE relation SET to_day = $3, version = version + 1 WHERE id = $1 AND version = $2",
};
const struct stmt stmt_relation_unlead = {
    .name = "relation_unlead",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "UPDATE relation SET principal = 0, version = version + 1 WHERE id = $1",
};
const struct stmt stmt_relations_alike = {
    .name = "relations_alike",
    .mode = TX_READ,
    .in   = "siii",
    .out  = &relation_shape,
    .sql  = RELATION "WHERE r.kind = $1 AND (r.b_place = $2 OR r.b_org = $3)"
                     " AND " LASTS("r", "$4") " ORDER BY r.id",
};
const struct stmt stmt_relations_of_place = {
    .name = "relations_of_place",
    .mode = TX_READ,
    .in   = "iiii",
    .out  = &relation_shape,
    .sql  = RELATION "WHERE (r.a_place = $1 OR r.b_place = $1) AND " LASTS(
         "r", "$2") " AND r.id > $3 ORDER BY r.id LIMIT $4",
};
const struct stmt stmt_relations_of_org = {
    .name = "relations_of_org",
    .mode = TX_READ,
    .in   = "iiii",
    .out  = &relation_shape,
    .sql  = RELATION "WHERE (r.a_org = $1 OR r.b_org = $1) AND " LASTS(
         "r", "$2") " AND r.id > $3 ORDER BY r.id LIMIT $4",
};
