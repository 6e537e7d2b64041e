"""Stage 2 of 7: the entry guardrails as one chain over all artefacts of a submission.

Order, and why:
  1. forgery, secrets, personal data    each artefact alone
  2. known values                       across the submission: what one artefact gives away goes everywhere
  3. amounts, do-not-enter, injection   they count and read what 1 and 2 found
  4. numbering                          after all artefacts are read, so that file order changes nothing
  5. replacement                        per artefact; a stopped one keeps no text

A check that raises refuses its artefact; the crash is a finding like any other.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assessor.domain.artefact import RedactedArtefact, Subject
from assessor.domain.submission import ReadArtefact, ReadSubmission, RedactedSubmission
from assessor.domain.verdict import (
    Action,
    Destination,
    DetectedSpan,
    Finding,
    InjectionSignal,
    RedactionSpan,
    verdict_of,
)
from assessor.errors import GuardrailError
from assessor.guardrails.aliases import PersonAliases
from assessor.guardrails.amounts import AmountGuardrail
from assessor.guardrails.detector import Detection, Guardrail, Reading
from assessor.guardrails.do_not_enter import DoNotEnterGuardrail
from assessor.guardrails.dossier import find_known
from assessor.guardrails.forgery import ForgeryGuardrail
from assessor.guardrails.identity import Occurrence, normal_form, number, people_in
from assessor.guardrails.injection import InjectionGuardrail
from assessor.guardrails.personal_data import PersonalDataGuardrail
from assessor.guardrails.policy import Policy
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.replace import move_segments, replace_spans
from assessor.guardrails.secrets import SecretGuardrail
from assessor.guardrails.spans import separate
from assessor.guardrails.view import DetectionView
from assessor.ports import Embedder

_log = logging.getLogger(__name__)

_NEVER_RELEASED = frozenset({"credentials", "guardrail_failure"})
FindAcross = Callable[[Sequence[Reading]], Sequence[tuple[DetectedSpan, ...]]]
"""Step 2: from all readings of a submission, further spans for each."""


@dataclass(frozen=True)
class _Inspected:
    """One artefact on its way through the chain. Offsets of spans are in the view until step 4."""

    reading: Reading
    findings: tuple[Finding, ...] = ()
    injection: InjectionSignal = field(default_factory=InjectionSignal)

    def with_spans(self, spans: Sequence[DetectedSpan]) -> "_Inspected":
        return replace(self, reading=replace(self.reading, spans=(*self.reading.spans, *spans)))

    def through(self, guardrails: Sequence[Guardrail]) -> "_Inspected":
        passed = self
        for guardrail in guardrails:
            seen = inspect_closed(guardrail, passed.reading)
            passed = replace(
                passed.with_spans(seen.spans),
                findings=(*passed.findings, *seen.findings),
                injection=seen.injection or passed.injection,
            )
        return passed


class EntryGuardrailChain:
    """The entry guardrails with their policy. Safe to share between threads.

    Args:
        policy: what may not enter.
        first: step 1; by default the guardrails with engines of their own.
        across: step 2.
        embedder: sentence vectors for the closer look of do-not-enter and injection; without it, that look is left out.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        first: Sequence[Guardrail] | None = None,
        across: FindAcross = find_known,
        embedder: Embedder | None = None,
    ) -> None:
        self._policy = policy
        self._do_not_enter = {
            destination: DoNotEnterGuardrail(policy, destination, embedder) for destination in Destination
        }
        self._injection = InjectionGuardrail(embedder)
        self._across = across
        self._first = (
            tuple(first)
            if first is not None
            else (
                ForgeryGuardrail(),
                SecretGuardrail(),
                PersonalDataGuardrail(PresidioRecognizers()),
            )
        )

    def redact(self, submission: ReadSubmission, destination: Destination) -> RedactedSubmission:
        """Redact all artefacts of a submission together.

        Args:
            submission: what intake read, in any order.
            destination: where the text is to go; the policy may be stricter for one than for another.

        Returns:
            One redacted artefact for each, in the order given. Never raises for content: a failing check
            refuses its artefact.
        """
        then: tuple[Guardrail, ...] = (
            AmountGuardrail(self._policy, destination),
            self._do_not_enter[destination],
            self._injection,
        )
        begun = [self._begin(artefact, submission).through(self._first) for artefact in submission.artefacts]
        known = _across_closed(self._across, [one.reading for one in begun])
        inspected = [
            (one.with_spans(spans) if spans is not None else _failed(one, "dossier")).through(then)
            for one, spans in zip(begun, known, strict=True)
        ]
        spans = [_submitted_spans(one) for one in inspected]
        removed = [
            [(span.type, artefact.content.text[span.start : span.end]) for span in own]
            for artefact, own in zip(submission.artefacts, spans, strict=True)
        ]
        people = people_in(removed, submission.subject.names)
        placeholders = _numbered(submission, removed, people)
        return RedactedSubmission(
            artefacts=tuple(
                self._finish(artefact, one, own, stand_ins).model_copy(
                    update={
                        "subject_placeholders": _of_subject(values, stand_ins, submission.subject, people)
                    }
                )
                for artefact, one, own, values, stand_ins in zip(
                    submission.artefacts, inspected, spans, removed, placeholders, strict=True
                )
            )
        )

    def _begin(self, artefact: ReadArtefact, submission: ReadSubmission) -> _Inspected:
        content = artefact.content
        reading = Reading(DetectionView(content.text), content.lang, submission.subject)
        return _Inspected(reading)

    def _finish(
        self,
        artefact: ReadArtefact,
        inspected: _Inspected,
        spans: Sequence[DetectedSpan],
        placeholders: Sequence[str],
    ) -> RedactedArtefact:
        content = artefact.content
        found = (*content.findings, *_submitted_findings(inspected))
        findings = tuple(_unless_released(one, artefact.released) for one in found)
        text: str | None = None
        placed: tuple[RedactionSpan, ...] = ()
        try:
            text, placed = replace_spans(content.text, spans, placeholders)
        except GuardrailError:
            findings = (*findings, _failure("replace"))
        verdict = verdict_of(findings, has_spans=bool(spans))
        kept = None if verdict.stops else text
        return RedactedArtefact(
            verdict=verdict,
            text=kept,
            segments=move_segments(content.segments, placed) if kept is not None else (),
            spans=placed,
            findings=findings,
            injection=inspected.injection,
            lang=content.lang,
            kind=content.kind,
            evidence_date=artefact.evidence_date or content.sent_on,
            policy_sha256=self._policy.sha256,
        )


