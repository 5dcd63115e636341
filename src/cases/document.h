#ifndef LINLI_CASES_DOCUMENT_H
#define LINLI_CASES_DOCUMENT_H
/*
 * document: what is made out in a case and kept as it was: certificates,
 * agreements. For this room.
 *
 * A document is written once: its words are filled in, numbered and digested
 * in the unit of work of the move that issues it, and afterwards it can only
 * be annulled. Whether it holds anybody may ask who has it in hand, by its
 * number and the code that is printed on it.
 */
#include "cases/engine.h"

enum document_state { DOCUMENT_VALID, DOCUMENT_ANNULLED };

struct document_row {
    int64_t    id, case_id;
    struct str kind, number;
    int64_t    org, place;
    struct str issuer, title, words, signers;
    bool       seal;
    int32_t    keep;
    struct str digest, code;
    int32_t    day;
    int64_t    made, maker;
    int32_t    state; /* enum document_state */
    int64_t    annulled, annuller;
    struct str why;
};
extern const struct shape document_row_shape;
extern const struct stmt  stmt_document_put, stmt_document_get, stmt_document_of,
    stmt_document_number, stmt_document_each, stmt_document_annul, stmt_series_more,
    stmt_series_first, stmt_series_get;

/* -- by moves -- */
/* What the move issues and annuls. `task`: for which it is made; NULL: none.
 *   RC_INVALID  something that the document must have is not filled in */
CHECKED enum rc document_move(struct run *r, const struct move *m, const struct task_row *task,
                              struct str reason);

/* What a move would make out, filled in: the move is tried as it would be made, and undone. What
 * `case_carry` refuses is refused the same way. Of a personal one it stays on record that
 * it was read. Rows of struct document_row. */
CHECKED enum rc document_preview(struct work *w, int64_t case_id, const struct move_in *in,
                                 struct rows *ret);

/* -- reading -- */
/* Without the words: for whoever may see the case. Rows of struct document_row. */
CHECKED enum rc document_list(struct work *w, int64_t case_id, struct rows *ret);
/*
 * Whole. Those of a personal or stricter class are read by whoever reported the case and its
 * parties, by whoever has just made it out, and by others of the office who have said why
 * (document_unmask) within the last minutes.
 *   RC_NOT_FOUND  none, or not for this actor
 *   RC_DENIED     the office has to say why first
 */
CHECKED enum rc document_read(struct work *w, int64_t case_id, int64_t id,
                              struct document_row *ret);
/* By its own id alone, with the case's code or without. */
CHECKED enum rc document_read_any(struct work *w, int64_t id, struct document_row *ret);
CHECKED enum rc document_unmask(struct work *w, int64_t case_id, int64_t id, struct str reason,
                                struct document_row *ret);
/* By what is printed on it. RC_NOT_FOUND: no such number, or the code is another. */
CHECKED enum rc document_check(struct work *w, struct str number, struct str code,
                               struct document_row *ret);

/* -- document_page.c -- */
/* A page to be printed on A4, without script. */
CHECKED enum rc document_page(const struct document_row *d, struct buf *out);

#endif
