/* By which way a case comes in, for whom, and where it lies. */
#include "town.h"

#include <string.h>

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static struct case_in plain(struct town *t)
{
    struct case_in in = town_blank();

    in.process   = S("plain");
    in.place     = t->grid;
    in.words     = S("三单元的灯不亮");
    in.form.text = S("{\"people\":3}");
    return in;
}

static struct case_row opened_by(struct town *t, enum person who, const struct case_in *in)
{
    struct act a = { .in = in };

    assert_rc(by(t, who, act_open, &a), RC_OK);
    return town_case(t, a.opened.id);
}

static enum rc open_as(struct town *t, enum person who, const struct case_in *in)
{
    struct act a = { .in = in };

    return by(t, who, act_open, &a);
}

/* -- channels -- */

static void the_channel_is_who_the_sender_is_unless_said(void **state)
{
    struct town    *t  = town_of(state);
    struct case_in  in = plain(t);
    struct act      a  = { .in = &in };
    struct case_row c;

    c = opened_by(t, RESIDENT, &in);
    assert_int_equal(c.channel, CH_ACCOUNT);
    assert_true(c.initiator == t->account[RESIDENT] && c.opener == t->account[RESIDENT]);
    c = opened_by(t, HEAD, &in);
    assert_int_equal(c.channel, CH_WORKER);
    assert_true(c.initiator == NONE_I64 && c.opener == t->account[HEAD]);
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    c = town_case(t, a.opened.id);
    assert_int_equal(c.channel, CH_ANYONE);
    assert_true(c.initiator == NONE_I64 && c.opener == NONE_I64);
    assert_int_equal(a.opened.code.n, 10);
    /* Somebody at work may report as a resident, too. */
    in.channel = CH_ACCOUNT;
    c          = opened_by(t, HEAD, &in);
    assert_true(c.channel == CH_ACCOUNT && c.initiator == t->account[HEAD]);
    /* Without an account that means nothing. */
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    assert_int_equal(town_case(t, a.opened.id).channel, CH_ANYONE);
}

static void a_channel_that_is_not_theirs_is_refused(void **state)
{
    static const enum channel office[] = { CH_WORKER, CH_ON_BEHALF, CH_PATROL,
                                           CH_VIDEO,  CH_HOTLINE,   CH_IMPORT };
    struct town              *t        = town_of(state);
    struct case_in            in       = plain(t);
    struct act                a        = { .in = &in };

    for (size_t i = 0; i < ARRAY_LEN(office); i++) {
        in.channel = office[i];
        assert_rc(open_as(t, RESIDENT, &in), RC_DENIED);
        assert_fault(t->f, "denied", "channel");
        assert_rc(by_nobody(t, act_open, &a), RC_DENIED);
        assert_int_equal(opened_by(t, CLERK, &in).channel, office[i]);
    }
    in.channel = CH_HOTLINE; /* a grid head opens cases but imports none */
    assert_rc(open_as(t, HEAD, &in), RC_DENIED);
}

static void the_process_says_which_channels_it_takes_and_who_opens_it(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    struct act     a  = { .in = &in };

    in.form.text = STR_NONE;
    in.process   = S("counter");
    assert_rc(open_as(t, RESIDENT, &in), RC_DENIED);
    assert_fault(t->f, "not_open", "process");
    assert_rc(open_as(t, HEAD, &in), RC_DENIED);      /* by the right way, but no clerk */
    assert_rc(open_as(t, FAR_CLERK, &in), RC_DENIED); /* of another community */
    assert_rc(open_as(t, CLERK, &in), RC_OK);
    in.process = S("signed");
    assert_rc(by_nobody(t, act_open, &a), RC_DENIED);
    in.words = STR_NONE;
    assert_rc(open_as(t, RESIDENT, &in), RC_OK);
    in.process = S("nothing");
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "no_process", "process");
    in.process = STR_NONE; /* several would do */
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "which_process", "process");
}

