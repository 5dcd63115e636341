#!/usr/bin/env python3
"""Put the migrations sql/NNNN_name.sql into a C file.

    embed_sql.py SQL_DIR OUT.c

Run at every build; the file is written only if it would change, so that
adding a migration is never forgotten and costs nothing otherwise.
"""
import os
import re
import sys


def c_string(text):
    """One C string literal a line of `text`."""
    lines = []
    for line in text.splitlines(keepends=True):
        out = ""
        for byte in line.encode("utf-8"):
            ch = chr(byte)
            if ch == "\n":
                out += "\\n"
            elif ch in '"\\':
                out += "\\" + ch
            elif ch == "?":
                out += "\\?"  # no trigraphs
            elif 32 <= byte < 127:
                out += ch
            else:
                out += "\\%03o" % byte
        lines.append('        "%s"' % out)
    return "\n".join(lines) or '        ""'


def main():
    folder, target = sys.argv[1:3]
    found = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".sql"):
            continue
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", name)
        if not match:
            sys.exit(f"{folder}/{name}: a migration is called NNNN_name.sql")
        found.append((int(match[1]), match[2], os.path.join(folder, name)))
    for before, this in zip(found, found[1:]):
        if before[0] == this[0]:
            sys.exit(f"{before[2]} and {this[2]} have the same number")

    out = "/* Made by tools/embed_sql.py from sql/. */\n#include \"db/db.h\"\n\n"
    for number, name, path in found:
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        if "\r" in text:
            sys.exit(f"{path}: lines must end in LF alone, or its checksum depends on the checkout")
        out += f"static const char sql_{number:04d}[] =\n{c_string(text)};\n\n"
    out += "const struct migration db_migrations[] = {\n"
    for number, name, path in found:
        out += (f'    {{ {number}, "{name}", '
                f"{{ sql_{number:04d}, sizeof(sql_{number:04d}) - 1 }} }},\n")
    out += "    { 0 },\n};\n"

    try:
        with open(target, encoding="utf-8") as f:
            if f.read() == out:
                return
    except OSError:
        pass
    with open(target, "w", encoding="utf-8") as f:
        f.write(out)


main()
