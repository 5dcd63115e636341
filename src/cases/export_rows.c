#include "cases/export_rows.h"
#include "cases/engine.h"

#define T struct export_row
static const struct field export_fields[] = {
    F(T, id),
    F(T, outside, .opt = true),
    F(T, number),
    F(T, process),
    F(T, practice),
    F(T, step),
    F(T, state),
    F(T, channel),
    F(T, class, .opt = true),
    F(T, grade, .opt = true),
    F(T, title),
    F(T, words, .opt = true),
    F(T, address, .opt = true),
    F(T, place, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
    F(T, unit, .opt = true),
    F(T, opened),
    F(T, due, .opt = true),
    F(T, closed, .opt = true),
    F(T, late),
    F(T, outcome, .opt = true),
    F(T, ended_as, .opt = true),
    F(T, form, .opt = true),
    F(T, name, .opt = true),
    F(T, phone, .opt = true),
    F(T, answers, .opt = true),
};
static const struct shape export_shape = SHAPE(T, export_fields);
#undef T

/* Role 1 of a party: for whom it was filed. Walks by id, so that page after page is one pass. */
#define PARTY(what)                                                                                \
    "(SELECT p." what " FROM case_party p WHERE p.case_id = c.id AND p.role = 1"                   \
    " ORDER BY p.id LIMIT 1)"
const struct stmt stmt_export = {
    .name = "case_export",
    .mode = TX_READ,
    .in   = "ssssiiiiisii",
    .out  = &export_shape,
    .sql  = "SELECT c.id, (SELECT MIN(o.number) FROM case_outside o WHERE o.case_id = c.id),"
            " c.number, c.process, c.practice, c.step, c.state, c.channel, c.class, c.grade,"
            " c.title, c.words, c.address, c.place, c.lon, c.lat, c.unit, c.opened, c.due,"
            " c.closed, c.late, c.outcome, c.ended_as, c.form, " PARTY("name") ", " PARTY(
                "phone") ","
                        " (SELECT e.answers FROM case_evaluation e WHERE e.case_id = c.id"
                        " ORDER BY e.round DESC LIMIT 1)"
                        " FROM civic_case c WHERE c.id > $5"
                        " AND ((c.place_path || '' >= $1 AND c.place_path || '' < $2)"
                        " OR (c.unit_path || '' >= $3 AND c.unit_path || '' < $4))"
                        " AND c.opened >= $6 AND c.opened < $7 AND ($8 IS NULL OR c.closed >= $8)"
                        " AND ($9 IS NULL OR c.channel = $9) AND ($10 IS NULL OR c.process = $10)"
                        " AND ($12 IS NULL OR c.confidential = $12)"
                        " ORDER BY c.id LIMIT $11",
};
_Static_assert(PARTY_ON_BEHALF == 1, "the role in the SQL above");
