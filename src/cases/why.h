#ifndef LINLI_CASES_WHY_H
#define LINLI_CASES_WHY_H
/*
 * why: a case told to whoever asks: who must act and by when, from which
 * limit and days that came, what happens when nobody does, which moves are
 * theirs and why the others are not, and the line of the pack behind each.
 *
 * Nothing is decided here: each part asks what decides it when the time
 * comes (who.c, reckon.c, carry.c, ring.c, sense.c). What the caller may not
 * see of a case is not told either. For this room.
 */
#include "cases/reckon.h"
#include "practice/phrase.h"

struct why_seat {    /* somebody: a post where it is held, or one person */
    struct str  who; /* post, initiator, opener, anyone, signed_in, program */
    struct str  post, post_title;
    int64_t     place;
    struct str  place_name;
    int64_t     org;
    struct str  org_name;
    int64_t     holders; /* NONE_I64: not a post, or not counted */
    struct list names;   /* struct str: of those who hold it, for colleagues */
    bool        mine;
    struct str  words; /* "东社区的受理员（现有2人）" */
};
struct why_task {
    int64_t         id;
    struct why_seat seat;
    bool            lead;
    int64_t         since, due;
    struct str      rule, words;
};
struct why_waits { /* a case that this one called and waits for */
    int64_t    id;
    struct str number, process_title, words;
};
struct why_day {
    int32_t     day, weekday;
    int32_t     sort, why; /* enum day_sort, enum day_why */
    bool        known;
    struct str  name;
    struct list papers; /* struct str */
    struct str  rule;
    int64_t     from, to, seconds;
    struct str  words;
};
struct why_leg {
    int32_t     kind; /* enum why_leg_kind */
    int64_t     at;
    struct str  limit; /* "5 workdays" */
    struct str  reason, by;
    int64_t     left_seconds, due;
    bool        provisional;
    struct list days; /* struct why_day */
    bool        cut;
    struct str  words;
};
enum why_leg_kind { LEG_LIMIT, LEG_PROMISE, LEG_PAUSED, LEG_WENT_ON, LEG_EXTENDED };
struct why_next { /* what happens by itself */
    int64_t     at;
    int32_t     what; /* enum why_what */
    struct list told; /* struct why_seat */
    struct str  move, move_title, to_title;
    bool        possible;
    bool        unless; /* only if the program did not carry the case on before */
    struct str  rule, words;
};
enum why_what {
    NEXT_REMIND,
    NEXT_LATE,
    NEXT_TELL,
    NEXT_YELLOW,
    NEXT_RED,
    NEXT_UP,
    NEXT_MOVE,
    NEXT_GO_ON,
    NEXT_MISSED
};
struct why_clock {
    int64_t    id, task;
    struct str step, step_title, name, title; /* name and title: of several in one step */
    struct str every, stops_at; /* owed anew so often; the move that is owed, or that stops it */
    int64_t    started, due, stopped;
    struct str limit, limit_words;
    int32_t    limit_from; /* enum why_from */
    struct str class, grade;
    struct str  limit_rule, rule, calendar, calendar_rule;
    bool        paused, provisional, late;
    bool        whole;  /* all that moved its due day is known */
    bool        agrees; /* gone through again, it comes to the same due day */
    struct list legs, next;
    struct str  words;
};
enum why_from { FROM_STEP, FROM_CLASS, FROM_PROMISE };
struct why_move {
    struct str  name, title, to_title;
    bool        offered;
    struct list bars; /* struct why_bar; none when it is offered */
    struct list who;  /* struct why_seat: whose it is */
    struct str  when;
    bool        automatic;
    struct str  rule, words;
};
struct why_bar {
    int32_t    bar; /* enum bar */
    struct str words;
};
struct why_unit {
    int64_t    unit;
    struct str name;
    int32_t    from; /* enum why_unit_from */
    struct str kind, when, because, rule, words;
};
enum why_unit_from { UNIT_RULE, UNIT_CLASS };
struct case_why {
    int64_t     id;
    struct str  number, process, process_title, step, step_title;
    int32_t     state;
    int64_t     version, practice, now, evaluate_until;
    struct str  process_rule, step_rule;
    struct list tasks, waits, clocks, moves, suggestion;
    struct list words; /* struct str: the whole in sentences */
};
extern const struct shape case_why_shape;

struct why_query {
    bool all; /* clocks that have stopped, too */
};
extern const struct shape why_query_shape;

/* The caller may see the case: asked before. */
CHECKED enum rc case_why(struct run *r, enum lang lang, const struct why_query *q,
                         struct case_why *ret);

/* -- between why.c and its parts -- */

struct why {
    struct run   *r;
    struct arena *a;
    enum lang     lang;
    bool          inside; /* sees it by a post: colleagues are named to them */
    struct phrase f;
};

/* why_words.c */
#define WHY_SAY(y, say, ...)                                                                       \
    why_say((y), (say), (const struct str[]){ __VA_ARGS__ },                                       \
            sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
struct str why_say(struct why *y, const struct say *say, const struct str *args, size_t n);
struct str why_time(struct why *y, int64_t at);     /* "2026年3月2日 11:00" */
struct str why_limit(struct why *y, struct span s); /* "5 workdays" as a pack has it */
/* "2小时30分", "2 h 30 min"; in days only where a day is one of 24 hours. */
struct str why_lasting(struct why *y, int64_t us, enum span_unit unit);
struct str why_mark(struct why *y, struct mark m); /* "pack/file.yaml:12"; absent when unknown */
struct str why_pause(struct why *y, struct str reason); /* the pack's text «pause.REASON» */
struct str why_day_words(struct why *y, const struct walked *d);
/* "…、…" of the words of seats. */
struct str why_seats_words(struct why *y, const struct list *seats);

/* why_who.c */
CHECKED enum rc why_seats(struct why *y, const struct who_list *who, bool count, struct list *ret);
CHECKED enum rc why_tasks(struct why *y, struct list *ret);
CHECKED enum rc why_waiting(struct why *y, struct list *ret);
CHECKED enum rc why_task_seats(struct why *y, int64_t task, struct list *ret);
CHECKED enum rc why_person(struct why *y, int64_t account, struct str *ret); /* for colleagues */

/* why_clock.c, why_next.c, why_move.c */
CHECKED enum rc why_clocks(struct why *y, bool all, struct list *ret);
CHECKED enum rc why_nexts(struct why *y, const struct clock_rule *rule, const struct clock_row *k,
                          struct list *ret);
CHECKED enum rc why_moves(struct why *y, struct list *ret);
CHECKED enum rc why_suggestion(struct why *y, struct list *ret);

#endif