def inspect_closed(guardrail: Guardrail, reading: Reading) -> Detection:
    """Run a guardrail; if it crashes, answer with a refusing finding in its name."""
    try:
        return guardrail.inspect(reading)
    except Exception as error:  # noqa: BLE001 - fail closed: whatever went wrong, the artefact is refused
        # The class of the error only: its message may carry the text.
        _log.error("guardrail %s failed: %s", guardrail.name, type(error).__name__)
        return Detection(findings=(_failure(guardrail.name),))


def _unless_released(finding: Finding, released: frozenset[str]) -> Finding:
    """A finding of a released rule is noted only. Secrets and crashes stop whatever was released."""
    if finding.rule not in released or finding.category in _NEVER_RELEASED:
        return finding
    return finding.model_copy(update={"action": Action.NOTE})


def _failure(name: str) -> Finding:
    return Finding(category="guardrail_failure", rule=f"guardrail_failure.{name}", action=Action.REFUSE)


def _failed(inspected: _Inspected, name: str) -> _Inspected:
    return replace(inspected, findings=(*inspected.findings, _failure(name)))


def _across_closed(
    across: FindAcross, readings: Sequence[Reading]
) -> Sequence[tuple[DetectedSpan, ...] | None]:
    try:
        return across(readings)
    except Exception as error:  # noqa: BLE001 - fail closed, for every artefact of the submission
        _log.error("guardrail dossier failed: %s", type(error).__name__)
        return [None] * len(readings)


def _submitted_spans(inspected: _Inspected) -> tuple[DetectedSpan, ...]:
    view = inspected.reading.view
    mapped = []
    for span in inspected.reading.spans:
        if span.start < span.end:
            start, end = view.to_submitted(span.start, span.end)
            mapped.append(span.model_copy(update={"start": start, "end": end}))
    return separate(mapped)


def _submitted_findings(inspected: _Inspected) -> tuple[Finding, ...]:
    view = inspected.reading.view
    mapped = []
    for finding in inspected.findings:
        if finding.start is None or finding.end is None or finding.start >= finding.end:
            mapped.append(finding)
            continue
        start, end = view.to_submitted(finding.start, finding.end)
        mapped.append(finding.model_copy(update={"start": start, "end": end}))
    return tuple(mapped)


def _numbered(
    submission: ReadSubmission, removed: Sequence[Sequence[Occurrence]], people: PersonAliases
) -> list[list[str]]:
    order = sorted(range(len(removed)), key=lambda index: submission.artefacts[index].content.sort_key)
    given = dict(zip(order, number([removed[index] for index in order], people), strict=True))
    return [given[index] for index in range(len(removed))]


def _of_subject(
    values: Sequence[Occurrence], placeholders: Sequence[str], subject: Subject, people: PersonAliases
) -> tuple[str, ...]:
    names = {people.key(name) for name in subject.names}
    emails = {normal_form("EMAIL_ADDRESS", email) for email in subject.emails}
    return tuple(
        sorted(
            {
                placeholder
                for (kind, value), placeholder in zip(values, placeholders, strict=True)
                if (kind == "PERSON" and people.key(value) in names)
                or (kind == "EMAIL_ADDRESS" and normal_form(kind, value) in emails)
            }
        )
    )
