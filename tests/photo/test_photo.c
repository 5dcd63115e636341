/* linli-photo, run as the server runs it. */
#include "../unit/unit.h"
#include "cases/scale.h"
#include "sample.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

static struct arena *arena;
static char          dir[64];

static int setup(void **state)
{
    (void)state;
    arena = arena_new(256 << 20);
    (void)snprintf(dir, sizeof(dir), "/tmp/linli-photo-XXXXXX");
    assert_non_null(mkdtemp(dir));
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)type;
    (void)where;
    return remove(path);
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static struct str content_of(int fd)
{
    struct stat st;
    char       *p;

    assert_int_equal(fstat(fd, &st), 0);
    p = arena_alloc(arena, (size_t)st.st_size + 1);
    assert_true(pread(fd, p, (size_t)st.st_size, 0) == st.st_size);
    return (struct str){ p, (size_t)st.st_size };
}

static struct scaled scale(const char *program, int seconds, const char *kind, struct str photo)
{
    struct scaler by = { program, seconds };
    struct scaled s;

    assert_rc(scale_photo(&by, kind, sample_file(arena, dir, "photo", photo), dir, arena, &s),
              RC_OK);
    return s;
}

static struct scaled clean(const char *kind, const struct sample *sample)
{
    return scale(LINLI_PHOTO, PHOTO_SECONDS, kind, sample_make(arena, sample));
}

static bool holds(struct str content, const char *word)
{
    return str_find(content, str_of(word)) != SIZE_MAX;
}

/* Neither as bytes nor as fields, in neither of the two. */
static void is_bare(int fd)
{
    struct str content = content_of(fd);

    assert_false(holds(content, SAMPLE_MODEL));
    assert_false(holds(content, "Exif"));
    assert_false(holds(content, "EXIF"));
    assert_false(holds(content, "ICC"));
    assert_true(sample_look(content).readable);
    assert_int_equal(sample_look(content).exif, 0);
}

static const struct {
    const char *kind, *suffix;
} with_exif[] = { { "jpeg", ".jpg" }, { "webp", ".webp" }, { "heic", ".heic" } };

static void where_when_and_by_what_a_photo_was_taken_is_gone(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(with_exif); i++) {
        struct sample s       = { with_exif[i].suffix, 640, 480, .located = true };
        struct str    content = sample_make(arena, &s);
        struct scaled out;

        /* it was there */
        assert_true(holds(content, SAMPLE_MODEL));
        assert_true(sample_look(content).exif > 3);
        out = scale(LINLI_PHOTO, PHOTO_SECONDS, with_exif[i].kind, content);
        assert_int_equal(out.end, PHOTO_DONE);
        assert_text(out.type, "image/jpeg");
        is_bare(out.large.fd);
        is_bare(out.small.fd);
    }
}

static void a_transparent_photo_keeps_its_ground_and_nothing_else(void **state)
{
    struct sample s   = { ".webp", 800, 600, .located = true, .glassy = true };
    struct scaled out = clean("webp", &s);

    (void)state;
    assert_int_equal(out.end, PHOTO_DONE);
    assert_text(out.type, "image/webp");
    is_bare(out.large.fd);
    is_bare(out.small.fd);
    assert_true(sample_look(content_of(out.large.fd)).glassy);
    assert_true(sample_look(content_of(out.small.fd)).glassy);
}

static void a_photo_lying_on_its_side_is_put_upright(void **state)
{
    struct sample s   = { ".jpg", 800, 600, .turned = true };
    struct scaled out = clean("jpeg", &s);
    struct looked l;

    (void)state;
    assert_int_equal(out.end, PHOTO_DONE);
    assert_int_equal(out.width, 600);
    assert_int_equal(out.height, 800);
    l = sample_look(content_of(out.large.fd));
    assert_int_equal(l.width, 600);
    assert_int_equal(l.height, 800);
    l = sample_look(content_of(out.small.fd));
    assert_int_equal(l.width, 300);
    assert_int_equal(l.height, 400);
}

static void a_large_photo_is_made_smaller_and_a_small_one_is_left(void **state)
{
    static const struct {
        const char *kind, *suffix;
    } all[] = { { "jpeg", ".jpg" },
                { "png", ".png" },
                { "webp", ".webp" },
                { "gif", ".gif" },
                { "heic", ".heic" } };
    struct looked l;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct sample s   = { all[i].suffix, 3000, 1500, .flat = true };
        struct scaled out = clean(all[i].kind, &s);

        if (out.end != PHOTO_DONE)
            fail_msg("%s: %d", all[i].kind, out.end);
        assert_int_equal(out.width, PHOTO_LARGE_SIDE);
        assert_int_equal(out.height, PHOTO_LARGE_SIDE / 2);
        s   = (struct sample){ all[i].suffix, 100, 50, .flat = true };
        out = clean(all[i].kind, &s);
        l   = sample_look(content_of(out.small.fd));
        assert_int_equal(out.width, 100);
        assert_int_equal(l.width, 100);
    }
}

