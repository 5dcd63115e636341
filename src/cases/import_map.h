#ifndef LINLI_CASES_IMPORT_MAP_H
#define LINLI_CASES_IMPORT_MAP_H
/*
 * import_map: which heading means what, and what people write for times,
 * classes, grades and answers. For this room. No database; any thread.
 */
#include "cases/cases.h"

enum target { /* in the order of import_targets */
              TO_OUTSIDE,
              TO_OPENED,
              TO_NAME,
              TO_PHONE,
              TO_ADDRESS,
              TO_WORDS,
              TO_TITLE,
              TO_CLASS,
              TO_PLACE,
              TO_LON,
              TO_LAT,
              TO_GRADE,
              TO_PROCESS,
              TO_FORM, /* a field of the form */
              TO_NOTHING,
              TARGETS = TO_FORM
};
/* "outside_number", "opened", "for_name" …: also the names of the fields that faults name. */
extern const char *const import_targets[TARGETS];

struct column {
    enum target to;
    struct str  field; /* of the form, with TO_FORM */
    struct str  head;  /* as it stands in the file */
};
/* The pack's own spelling first, then the built-in ones, then fields of forms: of `process`, or of
 * all if it is absent. */
struct column import_column(const struct practice *p, struct str process, struct str head);

/* "2026/1/5 8:30", "2026年1月5日", "2026-01-05 08:30:00", RFC 3339. RC_INVALID */
CHECKED enum rc import_time(struct str s, int64_t *ret_at);

/* What a class, place or grade is called elsewhere, turned into our code; a title will do for a
 * class or grade if it is the only one of that name. Absent: none. */
struct str import_class(const struct practice *p, struct str said);
struct str import_grade(const struct practice *p, const struct process *pr, struct str said);

/* A cell as the JSON that a field's kind wants; what cannot be read so stays text, and the check of
 * the form says what is wrong with it. */
void import_answer(const struct form_field *f, struct str said, struct jw *w);

#endif
