"""Drift: which groups may be shown. Nothing on fewer than five people, raters included, not by subtraction.

A total stands beside its parts, so what is missing among the parts can be had by subtraction. Groups that are
too small are therefore joined into one, and the next smallest with them until the joined one is itself large
enough; where even everything together is too small, nothing is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Protocol, Self, TypeVar

FEWEST_PEOPLE = 5


class Crowd(Protocol):
    """People behind a figure, whichever way they are counted."""

    @property
    def enough(self) -> bool:
        """Whether a figure on them may be shown."""

    @property
    def order(self) -> tuple[int, ...]:
        """Smaller ones first."""

    def with_others(self, other: Self) -> Self:
        """Both together."""


@dataclass(frozen=True)
class People:
    """Who stands behind a figure. Ids stay in here."""

    assessees: frozenset[str]
    raters: frozenset[str] | None = field(default=None)
    """Null where nobody rated, such as for drafts alone."""

    @property
    def size(self) -> int:
        """The smaller of both counts."""
        return len(self.assessees) if self.raters is None else min(len(self.assessees), len(self.raters))

    @property
    def enough(self) -> bool:
        """Whether a figure on them may be shown."""
        return self.size >= FEWEST_PEOPLE

    @property
    def order(self) -> tuple[int, ...]:
        """By the smaller count, then by assessees."""
        return (self.size, len(self.assessees))

    def with_others(self, other: "People") -> "People":
        """Both together."""
        raters = None if self.raters is None or other.raters is None else self.raters | other.raters
        return People(self.assessees | other.assessees, raters)


@dataclass(frozen=True)
class TwoWindows:
    """Assessees behind a share of each of two windows. One may be empty: no share, nobody told of."""

    before: frozenset[str]
    now: frozenset[str]

    @property
    def enough(self) -> bool:
        """Whether both shares may be shown."""
        return all(not side or len(side) >= FEWEST_PEOPLE for side in (self.before, self.now))

    @property
    def order(self) -> tuple[int, ...]:
        """By the smaller window, then by the larger."""
        return tuple(sorted((len(self.before), len(self.now))))

    def with_others(self, other: "TwoWindows") -> "TwoWindows":
        """Both together, window by window."""
        return TwoWindows(self.before | other.before, self.now | other.now)


Group = TypeVar("Group", bound=Crowd)


def together(groups: Sequence[Group]) -> Group:
    """All of them.

    Args:
        groups: at least one.
    """
    return reduce(lambda one, other: one.with_others(other), groups)


@dataclass(frozen=True)
class Shown:
    """How groups may be shown."""

    alone: tuple[str, ...]
    """Groups with a figure of their own, in the order given."""
    joined: tuple[str, ...]
    """Groups that get one figure together, never exactly one; empty where all stand alone, or none does."""


def shown_groups(groups: Mapping[str, Group]) -> Shown:
    """Which groups may stand alone and which are joined; both empty where nothing may be shown.

    Args:
        groups: parts of one whole that is shown beside them, by name.
    """
    alone = [name for name, people in groups.items() if people.enough]
    joined = [name for name, people in groups.items() if not people.enough]
    # What is joined can be had by subtraction, so it needs enough people itself.
    while joined and not together([groups[name] for name in joined]).enough:
        if not alone:
            return Shown((), ())
        nearest = min(alone, key=lambda name: groups[name].order)
        alone.remove(nearest)
        joined.append(nearest)
    return Shown(tuple(alone), tuple(name for name in groups if name in joined))
