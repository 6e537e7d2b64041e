"""Beside the stages: the redaction log for people who audit it, counted and as what a screen can show."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from assessor.domain.actor import Actor
from assessor.domain.base import Frozen
from assessor.domain.privacy import LogEntry, LogQuery
from assessor.domain.record import StoredArtefact
from assessor.ports import Store
from assessor.privacy.access import privacy_officer

Format = Literal["json", "csv"]


class LogStatistics(Frozen):
    """How often what happened, over some entries."""

    entries: int
    by_type: dict[str, int]
    by_rule: dict[str, int]
    by_policy: dict[str, int]


class ShownSegment(Frozen):
    """A stretch of an artefact as a screen shows it: kept as it was, or replaced. Holds no text."""

    start: int
    """In the redacted text."""
    end: int
    kept: bool
    type: str | None = None
    placeholder: str | None = None
    rule: str | None = None
    """Why it was replaced."""
    score: float | None = None
    submitted_chars: int | None = None
    """How long the replaced stretch was."""


class ShownArtefact(Frozen):
    """An artefact as segments in text order that leave no gap."""

    submission: str
    artefact: str
    policy_sha256: str
    segments: tuple[ShownSegment, ...]


class PrivacyLog:
    """The redaction log of one tenant.

    Args:
        store: the tenant's records.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, query: LogQuery, actor: Actor) -> tuple[LogEntry, ...]:
        """Entries that fit, oldest first.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return unit.privacy_log.entries(query)

    def shown(self, submission_id: str, artefact_id: str, actor: Actor) -> ShownArtefact:
        """What of an artefact was kept and what was replaced, by whom of the rules.

        Raises:
            PersonError: `actor` may not.
            NotFoundError: no such artefact.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return shown_artefact(unit.submissions.artefact(submission_id, artefact_id), artefact_id)


def shown_artefact(artefact: StoredArtefact, artefact_id: str) -> ShownArtefact:
    """An artefact without its text; one whose text was erased has no segments."""
    redacted = artefact.redacted
    segments: list[ShownSegment] = []
    at = 0
    for span in sorted(redacted.spans, key=lambda one: one.redacted_start):
        if span.redacted_start > at:
            segments.append(ShownSegment(start=at, end=span.redacted_start, kept=True))
        segments.append(
            ShownSegment(
                start=span.redacted_start,
                end=span.redacted_end,
                kept=False,
                type=span.type,
                placeholder=span.placeholder,
                rule=span.rule,
                score=span.score,
                submitted_chars=span.end - span.start,
            )
        )
        at = span.redacted_end
    length = len(redacted.text or "")
    if at < length:
        segments.append(ShownSegment(start=at, end=length, kept=True))
    return ShownArtefact(
        submission=artefact.submission_id,
        artefact=artefact_id,
        policy_sha256=redacted.policy_sha256,
        segments=tuple(segments),
    )


def statistics(entries: Iterable[LogEntry]) -> LogStatistics:
    """Counts over entries, most frequent first; a stop counts as often as its rule fired."""
    listed = tuple(entries)

    def counted(key: str) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for entry in listed:
            counts[str(getattr(entry, key))] += entry.count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    return LogStatistics(
        entries=len(listed),
        by_type=counted("type"),
        by_rule=counted("rule"),
        by_policy=counted("policy_sha256"),
    )


def as_text(entries: Iterable[LogEntry], form: Format) -> str:
    """Entries as one JSON array or as CSV with a header, the same columns in both."""
    rows = [entry.model_dump(mode="json") for entry in entries]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(LogEntry.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
