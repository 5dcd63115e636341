/* Cases that belong together: merged, split, related, "me too". */
#include "http/route.h"
#include "town.h"

#include <pthread.h>
#include <string.h>

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static int64_t plain_by(struct town *t, enum person who, int64_t place, const char *words)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("plain");
    in.place     = place;
    in.words     = str_of(words);
    in.form.text = S("{\"phone\":\"0937-2600000\",\"people\":3}");
    assert_rc(by(t, who, act_open, &a), RC_OK);
    return a.opened.id;
}

static int64_t plain(struct town *t, const char *words)
{
    return plain_by(t, RESIDENT, t->grid, words);
}

static enum rc act_links(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_link_all, ARGS(A(a->id)), &a->rows);
}

static enum rc act_parties(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return db_all(w->tx, &stmt_party_all, ARGS(A(a->id)), &a->rows);
}

static size_t links(struct town *t, int64_t id, int64_t other, enum link_kind kind)
{
    struct act             a = { .id = id };
    const struct link_row *l;
    size_t                 n = 0;

    assert_rc(fixture_read(t->f, &actor_system, act_links, &a), RC_OK);
    l = a.rows.at;
    for (size_t i = 0; i < a.rows.n; i++)
        n += l[i].other == other && l[i].kind == (int32_t)kind;
    return n;
}

static size_t parties(struct town *t, int64_t id, int64_t account, enum party_role role)
{
    struct act              a = { .id = id };
    const struct party_row *p;
    size_t                  n = 0;

    assert_rc(fixture_read(t->f, &actor_system, act_parties, &a), RC_OK);
    p = a.rows.at;
    for (size_t i = 0; i < a.rows.n; i++)
        n += p[i].account == account && p[i].role == (int32_t)role;
    return n;
}

static enum rc act_relate(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_relate(w, a->id, &(struct link_in){ .other = a->other, .words = str_of(a->form) });
}

static enum rc act_me_too(struct work *w, void *ctx)
{
    struct me_too_in in = { .client_token = STR_NONE };
    struct me_too    out;

    return case_me_too(w, ((struct act *)ctx)->id, &in, &out);
}

static const char *into(struct town *t, int64_t id)
{
    return town_form(t, "{\"main_case\":\"%lld\"}", (long long)id);
}

/* -- merging -- */

static void whom_a_merged_case_concerned_the_main_one_concerns(void **state)
{
    struct town    *t  = town_of(state);
    struct case_in  in = town_blank();
    struct act      a  = { .in = &in }, see;
    int64_t         first = plain_by(t, HEAD, t->grid, "三单元二楼的灯不亮"), twin = plain(t, "二楼灯坏了");
    struct case_row c;

    in.process   = S("plain");
    in.place     = t->other_grid; /* whatever the place */
    in.words     = S("楼道没有灯");
    in.for_name  = S("李大妈");
    in.for_phone = S("0937-2611111");
    in.form.text = S("{\"people\":1}");
    assert_rc(by(t, CLERK, act_open, &a), RC_OK);
    see = (struct act){ .id = twin };
    assert_rc(by(t, NEIGHBOUR, act_me_too, &see), RC_OK);
    town_move(t, CLERK, twin, "merge", into(t, first));
    town_move(t, CLERK, a.opened.id, "merge", into(t, first));
    c = town_case(t, twin);
    assert_int_equal(c.state, CASE_ENDED);
    assert_int_equal(c.outcome, OUT_MERGED);
    assert_true(c.merged == first);
    assert_int_equal(links(t, first, twin, LINK_MERGED), 1);
    assert_int_equal(parties(t, first, t->account[RESIDENT], PARTY_WATCHER), 1);
    assert_int_equal(parties(t, first, t->account[NEIGHBOUR], PARTY_ME_TOO), 1);
    assert_int_equal(parties(t, first, NONE_I64, PARTY_ON_BEHALF), 1);
    assert_int_equal(town_history(t, first, "case.took_in", NULL), 2);
    assert_int_equal(town_case(t, first).version, 1); /* whoever works on it is not disturbed */
    see = (struct act){ .id = first };
    assert_rc(by(t, RESIDENT, act_get, &see), RC_OK);
}

static void what_a_merged_case_was_related_to_the_main_one_is(void **state)
{
    struct town *t     = town_of(state);
    int64_t      first = plain(t, "一"), twin = plain(t, "二"), third = plain(t, "三");
    struct act   a = { .id = twin, .other = third };

    assert_rc(by(t, CLERK, act_relate, &a), RC_OK);
    town_move(t, CLERK, twin, "merge", into(t, first));
    assert_int_equal(links(t, first, third, LINK_RELATED), 1);
    assert_int_equal(links(t, third, first, LINK_RELATED), 1);
    /* Merged into what it was related to, it is not related to itself. */
    town_move(t, CLERK, first, "merge", into(t, third));
    assert_int_equal(links(t, third, third, LINK_RELATED), 0);
    assert_int_equal(parties(t, third, t->account[RESIDENT], PARTY_WATCHER), 0); /* it is theirs */
}

