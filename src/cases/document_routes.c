/* document_routes: documents of a case, as data and as pages to be printed. */
#include "cases/case_routes.h"
#include "cases/document.h"
#include "http/request.h"

enum { CHECKS_A_MINUTE = 20, BY_CODE_A_MINUTE = 60, REASON_LEAST = 4, REASON_MOST = 200 };

static const char *const state_words[] = { "valid", "annulled", NULL };

/* -- shapes -- */

struct document_brief {
    int64_t    id;
    struct str kind, number, title, issuer;
    int32_t    day, state;
    int64_t    made, annulled;
};
#define T struct document_brief
#define BRIEF(T)                                                                                   \
    F(T, id, .as = AS_ID, .doc = "the document"), F(T, kind, .doc = "its name in the pack"),       \
        F(T, number, .doc = "of the issuer's own series, without gaps"),                           \
        F(T, title, .doc = "what it is called"), F(T, issuer, .doc = "who issued it"),             \
        F(T, day, .as = AS_DAY, .doc = "the day that stands on it"),                               \
        F(T, state, .words = state_words, .doc = "whether it holds"),                              \
        F(T, made, .as = AS_TIME, .doc = "when it was made out"),                                  \
        F(T, annulled, .as = AS_TIME, .opt = true, .doc = "since when it holds no more")
static const struct field brief_fields[] = { BRIEF(T) };
static const struct shape brief_shape    = SHAPE(T, brief_fields);
#undef T

struct document_view {
    int64_t     id;
    struct str  kind, number, title, issuer;
    int32_t     day, state;
    int64_t     made, annulled;
    struct str  words;
    struct list signers; /* struct str */
    bool        seal;
    struct str  digest, code;
};
#define T struct document_view
static const struct field view_fields[] = {
    BRIEF(T),
    F(T, words, .doc = "as it was filled in"),
    F(T, signers, .each = K_STR, .opt = true, .max = 200, .doc = "who signs, a line each"),
    F(T, seal, .doc = "there is a place for the seal"),
    F(T, digest, .doc = "SM3 of what is printed, hexadecimal"),
    F(T, code, .doc = "printed on it: with it anybody may ask whether it holds"),
};
static const struct shape view_shape = SHAPE(T, view_fields);
#undef T

