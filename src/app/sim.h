#ifndef LINLI_APP_SIM_H
#define LINLI_APP_SIM_H
/* sim: what the simulator's files share. */
#include "app/simulate.h"
#include "cases/upload.h"

#include <uthash.h>

enum { SIM_HOLDERS = 16 };

enum sim_event_kind { EV_REPORT, EV_FREE, EV_EVALUATE };
struct sim_event {
    int64_t             at, order; /* order: the earlier made first */
    enum sim_event_kind kind;
    int64_t             subject; /* worker, or case */
};

struct seat_key {
    int64_t node; /* place or organisation */
    char    post[48];
};
struct sim_task { /* waits for one of a seat's holders */
    int64_t case_id, task, due, since;
};
struct sim_worker {
    int64_t             account;
    const struct actor *actor;
    bool                busy;
    struct sim_task     doing; /* what is at hand, to be moved when free */
    size_t              seats[4];
    size_t              n_seats;
};
struct sim_seat { /* a post at a node, with its queue */
    struct seat_key  key;
    struct sim_task *at; /* a heap by due */
    size_t           n, cap;
    size_t           index;                /* in sim.seats */
    size_t           workers[SIM_HOLDERS]; /* who hold it */
    size_t           n_workers;
    UT_hash_handle   hh;
};
struct sim {
    struct services          *s;
    struct clock             *clock;
    const struct sim_options *o;
    const struct practice    *p;
    struct arena             *arena;   /* lives as long as the run */
    struct arena             *scratch; /* of one event */
    bool                      day_begun;
    struct rng                rng;
    struct sim_event         *events; /* a heap by time */
    size_t                    n_events, cap_events;
    int64_t                   order;
    struct sim_worker        *workers;
    size_t                    n_workers, cap_workers;
    struct sim_seat         **seats;
    size_t                    n_seats, cap_seats;
    struct sim_seat          *by_key;
    int64_t                  *units; /* organisations where somebody handles cases */
    size_t                    n_units, cap_units;
    const struct place       *grids; /* where things happen */
    size_t                    n_grids;
    double                   *weight; /* running sum of households */
    struct received           photo;  /* the one that stands for all */
    struct sim_report         report;
    int64_t                   end_at, day_end_at;
    double                    per_day;
};

/* sim_photo.c */
CHECKED enum rc sim_photo_make(struct sim *m);
CHECKED enum rc sim_photo_take(struct work *w, struct sim *m, int64_t *ret_id);

/* sim_staff.c */
CHECKED enum rc  sim_hire(struct work *w, struct sim *m);
struct sim_seat *sim_seat_of(struct sim *m, struct str post, int64_t node);

/* sim_queue.c */
void sim_later(struct sim *m, int64_t at, enum sim_event_kind kind, int64_t subject);
bool sim_next(struct sim *m, struct sim_event *ret);
void sim_wait(struct sim *m, struct sim_seat *seat, struct sim_task task);
bool sim_take(struct sim_seat *seat, struct sim_task *ret);

/* sim_world.c: what happens out there */
int64_t         sim_arrival(struct sim *m, int64_t after);
CHECKED enum rc sim_report_one(struct work *w, struct sim *m, int64_t *ret_case);
struct str      sim_words(struct sim *m, struct arena *a, struct str about, struct str where);

void sim_keep_reason(char *room, size_t n, struct faults *f);

/* sim_hands.c: what a worker does */
CHECKED enum rc sim_move(struct work *w, struct sim *m, struct sim_worker *k, int64_t case_id,
                         bool *ret_moved);
CHECKED enum rc sim_evaluate(struct work *w, struct sim *m, int64_t case_id);
CHECKED enum rc sim_route(struct work *w, struct sim *m, int64_t case_id);
/* Is it still to be done? Others may have been quicker. */
CHECKED enum rc sim_open(struct work *w, const struct sim_task *task, bool *ret_open);
CHECKED enum rc sim_give_work(struct work *w, struct sim *m, size_t worker);

#endif
