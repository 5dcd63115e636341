#!/usr/bin/env python3
"""Which rows of the domain's inventory are demonstrated by which tests, and which are not yet.

usage: rows.py TOP [INVENTORY]

A row has an id such as LZ-15 or GJ-57. A scenario (*.t) names the rows that it demonstrates in its
line `rows:`; a test in C or TypeScript names them anywhere, in a comment or a title. INVENTORY is a
Markdown page whose tables begin with the id and the term of each row; without it only the rows that
are named are shown. The last line is `N of M rows demonstrated by T tests`. Exit code 1 when a test
names a row that the inventory does not have.
"""

import pathlib
import re
import sys

ID = re.compile(r"\b(?:LZ|GJ|QD|HT|HY)-\d{2}\b")
ROW = re.compile(r"^\| *((?:LZ|GJ|QD|HT|HY)-\d{2}) *\| *([^|]*?) *\|")
SUFFIXES = {".t", ".c", ".h", ".ts", ".tsx", ".vue"}


def named(path, text):
    """The ids that a test names: a scenario in its head alone."""
    if path.suffix == ".t":
        text = "\n".join(line for line in text.splitlines() if line.startswith("rows:"))
    return set(ID.findall(text))


def tests(top):
    """{id: [path of a test]} of everything below tests/ and web/."""
    found = {}
    for folder in ("tests", "web"):
        for path in sorted((top / folder).rglob("*")):
            if path.suffix not in SUFFIXES or "node_modules" in path.parts:
                continue
            for row in named(path, path.read_text(encoding="utf-8", errors="replace")):
                found.setdefault(row, []).append(path.relative_to(top).as_posix())
    return found


def inventory(text):
    """{id: term}: the first table that has a row tells what it is called."""
    rows = {}
    for line in text.splitlines():
        if m := ROW.match(line):
            rows.setdefault(m[1], m[2])
    return rows


def report(found, rows):
    """The lines to print, and whether every id that is named exists."""
    lines, known = [], rows or {row: "" for row in found}
    done = [row for row in known if row in found]
    strangers = sorted(row for row in found if row not in known)
    if not rows:
        done.sort()
    for row in done:
        lines.append(f"{row}  {known[row]}".rstrip())
        lines += [f"       {path}" for path in found[row]]
    missing = [row for row in known if row not in found]
    if missing:
        lines += ["", f"not yet ({len(missing)}):"]
        lines += [f"{row}  {known[row]}".rstrip() for row in missing]
    for row in strangers:
        lines.append(f"no such row: {row}, named by {', '.join(found[row])}")
    if lines:
        lines.append("")
    n = len({path for row in done for path in found[row]})
    total = f" of {len(rows)}" if rows else ""
    lines.append(f"{len(done)}{total} rows demonstrated by {n} tests")
    return lines, not strangers


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    top = pathlib.Path(sys.argv[1])
    page = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    rows = inventory(page.read_text(encoding="utf-8")) if page else {}
    lines, sound = report(tests(top), rows)
    print("\n".join(lines))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
