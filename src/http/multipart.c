#include "http/multipart.h"
#include "base/fd.h"
#include "base/utf8.h"
#include "http/parse.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BOUNDARY_MOST = 70, NAME_MOST = 255 };

enum where {
    IN_PREAMBLE, /* before the first boundary: nothing may stand there but line ends */
    IN_TAIL,     /* behind a boundary: CRLF or -- */
    IN_HEAD,
    IN_BODY,
    IN_END, /* behind the last boundary: whatever comes is not read */
};

struct multipart {
    struct arena         *arena;
    const char           *spool;
    enum where            where;
    char                  mark[4 + BOUNDARY_MOST]; /* CRLF, two dashes, boundary */
    size_t                mark_n, matched;
    char                  head[PART_HEAD_MOST];
    size_t                head_n;
    struct buf            field;
    bool                  is_file, open;
    int                   fd;
    size_t                parts;
    VEC(struct pair)      pairs;
    VEC(struct file_part) files;
};

static void release(void *ctx)
{
    struct multipart *m = ctx;

    buf_free(&m->field);
    if (m->fd >= 0)
        close(m->fd);
}

static void unlink_path(void *ctx)
{
    /* Whoever wanted to keep the file has moved it away. */
    (void)unlink(ctx);
}

static bool is_boundary(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char u = (unsigned char)s.p[i];

        if (!((u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z') ||
              (u && strchr("'()+_,-./:=? ", u))))
            return false;
    }
    return s.n > 0 && s.n <= BOUNDARY_MOST && s.p[s.n - 1] != ' ';
}

enum rc multipart_new(struct arena *a, struct str boundary, const char *spool,
                      struct multipart **ret)
{
    struct multipart *m;

    if (!is_boundary(boundary))
        return RC_MALFORMED;
    m         = ARENA_NEW(a, struct multipart);
    m->arena  = a;
    m->spool  = spool;
    m->fd     = -1;
    m->mark_n = 4 + boundary.n;
    memcpy(m->mark, "\r\n--", 4);
    memcpy(m->mark + 4, boundary.p, boundary.n);
    m->matched = 2; /* the first boundary needs no line end before it */
    buf_init(&m->field, PART_FIELD_MOST);
    arena_defer(a, release, m);
    *ret = m;
    return RC_OK;
}

/* -- one part -- */

/* Browsers write a quote, CR and LF in a name as %22, %0D and %0A, and nothing else so. */
static struct str name_undo(struct arena *a, struct str s)
{
    static const struct {
        struct str from;
        char       to;
    } undo[] = { { { "%22", 3 }, '"' }, { { "%0D", 3 }, '_' }, { { "%0A", 3 }, '_' } };
    char  *p = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        for (size_t k = 0; k < ARRAY_LEN(undo); k++)
            if (str_starts(str_skip(s, i), undo[k].from)) {
                c = undo[k].to;
                i += 2;
                break;
            }
        p[n++] = c;
    }
    return (struct str){ p, n };
}

/* The last step of a path, cut to what a file system takes; never "." or "..". */
static struct str name_base(struct str s)
{
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/' || s.p[i - 1] == '\\') {
            s = str_skip(s, i);
            break;
        }
    if (s.n > NAME_MOST) {
        size_t n = NAME_MOST;

        while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
            n--;
        s = str_head(s, n);
    }
    return str_is(s, ".") || str_is(s, "..") ? S("_") : s;
}

static enum rc file_begin(struct multipart *m, struct str name, struct str filename,
                          struct str type)
{
    struct file_part *f;
    char             *path = arena_cstr(m->arena, arena_fmt(m->arena, "%s/up-XXXXXX", m->spool));

    m->fd = mkostemp(path, O_CLOEXEC);
    if (m->fd < 0)
        return fd_refused();
    arena_defer(m->arena, unlink_path, path);
    f  = VEC_PUSH(m->arena, &m->files);
    *f = (struct file_part){ .name     = name,
                             .filename = name_base(filename),
                             .type     = arena_str(m->arena, type),
                             .path     = str_of(path) };
    return RC_OK;
}

/* Read the header lines of one part and get ready for its body. */
static enum rc part_begin(struct multipart *m)
{
    struct str head = { m->head, m->head_n }, line, key, disposition = STR_NONE, type = STR_NONE;
    struct str name, filename;