static void an_answer_to_what_is_not_asked_is_refused_and_kept_of_an_import(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);

    in.process   = S("hands_on");
    in.form.text = S("{\"people\":6,\"leader\":\"队长\"}");
    assert_rc(open_as(t, RESIDENT, &in), RC_OK);
    in.form.text = S("{\"people\":5,\"leader\":\"队长\"}");
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "not_asked", "form.leader");
    assert_rc(open_as(t, CLERK, &in), RC_INVALID);
    in.channel = CH_HOTLINE;
    assert_text(opened_by(t, CLERK, &in).form.text, "{\"people\":5,\"leader\":\"队长\"}");
}

static void a_program_comes_with_a_token(void **state)
{
    struct town        *t     = town_of(state);
    static struct actor token = { .token = true };
    struct case_in      in    = town_blank();
    struct act          a     = { .in = &in, .t = t };

    in.process    = S("machine");
    in.words      = S("井盖移位报警");
    in.place      = t->grid;
    token.account = t->account[NEIGHBOUR];
    assert_rc(open_as(t, RESIDENT, &in), RC_DENIED);
    assert_rc(fixture_write(t->f, &token, act_open, &a), RC_OK);
    assert_int_equal(town_case(t, a.opened.id).channel, CH_API);
    in.channel = CH_API;
    assert_rc(open_as(t, NEIGHBOUR, &in), RC_DENIED);
}

/* -- for somebody -- */

static enum rc act_parties(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_party_all, ARGS(A(a->id)), &a->rows);
}

static enum rc act_evaluate_by_code(struct work *w, void *ctx)
{
    struct act     *a = ctx;
    struct case_row c;

    TRY(case_by_code(w, str_of(a->move), &c));
    return case_evaluate(w, c.id, (struct json){ str_of(a->form) }, &a->row);
}

static void what_is_filed_for_somebody_is_theirs_by_their_code(void **state)
{
    struct town            *t  = town_of(state);
    struct case_in          in = plain(t);
    struct act              a  = { .in = &in }, e;
    const struct party_row *p;
    char                    code[16];

    in.form.text = STR_NONE;
    in.process   = S("counter");
    in.for_name  = S("李大妈");
    in.for_phone = S("0937-2600000");
    assert_rc(open_as(t, RESIDENT, &in), RC_DENIED);
    assert_rc(by(t, CLERK, act_open, &a), RC_OK);
    assert_int_equal(town_case(t, a.opened.id).channel, CH_ON_BEHALF);
    assert_true(town_case(t, a.opened.id).initiator == NONE_I64);
    memcpy(code, a.opened.code.p, a.opened.code.n);
    code[a.opened.code.n] = '\0';
    a.id                  = a.opened.id;
    assert_rc(by(t, CLERK, act_parties, &a), RC_OK);
    p = a.rows.at;
    assert_int_equal(a.rows.n, 1);
    assert_int_equal(p[0].role, PARTY_ON_BEHALF);
    assert_text(p[0].phone, "0937-2600000");
    town_move(t, CLERK, a.id, "done", NULL);
    /* Whoever typed it in does not judge it; the one with the code does. */
    e = (struct act){ .move = "NOSUCHCODE", .form = "{\"resolved\":true}" };
    assert_rc(by_nobody(t, act_evaluate_by_code, &e), RC_NOT_FOUND);
    e.move = code;
    assert_rc(by_nobody(t, act_evaluate_by_code, &e), RC_OK);
    assert_rc(by_nobody(t, act_evaluate_by_code, &e), RC_CONFLICT);
    assert_fault(t->f, "evaluated", "");
}

static void whoever_holds_the_openers_post_goes_on_with_it(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    int64_t        id;

    in.form.text = STR_NONE;
    in.process   = S("counter");
    town_give(t, NEIGHBOUR, "clerk", t->community, NONE_I64);
    id = opened_by(t, CLERK, &in).id;
    town_refused(t, FAR_CLERK, id, "done", NULL, RC_NOT_FOUND, "no_case", "");
    town_refused(t, HEAD, id, "done", NULL, RC_DENIED, "not_yours", "");
    town_move(t, NEIGHBOUR, id, "done", NULL);
}

/* -- where -- */

