"""Drills: training on drafts in which an error was planted. Nothing in here is a draft or a rating.

Every id begins with `drl_` or `att_`, and every value that leaves the program says `"drill": true`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language

FEWEST_TRAINEES = 5
"""Trainees whose results are counted together; of fewer nothing is ever shown (S000-85, S001-20)."""


class Flaw(StrEnum):
    """What was planted."""

    ONE_OFF = "one_off"
    """The level is one off, up or down."""
    TWO_OFF = "two_off"
    FOREIGN_DEED = "foreign_deed"
    """A quote of what somebody else did, counted for the assessee; the level is one too high."""
    PLAN_AS_DEED = "plan_as_deed"
    """A quote of a plan, sold as a deed; the level is one too high."""
    RED_LINE_MISSED = "red_line_missed"
    """Conduct that caps the level, and no word of it."""


class DrillItem(Frozen):
    """What is kept of an item: the text stays with the exemplar and goes with it."""

    exemplar: str
    lang: Language
    skill_area: str
    settled: int
    """The level that holds, after the cap of a red line that was planted."""
    drafted: int
    """The level the drill's draft gives; the settled one where nothing was planted."""
    flaw: Flaw | None
    """Null: a sound draft, so that distrust alone does not win."""
    sentence: str | None = None
    """Name of the sentence put into the text."""


class NewDrill(Frozen):
    """Items of one rubric version, in the order they are shown."""

    rubric: str
    rubric_version: str
    items: tuple[DrillItem, ...] = Field(min_length=1)


class Drill(NewDrill):
    """A drill as kept. Says nothing of who took it."""

    id: str
    taken: int
    """How often a result was kept, deleted ones included."""
    made_by: str
    made_at: datetime


class DrillClaim(Frozen):
    """A reason of a drill's draft, with a passage that is verbatim in the drill's text."""

    text: Sentences
    quote: str


class ShownItem(Frozen):
    """An item as a trainee sees it: the text first, the drill's draft after the own rating."""

    drill: Literal[True] = True
    number: int
    of: int
    lang: Language
    skill_area: str
    text: str
    level: int
    """Of the drill's draft."""
    claims: tuple[DrillClaim, ...]


class DrillAnswer(Frozen):
    """What a trainee said of an item."""

    number: int
    own: int
    """Before the drill's draft was shown."""
    final: int
    """After it."""


class DrillOutcome(Frozen):
    """An item on the answer sheet."""

    number: int
    flaw: Flaw | None
    settled: int
    drafted: int
    own: int
    final: int
    went_along: bool
    """A flaw was planted, and the final rating is nearer to the flawed draft than to what holds."""
    led: bool
    """The same, although the own rating before was not."""
    doubted: bool
    """The draft was sound, and the final rating left it."""


class DrillSheet(Frozen):
    """What `drill take` and `drill result RECEIPT` answer, to the trainee alone."""

    drill: Literal[True] = True
    id: str
    """Of the drill."""
    receipt: str | None
    """Finds the result again, and deletes it; nothing else does. Null where nothing was kept."""
    rubric: str
    outcomes: tuple[DrillOutcome, ...]


class DrillAttempt(Frozen):
    """A result as kept: no person, no time."""

    id: str
    drill_id: str
    batch: int
    answers: tuple[DrillAnswer, ...]


class DrillItemCount(Frozen):
    """How often trainees went along with an item."""

    number: int
    flaw: Flaw | None
    went_along: int
    led: int
    doubted: int


class DrillCounts(Frozen):
    """What `drill result DRILL` answers, to Enablement: whole groups of five trainees only."""

    drill: Literal[True] = True
    id: str
    rubric: str
    trainees: int
    """In full groups of five; 0 where there is none."""
    items: tuple[DrillItemCount, ...]
    """Empty where there is no full group."""


class DrillLine(Frozen):
    """A drill in `drill list` and `drill make`: nothing of what was planted, nothing of results."""

    drill: Literal[True] = True
    id: str
    rubric: str
    rubric_version: str
    items: int
    lang: tuple[Language, ...]
    made_at: datetime
