#!/usr/bin/env python3
"""Measure how fast Linli is, as ratios to what the bare libraries do on the same machine.

usage: bench.py [--rounds 5] [--seconds 2] [--only read,list,…] [--sizes 10000,1000000] [--no-doc]

Every measure stands between two of what it is compared with, so that a machine on which others work
too says nearly the same; the median of some rounds counts. scripts/bench builds and calls this.
With all sizes and measures it writes docs/PERFORMANCE.md.
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
import socket
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
SMALL, LARGE = 10_000, 1_000_000
LOADS = ("read", "list", "dashboard", "create")
MEASURES = (*LOADS, "locate", "villages")


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
        f.write(f"\nper_minute = 10000000\nreports = 4000000\nthreads = {THREADS}\n")
    mark.write_text(digest)
    return folder


def copy_of(folder, where):
    run("cp", "-r", "--reflink=auto", folder, where)
    return where


# -- servers and load --------------------------------------------------------------------------


def free_port():
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


class Rig:
    """A server on a copy of a filled folder, and all that is asked of it."""

    def __init__(self, size, room):
        self.size, self.copy, self.bare = size, room / f"data-{size}", room / f"bare-{size}.db"
        folder = filled(size)
        copy_of(folder, self.copy)
        run("cp", folder / "linli.db", self.bare)
        self.asked = Asked(self.copy, self.copy)
        self.starts = []
        for _ in range(5):
            with Server(self.copy) as server:
                self.starts.append(server.start_s)
        self.server, self.token, self.runs = Server(self.copy), None, 0

    def __enter__(self):
        self.server.__enter__()
        self.token = self.server.token()
        check_replies(self.server, self.asked, self.token)
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def ask(self, name, seconds, url=None):
        if name == "create":
            self.runs += 1
            return wrk(self.server.url, seconds, "post.lua", self.asked.files[name],
                       f"{os.getpid() & 0xffff:04x}{self.runs:02x}")
        return wrk(url or self.server.url, seconds, "get.lua", self.asked.files[name], self.token)

    def other(self, name, seconds, hello):
        """What this is compared with: the bare library."""
        if name == "create":
            return float(run(BUILD / "tests/bench/bench_bare", self.bare, seconds, CONNECTIONS))
        return self.ask(name, seconds, hello.url)


class Found:
    """What the rounds of one measure at one size gave."""

    def __init__(self):
        self.own, self.others, self.shares = [], [], []

    def add(self, before, own, after):
        self.own.append(own)
        self.others += [before, after]
        self.shares.append(2 * own / (before + after))

    def rate(self):
        return statistics.median(self.own)

    def other(self):
        return statistics.median(self.others)

    def share(self):
        return statistics.median(self.shares)


def measure(args, rigs, hello):
    """{measure: {size: Found}}; the sizes by turns, so that they can be compared."""
    found = {name: {rig.size: Found() for rig in rigs} for name in LOADS if name in args.only}
    for name, of_size in found.items():
        for _ in range(args.rounds):
            for rig in rigs:
                before = rig.other(name, args.seconds, hello)
                own = rig.ask(name, args.seconds)
                of_size[rig.size].add(before, own, rig.other(name, args.seconds, hello))
        for size, f in of_size.items():
            say(f"{size:>9,} cases  {name:10} {f.rate():9,.0f}/s"
                f"  {f.share():6.1%} of {f.other():,.0f}/s")
    return found


def locate():
    """Nanoseconds in the mean, one thread."""
    said = [run(BUILD / "tests/bench/bench_locate") for _ in range(3)]
    return statistics.median(float(re.search(r"one thread, mean\s+([\d.]+)", s)[1]) for s in said)


def villages():
    """Seconds to import the divisions and the villages by one command, and how many each; None
    without the data."""
    files = DATA / "cn_divisions_l1_l4.csv.gz", DATA / "cn_villages_620k.csv.gz"
    if not all(f.exists() for f in files):
        return None
    with tempfile.TemporaryDirectory(dir=ROOM) as tmp:
        folder = pathlib.Path(tmp) / "data"
        secrets = ROOM / "admins"
        secrets.write_text(ADMINS)
        linli("init", "--data", folder, "--practice", TOP / "practices/base-cn", "--password-file",
              secrets)
        began = time.monotonic()
        said = linli("import", "territory", *files, "--data", folder, "--levels",
                     "province,city,county,street,community")
        took = time.monotonic() - began
    counts = re.findall(r"(\d+) rows given: (\d+) added", said)
    if any(given != added for given, added in counts):
        sys.exit(f"not all rows were taken:\n{said}")
    return took, *(int(added) for _, added in counts[:2])


# -- the page ----------------------------------------------------------------------------------


def machine():
    cpu = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    mhd, lite = run("pkg-config", "--modversion", "libmicrohttpd").strip(), sqlite3.sqlite_version
    return (f"{os.cpu_count()} cores ({cpu[1] if cpu else platform.machine()}),"
            f" {int(memory[1]) // 1048576} GB, Linux {platform.release().split('-')[0]},"
            f" libmicrohttpd {mhd}, SQLite {lite}")


def verdict(met):
    return "met" if met else "**missed**"


def growth(of_size):
    """How much slower with the larger size: rounds of both were neighbours."""
    return statistics.median(a / b for a, b in zip(of_size[SMALL].own, of_size[LARGE].own))


def rows(found, rigs, ns, import_s):
    large = next(rig for rig in rigs if rig.size == LARGE)

    def shares(name, sizes, bar, what, text):
        for size in sizes:
            f = found[name][size]
            yield (f"{text}, {size:,} cases", f"at least {bar:.0%} of {what}",
                   f"{f.rate():,.0f}/s = {f.share():.0%} of {f.other():,.0f}/s",
                   verdict(f.share() >= bar))

    both = (SMALL, LARGE)
    yield from shares("create", both, 0.5, "bare inserts",
                      f"create a case over HTTP, durable, {CONNECTIONS} connections")
    yield from shares("read", both, 0.4, "hello", "read one case")
    yield from shares("list", both, 0.1, "hello", f"list {LIST} open cases of a grid")
    yield from shares("dashboard", (LARGE,), 0.5, "hello", "dashboard of the district")
    slower = growth(found["dashboard"])
    yield (f"the same against {SMALL:,} cases", "within a fifth", f"{1 / slower:.2f} of it",
           verdict(1 / slower >= 0.8))
    yield ("point to grid among 2,850 polygons", "under 2 µs in the mean", f"{ns / 1000:.2f} µs",
           verdict(ns < 2000))
    for name in ("create", "read", "list"):
        slower = growth(found[name])
        yield (f"growth: {name}, {LARGE:,} cases against {SMALL:,}", "within 1.5 times",
               f"{slower:.2f} times", verdict(slower <= 1.5))
    yield (f"memory of the serving process, {LARGE:,} cases, after all of this", "under 200 MB",
           f"{large.memory_mb:.0f} MB", verdict(large.memory_mb < 200))
    start = statistics.median(large.starts)
    yield (f"start to first reply, {LARGE:,} cases", "under 500 ms", f"{start * 1000:.0f} ms",
           verdict(start < 0.5))
    if import_s:
        yield (f"import of {import_s[2]:,} villages, the {import_s[1]:,} divisions above them with"
               " them in one command", "under 30 s", f"{import_s[0]:.1f} s",
               verdict(import_s[0] < 30))


PAGE = """# How fast Linli is

