"""Printable pages: text as Markdown shows it, letter for letter."""

import re

_MARKS = re.compile(r"([\\`*_<>\[\]|])")


def escaped(text: str) -> str:
    r"""Text whose marks of Markdown stand for themselves.

    >>> escaped("a *b* <c>")
    'a \\*b\\* \\<c\\>'
    """
    return _MARKS.sub(r"\\\1", text)
