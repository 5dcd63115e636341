"""C text with its comments and string contents blanked, so that rules see code and nothing else."""

import re

_TOKEN = re.compile(
    r"""(?P<block>/\*.*?(?:\*/|\Z))"""
    r"""|(?P<line>//[^\n]*)"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*")"""
    r"""|(?P<char>'(?:\\.|[^'\\\n])*')""",
    re.S | re.X,
)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """Same length and lines; comments are spaces, strings and characters keep only their quotes."""

    def sub(m):
        if m.lastgroup in ("block", "line"):
            return _blank(m.group())
        return m.group()[0] + _blank(m.group()[1:-1]) + m.group()[-1]

    return _TOKEN.sub(sub, text)


def without_comments(text):
    """Same length and lines; comments are spaces, strings stay."""

    def sub(m):
        return _blank(m.group()) if m.lastgroup in ("block", "line") else m.group()

    return _TOKEN.sub(sub, text)


def line_comments(text):
    """Offsets of // comments."""
    return [m.start() for m in _TOKEN.finditer(text) if m.lastgroup == "line"]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
