"""What the charts of probes over time say. Counts alone, no text."""

from datetime import date
from typing import Literal

from assessor.domain.base import Frozen
from assessor.domain.comparison import ConditionChange
from assessor.domain.sentences import Sentences

WatchMeasure = Literal["moved", "raised", "retest"]
"""Of pairs of a probe, with another outcome; of those rated before, with a higher level; of the same items
drafted a second time, with another outcome."""


class WatchPoint(Frozen):
    """A round on a chart."""

    record: str
    day: date
    n: int
    count: int
    limit: int | None
    """Most that chance explains; null in the baseline, and where nothing was counted."""
    beyond: bool


class WatchChart(Frozen):
    """A share over time."""

    measure: WatchMeasure
    probe: str | None
    """Null for `retest`."""
    baseline: int
    """Rounds that the limit rests on; the first of the points."""
    centre: float | None
    """Share of the baseline; null where it counted nothing."""
    points: tuple[WatchPoint, ...]
    signals: bool
    signalled_on: date | None


class ProbeDrift(Frozen):
    """A rubric under one drafter, over the rounds of one series."""

    series: str
    suite: str | None
    rubric: str
    title: Sentences
    drafter: str
    rounds: int
    first: date
    last: date
    charts: tuple[WatchChart, ...]
    changed: tuple[ConditionChange, ...]
    """Conditions of the last round that are not those of the first."""
    signals: bool
