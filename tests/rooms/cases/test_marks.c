/* The work of units is marked by whoever judges it (GJ-57, GJ-59). */
#include "cases/document.h"
#include "cases/show.h"
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

/* The company leads, the office assists. */
static int64_t sent(struct town *t)
{
    int64_t id = town_open(t, "marked", NULL);

    town_move(t, CLERK, id, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\",\"%lld\"]}",
                        (long long)t->company, (long long)t->office, (long long)t->company));
    return id;
}

static int64_t called(struct town *t, int64_t one)
{
    return town_open(t, "whistled", town_form(t, "{\"called\":[\"%lld\"]}", (long long)one));
}

/* "{NAME:[{unit, mark}]}" */
static const char *one_mark(struct town *t, const char *name, int64_t unit, const char *mark)
{
    return town_form(t, "{\"%s\":[{\"unit\":\"%lld\",\"mark\":%s}]}", name, (long long)unit, mark);
}

static const char *both(struct town *t, int company, int office)
{
    return town_form(t,
                     "{\"marks\":[{\"unit\":\"%lld\",\"mark\":%d,\"words\":\"到场快\"},"
                     "{\"unit\":\"%lld\",\"mark\":%d}]}",
                     (long long)t->company, company, (long long)t->office, office);
}

static void assert_said(struct town *t, enum lang lang, const char *want)
{
    struct buf said;

    buf_init(&said, 400);
    fault_render(&t->f->faults.at[0], lang, &said);
    assert_text(buf_str(&said), want);
    buf_free(&said);
}

static void each_unit_is_marked_and_those_that_are_not_are_named(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);

    town_refused(t, CLERK, id, "close", NULL, RC_INVALID, "mark_missing", "form.marks");
    assert_said(t, LANG_ZH, "还有单位没有评分：东物业、城管中队");
    town_refused(t, CLERK, id, "close", one_mark(t, "marks", t->company, "4"), RC_INVALID,
                 "mark_missing", "form.marks");
    assert_said(t, LANG_EN, "not every unit is marked: 城管中队");
    town_move(t, CLERK, id, "close", both(t, 4, 2));
    assert_text(town_case(t, id).form.text,
                town_form(t,
                          "{\"assist\":[\"%lld\",\"%lld\"],\"marks\":["
                          "{\"unit\":\"%lld\",\"mark\":4,\"words\":\"到场快\"},"
                          "{\"unit\":\"%lld\",\"mark\":2}]}",
                          (long long)t->office, (long long)t->company, (long long)t->company,
                          (long long)t->office));
}

static void only_whoever_had_a_part_is_marked_once_and_from_1_to_5(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = called(t, t->office);

    town_refused(t, CLERK, id, "close", one_mark(t, "opinion", t->company, "4"), RC_INVALID,
                 "mark_no_unit", "form.opinion.0.unit");
    town_refused(t, CLERK, id, "close", one_mark(t, "opinion", 12345, "4"), RC_INVALID,
                 "mark_no_unit", "form.opinion.0.unit");
    town_refused(t, CLERK, id, "close", one_mark(t, "opinion", t->office, "0"), RC_INVALID,
                 "too_small", "form.opinion.0.mark");
    town_refused(t, CLERK, id, "close", one_mark(t, "opinion", t->office, "6"), RC_INVALID,
                 "too_big", "form.opinion.0.mark");
    town_refused(t, CLERK, id, "close", one_mark(t, "opinion", t->office, "3.5"), RC_INVALID,
                 "wrong_type", "form.opinion.0.mark");
    town_refused(t, CLERK, id, "close",
                 town_form(t, "{\"opinion\":[{\"unit\":\"%lld\"}]}", (long long)t->office),
                 RC_INVALID, "needed", "form.opinion.0.mark");
    town_refused(t, CLERK, id, "close",
                 town_form(t,
                           "{\"opinion\":[{\"unit\":\"%lld\",\"mark\":3},"
                           "{\"unit\":\"%lld\",\"mark\":5}]}",
                           (long long)t->office, (long long)t->office),
                 RC_INVALID, "mark_twice", "form.opinion.1.unit");
    town_refused(t, CLERK, id, "close", "{\"opinion\":4}", RC_INVALID, "wrong_type",
                 "form.opinion");
    town_refused(t, HELPER, id, "close", one_mark(t, "opinion", t->office, "5"), RC_NOT_FOUND,
                 "no_case", "");
    town_move(t, CLERK, id, "close", one_mark(t, "opinion", t->office, "5"));
}

