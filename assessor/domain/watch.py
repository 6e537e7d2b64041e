"""Probes over time: what each round counted, and what its charts say. Counts and versions, never text."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.drift import GoldDrift, SuspensionOutcome
from assessor.domain.probe_drift import ProbeDrift
from assessor.domain.run import SHA256, RunManifest


class ProbeCount(Frozen):
    """What one probe did in one round."""

    probe: str
    pairs: int
    """Pairs that say something: neither failed nor stopped before the change."""
    moved: int
    rated: int
    """Pairs rated before the change."""
    raised: int


class WatchedRubric(Frozen):
    """One rubric in one round."""

    rubric: str
    items: int
    failed: int
    """Items that got no answer; in no figure."""
    probes: tuple[ProbeCount, ...]
    retested: int
    """Items answered twice, the second time in another order and process."""
    other: int
    """Those of them with another level, or a level in place of none."""
    levels: dict[str, int | None]
    """Level of each answered item, by the digest of text and labels; null for one without a level."""


class WatchRecord(Frozen):
    """One round. Rounds of one series took the same items, probes and seed."""

    format: Literal["assessor-watch/1"] = "assessor-watch/1"
    id: str
    at: datetime
    slot: datetime | None
    """Begin of the stretch of time that it was due in; null for one by hand."""
    series: str = Field(pattern=SHA256)
    seed: int
    versions: RunManifest
    """What it was made with."""
    models: tuple[str, ...]
    """Models that rated, as drafts name them."""
    rubrics: tuple[WatchedRubric, ...]


class WatchReport(Frozen):
    """What `eval watch` answers."""

    format: Literal["assessor-watch-report/1"] = "assessor-watch-report/1"
    at: datetime
    record: WatchRecord | None
    """The round just made; null where none was."""
    next_due: datetime | None
    """Begin of the next stretch of time; null without a schedule."""
    probes: tuple[ProbeDrift, ...]
    gold: tuple[GoldDrift, ...]
    """The same items against themselves."""
    signals: bool
    acted: bool
    suspensions: tuple[SuspensionOutcome, ...]
