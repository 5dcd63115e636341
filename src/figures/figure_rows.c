/* figure_rows: the roll-ups. The columns stand in the order of enum measure. */
#include "figures/figure_rows.h"

_Static_assert(M_COUNT == 28, "figure_day has one column a measure");

#define MEASURE_FIELDS(T, m)                                                                       \
    F(T, m[M_OPENED]), F(T, m[M_FILED]), F(T, m[M_CLOSED]), F(T, m[M_CLOSED_ON_TIME]),             \
        F(T, m[M_CLOSED_LATE]), F(T, m[M_SOLVED]), F(T, m[M_REFUSED]), F(T, m[M_MERGED]),          \
        F(T, m[M_RETURNED]), F(T, m[M_REWORKED]), F(T, m[M_REOPENED]), F(T, m[M_OPEN]),            \
        F(T, m[M_OPEN_LATE]), F(T, m[M_YELLOW]), F(T, m[M_RED]), F(T, m[M_EVALUATED]),             \
        F(T, m[M_SATISFIED]), F(T, m[M_CONTACTED]), F(T, m[M_RESOLVED_SAID]), F(T, m[M_EXTENDED]), \
        F(T, m[M_ESCALATED]), F(T, m[M_DISPATCHED]), F(T, m[M_REDISPATCHED]),                      \
        F(T, m[M_HANDLE_SECONDS]), F(T, m[M_KEPT]), F(T, m[M_MISSED]), F(T, m[M_UNIT_MARKS]),      \
        F(T, m[M_UNIT_MARK_SUM])

static const struct field sum_fields[] = { MEASURE_FIELDS(struct sum_row, m) };
static const struct shape sum_shape    = SHAPE(struct sum_row, sum_fields);

static const struct field child_fields[] = { F(struct child_row, place),
                                             MEASURE_FIELDS(struct child_row, sums.m) };
static const struct shape child_shape    = SHAPE(struct child_row, child_fields);

static const struct field process_fields[] = { F(struct process_row, process),
                                               MEASURE_FIELDS(struct process_row, sums.m) };
static const struct shape process_shape    = SHAPE(struct process_row, process_fields);

static const struct field gauge_fields[] = { F(struct gauge_row, place), F(struct gauge_row, open),
                                             F(struct gauge_row, open_late) };
static const struct shape gauge_shape    = SHAPE(struct gauge_row, gauge_fields);

static const struct field parent_fields[] = { F(struct parent_row, parent) };
static const struct shape parent_shape    = SHAPE(struct parent_row, parent_fields);

static const struct field below_fields[] = { F(struct below_row, process),
                                             F(struct below_row, open),
                                             F(struct below_row, open_late) };
static const struct shape below_shape    = SHAPE(struct below_row, below_fields);

static const struct field day_fields[]  = { F(struct day_row, day), F(struct day_row, opened),
                                            F(struct day_row, closed),
                                            F(struct day_row, closed_on_time) };
const struct shape        day_row_shape = SHAPE(struct day_row, day_fields);

static const struct field class_fields[] = { F(struct class_row, class),
                                             F(struct class_row, opened),
                                             F(struct class_row, closed),
                                             F(struct class_row, late) };
static const struct shape class_shape    = SHAPE(struct class_row, class_fields);

static const struct field unit_fields[] = {
    F(struct unit_row, unit, .as = AS_ID, .doc = "the organisation"),
    F(struct unit_row, closed, .doc = "cases that ended"),
    F(struct unit_row, late, .doc = "of them late"),
    F(struct unit_row, returned, .doc = "sent back by it or to it"),
    F(struct unit_row, seconds, .doc = "from report to end, added up"),
    F(struct unit_row, unit_marks, .doc = "cases for which its work was marked"),
    F(struct unit_row, unit_mark_sum, .doc = "these marks, added up"),
    F(struct unit_row, mark, .opt = true,
      .doc = "their average; absent when fewer cases were marked than `least`"),
};
const struct shape unit_row_shape = SHAPE(struct unit_row, unit_fields);

static const struct field mark_fields[] = { F(struct mark_row, day), F(struct mark_row, mark),
                                            F(struct mark_row, places) };
static const struct shape mark_shape    = SHAPE(struct mark_row, mark_fields);

static const char *const sort_words[] = { "exact", "at_least", "about", "unknown", NULL };

