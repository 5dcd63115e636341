#ifndef LINLI_HTTP_PAGE_H
#define LINLI_HTTP_PAGE_H
/*
 * page: plain pages: made here, without script, in one column, readable in a
 * text browser and on paper.
 *
 * A page is built into the request's arena and sent whole. Whatever is not
 * ours goes through page_escape, and into a direction of its own, so that no
 * text can reach out of its place. Links are relative: a page works below any
 * path. A route gets such pages, and its errors as pages too, by
 * .reply_type = PAGE_TYPE; its query takes PAGE_LANG.
 */
#include "http/request.h"

#define PAGE_TYPE "text/html"

extern const char *const page_langs[]; /* "zh", "en" */
/* In a query: the language asked for. Heeded by the server (request.lang); kept in links. */
#define PAGE_LANG(T)                                                                               \
    F(T, lang, .words = page_langs, .opt = true, .doc = "else as the browser asks for")
struct page_query { /* of a page that takes nothing else */
    int32_t lang;
};
extern const struct shape page_query_shape;

struct page {
    struct request *q;
    struct buf     *b;
    enum lang       lang;
    struct str      up; /* from this address to the program's base: "", "../", … */
};

/* Text as it may stand between tags and in a quoted attribute. Control characters are left out. */
void page_escape(struct buf *b, struct str text);

/* Up to and with the one h1. */
void page_begin(struct page *p, struct request *q, struct str title);
/* The foot, and the reply. */
CHECKED enum rc page_send(struct page *p, int status);

void page_put(struct page *p, const char *html); /* ours, as it is */
/* An element with a text in a direction of its own. */
void page_el(struct page *p, const char *tag, struct str text);
/* A paragraph a line. */
void page_words(struct page *p, struct str text);
/* A sentence of ours with texts in it, as an element. */
#define PAGE_SAY(p, tag, say, ...)                                                                 \
    page_say((p), (tag), (say), (const struct str[]){ __VA_ARGS__ },                               \
             sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
void page_say(struct page *p, const char *tag, const struct say *say, const struct str *args,
              size_t n);
/* In a dl: a name and what it is; nothing when there is no value. */
void page_row(struct page *p, struct str name, struct str value);
void page_fact(struct page *p, const struct say *name, struct str value);
/* `path` is from the base on: "notices/12". */
void page_link(struct page *p, struct str path, struct str text);
/* To what is no plain page, and takes no language. */
void page_link_beyond(struct page *p, struct str path, struct str text);
/* The QR code of the page `path`, drawn by the route `path`/qr.svg. */
void       page_qr(struct page *p, struct str path);
struct str page_said(struct page *p, const struct say *say); /* in the page's language */

struct page_input {
    const char       *name;
    const struct say *label, *hint; /* hint: may be NULL */
    struct str        value, wrong; /* what is wrong with it, if something is */
    int               most;         /* characters */
    int               lines;        /* above 1: a text area */
    bool              needed;
    const char       *kind, *fill; /* type and autocomplete; may be NULL */
};
/* `path` from the base on; `post`: else the fields come as a query. */
void page_form(struct page *p, bool post, struct str path);
void page_input(struct page *p, const struct page_input *in);
void page_form_end(struct page *p, const struct say *button);

struct str page_day(struct page *p, int32_t day); /* 2026年3月2日, 2 March 2026 */
struct str page_time(struct page *p, int64_t at); /* with the time of day */
struct str page_int(struct page *p, int64_t v);

/* reply.c: what went wrong, as a page. */
void page_error(struct request *q, enum rc rc, struct str sentence);
bool page_wanted(const struct request *q); /* its route answers with pages */

#endif
