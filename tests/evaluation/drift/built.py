"""A real store filled through its own calls: drafts by a drafter that does as told, then sealed ratings.

The entry guardrails are passed by, they are tested elsewhere; everything from the store to the seal is real.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from assessor.accounts import Accounts
from assessor.audit.chain import Chain
from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.draft import AreaMatch, Calibration, Draft, DraftStatus, Provenance
from assessor.domain.rating import RatingValue
from assessor.domain.record import NewArtefact, NewSubmission
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language, Segment
from assessor.domain.verdict import Destination, Verdict
from assessor.keyring import Keyring
from assessor.review.service import Review
from assessor.rubrics.load import load_rubric
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import new_engine

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AREAS = tuple(one.name for one in load_rubric("ai-skills").skill_areas)


class SetClock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment


@dataclass
class ToldDrafter:
    """`ports.Drafter` by hand: drafts the level that the text names, `level=3`, or abstains at `level=-`."""

    name: str = "embedded"
    model: str | None = None
    destination: Destination = Destination.STORE

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,  # noqa: ARG002 the port's
    ) -> Draft:
        word = (artefact.text or "").partition("level=")[2].split()[0]
        level = None if word == "-" else int(word)
        return Draft(
            status=DraftStatus.ABSTAINED if level is None else DraftStatus.DRAFTED,
            reason="Made by hand.",
            rating=level,
            rating_before_cap=level,
            scale=rubric.scale.id,
            areas=(AreaMatch(skill_area=skill_area or AREAS[0], score=1.0),),
            calibration=Calibration(basis="authored", n=0, state="unproven"),
            provenance=Provenance(
                drafter=self.name,
                model=self.model,
                rubric=rubric.id,
                rubric_version=rubric.version,
                policy_sha256="0" * 64,
            ),
        )


@dataclass(frozen=True)
class Made:
    """One artefact to hand in, draft and rate."""

    day: date
    draft: int | None
    ratings: dict[str, int] = field(default_factory=dict)
    """Of managers, by name; sealed in that order."""
    assessee: str = "csm-0"
    area: str | None = None
    lang: Language = "en"
    kind: ArtefactKind = ArtefactKind.CRM_NOTE
    words: int = 20
    rubric: str = "ai-skills"


class Built:
    """A store in a folder, with those who act in it."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        folder.mkdir(parents=True, exist_ok=True)
        self.engine = new_engine(folder)
        self.keyring = Keyring.load_or_create(folder / "home" / "keys.json")
        self.store = SqlStore(self.engine, Chain(self.keyring), self.clock)
        self.accounts = Accounts(
            self.store, lambda name: self.keyring.digests(name.encode(), purpose="actor")
        )
        self.review = Review(self.store, self.clock, rubrics=load_rubric, redact_reason=lambda reason: reason)
        self.drafter = ToldDrafter()
        self._people: dict[str, Actor] = {}
        self._number = 0

    def person(self, name: str, role: Role = Role.MANAGER) -> Actor:
        if name not in self._people:
            self._people[name], _ = self.accounts.add(name, frozenset({role}), by="system")
        return self._people[name]

    def hand_in(self, made: Made) -> str:
        """Accept one artefact and keep its draft; the draft's id."""
        self._number += 1
        self.clock.moment = datetime.combine(made.day, START.timetz()) + timedelta(
            seconds=self._number % 3000
        )
        actor, rubric = self.person("mara"), load_rubric(made.rubric)
        about = self.accounts.assessee(made.assessee, by=actor)
        level = "-" if made.draft is None else made.draft
        text = f"note {self._number} level={level} " + "word " * made.words
        redacted = RedactedArtefact(
            verdict=Verdict.ALLOW,
            text=text,
            segments=(Segment(start=0, end=len(text), locator="text"),),
            lang=made.lang,
            kind=made.kind,
            policy_sha256="0" * 64,
        )
        drafted = self.drafter.draft_rating(redacted, rubric, skill_area=made.area, career_level=None)
        with self.store.begin() as unit:
            added = unit.submissions.add(
                NewSubmission(
                    actor_id=actor.id,
                    assessee_id=about.id,
                    rubric_id=rubric.id,
                    rubric_version=rubric.version,
                    skill_area=made.area,
                    submitted_on=made.day,
                    destination=Destination.STORE,
                ),
                [NewArtefact(redacted=redacted, submitted_digest=self.keyring.digests(text.encode())[0])],
            )
            kept = unit.drafts.add(
                drafted,
                submission_id=added.id,
                artefact_id=redacted.artefact_id,
                skill_area=made.area,
                career_level=None,
                actor_id=actor.id,
            )
            unit.record(
                AuditEvent(
                    event="submission.accepted",
                    actor=actor.id,
                    refs={"submission": added.id, "assessee": about.id},
                    facts={"rubric": rubric.id},
                ),
                {"submission": added.committed},
            )
        return kept.id

    def put(self, made: Made) -> str:
        """Hand in, draft and rate; the draft's id."""
        draft_id = self.hand_in(made)
        for name, level in made.ratings.items():
            self.rate(draft_id, name, level)
        return draft_id

    def rate(self, draft_id: str, name: str, level: int | str) -> None:
        self.review.rate(draft_id, RatingValue.parse(str(level)), self.person(name))

    def put_all(self, many: Iterable[Made]) -> None:
        for one in many:
            self.put(one)


@contextmanager
def built(folder: Path) -> Iterator[Built]:
    made = Built(folder)
    try:
        yield made
    finally:
        made.engine.dispose()


def history(  # noqa: PLR0913 everything a history may differ in
    count: int,
    *,
    since: date,
    off: Callable[[int], int],
    per_day: int = 1,
    managers: int = 6,
    assessees: int = 12,
    first: int = 0,
    areas: tuple[str, ...] = AREAS[:3],
) -> list[Made]:
    """Rated drafts day by day; `off(number)` is sealed rating less draft of each."""
    made = []
    for number in range(first, first + count):
        draft = 3 if number % 2 else 2
        made.append(
            Made(
                day=since + timedelta(days=(number - first) // per_day),
                draft=draft,
                ratings={f"manager-{number // len(areas) % managers}": draft + off(number)},
                assessee=f"csm-{number // len(areas) % assessees}",
                area=areas[number % len(areas)],
                lang="de" if number % 5 < 2 else "en",
            )
        )
    return made


NOISE = (0, 0, 1, 0, -1, 0, 0, 1, -1, 0)
"""Differences of a drafter that is right on the whole: mean 0, standard deviation .63."""
