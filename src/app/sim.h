#ifndef LINLI_APP_SIM_H
#define LINLI_APP_SIM_H
/* sim: what the simulator's files share. */
#include "app/simulate.h"
#include "cases/upload.h"

#include <uthash.h>

enum sim_event_kind {
    EV_REPORT,   /* somebody reports something */
    EV_FREE,     /* a worker is through with what was at hand */
    EV_EVALUATE, /* the initiator says what they think */
    EV_PARTY,    /* the initiator, or anybody, carries the case on */
    EV_AGAIN,    /* a task that goes on is taken up again */
    EV_OBJECT,   /* somebody objects to a public notice */
    EV_ANSWER,   /* and is answered */
};
struct sim_event {
    int64_t             at, order; /* order: the earlier made first */
    enum sim_event_kind kind;
    int64_t             subject; /* worker, case, or place in `again` or `objections` */
};

struct seat_key {
    int64_t node; /* place, organisation or account */
    char    post[48];
};
struct sim_task { /* waits for one of a seat's holders */
    int64_t               id, case_id, due, since;
    const struct process *pr; /* by the case's version of the practice */
    int32_t               step;
    bool                  is_signed;
    size_t                seat;   /* where it was laid down */
    size_t                tried;  /* so many of its holders could not do it */
    bool                  handed; /* then to those who have moves of their own there */
    int32_t               rounds; /* so often it was taken up again */
};
struct sim_worker {
    int64_t             account;
    size_t              index; /* in sim.workers */
    const struct actor *actor;
    bool                busy;
    struct sim_task     doing;              /* what is at hand, to be moved when free */
    int64_t             began_at, doing_us; /* when, and for how much office time */
    int64_t             worked_us;
    double              pace; /* below 1: is there only for that part of the time */
    size_t             *seats;
    size_t              n_seats, cap_seats;
    UT_hash_handle      hh;
};
struct sim_seat { /* a post at a node, with its queue */
    struct seat_key  key;
    bool             org;  /* the node is an organisation */
    size_t           post; /* in sim.tallies */
    struct sim_task *at;   /* a heap by due */
    size_t           n, cap;
    size_t           index;   /* in sim.seats */
    size_t          *workers; /* who hold it */
    size_t           n_workers, cap_workers;
    UT_hash_handle   hh;
};
struct sim_opening { /* how cases of a process come in */
    const struct process     *pr;
    double                    weight;
    const struct case_class **classes; /* those that lead to it */
    size_t                    n_classes;
    const struct place       *places; /* where it may lie, when the form says a kind */
    size_t                    n_places;
    struct str               *posts; /* who open it at work */
    size_t                    n_posts;
    int64_t                   opened, refused;
    bool                      closed_to_all; /* nobody can: only other processes call it */
};
struct sim_objection { /* to a notice of a case */
    int64_t notice, place, case_id;
    int64_t id; /* once it was made */
};
struct sim_orgs { /* of a kind, or one that is of it */
    struct str   kind;
    VEC(int64_t) at;
    int64_t      missed; /* so often was there none */
};
struct sim_lost { /* a task that nobody could do, and why */
    int64_t    task;
    struct str why;
};
/* A line of the practice's posts: what was done by those who hold it. */
struct sim_tally {
    struct str post;
    int64_t    named; /* logins made for it */
    int64_t    hired, done, worked_us, waited_us;
};
struct sim {
    struct services          *s;
    struct clock             *clock;
    const struct sim_options *o;
    const struct practice    *p;
    int64_t                   version; /* its number */
    struct arena             *arena;   /* lives as long as the run */
    struct arena             *scratch; /* of one event */
    bool                      day_begun;
    struct rng                world, hands; /* what happens; what people do about it */
    struct sim_event         *events;       /* a heap by time */
    size_t                    n_events, cap_events;
    int64_t                   order;
    VEC(struct sim_worker *)  workers;
    struct sim_worker        *by_account;
    VEC(struct sim_seat *)    seats;
    struct sim_seat          *by_key;
    VEC(struct sim_orgs)      orgs;
    VEC(int64_t)              units; /* organisations where somebody handles cases */
    VEC(int64_t)              residents;
    VEC(struct sim_task)      again;
    VEC(struct sim_lost)      lost;
    VEC(struct sim_objection) objections;
    int64_t                   last_notice; /* read already */
    struct sim_tally         *tallies;     /* one a post, and one for tasks of no post */
    size_t                    n_tallies;
    struct sim_opening       *openings;
    size_t                    n_openings;
    double                    openings_weight;
    const struct place       *grids; /* where things happen */
    size_t                    n_grids;
    double                   *weight;    /* running sum of households */
    struct received           photo;     /* the one that stands for all */
    int64_t                   last_task; /* laid out already */
    struct sim_report         report;
    int64_t                   end_at, day_end_at;
    double                    per_day;
};

/* sim_photo.c */
CHECKED enum rc sim_photo_make(struct sim *m);
CHECKED enum rc sim_photo_take(struct work *w, struct sim *m, int64_t *ret_id);

/* sim_staff.c: who works there */
CHECKED enum rc  sim_hire(struct work *w, struct sim *m);
struct sim_seat *sim_seat_of(struct sim *m, struct str post, int64_t node); /* NULL */
/* The seat of one worker alone, and of whoever works at a node, whatever the post. NULL: nobody. */
struct sim_seat *sim_seat_alone(struct sim *m, int64_t account);
struct sim_seat *sim_seat_any(struct sim *m, int64_t node);
/* Lent for the event. */
CHECKED enum rc sim_actor(struct work *w, struct sim_worker *k, const struct actor **ret);

