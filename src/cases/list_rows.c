/*
 * list_rows: the SQL of lists of cases, of tasks, and of their counts.
 *
 * A case without a due time, or whose clocks are paused, comes after all that have one: NEVER.
 */
#include "cases/list_rows.h"

static const struct field number_fields[] = { F(struct number_row, n) };
static const struct shape number_shape    = SHAPE(struct number_row, number_fields);

#define NEVER "9223372036854775807"

/* What lists and counts are narrowed by: the same parameters everywhere, see narrow_args in list.c.
 * $1 and $2 are the subtree. */
#define NARROWED                                                                                   \
    " AND ($3 IS NULL OR (class >= $3 AND class < $4)) AND ($5 IS NULL OR step = $5)"              \
    " AND ($6 IS NULL OR process = $6) AND ($7 IS NULL OR card >= $7)"                             \
    " AND ($8 IS NULL OR late >= $8) AND ($9 IS NULL OR (unit_path >= $9 AND unit_path < $10))"    \
    " AND ($11 IS NULL OR confidential = $11) AND ($12 IS NULL OR opened >= $12)"                  \
    " AND ($13 IS NULL OR opened < $13)"
#define NARROWED_IN "ssssssiissiii"

/* -- lists -- */

/* A judgement of an ending opened it again where another round came after: $17 and $18 say when. */
#define LIST_WHERE                                                                                 \
    NARROWED " AND ($14 IS NULL OR closed >= $14) AND ($15 IS NULL OR closed < $15)"               \
             " AND ($16 IS NULL OR late <= $16)"                                                   \
             " AND ($17 IS NULL OR (reopened > 0 AND EXISTS (SELECT 1 FROM case_evaluation e"      \
             " WHERE e.case_id = civic_case.id AND e.round < civic_case.reopened"                  \
             " AND e.at_us >= $17 AND e.at_us < $18)))"                                            \
             " AND ($19 IS NULL OR state = $19)"                                                   \
             " AND ($20 IS NULL OR (COALESCE(due, " NEVER ") >= $20"                               \
             " AND COALESCE(due, " NEVER ") <= $21))"

#define LIST(NAME, WORD, WHERE, LAST, ORDER)                                                       \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = NARROWED_IN "iiiiiiiiii" LAST,                                                     \
        .out  = &case_brief_shape,                                                                 \
        .sql =                                                                                     \
            "SELECT " BRIEF_COLUMNS " FROM civic_case WHERE " WHERE LIST_WHERE ORDER " LIMIT $23", \
    }

/* Wide subtrees: walk back in time. Narrow ones: take what lies there. Which of the two it is, is
 * counted (list.c), and said to the planner: text joined to '' and a number plus 0 use no index. */
#define ANYWHERE_IN(path) "(" path " || '' >= $1 OR $1 = '') AND (" path " || '' < $2 OR $1 = '')"
#define NEWEST            " ORDER BY id + 0 DESC"
LIST(stmt_list_recent, "list_recent", "id < $22 AND " ANYWHERE_IN("place_path"), "",
     " ORDER BY id DESC");
LIST(stmt_list_recent_unit, "list_recent_unit",
     "id < $22 AND unit_path IS NOT NULL AND " ANYWHERE_IN("unit_path"), "", " ORDER BY id DESC");
LIST(stmt_list_place, "list_place", "place_path >= $1 AND place_path < $2 AND id < $22", "",
     NEWEST);
LIST(stmt_list_open, "list_open",
     "state = 0 AND place_path >= $1 AND place_path < $2 AND id + 0 < $22", "", NEWEST);
LIST(stmt_list_open_unit, "list_open_unit",
     "state = 0 AND unit_path >= $1 AND unit_path < $2 AND id + 0 < $22", "", NEWEST);
LIST(stmt_list_unit, "list_unit", "unit_path >= $1 AND unit_path < $2 AND id < $22", "", NEWEST);
LIST(stmt_list_number, "list_number",
     "number = $24 AND id + 0 < $22 AND " ANYWHERE_IN("place_path"), "s", NEWEST);
LIST(stmt_list_number_unit, "list_number_unit",
     "number = $24 AND id + 0 < $22 AND unit_path IS NOT NULL AND " ANYWHERE_IN("unit_path"), "s",
     NEWEST);

#define FOUND "id IN @match(case_text,$24) AND id < $22 AND "
LIST(stmt_list_found, "list_found", FOUND ANYWHERE_IN("place_path"), "s", NEWEST);
LIST(stmt_list_found_unit, "list_found_unit",
     FOUND "unit_path IS NOT NULL AND " ANYWHERE_IN("unit_path"), "s", NEWEST);

#define DUE_AFTER " AND (COALESCE(due, " NEVER "), id) > ($24, $22)"
#define DUE_FIRST " ORDER BY COALESCE(due, " NEVER "), id"
LIST(stmt_list_due, "list_due", "state = 0 AND place_path >= $1 AND place_path < $2" DUE_AFTER, "i",
     DUE_FIRST);
