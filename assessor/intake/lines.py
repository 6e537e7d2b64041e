"""Stage 1, first cut: text as numbered lines with exact offsets."""

import re
from typing import NamedTuple

_LINE_END = re.compile(r"(\r\n|\n|\r)")


class Line(NamedTuple):
    """One line that holds more than white space."""

    number: int
    """1-based, counted as an editor counts: CRLF, LF and CR each end a line."""
    start: int
    """Offset of the first character that is not white space, in the whole text."""
    text: str
    """The line without the white space around it."""
    indent: int
    """How many white-space characters stood before `text`."""
    trailing: str
    """The white space after `text`; a signature delimiter is told by it."""

    @property
    def end(self) -> int:
        """Offset after the last character that is not white space."""
        return self.start + len(self.text)


def lines_of(text: str, *, start: int = 0, end: int | None = None, first: int = 1) -> list[Line]:
    r"""Lines of `text[start:end]` that are not blank, in order.

    A blank line shows as a gap in the numbers, so that text of nothing but line ends costs no memory.

    Args:
        text: the whole text; offsets refer to it.
        start: where to begin.
        end: where to stop; the end of the text by default.
        first: number of the first line.

    >>> [(line.number, line.start, line.text) for line in lines_of("a\r\n\r\n  b")]
    [(1, 0, 'a'), (3, 7, 'b')]
    """
    stop = len(text) if end is None else end
    found: list[Line] = []
    pieces = _LINE_END.split(text[start:stop])
    pieces.append("")
    at = start
    for number, (raw, line_end) in enumerate(zip(pieces[::2], pieces[1::2], strict=True), first):
        bare = raw.strip()
        if bare:
            # Most lines have no white space around them; there may be a million lines.
            indent = 0 if len(bare) == len(raw) else len(raw) - len(raw.lstrip())
            found.append(Line(number, at + indent, bare, indent, raw[indent + len(bare) :]))
        at += len(raw) + len(line_end)
    return found


def count_lines(text: str) -> int:
    r"""How many lines an editor would number in `text`.

    >>> count_lines("a\nb"), count_lines("a\nb\n"), count_lines("")
    (2, 2, 0)
    """
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    return ends + (1 if text and text[-1] not in "\r\n" else 0)
