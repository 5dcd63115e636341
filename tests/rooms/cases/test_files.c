/* Files: received, kept, named by cases, shown to whom they concern, and deleted. */
#include "cases/room.h"
#include "cases/upload.h"
#include "town.h"
#include "work/work_begin.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct actor nobody = { .account = NONE_I64 };

#define PDF  "%PDF-1.4\n1 0 obj\n%%EOF\n"
#define PDF2 "%PDF-1.4\n2 0 obj\n%%EOF\n"

static int setup(void **state)
{
    if (town_make(state) != 0)
        return -1;
    town_of(state)->f->s.photo = LINLI_PHOTO;
    return 0;
}
static int teardown(void **state)
{
    return town_drop(state);
}

/* -- sending -- */

static struct str read_file(struct town *t, const char *path)
{
    char *at = arena_alloc(t->f->arena, 1 << 20);
    FILE *f  = fopen(path, "rb");

    assert_non_null(f);
    struct str s = { at, fread(at, 1, 1 << 20, f) };
    fclose(f);
    return s;
}

static struct file_part part_of(struct town *t, const char *name, struct str content)
{
    char *path = arena_cstr(t->f->arena, arena_fmt(t->f->arena, "%s/part-XXXXXX", t->f->fresh.dir));
    int   fd   = mkstemp(path);

    assert_true(fd >= 0);
    assert_true(write(fd, content.p, content.n) == (ssize_t)content.n);
    close(fd);
    return (struct file_part){ .filename = str_of(name),
                               .path     = str_of(path),
                               .size     = (int64_t)content.n };
}

/* What comes before the unit of work. */
static enum rc receive_from(struct town *t, const struct actor *actor, const char *address,
                            const struct file_part *parts, size_t n, struct receipt *ret)
{
    struct work w;

    t->f->faults.n = 0;
    work_begin(&w, &t->f->s, actor, t->f->arena, NULL, &t->f->faults);
    return upload_receive(&w, parts, n, str_of(address), ret);
}

static enum rc receive(struct town *t, enum person who, const char *name, struct str content,
                       struct receipt *ret)
{
    struct file_part p = part_of(t, name, content);

    return receive_from(t, t->actor[who], "192.0.2.1", &p, 1, ret);
}

static enum rc record(struct work *w, void *ctx)
{
    return upload_record(w, ctx);
}

static int64_t send_as(struct town *t, const struct actor *actor, const char *name,
                       struct str content)
{
    struct receipt   r;
    struct file_part p = part_of(t, name, content);

    assert_rc(receive_from(t, actor, "192.0.2.1", &p, 1, &r), RC_OK);
    assert_rc(fixture_write(t->f, actor, record, &r), RC_OK);
    return r.at[0].row.id;
}

static int64_t send(struct town *t, enum person who, const char *name, struct str content)
{
    return send_as(t, t->actor[who], name, content);
}

/* A row that stands for a photo: what linli-photo does is tested elsewhere. */
static int64_t photo(struct town *t, enum person who)
{
    return town_photo(t, who);
}

/* -- looking -- */

struct seeing {
    int64_t         id;
    struct file_row row;
};
static enum rc see(struct work *w, void *ctx)
{
    struct seeing *s = ctx;

    return upload_see(w, s->id, &s->row);
}

static enum rc seen_by(struct town *t, const struct actor *actor, int64_t id)
{
    struct seeing s = { .id = id };

    return fixture_read(t->f, actor, see, &s);
}

static struct file_row row_of(struct town *t, int64_t id)
{
    struct seeing s = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, see, &s), RC_OK);
    return s.row;
}

static bool on_disk(struct town *t, struct str digest)
{
    return access(arena_cstr(t->f->arena, store_path(t->f->arena, t->f->s.data, digest)), F_OK) ==
           0;
}

static struct str digest_of_text(struct town *t, struct str s)
{
    struct digest d = digest_of(s);

    return digest_hex(&d, arena_alloc(t->f->arena, DIGEST_HEX + 1));
}

static int64_t report_with(struct town *t, enum person who, const char *field, int64_t file,
                           enum rc want)
{
    struct case_in in;
    struct act     a = { .in = &in };

    shape_clear(&case_in_shape, &in);
    in.class     = S("02.02");
    in.place     = t->grid;
    in.words     = S("灯不亮");
    in.form.text = arena_fmt(t->f->arena, "{\"%s\":[\"%lld\"]}", field, (long long)file);
    assert_rc(by(t, who, act_open, &a), want);
    return a.opened.id;
}

