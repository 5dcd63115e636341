/* The SQL of natural persons and consent. */
#include "people/people_rows.h"

/* Personal information protection law, article 13, by its numbers. */
const char *const basis_words[] = { "consent",   "contract", "duty",  "emergency",
                                    "reporting", "public",   "other", NULL };
const char *const way_words[]   = { "online", "paper", "spoken", NULL };

static const struct field person_fields[] = {
    F(struct person_row, id),
    F(struct person_row, place),
    F(struct person_row, place_path),
    F(struct person_row, name),
    F(struct person_row, phone, .opt = true),
    F(struct person_row, paper, .opt = true),
    F(struct person_row, address, .opt = true),
    F(struct person_row, birth, .as = AS_DAY, .opt = true),
    F(struct person_row, purpose),
    F(struct person_row, basis, .words = basis_words),
    F(struct person_row, keep_until, .as = AS_DAY),
    F(struct person_row, made_at),
    F(struct person_row, maker, .opt = true),
    F(struct person_row, version),
};
static const struct shape person_shape = SHAPE(struct person_row, person_fields);

static const struct field consent_fields[] = {
    F(struct consent_row, id, .as = AS_ID),
    F(struct consent_row, about),
    F(struct consent_row, subject, .as = AS_ID),
    F(struct consent_row, purpose),
    F(struct consent_row, way, .words = way_words),
    F(struct consent_row, given_at, .as = AS_TIME),
    F(struct consent_row, taker, .as = AS_ID, .opt = true),
    F(struct consent_row, withdrawn_at, .as = AS_TIME, .opt = true),
    F(struct consent_row, withdrawer, .as = AS_ID, .opt = true),
};
const struct shape consent_row_shape = SHAPE(struct consent_row, consent_fields);

static const struct field count_fields[] = { F(struct count_row, n) };
static const struct shape count_shape    = SHAPE(struct count_row, count_fields);
static const struct field at_fields[]    = { F(struct at_row, at, .opt = true) };
static const struct shape at_shape       = SHAPE(struct at_row, at_fields);

#define PERSON_SELECT                                                                              \
    "SELECT p.id, p.place, l.path AS place_path, p.name, p.phone, p.paper, p.address, p.birth,"    \
    " p.purpose, p.basis, p.keep_until, p.made, p.maker, p.version"                                \
    " FROM person p JOIN place l ON l.id = p.place"

const struct stmt stmt_person_put = {
    .name = "person_put",
    .mode = TX_WRITE,
    .in   = "iissssisiiii",
    .sql  = "INSERT INTO person (id, place, name, phone, paper, address, birth, purpose, basis,"
            " keep_until, made, maker, version)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
};
const struct stmt stmt_person_get = {
    .name = "person_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &person_shape,
    .sql  = PERSON_SELECT " WHERE p.id = $1",
};
const struct stmt stmt_person_edit = {
    .name = "person_edit",
    .mode = TX_WRITE,
    .in   = "iissssisiii",
    .sql  = "UPDATE person SET place = $2, name = $3, phone = $4, paper = $5, address = $6,"
            " birth = $7, purpose = $8, basis = $9, keep_until = $10, version = version + 1"
            " WHERE id = $1 AND version = $11",
};
const struct stmt stmt_person_keep = {
    .name = "person_keep",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE person SET keep_until = $2, version = version + 1"
            " WHERE id = $1 AND keep_until > $2",
};
const struct stmt stmt_person_drop = {
    .name = "person_drop",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM person WHERE id = $1",
};
const struct stmt stmt_person_below = {
    .name = "person_below",
    .mode = TX_READ,
    .in   = "ssiis",
    .out  = &person_shape,
    .sql  = PERSON_SELECT " WHERE l.path >= $1 AND l.path < $2 AND p.id > $3"
                          " AND ($5 IS NULL OR p.name = $5) ORDER BY p.id LIMIT $4",
};
const struct stmt stmt_person_by_phone = {
    .name = "person_by_phone",
    .mode = TX_READ,
    .in   = "ssiis",
    .out  = &person_shape,
    .sql  = PERSON_SELECT " WHERE p.phone = $5 AND l.path >= $1 AND l.path < $2 AND p.id > $3"
                          " ORDER BY p.id LIMIT $4",
};
const struct stmt stmt_person_by_paper = {
    .name = "person_by_paper",
    .mode = TX_READ,
    .in   = "ssiis",
    .out  = &person_shape,
    .sql  = PERSON_SELECT " WHERE p.paper = $5 AND l.path >= $1 AND l.path < $2 AND p.id > $3"
                          " ORDER BY p.id LIMIT $4",
};
const struct stmt stmt_person_due = {
    .name = "person_due",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &person_shape,
    .sql  = PERSON_SELECT " WHERE p.keep_until <= $1 ORDER BY p.keep_until LIMIT $2",
};
const struct stmt stmt_person_next = {
    .name = "person_next",
    .mode = TX_READ,
    .in   = "",
    .out  = &at_shape,
    .sql  = "SELECT MIN(keep_until) FROM person",
};

#define CONSENT_COLUMNS "id, about, subject, purpose, way, given, taker, withdrawn, withdrawer"

const struct stmt stmt_consent_put = {
    .name = "consent_put",
    .mode = TX_WRITE,
    .in   = "isisiii",
    .sql  = "INSERT INTO consent (id, about, subject, purpose, way, given, taker)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
};
const struct stmt stmt_consent_of = {
    .name = "consent_of",
    .mode = TX_READ,
    .in   = "si",
    .out  = &consent_row_shape,
    .sql  = "SELECT " CONSENT_COLUMNS " FROM consent WHERE about = $1 AND subject = $2"
            " ORDER BY id LIMIT 200",
};
const struct stmt stmt_consent_get = {
    .name = "consent_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &consent_row_shape,
    .sql  = "SELECT " CONSENT_COLUMNS " FROM consent WHERE id = $1",
};
const struct stmt stmt_consent_withdraw = {
    .name = "consent_withdraw",
    .mode = TX_WRITE,
    .in   = "sisii",
    .sql  = "UPDATE consent SET withdrawn = $4, withdrawer = $5"
            " WHERE about = $1 AND subject = $2 AND purpose = $3 AND withdrawn IS NULL",
};
const struct stmt stmt_consent_holds = {
    .name = "consent_holds",
    .mode = TX_READ,
    .in   = "sis",
    .out  = &count_shape,
    .sql  = "SELECT count(*) FROM consent WHERE about = $1 AND subject = $2 AND purpose = $3"
            " AND withdrawn IS NULL",
};
const struct stmt stmt_consent_drop = {
    .name = "consent_drop",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "DELETE FROM consent WHERE about = $1 AND subject = $2",
};
