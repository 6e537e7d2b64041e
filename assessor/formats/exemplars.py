"""Formats of `assessor examples`: what is imported, and what is said of what is kept."""

from datetime import date, datetime
from typing import Self

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.exemplar import LABEL_PATTERN, Exemplar, ExemplarState
from assessor.domain.text import Language
from assessor.formats.gold import GoldItem


class ExampleInput(GoldItem):
    """One line of `examples import`: a labelled item as in a gold file, of the train split."""

    team: str | None = Field(default=None, pattern=LABEL_PATTERN)
    """Code of the team whose work it is."""
    retain_until: date | None = None
    """The day from which it is overdue; null leaves that to the schedule of retention."""


class ExampleOutput(Frozen):
    """What is said of one example. Text and passages are shown by `examples show` alone."""

    id: str
    item: str
    state: ExemplarState
    rubric: str
    rubric_version: str
    skill_area: str
    career_level: str | None
    lang: Language
    kind: str
    rating: int
    twin: str | None
    team: str | None
    imported_by: str
    imported_at: datetime
    released_for_enablement_by: str | None
    released_for_privacy_by: str | None
    withdrawn_by: str | None
    retain_until: date | None = None
    known: bool | None = Field(default=None, exclude_if=lambda value: value is None)
    """Only where it was imported: whether it was there before."""
    text: str | None = Field(default=None, exclude_if=lambda value: value is None)
    quotes: tuple[str, ...] = Field(default=(), exclude_if=lambda value: not value)

    @classmethod
    def of(cls, exemplar: Exemplar, *, known: bool | None = None, whole: bool = False) -> Self:
        """The published view.

        Args:
            exemplar: as kept.
            known: whether an import found it there already.
            whole: with text and passages.
        """
        return cls(
            **exemplar.model_dump(
                include=cls.model_fields.keys() - {"text", "quotes"}, exclude={"text", "quotes"}
            ),
            state=exemplar.state,
            released_for_enablement_by=exemplar.enablement and exemplar.enablement.by,
            released_for_privacy_by=exemplar.privacy and exemplar.privacy.by,
            withdrawn_by=exemplar.withdrawn and exemplar.withdrawn.by,
            known=known,
            text=exemplar.text if whole else None,
            quotes=exemplar.quotes if whole else (),
        )
