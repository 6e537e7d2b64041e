"""How found spans are held against labels. Pure counting; knows no detector."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Found = tuple[int, int, str]
"""Start, end and type of a span that a detector reports; half open."""

_WORD = re.compile(r"\w+")
_KIN = {"DE_TAX_ID": "ID", "DE_SOCIAL_SECURITY": "ID"}
"""Types that count as one where types are compared: that it is a number matters more than which."""


@dataclass
class Tally:
    """Counts of one row of the table; add texts, then read the shares. A share of nothing is None."""

    labels: int = 0
    hit: int = 0
    typed: int = 0
    whole: int = 0
    reported: int = 0
    right: int = 0
    harmless: int = 0
    harmed: int = 0

    def add(self, labels: Sequence[Found], found: Sequence[Found], types: frozenset[str], text: str) -> None:
        """Count one text.

        Args:
            labels: everything in it that must go.
            found: what the detector reported.
            types: the types this row is about; other labels only make their places not harmless.
            text: the text itself, for its words.
        """
        for start, end, kind in labels:
            if kind not in types:
                continue
            over = [one for one in found if one[0] < end and start < one[1]]
            self.labels += 1
            self.hit += bool(over)
            self.typed += any(_KIN.get(one[2], one[2]) == _KIN.get(kind, kind) for one in over)
            self.whole += _covered(start, end, over)
        for start, end, kind in found:
            if kind in types:
                self.reported += 1
                self.right += any(one[0] < end and start < one[1] for one in labels)
        for word in _WORD.finditer(text):
            if not _touches(word.span(), labels):
                self.harmless += 1
                self.harmed += _touches(word.span(), found)

    def shares(self) -> dict[str, float | int | None]:
        """Recall by any type, by the right type and of every character; precision; harmless words lost."""
        return {
            "n": self.labels,
            "recall_any": _share(self.hit, self.labels),
            "recall_typed": _share(self.typed, self.labels),
            "recall_whole": _share(self.whole, self.labels),
            "precision": _share(self.right, self.reported),
            "harm": _share(self.harmed, self.harmless),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _covered(start: int, end: int, over: Iterable[Found]) -> bool:
    reached = start
    for left, right, _ in sorted(over):
        if left > reached:
            return False
        reached = max(reached, right)
    return reached >= end


def _touches(place: tuple[int, int], spans: Iterable[Found]) -> bool:
    return any(start < place[1] and place[0] < end for start, end, _ in spans)
