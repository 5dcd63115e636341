#include "http/page.h"
#include "base/utf8.h"

#include <string.h>

enum { PAGE_MOST = 4 << 20, PIECE_MOST = 1 << 20 };

const char *const page_langs[] = { [LANG_ZH] = "zh", [LANG_EN] = "en", NULL };

static const struct field page_query_fields[] = { PAGE_LANG(struct page_query) };
const struct shape        page_query_shape    = SHAPE(struct page_query, page_query_fields);

static const struct say say_skip  = SAY("skip", "跳到正文", "Skip to the text");
static const struct say say_ways  = SAY("ways", "页面导航", "Navigation");
static const struct say say_index = SAY("index", "公开信息", "Public information");
static const struct say say_other = SAY("other_language", "English", "中文");
static const struct say say_foot  = SAY("foot", "关于本站", "About this site");
static const struct say say_reach = SAY("accessibility", "无障碍说明", "Accessibility");
static const struct say say_keep  = SAY("privacy", "个人信息说明", "Privacy");
static const struct say say_must  = SAY("must", "（必填）", " (needed)");
static const struct say say_may   = SAY("may", "（可不填）", " (may be left empty)");

static const char style[] =
    "@page{size:A4;margin:18mm 20mm}"
    "body{font:20px/1.7 system-ui,'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif;"
    "max-width:34em;margin:0 auto;padding:0 16px 32px;color:#1a1a1a;background:#fff;"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.5em;line-height:1.35;margin:.6em 0}"
    "h2{font-size:1.15em;line-height:1.4;margin:1.6em 0 .4em}"
    "h3{font-size:1em;line-height:1.4;margin:1.4em 0 .2em}"
    "p{margin:.5em 0}h1::first-letter,p::first-letter{text-transform:uppercase}"
    "a{color:#8f1f18}"
    "nav a,.list a{display:inline-block;padding:.35em 0;min-height:44px;box-sizing:border-box}"
    "nav a{margin-right:1.2em}"
    ".skip{position:absolute;left:-99em}.skip:focus{position:static}"
    "header,footer{font-size:18px}footer{margin-top:3em;border-top:1px solid #bbb}"
    ".list{list-style:none;padding:0;margin:0}.list li{border-top:1px solid #ccc;padding:.4em 0}"
    ".list p{margin:0}p.screen a{display:inline-block;padding:.35em 0}"
    "dl{margin:1em 0}dt{font-weight:bold}dd{margin:0 0 .5em}"
    "table{border-collapse:collapse;width:100%}"
    ".state{font-weight:bold}.on{color:#14622f}.off{color:#8f1f18}.past{color:#444}"
    ".error{border-left:6px solid #b3261e;padding:.1em .8em;margin:.5em 0}"
    ".code{font:bold 1.4em/1.5 ui-monospace,monospace;letter-spacing:.08em;border:2px solid "
    "#1a1a1a;"
    "padding:.2em .6em;display:inline-block}"
    "label{display:block;font-weight:bold;margin-top:1.2em}.hint{font-size:18px;color:#444;margin:"
    "0}"
    "input,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.45em .6em;"
    "border:2px solid #555;border-radius:8px;background:#fff;color:inherit}"
    "button{font:inherit;font-weight:bold;min-height:52px;margin-top:1.2em;padding:.3em 1.8em;"
    "border:0;border-radius:8px;background:#b3261e;color:#fff}"
    ":focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}"
    ".qr{width:42mm;height:42mm}"
    ".small{font-size:16px;color:#444}"
    ".foot{display:flex;justify-content:space-between;align-items:end;margin-top:2em;break-inside:"
    "avoid}"
    ".sign{text-align:right}"
    ".seal{margin:0 "
    "1px;display:inline-block;width:38mm;height:38mm;line-height:38mm;text-align:center;"
    "font-size:16px;color:#666;border:1px dashed #666;border-radius:50%}"
    "@media print{body{font-size:13.5pt;line-height:1.6;max-width:none;padding:0}"
    "header,footer,form,.screen{display:none}h1{text-align:center}a{color:inherit;"
    "text-decoration:none}.small{font-size:10pt}}";

