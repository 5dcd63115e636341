#ifndef LINLI_PRACTICE_PHRASE_H
#define LINLI_PRACTICE_PHRASE_H
/*
 * phrase: parts of a practice in the words of whoever reads it, Chinese or
 * English: limits, actors, conditions, what a move asks and does. What shows,
 * draws or compares processes is put together from these.
 *
 * Pure; the texts live in the arena that was given.
 */
#include "practice/practice.h"

struct phrase { /* in whose words */
    struct arena          *arena;
    enum lang              lang;
    const struct practice *p;
    const struct process  *pr;   /* of which steps, grades and fields are spoken; may be NULL */
    bool                   bare; /* the names that programs see in place of titles */
};

/* A sentence with its parameters filled in; parts in square brackets go with what is absent. */
struct str phrase_of(const struct phrase *f, const struct say *say, struct str a0, struct str a1,
                     struct str a2);
struct str phrase_number(const struct phrase *f, int64_t n);
struct str phrase_times(const struct phrase *f, int64_t n);                /* "2次" */
struct str phrase_title(const struct phrase *f, const struct text *title); /* STR_NONE: none */
/* The title, or the name where bare names are wanted. */
struct str phrase_named(const struct phrase *f, struct str name, const struct text *title);
/* Parts with "、" or ", " between them; absent ones are left out. STR_NONE when nothing is left. */
struct str phrase_list(const struct phrase *f, const struct str *at, size_t n);
struct str phrase_join(const struct phrase *f, const struct str *at, size_t n, struct str between);

struct str phrase_span(const struct phrase *f, struct span s); /* "3个工作日" */
struct str phrase_limit(const struct phrase *f, const struct clock_rule *k);
/* One of the clock's answers to being late. What is owed every so often is missed when it is due:
 * no moment is said with it. */
struct str phrase_late(const struct phrase *f, const struct step *s, const struct clock_rule *k,
                       const struct late *l);

/* "社区的受理员", all of them, and who may not; STR_NONE when nobody is named. */
struct str phrase_who_list(const struct phrase *f, const struct who_list *l);
struct str phrase_who_post(const struct phrase *f, const struct who *w);  /* "受理员" */
struct str phrase_who_where(const struct phrase *f, const struct who *w); /* "社区"; or STR_NONE */
struct str phrase_not(const struct phrase *f, const struct who_list *l);  /* who may not */

/* A condition over a case's names, or over the answers of the evaluation; STR_NONE for NULL. */
struct str phrase_when(const struct phrase *f, const struct expr *e);
struct str phrase_answers(const struct phrase *f, const struct expr *e);

/* What a move sets, and to what. */
struct str phrase_set_name(const struct phrase *f, struct str name);
struct str phrase_set_value(const struct phrase *f, const struct setter *s);
/* The rule of a vote, without its title; and how much must take part, or be in favour. */
struct str phrase_vote(const struct phrase *f, const struct vote *v);
struct str phrase_vote_part(const struct phrase *f, const struct vote *v, bool decides);
struct str phrase_published(const struct phrase *f, struct str what);

struct str phrase_target(const struct phrase *f, int32_t to); /* "任务派遣", "结束：已解决" */
struct str phrase_fields(const struct phrase *f, const struct form *form, bool need);
struct str phrase_joint(const struct phrase *f, const struct step *s); /* STR_NONE: not joint */
struct str phrase_kind(const struct phrase *f, struct str name); /* of places, organisations */
struct str phrase_outcome(const struct phrase *f, enum outcome o);
struct str phrase_channel(const struct phrase *f, enum channel c);
struct str phrase_grade(const struct phrase *f, struct str code);
struct str phrase_process(const struct phrase *f, struct str name);  /* its title */
struct str phrase_document(const struct phrase *f, struct str name); /* its title; or STR_NONE */
/* Of a move that calls another process, the i-th result: "结果是“同意”", "办完". */
struct str phrase_result(const struct phrase *f, const struct move *m, size_t i);

#endif
