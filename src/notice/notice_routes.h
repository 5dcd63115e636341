#ifndef LINLI_NOTICE_NOTICE_ROUTES_H
#define LINLI_NOTICE_NOTICE_ROUTES_H
/* The handlers behind the room's table of routes, and what they share. */
#include "notice/public.h"
#include "work/pages.h"

int64_t before_of(int64_t before); /* of a list; NONE_I64: from the newest on */

struct words_in {
    struct str words;
};
extern const struct shape words_in_shape;

/* -- message_routes.c -- */

extern const struct shape inbox_ask_shape, message_shape, read_to_shape;
enum rc                   messages_get(struct request *q, struct work *w);
enum rc                   message_read_post(struct request *q, struct work *w);
enum rc                   messages_read_post(struct request *q, struct work *w);

/* -- public_routes.c -- */

extern const struct shape notice_ask_shape, public_notice_shape, office_notice_shape,
    office_ask_shape, notice_new_shape, notice_changed_shape, version_in_shape;
enum rc notices_get(struct request *q, struct work *w);
enum rc notice_get(struct request *q, struct work *w);
enum rc office_notices_get(struct request *q, struct work *w);
enum rc office_notice_get(struct request *q, struct work *w);
enum rc notice_post(struct request *q, struct work *w);
enum rc notice_put(struct request *q, struct work *w);
enum rc notice_open_post(struct request *q, struct work *w);
enum rc notice_withdraw_post(struct request *q, struct work *w);
enum rc notice_result_post(struct request *q, struct work *w);

/* -- objection_routes.c -- */

extern const struct shape objection_in_shape, objection_taken_shape, objection_shape,
    page_ask_shape, objection_unmask_shape, code_ask_shape;
enum rc objection_post(struct request *q, struct work *w);
enum rc objections_get(struct request *q, struct work *w);
enum rc objection_answer_post(struct request *q, struct work *w);
enum rc objection_unmask_post(struct request *q, struct work *w);
enum rc objection_get(struct request *q, struct work *w);

/* -- notice_page.c, objection_page.c, grid_page.c: the same as plain pages -- */

struct page;
struct objection_form { /* as it was typed */
    struct str words, name, phone;
};
/* The form of a notice that takes objections; with what is wrong in the faults. */
void page_objection(struct page *p, const struct notice_row *n, const struct objection_form *typed,
                    const struct faults *wrong);
/* A list of notices, each with its place and period. */
void page_notices(struct page *p, const struct rows *rows);

extern const struct shape objection_form_shape, objection_page_shape;
enum rc                   page_objection_post(struct request *q, struct work *w);
enum rc                   page_objection_get(struct request *q, struct work *w);
enum rc                   page_grid_get(struct request *q, struct work *w);
enum rc                   page_grid_qr(struct request *q, struct work *w);

#endif
