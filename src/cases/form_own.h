#ifndef LINLI_CASES_FORM_OWN_H
#define LINLI_CASES_FORM_OWN_H
/* form_own: one answer while it is checked. For form.c and the files of its kinds. */
#include "cases/engine.h"

struct checking {
    struct run   *r;
    struct value *v;
    struct str    path;
    size_t        failed;
};
extern const struct say say_no_row; /* {0}: the id */
extern const struct say say_bad_phone, say_bad_paper;

void answer_wrong(struct checking *c, const struct say *say, struct str arg);
/* At a member of it: "form.parties.0.name". */
void answer_wrong_in(struct checking *c, const struct say *say, struct str member, struct str arg);
bool answer_is_phone(struct str s);
bool answer_is_paper(struct str s); /* GB 11643 */

/* -- form_list.c: the i-th object of a list -- */
/* False when it is no such object: noted where it stands. */
bool answer_object(struct checking *c, size_t i, const struct shape *shape, const struct jval *in,
                   void *ret);
void answer_wrong_at(struct checking *c, size_t i, const char *member, const struct say *say,
                     struct str arg);

/* -- form_party.c: what is wrong is noted; other results are failures to read -- */
CHECKED enum rc answer_parties(struct checking *c, const struct jval *in);
/* Put together with what the case holds: v->json. */
CHECKED enum rc answer_each_party(struct checking *c, const struct jval *in);
/* It is needed: of everybody, where the move carries the case; else some answer. */
CHECKED enum rc answer_everybody(struct checking *c);

/* -- form_marks.c: likewise -- */
/* What was marked before and is not now stays: v->json. */
CHECKED enum rc answer_unit_marks(struct checking *c, const struct jval *in);
/* It is needed: of every unit, now. */
CHECKED enum rc answer_every_unit(struct checking *c);

/* -- form_vote.c: with what it comes to: v->json -- */
CHECKED enum rc answer_vote(struct checking *c, const struct jval *in);

#endif
