/* Posts: who holds what where, staffing norms, teams, the public board. */
#include "people_test.h"

#include <stdio.h>

/* Somebody who may give posts in the north. */
static struct caller secretary(struct test *t)
{
    add_post(t, add_account(t, "boss", ROLE_NONE), "secretary", t->north, NONE_I64);
    return sign_in(t, "boss");
}

static struct answer give(struct test *t, const struct caller *c, int64_t account, const char *post,
                          const char *where, int64_t id, const char *more)
{
    char body[300];

    snprintf(body, sizeof(body), "{\"account\":\"%lld\",\"post\":\"%s\",\"%s\":\"%lld\"%s}",
             (long long)account, post, where, (long long)id, more);
    return call(t, c, "POST", "/api/v1/postings", body);
}

static void a_post_is_held_only_at_its_kinds_of_places(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct answer a;

    a = give(t, &boss, fang, "grid_head", "place", t->north, "");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "place");
    assert_said(t, a, "fields[0].message", "the post grid_head is held at: grid");
    assert_status(give(t, &boss, fang, "grid_head", "place", t->north1, ""), 201);
}

static void a_post_that_the_practice_does_not_know_is_refused_with_the_one_meant(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct answer a;

    a = give(t, &boss, fang, "grid_haed", "place", t->north1, "");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "post");
    assert_said(t, a, "fields[0].message",
                "the practice has no post grid_haed; did you mean grid_head?");
}

/* The kind of the organisation is one of the broader kind that the pack names. */
static void a_post_at_departments_is_held_at_a_kind_of_department(void **state)
{
    struct test *t    = *state;
    int64_t      fang = add_account(t, "fang", ROLE_NONE);

    add_post(t, fang, "handler", NONE_I64, t->cleaning);
}

static void posts_are_given_in_the_own_subtree_only_and_not_to_oneself(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct answer a    = call(t, &boss, "GET", "/api/v1/me", NULL);

    assert_status(give(t, &boss, fang, "grid_head", "place", t->south1, ""), 403);
    assert_status(give(t, &boss, fang, "secretary", "place", t->street, ""), 403);
    assert_status(give(t, &boss, fang, "handler", "org", t->cleaning, ""), 403);
    a = give(t, &boss, the_id(t, &a, "account"), "grid_head", "place", t->north1, "");
    assert_status(a, 403);
    assert_said(t, a, "fields[0].code", "own_post");
}

static void a_post_is_not_given_twice_and_ends_after_it_begins(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct answer a;

    assert_status(give(t, &boss, fang, "grid_head", "place", t->north1, ",\"to\":\"2026-04-01\""),
                  201);
    a = give(t, &boss, fang, "grid_head", "place", t->north1, "");
    assert_status(a, 409);
    assert_said(t, a, "fields[0].code", "held_already");
    /* Anew when the first has ended. */
    assert_status(give(t, &boss, fang, "grid_head", "place", t->north1, ",\"from\":\"2026-04-01\""),
                  201);
    a = give(t, &boss, fang, "grid_worker", "place", t->north1,
             ",\"from\":\"2026-04-01\",\"to\":\"2026-04-01\"");
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "to");
}

