"""All that a server keeps, as digests: to see that a refused call changed nothing.

That is every table of the database and every file of the data folder but the database's own, the
configuration and the log.
"""

import hashlib
import os
import pathlib
import sqlite3
import subprocess
import time

import linli_server

SETTLE_S = 20  # as long as it may take on a busy machine
OWN = ("linli.db", "linli.conf", "stderr")
EACH_TABLE = r"""
SELECT table_name, md5(query_to_xml(format('SELECT * FROM %I AS t ORDER BY t::text COLLATE "C"',
    table_name), true, true, '')::text)
FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""


def digest(data):
    return hashlib.sha256(data).hexdigest()


def sqlite_tables(folder):
    out = {}
    with sqlite3.connect(f"file:{folder}/linli.db?mode=ro", uri=True) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"
                           " AND sql NOT LIKE 'CREATE VIRTUAL%'")
        for (name,) in names.fetchall():
            rows = sorted(map(repr, db.execute(f'SELECT * FROM "{name}"')))
            out[name] = digest("\n".join(rows).encode())
    db.close()
    return out


def postgres_tables(url):
    done = subprocess.run(["psql", "-XAtq", "-F", " ", "-v", "ON_ERROR_STOP=1", url, "-c",
                           EACH_TABLE], capture_output=True, text=True,
                          timeout=linli_server.COMMAND_S)
    if done.returncode:
        raise linli_server.Failed(f"psql: {done.stderr}")
    return dict(line.split(" ") for line in done.stdout.splitlines())


def settle(folder):
    """What was uploaded is let go just after its reply is out: wait for it. What stays, counts."""
    spool = pathlib.Path(folder) / "spool"
    until = time.monotonic() + SETTLE_S
    while spool.is_dir() and any(spool.iterdir()) and time.monotonic() < until:
        time.sleep(0.01)


def files(folder):
    settle(folder)
    out = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = pathlib.Path(at) / name
            if not (at == str(folder) and name.startswith(OWN)):
                out[str(path.relative_to(folder))] = digest(path.read_bytes())
    return out


def of(folder):
    """{table or file: its digest}"""
    url = linli_server.conf_of(folder, "database")
    tables = postgres_tables(url) if url.startswith("postgres") else sqlite_tables(folder)
    return {**tables, **files(folder)}


def changed(before, after):
    """The names of what differs."""
    return sorted(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