    if (++m->parts > PARTS_MOST)
        return RC_TOO_LARGE;
    while (head.n && str_split(&head, '\n', &line)) {
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (str_find(line, S(":")) == SIZE_MAX || !text_plain(line))
            return RC_MALFORMED;
        (void)str_split(&line, ':', &key);
        line = str_trim(line);
        if (str_like(key, "content-disposition"))
            disposition = line;
        else if (str_like(key, "content-type"))
            type = line;
        else if (str_like(key, "content-transfer-encoding") && !str_like(line, "binary") &&
                 !str_like(line, "8bit") && !str_like(line, "7bit"))
            return RC_MALFORMED;
    }
    if (!disposition.p || !media_is(disposition, "form-data"))
        return RC_MALFORMED;
    name     = media_param(m->arena, disposition, "name");
    filename = media_param(m->arena, disposition, "filename");
    if (!name.p || name.n == 0 || name.n > NAME_MOST)
        return RC_MALFORMED;
    name       = name_undo(m->arena, name);
    m->open    = true;
    m->is_file = filename.p != NULL;
    buf_clear(&m->field);
    if (m->is_file && filename.n) /* an input left empty has an empty file name */
        return file_begin(m, name, name_undo(m->arena, filename), type);
    if (!m->is_file)
        *VEC_PUSH(m->arena, &m->pairs) = (struct pair){ .name = name };
    return RC_OK;
}

static enum rc part_bytes(struct multipart *m, struct str s)
{
    if (s.n == 0)
        return RC_OK;
    if (!m->is_file) {
        buf_add(&m->field, s);
        return buf_check(&m->field);
    }
    if (m->fd < 0)
        return RC_MALFORMED; /* contents of a file without a name */
    m->files.at[m->files.n - 1].size += (int64_t)s.n;
    return fd_write(m->fd, s);
}

static enum rc part_end(struct multipart *m)
{
    struct str text = buf_str(&m->field);

    if (!m->open)
        return RC_OK;
    m->open = false;
    if (m->is_file) {
        if (m->fd >= 0)
            close(m->fd);
        m->fd = -1;
        return RC_OK;
    }
    if (!utf8_ok(text))
        return RC_MALFORMED;
    m->pairs.at[m->pairs.n - 1].value = arena_str(m->arena, text.p ? text : S(""));
    return RC_OK;
}

/* -- the bytes -- */

/*
 * Bytes up to the next boundary. What has matched of it so far is not stored: it is a prefix of
 * the mark, and is given out from there when the match fails. A line end begins only the mark, so
 * a failed match can begin anew only at the byte at hand.
 */
static enum rc feed_body(struct multipart *m, struct str *s)
{
    while (s->n) {
        const char *cr;
        size_t      plain;

        if (m->matched) {
            if (s->p[0] == m->mark[m->matched]) {
                *s = str_skip(*s, 1);
                if (++m->matched < m->mark_n)
                    continue;
                m->matched = 0;
                TRY(part_end(m));
                m->where  = IN_TAIL;
                m->head_n = 0;
                return RC_OK;
            }
            if (m->where == IN_PREAMBLE)
                return RC_MALFORMED;
            plain      = m->matched;
            m->matched = 0;
            TRY(part_bytes(m, (struct str){ m->mark, plain }));
            continue;
        }
        cr    = memchr(s->p, '\r', s->n);
        plain = cr ? (size_t)(cr - s->p) : s->n;
        TRY(part_bytes(m, str_head(*s, plain)));
        *s = str_skip(*s, plain);
        if (cr) {
            *s         = str_skip(*s, 1);
            m->matched = 1;
        }
    }
    return RC_OK;
}

static enum rc feed_tail(struct multipart *m, struct str *s)
{
    while (s->n && m->head_n < 2) {
        m->head[m->head_n++] = s->p[0];
        *s                   = str_skip(*s, 1);
    }
    if (m->head_n < 2)
        return RC_OK;
    if (memcmp(m->head, "--", 2) == 0)
        m->where = IN_END;
    else if (memcmp(m->head, "\r\n", 2) == 0)
        m->where = IN_HEAD;
    else
        return RC_MALFORMED;
    m->head_n = 0;
    return RC_OK;
}

static enum rc feed_head(struct multipart *m, struct str *s)
{
    while (s->n) {
        if (m->head_n == sizeof(m->head))
            return RC_TOO_LARGE;
        m->head[m->head_n++] = s->p[0];
        *s                   = str_skip(*s, 1);
        if (m->head_n >= 4 && memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4) == 0) {
            TRY(part_begin(m));
            m->where   = IN_BODY;
            m->matched = 0;
            return RC_OK;
        }
    }
    return RC_OK;
}

enum rc multipart_feed(struct multipart *m, struct str s)
{
    while (s.n) {
        switch (m->where) {
        case IN_PREAMBLE:
        case IN_BODY:
            TRY(feed_body(m, &s));
            break;
        case IN_TAIL:
            TRY(feed_tail(m, &s));
            break;
        case IN_HEAD:
            TRY(feed_head(m, &s));
            break;
        case IN_END:
        default:
            return RC_OK;
        }
    }
    return RC_OK;
}

enum rc multipart_end(struct multipart *m)
{
    return m->where == IN_END ? RC_OK : RC_MALFORMED;
}

void multipart_pairs(const struct multipart *m, const struct pair **ret, size_t *ret_n)
{
    *ret   = m->pairs.at;
    *ret_n = m->pairs.n;
}

void multipart_files(const struct multipart *m, struct file_part **ret, size_t *ret_n)
{
    *ret   = m->files.at;
    *ret_n = m->files.n;
}
