"""What rows.py finds in tests, and what it says of it."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import rows

PAGE = """# A
| ID | Term | What |
|---|---|---|
| LZ-01 | a street | - |
| LZ-02 | its tree, with | - |
| GJ-57 | whistle | - |

# B
| LZ-01 | another table of the same row | - |
"""


class Rows(unittest.TestCase):
    def test_the_first_table_names_a_row(self):
        self.assertEqual({"LZ-01": "a street", "LZ-02": "its tree, with", "GJ-57": "whistle"},
                         rows.inventory(PAGE))

    def test_a_scenario_names_rows_in_its_head_alone(self):
        text = "# a life, not LZ-01\nrows: GJ-57 LZ-02\nclerk GET /x 200 $.name=LZ-03\n"
        self.assertEqual({"GJ-57", "LZ-02"}, rows.named(pathlib.Path("a.t"), text))
        self.assertEqual({"LZ-01"}, rows.named(pathlib.Path("a.c"), "/* LZ-01; XLZ-011 */"))

    def test_tests_are_found_below_their_folders(self):
        with tempfile.TemporaryDirectory() as folder:
            top = pathlib.Path(folder)
            for name, text in (("tests/api/a.t", "rows: LZ-01\n"), ("tests/rooms/b.c", "/* LZ-01 */"),
                               ("tests/api/runner.py", "GJ-57"), ("docs/c.c", "GJ-57"),
                               ("web/node_modules/d.ts", "GJ-57")):
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                (top / name).write_text(text)
            self.assertEqual({"LZ-01": ["tests/api/a.t", "tests/rooms/b.c"]}, rows.tests(top))

    def test_what_is_done_and_what_is_not(self):
        lines, sound = rows.report({"LZ-01": ["a.t", "b.c"]}, rows.inventory(PAGE))
        self.assertTrue(sound)
        self.assertEqual(["LZ-01  a street", "       a.t", "       b.c", "", "not yet (2):",
                          "LZ-02  its tree, with", "GJ-57  whistle", "",
                          "1 of 3 rows demonstrated by 2 tests"], lines)

    def test_without_an_inventory_what_is_named_is_shown(self):
        lines, sound = rows.report({"LZ-02": ["a.t"], "LZ-01": ["a.t"]}, {})
        self.assertTrue(sound)
        self.assertEqual("2 rows demonstrated by 1 tests", lines[-1])
        self.assertEqual("LZ-01", lines[0])
        self.assertEqual(["0 rows demonstrated by 0 tests"], rows.report({}, {})[0])

    def test_a_row_that_is_not_there_is_an_error(self):
        lines, sound = rows.report({"LZ-99": ["a.t"]}, rows.inventory(PAGE))
        self.assertFalse(sound)
        self.assertIn("no such row: LZ-99, named by a.t", lines)


if __name__ == "__main__":
    unittest.main()
