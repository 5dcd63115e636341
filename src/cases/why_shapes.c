/* why_shapes: how the answer to "why" is written. */
#include "cases/why.h"

static const char *const what_words[] = { "remind", "late", "tell",  "yellow", "red",
                                          "up",     "move", "go_on", "missed", NULL };
static const char *const leg_words[]  = {
     "limit", "promise", "paused", "went_on", "extended", NULL
};
static const char *const from_words[] = { "step", "class", "promise", NULL };
static const char *const unit_words[] = { "rule", "class", NULL };
static const char *const bar_names[]  = { "none",      "ended",  "token", "not_yours", "own_work",
                                          "condition", "ladder", "often", NULL };

#define WORDS(T) F(T, words, .doc = "the same in a sentence")
#define RULE(T)  F(T, rule, .opt = true, .doc = "the line of the pack that says so: file:line")

#define T struct why_seat
static const struct field seat_fields[] = {
    F(T, who, .doc = "post, initiator, opener, party, anyone, signed_in or program"),
    F(T, post, .opt = true, .doc = "its name in the pack; absent: any"),
    F(T, post_title, .opt = true),
    F(T, place, .as = AS_ID, .opt = true, .doc = "where it is held"),
    F(T, place_name, .opt = true),
    F(T, org, .as = AS_ID, .opt = true, .doc = "or in which organisation"),
    F(T, org_name, .opt = true),
    F(T, holders, .opt = true, .doc = "how many hold it now; 0: nobody does"),
    F(T, names, .each = K_STR, .opt = true, .doc = "the first of them, for colleagues"),
    F(T, mine, .doc = "the caller is meant"),
    WORDS(T),
};
static const struct shape seat_shape = SHAPE(T, seat_fields);
#undef T

#define T struct why_task
static const struct field task_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the task"),
    F_OBJ(T, seat, &seat_shape, .doc = "who must act"),
    F(T, lead, .doc = "the lead unit's"),
    F(T, since, .as = AS_TIME),
    F(T, due, .as = AS_TIME, .opt = true),
    RULE(T),
    WORDS(T),
};
static const struct shape task_shape = SHAPE(T, task_fields);
#undef T

#define T struct why_waits
static const struct field waits_fields[] = {
    F(T, id, .as = AS_ID, .opt = true, .doc = "the case; absent when the caller may not see it"),
    F(T, number, .opt = true),
    F(T, process_title, .opt = true),
    WORDS(T),
};
static const struct shape waits_shape = SHAPE(T, waits_fields);
#undef T

#define T struct why_day
static const struct field day_fields[] = {
    F(T, day, .as = AS_DAY),
    F(T, weekday, .doc = "1 Monday to 7 Sunday"),
    F(T, sort, .words = day_sort_words, .doc = "what the day is"),
    F(T, why, .words = day_why_words, .doc = "it counts, or why it does not"),
    F(T, known, .doc = "its year is announced"),
    F(T, name, .opt = true, .doc = "of the holiday or make-up day"),
    F(T, papers, .each = K_STR, .opt = true, .doc = "the notices that it comes from"),
    RULE(T),
    F(T, from, .as = AS_TIME, .opt = true, .doc = "where time is counted: from here …"),
    F(T, to, .as = AS_TIME, .opt = true, .doc = "… to here"),
    F(T, seconds, .opt = true, .doc = "so much of it"),
    WORDS(T),
};
static const struct shape day_shape = SHAPE(T, day_fields);
#undef T

#define T struct why_leg
static const struct field leg_fields[] = {
    F(T, kind, .words = leg_words),
    F(T, at, .as = AS_TIME, .doc = "when it happened"),
    F(T, limit, .opt = true, .doc = "the limit, or how much more: 5 workdays"),
    F(T, reason, .opt = true, .doc = "of a pause"),
    F(T, by, .opt = true, .doc = "who did it, for colleagues"),
    F(T, left_seconds, .opt = true, .doc = "what was left when it stopped"),
    F(T, due, .as = AS_TIME, .opt = true, .doc = "due after it; absent while it stood still"),
    F(T, provisional, .doc = "a year on the way is not announced"),
    F(T, days, .of = &day_shape, .opt = true, .doc = "each day that was looked at"),
    F(T, cut, .doc = "only the first of many days"),
    WORDS(T),
};
static const struct shape leg_shape = SHAPE(T, leg_fields);
#undef T

#define T struct why_next
static const struct field next_fields[] = {
    F(T, at, .as = AS_TIME, .opt = true, .doc = "absent while the clock stands still"),
    F(T, what, .words = what_words),
    F(T, told, .of = &seat_shape, .opt = true, .doc = "who is told"),
    F(T, move, .opt = true, .doc = "that the program carries out"),
    F(T, move_title, .opt = true),
    F(T, to_title, .opt = true, .doc = "the step or end that it leads to"),
    F(T, possible, .doc = "it would have this effect as things are"),
    F(T, unless, .doc = "only when an earlier move of the program was not carried out"),
    RULE(T),
    WORDS(T),
};
static const struct shape next_shape = SHAPE(T, next_fields);
#undef T

