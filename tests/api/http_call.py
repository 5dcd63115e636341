"""One call over HTTP as an actor of a scenario, and streams of events that stay open."""

import gzip
import http.client
import json
import mimetypes
import pathlib
import socket
import threading
import time
import urllib.parse
import uuid

import expect
import scenario
import workbook

CALL_S = 60
EVENT_S = 20  # as long as an event may take on a busy machine
PATH_SIGNS = "/?&=%+:,;~!$'()*@[]"  # all that a scenario may mean as it stands
UNKNOWN = "application/octet-stream"


def quoted(path):
    return urllib.parse.quote(path, safe=PATH_SIGNS)


class Stream:
    """Server-sent events, read in the background: (kind, its data as a reply with the header id)."""

    def __init__(self, server, path, headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=CALL_S)
        self.connection.request("GET", quoted(server.base + path), headers=headers)
        self.socket = self.connection.sock
        self.reply = self.connection.getresponse()
        kind = self.reply.getheader("Content-Type", "")
        if self.reply.status != 200 or not kind.startswith("text/event-stream"):
            raise expect.Unmet(f"GET {path}: {self.reply.status} {kind} {self.reply.read(2000)}")
        self.events = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        event = {}
        try:
            for line in iter(self.reply.readline, b""):
                name, _, value = line.decode().rstrip("\r\n").partition(": ")
                if name:
                    event[name] = value
                elif "event" in event:
                    headers = {"id": event.get("id", "")}
                    data = expect.Reply(200, headers, event.get("data", "").encode())
                    self.events.append((event["event"], data))
                    event = {}
        except (OSError, ValueError, http.client.HTTPException):
            pass  # cut off, by the server or by us

    def find(self, kind, expectations):
        for k, event in list(self.events):
            try:
                if k == kind:
                    for one in expectations:
                        expect.check(one, event)
                    return event
            except expect.Unmet:
                continue
        return None

    def until(self, happened, else_what):
        latest = time.monotonic() + EVENT_S
        while not happened():
            if time.monotonic() > latest:
                came = "".join(f"\n    {k} {e.text}" for k, e in self.events)
                raise expect.Unmet(f"{else_what}; there were{came or ' none'}")
            time.sleep(0.02)

    def wait(self, kind, expectations):
        self.until(lambda: self.find(kind, expectations), "no such event")
        return self.find(kind, expectations)

    def wait_only(self, kinds):
        self.until(lambda: len(self.events) >= len(kinds), "not so many events")
        if [k for k, _ in self.events] != kinds:
            raise expect.Unmet(f"the events were {' '.join(k for k, _ in self.events)}")

    def wait_end(self):
        self.until(lambda: not self.reader.is_alive(), "the stream goes on")

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)  # wakes the reader
        except OSError:
            pass  # the server was quicker
        self.reader.join()
        self.connection.close()


class Caller:
    def __init__(self, server, folder):
        self.server, self.folder = server, pathlib.Path(folder)
        self.jars = {}

    def raw(self, method, path, body=b"", headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=CALL_S)
        try:
            c.request(method, quoted(self.server.base + path), body, headers or {})
            r = c.getresponse()
            got = {}
            for k, v in r.getheaders():
                got[k.lower()] = f"{got[k.lower()]}, {v}" if k.lower() in got else v
            body = r.read()
            if got.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            return expect.Reply(r.status, got, body), r.msg.get_all("Set-Cookie") or []
        finally:
            c.close()

    def test(self, path, value=None):
        """A call of the test mode's own; it must succeed."""
        body = json.dumps(value or {}).encode()
        reply, _ = self.raw("POST", path, body, {"Content-Type": "application/json"})
        if reply.status >= 300:
            raise expect.Unmet(f"POST {path} {value}: {reply.status} {reply.text}")
        return reply

    def step(self, step, actor, captured):
        """The reply to a request line, and what was asked as a text."""
        path = scenario.fill(step.path, captured)
        body, kind = self.body(step.body, captured)
        headers = {k: scenario.fill(v, captured) for k, v in step.headers.items()}
        if kind:
            headers.setdefault("Content-Type", kind)
        if actor and not actor.visitor:
            headers.setdefault("X-Test-Actor", actor.name)
        jar = self.jars.setdefault(actor.name, {}) if actor and actor.visitor else None
        if jar:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in jar.items())
        reply, cookies = self.raw(step.method, path, body, headers)
        for one in cookies if jar is not None else []:
            name, value = one.split(";")[0].split("=", 1)
            jar[name] = value
        return reply, path

    def stream(self, step, actor, captured):
        headers = {k: scenario.fill(v, captured) for k, v in step.headers.items()}
        if not actor.visitor:
            headers["X-Test-Actor"] = actor.name
        return Stream(self.server, scenario.fill(step.path, captured), headers)

    def body(self, body, captured):
        if not body:
            return b"", ""
        what, text, kind = body
        if what == "file":
            return (self.folder / text).read_bytes(), kind
        text = scenario.fill(text, captured)
        if what == "fields":
            pairs = [one.strip().split("=", 1) for one in text.split(",")] if text else []
            return urllib.parse.urlencode([(k, v.strip('"')) for k, v in pairs]).encode(), kind
        if what == "form":
            return self.multipart(text)
        if kind == "text/xlsx":
            return workbook.made(text), workbook.KIND
        return text.encode(), kind

    def multipart(self, text):
        edge = uuid.uuid4().hex
        out = b""
        for one in text.split(","):
            name, value = one.strip().split("=", 1)
            out += f"--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"".encode()
            if value.startswith("@"):
                path, _, kind = value[1:].partition(" ")
                path = self.folder / path
                kind = kind.strip() or mimetypes.guess_type(path.name)[0] or UNKNOWN
                out += f"; filename=\"{path.name}\"\r\nContent-Type: {kind}\r\n\r\n".encode()
                out += path.read_bytes()
            else:
                out += b"\r\n\r\n" + value.strip('"').encode()
            out += b"\r\n"
        return out + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
