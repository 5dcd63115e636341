#!/usr/bin/env python3
"""The disk gets full under load, and has room again.

usage: disk_full.py --linli PATH [--engine sqlite|postgres]

The data folder lies on a small disk of its own (a tmpfs in a mount namespace, which needs root or
user namespaces; without either the test is skipped), and on PostgreSQL the database's tablespace
does. While 16 clients file cases, a ballast file takes what is left. Then: what is new is refused
as "the storage is full" and leaves no trace, what is there can be read, the server can be started
anew. When the ballast is gone all is taken again; what was acknowledged is there, what was refused
is filed by sending it again, and `linli verify` finds nothing broken.
"""

import argparse
import contextlib
import errno
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "api"))
import http_call
import kill
import linli_server
import load
import state

MB = 1 << 20
DISK, FOR_FILES, FOR_ROWS = 160 * MB, 66 * MB, 2 * MB  # attachments leave 64 MB for the rows
REFUSED_ENOUGH, WAIT_S = 200, 60
TO_CONNECT = MB // 2  # for the file that PostgreSQL may write
ROWS_END = "(end)"
FIT_MOST = 500  # cases that may still fit where a whole group of them did not
OF_FOLLOWERS = ("follower", "figure_", "message")
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'"
              " AND sql NOT LIKE 'CREATE VIRTUAL%'",
    "postgres": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                " AND table_type = 'BASE TABLE'",
}
FULL = {"zh": "存储空间不足", "en": "The storage is full."}
LOG_MOST = 1000  # lines: it is said, but not for ever


class Wrong(Exception):
    pass


def must(held, words):
    if not held:
        raise Wrong(words)


class Ledger(load.Ledger):
    """Knows what was refused for want of space, too."""

    def __init__(self, run):
        super().__init__(run)
        self.refused = []

    def answered(self, token, status, reply):
        if status == 507:
            with self.lock:
                self.refused.append(token)
        else:
            super().answered(token, status, reply)


class Disk:
    """A small disk, and a file on it that takes all but what is to be left."""

    def __init__(self, at):
        self.at = at
        at.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "linli", at], check=True)
        self.ballast = at / "ballast"

    def left(self):
        v = os.statvfs(self.at)
        return v.f_bavail * v.f_frsize

    def leave(self, n):
        """So many bytes at most; the load may take some before the ballast has them."""
        with open(self.ballast, "ab") as f:
            size = os.fstat(f.fileno()).st_size
            if self.left() < n:
                f.truncate(size - (n - self.left()))
            while (more := self.left() - n) > 0:
                try:
                    os.posix_fallocate(f.fileno(), size, more)
                    break
                except OSError as e:
                    if e.errno != errno.ENOSPC:
                        raise

    def free(self):
        self.ballast.unlink()


