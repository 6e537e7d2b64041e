"""Suspensions: drafts switched off for a rubric or one of its skill areas until they are recalibrated.

Nothing here names a person but the two who began and lifted one, and no text of evidence comes in: figures
are numbers and short codes.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, Field

from assessor.domain.base import Frozen
from assessor.domain.sentences import Sentences

LOOK_BACK_DAYS = 30
"""Drafts revealed so long before a change began are looked at again, see `Suspension.touches`."""
_FIGURE_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_FIGURE_CODE = re.compile(r"[A-Za-z0-9_.:\-/]{0,80}")

Figure = float | int | str
"""A number, or a code of up to 80 characters of `A-Z a-z 0-9 _ . : - /`."""


def _verified(figures: dict[str, Figure]) -> dict[str, Figure]:
    """No free text: a figure is shown to everybody whom the suspension concerns."""
    for name, value in figures.items():
        if _FIGURE_NAME.fullmatch(name) is None:
            raise ValueError("a figure's name is up to 40 lower-case letters and underscores")
        if isinstance(value, str) and _FIGURE_CODE.fullmatch(value) is None:
            raise ValueError(f"{name} is neither a number nor a code of up to 80 characters")
        if isinstance(value, float) and not isfinite(value):
            raise ValueError(f"{name} is no finite number")
    return figures


Figures = Annotated[dict[str, Figure], AfterValidator(_verified)]


class SuspensionCause(StrEnum):
    """Why drafts were taken away."""

    HAND = "hand"
    """A person decided so."""
    DRIFT = "drift"
    """Drafts moved away from sealed ratings."""
    RELIANCE = "reliance"
    """Ratings followed drafts where they should not have."""
    PROBE = "probe"
    """A change that should not matter moved drafts."""
    GOLD_RUN = "gold_run"
    """Drafts of the same labelled texts changed, or fell short."""


def plain_id(rubric_id: str) -> str:
    """The id of a rubric without its optional areas.

    >>> plain_id("csm-matrix:ai")
    'csm-matrix'
    """
    return rubric_id.partition(":")[0]


class SuspensionScope(Frozen):
    """Which drafts."""

    rubric_id: str
    """Without optional areas: switching one on frees nobody from a suspension."""
    skill_area: str | None = None
    """Canonical name; null: the whole rubric."""
    drafter: str | None = None
    """`embedded` or `llm`; null: whichever drafts."""

    def covers(self, rubric_id: str, skill_area: str | None, drafter: str | None) -> bool:
        """Whether a draft lies in it. One without an area lies only in a scope of the whole rubric.

        Args:
            rubric_id: of the draft.
            skill_area: given or proposed.
            drafter: null where it is not known, which may be any.

        >>> SuspensionScope(rubric_id="r", skill_area="A").covers("r", None, "embedded")
        False
        """
        return (
            self.rubric_id == plain_id(rubric_id)
            and self.skill_area in (None, skill_area)
            and (drafter is None or self.drafter in (None, drafter))
        )


class SuspensionRequest(SuspensionScope):
    """What a rule found. Holds no id of a person and no text."""

    cause: SuspensionCause
    figures: Figures = Field(default_factory=dict)
    """What it rests on, such as `{"difference": 0.5, "ratings": 42}`; `assessor.suspended` knows words for
    the usual names."""
    changed_on: date | None = None
    """When the change began as far as can be told; null: not before the suspension."""


class Recalibration(Frozen):
    """What a suspension was lifted on, as it was found when that was checked."""

    kind: str = Field(pattern="^(eval_run|fit)$")
    ref: str
    """Id of the run, or of the version."""
    name: str
    """What people call it: suite of the run, or name of the version."""
    sha256: str | None = None
    """Digest of the run's manifest and measures; null for a version, which the log holds fast itself."""


class Suspension(SuspensionScope):
    """A suspension as kept. It stands until it is lifted."""

    id: str
    cause: SuspensionCause
    by_rule: bool
    """Whether a rule asked for it: then it takes a recalibration to lift it."""
    figures: Figures
    changed_on: date | None
    reason: str | None
    """A person's words, redacted; null for one by a rule."""
    begun_by: str | None
    """The person who decided, or under whom the rule ran; null: a schedule ran it."""
    begun_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None
    lift_reason: str | None = None
    """Redacted text."""
    recalibration: Recalibration | None = None

    @property
    def stands(self) -> bool:
        """Whether drafts are withheld by it now."""
        return self.lifted_at is None

    def touches(self, revealed_at: datetime, *, look_back_days: int = LOOK_BACK_DAYS) -> bool:
        """Whether a draft revealed at that time may already have been one of those that went wrong."""
        began = min(self.changed_on or self.begun_at.date(), self.begun_at.date())
        return (began - revealed_at.date()).days <= look_back_days and revealed_at < self.begun_at


class Begun(Frozen):
    """What became of a request."""

    suspension: Suspension
    new: bool
    """False: a suspension of the same scope, by this or another rule, stood already and was left as it is."""


class SuspensionNotice(Frozen):
    """What the people concerned are told: since when and why. Names nobody."""

    suspension: str
    skill_area: str | None
    drafter: str | None
    since: datetime
    cause: SuspensionCause
    figures: Figures
    said: Sentences
    """The same in words."""


def covering(
    standing: Iterable[Suspension], rubric_id: str, skill_area: str | None, drafter: str | None
) -> Suspension | None:
    """The suspension that withholds a draft, the oldest where there are several; null where none does."""
    found = [one for one in standing if one.stands and one.covers(rubric_id, skill_area, drafter)]
    return min(found, key=lambda one: (one.begun_at, one.id), default=None)
