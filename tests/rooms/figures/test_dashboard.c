/* A dashboard is kept until what it shows moves on. */
#include "../cases/town.h"
#include "figures/dashboard.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

struct looking {
    struct town *t;
    int64_t      place;
    int32_t      days;
    enum lang    lang;
    bool         gzip;
    struct str   page, path, kept_path;
    int64_t      calls; /* of the database; none when it was kept */
};

static void free_buf(void *b)
{
    buf_free(b);
}

static enum rc look(struct work *w, void *ctx)
{
    struct looking     *l  = ctx;
    struct dashboard_of of = { l->place, l->days, NONE_I32, STR_NONE, l->lang, l->gzip };
    struct buf         *b  = ARENA_NEW(w->arena, struct buf);
    struct place        p;

    buf_init(b, 1 << 20);
    arena_defer(w->arena, free_buf, b);
    TRY(place_get(w, l->place, &p));
    l->path  = p.path;
    l->calls = db_calls(w->services->db);
    if (!dashboard_kept(w, &of, &l->kept_path, b))
        TRY(dashboard_page(w, &p, &of, b));
    l->calls = db_calls(w->services->db) - l->calls;
    l->page  = arena_str(w->arena, buf_str(b));
    return RC_OK;
}

static struct str page_of(struct town *t, int64_t place, int64_t *ret_calls)
{
    struct looking l = { .t = t, .place = place, .days = 30, .lang = LANG_EN };

    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    if (ret_calls)
        *ret_calls = l.calls;
    return l.page;
}

static const struct jval *parsed(struct town *t, struct str page)
{
    const struct jval *v;

    assert_rc(json_parse(t->f->arena, page, &t->f->faults, &v), RC_OK);
    return v;
}

static int64_t sum(struct town *t, int64_t place, const char *measure)
{
    const struct jval *v = parsed(t, page_of(t, place, NULL));
    int64_t            n = -1;

    assert_rc(json_int(json_get(json_get(v, "sums"), measure), &n), RC_OK);
    return n;
}

static void it_is_read_once_until_something_is_counted(void **state)
{
    struct town *t = town_of(state);
    int64_t      first, again;
    struct str   page;

    (void)town_open(t, "timed", NULL);
    fixture_settle(t->f);
    page = page_of(t, t->grid, &first);
    assert_true(str_eq(page, page_of(t, t->grid, &again)));
    assert_true(first > 5);
    assert_int_equal(again, 0);
    assert_int_equal(sum(t, t->grid, "opened"), 1);
    (void)town_open(t, "timed", NULL);
    assert_int_equal(sum(t, t->grid, "opened"), 1); /* as far as it was counted */
    fixture_settle(t->f);
    assert_int_equal(sum(t, t->grid, "opened"), 2);
    assert_int_equal(sum(t, t->street, "opened"), 2);
}

static void what_is_kept_knows_where_its_place_lies(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .t = t, .place = t->grid, .days = 30 };

    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_null(l.kept_path.p); /* it was made */
    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_true(l.path.n > 0 && str_eq(l.kept_path, l.path));
}

static void it_is_kept_packed_beside(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .t = t, .place = t->grid, .days = 30, .lang = LANG_EN, .gzip = true };
    struct str     made;

    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_true(str_starts(l.page, S("\x1f\x8b")));
    made = l.page;
    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_int_equal(l.calls, 0);
    assert_true(str_eq(l.page, made));
    assert_true(str_starts(page_of(t, t->grid, NULL), S("{\"place\":")));
}

static void another_day_another_page(void **state)
{
    struct town *t = town_of(state);
    struct str   page;

    (void)town_open(t, "running", NULL);
    fixture_settle(t->f);
    page = page_of(t, t->grid, NULL);
    fixture_turn(t->f, "2026-03-02 23:59");
    assert_true(str_eq(page, page_of(t, t->grid, NULL)));
    fixture_turn(t->f, "2026-03-03 00:00");
    assert_false(str_eq(page, page_of(t, t->grid, NULL)));
    assert_text(json_get(parsed(t, page_of(t, t->grid, NULL)), "last_day")->text, "2026-03-03");
}

static void places_with_too_few_cases_are_in_no_league(void **state)
{
    struct town       *t = town_of(state);
    const struct jval *children, *first, *second;

    (void)town_open(t, "timed", NULL);
    (void)town_open(t, "timed", NULL);
    fixture_settle(t->f);
    children = json_get(parsed(t, page_of(t, t->community, NULL)), "children");
    assert_int_equal(children->n, 1); /* where nothing happened there is nothing to show */
    first = children->first;
    assert_text(json_get(first, "name")->text, "东一网格");
    /* Two open cases are enough to be compared; a rate of nothing closed is none all the same. */
    fixture_turn(t->f, "2026-03-05 17:30");
    fixture_settle(t->f);
    children = json_get(parsed(t, page_of(t, t->community, NULL)), "children");
    first    = json_get(json_get(children->first, "indicators"), "on_time");
    assert_non_null(first);
    assert_text(first->raw, "0");
    children = json_get(parsed(t, page_of(t, t->street, NULL)), "children");
    second   = json_get(children->first, "sums");
    assert_text(json_get(second, "open_late")->raw, "2");
}

static void gauges_are_of_now_whatever_the_period(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .t = t, .place = t->grid, .days = 1, .lang = LANG_ZH };

    (void)town_open(t, "running", NULL);
    fixture_turn(t->f, "2026-04-20 12:00");
    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_text(json_get(json_get(parsed(t, l.page), "sums"), "opened")->raw, "0");
    assert_text(json_get(json_get(parsed(t, l.page), "sums"), "open")->raw, "1");
    assert_text(json_get(json_get(parsed(t, l.page), "sums"), "open_late")->raw, "1");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(it_is_read_once_until_something_is_counted),
        T(what_is_kept_knows_where_its_place_lies),
        T(it_is_kept_packed_beside),
        T(another_day_another_page),
        T(places_with_too_few_cases_are_in_no_league),
        T(gauges_are_of_now_whatever_the_period),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
