/* Objections to public notices. */
#include "notice/notice_routes.h"

static const struct field words_in_fields[] = { F(struct words_in, words, .max = 2000) };
const struct shape        words_in_shape    = SHAPE(struct words_in, words_in_fields);

struct objection_in {
    struct str words, name, phone;
};
static const struct field objection_in_fields[] = {
    F(struct objection_in, words, .max = 2000),
    F(struct objection_in, name, .opt = true, .max = 40),
    F(struct objection_in, phone, .opt = true, .max = 20),
};
const struct shape objection_in_shape = SHAPE(struct objection_in, objection_in_fields);

struct objection_taken {
    int64_t    id;
    struct str code;
};
static const struct field objection_taken_fields[] = {
    F(struct objection_taken, id, .as = AS_ID),
    F(struct objection_taken, code, .doc = "with it the answer can be read; told once"),
};
const struct shape objection_taken_shape = SHAPE(struct objection_taken, objection_taken_fields);

struct objection {
    int64_t    id, notice;
    struct str words, name, phone;
    int64_t    made_at;
    struct str answer;
    int64_t    answered_at;
};
static const struct field objection_fields[] = {
    F(struct objection, id, .as = AS_ID),
    F(struct objection, notice, .as = AS_ID),
    F(struct objection, words),
    F(struct objection, name, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_NAME),
    F(struct objection, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(struct objection, made_at, .as = AS_TIME),
    F(struct objection, answer, .opt = true),
    F(struct objection, answered_at, .as = AS_TIME, .opt = true),
};
const struct shape objection_shape = SHAPE(struct objection, objection_fields);

static struct objection told_objection(const struct objection_row *o)
{
    return (struct objection){ o->id,    o->notice,  o->words,  o->name,
                               o->phone, o->made_at, o->answer, o->answered_at };
}

enum rc objection_post(struct request *q, struct work *w)
{
    const struct objection_in *in = q->body;
    struct objection_taken     out;

    TRY(objection_add(w, q->path.id, &(struct objection_new){ in->words, in->name, in->phone },
                      &out.id, &out.code));
    return reply(q, 201, &objection_taken_shape, &out);
}

struct page_ask {
    int64_t after;
    int32_t limit;
};
static const struct field page_ask_fields[] = {
    F(struct page_ask, after, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),
    F(struct page_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said"),
};
const struct shape page_ask_shape = SHAPE(struct page_ask, page_ask_fields);

enum rc objections_get(struct request *q, struct work *w)
{
    const struct page_ask *in    = q->query;
    int64_t                limit = page_limit(in->limit);
    struct notice_row      n;
    struct objection_row  *row;
    struct objection      *out;
    struct rows            rows;

    TRY(notice_for_office(w, q->path.id, &n));
    TRY(db_all(w->tx, &stmt_objection_of,
               ARGS(A(n.id), A(in->after == NONE_I64 ? (int64_t)0 : in->after), A(limit)), &rows));
    row = rows.at;
    out = ARENA_ARRAY(w->arena, struct objection, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = told_objection(&row[i]);
    rows.at = out;
    return reply_page(q, &objection_shape, &rows, limit, STR_NONE);
}

enum rc objection_answer_post(struct request *q, struct work *w)
{
    const struct words_in *in = q->body;

    TRY(objection_answer(w, q->path.id, in->words));
    return reply_empty(q);
}

struct objection_unmask_in {
    struct str reason;
};
static const struct field objection_unmask_fields[] = {
    F(struct objection_unmask_in, reason, .min = 4, .max = 200, .doc = "goes on record"),
};
const struct shape objection_unmask_shape =
    SHAPE(struct objection_unmask_in, objection_unmask_fields);

enum rc objection_unmask_post(struct request *q, struct work *w)
{
    const struct objection_unmask_in *in = q->body;
    struct objection_row              o;
    struct objection                  out;

    TRY(objection_unmask(w, q->path.id, in->reason, &o));
    out          = told_objection(&o);
    q->view.most = KEEP_PERSONAL;
    return reply(q, 200, &objection_shape, &out);
}

struct code_ask {
    struct str code;
};
static const struct field code_ask_fields[] = { F(struct code_ask, code, .max = 20,
                                                  .doc = "as told when the objection was made") };
const struct shape        code_ask_shape    = SHAPE(struct code_ask, code_ask_fields);

enum rc objection_get(struct request *q, struct work *w)
{
    const struct code_ask *in = q->query;
    struct objection_row   o;
    struct objection       out;

    TRY(objection_by_code(w, q->path.id, in->code, &o));
    out = told_objection(&o);
    return reply(q, 200, &objection_shape, &out);
}
