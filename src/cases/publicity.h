#ifndef LINLI_CASES_PUBLICITY_H
#define LINLI_CASES_PUBLICITY_H
/*
 * publicity: public notices that a case shows while it is in a step.
 *
 * The notice itself is the room `notice`'s, which closes it in time and
 * takes objections; here is which case and step it belongs to. For this room.
 */
#include "cases/engine.h"

struct shown_row {
    int64_t    notice;
    struct str step;
    int64_t    round;
    struct str why; /* the offices' */
    struct str title;
    int32_t    state; /* enum notice_state */
    int32_t    from, to, objections_to;
    bool       comments;
    int64_t    objections, objections_open; /* NONE_I64: not for the caller */
};
extern const struct shape shown_row_shape; /* as the API shows it */
extern const struct stmt  stmt_shown_put, stmt_shown_why, stmt_shown_of, stmt_shown_case;

/* The case's notices, oldest first, kept for the next time: rows of struct shown_row. */
CHECKED enum rc shown_of(struct run *r, struct rows *ret);
CHECKED enum rc shown_open(struct run *r);  /* the step's, if it has one; on entering it */
CHECKED enum rc shown_close(struct run *r); /* what still stands of it; on leaving it */
/* What expressions ask: CN_NOTICE, CN_OBJECTIONS, CN_OBJECTIONS_OPEN. */
CHECKED enum rc shown_value(struct run *r, enum case_name name, struct evalue *ret);

#endif
