/* case_rows: cases, and the shapes of the room. Tasks and clocks are in task_rows.c. */
#include "cases/case_rows.h"
#include "cases/document.h"
#include "cases/list.h"
#include "cases/publicity.h"
#include "cases/reckon.h"

const char *const case_state_words[] = { "open", "ended", NULL };
const char *const case_card_words[]  = { "none", "yellow", "red", NULL };

#define T struct case_row
static const struct field case_row_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, number),
    F(T, process),
    F(T, practice),
    F(T, step),
    F(T, state, .words = case_state_words),
    F(T, version),
    F(T, channel, .words = channel_words),
    F(T, class, .opt = true),
    F(T, grade, .opt = true),
    F(T, title),
    F(T, words, .opt = true),
    F(T, place, .as = AS_ID, .opt = true),
    F(T, place_path, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
    F(T, address, .opt = true),
    F(T, unit, .as = AS_ID, .opt = true),
    F(T, unit_path, .opt = true),
    F(T, level),
    F(T, initiator, .as = AS_ID, .opt = true),
    F(T, opener, .as = AS_ID, .opt = true),
    F(T, opened, .as = AS_TIME),
    F(T, due, .as = AS_TIME, .opt = true),
    F(T, closed, .as = AS_TIME, .opt = true),
    F(T, card, .words = case_card_words),
    F(T, late),
    F(T, returned),
    F(T, reopened),
    F(T, outcome, .words = outcome_words, .opt = true),
    F(T, ended_as, .opt = true),
    F(T, parent, .as = AS_ID, .opt = true),
    F(T, merged, .as = AS_ID, .opt = true),
    F(T, acts),
    F(T, form, .opt = true),
    F(T, code, .opt = true),
    F(T, token, .opt = true),
    F(T, same_key, .opt = true),
    F(T, called_by, .opt = true),
    F(T, confidential),
};
const struct shape case_row_shape = SHAPE(T, case_row_fields);
#undef T

static const struct field case_brief_fields[] = { CASE_BRIEF_FIELDS(struct case_brief, ) };
const struct shape        case_brief_shape    = SHAPE(struct case_brief, case_brief_fields);

static const struct field case_listed_fields[] = { CASE_BRIEF_FIELDS(struct case_brief, ),
                                                   CASE_NAME_FIELDS(struct case_brief, ) };
const struct shape        case_listed_shape    = SHAPE(struct case_brief, case_listed_fields);

static const struct field number_fields[] = { F(struct number_row, n) };
static const struct shape number_shape    = SHAPE(struct number_row, number_fields);
static const struct field id_fields[]     = { F(struct id_row, id) };
static const struct shape id_shape        = SHAPE(struct id_row, id_fields);

#define CASE_COLUMNS                                                                               \
    "id, number, process, practice, step, state, version, channel, class, grade, title, words,"    \
    " place, place_path, lon, lat, address, unit, unit_path, level, initiator, opener, opened,"    \
    " due, closed, card, late, returned, reopened, outcome, ended_as, parent, merged, acts,"       \
    " form, code, token, same_key, called_by, confidential"

const struct stmt stmt_case_put = {
    .name = "case_put",
    .mode = TX_WRITE,
    .in   = "issisiiissssisddsisiiiiiiiiiiisiiisssisi" /* as case_row_fields */,
    .sql  = "INSERT INTO civic_case (" CASE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,"
            " $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)",
};
/* The same order, so that one row struct serves; $4, $22, $23, $36, $37, $39 and $40 never change,
 * and the version in the row is the new one. */
