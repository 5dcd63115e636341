/* The journal, for the audit administrator. */
#include "people/people_routes.h"

/* A call looks at so many entries at most; `next` carries on where it ended. */
enum { LOOK_MOST = 2000 };

struct journal_ask {
    int64_t    before, account, subject;
    struct str kind, about;
    int32_t    limit;
};
static const struct field journal_ask_fields[] = {
    F(struct journal_ask, before, .opt = true, .min = 1, .doc = "the `next` of the page before"),
    F(struct journal_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said"),
    F(struct journal_ask, kind, .opt = true, .max = 64,
      .doc = "how the kind begins: person.unmasked, account."),
    F(struct journal_ask, account, .as = AS_ID, .opt = true, .doc = "who did it"),
    F(struct journal_ask, about, .opt = true, .max = 32, .doc = "to what kind of thing: account"),
    F(struct journal_ask, subject, .as = AS_ID, .opt = true, .doc = "and to which"),
};
const struct shape journal_ask_shape = SHAPE(struct journal_ask, journal_ask_fields);

static bool asked_for(const struct journal_ask *in, const struct entry *e)
{
    return (!in->kind.p || str_starts(e->kind, in->kind)) &&
           (in->account == NONE_I64 || e->account == in->account) &&
           (!in->about.p || str_eq(e->on, in->about)) &&
           (in->subject == NONE_I64 || e->subject == in->subject);
}

enum rc journal_get(struct request *q, struct work *w)
{
    const struct journal_ask *in    = q->query;
    size_t                    limit = (size_t)page_limit(in->limit);
    int64_t                   next  = NONE_I64;
    struct rows               rows;
    struct entry             *e;
    size_t                    n = 0, i;

    TRY(journal_before(w, in->before, LOOK_MOST, &rows));
    e = rows.at;
    for (i = 0; i < rows.n && n < limit; i++)
        if (asked_for(in, &e[i]))
            e[n++] = e[i];
    if (i > 0 && (i < rows.n || rows.n == LOOK_MOST))
        next = e[i - 1].seq;
    return reply_rows_next(q, &entry_shape, &(struct rows){ e, n }, next);
}
