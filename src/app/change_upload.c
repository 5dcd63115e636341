#include "app/change.h"
#include "app/read_file.h"
#include "base/utf8.h"

#include <string.h>

enum { PATH_MOST = 200, FILE_MOST = 8 << 20, SENTENCE_MOST = 8192 };

static const struct say say_no_files =
    SAY("pack_no_files", "没有收到文件：每个部分是一个文件，名称写成“包名/路径”",
        "no file came: each part is a file, and its name is that of the pack and the path in it");
static const struct say say_path =
    SAY("pack_path", "名称应当是“包名/路径”，用“/”分隔，不含“..”、“\\”和控制字符，最长{0}字节",
        "a name is that of the pack and the path in it, with '/' between; without '..', '\\' and "
        "control characters, {0} bytes at most");
static const struct say say_twice =
    SAY("pack_twice", "同一个文件发了两次", "the same file was sent twice");
static const struct say say_which =
    SAY("pack_which", "收到的文件属于几个包，请用参数pack说明要存入哪一个",
        "the files are of several packs: say with the parameter pack which is to be stored");
static const struct say say_not_sent =
    SAY("pack_not_sent", "没有收到包“{0}”的文件", "no file of the pack '{0}' came");
static const struct say say_refused = SAY("pack_refused", "包“{0}”有{1}处错误，没有存入",
                                          "the pack '{0}' was not stored: {1} errors");

/* -- parts -- */

static bool is_plain(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f || name.p[i] == '\\')
            return false;
    return true;
}

/* "small/processes/demand.yaml": a pack, and a path that stays in it. */
static bool split_name(struct str name, struct str *ret_pack, struct str *ret_path)
{
    struct str rest = name, part;
    size_t     n    = 0;

    if (name.n > PATH_MOST || !utf8_ok(name) || !is_plain(name) || str_ends(name, S("/")))
        return false;
    for (; str_split(&rest, '/', &part); n++) {
        if (part.n == 0 || str_is(part, ".") || str_is(part, ".."))
            return false;
        if (n == 0)
            *ret_pack = part;
    }
    *ret_path = str_skip(name, ret_pack->n + 1);
    return n > 1;
}

static enum rc wrong_part(struct work *w, struct str name)
{
    char room[INT_TEXT];

    return WORK_FIELD(w, RC_INVALID, &say_path, utf8_ok(name) ? name : S("?"),
                      int_text(PATH_MOST, room));
}

static enum rc read_parts(struct request *q, struct work *w, struct pack_file *at)
{
    for (size_t i = 0; i < q->n_files; i++) {
        const struct file_part *f = &q->files[i];

        if (!split_name(f->name, &at[i].pack, &at[i].path))
            return wrong_part(w, f->name);
        for (size_t k = 0; k < i; k++)
            if (str_eq(q->files[k].name, f->name))
                return WORK_FIELD(w, RC_INVALID, &say_twice, f->name, STR_NONE);
        TRY(read_file(w->arena, arena_cstr(w->arena, f->path), FILE_MOST, &at[i].text));
    }
    return RC_OK;
}

/* -- the pack and what it extends -- */

struct gathering {
    struct arena           *arena; /* that of the request */
    struct work            *w;     /* of the unit that reads */
    const struct pack_file *sent;
    size_t                  n_sent;
    struct str              pack;
    struct upload          *up;
};

static enum rc find_sent(struct gathering *g, struct str pack, const struct pack_file **ret_at,
                         size_t *ret_n)
{
    struct pack_file *at = ARENA_ARRAY(g->arena, struct pack_file, g->n_sent + 1);
    size_t            n  = 0;

    for (size_t i = 0; i < g->n_sent; i++)
        if (str_eq(g->sent[i].pack, pack))
            at[n++] = g->sent[i];
    if (n == 0)
        return RC_NOT_FOUND;
    *ret_at = at;
    *ret_n  = n;
    return RC_OK;
}

static enum rc find(void *ctx, struct str pack, const struct pack_file **ret_at, size_t *ret_n)
{
    struct gathering *g = ctx;
    struct pack_file *at;
    size_t            n;
    enum rc           rc = find_sent(g, pack, ret_at, ret_n);

