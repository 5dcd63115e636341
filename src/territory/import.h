#ifndef LINLI_TERRITORY_IMPORT_H
#define LINLI_TERRITORY_IMPORT_H
/*
 * import: places from Excel workbooks, CSV and GeoJSON, for the HTTP route and the command
 * line.
 *
 * Rows are known by their code, so the same file twice changes nothing. A row
 * is taken or refused as a whole, with a reason; a refused row takes those
 * below it along. What a file does not name stays as it is.
 *
 * Several files are one import: a place may stand in one and what lies below
 * it in another, in whichever order they come. A place that a later file
 * names again is what the later one says of it.
 *
 * Columns (of GeoJSON: properties), in either language:
 *   code 编码  name 名称  parent 上级编码  kind 类型  level 级别
 *   lon 经度  lat 纬度  households 户数
 * Without `parent`, a national code says which division it lies in; without
 * `kind` and `level`, its length says which of `levels` it is of. All is
 * checked before anything is written; a dry run stops there.
 */
#include "base/fault.h"
#include "sheet/sheet.h"
#include "territory/crs.h"
#include "work/work.h"

enum {
    IMPORT_ROWS_MOST  = 1000000, /* of all files together */
    IMPORT_FILES_MOST = 64,
    IMPORT_TOLD_MOST  = 1000,
    IMPORT_NAMES_MOST = 16
};

enum import_form { IMPORT_CSV /* or a workbook */, IMPORT_GEOJSON };
extern const char *const import_form_words[]; /* "csv", "geojson", NULL */

struct import_name { /* a column of the file, and as which of ours it is read */
    struct str column, as;
};
struct import_file {
    struct str       text; /* all of it, not compressed */
    struct str       name; /* for the journal */
    enum import_form form;
};
struct territory_import {
    const struct import_file *files;
    size_t                    n_files; /* 1 to IMPORT_FILES_MOST */
    struct str                kind;    /* of rows that say none; absent: they must */
    /* Kinds of level 1, 2, … for the column `level`. Rows without it and without a kind are of
     * level 1 with a code of two digits, 2 with four … 5 with twelve, if that kind has codes of
     * divisions. */
    const struct str         *levels;
    size_t                    n_levels;
    const struct import_name *names;
    size_t                    n_names;
    /* Where rows go whose parent is not known: of those of the shortest codes in the files.
     * NONE_I64: to the top if `top`, else they are refused. */
    int64_t   under;
    bool      top;
    enum crs  crs; /* of coordinates */
    int32_t   on;  /* the day from which it is so; NONE_I32: today */
    bool      dry;
    enum lang lang; /* of the reasons */
    /* Told now and then: rows so far. NULL: nobody asks. */
    void (*far)(void *ctx, int64_t given, int64_t done);
    void *far_ctx;
};

struct import_told { /* why a row was refused, or what looks wrong about one that was taken */
    int64_t    line; /* of the file, the headings being line 1; of GeoJSON: the feature */
    struct str code, column, why;
    bool       refused;
};
struct import_report {
    int64_t     given, added, changed, same, refused; /* given = the sum of the others */
    int64_t     warnings;
    bool        dry;
    struct list told;          /* struct import_told, the first IMPORT_TOLD_MOST */
    struct list unread;        /* struct str: columns that were not read */
    struct list unread_sheets; /* struct str: of a workbook only the first is read */
    struct str  digest;        /* SM3 of the file */
    /* All refused rows as they stood, behind line, column and reason, as a workbook if that is what
     * came in, else CSV; absent if none. Not in the JSON. */
    struct str      back;
    enum sheet_form back_form;
};
extern const struct shape import_report_shape;

/*
 * One report a file, in their order; everything in w->arena. Rows that are refused do not make it
 * fail.
 *   RC_MALFORMED, RC_INVALID, RC_TOO_LARGE  a file as a whole cannot be read; a fault
 *   RC_NOT_FOUND  no such `under`
 * `dry` may be done in a reading unit of work.
 */
CHECKED enum rc territory_import(struct work *w, const struct territory_import *in,
                                 struct import_report ret[]);

#endif
