#include "../unit.h"

#include "app/conf.h"

static struct arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static enum rc parse(const char *text, struct faults *f, struct conf *ret)
{
    return conf_parse(arena, S("linli.conf"), str_of(text), f, ret);
}

static void assert_fault(const char *text, const char *field, const char *sentence)
{
    struct faults f = { 0 };
    struct conf   c;
    struct buf    b;

    assert_rc(parse(text, &f, &c), RC_INVALID);
    assert_true(f.n > 0);
    assert_string_equal(f.at[0].field, field);
    buf_init(&b, 1000);
    fault_render(&f.at[0], LANG_EN, &b);
    assert_text(buf_str(&b), sentence);
    buf_free(&b);
}

static void an_empty_file_is_all_defaults(void **state)
{
    struct faults f = { 0 };
    struct conf   c;

    (void)state;
    assert_rc(parse("", &f, &c), RC_OK);
    assert_text(c.database, "sqlite:linli.db");
    assert_text(c.listen, "127.0.0.1");
    assert_int_equal(c.port, 8311);
    assert_false(c.test);
}

static void keys_are_read_and_comments_passed_over(void **state)
{
    struct faults f = { 0 };
    struct conf   c;

    (void)state;
    assert_rc(parse("# by hand\n\n port = 80 \r\nbase_path=/linli\ntest = yes\n"
                    "database = postgresql://u@h/d?a=b\n",
                    &f, &c),
              RC_OK);
    assert_int_equal(c.port, 80);
    assert_text(c.base_path, "/linli");
    assert_true(c.test);
    assert_text(c.database, "postgresql://u@h/d?a=b");
}

static void a_mistake_names_its_line(void **state)
{
    (void)state;
    assert_fault("port = 80\nprot = 81\n", "linli.conf:2: prot",
                 "no such key; did you mean \"port\"?");
    assert_fault("\n\nport = 70000", "linli.conf:3: port", "at most 65535");
    assert_fault("port", "linli.conf:1", "expected: key = value");
    assert_fault("port = 1\nport = 2", "linli.conf:2: port", "stands twice");
    assert_fault("test = maybe", "linli.conf:1: test", "must be yes or no");
    assert_fault("log = loud", "linli.conf", "must be one of debug, info, warning, error");
    assert_fault("base_path = linli", "linli.conf",
                 "must be empty, or begin with / and not end with it");
}

static void every_mistake_is_told_at_once(void **state)
{
    struct faults f = { 0 };
    struct conf   c;

    (void)state;
    assert_rc(parse("a = 1\nport = x\nlisten = 127.0.0.1\nzzz\n", &f, &c), RC_INVALID);
    assert_int_equal(f.n, 3);
}

static void what_init_writes_reads_back_as_the_defaults(void **state)
{
    struct faults f = { 0 };
    struct conf   c;
    struct buf    b;

    (void)state;
    buf_init(&b, 1 << 16);
    conf_example("sqlite:x.db", &b);
    assert_rc(conf_parse(arena, S("linli.conf"), buf_str(&b), &f, &c), RC_OK);
    assert_text(c.database, "sqlite:x.db");
    assert_int_equal(c.port, 8311);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_is_all_defaults),
        cmocka_unit_test(keys_are_read_and_comments_passed_over),
        cmocka_unit_test(a_mistake_names_its_line),
        cmocka_unit_test(every_mistake_is_told_at_once),
        cmocka_unit_test(what_init_writes_reads_back_as_the_defaults),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
