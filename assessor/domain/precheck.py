"""What the pre-check of a packet says to the person who hands it in. It holds no rating and no draft."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.rule_verdict import Figure
from assessor.domain.text import Language
from assessor.domain.verdict import Verdict


class PacketPart(StrEnum):
    """The four parts of a promotion packet (S000-48)."""

    SCOPE = "scope"
    EVIDENCE = "evidence"
    RISKS = "risks"
    CUSTOMERS = "customers"


class CheckOutcome(StrEnum):
    """Four different things, never merged: what a person must look at is neither met nor missing."""

    MET = "met"
    MISSING = "missing"
    OPEN = "open"
    """Only a person can tell, or there is nothing yet to tell it from."""
    NOT_APPLICABLE = "not_applicable"


class PacketCheck(Frozen):
    """One requirement, looked at once, in the language of the report."""

    check: str
    """Stable name of what was looked at."""
    requirements: tuple[str, ...] = Field(min_length=1)
    """Ids of the requirements behind it."""
    about: str = ""
    """The part, file, skill area or career level it was looked at for; empty for the packet as a whole."""
    outcome: CheckOutcome
    says: str
    """What was found, with its numbers."""
    how: str = ""
    """What to do next; empty where nothing is missing."""
    numbers: dict[str, Figure] = Field(default_factory=dict)


class RemovedCount(Frozen):
    """How many places of one type would be replaced. The values themselves are nowhere in a report."""

    type: str
    count: int = Field(ge=1)


class StopReason(Frozen):
    """Why an artefact would be stopped, and what to do about it."""

    category: str
    rules: tuple[str, ...]
    says: str
    how: str


class PacketArea(Frozen):
    """A skill area an artefact is taken to serve."""

    skill_area: str
    """Name, in the language of the report."""
    proposed: bool
    """Whether the program proposes it, by resemblance, because the packet names none."""
    score: float | None = None
    """Resemblance, for a proposal alone; it says nothing about a level."""


class PacketFile(Frozen):
    """One text of the packet, as it would be after redaction."""

    path: str
    """As the packet names it; a text that stands in the manifest itself goes by its part."""
    part: PacketPart
    kind: ArtefactKind | None = None
    lang: Language | None = None
    evidence_date: date | None = None
    date_from: Literal["manifest", "option", "mail_header"] | None = None
    verdict: Verdict | None = None
    """Null where the file could not be read."""
    removed: tuple[RemovedCount, ...] = ()
    stopped: tuple[StopReason, ...] = ()
    look_twice: tuple[str, ...] = ()
    """Rules whose notes ask for a second look, such as hidden text."""
    text: str | None = None
    """Redacted text; null where the file would be stopped or could not be read."""
    skill_areas: tuple[PacketArea, ...] = ()
    asks: str = ""
    """What the rubric wants this kind of evidence to show."""
    fault: str = ""
    """Why the file could not be read; code first."""


class SignalQuestion(Frozen):
    """A growth or warning signal, asked and not judged."""

    signal: str
    kind: Literal["growth", "warning"]
    question: str
    named: tuple[str, ...] = ()
    """Files in which the person says it shows."""


class PrecheckReport(Frozen):
    """What `precheck` answers. Nothing of it is stored by the program."""

    rubric: str
    rubric_version: str
    rubric_title: str
    lang: Language
    career_level: str | None
    """Target career level; null where none was named."""
    submitted_on: date
    """Day on which the evidence is counted."""
    files: tuple[PacketFile, ...]
    unused: tuple[str, ...] = ()
    """Files that lie in the packet and belong to none of its parts."""
    checks: tuple[PacketCheck, ...]
    questions: tuple[SignalQuestion, ...]
    counts: dict[CheckOutcome, int]
    """Checks by outcome."""
