"""Diff, last step: which past ratings rest on what changed. Counts alone: no level, no person."""

from collections.abc import Collection, Iterable, Mapping

from assessor.domain.base import Frozen


class PinnedRatings(Frozen):
    """Ratings a store holds under one version of a rubric."""

    areas: Mapping[str, int]
    """Ratings by skill area, by canonical name."""
    anchors: Mapping[str, int]
    """Confirmed ratings by anchor their draft's claims cite; of drafts not settled nothing is counted."""
    without_area: int = 0


class TouchedPart(Frozen):
    """Ratings of one area or anchor."""

    name: str
    """Name of the area, id of the anchor."""
    ratings: int
    changed: bool
    """Whether the area or anchor differs in the new version."""


class TouchedRatings(Frozen):
    """Past ratings under the old version. They keep it; nothing rates them anew."""

    ratings: int
    on_changed: int
    """Those in a skill area that differs."""
    areas: tuple[TouchedPart, ...]
    anchors: tuple[TouchedPart, ...]


def touched(pinned: PinnedRatings, *, areas: Collection[str], anchors: Collection[str]) -> TouchedRatings:
    """Put past ratings beside what changed.

    Args:
        pinned: what the store holds under the old version.
        areas: names of the areas of the old version that differ.
        anchors: ids of its anchors that were removed, moved or reworded.
    """
    return TouchedRatings(
        ratings=sum(pinned.areas.values()) + pinned.without_area,
        on_changed=sum(count for name, count in pinned.areas.items() if name in areas),
        areas=_parts(pinned.areas.items(), areas),
        anchors=_parts(pinned.anchors.items(), anchors),
    )


def _parts(counts: Iterable[tuple[str, int]], changed: Collection[str]) -> tuple[TouchedPart, ...]:
    found = [TouchedPart(name=name, ratings=count, changed=name in changed) for name, count in counts]
    return tuple(sorted(found, key=lambda part: (not part.changed, -part.ratings, part.name)))
