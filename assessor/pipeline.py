"""The way of an artefact, on one screen.

    bytes -> intake -> entry guardrails -> retrieval -> drafting -> draft guardrails -> human review -> record
             1         2                   3            4           5                   6               7

Stages 3 to 5 run inside `Pipeline.draft`; stage 6 is `review.Review`, stage 7 happens in every transaction.
Unredacted text lives in memory only: what stage 2 returns is all that anything after it ever sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

from assessor.domain.actor import Actor
from assessor.domain.artefact import ArtefactKind, RedactedArtefact, Subject
from assessor.domain.draft import AreaMatch, Draft
from assessor.domain.rubric import Rubric
from assessor.domain.submission import (
    AreaSufficiency,
    AssessedArtefact,
    Origin,
    ReadArtefact,
    ReadSubmission,
    RedactedSubmission,
)
from assessor.domain.text import Language
from assessor.domain.verdict import Destination
from assessor.intake.read import read_text
from assessor.ports import Drafter, DraftGuardrails, EntryGuardrails, Intake, Store
from assessor.reading import SubmittedFile, read_file
from assessor.records import Acceptance, keep_acceptance, keep_drafts, keep_stops
from assessor.rubrics.sufficiency import DatedArtefact, area_sufficiency


@dataclass(frozen=True)
class Order:
    """What a submission asks for, its files apart."""

    rubric: Rubric
    assessee_id: str
    submitted_on: date
    skill_area: str | None = None
    career_level: str | None = None
    subject: Subject = field(default_factory=Subject)


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
        digest: Callable[[bytes], str],
        intake: Intake,
        entry_guardrails: EntryGuardrails,
        drafter: Drafter,
        draft_guardrails: DraftGuardrails,
        retrieval_seconds: Callable[[], float],
    ) -> None:
        self._digest = digest
        self._intake = intake
        self._entry_guardrails = entry_guardrails
        self._drafter = drafter
        self._draft_guardrails = draft_guardrails
        self._retrieval_seconds = retrieval_seconds

    def read(self, files: Sequence[SubmittedFile], subject: Subject) -> ReadSubmission:
        """Stage 1: files in, text with locators out, in memory only. Attachments stand behind their mail."""
        artefacts = tuple(
            artefact
            for position, file in enumerate(files)
            for artefact in read_file(self._intake, file, self._digest, position=position)
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
        artefact = ReadArtefact(
            content=read_text(text, kind=kind, lang=lang),
            submitted_digest=self._digest(text.encode("utf-8")),
            evidence_date=evidence_date,
        )
        return ReadSubmission(artefacts=(artefact,), subject=subject)

    def redact(
        self, submission: ReadSubmission, destination: Destination | None = None
    ) -> RedactedSubmission:
        """Stage 2: redacted text, or a stop, for each artefact."""
        return self._entry_guardrails.redact(submission, destination or self._drafter.destination)

    def draft(
        self, artefact: RedactedArtefact, rubric: Rubric, *, skill_area: str | None, career_level: str | None
    ) -> Draft:
        """Stages 3 to 5: a draft of one redacted artefact, grounded, capped and free of personal data."""
        proposed = self._drafter.draft_rating(
            artefact, rubric, skill_area=skill_area, career_level=career_level
        )
        return self._draft_guardrails.verify(proposed, artefact, rubric)

    def assess(
        self, files: Sequence[SubmittedFile], order: Order, *, actor: Actor, store: Store
    ) -> Assessment:
        """Stages 1 to 5 and 7: one submission, its drafts sealed.

        Stops are logged, then what passed is accepted; only from there on is anything durable. If the process
        dies before, nothing was kept and the sender sends again.

        Raises:
            InputError: a file cannot be read; then no file of the submission was accepted.
        """
        read = self.read(files, order.subject)  # 1
        redacted = self.redact(read).artefacts  # 2
        origins = tuple(artefact.origin for artefact in read.artefacts)
        digests = [artefact.submitted_digest for artefact in read.artefacts]
        passed = [
            (artefact, digest)
            for artefact, digest in zip(redacted, digests, strict=True)
            if not artefact.verdict.stops
        ]
        stopped = [
            (artefact, digest)
            for artefact, digest in zip(redacted, digests, strict=True)
            if artefact.verdict.stops
        ]
        keep_stops(store, stopped, actor)
        if not passed:
            nothing = tuple(AssessedArtefact(redacted=one, skill_area=None, draft=None) for one in redacted)
            return Assessment(None, order.submitted_on, nothing, origins, (None,) * len(redacted), ())
        acceptance = Acceptance(
            actor=actor,
            assessee_id=order.assessee_id,
            rubric=order.rubric,
            skill_area=order.skill_area,
            career_level=order.career_level,
            submitted_on=order.submitted_on,
            destination=self._drafter.destination,
        )
        submission_id = keep_acceptance(store, passed, acceptance)
        drafts = {one.artefact_id: self._assessed(one, order) for one, _ in passed}  # 3, 4, 5
        draft_ids = keep_drafts(store, submission_id, list(drafts.values()), acceptance)
        assessed = tuple(
            AssessedArtefact(redacted=one, skill_area=None, draft=None)
            if one.verdict.stops
            else drafts[one.artefact_id]
            for one in redacted
        )
        return Assessment(
            submission_id=submission_id,
            submitted_on=order.submitted_on,
            artefacts=assessed,
            origins=origins,
            draft_ids=tuple(None if one.verdict.stops else draft_ids[one.artefact_id] for one in redacted),
            areas=_sufficiency(tuple(drafts.values()), order),
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
            else self._previewed(one, rubric, skill_area, career_level)
            for one in redacted
        )
        retrieval = self._retrieval_seconds() - retrieved
        drafting = perf_counter() - guarded - retrieval
        return assessed, Timing(
            *(round(seconds * 1000, 2) for seconds in (guarded - begun, retrieval, drafting))
        )

    def _assessed(self, artefact: RedactedArtefact, order: Order) -> AssessedArtefact:
        return self._previewed(artefact, order.rubric, order.skill_area, order.career_level)

    def _previewed(
        self, artefact: RedactedArtefact, rubric: Rubric, skill_area: str | None, career_level: str | None
    ) -> AssessedArtefact:
        draft = self.draft(artefact, rubric, skill_area=skill_area, career_level=career_level)
        proposed = draft.areas[0].skill_area if draft.areas else None
        return AssessedArtefact(redacted=artefact, skill_area=skill_area or proposed, draft=draft)


def _sufficiency(drafted: Sequence[AssessedArtefact], order: Order) -> tuple[AreaSufficiency, ...]:
    """Sufficiency of the areas this submission speaks to; the others are not listed."""
    dated = [
        DatedArtefact(
            artefact=one.redacted.artefact_id,
            evidence_date=one.redacted.evidence_date,
            areas=(AreaMatch(skill_area=one.skill_area, score=_score(one)),) if one.skill_area else (),
        )
        for one in drafted
    ]
    served = {area.skill_area for one in dated for area in one.areas}
    judged = area_sufficiency(dated, order.rubric, submitted_on=order.submitted_on)
    return tuple(area for area in judged if area.skill_area in served)


def _score(assessed: AssessedArtefact) -> float:
    areas = assessed.draft.areas if assessed.draft is not None else ()
    return next((area.score for area in areas if area.skill_area == assessed.skill_area), 0.0)