/* -- keeping -- */

static void a_file_is_kept_under_its_digest(void **state)
{
    struct town    *t   = town_of(state);
    struct file_row row = row_of(t, send(t, RESIDENT, "合同.pdf", S(PDF)));

    assert_text(row.type, "application/pdf");
    assert_text(row.name, "合同.pdf");
    assert_int_equal(row.size, sizeof(PDF) - 1);
    assert_true(row.account == t->account[RESIDENT]);
    assert_true(str_eq(row.digest, digest_of_text(t, S(PDF))));
    assert_true(str_eq(read_file(t, store_path(t->f->arena, t->f->s.data, row.digest).p), S(PDF)));
}

static void the_same_content_is_kept_until_the_last_row_that_names_it_goes(void **state)
{
    struct town *t      = town_of(state);
    struct str   digest = digest_of_text(t, S(PDF));
    int64_t      first  = send(t, RESIDENT, "a.pdf", S(PDF)), second;

    fixture_turn(t->f, "2026-03-02 21:00");
    second = send(t, HEAD, "b.pdf", S(PDF));
    assert_int_not_equal(first, second);
    fixture_turn(t->f, "2026-03-03 10:00");
    fixture_settle(t->f);
    assert_rc(seen_by(t, &actor_system, first), RC_NOT_FOUND);
    assert_rc(seen_by(t, &actor_system, second), RC_OK);
    assert_true(on_disk(t, digest));
    fixture_turn(t->f, "2026-03-03 22:00");
    fixture_settle(t->f);
    assert_rc(seen_by(t, &actor_system, second), RC_NOT_FOUND);
    assert_false(on_disk(t, digest));
}

static void a_file_that_a_report_names_stays(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = photo(t, RESIDENT);

    report_with(t, RESIDENT, "photos", id, RC_OK);
    fixture_turn(t->f, "2026-03-10");
    fixture_settle(t->f);
    assert_rc(seen_by(t, &actor_system, id), RC_OK);
}

static void what_was_received_and_never_recorded_goes_within_the_hour(void **state)
{
    struct town   *t      = town_of(state);
    struct str     digest = digest_of_text(t, S(PDF));
    struct receipt r;

    assert_rc(receive(t, RESIDENT, "a.pdf", S(PDF), &r), RC_OK);
    assert_true(on_disk(t, digest));
    fixture_turn(t->f, "2026-03-02 09:59");
    fixture_settle(t->f);
    assert_true(on_disk(t, digest));
    fixture_turn(t->f, "2026-03-02 10:00");
    fixture_settle(t->f);
    assert_false(on_disk(t, digest));
    assert_rc(fixture_write(t->f, t->actor[RESIDENT], record, &r), RC_BUSY);
    assert_int_equal(send(t, RESIDENT, "a.pdf", S(PDF)) != 0, 1);
    assert_true(on_disk(t, digest));
}

static void content_that_comes_again_while_its_row_goes_stays(void **state)
{
    struct town   *t      = town_of(state);
    struct str     digest = digest_of_text(t, S(PDF));
    struct receipt r;

    send(t, HEAD, "a.pdf", S(PDF));
    fixture_turn(t->f, "2026-03-03 08:59");
    assert_rc(receive(t, RESIDENT, "b.pdf", S(PDF), &r), RC_OK);
    fixture_turn(t->f, "2026-03-03 09:01");
    fixture_settle(t->f);
    assert_true(on_disk(t, digest));
    assert_rc(fixture_write(t->f, t->actor[RESIDENT], record, &r), RC_OK);
    fixture_turn(t->f, "2026-03-03 12:00");
    fixture_settle(t->f);
    assert_true(on_disk(t, digest));
}

/* Wherever the database fails while it is dropped: what a row names is there. */
static void content_goes_only_after_its_last_row(void **state)
{
    struct town *t      = town_of(state);
    struct str   digest = digest_of_text(t, S(PDF));
    int64_t      id     = send(t, HEAD, "a.pdf", S(PDF));
    enum rc      rc     = RC_DB;

    fixture_turn(t->f, "2026-03-03 09:01");
    for (int n = 1; rc != RC_OK; n++) {
        db_fail_at(t->f->s.db, n, RC_DB);
        rc = runner_settle(&t->f->s);
        db_fail_at(t->f->s.db, 0, RC_OK);
        if (seen_by(t, &actor_system, id) == RC_OK)
            assert_true(on_disk(t, digest));
        assert_true(n < 1000);
    }
    assert_rc(seen_by(t, &actor_system, id), RC_NOT_FOUND);
    assert_false(on_disk(t, digest));
}

