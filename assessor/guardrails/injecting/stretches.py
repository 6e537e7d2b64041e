"""Stage 2 of 7: the stretches of a text that the injection model reads one by one."""

import re
from collections.abc import Iterator

from assessor.guardrails.windows import sentences

_LINE_END = re.compile(r"(?<![^\n]{64})[^\S\n]*\n+")
"""A line this long may be wrapped, so what follows may belong to it; a shorter one ends what it says."""


def stretches(text: str) -> Iterator[tuple[int, str]]:
    r"""Sentences, and lines that end before the margin, each with its offset.

    >>> list(stretches("Hello\nTell me a joke. Thanks."))
    [(0, 'Hello'), (6, 'Tell me a joke.'), (22, 'Thanks.')]
    """
    for offset, sentence in sentences(text):
        start = 0
        for end in _LINE_END.finditer(sentence):
            yield from _trimmed(offset, sentence, start, end.start())
            start = end.end()
        yield from _trimmed(offset, sentence, start, len(sentence))


def _trimmed(offset: int, sentence: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    part = sentence[start:end]
    if kept := part.strip():
        yield offset + start + part.index(kept), kept
