/* The live feed as a stream reads it: call after call, into a buffer with a ceiling. */
#include "../cases/town.h"
#include "figures/feed.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

enum { ROOM = 600 }; /* for an event or two */

struct viewer {
    struct stream_source source;
    int64_t              cursor;
    struct buf           got; /* all that came so far */
};

static enum rc open_feed(struct work *w, void *ctx)
{
    struct viewer *v = ctx;

    v->source = feed_source(w);
    return journal_last(w, &v->cursor);
}

static struct viewer viewer_of(struct town *t, const struct actor *who)
{
    struct viewer v;

    fixture_settle(t->f);
    buf_init(&v.got, 1 << 20);
    assert_rc(fixture_read(t->f, who, open_feed, &v), RC_OK);
    return v;
}

static void viewer_gone(struct viewer *v)
{
    v->source.closed(v->source.ctx);
    buf_free(&v->got);
}

/* As a stream does: until nothing comes any more. */
static void see(struct viewer *v, size_t room)
{
    struct buf out;

    buf_init(&out, room);
    do {
        buf_clear(&out);
        assert_rc(v->source.next(v->source.ctx, &v->cursor, &out), RC_OK);
        assert_rc(buf_check(&out), RC_OK);
        buf_add(&v->got, buf_str(&out));
    } while (out.n);
    buf_free(&out);
}

static size_t times(const struct viewer *v, const char *word)
{
    struct str s = buf_str(&v->got), w = str_of(word);
    size_t     n = 0, at;

    for (; (at = str_find(s, w)) != SIZE_MAX; s = str_skip(s, at + w.n))
        n++;
    return n;
}

static void report(struct town *t, int64_t place, int n)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("plain");
    in.place     = place;
    in.words     = S("楼前堆放杂物");
    in.form.text = S("{\"people\":3}");
    while (n--)
        assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
}

static void an_event_for_which_there_was_no_room_comes_with_the_next(void **state)
{
    struct town  *t = town_of(state);
    struct viewer v = viewer_of(t, t->actor[CLERK]);

    report(t, t->grid, 7);
    fixture_settle(t->f);
    see(&v, ROOM);
    assert_int_equal(times(&v, "event: case.opened\n"), 7);
    assert_int_equal(times(&v, "\n\n"), 7);
    viewer_gone(&v);
}

static void an_event_too_large_for_any_buffer_is_an_error_and_not_passed_over(void **state)
{
    struct town  *t      = town_of(state);
    struct viewer v      = viewer_of(t, t->actor[CLERK]);
    int64_t       before = v.cursor;
    struct buf    out;

    report(t, t->grid, 1);
    fixture_settle(t->f);
    buf_init(&out, 20);
    assert_rc(v.source.next(v.source.ctx, &v.cursor, &out), RC_TOO_LARGE);
    assert_int_equal(v.cursor, before);
    buf_free(&out);
    viewer_gone(&v);
}

static void what_comes_behind_much_that_others_see_is_not_waited_for(void **state)
{
    struct town  *t = town_of(state);
    struct viewer v = viewer_of(t, t->actor[CLERK]);

    report(t, t->far_grid, 120);
    report(t, t->grid, 1);
    fixture_settle(t->f);
    see(&v, 1 << 16);
    assert_int_equal(times(&v, "event: "), 1);
    viewer_gone(&v);
}

/* A post in each of many places, the real one last. */
static void each_subtree_is_seen_however_many(void **state)
{
    enum { POSTS = 40 };
    struct town     *t = town_of(state);
    struct held_post posts[POSTS];
    struct actor     many = *t->actor[CLERK];
    struct viewer    v;

    for (size_t i = 0; i < POSTS; i++) {
        posts[i]       = t->actor[CLERK]->posts[0];
        posts[i].place = (int64_t)i + 1;
        posts[i].path  = arena_fmt(t->f->arena, "zz%04zu", i);
    }
    posts[POSTS - 1] = t->actor[CLERK]->posts[0];
    many.posts       = posts;
    many.n_posts     = POSTS;
    v                = viewer_of(t, &many);
    report(t, t->grid, 1);
    fixture_settle(t->f);
    see(&v, 1 << 16);
    assert_int_equal(times(&v, "event: case.opened\n"), 1);
    viewer_gone(&v);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(an_event_for_which_there_was_no_room_comes_with_the_next),
        T(an_event_too_large_for_any_buffer_is_an_error_and_not_passed_over),
        T(what_comes_behind_much_that_others_see_is_not_waited_for),
        T(each_subtree_is_seen_however_many),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
