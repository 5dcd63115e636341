"""Check a JSON value against a schema of docs/api/openapi.json (the subset that we write), and find
the schema of a reply."""

import re


class Wrong(Exception):
    pass


KNOWN = {"$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "const",
         "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format",
         "description", "oneOf", "anyOf", "allOf", "title", "default", "example", "examples",
         "propertyNames", "uniqueItems"}
FORMATS = {
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
    "date": r"\d{4}-\d\d-\d\d$",
}


def type_of(v):
    if v is None:
        return "null"
    if isinstance(v, bool):
        return "boolean"
    if isinstance(v, int):
        return "integer"
    if isinstance(v, float):
        return "integer" if v.is_integer() else "number"
    return {str: "string", list: "array", dict: "object"}[type(v)]


def is_type(v, name):
    have = type_of(v)
    return have == name or name == "number" and have == "integer"


class Api:
    def __init__(self, doc):
        self.doc = doc
        self.paths = []
        for path, item in doc["paths"].items():
            pattern = re.sub(r"\{[^}]*\}", r"[^/]+", re.sub(r"([.+*?()\[\]^$])", r"\\\1", path))
            # Words before {…}: /cases/search is not /cases/{id}.
            self.paths.append((path.count("{"), re.compile(pattern + "$"), path, item))
        self.paths.sort(key=lambda p: p[0])

    def resolve(self, node):
        while "$ref" in node:
            at = self.doc
            for word in node["$ref"].removeprefix("#/").split("/"):
                at = at[word]
            node = at
        return node

    def operation(self, method, path):
        for _, pattern, _, item in self.paths:
            if pattern.match(path) and method.lower() in item:
                return item[method.lower()]
        return None

    def check_reply(self, method, path, reply):
        """Raise Wrong unless the API says that this reply may come."""
        if reply.status in (404, 405) and not self.operation(method, path):
            return
        if method in ("HEAD", "OPTIONS"):
            return
        op = self.operation(method, path)
        if not op:
            raise Wrong(f"{method} {path} is not described")
        answers = op["responses"]
        got = answers.get(str(reply.status), answers.get(f"{reply.status // 100}XX"))
        if got is None:
            raise Wrong(f"status {reply.status} is not described; there are {', '.join(answers)}")
        content = self.resolve(got).get("content", {})
        kind = reply.headers.get("content-type", "").split(";")[0]
        if not content:
            if reply.body:
                raise Wrong(f"no body is described for {reply.status}")
            return
        if "*/*" in content:  # a file as it was sent
            return
        if kind not in content:
            raise Wrong(f"content type {kind!r} is not described; there are {', '.join(content)}")
        if kind == "application/json":
            self.check(content[kind]["schema"], reply.json, "$")

    def check(self, schema, v, at):
        if schema is True:
            return
        schema = self.resolve(schema)
        unknown = {k for k in schema if k not in KNOWN and not k.startswith("x-")}
        if unknown:
            raise Wrong(f"{at}: this check does not know {', '.join(sorted(unknown))}")
        self.check_type(schema, v, at)
        if isinstance(v, dict):
            self.check_object(schema, v, at)
        elif isinstance(v, list):
            self.check_list(schema, v, at)
        elif isinstance(v, str):
            self.check_text(schema, v, at)
        elif isinstance(v, (int, float)) and not isinstance(v, bool):
            if v < schema.get("minimum", v) or v > schema.get("maximum", v):
                raise Wrong(f"{at}: {v} is out of bounds")
        self.check_choice(schema, v, at)

    def check_type(self, schema, v, at):
        wanted = schema.get("type")
        if wanted is None:
            return
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if not any(is_type(v, t) for t in wanted):
            raise Wrong(f"{at}: {type_of(v)}, not {' or '.join(wanted)}")

    def check_object(self, schema, v, at):
        for name in schema.get("required", []):
            if name not in v:
                raise Wrong(f"{at}: {name} is missing")
        props, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name, one in v.items():
            if name in props:
                self.check(props[name], one, f"{at}.{name}")
            elif more is False:
                raise Wrong(f"{at}: {name} is not described")
            elif isinstance(more, dict):
                self.check(more, one, f"{at}.{name}")

    def check_list(self, schema, v, at):
        if len(v) < schema.get("minItems", 0) or len(v) > schema.get("maxItems", len(v)):
            raise Wrong(f"{at}: {len(v)} members")
        for i, one in enumerate(v):
            self.check(schema.get("items", True), one, f"{at}[{i}]")

    def check_text(self, schema, v, at):
        if len(v) < schema.get("minLength", 0) or len(v) > schema.get("maxLength", len(v)):
            raise Wrong(f"{at}: {len(v)} characters")
        for pattern in (schema.get("pattern"), FORMATS.get(schema.get("format"))):
            if pattern and not re.search(pattern, v):
                raise Wrong(f"{at}: {v!r} is not {pattern}")

    def check_choice(self, schema, v, at):
        if "enum" in schema and v not in schema["enum"]:
            raise Wrong(f"{at}: {v!r} is none of {schema['enum']}")
        if "const" in schema and v != schema["const"]:
            raise Wrong(f"{at}: {v!r} is not {schema['const']!r}")
        for one in schema.get("allOf", []):
            self.check(one, v, at)
        for word in ("oneOf", "anyOf"):
            if word in schema and not any(self.passes(s, v) for s in schema[word]):
                raise Wrong(f"{at}: it is none of what {word} allows")

    def passes(self, schema, v):
        try:
            self.check(schema, v, "")
            return True
        except Wrong:
            return False
