"""Review cadence: what of a rubric is due for review, when, and who sees to it.

- `ai-skills`: prompts, guardrails and checklists monthly, anchors and examples quarterly, structure yearly
  (S000-77).
- `csm-matrix`: everything yearly, AI and data expectations above all (S001-19).
- `csm-laufbahn`: anchors quarterly, structure yearly (S002-49). Where a source is silent: the same (X-09).

A part was last reviewed when the review log says so, else when the changelog of the pack shows a change: the
last version for anchors, the last major one for everything else. A month ends where the calendar ends it: a
month after 31 January is the last day of February, a year after 29 February is 28 February. The next date is
counted from the day a review took place, so a late one moves those after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from dateutil.relativedelta import relativedelta
from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.rubric import PackHead, Rubric
from assessor.errors import InputError
from assessor.rubrics.load import validated

_CODE = "reviews_invalid"
_MONTHLY, _QUARTERLY, _YEARLY = 1, 3, 12


class Part(StrEnum):
    """What is reviewed at a time."""

    PROMPTS = "prompts"
    GUARDRAILS = "guardrails"
    CHECKLISTS = "checklists"
    ANCHORS = "anchors"
    EXAMPLES = "examples"
    STRUCTURE = "structure"


CADENCE: dict[str, tuple[str, dict[Part, int]]] = {
    "ai-skills": (
        "S000-77",
        {
            Part.PROMPTS: _MONTHLY, Part.GUARDRAILS: _MONTHLY, Part.CHECKLISTS: _MONTHLY,
            Part.ANCHORS: _QUARTERLY, Part.EXAMPLES: _QUARTERLY, Part.STRUCTURE: _YEARLY,
        },
    ),
    "csm-matrix": ("S001-19", {Part.ANCHORS: _YEARLY, Part.STRUCTURE: _YEARLY}),
    "csm-laufbahn": ("S002-49", {Part.ANCHORS: _QUARTERLY, Part.STRUCTURE: _YEARLY}),
    "csm-role": ("X-09", {Part.STRUCTURE: _YEARLY}),
}  # fmt: skip
"""By rubric: the rule it comes from, and months between two reviews of each part."""
_OTHERS = ("X-09", {Part.ANCHORS: _QUARTERLY, Part.STRUCTURE: _YEARLY})


class DueState(StrEnum):
    """Where a review stands on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"


class Review(Frozen):
    """A review that took place, whether or not it changed anything."""

    rubric: str
    part: Part
    date: date
    """Not `on`, which YAML reads as a yes."""
    by: str
    outcome: str = ""


class ReviewLog(Frozen):
    """The file `--reviews` names."""

    reviews: tuple[Review, ...]
    sha256: str = ""
    """Digest of the file, set by the loader."""


class DueReview(Frozen):
    """One part of a rubric and its next review."""

    rubric: str
    part: Part
    owners: tuple[str, ...]
    every_months: int
    rule: str
    """Requirement the cadence comes from."""
    last: date
    due: date
    state: DueState
    days: int = Field(ge=0)
    """Days overdue, or days left."""


class DueList(Frozen):
    """What `rubric due` answers."""

    on: date
    reviews: tuple[DueReview, ...]
    """The longest overdue first."""


def next_review(last: date, months: int) -> date:
    """The day a review is due.

    >>> next_review(date(2027, 1, 31), 1).isoformat(), next_review(date(2028, 2, 29), 12).isoformat()
    ('2027-02-28', '2029-02-28')
    """
    return last + relativedelta(months=months)


def due_reviews(packs: Iterable[PackHead], log: Sequence[Review], *, on: date) -> DueList:
    """Every part of the packs with its next review as seen on a day.

    Args:
        packs: rubrics and profiles in force.
        log: reviews that took place; those after `on` had not happened yet and do not count.
        on: the day.
    """
    found = [one for pack in packs for one in _of_pack(pack, log, on)]
    return DueList(on=on, reviews=tuple(sorted(found, key=lambda one: (one.due, one.rubric, one.part))))


def load_reviews(path: Path, known: Iterable[str]) -> tuple[Review, ...]:
    """Read a review log.

    Args:
        path: YAML with `reviews`.
        known: ids of rubrics and profiles.

    Raises:
        InputError: code `reviews_invalid`; the file breaks its format or names a rubric there is not.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).", code=_CODE) from error
    log = validated(ReviewLog, content, file=str(path), code=_CODE)
    ids = tuple(known)
    for number, one in enumerate(log.reviews, start=1):
        if one.rubric not in ids:
            raise InputError(
                f"{path}, review {number}: no rubric {one.rubric!r}; there are {', '.join(ids)}.",
                code=_CODE,
                hint="Correct the id, or take the entry out.",
            )
    return log.reviews


def _of_pack(pack: PackHead, log: Sequence[Review], on: date) -> Iterator[DueReview]:
    rule, parts = CADENCE.get(pack.id, _OTHERS)
    for part, months in parts.items():
        done = [one.date for one in log if (one.rubric, one.part) == (pack.id, part) and one.date <= on]
        last = max([*done, _changed_on(pack, part)])
        due = next_review(last, months)
        state = DueState.OVERDUE if due < on else DueState.DUE if due == on else DueState.UPCOMING
        yield DueReview(
            rubric=pack.id, part=part, owners=_owners(pack, part), every_months=months, rule=rule,
            last=last, due=due, state=state, days=abs((on - due).days),
        )  # fmt: skip


def _changed_on(pack: PackHead, part: Part) -> date:
    entries = sorted(pack.changelog, key=lambda entry: entry.date)
    if part is Part.ANCHORS or not entries:
        return pack.date
    major = [entry.date for entry in entries if entry.version.endswith(".0.0")]
    return major[-1] if major else entries[0].date


def _owners(pack: PackHead, part: Part) -> tuple[str, ...]:
    """Anchors belong to the owners of their areas (S000-12), everything else to the rubric's."""
    if part in (Part.ANCHORS, Part.EXAMPLES) and isinstance(pack, Rubric):
        return tuple(dict.fromkeys(area.owner for area in pack.skill_areas))
    return (pack.owner,)
