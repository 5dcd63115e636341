/* Messages, public notices, objections. */
#include "../people/people_test.h"

#include "notice/public.h"

#include <stdio.h>

/* -- messages -- */

struct telling {
    struct tell_in in;
    bool           then_fail;
};

static enum rc tell(struct work *w, void *ctx)
{
    struct telling *t = ctx;

    TRY(notice_tell(w, &t->in));
    return t->then_fail ? RC_CONFLICT : RC_OK;
}

static struct telling about_case(const char *text, const struct pair *number)
{
    return (struct telling){ .in = { .account  = NONE_I64,
                                     .place    = NONE_I64,
                                     .org      = NONE_I64,
                                     .text     = str_of(text),
                                     .params   = number,
                                     .n_params = 1,
                                     .on       = S("case"),
                                     .subject  = 77 } };
}

static void whoever_holds_the_post_is_told_once_and_nobody_else(void **state)
{
    struct test   *t      = *state;
    struct pair    number = { S("number"), S("SQ-26-0042") };
    struct telling tl     = about_case("told", &number);
    int64_t        fang   = add_account(t, "fang", ROLE_NONE);
    struct caller  f, g;
    struct answer  a;

    add_post(t, fang, "grid_head", t->north1, NONE_I64);
    add_post(t, fang, "grid_worker", t->north1, NONE_I64);
    add_post(t, add_account(t, "gang", ROLE_NONE), "grid_head", t->north2, NONE_I64);
    tl.in.place = t->north1; /* any post there */
    act(t, WORK_WRITE, tell, &tl);
    f = sign_in(t, "fang");
    g = sign_in(t, "gang");
    a = call(t, &f, "GET", "/api/v1/messages", NULL);
    assert_status(a, 200);
    assert_said(t, a, "items[0].words", "There is news of SQ-26-0042");
    assert_said(t, a, "items[0].about", "case");
    assert_said(t, a, "items[0].subject", "77");
    assert_said(t, a, "unread", "1");
    assert_false(at(t, &a, "items[1]").p);
    a = call(t, &g, "GET", "/api/v1/messages", NULL);
    assert_said(t, a, "unread", "0");
    assert_false(at(t, &a, "items[0]").p);
}

static void a_message_without_english_is_read_in_chinese(void **state)
{
    struct test   *t      = *state;
    struct pair    number = { S("number"), S("7") };
    struct telling tl     = about_case("only_zh", &number);
    struct caller  f;
    struct answer  a;

    tl.in.account = add_account(t, "fang", ROLE_NONE);
    act(t, WORK_WRITE, tell, &tl);
    f = sign_in(t, "fang");
    a = call(t, &f, "GET", "/api/v1/messages", NULL);
    assert_said(t, a, "items[0].words", "只有中文7");
}

static void what_did_not_happen_is_not_told(void **state)
{
    struct test   *t      = *state;
    struct pair    number = { S("number"), S("7") };
    struct telling tl     = about_case("told", &number);
    struct caller  f;
    struct answer  a;

    tl.in.account = add_account(t, "fang", ROLE_NONE);
    tl.then_fail  = true;
    assert_int_equal(work_do(&t->f->s, &actor_system, WORK_WRITE, tell, &tl, NULL), RC_CONFLICT);
    tl.then_fail = false;
    tl.in.text   = S("no_such_text");
    assert_int_equal(work_do(&t->f->s, &actor_system, WORK_WRITE, tell, &tl, &t->f->faults),
                     RC_NOT_FOUND);
    assert_string_equal(t->f->faults.at[0].say->key, "unknown_text");
    f = sign_in(t, "fang");
    a = call(t, &f, "GET", "/api/v1/messages", NULL);
    assert_said(t, a, "unread", "0");
}

static void nobody_at_a_post_is_no_error(void **state)
{
    struct test   *t      = *state;
    struct pair    number = { S("number"), S("7") };
    struct telling tl     = about_case("told", &number);

    tl.in.post = S("grid_head");
    tl.in.org  = t->cleaning;
    act(t, WORK_WRITE, tell, &tl);
}

