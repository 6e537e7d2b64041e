"""A plan of development for one skill area: goals from the rubric, gaps marked, nothing made up."""

from datetime import date
from typing import Literal

from pydantic import Field

from assessor.domain.base import Frozen


class DevelopmentGoal(Frozen):
    """One goal, linked to what the rubric asks for (S000-82, S002-71)."""

    number: int = Field(ge=1)
    aim: str
    """Conduct of the rubric that the goal works towards."""
    anchor: str | None = None
    """Id of the anchor or indicator; null where the scale itself parts two ratings."""
    step: str
    """From which rating or level to which."""
    goal: str
    """The rubric's goal template; what only people can say stands in square brackets."""
    blanks: tuple[str, ...]
    """Gaps of the goal still to be filled in."""
    measures: tuple[str, ...] = ()
    """Quantities and targets of the rubric to choose from; the program adds no number of its own."""
    due: date


class Checkpoint(Frozen):
    """A talk on the way."""

    on: date
    what: str


class DevelopmentPlan(Frozen):
    """What `develop` answers."""

    rubric: str
    rubric_version: str
    title: str
    lang: str
    skill_area: str
    skill_area_name: str
    basis: Literal["rating", "career_level"]
    """Whether the plan goes from rating to rating or from career level to career level."""
    now: str
    target: str
    career_level: str | None
    """Level whose anchors the plan works towards; null where none was named."""
    start: date
    due: date
    goals: tuple[DevelopmentGoal, ...] = Field(min_length=1)
    evidence: tuple[str, ...]
    """What to collect on the way."""
    coaching: tuple[str, ...]
    """Prompts for the talks, apart from any rating."""
    resources: tuple[str, ...]
    """Ways to learn."""
    checkpoints: tuple[Checkpoint, ...]
