"""Each rule of check_source.py sees its fault, and only its fault."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import check_source

CLEAN = """#include "cases/x.h"

/* A table that nobody changes: sprintf( and // in here are words. */
static const char *const words[] = { "time(", "atoi(\\"1\\")" };

static const struct stmt find = {
    .sql = "find",
};

enum rc x_run(struct x *x)
{
    int n = 0;

    x->random(x);
    return n;
}
"""


def rules_of(path, text, words=()):
    return {name for _, name, _, _ in check_source.check_text(path, text, words)}


class Rules(unittest.TestCase):
    seen = set()

    def sees(self, rule, path, text, words=()):
        self.assertEqual({rule}, rules_of(path, text, words), text)
        Rules.seen.add(rule)

    def passes(self, path, text, words=()):
        self.assertEqual(set(), rules_of(path, text, words), text)

    def test_clean_text_passes(self):
        self.passes("src/cases/x.c", CLEAN)

    def test_banned_functions_are_seen(self):
        for name in ("strcpy", "sprintf", "atoi", "strtok", "gets", "rand", "system", "localtime"):
            self.sees("banned", "src/cases/x.c", f"void f(void)\n{{\n    {name}(a);\n}}\n")
        self.passes("src/cases/x.c", "void f(void)\n{\n    my_atoi(a);\n    x.rand(a);\n}\n")

    def test_a_clock_that_is_read_in_a_rule_is_seen(self):
        text = "void f(void)\n{\n    g(time(NULL));\n}\n"
        self.sees("clock", "src/cases/x.c", text)
        self.sees("clock", "src/cases/x.c", "void f(void)\n{\n    g(&clock_system);\n}\n")
        self.sees("clock", "src/cases/x.c",
                  "void f(void)\n{\n    clock_gettime(CLOCK_REALTIME, &t);\n}\n")
        self.passes("src/cases/x.c", "void f(void)\n{\n    clock_gettime(CLOCK_MONOTONIC, &t);\n}\n")
        self.passes("src/app/x.c", text)
        self.passes("src/cases/x.c", "void f(void)\n{\n    g(x->time(NULL), open_time(1));\n}\n")

    def test_line_comments_are_seen(self):
        self.sees("comment", "src/cases/x.c", "int f(void); // no\n")
        self.passes("src/cases/x.c", 'static const char u[] = "http://x";\n')

    def test_tabs_are_seen(self):
        self.sees("tab", "src/cases/x.c", "int\tf(void);\n")
        self.sees("tab", "practices/p/pack.yaml", "a:\tb\n")

    def test_space_at_the_end_is_seen(self):
        self.sees("trailing", "src/cases/x.c", "int f(void); \n")
        self.sees("trailing", "src/cases/x.c", "int f(void);")
        self.sees("trailing", "src/cases/x.c", "int f(void);\r\n")

    def test_long_lines_are_seen(self):
        self.sees("long-line", "src/cases/x.c", "int f(" + "int a, " * 15 + "int b);\n")
        self.sees("long-line", "src/cases/x.c", "/* " + "邻里" * 27 + " */\n")
        self.passes("src/cases/x.c", '    "' + "x" * 120 + '",\n')

    def test_long_files_are_seen(self):
        self.sees("long-file", "src/cases/x.c", "\n" * 601)

    def test_long_functions_are_seen(self):
        self.sees("long-function", "src/cases/x.c", "void f(void)\n{\n" + "    g();\n" * 95 + "}\n")

    def test_mutable_state_is_seen(self):
        for text in ("static int n;\n", "int n = 3;\n", "static const char *last;\n",
                     "static struct x table[4];\n", "void f(void)\n{\n    static int n;\n}\n",
                     "static _Thread_local int n;\n"):
            self.sees("global", "src/cases/x.c", text)
        for text in ("static const int n = 3;\n", "static const struct x table[] = { { 1 } };\n",
                     "const struct x *const p = 0;\n", "extern int n;\n",
                     "void f(void)\n{\n    int n = 1;\n    static const int m = 2;\n}\n",
                     "static enum rc f(struct x *x);\n",
                     "struct node;\nstruct x {\n    int n;\n};\n"):
            self.passes("src/cases/x.c", text)
        self.passes("src/base/log.c", "static int least;\n")

    def test_sql_that_is_put_together_is_seen(self):
        self.sees("sql-built", "src/cases/x_rows.c",
                  'void f(void)\n{\n    buf_addf(b, "SELECT id FROM place WHERE x");\n}\n')
        self.sees("sql-built", "src/cases/x_rows.c",
                  'static const char q[] = "DELETE FROM place WHERE id = %d";\n')
        self.sees("sql-built", "src/cases/x_rows.c",
                  'static const char q[] = "DELETE FROM place WHERE id = %" PRId64;\n')
        self.passes("src/cases/x_rows.c", 'static const char q[] = "SELECT id FROM place";\n')

    def test_sql_outside_rows_is_seen(self):
        self.sees("sql-place", "src/cases/x.c", 'static const char q[] = "SELECT id FROM place";\n')
        self.passes("src/cases/x.c", 'static const char q[] = "Update your password";\n')

    def test_unfinished_work_is_seen(self):
        self.sees("unfinished", "src/cases/x.c", "/* TO" "DO: later */\n")
        self.passes("src/cases/x.c", "#define TO" "DO(x) x\n")
        self.sees("unfinished", "src/cases/x.c", "#if 0\nint f(void);\n#endif\n")

    def test_words_of_a_locality_are_seen(self):
        self.sees("locality", "src/cases/x.c", "/* for Liuzhai */\n", ["liuzhai"])
        self.passes("tests/api/x.t", "liuzhai\n", ["liuzhai"])

    @classmethod
    def tearDownClass(cls):
        untested = {name for name, _, _ in check_source.RULES} - cls.seen
        if untested:
            raise AssertionError(f"no test sees these rules fail: {sorted(untested)}")


if __name__ == "__main__":
    unittest.main()
