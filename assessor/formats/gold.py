"""The gold-file format: labelled items that `eval` measures with."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.text import Language


class Split(StrEnum):
    """What a labelled item may be used for: fits, intervals, or gates alone."""

    TRAIN = "train"
    CALIBRATION = "calibration"
    GOLD = "gold"


class LabelledPersonalData(Frozen):
    """A personal value known to be in the text."""

    value: str
    type: str


class GoldItem(Frozen):
    """One labelled item."""

    id: str = Field(min_length=1)
    split: Split = Split.GOLD
    rubric: str
    skill_area: str
    career_level: str | None = None
    lang: Language
    kind: ArtefactKind
    date: date
    text: str
    rating: int | None
    insufficient: bool = False
    evidence_quotes: tuple[str, ...] = ()
    """Verbatim passages that decide the rating."""
    red_lines: tuple[str, ...] = ()
    pii: tuple[LabelledPersonalData, ...] = ()
    do_not_enter: tuple[str, ...] = ()
    twin: str | None = None
    """Label shared by a pair one level apart."""

    @model_validator(mode="after")
    def _rated_or_insufficient(self) -> Self:
        if (self.rating is None) != (self.insufficient or bool(self.do_not_enter)):
            raise ValueError("an item has a rating, or is insufficient, or must not enter")
        for quote in self.evidence_quotes:
            if quote not in self.text:
                raise ValueError("an evidence quote is not verbatim in the text")
        return self