static void a_case_is_not_merged_into_itself_nor_into_one_that_was(void **state)
{
    struct town *t     = town_of(state);
    int64_t      first = plain(t, "一"), twin = plain(t, "二"), third = plain(t, "三");
    int64_t      far = plain_by(t, RESIDENT, t->far_grid, "四");

    town_refused(t, CLERK, twin, "merge", into(t, twin), RC_INVALID, "same_case", "form.main_case");
    town_refused(t, CLERK, twin, "merge", "{}", RC_INVALID, "needed", "form.main_case");
    town_refused(t, CLERK, twin, "merge", into(t, 77), RC_INVALID, "no_row", "form.main_case");
    /* One that the clerk cannot see is not there. */
    town_refused(t, CLERK, twin, "merge", into(t, far), RC_INVALID, "no_row", "form.main_case");
    town_move(t, CLERK, twin, "merge", into(t, first));
    town_refused(t, CLERK, third, "merge", into(t, twin), RC_INVALID, "merge_ended",
                 "form.main_case");
    town_refused(t, CLERK, first, "merge", into(t, twin), RC_INVALID, "merge_ended",
                 "form.main_case");
}

/* -- splitting -- */

static enum rc act_split(struct work *w, void *ctx)
{
    struct act    *a       = ctx;
    struct part_in parts[] = {
        { .words = S("二楼的灯"), .place = NONE_I64 },
        { .words = S("四单元的灯"), .title = S("四单元"), .place = a->t->other_grid },
    };
    struct split_in in = { .version = a->version, .parts = { parts, (size_t)a->other } };

    return case_split(w, a->id, &in, &a->rows);
}

static void each_part_is_a_case_of_its_own_with_what_was_given(void **state)
{
    struct town         *t  = town_of(state);
    struct act           a  = { .id = plain(t, "两处的灯不亮"), .version = 1, .other = 2 };
    struct act           me = { .id = a.id };
    const struct opened *o;
    struct case_row      c;

    assert_rc(by(t, NEIGHBOUR, act_me_too, &me), RC_OK);
    assert_rc(by(t, HEAD, act_split, &a), RC_DENIED);
    assert_rc(by(t, CLERK, act_split, &a), RC_OK);
    o = a.rows.at;
    assert_int_equal(a.rows.n, 2);
    c = town_case(t, o[0].id);
    assert_text(c.words, "二楼的灯");
    assert_text(c.step, "file");
    assert_true(c.place == t->grid && c.parent == a.id && c.initiator == t->account[RESIDENT]);
    assert_text(c.form.text, "{\"phone\":\"0937-2600000\",\"people\":3}");
    assert_int_equal(parties(t, c.id, t->account[NEIGHBOUR], PARTY_ME_TOO), 1);
    c = town_case(t, o[1].id);
    assert_text(c.title, "四单元");
    assert_true(c.place == t->other_grid);
    c = town_case(t, a.id);
    assert_int_equal(c.state, CASE_ENDED);
    assert_int_equal(c.outcome, OUT_VOID);
    assert_int_equal(links(t, a.id, o[1].id, LINK_SPLIT), 1);
    assert_true(c.due == NONE_I64);
    /* What becomes of the parts changes nothing of it. */
    town_move(t, CLERK, o[0].id, "refuse", "{\"reason\":\"非辖区\"}");
    assert_int_equal(town_case(t, a.id).version, c.version);
    assert_rc(by(t, CLERK, act_split, &a), RC_CONFLICT);
    assert_fault(t->f, "case_ended", "");
}

static void a_split_needs_two_parts_and_the_version_that_is(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = plain(t, "两处的灯不亮"), .version = 1, .other = 1 };

    assert_rc(by(t, CLERK, act_split, &a), RC_INVALID);
    assert_fault(t->f, "two_parts", "parts");
    a.other   = 2;
    a.version = 7;
    assert_rc(by(t, CLERK, act_split, &a), RC_CONFLICT);
    assert_int_equal(town_case(t, a.id).state, CASE_OPEN);
}

