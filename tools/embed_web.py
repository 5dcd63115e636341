#!/usr/bin/env python3
"""Put what the faces were built into (build/web) into the program.

    embed_web.py FOLDER OUT.c OUT.bin

Beside each file FOLDER may hold it compressed, as FILE.gz and FILE.br. Run at every build; the
files are written only if they would change. Without FOLDER each face is web/unbuilt.html.
"""
import hashlib
import os
import pathlib
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
HEAD = """/* Made by tools/embed_web.py. */
#include "web/web_files.h"

__asm__(".section .rodata\\n"
        ".balign 16\\n"
        "linli_web_bytes:\\n"
        ".incbin \\"%s\\"\\n" /* %s */
        ".byte 0\\n"
        ".previous\\n");
extern const char linli_web_bytes[];
#define AT(from, size) { linli_web_bytes + (from), size }

const struct web_file web_files[] = {
"""


def write(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


WEB = pathlib.Path(__file__).resolve().parent.parent / "web"


def files_of(folder):
    """{name: path} of what is served."""
    if not (folder / "index.html").exists():
        faces = ("index.html", "office.html", "screen.html")
        return {**{p.name: p for p in (WEB / "public").iterdir()}, "sw.js": WEB / "mobile/sw.js",
                **{f: WEB / "unbuilt.html" for f in faces}}
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*")
            if p.is_file() and p.suffix not in (".gz", ".br")}


def main():
    folder, source, blob = map(pathlib.Path, sys.argv[1:4])
    bytes_, lines, n = bytearray(), [], 0

    def put(path):
        if not path.exists():
            return "{ 0 }"
        data = path.read_bytes()
        at = len(bytes_)
        bytes_.extend(data)
        return f"AT({at}, {len(data)})"

    for name, path in sorted(files_of(folder).items(), key=lambda f: f[0].encode()):
        kind = TYPES.get(path.suffix)
        if not kind:
            sys.exit(f"{path}: what type is {path.suffix or name}?")
        tag = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        parts = ", ".join(put(p) for p in (path, path.with_name(path.name + ".gz"),
                                           path.with_name(path.name + ".br")))
        lines.append(f'    {{ {{ "{name}", {len(name)} }}, "{kind}", {{ "\\"{tag}\\"", 18 }},'
                     f" {parts} }},")
        n += 1
    lines.append("    { { 0 }, 0, { 0 }, { 0 }, { 0 }, { 0 } },\n};")
    lines.append(f"const size_t n_web_files = {n};\n")
    digest = hashlib.sha256(bytes_).hexdigest()[:16]
    write(blob, bytes(bytes_))
    write(source, (HEAD % (blob.resolve(), digest) + "\n".join(lines)).encode())


main()
