"""The command line on a data folder as a whole: backup, restore, verify."""

import os
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import linli_server
from command_case import Case

SEALED_S = 20


class BackupAndRestore(Case):
    def restore(self, file, folder, ok=True):
        return self.site.command("restore", file, "--data", folder, *self.new_db(), ok=ok)

    def test_a_backup_is_restored_as_it_was(self):
        folder, file, again = self.data(), self.room / "b.zst", self.room / "again"
        deep = folder / "files" / "3f"
        deep.mkdir(parents=True)
        (deep / "3fab").write_bytes(os.urandom(100_000))
        (folder / "secret.key").write_bytes(os.urandom(32))
        self.run_ok("backup", file, "--data", folder)
        done = self.restore(file, again)
        self.assertEqual((folder / "secret.key").read_bytes(), (again / "secret.key").read_bytes())
        self.assertEqual(0o600, (again / "secret.key").stat().st_mode & 0o777)
        self.assertNotIn("BROKEN", done.stdout)
        self.assertEqual((deep / "3fab").read_bytes(), (again / "files/3f/3fab").read_bytes())
        self.assertEqual(self.run_ok("user", "list", "--data", folder),
                         self.run_ok("user", "list", "--data", again))
        self.assertEqual(self.run_ok("verify", "--data", folder),
                         self.run_ok("verify", "--data", again))

    def test_a_backup_while_serving_holds_what_was_acknowledged(self):
        folder, file = self.data(), self.room / "b.zst"
        server = linli_server.Server(self.site, folder)
        try:
            self.run_ok("user", "add", "zhang", "--data", folder, "--code")
            self.run_ok("backup", file, "--data", folder)
        finally:
            server.stop()
        self.restore(file, self.room / "again")
        self.assertIn("zhang", self.run_ok("user", "list", "--data", self.room / "again"))

    def test_a_backup_replaces_nothing(self):
        file = self.room / "b.zst"
        file.write_text("something dear")
        self.assertIn("is there already", self.run_bad("backup", file, "--data", self.data()))
        self.assertEqual("something dear", file.read_text())

    def test_a_backup_that_was_cut_or_changed_is_refused(self):
        file, bad = self.room / "b.zst", self.room / "bad.zst"
        self.run_ok("backup", file, "--data", self.data())
        whole = file.read_bytes()
        half = len(whole) // 2
        for n, broken in enumerate([whole[:-1], whole[:half], b"", b"x" * 100, whole * 2,
                                    whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1:]]):
            bad.write_bytes(broken)
            done = self.site.command("restore", bad, "--data", self.room / f"r{n}", ok=False)
            self.assertEqual(1, done.returncode, n)
            self.assertIn("is not a whole backup", done.stderr, n)
            self.assertFalse((self.room / f"r{n}").exists())

    def test_a_restore_that_failed_can_be_tried_again_in_the_same_place(self):
        file, bad, again = self.room / "b.zst", self.room / "bad.zst", self.room / "again"
        folder, db = self.data(), self.new_db()
        self.run_ok("backup", file, "--data", folder)
        bad.write_bytes(file.read_bytes()[:-1])
        for given in (bad, file):
            done = self.site.command("restore", given, "--data", again, *db, ok=False)
            self.assertEqual(given == bad, bool(done.returncode), done.stderr)
        self.assertEqual(self.run_ok("verify", "--data", folder),
                         self.run_ok("verify", "--data", again))

    def test_restore_never_touches_a_folder_that_is_there(self):
        file = self.room / "b.zst"
        self.run_ok("backup", file, "--data", self.data())
        self.assertIn("is there already", self.run_bad("restore", file, "--data", self.room))


class OtherSchema(Case):
    def refused(self, sql, *command):
        folder = self.data()
        self.site.sql(folder, sql)
        return self.run_bad(*(command or ("serve", "--port", "0")), "--data", folder)

    def test_a_file_that_was_altered_is_named(self):
        said = self.refused("UPDATE schema_migration SET checksum = 'x' WHERE number = 4")
        self.assertIn("sql/0004_notice.sql is not what was applied to this database", said)
        self.assertNotIn("older", said)

    def test_a_program_too_old_for_the_database_says_so(self):
        said = self.refused("INSERT INTO schema_migration VALUES (9999, 'later', 'x', 0)")
        self.assertIn("a newer program brought the tables of the database to 9999_later", said)

    def test_an_older_database_is_brought_up_by_serving_it(self):
        last = ("DELETE FROM schema_migration WHERE number ="
                " (SELECT MAX(number) FROM schema_migration)")
        self.assertIn("linli serve brings them up to date", self.refused(last, "verify"))