class Run:
    def __init__(self, site):
        self.site, self.ledger = site, Ledger(time.monotonic_ns() % (1 << 30))
        self.disk = Disk(site.root / "disk")
        self.folder = self.disk.at / "data"
        shutil.copytree(site.folder(kill.PACK, kill.IMPORTS), self.folder)
        self.url = linli_server.conf_of(self.folder, "database")
        if site.postgres:
            self.move_database()
            self.connect()
        linli_server.set_conf(self.folder, "per_minute", "10000000")
        linli_server.set_conf(self.folder, "reports", "4000000")
        self.log = site.root / "log"
        (self.folder / "stderr").symlink_to(self.log)  # the log lies on another disk
        self.serve()

    def serve(self):
        self.server = linli_server.Server(self.site, self.folder)
        self.call = http_call.Caller(self.server, HERE)

    def ask(self, method, path, body=b"", lang="en", kind="application/json", **headers):
        return self.call.raw(method, path, body, {
            "Content-Type": kind, "Accept-Language": lang, **headers})

    def file_case(self, token, lang="en"):
        body = json.dumps(dict(kill.BODIES[0], client_token=token)).encode()
        return self.ask("POST", "/api/v1/cases", body, lang)[0]

    def send_file(self, n, lang="en"):
        """A paper that no other equals."""
        text = f"{n},".encode() * 40000
        edge = "x" * 40
        body = (f"--{edge}\r\nContent-Disposition: form-data; name=\"files\"; "
                f"filename=\"list{n}.csv\"\r\nContent-Type: text/csv\r\n\r\n").encode()
        body += text + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        return self.ask("POST", "/api/v1/files", body, lang, kind)[0]

    def sign_in(self):
        body = {"login": "audit_admin", "password": linli_server.ADMINS["audit_admin"]}
        reply, cookies = self.ask("POST", "/api/v1/session", json.dumps(body).encode())
        must(reply.status in (200, 201), f"signing in: {reply.status} {reply.text}")
        self.cookie = "; ".join(c.split(";")[0] for c in cookies)

    def move_database(self):
        """The database to this disk; what is logged before lies elsewhere, as it should."""
        at = self.disk.at / "tablespace"
        at.mkdir()
        shutil.chown(at, "postgres")
        self.site.root.chmod(0o711)  # postgres walks through
        self.site.postgres.run(f"CREATE TABLESPACE small LOCATION '{at}'")
        name = self.url.split("?")[0].rsplit("/", 1)[1]
        self.site.postgres.run(f'ALTER DATABASE "{name}" SET TABLESPACE small')

    def connect(self):
        """PostgreSQL writes a file for a new connection at times, and refuses it without room."""
        self.psql = subprocess.Popen(
            ["psql", "-XAtq", "-F", " ", "-v", "ON_ERROR_STOP=1", self.url], text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def rows_by_psql(self, sql):
        self.psql.stdin.write(f"{sql};\n\\echo {ROWS_END}\n")
        lines = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != ROWS_END:
            must(line or self.psql.poll() is None, f"{sql}: {lines}")
            lines.append(line)
        return [tuple(line.split(" ")) for line in lines]

    def rows(self, sql):
        if self.site.postgres:
            return self.rows_by_psql(sql)
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/linli.db?mode=ro",
                                                uri=True)) as db:
            return db.execute(sql).fetchall()

    def kept(self):
        """How many rows each table has but those of followers, who go on meanwhile; the files."""
        names = [n for (n,) in self.rows(TABLES[self.site.engine])]
        counts = {n: self.rows(f'SELECT COUNT(*) FROM "{n}"') for n in names
                  if not n.startswith(OF_FOLLOWERS)}
        return {**counts, **state.files(self.folder)}

    def refused(self, send, what):
        """What is sent is refused in both languages, and nothing is different after it."""
        before = self.kept()
        for lang, words in FULL.items():
            reply = send(lang)
            must(reply.status == 507 and reply.json["code"] == "no_space" and
                 reply.json["message"] == words, f"{what}: {reply.status} {reply.text}")
        self.settle()
        changed = state.changed(before, self.kept())
        must(not changed, f"{what} was refused and changed {changed}")

    def refused_case(self, what):
        """One more case. There may be room for some where there was none for a whole group."""
        for n in range(FIT_MOST):
            self.disk.leave(0)
            token = f"when-full-{what}-{n}"
            reply = self.file_case(token)
            if reply.status != 201:
                break
            self.ledger.answered(token, 201, reply.json)
        self.refused(lambda lang: self.file_case(token, lang), what)

    def settle(self):
        """What a call needs while it runs, it gives back a moment after its reply."""
        until = time.monotonic() + WAIT_S
        while left := [*(self.folder / "spool").glob("*"), *(self.folder / "files/.new").glob("*")]:
            must(time.monotonic() < until, f"left behind: {left}")
            time.sleep(0.05)

    def files_until_full(self):
        """No more papers are taken while there is still room for rows."""
        self.disk.leave(FOR_FILES)
        for n in range(100):
            reply = self.send_file(n)
            if reply.status == 507:
                break
            must(reply.status == 201, f"a file: {reply.status} {reply.text}")
            self.file = reply.json["items"][0]["id"]
        must(0 < n < 99, f"{n} files were taken")
        self.refused(lambda lang: self.send_file(1000, lang), "a file")
        reply = self.file_case("before-full-1")
        must(reply.status == 201, f"a case while only files are refused: {reply.status}")
        self.code, self.ledger.acknowledged["before-full-1"] = reply.json["code"], reply.json["id"]

    def rows_until_full(self):
        clients = load.Clients(self.ledger, self.server.port, kill.BODIES)
        try:
            until = time.monotonic() + WAIT_S
            time.sleep(0.5)
            self.disk.leave(FOR_ROWS)
            while len(self.ledger.refused) < REFUSED_ENOUGH:
                must(time.monotonic() < until and self.server.process.poll() is None,
                     f"{len(self.ledger.refused)} refused, {self.disk.left()} bytes left")
                time.sleep(0.05)
        finally:
            clients.stop()
        must(self.ledger.acknowledged and not self.ledger.doubtful and not self.ledger.wrong,
             f"{len(self.ledger.doubtful)} without an answer or with another; {self.ledger.wrong}")

    def look(self):
        """All that is read can be read."""
        for path in (f"/api/v1/follow/{self.code}", "/api/v1/places", f"/api/v1/files/{self.file}",
                     "/api/v1/practice"):
            reply, _ = self.ask("GET", path)
            must(reply.status == 200, f"GET {path} on a full disk: {reply.status} {reply.text}")
        for path in ("/api/v1/me", "/api/v1/journal"):
            reply, _ = self.ask("GET", path, Cookie=self.cookie)
            must(reply.status == 200, f"GET {path} on a full disk: {reply.status} {reply.text}")

    def full(self):
        self.look()
        self.refused_case("case")
        self.refused(lambda lang: self.send_file(1001, lang), "a file")
        self.server.stop()
        self.disk.leave(TO_CONNECT)
        self.serve()
        self.look()
        self.refused_case("case-after-start")
        self.disk.leave(TO_CONNECT)
        there = dict(kill.stored(self.site, self.folder, self.url))
        filed = [t for t in self.ledger.refused if t in there]
        must(not filed, f"{len(filed)} cases were refused and filed, such as {filed[:1]}")

    def room_again(self):
        self.disk.free()
        self.look()
        until = time.monotonic() + WAIT_S
        while (reply := self.file_case("after-full-1")).status != 201:
            must(reply.status == 507 and time.monotonic() < until,
                 f"with room again: {reply.status} {reply.text}")
            time.sleep(0.1)
        must(self.send_file(1002).status == 201, "a file with room again")
        for token in self.ledger.refused[:REFUSED_ENOUGH]:
            reply = self.file_case(token)
            must(reply.status == 201, f"sent again: {reply.status} {reply.text}")
            self.ledger.answered(token, 201, reply.json)

    def followed(self):
        """The followers were held up, and have seen all now."""
        until = time.monotonic() + WAIT_S
        while behind := self.rows("SELECT name, seq FROM follower"
                                  " WHERE seq < (SELECT MAX(seq) FROM journal)"):
            must(time.monotonic() < until, f"followers are behind: {behind}")
            time.sleep(0.05)

    def at_the_end(self):
        self.settle()
        self.followed()
        self.server.stop()
        rows = kill.stored(self.site, self.folder, self.url)
        there = dict(rows)
        must(len(there) == len(rows), "a token was filed twice")
        lost = [t for t, i in self.ledger.acknowledged.items() if there.get(kill.kept_as(t)) != i]
        must(not lost, f"{len(lost)} acknowledged cases are lost, such as {lost[:1]}")
        done = self.site.command("verify", "--data", self.folder, ok=False)
        must(done.returncode == 0, f"linli verify:\n{done.stdout}{done.stderr}")
        lines = self.log.read_text(errors="replace").count("\n")
        must(lines < LOG_MOST, f"{lines} lines in the log")
        return (f"{len(self.ledger.acknowledged)} acknowledged, {len(self.ledger.refused)} refused"
                f" on a full disk; {lines} lines in the log")

    def all(self):
        try:
            self.sign_in()
            self.files_until_full()
            self.rows_until_full()
            self.full()
            self.room_again()
            return self.at_the_end()
        finally:
            if self.server.process.poll() is None:
                self.server.kill()
            if self.site.postgres:
                self.psql.stdin.close()
                self.psql.wait()


