#ifndef LINLI_APP_CHANGE_H
#define LINLI_APP_CHANGE_H
/*
 * change: another version of the practice on a running instance. It is sent
 * and kept by one person, looked at by both, and put in force by another.
 *
 * What keeps a version and what puts it in force is the same that
 * `linli practice load` calls (work/services.h); this is the way there by HTTP.
 */
#include "cases/cases.h"
#include "http/request.h"
#include "practice/load.h"

extern const struct route change_routes[];

/* -- change_upload.c: a pack out of the parts of a form -- */

struct upload {
    struct pack_file *files; /* the packs that it extends first */
    size_t            n;
    struct list       findings; /* struct file_finding: warnings */
};
/*
 * Each part is a file, its name the pack's and the path within: "small/processes/demand.yaml".
 * `pack` may be absent when the parts are of one pack. What is extended and was not sent is taken
 * from what is kept. Before the unit of work: reads in one of its own.
 *   RC_INVALID  a name that leads elsewhere, a text that is not UTF-8, or what the checker found:
 *               that is in q->findings then
 */
CHECKED enum rc change_receive(struct request *q, struct work *w, struct str pack,
                               struct upload *ret);
/* What the checker found, in the caller's language: struct file_finding. */
struct list change_findings(struct arena *a, const struct findings *found, enum lang lang);

/* -- change_preview.c: what would become of it -- */

extern const struct shape change_preview_shape;
/* Writes the reply. RC_NOT_FOUND. */
CHECKED enum rc change_preview(struct request *q, struct work *w, int64_t number);

#endif
