/* Natural persons: masked, unmasked on record, kept as long as allowed, consent. */
#include "people_test.h"

#include "people/person.h"

#include <stdio.h>

#define ADULT                                                                                      \
    "\"name\":\"王芳芳\",\"phone\":\"13800001234\",\"paper\":\"11010519491231002X\","           \
    "\"address\":\"示范路12号3单元\",\"purpose\":\"door census\",\"basis\":\"duty\","        \
    "\"keep_until\":\"2026-05-01\""

static struct caller keeper(struct test *t)
{
    add_post(t, add_account(t, "keeper", ROLE_NONE), "keeper", t->north, NONE_I64);
    return sign_in(t, "keeper");
}

static struct answer keep(struct test *t, const struct caller *c, int64_t place, const char *fields)
{
    char body[600];

    snprintf(body, sizeof(body), "{\"place\":\"%lld\",%s}", (long long)place, fields);
    return call(t, c, "POST", "/api/v1/persons", body);
}

static long long kept_adult(struct test *t, const struct caller *c)
{
    struct answer a = keep(t, c, t->north1, ADULT);

    assert_status(a, 201);
    return (long long)the_id(t, &a, "id");
}

static void a_person_is_read_masked(void **state)
{
    struct test  *t = *state;
    struct caller c = keeper(t);
    struct answer a = callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", kept_adult(t, &c));

    assert_status(a, 200);
    assert_said(t, a, "name", "王*");
    assert_said(t, a, "phone", "138****1234");
    assert_said(t, a, "paper", "110****002X");
    assert_said(t, a, "address", "示范路****");
    assert_false(at(t, &a, "birth").p);
    assert_said(t, a, "minor", "false");
    assert_said(t, a, "basis", "duty");
    a = callf(t, &c, "GET", NULL, "/api/v1/persons?place=%lld", (long long)t->street);
    assert_status(a, 403);
    a = callf(t, &c, "GET", NULL, "/api/v1/persons?place=%lld", (long long)t->north);
    assert_said(t, a, "items[0].name", "王*");
    assert_said(t, a, "items[0].paper", "110****002X");
}

static struct answer find(struct test *t, const struct caller *c, const char *field,
                          const char *value)
{
    char body[200];

    snprintf(body, sizeof(body), "{\"place\":\"%lld\",\"%s\":\"%s\"}", (long long)t->north, field,
             value);
    return call(t, c, "POST", "/api/v1/persons/find", body);
}

static void a_person_is_found_by_whole_particulars_and_shown_masked(void **state)
{
    struct test  *t = *state;
    struct caller c = keeper(t);
    struct answer a;

    kept_adult(t, &c);
    a = find(t, &c, "phone", "13800001234");
    assert_status(a, 200);
    assert_said(t, a, "items[0].phone", "138****1234");
    a = find(t, &c, "paper", "11010519491231002X");
    assert_said(t, a, "items[0].name", "王*");
    a = find(t, &c, "name", "王芳芳");
    assert_said(t, a, "items[0].name", "王*");
    a = find(t, &c, "name", "王芳");
    assert_false(at(t, &a, "items[0]").p);
    a = find(t, &c, "phone", "13800001235");
    assert_false(at(t, &a, "items[0]").p);
}

static void nobody_sees_persons_of_another_place(void **state)
{
    struct test  *t  = *state;
    struct caller c  = keeper(t), other;
    long long     id = kept_adult(t, &c);

    add_post(t, add_account(t, "other", ROLE_NONE), "keeper", t->south, NONE_I64);
    other = sign_in(t, "other");
    assert_status(callf(t, &other, "GET", NULL, "/api/v1/persons/%lld", id), 404);
    assert_status(callf(t, &other, "GET", NULL, "/api/v1/persons?place=%lld", (long long)t->north),
                  403);
    assert_status(callf(t, &other, "POST", "{\"fields\":[\"name\"],\"reason\":\"to call\"}",
                        "/api/v1/persons/%lld/unmask", id),
                  404);
    assert_status(callf(t, &other, "POST", "{\"why\":\"none\"}", "/api/v1/persons/%lld/delete", id),
                  404);
    assert_status(keep(t, &other, t->north1, ADULT), 403);
}

