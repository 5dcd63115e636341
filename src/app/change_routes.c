/* change_routes: the versions of the practice, for administrators. */
#include "app/change.h"
#include "work/pages.h"

enum { BODY_MOST = 8 << 20 };

/* -- sending one -- */

struct upload_query {
    struct str pack;
};
static const struct field upload_query_fields[] = {
    F(struct upload_query, pack, .opt = true, .max = 64,
      .doc = "which of the packs that are sent is to be kept; the others are what it extends"),
};
static const struct shape upload_query_shape = SHAPE(struct upload_query, upload_query_fields);

struct upload_view {
    struct practice_kept version;
    bool                 made;
    struct list          findings;
};
#define T struct upload_view
static const struct field upload_view_fields[] = {
    F_OBJ(T, version, &practice_kept_shape, .doc = "as it is kept"),
    F(T, made, .doc = "false: the same files were kept before, and nothing was changed"),
    F(T, findings, .of = &file_finding_shape, .doc = "warnings of the checker"),
};
static const struct shape upload_view_shape = SHAPE(T, upload_view_fields);
#undef T

static enum rc before_version(struct request *q, struct work *w)
{
    const struct upload_query *in = q->query;
    struct upload             *up = ARENA_NEW(w->arena, struct upload);

    q->found = up;
    return change_receive(q, w, in->pack, up);
}

static enum rc post_version(struct request *q, struct work *w)
{
    const struct upload *up = q->found;
    struct upload_view   v  = { .findings = up->findings };
    int64_t              number;

    TRY(practice_store(w, up->files, up->n, &number, &v.made));
    TRY(practice_kept_get(w, number, &v.version));
    return reply(q, v.made ? 201 : 200, &upload_view_shape, &v);
}

/* -- looking -- */

struct versions_query {
    int64_t before;
    int32_t limit;
};
static const struct field versions_query_fields[] = {
    F(struct versions_query, before, .opt = true, .min = 1, .doc = "the `next` of the page before"),
    F(struct versions_query, limit, .opt = true, .min = 1, .max = PAGE_MOST,
      .doc = "50 unless said"),
};
static const struct shape versions_query_shape =
    SHAPE(struct versions_query, versions_query_fields);

static enum rc get_versions(struct request *q, struct work *w)
{
    const struct versions_query *in    = q->query;
    int64_t                      limit = page_limit(in->limit), next = NONE_I64;
    const struct practice_kept  *at;
    struct rows                  rows;

    TRY(practice_list(w, in->before, limit, &rows));
    at = rows.at;
    if (rows.n == (size_t)limit && at[rows.n - 1].number > 1)
        next = at[rows.n - 1].number;
    return reply_rows_next(q, &practice_kept_shape, &rows, next);
}

static enum rc get_preview(struct request *q, struct work *w)
{
    return change_preview(q, w, q->path.id);
}

/* -- putting one in force -- */

struct enforce_in {
    int64_t    expected;
    struct str note;
};
static const struct field enforce_in_fields[] = {
    F(struct enforce_in, expected, .min = 1,
      .doc = "the version in force that the preview was compared with"),
    F(struct enforce_in, note, .opt = true, .max = 500, .doc = "why, for the journal"),
};
static const struct shape enforce_in_shape = SHAPE(struct enforce_in, enforce_in_fields);

static enum rc post_enforce(struct request *q, struct work *w)
{
    const struct enforce_in *in = q->body;
    struct practice_kept     v;

    TRY(practice_enforce(w, q->path.id, in->expected, in->note));
    TRY(practice_kept_get(w, q->path.id, &v));
    return reply(q, 200, &practice_kept_shape, &v);
}

const struct route change_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/practice/versions",
      .can        = CAP_PRACTICE_LOAD,
      .tx         = WORK_WRITE,
      .takes      = BODY_PARTS,
      .query      = &upload_query_shape,
      .reply      = &upload_view_shape,
      .body_most  = BODY_MOST,
      .per_minute = 30,
      .before     = before_version,
      .heavy      = true,
      .run        = post_version,
      .doc = "Keep a version of the practice; it is not in force by that. Each part is a file of a "
             "pack, its name PACK/PATH. Packs that it extends are sent with it, or are those that "
             "are kept here. What the checker refuses is told by file and line in `findings`." },
    { .on         = GET,
      .path       = "/api/v1/practice/versions",
      .can        = CAP_PRACTICE_READ,
      .tx         = WORK_READ,
      .query      = &versions_query_shape,
      .reply      = &practice_kept_shape,
      .reply_list = true,
      .run        = get_versions,
      .doc        = "The versions that are kept, the newest first, and when each was in force." },
    { .on         = GET,
      .path       = "/api/v1/practice/versions/{id}/preview",
      .can        = CAP_PRACTICE_READ,
      .tx         = WORK_READ,
      .reply      = &change_preview_shape,
      .per_minute = 60,
      .run        = get_preview,
      .doc = "What this version changes against the one in force, and what that means for the "
             "cases that run and the posts that are held. Changes nothing." },
    { .on    = POST,
      .path  = "/api/v1/practice/versions/{id}/enforce",
      .can   = CAP_PRACTICE_ENFORCE,
      .tx    = WORK_WRITE,
      .body  = &enforce_in_shape,
      .reply = &practice_kept_shape,
      .run   = post_enforce,
      .doc   = "Put a version in force that somebody else kept. A conflict when another was put in "
               "force since the preview." },
    { 0 },
};
