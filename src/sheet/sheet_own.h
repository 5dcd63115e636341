#ifndef LINLI_SHEET_SHEET_OWN_H
#define LINLI_SHEET_SHEET_OWN_H
/* sheet_own: what the readers of a workbook share. For this room. */
#include "sheet/sheet.h"

#include <expat.h>
#include <minizip/unzip.h>

extern const struct say say_sheet_broken;

/* -- sheet_part.c: members of the archive as XML -- */

struct parts {
    struct str     file;
    size_t         at; /* where minizip reads */
    unzFile        zip;
    int64_t        unpacked; /* all that was read so far */
    struct faults *f;
};
/* One member that is being read. A handler that finds fault sets `rc` and calls part_stop(). */
struct part {
    struct parts *all;
    XML_Parser    xml;
    enum rc       rc;
    void         *ctx;
    struct buf   *text; /* character data goes there; NULL: nowhere */
};

CHECKED enum rc parts_open(struct parts *p, struct str file, struct faults *f);
void            parts_close(struct parts *p);
/* RC_NOT_FOUND: there is no member of that name. */
CHECKED enum rc part_read(struct parts *p, struct str name, XML_StartElementHandler start,
                          XML_EndElementHandler end, void *ctx);
void            part_stop(struct part *p, enum rc rc);
/* The name behind a prefix: "x:row" is "row". */
const char *part_local(const char *name);
/* An attribute, by its name behind the prefix; absent. */
struct str part_attr(const char **atts, const char *name);

/* -- sheet_book.c: what the workbook says of its sheets, texts and formats -- */

struct book {
    struct arena   *a;                    /* the reader's own */
    struct str      first, texts, styles; /* members; absent: none */
    VEC(struct str) names;                /* of all sheets; absent: hidden */
    size_t          nth;                  /* of them is read */
    bool            from_1904;
    VEC(struct str) shared;
    VEC(bool)       is_date; /* by number of the cell's style */
};
CHECKED enum rc book_read(struct parts *p, struct book *b);

#endif
