#ifndef LINLI_HTTP_ROUTE_H
#define LINLI_HTTP_ROUTE_H
/*
 * route: one line of the API.
 *
 * The table says everything about a call that can be said beforehand; the
 * server does, in this order: find the route, limits, who is it, may they,
 * decode query and body by shape, unit of work, handler, reply. A handler
 * cannot forget any of it.
 *
 * `http` knows no database and no permission: what a capability is and how a
 * unit of work is opened comes from the gate (server.h), so `can` is a plain
 * number here and `struct work` stays opaque.
 */
#include "shape/shape.h"

struct request;
struct work;

enum method { GET, POST, PUT, PATCH, DELETE_ };
enum { CAN_UNSAID = 0 }; /* a route that does not say who may call it is refused at start-up */

enum body_kind {
    BODY_JSON,  /* by `body`, if there is one */
    BODY_PARTS, /* multipart/form-data: files and fields, by `body` */
    BODY_FORM,  /* application/x-www-form-urlencoded: fields by `body`, from our own pages only */
    BODY_RAW,   /* CSV, GeoJSON, YAML: the text as it is, in request.raw */
};
enum work_mode { WORK_NONE, WORK_READ, WORK_WRITE };

struct route {
    enum method on;
    const char
        *path; /* "/api/v1/cases/{id}/moves": {id} is a 63-bit id; {name} any other segment */
    int  can;  /* a capability, or one of the gate's words for "anybody" and "signed in" */
    enum work_mode      tx;
    enum body_kind      takes;
    const struct shape *query, *body, *reply;
    bool                reply_list; /* the reply is {"items": [...], "next": "..."} of `reply` */
    const char         *reply_type; /* NULL: application/json; else what the handler writes */
    size_t              body_most;  /* bytes; 0 = 64 KiB */
    int                 per_minute; /* calls per address per minute; 0 = the server's default */
    /*
     * For a WORK_WRITE route: what is slow and must not hold up the writer (hashing a password,
     * scaling a photo). Called once before the unit of work, on a thread of the gate's that may be
     * slow; `w` has no transaction. What it leaves in request.found is there each time `run` runs.
     */
    enum rc (*before)(struct request *q, struct work *w);
    bool heavy; /* it takes seconds (photos, files of rows): waits in a line of its own, so that
                   nobody who signs in waits behind it */
    enum rc (*run)(struct request *q, struct work *w);
    const void *of;  /* of what, for a handler that serves several routes alike; its own kind */
    const char *doc; /* one sentence for people who integrate */
};

/* The words of a path pattern. */
enum { PATH_WORDS = 4 };
struct path_words {
    int64_t    id;               /* {id} */
    int64_t    sub;              /* {sub}: a second id */
    struct str word[PATH_WORDS]; /* the other {…}, in order */
};

#endif