#define T struct manual_row
static const struct field manual_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the figure"),
    F(T, indicator, .doc = "name of the indicator in the pack"),
    F(T, place, .as = AS_ID, .doc = "of which place"),
    F(T, first_day, .as = AS_DAY, .doc = "from this day"),
    F(T, last_day, .as = AS_DAY, .doc = "to this day"),
    F(T, sort, .words = sort_words, .doc = "how sure it is"),
    F(T, value, .opt = true, .doc = "absent when unknown"),
    F(T, source, .doc = "where it comes from"),
    F(T, account, .as = AS_ID, .opt = true, .doc = "who typed it in"),
    F(T, since, .as = AS_TIME, .doc = "when"),
};
const struct shape manual_row_shape = SHAPE(T, manual_fields);
#undef T

#define MEASURE_COLUMNS                                                                            \
    "opened, filed, closed, closed_on_time, closed_late, solved, refused, merged, "                \
    "returned, reworked, reopened, open_, open_late, yellow, red, evaluated, satisfied, "          \
    "contacted, resolved_said, extended, escalated, dispatched, redispatched, "                    \
    "handle_seconds, kept, missed, unit_marks, unit_mark_sum"
/* The days from one parameter to another, each looked up by itself: the tables lie by days. */
#define DAYS(from, to)                                                                             \
    "WITH RECURSIVE d (day) AS (SELECT " from " UNION ALL SELECT day + 1 FROM d WHERE day < " to   \
    ") "
/* PostgreSQL sums 64-bit numbers to its numeric type. */
#define SUM_OF(column)  "CAST(COALESCE(SUM(" #column "), 0) AS BIGINT)"
#define AND_SUM(column) ", " SUM_OF(column)
/* clang-format off */
#define MEASURE_SUMS \
    SUM_OF(opened) AND_SUM(filed) AND_SUM(closed) AND_SUM(closed_on_time) \
    AND_SUM(closed_late) AND_SUM(solved) AND_SUM(refused) AND_SUM(merged) \
    AND_SUM(returned) AND_SUM(reworked) AND_SUM(reopened) AND_SUM(open_) \
    AND_SUM(open_late) AND_SUM(yellow) AND_SUM(red) AND_SUM(evaluated) \
    AND_SUM(satisfied) AND_SUM(contacted) AND_SUM(resolved_said) AND_SUM(extended) \
    AND_SUM(escalated) AND_SUM(dispatched) AND_SUM(redispatched) \
    AND_SUM(handle_seconds) AND_SUM(kept) AND_SUM(missed) \
    AND_SUM(unit_marks) AND_SUM(unit_mark_sum)
/* clang-format on */

