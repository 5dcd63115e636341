#!/usr/bin/env python3
"""Kill the server under load, again and again: nothing acknowledged may be lost.

usage: kill.py --linli PATH [--engine sqlite|postgres] [--times N] [--seed N]

Each time: the server starts, 16 clients file cases, and at a random moment it is killed with
SIGKILL; on PostgreSQL, by turns, the database server is killed as well or instead, on a cluster of
this test's own. Then: every acknowledged case is there, under the id that was told; no token was
filed twice; `linli verify` finds nothing broken.
"""

import argparse
import glob
import hashlib
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "api"))
import linli_server
import load

PACK = linli_server.TOP / "practices/hantang-north"
IMPORTS = [("territory", str(PACK / "demo/places.csv"), "--top"),
           ("territory", str(PACK / "demo/places.geojson"))]
BODIES = [{"process": "demand", "class": "d.01", "words": f"路灯不亮,第{n}号楼",
           "lon": 99.99 + n / 1000, "lat": 37.995 + n / 1000} for n in range(10)]
LOAD_S = (0.05, 0.8)
BACK_S = 20


class Cluster:
    """A PostgreSQL of this test's own, with fsync on, by scripts/lib/postgres.sh."""

    def __init__(self):
        lib = linli_server.TOP / "scripts/lib/postgres.sh"
        script = f'''. {lib}; trap pg_stop EXIT
            pg_start durable && echo "url $PG_URL" || exit 1
            while read -r word; do "$word" && echo "done $word" || echo failed; done'''
        self.shell = subprocess.Popen(["bash", "-c", script], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, text=True)
        word, _, self.url = self.shell.stdout.readline().strip().partition(" ")
        if word != "url":
            raise linli_server.Failed("PostgreSQL did not start")

    def tell(self, word):
        self.shell.stdin.write(word + "\n")
        self.shell.stdin.flush()
        answer = self.shell.stdout.readline().strip()
        if answer != f"done {word}":
            raise linli_server.Failed(f"{word}: {answer}")

    def end(self):
        self.shell.stdin.close()
        self.shell.wait(timeout=linli_server.STOP_S)


def kept_as(token):
    """What is kept of the token of somebody without an account: 32 digits of its digest."""
    return hashlib.new("sm3", f"5 token{len(token)} {token}".encode()).hexdigest()[:32]


def stored(site, folder, url):
    """(kept_as(token), id) of every case that has a token; 32 digits of what was sent follow."""
    sql = "SELECT substr(token, 3, 32), id FROM civic_case WHERE token LIKE '-:%'"
    if site.engine == "sqlite":
        with sqlite3.connect(f"file:{folder}/linli.db?mode=ro", uri=True) as db:
            return [(t, str(i)) for t, i in db.execute(sql)]
    done = subprocess.run(["psql", "-XAtq", "-F", " ", url, "-c", sql], capture_output=True,
                          text=True, check=True)
    return [tuple(line.split(" ")) for line in done.stdout.splitlines()]