const struct stmt stmt_case_update = {
    .name = "case_update",
    .mode = TX_WRITE,
    .in   = "isiiissssisddsisiiiiiiiiiisiiisi",
    .sql  = "UPDATE civic_case SET step = $2, state = $3, version = $4, channel = $5, class = $6,"
            " grade = $7, title = $8, words = $9, place = $10, place_path = $11, lon = $12,"
            " lat = $13, address = $14, unit = $15, unit_path = $16, level = $17, initiator = $18,"
            " opened = $19, due = $20, closed = $21, card = $22, late = $23, returned = $24,"
            " reopened = $25, outcome = $26, ended_as = $27, parent = $28, merged = $29, acts = $30,"
            " form = $31, same_key = $32 WHERE id = $1 AND version = $4 - 1",
};
/* The same without what hardly a move changes. */
const struct stmt stmt_case_update_step = {
    .name = "case_update_step",
    .mode = TX_WRITE,
    .in   = "isiissiiiiiiiisiis",
    .sql  = "UPDATE civic_case SET step = $2, state = $3, version = $4, class = $5, grade = $6,"
            " level = $7, due = $8, closed = $9, card = $10, late = $11, returned = $12,"
            " reopened = $13, outcome = $14, ended_as = $15, merged = $16, acts = $17, form = $18"
            " WHERE id = $1 AND version = $4 - 1",
};
const struct stmt stmt_case_get = {
    .name = "case_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &case_row_shape,
    .sql  = "SELECT " CASE_COLUMNS " FROM civic_case WHERE id = $1",
};
const struct stmt stmt_case_by_number = {
    .name = "case_by_number",
    .mode = TX_READ,
    .in   = "s",
    .out  = &case_row_shape,
    .sql  = "SELECT " CASE_COLUMNS " FROM civic_case WHERE number = $1",
};
#define ALL_SEASONS SEASONS_DOWN_TO("(SELECT MIN(id) FROM civic_case)")
const struct stmt stmt_case_by_code = {
    .name = "case_by_code",
    .mode = TX_READ,
    .in   = "s",
    .out  = &case_row_shape,
    .sql  = ALL_SEASONS " SELECT " CASE_COLUMNS " FROM season CROSS JOIN civic_case"
                        " WHERE (id >> 53) = season.n AND substr(code, 1, 12) = substr($1, 1, 12)"
                        " AND code IS NOT NULL AND code = $1 LIMIT 1",
};
const struct stmt stmt_case_by_token = {
    .name = "case_by_token",
    .mode = TX_READ,
    .in   = "s",
    .out  = &case_row_shape,
    .sql  = "SELECT " CASE_COLUMNS " FROM civic_case WHERE token = $1",
};
const struct stmt stmt_case_by_token_begin = {
    .name = "case_by_token_begin",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &id_shape,
    .sql  = "SELECT id FROM civic_case WHERE token >= $1 AND token < $2 AND length(token) = $3"
            " LIMIT 1",
};
/* Three statements, of which two run but for the first case of a day: to an engine built in they
 * cost a third of one that inserts, or updates, and returns. */
const struct stmt stmt_count_more = {
    .name = "count_more",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "UPDATE case_counter SET last = last + 1 WHERE prefix = $1 AND day = $2",
};
const struct stmt stmt_count_first = {
    .name = "count_first",
    .mode = TX_WRITE,
    .in   = "si",
    .sql  = "INSERT INTO case_counter (prefix, day, last) VALUES ($1, $2, 1)"
            " ON CONFLICT (prefix, day) DO UPDATE SET last = case_counter.last + 1",
};
const struct stmt stmt_count_get = {
    .name = "count_get",
    .mode = TX_READ,
    .in   = "si",
    .out  = &number_shape,
    .sql  = "SELECT last FROM case_counter WHERE prefix = $1 AND day = $2",
};
const struct stmt stmt_case_card = {
    .name = "case_card",
    .mode = TX_WRITE,
    .in   = "iiii",
    .sql  = "UPDATE civic_case SET card = $2, late = $3, due = $4 WHERE id = $1",
};
const struct stmt stmt_case_children = {
    .name = "case_children",
    .mode = TX_READ,
    .in   = "i",
    .out  = &case_brief_shape,
    .sql  = "SELECT " BRIEF_COLUMNS " FROM civic_case WHERE parent = $1 ORDER BY id",
};