const struct stmt stmt_figure_add = {
    .name = "figure_add",
    .mode = TX_WRITE,
    .in   = "isiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
    .sql  = "INSERT INTO figure_day (place, process, day, parent, " MEASURE_COLUMNS
           ") VALUES ($1, $2, $3, $4, "
           "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
           "$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32"
           ") ON CONFLICT (day, place, process, parent) DO UPDATE SET "
           "opened = figure_day.opened + $5, filed = figure_day.filed + $6, closed = "
           "figure_day.closed + $7, closed_on_time = figure_day.closed_on_time + $8, "
           "closed_late = figure_day.closed_late + $9, solved = figure_day.solved + "
           "$10, refused = figure_day.refused + $11, merged = figure_day.merged + $12, "
           "returned = figure_day.returned + $13, reworked = figure_day.reworked + $14, "
           "reopened = figure_day.reopened + $15, open_ = figure_day.open_ + $16, "
           "open_late = figure_day.open_late + $17, yellow = figure_day.yellow + $18, "
           "red = figure_day.red + $19, evaluated = figure_day.evaluated + $20, "
           "satisfied = figure_day.satisfied + $21, contacted = figure_day.contacted + "
           "$22, resolved_said = figure_day.resolved_said + $23, extended = "
           "figure_day.extended + $24, escalated = figure_day.escalated + $25, "
           "dispatched = figure_day.dispatched + $26, redispatched = "
           "figure_day.redispatched + $27, handle_seconds = figure_day.handle_seconds + "
           "$28, kept = figure_day.kept + $29, missed = figure_day.missed + $30, "
           "unit_marks = figure_day.unit_marks + $31, unit_mark_sum = "
           "figure_day.unit_mark_sum + $32",
};
const struct stmt stmt_figure_gauge_add = {
    .name = "figure_gauge_add",
    .mode = TX_WRITE,
    .in   = "iisii",
    .sql  = "INSERT INTO figure_gauge (place, parent, process, open_, open_late)"
            " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (place, parent, process) DO UPDATE SET"
            " open_ = figure_gauge.open_ + $4, open_late = figure_gauge.open_late + $5",
};
const struct stmt stmt_figure_below = {
    .name = "figure_below",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &below_shape,
    .sql  = "SELECT process, open_, open_late FROM figure_gauge WHERE place = $1 AND parent = $2"
            " AND (open_ <> 0 OR open_late <> 0) ORDER BY process",
};
/* Below which parent a closing was counted: the present one, if it was below that. */
const struct stmt stmt_figure_closed_below = {
    .name = "figure_closed_below",
    .mode = TX_READ,
    .in   = "isii",
    .out  = &parent_shape,
    .sql  = "SELECT parent FROM figure_day WHERE day = $3 AND place = $1 AND process = $2"
            " AND closed > 0 ORDER BY CASE WHEN parent = $4 THEN 0 ELSE 1 END, parent LIMIT 1",
};
const struct stmt stmt_figure_gauge = {
    .name = "figure_gauge",
    .mode = TX_READ,
    .in   = "is",
    .out  = &gauge_shape,
    .sql  = "SELECT $1, " SUM_OF(open_) ", " SUM_OF(
         open_late) " FROM figure_gauge WHERE place = $1 AND ($2 IS NULL OR process = $2)",
};
const struct stmt stmt_figure_sum = {
    .name = "figure_sum",
    .mode = TX_READ,
    .in   = "isii",
    .out  = &sum_shape,
    .sql  = DAYS("$3", "$4") "SELECT " MEASURE_SUMS " FROM d JOIN figure_day f ON f.day = d.day"
                             " AND f.place = $1 WHERE $2 IS NULL OR f.process = $2",
};
const struct stmt stmt_figure_processes = {
    .name = "figure_processes",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &process_shape,
    .sql  = DAYS("$2", "$3") "SELECT f.process, " MEASURE_SUMS " FROM d JOIN figure_day f ON"
                             " f.day = d.day AND f.place = $1 GROUP BY f.process LIMIT 1000",
};
const struct stmt stmt_figure_process_gauges = {
    .name = "figure_process_gauges",
    .mode = TX_READ,
    .in   = "i",
    .out  = &below_shape,
    .sql  = "SELECT process, " SUM_OF(open_) ", " SUM_OF(
         open_late) " FROM figure_gauge WHERE place = $1 GROUP BY process LIMIT 1000",
};
const struct stmt stmt_figure_children = {
    .name = "figure_children",
    .mode = TX_READ,
    .in   = "iiis",
    .out  = &child_shape,
    .sql  = DAYS("$2", "$3") "SELECT f.place, " MEASURE_SUMS " FROM d JOIN figure_day f ON"
                             " f.day = d.day AND f.parent = $1 WHERE $4 IS NULL OR f.process = $4"
                             " GROUP BY f.place ORDER BY f.place"
                             " LIMIT 500",
};
const struct stmt stmt_figure_child_gauges = {
    .name = "figure_child_gauges",
    .mode = TX_READ,
    .in   = "is",
    .out  = &gauge_shape,
    .sql  = "SELECT place, " SUM_OF(open_) ", " SUM_OF(
         open_late) " FROM figure_gauge WHERE parent = $1 AND ($2 IS NULL OR process = $2)"
                   " GROUP BY place ORDER BY place LIMIT 500",
};
const struct stmt stmt_figure_days = {
    .name = "figure_days",
    .mode = TX_READ,
    .in   = "iiis",
    .out  = &day_row_shape,
    .sql  = DAYS("$2", "$3") "SELECT d.day, " SUM_OF(opened) ", " SUM_OF(closed) ", " SUM_OF(
         closed_on_time) " FROM d JOIN figure_day f ON f.day = d.day AND f.place = $1"
                        " WHERE $4 IS NULL OR f.process = $4 GROUP BY d.day ORDER BY d.day",
};
const struct stmt stmt_figure_class_add = {
    .name = "figure_class_add",
    .mode = TX_WRITE,
    .in   = "isiiii",
    .sql  = "INSERT INTO figure_class (place, class, day, opened, closed, late)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (day, place, class) DO UPDATE SET"
            " opened = figure_class.opened + $4, closed = figure_class.closed + $5,"
            " late = figure_class.late + $6",
};
const struct stmt stmt_figure_classes = {
    .name = "figure_classes",
    .mode = TX_READ,
    .in   = "iiii",
    .out  = &class_shape,
    .sql  = DAYS("$2", "$3") "SELECT f.class, " SUM_OF(opened) ", " SUM_OF(closed) ", " SUM_OF(
         late) " FROM d JOIN figure_class f ON f.day = d.day AND f.place = $1"
              " GROUP BY f.class ORDER BY 2 DESC, f.class LIMIT $4",
};
const struct stmt stmt_figure_unit_add = {
    .name = "figure_unit_add",
    .mode = TX_WRITE,
    .in   = "iiisiiiiii",
    .sql  = "INSERT INTO figure_unit (place, day, unit, process, closed, late, returned, seconds,"
            " unit_marks, unit_mark_sum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
            " ON CONFLICT (place, day, unit, process) DO UPDATE SET"
            " closed = figure_unit.closed + $5, late = figure_unit.late + $6,"
            " returned = figure_unit.returned + $7, seconds = figure_unit.seconds + $8,"
            " unit_marks = figure_unit.unit_marks + $9,"
            " unit_mark_sum = figure_unit.unit_mark_sum + $10",
};
/* clang-format off */
#define UNIT_SUMS \
    SUM_OF(closed) AND_SUM(late) AND_SUM(returned) AND_SUM(seconds) \
    AND_SUM(unit_marks) AND_SUM(unit_mark_sum)
