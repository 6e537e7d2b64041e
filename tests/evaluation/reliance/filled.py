"""A real store with cases in it: actors, submissions, drafts, sealed, revealed, confirmed and settled ratings."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from assessor.domain.actor import Actor, Role
from assessor.domain.draft import Draft
from assessor.domain.rating import RatingOutcome, RatingSource, RatingTarget, RatingValue
from assessor.domain.record import RatingRecord
from assessor.evaluation.reliance.case import Case
from assessor.ports import UnitOfWork
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import TickingClock, draft, event, name_digest, new_artefact, new_submission
from tests.store.world import add_account

SCALE, VERSION = "ai-skills-1-5", "0.1.0"


def erik(store: SqlStore) -> Actor:
    """Somebody of Enablement."""
    return add_account(store, "erik", Role.ENABLEMENT)


def rating(unit: UnitOfWork, source: RatingSource, level: int, actor_id: str, **rest: object) -> RatingRecord:
    """A rating of a level, not yet kept."""
    return RatingRecord.model_validate(
        {
            "id": unit.ratings.new_id(),
            "target": RatingTarget.ARTEFACT,
            "source": source,
            "draft_id": None,
            "skill_area": None,
            "actor_id": actor_id,
            "value": RatingValue(outcome=RatingOutcome.LEVEL, level=level),
            "scale": SCALE,
            "rubric_id": "ai-skills",
            "rubric_version": VERSION,
            **rest,
        }
    )


class Filler:
    """Puts cases into a store, each with a submission of its own; people by the names of the cases."""

    def __init__(self, store: SqlStore, clock: TickingClock | None = None) -> None:
        self._store = store
        self._clock = clock
        self._people: dict[str, str] = {}

    def fill(self, cases: Iterable[Case], **changes: object) -> None:
        """Keep cases in one transaction.

        Args:
            cases: in the order of their time.
            changes: `seen_before`, `withheld` (nothing was shown), `drafter`, or `outcome_by` (`rater`: the
                rater settled it; `blind`).
        """
        with self._store.begin() as unit:
            settler = self._person(unit, "settler")
            for number, case in enumerate(cases):
                self._put(unit, case, f"{len(self._people)}-{number}-{case.key}", settler, changes)
            unit.record(event())

    def _put(self, unit: UnitOfWork, case: Case, text: str, settler: str, changes: dict[str, object]) -> None:
        if self._clock is not None:
            self._clock.moment = case.at - timedelta(minutes=10)
        rater = self._person(unit, case.rater)
        artefact = new_artefact(f"Hello <PERSON_1>, I checked it. {text}")
        artefact_id = artefact.redacted.artefact_id
        submission = unit.submissions.add(
            new_submission(rater, self._person(unit, case.assessee)), [artefact]
        ).id
        proposal = draft(artefact_id, rating=case.draft)
        made = {"drafter": changes.get("drafter", "embedded")}
        proposal = Draft.model_validate(
            proposal.model_dump() | {"provenance": proposal.provenance.model_dump() | made}
        )
        draft_id = unit.drafts.add(
            proposal,
            submission_id=submission,
            artefact_id=artefact_id,
            skill_area=None,
            career_level=None,
            actor_id=rater,
        ).id
        of = {"submission_id": submission, "artefact_id": artefact_id}
        seen = {"seen_before": bool(changes.get("seen_before"))}
        unit.ratings.add(
            rating(
                unit, RatingSource.SEALED, case.sealed, rater, draft_id=draft_id, at=self._now(), **of, **seen
            )
        )
        unit.drafts.add_reveal(draft_id, actor_id=rater, withheld=bool(changes.get("withheld")))
        at = case.at if self._clock is not None else self._now()
        unit.ratings.add(
            rating(unit, RatingSource.CONFIRMED, case.confirmed, rater, draft_id=draft_id, at=at, **of)
        )
        if case.outcome is not None:
            by = changes.get("outcome_by")
            source = RatingSource.BLIND if by == "blind" else RatingSource.ADJUDICATED
            actor = rater if by == "rater" else settler
            unit.ratings.add(rating(unit, source, case.outcome, actor, at=at, **of))

    def _now(self) -> datetime:
        return datetime.now(UTC) if self._clock is None else self._clock.now()

    def _person(self, unit: UnitOfWork, name: str) -> str:
        if name not in self._people:
            self._people[name] = unit.actors.add_assessee([name_digest(name)], created_by="system").id
        return self._people[name]
