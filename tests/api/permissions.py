#!/usr/bin/env python3
"""Every route, by everybody: what comes back is what permissions.txt says.

usage: permissions.py --linli PATH [--engine sqlite|postgres] [--write]

The calls are in permissions_calls.t. For each column of the table the server is set up anew, so
what one may do has no effect on what another may. --write writes what is found into the table,
for somebody to read before it is committed.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import sys

import expect
import http_call
import linli_server
import run
import scenario
import schema

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE / "permissions.txt"
CALLS = HERE / "permissions_calls.t"
CAPS = linli_server.TOP / "src/work/caps.h"
PACK = linli_server.TOP / "tests/unit/practice/packs/small"

COLUMNS = {  # name: how it asks, as an account's login or a token's captured name
    "anybody": "", "account": "plain", "holder": "holder", "stranger": "stranger",
    "system": "sys_admin", "security": "sec_admin", "audit": "audit_admin",
    "token": "{token}", "narrow": "{narrow}"}
WORDS = {401: "sign_in", 403: "denied", 404: "not_found"}
HEAD = """\
# Who may call what. One line a route; a cell is what comes back:
#   ok         let in (the call may still be refused for what it says)
#   sign_in    401     denied  403     not_found  404: there, but not for them
# The columns:
#   anybody    nobody is signed in            account   signed in, without a post
#   holder     a post with every capability, where the thing lies
#   stranger   the same post in another subtree
#   system, security, audit   the three administrators
#   token      an API token of the holder's, for every capability
#   narrow     another of the holder's, for feed.read alone
# Made by permissions.py --write, checked by permissions.py; the calls are in permissions_calls.t.
"""


def everything(root):
    """A pack with one post more, which has every capability but an administrator's."""
    words = re.findall(r'X\(\w+, "([a-z.]+)"\)', CAPS.read_text())
    caps = [w for w in words if not w.startswith("admin.")]
    pack = root / "everything"
    shutil.copytree(PACK, pack)
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    post = ("posts:\n  everything:\n    title: {zh: 全权, en: Everything}\n"
            f"    at: [street, community]\n    can: [{', '.join(caps)}]\n")
    text = text.replace("pack: small", "pack: everything").replace("posts:\n", post, 1)
    (pack / "pack.yaml").write_text(text, encoding="utf-8")
    return pack, caps


def route_of(api, step):
    path = step.path.split("?")[0]
    path = re.sub(r"\{[a-z0-9_]+\}", "1", path)
    for _, pattern, name, item in api.paths:
        if pattern.match(path) and step.method.lower() in item:
            return f"{step.method} {name}"
    raise scenario.Mistake(f"{CALLS.name}:{step.line}: there is no route {step.method} {path}")


class Column:
    """All calls, by one kind of caller, against a server of its own."""

    def __init__(self, site, api, sc, folder, asks, caps):
        self.site, self.api, self.sc, self.asks, self.caps = site, api, sc, asks, caps
        self.server = linli_server.Server(site, folder, clock=sc.clock)
        self.run = run.Run(sc, self.server, None)

    def token(self, caps):
        body = json.dumps({"name": "t", "caps": caps, "days": 9}).encode()
        reply, _ = self.run.call.raw("POST", "/api/v1/me/tokens", body, {
            "Content-Type": "application/json", "X-Test-Actor": "holder"})
        return reply.json["token"]

    def headers(self):
        if not self.asks:
            return {}
        if self.asks.startswith("{"):
            caps = self.caps if self.asks == "{token}" else ["feed.read"]
            return {"Authorization": "Bearer " + self.token(caps)}
        return {"X-Test-Actor": self.asks}

    def status(self, step, headers):
        """Only the status: an event stream has no end."""
        path = scenario.fill(step.path, self.run.captured)
        body, kind = self.run.call.body(step.body, self.run.captured)
        headers = dict(headers, **({"Content-Type": kind} if kind else {}))
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=http_call.CALL_S)
        c.request(step.method, http_call.quoted(path), body, headers)
        r = c.getresponse()
        if r.status >= 500 or r.status == 429 or r.status == 400:
            raise expect.Unmet(f"{step.method} {path}: {r.status} {r.read(2000).decode()}")
        c.close()
        return r.status

    def all(self):
        found = {}
        try:
            self.run.actors()
            for step in self.sc.steps:
                if step.actor != "who":
                    self.run.step(step)
            headers = self.headers()
            for step in self.sc.steps:
                if step.actor == "who":
                    status = self.status(step, headers)
                    found[route_of(self.api, step)] = WORDS.get(status, "ok")
        except expect.Unmet as e:
            raise linli_server.Failed(f"{CALLS.name}: {self.run.trouble} {e}") from None
        finally:
            self.server.stop()
        return found


def find(site, api):
    """{route: [cell of each column]}"""
    sc = scenario.read(str(CALLS), CALLS.read_text(encoding="utf-8"))
    pack, caps = everything(site.root)
    imports = [(kind, str((HERE / path).resolve()), *more) for kind, path, *more in sc.imports]
    table = {}
    for asks in COLUMNS.values():
        folder = site.folder(pack, imports, day=sc.clock[:10])
        for route, cell in Column(site, api, sc, folder, asks, caps).all().items():
            table.setdefault(route, []).append(cell)
    return table


def text_of(table):
    width = max(len(r) for r in table) + 2
    line = "{:<%d}" % width + "".join("{:<%d}" % max(len(c) + 2, 11) for c in COLUMNS)
    rows = [line.format("route", *COLUMNS).rstrip()]
    rows += [line.format(route, *cells).rstrip() for route, cells in table.items()]
    return HEAD + "\n" + "\n".join(rows) + "\n"


def read_table(text):
    table = {}
    for line in text.split("\n"):
        if re.match(r"(GET|POST|PUT|PATCH|DELETE) ", line):
            method, path, *cells = line.split()
            table[f"{method} {path}"] = cells
    return table


def compare(wanted, found, routes):
    """Sentences: where the table, the server and the API's description differ."""
    wrong = [f"{r}: no call of it in {CALLS.name}" for r in routes if r not in found]
    wrong += [f"{r}: not in {TABLE.name}" for r in found if r not in wanted]
    rest = [r for r in wanted if r not in routes]
    wrong += [f"{r}: in {TABLE.name}, but there is no such route" for r in rest]
    for route in found:
        for name, a, b in zip(COLUMNS, wanted.get(route, []), found[route]):
            if a != b:
                wrong.append(f"{route}: {name} gets {b}, the table says {a}")
    return wrong


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--linli", required=True)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    if args.engine == "postgres" and not os.environ.get("LINLI_TEST_PG"):
        print("1..0 # SKIP postgres: not given (LINLI_TEST_PG is not set)")
        return 0
    with open(linli_server.TOP / "docs/api/openapi.json", encoding="utf-8") as f:
        doc = json.load(f)
    routes = [f"{m.upper()} {path}" for path, item in doc["paths"].items() for m in item]
    with linli_server.Site(args.linli, args.engine) as site:
        found = find(site, schema.Api(doc))
    if args.write:
        TABLE.write_text(text_of(found), encoding="utf-8")
    wrong = compare(read_table(TABLE.read_text(encoding="utf-8")), found, routes)
    print("1..1")
    word = "not ok" if wrong else "ok"
    print(f"{word} 1 - {len(found)} routes by {len(COLUMNS)} kinds of callers")
    for line in wrong:
        print("# " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
