"""Is a plain page sound: every element closed, one h1, labels, no script, nothing from elsewhere."""

from html.parser import HTMLParser

VOID = {"meta", "input", "link", "br", "hr", "img"}
KNOWN = VOID | {"html", "head", "title", "style", "body", "a", "header", "nav", "main", "footer",
                "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "article", "div", "span",
                "form", "label", "textarea", "button", "bdi", "strong"}
PHRASES = {"p", "h1", "h2", "h3", "dt", "span", "a", "label", "button", "bdi"}  # no blocks in them
BLOCKS = {"p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "div", "form", "article",
          "nav"}
WITHIN = {"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}}


class Unsound(Exception):
    pass


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.labelled, self.inputs = [], [], [], []
        self.h1 = self.titles = 0
        self.links, self.heard = [], ""

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if len(at) != len(attrs):
            raise Unsound(f"<{tag}> has an attribute twice")
        if tag not in KNOWN:
            raise Unsound(f"<{tag}>: nothing that a plain page has")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or value is not None and "\n" in value \
                    and name != "value":
                raise Unsound(f"<{tag} {name}=…>")
        above = self.open[-1] if self.open else ""
        if tag in BLOCKS and set(self.open) & PHRASES:
            raise Unsound(f"<{tag}> within {'/'.join(self.open)}")
        if tag in WITHIN and above not in WITHIN[tag]:
            raise Unsound(f"<{tag}> in <{above}>")
        if above in ("ul", "ol") and tag != "li" or above == "dl" and tag not in ("dt", "dd"):
            raise Unsound(f"<{tag}> in <{above}>")
        self.see(tag, at)
        if tag not in VOID:
            self.open.append(tag)

    def see(self, tag, at):
        if tag == "html" and at.get("lang") not in ("zh-CN", "en"):
            raise Unsound("the page says no language")
        if "id" in at:
            self.ids.append(at["id"])
        if tag == "label":
            self.labelled.append(at["for"])
        if tag == "textarea" or tag == "input" and at.get("type") != "hidden":
            self.inputs.append(at.get("id"))
        for where in ("href", "action", "src"):
            if where in at:
                self.links.append(at[where])
        self.h1 += tag == "h1"
        self.titles += tag == "title"

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Unsound(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if not self.open and data.strip():
            raise Unsound(f"text outside: {data[:40]!r}")
        if "style" not in self.open:
            self.heard += data

    def unknown_decl(self, data):
        raise Unsound(f"<![{data}")

    def handle_comment(self, data):
        raise Unsound(f"a comment: {data[:40]!r}")


def check(text):
    """Raise Unsound unless it is a plain page as it should be."""
    if not text.startswith("<!doctype html>\n"):
        raise Unsound("no doctype")
    if any(c < " " and c not in "\n\t" or c == "\x7f" for c in text):
        raise Unsound("a control character")
    p = Page()
    p.feed(text)
    p.close()
    if p.open:
        raise Unsound(f"{'/'.join(p.open)} is never closed")
    if (p.h1, p.titles) != (1, 1):
        raise Unsound(f"{p.h1} h1 and {p.titles} title")
    if len(set(p.ids)) != len(p.ids):
        raise Unsound("an id twice")
    if sorted(p.labelled) != sorted(p.inputs):
        raise Unsound(f"labels for {p.labelled}, inputs {p.inputs}")
    for link in p.links:
        if link.startswith("/") or ":" in link.split("?")[0] and not link.startswith("tel:"):
            raise Unsound(f"a link that is not relative: {link}")


def is_plain(reply):
    """The faces are pages with scripts; plain ones forbid them."""
    return reply.headers.get("content-type", "").startswith("text/html") and \
        "default-src 'none'" in reply.headers.get("content-security-policy", "")
