#!/usr/bin/env python3
"""Our own rules for the text of the sources; docs/STYLE.md says why.

usage: check_source.py [TOP]     prints file:line: [rule] what; exit code 1 on any error, not on
                                 warnings. --rules lists the rules.

A rule is a function: it takes a Source and yields (line, what). Rules marked warn do not fail.
"""

import pathlib
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import csource

RULES = []


class Source:
    def __init__(self, path, text, words=()):
        self.path, self.text, self.words = path, text, words
        self.lines = text.split("\n")
        self.is_c = path.endswith((".c", ".h"))
        self.in_src = path.startswith("src/")
        self.room = path.split("/")[1] if self.in_src and "/" in path[4:] else ""
        self.code = csource.code_only(text) if self.is_c else text
        self.strings = csource.without_comments(text) if self.is_c else text

    def line(self, offset):
        return csource.line_of(self.text, offset)


def rule(name, warn=False):
    def add(fn):
        RULES.append((name, warn, fn))
        return fn

    return add


BANNED = {
    "strcpy": "struct buf or snprintf", "strcat": "struct buf", "sprintf": "snprintf or buf_addf",
    "vsprintf": "vsnprintf", "strncpy": "struct str", "strncat": "struct buf", "gets": "fgets",
    "atoi": "str_int", "atol": "str_int", "atoll": "str_int", "atof": "strtod with its end",
    "strtok": "struct str", "scanf": "a parser", "sscanf": "a parser", "rand": "base/rng.h",
    "random": "base/rng.h", "srand": "base/rng.h", "alloca": "an arena", "tmpnam": "mkstemp",
    "mktemp": "mkstemp", "system": "posix_spawn", "popen": "posix_spawn", "localtime": "base/time.h",
    "gmtime": "base/time.h", "ctime": "base/time.h", "asctime": "base/time.h", "setlocale": "nothing",
}


@rule("banned")
def banned(s):
    """Functions that are not safe, or not ours."""
    if not s.is_c:
        return
    for m in re.finditer(r"\b(\w+)\s*\(", s.code):
        if m[1] in BANNED and not re.search(r"(?:\.|->)\s*$", s.code[: m.start()][-8:]):
            yield s.line(m.start()), f"{m[1]}(): use {BANNED[m[1]]}"


CLOCK_OK = {"src/db/migrate.c": "when a migration was applied is a fact of the machine"}


@rule("clock")
def clock(s):
    """Only base and app read the time of day; rules are handed it. How long one waits is free."""
    if not s.in_src or s.room in ("base", "app") or s.path in CLOCK_OK:
        return
    reads = r"(?<![\w.>])(time|gettimeofday|clock_gettime)\s*\((?!CLOCK_MONOTONIC)"
    for m in re.finditer(reads, s.code):
        yield s.line(m.start()), f"{m[1]}(): the clock is handed in (struct clock)"
    for m in re.finditer(r"\bclock_system\b", s.code):
        yield s.line(m.start()), "clock_system: the clock is handed in (struct clock)"


@rule("comment")
def comment(s):
    """Comments are /* */."""
    if s.is_c:
        for at in csource.line_comments(s.text):
            yield s.line(at), "write /* */"


@rule("tab")
def tab(s):
    """Spaces alone."""
    if s.path.endswith((".c", ".h", ".py", ".yaml", ".yml", ".sql", ".build", ".md")):
        for n, line in enumerate(s.lines, 1):
            if "\t" in line:
                yield n, "a tab"


@rule("trailing")
def trailing(s):
    """Space at the end of a line; no newline at the end of the file; carriage returns."""
    for n, line in enumerate(s.lines, 1):
        if line != line.rstrip():
            yield n, "space at the end"
    if s.text and not s.text.endswith("\n"):
        yield len(s.lines), "no newline at the end of the file"


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


ONE_TEXT = re.compile(r"""\s*[\w(&{., ]*["'].*["'][\]);,} ]*\\?$""")


