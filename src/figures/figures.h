#ifndef LINLI_FIGURES_FIGURES_H
#define LINLI_FIGURES_FIGURES_H
/*
 * figures: what is counted, and what a dashboard shows (domain B.1 STAT).
 *
 * A follower of the journal adds each event to the day of its place and of
 * every place above; a dashboard sums a few rows. Whatever is shown is either
 * computed here or was typed in with its source, and says which.
 */
#include "cases/cases.h"

/* Sums over days, by enum measure. The gauges `open` and `open_late` are sums from the beginning.
 */
struct sums {
    int64_t m[M_COUNT];
};
/* Of one place and all below it, from day `from` to day `to`, both counted. `process` absent: all.
 */
CHECKED enum rc figures_sum(struct work *w, int64_t place, struct str process, int32_t from,
                            int32_t to, struct sums *ret);
/* The same of each process of which something was counted or is open, by name. */
struct process_sums {
    struct str  process;
    struct sums sums;
};
CHECKED enum rc figures_processes(struct work *w, int64_t place, int32_t from, int32_t to,
                                  struct process_sums **ret, size_t *ret_n);
/* An indicator's value over sums; NAN when it has none (a denominator of nought). */
double figures_indicator(const struct indicator *i, const struct sums *s);
/*
 * Whether its value rests on so few cases that it may point to somebody. The threshold rule of
 * statistical disclosure control, with the common threshold of five (Glossary of Statistical
 * Disclosure Control, UNECE/Eurostat 2005: "some agencies require at least five respondents in a
 * cell"): a count from one to four is not published, nor a rate or a mean that has one above or
 * below its line.
 */
enum { FIGURES_FEW = 5 };
bool figures_on_few(const struct indicator *i, const struct sums *s);

extern const struct route       figures_routes[], figures_pages[];
extern const struct stmt *const figures_stmts[];
extern const struct follower    figures_follower;
CHECKED enum rc                 figures_start(struct services *s);
void                            figures_stop(struct services *s);

#endif
