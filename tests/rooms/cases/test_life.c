/* The life of a case over a database: who acts, in which order, and what is refused. */
#include "town.h"

#include <string.h>

static int setup(void **state)
{
    return town_make(state);
}
static int teardown(void **state)
{
    return town_drop(state);
}

static const char *done_form(struct town *t, enum person who)
{
    return arena_cstr(t->f->arena,
                      arena_fmt(t->f->arena, "{\"words_public\":\"修好了\",\"photos_after\":%.*s}",
                                STR_ARG(town_photos(t, who))));
}

static const char *assign_form(struct town *t, int64_t unit, int64_t assist)
{
    return arena_cstr(t->f->arena,
                      assist == NONE_I64
                          ? arena_fmt(t->f->arena, "{\"unit\":\"%lld\"}", (long long)unit)
                          : arena_fmt(t->f->arena, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}",
                                      (long long)unit, (long long)assist));
}

static int64_t handling(struct town *t, int64_t assist)
{
    int64_t id = town_report(t, "02.02", "三单元二楼的灯不亮,老人上下楼不方便");

    town_move(t, CLERK, id, "accept", "{}");
    town_move(t, CLERK, id, "assign", assign_form(t, t->company, assist));
    return id;
}

static void a_case_runs_from_report_to_close(void **state)
{
    struct town    *t  = town_of(state);
    int64_t         id = handling(t, NONE_I64);
    struct case_row c  = town_case(t, id);

    assert_text(c.step, "handling");
    assert_true(c.unit == t->company);
    town_move(t, HANDLER, id, "done", done_form(t, HANDLER));
    assert_text(town_case(t, id).step, "verifying");
    town_move(t, HEAD, id, "pass", "{}");
    c = town_case(t, id);
    assert_int_equal(c.state, CASE_ENDED);
    assert_int_equal(c.outcome, OUT_SOLVED);
    assert_text(c.ended_as, "resolved");
    assert_true(c.closed != NONE_I64 && c.due == NONE_I64);
}

static void the_slower_of_two_is_told_and_nothing_is_overwritten(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_report(t, "02.02", "楼道堆物");
    struct act   a  = { .id = id, .move = "accept", .form = "{}", .version = 1 };

    assert_rc(by(t, CLERK, act_move, &a), RC_OK);
    a.move = "refuse", a.form = "{\"reason\":\"重复\"}";
    assert_rc(by(t, CLERK, act_move, &a), RC_CONFLICT);
    assert_fault(t->f, "changed", "");
    assert_text(town_case(t, id).step, "dispatch");
}

static void only_whoever_has_the_task_may_act(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_report(t, "02.02", "楼道堆物");
    struct act   a  = { .id = id, .move = "accept", .form = "{}" };

    assert_rc(by(t, SECRETARY, act_move, &a), RC_DENIED);
    assert_rc(by(t, RESIDENT, act_move, &a), RC_DENIED);
    /* Not in their subtree, so it is not there for them at all. */
    assert_rc(by(t, OTHER_HEAD, act_move, &a), RC_NOT_FOUND);
    assert_rc(by(t, CLERK, act_move, &a), RC_OK);
}

static void several_units_must_all_be_done(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = handling(t, town_of(state)->office);
    struct act   a  = { .id = id, .move = "done" };

    a.form = done_form(t, HANDLER);
    assert_rc(by(t, HANDLER, act_move, &a), RC_OK);
    assert_text(town_case(t, id).step, "handling");
    a.form = done_form(t, HANDLER);
    assert_rc(by(t, HANDLER, act_move, &a), RC_DENIED); /* their part is done */
    a.form = done_form(t, HELPER);
    assert_rc(by(t, HELPER, act_move, &a), RC_OK);
    assert_text(town_case(t, id).step, "verifying");
}

static void the_lead_unit_gives_a_case_back_and_only_so_often(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = handling(t, NONE_I64);

    for (int i = 0; i < 2; i++) {
        town_move(t, HANDLER, id, "return", "{\"reason\":\"不属于我们\"}");
        assert_text(town_case(t, id).step, "dispatch");
        town_move(t, CLERK, id, "assign", assign_form(t, t->company, NONE_I64));
    }
    assert_int_equal(town_case(t, id).returned, 2);
    struct act a = { .id = id, .move = "return", .form = "{\"reason\":\"再退\"}" };
    assert_rc(by(t, HANDLER, act_move, &a), RC_CONFLICT);
    assert_fault(t->f, "too_often", "");
}

