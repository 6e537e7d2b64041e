"""Runs of cases large enough to be shown. Every figure is of whole cells, so no subtraction finds a person.

Two reports may be taken a day apart, or from two days on, and their difference is then what one person did.
So cases are parted into cells that depend neither on the day asked for nor on what is asked: for each lesson,
in the order of time from the first case on, a cell ends as soon as it holds enough raters and assessees and
no rater gives more than half of it. Cells that are not full are shown nowhere. Whatever two reports are
subtracted then, what is left is whole cells. A changed record (an erasure, a later adjudication) may move
cells; see decision 34.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from assessor.domain.reliance import FEWEST_ASSESSEES, FEWEST_RATERS
from assessor.evaluation.reliance.case import Case, Lesson

Cell = tuple[Case, ...]
_LARGEST_SHARE = 0.5
"""Of one rater in a cell: beyond it, the cell's figures would be that person's."""


def cells_of(cases: Iterable[Case]) -> tuple[Cell, ...]:
    """The full cells of all cases there are, by lesson and time; none is fine.

    Args:
        cases: of one drafter under one rubric, from the first there is.
    """
    ordered = sorted(cases, key=lambda one: (one.at, one.key))
    found: list[Cell] = []
    for lesson in Lesson:
        cell: list[Case] = []
        for one in ordered:
            if one.lesson is lesson:
                cell.append(one)
                if is_full(cell):
                    found.append(tuple(cell))
                    cell = []
    return tuple(found)


def shown_since(cells: Iterable[Cell], since: date) -> tuple[Case, ...]:
    """Cases of the cells that begin on that day (UTC) or later; a cell is never cut."""
    return tuple(one for cell in cells if cell[0].at.date() >= since for one in cell)


def is_full(cell: Sequence[Case]) -> bool:
    """Whether a cell may be shown."""
    by_rater = Counter(one.rater for one in cell)
    return (
        len(by_rater) >= FEWEST_RATERS
        and len({one.assessee for one in cell}) >= FEWEST_ASSESSEES
        and max(by_rater.values()) <= _LARGEST_SHARE * len(cell)
    )
