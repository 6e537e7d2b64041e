"""Stage 1: what stands in the drawing instructions of a PDF beside the text they draw.

Marks around text may give other words for it (`ActualText`, `Alt`) or any words at all; comments are ignored
by every viewer; and drawings may paint each other, without end where nobody counts.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from assessor.intake.pdf.strings import says_something, text_string
from assessor.intake.pdf.syntax import Name, Reader, Value, name_of

MAX_PAINTED: Final = 50_000
"""So many drawings inside drawings are painted for one document."""
_MARK_RULES: Final = {"ActualText": "actual_text", "Alt": "alt_text", "E": "alt_text"}
_SPEAKING: Final = re.compile(rb"%|<<[^<>]*(?:\(|<)")
_IMAGE_BEGINS: Final = re.compile(rb"(?<![^\s\x00])BI\s[^()]{0,1000}?\sID\s")
_IMAGE_ENDS: Final = re.compile(rb"\sEI(?![^\s\x00])")
_NAME_WITH_HEX: Final = re.compile(rb"/(?:[A-Za-z]|#[0-9A-Fa-f]{2}){10}(?![^\s\x00()<>\[\]{}/%])")
_PAINTS: Final = re.compile(rb"/([^\s\x00()<>\[\]{}/%]+)\s+Do(?![^\s\x00()<>\[\]{}/%])")
ACTUAL_TEXT: Final = b"/ActualText"
UNUSED: Final = b"/Actual_ext"
"""As long as the other, and known to nobody: what is drawn is then read as it is drawn."""


def as_drawn(content: bytes) -> bytes:
    """The instructions without the words that marks give in place of what is drawn."""
    if b"#" in content:
        content = _NAME_WITH_HEX.sub(
            lambda match: ACTUAL_TEXT if name_of(match[0][1:]) == "ActualText" else match[0], content
        )
    return content.replace(ACTUAL_TEXT, UNUSED)


def mark_words(reader: Reader) -> Iterator[tuple[str, str]]:
    """Rule and words of every mark and comment in the instructions that `reader` holds."""
    if _SPEAKING.search(reader.data) is None:
        return
    reader.data = _without_images(reader.data)
    at = 0
    while at < len(reader.data) and reader.tokens_left > 0:
        value, after = reader.value_at(at)
        if isinstance(value, dict):
            yield from _words_in(value)
        at = max(after, at + 1)
    for comment in reader.comments:
        yield from _said("marked_content", comment)
    reader.comments.clear()


def _words_in(mark: dict[str, Value]) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Value]] = list(mark.items())
    while waiting:
        key, value = waiting.pop(0)
        match value:
            case bytes():
                yield from _said(_MARK_RULES.get(key, "marked_content"), value)
            case dict():
                waiting += value.items()
            case list():
                waiting += [(key, item) for item in value]


def _said(rule: str, raw: bytes) -> Iterator[tuple[str, str]]:
    text = text_string(raw)
    if says_something(text):
        yield rule, text.strip()


def _without_images(content: bytes) -> bytes:
    """The instructions without the bytes of pictures, which look like anything."""
    pieces: list[bytes] = []
    at = 0
    while (begin := _IMAGE_BEGINS.search(content, at)) and (end := _IMAGE_ENDS.search(content, begin.end())):
        pieces.append(content[at : begin.start()])
        at = end.end()
    return b" ".join((*pieces, content[at:]))


def painted_by(content: bytes) -> list[Name]:
    """Names of the drawings that the instructions paint, each as often as it is painted."""
    return [name_of(match[1]) for match in _PAINTS.finditer(content)]


def is_painted_without_end(pages: list[int], paints: Mapping[int, list[int]]) -> bool:
    """Whether drawings paint themselves, or each other more than `MAX_PAINTED` times.

    Args:
        pages: numbers of the drawings to begin with.
        paints: which drawings each one paints, by number.
    """
    counts: dict[int, int] = {}
    open_now: set[int] = set()
    waiting: list[tuple[int, bool]] = [(number, False) for number in pages]
    while waiting:
        number, is_done = waiting.pop()
        if is_done:
            open_now.discard(number)
            counts[number] = 1 + sum(counts.get(inner, 0) for inner in paints.get(number, ()))
            if counts[number] > MAX_PAINTED:
                return True
        elif number in open_now:
            return True
        elif number not in counts:
            open_now.add(number)
            waiting.append((number, True))
            waiting += [(inner, False) for inner in dict.fromkeys(paints.get(number, ()))]
    return sum(counts.get(number, 0) for number in pages) > MAX_PAINTED
