"""Stage 2 of 7: words, signs and line ends of a text, as the taggers read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = r"[^\W\d_]"
_TOKEN = re.compile(
    r"(?P<address>[\w.+-]+@[\w-]+\.[\w.-]*\w|https?://\S+|www\.\S+)"
    rf"|(?P<short>(?<!\w){_LETTERS}\.(?=\W|$|{_LETTERS}\.)|(?<!\w)(?:Dr|Prof|Th|Chr|Ph|Hr|Fr|Mr|Mrs|Ms|Dipl|Ing|Mag|St|Nr|No|med|jur)\.)"
    rf"|(?P<word>{_LETTERS}+(?:['’]{_LETTERS}+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<sign>[^\s\w]|_)"
)
_BLANK_LINE = re.compile(r"\n[ \t\r>|]*\n")
_MOST = 600
"""Tokens read in one go; longer blocks are cut, since nothing binds words that far apart."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. `before` and `after` say what it touches: `_` space, `n` line end, `x` another token."""

    text: str
    start: int
    end: int
    kind: str
    before: str
    after: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.kind == "word" and self.text[0].isupper()


def blocks(text: str) -> Iterator[list[Token]]:
    """Tokens of each block between blank lines, never more than some hundred at once."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _cut(text, start, blank.start())
        start = blank.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[list[Token]]:
    tokens = list(_tokens(text, start, end))
    for first in range(0, len(tokens), _MOST):
        yield tokens[first : first + _MOST]


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    matches = list(_TOKEN.finditer(text, start, end))
    before = "n"
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else end
        gap = text[match.end() : following]
        after = "n" if place + 1 == len(matches) or "\n" in gap else "_" if gap else "x"
        yield Token(match.group(), match.start(), match.end(), str(match.lastgroup), before, after)
        before = after
