"""Each article of the law of includes sees its breach."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import check_includes

LAW = """
base:
db: base
http: base
cases: base db
<sqlite3.h> src/db/sqlite.c
<yaml.h> src/http/
"""


class Law(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        self.top = pathlib.Path(self.dir.name)
        self.write("tools/rooms.txt", LAW)

    def write(self, path, text):
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def findings(self):
        return check_includes.check_tree(self.top)[0]

    def sees(self, path, text, expected):
        self.write(path, text)
        found = self.findings()
        self.assertEqual(1, len(found), found)
        self.assertIn(expected, found[0])
        self.assertTrue(found[0].startswith(path + ":"), found[0])

    def test_what_the_law_allows_passes(self):
        self.write("src/cases/x.c", '#include "cases/x_rows.h"\n#include "db/db.h"\n')
        self.write("src/db/sqlite.c", "#include <sqlite3.h>\n#include <stdio.h>\n")
        self.write("src/http/deep/er.c", "#include <yaml.h>\n")
        self.assertEqual([], self.findings())

    def test_a_room_that_looks_to_its_right_is_seen(self):
        self.sees("src/db/x.c", '\n#include "cases/case.h"\n', ":2: ")

    def test_a_room_that_looks_sideways_is_seen(self):
        self.sees("src/cases/x.c", '#include "http/server.h"\n', "cases must not see http")

    def test_rows_of_another_room_are_seen(self):
        self.sees("src/cases/x.c", '#include "db/x_rows.h"\n', "its own")

    def test_what_files_of_another_room_know_of_each_other_is_seen(self):
        self.sees("src/cases/x.c", '#include "db/x_own.h"\n', "for the files of db alone")

    def test_an_include_without_a_room_is_seen(self):
        self.sees("src/cases/x.c", '#include "x.h"\n', "room/header.h")

    def test_an_include_that_climbs_is_seen(self):
        self.sees("src/cases/x.c", '#include "base/../http/server.h"\n', "room/header.h")

    def test_an_unknown_room_is_seen(self):
        self.sees("src/cases/x.c", '#include "attic/x.h"\n', "attic is not a room")
        (self.top / "src/cases/x.c").unlink()
        self.sees("src/attic/x.c", "", "not a room of")

    def test_a_library_in_the_wrong_file_is_seen(self):
        self.sees("src/db/other.c", "#include <sqlite3.h>\n", "seen only by src/db/sqlite.c")

    def test_a_library_in_the_wrong_folder_is_seen(self):
        self.sees("src/db/other.c", "#  include <yaml.h>\n", "seen only by src/http/")

    def test_an_include_in_a_comment_is_none(self):
        self.write("src/db/x.c", '/*\n#include "cases/x.h"\n*/\n')
        self.assertEqual([], self.findings())

    def test_a_law_that_names_a_room_below_is_seen(self):
        self.write("tools/rooms.txt", "base: db\ndb:\n")
        self.assertIn("not above it", self.findings()[0])


if __name__ == "__main__":
    unittest.main()
