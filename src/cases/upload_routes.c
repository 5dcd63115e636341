/* upload_routes: files in, and out to whoever may see them. */
#include "cases/sniff.h"
#include "cases/upload.h"

struct file_view {
    int64_t    id;
    struct str name, type;
    int64_t    size, width, height;
};
static const struct field file_view_fields[] = {
    F(struct file_view, id, .as = AS_ID,
      .doc = "to be named in a report or a move within a day; then it is deleted"),
    F(struct file_view, name, .opt = true, .doc = "as it was called"),
    F(struct file_view, type, .doc = "by its content"),
    F(struct file_view, size, .doc = "bytes, as it is kept"),
    F(struct file_view, width, .opt = true, .doc = "of a photo, px"),
    F(struct file_view, height, .opt = true, .doc = "of a photo, px"),
};
static const struct shape file_view_shape = SHAPE(struct file_view, file_view_fields);

struct file_query {
    bool small;
};
static const struct field file_query_fields[] = {
    F(struct file_query, small, .opt = true, .doc = "of a photo: the small one"),
};
static const struct shape file_query_shape = SHAPE(struct file_query, file_query_fields);

static enum rc before_files(struct request *q, struct work *w)
{
    struct receipt *r = ARENA_NEW(w->arena, struct receipt);

    q->found = r;
    return upload_receive(w, q->files, q->n_files, q->address, r);
}

static enum rc post_files(struct request *q, struct work *w)
{
    struct receipt  *r = q->found;
    struct file_view at[UPLOAD_FILES];
    struct rows_view v = { at, r->n };

    TRY(upload_record(w, r));
    for (size_t i = 0; i < r->n; i++) {
        const struct file_row *f = &r->at[i].row;

        at[i] = (struct file_view){ f->id, f->name, f->type, f->size, f->width, f->height };
    }
    TRY(reply_list(q, &file_view_shape, &v, STR_NONE, STR_NONE));
    q->status = 201;
    return RC_OK;
}

static enum rc send(struct request *q, struct work *w, int64_t id)
{
    const struct file_query *in = q->query;
    struct file_row          f;
    enum file_type           type;
    bool                     photo;

    TRY(upload_see(w, id, &f));
    type  = sniff_type_of(f.type);
    photo = file_kinds[type].photo != NULL;
    if (in->small && !f.small.p)
        return RC_NOT_FOUND;
    TRY(reply_file(q, file_kinds[type].mime,
                   store_path(w->arena, w->services->data, in->small ? f.small : f.digest),
                   photo      ? STR_NONE
                   : f.name.p ? f.name
                              : S("file")));
    /* What an id stands for never changes; who may see it may. */
    reply_header(q, "Cache-Control", S("private, max-age=600"));
    return RC_OK;
}

static enum rc get_file(struct request *q, struct work *w)
{
    return send(q, w, q->path.id);
}

static enum rc get_file_by_code(struct request *q, struct work *w)
{
    struct case_row c;

    TRY(case_by_code(w, q->path.word[0], &c));
    return send(q, w, q->path.id);
}

const struct route case_file_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/files",
      .can        = CAP_ANYBODY,
      .tx         = WORK_WRITE,
      .takes      = BODY_PARTS,
      .body_most  = UPLOAD_ALL,
      .per_minute = 300,
      .before     = before_files,
      .heavy      = true,
      .run        = post_files,
      .reply      = &file_view_shape,
      .reply_list = true,
      .doc = "Send files, to be named in a report or a move. The type is told by the content; "
             "photos are turned upright, scaled and cleaned of where they were taken." },
    { .on         = GET,
      .path       = "/api/v1/files/{id}",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &file_query_shape,
      .reply_type = "*/*",
      .run        = get_file,
      .doc        = "A file, for whoever sent it, may see its case, or if it is published." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}/files/{id}",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &file_query_shape,
      .reply_type = "*/*",
      .per_minute = 300,
      .run        = get_file_by_code,
      .doc        = "A file of the case, for whoever holds its code." },
    { 0 },
};
