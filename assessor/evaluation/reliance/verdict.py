"""Figures held against the limits: above one, drafts do harm that the person in the loop does not stop."""

from collections.abc import Iterable

from assessor.domain.base import Frozen
from assessor.domain.reliance import LimitedMeasure, RelianceFigures, RelianceLimit

FEWEST_JUDGED = 30
"""Cases below which a figure is shown but not judged (docs/decisions/0034)."""


class RelianceLimits(Frozen):
    """What a deployment allows."""

    led_astray: float
    weight_of_advice: float


def held_against(figures: RelianceFigures, limits: RelianceLimits) -> tuple[RelianceLimit, ...]:
    """Each limit with its verdict: exceeded only where the whole interval lies above it."""
    return (
        _held("led_astray", figures, limits.led_astray),
        _held("weight_of_advice", figures, limits.weight_of_advice),
    )


def any_exceeded(verdicts: Iterable[bool | None]) -> bool | None:
    """True where one is, false where one was judged and none is, null where not one could be judged."""
    known = [one for one in verdicts if one is not None]
    return any(known) if known else None


def _held(measure: LimitedMeasure, figures: RelianceFigures, at_most: float) -> RelianceLimit:
    found = getattr(figures, measure)
    if found.value is None or found.low is None:
        exceeded, why = None, found.why_null
    elif found.n < FEWEST_JUDGED:
        exceeded, why = None, f"fewer than {FEWEST_JUDGED} such cases"
    else:
        exceeded, why = found.low > at_most, None
    return RelianceLimit(
        measure=measure,
        at_most=at_most,
        value=found.value,
        low=found.low,
        n=found.n,
        exceeded=exceeded,
        why_null=why,
    )