/* One bad file refuses all; none of the others may be left behind. */
static void of_a_call_that_is_refused_nothing_is_kept(void **state)
{
    struct town     *t   = town_of(state);
    struct file_part p[] = { part_of(t, "a.pdf", S(PDF)), part_of(t, "b.pdf", S("MZ\x90\x01")) };
    struct receipt   r;

    assert_rc(receive_from(t, t->actor[RESIDENT], "", p, 2, &r), RC_UNSUPPORTED);
    assert_false(on_disk(t, digest_of_text(t, S(PDF))));
}

/* As a restore from an older copy may leave them. */
static void a_row_without_its_content_goes_all_the_same(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = photo(t, RESIDENT);

    fixture_turn(t->f, "2026-03-04");
    fixture_settle(t->f);
    assert_rc(seen_by(t, &actor_system, id), RC_NOT_FOUND);
}

static void a_damaged_file_is_mended_by_sending_it_again(void **state)
{
    struct town *t    = town_of(state);
    struct str   path = store_path(t->f->arena, t->f->s.data, digest_of_text(t, S(PDF)));

    send(t, RESIDENT, "a.pdf", S(PDF));
    assert_int_equal(truncate(path.p, 3), 0);
    send(t, RESIDENT, "a.pdf", S(PDF));
    assert_true(str_eq(read_file(t, path.p), S(PDF)));
}

static int count_drafts(struct town *t)
{
    DIR           *d = opendir(arena_fmt(t->f->arena, "%s/files/.new", t->f->s.data).p);
    struct dirent *e;
    int            n = 0;

    assert_non_null(d);
    while ((e = readdir(d)))
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static void when_the_disk_is_full_nothing_is_left(void **state)
{
    struct town  *t = town_of(state);
    struct arena *a = arena_new(1 << 20);
    struct draft  d;
    struct draft  full = { .data = t->f->s.data, .fd = open("/dev/full", O_WRONLY) };

    assert_rc(draft_begin(t->f->s.data, a, INT64_C(1) << 60, &d), RC_NO_SPACE);
    assert_rc(draft_begin(t->f->s.data, a, 10, &d), RC_OK);
    assert_int_equal(count_drafts(t), 1);
    assert_rc(draft_copy(&full, LINLI_SAMPLE), RC_NO_SPACE);
    close(full.fd);
    arena_free(a);
    assert_int_equal(count_drafts(t), 0);
}

static void what_a_dead_process_left_is_swept_away(void **state)
{
    struct town *t               = town_of(state);
    const char  *old             = arena_fmt(t->f->arena, "%s/files/.new/old", t->f->s.data).p;
    const char *new              = arena_fmt(t->f->arena, "%s/files/.new/new", t->f->s.data).p;
    const struct timespec ago[2] = { { 1000000, 0 }, { 1000000, 0 } };

    send(t, RESIDENT, "a.pdf", S(PDF)); /* makes the folders */
    close(open(old, O_CREAT | O_WRONLY, 0600));
    close(open(new, O_CREAT | O_WRONLY, 0600));
    assert_int_equal(utimensat(AT_FDCWD, old, ago, 0), 0);
    assert_rc(store_sweep(t->f->s.data, t->f->arena), RC_OK);
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_equal(access(new, F_OK), 0);
}

/* -- refusing -- */

static void a_file_that_is_not_taken_is_refused_with_the_reason(void **state)
{
    static const struct {
        const char *name, *content, *key;
        enum rc     rc;
    } bad[] = {
        { "a.pdf", "", "empty_file", RC_INVALID },
        { "a.pdf", "MZ\x90\x01 a program", "file_type", RC_UNSUPPORTED },
        { "a.jpg", "MZ\x90\x01 a program", "file_type", RC_UNSUPPORTED },
        { "a.jpg", PDF, "misnamed", RC_INVALID },
        { "a.csv", PDF, "misnamed", RC_INVALID },
    };
    struct town   *t = town_of(state);
    struct receipt r;

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        assert_rc(receive(t, RESIDENT, bad[i].name, str_of(bad[i].content), &r), bad[i].rc);
        assert_fault(t->f, bad[i].key, "files[0]");
    }
}