#define T struct why_clock
static const struct field clock_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, task, .as = AS_ID, .opt = true, .doc = "of this task alone"),
    F(T, step),
    F(T, step_title),
    F(T, name, .opt = true, .doc = "of several clocks in the step"),
    F(T, title, .opt = true, .doc = "what it is called then"),
    F(T, every, .opt = true, .doc = "owed anew every so often: 1 week"),
    F(T, stops_at, .opt = true, .doc = "the move that is owed, or that stops it"),
    F(T, started, .as = AS_TIME),
    F(T, due, .as = AS_TIME),
    F(T, stopped, .as = AS_TIME, .opt = true),
    F(T, limit, .opt = true, .doc = "5 workdays"),
    F(T, limit_from, .words = from_words, .doc = "who says how long"),
    F(T, class, .opt = true, .doc = "the class that says it"),
    F(T, grade, .opt = true, .doc = "of the case"),
    F(T, limit_rule, .opt = true, .doc = "the line of the pack that says how long: file:line"),
    RULE(T),
    F(T, limit_words, .doc = "the limit in words"),
    F(T, calendar, .opt = true, .doc = "by which days and hours were counted"),
    F(T, calendar_rule, .opt = true, .doc = "its line of the pack: file:line"),
    F(T, paused, .doc = "it stands still"),
    F(T, provisional, .doc = "computed again when a year is announced"),
    F(T, late, .doc = "it ran out"),
    F(T, whole, .doc = "all that moved its due day is known"),
    F(T, agrees, .doc = "gone through again, it comes to the same due day"),
    F(T, legs, .of = &leg_shape, .doc = "how its due day came about"),
    F(T, next, .of = &next_shape, .doc = "what happens if nobody acts, in order"),
    WORDS(T),
};
static const struct shape clock_shape = SHAPE(T, clock_fields);
#undef T

#define T struct why_bar
static const struct field bar_fields[] = {
    F(T, bar, .words = bar_names, .doc = "what stands between the caller and the move"),
    WORDS(T),
};
static const struct shape bar_shape = SHAPE(T, bar_fields);
#undef T

#define T struct why_move
static const struct field move_fields[] = {
    F(T, name, .doc = "the move"),
    F(T, title),
    F(T, to_title, .opt = true, .doc = "the step or end that it leads to"),
    F(T, offered, .doc = "the caller can make it now"),
    F(T, bars, .of = &bar_shape, .opt = true, .doc = "why not, when it is not"),
    F(T, who, .of = &seat_shape, .doc = "whose it is"),
    F(T, when, .opt = true, .doc = "its condition in the pack"),
    F(T, automatic, .doc = "the program makes it as soon as it can"),
    RULE(T),
    WORDS(T),
};
static const struct shape move_shape = SHAPE(T, move_fields);
#undef T

#define T struct why_unit
static const struct field unit_fields[] = {
    F(T, unit, .as = AS_ID),
    F(T, name),
    F(T, from, .words = unit_words, .doc = "a rule of dispatch, or the case's class"),
    F(T, kind, .opt = true, .doc = "the kind of organisation that is meant"),
    F(T, when, .opt = true, .doc = "the rule's condition"),
    F(T, because, .opt = true, .doc = "what the pack says to it"),
    RULE(T),
    WORDS(T),
};
static const struct shape unit_shape = SHAPE(T, unit_fields);
#undef T

#define T struct case_why
static const struct field case_why_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the case"),
    F(T, number),
    F(T, process),
    F(T, process_title),
    F(T, process_rule, .opt = true, .doc = "its line of the pack: file:line"),
    F(T, step, .doc = "where it stands, or stood last"),
    F(T, step_title),
    F(T, step_rule, .opt = true, .doc = "its line of the pack: file:line"),
    F(T, state, .words = case_state_words),
    F(T, version),
    F(T, practice, .doc = "the version of the practice that it runs by"),
    F(T, now, .as = AS_TIME, .doc = "when this was said"),
    F(T, evaluate_until, .as = AS_TIME, .opt = true,
      .doc = "of one that has ended and was not evaluated yet"),
    F(T, tasks, .of = &task_shape, .doc = "who must act"),
    F(T, waits, .of = &waits_shape, .doc = "the cases that it waits for"),
    F(T, clocks, .of = &clock_shape, .doc = "by when, and why then"),
    F(T, moves, .of = &move_shape, .doc = "what can be done, by whom"),
    F(T, suggestion, .of = &unit_shape, .doc = "the unit that the rules suggest; one or none"),
    F(T, words, .each = K_STR, .doc = "the whole in sentences"),
};
const struct shape case_why_shape = SHAPE(T, case_why_fields);
#undef T

static const struct field query_fields[] = {
    F(struct why_query, all, .opt = true, .doc = "also clocks that have stopped"),
};
const struct shape why_query_shape = SHAPE(struct why_query, query_fields);
