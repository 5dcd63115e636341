#include "sample.h"

#include <stdio.h>
#include <string.h>
#include <vips/vips.h>

/* For the leak sanitizer: the encoders that samples are made with never give all back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libimagequant\nleak:libx265\n";
}

static void must(bool ok)
{
    if (!ok)
        vips_error_exit("the sample could not be made");
}

static VipsImage *three_bands(const struct sample *s)
{
    VipsImage *one, *bands[3], *noise;

    if (s->flat) {
        must(vips_black(&noise, s->width, s->height, "bands", 3, NULL) == 0);
    } else {
        must(vips_gaussnoise(&noise, s->width, s->height, "seed", 7, NULL) == 0);
        must(vips_cast(noise, &one, VIPS_FORMAT_UCHAR, NULL) == 0);
        bands[0] = bands[1] = bands[2] = one;
        must(vips_bandjoin(bands, &noise, 3, NULL) == 0);
    }
    /* Newer savers take only what says that it is a picture. */
    must(vips_copy(noise, &one, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) == 0);
    return one;
}

static VipsImage *with_alpha(VipsImage *x)
{
    VipsImage *mask, *bytes, *out;

    must(vips_grey(&mask, x->Xsize, x->Ysize, "uchar", TRUE, NULL) == 0);
    must(vips_cast(mask, &bytes, VIPS_FORMAT_UCHAR, NULL) == 0);
    must(vips_bandjoin2(x, bytes, &out, NULL) == 0);
    return out;
}

struct str sample_make(struct arena *a, const struct sample *s)
{
    VipsImage *x = three_bands(s), *own;
    void      *at;
    size_t     n;
    struct str out;

    if (s->glassy)
        x = with_alpha(x);
    must(vips_copy(x, &own, NULL) == 0);
    if (s->located) {
        vips_image_set_string(
            own, "exif-ifd3-GPSLatitude",
            "39/1 54/1 2000/100 (39, 54, 20.00, Rational, 3 components, 24 bytes)");
        vips_image_set_string(
            own, "exif-ifd3-GPSLongitude",
            "116/1 23/1 2900/100 (116, 23, 29.00, Rational, 3 components, 24 bytes)");
        vips_image_set_string(own, "exif-ifd0-Model",
                              SAMPLE_MODEL " (" SAMPLE_MODEL ", ASCII, 12 components, 12 bytes)");
    }
    if (s->turned)
        vips_image_set_int(own, "orientation", 6);
    must(vips_image_write_to_buffer(own, s->suffix, &at, &n, NULL) == 0);
    out = arena_str(a, (struct str){ at, n });
    g_free(at);
    return out;
}

const char *sample_file(struct arena *a, const char *dir, const char *name, struct str content)
{
    const char *path = arena_cstr(a, arena_fmt(a, "%s/%s", dir, name));
    FILE       *f    = fopen(path, "wb");

    must(f && fwrite(content.p, 1, content.n, f) == content.n && fclose(f) == 0);
    return path;
}

struct looked sample_look(struct str content)
{
    struct looked l = { 0 };
    VipsImage    *x = vips_image_new_from_buffer(content.p, content.n, "", NULL);
    double        mean;
    char        **fields;

    if (!x || vips_avg(x, &mean, NULL) != 0)
        return l;
    l.readable = true;
    l.glassy   = vips_image_hasalpha(x);
    l.width    = vips_image_get_width(x);
    l.height   = vips_image_get_height(x);
    fields     = vips_image_get_fields(x);
    for (char **f = fields; *f; f++)
        l.exif += strncmp(*f, "exif-", 5) == 0;
    g_strfreev(fields);
    g_object_unref(x);
    return l;
}
