"""Small planted cases."""

from collections.abc import Sequence
from datetime import timedelta

from assessor.evaluation.reliance.case import Case
from eval.benchmarks.reliance import BEGAN


def case(
    number: int,
    levels: tuple[int, int, int],
    *,
    outcome: int | None = None,
    raters: int = 5,
    assessees: int = 5,
) -> Case:
    """The case of this number: sealed, draft and confirmed, by raters and on assessees in turn."""
    sealed, draft, confirmed = levels
    return Case(
        rater=f"r{number % raters}",
        assessee=f"a{number % assessees}",
        at=BEGAN + timedelta(hours=number),
        key=f"{number:05}",
        sealed=sealed,
        draft=draft,
        confirmed=confirmed,
        outcome=outcome,
    )


def many(
    count: int, levels: tuple[int, int, int], *, outcome: int | None = None, raters: int = 5, start: int = 0
) -> list[Case]:
    """So many alike."""
    return [case(start + number, levels, outcome=outcome, raters=raters) for number in range(count)]


def in_time(*parts: Sequence[Case]) -> list[Case]:
    """All of them by time."""
    return sorted((one for part in parts for one in part), key=lambda one: (one.at, one.key))