const struct stmt stmt_case_repath = {
    .name = "case_repath",
    .mode = TX_WRITE,
    .in   = "siss",
    .sql  = "UPDATE civic_case SET place_path = $1 || SUBSTR(place_path, CAST($2 AS INTEGER))"
            " WHERE place_path >= $3 AND place_path < $4",
};
const struct stmt stmt_case_repath_unit = {
    .name = "case_repath_unit",
    .mode = TX_WRITE,
    .in   = "siss",
    .sql  = "UPDATE civic_case SET unit_path = $1 || SUBSTR(unit_path, CAST($2 AS INTEGER))"
            " WHERE unit_path >= $3 AND unit_path < $4",
};
const struct stmt stmt_open_at = {
    .name = "open_at",
    .mode = TX_READ,
    .in   = "s",
    .out  = &id_shape,
    .sql  = "SELECT id FROM civic_case WHERE place_path = $1 AND state = 0 ORDER BY id",
};

static const struct field case_point_fields[] = {
    F(struct case_point, lon),
    F(struct case_point, lat),
};
const struct shape case_point_shape = SHAPE(struct case_point, case_point_fields);

static const struct field load_count_fields[] = {
    F(struct load_count, unit, .as = AS_ID),
    F(struct load_count, open),
    F(struct load_count, late),
};
static const struct shape load_count_shape = SHAPE(struct load_count, load_count_fields);

const struct stmt stmt_open_points = {
    .name = "open_points",
    .mode = TX_READ,
    .in   = "si",
    .out  = &case_point_shape,
    .sql  = "SELECT lon, lat FROM civic_case WHERE place_path = $1 AND state = 0"
            " AND lon IS NOT NULL ORDER BY id LIMIT $2",
};
/* SQLite reads the index of open cases alone. */
const struct stmt stmt_unit_loads = {
    .name = "unit_loads",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &load_count_shape,
    .sql  = "SELECT unit, COUNT(*), COUNT(CASE WHEN due < $3 THEN 1 END) FROM civic_case"
            " WHERE place_path >= $1 AND place_path < $2 AND state = 0 AND confidential = 0"
            " AND unit IS NOT NULL GROUP BY unit ORDER BY 2 DESC, unit",
};
/* Every open case is looked at: it is seldom that an organisation is split or merged. */
const struct stmt stmt_open_of = {
    .name = "open_of",
    .mode = TX_READ,
    .in   = "is",
    .out  = &id_shape,
    .sql  = "SELECT id FROM civic_case WHERE state = 0 AND (unit = $1 OR form LIKE $2)"
            " ORDER BY id",
};
const struct stmt stmt_open_with = {
    .name = "open_with",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &id_shape,
    .sql  = "SELECT DISTINCT case_id AS id FROM case_task WHERE org = $1 AND state = 0"
            " ORDER BY case_id LIMIT $2",
};
const struct stmt stmt_open_within = {
    .name = "open_within",
    .mode = TX_READ,
    .in   = "ss",
    .out  = &id_shape,
    .sql  = "SELECT id FROM civic_case WHERE place_path >= $1 AND place_path < $2 AND state = 0"
            " ORDER BY id",
};
const struct stmt stmt_task_to_org = {
    .name = "task_to_org",
    .mode = TX_WRITE,
    .in   = "iii",
    .sql  = "UPDATE case_task SET org = $3 WHERE case_id = $1 AND org = $2 AND state = 0",
};
const struct stmt stmt_made_get = {
    .name = "made_get",
    .mode = TX_READ,
    .in   = "is",
    .out  = &number_shape,
    .sql  = "SELECT n FROM case_made WHERE case_id = $1 AND move = $2",
};
const struct stmt stmt_made_more = {
    .name = "made_more",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "INSERT INTO case_made (case_id, move, n) VALUES ($1, $2, 1)"
            " ON CONFLICT (case_id, move) DO UPDATE SET n = case_made.n + 1",
};

