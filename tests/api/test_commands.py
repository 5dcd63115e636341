"""The command line, as a person or a script uses it. LINLI names the program; on PostgreSQL when
LINLI_ENGINE says so."""

import fcntl
import gzip
import json
import os
import pathlib
import pty
import shutil
import sqlite3
import subprocess
import sys
import termios
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import http_call
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
        self.assertIn("sys_admin", self.run_ok("user", "list", "--data", folder))

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


class Practice(Case):
    def test_a_sound_pack_is_said_to_be(self):
        self.assertIn("no errors", self.run_ok("practice", "check", PACK))

    def test_a_mistake_is_shown_with_its_place(self):
        pack = self.room / "small"
        shutil.copytree(PACK, pack)
        text = (pack / "pack.yaml").read_text().replace("at: community", "at: comunity")
        (pack / "pack.yaml").write_text(text)
        done = self.site.command("practice", "check", pack, ok=False)
        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stdout, r"pack\.yaml:\d+:\d+: .*community")
        self.assertRegex(self.site.command("practice", "check", pack, "--lang", "zh",
                                           ok=False).stdout, r"pack\.yaml:\d+:\d+: .*是不是")

    def test_a_new_version_is_put_in_force(self):
        folder, pack = self.data(), self.room / "small"
        self.assertIn("the same as version 1",
                      self.run_ok("practice", "load", PACK, "--data", folder))
        shutil.copytree(PACK, pack)
        with open(pack / "pack.yaml", "a", encoding="utf-8") as f:
            f.write("# longer by a remark\n")
        self.assertIn("version 2 is in force",
                      self.run_ok("practice", "load", pack, "--data", folder))
        self.assertIn("2 versions", self.run_ok("verify", "--data", folder))

    def test_what_is_in_force_is_shown(self):
        shown = self.run_ok("practice", "show", "--data", self.data())
        self.assertEqual(shown, self.run_ok("practice", "show", PACK))
        self.assertIn("Handling", shown)
        self.assertIn("任务处理", self.run_ok("practice", "show", PACK, "--lang", "zh"))

    def test_a_process_is_told_in_sentences(self):
        told = self.run_ok("practice", "show", PACK, "demand", "--lang", "zh")
        self.assertIn("第3步：任务处理", told)
        self.assertIn("·「退回」→ 任务派遣。", told)
        self.assertEqual(self.run_ok("practice", "show", PACK, "demand"),
                         self.run_ok("practice", "show", "demand", "--data", self.data()))
        self.assertIn('did you mean "demand"?',
                      self.run_bad("practice", "show", PACK, "demmand"))

    def test_a_process_is_drawn_as_an_image_without_script(self):
        file = self.room / "demand.svg"
        self.run_ok("practice", "show", PACK, "demand", "--svg", file, "--lang", "zh")
        top = xml.etree.ElementTree.parse(file).getroot()
        svg = "{http://www.w3.org/2000/svg}"
        self.assertEqual(svg + "svg", top.tag)
        steps = [g.get("data-step") for g in top.iter(svg + "g") if g.get("data-step")]
        self.assertEqual(["filing", "dispatch", "handling", "verifying"], steps)
        ends = {g.get("data-end") for g in top.iter(svg + "g") if g.get("data-end")}
        self.assertEqual({"resolved", "refused", "merged"}, ends)
        for part in top.iter():
            self.assertNotIn(part.tag, [svg + t for t in ("script", "image", "a", "foreignObject")])
            self.assertFalse([k for k in part.keys() if k.startswith("on") or "href" in k])
        self.assertEqual(file.read_text(),
                         self.run_ok("practice", "show", PACK, "demand", "--svg", "-",
                                     "--lang", "zh"))
        self.assertIn("needs the name", self.run_bad("practice", "show", PACK, "--svg", file))
        self.assertIn("cannot be written", self.run_bad("practice", "show", PACK, "demand", "--svg",
                                                        self.room / "no" / "x.svg"))

    def test_a_drawing_is_well_formed_whatever_things_are_called(self):
        pack = self.room / "own"
        (pack / "p").mkdir(parents=True)
        shutil.copytree(PACK, self.room / "small")
        (pack / "pack.yaml").write_text("pack: own\nextends: small\n")
        (pack / "p" / "odd.yaml").write_text(
            'process: odd\ntitle: "<&\\"]]>\\x01 \\uFFFE --"\nprefix: OD\nopen: anyone\n'
            'steps: {a: {title: "</text><script>&lt;", who: clerk @ community,'
            ' moves: {go: {title: "<!-- \\0 \'", to: end.e}}}}\n'
            'ends: {e: {title: "<![CDATA[", counts: solved}}\n', encoding="utf-8")
        drawn = self.run_ok("practice", "show", pack, "odd", "--svg", "-")
        words = " ".join(xml.etree.ElementTree.fromstring(drawn).itertext())
        for text in ("</text><script>&lt;", "<!--", "<![CDATA["):
            self.assertIn(text, words)

    def changed_pack(self):
        pack = self.room / "small"
        shutil.copytree(PACK, pack)
        file = pack / "processes" / "demand.yaml"
        text = file.read_text(encoding="utf-8")
        self.assertIn("limit: 5 workdays", text)
        file.write_text(text.replace("limit: 5 workdays", "limit: 3 workdays"), encoding="utf-8")
        return pack

    def test_what_a_new_version_changes_is_told_before_it_is_in_force(self):
        pack, folder = self.changed_pack(), self.data()
        told = self.run_ok("practice", "diff", PACK, pack)
        self.assertIn("else 5 working days → as the class says, else 3 working days", told)
        self.assertIn("each ends under the version with which it began", told)
        self.assertEqual(told, self.run_ok("practice", "diff", pack, "--data", folder))
        self.assertIn("对已经发起的事项", self.run_ok("practice", "diff", PACK, pack, "--lang", "zh"))
        self.run_ok("practice", "load", pack, "--data", folder)
        self.assertIn("no difference", self.run_ok("practice", "diff", pack, "--data", folder))
        self.assertIn("no difference", self.run_ok("practice", "diff", PACK, PACK))

    def test_packs_that_do_not_load_are_not_compared(self):
        pack = self.changed_pack()
        (pack / "pack.yaml").write_text("pack: small\nplaces: {a: {grad: 1}}\n")
        self.assertIn("grid", self.run_bad("practice", "diff", PACK, pack, status=2))
        self.assertIn("pack.yaml:2", self.run_bad("practice", "diff", pack, PACK, status=2))
        self.assertIn("cannot be opened",
                      self.run_bad("practice", "diff", PACK, self.room / "none", status=2))
        self.assertIn("give the folders", self.run_bad("practice", "diff", PACK, status=2))


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