static void every_wrong_field_is_told_at_once_and_nothing_changes(void **state)
{
    struct town    *t      = town_of(state);
    int64_t         id     = handling(t, NONE_I64);
    struct act      a      = { .id = id, .move = "done" };
    struct case_row before = town_case(t, id), after;

    a.form = "{\"words_publik\":\"好\",\"photos_after\":\"x\"}";
    assert_rc(by(t, HANDLER, act_move, &a), RC_INVALID);
    assert_fault(t->f, "unknown", "form.words_publik");
    assert_fault(t->f, "wrong_type", "form.photos_after");
    assert_fault(t->f, "needed", "form.words_public");
    after = town_case(t, id);
    assert_int_equal(before.version, after.version);
}

static void a_photo_of_somebody_else_is_not_there(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = handling(t, NONE_I64);
    struct act   a  = { .id = id, .move = "done" };

    a.form = done_form(t, CLERK);
    assert_rc(by(t, HANDLER, act_move, &a), RC_INVALID);
    assert_fault(t->f, "no_file", "form.photos_after");
}

static void sent_twice_is_filed_once(void **state)
{
    struct town   *t = town_of(state);
    struct case_in in;
    struct act     a = { .in = &in };
    int64_t        first;

    shape_clear(&case_in_shape, &in);
    in.class        = S("02.02");
    in.place        = t->grid;
    in.words        = S("路灯不亮");
    in.client_token = S("phone-000017");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    assert_false(a.opened.again);
    assert_true(a.opened.code.n > 0);
    first = a.opened.id;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    assert_true(a.opened.again && a.opened.id == first && !a.opened.code.p);
    /* The same token of somebody else is another sending. */
    assert_rc(by(t, HEAD, act_open, &a), RC_OK);
    assert_true(a.opened.id != first);
}

static void a_class_may_end_the_form_and_say_whom_to_call(void **state)
{
    struct town   *t = town_of(state);
    struct case_in in;
    struct act     a = { .in = &in };

    shape_clear(&case_in_shape, &in);
    in.class = S("03.01");
    in.place = t->grid;
    in.words = S("着火了");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_INVALID);
    assert_fault(t->f, "stop", "class");
}

static enum rc act_evaluate(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_evaluate(w, a->id, (struct json){ str_of(a->form) }, &a->row);
}

static void the_initiator_judges_and_a_no_opens_it_again(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = handling(t, NONE_I64);
    struct act a = { .id = id, .form = "{\"contacted\":true,\"resolved\":false,\"satisfied\":2}" };

    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_CONFLICT);
    assert_fault(t->f, "not_ended", "");
    town_move(t, HANDLER, id, "done", done_form(t, HANDLER));
    town_move(t, HEAD, id, "pass", "{}");
    assert_rc(by(t, HANDLER, act_evaluate, &a), RC_DENIED);
    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_OK);
    assert_int_equal(a.row.state, CASE_OPEN);
    assert_text(a.row.step, "handling");
    assert_int_equal(a.row.reopened, 1);
    /* Once more to the end: the pack lets it be opened again only once. */
    town_move(t, HANDLER, id, "done", done_form(t, HANDLER));
    town_move(t, HEAD, id, "pass", "{}");
    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_OK);
    assert_int_equal(a.row.state, CASE_ENDED);
    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_CONFLICT);
    assert_fault(t->f, "evaluated", "");
}

static void a_number_misheard_is_no_number(void **state)
{
    struct town    *t = town_of(state);
    struct case_row c = town_case(t, town_report(t, "02.02", "水管漏水"));
    char            room[64];

    assert_true(case_number_ok(c.number));
    memcpy(room, c.number.p, c.number.n);
    for (size_t i = 2; i < c.number.n; i++) {
        if (room[i] < '0' || room[i] > '9')
            continue;
        room[i] = room[i] == '9' ? '0' : (char)(room[i] + 1);
        assert_false(case_number_ok((struct str){ room, c.number.n }));
        room[i] = c.number.p[i];
    }
}

static void only_an_office_enters_what_was_reported_before(void **state)
{
    struct town   *t = town_of(state);
    struct case_in in;
    struct act     a = { .in = &in };

    shape_clear(&case_in_shape, &in);
    in.class  = S("02.02");
    in.place  = t->grid;
    in.words  = S("路灯不亮");
    in.opened = t->f->clock.at - 400 * US_DAY;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_DENIED);
    assert_fault(t->f, "denied", "opened");
    assert_rc(by(t, CLERK, act_open, &a), RC_OK);
    in.opened  = NONE_I64;
    in.channel = CH_API;
    assert_rc(by(t, RESIDENT, act_open, &a), RC_DENIED);
    assert_fault(t->f, "denied", "channel");
}

static enum rc act_journal(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return journal_about(w, S("case"), a->id, NONE_I64, 100, &a->rows);
}

