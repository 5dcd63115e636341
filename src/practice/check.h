#ifndef LINLI_PRACTICE_CHECK_H
#define LINLI_PRACTICE_CHECK_H
/*
 * check: what must hold in a practice before anybody works by it.
 *
 * Binding has seen to the form of each thing; here things are held against
 * each other: names that are used exist, posts may be held where they are
 * asked for, every case can end. Each rule is one sentence below and has a
 * pack in tests that breaks it alone. For this room.
 */
#include "practice/finding.h"

struct check {
    struct practice *p;
    struct findings *found;
    bool (*cap_ok)(struct str word);
    const struct process *pr;   /* the process that is being checked */
    const struct step    *step; /* and its step; NULL outside of one */
    /* kinds of organisations that classes and rules suggest as its unit */
    VEC(struct str) unit_kinds;
    /* kinds among which its unit, and those that assist, are chosen, as forms say */
    VEC(struct str) chosen_units, chosen_assist;
    bool            opened; /* cases of others open it */
    bool **known; /* of each of its fields: by step, whether it may be filled in; NULL: not asked */
    /* so much was tried to see which conditions can hold: a pack cannot make this take for ever */
    size_t tries;
};

/* Everything; also fills what classes inherit. */
void practice_check(struct practice *p, bool (*cap_ok)(struct str word), struct findings *found);

/* -- for the files of the checker -- */

void check_wrong(struct check *c, struct mark at, const struct say *say, struct str a0,
                 struct str a1);
void check_warn(struct check *c, struct mark at, const struct say *say, struct str a0,
                struct str a1);
/* False and a finding with the nearest name when there is none of it. */
bool check_place_kind(struct check *c, struct mark at, struct str name);
bool check_org_kind(struct check *c, struct mark at, struct str name);
bool check_post(struct check *c, struct mark at, struct str name);
bool check_process_name(struct check *c, struct mark at, struct str name);
bool check_class_code(struct check *c, struct mark at, struct str code);
bool check_field(struct check *c, struct mark at, struct str name, const struct form_field **ret);
bool check_grade(struct check *c, struct mark at, const struct process *pr, struct str grade);
/* May the post be held at that kind, itself or a broader one of it? */
bool post_may_be_at(const struct practice *p, const struct post *post, struct str kind);
/* Texts that an expression compares names with: classes, grades, kinds, choices. */
void check_expr(struct check *c, struct mark at, const struct expr *e);
/* The same where names are fields of a form by their bare names: of an evaluation. */
void check_answers(struct check *c, struct mark at, const struct expr *e, const struct form *of);

void check_scheme(struct check *c);
void check_classes(struct check *c);
void check_dispatch(struct check *c);
void check_who(struct check *c, const struct who_list *who);
void check_clock(struct check *c, const struct clock_rule *k);
void check_moves(struct check *c);
/* Whether the form or any move asks for it. */
bool field_is_asked(const struct process *pr, struct str field);
/* Whether a way leads to the step on which no move needs that field. */
bool reached_without(struct check *c, const struct step *step, struct str field);
/* Whether a form needs it, come what may. */
bool form_needs(const struct form *form, struct str field);
/* What parties, units or voters answer: only a move asks it, and nothing else sets it. */
bool form_kind_is_answers(enum form_kind kind);
void check_parties(struct check *c, struct mark at); /* they are named before this step */
void check_party_step(struct check *c);
void check_party_field(struct check *c, const struct form_field *f);
void check_party_set(struct check *c, const struct setter *s);
/* The units that it asks a mark of are known by then, and the marks are for the offices. */
void check_marks_field(struct check *c, const struct form_field *f);
void check_markers(struct check *c, const struct move *m); /* nobody marks their own unit */
void check_vote_field(struct check *c, const struct form_field *f);
/* What a condition compares a vote with. */
void check_vote_word(struct check *c, struct mark at, const struct form_field *f, struct str text);
void check_opened(struct check *c, const struct move *m);
/* What is given is kept at least as strictly as what it is taken from. */
void check_kept(struct check *c, const struct setter *s, enum keep keep);
void check_given(struct check *c);
/* That on every way to the step that is being checked the field was filled in. */
void check_is_given(struct check *c, struct mark at, struct str field);
void check_show(struct check *c);
void check_documents(struct check *c);                    /* each for itself */
void check_papers(struct check *c, const struct move *m); /* what a move makes out or annuls */
/* That the process has a step which shows what this name counts. */
void check_shown(struct check *c, struct mark at, enum case_name name);
void check_flow(struct check *c);
/* `known`: what may be known when it is filled in beside what the case holds by then. */
void check_form(struct check *c, const struct form *form, const struct form *known);
/* The program does not come back to where it has just been. */
void check_repeats(struct check *c);
/* Processes that wait for each other or open each other for ever. */
void check_endless(struct check *c);
/* Whether its answers name rows, people or files: nothing but such an answer will do. */
bool form_kind_names(enum form_kind kind);
/* Whether somebody could be told: not anybody, nor the program. */
bool who_is_somebody(const struct who_list *who);
void check_processes(struct check *c);

#endif