static const char *const party_words[] = { "me_too", "on_behalf", "party", "watcher", NULL };
static const char *const link_words[]  = { "same",    "merged",  "split", "called",
                                           "related", "follows", NULL };

#define T struct party_row
static const struct field party_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, case_id, .as = AS_ID),
    F(T, role, .words = party_words),
    F(T, account, .as = AS_ID, .opt = true,
      .doc = "of a me too: absent when it was said without an account"),
    F(T, name, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_NAME),
    F(T, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(T, since, .as = AS_TIME),
    F(T, paper, .opt = true, .keep = KEEP_SENSITIVE, .mask = MASK_PAPER),
    F(T, side, .opt = true, .doc = "of a party: on which side"),
    F(T, field, .opt = true, .doc = "of a party: the field of the form that named them"),
};
const struct shape party_row_shape = SHAPE(T, party_fields);
#undef T

static const struct field voice_fields[] = {
    F(struct voice_row, since, .as = AS_TIME),
    F(struct voice_row, token),
};
static const struct shape voice_shape = SHAPE(struct voice_row, voice_fields);

#define T struct link_row
static const struct field link_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, case_id, .as = AS_ID),
    F(T, other, .as = AS_ID, .doc = "the other case"),
    F(T, kind, .words = link_words),
    F(T, since, .as = AS_TIME),
    F(T, number, .doc = "of the other"),
    F(T, title, .doc = "of the other"),
    F(T, state, .words = case_state_words, .doc = "of the other"),
};
const struct shape link_row_shape = SHAPE(T, link_fields);
#undef T

