"""Stage 1: text of office parts that stands in no paragraph, put together where it belongs together.

`<note>Katrin <b>Som</b>mer</note>` is one text; `<row><a>Plan</a><b>Risk</b></row>` is two. An
element with text of its own beside its children holds one text, all others hold one for each child.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

MAX_PIECES = 256
"""So many pieces of one element are kept back before they are sent on."""


@dataclass(slots=True)
class _Level:
    """Texts of one open element, each with its rule."""

    pieces: list[tuple[str, str | None]] = field(default_factory=list)
    mixed: bool = False


class LooseText:
    """Holds back texts until the elements around them show what belongs together."""

    def __init__(self, send: Callable[[str, str | None], None], *, join_words: bool) -> None:
        """Prepare for one part.

        Args:
            send: takes each text with the rule that says why it is not seen.
            join_words: neighbours of one word each are one text, as first and last names in XML of other
                programs are.
        """
        self._send = send
        self._join_words = join_words
        self.levels: dict[int, _Level] = {}
        """What is held back, by depth; empty most of the time."""

    def write(self, text: str, rule: str | None, depth: int) -> None:
        """Take a text that stands directly in the open element of this depth."""
        level = self.levels.get(depth)
        if text.isspace():
            # Line ends between elements only indent them; a blank parts words.
            if level is None or ("\n" in text and not level.mixed):
                return
            text = " "
        if level is None:
            level = self.levels[depth] = _Level()
        level.mixed = True
        self._keep(level, text, rule)

    def close(self, depth: int, *, inline: bool) -> None:
        """The element of this depth closes; an `inline` one is part of a text whatever stands beside it."""
        level = self.levels.pop(depth, None)
        if level is None:
            return
        pieces = self._joined(level)
        if len(pieces) == 1 and depth > 2:  # the sentinel and the root are not put together
            outer = self.levels.setdefault(depth - 1, _Level())
            outer.mixed = outer.mixed or inline
            self._keep(outer, *pieces[0])
        else:
            self._send_all(pieces)

    def flush(self) -> None:
        """Send all on: a paragraph begins, and order must hold."""
        for depth in sorted(self.levels):
            level = self.levels[depth]
            self._send_all(self._joined(level))
            level.pieces.clear()

    def _keep(self, level: _Level, text: str, rule: str | None) -> None:
        level.pieces.append((text, rule))
        if len(level.pieces) >= MAX_PIECES and not level.mixed:
            self._send_all(level.pieces)
            level.pieces = []

    def _send_all(self, pieces: list[tuple[str, str | None]]) -> None:
        if self._join_words and len(pieces) > 1 and all(len(text.split()) == 1 for text, _ in pieces):
            pieces = _merge(pieces, " ")
        for text, rule in pieces:
            self._send(text, rule)

    def _joined(self, level: _Level) -> list[tuple[str, str | None]]:
        return _merge(level.pieces, "") if level.mixed else level.pieces


def _merge(pieces: list[tuple[str, str | None]], between: str) -> list[tuple[str, str | None]]:
    """Neighbours of one rule put together."""
    merged: list[tuple[list[str], str | None]] = []
    for text, rule in pieces:
        if merged and merged[-1][1] == rule:
            merged[-1][0].append(text)
        else:
            merged.append(([text], rule))
    return [(between.join(texts), rule) for texts, rule in merged]