static void a_field_is_read_whole_for_a_reason_and_on_record(void **state)
{
    struct test  *t  = *state;
    struct caller c  = keeper(t);
    long long     id = kept_adult(t, &c);
    struct answer a;
    struct str    data;

    a = callf(t, &c, "POST", "{\"fields\":[\"phone\"],\"reason\":\"  \"}",
              "/api/v1/persons/%lld/unmask", id);
    assert_status(a, 422);
    assert_said(t, a, "fields[0].path", "reason");
    assert_int_equal(noted(t, "person.unmasked"), 0);
    a = callf(t, &c, "POST",
              "{\"fields\":[\"phone\",\"birth\"],\"reason\":\"to ask about the pipe\"}",
              "/api/v1/persons/%lld/unmask", id);
    assert_status(a, 200);
    assert_said(t, a, "phone", "13800001234");
    assert_said(t, a, "birth", "1949-12-31");
    assert_false(at(t, &a, "name").p);
    assert_false(at(t, &a, "address").p);
    assert_int_equal(noted(t, "person.unmasked"), 1);
    data = noted_data(t, "person.unmasked");
    assert_true(str_find(data, S("to ask about the pipe")) != SIZE_MAX);
    assert_true(str_find(data, S("\"phone\",\"birth\"")) != SIZE_MAX);
    assert_true(str_find(data, S("1380000")) == SIZE_MAX);
}

static void sensitive_fields_take_another_right(void **state)
{
    struct test  *t    = *state;
    struct caller c    = keeper(t), guardian;
    long long     id   = kept_adult(t, &c);
    const char   *body = "{\"fields\":[\"name\",\"paper\"],\"reason\":\"to check the card\"}";
    struct answer a;

    add_post(t, add_account(t, "guardian", ROLE_NONE), "guardian", t->north, NONE_I64);
    guardian = sign_in(t, "guardian");
    assert_status(callf(t, &c, "POST", body, "/api/v1/persons/%lld/unmask", id), 403);
    assert_int_equal(noted(t, "person.unmasked"), 0);
    a = callf(t, &guardian, "POST", body, "/api/v1/persons/%lld/unmask", id);
    assert_status(a, 200);
    assert_said(t, a, "paper", "11010519491231002X");
    a = callf(t, &c, "POST", "{\"fields\":[\"version\"],\"reason\":\"whatever\"}",
              "/api/v1/persons/%lld/unmask", id);
    assert_status(a, 422);
}

/* Under fourteen (personal information protection law, articles 28 and 31): until the birthday. */
static void of_a_child_every_field_is_sensitive(void **state)
{
    struct test  *t = *state;
    struct caller c = keeper(t);
    struct answer a;
    long long     id;
    const char   *body = "{\"fields\":[\"name\"],\"reason\":\"to call home\"}";

    a = keep(t, &c, t->north1,
             "\"name\":\"小明\",\"birth\":\"2012-03-03\",\"purpose\":\"care\",\"basis\":\"duty\","
             "\"keep_until\":\"2027-01-01\"");
    assert_status(a, 201);
    id = (long long)the_id(t, &a, "id");
    a  = callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id);
    assert_said(t, a, "minor", "true");
    assert_status(callf(t, &c, "POST", body, "/api/v1/persons/%lld/unmask", id), 403);
    turn_clock(t, US_DAY); /* fourteen today */
    c = sign_in(t, "keeper");
    a = callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id);
    assert_said(t, a, "minor", "false");
    assert_status(callf(t, &c, "POST", body, "/api/v1/persons/%lld/unmask", id), 200);
}

static void what_was_read_masked_is_not_taken_back_as_the_value(void **state)
{
    struct test  *t  = *state;
    struct caller c  = keeper(t);
    long long     id = kept_adult(t, &c);
    struct answer a;

    a = callf(t, &c, "PATCH", "{\"phone\":\"138****1234\",\"version\":1}", "/api/v1/persons/%lld",
              id);
    assert_status(a, 422);
    assert_said(t, a, "fields[0].code", "masked");
    a = callf(t, &c, "PATCH", "{\"phone\":\"13800005678\",\"version\":1}", "/api/v1/persons/%lld",
              id);
    assert_status(a, 204);
    a = callf(t, &c, "PATCH", "{\"phone\":\"\",\"version\":1}", "/api/v1/persons/%lld", id);
    assert_status(a, 409);
    a = callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id);
    assert_said(t, a, "phone", "138****5678");
    assert_said(t, a, "name", "王*");
}

