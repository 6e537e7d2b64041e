"""What a rule of a rubric says of ratings and evidence: met or not, with the numbers and a sentence."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.sentences import Sentences

Figure = int | float | date | None


class RuleOutcome(StrEnum):
    """Three different things, never merged: what could not be judged is no failure."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_JUDGED = "not_judged"


class RuleVerdict(Frozen):
    """One rule, applied once. It advises people; none of them changes a rating by itself."""

    rule: str
    """Name of the rule, as `assessor rubric rules` lists it."""
    requirements: tuple[str, ...] = Field(min_length=1)
    """Ids of the requirements behind it."""
    about: str = ""
    """What was judged, where a rule judges several things: a skill area, a target."""
    outcome: RuleOutcome
    numbers: dict[str, Figure]
    """Every number the outcome rests on, counts and limits alike; null where one was not given."""
    sentence: Sentences


class Rule(Frozen):
    """A rule as it is explained to people."""

    id: str
    requirements: tuple[str, ...]
    """Ids of the requirements behind it."""
    says: Sentences
    """What must hold, with the numbers in force."""
    defaults: dict[str, Figure | str]
    """What a rubric or the settings may set otherwise."""
    example: RuleVerdict
    """The rule, applied to a small invented case."""


class RuleList(Frozen):
    """What `rubric rules` answers."""

    rules: tuple[Rule, ...]


class RuleVerdictList(Frozen):
    """What `rubric targets` answers."""

    verdicts: tuple[RuleVerdict, ...]