static void a_point_finds_its_grid_and_one_far_from_all_is_refused(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);

    fixture_settle(t->f);
    in.place = NONE_I64;
    in.lon   = 98.5195;
    in.lat   = 39.7405;
    assert_true(opened_by(t, RESIDENT, &in).place == t->other_grid);
    in.lon = 98.70;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "no_place_here", "lon");
    in.lat = NAN;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "half_point", "lon");
    in.lon = 198, in.lat = 39;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "off_earth", "lon");
    in.lon = in.lat = NAN;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "where", "place");
    in.place = 12345;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "not_found", "place");
}

static enum rc end_grid(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return node_end(w, &place_tree, a->t->other_grid,
                    &(struct node_end){ .version = NONE_I64, .on = NONE_I32 });
}

static void nothing_is_reported_in_a_place_that_has_ended(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    struct act     a  = { .t = t };

    assert_rc(by_program(t, end_grid, &a), RC_OK);
    in.place = t->other_grid;
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "ended_place", "place");
    /* But what is entered later may have happened there. */
    in.opened = t->f->clock.at - 3 * US_DAY;
    assert_rc(open_as(t, CLERK, &in), RC_OK);
}

/* It waits at the top until somebody there says where it belongs; then it is the clerk's. */
static enum rc act_edit(struct work *w, void *ctx)
{
    struct act    *a = ctx;
    struct edit_in in;

    shape_clear(&edit_in_shape, &in);
    in.version = 1;
    in.place   = a->t->grid;
    return case_edit(w, a->id, &in, &a->row);
}

static void an_address_alone_waits_at_the_top_for_its_place(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    struct act     a  = { 0 };

    in.place   = NONE_I64;
    in.address = S("汉唐街12号院");
    a.id       = opened_by(t, RESIDENT, &in).id;
    assert_true(town_case(t, a.id).place == t->street);
    assert_rc(by(t, CLERK, act_get, &a), RC_NOT_FOUND);
    assert_rc(by(t, SECRETARY, act_edit, &a), RC_NOT_FOUND);
    assert_rc(by(t, CHIEF, act_edit, &a), RC_OK);
    assert_true(a.row.place == t->grid);
    town_move(t, CLERK, a.id, "accept", NULL);
}

/* -- what is wrong -- */

static void everything_that_is_wrong_is_said_at_once(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();

    in.process   = S("plain");
    in.lon       = 98.5;
    in.class     = S("99");
    in.form.text = S("{\"peple\":3,\"phone\":\"abc\"}");
    in.grade     = S("high");
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "needed", "words");
    assert_fault(t->f, "half_point", "lon");
    assert_fault(t->f, "unknown", "form.peple");
    assert_fault(t->f, "needed", "form.people");
    assert_fault(t->f, "bad_phone", "form.phone");
    assert_fault(t->f, "not_found", "grade");
}

static void fields_say_of_which_class_kind_of_place_and_of_organisation(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();

    in.process = S("signed");
    in.place   = t->grid;
    in.form.text =
        str_of(town_form(t, "{\"kind\":\"02.01\",\"where\":\"%lld\",\"who_with\":\"%lld\"}",
                         (long long)t->grid, (long long)t->company));
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "not_of_kind", "form.kind");
    assert_fault(t->f, "not_of_kind", "form.where");
    assert_fault(t->f, "not_of_kind", "form.who_with");
    in.form.text =
        str_of(town_form(t, "{\"kind\":\"01.02\",\"where\":\"%lld\",\"who_with\":\"%lld\"}",
                         (long long)t->community, (long long)t->office));
    assert_rc(open_as(t, RESIDENT, &in), RC_OK);
}

static void a_token_of_the_senders_own_is_needed_in_its_length(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    struct act     a = { .in = &in }, b = { .in = &in };

    in.client_token = S("short");
    assert_rc(open_as(t, RESIDENT, &in), RC_INVALID);
    assert_fault(t->f, "bad_token", "client_token");
    in.client_token = S("phone-1-0001");
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    assert_rc(by_nobody(t, act_open, &b), RC_OK);
    assert_true(b.opened.again && b.opened.id == a.opened.id);
    assert_rc(open_as(t, RESIDENT, &in), RC_OK); /* with an account it is another's token */
    in.words = S("别的内容");                    /* and so it is with the same account */
    assert_rc(by(t, RESIDENT, act_open, &b), RC_OK);
    assert_true(b.opened.again && b.opened.id != a.opened.id);
}