static void wrong_particulars_are_refused_by_field(void **state)
{
    static const struct {
        const char *fields, *path;
    } wrong[] = {
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"duty\",\"keep_until\":\"2026-03-01\"",
          "keep_until" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"duty\",\"keep_until\":\"2026-03-02\"",
          "keep_until" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"because\",\"keep_until\":\"2026-06-01\"",
          "basis" },
        { "\"name\":\" \",\"purpose\":\"x\",\"basis\":\"duty\",\"keep_until\":\"2026-06-01\"",
          "name" },
        { "\"name\":\"王\",\"basis\":\"duty\",\"keep_until\":\"2026-06-01\"", "purpose" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"duty\"", "keep_until" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"duty\",\"keep_until\":\"2026-06-01\","
          "\"paper\":\"110105194912310021\"",
          "paper" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"duty\",\"keep_until\":\"2026-06-01\","
          "\"phone\":\"12\"",
          "phone" },
        { "\"name\":\"王\",\"purpose\":\"x\",\"basis\":\"consent\",\"keep_until\":\"2026-06-01\"",
          "consent_way" },
    };
    struct test  *t = *state;
    struct caller c = keeper(t);

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct answer a = keep(t, &c, t->north1, wrong[i].fields);

        assert_status(a, 422);
        assert_said(t, a, "fields[0].path", wrong[i].path);
    }
}

/* -- how long -- */

static void what_may_be_kept_no_longer_is_deleted(void **state)
{
    struct test  *t     = *state;
    struct caller c     = keeper(t);
    long long     id    = kept_adult(t, &c);
    int64_t       until = INT64_C(60) * US_DAY - 12 * US_HOUR; /* to the midnight of 1 May */

    settle(t);
    turn_clock(t, until - US_SECOND);
    settle(t);
    c = sign_in(t, "keeper");
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 200);
    turn_clock(t, US_SECOND);
    settle(t);
    c = sign_in(t, "keeper");
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 404);
    assert_int_equal(noted(t, "person.deleted"), 1);
    assert_true(str_find(noted_data(t, "person.deleted"), S("王")) == SIZE_MAX);
}

static void somebody_can_be_deleted_on_request(void **state)
{
    struct test  *t  = *state;
    struct caller c  = keeper(t);
    long long     id = kept_adult(t, &c);

    assert_status(
        callf(t, &c, "POST", "{\"why\":\"asked for it\"}", "/api/v1/persons/%lld/delete", id), 204);
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 404);
    assert_status(callf(t, &c, "POST", "{\"why\":\"again\"}", "/api/v1/persons/%lld/delete", id),
                  404);
}

static void what_was_kept_by_consent_goes_when_it_is_withdrawn(void **state)
{
    struct test  *t = *state;
    struct caller c = keeper(t);
    struct answer a;
    long long     id, consent;

    a = keep(t, &c, t->north1,
             "\"name\":\"王芳\",\"purpose\":\"birthday visits\",\"basis\":\"consent\","
             "\"consent_way\":\"spoken\",\"keep_until\":\"2027-01-01\"");
    assert_status(a, 201);
    id = (long long)the_id(t, &a, "id");
    a  = callf(t, &c, "GET", NULL, "/api/v1/persons/%lld/consents", id);
    assert_said(t, a, "items[0].purpose", "birthday visits");
    assert_said(t, a, "items[0].way", "spoken");
    consent = (long long)the_id(t, &a, "items[0].id");
    settle(t);
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 200);
    assert_status(callf(t, &c, "DELETE", NULL, "/api/v1/persons/%lld/consents/%lld", id, consent),
                  204);
    settle(t);
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 404);
}

/* The census is a duty by law: a consent to something else does not carry it. */
static void withdrawing_another_consent_deletes_nothing(void **state)
{
    struct test  *t  = *state;
    struct caller c  = keeper(t);
    long long     id = kept_adult(t, &c);
    struct answer a;

    a = callf(t, &c, "POST", "{\"purpose\":\"festival greetings\",\"way\":\"paper\"}",
              "/api/v1/persons/%lld/consents", id);
    assert_status(a, 201);
    assert_status(callf(t, &c, "POST", "{\"purpose\":\"festival greetings\",\"way\":\"paper\"}",
                        "/api/v1/persons/%lld/consents", id),
                  409);
    assert_status(callf(t, &c, "DELETE", NULL, "/api/v1/persons/%lld/consents/%lld", id,
                        (long long)the_id(t, &a, "id")),
                  204);
    settle(t);
    assert_status(callf(t, &c, "GET", NULL, "/api/v1/persons/%lld", id), 200);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_person_is_read_masked),
        T(a_person_is_found_by_whole_particulars_and_shown_masked),
        T(nobody_sees_persons_of_another_place),
        T(a_field_is_read_whole_for_a_reason_and_on_record),
        T(sensitive_fields_take_another_right),
        T(of_a_child_every_field_is_sensitive),
        T(what_was_read_masked_is_not_taken_back_as_the_value),
        T(wrong_particulars_are_refused_by_field),
        T(what_may_be_kept_no_longer_is_deleted),
        T(somebody_can_be_deleted_on_request),
        T(what_was_kept_by_consent_goes_when_it_is_withdrawn),
        T(withdrawing_another_consent_deletes_nothing),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
