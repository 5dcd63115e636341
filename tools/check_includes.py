#!/usr/bin/env python3
"""The law of includes (tools/rooms.txt): who may see whom in src/.

usage: check_includes.py [TOP]      prints file:line: what is wrong; exit code 1 if anything is
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import csource

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]*)"|<([^>\n]*)>)', re.M)


def read_law(path):
    """Returns ({room: rooms it may see}, {library header: files that may include it}, errors)."""
    rooms, guarded, errors = {}, {}, []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        lib = re.fullmatch(r"<(\S+)>\s+(.+)", line)
        if lib:
            guarded[lib[1]] = lib[2].split()
            continue
        name, colon, rest = line.partition(":")
        if not colon:
            errors.append(f"{path}:{n}: expected «room: rooms» or «<header> files»")
            continue
        for seen in rest.split():
            if seen not in rooms:
                errors.append(f"{path}:{n}: {name} names {seen}, which is not above it")
        rooms[name.strip()] = set(rest.split())
    return rooms, guarded, errors


def _allowed(path, places):
    return any(path == p or (p.endswith("/") and path.startswith(p)) for p in places)


def check_file(path, text, rooms, guarded):
    """Findings of one file; `path` is relative to the top, with forward slashes."""
    room = path.split("/")[1]
    if room not in rooms:
        return [(1, f"src/{room} is not a room of tools/rooms.txt")]
    found = []
    clean = csource.without_comments(text)
    for m in INCLUDE.finditer(clean):
        line = csource.line_of(clean, m.start(1) if m[1] is not None else m.start(2))
        if m[2] is not None:
            if m[2] in guarded and not _allowed(path, guarded[m[2]]):
                found.append((line, f"<{m[2]}> is seen only by {' '.join(guarded[m[2]])}"))
            continue
        other, slash, header = m[1].partition("/")
        if not slash or ".." in m[1]:
            found.append((line, f'"{m[1]}": write "room/header.h"'))
        elif other not in rooms:
            found.append((line, f'"{m[1]}": {other} is not a room'))
        elif other == room:
            continue
        elif other not in rooms[room]:
            found.append((line, f'"{m[1]}": {room} must not see {other}'))
        elif header.endswith("_rows.h"):
            found.append((line, f'"{m[1]}": the rows of {other} are its own'))
        elif header.endswith("_own.h"):
            found.append((line, f'"{m[1]}": is for the files of {other} alone'))
    return found


def check_tree(top):
    rooms, guarded, findings = read_law(top / "tools" / "rooms.txt")
    n = 0
    for file in sorted((top / "src").glob("*/**/*.[ch]")):
        n += 1
        path = file.relative_to(top).as_posix()
        for line, what in check_file(path, file.read_text(encoding="utf-8"), rooms, guarded):
            findings.append(f"{path}:{line}: {what}")
    return findings, n


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    findings, n = check_tree(top)
    for f in findings:
        print(f)
    print(f"law of includes: {n} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
