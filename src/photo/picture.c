#include "photo/picture.h"
#include "photo/sample.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

enum { QUALITY = 82, SIDE_MOST = 30000 };

static const struct {
    const char *kind, *loader;
} loaders[] = {
    { "jpeg", "VipsForeignLoadJpeg" }, { "png", "VipsForeignLoadPng" },
    { "webp", "VipsForeignLoadWebp" }, { "gif", "VipsForeignLoadNsgif" },
    { "heic", "VipsForeignLoadHeif" },
};

static const char *loader_of(const char *kind)
{
    for (size_t i = 0; i < sizeof(loaders) / sizeof(loaders[0]); i++)
        if (strcmp(loaders[i].kind, kind) == 0)
            return loaders[i].loader;
    return NULL;
}

bool picture_begin(const char *kind)
{
    const char    *loader = loader_of(kind);
    bool           heic   = loader && strcmp(kind, "heic") == 0;
    struct picture a, b;

    if (!loader)
        return false;
    /* HEIC is a module of its own; the other modules (PDF, ImageMagick …) are not wanted, so the
     * library is told to look for modules where there are none. */
    if (!heic && setenv("VIPSHOME", "/nonexistent", 1) != 0)
        return false;
    if (vips_init("linli-photo") != 0)
        return false;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set(loader, FALSE);
    return !heic || picture_make(heic_sample, sizeof(heic_sample), &a, &b) == PHOTO_DONE;
}

/* Only the first lines are read for this. */
static enum photo_end check_size(const void *photo, size_t n)
{
    VipsImage *x = vips_image_new_from_buffer(photo, n, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    enum photo_end end = PHOTO_DONE;

    if (!x)
        return PHOTO_UNREADABLE;
    if (vips_image_get_width(x) > SIDE_MOST || vips_image_get_height(x) > SIDE_MOST ||
        (int64_t)vips_image_get_width(x) * vips_image_get_height(x) > PHOTO_PIXELS_MOST)
        end = PHOTO_PIXELS;
    g_object_unref(x);
    return end;
}

/* All that is not the picture goes before it is saved. */
static VipsImage *bare(VipsImage *x)
{
    VipsImage *own = NULL;
    char     **fields;

    if (vips_copy(x, &own, NULL) != 0) /* names in common with others cannot be removed */
        return NULL;
    fields = vips_image_get_fields(own);
    for (char **f = fields; f && *f; f++)
        vips_image_remove(own, *f); /* false for width and the like: they stay */
    g_strfreev(fields);
    return own;
}

static uint32_t le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/*
 * libvips 8.14 writes an EXIF block into every WebP, asked to or not. Takes out of the encoded
 * picture (RFC 9649) what is not one: EXIF, XMP, ICCP. Returns its new length.
 */
static size_t webp_bare(unsigned char *p, size_t n)
{
    enum { HEAD = 12, CHUNK = 8, ICC_EXIF_XMP = 0x20 | 0x08 | 0x04 };
    size_t to = HEAD, riff;

    for (size_t at = HEAD; at + CHUNK <= n;) {
        size_t size = CHUNK + (((size_t)le32(p + at + 4) + 1) & ~(size_t)1);

        if (size > n - at)
            size = n - at;
        if (memcmp(p + at, "VP8X", 4) == 0 && size > CHUNK)
            p[at + CHUNK] &= (unsigned char)~ICC_EXIF_XMP;
        if (memcmp(p + at, "EXIF", 4) != 0 && memcmp(p + at, "XMP ", 4) != 0 &&
            memcmp(p + at, "ICCP", 4) != 0) {
            memmove(p + to, p + at, size);
            to += size;
        }
        at += size;
    }
    riff = to - 8;
    for (int i = 0; i < 4; i++)
        p[4 + i] = (unsigned char)(riff >> 8 * i);
    return to;
}

static int encode(VipsImage *x, struct picture *ret)
{
    /* A transparent picture would lose its ground as a JPEG. */
    if (vips_image_hasalpha(x)) {
        ret->type = "image/webp";
        if (vips_webpsave_buffer(x, &ret->at, &ret->n, "Q", QUALITY, "strip", TRUE, NULL) != 0)
            return -1;
        ret->n = webp_bare(ret->at, ret->n);
        return 0;
    }
    ret->type = "image/jpeg";
    return vips_jpegsave_buffer(x, &ret->at, &ret->n, "Q", QUALITY, "strip", TRUE,
                                "optimize_coding", TRUE, NULL);
}

static enum photo_end finish(VipsImage *x, struct picture *ret)
{
    enum photo_end end;

    ret->width  = vips_image_get_width(x);
    ret->height = vips_image_get_height(x);
    end         = encode(x, ret) == 0 ? PHOTO_DONE : PHOTO_UNREADABLE;
    g_object_unref(x);
    return end;
}

enum photo_end picture_make(const void *photo, size_t n, struct picture *ret_large,
                            struct picture *ret_small)
{
    VipsImage     *x = NULL, *large, *small = NULL;
    enum photo_end end = check_size(photo, n);

    if (end != PHOTO_DONE)
        return end;
    /* Turns it upright by its EXIF, and its colours to sRGB by its profile: both are dropped. */
    if (vips_thumbnail_buffer((void *)(uintptr_t)photo, n, &x, PHOTO_LARGE_SIDE, "height",
                              PHOTO_LARGE_SIDE, "size", VIPS_SIZE_DOWN, "export_profile", "srgb",
                              /* its own fail_on does not reach the decoder (8.14) */
                              "option_string", "[fail_on=error]", NULL) != 0)
        return PHOTO_UNREADABLE;
    large = bare(x);
    g_object_unref(x);
    /* Into memory: it is read twice, and decoding is what takes long. */
    x = large ? vips_image_copy_memory(large) : NULL;
    if (large)
        g_object_unref(large);
    if (!x)
        return PHOTO_UNREADABLE;
    if (vips_thumbnail_image(x, &small, PHOTO_SMALL_SIDE, "height", PHOTO_SMALL_SIDE, "size",
                             VIPS_SIZE_DOWN, "no_rotate", TRUE, NULL) != 0) {
        g_object_unref(x);
        return PHOTO_UNREADABLE;
    }
    end = finish(small, ret_small);
    if (end != PHOTO_DONE) {
        g_object_unref(x);
        return end;
    }
    return finish(x, ret_large);
}