static void messages_are_marked_as_read_one_by_one_or_all_up_to_one(void **state)
{
    struct test   *t      = *state;
    struct pair    number = { S("number"), S("7") };
    struct telling tl     = about_case("told", &number);
    struct caller  f, g;
    struct answer  a;
    char           body[60];

    add_account(t, "gang", ROLE_NONE);
    tl.in.account = add_account(t, "fang", ROLE_NONE);
    for (int i = 0; i < 4; i++)
        act(t, WORK_WRITE, tell, &tl);
    f = sign_in(t, "fang");
    g = sign_in(t, "gang");
    a = call(t, &f, "GET", "/api/v1/messages?limit=3", NULL);
    assert_said(t, a, "unread", "4");
    assert_true(the_id(t, &a, "items[0].id") > the_id(t, &a, "items[1].id"));
    assert_true(the_id(t, &a, "next") == the_id(t, &a, "items[2].id"));
    assert_status(callf(t, &g, "POST", NULL, "/api/v1/messages/%lld/read",
                        (long long)the_id(t, &a, "items[0].id")),
                  404);
    assert_status(callf(t, &f, "POST", NULL, "/api/v1/messages/%lld/read",
                        (long long)the_id(t, &a, "items[0].id")),
                  204);
    snprintf(body, sizeof(body), "{\"to\":\"%.*s\"}", STR_ARG(at(t, &a, "items[2].id")));
    assert_status(call(t, &f, "POST", "/api/v1/messages/read", body), 204);
    a = call(t, &f, "GET", "/api/v1/messages?unread=true", NULL);
    assert_said(t, a, "unread", "1");
    assert_true(at(t, &a, "items[0]").p && !at(t, &a, "items[1]").p);
}

/* -- public notices -- */

static struct caller announcer(struct test *t)
{
    add_post(t, add_account(t, "announcer", ROLE_NONE), "announcer", t->north, NONE_I64);
    return sign_in(t, "announcer");
}

#define DRAFT                                                                                      \
    "\"title\":\"低保初审公示\",\"body\":\"以下人员拟纳入。\","                      \
    "\"names\":[\"王芳芳\",\"李四\"],\"days\":7,\"objection_days\":5"

static struct answer draft(struct test *t, const struct caller *c, int64_t place)
{
    char body[400];

    snprintf(body, sizeof(body), "{\"place\":\"%lld\"," DRAFT "}", (long long)place);
    return call(t, c, "POST", "/api/v1/office/notices", body);
}

static long long opened(struct test *t, const struct caller *c)
{
    struct answer a  = draft(t, c, t->north);
    long long     id = (long long)the_id(t, &a, "id");

    assert_status(a, 201);
    a = callf(t, c, "POST", "{\"version\":1}", "/api/v1/office/notices/%lld/open", id);
    assert_status(a, 200);
    return id;
}

static void a_draft_is_seen_by_its_office_only(void **state)
{
    struct test  *t = *state;
    struct caller c = announcer(t);
    struct answer a = draft(t, &c, t->north1);
    long long     id;

    assert_status(a, 201);
    assert_said(t, a, "state", "draft");
    assert_said(t, a, "names[0]", "王芳芳");
    id = (long long)the_id(t, &a, "id");
    assert_status(callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id), 404);
    a = call(t, NULL, "GET", "/api/v1/notices", NULL);
    assert_false(at(t, &a, "items[0]").p);
    a = call(t, NULL, "GET", "/api/v1/notices?state=draft", NULL);
    assert_false(at(t, &a, "items[0]").p);
    assert_status(draft(t, &c, t->south), 403);
}

static void an_opened_notice_is_frozen_with_its_names_masked(void **state)
{
    static const char text[] = "低保初审公示\n\n以下人员拟纳入。\n\n王*\n李*\n\n"
                               "2026年3月2日至2026年3月8日\n";
    struct test      *t      = *state;
    struct caller     c      = announcer(t);
    long long         id     = opened(t, &c);
    struct answer     a      = callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id);
    struct digest     digest = digest_of(str_of(text));
    char              hex[DIGEST_HEX + 1];

    assert_status(a, 200);
    assert_said(t, a, "text", text);
    assert_true(str_eq(at(t, &a, "digest"), digest_hex(&digest, hex)));
    assert_said(t, a, "to", "2026-03-09");
    assert_said(t, a, "objections_to", "2026-03-07");
    assert_true(str_find(a.body, S("王芳芳")) == SIZE_MAX);
    /* It cannot be changed or opened again. */
    a = callf(t, &c, "POST", "{\"version\":2}", "/api/v1/office/notices/%lld/open", id);
    assert_status(a, 409);
    a = callf(t, &c, "PUT", "{\"place\":\"1\"," DRAFT ",\"version\":2}",
              "/api/v1/office/notices/%lld", id);
    assert_status(a, 422);
}

