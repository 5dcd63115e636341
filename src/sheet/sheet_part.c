/* sheet_part: the members of a workbook, unpacked piece by piece into the XML parser. */
#include "sheet/sheet_own.h"

#include <string.h>

enum {
    MEMBERS_MOST  = 1000,
    PIECE         = 64 << 10,
    UNPACKED_MOST = 256 << 20, /* all that is read of a workbook, together */
};

const struct say say_sheet_broken = SAY("sheet_broken", "这不是完好的Excel工作簿（.xlsx）",
                                        "this is no sound Excel workbook (.xlsx)");
static const struct say say_large = SAY("sheet_large", "工作簿展开后太大，请拆成几个文件",
                                        "the workbook is too large when unpacked: split it");

/* -- minizip reads from memory -- */

static voidpf mem_open(voidpf opaque, const void *name, int mode)
{
    (void)name;
    return mode & ZLIB_FILEFUNC_MODE_CREATE ? NULL : opaque;
}

static uLong mem_read(voidpf opaque, voidpf stream, void *to, uLong n)
{
    struct parts *p    = opaque;
    struct str    rest = str_skip(p->file, p->at);

    (void)stream;
    rest = str_head(rest, n);
    if (rest.n)
        memcpy(to, rest.p, rest.n);
    p->at += rest.n;
    return (uLong)rest.n;
}

static uLong mem_write(voidpf opaque, voidpf stream, const void *from, uLong n)
{
    (void)opaque;
    (void)stream;
    (void)from;
    (void)n;
    return 0;
}

static ZPOS64_T mem_tell(voidpf opaque, voidpf stream)
{
    const struct parts *p = opaque;

    (void)stream;
    return p->at;
}

static long mem_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct parts *p    = opaque;
    ZPOS64_T      from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                         : origin == ZLIB_FILEFUNC_SEEK_CUR ? p->at
                                                            : p->file.n;

    (void)stream;
    if (offset > p->file.n || from + offset > p->file.n)
        return -1;
    p->at = (size_t)(from + offset);
    return 0;
}

static int mem_done(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

enum rc parts_open(struct parts *p, struct str file, struct faults *f)
{
    zlib_filefunc64_def how = { .zopen64_file = mem_open,
                                .zread_file   = mem_read,
                                .zwrite_file  = mem_write,
                                .ztell64_file = mem_tell,
                                .zseek64_file = mem_seek,
                                .zclose_file  = mem_done,
                                .zerror_file  = mem_done,
                                .opaque       = p };
    unz_global_info64   info;

    *p     = (struct parts){ .file = file, .f = f };
    p->zip = unzOpen2_64("", &how);
    if (!p->zip || unzGetGlobalInfo64(p->zip, &info) != UNZ_OK ||
        info.number_entry > MEMBERS_MOST) {
        parts_close(p);
        return fault(f, RC_MALFORMED, &say_sheet_broken, STR_NONE, STR_NONE);
    }
    return RC_OK;
}

void parts_close(struct parts *p)
{
    if (p->zip)
        unzClose(p->zip);
    p->zip = NULL;
}

/* -- XML -- */

/* A workbook has none, and whatever harm entities do they do from there. */
static void no_doctype(void *ctx, const XML_Char *name, const XML_Char *sys, const XML_Char *pub,
                       int has_internal)
{
    (void)name;
    (void)sys;
    (void)pub;
    (void)has_internal;
    part_stop(ctx, RC_MALFORMED);
}

static void take_text(void *ctx, const XML_Char *s, int n)
{
    struct part *p = ctx;

    if (p->text)
        buf_add(p->text, (struct str){ s, (size_t)n });
}

void part_stop(struct part *p, enum rc rc)
{
    if (p->rc == RC_OK)
        p->rc = rc;
    XML_StopParser(p->xml, XML_FALSE);
}

const char *part_local(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

struct str part_attr(const char **atts, const char *name)
{
    for (; atts[0]; atts += 2)
        if (strcmp(part_local(atts[0]), name) == 0)
            return str_of(atts[1]);
    return STR_NONE;
}

static enum rc feed(struct part *p)
{
    char piece[PIECE];
    int  n;

    for (;;) {
        n = unzReadCurrentFile(p->all->zip, piece, sizeof(piece));
        if (n < 0)
            return RC_MALFORMED;
        p->all->unpacked += n;
        if (p->all->unpacked > UNPACKED_MOST)
            return fault(p->all->f, RC_TOO_LARGE, &say_large, STR_NONE, STR_NONE);
        if (XML_Parse(p->xml, piece, n, n == 0) != XML_STATUS_OK)
            return p->rc == RC_OK ? RC_MALFORMED : p->rc;
        if (n == 0)
            return RC_OK;
    }
}

static enum rc read_open(struct part *p, XML_StartElementHandler start, XML_EndElementHandler end)
{
    enum rc rc;

    p->xml = XML_ParserCreate(NULL);
    BUG_ON(!p->xml);
    XML_SetUserData(p->xml, p);
    XML_SetElementHandler(p->xml, start, end);
    XML_SetCharacterDataHandler(p->xml, take_text);
    XML_SetStartDoctypeDeclHandler(p->xml, no_doctype);
    rc = feed(p);
    XML_ParserFree(p->xml);
    return rc;
}

enum rc part_read(struct parts *p, struct str name, XML_StartElementHandler start,
                  XML_EndElementHandler end, void *ctx)
{
    struct part part = { .all = p, .ctx = ctx };
    char        room[256];
    enum rc     rc = RC_MALFORMED;

    if (name.n >= sizeof(room))
        return RC_NOT_FOUND;
    memcpy(room, name.p, name.n);
    room[name.n] = '\0';
    if (unzLocateFile(p->zip, room, 2) != UNZ_OK) /* 2: without regard to case */
        return RC_NOT_FOUND;
    if (unzOpenCurrentFile(p->zip) == UNZ_OK) {
        rc = read_open(&part, start, end);
        if (unzCloseCurrentFile(p->zip) != UNZ_OK && rc == RC_OK) /* its sum is wrong */
            rc = RC_MALFORMED;
    }
    if (rc != RC_OK && (!p->f || p->f->n == 0))
        return fault(p->f, rc == RC_NOT_FOUND ? RC_MALFORMED : rc, &say_sheet_broken, STR_NONE,
                     STR_NONE);
    return rc;
}
