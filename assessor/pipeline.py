"""The way of an artefact, on one screen.

    bytes -> intake -> entry guardrails -> retrieval -> drafting -> draft guardrails -> human review -> record
             1         2                   3            4           5                   6               7

Stages 1 and 2 are `Pipeline.accept`, after which a submission is durable; stages 3 to 5 `draft_accepted`, at
once (`assess`) or later in another process. Stage 6 is `review.Review`, stage 7 happens in every transaction.
Unredacted text lives in memory only: what stage 2 returns is all that anything after it ever sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from assessor.domain.actor import Actor
from assessor.domain.artefact import ArtefactKind, RedactedArtefact, Subject
from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.record import Receipt
from assessor.domain.rubric import Rubric
from assessor.domain.submission import (
    AreaSufficiency,
    AssessedArtefact,
    Origin,
    ReadArtefact,
    ReadSubmission,
    RedactedSubmission,
    with_team,
)
from assessor.domain.text import Language
from assessor.domain.vault import VaultValues
from assessor.domain.verdict import Destination
from assessor.intake.read import read_text
from assessor.ports import Drafter, DraftGuardrails, EntryGuardrails, Intake, Store
from assessor.privacy_ports import Sealer
from assessor.reading import SubmittedFile, read_file
from assessor.records import (
    Acceptance,
    Received,
    Sealing,
    keep_acceptance,
    keep_draft,
    keep_stops,
    kept_drafts,
    undrafted,
)
from assessor.rubrics.sufficiency import submission_sufficiency


@dataclass(frozen=True)
class Order:
    """What a submission asks for, its files apart."""

    rubric: Rubric
    assessee_id: str
    submitted_on: date
    skill_area: str | None = None
    career_level: str | None = None


@dataclass(frozen=True)
class Reception:
    """What was received: files in the order given, attachments behind their mail."""

    submission_id: str | None
    """Null where every artefact was stopped: then nothing was accepted."""
    received: tuple[Received, ...]


@dataclass(frozen=True)
class Assessment:
    """What became of a submission: files in the order given, attachments behind their mail."""

    submission_id: str | None
    """Null where every artefact was stopped: then nothing was accepted."""
    submitted_on: date
    artefacts: tuple[AssessedArtefact, ...]
    origins: tuple[Origin, ...]
    """Where each artefact comes from."""
    draft_ids: tuple[str | None, ...]
    """The draft of each artefact, null where it was stopped."""
    areas: tuple[AreaSufficiency, ...]


@dataclass(frozen=True)
class Timing:
    """CPU-bound wall time of the stages, milliseconds."""

    guardrails: float
    retrieval: float
    drafting: float


class Pipeline:
    """The stages, built by `bootstrap`, and the one order they may run in."""

    def __init__(
        self,
        *,
        digests: Callable[[bytes], tuple[str, ...]],
        intake: Intake,
        entry_guardrails: EntryGuardrails,
        drafter: Drafter,
        draft_guardrails: DraftGuardrails,
        retrieval_seconds: Callable[[], float],
        sealer: Sealer | None = None,
    ) -> None:
        self._digests = digests
        self._intake = intake
        self._entry_guardrails = entry_guardrails
        self._drafter = drafter
        self._draft_guardrails = draft_guardrails
        self._retrieval_seconds = retrieval_seconds
        self._sealer = sealer

    def read(self, files: Sequence[SubmittedFile], subject: Subject) -> ReadSubmission:
        """Stage 1: files in, text with locators out, in memory only. Attachments stand behind their mail.

        Raises:
            InputError: a file cannot be read; then there is no submission.
        """
        artefacts = tuple(
            artefact
            for position, file in enumerate(files)
            for artefact in read_file(self._intake, file, self._digests, position=position)
        )
        return ReadSubmission(artefacts=artefacts, subject=subject)

    def read_text(
        self,
        text: str,
        subject: Subject,
        *,
        kind: ArtefactKind | None = None,
        lang: Language | None = None,
        evidence_date: date | None = None,
    ) -> ReadSubmission:
        """Stage 1 for text that came as text: a submission of one."""
        current, *older = self._digests(text.encode("utf-8"))
        artefact = ReadArtefact(
            content=read_text(text, kind=kind, lang=lang),
            submitted_digest=current,
            older_digests=tuple(older),
            evidence_date=evidence_date,
        )
        return ReadSubmission(artefacts=(artefact,), subject=subject)

    def redact(
        self, submission: ReadSubmission, destination: Destination | None = None
    ) -> RedactedSubmission:
        """Stage 2: redacted text, or a stop, for each artefact."""
        redacted = self._entry_guardrails.redact(submission, destination or self._drafter.destination)
        return with_team(redacted, submission.subject.team)

    def draft(
        self, artefact: RedactedArtefact, rubric: Rubric, *, skill_area: str | None, career_level: str | None
    ) -> Draft:
        """Stages 3 to 5: a draft of one redacted artefact, grounded, capped and free of personal data."""
        proposed = self._drafter.draft_rating(
            artefact, rubric, skill_area=skill_area, career_level=career_level
        )
        if proposed.status is DraftStatus.SUSPENDED:
            return proposed  # the program's own words and nothing of the evidence
        return self._draft_guardrails.verify(proposed, artefact, rubric)

    def accept(
        self,
        read: ReadSubmission,
        order: Order,
        *,
        actor: Actor,
        store: Store,
        receipt: Receipt | None = None,
    ) -> Reception:
        """Stages 2 and 7: stops are logged, then what passed is accepted.

        Only from there on is anything durable. If the process dies before, nothing was kept and the sender
        sends again.
        """
        redacted = self.redact(read).artefacts  # 2
        received = tuple(
            Received(after, before.origin, before.submitted_digest, before.older_digests)
            for after, before in zip(redacted, read.artefacts, strict=True)
        )
        stop_ids = keep_stops(store, received, actor)
        if all(stop_ids):
            return Reception(None, received)
        acceptance = Acceptance(
            actor=actor,
            assessee_id=order.assessee_id,
            rubric=order.rubric,
            skill_area=order.skill_area,
            career_level=order.career_level,
            submitted_on=order.submitted_on,
            destination=self._drafter.destination,
        )
        sealing = Sealing(self._sealer, _removed(read, redacted)) if self._sealer else None
        submission_id = keep_acceptance(store, received, stop_ids, acceptance, receipt, sealing)
        return Reception(submission_id, received)

    def draft_accepted(self, submission_id: str, rubric: Rubric, store: Store) -> None:
        """Stages 3 to 5 and 7: a draft for each artefact that has none, each kept as soon as it is made.

        A run that died is simply run again; two at once make no draft twice.

        Raises:
            NotFoundError: no such submission.
            OrderError: codes `rubric_changed`, `destination_changed`: it must be submitted again.
        """
        submission, artefacts = undrafted(store, submission_id, rubric, self._drafter.destination)
        for artefact in artefacts:
            assessed = self._drafted(artefact, rubric, submission.skill_area, submission.career_level)
            keep_draft(store, submission, assessed)

    def assess(self, read: ReadSubmission, order: Order, *, actor: Actor, store: Store) -> Assessment:
        """Stages 2 to 5 and 7: one submission, its drafts sealed."""
        reception = self.accept(read, order, actor=actor, store=store)
        drafts: dict[str, tuple[str, AssessedArtefact]] = {}
        if reception.submission_id is not None:
            self.draft_accepted(reception.submission_id, order.rubric, store)
            drafts = kept_drafts(store, reception.submission_id)
        outcomes = [
            (None, AssessedArtefact(redacted=one.redacted, skill_area=None, draft=None))
            if one.redacted.verdict.stops
            else drafts[one.redacted.artefact_id]
            for one in reception.received
        ]
        return Assessment(
            submission_id=reception.submission_id,
            submitted_on=order.submitted_on,
            artefacts=tuple(assessed for _, assessed in outcomes),
            origins=tuple(one.origin for one in reception.received),
            draft_ids=tuple(draft_id for draft_id, _ in outcomes),
            areas=submission_sufficiency(
                [assessed for _, assessed in drafts.values()], order.rubric, submitted_on=order.submitted_on
            ),
        )

    def preview(
        self,
        read: ReadSubmission,
        rubric: Rubric,
        *,
        skill_area: str | None = None,
        career_level: str | None = None,
    ) -> tuple[tuple[AssessedArtefact, ...], Timing]:
        """Stages 2 to 5 without a record: full drafts that can never be confirmed."""
        begun = perf_counter()
        redacted = self.redact(read).artefacts
        guarded = perf_counter()
        retrieved = self._retrieval_seconds()
        assessed = tuple(
            AssessedArtefact(redacted=one, skill_area=None, draft=None)
            if one.verdict.stops
            else self._drafted(one, rubric, skill_area, career_level)
            for one in redacted
        )
        retrieval = self._retrieval_seconds() - retrieved
        drafting = perf_counter() - guarded - retrieval
        return assessed, Timing(
            *(round(seconds * 1000, 2) for seconds in (guarded - begun, retrieval, drafting))
        )

    def _drafted(
        self, artefact: RedactedArtefact, rubric: Rubric, skill_area: str | None, career_level: str | None
    ) -> AssessedArtefact:
        draft = self.draft(artefact, rubric, skill_area=skill_area, career_level=career_level)
        proposed = draft.areas[0].skill_area if draft.areas else None
        return AssessedArtefact(redacted=artefact, skill_area=skill_area or proposed, draft=draft)


def _removed(read: ReadSubmission, redacted: Sequence[RedactedArtefact]) -> VaultValues:
    """What each placeholder of the artefacts that passed stands for, in every form it stood in."""
    forms: dict[str, dict[str, None]] = {}
    for before, after in zip(read.artefacts, redacted, strict=True):
        for span in () if after.verdict.stops else after.spans:
            forms.setdefault(span.placeholder, {})[before.content.text[span.start : span.end]] = None
    return {placeholder: tuple(found) for placeholder, found in forms.items()}
