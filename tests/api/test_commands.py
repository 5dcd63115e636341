"""The command line, as a person or a script uses it: help, setting up, accounts."""

import fcntl
import os
import pathlib
import pty
import subprocess
import sys
import termios
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import linli_server
from command_case import PACK, Case


class Help(Case):
    def test_help_is_there_in_both_languages(self):
        self.assertIn("serve a data folder", self.run_ok("help"))
        self.assertIn("启动服务", self.run_ok("help", "--lang", "zh"))
        self.assertIn("启动服务", self.run_ok("--lang", "zh", "--help"))
        self.assertIn("启动服务", self.run_ok("--lang=zh", "help"))
        self.assertIn("--test-clock", self.run_ok("serve", "--help"))
        self.assertIn("linli practice check FOLDER", self.run_ok("help", "practice"))

    def test_the_language_follows_the_environment(self):
        env = dict(linli_server.environment(), LC_ALL="zh_CN.UTF-8")
        done = subprocess.run([self.site.linli, "help"], capture_output=True, text=True, env=env)
        self.assertIn("启动服务", done.stdout)

    def test_a_slip_of_the_finger_gets_a_suggestion(self):
        self.assertIn('did you mean "serve"?', self.run_bad("sevre", status=2))
        self.assertIn("did you mean --data?", self.run_bad("serve", "--dat", "x", status=2))
        self.assertIn("是不是想写", self.run_bad("--lang", "zh", "sevre", status=2))


class Init(Case):
    def init(self, folder, *more):
        return self.site.command("init", "--data", folder, "--practice", PACK, *more, ok=False)

    def test_the_three_administrators_are_shown_once(self):
        folder = self.room / "d"
        done = self.init(folder, *self.new_db())
        self.assertEqual(0, done.returncode, done.stderr)
        shown = [line.split() for line in done.stdout.splitlines() if line.startswith("  ")]
        self.assertEqual(["sys_admin", "sec_admin", "audit_admin"], [s[0] for s in shown])
        self.assertEqual(3, len({s[1] for s in shown}))
        listed = self.run_ok("--lang", "en", "user", "list", "--data", folder)
        for login, name in [("sys", "系统管理员"), ("sec", "安全管理员"), ("audit", "审计管理员")]:
            self.assertRegex(listed, rf"{login}_admin +\w+ +open +{name}")

    def test_a_second_init_changes_nothing(self):
        folder = self.data()
        before = self.run_ok("verify", "--data", folder)
        self.assertIn("is set up already", self.init(folder).stderr)
        self.assertEqual(before, self.run_ok("verify", "--data", folder))

    def test_a_folder_of_somebody_else_is_refused(self):
        (self.room / "thesis.txt").write_text("years of work")
        self.assertIn("neither empty nor a data folder", self.init(self.room).stderr)
        self.assertEqual(["thesis.txt"], [p.name for p in self.room.iterdir()])

    def test_weak_passwords_are_refused_and_init_can_be_made_again(self):
        folder, db = self.room / "d", self.new_db()
        weak = self.room / "weak"
        weak.write_text("sys_admin 12345678\nsec_admin Abcd-1234\naudit_admin Abcd-1234\n")
        done = self.init(folder, "--password-file", weak, *db)
        self.assertEqual(1, done.returncode)
        self.assertIn("sys_admin: ", done.stderr)
        self.assertEqual(0, self.init(folder, *db).returncode)

    def test_a_password_that_is_missing_is_named(self):
        (self.room / "two").write_text("sys_admin Abcd-1234x\nsec_admin Abcd-1234x\n")
        done = self.init(self.room / "d", "--password-file", self.room / "two")
        self.assertIn("audit_admin", done.stderr)

    def test_what_is_stored_is_readable_to_its_owner_only(self):
        folder = self.room / "d"
        self.init(folder, *self.new_db())
        for path in [folder, *folder.rglob("*")]:
            self.assertEqual(0, path.stat().st_mode & 0o077, path)


