/* Headings, times and answers as people write them. */
#include "cases/import_map.h"
#include "../practice/packs.h"

static struct arena    *arena;
static struct practice *practice;

static const struct choice vehicles[] = {
    { { "car", 3 }, { { "汽车", 6 }, { "Car", 3 } } },
    { { "bike", 4 }, { { "自行车", 9 }, { "Bicycle", 7 } } },
};
static const struct form_field fields[] = {
    { .name = { "people", 6 }, .title = { { "涉及人数", 12 }, { "People", 6 } }, .kind = FORM_INT },
    { .name = { "at_home", 7 }, .title = { { "上门", 6 }, { 0 } }, .kind = FORM_BOOL },
    { .name = { "on", 2 }, .title = { { "约定日期", 12 }, { 0 } }, .kind = FORM_DATE },
    { .name = { "what", 4 }, .kind = FORM_CHOICE, .choices = vehicles, .n_choices = 2 },
    { .name = { "all", 3 }, .kind = FORM_CHOICES, .choices = vehicles, .n_choices = 2 },
};
static const char more[] = "aliases:\n"
                           "  import_columns: {流水号: outside_number, 来电人数: form.people,\n"
                           "                   电话: form.phone, 备用: nothing}\n"
                           "  class: {灯: \"02.02\"}\n"
                           "  grade: {特急: urgent}\n";

static int setup(void **state)
{
    (void)state;
    arena    = arena_new(64 << 20);
    practice = load_over_small(arena, more);
    return 0;
}
static int teardown(void **state)
{
    (void)state;
    practice_free(practice);
    arena_free(arena);
    return 0;
}

static enum target to(const char *head)
{
    return import_column(practice, STR_NONE, str_of(head)).to;
}

static void headings_are_known_in_both_languages(void **state)
{
    (void)state;
    assert_int_equal(to("工单号"), TO_OUTSIDE);
    assert_int_equal(to("Order Number"), TO_OUTSIDE);
    assert_int_equal(to("outside_number"), TO_OUTSIDE);
    assert_int_equal(to("来电时间"), TO_OPENED);
    assert_int_equal(to("诉求人"), TO_NAME);
    assert_int_equal(to("联系电话"), TO_PHONE);
    assert_int_equal(to("事发地址"), TO_ADDRESS);
    assert_int_equal(to("诉求内容"), TO_WORDS);
    assert_int_equal(to("类别"), TO_CLASS);
    assert_int_equal(to("经度"), TO_LON);
    assert_int_equal(to("序号"), TO_NOTHING);
    assert_int_equal(to(""), TO_NOTHING);
}

static void signs_spaces_and_width_do_not_matter(void **state)
{
    (void)state;
    assert_int_equal(to(" 诉求 内容* "), TO_WORDS);
    assert_int_equal(to("ＰＨＯＮＥ"), TO_PHONE);
    assert_int_equal(to("grid-code:"), TO_PLACE);
}

static void a_field_of_the_form_is_known_by_name_and_title(void **state)
{
    struct column c = import_column(practice, STR_NONE, S("涉及人数"));

    (void)state;
    assert_int_equal(c.to, TO_FORM);
    assert_text(c.field, "people");
    assert_int_equal(to("People concerned"), TO_FORM);
    assert_int_equal(import_column(practice, S("other"), S("涉及人数")).to, TO_NOTHING);
}

static void the_pack_has_the_first_word(void **state)
{
    struct column c = import_column(practice, STR_NONE, S("来电人数"));

    (void)state;
    assert_int_equal(to("流水号"), TO_OUTSIDE);
    assert_int_equal(c.to, TO_FORM);
    assert_text(c.field, "people");
    assert_int_equal(to("电话"), TO_FORM);
    assert_int_equal(to("联系电话"), TO_PHONE);
    assert_int_equal(to("备用"), TO_NOTHING);
}

