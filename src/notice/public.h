#ifndef LINLI_NOTICE_PUBLIC_H
#define LINLI_NOTICE_PUBLIC_H
/* public: public notices and objections to them; for this room only. */
#include "notice/notice_rows.h"

CHECKED enum rc notice_change(struct work *w, int64_t id, const struct notice_new *in,
                              int64_t version);
/* An open one, before its time; `why` is published. */
CHECKED enum rc notice_withdraw(struct work *w, int64_t id, struct str why);
/* What came of a closed one. */
CHECKED enum rc notice_result(struct work *w, int64_t id, struct str result);
/* With its names; the actor must be allowed to edit there. */
CHECKED enum rc notice_for_office(struct work *w, int64_t id, struct notice_row *ret);
/* Of all that were opened. RC_NOT_FOUND for a draft. */
CHECKED enum rc notice_for_all(struct work *w, int64_t id, struct notice_row *ret);

CHECKED enum rc objection_by_code(struct work *w, int64_t id, struct str code,
                                  struct objection_row *ret);
/* Name and telephone whole, for a reason that goes on record. */
CHECKED enum rc objection_unmask(struct work *w, int64_t id, struct str reason,
                                 struct objection_row *ret);

#endif
