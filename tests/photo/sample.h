#ifndef LINLI_TESTS_PHOTO_SAMPLE_H
#define LINLI_TESTS_PHOTO_SAMPLE_H
/* sample: photos for tests, made by libvips, as a telephone would make them. */
#include "base/arena.h"

#define SAMPLE_MODEL "Spy Phone 7" /* the camera's name in the EXIF */

struct sample {
    const char *suffix; /* ".jpg" ".png" ".webp" ".gif" ".heic" */
    int         width, height;
    bool        located; /* EXIF with a place, a time and a camera */
    bool        turned;  /* held upright: the picture lies on its side, and the EXIF says so */
    bool        glassy;  /* transparent in places */
    bool        flat;    /* one colour: small as a file, whatever its size */
};
/* Arena. */
struct str sample_make(struct arena *a, const struct sample *s);
/* The same as a file; its path. */
const char *sample_file(struct arena *a, const char *dir, const char *name, struct str content);

/* What a file holds: whether it can be decoded, its size, and how many EXIF fields. */
struct looked {
    bool readable, glassy;
    int  width, height, exif;
};
struct looked sample_look(struct str content);

#endif
