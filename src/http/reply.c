#include "http/call.h"
#include "http/page.h"
#include "http/parse.h"

#include <string.h>

static const struct say says[RC_COUNT] = {
    [RC_OK]        = SAY("ok", "好", "Fine."),
    [RC_MALFORMED] = SAY("malformed", "请求的格式不对", "The request is not well formed."),
    [RC_NO_ACTOR]  = SAY("sign_in", "请先登录", "Please sign in."),
    [RC_DENIED]    = SAY("denied", "您没有权限做这件事", "You may not do this."),
    [RC_NOT_FOUND] = SAY("not_found", "没有找到", "There is nothing here."),
    [RC_NO_METHOD] =
        SAY("no_method", "这个地址不接受这种方法", "This address takes other methods."),
    [RC_CONFLICT]  = SAY("conflict", "情况已经变化，请刷新后再试",
                         "The state has changed meanwhile; reload and try again."),
    [RC_GONE]      = SAY("gone", "已经不在了", "This is gone."),
    [RC_TOO_LARGE] = SAY("too_large", "内容太大", "This is too large."),
    [RC_UNSUPPORTED] =
        SAY("unsupported", "不接受这种类型的内容", "This type of content is not taken."),
    [RC_INVALID] = SAY("invalid", "填写的内容有误，请检查标出的字段",
                       "Something is filled in wrongly; please check the fields named."),
    [RC_TOO_MANY] =
        SAY("too_many", "操作太频繁，请稍后再试", "Too many calls; please wait a little."),
    [RC_INTERNAL] = SAY("internal", "系统出错，已经记录", "Our fault; it has been recorded."),
    [RC_DB]   = SAY("internal", "系统出错，已经记录", "Our fault; it has been recorded."),
    [RC_IO]   = SAY("internal", "系统出错，已经记录", "Our fault; it has been recorded."),
    [RC_BUSY] = SAY("busy", "系统繁忙，请稍后再试", "Busy; please try again in a moment."),
    [RC_NO_SPACE] = SAY("no_space", "存储空间不足", "The storage is full."),
};

const struct say *rc_say(enum rc rc)
{
    return &says[rc];
}

static const struct field file_finding_fields[] = {
    F(struct file_finding, file, .doc = "Its path."),
    F(struct file_finding, line, .opt = true, .doc = "From 1; absent: it is the whole file."),
    F(struct file_finding, column, .opt = true, .doc = "From 1, in characters."),
    F(struct file_finding, warning, .doc = "It may be used all the same."),
    F(struct file_finding, code, .doc = "A stable word for what the sentence says."),
    F(struct file_finding, message, .doc = "A sentence in the caller's language."),
    F(struct file_finding, suggestion, .opt = true, .doc = "What was probably meant."),
};
const struct shape file_finding_shape = SHAPE(struct file_finding, file_finding_fields);

static void begin(struct request *q, int status, const char *type)
{
    buf_clear(&q->out);
    q->status = status;
    q->type   = type;
    q->file   = STR_NONE;
}

enum rc reply(struct request *q, int status, const struct shape *s, const void *obj)
{
    struct jw w;

    begin(q, status, "application/json");
    jw_init(&w, &q->out);
    shape_to_json(s, obj, q->view, &w);
    return RC_OK;
}

enum rc reply_empty(struct request *q)
{
    begin(q, 204, NULL);
    return RC_OK;
}

enum rc reply_list(struct request *q, const struct shape *s, const struct rows_view *rows,
                   struct str next, struct str more)
{
    struct jw w;

    begin(q, 200, "application/json");
    jw_init(&w, &q->out);
    jw_obj(&w);
    jw_keyc(&w, "items");
    jw_list(&w);
    for (size_t i = 0; i < rows->n; i++)
        shape_to_json(s, (const char *)rows->at + i * s->size, q->view, &w);
    jw_list_end(&w);
    if (next.p) {
        jw_keyc(&w, "next");
        jw_str(&w, next);
    }
    if (more.n) {
        buf_add1(&q->out, ',');
        buf_add(&q->out, more);
    }
    jw_obj_end(&w);
    return RC_OK;
}

enum rc reply_json(struct request *q, int status, struct str json)
{
    begin(q, status, "application/json");
    buf_add(&q->out, json);
    return RC_OK;
}