static void a_draft_is_changed_by_whoever_saw_its_last_version(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t);
    struct answer a  = draft(t, &c, t->north);
    long long     id = (long long)the_id(t, &a, "id");
    char          body[400];

    snprintf(body, sizeof(body),
             "{\"place\":\"%lld\",\"title\":\"新\",\"body\":\"文\",\"days\":15,"
             "\"objection_days\":15,\"version\":1}",
             (long long)t->north);
    a = callf(t, &c, "PUT", body, "/api/v1/office/notices/%lld", id);
    assert_status(a, 200);
    assert_said(t, a, "title", "新");
    assert_false(at(t, &a, "names[0]").p);
    assert_status(callf(t, &c, "PUT", body, "/api/v1/office/notices/%lld", id), 409);
    assert_status(callf(t, &c, "POST", "{\"version\":1}", "/api/v1/office/notices/%lld/open", id),
                  409);
}

static void a_notice_closes_by_itself_and_forgets_the_names(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t);
    long long     id = opened(t, &c);
    struct answer a;

    assert_status(
        callf(t, &c, "POST", "{\"words\":\"批准\"}", "/api/v1/office/notices/%lld/result", id),
        409);
    settle(t);
    turn_clock(t, 6 * US_DAY + 12 * US_HOUR - US_SECOND);
    settle(t);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id);
    assert_said(t, a, "state", "open");
    turn_clock(t, US_SECOND);
    settle(t);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id);
    assert_said(t, a, "state", "closed");
    assert_said(t, a, "title", "低保初审公示");
    c = sign_in(t, "announcer");
    a = callf(t, &c, "GET", NULL, "/api/v1/office/notices/%lld", id);
    assert_false(at(t, &a, "names[0]").p);
    assert_status(
        callf(t, &c, "POST", "{\"words\":\"批准\"}", "/api/v1/office/notices/%lld/result", id),
        200);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id);
    assert_said(t, a, "result", "批准");
    assert_int_equal(noted(t, "notice.closed"), 1);
}

static void notices_are_found_by_whom_they_concern(void **state)
{
    struct test  *t = *state;
    struct caller c = announcer(t);
    struct answer a;

    opened(t, &c); /* of the north */
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices?place=%lld", (long long)t->north1);
    assert_true(at(t, &a, "items[0]").p != NULL);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices?place=%lld", (long long)t->street);
    assert_true(at(t, &a, "items[0]").p != NULL);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices?place=%lld", (long long)t->south);
    assert_false(at(t, &a, "items[0]").p);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices?place=%lld&state=closed", (long long)t->north);
    assert_false(at(t, &a, "items[0]").p);
    assert_status(call(t, NULL, "GET", "/api/v1/notices?place=123", NULL), 404);
}

static void a_withdrawn_notice_says_why(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t);
    long long     id = opened(t, &c);
    struct answer a;

    assert_status(
        callf(t, &c, "POST", "{\"words\":\" \"}", "/api/v1/office/notices/%lld/withdraw", id), 422);
    assert_status(callf(t, &c, "POST", "{\"words\":\"名单有误\"}",
                        "/api/v1/office/notices/%lld/withdraw", id),
                  200);
    a = callf(t, NULL, "GET", NULL, "/api/v1/notices/%lld", id);
    assert_said(t, a, "state", "withdrawn");
    assert_said(t, a, "result", "名单有误");
    assert_status(
        callf(t, &c, "POST", "{\"words\":\"再\"}", "/api/v1/office/notices/%lld/withdraw", id),
        409);
}

/* -- objections -- */

#define OBJECTION "{\"words\":\"他有车\",\"name\":\"赵六\",\"phone\":\"13900001111\"}"

