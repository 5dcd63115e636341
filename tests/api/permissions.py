#!/usr/bin/env python3
"""Every route, by everybody: what comes back is what permissions.txt says.

usage: permissions.py --linli PATH [--engine sqlite|postgres] [--write]

The calls are in permissions_calls.t. For each column of the table the server is set up anew, so
what one may do has no effect on what another may. Then each route that needs a capability is
called by somebody who holds all others in the same place: it is denied. --write writes what is
found into the table, for somebody to read before it is committed.
"""

import argparse
import dataclasses
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
NEEDS = {"anybody": "anyone", "signed_in": "account"}
WORDS = {401: "sign_in", 403: "denied", 404: "hidden"}
HEAD = """\
# Who may call what. One line a route; a cell is what comes back:
#   ok         let in (the call may still be refused for what it says)
#   sign_in    401     denied  403     hidden  404: there, but not for them
#   no_row     let in, but every row of the file is refused: none is theirs
# The columns:
#   needs      the capability that the route demands: whoever has all others is denied. anyone: no
#              account; account: any account, what is one's own is the room's rule
#   anybody    nobody is signed in            account   signed in, without a post
#   holder     a post with every capability, where the thing lies
#   stranger   the same post in another subtree
#   system, security, audit   the three administrators
#   token      an API token of the holder's, for every capability
#   narrow     another of the holder's, for feed.read alone
# Made by permissions.py --write, checked by permissions.py; the calls are in permissions_calls.t.
"""


def lacking(cap):
    return "no_" + cap.replace(".", "_")


def actor_lacking(cap):
    return lacking(cap).replace("_", "-")


def post_of(name, caps):
    return (f"  {name}:\n    title: {{zh: {name}, en: {name}}}\n    at: [street, community]\n"
            f"    can: [{', '.join(caps)}]\n")


# A document to look at.
PAPER = """
process: paper
title: {zh: 证明, en: Certificate}
prefix: PP
form: {place: need, name: need}
steps:
  writing:
    title: {zh: 开具, en: Writing}
    who: clerk @ community
    moves:
      issue: {title: {zh: 开具, en: Issue}, to: end.issued, issues: paper}
ends:
  issued: {title: {zh: 已开具, en: Issued}, counts: solved}
---
documents:
  paper: {title: {zh: 证明, en: Certificate}, number: ZM, words: "兹证明{name}", need: name}
"""


def everything(root):
    """A pack with a post of every capability but administrators', and one for each that lacks it."""
    words = re.findall(r'X\(\w+, "([a-z.]+)"\)', CAPS.read_text())
    caps = [w for w in words if w not in ("practice.load", "practice.enforce")
            and not w.startswith("admin.")]
    pack = root / "everything"
    shutil.copytree(PACK, pack)
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    post = "posts:\n" + post_of("everything", caps)
    post += "".join(post_of(lacking(c), [x for x in caps if x != c]) for c in caps)
    text = text.replace("pack: small", "pack: everything").replace("posts:\n", post, 1)
    (pack / "pack.yaml").write_text(text, encoding="utf-8")
    (pack / "processes" / "paper.yaml").write_text(PAPER, encoding="utf-8")
    return pack, caps


def needs(api, route):
    method, path = route.split()
    return api.doc["paths"][path][method.lower()]["x-capability"]


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
            no_program = ("export.approve",)
            all_caps = [c for c in self.caps if c not in no_program]
            caps = all_caps if self.asks == "{token}" else ["feed.read"]
            return {"Authorization": "Bearer " + self.token(caps)}
        return {"X-Test-Actor": self.asks}

    def status(self, step, headers):
        """The status, and the reply when it is JSON: an event stream has no end."""
        path = scenario.fill(step.path, self.run.captured)
        body, kind = self.run.call.body(step.body, self.run.captured)
        headers = dict(headers, **({"Content-Type": kind} if kind else {}))
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=http_call.CALL_S)
        c.request(step.method, http_call.quoted(path), body, headers)
        r = c.getresponse()
        if r.status >= 500 or r.status == 429 or r.status == 400:
            raise expect.Unmet(f"{step.method} {path}: {r.status} {r.read(2000).decode()}")
        json_type = r.getheader("Content-Type", "").startswith("application/json")
        value = json.loads(r.read() or b"null") if json_type else None
        c.close()
        return r.status, value

    def cell(self, step, headers):
        status, value = self.status(step, headers)
        if status == 200 and isinstance(value, dict) and value.get("given", 0) > 0 and \
                value["given"] == value["refused"]:
            return "no_row"
        return WORDS.get(status, "ok")

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
                    found[route_of(self.api, step)] = self.cell(step, headers)
        except expect.Unmet as e:
            raise linli_server.Failed(f"{CALLS.name}: {self.run.trouble} {e}") from None
        finally:
            self.server.stop()
        return found


class Lacking(Column):
    """All calls that need a capability, by whoever has all others in the same place."""

    def __init__(self, site, api, sc, folder, caps):
        actors = dict(sc.actors)
        for cap in caps:
            name = actor_lacking(cap)
            actors[name] = scenario.Actor(name, posts=[(lacking(cap), "C01")])
        super().__init__(site, api, dataclasses.replace(sc, actors=actors), folder, "", caps)

    def cell(self, step, headers):
        cap = needs(self.api, route_of(self.api, step))
        if cap not in self.caps:
            return "denied"  # no post has it: the other columns tell
        return super().cell(step, {"X-Test-Actor": actor_lacking(cap)})


def find(site, api):
    """{route: [what it needs, cell of each column]}, and what was not denied for lack of that"""
    sc = scenario.read(str(CALLS), CALLS.read_text(encoding="utf-8"))
    pack, caps = everything(site.root)
    imports = [(kind, str((HERE / path).resolve()), *more) for kind, path, *more in sc.imports]
    table = {}
    for asks in COLUMNS.values():
        folder = site.folder(pack, imports, day=sc.clock[:10])
        for route, cell in Column(site, api, sc, folder, asks, caps).all().items():
            table.setdefault(route, [NEEDS.get(needs(api, route), needs(api, route))]).append(cell)
    folder = site.folder(pack, imports, day=sc.clock[:10])
    cells = Lacking(site, api, sc, folder, caps).all()
    return table, {route: cell for route, cell in cells.items() if cell != "denied"}


def text_of(table):
    width = max(len(r) for r in table) + 2
    line = "{:<%d}{:<18}" % width + "{:<10}" * len(COLUMNS)
    rows, subject = [line.format("route", "needs", *COLUMNS).rstrip()], ""
    for route, cells in table.items():
        before, subject = subject, "".join(route.split("/")[3:4])
        if subject != before:
            rows.append("")
        rows.append(line.format(route, *cells).rstrip())
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
        for name, a, b in zip(["what it needs", *COLUMNS], wanted.get(route, []), found[route]):
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
        found, let_in = find(site, schema.Api(doc))
    if args.write:
        TABLE.write_text(text_of(found), encoding="utf-8")
    wrong = compare(read_table(TABLE.read_text(encoding="utf-8")), found, routes)
    wrong += [f"{r}: {cell} for whoever has all but what it needs" for r, cell in let_in.items()]
    print("1..1")
    word = "not ok" if wrong else "ok"
    print(f"{word} 1 - {len(found)} routes by {len(COLUMNS)} kinds of callers")
    for line in wrong:
        print("# " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
