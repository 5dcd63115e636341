/* Who learns what of a case that is not theirs. */
#include "cases/list.h"
#include "town.h"

static int setup(void **state)
{
    return town_make(state);
}
static int teardown(void **state)
{
    return town_drop(state);
}

static enum rc act_me_too(struct work *w, void *ctx)
{
    struct act      *a  = ctx;
    struct me_too_in in = { .client_token = STR_NONE };
    struct me_too    out;

    return case_me_too(w, a->id, &in, &out);
}

static enum rc act_list(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct list_query q;
    int64_t           next;

    shape_clear(&list_query_shape, &q);
    return case_list(w, &q, &a->rows, &next);
}

static enum rc act_same(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct same_query q;

    shape_clear(&same_query_shape, &q);
    q.place = a->t->grid;
    q.class = S("02.02");
    q.words = str_of(a->form);
    return case_same(w, &q, &a->rows);
}

/* As if the pack had said so, of what is opened from now on. */
static void make_confidential(struct town *t, bool on)
{
    int64_t                number;
    const struct practice *p = practice_in_force(&t->f->s, &number);

    ((struct process *)(uintptr_t)practice_process(p, S("demand")))->confidential = on;
}

static void to_say_me_too_shows_nothing(void **state)
{
    struct town *t = town_of(state);
    int64_t    id = town_report(t, "02.02", "三单元二楼的灯不亮,老人上下楼不方便");
    struct act a  = { .id = id };

    assert_rc(by(t, OTHER_HEAD, act_get, &a), RC_NOT_FOUND);
    assert_rc(by(t, OTHER_HEAD, act_me_too, &a), RC_OK);
    assert_rc(by(t, OTHER_HEAD, act_get, &a), RC_NOT_FOUND);
}

static enum rc act_by_code(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_by_code(w, a->opened.code, &a->row);
}

/* Both are sought by the season in which a case was made. */
static void what_was_reported_long_ago_is_found_by_its_code_and_is_not_the_same(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act first  = { .t = t, .in = &in, .form = "东门口的积雪没有人清理" }, later;

    in.class = S("02.02");
    in.place = t->grid;
    in.words = str_of(first.form);
    later    = first;
    assert_rc(by_nobody(t, act_open, &first), RC_OK);
    fixture_turn(t->f, "2026-03-31 09:00");
    assert_rc(by(t, CLERK, act_same, &first), RC_OK);
    assert_int_equal(first.rows.n, 1);
    fixture_turn(t->f, "2026-04-02 09:00");
    assert_rc(by(t, CLERK, act_same, &first), RC_OK);
    assert_int_equal(first.rows.n, 0);
    fixture_turn(t->f, "2026-08-02 09:00");
    assert_rc(by_nobody(t, act_open, &later), RC_OK);
    assert_rc(by(t, CLERK, act_same, &later), RC_OK);
    assert_int_equal(later.rows.n, 1);
    assert_int_equal(((const struct same_view *)later.rows.at)->id, later.opened.id);
    assert_rc(by_nobody(t, act_by_code, &first), RC_OK);
    assert_int_equal(first.row.id, first.opened.id);
    assert_rc(by_nobody(t, act_by_code, &later), RC_OK);
    assert_int_equal(later.row.id, later.opened.id);
    first.opened.code = S("AAAAAAAAAA");
    assert_rc(by_nobody(t, act_by_code, &first), RC_NOT_FOUND);
}

static void whoever_reported_a_case_that_was_merged_sees_the_main_one(void **state)
{
    struct town *t = town_of(state);
    int64_t first = town_report(t, "02.02", "三单元二楼的灯不亮,老人上下楼不方便"), second;
    struct case_in in;
    struct act     a = { .in = &in }, look = { .id = first };
    struct str     form;

    shape_clear(&case_in_shape, &in);
    in.channel = CH_ACCOUNT;
    in.class   = S("02.02");
    in.place   = t->grid;
    in.words   = S("二楼灯坏了");
    assert_rc(by(t, OTHER_HEAD, act_open, &a), RC_OK);
    second = a.opened.id;
    assert_rc(by(t, OTHER_HEAD, act_get, &look), RC_NOT_FOUND);
    form = arena_fmt(t->f->arena, "{\"main_case\":\"%lld\"}", (long long)first);
    town_move(t, CLERK, second, "merge", arena_cstr(t->f->arena, form));
    assert_rc(by(t, OTHER_HEAD, act_get, &look), RC_OK);
}

