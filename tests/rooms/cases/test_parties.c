/* Those whom a case is about: rows of their own, asked one by one. */
#include "cases/list.h"
#include "town.h"

static int setup(void **state)
{
    int rc = town_make_by(state, ROOM_PACKS "/many");

    if (rc == 0)
        town_give(town_of(state), SECRETARY, "mediator", town_of(state)->community, NONE_I64);
    return rc;
}
static int teardown(void **state)
{
    return town_drop(state);
}

static enum rc act_parties(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_party_all, ARGS(A(a->id)), &a->rows);
}

static struct party_row party(struct town *t, int64_t id, size_t n)
{
    struct act a = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, act_parties, &a), RC_OK);
    assert_true(n < a.rows.n);
    return ((const struct party_row *)a.rows.at)[n];
}

static size_t how_many(struct town *t, int64_t id)
{
    struct act a = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, act_parties, &a), RC_OK);
    return a.rows.n;
}

static int64_t follower(struct town *t, int64_t id, size_t n);

/* Opened by a clerk, who may name accounts: the neighbour has one, the other has none. */
static int64_t dispute(struct town *t)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("dispute");
    in.place     = t->grid;
    in.form.text = str_of(
        town_form(t,
                  "{\"parties\":[{\"name\":\"王小明\",\"phone\":\"13800000001\",\"side\":\"甲方\","
                  "\"account\":\"%lld\"},{\"name\":\"李四\",\"side\":\"乙方\"}]}",
                  (long long)t->account[NEIGHBOUR]));
    assert_rc(by(t, CLERK, act_open, &a), RC_OK);
    return a.opened.id;
}

static void parties_are_rows_and_the_form_holds_their_ids(void **state)
{
    struct town     *t  = town_of(state);
    int64_t          id = dispute(t);
    struct party_row p  = party(t, id, 0);

    assert_int_equal(p.role, PARTY_PARTY);
    assert_text(p.name, "王小明");
    assert_text(p.side, "甲方");
    assert_text(p.field, "parties");
    assert_true(p.account == t->account[NEIGHBOUR]);
    assert_true(party(t, id, 1).account == NONE_I64);
    assert_text(town_case(t, id).form.text,
                town_form(t, "{\"parties\":[\"%lld\",\"%lld\"]}", (long long)p.id,
                          (long long)party(t, id, 1).id));
}

static void what_is_wrong_with_one_is_told_at_its_place(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("dispute");
    in.place     = t->grid;
    in.form.text = S("{\"parties\":[{\"name\":\"甲\"},{\"phone\":\"1\"}]}");
    assert_rc(by(t, CLERK, act_open, &a), RC_INVALID);
    assert_fault(t->f, "needed", "form.parties.1.name");
    in.form.text = S("{\"parties\":[{\"name\":\"甲\"}]}");
    assert_rc(by(t, CLERK, act_open, &a), RC_INVALID);
    assert_fault(t->f, "too_small", "form.parties");
    in.form.text = S("{\"parties\":[{\"name\":\"甲\"},{\"name\":\"乙\",\"age\":3}]}");
    assert_rc(by(t, CLERK, act_open, &a), RC_INVALID);
    assert_fault(t->f, "unknown", "form.parties.1.age");
    in.form.text = str_of(town_form(t,
                                    "{\"parties\":[{\"name\":\"甲\",\"account\":\"%lld\"},"
                                    "{\"name\":\"乙\",\"account\":\"%lld\"}]}",
                                    (long long)t->account[HEAD], (long long)t->account[HEAD]));
    assert_rc(by(t, CLERK, act_open, &a), RC_INVALID);
    assert_fault(t->f, "party_twice", "form.parties.1.account");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_INVALID);
    assert_fault(t->f, "party_account", "form.parties.0.account");
}

static void every_party_must_have_answered_and_who_has_not_is_named(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t);
    long long    a = (long long)party(t, id, 0).id, b = (long long)party(t, id, 1).id;
    struct buf   said;

    town_refused(t, SECRETARY, id, "agree", NULL, RC_INVALID, "party_missing", "form.consents");
    town_refused(
        t, SECRETARY, id, "agree",
        town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"signed\"}]}", b),
        RC_INVALID, "party_missing", "form.consents");
    buf_init(&said, 400);
    fault_render(&t->f->faults.at[0], LANG_ZH, &said);
    assert_text(buf_str(&said), "还有当事人没有表态：甲方 王*");
    buf_free(&said);
    town_move(
        t, SECRETARY, id, "note",
        town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"oral\"}]}", b));
    town_move(t, NEIGHBOUR, id, "answer",
              town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true}]}", a));
    town_move(t, SECRETARY, id, "agree", NULL);
    assert_text(town_case(t, id).step, "talk");
}

static void a_party_speaks_for_themselves_and_for_nobody_else(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t);
    long long    a = (long long)party(t, id, 0).id, b = (long long)party(t, id, 1).id;

    town_refused(
        t, NEIGHBOUR, id, "answer",
        town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"oral\"}]}", b),
        RC_INVALID, "party_self", "form.consents.0.party");
    town_refused(
        t, SECRETARY, id, "note",
        town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"online\"}]}", a),
        RC_INVALID, "party_online", "form.consents.0.how");
    town_refused(t, SECRETARY, id, "note",
                 town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true}]}", a), RC_INVALID,
                 "needed", "form.consents.0.how");
    town_refused(t, NEIGHBOUR, id, "agree", NULL, RC_DENIED, "not_yours", "");
    town_refused(t, RESIDENT, id, "answer", NULL, RC_NOT_FOUND, "no_case", "");
}

