"""Stage 2 of 7: what a single guardrail is, and what it answers."""

from dataclasses import dataclass, field
from typing import Protocol

from assessor.domain.artefact import Subject
from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan, Finding, InjectionSignal
from assessor.guardrails.view import DetectionView


@dataclass(frozen=True)
class Detection:
    """What one guardrail saw in one text. Offsets are in the view's text, half open."""

    spans: tuple[DetectedSpan, ...] = ()
    findings: tuple[Finding, ...] = ()
    injection: InjectionSignal | None = None


@dataclass(frozen=True)
class Reading:
    """One text with what earlier guardrails of the chain already found in it."""

    view: DetectionView
    lang: Language
    subject: Subject
    spans: tuple[DetectedSpan, ...] = field(default=())

    @property
    def text(self) -> str:
        """What detectors read."""
        return self.view.text


class Guardrail(Protocol):
    """A named, versioned check. It may raise: the chain then refuses the artefact."""

    @property
    def name(self) -> str:
        """Stable name, used in findings when the check itself fails."""
        ...

    def inspect(self, reading: Reading) -> Detection:
        """Look at one text. Must not keep or log any of it."""
        ...
