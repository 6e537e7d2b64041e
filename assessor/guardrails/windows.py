"""Stage 2 of 7: the windows of text that do-not-enter rules look at."""

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_ABBREVIATED = "".join(
    rf"(?<!\b{re.escape(word)}\.)"
    for word in (
        "Mio",
        "Mrd",
        "Tsd",
        "ca",
        "inkl",
        "zzgl",
        "bzw",
        "Nr",
        "Dr",
        "Mr",
        "Ms",
        "Mrs",
        "Hr",
        "Fr",
        "St",
        "z. B",
        "d. h",
        "e.g",
        "i.e",
    )
)
"""A point after these ends no sentence: a rule that needs both halves would miss them."""
_SENTENCE_END = re.compile(
    rf"(?<=[.!?]){_ABBREVIATED}[\"'”“)\]]*\s+(?=[\"'„“(\[]?[A-ZÄÖÜ0-9<])|\n[ \t]*(?=[-*•–—·☐☑✓✔\[\d>|#]|\r?\n|[^\s:][^\n:]{{0,29}}:[ \t]|[^\n;]*;[^\n;]*;)"
)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Blocks between blank lines, each with its offset."""
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), match.group()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Rough sentences and list items, each with its offset; a cut too many harms less than one too few."""
    for offset, block in paragraphs(text):
        start = 0
        for end in _SENTENCE_END.finditer(block):
            yield offset + start, block[start : end.start()]
            start = end.end()
        if start < len(block):
            yield offset + start, block[start:]


def windows(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """Windows of a kind: `sentence`, `paragraph` or `document`."""
    if kind == "document":
        yield 0, text
    elif kind == "paragraph":
        yield from paragraphs(text)
    else:
        yield from sentences(text)
