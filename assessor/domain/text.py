"""Text, places in it, and where a person finds them again."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from assessor.domain.base import Frozen

Language = Literal["en", "de"]


class SegmentRole(StrEnum):
    """Whose words a segment holds, so that a quoted colleague's deed is not the author's."""

    BODY = "body"
    HEADER = "header"
    HEADING = "heading"
    QUOTED = "quoted"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"


class Span(Frozen):
    """A half-open range `[start, end)` of Python code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a span ends at or after its start; got [{self.start}, {self.end})")
        return self

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one code point.

        >>> Span(start=0, end=2).overlaps(Span(start=2, end=3))
        False
        """
        return self.start < other.end and other.start < self.end


class Segment(Span):
    """A paragraph, header line or table row of an artefact."""

    locator: str
    """Where a person finds it: `line 4`, `lines 4-7`, `header Subject`. Never quotes the text."""
    role: SegmentRole = SegmentRole.BODY
