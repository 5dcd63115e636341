"""What tests of the command line have in common: a place of their own, and commands run there.
LINLI names the program; on PostgreSQL when LINLI_ENGINE says so."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import linli_server

PACK = linli_server.TOP / "tests/unit/practice/packs/small"
ENGINE = os.environ.get("LINLI_ENGINE", "sqlite")


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if ENGINE == "postgres" and not os.environ.get("LINLI_TEST_PG"):
            raise unittest.SkipTest("LINLI_TEST_PG is not set")
        cls.site = linli_server.Site(os.environ["LINLI"], ENGINE)

    @classmethod
    def tearDownClass(cls):
        cls.site.__exit__()

    def setUp(self):
        self.room = self.site.root / self.site.name("room")
        self.room.mkdir()

    def run_ok(self, *args, **more):
        return self.site.command(*args, **more).stdout

    def run_bad(self, *args, status=1, **more):
        done = self.site.command(*args, ok=False, **more)
        self.assertEqual(status, done.returncode, done.stdout + done.stderr)
        return done.stderr

    def data(self):
        return self.site.folder(PACK)

    def new_db(self):
        """--db for a command that makes a database of its own, empty for SQLite."""
        url, _ = self.site.database("new")
        return ["--db", url] if url else []
