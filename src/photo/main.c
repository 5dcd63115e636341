/* main: one photo, from standard input to two files. See photo.h. */
#include "photo/cage.h"
#include "photo/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All of it, or NULL when there is more than a photo may have. */
static unsigned char *read_all(size_t *ret_n)
{
    unsigned char *at = malloc(PHOTO_BYTES_MOST + 1);
    size_t         n  = 0;

    while (at && n <= PHOTO_BYTES_MOST) {
        ssize_t more = read(PHOTO_IN, at + n, PHOTO_BYTES_MOST + 1 - n);

        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return NULL;
        if (more == 0) {
            *ret_n = n;
            return at;
        }
        n += (size_t)more;
    }
    return NULL;
}

static enum photo_end write_all(int fd, const void *at, size_t n)
{
    const char *p = at;

    while (n) {
        ssize_t done = write(fd, p, n);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return PHOTO_NO_SPACE;
        p += done;
        n -= (size_t)done;
    }
    return PHOTO_DONE;
}

static enum photo_end make(const void *photo, size_t n)
{
    struct picture large, small;
    enum photo_end end = picture_make(photo, n, &large, &small);
    char           line[64];
    int            length;

    if (end == PHOTO_DONE)
        end = write_all(PHOTO_LARGE, large.at, large.n);
    if (end == PHOTO_DONE)
        end = write_all(PHOTO_SMALL, small.at, small.n);
    if (end != PHOTO_DONE)
        return end;
    length = snprintf(line, sizeof(line), "%s %d %d\n", large.type, large.width, large.height);
    return write_all(PHOTO_TELL, line, (size_t)length);
}

int main(int argc, char **argv)
{
    unsigned char *photo;
    size_t         n;

    if (argc != 2)
        return PHOTO_USAGE;
    if (!cage_limit())
        return PHOTO_CAGE;
    if (!picture_begin(argv[1]))
        return PHOTO_USAGE;
    if (!cage_shut())
        return PHOTO_CAGE;
    photo = read_all(&n);
    /* Past the libraries' own farewells: they would want what the cage forbids. */
    _exit(photo ? (int)make(photo, n) : PHOTO_UNREADABLE);
}
