#ifndef LINLI_PRACTICE_DRAW_OWN_H
#define LINLI_PRACTICE_DRAW_OWN_H
/*
 * draw_own: the picture before it is written: what is where.
 *
 * Boxes stand in columns (how far along the forward moves) and rows (the
 * lanes of their actors). Between columns and above rows run channels, and
 * arrows run in those alone, each on a track of its own, so that none goes
 * through a box. For this room and its tests.
 */
#include "practice/draw.h"
#include "practice/phrase.h"

struct rect {
    int32_t x, y, w, h;
};
struct point {
    int32_t x, y;
};

/* -- draw_text.c -- */

enum ink { /* how a text is written */
           INK_TITLE,
           INK_WHO,
           INK_CLOCK,
           INK_LATE,
           INK_NOTE,
           INK_LABEL,
           INK_END,
           INK_LANE,
           INK_PLACE,
           INK_HEAD,
           INK_COUNT,
};
int32_t ink_size(enum ink ink); /* of the letters, pixels */
int32_t ink_line(enum ink ink); /* from line to line */
struct lines {
    const struct str *at;
    size_t            n;
    int32_t           w;    /* of the widest */
    bool              cut;  /* not everything stands there */
    bool              torn; /* a word was too long for a line */
};
int32_t text_width(struct str s, int32_t size);
/* Broken where one may break it; what does not fit into `most` lines ends in "…". */
struct lines text_wrap(struct arena *a, struct str s, enum ink ink, int32_t width, size_t most);

/* With a comma: it is no narrower for it. */
bool text_ends_well(struct str line);

/* -- the parts -- */

enum node_kind { NODE_START, NODE_STEP, NODE_END, NODE_EVALUATE };
struct para { /* lines of one ink within a box */
    enum ink     ink;
    struct lines lines;
    int32_t      y;     /* of the first line's top, from the box's */
    bool         again; /* a clock that asks for the same again and again */
};
struct leave { /* an end that hangs under its step, or a case that is opened beside */
    size_t       end;
    struct str   opens; /* the process; absent: it is an end */
    struct str   whole; /* what is said when the label was cut */
    struct lines label, title;
    struct rect  label_at, pill;
    bool         guarded;
};
enum { PARAS = 16 };
struct node {
    enum node_kind    kind;
    size_t            index; /* of the step or end */
    size_t            lane, col, sub, row;
    struct rect       box;
    struct para       paras[PARAS];
    size_t            n_paras;
    VEC(struct leave) leaves;
    int32_t           port;  /* from the row's top of boxes: where the main way passes */
    int32_t           below; /* room that its ways out take below `port` */
    int32_t           above; /* and above */
    int32_t           leaves_h;
    bool              taken, waits, automatic;
    size_t            tops; /* ways out at the top */
    int64_t           number;
};
struct lane {
    struct who_list of; /* the first of its actors tells it apart */
    enum lane_kind { LANE_REPORTER, LANE_ACTOR, LANE_SYSTEM, LANE_OTHER } kind;
    struct lines title, where;
    size_t       subs; /* rows that it has */
    size_t       row;  /* its first */
    int32_t      y, h, text_h;
};
enum route { /* the ways that an arrow may take */
             ROUTE_STRAIGHT,
             ROUTE_STEP,      /* one channel between columns */
             ROUTE_ALONG,     /* to the row of where it leads at once, then along that */
             ROUTE_ALONG_OWN, /* along its own row first */
             ROUTE_OVER,      /* through a channel above a row */
             ROUTE_BACK,      /* from the top, above its row, into the right side */
             ROUTE_BACK_TOP,  /* … into the top, in the same row */
             ROUTE_UP,        /* straight up to the box above */
};
enum { POINTS = 8 };
struct edge {
    size_t          from, to;
    bool            main, back, guarded;
    VEC(struct str) ways; /* what its moves are called */
    struct str      text; /* all of them */
    struct lines    label;
    struct rect     label_at;
    enum route      route;
    size_t          v1, v2, h;  /* channels */
    int32_t         t1, t2, th; /* tracks in them */
    int32_t         port;       /* y of its way out from the box's top; x at the top */
    struct point    at[POINTS];
    size_t          n_at;
};
struct picture {
    struct phrase          f;
    const struct draw_how *how;
    VEC(struct node)       nodes;
    VEC(struct edge)       edges;
    VEC(struct lane)       lanes;
    size_t                 cols, rows;
    int32_t     *col_x, *col_w, *gap_x, *row_y, *chan_y, *row_port; /* gap g is left of column g */
    int32_t      lane_w, box_w, top, w, h, foot;
    bool         too_many; /* arrows: it is not drawn */
    struct lines title;
};
enum { PAD = 10, TRACK = 10, NODE_NONE = 0xffff };
/* A process with more is drawn by nobody: whoever looked would see nothing. */
enum { ARROWS_MOST = 1000 };

/* draw_plan.c: nodes, edges, lanes, columns and rows. */
void picture_plan(struct picture *p);
/* draw_box.c: what stands in the boxes, and how big they are. */
void picture_fill(struct picture *p);
/* draw_route.c: the way of each arrow. */
enum { IN_TOP = 16 }; /* from the top of a box: where what comes back enters it at the right */
void picture_routes(struct picture *p);
bool edge_at_top(const struct edge *e);                                 /* leaves its box there */
bool edge_at_right(const struct edge *e);                               /* the same */
bool edge_uses_gap(const struct edge *e, size_t gap, bool *ret_second); /* as its v2, not v1 */
bool edge_uses_channel(const struct edge *e);
/* draw_place.c: in this order; rows again when tracks were exchanged. */
void    picture_place_columns(struct picture *p);
void    picture_place_rows(struct picture *p);
int32_t picture_track_x(const struct picture *p, size_t gap, int32_t track);
int32_t picture_out_x(const struct picture *p,
                      const struct edge    *e);                         /* of what leaves at the top */
int32_t picture_in_x(const struct picture *p, const struct edge *e); /* of what enters there */
/* draw_lines.c: ways, places, and the lines. */
void picture_route(struct picture *p);
/* The node at that row and column, or NODE_NONE. */
size_t picture_at(const struct picture *p, size_t row, size_t col);

/* draw_svg.c: all of that; `f` and `how` are set. */
void picture_make(struct picture *p);
void svg_text(struct buf *out, struct str s); /* escaped for text and attributes */
void svg_sign(struct buf *out, enum outcome o, int32_t x, int32_t y);
#define SVG_AGAIN   "M10 -4A6 6 0 1 0 12 1M10 -8V-4H6"
#define SVG_OUTWARD "M1 9L9 1M3 1H9V7"
/* draw_legend.c: how high it is; written when `out` is there. */
int32_t picture_legend(struct buf *out, const struct picture *p);

#endif
