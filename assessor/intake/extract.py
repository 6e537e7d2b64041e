"""Stage 1 of 7: passages of any file format put together as one text with places.

Every format reader yields `Passage`s in reading order. What a person reading the file would not have seen is
a passage like any other, with the rule that says why: it passes the guardrails, and the reviewer is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assessor.domain.text import Segment, SegmentRole
from assessor.domain.verdict import Action, Finding

MAX_HIDDEN_FINDINGS = 500
"""Further hidden passages are still read; one last finding, `further_passages`, stands for all of them."""


@dataclass(frozen=True)
class Passage:
    """A stretch of text with one place in its file."""

    text: str
    locator: str
    """Where a person finds it: `slide 3`, `notes of slide 3`, `page 2`, `sheet 2 row 7`. Quotes nothing."""
    role: SegmentRole = SegmentRole.BODY
    hidden: str | None = None
    """Why a reader would not see it, as a rule: `speaker_notes`, `hidden_sheet`, `comment`, ..."""


class Extract(NamedTuple):
    """A file as text."""

    text: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]


def put_together(passages: Iterable[Passage], findings: Iterable[Finding] = ()) -> Extract:
    """Join passages by line ends; blank ones are left out.

    Args:
        passages: in reading order.
        findings: what the reader noted beside them, without places.

    Returns:
        Text, one segment for each passage, and findings: those given and a note for each hidden passage.
    """
    pieces: list[str] = []
    segments: list[Segment] = []
    notes = list(findings)
    hidden_count = 0
    at = 0
    for passage in passages:
        if not passage.text.strip():
            continue
        end = at + len(passage.text)
        pieces.append(passage.text)
        segments.append(Segment(start=at, end=end, locator=passage.locator, role=passage.role))
        if passage.hidden is not None:
            hidden_count += 1
            if hidden_count <= MAX_HIDDEN_FINDINGS:
                notes.append(
                    Finding(
                        category="hidden_text", rule=passage.hidden, action=Action.NOTE, start=at, end=end
                    )
                )
        at = end + 1
    if hidden_count > MAX_HIDDEN_FINDINGS:
        notes.append(Finding(category="hidden_text", rule="further_passages", action=Action.NOTE))
    return Extract("\n".join(pieces), tuple(segments), tuple(notes))
