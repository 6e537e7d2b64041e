"""Pre-check: one text of the packet after stages 1 and 2, which every check reads."""

from typing import Literal, NamedTuple

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.precheck import PacketArea, PacketPart
from assessor.review.packets.manifest import EvidenceEntry
from assessor.review.packets.marks import Marks


class Looked(NamedTuple):
    """A text as the checks see it."""

    path: str
    part: PacketPart
    redacted: RedactedArtefact | None
    """Null where it could not be read."""
    fault: str = ""
    entry: EvidenceEntry | None = None
    date_from: Literal["manifest", "option", "mail_header"] | None = None
    areas: tuple[PacketArea, ...] = ()
    """Only of evidence that passed."""
    marks: Marks | None = None
    """Only of evidence that passed."""

    @property
    def text(self) -> str | None:
        """Redacted text; null where it was stopped or could not be read."""
        return None if self.redacted is None else self.redacted.text

    @property
    def is_evidence(self) -> bool:
        """Whether it is a piece of evidence that passed."""
        return self.part is PacketPart.EVIDENCE and self.text is not None
