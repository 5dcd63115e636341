#ifndef LINLI_APP_INSTANCE_H
#define LINLI_APP_INSTANCE_H
/*
 * instance: a data folder at work.
 *
 *   DIR/linli.conf   the configuration
 *   DIR/linli.db     the database, if it is SQLite
 *   DIR/files/       attachments by their digest
 *   DIR/spool/       what is being uploaded
 *
 * Opened once by a command, closed at its end, by the main thread.
 */
#include "app/command.h"
#include "app/conf.h"
#include "work/services.h"

#include <pthread.h>

enum instance_use {
    USE_LOOK,  /* the rows as they are: no practice is read, no room started; beside a server */
    USE_READ,  /* looks only; beside a server */
    USE_WRITE, /* writes; beside a server; one such command at a time */
    USE_SERVE, /* the server: alone, and brings the tables up to date first */
};

struct server;
struct instance {
    struct str      dir;
    struct str      url; /* of the database, complete */
    struct conf     conf;
    struct clock    clock; /* when it is virtual */
    struct services s;
    int             lock_fd;
    bool            started; /* the rooms' states are made */
    bool            scratch; /* a copy to try things in: set between reading and opening */
    pthread_mutex_t wake_lock, turn_lock;
    bool            wakes;  /* a commit wakes the runner, */
    struct server  *server; /* and this one's streams; NULL: none */
};

/* The configuration and the database's address, without opening it. RC_NOT_FOUND: no data folder
 * of ours; RC_INVALID. Faults say which. */
CHECKED enum rc instance_read(struct cli *c, struct str dir, struct instance *ret);
/* `virtual_at`: NONE_I64, or where a clock stands that is to be turned. After instance_read. */
CHECKED enum rc instance_open(struct cli *c, enum instance_use use, int64_t virtual_at,
                              struct instance *in);
void            instance_close(struct instance *in);
/* Only to read the practice in force of the folder `--data`; RC_NOT_FOUND with a fault: none is. */
CHECKED enum rc instance_practice(
    struct cli *c, enum rc (*run)(struct cli *c, const struct practice *p, void *ctx), void *ctx);
/* Followers and timers from now on run on a thread of their own. */
CHECKED enum rc instance_run(struct instance *in);
/* Whose streams wake when something was committed. NULL before it stops. */
void instance_wakes(struct instance *in, struct server *server);

/*
 * Turn a virtual clock to `at`, stopping wherever a timer is due, with followers and timers
 * settled at each stop. Only where the runner has no thread of its own. Earlier than now: only
 * settles.
 */
CHECKED enum rc instance_turn(struct instance *in, int64_t at);

#endif