const struct stmt stmt_party_put = {
    .name = "party_put",
    .mode = TX_WRITE,
    .in   = "iiiississs",
    .sql  = "INSERT INTO case_party (id, case_id, role, account, name, phone, since, paper, side,"
            " field) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
const struct stmt stmt_party_edit = {
    .name = "party_edit",
    .mode = TX_WRITE,
    .in   = "iissss",
    .sql  = "UPDATE case_party SET account = $2, name = $3, phone = $4, paper = $5, side = $6"
            " WHERE id = $1",
};
const struct stmt stmt_party_drop = {
    .name = "party_drop",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM case_party WHERE id = $1",
};
const struct stmt stmt_party_all = {
    .name = "party_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &party_row_shape,
    .sql  = "SELECT id, case_id, role, account, name, phone, since, paper, side, field"
            " FROM case_party"
            " WHERE case_id = $1 ORDER BY id",
};
const struct stmt stmt_party_of = {
    .name = "party_of",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &id_shape,
    .sql  = "SELECT id FROM case_party WHERE case_id = $1 AND account = $2 AND role = $3 LIMIT 1",
};
/* Whoever only says "me too" makes themselves a party: that shows them nothing. */
const struct stmt stmt_party_sees = {
    .name = "party_sees",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &id_shape,
    .sql  = "SELECT id FROM case_party WHERE case_id = $1 AND account = $2 AND role <> 0 LIMIT 1",
};
const struct stmt stmt_party_put_nobody = {
    .name = "party_put_nobody",
    .mode = TX_WRITE,
    .in   = "iiiiss",
    .sql  = "INSERT INTO case_party (id, case_id, role, since, token, code)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
};
const struct stmt stmt_party_by_token = {
    .name = "party_by_token",
    .mode = TX_READ,
    .in   = "is",
    .out  = &id_shape,
    .sql  = "SELECT id FROM case_party WHERE case_id = $1 AND token = $2 AND token IS NOT NULL",
};
const struct stmt stmt_party_voices = {
    .name = "party_voices",
    .mode = TX_READ,
    .in   = "i",
    .out  = &voice_shape,
    .sql  = "SELECT since, token FROM case_party WHERE case_id = $1 AND token IS NOT NULL"
            " ORDER BY id",
};
const struct stmt stmt_case_by_party_code = {
    .name = "case_by_party_code",
    .mode = TX_READ,
    .in   = "s",
    .out  = &case_row_shape,
    .sql  = "SELECT " CASE_COLUMNS " FROM civic_case WHERE id = (SELECT case_id FROM case_party"
            " WHERE substr(code, 1, 12) = substr($1, 1, 12) AND code IS NOT NULL AND code = $1)",
};
const struct stmt stmt_link_put = {
    .name = "link_put",
    .mode = TX_WRITE,
    .in   = "iiiii",
    .sql  = "INSERT INTO case_link (id, case_id, other, kind, since) VALUES ($1, $2, $3, $4, $5)",
};
const struct stmt stmt_link_get = {
    .name = "link_get",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &id_shape,
    .sql  = "SELECT id FROM case_link WHERE kind = $3 AND ((case_id = $1 AND other = $2)"
            " OR (case_id = $2 AND other = $1)) LIMIT 1",
};
const struct stmt stmt_link_all = {
    .name = "link_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &link_row_shape,
    .sql =
        "SELECT l.id, l.case_id, CASE WHEN l.case_id = $1 THEN l.other ELSE l.case_id END AS other,"
        " l.kind, l.since, c.number, c.title, c.state FROM case_link l JOIN civic_case c"
        " ON c.id = CASE WHEN l.case_id = $1 THEN l.other ELSE l.case_id END"
        " WHERE l.case_id = $1 OR l.other = $1 ORDER BY l.id",
};

const struct stmt *const case_stmts[] = {
    &stmt_shown_put,        &stmt_shown_why,
    &stmt_shown_of,         &stmt_shown_case,
    &stmt_case_repath,      &stmt_case_repath_unit,
    &stmt_open_at,          &stmt_open_of,
    &stmt_open_with,        &stmt_unit_loads,
    &stmt_open_within,      &stmt_task_to_org,
    &stmt_case_put,         &stmt_case_update,
    &stmt_case_update_step, &stmt_case_get,
    &stmt_case_by_token,    &stmt_case_by_token_begin,
    &stmt_case_by_number,   &stmt_case_by_code,
    &stmt_count_more,       &stmt_count_first,
    &stmt_count_get,        &stmt_case_card,
    &stmt_case_children,    &stmt_task_put,
    &stmt_task_open,        &stmt_task_all,
    &stmt_task_end,         &stmt_task_fall,
    &stmt_task_fall_of,     &stmt_task_sign,
    &stmt_task_due,         &stmt_task_place,
    &stmt_task_acted,       &stmt_clock_put,
    &stmt_clock_update,     &stmt_clock_running,
    &stmt_clock_all,        &stmt_clock_next,
    &stmt_clock_due,        &stmt_clock_get,
    &stmt_clock_act_put,    &stmt_clock_act_all,
    &stmt_clock_stale,      &stmt_clock_reckoned,
    &stmt_made_get,         &stmt_made_more,
    &stmt_party_put,        &stmt_party_edit,
    &stmt_party_drop,       &stmt_party_all,
    &stmt_party_of,         &stmt_party_sees,
    &stmt_party_put_nobody, &stmt_party_by_token,
    &stmt_party_voices,     &stmt_case_by_party_code,
    &stmt_link_put,         &stmt_link_get,
    &stmt_link_all,         &stmt_extension_put,
    &stmt_extension_get,    &stmt_extension_decide,
    &stmt_extension_all,    &stmt_extension_open,
    &stmt_evaluation_put,   &stmt_evaluation_all,
    &stmt_file_put,         &stmt_file_get,
    &stmt_file_take,        &stmt_file_all,
    &stmt_open_points,      NULL,
};
