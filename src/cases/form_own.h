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
void answer_wrong(struct checking *c, const struct say *say, struct str arg);
/* At a member of it: "form.parties.0.name". */
void answer_wrong_in(struct checking *c, const struct say *say, struct str member, struct str arg);
bool answer_is_phone(struct str s);
bool answer_is_paper(struct str s); /* GB 11643 */

/* -- form_party.c: what is wrong is noted; other results are failures to read -- */
CHECKED enum rc answer_parties(struct checking *c, const struct jval *in);
/* Put together with what the case holds: v->json. */
CHECKED enum rc answer_each_party(struct checking *c, const struct jval *in);
/* It is needed: of everybody, where the move carries the case; else some answer. */
CHECKED enum rc answer_everybody(struct checking *c);

#endif