class ImportAndExport(Case):
    DATA = linli_server.TOP / "tests/api/data"

    def file(self, name, text):
        path = self.room / name
        path.write_text(text, encoding="utf-8")
        return path

    def with_places(self):
        folder = self.data()
        self.run_ok("import", "territory", self.DATA / "places.csv", "--top", "--data", folder)
        return folder

    def test_a_dry_run_writes_nothing(self):
        folder = self.data()
        done = self.run_ok("import", "territory", self.DATA / "places.csv", "--top", "--data",
                           folder, "--dry-run")
        self.assertIn("7 rows given: 7 added", done)
        self.assertIn("nothing was written", done)
        self.assertEqual(1, self.run_ok("export", "territory", "--data", folder).count("\n"))
        orgs = self.file("o.csv", "code,kind,name\nU1,police,派出所\n")
        self.run_ok("import", "organisations", orgs, "--data", folder, "--dry-run")
        self.assertEqual(1, self.run_ok("export", "organisations", "--data", folder).count("\n"))

    def test_what_is_exported_can_be_imported(self):
        folder, fresh = self.with_places(), self.data()
        self.run_ok("export", "territory", "--data", folder, "--out", self.room / "t.csv")
        again = self.run_ok("import", "territory", self.room / "t.csv", "--top", "--data", folder)
        self.assertIn("0 added, 0 changed, 7 as they were, 0 refused", again)
        self.run_ok("import", "territory", self.room / "t.csv", "--top", "--data", fresh)
        self.assertEqual((self.room / "t.csv").read_text(),
                         self.run_ok("export", "territory", "--data", fresh))

    def test_a_gzip_is_inflated_and_a_broken_one_refused(self):
        folder, text = self.data(), (self.DATA / "places.csv").read_bytes()
        (self.room / "p.gz").write_bytes(gzip.compress(text))
        (self.room / "cut.gz").write_bytes(gzip.compress(text)[:-9])
        self.assertIn("cannot be read", self.run_bad("import", "territory", self.room / "cut.gz",
                                                     "--data", folder))
        self.assertIn("7 added", self.run_ok("import", "territory", self.room / "p.gz", "--top",
                                             "--data", folder))

    def test_several_files_are_one_import_in_any_order(self):
        nation = self.site.folder(linli_server.TOP / "practices/base-cn")
        levels = ["--levels", "province,city,county,street,community"]
        below = self.file("v.csv", "code,name\n990101001001,甲村\n990101009001,乙村\n")
        above = self.room / "d.csv.gz"
        above.write_bytes(gzip.compress("code,name,level\n99,省,1\n9901,市,2\n990101,县,3\n"
                                        "990101001,镇,4\n".encode()))
        done = self.site.command("import", "territory", below, above, *levels, "--data", nation,
                                 "--dry-run", "--errors", self.room / "bad.csv")
        said = [f"{below}: 2 rows given: 1 added, 0 changed, 0 as they were, 1 refused",
                f"the refused rows are in {self.room}/bad-1.csv",
                f"{above}: 4 rows given: 4 added, 0 changed, 0 as they were, 0 refused",
                "altogether: 6 rows given: 5 added, 0 changed, 0 as they were, 1 refused"]
        self.assertEqual([*said, "a dry run: nothing was written"], done.stdout.splitlines())
        self.assertIn(f"{below}:3: 990101009001 there is no place above with the code 990101009",
                      done.stderr)
        self.assertEqual("line,column,reason,code,name",
                         (self.room / "bad-1.csv").read_text("utf-8-sig").splitlines()[0])
        self.assertFalse((self.room / "bad-2.csv").exists())
        self.assertEqual(1, self.run_ok("export", "territory", "--data", nation).count("\n"))
        done = self.run_ok("import", "territory", below, above, *levels, "--data", nation)
        self.assertEqual([said[0], said[2], said[3]], done.splitlines())
        self.assertIn("990101001001,community,甲村,990101001",
                      self.run_ok("export", "territory", "--data", nation))
        self.assertIn("come from one file at a time",
                      self.run_bad("import", "accounts", below, below, "--data", nation))

    def test_a_file_of_several_that_cannot_be_read_is_named_and_nothing_is_taken(self):
        folder, bad = self.data(), self.file("bad.csv", "name\nx\n")
        error = self.run_bad("import", "territory", self.DATA / "places.csv", bad, "--top",
                             "--data", folder)
        self.assertIn("the file has no column code", error)
        self.assertIn(f"that is in {bad}; nothing was taken in", error)
        self.assertEqual(1, self.run_ok("export", "territory", "--data", folder).count("\n"))

    def test_areas_and_what_they_are_of_come_in_one_import(self):
        folder = self.data()
        drawn = self.file("p.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature",'
                          '"properties":{"code":"G011","name":"改名网格","kind":"grid"},"geometry":'
                          '{"type":"Point","coordinates":[98.51,39.74]}}]}')
        done = self.run_ok("import", "territory", self.DATA / "places.csv", drawn, "--top",
                           "--data", folder)
        self.assertIn("p.geojson: 1 rows given: 0 added, 1 changed", done)
        self.assertIn("altogether: 8 rows given: 7 added, 1 changed", done)
        self.assertIn("改名网格", self.run_ok("export", "territory", "--data", folder))

    def test_columns_and_coordinates_of_another_make_are_read(self):
        given = self.file("o.csv", "gb,title,x,y\nX1,甲街,114.338203,22.644538\n")
        more = ["--top", "--kind", "street", "--data", self.data()]
        self.run_ok("import", "territory", given, "--names", "code=gb,name=title,lon=x,lat=y",
                    "--crs", "bd09", *more)
        self.assertRegex(self.run_ok("export", "territory", "--data", more[-1]),
                         r"X1,street,甲街,.*114\.3268.*22\.641")
        self.assertIn("write ours=theirs", self.run_bad("import", "territory", given, "--names",
                                                        "code", *more))
        self.assertIn("must be wgs84, gcj02, bd09",
                      self.run_bad("import", "territory", given, "--crs", "utm", *more))

    def test_refused_rows_come_back_with_a_reason_and_can_be_sent_again(self):
        folder, errors = self.with_places(), self.room / "errors.csv"
        given = self.file("a.csv", "login,name,post,place\nzhang,张三,clerk,C01\n"
                          "li.si,李四,clerk,C09\nx,王五,clerk,C01\n")
        done = self.site.command("import", "accounts", given, "--data", folder, "--errors", errors)
        self.assertIn("3 rows given: 1 added, 0 changed, 0 as they were, 2 refused", done.stdout)
        self.assertIn("line 3: no place or organisation has the code C09", done.stderr)
        rows = errors.read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual("login,name,post,place,line,reason", rows[0])
        self.assertTrue(rows[1].startswith("li.si,李四,clerk,C09,3,"), rows[1])
        errors.write_text(errors.read_text().replace("C09", "C02").replace("\nx,", "\nxyz,"))
        self.assertIn("2 rows given: 2 added", self.run_ok("import", "accounts", errors, "--data",
                                                           folder))

    def test_a_heading_that_is_not_known_is_refused_with_a_suggestion(self):
        given = self.file("a.csv", "login,nam\nzhang,张三\n")
        self.assertIn('the column "nam" is not known; did you mean "name"?',
                      self.run_bad("import", "accounts", given, "--data", self.data()))

    def test_orders_of_a_hotline_are_taken_once(self):
        folder = self.with_places()
        given = self.file("h.csv", "工单号,来电时间,诉求内容,类别,网格编码\n"
                          "GD-1,2026/3/1 8:05,楼道灯坏了,楼道照明,G011\n"
                          "GD-2,2026/3/1 8:05,垃圾,没有的类别,G011\n")
        self.assertIn("1 added, 0 changed, 0 as they were, 1 refused",
                      self.run_ok("import", "hotline", given, "--data", folder))
        self.assertIn("0 added, 0 changed, 1 as they were, 1 refused",
                      self.run_ok("import", "hotline", given, "--data", folder))
        cases = self.run_ok("export", "cases", "--data", folder)
        self.assertIn("GD-1", cases)
        self.assertEqual(2, len(cases.strip().splitlines()))

    def test_an_export_of_personal_fields_needs_a_reason_and_goes_on_record(self):
        folder = self.with_places()
        self.run_bad("export", "cases", "--data", folder, "--unmask")
        self.run_ok("export", "cases", "--data", folder, "--unmask", "--reason", "年度审计")
        journal = self.run_ok("export", "journal", "--data", folder)
        if ENGINE == "sqlite":  # elsewhere a server seals it before it can be read
            self.assertIn("年度审计", journal)

    def test_an_export_replaces_nothing(self):
        dear = self.file("dear.csv", "years of work")
        self.assertIn("is there already", self.run_bad("export", "territory", "--data",
                                                       self.data(), "--out", dear))
        self.assertEqual("years of work", dear.read_text())


