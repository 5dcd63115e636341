#include "../unit.h"

#include "shape/shape.h"

static void shown(enum mask how, const char *text, const char *want)
{
    struct buf b;

    buf_init(&b, 1000);
    mask_text(how, str_of(text), &b);
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static void a_name_keeps_its_first_character(void **state)
{
    (void)state;
    shown(MASK_NAME, "王小", "王*");
    shown(MASK_NAME, "王小小", "王*");
    shown(MASK_NAME, "王", "*");
    shown(MASK_NAME, "𠮷小", "𠮷*");
}

static void a_phone_keeps_three_and_four_figures(void **state)
{
    (void)state;
    shown(MASK_PHONE, "13800005678", "138****5678");
    shown(MASK_PHONE, "0411-80005678", "041****5678");
    shown(MASK_PHONE, "80005678", "****");
    shown(MASK_PHONE, "110", "****");
}

static void a_paper_keeps_three_and_four_figures(void **state)
{
    (void)state;
    shown(MASK_PAPER, "21000019700101001X", "210****001X");
    shown(MASK_PAPER, "E1234567", "****");
}

static void an_address_ends_with_its_road(void **state)
{
    (void)state;
    shown(MASK_ADDRESS, "东区幸福路12号3单元", "东区幸福路****");
    shown(MASK_ADDRESS, "东街道幸福社区5号", "东街道****");
    shown(MASK_ADDRESS, "幸福大道9号", "幸福大道****");
    shown(MASK_ADDRESS, "幸福小区7栋2单元301室", "幸福小区7栋****");
    shown(MASK_ADDRESS, "7栋2单元", "****");
}

static void all_is_hidden_when_nothing_else_is_said_and_empty_stays_empty(void **state)
{
    (void)state;
    shown(MASK_ALL, "anything", "****");
    shown(MASK_ALL, "", "");
    shown(MASK_NAME, "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_keeps_its_first_character),
        cmocka_unit_test(a_phone_keeps_three_and_four_figures),
        cmocka_unit_test(a_paper_keeps_three_and_four_figures),
        cmocka_unit_test(an_address_ends_with_its_road),
        cmocka_unit_test(all_is_hidden_when_nothing_else_is_said_and_empty_stays_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