static void posts_are_listed_as_they_were_held_on_a_day(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    int64_t       gang = add_account(t, "gang", ROLE_NONE);
    struct answer a;
    long long     north1 = (long long)t->north1;

    give(t, &boss, fang, "grid_head", "place", t->north1, ",\"to\":\"2026-04-01\"");
    give(t, &boss, gang, "grid_head", "place", t->north1,
         ",\"from\":\"2026-04-01\",\"concurrent\":true");
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld", north1);
    assert_status(a, 200);
    assert_said(t, a, "items[0].name", "fang");
    assert_said(t, a, "items[0].title", "Grid head");
    assert_said(t, a, "items[0].there", "北一网格");
    assert_false(at(t, &a, "items[1]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld&day=2026-04-01", north1);
    assert_said(t, a, "items[0].name", "gang");
    assert_said(t, a, "items[0].concurrent", "true");
    assert_false(at(t, &a, "items[1]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld&ended=true", north1);
    assert_true(at(t, &a, "items[1]").p != NULL);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?account=%lld", (long long)fang);
    assert_said(t, a, "items[0].post", "grid_head");
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld&below=true&post=grid_head",
              (long long)t->street);
    assert_said(t, a, "items[0].name", "fang");
    assert_false(at(t, &a, "items[1]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld", (long long)t->street);
    assert_false(at(t, &a, "items[0]").p);
    a = call(t, &boss, "GET", "/api/v1/postings", NULL);
    assert_status(a, 422);
}

static void a_post_is_ended_once_with_a_reason(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct answer a    = give(t, &boss, fang, "grid_head", "place", t->north1, "");
    long long     id   = (long long)the_id(t, &a, "id");

    a = callf(t, &boss, "POST", "{\"day\":\"2026-03-01\"}", "/api/v1/postings/%lld/end", id);
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "day");
    a = callf(t, &boss, "POST", "{\"why\":\"moved away\"}", "/api/v1/postings/%lld/end", id);
    assert_status(a, 204);
    a = callf(t, &boss, "POST", "{}", "/api/v1/postings/%lld/end", id);
    assert_status(a, 409);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?account=%lld&ended=true", (long long)fang);
    assert_said(t, a, "items[0].why_ended", "moved away");
    assert_true(str_find(noted_data(t, "posting.ended"), S("moved away")) != SIZE_MAX);
}

struct ending {
    int64_t place;
};

static enum rc end_place(struct work *w, void *ctx)
{
    struct ending *e = ctx;

    return node_end(w, &place_tree, e->place,
                    &(struct node_end){ .version = NONE_I64, .on = NONE_I32, .below = true });
}

static void with_its_place_a_post_ends_too(void **state)
{
    struct test  *t    = *state;
    int64_t       fang = add_account(t, "fang", ROLE_NONE);
    struct ending end  = { t->south };
    struct caller c, boss;

    add_post(t, add_account(t, "boss", ROLE_NONE), "secretary", t->street, NONE_I64);
    add_post(t, fang, "secretary", t->south, NONE_I64);
    c    = sign_in(t, "fang");
    boss = sign_in(t, "boss");
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 200);
    act(t, WORK_WRITE, end_place, &end);
    settle(t);
    assert_status(call(t, &c, "GET", "/api/v1/accounts", NULL), 403);
    assert_status(give(t, &boss, fang, "secretary", "place", t->south, ""), 422);
}

/* -- holders -- */

struct holding {
    struct test *t;
    const char  *post;
    int64_t      place, org;
    size_t       n;
    int64_t      first;
};

static enum rc find_holders(struct work *w, void *ctx)
{
    struct holding       *h = ctx;
    struct rows           rows;
    const struct account *a;

    TRY(people_holders(w, str_of(h->post), h->place, h->org, &rows));
    a        = rows.at;
    h->n     = rows.n;
    h->first = rows.n ? a[0].id : NONE_I64;
    return RC_OK;
}

static size_t holders(struct test *t, const char *post, int64_t place, int64_t org)
{
    struct holding h = { .t = t, .post = post, .place = place, .org = org };

    act(t, WORK_READ, find_holders, &h);
    return h.n;
}

static void holders_are_of_that_place_and_each_stands_once(void **state)
{
    struct test *t    = *state;
    int64_t      fang = add_account(t, "fang", ROLE_NONE);
    int64_t      gang = add_account(t, "gang", ROLE_NONE);

    add_post(t, fang, "grid_head", t->north1, NONE_I64);
    add_post(t, fang, "grid_worker", t->north1, NONE_I64);
    add_post(t, gang, "grid_worker", t->north1, NONE_I64);
    add_post(t, gang, "handler", NONE_I64, t->cleaning);
    assert_int_equal(holders(t, "grid_head", t->north1, NONE_I64), 1);
    assert_int_equal(holders(t, "grid_worker", t->north1, NONE_I64), 2);
    assert_int_equal(holders(t, NULL, t->north1, NONE_I64), 2);
    assert_int_equal(holders(t, "grid_head", t->north2, NONE_I64), 0);
    assert_int_equal(holders(t, "grid_head", t->north, NONE_I64), 0);
    assert_int_equal(holders(t, "handler", NONE_I64, t->cleaning), 1);
}

/* -- merged and split -- */

struct forking {
    int64_t a, b;
    int64_t keep; /* NONE_I64: a new one */
    int64_t heir;
};

