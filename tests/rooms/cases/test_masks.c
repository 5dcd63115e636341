/* What is hidden in a case, for whom it is shown, and what anybody reads. */
#include "cases/list.h"
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

struct looking {
    int64_t          id;
    struct str       number;
    enum keep        most;
    struct case_view view;
    struct public_view public;
    struct json fields;
    const char *names[3];
};

static enum rc act_look(struct work *w, void *ctx)
{
    struct looking *l = ctx;
    struct run      r;

    TRY(run_load(w, l->id, &r));
    TRY(run_visible(&r));
    return case_show(&r, LANG_ZH, (struct view){ l->most }, &l->view);
}

static enum rc act_public(struct work *w, void *ctx)
{
    struct looking *l = ctx;

    return case_public(w, l->number, LANG_EN, &l->public);
}

static enum rc act_unmask(struct work *w, void *ctx)
{
    struct looking       *l = ctx;
    struct str            names[3];
    struct case_unmask_in in = { .fields = { names, 0 }, .reason = S("上门核实") };

    for (; in.fields.n < 3 && l->names[in.fields.n]; in.fields.n++)
        names[in.fields.n] = str_of(l->names[in.fields.n]);
    return case_unmask(w, l->id, &in, &l->fields);
}

/* Handled, with a helper's name, a card, what it cost and the day. */
static int64_t handled(struct town *t)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("plain");
    in.class     = S("02.01");
    in.place     = t->grid;
    in.words     = S("夜间扰民");
    in.address   = S("汉唐街12号院3单元201室");
    in.form.text = S("{\"people\":3,\"phone\":\"13909370001\"}");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    town_move(t, CLERK, a.opened.id, "accept", NULL);
    town_move(t, CLERK, a.opened.id, "assign",
              town_form(t, "{\"unit\":\"%lld\"}", (long long)t->company));
    town_move(t, HANDLER, a.opened.id, "done",
              "{\"words_public\":\"已劝阻\",\"helper\":\"欧阳小明\","
              "\"card\":\"11010519491231002X\",\"cost\":120,\"seen\":\"2026-03-02\"}");
    return a.opened.id;
}

static struct str member(struct town *t, struct str form, const char *name)
{
    const struct jval *v, *m;

    assert_rc(json_parse(t->f->arena, form, &t->f->faults, &v), RC_OK);
    m = json_get(v, name);
    return m ? m->raw : STR_NONE;
}

static void what_a_move_brought_is_masked_as_its_own_form_says(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .id = handled(t), .most = KEEP_OFFICE };

    assert_rc(fixture_read(t->f, t->actor[CLERK], act_look, &l), RC_OK);
    assert_text(member(t, l.view.form.text, "helper"), "\"欧*\"");
    assert_text(member(t, l.view.form.text, "phone"), "\"139****0001\"");
    assert_text(member(t, l.view.form.text, "card"), "\"110****002X\"");
    assert_text(member(t, l.view.form.text, "cost"), "120");
    assert_text(member(t, l.view.form.text, "people"), "3");
    /* Whoever reported it reads what they said, and nobody else's. */
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], act_look, &l), RC_OK);
    assert_text(member(t, l.view.form.text, "phone"), "\"13909370001\"");
    assert_text(member(t, l.view.form.text, "helper"), "\"欧*\"");
    assert_text(member(t, l.view.form.text, "card"), "\"110****002X\"");
}

static void unmasking_needs_the_right_for_each_field_and_stays_on_record(void **state)
{
    struct town   *t = town_of(state);
    struct looking l = { .id = handled(t), .names = { "helper", "phone", "address" } };
    struct str     data;

    assert_rc(fixture_write(t->f, t->actor[HEAD], act_unmask, &l), RC_DENIED);
    assert_rc(fixture_write(t->f, t->actor[CLERK], act_unmask, &l), RC_OK);
    assert_text(member(t, l.fields.text, "helper"), "\"欧阳小明\"");
    assert_text(member(t, l.fields.text, "address"), "\"汉唐街12号院3单元201室\"");
    assert_int_equal(town_history(t, l.id, "case.unmasked", &data), 1);
    assert_true(member(t, data, "reason").p != NULL);
    assert_text(member(t, data, "fields"), "[\"helper\",\"phone\",\"address\"]");
    l.names[0] = "card"; /* sensitive: that is another right */
    l.names[1] = NULL;
    assert_rc(fixture_write(t->f, t->actor[CLERK], act_unmask, &l), RC_DENIED);
    assert_int_equal(town_history(t, l.id, "case.unmasked", NULL), 1);
    l.names[0] = "shoe_size";
    assert_rc(fixture_write(t->f, t->actor[CLERK], act_unmask, &l), RC_INVALID);
    assert_fault(t->f, "no_field", "fields");
}

static void the_history_holds_no_personal_field_whole(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = handled(t);
    struct str   data;

    assert_int_equal(town_history(t, id, "case.moved", &data), 3);
    assert_text(member(t, member(t, data, "form"), "helper"), "\"欧*\"");
    assert_text(member(t, member(t, data, "form"), "card"), "\"110****002X\"");
    assert_int_equal(town_history(t, id, "case.opened", &data), 1);
    assert_text(member(t, member(t, data, "form"), "phone"), "\"139****0001\"");
}