static void too_many_and_too_large_files_are_refused(void **state)
{
    struct town     *t = town_of(state);
    struct file_part p[UPLOAD_FILES + 1];
    struct receipt   r;

    for (size_t i = 0; i < ARRAY_LEN(p); i++)
        p[i] = part_of(t, "a.pdf", S(PDF));
    assert_rc(receive_from(t, t->actor[RESIDENT], "", p, 0, &r), RC_INVALID);
    assert_fault(t->f, "no_files", "files");
    assert_rc(receive_from(t, t->actor[RESIDENT], "", p, UPLOAD_FILES + 1, &r), RC_INVALID);
    assert_fault(t->f, "many_files", "files");
    p[1].size = UPLOAD_OTHER + 1;
    assert_rc(receive_from(t, t->actor[RESIDENT], "", p, 2, &r), RC_TOO_LARGE);
    assert_fault(t->f, "large_file", "files[1]");
}

static void who_has_no_account_sends_only_so_many(void **state)
{
    struct town     *t = town_of(state);
    struct file_part p[UPLOAD_FILES];
    struct receipt   r;
    int              sent = 0;

    for (size_t i = 0; i < ARRAY_LEN(p); i++)
        p[i] = part_of(t, "a.pdf", S(PDF));
    for (; sent + UPLOAD_FILES <= UPLOAD_NOBODY; sent += UPLOAD_FILES)
        assert_rc(receive_from(t, &nobody, "2001:db8::1", p, UPLOAD_FILES, &r), RC_OK);
    assert_rc(receive_from(t, &nobody, "2001:db8::2", p, UPLOAD_FILES, &r), RC_TOO_MANY);
    assert_rc(receive_from(t, &nobody, "2001:db8:0:1::2", p, 1, &r), RC_OK);
    assert_rc(receive_from(t, t->actor[RESIDENT], "2001:db8::1", p, 1, &r), RC_OK);
    fixture_turn(t->f, "2026-03-02 09:10");
    assert_rc(receive_from(t, &nobody, "2001:db8::1", p, 1, &r), RC_OK);
}

static void photos_are_cleaned_or_refused_never_kept_as_they_come(void **state)
{
    struct town   *t    = town_of(state);
    struct str     sent = read_file(t, LINLI_SAMPLE), kept;
    struct receipt r;
    enum rc        rc;

    assert_true(str_find(sent, S("Spy Phone")) != SIZE_MAX);
    rc = receive(t, RESIDENT, "门口.jpg", sent, &r);
    if (LINLI_PHOTO[0]) {
        assert_rc(rc, RC_OK);
        kept = read_file(t, store_path(t->f->arena, t->f->s.data, r.at[0].row.digest).p);
        assert_true(str_find(kept, S("Spy Phone")) == SIZE_MAX);
        assert_true(str_find(kept, S("Exif")) == SIZE_MAX);
        assert_int_equal(r.at[0].row.width, 80); /* it was turned */
        assert_true(on_disk(t, r.at[0].row.small));
    }
    t->f->s.photo = "/nonexistent/linli-photo";
    assert_rc(receive(t, RESIDENT, "门口.jpg", sent, &r), RC_UNSUPPORTED);
    assert_fault(t->f, "no_photos", "files[0]");
    assert_false(on_disk(t, digest_of_text(t, sent)));
}

/* -- whose, and who may see -- */

static void nobody_uses_another_ones_file(void **state)
{
    struct town *t = town_of(state);

    report_with(t, HEAD, "photos", photo(t, RESIDENT), RC_INVALID);
    assert_fault(t->f, "no_file", "form.photos");
    report_with(t, RESIDENT, "photos", photo(t, RESIDENT), RC_OK);
}

static void a_document_is_no_photo(void **state)
{
    struct town *t = town_of(state);

    report_with(t, RESIDENT, "photos", send(t, RESIDENT, "a.pdf", S(PDF)), RC_INVALID);
    assert_fault(t->f, "no_photo", "form.photos");
}

static void a_loose_file_is_seen_by_its_sender_alone(void **state)
{
    struct town *t = town_of(state);
    int64_t      a = send(t, RESIDENT, "a.pdf", S(PDF)), b = send_as(t, &nobody, "b.pdf", S(PDF2));

    assert_rc(seen_by(t, t->actor[RESIDENT], a), RC_OK);
    assert_rc(seen_by(t, t->actor[SECRETARY], a), RC_NOT_FOUND);
    assert_rc(seen_by(t, &nobody, a), RC_NOT_FOUND);
    /* whoever has no account shows with the id, which cannot be guessed, that it is theirs */
    assert_rc(seen_by(t, &nobody, b), RC_OK);
    assert_rc(seen_by(t, t->actor[RESIDENT], b), RC_NOT_FOUND);
}

