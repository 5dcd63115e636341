#ifndef LINLI_CASES_WALL_H
#define LINLI_CASES_WALL_H
/*
 * wall: the open cases of a place for a display that everybody in the room
 * can read. Nothing of what people wrote is shown, neither title nor words,
 * no name and no address; a point is told to a hundred metres. For this room.
 */
#include "cases/cases.h"

struct wall_row {
    int64_t    id;
    struct str number, process;
    int64_t    practice;
    struct str step, class;
    int64_t    place;
    double     lon, lat;
    int64_t    unit, opened, due, late, card;
};
extern const struct stmt stmt_wall_open, stmt_wall_asked;

#endif