static enum rc merge(struct work *w, void *ctx)
{
    struct forking   *k     = ctx;
    struct version_of two[] = { { k->a, NONE_I64 }, { k->b, NONE_I64 } };
    struct node_merge in    = { .on         = NONE_I32,
                                .nodes      = { two, 2 },
                                .keep       = k->keep,
                                .parent     = NONE_I64,
                                .lon        = __builtin_nan(""),
                                .lat        = __builtin_nan(""),
                                .households = NONE_I32 };

    if (k->keep == NONE_I64) {
        in.code = S("99010100100109");
        in.name = S("北合网格");
    }
    return node_merge(w, &place_tree, &in, &k->heir);
}

static enum rc split(struct work *w, void *ctx)
{
    struct forking   *k     = ctx;
    double            nan   = __builtin_nan("");
    struct heir       two[] = { { S("99010100100101"), S("北一东网格"), nan, nan, NONE_I32 },
                                { S("99010100100108"), S("北一西网格"), nan, nan, NONE_I32 } };
    struct node_split in    = {
           .version = NONE_I64, .on = NONE_I32, .into = { two, 2 }, .rest = NONE_I32
    };
    struct rows ids;

    TRY(node_split(w, &place_tree, k->a, &in, &ids));
    k->heir = ((const int64_t *)ids.at)[1];
    return RC_OK;
}

