"""Read a scenario: plain text, one request a line. this text is its manual.

    # a comment
    rows: HT-03 GJ-57                 what of the specification it demonstrates
    pack: practices/small             relative to the scenario, or to the top of the project
    clock: 2026-03-02T09:00:00+08:00  where the virtual clock begins
    import: territory data/places.csv --top     by `linli import`; may stand several times
    actor clerk-a holds clerk at C01, inspector at C02
    actor sec is security
    visitor v                         nobody's account, but keeps cookies: for signing in
    (there are always: nobody, and the administrators sys_admin, sec_admin and audit_admin)

    clerk-a POST /api/v1/cases {"title": "坑"}   201 $.step=filing $.number~^SQ -> id=$.id
    clerk-a GET /api/v1/cases/{id}               200 $.moves#2 !$.closed Header:ETag
    wait 3 hours
    now 2026-03-05T09:00:00+08:00

    stream wall sec GET /api/v1/feed             opened now, as sec; read in the background
    wall sees case.opened $.data.number={number} -> last=Header:id     such an event came or comes
    wall sees only case.opened case.moved        these came or come, in this order, and no others
    wall ends                                    the server closes it, now or soon

    soon ACTOR GET PATH STATUS …                 is asked again until it is so, for a while

A line that is indented goes on with the one before it. `{name}` is what was captured as `name`.

Bodies: JSON · <<END type … END on lines of its own · @file type ·
        <<END text/xlsx … END, CSV that is sent as a workbook ·
        form(name=value, photo=@a.jpg type) · fields(name=value, …) as a page's form sends them
Between body and status: request headers, `Accept-Language:en`.

Expectations after the status, PATH being $.a.b, $.items[0].id, $.items[*].id, $.items[id=7].step,
Header:NAME, `text` for the reply as it is (a workbook: its first sheet as CSV), or in a capture
`text:REGEX` for the group in it:
    PATH=value  PATH!=value  PATH~regex  PATH!~regex  PATH<n  PATH>n  PATH<=n  PATH>=n
    PATH#n (so many members; also #>n #<n)   PATH (is there)   !PATH (is not)
Of a call that is refused (4xx, 5xx) the runner checks that every table and file is as it was.
With [*], one member that fits is enough for = and ~, and none may fit for != and !~.
A value with spaces stands in double quotes.
"""

import re
from dataclasses import dataclass, field

ADMINS = ("sys_admin", "sec_admin", "audit_admin")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
NAME = re.compile(r"[a-z][a-z0-9-]*$")
TEMPLATE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Mistake(Exception):
    """The scenario itself is wrong."""


@dataclass
class Actor:
    name: str
    role: str = ""
    posts: list = field(default_factory=list)  # (post, code)
    visitor: bool = False
    there: bool = False  # made by `linli init`


@dataclass
class Step:
    line: int
    text: str
    kind: str  # request, wait, now, settle, stream, sees, only, ends
    actor: str = ""
    method: str = ""
    path: str = ""
    body: tuple = ()  # (kind, text, type)
    soon: bool = False
    headers: dict = field(default_factory=dict)
    status: int = 0
    expect: list = field(default_factory=list)
    capture: list = field(default_factory=list)  # (name, path)
    stream: str = ""
    events: list = field(default_factory=list)  # their kinds


@dataclass
class Scenario:
    path: str
    title: str = ""
    rows: list = field(default_factory=list)
    pack: str = ""
    clock: str = "2026-03-02T09:00:00+08:00"
    imports: list = field(default_factory=list)  # (kind, path, options…)
    conf: list = field(default_factory=list)
    actors: dict = field(default_factory=lambda: {a: Actor(a, there=True) for a in ADMINS})
    streams: set = field(default_factory=set)
    steps: list = field(default_factory=list)


def fill(text, captured):
    """Put what was captured in place of {name}."""

    def one(m):
        if m[1] not in captured:
            raise Mistake(f"{{{m[1]}}} was not captured")
        return captured[m[1]]

    return TEMPLATE.sub(one, text)


def logical_lines(text):
    """(number, text) with indented lines joined to the one before and here-documents within."""
    out = []
    lines = iter(enumerate(text.split("\n"), 1))
    for n, line in lines:
        bare = line.strip()
        if not bare or bare.startswith("#") and not line.startswith((" ", "\t")):
            if bare.startswith("#"):
                out.append([n, bare, None])
            continue
        if line[0] in " \t" and out and not out[-1][1].startswith("#"):
            out[-1][1] += " " + bare
        else:
            out.append([n, bare, None])
        here = re.search(r"<<([A-Z]+)\b", bare)
        if here and out[-1][2] is None:
            doc = []
            for _, inner in lines:
                if inner.strip() == here[1]:
                    break
                doc.append(inner)
            else:
                raise Mistake(f"line {n}: <<{here[1]} has no end")
            out[-1][2] = "\n".join(doc) + "\n"
    return out