class Run:
    def __init__(self, site, cluster, ledger):
        self.site, self.cluster, self.ledger = site, cluster, ledger
        self.folder = site.folder(PACK, IMPORTS)
        self.back_s = []  # from PostgreSQL's return to the first acknowledged case
        self.url = ""
        for line in (self.folder / "linli.conf").read_text().split("\n"):
            if line.startswith("database = "):
                self.url = line.split(" = ", 1)[1]
        linli_server.set_conf(self.folder, "per_minute", "10000000")
        linli_server.set_conf(self.folder, "reports", "4000000")

    def once(self, what, under_load):
        """under_load: a case was acknowledged before; else it may be killed while it begins."""
        server = linli_server.Server(self.site, self.folder)
        before = len(self.ledger.acknowledged)
        clients = load.Clients(self.ledger, server.port, BODIES)
        until = time.monotonic() + BACK_S
        while under_load and len(self.ledger.acknowledged) == before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.uniform(*LOAD_S))
        if "postgres" in what:
            self.cluster.tell("pg_kill")
        if what == "postgres":
            time.sleep(random.uniform(*LOAD_S))
            self.cluster.tell("pg_resume")
            self.wait_for_more()
            time.sleep(random.uniform(*LOAD_S))
        server.kill()
        clients.stop()
        if what == "server and postgres":
            self.cluster.tell("pg_resume")

    def wait_for_more(self):
        """The database is back: so must the server be, by itself, or nothing is acknowledged."""
        before, began = len(self.ledger.acknowledged), time.monotonic()
        while len(self.ledger.acknowledged) == before:
            if time.monotonic() - began > BACK_S:
                self.ledger.wrong.append(f"no case was acknowledged {BACK_S} s after PostgreSQL"
                                         " was back")
                return
            time.sleep(0.01)
        self.back_s.append(time.monotonic() - began)

    def send_doubtful(self):
        """At last the network is back: every sending gets an answer."""
        server = linli_server.Server(self.site, self.folder)
        try:
            left, self.ledger.doubtful = self.ledger.doubtful, []
            for token in left:
                load.send(self.ledger, server.port, load.body_of(BODIES, token))
        finally:
            server.stop()

    def check(self):
        """What is wrong with what is stored, as a list of sentences."""
        rows = stored(self.site, self.folder, self.url)
        there = dict(rows)
        wrong = list(self.ledger.wrong)
        if len(there) != len(rows):
            wrong.append(f"{len(rows) - len(there)} tokens were filed twice")
        lost = [t for t, i in self.ledger.acknowledged.items() if there.get(kept_as(t)) != i]
        if lost:
            wrong.append(f"{len(lost)} acknowledged cases are lost, such as {lost[0]}")
        verify = self.site.command("verify", "--data", self.folder, ok=False)
        if verify.returncode:
            wrong.append(f"linli verify:\n{verify.stdout}{verify.stderr}")
        return wrong


def kinds_of(engine):
    return ["server"] if engine == "sqlite" else ["server", "postgres", "server and postgres"]


def kill_often(site, cluster, times):
    """None, or what went wrong."""
    ledger = load.Ledger(random.randrange(1 << 30))
    run = Run(site, cluster, ledger)
    kinds = kinds_of(site.engine)
    for n in range(times):
        before = len(ledger.acknowledged)
        run.once(kinds[n % len(kinds)], under_load=n < len(kinds))
        wrong = run.check()
        if wrong:
            return [f"kill {n + 1} of {times} ({kinds[n % len(kinds)]}):", *wrong]
        if n < len(kinds) and len(ledger.acknowledged) == before:
            return ["no case was acknowledged: there was no load"]
    run.send_doubtful()
    wrong = run.check()
    if wrong or ledger.doubtful:
        return ["when all had been sent again:", *wrong, *ledger.doubtful]
    print(f"# {times} kills, {len(ledger.acknowledged)} acknowledged cases, none lost, none twice")
    if run.back_s:
        print(f"# serving again {max(run.back_s):.2f} s after PostgreSQL was, at most")
    return None


def has_postgres():
    return glob.glob("/usr/lib/postgresql/*/bin/initdb") or shutil.which("initdb")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--linli", required=True)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    p.add_argument("--times", type=int, default=50)
    p.add_argument("--seed", type=int, default=None)
    args = p.parse_args()
    if args.engine == "postgres" and not has_postgres():
        print("1..0 # SKIP no PostgreSQL server is installed")
        return 0
    seed = args.seed if args.seed is not None else random.randrange(1 << 30)
    random.seed(seed)
    print("1..1", flush=True)
    cluster = Cluster() if args.engine == "postgres" else None
    try:
        with linli_server.Site(args.linli, args.engine, cluster and cluster.url) as site:
            wrong = kill_often(site, cluster, args.times)
    finally:
        if cluster:
            cluster.end()
    print(f"{'not ok' if wrong else 'ok'} 1 - killed under load, {args.engine} keeps what it said")
    print(f"# seed {seed}")
    for line in "\n".join(wrong or []).splitlines():
        print("# " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