LIST(stmt_list_due_unit, "list_due_unit",
     "state = 0 AND unit_path >= $1 AND unit_path < $2" DUE_AFTER, "i", DUE_FIRST);

#define LIST_COUNT(NAME, WORD, WHERE)                                                              \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = "ssi",                                                                             \
        .out  = &number_shape,                                                                     \
        .sql  = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM civic_case WHERE " WHERE               \
               " LIMIT $3) AS there",                                                              \
    }
LIST_COUNT(stmt_list_count_place, "list_count_place", "place_path >= $1 AND place_path < $2");
LIST_COUNT(stmt_list_count_open, "list_count_open",
           "state = 0 AND place_path >= $1 AND place_path < $2");
LIST_COUNT(stmt_list_count_unit, "list_count_unit", "unit_path >= $1 AND unit_path < $2");

const struct stmt stmt_list_mine = {
    .name = "list_mine",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &case_brief_shape,
    .sql  = "SELECT " BRIEF_COLUMNS " FROM civic_case WHERE initiator = $1 AND id < $2"
            " ORDER BY id DESC LIMIT $3",
};

/* -- counts of what is open, by the colour of the clock: $14 is now, $15 a day later -- */

static const struct field counts_fields[] = {
    F(struct clock_counts, late),
    F(struct clock_counts, soon),
    F(struct clock_counts, calm),
    F(struct clock_counts, none),
};
static const struct shape counts_shape = SHAPE(struct clock_counts, counts_fields);
#define T struct tally_row
static const struct field tally_fields[] = {
    F(T, place_path, .opt = true), F(T, n.late, .name = "late"), F(T, n.soon, .name = "soon"),
    F(T, n.calm, .name = "calm"),  F(T, n.none, .name = "none"),
};
static const struct shape tally_shape = SHAPE(T, tally_fields);
#undef T

#define TALLY(NAME, WORD, BEGIN, WHERE, LAST, SHAPE, END)                                          \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = NARROWED_IN "ii" LAST,                                                             \
        .out  = &(SHAPE),                                                                          \
        .sql  = "SELECT " BEGIN "COUNT(*) FILTER (WHERE due < $14) AS late,"                       \
                " COUNT(*) FILTER (WHERE due >= $14 AND due < $15) AS soon,"                       \
                " COUNT(*) FILTER (WHERE due >= $15) AS calm,"                                     \
                " COUNT(*) FILTER (WHERE due IS NULL) AS none"                                     \
                " FROM civic_case WHERE state = 0 AND " WHERE NARROWED END,                        \
    }
TALLY(stmt_tally_place, "tally_place", "", "place_path >= $1 AND place_path < $2", "", counts_shape,
      "");
TALLY(stmt_tally_found, "tally_found", "",
      "id IN @match(case_text,$16) AND " ANYWHERE_IN("place_path"), "s", counts_shape, "");
TALLY(stmt_tally_unit, "tally_unit", "place_path, ", "unit_path >= $1 AND unit_path < $2", "",
      tally_shape, " GROUP BY place_path");
TALLY(stmt_tally_found_unit, "tally_found_unit", "place_path, ",
      "id IN @match(case_text,$16) AND " ANYWHERE_IN("unit_path"), "s", tally_shape,
      " GROUP BY place_path");

/* -- what waits for whoever holds a post somewhere -- */

#define WAITING_COLUMNS                                                                            \
    "t.id AS task, t.post, t.place AS at_place, t.org AS at_org, t.lead, t.since, t.due, c.id, "   \
    "c.number, c.process, c.step,"                                                                 \
    " c.version, c.class, c.grade, c.title, c.place, c.lon, c.lat, c.address, c.card, c.late"

#define T struct todo_row
#define TODO_FIELDS                                                                                \
    F(T, task, .as = AS_ID, .doc = "the task"),                                                    \
        F(T, post, .opt = true, .doc = "by which post it is yours"),                               \
        F(T, at_place, .as = AS_ID, .opt = true, .doc = "held at this place"),                     \
        F(T, at_org, .as = AS_ID, .opt = true, .doc = "or in this organisation"),                  \
        F(T, lead, .doc = "yours is the lead"),                                                    \
        F(T, since, .as = AS_TIME, .doc = "it waits since"),                                       \
        F(T, due, .as = AS_TIME, .opt = true, .doc = "and must be done by"),                       \
        F(T, id, .as = AS_ID, .doc = "the case"), F(T, number, .doc = "its number"),               \
        F(T, process, .doc = "its process"), F(T, step, .doc = "where it stands"),                 \
        F(T, version, .doc = "to be sent back with a move"),                                       \
        F(T, class, .opt = true, .doc = "code of its class"),                                      \
        F(T, grade, .opt = true, .doc = "its grade"), F(T, title, .doc = "one line"),              \
        F(T, place, .as = AS_ID, .opt = true, .doc = "its place"),                                 \
        F(T, lon, .opt = true, .doc = "degrees east, WGS-84"),                                     \
        F(T, lat, .opt = true, .doc = "degrees north, WGS-84"),                                    \
        F(T, address, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_ADDRESS,                    \
          .doc = "in words"),                                                                      \
        F(T, card, .words = case_card_words, .doc = "supervision"),                                \
        F(T, late, .doc = "clocks that ran out")