@rule("long-line")
def long_line(s):
    """100 columns, a Chinese character counting two; a line that is one text may be longer, and
    where clang-format cannot break C it may be a little longer."""
    if not s.path.endswith((".c", ".h", ".py")):
        return
    most = 108 if s.is_c else 100
    for n, line in enumerate(s.lines, 1):
        if len(line) > 50 and width(line) > most and not ONE_TEXT.match(line):
            yield n, f"{width(line)} columns"


@rule("long-file", warn=True)
def long_file(s):
    """600 lines: could a stranger hold it in mind?"""
    if s.path.endswith((".c", ".h", ".py", ".sh")) and len(s.lines) > 600:
        yield 1, f"{len(s.lines)} lines"


@rule("long-function", warn=True)
def long_function(s):
    """90 lines; up to 60 is the rule."""
    if not s.path.endswith(".c") or not s.in_src:
        return
    start = None
    for n, line in enumerate(s.code.split("\n"), 1):
        if line.startswith("{"):
            start = n
        elif line.startswith("}") and start is not None:
            if n - start > 90:
                yield start, f"a function of {n - start} lines"
            start = None


# State of the whole process that is not handed in, each with its reason.
STATE_OK = {
    "src/base/log.c": "the logger's threshold",
    "src/base/digest.c": "OpenSSL's algorithm, fetched once",
    "src/base/time.c": "the last stamp given out, so that stamps never go back",
    "src/http/flight.c": "which of the counters a thread counts in",
    "src/shape/shape_schema.c": "the sentence that a start-up check hands back",
}
DECL = re.compile(
    r"(?m)^(?P<indent>[ ]*)(?P<static>static\s+)?"
    r"(?P<decl>[A-Za-z_][\w\s*]*?[\s*](?P<name>\w+)(?:\[[^\]]*\])*)\s*(?P<end>;|=)"
)
NOT_TYPES = {"return", "goto", "typedef", "extern", "else", "case", "break", "continue"}


@rule("global")
def mutable_global(s):
    """No state outside what is handed in: variables at file level and static ones are const."""
    if not s.path.endswith(".c") or not s.in_src or s.path in STATE_OK:
        return
    depth = 0
    at = 0
    for m in DECL.finditer(s.code):
        depth += s.code.count("{", at, m.start()) - s.code.count("}", at, m.start())
        paren = s.code.count("(", 0, m.start()) - s.code.count(")", 0, m.start())
        at = m.start()
        first = m["decl"].split()[0]
        if first in NOT_TYPES or paren > 0 or (depth > 0 and not m["static"]):
            continue
        if first in ("struct", "union", "enum") and len(m["decl"].split()) == 2:
            continue  # only names the type
        if m["indent"] and not m["static"]:
            continue
        decl = m["decl"]
        if "*" in decl:
            const = re.search(r"\bconst\s*\w+\s*(\[.*)?$", decl)
        else:
            const = "const" in decl.split()
        if not const:
            yield s.line(m.start()), f"{m['name']}: state that nobody handed in; const, or pass it"


SQL = r"(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|(?:CREATE|DROP|ALTER) (?:TABLE|INDEX))\s"


SQL_OK = {"src/db/backup.c": "copies every table that there is, whatever its name"}


@rule("sql-built")
def sql_built(s):
    """SQL is a constant: none is put together with a format or a buffer."""
    if not s.in_src or not s.path.endswith(".c") or s.path in SQL_OK:
        return
    for m in re.finditer(r'"(?:[^"\\\n]|\\.)*"', s.strings):
        before = s.strings[max(0, m.start() - 400) : m.start()]
        call = re.search(r"\b(\w*printf\w*|buf_\w+|str_cat\w*)\s*\((?:[^;{}])*$", before)
        if re.match(r'"\s*' + SQL, m[0]) and call:
            yield s.line(m.start()), f"SQL put together by {call[1]}()"
        elif re.match(r'"\s*' + SQL, m[0]) and re.search(r'%[-.*\d]*[sdlzj]|%"', m[0]):
            yield s.line(m.start()), "a format inside SQL"


