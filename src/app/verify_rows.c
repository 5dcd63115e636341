#include "app/verify_rows.h"

static const struct field count_fields[] = { F(struct count_row, n) };
static const struct shape count_shape    = SHAPE(struct count_row, count_fields);

/* What must point at something: a column of a table, and the key of the table it names a row of. */
#define ORPHAN_LIST(X)                                                                             \
    X(figure_day, place, place, id)                                                                \
    X(figure_gauge, place, place, id)                                                              \
    X(figure_manual, place, place, id)                                                             \
    X(figure_unit, unit, org, id)                                                                  \
    X(figure_mark, unit, org, id)                                                                  \
    X(figure_mark, case_id, civic_case, id)                                                        \
    X(objection, account, account, id)                                                             \
    X(case_file, digest, stored_file, digest)                                                      \
    X(case_file, small, stored_file, digest)                                                       \
    X(practice_force, version, practice_version, number)                                           \
    X(posting, place, place, id)                                                                   \
    X(posting, org, org, id)                                                                       \
    X(person, place, place, id)                                                                    \
    X(civic_case, place, place, id)                                                                \
    X(civic_case, unit, org, id)                                                                   \
    X(civic_case, initiator, account, id)                                                          \
    X(civic_case, opener, account, id)                                                             \
    X(civic_case, parent, civic_case, id)                                                          \
    X(civic_case, merged, civic_case, id)                                                          \
    X(civic_case, practice, practice_version, number)                                              \
    X(case_task, case_id, civic_case, id)                                                          \
    X(case_task, place, place, id)                                                                 \
    X(case_task, org, org, id)                                                                     \
    X(case_task, account, account, id)                                                             \
    X(case_clock, case_id, civic_case, id)                                                         \
    X(case_clock, task, case_task, id)                                                             \
    X(case_made, case_id, civic_case, id)                                                          \
    X(case_party, case_id, civic_case, id)                                                         \
    X(case_party, account, account, id)                                                            \
    X(case_link, case_id, civic_case, id)                                                          \
    X(case_link, other, civic_case, id)                                                            \
    X(case_extension, case_id, civic_case, id)                                                     \
    X(case_extension, clock, case_clock, id)                                                       \
    X(case_evaluation, case_id, civic_case, id)                                                    \
    X(case_notice, notice, public_notice, id)                                                      \
    X(case_document, case_id, civic_case, id)                                                      \
    X(case_document, org, org, id)                                                                 \
    X(case_document, place, place, id)                                                             \
    X(case_notice, case_id, civic_case, id)                                                        \
    X(case_file, case_id, civic_case, id)                                                          \
    X(case_file, account, account, id)

#define STATEMENT(table, column, other, key)                                                       \
    static const struct stmt table##_##column = {                                                  \
        .name = "verify_" #table "_" #column,                                                      \
        .mode = TX_READ,                                                                           \
        .in   = "",                                                                                \
        .out  = &count_shape,                                                                      \
        .sql  = "SELECT COUNT(*) FROM " #table " a WHERE a." #column " IS NOT NULL"                \
                " AND NOT EXISTS (SELECT 1 FROM " #other " b WHERE b." #key " = a." #column ")",   \
    };
ORPHAN_LIST(STATEMENT)

/* A path that does not go on from that of the row above. */
#define STRAY_PATHS(table)                                                                         \
    static const struct stmt table##_path = {                                                      \
        .name = "verify_" #table "_path",                                                          \
        .mode = TX_READ,                                                                           \
        .in   = "",                                                                                \
        .out  = &count_shape,                                                                      \
        .sql  = "SELECT COUNT(*) FROM " #table " c JOIN " #table " p ON p.id = c.parent"           \
                " WHERE substr(c.path, 1, length(p.path)) <> p.path",                              \
    };
STRAY_PATHS(place)
STRAY_PATHS(org)

/* What is kept of files and how often a row names it. */
static const struct stmt miscounted_files = {
    .name = "verify_miscounted_files",
    .mode = TX_READ,
    .in   = "",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM stored_file s LEFT JOIN"
            " (SELECT d, COUNT(*) AS n FROM (SELECT digest AS d FROM case_file UNION ALL"
            " SELECT small FROM case_file WHERE small IS NOT NULL) AS u GROUP BY d) AS f"
            " ON f.d = s.digest WHERE s.named <> COALESCE(f.n, 0)",
};

/* Each mark counts once in the figures of its unit. */
static const struct stmt miscounted_marks = {
    .name = "verify_miscounted_marks",
    .mode = TX_READ,
    .in   = "",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM (SELECT unit, SUM(unit_marks) AS n, SUM(unit_mark_sum) AS s"
            " FROM figure_unit WHERE place = 0 GROUP BY unit) AS u LEFT JOIN"
            " (SELECT unit, COUNT(*) AS n, SUM(mark) AS s FROM figure_mark GROUP BY unit) AS m"
            " ON m.unit = u.unit WHERE u.n <> COALESCE(m.n, 0) OR u.s <> COALESCE(m.s, 0)",
};

#define CHECK(table, column, other, key) { #table "." #column, &table##_##column },
const struct orphan_check orphan_checks[] = {
    ORPHAN_LIST(CHECK){ "place.path", &place_path },
    { "org.path", &org_path },
    { "stored_file.named", &miscounted_files },
    { "figure_unit.unit_marks", &miscounted_marks },
    { NULL, NULL },
};

static const struct field version_fields[] = { F(struct version_number, number),
                                               F(struct version_number, digest) };
static const struct shape version_shape    = SHAPE(struct version_number, version_fields);

const struct stmt stmt_verify_versions = {
    .name = "verify_versions",
    .mode = TX_READ,
    .in   = "",
    .out  = &version_shape,
    .sql  = "SELECT number, digest FROM practice_version ORDER BY number",
};
const struct stmt stmt_verify_loose = {
    .name = "verify_loose",
    .mode = TX_READ,
    .in   = "",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM journal WHERE seq IS NULL",
};

static const struct field stored_fields[] = { F(struct stored_file, digest) };
static const struct shape stored_shape    = SHAPE(struct stored_file, stored_fields);

const struct stmt stmt_verify_files = {
    .name = "verify_files",
    .mode = TX_READ,
    .in   = "",
    .out  = &stored_shape,
    .sql  = "SELECT digest FROM stored_file WHERE named > 0 ORDER BY digest",
};

#define POINTER(table, column, other, key) &table##_##column,
const struct stmt *const verify_stmts[] = {
    ORPHAN_LIST(POINTER) & place_path,
    &org_path,
    &miscounted_files,
    &miscounted_marks,
    &stmt_verify_versions,
    &stmt_verify_loose,
    &stmt_verify_files,
    NULL,
};
