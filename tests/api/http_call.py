"""One call over HTTP as an actor of a scenario."""

import http.client
import json
import mimetypes
import pathlib
import urllib.parse
import uuid

import expect
import scenario

CALL_S = 60
PATH_SIGNS = "/?&=%+:,;~!$'()*@[]"  # all that a scenario may mean as it stands
UNKNOWN = "application/octet-stream"


def quoted(path):
    return urllib.parse.quote(path, safe=PATH_SIGNS)


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
            return expect.Reply(r.status, got, r.read()), r.msg.get_all("Set-Cookie") or []
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

    def body(self, body, captured):
        if not body:
            return b"", ""
        what, text, kind = body
        if what == "file":
            return (self.folder / text).read_bytes(), kind
        text = scenario.fill(text, captured)
        if what == "form":
            return self.multipart(text)
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
