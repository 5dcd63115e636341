#ifndef LINLI_PRACTICE_SCHEME_H
#define LINLI_PRACTICE_SCHEME_H
/*
 * scheme: who and what there is: kinds of places and organisations, relations,
 * posts, teams (domain B.2 shape 1), and the classes of cases.
 */
#include "practice/calendar.h"
#include "practice/text.h"

/* -- places and organisations -- */

/* The forms that national rules give to codes of places, and two without. */
enum code_form {
    CODES_LOCAL,       /* any form of the locality's own */
    CODES_NESTED,      /* … that begins with the code of the place above */
    CODES_DIVISION,    /* GB/T 2260, GB/T 10114: 2, 4, 6, 9 or 12 digits */
    CODES_UNIT_GRID,   /* GB/T 30428.1: 15 digits */
    CODES_SOCIAL_GRID, /* CJ/T 349: 20 digits */
};
extern const char *const code_form_words[]; /* "local", "nested", … NULL */

/* A kind of place: divisions, grids of each level, estates, buildings … from the top down. */
struct place_kind {
    struct str     name; /* "community", "grid1" */
    struct text    title;
    int32_t        rank;  /* its row in the scheme; a place lies under one of a smaller rank */
    enum code_form codes; /* the form of their codes */
    bool           grid;  /* a grid level */
    int32_t        level; /* of a grid: 1 = the largest; 0 for others */
    bool           takes_cases; /* a point is sought among these; the finest that has one wins */
    int32_t        known;       /* how many the source says there are; NONE_I32 = not said */
    struct str     known_source;
    struct str     head_post;       /* 网格长; absent if none */
    struct str     party_kind;      /* the kind of Party organisation joined to it */
    int32_t        norm_households; /* NONE_I32 */
    struct mark    mark;
};

struct org_kind {
    struct str  name;
    struct text title;
    struct str  of; /* the broader kind it is one of; absent at the top: "department" */
    int32_t     known;
    struct str  known_source;
    struct mark mark;
};

struct relation_kind { /* covers, member_of, paired_with, dual_led_by, contacts … */
    struct str  name;
    struct text title;
    bool        principal; /* of several at a time one is the principal: pack word «principal» */
    struct mark mark;
};

/* -- posts and teams -- */

struct post {
    struct str         name;
    struct text        title;
    const struct str  *at; /* kinds of places and organisations where it may be held */
    size_t             n_at;
    const struct str  *can; /* public words of capabilities; checked by `work` when loaded */
    size_t             n_can;
    const struct text *duties; /* what the holder sees to */
    size_t             n_duties;
    int32_t            norm_least, norm_most; /* staffing norm per place; NONE_I32 = none */
    struct mark        mark;
};

struct team_slot {
    struct str  name;
    struct text title; /* absent when `empty` */
    struct str  empty; /* named by this source, which does not say what it is: left to the place */
    struct str  post;  /* absent: left to the deployment */
    int32_t     least, most;
};
struct team {
    struct str              name;
    struct text             title;
    struct str              at; /* kind of place */
    const struct team_slot *slots;
    size_t                  n_slots;
    struct mark             mark;
};

/* -- case classes -- */

struct class_limit {
    struct str  step, grade; /* grade absent: any */
    struct span span;
};
struct case_class {
    struct str  code;  /* within its table a path: "01.02.03" */
    struct str  above; /* code of the one above; absent at the top */
    struct text title;
    struct str  process;              /* the process it opens; inherited */
    struct str  unit_kind;            /* the kind of organisation that answers for it; inherited */
    const struct class_limit *limits; /* inherited when empty */
    size_t                    n_limits; /* the closest first: step and grade, step, grade, any */
    struct text               stop;     /* "call 119": the form ends here and says so */
    struct str                also;     /* other words for it, between spaces; not inherited */
    int32_t                   near_m;   /* duplicates: how near, metres; NONE_I32 = inherited */
    bool                      leaf;
    struct mark               mark;
};

#endif
