#ifndef LINLI_APP_CONF_H
#define LINLI_APP_CONF_H
/*
 * conf: DIR/linli.conf, a small file of `key = value` lines.
 *
 * Everything has a default; an unknown key is refused with the one that was
 * probably meant, and every mistake names file and line.
 */
#include "shape/shape.h"

struct conf {
    struct str database; /* "sqlite:linli.db" lies in the data folder; or postgresql://… */
    struct str listen;   /* address */
    int32_t    port;
    int32_t    threads; /* of the HTTP server; 0 = one per core */
    int32_t    readers, writers;
    int32_t    cache_mb;      /* SQLite: page cache of a reading connection, see db_options */
    struct str base_path;     /* "" or "/linli" behind a proxy */
    struct str trusted_proxy; /* absent: none */
    int32_t    per_minute;    /* calls per address; 0 = the server's default */
    int32_t    reports;       /* without an account, per address in ten minutes; 0 = the default */
    int32_t    server_number; /* 0..62: several servers of one database differ in it */
    struct str log;           /* debug, info, warning, error */
    bool       test;          /* a server whose clock may be turned; never with real data */
};
extern const struct shape conf_shape;

/* Read `path`; everything in `ret` is in `a`. RC_NOT_FOUND, RC_IO, RC_INVALID with faults. */
CHECKED enum rc conf_read(struct arena *a, const char *path, struct faults *f, struct conf *ret);
/* The same from a text; `name` is shown in faults. */
CHECKED enum rc conf_parse(struct arena *a, struct str name, struct str text, struct faults *f,
                           struct conf *ret);
/* The file that `linli init` writes: every key with its default and a comment. */
void conf_example(const char *database, struct buf *out);

#endif
