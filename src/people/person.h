#ifndef LINLI_PEOPLE_PERSON_H
#define LINLI_PEOPLE_PERSON_H
/*
 * person: natural persons whose data is kept, why, how long, and by what
 * right (personal information protection law, articles 13 to 17, 19, 28,
 * 31, 47). For this room only.
 *
 * What is read is masked. To read a field whole takes a reason and leaves an
 * entry in the journal. Fields never get into the journal themselves, since
 * it is never deleted. Of a child under fourteen every field counts as
 * sensitive.
 */
#include "people/people_own.h"
#include "people/people_rows.h"

struct person {
    int64_t    id, place;
    struct str name, phone, paper, address;
    int32_t    birth;
    bool       minor; /* under fourteen today */
    struct str purpose;
    int32_t    basis, keep_until;
    int64_t    made_at, version;
};
extern const struct shape person_shape;

struct person_in { /* absent: as it was; new ones need name, place, purpose, basis, keep_until */
    int64_t    place;
    struct str name, phone, paper, address; /* empty: none any more */
    int32_t    birth;
    struct str purpose;
    int32_t    basis, keep_until;
    int32_t    consent_way; /* when the basis is consent: how it was given; -1 */
    int64_t    version;
};
CHECKED enum rc person_add(struct work *w, const struct person_in *in, int64_t *ret_id);
CHECKED enum rc person_edit(struct work *w, int64_t id, const struct person_in *in);
CHECKED enum rc person_get(struct work *w, int64_t id, enum cap cap, struct person_row *ret);
CHECKED enum rc person_delete(struct work *w, int64_t id, struct str why);
struct person   person_told(struct work *w, const struct person_row *row);

struct person_ask {
    int64_t    place;              /* its subtree */
    struct str name, phone, paper; /* one of them, whole; or none */
    int64_t    after, limit;
};
CHECKED enum rc persons_find(struct work *w, const struct person_ask *ask, struct rows *ret);

/* The fields of `fields` (struct str) whole, the others absent. */
CHECKED enum rc person_unmask(struct work *w, int64_t id, const struct list *fields,
                              struct str reason, struct person *ret);

/* A bounded piece of the deleting that is due. */
CHECKED enum rc persons_delete_due(struct work *w, bool *ret_more);

/* -- consent -- */

CHECKED enum rc consent_give(struct work *w, struct str about, int64_t subject, struct str purpose,
                             int32_t way, int64_t *ret_id);
CHECKED enum rc consent_withdraw(struct work *w, struct str about, int64_t subject,
                                 struct str purpose);

#endif
