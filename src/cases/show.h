#ifndef LINLI_CASES_SHOW_H
#define LINLI_CASES_SHOW_H
/* show: a case as a page needs it. For this room. */
#include "cases/engine.h"

struct move_view {
    struct str  name, title;
    bool        main;
    struct list needs, may; /* names of the fields that are asked with it */
};
struct case_view {
    struct case_brief brief;
    struct str        step_title, class_title;
    struct str        words, address;
    int64_t           practice, level, returned, reopened, parent, merged;
    struct json       form;
    bool              mine;    /* the caller reported it */
    struct list       tasks;   /* struct task_row, the open ones */
    struct list       moves;   /* struct move_view: what the caller can do now */
    struct list       notices; /* struct shown_row */
};
extern const struct shape case_view_shape;

/* `view` tells which classes of fields are read whole; what is the caller's own always is. */
CHECKED enum rc case_show(struct run *r, enum lang lang, struct view view, struct case_view *ret);

#endif
