#ifndef LINLI_HTTP_REQUEST_H
#define LINLI_HTTP_REQUEST_H
/*
 * request: one call, and its reply. Owned by the server; a handler runs on
 * one thread at a time, but a writing handler may run twice (the port's
 * retry), so a handler changes nothing but the reply, and the reply starts
 * anew each time.
 */
#include "http/route.h"

struct file_part { /* one file of a multipart body, on disk until the arena ends */
    struct str name, filename, type; /* type as the sender said: not to be believed */
    struct str path;
    int64_t    size;
};

/* One line of a file that was sent, and what is wrong with it. */
struct file_finding {
    struct str file;
    int64_t    line, column; /* from 1; NONE_I64: of the whole file */
    bool       warning;      /* the file may be used all the same */
    struct str code, message, suggestion;
};
extern const struct shape file_finding_shape;

struct request {
    struct arena       *arena;
    const struct route *route;
    struct path_words   path;
    const void         *query; /* by route->query */
    const void         *body;  /* by route->body */
    const struct jval  *body_json;
    struct str          raw; /* BODY_RAW */
    struct file_part   *files;
    size_t              n_files;
    struct str          address;   /* the caller's, after trusted proxies */
    enum lang           lang;      /* Accept-Language, or the actor's own choice, or the query's */
    bool                lang_said; /* the query's `lang` */
    struct str          asked;     /* the query as sent, without `lang` */
    struct faults       faults;
    struct list         findings; /* struct file_finding, told with the faults when it is refused */
    void               *principal; /* the gate's: who it is */
    void               *found;     /* what route->before found; arena */

    /* The reply. */
    int         status;
    struct buf  out;
    const char *type;
    struct {
        struct str name, value; /* arena */
    } head[8];
    size_t      n_head;
    struct str  file; /* send this file instead of `out` */
    struct view view; /* what the caller may read of classed fields */
};

/* The value of a request header or cookie; absent if not sent. */
struct str request_header(const struct request *q, const char *name);
struct str request_cookie(const struct request *q, const char *name);
/* Whether the reply may come in this coding, "gzip". Who replies in it sets Content-Encoding. */
bool request_takes(const struct request *q, const char *coding);

struct rows_view {
    const void *at;
    size_t      n;
};

/* All return RC_OK so that a handler can end with `return reply(...)`. */
enum rc reply(struct request *q, int status, const struct shape *s, const void *obj);
enum rc reply_empty(struct request *q); /* 204 */
/* {"items":[…],"next":"…"}; `next` absent at the end. `more` are extra members, already JSON:
 * "\"total\":12", or absent. */
enum rc reply_list(struct request *q, const struct shape *s, const struct rows_view *rows,
                   struct str next, struct str more);
enum rc reply_json(struct request *q, int status, struct str json); /* copied */
enum rc reply_text(struct request *q, int status, const char *type, struct str text);
/* What is in memory, to be kept as a file of that name. */
enum rc reply_download(struct request *q, const char *type, struct str bytes,
                       struct str download_name);
enum rc reply_file(struct request *q, const char *type, struct str path, struct str download_name);
void    reply_header(struct request *q, const char *name, struct str value);

#endif
