/* same_rows: reports that may be of one matter, or of one kind. */
#include "cases/case_rows.h"

#define T struct same_row
static const struct field same_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, number),
    F(T, title),
    F(T, words, .opt = true),
    F(T, class, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
    F(T, opened, .as = AS_TIME),
    F(T, place_path, .opt = true),
    F(T, unit_path, .opt = true),
    F(T, process),
    F(T, state, .words = case_state_words),
    F(T, initiator, .opt = true),
};
static const struct shape same_shape = SHAPE(T, same_fields);
#undef T

static const struct field filed_fields[] = {
    F(struct filed_row, class),
    F(struct filed_row, words),
};
static const struct shape filed_shape = SHAPE(struct filed_row, filed_fields);

#define SAME_COLUMNS                                                                               \
    "id, number, title, words, class, lon, lat, opened, place_path, unit_path, process, state,"    \
    " initiator"

#define SEASONS SEASONS_DOWN_TO("$2")
const struct stmt stmt_same_words = {
    .name = "same_words",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &same_shape,
    .sql  = SEASONS " SELECT " SAME_COLUMNS " FROM season CROSS JOIN civic_case"
                    " WHERE (id >> 53) = season.n AND same_key = $1 AND id > $2"
                    " AND merged IS NULL AND confidential = 0"
                    " ORDER BY id DESC LIMIT $3",
};
const struct stmt stmt_same_near = {
    .name = "same_near",
    .mode = TX_READ,
    .in   = "ssisdddd",
    .out  = &same_shape,
    .sql  = "SELECT " SAME_COLUMNS " FROM civic_case"
            " WHERE place_path >= $1 AND place_path < $2 AND id > $3 AND process = $4"
            " AND merged IS NULL AND confidential = 0 AND (lon IS NULL OR $5 IS NULL OR"
            " (lon >= $5 AND lon <= $6 AND lat >= $7 AND lat <= $8))"
            " ORDER BY id DESC LIMIT 200",
};

/* Each reads an index in its own order and stops after so many rows, whatever they are: what it
 * costs does not grow with the cases. */
const struct stmt stmt_filed_here = {
    .name = "filed_here",
    .mode = TX_READ,
    .in   = "sii",
    .out  = &filed_shape,
    .sql  = "SELECT class, words FROM (SELECT class, words, merged, confidential FROM civic_case"
            " WHERE place_path = $1 AND id > $2 ORDER BY id DESC LIMIT $3) AS newest"
            " WHERE merged IS NULL AND confidential = 0 AND class IS NOT NULL"
            " AND words IS NOT NULL",
};
const struct stmt stmt_filed_elsewhere = {
    .name = "filed_elsewhere",
    .mode = TX_READ,
    .in   = "sii",
    .out  = &filed_shape,
    .sql  = "SELECT class, words FROM (SELECT class, words, merged, confidential, place_path"
            " FROM civic_case WHERE id > $2 ORDER BY id DESC LIMIT $3) AS newest"
            " WHERE COALESCE(place_path, '') <> $1 AND merged IS NULL AND confidential = 0"
            " AND class IS NOT NULL AND words IS NOT NULL",
};

const struct stmt *const case_same_stmts[] = { &stmt_same_near, &stmt_same_words, &stmt_filed_here,
                                               &stmt_filed_elsewhere, NULL };
