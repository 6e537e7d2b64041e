"""Formats of the HTTP service: what it takes, and the answers that no command has."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from assessor.domain.artefact import ArtefactKind, Subject
from assessor.domain.base import Frozen
from assessor.domain.rating import CitedSpan, RatingValue
from assessor.domain.submission import Origin
from assessor.domain.verdict import Verdict
from assessor.review.views import ArtefactStanding, DraftSlip, SubmissionSlip

MAX_ARTEFACTS = 50
"""Files of one submission."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITATION = re.compile(r"(?P<artefact>sha256:[0-9a-f]{64}):(?P<start>\d{1,9})-(?P<end>\d{1,9})")


def _calendar_day(value: object) -> date:
    # Pydantic alone would also take a time or a number of seconds.
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("expected a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("expected a day of the calendar") from None


_Day = Annotated[date, BeforeValidator(_calendar_day), WithJsonSchema({"type": "string", "format": "date"})]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Evidence = WithJsonSchema({"type": "string", "minLength": 1})


class _Request(Frozen):
    """Strict: a number is no text and a text no number, so that what is taken is what the schema says."""

    model_config = ConfigDict(strict=True)


class SubmittedArtefactBody(_Request):
    """One file: its text, or its bytes in base64."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["text"]}, {"required": ["base64"]}]})

    name: _Name
    """Its name, for its extension alone; a text without a known extension is read as plain text."""
    evidence_date: _Day | None = None
    """When the work was done; else a mail's Date header."""
    kind: ArtefactKind | None = None
    text: Annotated[str | None, _Evidence] = None
    base64: Annotated[str | None, _Evidence] = None

    @model_validator(mode="after")
    def _one_content(self) -> "SubmittedArtefactBody":
        if self.model_fields_set & {"text", "base64"} not in ({"text"}, {"base64"}):
            raise ValueError("expected either text or base64")
        if not (self.text or self.base64):
            raise ValueError("the content is empty")
        return self


class SubmissionBody(_Request):
    """`POST /submissions`: artefacts of one assessee."""

    rubric: _Name
    area: _Name | None = None
    """Skill area; proposed for each artefact where left out."""
    level: _Name | None = None
    """The assessee's career level, for the reader."""
    submitted_on: _Day | None = None
    """Submission date; today where left out."""
    assessee: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    """Pseudonymous id, not a name."""
    subject: Subject = Subject()
    """How the assessee may be named in the artefacts, so that these names are found for certain."""
    artefacts: Annotated[tuple[SubmittedArtefactBody, ...], Field(min_length=1, max_length=MAX_ARTEFACTS)]


_RatingWord = Annotated[
    int | str,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 99},
                {"type": "string", "pattern": "^([0-9]{1,2}|NA|insufficient)$"},
            ]
        }
    ),
]


class RateBody(_Request):
    """`POST /drafts/{id}/rate`: a level of the rubric's scale, `NA` or `insufficient`."""

    rating: _RatingWord

    @field_validator("rating")
    @classmethod
    def _known_word(cls, rating: int | str) -> int | str:
        if not re.fullmatch("[0-9]{1,2}|NA|insufficient", str(rating)):
            raise ValueError("expected a level of the scale, NA or insufficient")
        return rating

    @property
    def value(self) -> RatingValue:
        """The rating as a domain value."""
        return RatingValue.parse(str(self.rating))


_Citation = Annotated[
    str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}:[0-9]{1,9}-[0-9]{1,9}$", max_length=100)
]


class ConfirmBody(RateBody):
    """`POST /drafts/{id}/confirm`: the settled rating, why, and the evidence it rests on."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
    """Redacted before it is kept."""
    cite: Annotated[tuple[_Citation, ...], Field(max_length=100)] = ()
    """`ARTEFACT:START-END`, offsets into the redacted text; needed for a level."""

    @field_validator("cite")
    @classmethod
    def _in_order(cls, cite: tuple[str, ...]) -> tuple[str, ...]:
        for one in cite:
            start, _, end = one.rpartition(":")[2].partition("-")
            if int(end) < int(start):
                raise ValueError("a citation ends at or after its start")
        return cite

    @property
    def cited(self) -> tuple[CitedSpan, ...]:
        """The citations as domain values."""
        matches = [_CITATION.fullmatch(one) for one in self.cite]
        return tuple(
            CitedSpan(artefact=match["artefact"], start=int(match["start"]), end=int(match["end"]))
            for match in matches
            if match is not None
        )


class SubmissionPage(Frozen):
    """Submissions, oldest first."""

    submissions: tuple[SubmissionSlip, ...]
    next: str | None
    """What to give as `after` for the page behind this one; null on the last."""


class DraftPage(Frozen):
    """Drafts, oldest first, with where they stand for the reader."""

    drafts: tuple[DraftSlip, ...]
    next: str | None
    """As for submissions."""


class RubricLine(Frozen):
    """A rubric that can be rated by."""

    id: str
    title: str
    version: str
    scale: str
    skill_areas: tuple[str, ...]
    career_levels: tuple[str, ...]
    status: str


class RubricPage(Frozen):
    """Every rubric of the installation."""

    rubrics: tuple[RubricLine, ...]


class Health(Frozen):
    """Whether the service takes work, and how much it has."""

    status: str = Field(pattern="^(ok|stopping)$")
    workers: int
    """Processes that redact and draft."""
    busy: int
    """Those that have a job."""
    drafting: int
    """Accepted submissions whose drafts are still to be made."""
    loop_lag_ms: float
    """Longest time since the start that the event loop kept others waiting."""


class BodyFault(Frozen):
    """One thing wrong with a request."""

    pointer: str
    """JSON Pointer into the body, or the name of a parameter."""
    message: str


class StoppedArtefact(Frozen):
    """An artefact that a guardrail stopped, by its place among those handed in."""

    origin: Origin
    verdict: Verdict
    rules: tuple[str, ...]
    categories: tuple[str, ...]


class Problem(Frozen):
    """RFC 9457 problem details. Never repeats what was sent."""

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    code: str
    """Stable word for programs."""
    detail: str
    hint: str | None = None
    errors: tuple[BodyFault, ...] = ()
    stopped: tuple[StoppedArtefact, ...] = ()


def stopped_of(standing: ArtefactStanding) -> StoppedArtefact:
    """What a sender is told of a stopped artefact: which rules, never where or what."""
    stopping = [one for one in standing.findings if one.action in ("escalate", "refuse")]
    return StoppedArtefact(
        origin=standing.origin,
        verdict=standing.verdict,
        rules=tuple(dict.fromkeys(one.rule for one in stopping)),
        categories=tuple(dict.fromkeys(one.category for one in stopping)),
    )


def without_inputs(errors: list[Any]) -> tuple[BodyFault, ...]:
    """Pydantic's faults without anything that was sent: no values, no names of unknown fields.

    Args:
        errors: from `errors(include_input=False, include_url=False)`.
    """
    # A list whose only item is faulty counts as too short besides; that would mislead.
    inner = {tuple(one["loc"][:depth]) for one in errors for depth in range(len(one["loc"]))}
    return tuple(
        _fault(one) for one in errors if one["type"] != "too_short" or tuple(one["loc"]) not in inner
    )


def _fault(error: dict[str, Any]) -> BodyFault:
    place = list(error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        place.pop()  # the name of an unknown field is something that was sent
        message = "holds a field that is not known here"
    return BodyFault(pointer="".join(f"/{part}" for part in place) or "/", message=message)