static const struct field todo_fields[]    = { TODO_FIELDS };
static const struct shape todo_shape       = SHAPE(T, todo_fields);
static const struct field todo_as_listed[] = {
    TODO_FIELDS,
    F(T, place_name, .opt = true, .doc = "what the place is called"),
};
const struct shape todo_row_shape = SHAPE(T, todo_as_listed);
#undef T

static const struct field mark_fields[] = { F(struct todo_mark, id),
                                            F(struct todo_mark, due, .opt = true) };
static const struct shape mark_shape    = SHAPE(struct todo_mark, mark_fields);

/* $14 names steps as "|process/step|…|": where the text without the case's is another one, it is
 * among them. */
#define TASKS                                                                                      \
    " FROM case_task t JOIN civic_case c ON c.id = t.case_id WHERE t.state = 0"                    \
    " AND ($2 IS NULL OR (c.class >= $2 AND c.class < $3)) AND ($4 IS NULL OR c.step = $4)"        \
    " AND ($5 IS NULL OR c.process = $5) AND ($6 IS NULL OR c.card >= $6)"                         \
    " AND ($7 IS NULL OR c.late >= $7) AND ($8 IS NULL OR c.number = $8)"                          \
    " AND ($9 IS NULL OR c.id IN @match(case_text,$9))"                                            \
    " AND ($10 IS NULL OR c.opened >= $10) AND ($11 IS NULL OR c.opened < $11)"                    \
    " AND ($12 IS NULL OR (c.place_path >= $12 AND c.place_path < $13))"                           \
    " AND ($14 IS NULL OR REPLACE($14, '|' || c.process || '/' || c.step || '|', '') <> $14) AND "
#define TASKS_IN "issssiissiisss"

#define MY_TASKS(NAME, WORD, POST, WHERE)                                                          \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = TASKS_IN "iiiii" POST,                                                             \
        .out  = &todo_shape,                                                                       \
        .sql  = "SELECT " WAITING_COLUMNS TASKS WHERE                                              \
               " AND ($15 IS NULL OR (COALESCE(t.due, " NEVER ") >= $15"                           \
               " AND COALESCE(t.due, " NEVER ") <= $16))"                                          \
               " AND (COALESCE(t.due, " NEVER "), t.id) > ($17, $18)"                              \
               " ORDER BY COALESCE(t.due, " NEVER "), t.id LIMIT $19",                             \
    }
#define POST_IS(n) " AND (t.post = $" n " OR t.post IS NULL)"
MY_TASKS(stmt_todo_place, "todo_place", "s", "t.place = $1" POST_IS("20"));
MY_TASKS(stmt_todo_org, "todo_org", "s", "t.org = $1" POST_IS("20"));
MY_TASKS(stmt_todo_account, "todo_account", "", "t.account = $1");

#define MY_MARKS(NAME, WORD, POST, WHERE)                                                          \
    const struct stmt NAME = {                                                                     \
        .name = WORD,                                                                              \
        .mode = TX_READ,                                                                           \
        .in   = TASKS_IN POST,                                                                     \
        .out  = &mark_shape,                                                                       \
        .sql  = "SELECT c.id, t.due" TASKS WHERE,                                                  \
    }
MY_MARKS(stmt_todo_place_marks, "todo_place_marks", "s", "t.place = $1" POST_IS("15"));
MY_MARKS(stmt_todo_org_marks, "todo_org_marks", "s", "t.org = $1" POST_IS("15"));
MY_MARKS(stmt_todo_account_marks, "todo_account_marks", "", "t.account = $1");

const struct stmt *const case_list_stmts[] = {
    &stmt_list_recent,      &stmt_list_recent_unit,   &stmt_list_place,
    &stmt_list_open,        &stmt_list_open_unit,     &stmt_list_number,
    &stmt_list_number_unit, &stmt_list_count_place,   &stmt_list_count_open,
    &stmt_list_count_unit,  &stmt_list_due,           &stmt_list_unit,
    &stmt_list_mine,        &stmt_list_found,         &stmt_list_found_unit,
    &stmt_list_due_unit,    &stmt_tally_place,        &stmt_tally_found,
    &stmt_tally_unit,       &stmt_tally_found_unit,   &stmt_todo_place,
    &stmt_todo_org,         &stmt_todo_account,       &stmt_todo_place_marks,
    &stmt_todo_org_marks,   &stmt_todo_account_marks, NULL,
};