/* sim_restaff.c: with how many it is otherwise */
CHECKED enum rc sim_restaff(struct work *w, struct sim *m);
CHECKED enum rc sim_hire_one(struct work *w, struct sim *m, const struct post *post,
                             size_t *ret_worker);
CHECKED enum rc sim_give_post(struct work *w, struct sim *m, size_t worker, const struct post *post,
                              int64_t place, int64_t org);

/* sim_queue.c */
void sim_later(struct sim *m, int64_t at, enum sim_event_kind kind, int64_t subject);
bool sim_next(struct sim *m, struct sim_event *ret);
void sim_wait(struct sim *m, struct sim_seat *seat, struct sim_task task);
bool sim_take(struct sim_seat *seat, struct sim_task *ret);

/* sim_world.c: what happens out there */
int64_t             sim_arrival(struct sim *m, int64_t after);
const struct place *sim_some_grid(struct sim *m);
struct str          sim_words(struct sim *m, struct arena *a, struct str about, struct str where);
void                sim_keep_reason(char *room, size_t n, enum lang lang, struct faults *f);

/* sim_open.c: how it becomes a case */
CHECKED enum rc sim_world_learn(struct work *w, struct sim *m); /* after sim_hire */
CHECKED enum rc sim_report_one(struct work *w, struct sim *m);

/* sim_fill.c: forms */
struct sim_about {    /* what the answers are about */
    int64_t  case_id; /* NONE_I64: it is being opened */
    int64_t  place;
    uint64_t seed; /* the same gives the same answer in the same field */
    uint64_t also; /* a bit per field: those to be answered though they need not be */
};
/* What a person would fill in. *ret_can: everything that is needed could be answered. */
CHECKED enum rc sim_fill(struct work *w, struct sim *m, const struct process *pr,
                         const struct form *f, const struct sim_about *about, struct json *ret_form,
                         bool *ret_can);
/* sim_party.c: lists of parties, and of the answers of a case's parties as whoever acts gives them
 */
void sim_put_parties(const struct sim *m, const struct actor *a, const struct form_field *f,
                     struct rng *rng, struct jw *jw);
CHECKED enum rc sim_put_answers(struct work *w, int64_t case_id, struct rng *rng, struct jw *jw);
/* Fields that the faults miss: whether they are asked hangs on others. Bits for `also`. */
uint64_t sim_missing(const struct form *f, const struct faults *faults);

/* sim_hands.c: what people do */
CHECKED enum rc sim_free(struct work *w, struct sim *m, size_t worker);
CHECKED enum rc sim_party(struct work *w, struct sim *m, int64_t case_id);
CHECKED enum rc sim_evaluate(struct work *w, struct sim *m, int64_t case_id);
/* Office time between two instants. */
/* When somebody takes up what comes round again, before it is due; NONE_I64: there is no such. */
int64_t         sim_owed_at(struct sim *m, const struct step *s, int64_t due, int64_t now);
int64_t         sim_office_us(const struct sim *m, int64_t from, int64_t to);
CHECKED enum rc sim_again(struct work *w, struct sim *m, size_t which);
CHECKED enum rc sim_give_work(struct work *w, struct sim *m, size_t worker);

/* sim_notice.c: public notices and what is said to them */
CHECKED enum rc sim_notices(struct work *w, struct sim *m); /* those of the day before */
CHECKED enum rc sim_object(struct work *w, struct sim *m, size_t which);
CHECKED enum rc sim_answer(struct work *w, struct sim *m, size_t which);
/* Posts that answer objections, where a process of the practice takes any. */
bool sim_answers_objections(const struct practice *p, const struct post *post);

/* sim_move.c: which move */
struct sim_doing {
    struct sim         *m;
    const struct actor *actor;
    int64_t             case_id;
    struct str          post;      /* by which it is theirs; absent: whatever they hold */
    bool                party;     /* the initiator, or anybody */
    bool                follows;   /* by its code */
    bool                is_signed; /* presence was proved */
    bool                again;     /* they were at it before */
    bool                moved, ended;
    const struct step  *step; /* where it stands afterwards */
};
/* Like a person: what does not go is given up for something else. d->moved tells. */
CHECKED enum rc sim_carry(struct work *w, struct sim_doing *d);
bool            sim_for_parties(const struct step *s);
bool            sim_is_party(const struct who_list *who);
/* NULL when the version cannot be read, or it has no such process. */
const struct process *sim_process(struct work *w, struct sim *m, int64_t version, struct str name);

/* sim_route.c: who gets it */
CHECKED enum rc sim_route(struct work *w, struct sim *m);
/* A task that need not be taken up before, or that cannot be: at that instant. */
void            sim_rest(struct sim *m, const struct sim_task *task, int64_t until);
CHECKED enum rc sim_route_case(struct work *w, struct sim *m, int64_t case_id); /* once more */
CHECKED enum rc sim_lay(struct work *w, struct sim *m, struct sim_seat *seat,
                        const struct sim_task *task);
/* To those who have moves of their own in its step. *ret_any: somebody was found. */
CHECKED enum rc  sim_hand_over(struct work *w, struct sim *m, const struct sim_task *task,
                               bool *ret_any);
struct sim_seat *sim_seat_for(struct sim *m, struct str post, int64_t place, int64_t org,
                              int64_t account);

/* sim_count.c */
CHECKED enum rc sim_count(struct work *w, struct sim *m, struct arena *a);

#endif
