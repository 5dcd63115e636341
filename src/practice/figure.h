#ifndef LINLI_PRACTICE_FIGURE_H
#define LINLI_PRACTICE_FIGURE_H
/*
 * figure: what is counted, what is reckoned from that, and what a source
 * reports (domain B.2 shape 10).
 */
#include "practice/expr.h"
#include "practice/mark.h"
#include "practice/text.h"

enum measure { /* what roll-ups count, per place, process, class, day */
               M_OPENED,
               M_FILED,
               M_CLOSED,
               M_CLOSED_ON_TIME,
               M_CLOSED_LATE,
               M_SOLVED,
               M_REFUSED,
               M_MERGED,
               M_RETURNED,
               M_REWORKED,
               M_REOPENED,
               M_OPEN,
               M_OPEN_LATE,
               M_YELLOW,
               M_RED,
               M_EVALUATED,
               M_SATISFIED,
               M_CONTACTED,
               M_RESOLVED_SAID,
               M_EXTENDED,
               M_ESCALATED,
               M_DISPATCHED,
               M_REDISPATCHED,
               M_HANDLE_SECONDS,
               M_KEPT,          /* what clocks with `every` asked for and was done in time */
               M_MISSED,        /* and was not */
               M_UNIT_MARKS,    /* marks given to units that had a part in cases */
               M_UNIT_MARK_SUM, /* and added up */
               M_COUNT
};
extern const char *const measure_words[];
/* A figure: over the measures' names, "closed_on_time / (closed + open_late)"; or typed in by
 * somebody with its source; never both. */
struct indicator {
    struct str         name;
    struct text        title;
    const struct expr *value;   /* NULL: manual */
    struct str         percent; /* how it is shown: "percent", "number", "days" */
    struct str         source;  /* standard or document it comes from */
    int32_t            least;   /* league tables leave out whoever has fewer cases */
    struct str         process; /* only this one's cases; absent: all */
    bool               each;    /* of each process by itself, and of several together none */
    struct text        shared;  /* why anybody may read it: what asks for it; absent: the office */
    struct mark        mark;
};
/* A figure that a source reports, with the source. */
enum figure_sort { FIG_EXACT, FIG_AT_LEAST, FIG_ABOUT, FIG_UNKNOWN };
struct reported {
    struct str       name;
    struct text      title;
    enum figure_sort sort;
    double           value; /* NAN when unknown */
    struct text      unit, period;
    struct str       source;
    struct mark      mark;
};

#endif
