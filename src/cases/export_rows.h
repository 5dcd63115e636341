#ifndef LINLI_CASES_EXPORT_ROWS_H
#define LINLI_CASES_EXPORT_ROWS_H
/* The SQL of export. For this room only. */
#include "cases/case_rows.h"

struct export_row {
    int64_t    id;
    struct str outside, number, process;
    int64_t    practice;
    struct str step;
    int32_t    state, channel;
    struct str class, grade, title, words, address;
    int64_t    place;
    double     lon, lat;
    int64_t    unit, opened, due, closed, late;
    int32_t    outcome;
    struct str ended_as, form, name, phone, answers;
};
extern const struct stmt stmt_export;

#endif
