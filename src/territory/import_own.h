#ifndef LINLI_TERRITORY_IMPORT_OWN_H
#define LINLI_TERRITORY_IMPORT_OWN_H
/* import_own: what the parts of the import share: reading, planning, writing. */
#include "territory/area.h"
#include "territory/import.h"
#include "territory/place_rows.h"

enum column {
    COL_CODE,
    COL_NAME,
    COL_PARENT,
    COL_KIND,
    COL_LEVEL,
    COL_LON,
    COL_LAT,
    COL_HOUSEHOLDS,
    COL_COUNT
};
extern const char *const column_words[]; /* by the enum, NULL */

struct there {           /* a place that is there, or the top */
    struct place p;      /* id NONE_I64: the top */
    int64_t      wanted; /* new places of the file directly below it */
    int64_t      next;   /* number of the next of them; NONE_I64 before they are allotted */
};

/* ROW_AGAIN: about a place that a row of an earlier file brings; what it says is in that one. */
enum row_state { ROW_NEW, ROW_OPEN, ROW_READY, ROW_AGAIN, ROW_REFUSED };

struct in_row {
    struct str               code, name, parent; /* parent: its code; absent: none is known */
    const struct place_kind *kind;
    double                   lon, lat;
    const struct area       *area;      /* NULL: the row has none */
    struct str               raw;       /* as it stood in the file */
    struct there            *was;       /* NULL: a new one */
    struct there            *above_was; /* its parent, if it is there; NULL: it stays, or is new */
    size_t                   above;     /* the parent's row, SIZE_MAX if it is not in the file */
    int64_t                  id;
    struct str               path;
    int64_t                  children, numbered; /* of a new one: new ones below it, done so far */
    uint32_t                 line;
    uint32_t                 source;
    uint32_t       first; /* the row of an earlier file with this code; UINT32_MAX: none */
    int32_t        households;
    enum row_state state;
    bool           implied;             /* the parent follows from the code */
    bool           renamed, moved, set; /* what changes about one that is there */
    bool           redrawn;
    bool           changes; /* of a place that is there, or of an earlier file's row */
};

/* A code, and who has it: a row of a file, a place that is there, or both. */
struct coded {
    struct str    code;
    size_t        row, last; /* the first that has it and the last; SIZE_MAX: none */
    struct there *was;
};
struct codes { /* open addressing over `at` */
    VEC(struct coded) at;
    uint32_t         *slot; /* index + 1 */
    size_t            slots;
    uint64_t          seed;
};

struct source { /* one of the files */
    const struct import_file *file;
    struct import_report     *report;
    const struct str         *heads;
    size_t                    n_heads;
    struct sheet_text         text; /* of a table */
    char                      sep;  /* of a CSV file; 0: GeoJSON */
    VEC(struct import_told)   told;
    struct sheet             *back; /* NULL: none is refused yet */
};

struct importing {
    struct work                   *w;
    const struct territory_import *in;
    struct arena                  *arena;   /* the import's own: files are large */
    struct arena                  *scratch; /* cleared between rows */
    struct source                 *sources; /* by in->files */
    struct source                 *source;  /* that is being read */
    struct in_row                 *rows;
    size_t                         n;
    size_t                         room;
    struct codes                   codes;
    int                            col[COL_COUNT]; /* where each stands in k->source, -1 */
    struct there                   under, top;
    bool                           may_top;
    uint32_t                      *order; /* rows that are taken, parents before children */
    size_t                         n_order;
    size_t                         shortest; /* codes of the files */
    int32_t                        day;
    struct faults                  f; /* of the row looked at */
};

/* Refuse a row for the first fault in k->f; `column` where the fault names no field. */
void import_refuse(struct importing *k, struct in_row *row);
void import_warn(struct importing *k, const struct in_row *row, struct str column,
                 const struct say *say, struct str a0, struct str a1);

CHECKED enum rc import_read_csv(struct importing *k);
CHECKED enum rc import_read_geojson(struct importing *k);

/* Tell how far it is, every so many rows: of a dry run those that were checked, else those that
 * were written or need no writing. */
void            import_far(const struct importing *k, size_t done);
CHECKED enum rc import_plan(struct importing *k);
/* A column that we put before refused rows: in a file that was mended it is there again. */
bool import_ours(struct str head);
/* For the plan: what changes about a place that is there. */
CHECKED enum rc import_compare(struct importing *k, struct in_row *row);
/* What `row`, which is checked, says anew of the place that an earlier row brings. */
CHECKED enum rc import_lay_over(struct importing *k, struct in_row *row);
/* Does it say nothing about where it lies? */
bool import_stays(const struct in_row *row);
/* The name of the file of `row`, if it is another than that of `other`. */
struct str import_other_file(const struct importing *k, const struct in_row *row,
                             const struct in_row *other);
/* Warnings where areas do not fit together. */
CHECKED enum rc import_borders(struct importing *k);
CHECKED enum rc import_write(struct importing *k);

void          codes_init(struct codes *c, struct arena *a, size_t n);
struct coded *codes_find(const struct codes *c, struct str code);
struct coded *codes_add(struct codes *c, struct arena *a,
                        struct str code); /* or the one there is */

#endif
