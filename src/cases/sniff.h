#ifndef LINLI_CASES_SNIFF_H
#define LINLI_CASES_SNIFF_H
/*
 * sniff: what a file is, by its content. Its name is not believed; it is only
 * held against what was found. Pure; any thread.
 */
#include "base/arena.h"

enum file_type {
    FILE_NONE, /* not a type that is taken */
    FILE_JPEG,
    FILE_PNG,
    FILE_WEBP,
    FILE_GIF,
    FILE_HEIC,
    FILE_PDF,
    FILE_DOCX,
    FILE_XLSX,
    FILE_TEXT,
    FILE_CSV,
    FILE_TYPES
};
struct file_kind {
    const char *mime, *ending; /* "image/jpeg", "jpg" */
    const char *photo;         /* linli-photo's word for it; NULL: not a photo */
};
extern const struct file_kind file_kinds[FILE_TYPES];

/* Office files with macros are FILE_NONE. `name` decides only between text and CSV. */
enum file_type sniff(struct str content, struct str name);
/* Does the name promise something else than was found? Photos may be called by each other's names,
 * as telephones do; a name without an ending that we know promises nothing. */
bool sniff_misnamed(struct str name, enum file_type found);
/* Of one of file_kinds; FILE_NONE. */
enum file_type sniff_type_of(struct str mime);
/* The name to hand it out under: with the ending of what it is. */
struct str sniff_name(struct arena *a, struct str name, enum file_type type);

#endif
