#!/usr/bin/env python3
"""Measure how fast Linli is, as ratios to what the bare libraries do on the same machine.

usage: bench.py [--sizes 10000,1000000] [--rounds 5] [--seconds 2] [--only read,list,…] [--out FILE]

Every measure stands between two of what it is compared with, so that a machine on which others work
too says nearly the same; the median of some rounds counts. scripts/bench builds and calls this.
"""

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import platform
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
HERE, BUILD, ROOM = TOP / "tests/bench", TOP / "build/release", TOP / "build/bench"
LINLI = BUILD / "src/app/linli"
DATA = TOP.parent / "shared/data/divisions"
DISTRICT, LOGIN, SECRET = "990101", "reader", "Kun-lun-8311"
ADMINS = "".join(f"{a} Tian-wen-{n}-8311\n" for n, a in
                 enumerate(("sys_admin", "sec_admin", "audit_admin")))
THREADS, CONNECTIONS, FILL_DAYS, ASKED = 2, 16, 730, 2000
LIST = 25  # cases


def run(*args, **more):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8"), **more)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args))}\n{done.stdout}{done.stderr}")
    return done.stdout


def linli(*args):
    return run(LINLI, "--lang", "en", *args)


# -- data folders ------------------------------------------------------------------------------


def digest_of_makers():
    """What a filled folder depends on; another one makes it anew."""
    d = hashlib.sha256()
    for path in sorted([*(HERE / "pack").rglob("*.yaml"), HERE / "territory.py", HERE / "fill.c",
                        *(TOP / "sql").glob("*.sql"),
                        *(TOP / "practices/base-cn").rglob("*.yaml")]):
        d.update(path.read_bytes())
    return d.hexdigest()


def make_pack():
    packs = ROOM / "practices"
    shutil.rmtree(packs, ignore_errors=True)
    shutil.copytree(TOP / "practices/base-cn", packs / "base-cn")
    shutil.copytree(HERE / "pack", packs / "bench")
    run(sys.executable, HERE / "territory.py", packs / "bench/demo")
    return packs / "bench"


def filled(size):
    """A data folder with so many cases; made once, then only copied."""
    folder, mark = ROOM / str(size), ROOM / f"{size}.made"
    digest = digest_of_makers()
    if folder.exists() and mark.exists() and mark.read_text() == digest:
        return folder
    say(f"filling a data folder with {size:,} cases …")
    shutil.rmtree(folder, ignore_errors=True)
    mark.unlink(missing_ok=True)
    secrets, secret = ROOM / "admins", ROOM / "secret"
    secrets.write_text(ADMINS)
    secret.write_text(SECRET + "\n")
    began = time.strftime("%Y-%m-%d", time.localtime(time.time() - (FILL_DAYS + 1) * 86400))
    linli("init", "--data", folder, "--practice", make_pack(), "--demo", "--on", began,
          "--password-file", secrets)
    run(BUILD / "tests/bench/bench_fill", folder, size)
    linli("user", "add", LOGIN, "--data", folder, "--password-file", secret)
    linli("user", "post", LOGIN, "secretary", "--at", DISTRICT, "--data", folder)
    with open(folder / "linli.conf", "a", encoding="utf-8") as f:
        f.write(f"\nper_minute = 10000000\nthreads = {THREADS}\n")
    mark.write_text(digest)
    return folder


def copy_of(folder, where):
    run("cp", "-r", "--reflink=auto", folder, where)
    return where


# -- servers and load --------------------------------------------------------------------------