def tokens(text):
    """Split at spaces, but not within double quotes."""
    return [t for t in re.findall(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+', text)]


def json_end(text):
    """Where the JSON value at the front of `text` ends; templates may stand for bare values."""
    depth, quoted, i = 0, False, 0
    while i < len(text):
        c = text[i]
        if quoted:
            i += c == "\\"
            quoted = c != '"'
        elif c == '"':
            quoted = True
        elif c in "{[":
            depth += 1
        elif c in "}]":
            depth -= 1
            if depth == 0:
                return i + 1
        i += 1
    raise Mistake("the JSON body has no end")


def take_body(rest, here):
    """The body at the front of `rest`, and what follows it."""
    if rest.startswith(("{", "[")):
        end = json_end(rest)
        return ("json", rest[:end], "application/json"), rest[end:].strip()
    m = re.match(r"<<[A-Z]+(?:\s+([a-z]+/[\w.+-]+))?\s*", rest)
    if m:
        return ("raw", here or "", m[1] or "text/csv"), rest[m.end():]
    m = re.match(r"@(\S+)(?:\s+([a-z]+/[\w.+-]+))?\s*", rest)
    if m:
        return ("file", m[1], m[2] or "text/csv"), rest[m.end():]
    m = re.match(r"fields\(([^)]*)\)\s*", rest)
    if m:
        return ("fields", m[1], "application/x-www-form-urlencoded"), rest[m.end():]
    m = re.match(r"form\(([^)]*)\)\s*", rest)
    if m:
        return ("form", m[1], ""), rest[m.end():]
    return (), rest


def captures(words):
    for one in words:
        if "=" not in one:
            raise Mistake(f"a capture is name=PATH, not {one!r}")
    return [tuple(one.split("=", 1)) for one in words]


def read_request(n, text, here, sc):
    actor, method, rest = (text.split(None, 2) + [""])[:3]
    if actor != "nobody" and actor not in sc.actors:
        raise Mistake(f"nobody is called {actor!r}: actor {actor} …")
    path, rest = (rest.split(None, 1) + [""])[:2]
    step = Step(n, text, "request", actor, method, path)
    step.body, rest = take_body(rest, here)
    words = tokens(rest)
    while words and re.match(r"[A-Za-z][A-Za-z0-9-]*:", words[0]):
        name, value = words.pop(0).split(":", 1)
        step.headers[name] = value.strip('"')
    if not words or not re.fullmatch(r"[1-5]\d\d", words[0]):
        raise Mistake(f"a status was expected, not {words[0] if words else 'the end'!r}")
    step.status = int(words.pop(0))
    while words and words[0] != "->":
        step.expect.append(words.pop(0))
    step.capture = captures(words[1:])
    sc.steps.append(step)


def read_stream(n, text, sc):
    m = re.match(r"stream ([a-z][a-z0-9-]*) (\S+) GET (\S+)((?: [A-Za-z-]+:\S+)*)$", text)
    if not m or m[2] not in sc.actors:
        raise Mistake("expected: stream NAME ACTOR GET PATH [HEADER:VALUE …]")
    sc.streams.add(m[1])
    sc.steps.append(Step(n, text, "stream", m[2], "GET", m[3], stream=m[1],
                         headers=dict(h.split(":", 1) for h in m[4].split())))


def read_of_stream(n, text, sc):
    name, kind, *words = tokens(text)
    if kind == "sees" and words[:1] == ["only"]:
        kind = words.pop(0)
    if "->" in words:
        words, capture = words[:words.index("->")], words[words.index("->") + 1:]
    else:
        capture = []
    step = Step(n, text, kind, stream=name, capture=captures(capture))
    step.events, step.expect = (words, []) if kind == "only" else (words[:1], words[1:])
    if (kind == "ends") == bool(step.events) or kind != "sees" and step.capture:
        raise Mistake("expected: STREAM sees EVENT [EXPECTATION …] [-> NAME=PATH …], "
                      "STREAM sees only EVENT … or STREAM ends")
    for one in step.events:
        if not re.fullmatch(r"[a-z_]+\.[a-z_]+", one):
            raise Mistake(f"{one!r} is no kind of an event")
    sc.steps.append(step)


def read_actor(text, sc):
    m = re.match(r"actor (\S+)(?:\s+holds\s+(.*)|\s+is\s+(\w+))?$", text)
    if not m or not NAME.match(m[1]):
        raise Mistake("expected: actor NAME [holds POST at CODE, …] [is ROLE]")
    a = Actor(m[1], role=m[3] or "")
    for one in (m[2] or "").split(",") if m[2] else []:
        p = re.match(r"\s*(\S+) at (\S+)\s*$", one)
        if not p:
            raise Mistake(f"expected: POST at CODE, not {one.strip()!r}")
        a.posts.append((p[1], p[2]))
    sc.actors[a.name] = a


def read_line(n, text, here, sc):
    word = text.split(None, 1)[0]
    value = text[len(word):].strip()
    if text.startswith("#"):
        sc.title = sc.title or text.lstrip("# ")
    elif word == "rows:":
        sc.rows += value.split()
    elif word == "pack:":
        sc.pack = value
    elif word == "clock:":
        sc.clock = value
    elif word == "conf:":
        sc.conf.append(value)
    elif word == "import:":
        sc.imports.append(tuple(value.split()))
    elif word == "actor":
        read_actor(text, sc)
    elif word == "visitor":
        sc.actors[value] = Actor(value, visitor=True)
    elif word in ("wait", "now"):
        sc.steps.append(Step(n, text, word, path=value))
    elif word == "stream":
        read_stream(n, text, sc)
    elif word in sc.streams and value.split(None, 1)[:1] in (["sees"], ["ends"]):
        read_of_stream(n, text, sc)
    elif word == "soon":  # what goes on in the background is asked for until it is so
        read_request(n, value, here, sc)
        sc.steps[-1].soon = True
    elif word == "settle" and not value:
        sc.steps.append(Step(n, text, word))
    elif len(text.split()) > 2 and text.split()[1] in METHODS:
        read_request(n, text, here, sc)
    else:
        raise Mistake(f"{word!r} begins no line of a scenario")


def read(path, text):
    sc = Scenario(path)
    for n, line, here in logical_lines(text):
        try:
            read_line(n, line, here, sc)
        except Mistake as e:
            raise Mistake(f"{path}:{n}: {e}") from None
    if not sc.pack:
        raise Mistake(f"{path}: no pack: line")
    if not any(s.kind == "request" for s in sc.steps):
        raise Mistake(f"{path}: no request")
    return sc
