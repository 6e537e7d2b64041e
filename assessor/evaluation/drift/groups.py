"""Drift: which groups may be shown. Nothing on fewer than five people, raters included, not by subtraction.

A total stands beside its parts, so what is missing among the parts can be had by subtraction. Groups that are
too small are therefore joined into one, and the next smallest with them until the joined one is itself large
enough; where even everything together is too small, nothing is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FEWEST_PEOPLE = 5


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

    def with_others(self, other: "People") -> "People":
        """Both together."""
        raters = None if self.raters is None or other.raters is None else self.raters | other.raters
        return People(self.assessees | other.assessees, raters)


def together(groups: Iterable[People]) -> People:
    """All of them; nobody, where there are none."""
    groups = tuple(groups)
    found = People(frozenset(), frozenset()) if not groups else groups[0]
    for one in groups[1:]:
        found = found.with_others(one)
    return found


@dataclass(frozen=True)
class Shown:
    """How groups may be shown."""

    alone: tuple[str, ...]
    """Groups with a figure of their own, in the order given."""
    joined: tuple[str, ...]
    """Groups that get one figure together, never exactly one; empty where all stand alone, or none does."""


def shown_groups(groups: Mapping[str, People]) -> Shown:
    """Which groups may stand alone and which are joined; both empty where nothing may be shown.

    Args:
        groups: parts of one whole that is shown beside them, by name.
    """
    alone = [name for name, people in groups.items() if people.enough]
    joined = [name for name, people in groups.items() if not people.enough]
    # What is joined can be had by subtraction; a single small group never has enough people for that.
    while joined and not together(groups[name] for name in joined).enough:
        if not alone:
            return Shown((), ())
        nearest = min(alone, key=lambda name: (groups[name].size, len(groups[name].assessees)))
        alone.remove(nearest)
        joined.append(nearest)
    return Shown(tuple(alone), tuple(name for name in groups if name in joined))
