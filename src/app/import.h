#ifndef LINLI_APP_IMPORT_H
#define LINLI_APP_IMPORT_H
/* import: what can be taken in from files, by kind, with a report to the person. */
#include "app/instance.h"
#include "app/row_import.h"

struct import_given {
    struct str file, text; /* its name for the journal, and all of it */
    struct str errors;     /* where the refused rows go, as CSV; absent: nowhere */
    bool       dry;
    int32_t    on; /* the day from which it is so; NONE_I32: today */
};
/* The text of a file, inflated if it is gzip; with a fault. */
CHECKED enum rc import_read(struct cli *c, struct str path, struct str *ret);

/* Places, by CSV or GeoJSON, `n` files as one: see territory/import.h. */
struct place_options {
    struct str under, kind, levels; /* codes and kinds; levels with commas */
    struct str names, crs;          /* ours=theirs with commas; a word of crs_words */
    bool       top;
};
CHECKED enum rc import_places(struct cli *c, struct instance *in, const struct import_given g[],
                              size_t n, const struct place_options *o);

/* Cases, orders of a hotline or others: see cases/import.h. */
struct case_options {
    bool       hotline;
    struct str process, place; /* of rows that say none; the place by its code */
};
CHECKED enum rc import_cases(struct cli *c, struct instance *in, const struct import_given *g,
                             const struct case_options *o);

extern const struct route org_import_routes[], place_import_job_routes[], sheet_routes[];

/* Rows of one of these kinds. */
extern const struct row_kind org_rows, account_rows;
struct account_ctx {      /* of account_rows */
    struct str hash;      /* first password of all; absent: none, a code later */
    bool       keep_hash; /* it need not be changed */
};
CHECKED enum rc import_rows(struct cli *c, struct instance *in, const struct import_given *g,
                            const struct row_kind *kind, const void *ctx);

/*
 * What lies in the folder `demo` of a pack: places.csv, places.geojson, organisations.csv,
 * accounts.csv, each if it is there, or NAME.gz; as if it had been so for two years.
 */
CHECKED enum rc import_demo(struct cli *c, struct instance *in, struct str pack,
                            const struct account_ctx *accounts);

/* For the above: how many of each, and the refused rows. */
struct import_count {
    int64_t given, added, changed, same, refused;
};
CHECKED enum rc import_tell(struct cli *c, const struct import_given *g,
                            const struct import_count *n, struct str refused_csv);
void            import_tell_line(struct cli *c, int64_t line, struct str why);
/* The same of one file among several, and of all of them at the end. */
CHECKED enum rc import_tell_file(struct cli *c, const struct import_given *g,
                                 const struct import_count *n, struct str refused_csv);
void            import_tell_file_line(struct cli *c, struct str file, int64_t line, struct str why);
void            import_tell_all(struct cli *c, bool dry, const struct import_count *n);

#endif