class Verify(Case):
    def sealed(self):
        """A folder whose journal is one chain: on PostgreSQL a server sees to that."""
        folder = self.data()
        server = linli_server.Server(self.site, folder)
        try:
            until = time.monotonic() + SEALED_S
            while "wait to be sealed" in self.run_ok("verify", "--data", folder):
                self.assertLess(time.monotonic(), until)
        finally:
            server.stop()
        return folder

    def damaged(self, sql, folder=None):
        folder = folder or self.data()
        self.site.sql(folder, sql)
        done = self.site.command("verify", "--data", folder, ok=False)
        self.assertEqual(1, done.returncode, done.stdout)
        return done.stdout

    def test_a_changed_entry_is_found(self):
        self.assertIn("BROKEN  journal: the chain breaks at entry 3",
                      self.damaged("UPDATE journal SET happened = happened + 1 WHERE seq = 3",
                                   self.sealed()))

    def test_an_entry_taken_out_is_found(self):
        self.assertIn("the chain breaks at entry 2",
                      self.damaged("DELETE FROM journal WHERE seq = 2", self.sealed()))

    def test_a_row_that_points_nowhere_is_found(self):
        self.assertIn("BROKEN  reference practice_force.version: 1 rows",
                      self.damaged("UPDATE practice_force SET version = 9"))

    def test_an_attachment_that_is_missing_or_changed_is_found(self):
        self.assertIn("BROKEN  attachment " + "ab" * 32,
                      self.damaged("INSERT INTO stored_file (digest, size, named, since) VALUES"
                                   f" ('{'ab' * 32}', 5, 1, 0)"))

    def test_a_document_that_is_not_what_was_digested_is_found(self):
        self.assertIn("BROKEN  document JZ-2026-000001: not what was digested",
                      self.damaged("INSERT INTO case_document (id, case_id, kind, number, issuer,"
                                   " title, words, seal, keep, digest, code, day, made, state)"
                                   " VALUES (1, 1, 'x', 'JZ-2026-000001', 'a', 'b', 'c', 0, 2,"
                                   f" '{'ab' * 32}', 'x', 1, 1, 0)"))

    def test_a_notice_that_is_not_what_was_digested_is_found(self):
        self.assertIn("BROKEN  notice 'posted': not what was digested",
                      self.damaged("INSERT INTO place (id, path, next_child, kind, name, from_day,"
                                   " version) VALUES (1, 'a', 1, 'street', 'a', 1, 1);"
                                   " INSERT INTO public_notice (id, place, title, body, names, days,"
                                   " objection_days, made, maker, comments, state, version, frozen,"
                                   " digest) VALUES (1, 1, 'posted', 'b', '', 7, 7, 1, 1, 0, 1, 1,"
                                   f" 'text', '{'ab' * 32}')"))

    def test_a_file_that_is_miscounted_is_found(self):
        self.assertIn("BROKEN  reference stored_file.named: 1 rows",
                      self.damaged("INSERT INTO stored_file (digest, size, named, since) VALUES"
                                   f" ('{'ab' * 32}', 5, 2, 0)"))

    def test_a_mark_that_is_miscounted_is_found(self):
        self.assertIn("BROKEN  reference figure_unit.unit_marks: 1 rows",
                      self.damaged("INSERT INTO figure_unit (unit, day, closed, late, returned,"
                                   " seconds, unit_marks, unit_mark_sum)"
                                   " VALUES (1, 1, 0, 0, 0, 0, 1, 4)"))

    def test_a_practice_that_no_longer_loads_is_found(self):
        self.assertIn("BROKEN  practice: version 1 cannot be read",
                      self.damaged("UPDATE practice_file SET body = 'places: [' WHERE nth = 0"))


if __name__ == "__main__":
    unittest.main()