/* What a move brought stays with the case that it was made in. */
static void the_parts_begin_with_what_was_reported_alone(void **state)
{
    struct town         *t = town_of(state);
    struct act           a = { .id = plain(t, "两处的灯不亮"), .other = 2 };
    const struct opened *o;

    town_move(t, CLERK, a.id, "accept", NULL);
    town_move(t, CLERK, a.id, "assign",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)t->company,
                        (long long)t->office));
    a.version = town_case(t, a.id).version;
    assert_rc(by(t, CLERK, act_split, &a), RC_OK);
    o = a.rows.at;
    assert_text(town_case(t, o[0].id).form.text, "{\"phone\":\"0937-2600000\",\"people\":3}");
    assert_true(town_case(t, o[0].id).unit == NONE_I64);
}

/* -- related, me too -- */

static void to_relate_two_is_said_once_and_by_who_sees_both(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = plain(t, "一"), .other = plain(t, "二"), .form = "同一\"家\"" };
    struct str   told;

    assert_rc(by(t, HEAD, act_relate, &a), RC_DENIED);
    assert_rc(by(t, CLERK, act_relate, &a), RC_OK);
    assert_rc(by(t, CLERK, act_relate, &a), RC_OK);
    assert_int_equal(links(t, a.id, a.other, LINK_RELATED), 1);
    assert_int_equal(town_history(t, a.id, "case.related", &told), 1);
    assert_true(str_find(told, S("\"words\":\"同一\\\"家\\\"\"")) != SIZE_MAX);
    a = (struct act){ .id = a.other, .other = a.id }; /* the other way round is the same */
    assert_rc(by(t, CLERK, act_relate, &a), RC_OK);
    assert_int_equal(links(t, a.id, a.other, LINK_RELATED), 1);
    a.other = a.id;
    assert_rc(by(t, CLERK, act_relate, &a), RC_INVALID);
    assert_fault(t->f, "same_case", "other");
    a.other = plain_by(t, RESIDENT, t->far_grid, "四");
    assert_rc(by(t, CLERK, act_relate, &a), RC_NOT_FOUND);
}

static void me_too_is_said_once_and_not_of_ones_own(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = plain(t, "一") };

    assert_rc(by(t, NEIGHBOUR, act_me_too, &a), RC_OK);
    assert_rc(by(t, NEIGHBOUR, act_me_too, &a), RC_OK);
    assert_rc(by(t, RESIDENT, act_me_too, &a), RC_OK);
    assert_int_equal(parties(t, a.id, t->account[NEIGHBOUR], PARTY_ME_TOO), 1);
    assert_int_equal(parties(t, a.id, t->account[RESIDENT], PARTY_ME_TOO), 0);
    assert_int_equal(town_history(t, a.id, "case.me_too", NULL), 1);
    town_move(t, CLERK, a.id, "refuse", "{\"reason\":\"非辖区\"}");
    assert_rc(by(t, NEIGHBOUR, act_me_too, &a), RC_OK); /* they have said so */
    assert_rc(by(t, RESIDENT, act_me_too, &a), RC_OK);
    assert_rc(by(t, SECRETARY, act_me_too, &a), RC_CONFLICT);
    assert_fault(t->f, "case_ended", "");
    assert_int_equal(town_history(t, a.id, "case.me_too", NULL), 1);
}

static void of_a_case_that_is_not_theirs_to_know_me_too_tells_nothing(void **state)
{
    struct town   *t     = town_of(state);
    struct case_in in    = town_blank();
    struct act     ended = { .id = plain(t, "一") }, none = { .id = 77 }, tip = { .in = &in };

    town_move(t, CLERK, ended.id, "refuse", "{\"reason\":\"非辖区\"}");
    in.process = S("tip");
    in.place   = t->grid;
    in.words   = S("有人违规收费");
    assert_rc(by(t, RESIDENT, act_open, &tip), RC_OK);
    tip.id = tip.opened.id;
    assert_rc(by(t, NEIGHBOUR, act_me_too, &none), RC_NOT_FOUND);
    assert_fault(t->f, "no_case", "");
    assert_rc(by(t, NEIGHBOUR, act_me_too, &ended), RC_NOT_FOUND);
    assert_fault(t->f, "no_case", "");
    assert_rc(by(t, NEIGHBOUR, act_me_too, &tip), RC_NOT_FOUND);
    assert_fault(t->f, "no_case", "");
    assert_rc(by(t, SECRETARY, act_me_too, &tip), RC_DENIED); /* has a task in it */
    assert_rc(by(t, RESIDENT, act_me_too, &tip), RC_OK);
    assert_int_equal(parties(t, tip.id, t->account[SECRETARY], PARTY_ME_TOO), 0);
}

/* -- "me too" without an account -- */

