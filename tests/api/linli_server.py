"""A real server on a data folder of its own, on either engine.

Setting up takes most of a second (three passwords are hashed on purpose slowly), so what is common
to scenarios, a practice and imports, is set up once and copied: a file for SQLite, CREATE DATABASE
… TEMPLATE for PostgreSQL.
"""

import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
ADMINS = {"sys_admin": "Kun-peng-8311", "sec_admin": "Tian-wen-8311", "audit_admin": "Li-sao-8311x"}
START_S, STOP_S, COMMAND_S = 60, 60, 300


class Failed(Exception):
    """A command or the server did not do what it must."""


def environment():
    env = dict(os.environ, LC_ALL="C.UTF-8")
    env.setdefault("ASAN_OPTIONS", "abort_on_error=1")
    return env


class Postgres:
    """Databases in the server that LINLI_TEST_PG names."""

    def __init__(self, url):
        self.url = url
        self.lock = threading.Lock()

    def run(self, sql, url=None):
        # One at a time: a template must have no other visitor while it is copied.
        with self.lock:
            done = subprocess.run(["psql", "-Xqv", "ON_ERROR_STOP=1", url or self.url, "-c", sql],
                                  capture_output=True, text=True, timeout=COMMAND_S)
        if done.returncode:
            raise Failed(f"psql: {sql}: {done.stderr.strip()}")

    def database(self, name):
        m = re.fullmatch(r"(postgres(?:ql)?://[^/?]*)(?:/[^?]*)?(\?.*)?", self.url)
        return f"{m[1]}/{name}{m[2] or ''}"

    def create(self, name, template=None):
        self.run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return self.database(name)

    def drop(self, name):
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class Site:
    """Where folders and databases of one run are made, and the templates in it."""

    def __init__(self, linli, engine, postgres=None):
        self.linli, self.engine = str(linli), engine
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="linli-api-"))
        self.postgres = None
        if engine == "postgres":
            self.postgres = Postgres(postgres or os.environ["LINLI_TEST_PG"])
        self.templates, self.made, self.lock, self.count = {}, [], threading.Lock(), 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in self.made:
            self.postgres.drop(name)
        shutil.rmtree(self.root, ignore_errors=True)

    def command(self, *args, ok=True, stdin=None):
        done = subprocess.run([self.linli, *map(str, args)], capture_output=True, text=True,
                              input=stdin, env=environment(), timeout=COMMAND_S)
        if ok and done.returncode:
            raise Failed(f"linli {' '.join(map(str, args))}: exit status {done.returncode}\n"
                         f"{done.stdout}{done.stderr}")
        return done

    def name(self, what):
        with self.lock:
            self.count += 1
            return f"linli_{os.getpid()}_{what}_{self.count}"

    def database(self, what, template=None):
        """A URL for a new database, and its name; both empty for SQLite."""
        if not self.postgres:
            return "", ""
        name = self.name(what)
        url = self.postgres.create(name, template)
        with self.lock:
            self.made.append(name)
        return url, name

    def init(self, folder, pack, url="", day=""):
        admins = self.root / f"{folder.name}.admins"  # of its own: others are made at the same time
        admins.write_text("".join(f"{k} {v}\n" for k, v in ADMINS.items()))
        args = ["--db", url] if url else []
        args += ["--on", day] if day else []
        self.command("init", "--data", folder, "--practice", pack, "--password-file", admins, *args)

    def template(self, pack, imports, day):
        key = hashlib.sha256(repr((str(pack), imports, day)).encode()).hexdigest()[:12]
        with self.lock:
            lock = self.templates.setdefault(key, [threading.Lock(), None])
        with lock[0]:
            if lock[1] is None:
                folder = self.root / f"template-{key}"
                url, name = self.database("template")
                self.init(folder, pack, url, day)
                for one in imports:
                    on = ["--on", day] if day else []
                    done = self.command("import", *one, "--data", folder, *on)
                    if " 0 refused" not in done.stdout:
                        raise Failed(f"linli import {one}: {done.stdout}{done.stderr}")
                lock[1] = (folder, name)
        return lock[1]

    def folder(self, pack, imports=(), day=""):
        """A data folder of its own, from the template; as if set up on `day`."""
        template, database = self.template(pack, tuple(imports), day)
        folder = self.root / self.name("data")
        shutil.copytree(template, folder)
        if self.postgres:
            url, _ = self.database("data", database)
            set_conf(folder, "database", url)
        return folder

    def sql(self, folder, sql):
        """Behind the program's back, in the database of a folder that nobody serves."""
        if self.postgres:
            self.postgres.run(sql, conf_of(folder, "database"))
            return
        with contextlib.closing(sqlite3.connect(folder / "linli.db")) as db:
            db.executescript(sql)


def conf_of(folder, key):
    for line in (pathlib.Path(folder) / "linli.conf").read_text().split("\n"):
        name, _, value = line.partition("=")
        if name.strip() == key:
            return value.strip()
    return ""


def set_conf(folder, key, value):
    path = pathlib.Path(folder) / "linli.conf"
    lines = [x for x in path.read_text().split("\n") if x.split("=")[0].strip() != key]
    path.write_text("\n".join(lines).rstrip() + f"\n{key} = {value}\n")


class Server:
    """`linli serve` while it runs. `clock`: where its virtual clock begins; none: the real one."""

    def __init__(self, site, folder, clock=None, stderr=None):
        self.site, self.folder = site, folder
        args = ["--test-clock", clock] if clock else []
        if clock:
            set_conf(folder, "test", "yes")
        self.log = stderr or open(pathlib.Path(folder) / "stderr", "ab")
        self.process = subprocess.Popen(
            [site.linli, "--lang", "en", "serve", "--data", str(folder), "--port", "0", *args],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment())
        self.base, self.port = "", 0
        self.wait_ready()

    def wait_ready(self):
        timer = threading.Timer(START_S, self.process.kill)
        timer.start()
        line = self.process.stdout.readline()
        timer.cancel()
        if not line.startswith("listening on "):
            self.process.kill()
            self.process.wait()
            raise Failed(f"the server did not start: {line}{self.errors()}")
        url = urllib.parse.urlsplit(line.split()[-1])
        self.port, self.base = url.port, url.path

    def errors(self):
        self.log.flush()
        return (pathlib.Path(self.folder) / "stderr").read_text(errors="replace")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=STOP_S)
        self.close()

    def close(self):
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        """An orderly end; anything but exit status 0 is a failure, a sanitizer's report too."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed("the server does not stop") from None
        errors = self.errors()
        self.close()
        if status != 0:
            raise Failed(f"the server ended with status {status}\n{errors}")
