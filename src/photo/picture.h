#ifndef LINLI_PHOTO_PICTURE_H
#define LINLI_PHOTO_PICTURE_H
/* picture: decoding, turning, scaling and encoding, by libvips. */
#include "photo/photo.h"

#include <stdbool.h>
#include <stddef.h>

/* Load the library and its decoder for `kind`, so that nothing is left to be opened. False: it has
 * none, or there is no such kind. */
bool picture_begin(const char *kind);

struct picture {
    void       *at; /* encoded */
    size_t      n;
    const char *type;
    int         width, height;
};
/* The two of photo.h. What they hold is never freed: the process ends soon. */
enum photo_end picture_make(const void *photo, size_t n, struct picture *ret_large,
                            struct picture *ret_small);

#endif