class Sharing(Case):
    def test_two_servers_never_share_a_folder(self):
        folder = self.data()
        server = linli_server.Server(self.site, folder)
        try:
            self.assertIn("a server runs in this data folder already",
                          self.run_bad("serve", "--data", folder, "--port", "0"))
        finally:
            server.stop()
        linli_server.Server(self.site, folder).stop()

    def test_commands_write_beside_a_server_and_beside_each_other(self):
        folder = self.data()
        server = linli_server.Server(self.site, folder)
        try:
            running = [subprocess.Popen([self.site.linli, "user", "add", f"user{n}", "--code",
                                         "--data", str(folder)], env=linli_server.environment(),
                                        stdout=subprocess.DEVNULL) for n in range(6)]
            self.assertEqual([0] * 6, [p.wait(60) for p in running])
            self.assertNotIn("BROKEN", self.run_ok("verify", "--data", folder))
        finally:
            server.stop()
        self.assertEqual(6, self.run_ok("user", "list", "--data", folder).count("\nuser"))

    def test_a_killed_server_leaves_no_lock_behind(self):
        folder = self.data()
        linli_server.Server(self.site, folder).kill()
        linli_server.Server(self.site, folder).stop()
        self.assertNotIn("BROKEN", self.run_ok("verify", "--data", folder))