class Conf(Case):
    def test_a_mistake_names_file_and_line(self):
        folder = self.data()
        with open(folder / "linli.conf", "a", encoding="utf-8") as f:
            f.write("prot = 80\n")
        self.assertRegex(self.run_bad("serve", "--data", folder),
                         r'linli.conf:\d+: prot: no such key; did you mean "port"\?')

    def test_a_folder_that_is_not_ours_is_named(self):
        self.assertIn("is not a data folder", self.run_bad("serve", "--data", self.room))

    def test_the_test_clock_needs_leave_and_a_loopback_address(self):
        folder, clock = self.data(), ["--test-clock", "2026-03-02T09:00:00+08:00"]
        self.assertIn("needs test = yes", self.run_bad("serve", "--data", folder, *clock))
        linli_server.set_conf(folder, "test", "yes")
        linli_server.set_conf(folder, "listen", "0.0.0.0")
        self.assertIn("loopback", self.run_bad("serve", "--data", folder, *clock))


class Users(Case):
    def test_an_account_is_added_and_closed(self):
        folder = self.data()
        self.run_ok("user", "add", "zhang", "--data", folder, "--name", "张工",
                    stdin="Kun-peng-99\n")
        self.assertRegex(self.run_ok("user", "list", "--data", folder), r"zhang +none +open +张工")
        self.assertIn("login", self.run_bad("user", "add", "zhang", "--data", folder,
                                            stdin="Kun-peng-99\n"))
        self.run_ok("user", "close", "zhang", "--data", folder)
        self.assertRegex(self.run_ok("user", "list", "--data", folder), r"zhang +none +closed")

    def at_terminal(self, *args, answers):
        """Run a command at a terminal of its own; what the terminal showed."""
        outer, inner = pty.openpty()
        process = subprocess.Popen(
            [self.site.linli, *map(str, args)], stdin=inner, stdout=inner, stderr=inner,
            env=linli_server.environment(), start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(inner)
        shown = b""
        for question, answer in answers:
            while question.encode() not in shown.split(b"\n")[-1]:
                shown += os.read(outer, 1000)
            os.write(outer, answer.encode() + b"\n")
        try:
            while True:
                shown += os.read(outer, 1000)
        except OSError:  # the other end is closed
            pass
        os.close(outer)
        return process.wait(60), shown.decode()

    def test_a_password_is_asked_for_twice_and_never_shown(self):
        folder = self.data()
        status, shown = self.at_terminal(
            "user", "add", "zhang", "--data", folder,
            answers=[("password: ", "Kun-peng-99"), ("once more: ", "Kun-peng-99")])
        self.assertEqual((0, False), (status, "Kun-peng" in shown), shown)
        status, shown = self.at_terminal(
            "user", "password", "zhang", "--data", folder,
            answers=[("password: ", "Kun-peng-99"), ("once more: ", "Kun-peng-98")])
        self.assertEqual(1, status)
        self.assertIn("the two differ", shown)

    def test_a_weak_password_is_refused(self):
        self.assertIn("password", self.run_bad("user", "password", "sys_admin", "--data",
                                               self.data(), stdin="abc\n"))

    def test_a_one_time_code_instead_of_a_password(self):
        self.assertRegex(self.run_ok("user", "add", "li.si", "--data", self.data(), "--code"),
                         r"li.si: one-time code [2-9A-Z]{10}")

    def test_an_account_is_locked_and_unlocked_with_a_code(self):
        folder = self.data()
        self.run_ok("user", "lock", "sys_admin", "--data", folder)
        self.assertRegex(self.run_ok("user", "list", "--data", folder), r"sys_admin +system +locked")
        self.run_ok("user", "lock", "sys_admin", "--data", folder)
        self.assertRegex(self.run_ok("user", "unlock", "sys_admin", "--data", folder),
                         r"sys_admin: one-time code [2-9A-Z]{10}")
        self.assertRegex(self.run_ok("user", "list", "--data", folder), r"sys_admin +system +open")
        self.assertIn("there is no account nobody",
                      self.run_bad("user", "lock", "nobody", "--data", folder))

    def test_a_post_needs_a_place_that_is_there(self):
        folder = self.data()
        self.assertIn("no place or organisation has the code X9",
                      self.run_bad("user", "post", "sys_admin", "clerk", "--at", "X9", "--data",
                                   folder))
        self.assertIn("there is no account nobody",
                      self.run_bad("user", "unlock", "nobody", "--data", folder))


if __name__ == "__main__":
    unittest.main()
