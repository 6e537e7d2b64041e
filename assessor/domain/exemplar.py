"""Exemplars: labelled items of the train split that a model may be shown, once two persons released them."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.text import Language

LABEL_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
"""What an item, a pair of twins or a team may be called: a code, so that no name gets into the record."""


class ExemplarState(StrEnum):
    """How far an exemplar is."""

    IMPORTED = "imported"
    """Neither or one of two persons released it; never shown."""
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    """For good; its text and passages are gone."""


class Consent(Frozen):
    """Who said so, and when."""

    by: str
    at: datetime


class NewExemplar(Frozen):
    """A labelled item after the entry guardrails. Holds redacted text only."""

    item: str = Field(pattern=LABEL_PATTERN)
    """What it is called in the file it came from."""
    rubric: str
    rubric_version: str
    skill_area: str
    career_level: str | None = None
    lang: Language
    kind: ArtefactKind
    rating: int
    text: str | None
    """Null once withdrawn."""
    quotes: tuple[str, ...] = ()
    """Passages that decided the rating, each verbatim in `text`."""
    twin: str | None = Field(default=None, pattern=LABEL_PATTERN)
    """Shared by a pair one level apart: whoever is rated must not be shown its other half."""
    team: str | None = Field(default=None, pattern=LABEL_PATTERN)
    """Whose work it is, as a code; null where it is not known."""
    retain_until: date | None = None
    """The day from which it is overdue; null leaves that to the schedule of retention."""
    digest: str | None
    """`likeness.text_key` of the text: `sha256:` and 64 hex digits. Null once withdrawn."""


class Exemplar(NewExemplar):
    """A labelled item as kept, with who let it in, who released it and who took it back."""

    id: str
    """Random, `exm_` and 32 hex digits."""
    imported_by: str
    imported_at: datetime
    enablement: Consent | None = None
    """Release by Enablement."""
    privacy: Consent | None = None
    """Release by a privacy officer, another person."""
    withdrawn: Consent | None = None

    @property
    def state(self) -> ExemplarState:
        """Released means: both of two persons, and not taken back."""
        if self.withdrawn is not None:
            return ExemplarState.WITHDRAWN
        both = self.enablement is not None and self.privacy is not None
        return ExemplarState.RELEASED if both else ExemplarState.IMPORTED


def shows_contrast(exemplars: Sequence[Exemplar]) -> bool:
    """Whether they show at least two different ratings: examples of one rating alone only pull towards it."""
    return len({one.rating for one in exemplars}) > 1
