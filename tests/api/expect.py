"""What a scenario expects of a reply."""

import html
import json
import re

import workbook

ABSENT = object()
OPERATORS = re.compile(r"!=|!~|>=|<=|#|=|~|<|>")
PATH_PART = re.compile(r"\.([^.\[\]=~<>!#]+)|\[(\d+|\*|[\w.]+=[^\]]*)\]")


class Unmet(Exception):
    pass


def same(actual, wanted):
    """Compare with a value as written: a text by its characters, all else as JSON."""
    if isinstance(actual, str):
        return actual == wanted
    try:
        is_bool = wanted in ("true", "false")  # to Python, 1 equals True
        return actual == json.loads(wanted) and isinstance(actual, bool) == is_bool
    except ValueError:
        return False


def member(value, word):
    if isinstance(value, dict):
        return value.get(word, ABSENT)
    return ABSENT


def select(value, index):
    """All that [index] picks out of a list."""
    if not isinstance(value, list):
        return []
    if index == "*":
        return value
    if index.isdigit():
        return value[int(index):int(index) + 1]
    key, wanted = index.split("=", 1)
    return [v for v in value if same(find_in(v, "." + key)[0], wanted)]


def find_in(value, path):
    """(what is there, whether the path had a [*]): one value or ABSENT, or a list of them."""
    values, many = [value], False
    at = 0
    while at < len(path):
        m = PATH_PART.match(path, at)
        if not m:
            raise Unmet(f"${path} is not a path")
        if m[1] is not None:
            values = [v for v in (member(v, m[1]) for v in values) if v is not ABSENT]
        else:
            many |= m[2] == "*"
            values = [x for v in values for x in select(v, m[2])]
        at = m.end()
    if many:
        return values, True
    return (values[0] if values else ABSENT), False


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        book = body[:4] == b"PK\3\4"
        self.text = workbook.read(body) if book else body.decode("utf-8", "replace")
        try:
            self.json = json.loads(body) if body else ABSENT
        except ValueError:
            self.json = ABSENT

    def find(self, path):
        if path == "text":
            return self.text, False
        if path.startswith("text:"):
            m = re.search(path[5:], self.text)
            return (html.unescape(m[1]) if m else ABSENT), False
        if path.startswith("Header:"):
            return self.headers.get(path[7:].lower(), ABSENT), False
        if not path.startswith("$"):
            raise Unmet(f"{path!r} is not a path")
        if self.json is ABSENT:
            return ABSENT, False
        return find_in(self.json, path[1:])


def split(expectation):
    """PATH, operator, value; operators within [...] belong to the path."""
    depth = 0
    for i, c in enumerate(expectation):
        depth += (c == "[") - (c == "]")
        m = depth == 0 and OPERATORS.match(expectation, i)
        if m and i > 0:
            return expectation[:i], m[0], unquote(expectation[m.end():])
    return expectation, "", ""


def unquote(text):
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return json.loads(text)
    return text


def number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        raise Unmet(f"{value!r} is not a number") from None


def count(value, wanted):
    if not isinstance(value, (list, dict, str)):
        raise Unmet("it has no members to count")
    m = re.fullmatch(r"(>=|<=|>|<|=?)(\d+)", wanted)
    if not m:
        raise Unmet(f"#{wanted} is not a number of members")
    return compare(len(value), m[1] or "=", int(m[2]))


def compare(a, op, b):
    return {"=": a == b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[op]


def fits(value, op, wanted):
    if op == "=":
        return same(value, wanted)
    if op == "~":
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return re.search(wanted, text) is not None
    return compare(number(value), op, number(wanted))


def shown(value):
    if value is ABSENT:
        return "absent"
    return json.dumps(value, ensure_ascii=False)


def check(expectation, reply):
    """Raise Unmet unless the reply is as expected."""
    if expectation.startswith("!"):
        value, many = reply.find(expectation[1:])
        if value is not ABSENT and not (many and not value):
            raise Unmet(f"{expectation}: it is {shown(value)}")
        return
    path, op, wanted = split(expectation)
    value, many = reply.find(path)
    if op in ("!=", "!~"):
        values = value if many else [value]
        if value is ABSENT or any(fits(v, op[1], wanted) for v in values):
            raise Unmet(f"{expectation}: it is {shown(value)}")
    elif op == "#":
        if value is ABSENT or not count(value, wanted):
            n = len(value) if isinstance(value, (list, dict, str)) else "absent"
            raise Unmet(f"{expectation}: {n}")
    elif value is ABSENT or many and op and not any(fits(v, op, wanted) for v in value):
        raise Unmet(f"{expectation}: it is {shown(value)}")
    elif op and not many and not fits(value, op, wanted):
        raise Unmet(f"{expectation}: it is {shown(value)}")
    elif many and not op and not value:
        raise Unmet(f"{expectation}: there is none")


def capture(path, reply):
    value, many = reply.find(path)
    if value is ABSENT or many:
        raise Unmet(f"{path} cannot be captured: it is {shown(value)}")
    return value if isinstance(value, str) else json.dumps(value)