/* No script at all, whatever a text may hold. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
                             "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

static void escape_one(struct buf *b, unsigned char c)
{
    switch (c) {
    case '&':
        buf_addc(b, "&amp;");
        break;
    case '<':
        buf_addc(b, "&lt;");
        break;
    case '>':
        buf_addc(b, "&gt;");
        break;
    case '"':
        buf_addc(b, "&quot;");
        break;
    case '\'':
        buf_addc(b, "&#39;");
        break;
    default:
        if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t')
            buf_add1(b, (char)c);
    }
}

void page_escape(struct buf *b, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        escape_one(b, (unsigned char)text.p[i]);
}

void page_put(struct page *p, const char *html)
{
    buf_addc(p->b, html);
}

struct str page_said(struct page *p, const struct say *say)
{
    return say_bare(say, p->lang);
}

static void open_tag(struct page *p, const char *tag)
{
    page_put(p, "<");
    page_put(p, tag);
}

static void shut_tag(struct page *p, const char *tag)
{
    size_t name = strcspn(tag, " ");

    page_put(p, "</");
    buf_add(p->b, (struct str){ tag, name });
    page_put(p, ">\n");
}

void page_el(struct page *p, const char *tag, struct str text)
{
    open_tag(p, tag);
    page_put(p, " dir=\"auto\">");
    page_escape(p->b, text);
    shut_tag(p, tag);
}

void page_words(struct page *p, struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line))
        if (str_trim(line).n)
            page_el(p, "p", str_trim(line));
}

/* A text within a sentence: it cannot turn what stands around it. */
static struct str apart(struct page *p, struct str text)
{
    struct buf *b;

    if (!text.n)
        return text;
    b = arena_buf(p->q->arena, PIECE_MOST);
    buf_addc(b, "<bdi>");
    page_escape(b, text);
    buf_addc(b, "</bdi>");
    return buf_str(b);
}

void page_say(struct page *p, const char *tag, const struct say *say, const struct str *args,
              size_t n)
{
    struct str safe[SAY_ARGS];

    BUG_ON(n > SAY_ARGS);
    for (size_t i = 0; i < n; i++)
        safe[i] = apart(p, args[i]);
    open_tag(p, tag);
    page_put(p, ">");
    say_render(say, p->lang, safe, n, p->b);
    shut_tag(p, tag);
}

void page_row(struct page *p, struct str name, struct str value)
{
    if (!value.n)
        return;
    page_el(p, "dt", name);
    page_el(p, "dd", value);
}

void page_fact(struct page *p, const struct say *name, struct str value)
{
    page_row(p, page_said(p, name), value);
}

/* The address of `path` from here, in the language that was asked for. */
static void put_href(struct page *p, struct str path)
{
    page_escape(p->b, p->up);
    page_escape(p->b, path);
    if (!p->q->lang_said)
        return;
    page_put(p, str_find(path, S("?")) == SIZE_MAX ? "?lang=" : "&amp;lang=");
    page_put(p, page_langs[p->lang]);
}

void page_link_beyond(struct page *p, struct str path, struct str text)
{
    page_put(p, "<a href=\"");
    page_escape(p->b, p->up);
    page_escape(p->b, path);
    page_put(p, "\"><bdi>");
    page_escape(p->b, text);
    page_put(p, "</bdi></a>\n");
}

void page_link(struct page *p, struct str path, struct str text)
{
    page_put(p, "<a href=\"");
    put_href(p, path);
    page_put(p, "\"><bdi>");
    page_escape(p->b, text);
    page_put(p, "</bdi></a>\n");
}

void page_qr(struct page *p, struct str path)
{
    static const struct say what = SAY("qr", "扫码打开本页", "Scan to open this page");

    page_put(p, "<p><img class=\"qr\" src=\"");
    page_escape(p->b, p->up);
    page_escape(p->b, path);
    page_put(p, "/qr.svg\" alt=\"");
    page_escape(p->b, page_said(p, &what));
    page_put(p, "\"></p>\n");
}

/* -- the frame -- */

static struct str up_from(struct request *q)
{
    struct buf *b = arena_buf(q->arena, 256);
    size_t      n = 0;

    for (const char *s = q->route->path; *s; s++)
        n += *s == '/';
    while (n-- > 1)
        buf_addc(b, "../");
    return buf_str(b);
}

