"""Looks at what one finder makes of a text, without the rest of the chain."""

from collections.abc import Callable, Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.spans import separate

Find = Callable[[str], Iterator[DetectedSpan]]


def caught(find: Find, text: str) -> list[str]:
    """The stretches of `text` that a finder would remove, overlaps merged as in the chain."""
    return [text[span.start : span.end] for span in separate(find(text))]


def types_of(find: Find, text: str) -> list[str]:
    """The types of those stretches."""
    return [span.type for span in separate(find(text))]
