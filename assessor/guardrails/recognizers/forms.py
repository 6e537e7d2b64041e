"""Stage 2 of 7: how a recognizer by written form is declared, and where the words around a value are looked at."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assessor.domain.verdict import DetectedSpan

_REACH = 64
"""How far before a value a word can explain it, in characters."""


@dataclass(frozen=True)
class Form:
    """A written form of one type of value.

    Where the pattern has a group `value`, that group is the value, else the whole match. `accepts` may turn a
    match down, by check digit or by what stands around it. `gate` is a cheap pattern without which the costly one
    need not be tried.
    """

    type: str
    rule: str
    score: float
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] | None = None
    gate: re.Pattern[str] | None = None

    def find(self, text: str) -> Iterator[DetectedSpan]:
        """Spans of this form in `text`, in text order."""
        if self.gate is not None and not self.gate.search(text):
            return
        for match in self.pattern.finditer(text):
            if self.accepts is None or self.accepts(match):
                start, end = match.span("value" if "value" in self.pattern.groupindex else 0)
                yield DetectedSpan(start=start, end=end, type=self.type, score=self.score, rule=self.rule)


def find_forms(forms: Iterable[Form], text: str) -> Iterator[DetectedSpan]:
    """Spans of all forms; they may overlap."""
    for form in forms:
        yield from form.find(text)


def before(text: str, start: int, reach: int = _REACH) -> str:
    r"""What stands on the same line before `start`, at most `reach` characters of it.

    >>> before("Fax\nTel. 123", 9)
    'Tel. '
    """
    line = text.rfind("\n", 0, start) + 1
    return text[max(line, start - reach) : start]


def after(text: str, end: int, reach: int = _REACH) -> str:
    """What stands on the same line after `end`, at most `reach` characters of it."""
    line = text.find("\n", end)
    return text[end : min(len(text) if line < 0 else line, end + reach)]
