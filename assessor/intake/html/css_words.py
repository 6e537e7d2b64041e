"""Stage 1: words in style sheets and `style` attributes: comments, texts that rules add, addresses."""

import re
from collections.abc import Iterator
from typing import Final

from assessor.intake.html.attributes import has_word

_PIECE: Final = re.compile(
    r"/\*((?:[^*]|\*(?!/))*)(?:\*/|\Z)|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'", re.DOTALL
)
_ESCAPE: Final = re.compile(r"\\([\da-fA-F]{1,6})[ \t\n]?|\\(.)", re.DOTALL)
_NOT_SHOWN_IN: Final = re.compile(
    r"\s*(?:font(?:-family)?|src|grid-template-areas|(?:-ms-)?filter)\s*:|\s*@(?:import|charset)\b",
    re.IGNORECASE,
)
_NOT_SHOWN_AFTER: Final = ("url(", "format(", "local(", "=")
_LOOKED_BACK: Final = 300
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def css_words(css: str) -> Iterator[str]:
    """Every comment and string that may say something, and mail addresses wherever they stand.

    Names of fonts and files, and values that attributes are compared with, are passed by unless they may name
    somebody.

    >>> list(css_words("/* by Anna */ q::after{content:'said';font-family:'Arial'}"))
    ['by Anna', 'said']
    """
    rest: list[str] = []
    at = 0
    for match in _PIECE.finditer(css):
        rest.append(css[at : match.start()])
        at = match.end()
        comment = match[1]
        text = (comment if comment is not None else _unescaped(match[2] or match[3] or "")).strip()
        if not has_word(text):
            continue
        if comment is not None or _is_shown(css, match.start()) or _ADDRESS.search(text):
            yield text
    rest.append(css[at:])
    yield from dict.fromkeys(_ADDRESS.findall(" ".join(rest)))


def _is_shown(css: str, at: int) -> bool:
    """Whether a string that begins at `at` stands where it is for people."""
    first = max(at - _LOOKED_BACK, 0)
    first = max(first, *(css.rfind(mark, first, at) + 1 for mark in ";{}"))
    before = css[first:at].rstrip()
    return not before.lower().endswith(_NOT_SHOWN_AFTER) and _NOT_SHOWN_IN.match(before) is None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: match[2] if match[1] is None else chr(min(int(match[1], 16), 0x10FFFF)), text
    ).translate(_NO_SURROGATES)


_NO_SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {0: "\ufffd"}
