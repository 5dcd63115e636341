/*
 * document_page: a document as a page to be printed: A4, black on white, no
 * script, nothing from elsewhere. Every text that is not ours is escaped.
 */
#include "cases/document.h"
#include "cases/words.h"
#include "http/page.h"

static const char style[] =
    "@page{size:A4;margin:28mm 26mm 26mm}"
    "body{font-family:serif;font-size:16pt;line-height:1.75;max-width:160mm;margin:0 auto;"
    "padding:1em;color:#000;background:#fff}"
    "h1{font-size:22pt;font-weight:bold;text-align:center;margin:0 0 .3em}"
    ".number{text-align:right;font-size:12pt;margin:0 0 1.5em}"
    ".words p{margin:0;text-indent:2em;overflow-wrap:anywhere}"
    ".sign{margin-top:3em;page-break-inside:avoid;break-inside:avoid}"
    ".sign p{margin:1.2em 0 0}"
    ".line{display:inline-block;min-width:12em;border-bottom:1px solid #000}"
    ".issuer{margin-top:3em;text-align:right;page-break-inside:avoid;break-inside:avoid}"
    ".issuer p{margin:.3em 0 0}"
    ".seal{display:inline-block;width:42mm;height:42mm;line-height:42mm;text-align:center;"
    "font-size:12pt;color:#777;border:1px dashed #777;border-radius:50%}"
    ".check{margin-top:3em;border-top:1px solid #000;padding-top:.5em;font-size:10pt;"
    "line-height:1.5;overflow-wrap:anywhere}"
    ".annulled{border:3px double #000;text-align:center;font-weight:bold;margin:0 0 1em}";

static void element(struct buf *b, const char *open, struct str text, const char *shut)
{
    buf_addc(b, open);
    page_escape(b, text);
    buf_addc(b, shut);
}

/* A paragraph a line. */
static void paragraphs(struct buf *b, struct str text)
{
    struct str line;

    buf_addc(b, "<div class=\"words\">\n");
    while (str_split(&text, '\n', &line))
        if (str_trim(line).n)
            element(b, "<p>", str_trim(line), "</p>\n");
    buf_addc(b, "</div>\n");
}

static void signatures(struct buf *b, struct str signers)
{
    struct str line;

    if (!signers.n)
        return;
    buf_addc(b, "<div class=\"sign\">\n");
    while (str_split(&signers, '\n', &line))
        if (line.n)
            element(b, "<p>", line, "（签名）：<span class=\"line\">&nbsp;</span></p>\n");
    buf_addc(b, "</div>\n");
}

static void issued(struct buf *b, const struct document_row *d, struct arena *a)
{
    buf_addc(b, "<div class=\"issuer\">\n");
    if (d->seal)
        buf_addc(b, "<span class=\"seal\">（盖章处）</span>\n");
    element(b, "<p>", d->issuer, "</p>\n");
    element(b, "<p>", words_day(a, day_start(d->day)), "</p>\n</div>\n");
}

static void to_check(struct buf *b, const struct document_row *d)
{
    element(b, "<div class=\"check\">编号：", d->number, "　");
    element(b, "查验码：", d->code, "<br>");
    element(b, "摘要（SM3）：", d->digest, "</div>\n");
}

enum rc document_page(const struct document_row *d, struct buf *out)
{
    struct arena *a = arena_new(1 << 16);

    buf_addc(out, "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n");
    element(out, "<title>", d->title, "");
    element(out, " ", d->number, "</title>\n<style>");
    buf_addc(out, style);
    buf_addc(out, "</style>\n</head>\n<body>\n<main>\n");
    if (d->state == DOCUMENT_ANNULLED)
        buf_addc(out, "<p class=\"annulled\">已作废</p>\n");
    element(out, "<h1>", d->title, "</h1>\n");
    element(out, "<p class=\"number\">", d->number, "</p>\n");
    paragraphs(out, d->words);
    signatures(out, d->signers);
    issued(out, d, a);
    to_check(out, d);
    buf_addc(out, "</main>\n</body>\n</html>\n");
    arena_free(a);
    return buf_check(out);
}
