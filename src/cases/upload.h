#ifndef LINLI_CASES_UPLOAD_H
#define LINLI_CASES_UPLOAD_H
/*
 * upload: files come in, are looked at, and go out again to whoever may see
 * them. For this room.
 */
#include "cases/engine.h"
#include "cases/file.h"
#include "cases/store.h"
#include "http/request.h"

enum {
    UPLOAD_FILES  = 9, /* at a time */
    UPLOAD_PHOTO  = 20 << 20,
    UPLOAD_OTHER  = 50 << 20,
    UPLOAD_ALL    = 64 << 20,
    UPLOAD_NOBODY = 60, /* from one address without an account, in UPLOAD_SPELL_US */
    UPLOAD_NAME   = 200 /* characters of its name that are kept */
};
#define UPLOAD_SPELL_US   (10 * US_MINUTE)
#define UPLOAD_LOOSE_US   US_DAY  /* how long a file waits for a report or a move to name it */
#define UPLOAD_UNNAMED_US US_HOUR /* and its content for its row */
#define UNMASKED_US       (10 * US_MINUTE) /* how long a recorded look at a personal field lasts */

struct received { /* in the store; its row is not there yet */
    struct file_row row;
    struct kept     whole, small;
    bool            has_small;
};
struct receipt { /* of one call */
    struct received at[UPLOAD_FILES];
    size_t          n;
};

/*
 * Before the unit of work, on a slow thread: look at each file, clean photos, store. Faults name
 * files[0], files[1] …
 *   RC_INVALID      none, too many, a name that says another type
 *   RC_TOO_LARGE, RC_UNSUPPORTED (a type that is not taken, a photo that cannot be read),
 *   RC_TOO_MANY     from this address without an account
 *   RC_NO_SPACE, RC_IO
 */
CHECKED enum rc upload_receive(struct work *w, const struct file_part *parts, size_t n,
                               struct str address, struct receipt *ret);
/* The last part of that, by itself: what was looked at goes into the store. Its content waits for
 * rows until UPLOAD_UNNAMED_US after `since`. Opens a unit of work of its own. */
CHECKED enum rc upload_keep(struct services *s, const struct actor *actor, struct receipt *r,
                            int64_t since, struct arena *a, struct faults *f);
/* Within the unit of work: the rows. RC_BUSY: too late, the content has gone again. */
CHECKED enum rc upload_record(struct work *w, struct receipt *r);

/* -- file_see.c -- */
/* A file that this actor may see. RC_NOT_FOUND; RC_DENIED: it is a personal field, and there was
 * no recorded look at it (case_unmask) within UNMASKED_US. */
CHECKED enum rc upload_see(struct work *w, int64_t id, struct file_row *ret);

#endif