static const char *signed_on(struct town *t, long long who, struct str day)
{
    return town_form(t,
                     "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"signed\","
                     "\"on\":\"%.*s\"}]}",
                     who, (int)day.n, day.p);
}

static void a_paper_keeps_its_true_date_within_the_cases_life(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t);
    long long    b  = (long long)party(t, id, 1).id;
    char         room[TIME_TEXT];
    struct str   day;

    day = day_text(day_of(town_case(t, id).opened) + 1, room);
    town_refused(t, SECRETARY, id, "note", signed_on(t, b, day), RC_INVALID, "party_future",
                 "form.consents.0.on");
    day = day_text(day_of(town_case(t, id).opened) - 1, room);
    town_refused(t, SECRETARY, id, "note", signed_on(t, b, day), RC_INVALID, "party_before",
                 "form.consents.0.on");
    day = day_text(day_of(town_case(t, id).opened), room);
    fixture_turn(t->f, "2026-03-06 10:00");
    town_move(t, SECRETARY, id, "note", signed_on(t, b, day));
    assert_true(str_find(town_case(t, id).form.text, day) != SIZE_MAX);
}

static void the_answers_are_a_word_when_all_are_there(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t);
    long long    a = (long long)party(t, id, 0).id, b = (long long)party(t, id, 1).id;

    town_move(
        t, SECRETARY, id, "note",
        town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":false,\"how\":\"oral\"}]}", b));
    town_refused(t, SECRETARY, id, "stop", "{\"reason\":\"x\"}", RC_CONFLICT, "not_now", "");
    town_move(t, NEIGHBOUR, id, "answer",
              town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":true}]}", a));
    town_refused(t, SECRETARY, id, "agree", NULL, RC_CONFLICT, "not_now", "");
    town_move(t, NEIGHBOUR, id, "answer",
              town_form(t, "{\"consents\":[{\"party\":\"%lld\",\"yes\":false}]}", a));
    town_move(t, SECRETARY, id, "stop", "{\"reason\":\"双方不同意\"}");
    assert_int_equal(town_case(t, id).outcome, OUT_REFUSED);
}

/* Open tasks of an account in this case. */
static size_t tasks_of(struct town *t, int64_t id, enum person who)
{
    struct rows            rows = town_tasks(t, id);
    const struct task_row *k    = rows.at;
    size_t                 n    = 0;

    for (size_t i = 0; i < rows.n; i++)
        n += k[i].state == TASK_OPEN && k[i].account == t->account[who];
    return n;
}

static void who_is_no_party_any_more_has_nothing_to_do_and_a_new_one_has(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t);
    long long    b  = (long long)party(t, id, 1).id;

    assert_int_equal(tasks_of(t, id, NEIGHBOUR), 1);
    town_move(
        t, SECRETARY, id, "rename",
        town_form(t, "{\"parties\":[{\"id\":\"%lld\"},{\"name\":\"赵六\",\"account\":\"%lld\"}]}",
                  b, (long long)t->account[HEAD]));
    assert_int_equal(how_many(t, id), 2);
    assert_text(party(t, id, 0).name, "李四");
    assert_int_equal(tasks_of(t, id, NEIGHBOUR), 0);
    assert_int_equal(tasks_of(t, id, HEAD), 1);
    town_refused(t, NEIGHBOUR, id, "answer", NULL, RC_NOT_FOUND, "no_case", "");
}

static enum rc act_links(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_link_all, ARGS(A(a->id)), &a->rows);
}

static int64_t follower(struct town *t, int64_t id, size_t n)
{
    struct act             a = { .id = id };
    const struct link_row *l;

    assert_rc(fixture_read(t->f, &actor_system, act_links, &a), RC_OK);
    assert_true(n < a.rows.n);
    l = a.rows.at;
    return l[n].other;
}

static void all_sign_and_what_follows_has_the_same_parties(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = dispute(t), next;
    long long    a = (long long)party(t, id, 0).id, b = (long long)party(t, id, 1).id;

    town_move(t, SECRETARY, id, "agree",
              town_form(t,
                        "{\"consents\":[{\"party\":\"%lld\",\"yes\":true,\"how\":\"signed\"},"
                        "{\"party\":\"%lld\",\"yes\":true,\"how\":\"fingerprint\"}]}",
                        a, b));
    town_move(t, NEIGHBOUR, id, "sign", NULL);
    assert_text(town_case(t, id).step, "talk");
    town_refused(t, NEIGHBOUR, id, "sign", NULL, RC_DENIED, "not_yours", "");
    town_move(t, SECRETARY, id, "sign", NULL);
    assert_text(town_case(t, id).ended_as, "settled");
    for (size_t i = 0; i < 2; i++) {
        next = follower(t, id, i);
        assert_int_equal(how_many(t, next), 2);
        assert_text(party(t, next, 0).name, "王小明");
        assert_true(party(t, next, 0).account == t->account[NEIGHBOUR]);
        assert_true(party(t, next, 0).id != a);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(parties_are_rows_and_the_form_holds_their_ids),
        T(what_is_wrong_with_one_is_told_at_its_place),
        T(every_party_must_have_answered_and_who_has_not_is_named),
        T(a_party_speaks_for_themselves_and_for_nobody_else),
        T(a_paper_keeps_its_true_date_within_the_cases_life),
        T(the_answers_are_a_word_when_all_are_there),
        T(who_is_no_party_any_more_has_nothing_to_do_and_a_new_one_has),
        T(all_sign_and_what_follows_has_the_same_parties),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
