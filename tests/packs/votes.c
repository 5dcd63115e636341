/* The votes of base-cn ask what the laws ask: number for number, with their sources. */
#include "../unit/unit.h"
#include "practice/load.h"
#include "practice/vote.h"
#include "work/caps.h"

enum { PACK_MOST = 64 << 20 };

struct asked {
    const char *rule, *take_part, *decide; /* of each of its measures the same */
    size_t      measures;
    int32_t     notice;
    bool        roll;
    const char *source;
};
static const struct asked law[] = {
    /* Civil Code 278; property regulations 14 */
    { "owners_ordinary", ">= 2/3 of all", "> 1/2 of taking_part", 2, 15, true,
      "民法典第二百七十八条" },
    { "owners_important", ">= 2/3 of all", ">= 3/4 of taking_part", 2, 15, true,
      "民法典第二百七十八条" },
    /* residents' committees act of 2025, 26, 27 and 29 */
    { "residents_meeting", "> 1/2 of all", "> 1/2 of taking_part", 1, 10, false,
      "城市居民委员会组织法" },
    { "residents_representatives", ">= 2/3 of all", "> 1/2 of taking_part", 1, 0, false,
      "城市居民委员会组织法" },
    { "party_members_meeting", ">= 2/3 of all", "> 1/2 of all", 1, 0, false, "四议两公开" },
};

static struct practice *base_cn(struct arena *a)
{
    struct faults     f     = { 0 };
    struct findings   found = { .arena = a };
    struct practice  *p     = NULL;
    struct pack_file *files;
    size_t            n;

    assert_rc(pack_read(a, PACKS "/base-cn", &f, &files, &n), RC_OK);
    assert_rc(practice_load(files, n, cap_known, &found, &p), RC_OK);
    return p;
}

static void asks(struct arena *a, const struct vote *v, const struct vote_threshold *t, size_t n,
                 const char *text)
{
    assert_int_equal(n, v->n_measures);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(t[i].measure, i);
        assert_text(vote_threshold_text(a, &t[i]), text);
    }
}

static void votes_ask_what_the_laws_ask(void **state)
{
    struct arena    *a = arena_new(PACK_MOST);
    struct practice *p = base_cn(a);

    (void)state;
    assert_int_equal(p->n_votes, ARRAY_LEN(law));
    for (size_t i = 0; i < ARRAY_LEN(law); i++) {
        const struct vote *v = practice_vote(p, str_of(law[i].rule));

        assert_non_null(v);
        assert_int_equal(v->n_measures, law[i].measures);
        asks(a, v, v->take_part, v->n_take_part, law[i].take_part);
        asks(a, v, v->decide, v->n_decide, law[i].decide);
        assert_int_equal(v->notice_days, law[i].notice);
        assert_int_equal(v->roll, law[i].roll);
        assert_true(str_find(v->source, str_of(law[i].source)) != SIZE_MAX);
        assert_true(v->title.en.p != NULL);
    }
    practice_free(p);
    arena_free(a);
}

/* A hundred owners of a hundred square metres: the fund needs three quarters of those who came. */
static void the_fund_needs_more_than_a_new_manager(void **state)
{
    struct arena      *a         = arena_new(PACK_MOST);
    struct practice   *p         = base_cn(a);
    const struct vote *ordinary  = practice_vote(p, S("owners_ordinary")),
                      *important = practice_vote(p, S("owners_important"));
    struct vote_cast in          = { .announced = 100,
                                     .held      = 115,
                                     .roll_by   = S("registry"),
                                     .roll_on   = 90,
                                     .at = { { 100, 68, 35, 33 }, { 1000000, 680000, 350000, 330000 } } };

    (void)state;
    assert_int_equal(vote_evaluate(ordinary, &in).result, VOTE_CARRIED);
    assert_int_equal(vote_evaluate(important, &in).result, VOTE_REJECTED);
    in.at[0].in_favour = 51;
    in.at[1].in_favour = 510000;
    assert_int_equal(vote_evaluate(important, &in).result, VOTE_CARRIED);
    in.at[1].in_favour--;
    assert_int_equal(vote_evaluate(important, &in).result, VOTE_REJECTED);
    practice_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(votes_ask_what_the_laws_ask),
        cmocka_unit_test(the_fund_needs_more_than_a_new_manager),
    };

    return cmocka_run_group_tests_name("the votes of base-cn", tests, NULL, NULL);
}