/* So that the index of tokens grows at its end. */
static void a_token_that_tells_its_time_is_kept_behind_it(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t);
    struct act     a  = { .in = &in };

    in.client_token = S("019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d");
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    assert_true(str_starts(town_case(t, a.opened.id).token, S("019caced/-:")));
    assert_true(str_starts(opened_by(t, RESIDENT, &in).token, S("019caced/")));
    in.client_token = S("019caced-8c00-4a1b-8c2d-3e4f5a6b7c8d"); /* of version 4: by chance */
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    assert_true(str_starts(town_case(t, a.opened.id).token, S("-:")));
}

static void whoever_guesses_a_token_of_somebody_without_an_account_learns_nothing(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = plain(t), other;
    struct act     a = { .in = &in }, b = { .in = &other };
    int64_t        place = t->other_grid;

    in.client_token = S("phone-1-0001");
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    other       = in;
    other.words = S("别的内容");
    assert_rc(by_nobody(t, act_open, &b), RC_CONFLICT);
    assert_fault(t->f, "token_taken", "client_token");
    other       = in;
    other.place = place;
    assert_rc(by_nobody(t, act_open, &b), RC_CONFLICT);
    other           = in;
    other.form.text = S("{\"people\":4}");
    assert_rc(by_nobody(t, act_open, &b), RC_CONFLICT);
    assert_int_equal(b.opened.id, 0);
    other.client_token = S("phone-1-00"); /* the beginning of one is another */
    assert_rc(by_nobody(t, act_open, &b), RC_OK);
    assert_false(b.opened.again);
    assert_rc(by_nobody(t, act_open, &a), RC_OK);
    assert_true(a.opened.again);
}

static void numbers_count_up_within_a_day_and_a_prefix(void **state)
{
    struct town   *t     = town_of(state);
    struct case_in in    = plain(t);
    struct str     first = opened_by(t, RESIDENT, &in).number, second, other;

    second = opened_by(t, RESIDENT, &in).number;
    other  = town_case(t, town_open(t, "timed", NULL)).number;
    assert_true(str_starts(first, S("PA260302-")) && str_starts(second, S("PA260302-")));
    assert_true(str_starts(other, S("TA260302-")));
    assert_false(str_eq(first, second));
    assert_true(case_number_ok(first) && case_number_ok(second) && case_number_ok(other));
    fixture_turn(t->f, "2026-03-03 00:00");
    assert_true(str_starts(opened_by(t, RESIDENT, &in).number, S("PA260303-")));
    if (!engine_is_sqlite())
        return; /* there a few are left out */
    assert_true(str_starts(first, S("PA260302-0001")) && str_starts(second, S("PA260302-0002")));
    assert_true(str_starts(other, S("TA260302-0001")));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_channel_is_who_the_sender_is_unless_said),
        T(a_channel_that_is_not_theirs_is_refused),
        T(the_process_says_which_channels_it_takes_and_who_opens_it),
        T(an_answer_to_what_is_not_asked_is_refused_and_kept_of_an_import),
        T(a_program_comes_with_a_token),
        T(what_is_filed_for_somebody_is_theirs_by_their_code),
        T(whoever_holds_the_openers_post_goes_on_with_it),
        T(a_point_finds_its_grid_and_one_far_from_all_is_refused),
        T(nothing_is_reported_in_a_place_that_has_ended),
        T(an_address_alone_waits_at_the_top_for_its_place),
        T(everything_that_is_wrong_is_said_at_once),
        T(fields_say_of_which_class_kind_of_place_and_of_organisation),
        T(a_token_of_the_senders_own_is_needed_in_its_length),
        T(a_token_that_tells_its_time_is_kept_behind_it),
        T(whoever_guesses_a_token_of_somebody_without_an_account_learns_nothing),
        T(numbers_count_up_within_a_day_and_a_prefix),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
