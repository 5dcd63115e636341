#ifndef LINLI_PEOPLE_PEOPLE_ROUTES_H
#define LINLI_PEOPLE_PEOPLE_ROUTES_H
/* The handlers behind the room's table of routes. */
#include "people/people_own.h"

/* -- session_routes.c and me_routes.c: coming and going, and what is one's own -- */

extern const struct shape sign_in_shape, me_shape, session_told_shape, code_password_shape,
    me_edit_shape, password_shape, second_told_shape, second_code_shape, second_off_shape,
    recovery_shape;
enum rc session_post_before(struct request *q, struct work *w);
enum rc session_post(struct request *q, struct work *w);
enum rc session_delete(struct request *q, struct work *w);
enum rc code_post_before(struct request *q, struct work *w);
enum rc code_post(struct request *q, struct work *w);
enum rc me_get(struct request *q, struct work *w);
enum rc me_patch(struct request *q, struct work *w);
enum rc password_post_before(struct request *q, struct work *w);
enum rc password_post(struct request *q, struct work *w);
enum rc second_post(struct request *q, struct work *w);
enum rc second_confirm_post(struct request *q, struct work *w);
enum rc second_off_before(struct request *q, struct work *w);
enum rc second_off_post(struct request *q, struct work *w);
enum rc my_sessions_get(struct request *q, struct work *w);
enum rc my_sessions_delete(struct request *q, struct work *w);
enum rc my_session_delete(struct request *q, struct work *w);
enum rc my_consents_get(struct request *q, struct work *w);
enum rc my_consent_put(struct request *q, struct work *w);
enum rc my_consent_delete(struct request *q, struct work *w);
enum rc my_tokens_get(struct request *q, struct work *w);
enum rc my_token_post(struct request *q, struct work *w);
enum rc my_token_delete(struct request *q, struct work *w);

/* -- account_routes.c -- */

extern const struct shape account_ask_shape, account_in_shape, account_made_shape,
    account_edit_shape, role_in_shape, code_told_shape, page_shape;
enum rc accounts_get(struct request *q, struct work *w);
enum rc account_post(struct request *q, struct work *w);
enum rc account_one_get(struct request *q, struct work *w);
enum rc account_patch(struct request *q, struct work *w);
enum rc account_close_post(struct request *q, struct work *w);
enum rc account_open_post(struct request *q, struct work *w);
enum rc account_code_post(struct request *q, struct work *w);
enum rc account_role_put(struct request *q, struct work *w);
enum rc account_sessions_delete(struct request *q, struct work *w);
enum rc account_second_delete(struct request *q, struct work *w);
enum rc account_tokens_get(struct request *q, struct work *w);
enum rc account_token_post(struct request *q, struct work *w);
enum rc account_token_delete(struct request *q, struct work *w);
enum rc policy_one_get(struct request *q, struct work *w);
enum rc policy_one_put(struct request *q, struct work *w);

extern const struct shape sign_in_state_shape;
enum rc                   account_sign_in_get(struct request *q, struct work *w);

/* -- journal_routes.c -- */

extern const struct shape journal_ask_shape;
enum rc                   journal_get(struct request *q, struct work *w);

/* -- posting_routes.c -- */

extern const struct shape posting_ask_shape, posting_in_shape, posting_end_shape,
    unsettled_ask_shape, staffing_ask_shape, day_ask_shape;
enum rc postings_get(struct request *q, struct work *w);
enum rc postings_unsettled_get(struct request *q, struct work *w);
enum rc posting_post(struct request *q, struct work *w);
enum rc posting_end_post(struct request *q, struct work *w);
enum rc staffing_get(struct request *q, struct work *w);
enum rc teams_get(struct request *q, struct work *w);
enum rc board_get(struct request *q, struct work *w);

/* -- person_routes.c -- */

extern const struct shape person_ask_shape, person_find_shape, person_in_shape, person_edit_shape,
    unmask_shape, unmasked_shape, consent_in_shape, why_shape;
enum rc persons_get(struct request *q, struct work *w);
enum rc persons_find_post(struct request *q, struct work *w);
enum rc person_post(struct request *q, struct work *w);
enum rc person_one_get(struct request *q, struct work *w);
enum rc person_patch(struct request *q, struct work *w);
enum rc person_delete_post(struct request *q, struct work *w);
enum rc person_unmask_post(struct request *q, struct work *w);
enum rc person_consents_get(struct request *q, struct work *w);
enum rc person_consent_post(struct request *q, struct work *w);
enum rc person_consent_delete(struct request *q, struct work *w);

/* What only the person may do, not a program in their name. */
CHECKED enum rc in_person(struct work *w);
/* Checked against the policy and hashed; for `before`. */
CHECKED enum rc password_new(struct request *q, struct work *w, struct str login,
                             struct str password, struct str *ret_hash);

/* Replies that several give. */
struct id_told {
    int64_t id;
};
extern const struct shape id_told_shape;
enum rc                   reply_id(struct request *q, int64_t id);

#endif
