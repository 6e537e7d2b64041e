"""A scorecard for interviews, the same for every interviewer. It has no room for a candidate's data."""

from pydantic import Field

from assessor.domain.base import Frozen


class ScorecardQuestion(Frozen):
    """A question with its one skill area and the one proof a good answer brings (S000-66)."""

    number: int = Field(ge=1)
    """Through the whole sheet."""
    skill_area: str
    """Id of the area it is about."""
    question: str
    proof: str
    probe: str = ""
    """How the interviewer has the answer verified."""
    probe_required: bool = False
    """Whether the answer counts only once the probe was asked (S000-68)."""
    show_me: str = ""
    """Kind of artefact to be shown, with personal data removed (S000-67)."""


class ScorecardArea(Frozen):
    """One skill area of a sheet, rated once."""

    id: str
    name: str
    goal: str
    listen_for: tuple[str, ...] = ()
    """Conduct at the career level hired for."""
    questions: tuple[ScorecardQuestion, ...] = Field(min_length=1)


class ScorecardRating(Frozen):
    """A rating of the rubric's scale."""

    value: int
    label: str
    definition: str


class Scorecard(Frozen):
    """What `hiring scorecard` answers."""

    rubric: str
    rubric_version: str
    title: str
    lang: str
    scale: str
    career_level: str | None
    """Level hired for; null where none was named."""
    starter_kit: bool
    """Whether it is the rubric's smallest set to begin with."""
    sheet: str = Field(pattern=r"^[0-9a-f]{12}$")
    """Digest of everything on the sheet: interviewers with the same one asked the same (S000-69)."""
    ratings: tuple[ScorecardRating, ...]
    areas: tuple[ScorecardArea, ...] = Field(min_length=1)