@unittest.skipIf(ENGINE != "sqlite", "the damage is done by hand in the file of SQLite")
class OtherSchema(Case):
    def refused(self, sql, *command):
        folder = self.data()
        with sqlite3.connect(folder / "linli.db") as db:
            db.execute(sql)
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


@unittest.skipIf(ENGINE != "sqlite", "the damage is done by hand in the file of SQLite")
class Verify(Case):
    def damaged(self, sql):
        folder = self.data()
        with sqlite3.connect(folder / "linli.db") as db:
            db.executescript(sql)
        done = self.site.command("verify", "--data", folder, ok=False)
        self.assertEqual(1, done.returncode, done.stdout)
        return done.stdout

    def test_a_changed_entry_is_found(self):
        self.assertIn("BROKEN  journal: the chain breaks at entry 3",
                      self.damaged("UPDATE journal SET happened = happened + 1 WHERE seq = 3"))

    def test_an_entry_taken_out_is_found(self):
        self.assertIn("the chain breaks at entry 2",
                      self.damaged("DELETE FROM journal WHERE seq = 2"))

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


class Floods(Case):
    def test_one_address_calls_only_so_often_and_is_told_for_how_long_to_wait(self):
        folder = self.data()
        linli_server.set_conf(folder, "per_minute", "20")
        server = linli_server.Server(self.site, folder)
        try:
            call = http_call.Caller(server, folder)
            for n in range(41):  # a minute may begin meanwhile
                reply, _ = call.raw("GET", "/api/v1/grid-scheme", headers={"Accept-Language": "en"})
                if reply.status != 200:
                    break
            self.assertGreaterEqual(n, 20)
            self.assertEqual((429, "too_many", "Too many calls; please wait a little."),
                             (reply.status, reply.json["code"], reply.json["message"]))
            self.assertIn(int(reply.headers["retry-after"]), range(1, 61))
        finally:
            server.stop()

    def test_one_address_reports_only_so_often_without_an_account(self):
        folder = self.data()
        linli_server.set_conf(folder, "reports", "5")
        server = linli_server.Server(self.site, folder)
        try:
            call = http_call.Caller(server, folder)
            body = {"process": "demand", "words": "x"}  # not filed either way: refused by its form
            for n in range(11):  # ten minutes may begin meanwhile
                reply, _ = call.raw("POST", "/api/v1/cases", json.dumps(body).encode(),
                                    {"Content-Type": "application/json", "Accept-Language": "en"})
                if reply.status == 429:
                    break
            self.assertGreaterEqual(n, 5)
            self.assertEqual((429, "report_flood"), (reply.status, reply.json["reason"]))
        finally:
            server.stop()


if __name__ == "__main__":
    unittest.main()
