"""A server, and commands beside it; how often one address may call."""

import datetime
import hashlib
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import http_call
import linli_server
from command_case import ENGINE, PACK, Case

CLOCK = "2026-03-02T09:00:00+08:00"


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


class KeptPractice(Case):
    """What is in force and can no longer be read: said as `practice check` says it."""

    def spoil(self, folder, digest=None):
        self.site.sql(folder, "UPDATE practice_file SET body = replace(body, 'at: community',"
                              " 'att: community') WHERE path = 'pack.yaml'")
        if digest:
            self.site.sql(folder, f"UPDATE practice_version SET digest = '{digest}'")

    def as_kept(self):
        """The digest of the small pack with its mistake: as if an earlier program had kept it so."""
        files = sorted(PACK.rglob("*.*"), key=lambda f: str(f.relative_to(PACK)))
        all_of = b"".join(f"small\n{f.relative_to(PACK)}\n".encode() +
                          f.read_bytes().replace(b"at: community", b"att: community")
                          for f in files if "demo" not in f.relative_to(PACK).parts)
        return hashlib.new("sm3", all_of).hexdigest()

    def test_where_it_is_wrong_is_told_and_what_to_do(self):
        folder = self.data()
        self.spoil(folder)
        for words in (["serve", "--port", "0"], ["user", "list"], ["practice", "show"],
                      ["practice", "load", PACK]):
            told = self.run_bad(*words, "--data", folder)
            self.assertRegex(told, r"small/pack\.yaml:\d+:\d+: .*att.*\"at\"")
            self.assertIn("Version 1 of the practice", told)
            self.assertIn("altered or damaged outside the program", told)
            self.assertIn("linli restore", told)
        self.assertRegex(self.run_bad("serve", "--data", folder, "--lang", "zh"),
                         r"(?s)pack\.yaml:\d+:\d+: .*第1版制度读不了.*备份")
        self.assertIn("practice: version 1 cannot be read",
                      self.site.command("verify", "--data", folder, ok=False).stdout)

    def test_one_that_only_this_program_does_not_take_is_left_to_the_program_before(self):
        folder = self.data()
        self.spoil(folder, self.as_kept())
        told = self.run_bad("serve", "--data", folder, "--port", "0")
        self.assertRegex(told, r"small/pack\.yaml:\d+:\d+: .*att")
        self.assertIn("Go on with the release of the program that ran it until now", told)

    def test_tables_are_not_brought_up_to_date_for_it(self):
        folder = self.data()
        self.spoil(folder)
        # As an earlier program left it: had this one gone on, it would have told of what is there.
        self.site.sql(folder, "DELETE FROM schema_migration"
                              " WHERE number = (SELECT MAX(number) FROM schema_migration)")
        told = self.run_bad("serve", "--data", folder, "--port", "0")
        self.assertIn("Version 1 of the practice", told)
        self.assertNotIn("already exists", told)


class BrokenOff(Case):
    def test_an_import_that_died_with_its_server_is_told_as_broken_with_what_it_took(self):
        folder = self.data()
        began = int(datetime.datetime.fromisoformat(CLOCK).timestamp()) * 1_000_000
        for n, minutes in enumerate((1, 11)):  # since it last got on
            at = began - minutes * 60_000_000
            self.site.sql(folder, "INSERT INTO import_job (id, account, kind, file, dry, asked, seen,"
                          f" given, taken, again, refused) SELECT {n + 1}, id, 'places', 'a.csv', 0,"
                          f" {at}, {at}, 500, 300, 0, 0 FROM account WHERE login = 'sys_admin'")
        server = linli_server.Server(self.site, folder, CLOCK)
        try:
            reply, _ = http_call.Caller(server, folder).raw(
                "GET", "/api/v1/imports/places/jobs", headers={"X-Test-Actor": "sys_admin"})
        finally:
            server.stop()
        told = {one["id"]: (one["state"], one["taken"]) for one in reply.json["items"]}
        # Another server of the same PostgreSQL may be at it still.
        self.assertEqual({"1": ("broken" if ENGINE == "sqlite" else "running", 300),
                          "2": ("broken", 300)}, told)


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
            token = json.dumps({"client_token": "0123456789abcdef0123456789abcdef"}).encode()
            reply, _ = call.raw("POST", "/api/v1/cases/1/me-too", token,  # it stands for a report
                                {"Content-Type": "application/json", "Accept-Language": "en"})
            self.assertEqual((429, "report_flood"), (reply.status, reply.json["reason"]))
        finally:
            server.stop()


if __name__ == "__main__":
    unittest.main()