/* What was sent cannot be asked for again in another language. */
static void put_other_lang(struct page *p)
{
    enum lang other = p->lang == LANG_EN ? LANG_ZH : LANG_EN;

    if (p->q->route->on != GET)
        return;
    page_put(p, other == LANG_EN ? "<a lang=\"en\" hreflang=\"en\" href=\"?"
                                 : "<a lang=\"zh-CN\" hreflang=\"zh-CN\" href=\"?");
    if (p->q->asked.n) {
        page_escape(p->b, p->q->asked);
        page_put(p, "&amp;");
    }
    page_put(p, "lang=");
    page_put(p, page_langs[other]);
    page_put(p, "\">");
    page_put(p, p->lang == LANG_EN ? say_other.en : say_other.zh);
    page_put(p, "</a>\n");
}

void page_begin(struct page *p, struct request *q, struct str title)
{
    *p = (struct page){ q, arena_buf(q->arena, PAGE_MOST), q->lang, up_from(q) };
    page_put(p, q->lang == LANG_EN ? "<!doctype html>\n<html lang=\"en\">\n"
                                   : "<!doctype html>\n<html lang=\"zh-CN\">\n");
    page_put(p, "<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"robots\" content=\"noindex\">\n<title>");
    page_escape(p->b, title);
    page_put(p, "</title>\n<link rel=\"icon\" href=\"");
    page_escape(p->b, p->up);
    page_put(p, "icon.svg\">\n<style>");
    page_put(p, style);
    page_put(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#text\">");
    page_escape(p->b, page_said(p, &say_skip));
    page_put(p, "</a>\n<header>\n<nav aria-label=\"");
    page_escape(p->b, page_said(p, &say_ways));
    page_put(p, "\">\n");
    page_link(p, S("plain"), page_said(p, &say_index));
    put_other_lang(p);
    page_put(p, "</nav>\n</header>\n<main id=\"text\">\n");
    page_el(p, "h1", title);
}

enum rc page_send(struct page *p, int status)
{
    page_put(p, "</main>\n<footer>\n<nav aria-label=\"");
    page_escape(p->b, page_said(p, &say_foot));
    page_put(p, "\">\n");
    page_link(p, S("accessibility"), page_said(p, &say_reach));
    page_link(p, S("privacy"), page_said(p, &say_keep));
    page_put(p, "</nav>\n</footer>\n</body>\n</html>\n");
    TRY(buf_check(p->b));
    reply_header(p->q, "Content-Security-Policy", str_of(policy));
    reply_header(p->q, "Content-Language", p->lang == LANG_EN ? S("en") : S("zh-CN"));
    return reply_text(p->q, status, PAGE_TYPE "; charset=utf-8", buf_str(p->b));
}

/* -- forms -- */

void page_form(struct page *p, bool post, struct str path)
{
    page_put(p, post ? "<form method=\"post\" action=\"" : "<form method=\"get\" action=\"");
    if (post)
        put_href(p, path);
    else {
        page_escape(p->b, p->up);
        page_escape(p->b, path);
    }
    page_put(p, "\">\n");
    if (!post && p->q->lang_said) {
        page_put(p, "<input type=\"hidden\" name=\"lang\" value=\"");
        page_put(p, page_langs[p->lang]);
        page_put(p, "\">\n");
    }
}

static void put_label(struct page *p, const struct page_input *in)
{
    page_put(p, "<div>"); /* a line of its own where there is no style */
    buf_addf(p->b, "<label for=\"%s\">", in->name);
    page_escape(p->b, page_said(p, in->label));
    page_escape(p->b, page_said(p, in->needed ? &say_must : &say_may));
    page_put(p, "</label>\n");
    if (in->hint) {
        buf_addf(p->b, "<p class=\"hint\" id=\"%s-hint\">", in->name);
        page_escape(p->b, page_said(p, in->hint));
        page_put(p, "</p>\n");
    }
    if (in->wrong.n) {
        buf_addf(p->b, "<p class=\"error\" id=\"%s-wrong\">", in->name);
        page_escape(p->b, in->wrong);
        page_put(p, "</p>\n");
    }
}

void page_input(struct page *p, const struct page_input *in)
{
    put_label(p, in);
    if (in->lines > 1)
        buf_addf(p->b, "<textarea rows=\"%d\"", in->lines);
    else
        buf_addf(p->b, "<input type=\"%s\"", in->kind ? in->kind : "text");
    buf_addf(p->b, " id=\"%s\" name=\"%s\" maxlength=\"%d\"", in->name, in->name, in->most);
    if (in->fill)
        buf_addf(p->b, " autocomplete=\"%s\"", in->fill);
    if (in->hint || in->wrong.n)
        buf_addf(p->b, " aria-describedby=\"%s%s%s%s%s\"", in->hint ? in->name : "",
                 in->hint ? "-hint" : "", in->hint && in->wrong.n ? " " : "",
                 in->wrong.n ? in->name : "", in->wrong.n ? "-wrong" : "");
    if (in->wrong.n)
        page_put(p, " aria-invalid=\"true\" autofocus");
    if (in->needed)
        page_put(p, " required");
    if (in->lines > 1) {
        page_put(p, ">\n"); /* a first line end is not of the text */
        page_escape(p->b, in->value);
        page_put(p, "</textarea></div>\n");
        return;
    }
    page_put(p, " value=\"");
    page_escape(p->b, in->value);
    page_put(p, "\"></div>\n");
}

void page_form_end(struct page *p, const struct say *button)
{
    page_put(p, "<button type=\"submit\">");
    page_escape(p->b, page_said(p, button));
    page_put(p, "</button>\n</form>\n");
}

/* -- days and numbers -- */

struct str page_day(struct page *p, int32_t day)
{
    struct date d = date_from_day(day);

    if (p->lang == LANG_EN)
        return arena_fmt(p->q->arena, "%d %s %d", d.d, month_name(d.m), d.y);
    return arena_fmt(p->q->arena, "%d年%d月%d日", d.y, d.m, d.d);
}

struct str page_time(struct page *p, int64_t at)
{
    int64_t minute = (at - day_start(day_of(at))) / US_MINUTE;

    return arena_fmt(p->q->arena, "%.*s %02d:%02d", STR_ARG(page_day(p, day_of(at))),
                     (int)(minute / 60), (int)(minute % 60));
}

struct str page_int(struct page *p, int64_t v)
{
    return arena_fmt(p->q->arena, "%lld", (long long)v);
}

/* -- what went wrong -- */

bool page_wanted(const struct request *q)
{
    return q->route && q->route->reply_type && strcmp(q->route->reply_type, PAGE_TYPE) == 0;
}

static struct str fault_text(struct request *q, const struct fault *f)
{
    struct buf *b = arena_buf(q->arena, 4 * FAULT_ROOM);

    fault_render(f, q->lang, b);
    return buf_str(b);
}

void page_error(struct request *q, enum rc rc, struct str sentence)
{
    static const struct say busy = SAY("try_again", "稍等一会儿再打开这个页面即可。",
                                       "Wait a moment and open this page again.");
    static const struct say back =
        SAY("go_back", "用浏览器的“返回”可以回到刚才的页面，已填写的内容一般还在。",
            "Your browser's “back” leads to the page before; what you typed is usually still "
            "there.");
    static const struct say lost =
        SAY("not_there", "请核对编号、查询码或网址；也可能已经撤下。",
            "Please check the number, the code or the address; it may also have been withdrawn.");
    struct page p;

    page_begin(&p, q, sentence);
    for (size_t i = 0; i < q->faults.n; i++)
        if (q->faults.at[i].field[0])
            page_el(&p, "p class=\"error\"", fault_text(q, &q->faults.at[i]));
    if (rc == RC_TOO_MANY || rc == RC_BUSY)
        PAGE_SAY(&p, "p", &busy, STR_NONE);
    else if (rc == RC_NOT_FOUND)
        PAGE_SAY(&p, "p", &lost, STR_NONE);
    else if (q->route->on != GET)
        PAGE_SAY(&p, "p", &back, STR_NONE);
    page_put(&p, "<p class=\"screen\">");
    page_link(&p, S("plain"), page_said(&p, &say_index));
    page_put(&p, "</p>\n");
    if (page_send(&p, rc_status(rc)) != RC_OK)
        q->status = rc_status(rc);
}