static void conditions_know_what_kind_of_field_a_move_brought(void **state)
{
    struct town *t = town_of(state);

    /* `pass` asks whether a day is the same as itself: as a text it would not be. */
    town_move(t, HEAD, handled(t), "pass", NULL);
}

static void anybody_reads_what_the_pack_publishes_and_nothing_else(void **state)
{
    struct town    *t = town_of(state);
    struct looking  l = { .id = handled(t) };
    struct case_row c = town_case(t, l.id);

    l.number = c.number;
    assert_rc(fixture_read(t->f, t->actor[NEIGHBOUR], act_public, &l), RC_OK);
    assert_text(member(t, l.public.form.text, "words_public"), "\"已劝阻\"");
    assert_text(member(t, l.public.form.text, "seen"), "\"2026-03-02\"");
    assert_text(member(t, l.public.form.text, "cost"), "\"****\"");
    assert_true(!member(t, l.public.form.text, "helper").p);
    assert_true(!member(t, l.public.form.text, "phone").p);
    assert_text(l.public.class_title, "夜间扰民");
    assert_text(l.public.unit_name, "东物业");

    assert_true(!l.public.title.p && !l.public.words.p && !l.public.place_name.p);
    assert_true(!l.public.step_title.p && l.public.opened == NONE_I64); /* not said in `what` */
    assert_int_equal(l.public.steps.n, 0);
    /* A number that is off by one digit is nobody else's case. */
    l.number = S("PA260302-00019");
    assert_rc(fixture_read(t->f, t->actor[NEIGHBOUR], act_public, &l), RC_NOT_FOUND);
    assert_fault(t->f, "not_public", "");
    l.number = town_case(t, town_open(t, "timed", NULL)).number;
    assert_rc(fixture_read(t->f, t->actor[NEIGHBOUR], act_public, &l), RC_NOT_FOUND);
}

/* -- confidential -- */

static int64_t tip(struct town *t)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process = S("tip");
    in.place   = t->grid;
    in.words   = S("有人违规收费");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    return a.opened.id;
}

static void only_those_with_a_part_in_a_confidential_case_see_it(void **state)
{
    static const enum person outside[] = { CLERK, HEAD, CHIEF, NEIGHBOUR, HANDLER };
    struct town             *t         = town_of(state);
    struct act               a         = { .id = tip(t) };
    struct looking           l         = { .id = a.id, .number = town_case(t, a.id).number };

    for (size_t i = 0; i < ARRAY_LEN(outside); i++)
        assert_rc(by(t, outside[i], act_get, &a), RC_NOT_FOUND);
    assert_rc(by(t, SECRETARY, act_get, &a), RC_OK);
    assert_rc(by(t, RESIDENT, act_get, &a), RC_OK);
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], act_public, &l), RC_NOT_FOUND);
    town_move(t, SECRETARY, a.id, "ask", "{\"words\":\"哪一家\"}");
    assert_rc(by(t, SECRETARY, act_get, &a), RC_OK); /* had a task in it */
    town_move(t, RESIDENT, a.id, "answer", "{\"words\":\"东物业\"}");
    town_move(t, SECRETARY, a.id, "done", NULL);
    assert_rc(by(t, CLERK, act_get, &a), RC_NOT_FOUND);
}

static enum rc act_list(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct list_query q;
    int64_t           next;

    shape_clear(&list_query_shape, &q);
    q.q = str_of(a->form);
    return case_list(w, &q, &a->rows, &next);
}

static size_t listed(struct town *t, enum person who, const char *words)
{
    struct act a = { .form = words };

    assert_rc(by(t, who, act_list, &a), RC_OK);
    return a.rows.n;
}

static void a_confidential_case_stays_so_when_a_later_pack_drops_its_process(void **state)
{
    static const enum person outside[] = { CLERK, HEAD, CHIEF };
    struct town             *t         = town_of(state);
    struct act               a         = { .id = tip(t) };
    struct str               told;

    fixture_enforce_pack(t->f, NULL);
    for (size_t i = 0; i < ARRAY_LEN(outside); i++) {
        assert_int_equal(listed(t, outside[i], NULL), 0);
        assert_int_equal(listed(t, outside[i], "违规收费"), 0);
        assert_rc(by(t, outside[i], act_get, &a), RC_NOT_FOUND);
    }
    assert_rc(by(t, SECRETARY, act_get, &a), RC_OK);
    /* And so does what is told of it from then on: the journal's readers know no packs. */
    town_move(t, SECRETARY, a.id, "done", NULL);
    assert_int_equal(town_history(t, a.id, "case.moved", &told), 1);
    assert_true(str_find(told, S("\"confidential\":true")) != SIZE_MAX);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(what_a_move_brought_is_masked_as_its_own_form_says),
        T(unmasking_needs_the_right_for_each_field_and_stays_on_record),
        T(the_history_holds_no_personal_field_whole),
        T(conditions_know_what_kind_of_field_a_move_brought),
        T(anybody_reads_what_the_pack_publishes_and_nothing_else),
        T(only_those_with_a_part_in_a_confidential_case_see_it),
        T(a_confidential_case_stays_so_when_a_later_pack_drops_its_process),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