static void a_case_s_file_is_seen_by_whoever_may_see_the_case(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = photo(t, RESIDENT);

    report_with(t, RESIDENT, "photos", id, RC_OK);
    assert_rc(seen_by(t, t->actor[RESIDENT], id), RC_OK);
    assert_rc(seen_by(t, t->actor[CLERK], id), RC_OK);
    assert_rc(seen_by(t, t->actor[HEAD], id), RC_OK);
    assert_rc(seen_by(t, t->actor[OTHER_HEAD], id), RC_NOT_FOUND);
    assert_rc(seen_by(t, t->actor[HANDLER], id), RC_NOT_FOUND);
    assert_rc(seen_by(t, &nobody, id), RC_NOT_FOUND);
}

static void a_published_photo_is_seen_by_anybody_when_the_case_has_ended(void **state)
{
    struct town *t      = town_of(state);
    int64_t      before = photo(t, RESIDENT), after = photo(t, HANDLER);
    int64_t      id = report_with(t, RESIDENT, "photos", before, RC_OK);

    town_move(t, CLERK, id, "accept", "{}");
    town_move(t, CLERK, id, "assign",
              arena_fmt(t->f->arena, "{\"unit\":\"%lld\"}", (long long)t->company).p);
    town_move(t, HANDLER, id, "done",
              arena_fmt(t->f->arena, "{\"words_public\":\"修好了\",\"photos_after\":[\"%lld\"]}",
                        (long long)after)
                  .p);
    assert_rc(seen_by(t, &nobody, after), RC_NOT_FOUND);
    town_move(t, HEAD, id, "pass", "{}");
    assert_rc(seen_by(t, &nobody, after), RC_OK);
    assert_rc(seen_by(t, &nobody, before), RC_NOT_FOUND);
}

struct unmasking {
    int64_t               id;
    struct case_unmask_in in;
    struct json           json;
};
static enum rc unmask(struct work *w, void *ctx)
{
    struct unmasking *u = ctx;

    return case_unmask(w, u->id, &u->in, &u->json);
}

static void a_photo_of_a_paper_is_seen_only_after_a_recorded_look(void **state)
{
    struct town     *t      = town_of(state);
    int64_t          file   = photo(t, RESIDENT);
    int64_t          id     = report_with(t, RESIDENT, "card_photo", file, RC_OK);
    struct str       name[] = { S("card_photo") };
    struct unmasking u      = { .id = id, .in = { { name, 1 }, S("核对身份") } };

    assert_rc(seen_by(t, t->actor[RESIDENT], file), RC_OK);
    assert_rc(seen_by(t, t->actor[SECRETARY], file), RC_DENIED);
    assert_fault(t->f, "personal_file", "card_photo");
    assert_rc(fixture_write(t->f, t->actor[CLERK], unmask, &u), RC_DENIED);
    assert_rc(fixture_write(t->f, t->actor[SECRETARY], unmask, &u), RC_OK);
    assert_rc(seen_by(t, t->actor[SECRETARY], file), RC_OK);
    assert_rc(seen_by(t, t->actor[CLERK], file), RC_DENIED);
    fixture_turn(t->f, "2026-03-02 09:11");
    assert_rc(seen_by(t, t->actor[SECRETARY], file), RC_DENIED);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_file_is_kept_under_its_digest),
        T(the_same_content_is_kept_until_the_last_row_that_names_it_goes),
        T(a_file_that_a_report_names_stays),
        T(what_was_received_and_never_recorded_goes_within_the_hour),
        T(content_that_comes_again_while_its_row_goes_stays),
        T(content_goes_only_after_its_last_row),
        T(of_a_call_that_is_refused_nothing_is_kept),
        T(a_row_without_its_content_goes_all_the_same),
        T(a_damaged_file_is_mended_by_sending_it_again),
        T(when_the_disk_is_full_nothing_is_left),
        T(what_a_dead_process_left_is_swept_away),
        T(a_file_that_is_not_taken_is_refused_with_the_reason),
        T(too_many_and_too_large_files_are_refused),
        T(who_has_no_account_sends_only_so_many),
        T(photos_are_cleaned_or_refused_never_kept_as_they_come),
        T(nobody_uses_another_ones_file),
        T(a_document_is_no_photo),
        T(a_loose_file_is_seen_by_its_sender_alone),
        T(a_case_s_file_is_seen_by_whoever_may_see_the_case),
        T(a_published_photo_is_seen_by_anybody_when_the_case_has_ended),
        T(a_photo_of_a_paper_is_seen_only_after_a_recorded_look),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