static void anybody_may_object_while_objections_are_taken(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t);
    long long     id = opened(t, &c);
    struct answer a;

    a = callf(t, NULL, "POST", OBJECTION, "/api/v1/notices/%lld/objections", id);
    assert_status(a, 201);
    a = call(t, &c, "GET", "/api/v1/messages", NULL);
    assert_said(t, a, "items[0].words", "There is an objection to the notice “低保初审公示”.");
    turn_clock(t, 5 * US_DAY - 12 * US_HOUR - US_SECOND);
    assert_status(callf(t, NULL, "POST", OBJECTION, "/api/v1/notices/%lld/objections", id), 201);
    turn_clock(t, US_SECOND);
    a = callf(t, NULL, "POST", OBJECTION, "/api/v1/notices/%lld/objections", id);
    assert_status(a, 409);
    assert_status(call(t, NULL, "POST", "/api/v1/notices/123/objections", OBJECTION), 404);
}

static void whoever_objected_reads_the_answer_by_their_code(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t);
    long long     id = opened(t, &c), objection;
    struct answer a;
    struct str    code;

    a         = callf(t, NULL, "POST", OBJECTION, "/api/v1/notices/%lld/objections", id);
    code      = at(t, &a, "code");
    objection = (long long)the_id(t, &a, "id");
    assert_status(callf(t, &c, "POST", "{\"words\":\"已核实\"}",
                        "/api/v1/office/objections/%lld/answer", objection),
                  204);
    assert_status(callf(t, &c, "POST", "{\"words\":\"又\"}",
                        "/api/v1/office/objections/%lld/answer", objection),
                  409);
    a = callf(t, NULL, "GET", NULL, "/api/v1/objections/%lld?code=%.*s", objection, STR_ARG(code));
    assert_status(a, 200);
    assert_said(t, a, "answer", "已核实");
    assert_said(t, a, "phone", "139****1111");
    assert_status(callf(t, NULL, "GET", NULL, "/api/v1/objections/%lld?code=AAAAAAAAAA", objection),
                  404);
}

static void the_office_reads_objectors_masked_and_whole_on_record(void **state)
{
    struct test  *t  = *state;
    struct caller c  = announcer(t), other;
    long long     id = opened(t, &c), objection;
    struct answer a;

    a         = callf(t, NULL, "POST", OBJECTION, "/api/v1/notices/%lld/objections", id);
    objection = (long long)the_id(t, &a, "id");
    a         = callf(t, &c, "GET", NULL, "/api/v1/office/notices/%lld/objections", id);
    assert_said(t, a, "items[0].name", "赵*");
    a = callf(t, &c, "POST", "{\"reason\":\"to ask back\"}",
              "/api/v1/office/objections/%lld/unmask", objection);
    assert_status(a, 200);
    assert_said(t, a, "phone", "13900001111");
    assert_int_equal(noted(t, "objection.unmasked"), 1);
    add_post(t, add_account(t, "other", ROLE_NONE), "announcer", t->south, NONE_I64);
    other = sign_in(t, "other");
    assert_status(callf(t, &other, "GET", NULL, "/api/v1/office/notices/%lld/objections", id), 404);
    assert_status(callf(t, &other, "POST", "{\"reason\":\"to ask back\"}",
                        "/api/v1/office/objections/%lld/unmask", objection),
                  404);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(whoever_holds_the_post_is_told_once_and_nobody_else),
        T(a_message_without_english_is_read_in_chinese),
        T(what_did_not_happen_is_not_told),
        T(nobody_at_a_post_is_no_error),
        T(messages_are_marked_as_read_one_by_one_or_all_up_to_one),
        T(a_draft_is_seen_by_its_office_only),
        T(an_opened_notice_is_frozen_with_its_names_masked),
        T(a_draft_is_changed_by_whoever_saw_its_last_version),
        T(a_notice_closes_by_itself_and_forgets_the_names),
        T(notices_are_found_by_whom_they_concern),
        T(a_withdrawn_notice_says_why),
        T(anybody_may_object_while_objections_are_taken),
        T(whoever_objected_reads_the_answer_by_their_code),
        T(the_office_reads_objectors_masked_and_whole_on_record),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