static void posts_of_what_was_merged_go_on_at_what_came_of_it(void **state)
{
    struct test   *t    = *state;
    struct forking k    = { t->north1, t->north2, NONE_I64, NONE_I64 };
    int64_t        fang = add_account(t, "fang", ROLE_NONE);
    struct caller  boss = secretary(t), head;
    struct answer  a;
    char           heir[30];

    add_post(t, fang, "grid_head", t->north1, NONE_I64);
    give(t, &boss, add_account(t, "gang", ROLE_NONE), "grid_worker", "place", t->north2,
         ",\"from\":\"2026-05-01\",\"to\":\"2026-06-01\",\"concurrent\":true");
    turn_clock(t, 3 * US_DAY);
    boss = sign_in(t, "boss");
    act(t, WORK_WRITE, merge, &k);
    settle(t);
    snprintf(heir, sizeof(heir), "%lld", (long long)k.heir);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%s&ended=true", heir);
    assert_status(a, 200);
    assert_said(t, a, "items[0].name", "fang");
    assert_said(t, a, "items[0].post", "grid_head");
    assert_said(t, a, "items[0].from", "2026-03-05");
    assert_false(at(t, &a, "items[0].to").p);
    /* What lies ahead lies ahead there. */
    assert_said(t, a, "items[1].name", "gang");
    assert_said(t, a, "items[1].from", "2026-05-01");
    assert_said(t, a, "items[1].to", "2026-06-01");
    assert_said(t, a, "items[1].concurrent", "true");
    assert_false(at(t, &a, "items[2]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?place=%lld&ended=true",
              (long long)t->north1);
    assert_said(t, a, "items[0].from", "2026-03-02");
    assert_said(t, a, "items[0].to", "2026-03-05");
    assert_said(t, a, "items[0].why_ended", "已合并到“北合网格”");
    assert_true(str_find(noted_data(t, "posting.begun"), S("合并而来")) != SIZE_MAX);
    assert_int_equal(noted(t, "posting.over_norm"), 0);
    head = sign_in(t, "fang");
    a    = call(t, &head, "GET", "/api/v1/me", NULL);
    assert_said(t, a, "posts[0].place", heir);
    assert_false(at(t, &a, "posts[1]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings/unsettled?place=%lld", (long long)t->north);
    assert_status(a, 200);
    assert_false(at(t, &a, "items[0]").p);
}

static void two_heads_of_what_was_merged_are_one_too_many_and_that_is_told(void **state)
{
    struct test   *t    = *state;
    struct forking k    = { t->north1, t->north2, NONE_I64, NONE_I64 };
    struct caller  boss = secretary(t);
    struct answer  a;

    add_post(t, add_account(t, "fang", ROLE_NONE), "grid_head", t->north1, NONE_I64);
    add_post(t, add_account(t, "gang", ROLE_NONE), "grid_head", t->north2, NONE_I64);
    act(t, WORK_WRITE, merge, &k);
    settle(t);
    assert_int_equal(holders(t, "grid_head", k.heir, NONE_I64), 2);
    assert_int_equal(noted(t, "posting.over_norm"), 1);
    assert_true(str_find(noted_data(t, "posting.over_norm"), S("\"held\":2")) != SIZE_MAX);
    a = callf(t, &boss, "GET", NULL, "/api/v1/staffing?place=%lld", (long long)t->north);
    assert_said(t, a, "items[0].name", "北合网格");
    assert_said(t, a, "items[0].verdict", "too_many");
}

static void who_held_the_post_in_both_holds_it_once_in_the_one_that_was_kept(void **state)
{
    struct test   *t    = *state;
    struct forking k    = { t->north1, t->north2, t->north1, NONE_I64 };
    int64_t        fang = add_account(t, "fang", ROLE_NONE);
    struct caller  boss = secretary(t);
    struct answer  a;

    add_post(t, fang, "grid_head", t->north1, NONE_I64);
    add_post(t, fang, "grid_head", t->north2, NONE_I64);
    act(t, WORK_WRITE, merge, &k);
    settle(t);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings?account=%lld", (long long)fang);
    assert_said(t, a, "items[0].there", "北一网格");
    assert_false(at(t, &a, "items[1]").p);
    assert_int_equal(noted(t, "posting.over_norm"), 0);
}

static void posts_of_what_was_split_wait_for_somebody_to_settle_them(void **state)
{
    struct test   *t    = *state;
    struct forking k    = { t->north1, NONE_I64, NONE_I64, NONE_I64 };
    int64_t        fang = add_account(t, "fang", ROLE_NONE);
    int64_t        id   = add_post(t, fang, "grid_head", t->north1, NONE_I64);
    struct caller  boss = secretary(t), south, head;
    struct answer  a;

    add_post(t, add_account(t, "south", ROLE_NONE), "secretary", t->south, NONE_I64);
    south = sign_in(t, "south");
    head  = sign_in(t, "fang");
    act(t, WORK_WRITE, split, &k);
    settle(t);
    a = call(t, &head, "GET", "/api/v1/me", NULL); /* it gives no right meanwhile */
    assert_false(at(t, &a, "can[0]").p);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings/unsettled?place=%lld", (long long)t->north);
    assert_status(a, 200);
    assert_int_equal(the_id(t, &a, "items[0].id"), id);
    assert_said(t, a, "items[0].name", "fang");
    assert_said(t, a, "items[0].title", "Grid head");
    assert_said(t, a, "items[0].there", "北一网格");
    assert_said(t, a, "items[0].gone", "2026-03-02");
    assert_said(t, a, "items[0].heirs[0].name", "北一东网格");
    assert_int_equal(the_id(t, &a, "items[0].heirs[1].id"), k.heir);
    assert_false(at(t, &a, "items[1]").p);
    a = callf(t, &south, "GET", NULL, "/api/v1/postings/unsettled?place=%lld", (long long)t->north);
    assert_status(a, 403);
    /* Somebody says where they go on. */
    assert_status(give(t, &boss, fang, "grid_head", "place", k.heir, ""), 201);
    a = callf(t, &boss, "POST", "{}", "/api/v1/postings/%lld/end", (long long)id);
    assert_status(a, 204);
    a = callf(t, &boss, "GET", NULL, "/api/v1/postings/unsettled?place=%lld", (long long)t->north);
    assert_false(at(t, &a, "items[0]").p);
    a = call(t, &head, "GET", "/api/v1/me", NULL);
    assert_int_equal(the_id(t, &a, "posts[0].place"), k.heir);
}

static enum rc merge_orgs(struct work *w, void *ctx)
{
    struct forking   *k     = ctx;
    struct version_of two[] = { { k->a, NONE_I64 }, { k->b, NONE_I64 } };
    struct org_new    in    = { .parent = NONE_I64,
                                .kind   = S("cleaning"),
                                .code   = S("QC02"),
                                .name   = S("保洁所"),
                                .place  = NONE_I64,
                                .from   = NONE_I32 };
    struct node_merge merge = { .on         = NONE_I32,
                                .nodes      = { two, 2 },
                                .keep       = NONE_I64,
                                .parent     = NONE_I64,
                                .lon        = __builtin_nan(""),
                                .lat        = __builtin_nan(""),
                                .households = NONE_I32 };
    struct org        o;

    TRY(org_add(w, &in, &o));
    two[1].id  = o.id;
    merge.keep = o.id;
    k->heir    = o.id;
    return node_merge(w, &org_tree, &merge, &k->heir);
}

static void posts_in_an_organisation_go_on_in_the_one_that_took_it_in(void **state)
{
    struct test   *t    = *state;
    struct forking k    = { t->cleaning, NONE_I64, NONE_I64, NONE_I64 };
    int64_t        fang = add_account(t, "fang", ROLE_NONE);

    add_post(t, fang, "handler", NONE_I64, t->cleaning);
    act(t, WORK_WRITE, merge_orgs, &k);
    settle(t);
    assert_int_equal(holders(t, "handler", NONE_I64, k.heir), 1);
    assert_int_equal(holders(t, "handler", NONE_I64, t->cleaning), 0);
}

/* -- staffing, teams, board -- */

static void staffing_says_where_too_few_or_too_many_hold_a_post(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    struct answer a;

    add_post(t, add_account(t, "one", ROLE_NONE), "grid_head", t->north1, NONE_I64);
    add_post(t, add_account(t, "two", ROLE_NONE), "grid_head", t->north1, NONE_I64);
    a = callf(t, &boss, "GET", NULL, "/api/v1/staffing?place=%lld", (long long)t->north);
    assert_status(a, 200);
    assert_said(t, a, "items[0].name", "北一网格");
    assert_said(t, a, "items[0].verdict", "too_many");
    assert_said(t, a, "items[0].held", "2");
    assert_said(t, a, "items[0].most", "1");
    assert_said(t, a, "items[1].name", "北二网格");
    assert_said(t, a, "items[1].verdict", "too_few");
    assert_false(at(t, &a, "items[2]").p); /* nothing of the south */
    /* Of an organisation: two handlers are the least. */
    add_post(t, add_account(t, "three", ROLE_NONE), "handler", NONE_I64, t->cleaning);
    a = callf(t, &boss, "GET", NULL, "/api/v1/staffing?org=%lld", (long long)t->cleaning);
    assert_status(a, 200);
    assert_said(t, a, "items[0].post", "handler");
    assert_said(t, a, "items[0].held", "1");
    assert_said(t, a, "items[0].verdict", "too_few");
    assert_false(at(t, &a, "items[0].most").p);
    add_post(t, add_account(t, "four", ROLE_NONE), "handler", NONE_I64, t->cleaning);
    a = callf(t, &boss, "GET", NULL, "/api/v1/staffing?org=%lld", (long long)t->cleaning);
    assert_false(at(t, &a, "items[0]").p);
}

static void a_team_shows_its_seats_filled_short_empty_or_undefined(void **state)
{
    struct test  *t    = *state;
    struct caller boss = secretary(t);
    struct answer a;

    add_post(t, add_account(t, "one", ROLE_NONE), "grid_head", t->north1, NONE_I64);
    add_post(t, add_account(t, "two", ROLE_NONE), "grid_worker", t->north1, NONE_I64);
    a = callf(t, &boss, "GET", NULL, "/api/v1/places/%lld/teams", (long long)t->north1);
    assert_status(a, 200);
    assert_said(t, a, "items[0].title", "Grid team");
    assert_said(t, a, "items[0].complete", "false");
    assert_said(t, a, "items[0].seats[0].state", "filled");
    assert_said(t, a, "items[0].seats[0].members[0].name", "one");
    assert_said(t, a, "items[0].seats[1].state", "short");
    assert_said(t, a, "items[0].seats[2].state", "undefined");
    add_post(t, add_account(t, "three", ROLE_NONE), "grid_worker", t->north1, NONE_I64);
    a = callf(t, &boss, "GET", NULL, "/api/v1/places/%lld/teams", (long long)t->north1);
    assert_said(t, a, "items[0].complete", "true");
    a = callf(t, &boss, "GET", NULL, "/api/v1/places/%lld/teams", (long long)t->north2);
    assert_said(t, a, "items[0].seats[0].state", "empty");
    a = callf(t, &boss, "GET", NULL, "/api/v1/places/%lld/teams", (long long)t->north);
    assert_status(a, 200);
    assert_false(at(t, &a, "items[0]").p);
}

static void the_board_shows_a_telephone_while_its_owner_consents(void **state)
{
    struct test  *t    = *state;
    int64_t       head = add_account(t, "head", ROLE_NONE);
    struct caller c;
    struct answer a;

    add_post(t, add_account(t, "helper", ROLE_NONE), "grid_worker", t->north1, NONE_I64);
    add_post(t, head, "grid_head", t->north1, NONE_I64);
    c = sign_in(t, "head");
    a = call(t, &c, "PATCH", "/api/v1/me", "{\"phone\":\"13800000000\",\"version\":1}");
    assert_status(a, 204);
    a = callf(t, NULL, "GET", NULL, "/api/v1/places/%lld/board", (long long)t->north1);
    assert_status(a, 200);
    assert_said(t, a, "people[0].name", "head");
    assert_said(t, a, "people[0].head", "true");
    assert_said(t, a, "people[0].duties[0]", "Visits homes");
    assert_said(t, a, "people[1].name", "helper");
    assert_false(at(t, &a, "people[0].phone").p);
    assert_status(call(t, &c, "PUT", "/api/v1/me/consents/board_phone", NULL), 204);
    assert_status(call(t, &c, "PUT", "/api/v1/me/consents/board_phone", NULL), 204);
    assert_status(call(t, &c, "PUT", "/api/v1/me/consents/anything", NULL), 404);
    a = callf(t, NULL, "GET", NULL, "/api/v1/places/%lld/board", (long long)t->north1);
    assert_said(t, a, "people[0].phone", "13800000000");
    assert_status(call(t, &c, "DELETE", "/api/v1/me/consents/board_phone", NULL), 204);
    assert_status(call(t, &c, "DELETE", "/api/v1/me/consents/board_phone", NULL), 404);
    a = callf(t, NULL, "GET", NULL, "/api/v1/places/%lld/board", (long long)t->north1);
    assert_false(at(t, &a, "people[0].phone").p);
}

static void the_board_of_a_community_shows_its_head_only(void **state)
{
    struct test  *t = *state;
    struct answer a;

    add_post(t, add_account(t, "boss", ROLE_NONE), "secretary", t->north, NONE_I64);
    add_post(t, add_account(t, "files", ROLE_NONE), "keeper", t->north, NONE_I64);
    a = callf(t, NULL, "GET", NULL, "/api/v1/places/%lld/board", (long long)t->north);
    assert_said(t, a, "people[0].title", "Secretary");
    /* A community is a grid level here, so all who hold posts stand on it; the street is none. */
    add_post(t, add_account(t, "chief", ROLE_NONE), "secretary", t->street, NONE_I64);
    a = callf(t, NULL, "GET", NULL, "/api/v1/places/%lld/board", (long long)t->street);
    assert_status(a, 200);
    assert_false(at(t, &a, "people[0]").p);
    assert_status(call(t, NULL, "GET", "/api/v1/places/123/board", NULL), 404);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_post_is_held_only_at_its_kinds_of_places),
        T(a_post_that_the_practice_does_not_know_is_refused_with_the_one_meant),
        T(a_post_at_departments_is_held_at_a_kind_of_department),
        T(posts_are_given_in_the_own_subtree_only_and_not_to_oneself),
        T(a_post_is_not_given_twice_and_ends_after_it_begins),
        T(posts_are_listed_as_they_were_held_on_a_day),
        T(a_post_is_ended_once_with_a_reason),
        T(with_its_place_a_post_ends_too),
        T(posts_of_what_was_merged_go_on_at_what_came_of_it),
        T(two_heads_of_what_was_merged_are_one_too_many_and_that_is_told),
        T(who_held_the_post_in_both_holds_it_once_in_the_one_that_was_kept),
        T(posts_of_what_was_split_wait_for_somebody_to_settle_them),
        T(posts_in_an_organisation_go_on_in_the_one_that_took_it_in),
        T(holders_are_of_that_place_and_each_stands_once),
        T(staffing_says_where_too_few_or_too_many_hold_a_post),
        T(a_team_shows_its_seats_filled_short_empty_or_undefined),
        T(the_board_shows_a_telephone_while_its_owner_consents),
        T(the_board_of_a_community_shows_its_head_only),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
