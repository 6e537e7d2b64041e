"""Stage 1: what mail-parser-reply knows of reply headers and signatures, kept within bounds.

The library's patterns backtrack: on lines made for it they take time that grows with the cube of a line's
length and the square of a run of blank lines (measured: 16 s for 20 kB in lines of 1,000). So it sees single
blank lines, no line over `MAX_LINE`, and no more than `MAX_CHARACTERS` of a body, which holds the worst case
near half a second. Its `read` also rewrites the text; only its patterns are used here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from assessor.intake.lines import Line

MAX_LINE = 200
"""Longer lines, in code points, hold no reply header that a program wrote."""
MAX_CHARACTERS = 20_000
"""The library reads this far into a body; the separators of `history.py` read all of it."""


def find_reply_headers(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where the library sees a reply header: first line and line after the last, as indices of `lines`."""
    text, starts = _project(lines, MAX_CHARACTERS)
    headers, _ = _patterns()
    for match in headers.finditer(text):
        found = match[0]
        begin = match.start() + len(found) - len(found.lstrip())
        end = match.start() + len(found.rstrip())
        if begin < end:
            yield bisect_right(starts, begin) - 1, bisect_right(starts, end - 1)


def find_sign_off(lines: Sequence[Line], *, begin: int) -> int | None:
    """Index of the first line from `begin` on where the library sees a signature begin, or None."""
    text, starts = _project(lines, MAX_CHARACTERS)
    if begin >= len(starts):
        return None
    _, signatures = _patterns()
    match = signatures.search(text, starts[begin])
    if match is None:
        return None
    first = match.start() + len(match[0]) - len(match[0].lstrip())
    return max(begin, bisect_right(starts, first) - 1)


def _project(lines: Sequence[Line], limit: int) -> tuple[str, list[int]]:
    """The lines as the library may see them, and where each begins in that."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    previous = 0
    for line in lines:
        shown = line.text if len(line.text) <= MAX_LINE else "..."
        piece = ("\n" if starts and line.number > previous + 1 else "") + shown + "\n"
        if length + len(piece) > limit:
            break
        starts.append(length + len(piece) - len(shown) - 1)
        pieces.append(piece)
        length += len(piece)
        previous = line.number
    return "".join(pieces), starts


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from mailparser_reply import EmailMessage

    # Without `keep_hyphen_lists` every line that begins with "- " would begin a signature.
    library = EmailMessage(text="", languages=["en", "de"], keep_hyphen_lists=True)
    return library.HEADER_REGEX, library.SIGNATURE_REGEX
