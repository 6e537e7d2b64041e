"""Suites: named sets of labelled items with the figures a run of them must reach."""

from typing import Literal, Self

from pydantic import Field, model_validator

from assessor.domain.base import Frozen
from assessor.domain.run import SHA256, Threshold


class SuiteGold(Frozen):
    """A gold file of a suite."""

    file: str
    """Path from the suite's own folder."""
    sha256: str | None = Field(default=None, pattern=SHA256)
    """Digest the file must have, so that figures of two states of it never mix; null where it may grow."""


class Suite(Frozen):
    """A named set of items with the figures it must reach."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    title: str
    about: str
    """What it measures, and what its labels are worth."""
    gold: tuple[SuiteGold, ...] = Field(min_length=1)
    split: Literal["train", "calibration", "gold", "all"] = "gold"
    rubrics: tuple[str, ...] = ()
    """Only items of these; empty means all."""
    langs: tuple[Literal["en", "de"], ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    @model_validator(mode="after")
    def _thresholds_ask_something(self) -> Self:
        for one in self.thresholds:
            if one.at_least is None and one.at_most is None:
                raise ValueError(f"threshold {one.measure}: give at_least, at_most or both")
        return self