static void a_class_is_known_by_code_title_and_the_packs_spelling(void **state)
{
    (void)state;
    assert_text(import_class(practice, S("02.02")), "02.02");
    assert_text(import_class(practice, S("楼道照明")), "02.02");
    assert_text(import_class(practice, S("corridor light")), "02.02");
    assert_text(import_class(practice, S("灯")), "02.02");
    assert_null(import_class(practice, S("物业服务")).p); /* too broad to be meant by its title */
    assert_null(import_class(practice, S("没有的")).p);
}

static void is_time(const char *said, const char *means)
{
    int64_t got, want;

    assert_rc(time_parse(str_of(means), &want), RC_OK);
    if (import_time(str_of(said), &got) != RC_OK)
        fail_msg("%s was not read", said);
    if (got != want)
        fail_msg("%s was read as something else than %s", said, means);
}

static void times_are_read_as_people_write_them(void **state)
{
    (void)state;
    is_time("2026-01-31 08:30", "2026-01-31 08:30");
    is_time("2026/1/5 8:05", "2026-01-05 08:05");
    is_time("2026/1/5 8:05:09", "2026-01-05 08:05:09");
    is_time("2026.01.05", "2026-01-05 00:00");
    is_time("2026年1月5日", "2026-01-05 00:00");
    is_time("2026年1月5日 8时05分", "2026-01-05 08:05");
    is_time("2026年1月5日8时5分9秒", "2026-01-05 08:05:09");
    is_time("2026-01-31T08:30:00Z", "2026-01-31 16:30");
}

static void what_is_no_time_is_refused(void **state)
{
    static const char *const bad[] = { "",
                                       "昨天",
                                       "2026-02-30",
                                       "2026/13/1",
                                       "26/1/5",
                                       "2026-01-05 25:00",
                                       "2026-01-05 8",
                                       "2026-01-05 08:61",
                                       "2026-01-05 08:30 x",
                                       "45321.5" };
    int64_t                  at;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (import_time(str_of(bad[i]), &at) != RC_INVALID)
            fail_msg("%s was taken", bad[i]);
}

static void a_grade_is_known_by_code_title_and_the_packs_spelling(void **state)
{
    const struct process *demand = practice_process(practice, S("demand"));

    (void)state;
    assert_text(import_grade(practice, demand, S("urgent")), "urgent");
    assert_text(import_grade(practice, demand, S("紧急")), "urgent");
    assert_text(import_grade(practice, demand, S("特急")), "urgent");
    assert_null(import_grade(practice, demand, S("不急")).p);
}

static void is_answer(size_t field, const char *said, const char *json)
{
    struct buf b;
    struct jw  w;

    buf_init(&b, 4096);
    jw_init(&w, &b);
    import_answer(&fields[field], str_of(said), &w);
    assert_text(buf_str(&b), json);
    buf_free(&b);
}

static void answers_become_what_the_field_wants(void **state)
{
    (void)state;
    is_answer(0, "12", "12");
    is_answer(0, "很多", "\"很多\"");
    is_answer(1, "是", "true");
    is_answer(1, "No", "false");
    is_answer(1, "也许", "\"也许\"");
    is_answer(2, "2026/1/5", "\"2026-01-05\"");
    is_answer(3, "汽车", "\"car\"");
    is_answer(3, "飞机", "\"飞机\"");
    is_answer(4, "汽车、自行车", "[\"car\",\"bike\"]");
    is_answer(4, "car, 飞机;", "[\"car\",\"飞机\"]");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(headings_are_known_in_both_languages),
        T(signs_spaces_and_width_do_not_matter),
        T(a_field_of_the_form_is_known_by_name_and_title),
        T(the_pack_has_the_first_word),
        T(a_class_is_known_by_code_title_and_the_packs_spelling),
        T(times_are_read_as_people_write_them),
        T(what_is_no_time_is_refused),
        T(a_grade_is_known_by_code_title_and_the_packs_spelling),
        T(answers_become_what_the_field_wants),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