#define DEVICE  "5d1f0a7be2c94c6f8a3b17d04e9c2f61"
#define ANOTHER "90a1c3e57b2d4f68a1b2c3d4e5f60718"

/* `form` is the token; what comes back lies in `opened`. */
static enum rc act_voice(struct work *w, void *ctx)
{
    struct act      *a  = ctx;
    struct me_too_in in = { .client_token = a->form ? str_of(a->form) : STR_NONE };
    struct me_too    out;

    TRY(case_me_too(w, a->id, &in, &out));
    a->opened = (struct opened){ .number = out.number, .code = out.code, .again = out.again };
    return RC_OK;
}

static enum rc act_progress(struct work *w, void *ctx)
{
    struct act     *a = ctx;
    struct progress p;

    return case_progress(w, a->opened.code, LANG_ZH, &p);
}

static void a_device_is_one_voice_however_often_it_speaks(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .id = plain(t, "一"), .form = DEVICE }, b = { .id = a.id, .form = ANOTHER };
    struct act   c = { .id = plain(t, "二"), .form = DEVICE };
    struct str   code, told;

    assert_rc(by_nobody(t, act_voice, &a), RC_OK);
    assert_false(a.opened.again);
    code = a.opened.code;
    assert_rc(by_nobody(t, act_voice, &a), RC_OK);
    assert_true(a.opened.again && str_eq(a.opened.code, code));
    assert_rc(by_nobody(t, act_voice, &b), RC_OK);
    assert_rc(by_nobody(t, act_voice, &c), RC_OK);
    assert_false(str_eq(b.opened.code, code) || str_eq(c.opened.code, code));
    assert_int_equal(parties(t, a.id, NONE_I64, PARTY_ME_TOO), 2);
    assert_int_equal(town_history(t, a.id, "case.me_too", &told), 2);
    assert_true(str_find(told, S("\"anonymous\":true")) != SIZE_MAX);
}

static void merged_the_voices_of_both_count_each_device_once(void **state)
{
    struct town *t     = town_of(state);
    int64_t      first = plain(t, "一"), twin = plain(t, "二");
    struct act   a = { .id = first, .form = DEVICE }, b = { .id = twin, .form = DEVICE };
    struct act   c = { .id = twin, .form = ANOTHER };

    assert_rc(by_nobody(t, act_voice, &a), RC_OK);
    assert_rc(by_nobody(t, act_voice, &b), RC_OK);
    assert_rc(by_nobody(t, act_voice, &c), RC_OK);
    town_move(t, CLERK, twin, "merge", into(t, first));
    assert_int_equal(parties(t, first, NONE_I64, PARTY_ME_TOO), 2);
    c.id = first;
    assert_rc(by_nobody(t, act_voice, &c), RC_OK);
    assert_true(c.opened.again);
    assert_int_equal(parties(t, first, NONE_I64, PARTY_ME_TOO), 2);
    assert_rc(by_nobody(t, act_progress, &b), RC_OK); /* their code leads where it led */
}

static void without_an_account_it_takes_a_secret_and_a_case_that_anybody_may_report(void **state)
{
    struct town   *t    = town_of(state);
    struct case_in in   = town_blank();
    struct act     a    = { .id = plain(t, "一"), .form = "0123456789abcdef0123456789abcde" };
    struct act     none = { .id = 77, .form = DEVICE }, tip = { .in = &in };

    assert_rc(by_nobody(t, act_voice, &a), RC_INVALID);
    assert_fault(t->f, "bad_token", "client_token");
    a.form = NULL;
    assert_rc(by_nobody(t, act_voice, &a), RC_INVALID);
    assert_rc(by_nobody(t, act_voice, &none), RC_NOT_FOUND);
    in.process = S("tip");
    in.place   = t->grid;
    in.words   = S("有人违规收费");
    assert_rc(by(t, RESIDENT, act_open, &tip), RC_OK);
    tip.id   = tip.opened.id;
    tip.form = DEVICE;
    assert_rc(by_nobody(t, act_voice, &tip), RC_NOT_FOUND);
    assert_fault(t->f, "no_case", "");
    tip.id = town_open(t, "signed", "{}"); /* which takes no report without an account */
    assert_rc(by_nobody(t, act_voice, &tip), RC_NO_ACTOR);
    assert_fault(t->f, "account_needed", "");
    assert_rc(by(t, NEIGHBOUR, act_me_too, &tip), RC_OK);
    town_move(t, CLERK, a.id, "refuse", "{\"reason\":\"非辖区\"}");
    a.form = DEVICE;
    assert_rc(by_nobody(t, act_voice, &a), RC_NOT_FOUND);
    assert_int_equal(parties(t, a.id, NONE_I64, PARTY_ME_TOO), 0);
}