/* Figures take an end from where the case lay until then. */
static void where_it_lies_is_told_before_what_became_of_it(void **state)
{
    struct town        *t  = town_of(state);
    int64_t             id = town_report(t, "02.02", "楼道堆物");
    struct act          a  = { .t = t, .id = id };
    const struct entry *e;
    size_t              placed = 0, moved = 0;

    town_move(t, CLERK, id, "accept",
              arena_cstr(t->f->arena,
                         arena_fmt(t->f->arena, "{\"place\":\"%lld\"}", (long long)t->other_grid)));
    assert_rc(fixture_read(t->f, &actor_system, act_journal, &a), RC_OK);
    e = a.rows.at;
    for (size_t i = 0; i < a.rows.n; i++) {
        placed = str_is(e[i].kind, "case.placed") ? i : placed;
        moved  = str_is(e[i].kind, "case.moved") ? i : moved;
    }
    assert_true(placed > 0 && moved > placed);
}

static enum rc act_extension(struct work *w, void *ctx)
{
    struct act               *a  = ctx;
    const struct extension_in in = { S("3 workdays"), S("配件要等") };

    return case_extension_ask(w, a->id, &in, &a->extension);
}

static enum rc act_grant(struct work *w, void *ctx)
{
    struct act              *a  = ctx;
    const struct decision_in in = { .grant = true };

    return case_extension_decide(w, a->id, a->extension.id, &in, &a->extension);
}

static void more_time_granted_in_a_pause_is_there_after_it(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = handling(t, NONE_I64), before, granted;
    struct act              a  = { .id = id };
    const struct clock_row *k;
    int64_t                 waking;

    assert_rc(by(t, HANDLER, act_extension, &a), RC_OK);
    town_move(t, HANDLER, id, "ask", "{\"words\":\"是哪一层\"}");
    before = town_case(t, id).due;
    assert_rc(by(t, SECRETARY, act_clocks, &a), RC_OK);
    k      = a.rows.at;
    waking = k[a.rows.n - 1].next_at;
    assert_rc(by(t, SECRETARY, act_grant, &a), RC_OK);
    granted = town_case(t, id).due;
    assert_true(granted > before);
    assert_rc(by(t, SECRETARY, act_clocks, &a), RC_OK);
    k = a.rows.at;
    assert_true(k[a.rows.n - 1].next_at == waking); /* it waits on */
    town_move(t, RESIDENT, id, "answer", "{\"words\":\"二楼\"}");
    assert_true(town_case(t, id).due == granted);
}

struct read_public {
    struct str number, last;
    size_t     n;
};

static enum rc act_public(struct work *w, void *ctx)
{
    struct read_public       *p = ctx;
    const struct public_step *at;
    struct public_view        v;

    TRY(case_public(w, p->number, LANG_ZH, &v));
    at      = v.steps.at;
    p->n    = v.steps.n;
    p->last = p->n ? at[p->n - 1].step : STR_NONE;
    return RC_OK;
}

static void of_a_long_way_anybody_reads_the_end_too(void **state)
{
    struct town       *t  = town_of(state);
    int64_t            id = handling(t, NONE_I64);
    struct read_public p  = { .n = 0 };

    for (int i = 0; i < 105; i++) {
        town_move(t, HANDLER, id, "ask", "{\"words\":\"在几楼?\"}");
        town_move(t, RESIDENT, id, "answer", "{\"words\":\"二楼\"}");
    }
    town_move(t, HANDLER, id, "done", done_form(t, HANDLER));
    town_move(t, HEAD, id, "pass", "{}");
    p.number = town_case(t, id).number;
    assert_rc(fixture_read(t->f, &actor_system, act_public, &p), RC_OK);
    assert_true(p.n >= 5);
    assert_text(p.last, "已解决");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_case_runs_from_report_to_close),
        T(the_slower_of_two_is_told_and_nothing_is_overwritten),
        T(only_whoever_has_the_task_may_act),
        T(several_units_must_all_be_done),
        T(the_lead_unit_gives_a_case_back_and_only_so_often),
        T(every_wrong_field_is_told_at_once_and_nothing_changes),
        T(a_photo_of_somebody_else_is_not_there),
        T(sent_twice_is_filed_once),
        T(a_class_may_end_the_form_and_say_whom_to_call),
        T(the_initiator_judges_and_a_no_opens_it_again),
        T(a_number_misheard_is_no_number),
        T(only_an_office_enters_what_was_reported_before),
        T(where_it_lies_is_told_before_what_became_of_it),
        T(more_time_granted_in_a_pause_is_there_after_it),
        T(of_a_long_way_anybody_reads_the_end_too),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
