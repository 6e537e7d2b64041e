"""Stage 1: merged cells of a sheet: what stands in any but the first is kept in the file and never shown."""

import re
from bisect import bisect_right
from collections.abc import Iterable

MERGED = re.compile(rb"mergeCell\s[^<>]{0,100}?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
"""Finds the ranges of one sheet, which its file lists after the cells."""
MAX_RANGES = 3_000
"""Further ones are not looked at; their cells count as seen."""
_CORNERS = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class MergedCells:
    """Tells whether a cell is covered by its neighbour; rows must be asked for in rising order."""

    def __init__(self, ranges: Iterable[bytes]) -> None:
        """Take ranges as the file has them, such as `A1:C2`."""
        boxes = [_box(text.decode("ascii")) for text, _ in zip(ranges, range(MAX_RANGES), strict=False)]
        self._waiting = sorted(boxes, key=lambda box: box[1], reverse=True)
        self._active: list[tuple[int, int, int, int]] = []
        self._lefts: list[int] = []
        self._row = 0
        self._next_end = 0

    def turn_to(self, row: int) -> None:
        """Go on to a row."""
        self._row = row
        begun = bool(self._waiting) and self._waiting[-1][1] <= row
        if not begun and not (self._active and self._next_end < row):
            return
        while self._waiting and self._waiting[-1][1] <= row:
            self._active.append(self._waiting.pop())
        self._active = sorted(box for box in self._active if box[3] >= row)
        self._lefts = [left for left, *_ in self._active]
        self._next_end = min((box[3] for box in self._active), default=0)

    def covers(self, column: int) -> bool:
        """Whether the cell of this column in the current row is covered.

        >>> merged = MergedCells([b"B2:C3"])
        >>> merged.turn_to(2)
        >>> merged.covers(2), merged.covers(3)
        (False, True)
        """
        # Merged cells do not overlap: only the one that begins last before the column can hold it.
        at = bisect_right(self._lefts, column) - 1
        if at < 0:
            return False
        left, top, right, _ = self._active[at]
        return column <= right and (column, self._row) != (left, top)

    @property
    def is_empty(self) -> bool:
        """Whether no range touches the current row."""
        return not self._active


def _box(text: str) -> tuple[int, int, int, int]:
    corners = _CORNERS.fullmatch(text)
    if corners is None:
        return 0, 0, 0, 0
    left, top, right, bottom = corners.groups()
    return column_of(left), int(top), column_of(right), int(bottom)


def column_of(reference: str) -> int:
    """Number of a cell's column, from 1; 0 where the reference is none.

    >>> column_of("A1"), column_of("AB12"), column_of("")
    (1, 28, 0)
    """
    number = 0
    for letter in reference[:3]:
        if not ("A" <= letter <= "Z"):
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