@rule("sql-place")
def sql_place(s):
    """The SQL of a room stands in its *_rows.c (db has its own)."""
    if not s.in_src or not s.path.endswith(".c") or s.path.endswith("_rows.c"):
        return
    if s.room in ("base", "db"):
        return
    for m in re.finditer(r'"(?:[^"\\\n]|\\.)*"', s.strings):
        if re.match(r'"\s*' + SQL + r"(?=.*(?:FROM|INTO|SET|\())", m[0]):
            yield s.line(m.start()), "SQL outside *_rows.c"


@rule("unfinished")
def unfinished(s):
    """No promise in place of the work; no code that is switched off."""
    if not s.path.startswith(("src/", "tests/", "scripts/", "practices/")):
        return
    for m in re.finditer(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b|^#if\s+0\b", s.text, re.M):
        in_comment = not s.is_c or s.strings[m.start()] == " "
        if in_comment or m[0].startswith("#"):
            yield s.line(m.start()), f"«{m[0]}»"


@rule("locality")
def locality(s):
    """A name that one locality gave to its way of working belongs in a pack."""
    if not s.in_src:
        return
    for word in s.words:
        for m in re.finditer(re.escape(word), s.text, re.I):
            yield s.line(m.start()), f"«{word}» belongs to a locality"


def locality_words(top):
    words = []
    file = top / "tools" / "locality_words.txt"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                words.append(line.strip())
    packs = top / "practices"
    if packs.is_dir():
        words += [p.name for p in packs.iterdir() if p.is_dir() and not p.name.startswith("base")]
    return sorted(set(words))


def check_text(path, text, words=()):
    """All findings of one file: (line, rule, warn, what)."""
    s = Source(path, text, words)
    found = []
    for name, warn, fn in RULES:
        for line, what in fn(s) or ():
            found.append((line, name, warn, what))
    return sorted(found)


KINDS = (".c", ".h", ".py", ".sh", ".sql", ".yaml", ".yml", ".build", ".t", ".txt", ".md", ".csv")


def tracked(top):
    out = subprocess.run(["git", "-C", str(top), "ls-files", "-z", "--cached", "--others",
                          "--exclude-standard"], capture_output=True)
    names = out.stdout.decode().split("\0") if out.returncode == 0 else [
        p.relative_to(top).as_posix() for p in top.rglob("*") if "build" not in p.parts]
    for name in sorted(set(names)):
        file = top / name
        if name and file.is_file() and not file.is_symlink():
            yield name, file


def is_ours(name, file):
    if name.startswith(("tests/fuzz/corpus/", "docs/api/", "web/node_modules/")):
        return False
    if name.endswith(KINDS):
        return True
    return name.startswith(("scripts/", ".ci/")) and file.read_bytes()[:2] == b"#!"


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    if "--rules" in sys.argv:
        for name, warn, fn in RULES:
            said = " ".join((fn.__doc__ or "").split())
            print(f"{name:14} {'warn ' if warn else 'error'}  {said}")
        return 0
    top = pathlib.Path(args[0] if args else pathlib.Path(__file__).parent.parent)
    words = locality_words(top)
    n = errors = warnings = 0
    for name, file in tracked(top):
        if not is_ours(name, file):
            continue
        n += 1
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as e:
            print(f"{name}:1: [utf8] {e}")
            errors += 1
            continue
        for line, rule_name, warn, what in check_text(name, text, words):
            print(f"{name}:{line}: {'warning: ' if warn else ''}[{rule_name}] {what}")
            warnings += warn
            errors += not warn
    print(f"source rules: {n} files, {errors} errors, {warnings} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
