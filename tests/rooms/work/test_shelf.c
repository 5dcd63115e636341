/* The practices in memory are those that the database has committed. */
#include "../fixture.h"

static int setup(void **state)
{
    return fixture_make(state, &fixture_plain);
}
static int teardown(void **state)
{
    return fixture_drop(state);
}

struct storing {
    struct arena *arena;
    const char   *title;
    bool          fails; /* in the end */
    int64_t       version;
    struct str    read; /* the title as the unit itself reads it */
};

static enum rc store(struct work *w, void *ctx)
{
    struct storing        *s    = ctx;
    struct pack_file       file = { S("tiny"), S("pack.yaml"), STR_NONE };
    const struct practice *p;
    bool                   made;

    file.text = arena_fmt(w->arena, "pack: tiny\ntitle: %s\n", s->title);
    TRY(practice_store(w, &file, 1, &s->version, &made));
    TRY(practice_version(w, s->version, &p));
    s->read = arena_str(s->arena, p->title.zh);
    return s->fails ? RC_CONFLICT : RC_OK;
}

struct reading {
    struct arena          *arena;
    int64_t                version;
    struct str             title;
    const struct practice *at;
};

static enum rc read_title(struct work *w, void *ctx)
{
    struct reading        *r = ctx;
    const struct practice *p;

    TRY(practice_version(w, r->version, &p));
    r->title = arena_str(r->arena, p->title.zh);
    r->at    = p;
    return RC_OK;
}

static void a_version_that_was_not_committed_is_not_kept(void **state)
{
    struct fixture *f      = *state;
    struct storing  undone = { .arena = f->arena, .title = "撤回", .fails = true };
    struct storing  stored = { .arena = f->arena, .title = "施行" };
    struct reading  r      = { .arena = f->arena };

    assert_rc(fixture_write(f, &actor_system, store, &undone), RC_CONFLICT);
    assert_text(undone.read, "撤回");
    assert_rc(fixture_write(f, &actor_system, store, &stored), RC_OK);
    assert_int_equal(stored.version, undone.version);
    assert_text(stored.read, "施行");
    r.version = stored.version;
    assert_rc(fixture_read(f, &actor_system, read_title, &r), RC_OK);
    assert_text(r.title, "施行");
}

static void a_version_that_was_committed_is_read_once_by_whoever_writes(void **state)
{
    struct fixture *f = *state;
    struct storing  s = { .arena = f->arena, .title = "施行" };
    struct reading  r = { .arena = f->arena }, again;

    assert_rc(fixture_write(f, &actor_system, store, &s), RC_OK);
    r.version = s.version;
    again     = r;
    assert_rc(fixture_write(f, &actor_system, read_title, &r), RC_OK);
    assert_rc(fixture_write(f, &actor_system, read_title, &again), RC_OK);
    assert_text(r.title, "施行");
    assert_ptr_equal(r.at, again.at);
}

static void a_version_that_is_not_there_is_not_found(void **state)
{
    struct fixture *f = *state;
    struct reading  r = { .arena = f->arena, .version = 99 };

    assert_rc(fixture_read(f, &actor_system, read_title, &r), RC_NOT_FOUND);
    assert_rc(fixture_write(f, &actor_system, read_title, &r), RC_NOT_FOUND);
}

enum { MANY = 300 };

static enum rc store_many(struct work *w, void *ctx)
{
    struct pack_file file = { S("tiny"), S("pack.yaml"), STR_NONE };
    int64_t         *last = ctx;
    bool             made;

    for (int i = 0; i < MANY; i++) {
        file.text = arena_fmt(w->arena, "pack: tiny\ntitle: 第%d版\n", i + 1);
        TRY(practice_store(w, &file, 1, last, &made));
    }
    return RC_OK;
}

/* They are read every time then. */
static void more_versions_than_memory_keeps_are_read_all_the_same(void **state)
{
    struct fixture *f = *state;
    struct reading  r = { .arena = f->arena };
    int64_t         last;

    assert_rc(fixture_write(f, &actor_system, store_many, &last), RC_OK);
    for (int i = 0; i < MANY; i++) {
        r.version = last - MANY + 1 + i;
        assert_rc(fixture_read(f, &actor_system, read_title, &r), RC_OK);
        assert_text(r.title, arena_fmt(f->arena, "第%d版", i + 1).p);
    }
    assert_rc(fixture_write(f, &actor_system, read_title, &r), RC_OK);
    assert_text(r.title, arena_fmt(f->arena, "第%d版", MANY).p);
}

/* -- putting in force -- */

struct enforcing {
    int64_t version, expected;
};

static enum rc enforce(struct work *w, void *ctx)
{
    struct enforcing *e = ctx;

    return practice_enforce(w, e->version, e->expected, S("试行"));
}

static enum rc in_force_now(struct work *w, void *ctx)
{
    *(int64_t *)ctx = w->practice_number;
    return RC_OK;
}

static void a_version_is_put_in_force_by_somebody_else_and_in_place_of_what_was_seen(void **state)
{
    struct fixture  *f      = *state;
    struct actor     keeper = { .account = 77 }, other = { .account = 78 };
    struct storing   s = { .arena = f->arena, .title = "施行" };
    struct enforcing e;
    int64_t          before;

    assert_rc(fixture_read(f, &actor_system, in_force_now, &before), RC_OK);
    assert_rc(fixture_write(f, &keeper, store, &s), RC_OK);
    e = (struct enforcing){ s.version, before };
    assert_rc(fixture_write(f, &keeper, enforce, &e), RC_DENIED);
    e.expected = before + 5;
    assert_rc(fixture_write(f, &other, enforce, &e), RC_CONFLICT);
    e = (struct enforcing){ s.version + 9, before };
    assert_rc(fixture_write(f, &other, enforce, &e), RC_NOT_FOUND);
    e = (struct enforcing){ s.version, before };
    assert_rc(fixture_write(f, &other, enforce, &e), RC_OK);
    assert_rc(fixture_write(f, &other, enforce, &e), RC_CONFLICT);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_version_that_was_not_committed_is_not_kept),
        T(a_version_that_was_committed_is_read_once_by_whoever_writes),
        T(a_version_that_is_not_there_is_not_found),
        T(more_versions_than_memory_keeps_are_read_all_the_same),
        T(a_version_is_put_in_force_by_somebody_else_and_in_place_of_what_was_seen),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