static void too_many_pixels_are_refused_before_they_are_unpacked(void **state)
{
    struct sample bomb  = { ".png", 10000, 6000, .flat = true };
    struct sample strip = { ".png", 30001, 8, .flat = true };

    (void)state;
    assert_int_equal(clean("png", &bomb).end, PHOTO_PIXELS);
    assert_int_equal(clean("png", &strip).end, PHOTO_PIXELS);
}

static void a_photo_cut_off_is_refused(void **state)
{
    static const struct {
        const char *kind, *suffix;
    } all[] = { { "jpeg", ".jpg" }, { "png", ".png" }, { "webp", ".webp" }, { "heic", ".heic" } };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct sample s       = { all[i].suffix, 640, 480 };
        struct str    content = sample_make(arena, &s);

        content.n = content.n * 3 / 4;
        if (scale(LINLI_PHOTO, PHOTO_SECONDS, all[i].kind, content).end != PHOTO_UNREADABLE)
            fail_msg("%s was taken", all[i].kind);
    }
}

static void what_is_not_of_its_kind_is_refused(void **state)
{
    struct sample s    = { ".png", 100, 100 };
    struct str    png  = sample_make(arena, &s);
    struct str    text = S("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

    (void)state;
    assert_int_equal(scale(LINLI_PHOTO, 5, "jpeg", png).end, PHOTO_UNREADABLE);
    assert_int_equal(scale(LINLI_PHOTO, 5, "png", text).end, PHOTO_UNREADABLE);
    assert_int_equal(scale(LINLI_PHOTO, 5, "png", S("")).end, PHOTO_UNREADABLE);
    assert_int_equal(scale(LINLI_PHOTO, 5, "svg", text).end, PHOTO_USAGE);
}

static void the_same_photo_gives_the_same_bytes(void **state)
{
    struct sample s = { ".jpg", 640, 480, .located = true };
    struct scaled a = clean("jpeg", &s), b = clean("jpeg", &s);

    (void)state;
    assert_true(str_eq(content_of(a.large.fd), content_of(b.large.fd)));
}

static const char *program(const char *text)
{
    const char *path = sample_file(arena, dir, "program", str_of(text));

    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static void a_helper_that_does_not_end_is_killed(void **state)
{
    const char   *sleeper = program("#!/bin/sh\nexec sleep 60\n");
    struct scaled out     = scale(sleeper, 1, "jpeg", S("x"));

    (void)state;
    assert_true(out.overdue);
    assert_int_not_equal(out.end, PHOTO_DONE);
}

static void a_helper_that_talks_nonsense_is_not_believed(void **state)
{
    static const char *const says[] = {
        "",
        "image/jpeg 10 10",
        "image/svg 10 10\\n",
        "image/jpeg 0 10\\n",
        "image/jpeg 9999 10\\n",
        "image/jpeg ten 10\\n",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(says); i++) {
        const char *liar = program(arena_fmt(arena, "#!/bin/sh\nprintf '%s'\n", says[i]).p);

        if (scale(liar, 5, "jpeg", S("x")).end != PHOTO_UNREADABLE)
            fail_msg("%s was believed", says[i]);
        assert_int_equal(unlink(liar), 0); /* or it is busy when it is written again */
    }
}

static void without_the_helper_there_are_no_photos(void **state)
{
    (void)state;
    assert_true(scale("/nonexistent/linli-photo", 5, "jpeg", S("x")).absent);
    assert_true(scale(dir, 5, "jpeg", S("x")).absent);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(where_when_and_by_what_a_photo_was_taken_is_gone),
        T(a_transparent_photo_keeps_its_ground_and_nothing_else),
        T(a_photo_lying_on_its_side_is_put_upright),
        T(a_large_photo_is_made_smaller_and_a_small_one_is_left),
        T(too_many_pixels_are_refused_before_they_are_unpacked),
        T(a_photo_cut_off_is_refused),
        T(what_is_not_of_its_kind_is_refused),
        T(the_same_photo_gives_the_same_bytes),
        T(a_helper_that_does_not_end_is_killed),
        T(a_helper_that_talks_nonsense_is_not_believed),
        T(without_the_helper_there_are_no_photos),
    };

    (void)argc;
    if (vips_init(argv[0]) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
