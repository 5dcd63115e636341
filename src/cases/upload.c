#include "cases/upload.h"
#include "base/utf8.h"
#include "cases/room.h"
#include "cases/scale.h"
#include "cases/sniff.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { EXPIRE_BATCH = 50 };

static const struct say say_no_files =
    SAY("no_files", "请选择要上传的文件", "choose the files to be sent");
static const struct say say_many_files =
    SAY("many_files", "一次最多上传{0}个文件", "{0} files at a time at most");
static const struct say say_empty_file = SAY("empty_file", "文件是空的", "the file is empty");
static const struct say say_large_file =
    SAY("large_file", "文件太大，最大{0} MB", "the file is too large: {0} MB at most");
static const struct say say_file_type = SAY(
    "file_type",
    "不接受这种文件；可以上传照片（jpg png webp gif heic）、pdf、docx、xlsx（不含宏）、txt、csv",
    "this type of file is not taken; photos (jpg png webp gif heic), pdf, docx and xlsx "
    "without macros, txt and csv are");
static const struct say say_misnamed =
    SAY("misnamed", "文件名与内容不符：内容是{0}",
        "the name says otherwise than the content, which is {0}");
static const struct say say_bad_photo = SAY("bad_photo", "照片无法读取，可能已损坏或不完整",
                                            "the photo cannot be read: broken or cut off");
static const struct say say_huge_photo = SAY("huge_photo", "照片像素太多，最多{0}万像素",
                                             "the photo has too many pixels: {1} million at most");
static const struct say say_slow_photo =
    SAY("slow_photo", "照片处理超时", "the photo took too long to read");
static const struct say say_no_photos =
    SAY("no_photos", "本服务器暂时不能接收照片（缺少linli-photo）",
        "this server cannot take photos at present (linli-photo is missing)");
static const struct say say_flood = SAY("upload_flood", "上传太多，请十分钟后再试或登录",
                                        "too many files; try again in ten minutes, or sign in");

/* -- one file -- */

struct looking {
    struct work            *w;
    const struct file_part *part;
    struct str              path; /* of its field in faults */
    struct str              content;
    enum file_type          type;
};

static enum rc refuse(struct looking *l, enum rc rc, const struct say *say, struct str arg)
{
    return fault_field(l->w->faults, rc, say, l->path, arg);
}

static void unmap(void *ctx)
{
    const struct str *s = ctx;

    munmap((void *)(uintptr_t)s->p, s->n);
}

