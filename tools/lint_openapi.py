#!/usr/bin/env python3
"""Our own rules for the description of the API, which is generated from the route tables.

usage: lint_openapi.py FILE...   prints place: what; exit code 1 on any finding.

It is JSON and OpenAPI 3.1; every $ref leads somewhere; operations have a unique operationId, a
summary, tags, an x-capability and described replies; the words in braces of a path are declared;
parameters are described; every property of every schema says its type, or is described as free;
no schema is there for nothing.
"""

import json
import re
import sys

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
TYPED = ("type", "$ref", "enum", "const", "oneOf", "anyOf", "allOf")


def no_doubles(pairs):
    """json takes a name that stands twice; we do not."""
    names = [k for k, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the name {name!r} stands twice in one object")
    return dict(pairs)


def escape(word):
    return word.replace("~", "~0").replace("/", "~1")


def walk(node, at="#"):
    """Every object within `node`, with its JSON pointer."""
    if isinstance(node, dict):
        yield at, node
        for key, value in node.items():
            yield from walk(value, f"{at}/{escape(key)}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from walk(value, f"{at}/{i}")


def resolve(doc, ref):
    """What a local reference leads to, or None."""
    if not isinstance(ref, str) or not ref.startswith("#/"):
        return None
    node = doc
    for word in ref[2:].split("/"):
        word = word.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and word.isdigit() and int(word) < len(node):
            node = node[int(word)]
        elif isinstance(node, dict) and word in node:
            node = node[word]
        else:
            return None
    return node


def said(node, key):
    return isinstance(node.get(key), str) and node[key].strip() != ""


def operations(doc):
    for path, item in doc.get("paths", {}).items():
        for method, op in item.items():
            if method in METHODS:
                yield path, method, op


def check_head(doc):
    if not str(doc.get("openapi", "")).startswith("3.1."):
        yield "#", "is not OpenAPI 3.1"
    for key in ("title", "version"):
        if not said(doc.get("info", {}), key):
            yield "#/info", f"no {key}"
    if not doc.get("paths"):
        yield "#", "no paths"


def check_refs(doc):
    for at, node in walk(doc):
        if "$ref" in node and resolve(doc, node["$ref"]) is None:
            yield at, f"$ref leads nowhere: {node['$ref']}"


def check_operations(doc):
    seen = {}
    for path, method, op in operations(doc):
        at = f"{method.upper()} {path}"
        for key in ("operationId", "summary", "x-capability"):
            if not said(op, key):
                yield at, f"no {key}"
        if not op.get("tags"):
            yield at, "no tags"
        ident = op.get("operationId")
        if ident in seen:
            yield at, f"operationId {ident} is also that of {seen[ident]}"
        seen[ident] = at
        replies = op.get("responses", {})
        if not any(status.startswith("2") for status in replies):
            yield at, "no reply for when it goes well"
        if not any(status.startswith("4") or status == "default" for status in replies):
            yield at, "no reply for when it goes wrong"
        for status, reply in replies.items():
            if "$ref" not in reply and not said(reply, "description"):
                yield at, f"reply {status} has no description"


def check_parameters(doc):
    for path, method, op in operations(doc):
        at = f"{method.upper()} {path}"
        named = set()
        for p in op.get("parameters", []):
            p = resolve(doc, p["$ref"]) or {} if "$ref" in p else p
            place = (p.get("in"), p.get("name"))
            if place in named:
                yield at, f"parameter {p.get('name')} stands twice"
            named.add(place)
            if p.get("in") not in ("path", "query", "header", "cookie"):
                yield at, f"parameter {p.get('name')} is nowhere"
            if p.get("in") == "path" and p.get("required") is not True:
                yield at, f"parameter {p.get('name')} of the path is not required"
            if not said(p, "description"):
                yield at, f"parameter {p.get('name')} has no description"
            if not any(key in p.get("schema", {}) for key in TYPED):
                yield at, f"parameter {p.get('name')} has no type"
        wanted = {("path", word) for word in re.findall(r"\{([^}]*)\}", path)}
        given = {place for place in named if place[0] == "path"}
        for _, word in sorted(wanted ^ given, key=str):
            yield at, f"{{{word}}} is not both in the path and among the parameters"


def check_properties(doc):
    for at, node in walk(doc):
        if not isinstance(node.get("properties"), dict) or at.endswith("/properties"):
            continue
        for name, prop in node["properties"].items():
            place = f"{at}/properties/{escape(name)}"
            if not isinstance(prop, dict):
                yield place, "is not a schema"
            elif not any(key in prop for key in TYPED) and not said(prop, "description"):
                yield place, "has no type, and no description that says it is free"
            elif prop.get("type") == "array" and "items" not in prop:
                yield place, "is a list of nothing"
        for name in node.get("required", []):
            if name not in node["properties"]:
                yield at, f"requires {name}, which it does not have"


def check_use(doc):
    """A component is used when a chain of references leads to it from a path."""
    todo, used = [doc.get("paths", {})], set()
    while todo:
        for _, node in walk(todo.pop()):
            ref = node.get("$ref")
            if isinstance(ref, str) and ref not in used:
                used.add(ref)
                target = resolve(doc, ref)
                if target is not None:
                    todo.append(target)
    for kind, parts in doc.get("components", {}).items():
        for name in parts:
            here = f"#/components/{kind}/{escape(name)}"
            if not any(ref == here or ref.startswith(here + "/") for ref in used):
                yield here, "is not used"


CHECKS = (check_head, check_refs, check_operations, check_parameters, check_properties, check_use)


def lint(text):
    """Findings as (place, what)."""
    try:
        doc = json.loads(text, object_pairs_hook=no_doubles)
    except ValueError as e:
        return [("#", f"is not JSON: {e}")]
    if not isinstance(doc, dict):
        return [("#", "is not an object")]
    return [finding for check in CHECKS for finding in check(doc)]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    n = 0
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as f:
            text = f.read()
        for place, what in lint(text):
            print(f"{name}: {place}: {what}")
            n += 1
        print(f"{name}: {len(list(operations(json.loads(text))))} operations, {n} findings"
              if n == 0 else f"{name}: {n} findings")
    return 1 if n else 0


if __name__ == "__main__":
    sys.exit(main())
