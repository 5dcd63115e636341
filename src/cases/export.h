#ifndef LINLI_CASES_EXPORT_H
#define LINLI_CASES_EXPORT_H
/*
 * export: cases as CSV, with the numbers that they have elsewhere and the
 * answer, for returning orders and for spreadsheets. Personal fields are
 * masked unless whoever asks may unmask them there and says why. For this
 * room.
 */
#include "cases/cases.h"
#include "cases/store.h"

enum { EXPORT_MOST = 200000, EXPORT_REASON_LEAST = 2 }; /* cases; characters */

struct export_query {
    int64_t    place; /* NONE_I64: wherever the caller may */
    int64_t    since, until, closed_since;
    int32_t    channel; /* -1: any */
    struct str process, reason;
    bool       unmask;

    const struct scope *within; /* no case beyond it, whatever the caller may; NULL: not asked */
};
extern const struct shape export_query_shape;

/*
 * What stands in each line of a file that leaves, in a column of its own (CSV knows no comments),
 * and may stand above and below a page: who took it, when, what for, who agreed.
 */
struct export_mark {
    struct str number; /* of the approval; absent: none was needed */
    struct str who;
    int64_t    at;
    struct str purpose, approver; /* may be absent */
};
struct str export_mark_text(struct arena *a, const struct export_mark *m, enum lang lang);

struct exported {
    struct draft file;
    int64_t      n;
    struct str   place_path;
};
/*
 * Write the file, on a thread that may be slow; `w` has no transaction. `mark` stands in each
 * line; `most` is EXPORT_MOST where nothing asks for less.
 *   RC_DENIED     not there; or personal fields without CAP_FIELD_UNMASK
 *   RC_INVALID    unmask without a reason
 *   RC_NOT_FOUND  no such place
 *   RC_TOO_LARGE  more than `most` cases
 *   RC_NO_SPACE, RC_IO
 */
CHECKED enum rc case_export(struct work *w, const struct export_query *q, struct str mark,
                            int64_t most, enum lang lang, struct exported *ret);
/*
 * Without asking anybody: nothing personal, and no more than the security administrator lets go
 * (policy.export_free).
 *   RC_DENIED  it has to be asked for
 */
CHECKED enum rc case_export_free(struct work *w, const struct export_query *q, enum lang lang,
                                 struct exported *ret);
/* How many cases go so; 0: none. */
CHECKED enum rc case_export_most(struct work *w, int64_t *ret_most);
enum rc         case_export_ask(struct work *w); /* RC_DENIED: it has to be asked for */
/* Within the unit of work that sends it. */
CHECKED enum rc case_export_note(struct work *w, const struct export_query *q,
                                 const struct exported *e);

/* What became of the case that is called so elsewhere. */
struct outside_view {
    int64_t    id;
    struct str number, outside_number;
    int32_t    state;
    struct str step_title;
    int64_t    opened, closed;
    int32_t    outcome;
    struct str answer;
};
extern const struct shape outside_view_shape;
/* RC_NOT_FOUND: none, or not for this actor. */
CHECKED enum rc case_by_outside(struct work *w, struct str channel, struct str number,
                                enum lang lang, struct outside_view *ret);

#endif
