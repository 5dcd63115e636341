#ifndef LINLI_HTTP_ROUTER_H
#define LINLI_HTTP_ROUTER_H
/*
 * router: from method and path to the route, by a tree made at start-up.
 *
 * Literal words, ids and free words each have a branch; since two routes that
 * could match one path are refused when the tree is made, the order in which
 * branches are tried never matters. Read-only afterwards: any thread. Finding
 * allocates nothing, unless a segment is percent-encoded.
 */
#include "http/route.h"

enum { METHODS = DELETE_ + 1, ROUTE_DEPTH = 16 };

struct router;

/*
 * Compile the tables; `base` ("" or "/linli") stands before each path.
 *   RC_INVALID  *ret_why says which route is wrong and how
 */
CHECKED enum rc router_new(const struct route *const *tables, const char *base, struct router **ret,
                           struct buf *ret_why);
void            router_free(struct router *r);

struct route_hit {
    const struct route *route;
    size_t              nth; /* its number over all tables */
    struct path_words   words;
};
/*
 *   RC_NOT_FOUND  no route has this path
 *   RC_NO_METHOD  some have it, for other methods: see router_methods
 */
CHECKED enum rc router_find(const struct router *r, enum method on, struct str path,
                            struct arena *a, struct route_hit *ret);
/* One bit (1 << method) for each method that `path` takes. */
unsigned router_methods(const struct router *r, struct str path, struct arena *a);
/* `path` without the base; NULL when it lies beside it. */
struct str  router_below(const struct router *r, struct str path);
const char *method_name(enum method m);
/* RC_NO_METHOD for a word that no route can have. HEAD reads as GET. */
CHECKED enum rc method_of(struct str word, enum method *ret);

#endif