static void of_anothers_words_a_stranger_who_types_the_same_learns_the_class_only(void **state)
{
    struct town            *t     = town_of(state);
    const char             *words = "三单元二楼的灯不亮,老人上下楼不方便";
    struct act              a     = { .form = words };
    const struct same_view *v;

    (void)town_report(t, "02.02", words);
    assert_rc(by(t, OTHER_HEAD, act_same, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    v = a.rows.at;
    assert_true(str_find(v->title, S("三单元")) == SIZE_MAX);
    assert_true(v->title.n > 0);
    assert_rc(by(t, CLERK, act_same, &a), RC_OK);
    v = a.rows.at;
    assert_true(str_find(v->title, S("三单元")) != SIZE_MAX);
}

static void a_confidential_case_is_in_no_list_and_the_same_as_none(void **state)
{
    struct town *t     = town_of(state);
    const char  *words = "三单元二楼的灯不亮,老人上下楼不方便";
    struct act   a     = { .t = t, .form = words };

    make_confidential(t, true);
    (void)town_report(t, "02.02", words);
    make_confidential(t, false);
    assert_rc(by(t, SECRETARY, act_list, &a), RC_OK);
    assert_int_equal(a.rows.n, 0);
    assert_rc(by(t, SECRETARY, act_same, &a), RC_OK);
    assert_int_equal(a.rows.n, 0);
    (void)town_report(t, "02.02", words);
    assert_rc(by(t, SECRETARY, act_list, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    assert_rc(by(t, SECRETARY, act_same, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
}

static enum rc act_list_due(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct list_query q;
    int64_t           next;

    shape_clear(&list_query_shape, &q);
    q.order = ORDER_DUE;
    q.limit = 2;
    return case_list(w, &q, &a->rows, &next);
}

/* A page holds as many as were asked for, if there are: the next one begins behind its last. */
static void confidential_cases_take_no_room_in_a_page_of_what_is_due(void **state)
{
    struct town             *t = town_of(state);
    struct act               a = { .t = t };
    const struct case_brief *b;
    int64_t                  id;

    make_confidential(t, true);
    for (int i = 0; i < 3; i++)
        (void)town_report(t, "02.02", "楼道堆物");
    make_confidential(t, false);
    fixture_turn(t->f, "2026-03-02 10:00");
    id = town_report(t, "02.02", "楼道堆物");
    assert_rc(by(t, SECRETARY, act_list_due, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    b = a.rows.at;
    assert_true(b[0].id == id && b[0].due != NONE_I64);
}

static void a_token_for_reading_carries_nothing(void **state)
{
    struct town     *t     = town_of(state);
    int64_t          id    = town_report(t, "02.02", "楼道堆物");
    struct act       a     = { .t = t, .id = id, .move = "accept", .form = "{}" };
    struct held_post post  = t->actor[CLERK]->posts[0];
    struct actor     token = *t->actor[CLERK];

    post.caps = (struct caps){ 0 };
    caps_add(&post.caps, CAP_CASE_READ);
    token.token = true, token.posts = &post, token.n_posts = 1, token.any = post.caps;
    assert_rc(fixture_read(t->f, &token, act_get, &a), RC_OK);
    assert_rc(fixture_write(t->f, &token, act_move, &a), RC_DENIED);
    caps_add(&post.caps, CAP_CASE_MOVE);
    token.any = post.caps;
    assert_rc(fixture_write(t->f, &token, act_move, &a), RC_OK);
}

static void the_list_of_what_waits_masks_the_address(void **state)
{
    struct todo_row row;
    struct buf      b;
    struct jw       w;

    shape_clear(&todo_row_shape, &row);
    row.number = row.process = row.step = row.title = S("x");
    row.address                                     = S("东一里3号楼2单元501室");
    buf_init(&b, 4096);
    jw_init(&w, &b);
    shape_to_json(&todo_row_shape, &row, (struct view){ KEEP_OFFICE }, &w);
    (void)state;
    assert_true(str_find(buf_str(&b), S("501")) == SIZE_MAX);
    buf_free(&b);
}

static enum rc act_relate(struct work *w, void *ctx)
{
    struct act          *a  = ctx;
    const struct link_in in = { .other = a->other };

    return case_relate(w, a->id, &in);
}

static enum rc act_links(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_links(w, a->id, &a->rows);
}

static void of_a_linked_case_that_is_not_theirs_people_read_the_number_only(void **state)
{
    struct town           *t = town_of(state);
    struct case_in         in;
    struct act             a = { .in = &in }, links = { 0 };
    const struct link_row *l;

    shape_clear(&case_in_shape, &in);
    in.channel = CH_ACCOUNT;
    in.class   = S("02.02");
    in.place   = t->grid;
    in.words   = S("二楼灯坏了");
    assert_rc(by(t, OTHER_HEAD, act_open, &a), RC_OK);
    links.id    = a.opened.id;
    links.other = town_report(t, "02.02", "三单元二楼的灯不亮,老人上下楼不方便");
    assert_rc(by(t, CLERK, act_relate, &links), RC_OK);
    assert_rc(by(t, CLERK, act_links, &links), RC_OK);
    l = links.rows.at;
    assert_true(links.rows.n == 1 && str_find(l->title, S("三单元")) != SIZE_MAX);
    assert_rc(by(t, OTHER_HEAD, act_links, &links), RC_OK);
    l = links.rows.at;
    assert_true(links.rows.n == 1 && str_eq(l->title, l->number));
}

static enum rc act_off_earth(struct work *w, void *ctx)
{
    struct act    *a = ctx;
    struct edit_in in;

    shape_clear(&edit_in_shape, &in);
    in.version = 1;
    in.lon     = 1e300;
    in.lat     = 30;
    return case_edit(w, a->id, &in, &a->row);
}

static void a_correction_stays_on_the_earth(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = town_report(t, "02.02", "楼道堆物") };

    assert_rc(by(t, CLERK, act_off_earth, &a), RC_INVALID);
    assert_fault(t->f, "off_earth", "lon");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(to_say_me_too_shows_nothing),
        T(what_was_reported_long_ago_is_found_by_its_code_and_is_not_the_same),
        T(whoever_reported_a_case_that_was_merged_sees_the_main_one),
        T(of_anothers_words_a_stranger_who_types_the_same_learns_the_class_only),
        T(a_confidential_case_is_in_no_list_and_the_same_as_none),
        T(confidential_cases_take_no_room_in_a_page_of_what_is_due),
        T(a_token_for_reading_carries_nothing),
        T(of_a_linked_case_that_is_not_theirs_people_read_the_number_only),
        T(a_correction_stays_on_the_earth),
        T(the_list_of_what_waits_masks_the_address),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