static void in_conditions_and_other_fields_it_is_the_lowest(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);

    town_refused(t, CLERK, id, "praise", NULL, RC_CONFLICT, "not_now", "");
    town_move(t, CLERK, id, "before", both(t, 5, 3));
    town_refused(t, CLERK, id, "praise", NULL, RC_CONFLICT, "not_now", "");
    town_move(t, CLERK, id, "before", one_mark(t, "marks", t->office, "4"));
    town_move(t, CLERK, id, "praise", NULL);
    id = called(t, t->office);
    town_move(t, CLERK, id, "close", one_mark(t, "opinion", t->office, "3"));
    assert_true(str_find(town_case(t, id).form.text, S("\"lowest\":3")) != SIZE_MAX);
}

static void a_mark_stands_until_another_takes_its_place(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);

    town_move(t, CLERK, id, "before", both(t, 5, 3));
    town_move(t, CLERK, id, "before", one_mark(t, "marks", t->company, "1"));
    assert_true(str_find(town_case(t, id).form.text,
                         str_of(town_form(t,
                                          "[{\"unit\":\"%lld\",\"mark\":3},"
                                          "{\"unit\":\"%lld\",\"mark\":1}]",
                                          (long long)t->office, (long long)t->company))) !=
                SIZE_MAX);
    /* What was thought before is not enough where all are to be judged. */
    town_refused(t, CLERK, id, "close", one_mark(t, "marks", t->company, "2"), RC_INVALID,
                 "mark_missing", "form.marks");
    /* Another unit, another question: who was marked before and is gone is not asked for. */
    town_move(t, CLERK, id, "other", NULL);
    town_move(t, CLERK, id, "send", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->office));
    town_refused(t, CLERK, id, "close", one_mark(t, "marks", t->company, "2"), RC_INVALID,
                 "mark_no_unit", "form.marks.0.unit");
    town_move(t, CLERK, id, "close", one_mark(t, "marks", t->office, "2"));
}

static enum rc papers(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return document_list(w, a->id, &a->rows);
}

static void on_paper_it_is_words(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = sent(t) };

    town_move(t, CLERK, a.id, "before", both(t, 4, 2));
    town_move(t, CLERK, a.id, "paper", NULL);
    assert_rc(fixture_read(t->f, &actor_system, papers, &a), RC_OK);
    assert_text(((const struct document_row *)a.rows.at)[0].words, "东物业 4 分；城管中队 2 分");
}

static void the_journal_says_who_was_given_what_by_this_move(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);
    struct str   last;

    town_move(t, CLERK, id, "before", both(t, 4, 2));
    town_move(t, CLERK, id, "before", one_mark(t, "marks", t->office, "5"));
    (void)town_history(t, id, "case.moved", &last);
    assert_true(str_find(last, str_of(town_form(t,
                                                "\"marks\":[{\"field\":\"marks\",\"unit\":\"%lld\","
                                                "\"mark\":5}]",
                                                (long long)t->office))) != SIZE_MAX);
    town_move(t, CLERK, id, "other", NULL);
    (void)town_history(t, id, "case.moved", &last);
    assert_true(str_find(last, S("\"field\"")) == SIZE_MAX);
}

struct looking {
    int64_t          id;
    struct case_view view;
};
static enum rc look(struct work *w, void *ctx)
{
    struct looking *l = ctx;
    struct run      r;

    TRY(run_load(w, l->id, &r));
    TRY(run_visible(&r));
    return case_show(&r, LANG_ZH, (struct view){ KEEP_OFFICE }, &l->view);
}

static void what_is_thought_of_units_is_the_offices(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .id = sent(t) };

    town_move(t, CLERK, l.id, "before", both(t, 4, 2));
    assert_rc(fixture_read(t->f, t->actor[CLERK], look, &l), RC_OK);
    assert_true(str_find(l.view.form.text, S("\"marks\"")) != SIZE_MAX);
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], look, &l), RC_OK); /* who reported it */
    assert_true(l.view.mine);
    assert_true(str_find(l.view.form.text, S("assist")) != SIZE_MAX);
    assert_true(str_find(l.view.form.text, S("marks")) == SIZE_MAX);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(each_unit_is_marked_and_those_that_are_not_are_named),
        T(only_whoever_had_a_part_is_marked_once_and_from_1_to_5),
        T(in_conditions_and_other_fields_it_is_the_lowest),
        T(a_mark_stands_until_another_takes_its_place),
        T(on_paper_it_is_words),
        T(what_is_thought_of_units_is_the_offices),
        T(the_journal_says_who_was_given_what_by_this_move),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
