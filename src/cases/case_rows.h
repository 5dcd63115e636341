#ifndef LINLI_CASES_CASE_ROWS_H
#define LINLI_CASES_CASE_ROWS_H
/* The SQL of `cases`. For this room only. */
#include "cases/cases.h"

/* The seasons in which cases were made (sql/0022_seasons.sql), the newest first, down to the one of
 * the id LAST. */
#define SEASONS_DOWN_TO(LAST)                                                                      \
    "WITH RECURSIVE season (n) AS (SELECT MAX(id) >> 53 FROM civic_case UNION ALL"                 \
    " SELECT n - 1 FROM season WHERE n > (" LAST " >> 53))"

struct number_row {
    int64_t n;
};
extern const char *const task_state_words[];

struct clock_row {
    int64_t    id, case_id, task;
    struct str step, rule; /* of several in the step its name */
    int64_t    started;
    int64_t    span_n;
    int32_t    span_unit;
    int64_t    due, stage, next_at, paused;
    struct str pause;
    int64_t    left_us, paused_us, extended;
    bool       provisional;
    int64_t    late, stopped;
    int64_t    reckoned; /* the version of the practice by whose days it was computed */
};
struct extension_row {
    int64_t    id, case_id, clock;
    int64_t    span_n;
    int32_t    span_unit;
    struct str reason;
    int64_t    asked, asked_by;
    int32_t    state;
    int64_t    decided, decided_by;
    struct str note;
};
enum extension_state { EXT_ASKED, EXT_GRANTED, EXT_REFUSED };
struct party_row {
    int64_t    id, case_id;
    int32_t    role;
    int64_t    account;
    struct str name, phone;
    int64_t    since;
    struct str paper, side, field;
};
struct voice_row { /* a "me too" without an account */
    int64_t    since;
    struct str token;
};
struct link_row {
    int64_t    id, case_id, other;
    int32_t    kind;
    int64_t    since;
    struct str number, title; /* of the other */
    int32_t    state;
};
struct evaluation_row {
    int64_t     id, case_id, round;
    struct json answers;
    int64_t     account, at_us;
};
struct filed_row {
    struct str class, words;
};
struct same_row {
    int64_t    id;
    struct str number, title, words, class;
    double     lon, lat;
    int64_t    opened;
    struct str place_path, unit_path, process;
    int32_t    state;
    int64_t    initiator;
};
struct id_row {
    int64_t id;
};
struct case_point {
    double lon, lat;
};
extern const struct shape case_point_shape;
struct load_count {
    int64_t unit, open, late;
};
extern const char *const case_state_words[], *const case_card_words[];

/* The fields of struct case_brief, alone or inside another struct as its member `m`. */
#define CASE_BRIEF_FIELDS(T, m)                                                                    \
    F(T, m id, .name = "id", .as = AS_ID, .doc = "the case"),                                      \
        F(T, m number, .name = "number",                                                           \
          .doc = "as people read it out; its last digit checks the others"),                       \
        F(T, m process, .name = "process", .doc = "name of the process in the pack"),              \
        F(T, m step, .name = "step", .doc = "where it stands, or stood last"),                     \
        F(T, m state, .name = "state", .words = case_state_words, .doc = "open or ended"),         \
        F(T, m version, .name = "version", .doc = "to be sent back with a move"),                  \
        F(T, m channel, .name = "channel", .words = channel_words, .doc = "how it came in"),       \
        F(T, m class, .name = "class", .opt = true, .doc = "code of its class"),                   \
        F(T, m grade, .name = "grade", .opt = true, .doc = "of the process's grades"),             \
        F(T, m title, .name = "title", .doc = "one line"),                                         \
        F(T, m place, .name = "place", .as = AS_ID, .opt = true,                                   \
          .doc = "the place that it belongs to"),                                                  \
        F(T, m lon, .name = "lon", .opt = true, .doc = "degrees east, WGS-84"),                    \
        F(T, m lat, .name = "lat", .opt = true, .doc = "degrees north, WGS-84"),                   \
        F(T, m unit, .name = "unit", .as = AS_ID, .opt = true, .doc = "the unit that handles it"), \
        F(T, m opened, .name = "opened", .as = AS_TIME, .doc = "when it was reported"),            \
        F(T, m due, .name = "due", .as = AS_TIME, .opt = true,                                     \
          .doc = "when the earliest of its clocks runs out"),                                      \
        F(T, m closed, .name = "closed", .as = AS_TIME, .opt = true, .doc = "when it ended"),      \
        F(T, m card, .name = "card", .words = case_card_words,                                     \
          .doc = "supervision: yellow or red card"),                                               \
        F(T, m late, .name = "late", .doc = "how many of its clocks ran out"),                     \
        F(T, m outcome, .name = "outcome", .words = outcome_words, .opt = true,                    \
          .doc = "how figures count its end"),                                                     \
        F(T, m ended_as, .name = "ended_as", .opt = true, .doc = "name of its end in the process")

/* And what its place and its unit are called. */
#define CASE_NAME_FIELDS(T, m)                                                                     \
    F(T, m place_name, .name = "place_name", .opt = true, .doc = "what the place is called"),      \
        F(T, m unit_name, .name = "unit_name", .opt = true, .doc = "what the unit is called")

#define BRIEF_COLUMNS                                                                              \
    "id, number, process, step, state, version, channel, class, grade, title, place, lon, lat,"    \
    " unit, opened, due, closed, card, late, outcome, ended_as"

extern const struct shape task_row_shape, clock_row_shape, extension_row_shape, link_row_shape,
    evaluation_row_shape, party_row_shape;

extern const struct stmt stmt_case_put, stmt_case_update, stmt_case_update_step, stmt_case_get,
    stmt_case_by_token, stmt_case_by_token_begin, stmt_case_by_number, stmt_case_by_code,
    stmt_count_more, stmt_count_first, stmt_count_get, stmt_case_card, stmt_case_children;
extern const struct stmt stmt_task_put, stmt_task_open, stmt_task_all, stmt_task_end,
    stmt_task_fall, stmt_task_fall_of, stmt_task_sign, stmt_task_due, stmt_task_place,
    stmt_task_acted;
extern const struct stmt stmt_clock_put, stmt_clock_update, stmt_clock_running, stmt_clock_all,
    stmt_clock_next, stmt_clock_due, stmt_clock_get;
extern const struct stmt stmt_case_repath, stmt_case_repath_unit, stmt_open_at, stmt_open_of,
    stmt_open_with, stmt_open_points, stmt_unit_loads, stmt_open_within, stmt_task_to_org;
extern const struct stmt stmt_made_get, stmt_made_more, stmt_party_put, stmt_party_edit,
    stmt_party_drop, stmt_party_all, stmt_party_of, stmt_party_sees, stmt_party_put_nobody,
    stmt_party_by_token, stmt_party_voices, stmt_case_by_party_code, stmt_link_put, stmt_link_get,
    stmt_link_all;
extern const struct stmt stmt_extension_put, stmt_extension_get, stmt_extension_decide,
    stmt_extension_all, stmt_extension_open;
extern const struct stmt stmt_evaluation_put, stmt_evaluation_all;
extern const struct stmt stmt_same_near, stmt_same_words, stmt_filed_here, stmt_filed_elsewhere;
extern const struct stmt stmt_file_put, stmt_file_get, stmt_file_take, stmt_file_all;
#endif
