#ifndef LINLI_PRACTICE_OVERLAY_H
#define LINLI_PRACTICE_OVERLAY_H
/* overlay: packs laid over each other, section by section. For this room. */
#include "practice/bind.h"

struct pack {
    struct str   name;
    struct ydocs docs;
    struct str   extends; /* absent: nothing */
    struct mark  extends_mark;
    struct text  title;
    struct mark  mark; /* of its `pack:`; no line: it has none */
};

/* Read what the pack says of itself: name, title, extends. */
void pack_head(struct bind *b, struct pack *p);
/*
 * Put the pack's entries over what b->sections hold. What has the same name
 * is replaced where it stands, what is new comes after; calendars, spellings
 * and dispatch rules of all packs are kept, for they are merged when bound.
 */
void pack_lay(struct bind *b, const struct pack *p, size_t number);

#endif