enum { TWICE = 40 };
struct twice {
    struct town        *t;
    const int64_t      *ids;
    enum rc             rc;
    const struct actor *as;
};

static enum rc one_me_too(struct work *w, void *ctx)
{
    struct me_too_in in = { .client_token = S("5d1f0a7be2c94c6f8a3b17d04e9c2f61") };
    struct me_too    out;

    return case_me_too(w, *(const int64_t *)ctx, &in, &out);
}

static void *say_all(void *ctx)
{
    struct twice *x = ctx;

    for (size_t i = 0; i < TWICE && x->rc == RC_OK; i++)
        x->rc = work_do(&x->t->f->s, x->as, WORK_WRITE, one_me_too, (void *)(uintptr_t)&x->ids[i],
                        NULL);
    return NULL;
}

static void said_twice_at_one_instant(struct town *t, const struct actor *as, int64_t account)
{
    int64_t      ids[TWICE];
    struct twice two[] = { { t, ids, RC_OK, as }, { t, ids, RC_OK, as } };
    pthread_t    thread[2];

    for (size_t i = 0; i < TWICE; i++)
        ids[i] = plain(t, "一");
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, say_all, &two[i]), 0);
    for (size_t i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    assert_rc(two[0].rc, RC_OK);
    assert_rc(two[1].rc, RC_OK);
    for (size_t i = 0; i < TWICE; i++) {
        assert_int_equal(parties(t, ids[i], account, PARTY_ME_TOO), 1);
        assert_int_equal(town_history(t, ids[i], "case.me_too", NULL), 1);
    }
}

static void me_too_said_twice_at_one_instant_is_said_once(void **state)
{
    static const struct actor nobody = { .account = NONE_I64 };
    struct town              *t      = town_of(state);

    said_twice_at_one_instant(t, t->actor[NEIGHBOUR], t->account[NEIGHBOUR]);
    said_twice_at_one_instant(t, &nobody, NONE_I64);
}

struct ends {
    struct town   *t;
    const int64_t *from, *to;
    enum rc        rc;
};

static void *relate_all(void *ctx)
{
    struct ends *x = ctx;

    for (size_t i = 0; i < TWICE && x->rc == RC_OK; i++) {
        struct act a = { .t = x->t, .id = x->from[i], .other = x->to[i], .form = "同一家" };

        x->rc = work_do(&x->t->f->s, x->t->actor[CLERK], WORK_WRITE, act_relate, &a, NULL);
    }
    return NULL;
}

static void related_from_both_ends_at_one_instant_they_are_so_once(void **state)
{
    struct town *t = town_of(state);
    int64_t      one[TWICE], other[TWICE];
    struct ends  two[] = { { t, one, other, RC_OK }, { t, other, one, RC_OK } };
    pthread_t    thread[2];

    for (size_t i = 0; i < TWICE; i++) {
        one[i]   = plain(t, "一");
        other[i] = plain(t, "二");
    }
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, relate_all, &two[i]), 0);
    for (size_t i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    assert_rc(two[0].rc, RC_OK);
    assert_rc(two[1].rc, RC_OK);
    for (size_t i = 0; i < TWICE; i++)
        assert_int_equal(links(t, one[i], other[i], LINK_RELATED), 1);
}

static void me_too_has_a_limit_of_its_own(void **state)
{
    const struct route *r = case_act_routes;

    (void)state;
    while (r->path && strcmp(r->path, "/api/v1/cases/{id}/me-too") != 0)
        r++;
    assert_non_null(r->path);
    assert_in_range(r->per_minute, 1, 60);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(whom_a_merged_case_concerned_the_main_one_concerns),
        T(what_a_merged_case_was_related_to_the_main_one_is),
        T(a_case_is_not_merged_into_itself_nor_into_one_that_was),
        T(each_part_is_a_case_of_its_own_with_what_was_given),
        T(a_split_needs_two_parts_and_the_version_that_is),
        T(the_parts_begin_with_what_was_reported_alone),
        T(to_relate_two_is_said_once_and_by_who_sees_both),
        T(me_too_is_said_once_and_not_of_ones_own),
        T(me_too_said_twice_at_one_instant_is_said_once),
        T(related_from_both_ends_at_one_instant_they_are_so_once),
        T(me_too_has_a_limit_of_its_own),
        T(a_device_is_one_voice_however_often_it_speaks),
        T(merged_the_voices_of_both_count_each_device_once),
        T(without_an_account_it_takes_a_secret_and_a_case_that_anybody_may_report),
        T(of_a_case_that_is_not_theirs_to_know_me_too_tells_nothing),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
