"""The counter of test results neither loses a failure nor invents a pass."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import test_counts


def verdicts(result, stdout="", returncode=0):
    entry = {"name": "t", "result": result, "stdout": stdout, "returncode": returncode}
    return [v for _, v, _ in test_counts.judge(entry)]


class Counts(unittest.TestCase):
    def test_a_plain_program_counts_as_one(self):
        self.assertEqual(["passed"], verdicts("OK"))
        self.assertEqual(["failed"], verdicts("FAIL", returncode=1))
        self.assertEqual(["failed"], verdicts("TIMEOUT"))
        self.assertEqual(["failed"], verdicts("ERROR", returncode=99))

    def test_each_test_of_a_tap_program_counts(self):
        self.assertEqual(["passed", "failed", "skipped"],
                         verdicts("FAIL", "1..3\nok 1 - a\nnot ok 2 - b\nok 3 # SKIP no server\n"))

    def test_a_program_that_dies_after_its_passes_has_failed(self):
        self.assertEqual(["passed", "failed"],
                         verdicts("ERROR", "1..2\nok 1 - a\n", returncode=-11))

    def test_a_skip_keeps_its_reason(self):
        entry = {"name": "t", "result": "SKIP", "stdout": "needs a camera\n", "returncode": 77}
        self.assertEqual([("t", "skipped", "needs a camera")], test_counts.judge(entry))
        for text, name in (("ok 1 - a # SKIP no server", "a"), ("1..0 # SKIP no server", "all")):
            self.assertEqual([(name, "skipped", "no server")], test_counts.tap(text)[0])

    def test_words_that_look_like_tap_are_not(self):
        self.assertEqual(["passed"], verdicts("OK", "okay\nnotok\nok\n"))


if __name__ == "__main__":
    unittest.main()