/* clang-format on */
/* By lateness are ranked those with cases enough; whoever has only marks comes after them. */
const struct stmt stmt_figure_units = {
    .name = "figure_units",
    .mode = TX_READ,
    .in   = "iiisi",
    .out  = &unit_row_shape,
    .sql  = "SELECT unit, " UNIT_SUMS ", CASE WHEN SUM(unit_marks) >= $3 THEN"
            " CAST(SUM(unit_mark_sum) AS DOUBLE PRECISION) / SUM(unit_marks) END"
            " FROM figure_unit WHERE place = $5 AND day >= $1 AND day <= $2"
            " AND ($4 IS NULL OR process = $4)"
            " GROUP BY unit"
            " HAVING SUM(closed) >= $3 OR SUM(unit_marks) >= $3"
            " ORDER BY CASE WHEN SUM(closed) >= $3 THEN SUM(late) * 1.0 / SUM(closed) ELSE 2 END,"
            " unit LIMIT 200",
};
const struct stmt stmt_figure_mark = {
    .name = "figure_mark",
    .mode = TX_READ,
    .in   = "isi",
    .out  = &mark_shape,
    .sql  = "SELECT day, mark, places FROM figure_mark WHERE case_id = $1 AND field = $2"
            " AND unit = $3",
};
const struct stmt stmt_figure_mark_put = {
    .name = "figure_mark_put",
    .mode = TX_WRITE,
    .in   = "isiiis",
    .sql  = "INSERT INTO figure_mark (case_id, field, unit, day, mark, places)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, field, unit) DO UPDATE SET"
            " day = $4, mark = $5, places = $6",
};
const struct stmt stmt_manual_put = {
    .name = "manual_put",
    .mode = TX_WRITE,
    .in   = "isiiiidsii",
    .sql  = "INSERT INTO figure_manual (id, indicator, place, first_day, last_day, sort, value,"
            " source, account, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
const struct stmt stmt_manual_list = {
    .name = "manual_list",
    .mode = TX_READ,
    .in   = "is",
    .out  = &manual_row_shape,
    .sql  = "SELECT id, indicator, place, first_day, last_day, sort, value, source, account, since"
            " FROM figure_manual WHERE place = $1 AND ($2 IS NULL OR indicator = $2)"
            " ORDER BY last_day DESC, id DESC LIMIT 100",
};

const struct stmt *const figures_stmts[] = {
    &stmt_figure_add,          &stmt_figure_class_add,
    &stmt_figure_unit_add,     &stmt_figure_below,
    &stmt_figure_closed_below, &stmt_figure_gauge_add,
    &stmt_figure_sum,          &stmt_figure_gauge,
    &stmt_figure_processes,    &stmt_figure_process_gauges,
    &stmt_figure_children,     &stmt_figure_child_gauges,
    &stmt_figure_days,         &stmt_figure_classes,
    &stmt_figure_units,        &stmt_figure_mark,
    &stmt_figure_mark_put,     &stmt_manual_put,
    &stmt_manual_list,         NULL,
};