def in_a_namespace():
    """Begin again where this process may mount a disk that nobody else sees."""
    how = ["unshare", "--mount"] + (["--map-root-user"] if os.geteuid() else [])
    if subprocess.run([*how, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True,
                      check=False).returncode:
        print("1..0 # SKIP no disk can be mounted here: neither root nor user namespaces")
        sys.exit(0)
    os.execvp(how[0], [*how, sys.executable, *sys.argv, "--inside"])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--linli", required=True)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    p.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.engine == "postgres" and (os.geteuid() or not kill.has_postgres()):
        print("1..0 # SKIP no PostgreSQL server is installed, or this is not root")
        return 0
    if not args.inside:
        in_a_namespace()
    print("1..1", flush=True)
    wrong, words = "", ""
    cluster = kill.Cluster() if args.engine == "postgres" else None
    try:
        with linli_server.Site(args.linli, args.engine, cluster and cluster.url) as site:
            try:
                words = Run(site).all()
            except (Wrong, linli_server.Failed, OSError) as e:
                wrong = str(e) or repr(e)
        subprocess.run(["umount", "--lazy", site.root / "disk"], check=False)
        shutil.rmtree(site.root, ignore_errors=True)
    finally:
        if cluster:
            cluster.end()
    print(f"{'not ok' if wrong else 'ok'} 1 - a full disk is said, does no harm, and passes")
    for line in (wrong or words).splitlines():
        print("# " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
