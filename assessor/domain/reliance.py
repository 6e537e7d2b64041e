"""How far drafts move the people who see them: aggregates of groups, never of a person."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen

FEWEST_RATERS = 5
"""Raters below which nothing is shown of a group (S000-85, S001-20)."""
FEWEST_ASSESSEES = 5
"""People the evidence is of, below which nothing is shown of a group."""


class Movement(StrEnum):
    """Where a person went between the sealed and the confirmed rating, as seen from the draft."""

    KEPT = "kept"
    TOWARDS = "towards"
    """The confirmed rating is nearer to the draft than the sealed one was."""
    AWAY = "away"
    """Changed, and no nearer to the draft; also past it, to its other side."""


LimitedMeasure = Literal["led_astray", "weight_of_advice"]
"""What a limit may hold: see `RelianceFigures`."""


class RelianceFigures(Frozen):
    """Of the cases in which the draft said something else than the sealed rating.

    s is the sealed rating, d the draft's, c the confirmed one and o the settled outcome, in levels.
    """

    towards: Statistic
    """Share of cases with |c - d| < |s - d|."""
    followed: Statistic
    """Share of cases with c = d."""
    away: Statistic
    kept: Statistic
    """Share of cases with c = s."""
    weight_of_advice: Statistic
    """Mean of (c - s) / (d - s), each held to 0..1: 0 stays, 1 adopts the draft (Yaniv 2004)."""
    moved_rightly: Statistic
    """Of cases with an outcome: moved towards the draft, and nearer to the outcome by it."""
    moved_wrongly: Statistic
    """Of cases with an outcome: moved towards the draft, and away from the outcome by it."""
    led_astray: Statistic
    """Of cases in which the own rating was nearer to the outcome than the draft: moved towards the draft."""
    helped: Statistic
    """Of cases in which the draft was nearer to the outcome than the own rating: moved towards the draft."""
    rair: Statistic
    """Relative AI reliance: of s != o and d = o, the share with c = o (Schemmer et al. 2023)."""
    rsr: Statistic
    """Relative self-reliance: of s = o and d != o, the share with c = o (Schemmer et al. 2023)."""


class RelianceLimit(Frozen):
    """A figure held against what a deployment allows."""

    measure: LimitedMeasure
    at_most: float
    value: float | None
    low: float | None
    """Lower end of the 95 % interval: this, and not the value, has to exceed the limit."""
    n: int
    exceeded: bool | None
    """Null where there is too little to judge by."""
    why_null: str | None


class RelianceGroup(Frozen):
    """One drafter under one rubric. There is none of fewer than 5 raters or 5 assessees."""

    rubric: str
    drafter: str
    since: date
    """The day asked for, or that after a suspension for reliance was last lifted, if that is later."""
    cases: int
    """Sealed ratings with a level, each with a draft's level and a confirmed level after it."""
    raters: int
    assessees: int
    agreed: int
    """Cases in which the draft said what the sealed rating said; they are in no figure."""
    with_outcome: int
    """Cases among the others with an adjudicated, else a blind, rating by somebody else."""
    figures: RelianceFigures
    limits: tuple[RelianceLimit, ...]
    exceeded: bool | None
    """Whether a limit is; null where not one could be judged and none is exceeded."""


class WithheldGroup(Frozen):
    """A drafter under a rubric of which nothing may be shown; not even how many cases there are."""

    rubric: str
    drafter: str
    since: date
    why: Literal["small_group"]


class ActedOn(Frozen):
    """What became of a drafter whose limit is exceeded, where the command was to act."""

    rubric: str
    drafter: str
    suspension: str
    """Id of the suspension that holds now."""
    new: bool
    """False where drafts were suspended there before."""


class RelianceReport(Frozen):
    """What `eval reliance` answers."""

    at: datetime
    since: date
    draws: int
    seed: int
    groups: tuple[RelianceGroup, ...]
    withheld: tuple[WithheldGroup, ...]
    exceeded: bool | None
    """Whether any limit is; null where not one could be judged."""
    acted_on: tuple[ActedOn, ...] = ()