static enum rc map(struct looking *l)
{
    struct str *own = ARENA_NEW(l->w->arena, struct str);
    int   fd = open(arena_cstr(l->w->arena, l->part->path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    void *at;

    if (fd < 0)
        return RC_IO;
    at = mmap(NULL, (size_t)l->part->size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (at == MAP_FAILED)
        return RC_IO;
    *own = l->content = (struct str){ at, (size_t)l->part->size };
    arena_defer(l->w->arena, unmap, own);
    return RC_OK;
}

static enum rc look(struct looking *l)
{
    const struct file_part *p = l->part;

    if (p->size == 0)
        return refuse(l, RC_INVALID, &say_empty_file, STR_NONE);
    if (p->size > UPLOAD_OTHER)
        return refuse(l, RC_TOO_LARGE, &say_large_file, S("50"));
    TRY(map(l));
    l->type = sniff(l->content, p->filename);
    if (l->type == FILE_NONE)
        return refuse(l, RC_UNSUPPORTED, &say_file_type, STR_NONE);
    if (sniff_misnamed(p->filename, l->type))
        return refuse(l, RC_INVALID, &say_misnamed, str_of(file_kinds[l->type].ending));
    if (file_kinds[l->type].photo && p->size > UPLOAD_PHOTO)
        return refuse(l, RC_TOO_LARGE, &say_large_file, S("20"));
    return RC_OK;
}

static enum rc refuse_photo(struct looking *l, const struct scaled *s)
{
    const struct str most[] = { arena_fmt(l->w->arena, "%d", PHOTO_PIXELS_MOST / 10000),
                                arena_fmt(l->w->arena, "%d", PHOTO_PIXELS_MOST / 1000000) };

    if (s->absent || s->end == PHOTO_CAGE || s->end == PHOTO_USAGE)
        return refuse(l, RC_UNSUPPORTED, &say_no_photos, STR_NONE);
    if (s->overdue)
        return refuse(l, RC_UNSUPPORTED, &say_slow_photo, STR_NONE);
    if (s->end == PHOTO_PIXELS)
        return fault_full(l->w->faults, RC_TOO_LARGE, &say_huge_photo, l->path, most, 2);
    return refuse(l, RC_UNSUPPORTED, &say_bad_photo, STR_NONE);
}

static enum rc keep_photo(struct looking *l, struct received *ret)
{
    struct arena    *a  = l->w->arena;
    struct services *s  = l->w->services;
    struct scaler    by = { room_photo_program(s), PHOTO_SECONDS };
    struct scaled    made;

    TRY(scale_photo(&by, file_kinds[l->type].photo, arena_cstr(a, l->part->path), s->data, a,
                    &made));
    if (made.end != PHOTO_DONE || made.absent || made.overdue)
        return refuse_photo(l, &made);
    TRY(draft_end(&made.large, a, &ret->whole));
    TRY(draft_end(&made.small, a, &ret->small));
    ret->has_small  = true;
    ret->row.small  = ret->small.digest;
    ret->row.width  = made.width;
    ret->row.height = made.height;
    l->type         = sniff_type_of(made.type);
    return RC_OK;
}

static enum rc keep_other(struct looking *l, struct received *ret)
{
    struct draft d;

    TRY(draft_begin(l->w->services->data, l->w->arena, l->part->size, &d));
    TRY(draft_copy(&d, arena_cstr(l->w->arena, l->part->path)));
    return draft_end(&d, l->w->arena, &ret->whole);
}

static struct str name_kept(struct looking *l)
{
    struct str name = l->part->filename;

    if (!name.n || !utf8_ok(name))
        return STR_NONE;
    if (utf8_count(name) > UPLOAD_NAME)
        name = utf8_head(name, UPLOAD_NAME);
    return arena_str(l->w->arena, sniff_name(l->w->arena, name, l->type));
}

static enum rc receive_one(struct looking *l, struct received *ret)
{
    *ret = (struct received){ 0 };
    shape_clear(&file_row_shape, &ret->row);
    TRY(look(l));
    if (file_kinds[l->type].photo)
        TRY(keep_photo(l, ret));
    else
        TRY(keep_other(l, ret));
    ret->row.name   = name_kept(l);
    ret->row.type   = str_of(file_kinds[l->type].mime);
    ret->row.size   = ret->whole.size;
    ret->row.digest = ret->whole.digest;
    return RC_OK;
}

/* -- into the store -- */

struct keeping {
    const struct receipt *r;
    int64_t               since;
};

/* Rows for the contents, so that they are known before they are there, and go again if nothing
 * more comes. */
static enum rc announce(struct work *w, void *ctx)
{
    const struct keeping *k = ctx;

    for (size_t i = 0; i < k->r->n; i++) {
        const struct received *one = &k->r->at[i];

        TRY(db_run(w->tx, &stmt_stored_put,
                   ARGS(A(one->whole.digest), A(one->whole.size), A(k->since)), NULL));
        if (one->has_small)
            TRY(db_run(w->tx, &stmt_stored_put,
                       ARGS(A(one->small.digest), A(one->small.size), A(k->since)), NULL));
    }
    return RC_OK;
}

enum rc upload_keep(struct services *s, const struct actor *actor, struct receipt *r, int64_t since,
                    struct arena *a, struct faults *f)
{
    struct keeping k = { r, since };

    TRY(work_do(s, actor, WORK_WRITE, announce, &k, f));
    for (size_t i = 0; i < r->n; i++) {
        TRY(store_put(&r->at[i].whole, a));
        if (r->at[i].has_small)
            TRY(store_put(&r->at[i].small, a));
    }
    return RC_OK;
}

enum rc upload_receive(struct work *w, const struct file_part *parts, size_t n, struct str address,
                       struct receipt *ret)
{
    if (n == 0)
        return WORK_FIELD(w, RC_INVALID, &say_no_files, S("files"), STR_NONE);
    if (n > UPLOAD_FILES)
        return WORK_FIELD(w, RC_INVALID, &say_many_files, S("files"),
                          arena_fmt(w->arena, "%d", UPLOAD_FILES));
    if (w->actor->account == NONE_I64 && !w->actor->system)
        for (size_t i = 0; i < n; i++)
            if (!room_upload_take(w, address))
                return WORK_FAULT(w, RC_TOO_MANY, &say_flood);
    for (ret->n = 0; ret->n < n; ret->n++) {
        struct looking l = { .w    = w,
                             .part = &parts[ret->n],
                             .path = arena_fmt(w->arena, "files[%zu]", ret->n) };

        TRY(receive_one(&l, &ret->at[ret->n]));
    }
    return upload_keep(w->services, w->actor, ret, w->now, w->arena, w->faults);
}

/* -- rows -- */

/*
 * Random: whoever has no account shows with the id that the file is theirs, so nobody must be able
 * to guess it.
 */
static int64_t secret_id(void)
{
    uint64_t v;

    random_bytes(&v, sizeof(v));
    return (int64_t)(v >> 2 | UINT64_C(1) << 61);
}

static enum rc count_more(struct work *w, struct str digest)
{
    int64_t changed;

    TRY(db_run(w->tx, &stmt_stored_more, ARGS(A(digest)), &changed));
    return changed == 1 ? RC_OK : RC_BUSY; /* so late that it went again: to be sent anew */
}

static enum rc note_file(struct work *w, const char *kind, int64_t id, struct str digest,
                         int64_t size)
{
    return work_note(
        w, (struct entry){ .kind      = str_of(kind),
                           .on        = S("file"),
                           .subject   = id,
                           .data.text = arena_fmt(w->arena, "{\"digest\":\"%.*s\",\"size\":%lld}",
                                                  STR_ARG(digest), (long long)size) });
}

enum rc upload_record(struct work *w, struct receipt *r)
{
    for (size_t i = 0; i < r->n; i++) {
        struct received *one = &r->at[i];

        one->row.id      = secret_id();
        one->row.account = w->actor->account;
        one->row.since   = w->now;
        TRY(count_more(w, one->whole.digest));
        if (one->has_small)
            TRY(count_more(w, one->small.digest));
        TRY(db_put(w->tx, &stmt_file_put, &file_row_shape, &one->row));
        TRY(note_file(w, "file.received", one->row.id, one->row.digest, one->row.size));
    }
    return RC_OK;
}

/* -- those that nobody came for -- */

static enum rc next_expiry(struct work *w, void *ctx, int64_t *ret_at)
{
    struct file_since loose, unnamed;
    int64_t           at = NONE_I64;

    (void)ctx;
    TRY(db_one(w->tx, &stmt_file_oldest, NO_ARGS, &loose));
    TRY(db_one(w->tx, &stmt_stored_oldest, NO_ARGS, &unnamed));
    if (loose.since != NONE_I64)
        at = loose.since + UPLOAD_LOOSE_US;
    if (unnamed.since != NONE_I64 && (at == NONE_I64 || unnamed.since + UPLOAD_UNNAMED_US < at))
        at = unnamed.since + UPLOAD_UNNAMED_US;
    *ret_at = at;
    return RC_OK;
}

static enum rc drop_rows(struct work *w, size_t *ret_n)
{
    struct rows             rows;
    const struct loose_row *f;

    TRY(db_all(w->tx, &stmt_file_expire,
               ARGS(A(w->now - UPLOAD_LOOSE_US), A((int64_t)EXPIRE_BATCH)), &rows));
    f = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        TRY(db_run(w->tx, &stmt_stored_less, ARGS(A(f[i].digest)), NULL));
        if (f[i].small.p)
            TRY(db_run(w->tx, &stmt_stored_less, ARGS(A(f[i].small)), NULL));
        TRY(note_file(w, "file.expired", f[i].id, f[i].digest, f[i].size));
    }
    *ret_n = rows.n;
    return RC_OK;
}

/* What lost its last row in a unit before this one: should this one fail, its row is still there,
 * and it is done again. */
static enum rc drop_contents(struct work *w, size_t *ret_n)
{
    struct rows               rows;
    const struct file_unused *f;

    TRY(db_all(w->tx, &stmt_stored_drop,
               ARGS(A(w->now - UPLOAD_UNNAMED_US), A((int64_t)EXPIRE_BATCH)), &rows));
    f = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(store_drop(w->arena, w->services->data, f[i].digest));
    *ret_n = rows.n;
    return RC_OK;
}

static enum rc expire(struct work *w, void *ctx, bool *ret_more)
{
    size_t rows, contents;

    (void)ctx;
    TRY(drop_contents(w, &contents));
    TRY(drop_rows(w, &rows));
    /* Their contents go in the next unit: a file may go only when the loss of its last row is
     * durable. */
    *ret_more = rows > 0 || contents == EXPIRE_BATCH;
    return *ret_more ? RC_OK : store_sweep(w->services->data, w->arena);
}

const struct timer case_file_timer = { .name = "case_files", .next = next_expiry, .run = expire };