def free_port():
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wrk(url, seconds, script, *args):
    """Requests a second. Any answer that is not 2xx is an error of the bench."""
    out = run("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", HERE / script, url, "--",
              *args)
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(f"{url}: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])


class Hello:
    def __enter__(self):
        self.port = free_port()
        self.process = subprocess.Popen([BUILD / "tests/bench/bench_hello", str(self.port),
                                         str(THREADS)], stdout=subprocess.PIPE)
        self.process.stdout.readline()
        self.url = f"http://127.0.0.1:{self.port}/"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def answers(port, path="/api/v1/figures/reported"):
    try:
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        c.request("GET", path)
        return c.getresponse().status == 200
    except OSError:
        return False


class Server:
    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        self.port, began = free_port(), time.monotonic()
        self.process = subprocess.Popen([LINLI, "serve", "--data", self.folder, "--port",
                                         str(self.port)], stdout=subprocess.DEVNULL)
        while not answers(self.port):
            if self.process.poll() is not None or time.monotonic() - began > 30:
                sys.exit("the server does not start")
            time.sleep(0.002)
        self.start_s = time.monotonic() - began
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def memory_mb(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024

    def call(self, method, path, body, head):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        c.request(method, path, json.dumps(body), {"Content-Type": "application/json", **head})
        r = c.getresponse()
        reply = json.loads(r.read())
        if r.status >= 300:
            sys.exit(f"{method} {path}: {r.status} {reply}")
        return reply, r.getheader("Set-Cookie")

    def token(self):
        """Of an account that holds a post over the district, for a program that reads."""
        me, cookie = self.call("POST", "/api/v1/session", {"login": LOGIN, "password": SECRET}, {})
        made, _ = self.call("POST", "/api/v1/me/tokens",
                            {"name": "bench", "caps": ["case.read", "figures.read"], "days": 1},
                            {"Cookie": cookie.split(";")[0], "X-CSRF-Token": me["csrf"]})
        return made["token"]


# -- what is asked -----------------------------------------------------------------------------


class Asked:
    """Files of addresses and points, from what a folder holds."""

    def __init__(self, folder, where):
        rng = random.Random(1)
        with contextlib.closing(sqlite3.connect(f"file:{folder}/linli.db?mode=ro", uri=True)) as db:
            ids = [i for (i,) in db.execute("SELECT id FROM civic_case ORDER BY id")]
            busy = [p for (p,) in db.execute(
                "SELECT place FROM civic_case WHERE state = 0 GROUP BY place HAVING COUNT(*) >= ?",
                (LIST,))]
            district = db.execute("SELECT id FROM place WHERE code = ?", (DISTRICT,)).fetchone()[0]
            points = db.execute("SELECT lon, lat FROM place WHERE kind = 'grid'").fetchall()
        rng.shuffle(points)
        self.paths = {
            "read": [f"/api/v1/cases/{rng.choice(ids)}" for _ in range(ASKED)],
            "list": [f"/api/v1/cases?place={rng.choice(busy)}&state=open" for _ in range(ASKED)],
            "dashboard": [f"/api/v1/figures/dashboard?place={district}"],
        }
        self.files = {}
        for name, lines in [*self.paths.items(),
                            ("create", [f"{lon} {lat}" for lon, lat in points])]:
            self.files[name] = where / name
            self.files[name].write_text("\n".join(lines) + "\n")


def check_replies(server, asked, token):
    """Before anything is measured: the replies are what they must be."""
    head = {"Authorization": f"Bearer {token}"}
    for path in asked.paths["list"][:5]:
        reply, _ = server.call("GET", path, None, head)
        if len(reply["items"]) != LIST or any(c["state"] != "open" for c in reply["items"]):
            sys.exit(f"{path}: {len(reply['items'])} cases")
    reply, _ = server.call("GET", asked.paths["dashboard"][0], None, head)
    if len(reply["children"]) != 14 or reply["sums"]["opened"] == 0:
        sys.exit("the dashboard is not the district's")
    return len(json.dumps(reply, separators=(",", ":"), ensure_ascii=False).encode())


def reads(args, hello, server, asked, name, token):
    """(requests a second, share of hello) as medians of the rounds."""
    own, share, both = [], [], []
    for _ in range(args.rounds):
        before = wrk(hello.url, args.seconds, "get.lua", asked.files[name], token)
        mine = wrk(server.url, args.seconds, "get.lua", asked.files[name], token)
        after = wrk(hello.url, args.seconds, "get.lua", asked.files[name], token)
        both += [before, after]
        own.append(mine)
        share.append(mine / ((before + after) / 2))
    return statistics.median(own), statistics.median(share), statistics.median(both)


def creates(args, server, bare_db, asked):
    own, share, bare = [], [], []
    for n in range(args.rounds):
        before = float(run(BUILD / "tests/bench/bench_bare", bare_db, args.seconds, CONNECTIONS))
        mine = wrk(server.url, args.seconds, "post.lua", asked.files["create"],
                   f"r{n}-{os.getpid()}")
        after = float(run(BUILD / "tests/bench/bench_bare", bare_db, args.seconds, CONNECTIONS))
        bare += [before, after]
        own.append(mine)
        share.append(mine / ((before + after) / 2))
    return statistics.median(own), statistics.median(share), statistics.median(bare)


def measure(args, size, hello):
    found = {}
    folder = filled(size)
    with tempfile.TemporaryDirectory(dir=ROOM) as tmp:
        tmp = pathlib.Path(tmp)
        copy = copy_of(folder, tmp / "data")
        asked = Asked(copy, tmp)
        starts = []
        for _ in range(5):
            with Server(copy) as server:
                starts.append(server.start_s)
        found["start"] = statistics.median(starts)
        with Server(copy) as server:
            token = server.token()
            found["dashboard_bytes"] = check_replies(server, asked, token)
            for name in ("read", "list", "dashboard"):
                if name in args.only:
                    found[name] = reads(args, hello, server, asked, name, token)
                    say(f"{size:>9,} cases  {name:10} {found[name][0]:9,.0f}/s"
                        f"  {found[name][1]:6.1%} of hello's {found[name][2]:,.0f}/s")
            if "create" in args.only:
                bare_db = tmp / "bare.db"
                run("cp", folder / "linli.db", bare_db)
                found["create"] = creates(args, server, bare_db, asked)
                say(f"{size:>9,} cases  {'create':10} {found['create'][0]:9,.0f}/s"
                    f"  {found['create'][1]:6.1%} of bare's {found['create'][2]:,.0f}/s")
            found["memory"] = server.memory_mb()
    say(f"{size:>9,} cases  start {found['start'] * 1000:.0f} ms, memory {found['memory']:.0f} MB")
    return found


def say(text):
    print(text, flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--sizes", default="10000,1000000")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--seconds", type=int, default=2)
    p.add_argument("--only", default="read,list,dashboard,create")
    args = p.parse_args()
    args.only = args.only.split(",")
    ROOM.mkdir(parents=True, exist_ok=True)
    with Hello() as hello:
        found = {int(n): measure(args, int(n), hello) for n in args.sizes.split(",")}


if __name__ == "__main__":
    main()
