#!/usr/bin/env python3
"""Run scenarios (*.t) against the real server: each on a data folder of its own.

usage: run.py --linli PATH [--engine sqlite|postgres] [--openapi FILE] [--jobs N] [SCENARIO…]

Prints TAP, a line a scenario; for one that fails: the request, the reply, what was expected. What
the language of scenarios is: scenario.py. PostgreSQL runs when LINLI_TEST_PG names a server.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import sys
import time
import traceback

import expect
import html_page
import http_call
import linli_server
import scenario
import schema
import state

HERE = pathlib.Path(__file__).resolve().parent
SETTLE_S = 20  # as long as it may take on a busy machine


class Run:
    """One scenario against one server."""

    def __init__(self, sc, server, api):
        self.sc, self.api, self.folder = sc, api, server.folder
        self.call = http_call.Caller(server, pathlib.Path(sc.path).parent)
        self.captured, self.streams, self.trouble = {}, {}, ""

    def actors(self):
        for a in self.sc.actors.values():
            if a.visitor or a.there:
                continue
            posts = [{"post": post, "at": code} for post, code in a.posts]
            who = {"login": a.name, "posts": posts}
            reply = self.call.test("/test/actors", dict(who, role=a.role) if a.role else who)
            self.captured[a.name.replace("-", "_")] = reply.json["id"]

    def step(self, step):
        if step.kind == "wait":
            self.call.test("/test/clock", {"by": step.path})
        elif step.kind == "now":
            self.call.test("/test/clock", {"at": scenario.fill(step.path, self.captured)})
        elif step.kind == "settle":
            self.call.test("/test/settle")
        elif step.kind == "stream":
            actor = self.sc.actors.get(step.actor)
            self.streams[step.stream] = self.call.stream(step, actor, self.captured)
        elif step.kind == "request":
            self.soon(step) if step.soon else self.request(step)
        else:
            self.of_stream(step, self.streams[step.stream])

    def of_stream(self, step, stream):
        if step.kind == "ends":
            return stream.wait_end()
        if step.kind == "only":
            return stream.wait_only(step.events)
        wanted = [scenario.fill(one, self.captured) for one in step.expect]
        event = stream.wait(step.events[0], wanted)
        for name, where in step.capture:
            self.captured[name] = expect.capture(where, event)
        return None

    def soon(self, step):
        until = time.monotonic() + SETTLE_S
        while True:
            try:
                return self.request(step)
            except expect.Unmet:
                if time.monotonic() > until:
                    raise
            time.sleep(0.05)

    def request(self, step):
        refused = step.status >= 400 and step.method not in ("GET", "HEAD")
        before = state.of(self.folder) if refused else {}
        reply, path = self.call.step(step, self.sc.actors.get(step.actor), self.captured)
        self.trouble = f"  reply:  {reply.status} {reply.text[:4000]}"
        if reply.status != step.status:
            raise expect.Unmet(f"status {step.status}: it is {reply.status}")
        if refused:
            self.unchanged(before)
        if self.api:
            self.api.check_reply(step.method, path.split("?")[0], reply)
        if html_page.is_plain(reply) and step.method != "HEAD":
            html_page.check(reply.text)
        for one in step.expect:
            expect.check(scenario.fill(one, self.captured), reply)
        for name, where in step.capture:
            self.captured[name] = expect.capture(where, reply)
        if step.method not in ("GET", "HEAD") and reply.status < 300:
            self.call.test("/test/settle")

    def unchanged(self, before):
        """What a call needs while it runs, it gives back a moment after its reply."""
        until = time.monotonic() + SETTLE_S
        while changed := state.changed(before, state.of(self.folder)):
            if time.monotonic() > until:
                raise expect.Unmet(f"a refused call changes nothing; this changed {changed}")
            time.sleep(0.05)

    def all(self):
        """None, or what went wrong."""
        step = None
        try:
            self.actors()
            for step in self.sc.steps:
                self.trouble = ""
                self.step(step)
        except (expect.Unmet, schema.Wrong, html_page.Unsound, scenario.Mistake, OSError) as e:
            where = f"{step.line}: {step.text}" if step else " its actors"
            return f"{self.sc.path}:{where}\n{self.trouble}\n  wanted: {e}"
        finally:
            for stream in self.streams.values():
                stream.close()
        return None


def pack_of(sc):
    for base in (pathlib.Path(sc.path).parent, linli_server.TOP):
        if (base / sc.pack).is_dir():
            return base / sc.pack
    raise scenario.Mistake(f"{sc.path}: no pack {sc.pack}")


def run_one(site, sc, api):
    folder = pathlib.Path(sc.path).parent
    imports = [(kind, str((folder / path).resolve()), *options)
               for kind, path, *options in sc.imports]
    data = site.folder(pack_of(sc), imports, day=sc.clock[:10])
    for line in sc.conf:
        key, value = line.split("=", 1)
        linli_server.set_conf(data, key.strip(), value.strip())
    server = linli_server.Server(site, data, clock=sc.clock)
    try:
        wrong = Run(sc, server, api).all()
    finally:
        server.stop()
    return wrong


def outcome(site, path, api):
    """(title, None or what went wrong)"""
    title = pathlib.Path(path).stem
    try:
        sc = scenario.read(str(path), pathlib.Path(path).read_text())
        title = f"{title}: {sc.title}" if sc.title else title
        return title, run_one(site, sc, api)
    except (scenario.Mistake, linli_server.Failed) as e:
        return title, str(e)
    except Exception:  # a mistake of the runner's; the other scenarios go on
        return title, traceback.format_exc()


def comment(text):
    for line in text.split("\n"):
        print("# " + line)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--linli", required=True)
    p.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    p.add_argument("--openapi", default=linli_server.TOP / "docs/api/openapi.json")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("scenarios", nargs="*")
    args = p.parse_args()
    paths = args.scenarios or sorted(p for p in HERE.glob("*.t") if p.stem != "permissions_calls")
    if args.engine == "postgres" and not os.environ.get("LINLI_TEST_PG"):
        print("1..0 # SKIP postgres: not given (LINLI_TEST_PG is not set)")
        return 0
    with open(args.openapi, encoding="utf-8") as f:
        api = schema.Api(json.load(f))
    print(f"1..{len(paths)}")
    failed = 0
    with linli_server.Site(args.linli, args.engine) as site, \
            concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        done = pool.map(lambda path: outcome(site, path, api), paths)
        for n, (title, wrong) in enumerate(done, 1):
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {n} - {title}", flush=True)
            if wrong:
                comment(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