Made by `scripts/bench` on {day}; load average before {before}, after {after}.
{machine}.

| What | Bar | Found | |
| --- | --- | --- | --- |
{rows}

*Hello* is `tests/bench/hello.c`: libmicrohttpd with the settings of our server (two threads,
16 KiB a connection), which answers every request with six bytes. *Bare inserts* is
`tests/bench/bare.c`: SQLite alone puts in the rows of a new case (case, task, clock, journal entry,
search index, counter) in a copy of the same database, in all grids, with numbers, codes and tokens
as long and in such an order as ours, {connections} cases a transaction, with full synchronisation.
Nothing is read, checked, encoded or computed there. Both are asked in the same run, before and
after each measure of {seconds} s, and the ratio to their mean is taken; the median of {rounds}
rounds counts. Load comes from wrk with one thread and {connections} connections on the same
machine. Nothing is read into memory beforehand: what the system took back since the measure before
is read from the disk again.

Growth compares neighbours in time: each round asks the small and then the large server, and the
median of the rounds' ratios counts.

The data: one district with 14 streets, 189 communities and 2,850 grids with polygons
(`tests/bench/territory.py`), cases evenly over two years and all grids (`tests/bench/fill.c`, by
the same actions as the server's), 5 % of them open. Reads ask for random cases and lists for random
grids that have at least {list} open ones, with a token of an account that holds a post over the
district; all of them say, as browsers do, that they take what is packed, which the dashboard then
is. Each case that is created has words, a point that is located, a token of its own, a clock
and a task, and is in the search index, the journal and (a moment later) the figures.
"""


def write_page(args, found, rigs, ns, import_s, before):
    table = "\n".join(f"| {' | '.join(r)} |" for r in rows(found, rigs, ns, import_s))
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    (TOP / "docs/PERFORMANCE.md").write_text(PAGE.format(
        day=time.strftime("%Y-%m-%d"), before=before, after=load, machine=machine(), rows=table,
        connections=CONNECTIONS, seconds=args.seconds, rounds=args.rounds, list=LIST))
    print(table)


def say(text):
    print(text, flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--sizes", default=f"{SMALL},{LARGE}")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--seconds", type=int, default=2)
    p.add_argument("--only", default=",".join(MEASURES))
    p.add_argument("--no-doc", action="store_true", help="leave docs/PERFORMANCE.md as it is")
    args = p.parse_args()
    args.only = args.only.split(",")
    sizes = [int(n) for n in args.sizes.split(",")]
    before = " ".join(f"{x:.1f}" for x in os.getloadavg())
    ROOM.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        room = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(dir=ROOM)))
        hello = stack.enter_context(Hello())
        rigs = [stack.enter_context(Rig(n, room)) for n in sizes]
        found = measure(args, rigs, hello)
        for rig in rigs:
            rig.memory_mb = rig.server.memory_mb()
            say(f"{rig.size:>9,} cases  start {statistics.median(rig.starts) * 1000:.0f} ms,"
                f" memory {rig.memory_mb:.0f} MB")
    ns = locate() if "locate" in args.only else None
    import_s = villages() if "villages" in args.only else None
    if ns:
        say(f"point to grid {ns / 1000:.2f} µs")
    if import_s:
        say(f"import of {import_s[1]:,} divisions and {import_s[2]:,} villages {import_s[0]:.1f} s")
    if set(args.only) == set(MEASURES) and sizes == [SMALL, LARGE] and not args.no_doc:
        write_page(args, found, rigs, ns, import_s, before)


if __name__ == "__main__":
    main()
