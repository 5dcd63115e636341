/* Natural persons and their consent. */
#include "people/people_routes.h"
#include "people/person.h"

struct person_query {
    int64_t after, place;
    int32_t limit;
};
static const struct field person_ask_fields[] = {
    PAGE_FIELDS(struct person_query, ),
    F(struct person_query, place, .as = AS_ID, .doc = "its subtree"),
};
const struct shape person_ask_shape = SHAPE(struct person_query, person_ask_fields);

static enum rc reply_found(struct request *q, struct work *w, const struct person_ask *ask)
{
    struct rows rows;

    TRY(persons_find(w, ask, &rows));
    return reply_page(q, &person_shape, &rows, ask->limit, STR_NONE);
}

enum rc persons_get(struct request *q, struct work *w)
{
    const struct person_query *in   = q->query;
    struct page_in             page = { in->after, in->limit };

    return reply_found(q, w,
                       &(struct person_ask){ .place = in->place,
                                             .after = page_after(&page),
                                             .limit = page_limit(page.limit) });
}

/* Particulars are sent in the body: addresses of pages end up in logs. */
struct person_find {
    int64_t    place;
    struct str name, phone, paper;
};
static const struct field person_find_fields[] = {
    F(struct person_find, place, .as = AS_ID, .doc = "its subtree"),
    F(struct person_find, name, .opt = true, .max = 40, .doc = "whole"),
    F(struct person_find, phone, .opt = true, .max = 20, .doc = "whole"),
    F(struct person_find, paper, .opt = true, .max = 18, .doc = "whole"),
};
const struct shape person_find_shape = SHAPE(struct person_find, person_find_fields);

enum rc persons_find_post(struct request *q, struct work *w)
{
    const struct person_find *in = q->body;

    return reply_found(
        q, w, &(struct person_ask){ in->place, in->name, in->phone, in->paper, 0, PAGE_MOST });
}

#define PERSON_IN_FIELDS(...)                                                                      \
    F(struct person_in, place, .as = AS_ID, __VA_ARGS__),                                          \
        F(struct person_in, name, .max = 40, __VA_ARGS__),                                         \
        F(struct person_in, phone, .opt = true, .max = 20),                                        \
        F(struct person_in, paper, .opt = true, .max = 18, .doc = "number of the identity card"),  \
        F(struct person_in, address, .opt = true, .max = 200),                                     \
        F(struct person_in, birth, .as = AS_DAY, .opt = true),                                     \
        F(struct person_in, purpose, .max = 100, .doc = "what the data is kept for", __VA_ARGS__), \
        F(struct person_in, basis, .words = basis_words, __VA_ARGS__),                             \
        F(struct person_in, keep_until, .as = AS_DAY, .doc = "deleted on that day", __VA_ARGS__),  \
        F(struct person_in, consent_way, .words = way_words, .opt = true,                          \
          .doc = "how the consent was given, when that is the basis")

static const struct field person_in_fields[]   = { PERSON_IN_FIELDS(.opt = false) };
const struct shape        person_in_shape      = SHAPE(struct person_in, person_in_fields);
static const struct field person_edit_fields[] = { PERSON_IN_FIELDS(.opt = true),
                                                   F(struct person_in, version) };
const struct shape        person_edit_shape    = {
              .name   = "struct person_edit",
              .size   = sizeof(struct person_in),
              .fields = person_edit_fields,
              .n      = ARRAY_LEN(person_edit_fields),
};

enum rc person_post(struct request *q, struct work *w)
{
    int64_t id;

    TRY(person_add(w, q->body, &id));
    return reply_id(q, id);
}

enum rc person_one_get(struct request *q, struct work *w)
{
    struct person_row row;
    struct person     told;

    TRY(person_get(w, q->path.id, CAP_PERSON_READ, &row));
    told = person_told(w, &row);
    return reply(q, 200, &person_shape, &told);
}

enum rc person_patch(struct request *q, struct work *w)
{
    TRY(person_edit(w, q->path.id, q->body));
    return reply_empty(q);
}

struct why_in {
    struct str why;
};
static const struct field why_fields[] = { F(struct why_in, why, .min = 2, .max = 200) };
const struct shape        why_shape    = SHAPE(struct why_in, why_fields);

enum rc person_delete_post(struct request *q, struct work *w)
{
    const struct why_in *in = q->body;

    TRY(person_delete(w, q->path.id, in->why));
    return reply_empty(q);
}

struct unmask_in {
    struct list fields; /* struct str */
    struct str  reason;
};
static const struct field unmask_fields[] = {
    F(struct unmask_in, fields, .each = K_STR, .min = 1, .max = 8),
    F(struct unmask_in, reason, .max = 200, .doc = "goes on record"),
};
const struct shape unmask_shape = SHAPE(struct unmask_in, unmask_fields);

/* Only the fields that were asked for. */
struct unmasked {
    int64_t    id;
    struct str name, phone, paper, address;
    int32_t    birth;
};
static const struct field unmasked_fields[] = {
    F(struct unmasked, id, .as = AS_ID),      F(struct unmasked, name, .opt = true),
    F(struct unmasked, phone, .opt = true),   F(struct unmasked, paper, .opt = true),
    F(struct unmasked, address, .opt = true), F(struct unmasked, birth, .as = AS_DAY, .opt = true),
};
const struct shape unmasked_shape = SHAPE(struct unmasked, unmasked_fields);

enum rc person_unmask_post(struct request *q, struct work *w)
{
    const struct unmask_in *in = q->body;
    struct person           p;

    TRY(person_unmask(w, q->path.id, &in->fields, in->reason, &p));
    return reply(q, 200, &unmasked_shape,
                 &(struct unmasked){ p.id, p.name, p.phone, p.paper, p.address, p.birth });
}

/* -- consents -- */

enum rc person_consents_get(struct request *q, struct work *w)
{
    struct person_row row;
    struct rows       rows;

    TRY(person_get(w, q->path.id, CAP_PERSON_READ, &row));
    TRY(db_all(w->tx, &stmt_consent_of, ARGS(A(S("person")), A(row.id)), &rows));
    return reply_rows(q, &consent_row_shape, &rows);
}

struct consent_in {
    struct str purpose;
    int32_t    way;
};
static const struct field consent_in_fields[] = {
    F(struct consent_in, purpose, .max = 100),
    F(struct consent_in, way, .words = way_words, .doc = "how it was given"),
};
const struct shape consent_in_shape = SHAPE(struct consent_in, consent_in_fields);

enum rc person_consent_post(struct request *q, struct work *w)
{
    const struct consent_in *in = q->body;
    struct person_row        row;
    struct str               purpose;
    int64_t                  id;

    TRY(person_get(w, q->path.id, CAP_PERSON_EDIT, &row));
    TRY(text_check(w, S("purpose"), in->purpose, 100, &purpose));
    TRY(consent_give(w, S("person"), row.id, purpose, in->way, &id));
    return reply_id(q, id);
}

enum rc person_consent_delete(struct request *q, struct work *w)
{
    struct person_row  row;
    struct consent_row consent;

    TRY(person_get(w, q->path.id, CAP_PERSON_EDIT, &row));
    TRY(db_one(w->tx, &stmt_consent_get, ARGS(A(q->path.sub)), &consent));
    if (!str_is(consent.about, "person") || consent.subject != row.id)
        return RC_NOT_FOUND;
    TRY(consent_withdraw(w, S("person"), row.id, consent.purpose));
    return reply_empty(q);
}
