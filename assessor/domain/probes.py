"""Invariance probes: what a change that should not matter did to drafts. Ids and levels, never text."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen

May = Literal["nothing", "not_rise"]
"""What a change may do to a level: nothing at all, or anything but raise it."""
Movement = Literal["raised", "lowered", "withheld", "appeared"]
Measured = Literal["moved", "raised", "lowered", "withheld", "appeared"]


class ProbeOutcome(Frozen):
    """What became of one text."""

    status: str
    """Status of the draft; `stopped` by a guardrail, or `failed`."""
    rating: int | None = None
    model: str | None = None
    failure: str | None = None
    """Code of the error where it failed."""


class ProbePair(Frozen):
    """A text before and after one change."""

    item: str
    probe: str
    seed: int
    before: ProbeOutcome
    after: ProbeOutcome
    beside: ProbeOutcome | None = None
    """What became of an attachment that the change added."""


class ProbeLine(Frozen):
    """What was made of one item, as a run of probes keeps it until all are in."""

    item: str
    job: str
    """Digest of the item and of every text it was changed to."""
    pairs: tuple[ProbePair, ...]


class ProbeMove(Frozen):
    """A pair whose outcome the change moved."""

    item: str
    seed: int
    movement: Movement
    before: int | None
    after: int | None
    status_after: str


class ProbeLimit(Frozen):
    """How far a probe may move drafts."""

    probe: str
    measure: Measured
    at_most: float = Field(ge=0, le=1)
    why: str
    """Where the number comes from."""


class LimitVerdict(Frozen):
    """A limit held against what was measured."""

    measure: Measured
    at_most: float
    value: float | None
    passed: bool | None
    """Null where there was nothing to measure, which is no pass."""


class ProbeResult(Frozen):
    """What one probe found."""

    probe: str
    may: May
    items: int
    pairs: int
    """Drafted twice, with and without the change."""
    not_applicable: int
    """Changes that had nothing to change, such as names in a text without names."""
    stopped_before: int
    """Pairs whose unchanged text a guardrail stopped: they say nothing and are in no share."""
    stopped_after: int
    failed: int
    """Pairs of which one half failed; in no share."""
    moved: Statistic
    """Share of pairs with another outcome: another level, none in place of one, or one in place of none."""
    raised: Statistic
    """Share of those rated before."""
    lowered: Statistic
    """Share of those rated before."""
    withheld: Statistic
    """Share of those rated before that have no level after: not rated, or stopped."""
    appeared: Statistic
    """Share of those not rated before that have a level after."""
    mean_shift: Statistic
    """Levels after less before, over pairs rated both times."""
    attachments_rated: int
    """Attachments added by the change that got a level of their own."""
    limits: tuple[LimitVerdict, ...]
    moves: tuple[ProbeMove, ...]


class ProbeReport(Frozen):
    """What `eval probe` answers."""

    at: datetime
    suite: str | None
    splits: tuple[str, ...]
    items: int
    seed: int
    drafter: str
    models: tuple[str, ...]
    """Models that rated, as drafts name them."""
    results: tuple[ProbeResult, ...]
    not_run: dict[str, str]
    """Probes that could not be run, and the code of the reason."""
    passed: bool | None
    """Whether every limit holds that could be measured; null where none of these probes has one."""


class DraftProbe(Frozen):
    """What one change does to a stored draft."""

    probe: str
    may: May
    seed: int
    status: str
    rating: int | None
    movement: Movement | None
    """Null where the outcome stays as it is."""


class DraftProbeReport(Frozen):
    """What `draft probe` answers."""

    draft: str
    drafter: str
    status: str
    rating: int | None
    """As stored."""
    status_again: str
    rating_again: int | None
    """As the unchanged text is rated now; what changes do is held against this."""
    probes: tuple[DraftProbe, ...]
    not_applicable: tuple[str, ...]
    """Probes that have nothing to change in redacted text, or in this one."""