    if (rc != RC_NOT_FOUND || str_eq(pack, g->pack))
        return rc;
    TRY(practice_pack(g->w, pack, &at, &n));
    for (size_t i = 0; i < n; i++) /* it outlives the unit that reads */
        at[i] =
            (struct pack_file){ arena_str(g->arena, at[i].pack), arena_str(g->arena, at[i].path),
                                arena_str(g->arena, at[i].text) };
    *ret_at = memcpy(ARENA_ARRAY(g->arena, struct pack_file, n), at, n * sizeof(*at));
    *ret_n  = n;
    return RC_OK;
}

static enum rc gather(struct work *w, void *ctx)
{
    struct gathering *g = ctx;
    enum rc           rc;

    g->w = w;
    rc   = pack_gather(g->arena, g->pack, find, g, w->faults, &g->up->files, &g->up->n);
    return rc == RC_NOT_FOUND ? fault(w->faults, RC_INVALID, &say_not_sent, g->pack, STR_NONE) : rc;
}

static enum rc choose_pack(struct work *w, const struct pack_file *at, size_t n, struct str *pack)
{
    if (pack->n)
        return RC_OK;
    for (size_t i = 1; i < n; i++)
        if (!str_eq(at[i].pack, at[0].pack))
            return WORK_FIELD(w, RC_INVALID, &say_which, S("pack"), STR_NONE);
    *pack = at[0].pack;
    return RC_OK;
}

/* -- checking -- */

struct list change_findings(struct arena *a, const struct findings *found, enum lang lang)
{
    struct file_finding *at = ARENA_ARRAY(a, struct file_finding, found->list.n + 1);

    for (size_t i = 0; i < found->list.n; i++) {
        const struct finding *f = &found->list.at[i];
        struct buf           *b = arena_buf(a, SENTENCE_MOST);

        say_render(f->say, lang, f->args, ARRAY_LEN(f->args), b);
        at[i] = (struct file_finding){
            .file       = f->mark.file,
            .line       = f->mark.line ? (int64_t)f->mark.line : NONE_I64,
            .column     = f->mark.line ? (int64_t)f->mark.col : NONE_I64,
            .warning    = f->warn,
            .code       = str_of(f->say->key),
            .message    = buf_str(b),
            .suggestion = f->suggest.n ? f->suggest : STR_NONE,
        };
    }
    return (struct list){ at, found->list.n };
}

static enum rc check(struct request *q, struct work *w, struct str pack, struct upload *up)
{
    struct findings  found  = { .arena = w->arena };
    struct practice *p      = NULL;
    int64_t          errors = 0;
    char             room[INT_TEXT];
    enum rc          rc = practice_load(up->files, up->n, cap_known, &found, &p);

    if (rc == RC_OK)
        practice_free(p);
    up->findings = change_findings(w->arena, &found, q->lang);
    if (rc != RC_INVALID)
        return rc;
    for (size_t i = 0; i < found.list.n; i++)
        errors += !found.list.at[i].warn;
    q->findings = up->findings;
    return fault(w->faults, rc, &say_refused, pack, int_text(errors, room));
}

enum rc change_receive(struct request *q, struct work *w, struct str pack, struct upload *ret)
{
    struct pack_file *sent = ARENA_ARRAY(w->arena, struct pack_file, q->n_files + 1);
    struct gathering  g    = { .arena = w->arena, .sent = sent, .n_sent = q->n_files, .up = ret };

    if (q->n_files == 0)
        return WORK_FAULT(w, RC_INVALID, &say_no_files);
    TRY(read_parts(q, w, sent));
    TRY(choose_pack(w, sent, q->n_files, &pack));
    g.pack = pack;
    TRY(work_do(w->services, w->actor, WORK_READ, gather, &g, w->faults));
    for (size_t i = 0; i < ret->n; i++)
        if (!utf8_ok(ret->files[i].text))
            return WORK_FIELD(w, RC_INVALID, &say_bad_utf8,
                              arena_fmt(w->arena, "%.*s/%.*s", STR_ARG(ret->files[i].pack),
                                        STR_ARG(ret->files[i].path)),
                              STR_NONE);
    return check(q, w, pack, ret);
}
