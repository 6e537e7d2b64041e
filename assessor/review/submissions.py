"""Stage 6 of 7: how far a submission is, for those who may know. Drafts stay sealed in everything here."""

from collections import Counter
from collections.abc import Callable, Sequence

from assessor.domain.actor import Actor
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.record import (
    CountedFinding,
    DraftHeader,
    HandedIn,
    StoredArtefact,
    StoredSubmission,
    SubmissionStatus,
)
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AreaSufficiency, AssessedArtefact, Origin
from assessor.domain.suspension import Suspension, covering
from assessor.domain.verdict import Finding
from assessor.errors import NotFoundError
from assessor.ports import Store, UnitOfWork
from assessor.review import order
from assessor.review.content import pinned_rubric
from assessor.review.views import ArtefactStanding, SubmissionSlip, SubmissionView
from assessor.rubrics.sufficiency import submission_sufficiency
from assessor.suspended import notice_of


class Submissions:
    """What people may know of submissions.

    Args:
        store: one tenant's records.
        rubrics: a rubric by its id.
    """

    def __init__(self, store: Store, *, rubrics: Callable[[str], Rubric]) -> None:
        self._store = store
        self._rubrics = rubrics

    def show(self, submission_id: str, actor: Actor) -> SubmissionView:
        """A submission as it stands now.

        Raises:
            NotFoundError: no such submission, or none that this actor may look at.
            PersonError: code `actor_revoked`.
        """
        with self._store.read() as unit:
            submission = self._open(unit, submission_id, actor)
            artefacts = unit.submissions.artefacts(submission_id)
            headers = {one.artefact_id: one for one in unit.drafts.list_headers(submission_id=submission_id)}
            areas = self._areas(unit, submission, artefacts, headers)
            return _view(unit, submission, artefacts, headers, areas)

    def accepted(self, submission_id: str, actor: Actor) -> SubmissionView:
        """A submission as it stood when it was accepted, however far it is by now.

        Raises:
            NotFoundError, PersonError: as for `show`.
        """
        with self._store.read() as unit:
            stored = self._open(unit, submission_id, actor)
            then = stored.model_copy(update={"status": SubmissionStatus.ACCEPTED, "failure": None})
            return _view(unit, then, unit.submissions.artefacts(submission_id), {}, ())

    def list_page(
        self, actor: Actor, *, after: str | None = None, limit: int = 50
    ) -> tuple[SubmissionSlip, ...]:
        """Submissions the actor may look at, oldest first.

        Args:
            actor: who looks.
            after: id of the submission before the first one wanted.
            limit: at most so many; fewer means that there are no more.

        Raises:
            NotFoundError: there is no submission of the id `after`.
            PersonError: code `actor_revoked`.
        """
        shown: list[SubmissionSlip] = []
        with self._store.read() as unit:
            person = unit.actors.get(actor.id)
            while True:
                page = unit.submissions.list_page(after=after, limit=limit)
                shown += [SubmissionSlip(**_slip(one)) for one in page if order.is_open_to(one, person)]
                if len(page) < limit or len(shown) >= limit:
                    return tuple(shown[:limit])
                after = page[-1].id

    def _open(self, unit: UnitOfWork, submission_id: str, actor: Actor) -> StoredSubmission:
        person = unit.actors.get(actor.id)
        submission = unit.submissions.get(submission_id)
        if not order.is_open_to(submission, person):
            raise NotFoundError(f"no submission with the id {submission_id!r}", hint="Check the id.")
        return submission

    def _areas(
        self,
        unit: UnitOfWork,
        submission: StoredSubmission,
        artefacts: Sequence[StoredArtefact],
        headers: dict[str, DraftHeader],
    ) -> tuple[AreaSufficiency, ...]:
        rubric = pinned_rubric(self._rubrics, submission.rubric_id, submission.rubric_version)
        if submission.status is not SubmissionStatus.DRAFTED or rubric.version != submission.rubric_version:
            return ()
        drafted = []
        for one in artefacts:
            header = headers.get(one.artefact_id)
            try:
                draft = None if header is None else unit.drafts.content(header.id)
            except NotFoundError:
                draft = None  # erased; the area is in the header
            area = None if header is None else header.skill_area
            drafted.append(AssessedArtefact(redacted=one.redacted, skill_area=area, draft=draft))
        return submission_sufficiency(drafted, rubric, submitted_on=submission.submitted_on)


def _view(
    unit: UnitOfWork,
    submission: StoredSubmission,
    artefacts: Sequence[StoredArtefact],
    headers: dict[str, DraftHeader],
    areas: tuple[AreaSufficiency, ...],
) -> SubmissionView:
    by_id = {one.artefact_id: one.redacted for one in artefacts}
    standing = unit.suspensions.standing(submission.rubric_id)
    # Submissions from before the list was kept name what was accepted, in the order handed in.
    handed_in = submission.handed_in or tuple(
        HandedIn(origin=Origin(file=position), artefact=one) for position, one in enumerate(by_id)
    )
    standings = []
    for one in handed_in:
        if one.stop is not None:
            stop = unit.stops.get(one.stop)
            standings.append(
                ArtefactStanding(origin=one.origin, verdict=stop.verdict, findings=stop.findings)
            )
        elif one.artefact is not None:
            redacted, header = by_id[one.artefact], headers.get(one.artefact)
            standings.append(_passed(one.origin, one.artefact, redacted, submission, header, standing))
    return SubmissionView(**_slip(submission), artefacts=tuple(standings), areas=areas)


def _passed(
    origin: Origin,
    artefact_id: str,
    redacted: RedactedArtefact,
    submission: StoredSubmission,
    header: DraftHeader | None,
    standing: Sequence[Suspension],
) -> ArtefactStanding:
    suspension = None
    if header is not None:
        suspension = covering(standing, submission.rubric_id, header.skill_area, header.drafter)
    return ArtefactStanding(
        origin=origin,
        verdict=redacted.verdict,
        findings=counted(redacted.findings),
        artefact=artefact_id,
        kind=redacted.kind,
        evidence_date=redacted.evidence_date,
        skill_area=submission.skill_area if header is None else header.skill_area,
        draft_id=None if header is None else header.id,
        suspension=None if suspension is None else notice_of(suspension),
    )


def counted(findings: Sequence[Finding]) -> tuple[CountedFinding, ...]:
    """Findings by rule with their number; places are left out."""
    counts = Counter((one.category, one.rule, one.action) for one in findings)
    return tuple(
        CountedFinding(category=category, rule=rule, action=action, count=count)
        for (category, rule, action), count in sorted(counts.items())
    )


def _slip(submission: StoredSubmission) -> dict[str, object]:
    return {
        "submission": submission.id,
        "status": submission.status,
        "failure": submission.failure,
        "accepted_at": submission.accepted_at,
        "submitted_on": submission.submitted_on,
        "assessee": submission.assessee_id,
        "rubric": submission.rubric_id,
        "rubric_version": submission.rubric_version,
        "skill_area": submission.skill_area,
        "career_level": submission.career_level,
    }