enum rc reply_text(struct request *q, int status, const char *type, struct str text)
{
    begin(q, status, type);
    buf_add(&q->out, text);
    return RC_OK;
}

enum rc reply_download(struct request *q, const char *type, struct str bytes,
                       struct str download_name)
{
    begin(q, 200, type);
    buf_add(&q->out, bytes);
    reply_header(q, "Content-Disposition", disposition_of(q->arena, download_name));
    return buf_check(&q->out);
}

enum rc reply_file(struct request *q, const char *type, struct str path, struct str download_name)
{
    begin(q, 200, type);
    q->file = arena_str(q->arena, path);
    if (download_name.n)
        reply_header(q, "Content-Disposition", disposition_of(q->arena, download_name));
    return RC_OK;
}

/* "Set-Cookie: a=…" twice for different cookies are two lines; all else is said once. */
static bool same_line(struct str name_a, struct str value_a, struct str name_b, struct str value_b)
{
    struct str a, b;

    if (!str_eq(name_a, name_b))
        return false;
    if (!str_is(name_a, "Set-Cookie"))
        return true;
    return str_split(&value_a, '=', &a) && str_split(&value_b, '=', &b) && str_eq(a, b);
}

void reply_header(struct request *q, const char *name, struct str value)
{
    struct str key = str_of(name);
    size_t     i   = 0;

    if (!text_plain(value))
        return; /* what came from outside must not become a header line of its own */
    while (i < q->n_head && !same_line(q->head[i].name, q->head[i].value, key, value))
        i++;
    BUG_ON(i == ARRAY_LEN(q->head));
    q->head[i].name  = arena_str(q->arena, key);
    q->head[i].value = arena_str(q->arena, value);
    if (i == q->n_head)
        q->n_head++;
}

/* -- errors -- */

static void put_sentence(struct jw *w, const struct fault *f, const struct say *say, enum lang lang)
{
    struct buf text;

    buf_init(&text, 4 * FAULT_ROOM);
    if (f)
        fault_render(f, lang, &text);
    else
        say_render(say, lang, NULL, 0, &text);
    jw_str(w, buf_str(&text));
    buf_free(&text);
}

static void page_of_error(struct request *q, enum rc rc, const struct fault *whole)
{
    struct buf *text = arena_buf(q->arena, 4 * FAULT_ROOM);

    if (whole)
        fault_render(whole, q->lang, text);
    else
        say_render(rc_say(rc), q->lang, NULL, 0, text);
    page_error(q, rc, buf_str(text));
}

void reply_error(struct request *q, enum rc rc)
{
    const struct fault *whole = NULL;
    struct jw           w;

    for (size_t i = q->faults.n; i > 0; i--)
        if (!q->faults.at[i - 1].field[0])
            whole = &q->faults.at[i - 1];
    if (page_wanted(q)) {
        page_of_error(q, rc, whole);
        return;
    }
    begin(q, rc_status(rc), "application/json");
    jw_init(&w, &q->out);
    jw_obj(&w);
    jw_keyc(&w, "code");
    jw_cstr(&w, rc_code(rc));
    jw_keyc(&w, "message");
    put_sentence(&w, whole, rc_say(rc), q->lang);
    if (whole) {
        jw_keyc(&w, "reason");
        jw_cstr(&w, whole->say->key);
    }
    jw_keyc(&w, "fields");
    jw_list(&w);
    for (size_t i = 0; i < q->faults.n; i++) {
        const struct fault *f = &q->faults.at[i];

        if (!f->field[0])
            continue;
        jw_obj(&w);
        jw_keyc(&w, "path");
        jw_cstr(&w, f->field);
        jw_keyc(&w, "code");
        jw_cstr(&w, f->say->key);
        jw_keyc(&w, "message");
        put_sentence(&w, f, NULL, q->lang);
        jw_obj_end(&w);
    }
    jw_list_end(&w);
    if (q->findings.n) {
        const struct file_finding *at = q->findings.at;

        jw_keyc(&w, "findings");
        jw_list(&w);
        for (size_t i = 0; i < q->findings.n; i++)
            shape_to_json(&file_finding_shape, &at[i], q->view, &w);
        jw_list_end(&w);
    }
    jw_obj_end(&w);
}
