"""Demonstration: a home with people, texts and weeks. All parts are the program's own but two, both planted:
the clock of the ratings, which runs through past weeks, and the people, who are a generator of ratings.
"""

import contextlib
import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from assessor.bootstrap import Application
from assessor.cli.main import run
from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import Subject
from assessor.domain.rating import RatingValue
from assessor.domain.rubric import Rubric
from assessor.domain.submission import ReadSubmission, RedactedSubmission
from assessor.domain.verdict import Destination
from assessor.pipeline import Order
from assessor.ports import EntryGuardrails
from assessor.resources import resource_folder
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings

RUBRIC = "ai-skills"
MANAGERS = ("mara", "jonas", "aylin", "pavel", "ingrid", "samir")
ASSESSEES = tuple(f"csm-{number:02d}" for number in range(1, 13))
_NOISE = (-1, -1, 0, 0, 0, 0, 1, 1)
"""What a person's rating is off the honest draft, each as likely: mean 0, standard deviation .71, near the
.74 of the study that the delay is held against (`eval/drift_study/streams.py`)."""


class WeekClock:
    """Stands in the week it is put in and moves a second with each look."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self) -> datetime:
        """The time of this demonstration."""
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass(frozen=True)
class Text:
    """A labelled text, without its label."""

    area: str
    words: str
    kind: str
    lang: str


@dataclass(frozen=True)
class Rated:
    """A draft that somebody rated before seeing it."""

    draft_id: str
    manager: str
    drafted: int
    honest: int
    sealed: int


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one JSON value."""
        return json.loads(self.out)


class OnceRedacted:
    """`ports.EntryGuardrails` that remembers: a text handed in twice is redacted once, to save time."""

    def __init__(self, real: EntryGuardrails) -> None:
        self._real = real
        self._known: dict[str, RedactedSubmission] = {}

    def redact(self, submission: ReadSubmission, destination: Destination) -> RedactedSubmission:
        """As the real ones."""
        key = "\0".join(one.content.text for one in submission.artefacts)
        if key not in self._known:
            self._known[key] = self._real.redact(submission, destination)
        return self._known[key]


class World:
    """One home and everybody in it."""

    def __init__(self, home: Path, *, texts: int, start: date, seed: int) -> None:
        self.home = home
        self.clock = WeekClock(datetime.combine(start, datetime.min.time(), UTC) + timedelta(hours=9))
        self.application = Application(Settings(home=home))
        # Both stand where the application would put its own; nothing else of it is touched.
        self.application.clock = self.clock  # type: ignore[assignment] # the demonstration's own clock
        self.application.entry_guardrails = OnceRedacted(  # type: ignore[assignment] # the port, not the class
            self.application.entry_guardrails
        )
        self.rubric: Rubric = load_rubric(RUBRIC)
        self.texts = _texts(texts, seed)
        self.people: dict[str, Actor] = {}
        self.tokens: dict[str, str] = {}
        self._dice = random.Random(seed)  # noqa: S311 dice of a demonstration, no secret
        self._handed_in = 0
        for name in MANAGERS:
            self._add(name, Role.MANAGER)
        self._add("erik", Role.ENABLEMENT)
        self._honest: Application | None = None

    def _add(self, name: str, role: Role) -> None:
        self.people[name], self.tokens[name] = self.application.accounts.add(
            name, frozenset({role}), by="system"
        )

    def honest_with(self, version: str) -> None:
        """From now on people rate as drafts of this version say, noise apart, whatever is in effect."""
        self._honest = Application(Settings(home=self.home), versions={RUBRIC: version}, measuring=True)

    def week(self, day: date, count: int) -> list[Rated]:
        """Texts handed in over five days, drafted by what is in effect, rated before the draft is seen."""
        found: list[Rated] = []
        while len(found) < count:
            moment = day + timedelta(days=len(found) * 5 // count)
            self.clock.moment = datetime.combine(moment, datetime.min.time(), UTC) + timedelta(
                hours=9, minutes=3 * len(found)
            )
            rated = self._one(moment)
            if rated is not None:
                found.append(rated)
        return found

    def _one(self, day: date) -> Rated | None:
        """One text; null where it is stopped or gets no level, as some are."""
        text = self.texts[self._handed_in % len(self.texts)]
        manager = MANAGERS[self._handed_in % len(MANAGERS)]
        assessee = ASSESSEES[self._handed_in // 2 % len(ASSESSEES)]
        self._handed_in += 1
        draft_id, drafted, honest = self.hand_in(text, manager, assessee, day)
        if draft_id is None or drafted is None or honest is None:
            return None
        sealed = min(
            max(honest + self._dice.choice(_NOISE), self.rubric.scale.lowest), self.rubric.scale.highest
        )
        self.application.review.rate(draft_id, RatingValue.parse(str(sealed)), self.people[manager])
        return Rated(draft_id, manager, drafted, honest, sealed)

    def hand_in(
        self, text: Text, manager: str, assessee: str, day: date
    ) -> tuple[str | None, int | None, int | None]:
        """A text through every stage: the draft's id, its level, and the level of the honest drafter."""
        actor, pipeline = self.people[manager], self.application.pipeline
        about = self.application.accounts.assessee(assessee, by=actor)
        read = pipeline.read_text(text.words, Subject(), kind=text.kind, lang=text.lang, evidence_date=day)  # type: ignore[arg-type] # words of the gold file
        order = Order(self.rubric, about.id, day, skill_area=text.area)
        made = pipeline.assess(read, order, actor=actor, store=self.application.store)
        (assessed,) = made.artefacts
        level = None if assessed.draft is None else assessed.draft.rating_before_cap
        honest = level
        if self._honest is not None and assessed.redacted.text is not None:
            drafted = self._honest.drafter.draft_rating(
                assessed.redacted, self.rubric, skill_area=text.area, career_level=None
            )
            honest = drafted.rating_before_cap
        return made.draft_ids[0], level, honest

    def command(self, *words: str) -> Said:
        """An `assessor` command on this home, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*words])
        return Said(code, out.getvalue(), err.getvalue())


def _texts(count: int, seed: int) -> Sequence[Text]:
    folder = resource_folder("suites").parent / "gold"
    found = []
    for name in ("ai-skills.jsonl", "ai-skills-train.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if one["rating"] is not None and not one["do_not_enter"]:
                found.append(Text(one["skill_area"], one["text"], one["kind"], one["lang"]))
    random.Random(seed).shuffle(found)  # noqa: S311 dice of a demonstration, no secret
    return found[:count]
