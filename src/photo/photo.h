#ifndef LINLI_PHOTO_PHOTO_H
#define LINLI_PHOTO_PHOTO_H
/*
 * photo: what the server and its helper linli-photo agree on.
 *
 *   linli-photo KIND      KIND: jpeg png webp gif heic
 *
 * The helper reads the photo that somebody sent from standard input and
 * writes two clean ones, turned upright, without anything but the picture: no
 * EXIF, no place, no profile. It runs once a photo, locks itself in before it
 * reads a byte (cage.h), and the server kills it when it takes too long.
 *
 * On success it tells "TYPE WIDTH HEIGHT\n" of the large one, TYPE being
 * image/jpeg or image/webp, and ends with 0.
 */

enum photo_fd {
    PHOTO_IN    = 0,
    PHOTO_TELL  = 1,
    PHOTO_LARGE = 3,
    PHOTO_SMALL = 4,
};
enum photo_end {
    PHOTO_DONE       = 0,
    PHOTO_UNREADABLE = 10, /* not of its kind, broken, cut off */
    PHOTO_PIXELS     = 11, /* more than PHOTO_PIXELS_MOST */
    PHOTO_NO_SPACE   = 12, /* the disk is full */
    PHOTO_CAGE       = 13, /* this system cannot confine it; nothing was read */
    PHOTO_USAGE      = 14,
};
enum {
    PHOTO_BYTES_MOST  = 20 << 20,
    PHOTO_PIXELS_MOST = 50000000,
    PHOTO_LARGE_SIDE  = 2560,
    PHOTO_SMALL_SIDE  = 400,
    PHOTO_SECONDS     = 20, /* of the processor, and by the clock */
};

#endif