struct document_draft { /* not made out yet: it has no number, code or digest */
    struct str  kind, title, issuer;
    int32_t     day;
    struct str  words;
    struct list signers; /* struct str */
    bool        seal;
};
#define T struct document_draft
static const struct field draft_fields[] = {
    F(T, kind, .doc = "its name in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, issuer, .doc = "who would issue it"),
    F(T, day, .as = AS_DAY, .doc = "the day that would stand on it"),
    F(T, words, .doc = "as it would be filled in; a number in it is given only when it is made"),
    F(T, signers, .each = K_STR, .opt = true, .max = 200, .doc = "who signs, a line each"),
    F(T, seal, .doc = "there is a place for the seal"),
};
static const struct shape draft_shape = SHAPE(T, draft_fields);
#undef T

struct document_said { /* to whoever has the paper in hand */
    struct str number, title;
    int32_t    day, state;
};
#define T struct document_said
static const struct field said_fields[] = {
    F(T, number, .doc = "as it was asked for"),
    F(T, title, .doc = "what kind of document it is"),
    F(T, day, .as = AS_DAY, .doc = "the day that stands on it"),
    F(T, state, .words = state_words, .doc = "whether it holds"),
};
static const struct shape said_shape = SHAPE(T, said_fields);
#undef T

struct document_reason {
    struct str reason;
};
static const struct field reason_fields[] = {
    F(struct document_reason, reason, .min = REASON_LEAST, .max = REASON_MOST,
      .doc = "goes on record"),
};
static const struct shape reason_shape = SHAPE(struct document_reason, reason_fields);

struct code_query {
    struct str code;
};
static const struct field check_fields[] = {
    F(struct code_query, code, .max = 20, .doc = "as printed on the document"),
};
static const struct shape check_shape    = { .name   = "document_code",
                                             .size   = sizeof(struct code_query),
                                             .fields = check_fields,
                                             .n      = ARRAY_LEN(check_fields) };
static const struct field print_fields[] = {
    F(struct code_query, code, .opt = true, .max = 20,
      .doc = "of the case, for whoever holds it; without it as whoever is signed in"),
};
static const struct shape print_shape = { .name   = "document_print",
                                          .size   = sizeof(struct code_query),
                                          .fields = print_fields,
                                          .n      = ARRAY_LEN(print_fields) };

static struct document_brief brief_of(const struct document_row *d)
{
    return (struct document_brief){ d->id,  d->kind,  d->number, d->title,   d->issuer,
                                    d->day, d->state, d->made,   d->annulled };
}

static struct list lines(struct arena *a, struct str text)
{
    VEC(struct str) out = { 0 };
    struct str      line;

    while (str_split(&text, '\n', &line))
        if (line.n)
            *VEC_PUSH(a, &out) = line;
    return (struct list){ out.at, out.n };
}

static enum rc reply_document(struct request *q, struct work *w, const struct document_row *d)
{
    struct document_view v = {
        .id       = d->id,
        .kind     = d->kind,
        .number   = d->number,
        .title    = d->title,
        .issuer   = d->issuer,
        .day      = d->day,
        .state    = d->state,
        .made     = d->made,
        .annulled = d->annulled,
        .words    = d->words,
        .signers  = lines(w->arena, d->signers),
        .seal     = d->seal,
        .digest   = d->digest,
        .code     = d->code,
    };

    return reply(q, 200, &view_shape, &v);
}

/* -- handlers -- */

static enum rc reply_documents(struct request *q, struct work *w, int64_t id)
{
    const struct document_row *d;
    struct document_brief     *out;
    struct rows                rows;

    TRY(document_list(w, id, &rows));
    d   = rows.at;
    out = ARENA_ARRAY(w->arena, struct document_brief, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = brief_of(&d[i]);
    rows.at = out;
    return reply_rows(q, &brief_shape, &rows);
}

static enum rc get_documents(struct request *q, struct work *w)
{
    return reply_documents(q, w, q->path.id);
}

static enum rc get_documents_by_code(struct request *q, struct work *w)
{
    struct case_row c;

    TRY(case_by_code(w, q->path.word[0], &c));
    return reply_documents(q, w, c.id);
}

static enum rc get_document(struct request *q, struct work *w)
{
    struct document_row d;

    TRY(document_read(w, q->path.id, q->path.sub, &d));
    return reply_document(q, w, &d);
}

static enum rc get_document_by_code(struct request *q, struct work *w)
{
    struct case_row     c;
    struct document_row d;

    TRY(case_by_code(w, q->path.word[0], &c));
    TRY(document_read(w, c.id, q->path.id, &d));
    return reply_document(q, w, &d);
}

static enum rc post_preview(struct request *q, struct work *w)
{
    const struct document_row *d;
    struct document_draft     *out;
    struct rows                rows;

    TRY(document_preview(w, q->path.id, q->body, &rows));
    d   = rows.at;
    out = ARENA_ARRAY(w->arena, struct document_draft, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = (struct document_draft){ d[i].kind, d[i].title, d[i].issuer,
                                          d[i].day,  d[i].words, lines(w->arena, d[i].signers),
                                          d[i].seal };
    rows.at = out;
    return reply_rows(q, &draft_shape, &rows);
}

static enum rc post_unmask(struct request *q, struct work *w)
{
    const struct document_reason *in = q->body;
    struct document_row           d;

    TRY(document_unmask(w, q->path.id, q->path.sub, in->reason, &d));
    return reply_document(q, w, &d);
}

static enum rc get_check(struct request *q, struct work *w)
{
    const struct code_query *in = q->query;
    struct document_row      d;
    struct document_said     s;

    TRY(document_check(w, q->path.word[0], in->code, &d));
    s = (struct document_said){ d.number, d.title, d.day, d.state };
    return reply(q, 200, &said_shape, &s);
}

static enum rc get_print(struct request *q, struct work *w)
{
    const struct code_query *in = q->query;
    struct document_row      d;
    struct case_row          c;
    struct buf              *b = arena_buf(w->arena, 4 << 20);

    if (in->code.p)
        TRY(case_by_code(w, in->code, &c));
    TRY(document_read_any(w, q->path.id, &d));
    TRY(document_page(&d, b));
    reply_header(q, "Content-Security-Policy",
                 S("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                   "form-action 'none'; frame-ancestors 'self'"));
    return reply_text(q, 200, "text/html; charset=utf-8", buf_str(b));
}

const struct route case_document_routes[] = {
    { .on         = GET,
      .path       = "/api/v1/cases/{id}/documents",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .reply      = &brief_shape,
      .reply_list = true,
      .run        = get_documents,
      .doc        = "Documents that were made out in a case." },
    { .on    = GET,
      .path  = "/api/v1/cases/{id}/documents/{sub}",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .reply = &view_shape,
      .run   = get_document,
      .doc   = "One document whole. Of a personal one the office says first why it reads it." },
    { .on         = POST,
      .path       = "/api/v1/cases/{id}/moves/preview",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_WRITE,
      .body       = &move_in_shape,
      .reply      = &draft_shape,
      .reply_list = true,
      .run        = post_preview,
      .doc        = "The documents that a move would make out, filled in. Changes nothing." },
    { .on    = POST,
      .path  = "/api/v1/cases/{id}/documents/{sub}/unmask",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_WRITE,
      .body  = &reason_shape,
      .reply = &view_shape,
      .run   = post_unmask,
      .doc = "Read a personal document, for a reason that goes on record; for some minutes it can "
             "then be read and printed." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}/documents",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .reply      = &brief_shape,
      .reply_list = true,
      .per_minute = BY_CODE_A_MINUTE,
      .run        = get_documents_by_code,
      .doc        = "Documents of the case, for whoever holds its code." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}/documents/{id}",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .reply      = &view_shape,
      .per_minute = BY_CODE_A_MINUTE,
      .run        = get_document_by_code,
      .doc        = "One document of the case, for whoever holds its code." },
    { .on         = GET,
      .path       = "/api/v1/public/documents/{number}",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &check_shape,
      .reply      = &said_shape,
      .per_minute = CHECKS_A_MINUTE,
      .run        = get_check,
      .doc        = "Whether a document holds, for whoever has the paper in hand." },
    { .on         = GET,
      .path       = "/documents/{id}/print",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &print_shape,
      .reply_type = "text/html",
      .per_minute = BY_CODE_A_MINUTE,
      .run        = get_print,
      .doc        = "A document as a page to be printed on A4, without script." },
    { 0 },
};
